"""A difference quotient derived by Taylor's theorem: expanded, collected by powers, divided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import factorial

from derive.judging.derivation.alike import key
from derive.judging.derivation.building import (
    MINUS,
    ONE,
    ZERO,
    factors,
    over,
    plus,
    raised,
    scaled,
    split,
    times,
)
from derive.judging.derivation.entries import Ground, Reason, Stuck, number
from derive.judging.derivation.lines import text_of
from derive.judging.derivation.stages import Step
from derive.meaning.rewriting import walk
from derive.meaning.scope import Statement
from derive.meaning.terms import Constant, Negative, Plus, Power, Quantity, Quotient, Term, Times, Unknown

MOST_TERMS = 9
"""The most terms that are written before they are collected."""
WHOLE = range(1, 9)
DIVIDED = "divided by $"
COLLECTED: Reason = ("collected by derivatives",)
REARRANGED: Reason = ("multiplied out and collected",)
SMALL: Reason = ("what differs is of the order of the remainder",)


@dataclass(frozen=True, slots=True)
class Value:
    """`factor` · f(a + `times` · `step`), where f(a) is `at`; without a step the value is exact."""

    factor: Fraction
    at: Unknown
    times: Fraction = Fraction(0)
    step: Term = ZERO

    def parts(self, highest: int) -> list[Term]:
        """Its expansion in the step up to a power, each part without the number in front and its share of it."""
        orders = range(highest + 1 if self.times else 1)
        return [scaled(self.share(order), self.part(order)) for order in orders]

    def share(self, order: int) -> Fraction:
        """The number in front of a part, but for what all values have there."""
        return self.times**order / factorial(order)

    def part(self, order: int) -> Term:
        """A power of the step times a derivative."""
        return times(raised(self.step, Constant(Fraction(order))), replace(self.at, primes=self.at.primes + order))


def expanded(statement: Statement, ground: Ground) -> list[Step]:
    """The lines from a left side with a remainder to its right side. Raises `Stuck` where it has another form."""
    assert statement.remainder is not None
    variable, order = statement.remainder
    if statement.left.shape != ():
        raise Stuck
    left, right = (number(ground.renewed(side), ground) for side in (statement.left, statement.right))
    top, bottom = (left.top, left.bottom) if isinstance(left, Quotient) else (left, ONE)
    highest = order - 1 + _power(bottom, variable)
    values = [_value(part, variable) for part in (top.parts if isinstance(top, Plus) else (top,))]
    theorem = _theorem(values, Quantity(variable), highest)
    whole = [_scaled(value.factor, value.parts(highest)) for value in values]
    steps = [Step(left)]
    collected, added, why = _collected(values, highest, bottom)
    if sum(len(value.parts(highest)) for value in values) <= MOST_TERMS:
        steps.append(Step(_over(_sum(whole), bottom), (theorem,)))
    else:
        steps.append(Step(collected, (theorem, COLLECTED)))
    if text_of(added) != text_of(steps[-1].term):
        steps.append(Step(added, (why,)))
    return [*steps, *_divided(added, bottom, right)]


def _power(bottom: Term, variable: str) -> int:
    """The power of the variable that a denominator is, but for a number."""
    found = 0
    for factor in factors(split(bottom)[1]):
        match factor:
            case Power(base=Quantity(name=name), exponent=Constant(value=value)) if name == variable and value in WHOLE:
                found += int(value)
            case Quantity(name=name):
                found += name == variable
            case _ if _has(factor, variable):
                raise Stuck
    return found


def _has(term: object, variable: str) -> bool:
    return any(isinstance(node, Quantity) and node.name == variable for node in walk(term))


def _value(part: Term, variable: str) -> Value:
    """A summand as a value of an unknown function at a place that the variable moves."""
    factor, rest = split(part)
    match rest:
        case Unknown(arguments=(argument,)) if argument.shape == ():
            summands = argument.parts if isinstance(argument, Plus) else (argument,)
            moved = [split(each) for each in summands if _has(each, variable)]
            base = replace(rest, arguments=(plus(*(each for each in summands if not _has(each, variable))),))
            if not moved:
                return Value(factor, base)
            if len(moved) == 1 and _power(moved[0][1], variable) == 1:
                return Value(factor, base, *moved[0])
    raise Stuck


def _theorem(values: Sequence[Value], variable: Term, highest: int) -> Reason:
    """Taylor's theorem, the place where it is used, and up to which power."""
    places = list(dict.fromkeys(value.at.arguments[0] for value in values if value.times))
    if len(places) != 1:
        raise Stuck
    return ("Taylor's theorem at $", places[0], "$, up to $", raised(variable, Constant(Fraction(highest))), "$")


def _collected(values: Sequence[Value], highest: int, bottom: Term) -> tuple[Term, Term, Reason]:
    """The numbers before each derivative side by side, then added up, and what happens there."""
    sums: dict[Term, list[Fraction]] = {}
    for order in range(highest + 1):
        for value in values:
            if order == 0 or value.times:
                sums.setdefault(_shared(value, order), []).append(value.factor * value.times**order)
    apart = _sum([_before(numbers, part) for part, numbers in sums.items()])
    gone: list[str | Term] = []
    for part in (part for part, numbers in sums.items() if sum(numbers) == 0):
        gone += ["$, $" if gone else "the terms in $", _derivative(part)]
    added = plus(*(scaled(sum(numbers, Fraction(0)), part) for part, numbers in sums.items()))
    why: Reason = (*gone, "$ cancel") if gone else ("the numbers added up",)
    before = Times(over(ONE, bottom), apart) if bottom != ONE else apart
    return before, _over(added, bottom), why


def _shared(value: Value, order: int) -> Term:
    """A power of the step times a derivative, with the number that Taylor's theorem puts before it."""
    return scaled(Fraction(1, factorial(order)), value.part(order))


def _derivative(part: Term) -> Term:
    return factors(split(part)[1])[-1]


def _before(numbers: Sequence[Fraction], part: Term) -> Term:
    """A sum of numbers, not added up, times a term."""
    if len(numbers) == 1:
        return scaled(numbers[0], part)
    share, rest = split(part)
    apart: Term = Plus(tuple(scaled(each, ONE) for each in numbers))
    return Times(apart if share == 1 else Quotient(apart, Constant(1 / share)), rest)


def _scaled(factor: Fraction, parts: Sequence[Term]) -> Term:
    if len(parts) == 1:
        return scaled(factor, parts[0])
    inner: Term = Plus(tuple(parts))
    inner = inner if abs(factor) == 1 else Times(Constant(abs(factor)), inner)
    return Negative(inner) if factor < 0 else inner


def _sum(parts: Sequence[Term]) -> Term:
    return parts[0] if len(parts) == 1 else Plus(tuple(parts))


def _over(top: Term, bottom: Term) -> Term:
    return top if bottom == ONE else Quotient(top, bottom)


def _divided(last: Term, bottom: Term, right: Term) -> list[Step]:
    """The last lines: what is left is divided, and is the right side up to the remainder."""
    top = last.top if isinstance(last, Quotient) else last
    parts = top.parts if isinstance(top, Plus) else (top,)
    if bottom == ONE:
        quotient, found = last, []
    else:
        quotient = plus(*(_cancelled(part, bottom) for part in parts))
        found = [Step(quotient, ((DIVIDED, bottom, "$"),))]
    if quotient == right:
        return found
    alike = key(quotient) == key(right)
    return [*found, Step(right, (REARRANGED if alike else SMALL,))]


def _cancelled(part: Term, bottom: Term) -> Term:
    """A term over a denominator, in lowest terms."""
    number_, rest = split(part)
    divisor, powers = split(bottom)
    left = factors(rest)
    for factor in factors(powers):
        left = _without(left, factor)
    return scaled(number_ / divisor, times(*left))


def _without(left: list[Term], factor: Term) -> list[Term]:
    """Factors with another one taken away from those that are its powers."""
    base, exponent = (factor.base, factor.exponent) if isinstance(factor, Power) else (factor, ONE)
    for at, each in enumerate(left):
        own, power = (each.base, each.exponent) if isinstance(each, Power) else (each, ONE)
        if own == base and isinstance(power, Constant):
            rest = raised(base, plus(power, times(MINUS, exponent)))
            return [*left[:at], rest, *left[at + 1 :]]
    return [*left, raised(base, times(MINUS, exponent))]
