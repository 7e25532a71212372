"""Inverses of which an equation speaks: what makes them so, and that they go with that by which it differentiates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from derive.meaning.arithmetic import TWO
from derive.meaning.points import POINT, put
from derive.meaning.reaching import quantities, spoken
from derive.meaning.rewriting import rebuilt
from derive.meaning.scope import Assumption, Scope, Statement
from derive.meaning.terms import Apply, Derivative, Limit, MatMul, Negative, Plus, Quantity, Term, Times
from derive.meaning.world import spelled
from derive.reading.source import Span
from derive.reading.syntax import Unreadable

ONCE = "an inverse that moves is in the language only where it is differentiated once, at no place that is put in"


def inverting(statement: Statement, scope: Scope) -> Scope:
    """The scope in which the inverses are assumed of which a statement speaks, or what is assumed of its names.

    Of others nothing is: `X X^\\top` may have none where a statement speaks of that of `X^\\top X`.
    """
    roots = (statement.left, statement.right, statement.condition, *(each.condition for each in scope.assumptions))
    said = quantities(roots, scope.grounds) & scope.inverses.keys()
    return scope.under(*(scope.inverses[name].assumed for name in sorted(said)))


def moving(statement: Statement, scope: Scope, span: Span) -> tuple[Statement, Scope]:
    """A statement in which inverses go with that by which it differentiates, and the scope that defines them so.

    Where A moves and `B` is its inverse at the place at hand, `2 B - B A B` has the value of the inverse there, and its
    slope, since `B` does not move (one step of Newton's iteration).

    Raises `Unreadable` where that is not enough: at second derivatives, limits, remainders and values at a place.
    """
    grounds, sides = scope.grounds, (statement.left, statement.right)
    nodes = spoken(sides, grounds)
    said = sorted({node.name for node in nodes if isinstance(node, Quantity)} & scope.inverses.keys())
    rests = {name: quantities(scope.inverses[name].base, grounds) for name in said}
    slopes = [node for node in nodes if isinstance(node, Derivative)] if said else []
    by = set[str]().union(*(quantities(each.by, {}) for each in slopes))
    put_in = _put_in(nodes, statement)
    for name, those in rests.items():
        others = {known: base for known, base in grounds.items() if known != name}
        if name in by and those & quantities(sides, others):
            raise Unreadable(f"what `{spelled(name)}` is the inverse of is no constant in a derivative by it", span)
        for other in sorted(those & (put_in | _twice(name, those, slopes, grounds))):
            raise Unreadable(f"`{spelled(name)}` rests on `{spelled(other)}`; {ONCE}", span)
    for name, those in rests.items():
        if any(_moves(name, those, each, grounds) for each in slopes):
            statement, scope = _moving(name, statement, scope)
    return statement, scope


def _moves(name: str, those: set[str], slope: Derivative, grounds: Mapping[str, Term]) -> set[str]:
    """By what a derivative moves an inverse that rests on those names."""
    return those & quantities(slope.by, {}) if name in quantities(slope.numerator, grounds) else set()


def _twice(name: str, those: set[str], slopes: Iterable[Derivative], grounds: Mapping[str, Term]) -> set[str]:
    """The names by which a derivative moves an inverse that a derivative inside of it moves too."""
    found = set[str]()
    for slope in slopes:
        inner = (node for node in spoken([slope.numerator], grounds) if isinstance(node, Derivative))
        if any(_moves(name, those, each, grounds) for each in inner):
            found |= _moves(name, those, slope, grounds)
    return found


def _put_in(nodes: Iterable[object], statement: Statement) -> set[str]:
    """The names for which a statement puts in values, or that it lets go to a limit."""
    found = {node.variable for node in nodes if isinstance(node, Limit)}
    found |= {node.parameter.removesuffix(POINT) for node in nodes if isinstance(node, Apply)}
    return found | ({statement.remainder[0]} if statement.remainder else set())


def _moving(name: str, statement: Statement, scope: Scope) -> tuple[Statement, Scope]:
    """A statement and a scope in which an inverse is defined by what it is at the place at hand."""
    base = scope.inverses[name].base
    here = f"{{{name}}}"
    while here in scope.shapes:
        here = f"{{{here}}}"
    fixed = Quantity(here, shape=base.shape)
    around = MatMul(MatMul(fixed, base, shape=base.shape), fixed, shape=base.shape)
    step = Plus((Times(TWO, fixed, shape=base.shape), Negative(around, shape=base.shape)), shape=base.shape)
    left, right = (_still(side, name, fixed, scope) for side in (statement.left, statement.right))

    def still(assumption: Assumption) -> Assumption:
        return replace(assumption, condition=_still(assumption.condition, name, fixed, scope))

    inverses = {
        here if known == name else known: replace(each, assumed=still(each.assumed))
        for known, each in scope.inverses.items()
    }
    made = replace(
        scope,
        shapes={**scope.shapes, here: base.shape},
        definitions={**scope.definitions, name: step},
        assumptions=tuple(map(still, scope.assumptions)),
        inverses=inverses,
    )
    return replace(statement, left=left, right=right), made


def _still(value: Any, name: str, fixed: Quantity, scope: Scope) -> Any:
    """A term in which an inverse is that at the place at hand, but for what is differentiated."""
    if isinstance(value, Derivative):
        return value
    if isinstance(value, Quantity):
        nodes = spoken([value], scope.definitions)
        if any(isinstance(node, Derivative) for node in nodes):
            return value
        return put(value, name, fixed, scope.definitions)
    return rebuilt(value, lambda part: _still(part, name, fixed, scope))
