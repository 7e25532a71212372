"""Entries of derivatives, and of functions with their derivatives."""

from __future__ import annotations

from collections.abc import Sequence

from derive.judging.general.algebra import function
from derive.judging.general.arrays import defined, quantity
from derive.judging.general.atoms import Entry
from derive.judging.general.binding import Argument, Functional
from derive.judging.general.conditions import counts
from derive.judging.general.expressions import Atom, Expression, NotCovered, of
from derive.judging.general.indices import ONE, Place
from derive.judging.general.rules import entry, rule, scalar
from derive.judging.general.setting import Setting, made_once, place
from derive.judging.general.slopes import Kink, Variable, slope
from derive.judging.general.sums import array, rebuilt
from derive.meaning.reaching import spoken
from derive.meaning.terms import Apply, Compare, Derivative, Item, Quantity, Shape, Term, Unknown


@rule(Apply)
def _apply(term: Apply, row: Place, column: Place, setting: Setting) -> Expression:
    variable = f"{term.parameter}°"
    key = ("function", term.parameter, term.body, term.primes, setting.frozen, tuple(setting.indices.items()))
    if key not in setting.known:
        setting.known[key] = _body(term, variable, setting)
    body, kinks = setting.known[key]
    argument = entry(term.argument, row, column, setting)

    def change(atom: Atom) -> Expression | Atom | None:
        if isinstance(atom, Entry) and atom.name == variable:
            return argument
        return None if variable in atom.names else atom

    met = {kink.changed(lambda part: rebuilt(part, change)) for kink in kinks}
    if any(not kink.value.terms for kink in met):
        raise NotCovered("a derivative at a kink")
    setting.kinks.update(met)
    result: Expression = rebuilt(body, change)
    return result


def _body(term: Apply, variable: str, setting: Setting) -> tuple[Expression, set[Kink]]:
    """The body of a function, differentiated, at its parameter."""
    kinks: set[Kink] = set()
    inner = setting.inner(frozen=setting.frozen | {term.parameter}, kinks=kinks)

    def named(atom: Atom) -> Expression | Atom | None:
        if isinstance(atom, Entry) and atom.name == term.parameter:
            return of(Entry(variable))
        return None if term.parameter in atom.names else atom

    body = rebuilt(scalar(term.body, inner), named)
    for _ in range(term.primes):
        body = slope(body, variable_of(variable, None, None, inner))
    return body, {kink.changed(lambda part: rebuilt(part, named)) for kink in kinks}


@rule(Unknown)
def _unknown(term: Unknown, row: Place, column: Place, setting: Setting) -> Expression:
    if len(term.arguments) == 1 and term.shape == term.arguments[0].shape:
        return function(term.name, (entry(term.arguments[0], row, column, setting),), term.primes)
    return of(Functional(term.name, tuple(_argument(argument, setting) for argument in term.arguments)))


def _argument(term: Term, setting: Setting) -> Argument:
    sizes = term.shape or (1, 1)
    shape = setting.length(sizes[0]), setting.length(sizes[1])
    if isinstance(term, Quantity) and term.shape != ():
        return Argument(shape, term.name)
    return array(shape, lambda row, column: entry(term, row, column, setting))


@rule(Derivative)
def _derivative(term: Derivative, row: Place, column: Place, setting: Setting) -> Expression:
    if term.flipped:
        row, column = column, row
    top, by, fixed = places_of(term, row, column, setting)
    quantity_ = by.array if isinstance(by, Item) else by
    assert isinstance(quantity_, Quantity)
    name, shape = quantity_.name, quantity_.shape
    inner = setting.inner(frozen=setting.frozen | {name})
    value = entry(term.numerator, *top, inner)
    r, c = fixed if shape != () else (None, None)
    return slope(value, variable_of(name, r, c, inner.aside() if _selects(term.numerator, setting) else inner))


def _selects(term: Term, setting: Setting) -> bool:
    """Whether a term compares indices or differentiates, itself or through definitions."""
    key = ("selects", term)
    if key not in setting.known:
        setting.known[key] = any(
            isinstance(node, Derivative) or (isinstance(node, Compare) and counts(node.left, node.right))
            for node in spoken([term], setting.scope.definitions)
        )
    return bool(setting.known[key])


def places_of(
    term: Derivative, row: Place, column: Place, setting: Setting
) -> tuple[tuple[Place, Place], Term, tuple[Place, Place]]:
    """The entry that is differentiated, and that by which."""
    by = term.by
    if isinstance(by, Item):
        return (row, column), by, (place(by.row, setting), place(by.column, setting))
    if not isinstance(by, Quantity):
        raise NotCovered(f"a derivative by a {type(by).__name__.lower()}")
    if all(size == 1 for size in term.numerator.shape):
        return (ONE, ONE), by, (row, column)
    if by.shape == ():
        return (row, column), by, (ONE, ONE)
    return _along(term.numerator.shape, row), by, _along(by.shape, column)


def _along(shape: Shape, index: Place) -> tuple[Place, Place]:
    """The place of an entry of a vector."""
    if shape[0] == 1:
        return ONE, index
    if shape[1] == 1:
        return index, ONE
    raise NotCovered("the derivative of a matrix by an array")


def variable_of(name: str, row: Place | None, column: Place | None, setting: Setting) -> Variable:
    """The entry of a quantity by which is differentiated."""

    def inner(array: str, r: Place, c: Place) -> Expression:
        return quantity(array, setting.scope.shapes[array], r, c, setting)

    def definition(atom: Entry) -> Expression | None:
        return _held_slope(atom, name, row, column, setting)

    return Variable(name, row, column, definition, inner, setting.kinks.add)


def _held_slope(atom: Entry, name: str, row: Place | None, column: Place | None, setting: Setting) -> Expression | None:
    """The derivative of an entry that is held, from its definition."""
    definitions = setting.scope.definitions
    if atom.name in setting.frozen or atom.name not in definitions or name not in setting.reach(atom.name):
        return None
    shape, by_shape = definitions[atom.name].shape, setting.scope.shapes.get(name, ())

    def make(places: Sequence[Place], inner: Setting) -> Expression:
        value = defined(atom.name, places[0], places[1], inner)
        by = (None, None) if by_shape == () else (places[2], places[3])
        return slope(value, variable_of(name, by[0], by[1], inner))

    key = ("slope", atom.name, name, setting.frozen)
    places = (atom.row or ONE, atom.column or ONE, row or ONE, column or ONE)
    return made_once(key, (*(shape or (1, 1)), *(by_shape or (1, 1))), places, setting, make)
