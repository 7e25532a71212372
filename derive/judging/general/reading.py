"""Terms into index terms: the entry of a term at a place, for all sizes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from derive.judging.general import functions
from derive.judging.general.algebra import function, power
from derive.judging.general.atoms import Entry, Named
from derive.judging.general.binding import Argument, Functional
from derive.judging.general.conditions import Comparing, counts, truth
from derive.judging.general.counting import as_number
from derive.judging.general.expressions import Atom, Expression, NotCovered, number, of, total
from derive.judging.general.indices import EXPANDED, ONE, Place, at, fresh
from derive.judging.general.ranges import between
from derive.judging.general.setting import Setting, made_once, place
from derive.judging.general.slopes import Kink, Variable, slope
from derive.judging.general.sums import array, folded, over, rebuilt
from derive.judging.general.zero import is_zero
from derive.meaning.reaching import spoken
from derive.meaning.terms import (
    Apply,
    Cases,
    Compare,
    Constant,
    Derivative,
    Fold,
    Folding,
    Grid,
    Item,
    Map,
    MatMul,
    Negative,
    Plus,
    Power,
    Quantity,
    Quotient,
    Shape,
    SizeValue,
    Spread,
    Table,
    Term,
    Times,
    Transpose,
    Unknown,
)
from derive.meaning.terms import (
    Index as IndexTerm,
)


def entry(term: Term, row: Place, column: Place, setting: Setting) -> Expression:
    """The entry of a term at a place. A scalar has the same entry everywhere, an axis of length 1 one place."""
    if term.shape != ():
        rows, columns = term.shape
        row, column = ONE if rows == 1 else row, ONE if columns == 1 else column
    rule = RULES.get(type(term))
    if rule is None:
        raise NotCovered(f"a {type(term).__name__.lower()} for all sizes")
    return rule(term, row, column, setting)


def scalar(term: Term, setting: Setting) -> Expression:
    """The one entry of a scalar."""
    return entry(term, ONE, ONE, setting)


def _constant(term: Constant, row: Place, column: Place, setting: Setting) -> Expression:
    return number(term.value)


def _size(term: SizeValue, row: Place, column: Place, setting: Setting) -> Expression:
    return as_number(setting.length(term.size))


def _index(term: IndexTerm, row: Place, column: Place, setting: Setting) -> Expression:
    return as_number(setting.indices[term.name])


def _quantity(term: Quantity, row: Place, column: Place, setting: Setting) -> Expression:
    name = term.name
    if name in setting.values and name not in setting.frozen:
        return number(setting.values[name])
    return quantity(name, term.shape, row, column, setting)


def quantity(name: str, shape: Shape, row: Place, column: Place, setting: Setting) -> Expression:
    """An entry that stays what it is."""
    positive = name in setting.positive
    return of(Entry(name, None if shape == () else row, None if shape == () else column, positive))


def defined(name: str, row: Place, column: Place, setting: Setting) -> Expression:
    """An entry by its definition."""
    definition = setting.scope.definitions[name]
    key = ("definition", name, setting.frozen)
    plain = setting.inner(indices={})

    def make(places: Sequence[Place], inner: Setting) -> Expression:
        return entry(definition, places[0], places[1], inner)

    return made_once(key, definition.shape, (row, column), plain, make)


def _item(term: Item, row: Place, column: Place, setting: Setting) -> Expression:
    return entry(term.array, place(term.row, setting), place(term.column, setting), setting)


def _table(term: Table, row: Place, column: Place, setting: Setting) -> Expression:
    return scalar(term.entry, setting.inner(indices={**setting.indices, term.row: row, term.column: column}))


def _grid(term: Grid, row: Place, column: Place, setting: Setting) -> Expression:
    if row.number is None or column.number is None:
        raise NotCovered("an entry of an array that is written out, at a place that is not")
    return scalar(term.rows[row.number - 1][column.number - 1], setting)


def _spread(term: Spread, row: Place, column: Place, setting: Setting) -> Expression:
    return entry(term.array, row, column, setting)


def _transpose(term: Transpose, row: Place, column: Place, setting: Setting) -> Expression:
    return entry(term.array, column, row, setting)


def _plus(term: Plus, row: Place, column: Place, setting: Setting) -> Expression:
    return total(entry(part, row, column, setting) for part in term.parts)


def _negative(term: Negative, row: Place, column: Place, setting: Setting) -> Expression:
    return -entry(term.operand, row, column, setting)


def _times(term: Times, row: Place, column: Place, setting: Setting) -> Expression:
    return entry(term.left, row, column, setting) * entry(term.right, row, column, setting)


def _quotient(term: Quotient, row: Place, column: Place, setting: Setting) -> Expression:
    return entry(term.top, row, column, setting) * power(entry(term.bottom, row, column, setting), -1)


def _power(term: Power, row: Place, column: Place, setting: Setting) -> Expression:
    base, exponent = entry(term.base, row, column, setting), entry(term.exponent, row, column, setting)
    constant = exponent.constant
    if constant is not None:
        return power(base, constant)
    return functions.general_power(base, exponent)


def _matmul(term: MatMul, row: Place, column: Place, setting: Setting) -> Expression:
    return over(
        lambda k: entry(term.left, row, k, setting) * entry(term.right, k, column, setting),
        setting.length(term.left.shape[1]),
    )


def _map(term: Map, row: Place, column: Place, setting: Setting) -> Expression:
    if term.function == "pi":
        return of(Named("pi"))
    arguments = [entry(argument, row, column, setting) for argument in term.arguments]
    return functions.TABLE[term.function](*arguments)


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


def _fold(term: Fold, row: Place, column: Place, setting: Setting) -> Expression:
    low, high = place(term.low, setting), place(term.high, setting)
    extent = high - low + 1
    is_partial = term.condition is not None or bool(extent.free)

    def body(step: Place) -> Expression:
        inner = _aside(setting) if is_partial else setting
        inner = inner.inner(indices={**setting.indices, term.index: step})
        value = entry(term.body, row, column, inner)
        if term.condition is None:
            return value
        if term.folding is not Folding.SUM:
            raise NotCovered("a product or an extreme value under a condition")
        return value * truth(term.condition, comparing(inner))

    if term.folding is Folding.SUM:
        return between(low, high, body, setting.axes)
    if extent.free:
        raise NotCovered("a product or an extreme value whose bounds depend on another index")
    end = extent.number
    if end is not None and 1 <= end <= EXPANDED:
        return functions.combined(term.folding.value, [body(low + step) for step in range(end)])
    if not extent.at_least(0):
        raise NotCovered("a range of which it is not known that its bounds stand in order")
    index = fresh(extent)
    return folded(term.folding.value, body(at(index) + low + (-1)), index)


def comparing(setting: Setting) -> Comparing:
    """What conditions need to know of this place."""
    return Comparing(lambda term: scalar(term, setting), lambda term: place(term, setting))


def _aside(setting: Setting) -> Setting:
    """The same place where kinks are not excluded, since it is a matter of conditions whether a derivative is taken."""
    return setting.inner(kinks=set())


def _cases(term: Cases, row: Place, column: Place, setting: Setting) -> Expression:
    value, rest, setting = number(0), number(1), _aside(setting)
    for branch, condition in term.branches:
        here = number(1) if condition is None else truth(condition, comparing(setting))
        value += rest * here * entry(branch, row, column, setting)
        rest = rest * (number(1) - here)
    if not is_zero(rest):
        raise NotCovered("cases of which it is not known that one holds")
    return value


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
    return slope(value, variable_of(name, r, c, _aside(inner) if _selects(term.numerator, setting) else inner))


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


RULES: Mapping[type[Term], Callable[..., Expression]] = {
    Constant: _constant,
    SizeValue: _size,
    IndexTerm: _index,
    Quantity: _quantity,
    Item: _item,
    Table: _table,
    Grid: _grid,
    Spread: _spread,
    Transpose: _transpose,
    Plus: _plus,
    Negative: _negative,
    Times: _times,
    Quotient: _quotient,
    Power: _power,
    MatMul: _matmul,
    Map: _map,
    Apply: _apply,
    Unknown: _unknown,
    Fold: _fold,
    Cases: _cases,
    Derivative: _derivative,
}
