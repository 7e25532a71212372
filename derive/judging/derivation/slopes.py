"""Derivatives of numbers by the rules; that of an entry by an entry is a Kronecker delta."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from derive.judging.derivation.building import (
    MINUS,
    ONE,
    TWO,
    ZERO,
    delta,
    given,
    over,
    plus,
    raised,
    simplified,
    times,
)
from derive.judging.derivation.entries import Ground, Reason, Stuck, is_name, number
from derive.judging.derivation.tables import SLOPES
from derive.meaning.reaching import quantities
from derive.meaning.rewriting import walk
from derive.meaning.terms import (
    Apply,
    Cases,
    Constant,
    Derivative,
    Fold,
    Folding,
    Index,
    Item,
    Map,
    Negative,
    Plus,
    Power,
    Quantity,
    Quotient,
    SizeValue,
    Term,
    Times,
    Unknown,
)


@dataclass(frozen=True, slots=True)
class Slope:
    """The derivative by `by`, an entry or a number; `rules` are those that were used, each once."""

    by: Term
    ground: Ground
    rules: dict[Reason, None] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The quantity by which is differentiated."""
        by = self.by.array if isinstance(self.by, Item) else self.by
        assert isinstance(by, Quantity)
        return by.name

    def moves(self, term: object) -> bool:
        """Whether a term depends on the variable."""
        names = self.ground.resting(self.name)
        return any(isinstance(node, Quantity) and node.name in names for node in walk(term))

    def of(self, term: Term) -> Term:
        """The derivative of a term. Raises `Stuck` where there is no rule."""
        if not self.moves(term):
            return ZERO
        rule = RULES.get(type(term))
        if rule is None:
            raise Stuck
        return rule(self, term)

    def note(self, *rule: str | Term) -> None:
        """Remember a rule."""
        self.rules.setdefault(rule)


def is_held(term: Term, by: Term, ground: Ground) -> bool:
    """Whether the derivative of a name by `by` stands for itself: a symbol, or that of a defined entry."""
    slope = Slope(by, ground)
    match term:
        case Quantity(name=name) | Item(array=Quantity(name=name)):
            return name != slope.name and name in ground.scope.definitions and slope.moves(term)
        case Unknown(name=name, arguments=arguments, shape=()) if is_name(term) and name not in ground.rules:
            moving = [each for each in arguments if slope.moves(each)]
            return len(moving) == 1 and isinstance(moving[0], Quantity) and moving[0].name == slope.name
    return False


def _quantity(slope: Slope, term: Quantity) -> Term:
    return ONE if term == slope.by else Derivative(term, slope.by)


def _item(slope: Slope, term: Item) -> Term:
    if not isinstance(term.array, Quantity) or not isinstance(slope.by, Item) or term.array != slope.by.array:
        return Derivative(term, slope.by)
    deltas = times(delta(term.row, slope.by.row), delta(term.column, slope.by.column))
    if deltas not in (ONE, ZERO):
        slope.note(r"$\partial ", term, r" / \partial ", slope.by, " = ", deltas, "$")
    return deltas


def _plus(slope: Slope, term: Plus) -> Term:
    return plus(*(slope.of(part) for part in term.parts))


def _negative(slope: Slope, term: Negative) -> Term:
    return times(MINUS, slope.of(term.operand))


def _times(slope: Slope, term: Times) -> Term:
    if slope.moves(term.left) and slope.moves(term.right):
        slope.note("product rule")
    return plus(times(slope.of(term.left), term.right), times(term.left, slope.of(term.right)))


def _quotient(slope: Slope, term: Quotient) -> Term:
    if not slope.moves(term.bottom):
        return over(slope.of(term.top), term.bottom)
    slope.note("quotient rule")
    first = times(slope.of(term.top), term.bottom)
    second = times(term.top, slope.of(term.bottom))
    return over(plus(first, times(MINUS, second)), raised(term.bottom, TWO))


def _power(slope: Slope, term: Power) -> Term:
    if slope.moves(term.exponent):
        raise Stuck
    slope.note("power rule")
    lower = plus(term.exponent, MINUS)
    return times(term.exponent, raised(term.base, lower), slope.of(term.base))


def _map(slope: Slope, term: Map) -> Term:
    row = SLOPES.get(term.function)
    if row is None or len(term.arguments) != 1:
        raise Stuck
    inner = term.arguments[0]
    if not isinstance(inner, Item | Quantity):
        slope.note("chain rule")
    slope.note(f"${row.shown}$")
    return times(row.slope(inner), slope.of(inner))


def _apply(slope: Slope, term: Apply) -> Term:
    return times(replace(term, primes=term.primes + 1), slope.of(term.argument))


def _unknown(slope: Slope, term: Unknown) -> Term:
    if term.name in slope.ground.rules:
        made, shown = slope.ground.rules[term.name]
        slope.note(f"${shown}$")
        return times(made(term), slope.of(term.arguments[0]))
    if len(term.arguments) == 1 and term.arguments[0].shape == () and not is_name(term):
        slope.note("chain rule")
        return times(replace(term, primes=term.primes + 1), slope.of(term.arguments[0]))
    return chained(term, slope)


def chained(term: Unknown, slope: Slope) -> Term:
    """The chain rule through the arguments of an unknown function, all of them names and none resting on another."""
    moving = [each for each in term.arguments if slope.moves(each)]
    if not all(isinstance(each, Quantity) for each in moving):
        raise Stuck
    names = {each.name for each in moving if isinstance(each, Quantity)}
    definitions = slope.ground.scope.definitions
    if any(name in definitions and quantities(definitions[name], definitions) & names for name in names):
        raise Stuck
    for each in moving:
        slope.note("chain rule through $", each, "$")
    return plus(*(through(term, each, slope) for each in moving if isinstance(each, Quantity)))


def through(term: Term, array: Quantity, slope: Slope) -> Term:
    """The chain rule through one quantity: a sum over its entries."""
    if array.shape == ():
        return times(Derivative(term, array), Derivative(array, slope.by))
    places = [slope.ground.place(length) for length in array.shape]
    at = Item(array, *places)
    found = times(Derivative(term, at), slope.of(at))
    for place, length in zip(reversed(places), reversed(array.shape), strict=True):
        if isinstance(place, Index):
            high = Constant(ONE.value * length) if isinstance(length, int) else SizeValue(length)
            found = simplified(Fold(Folding.SUM, place.name, ONE, high, found))
    return found


def _fold(slope: Slope, term: Fold) -> Term:
    if term.folding is not Folding.SUM:
        raise Stuck
    found: Term = simplified(replace(term, body=slope.of(term.body)))
    return found


def _cases(slope: Slope, term: Cases) -> Term:
    branches = tuple((slope.of(value), condition) for value, condition in term.branches)
    if all(value == ZERO for value, _ in branches):
        return ZERO
    slope.note("each case by itself")
    found: Term = simplified(Cases(branches))
    return found


def _derivative(slope: Slope, term: Derivative) -> Term:
    raise Stuck


RULES: Mapping[type[Term], Callable[[Slope, Any], Term]] = {
    Quantity: _quantity,
    Item: _item,
    Plus: _plus,
    Negative: _negative,
    Times: _times,
    Quotient: _quotient,
    Power: _power,
    Map: _map,
    Apply: _apply,
    Unknown: _unknown,
    Fold: _fold,
    Cases: _cases,
    Derivative: _derivative,
}


def primed(term: Apply, ground: Ground) -> tuple[Term, Slope]:
    """A derivative of a function by its parameter, at its argument, and the rules that were used.

    Raises `Stuck` where a derivative by the parameter is left, in which the argument cannot be put.
    """
    slope = Slope(Quantity(term.parameter), ground)
    body = number(term.body, ground)
    for _ in range(term.primes):
        body = slope.of(body)
    if any(isinstance(node, Derivative) and node.by == slope.by for node in walk(body)):
        raise Stuck
    return given(body, {term.parameter: term.argument}), slope

