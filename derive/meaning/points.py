"""Derivatives and values at a point: those of the function of one number that is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from derive.meaning.calls import PARAMETER
from derive.meaning.context import Context
from derive.meaning.reaching import quantities
from derive.meaning.rewriting import rebuilt, walk
from derive.meaning.terms import Apply, Derivative, Limit, Quantity, Term
from derive.reading.syntax import Entry, Name, Partial, Taken

POINT = 2 * PARAMETER
"""Behind the letter of a variable that is put in: no function of the document has such a parameter."""
NUMBER = "only a number can be told here; declare `{name}` as one, as in `{name} \\in R`, or write by entries"
ARRAY = "`{name}` is an array, and is told here by another name of its shape only, as in `|_{{x = c}}`, or by entries"
ANEW = "`{name}` stands in this already, or more is said of it than its shape; write out what is meant"
OTHER = "a derivative is taken at a point of the number that it is by, and of nothing else; give it a name"
NESTED = "what is taken at a point is a derivative or has none in it; give the derivative in it a name"
BESIDE = "`{name}` stands in a function here that has another parameter; write out what the function is"
MOVING = "`{name}` is defined, and what defines it stands in this value too; write out what is meant"


def taken(context: Context, node: Taken) -> Term:
    r"""`\frac{d f}{d x} \Big|_{x = a}`, the slope at `a` of the function that `x` goes into, whatever else `x` is."""
    variable = context.term(node.variable)
    if isinstance(variable, Quantity) and variable.shape != ():
        return _moved(context, node, variable)
    if not isinstance(node.variable, Name) or variable != Quantity(node.variable.key):
        name = node.variable.key if isinstance(node.variable, Name) else "x"
        context.fail(NUMBER.format(name=name), node.variable.span)
    assert isinstance(variable, Quantity)
    if isinstance(node.body, Partial) and any(by != node.variable for by in node.body.by):
        context.fail(OTHER, node.variable.span)
    body, order = context.unwrapped(context.term(node.body)), 0
    while isinstance(body, Derivative) and body.by == variable:
        body, order = body.numerator, order + 1
    if body.shape != ():
        context.fail("only what is a number is taken at a point; write by entries", node.body.span)
    body = put(body, variable.name, Quantity(variable.name + POINT), context.world.scope.definitions)
    _check(context, node, body, variable.name)
    return Apply(variable.name + POINT, body, order, context.scalar(node.place, "the point"), span=node.span)


def _check(context: Context, node: Taken, body: Term, name: str) -> None:
    """Refuse what would mean something else with a number in place of a name."""
    definitions, grounds = context.world.scope.definitions, context.world.scope.grounds
    for part in walk(body):
        if isinstance(part, Derivative) or (isinstance(part, Limit) and part.variable in (name, name + POINT)):
            context.fail(NESTED, node.body.span)
        if isinstance(part, Apply) and Quantity(name + POINT) in walk(part.body):
            context.fail(BESIDE.format(name=name), node.body.span)
    own = quantities(definitions[name], grounds) if name in definitions else set[str]()
    if own & quantities(body, grounds):
        context.fail(MOVING.format(name=name), node.variable.span)


def _moved(context: Context, node: Taken, variable: Quantity) -> Term:
    """The same with another free array in place of one, by which it is differentiated then."""
    scope, place = context.world.scope, context.term(node.place)
    definitions, grounds = scope.definitions, scope.grounds
    if not isinstance(place, Quantity) or not context.sizes.fit(place.shape, variable.shape):
        context.fail(ARRAY.format(name=variable.name), node.variable.span)
    arrays = [by.array if isinstance(by, Entry) else by for by in getattr(node.body, "by", ())]
    if any(array != node.variable for array in arrays):
        context.fail(OTHER, node.variable.span)
    body = context.unwrapped(context.term(node.body))
    inverted = (scope.inverses[name].base for name in quantities(body, grounds) & scope.inverses.keys())
    more = (*(each.condition for each in scope.assumptions), *inverted)
    said = definitions.keys() | quantities(more, grounds)
    for name, other in ((variable.name, said), (place.name, definitions.keys() | quantities(body, grounds))):
        if name in other:
            context.fail(ANEW.format(name=name), node.place.span)
    moved = put(body, variable.name, place, definitions)
    assert isinstance(moved, Term)
    return moved


def put(term: Any, name: str, new: Quantity, definitions: Mapping[str, Term]) -> Any:
    """A term with another quantity for one, in the definitions that it rests on too."""
    if isinstance(term, Quantity):
        if term.name == name:
            return replace(new, span=term.span)
        if term.name not in definitions or name not in quantities(term, definitions):
            return term
        return put(definitions[term.name], name, new, definitions)
    return rebuilt(term, lambda part: put(part, name, new, definitions))
