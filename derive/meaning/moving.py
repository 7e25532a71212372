"""Inverses that go with that by which an equation differentiates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from derive.meaning.arithmetic import TWO
from derive.meaning.context import Context
from derive.meaning.points import POINT, put
from derive.meaning.reaching import quantities, spoken
from derive.meaning.rewriting import rebuilt
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Apply, Derivative, Limit, MatMul, Negative, Plus, Quantity, Times
from derive.meaning.understand import understand, whole
from derive.meaning.world import World, spelled
from derive.reading.grammar.trees import names_in
from derive.reading.source import Span
from derive.reading.syntax import Node, Unreadable

ONCE = "an inverse that moves is in the language only where it is differentiated once, at no place that is put in"


def moving(statement: Statement, scope: Scope, world: World, span: Span) -> tuple[Statement, Scope]:
    """A statement in which inverses go with that by which it differentiates, and the scope that defines them so.

    Where A moves and `B` is its inverse at the place at hand, `2 B - B A B` has the value of the inverse there, and its
    slope, since `B` does not move (one step of Newton's iteration).

    Raises `Unreadable` where that is not enough: at second derivatives, limits, remainders and values at a place.
    """
    if not world.inverses:
        return statement, scope
    nodes = spoken([statement.left, statement.right], scope.definitions)
    said = {node.name for node in nodes if isinstance(node, Quantity)}
    rests = {name: _rests(world.inverses[name], world) for name in sorted(said & world.inverses.keys())}
    slopes = [node for node in nodes if isinstance(node, Derivative)]
    by = set[str]().union(*(quantities(each.by, {}) for each in slopes))
    inner = spoken([each.numerator for each in slopes], scope.definitions)
    moved = _put_in(nodes, statement) | (by if any(isinstance(node, Derivative) for node in inner) else set())
    for name, those in rests.items():
        for other in sorted(those & moved):
            raise Unreadable(f"`{spelled(name)}` rests on `{spelled(other)}`; {ONCE}", span)
        if name in by and those & said:
            raise Unreadable(f"what `{spelled(name)}` is the inverse of is no constant in a derivative by it", span)
    for name in sorted(name for name, those in rests.items() if those & by):
        sides = (_still(side, name, scope) for side in (statement.left, statement.right))
        statement = replace(statement, **dict(zip(("left", "right"), sides, strict=True)))
        scope = _moving(name, scope, world)
    return statement, scope


def _put_in(nodes: Iterable[object], statement: Statement) -> set[str]:
    """The names for which a statement puts in values, or that it lets go to a limit."""
    found = {node.variable for node in nodes if isinstance(node, Limit)}
    found |= {node.parameter.removesuffix(POINT) for node in nodes if isinstance(node, Apply)}
    return found | ({statement.remainder[0]} if statement.remainder else set())


def _here(name: str) -> str:
    """What an inverse goes by at the place at hand; it is spelled as the inverse."""
    return f"{{{name}}}"


def _still(value: Any, name: str, scope: Scope) -> Any:
    """A term in which an inverse is that at the place at hand, but for what is differentiated."""
    if isinstance(value, Derivative):
        return value
    if isinstance(value, Quantity):
        nodes = spoken([value], scope.definitions)
        if any(isinstance(node, Derivative) for node in nodes):
            return value
        return put(value, name, Quantity(_here(name), shape=scope.shapes[name]), scope.definitions)
    return rebuilt(value, lambda part: _still(part, name, scope))


def _moving(name: str, scope: Scope, world: World) -> Scope:
    """The scope in which an inverse is defined by what it is at the place at hand, which goes by its name there."""
    here = _here(name)
    context = Context(world, understand)
    (base,) = whole(context, (context.term(world.inverses[name]),)).terms
    fixed = Quantity(here, shape=base.shape)
    around = MatMul(MatMul(fixed, base, shape=base.shape), fixed, shape=base.shape)
    step = Plus((Times(TWO, fixed, shape=base.shape), Negative(around, shape=base.shape)), shape=base.shape)
    assumed = tuple(replace(each, condition=put(each.condition, name, fixed, {})) for each in scope.assumptions)
    shapes, definitions = {**scope.shapes, here: base.shape}, {**scope.definitions, name: step}
    return replace(scope, shapes=shapes, definitions=definitions, assumptions=assumed)


def _rests(base: Node, world: World) -> frozenset[str]:
    """The names on which what is inverted rests."""
    names = frozenset(names_in(base))
    return names.union(*(world.resting.get(each, ()) for each in names))
