"""A claim about derivatives of a number made more general: the number is whatever function of some quantities.

Where the number rests on all by which it is differentiated through these quantities alone, which are a cut of the graph
of definitions, what is true of every differentiable function of them is true of the one that is defined. What is false
of one function says nothing of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from derive.judging.chosen import beside
from derive.judging.inventory import inventory
from derive.judging.symbols.assumptions import positive
from derive.judging.symbols.entrywise import NoValue, OutOfRange, Setting, TooLarge, evaluate
from derive.judging.symbols.expansion import NoLimit
from derive.judging.symbols.ratios import Unsupported
from derive.judging.symbols.vanishing import steep
from derive.meaning.claims import Claim
from derive.meaning.reaching import quantities, spoken
from derive.meaning.rewriting import rebuilt, walk
from derive.meaning.scope import Scope
from derive.meaning.terms import (
    Apply,
    Cases,
    Constant,
    Derivative,
    Fold,
    Folding,
    Item,
    Limit,
    Map,
    Power,
    Quantity,
    Term,
    Unknown,
)

SMOOTH = frozenset({"pi", "exp", "log", "sinh", "cosh", "tanh", "sin", "cos", "arctan", "erf"})
"""The functions that have a slope wherever they have a value."""
FAILURES = (NoValue, NoLimit, OutOfRange, TooLarge, Unsupported, RecursionError)


@dataclass(frozen=True, slots=True)
class Cut:
    """The more general `claim`, in which a defined number is an unknown function of some defined quantities.

    Both are named as in the document; `number` is that number, and the function `of` the others stands in its place.
    """

    claim: Claim
    number: str
    of: Unknown

    @property
    def through(self) -> tuple[str, ...]:
        """The quantities of which the number is any function."""
        return tuple(each.name for each in self.of.arguments if isinstance(each, Quantity))

    def opened(self, term: Any) -> Any:
        """A term, or a condition, with the function in place of the number."""
        if isinstance(term, Quantity):
            return replace(self.of, span=term.span) if term.name == self.number else term
        return rebuilt(term, self.opened)


def cut(claim: Claim, besides: Sequence[Term] = ()) -> Cut | None:
    """A claim with a number that it, or a term `besides`, differentiates cut off, if one can be.

    What is cut off has no kink and divides by nothing that may be zero, so the more general claim excludes the same
    places.
    """
    statement, definitions = claim.statement, claim.scope.definitions
    nodes = spoken((statement.left, statement.right, statement.condition, *besides), definitions)
    if statement.remainder is not None or any(isinstance(node, Limit) for node in nodes):
        return None
    slopes = [node for node in nodes if isinstance(node, Derivative)]
    taken = _by(slopes)
    for number in dict.fromkeys(_numbers(slopes, definitions)):
        if number in taken:
            continue
        through = _separating(number, _variables(number, slopes, definitions), definitions)
        if through and not _is_bound(number, nodes, claim.scope) and _is_smooth(number, through, claim):
            return _made(claim, number, through)
    return None


def _made(claim: Claim, number: str, through: Sequence[str]) -> Cut:
    statement, scope = claim.statement, claim.scope
    arguments = tuple(Quantity(name, shape=scope.shapes[name]) for name in through)
    made = Cut(claim, number, Unknown(number, arguments))
    sides = {"left": made.opened(statement.left), "right": made.opened(statement.right)}
    if statement.condition is not None:
        sides["condition"] = made.opened(statement.condition)
    definitions = {name: made.opened(term) for name, term in scope.definitions.items() if name != number}
    opened = replace(claim, statement=replace(statement, **sides), scope=replace(scope, definitions=definitions))
    return replace(made, claim=opened)


def _numbers(slopes: Sequence[Derivative], definitions: Mapping[str, Term]) -> Iterator[str]:
    """The defined numbers that are differentiated, and of which more is known than what they rest on."""
    for slope in slopes:
        match slope.numerator:
            case Quantity(name=name, shape=()) if name in definitions and not isinstance(definitions[name], Unknown):
                yield name


def _by(slopes: Sequence[Derivative]) -> list[str]:
    """All by which something is differentiated; a function cannot stand there in place of a number."""
    arrays = (slope.by.array if isinstance(slope.by, Item) else slope.by for slope in slopes)
    return [by.name for by in arrays if isinstance(by, Quantity)]


def _variables(number: str, slopes: Sequence[Derivative], definitions: Mapping[str, Term]) -> list[str]:
    """All by which a number is differentiated, itself or in an expression."""
    concerned = [slope for slope in slopes if number in quantities(slope.numerator, definitions)]
    return list(dict.fromkeys(_by(concerned)))


def _separating(number: str, variables: Sequence[str], definitions: Mapping[str, Term]) -> tuple[str, ...]:
    """Of the variables those through which alone a number rests on all others; nothing where there are no such."""
    kept = [name for name in variables if name in definitions and name != number]
    for name in tuple(kept):
        others = [other for other in kept if other != name]
        if name not in _behind(number, others, definitions):
            kept = others
    behind = _behind(number, kept, definitions)
    others = [name for name in variables if name not in kept]
    return tuple(kept) if others and behind.isdisjoint(others) else ()


def _behind(number: str, through: Sequence[str], definitions: Mapping[str, Term]) -> set[str]:
    """What a number rests on where some quantities are variables of their own."""
    return quantities(definitions[number], {name: term for name, term in definitions.items() if name not in through})


def _is_bound(number: str, nodes: Sequence[object], scope: Scope) -> bool:
    """Whether something is assumed of a number, it stands in the body of a function, or a function has its name."""
    terms = [node.body for node in nodes if isinstance(node, Apply)]
    if any(isinstance(node, Unknown) and node.name == number for node in nodes):
        return True
    return any(
        number in quantities(each, scope.definitions) for each in (*terms, *(a.condition for a in scope.assumptions))
    )


def _is_smooth(number: str, through: Sequence[str], claim: Claim) -> bool:
    """Whether a number has slopes wherever it has a value, and a value everywhere but where a logarithm has none.

    What it divides by is looked at at small sizes, and so is what its logarithms are of, with all definitions put in.
    """
    scope, sizes = claim.scope, beside(inventory(claim.statement, claim.scope))
    definitions = {name: term for name, term in scope.definitions.items() if name not in through}
    nodes = spoken([definitions[number]], definitions)
    if any(may_bend(node) and not quantities(node, definitions).isdisjoint(through) for node in nodes):
        return False
    setting = Setting(replace(scope, definitions=definitions), sizes, positive=positive(scope))
    unfolded = replace(setting, scope=scope, cache={}, poles=set())
    has_logarithms = any(isinstance(node, Map) and node.function == "log" for node in nodes)
    try:
        evaluate(Quantity(number), setting)
        rows = evaluate(Quantity(number), unfolded) if has_logarithms else []
    except FAILURES:
        return False
    lost = [value for row in rows for value in row if steep(value)]
    return not lost and not any(pole.free_symbols for pole in setting.poles)


def may_bend(node: object) -> bool:
    """Whether a term may have no slope where it has a value; a derivative may not even be told to have one."""
    match node:
        case Map(function=function):
            return function not in SMOOTH
        case Fold(folding=folding, condition=condition):
            return folding is not Folding.SUM or condition is not None
        case Power(exponent=exponent):
            return not (isinstance(exponent, Constant) and exponent.value.denominator == 1)
        case Apply(body=body, primes=primes):
            return primes > 0 or any(map(may_bend, walk(body)))
    return isinstance(node, Cases | Derivative | Limit)
