"""Terms into index terms: the entry of a term at a place, for all sizes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from derive.judging.general import functions
from derive.judging.general.algebra import function, power
from derive.judging.general.conditions import Comparing, truth
from derive.judging.general.expressions import (
    Argument,
    Entry,
    Expression,
    Functional,
    Named,
    NotCovered,
    number,
    of,
    total,
)
from derive.judging.general.indices import EXPANDED, ONE, Place, at, fresh, length
from derive.judging.general.slopes import Variable, slope
from derive.judging.general.sums import as_number, folded, over, put, rebuilt
from derive.meaning.reaching import quantities
from derive.meaning.scope import Scope
from derive.meaning.terms import (
    Apply,
    Cases,
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


@dataclass(frozen=True)
class Setting:
    """Where a term is read: indices in force, variables that are not what their definitions say, values of finite ones.

    The definitions of `unfolded` quantities are put in; the others stay as they are, and derivatives go through their
    definitions by the chain rule. `kinks` collects the values that change sign where a derivative is taken.
    """

    scope: Scope
    positive: frozenset[str] = frozenset()
    unfolded: frozenset[str] = frozenset()
    values: Mapping[str, Fraction] = field(default_factory=dict)
    indices: Mapping[str, Place] = field(default_factory=dict)
    frozen: frozenset[str] = frozenset()
    kinks: set[Expression] = field(default_factory=set)
    known: dict[object, Any] = field(default_factory=dict)

    def inner(self, **changes: Any) -> Setting:
        """The same place with changes; what is known is shared."""
        return replace(self, **changes)


def entry(term: Term, row: Place, column: Place, setting: Setting) -> Expression:
    """The entry of a term at a place. A scalar has the same entry everywhere, an axis of length 1 one place."""
    if term.shape != ():
        row, column = (ONE if size == 1 else place for size, place in zip(term.shape, (row, column), strict=True))
    rule = RULES.get(type(term))
    if rule is None:
        raise NotCovered(f"a {type(term).__name__.lower()} for all sizes")
    return rule(term, row, column, setting)


def scalar(term: Term, setting: Setting) -> Expression:
    """The one entry of a scalar."""
    return entry(term, ONE, ONE, setting)


def place(term: Term, setting: Setting) -> Place:
    """An integer term, such as an index, as a place."""
    match term:
        case Constant(value=value) if value.denominator == 1:
            return Place({}, int(value))
        case SizeValue(size=size):
            return length(size)
        case IndexTerm(name=name):
            return setting.indices[name]
        case Plus(parts=parts):
            total_ = Place({})
            for part in parts:
                total_ += place(part, setting)
            return total_
        case Negative(operand=operand):
            return place(operand, setting).times(-1)
        case Times(left=Constant(value=value), right=right) if value.denominator == 1:
            return place(right, setting).times(int(value))
    raise NotCovered("an index that is not linear in indices and sizes")


def _constant(term: Constant, row: Place, column: Place, setting: Setting) -> Expression:
    return number(term.value)


def _size(term: SizeValue, row: Place, column: Place, setting: Setting) -> Expression:
    return as_number(length(term.size))


def _index(term: IndexTerm, row: Place, column: Place, setting: Setting) -> Expression:
    return as_number(setting.indices[term.name])


def _quantity(term: Quantity, row: Place, column: Place, setting: Setting) -> Expression:
    name = term.name
    if name in setting.values and name not in setting.frozen:
        return number(setting.values[name])
    if name in setting.unfolded and name not in setting.frozen:
        return defined(name, row, column, setting)
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
    return _made_once(key, definition.shape, row, column, setting, lambda r, c: entry(definition, r, c, plain))


def _made_once(
    key: object, shape: Shape, row: Place, column: Place, setting: Setting, make: Callable[[Place, Place], Expression]
) -> Expression:
    """An entry at general places, made once, with the places put in; axes that are written out have no general one."""
    if shape != () and any(isinstance(size, int) and 1 < size <= EXPANDED for size in shape):
        return make(row, column)
    if key not in setting.known:
        sizes = shape or (1, 1)
        names = [fresh(length(size)) for size in sizes]
        places = [ONE if size == 1 else at(name) for size, name in zip(sizes, names, strict=True)]
        setting.known[key] = names, make(*places)
    names, general = setting.known[key]
    return put(general, dict(zip(names, (row, column), strict=True)))


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
    return entry(term.top, row, column, setting) * power(entry(term.bottom, row, column, setting), Fraction(-1))


def _power(term: Power, row: Place, column: Place, setting: Setting) -> Expression:
    base, exponent = entry(term.base, row, column, setting), entry(term.exponent, row, column, setting)
    constant = exponent.constant
    if constant is not None:
        return power(base, constant)
    return functions.general_power(base, exponent)


def _matmul(term: MatMul, row: Place, column: Place, setting: Setting) -> Expression:
    return over(
        length(term.left.shape[1]),
        lambda k: entry(term.left, row, k, setting) * entry(term.right, k, column, setting),
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

    def change(atom: Any) -> Expression | None:
        return argument if isinstance(atom, Entry) and atom.name == variable else None

    setting.kinks.update(rebuilt(kink, change) for kink in kinks)
    result: Expression = rebuilt(body, change)
    return result


def _body(term: Apply, variable: str, setting: Setting) -> tuple[Expression, set[Expression]]:
    """The body of a function, differentiated, at its parameter."""
    kinks: set[Expression] = set()
    inner = setting.inner(frozen=setting.frozen | {term.parameter}, kinks=kinks)

    def named(atom: Any) -> Expression | None:
        return of(Entry(variable)) if isinstance(atom, Entry) and atom.name == term.parameter else None

    body = rebuilt(scalar(term.body, inner), named)
    for _ in range(term.primes):
        body = slope(body, _variable(variable, None, None, inner))
    return body, {rebuilt(kink, named) for kink in kinks}


def _unknown(term: Unknown, row: Place, column: Place, setting: Setting) -> Expression:
    if len(term.arguments) == 1 and term.shape == term.arguments[0].shape:
        return function(term.name, (entry(term.arguments[0], row, column, setting),), term.primes)
    return of(Functional(term.name, tuple(_argument(argument, setting) for argument in term.arguments)))


def _argument(term: Term, setting: Setting) -> Argument:
    sizes = term.shape or (1, 1)
    shape = (length(sizes[0]), length(sizes[1]))
    if isinstance(term, Quantity):
        return Argument(shape, term.name)
    made = Argument(shape)
    places = [ONE if size == 1 else at(index) for size, index in zip(sizes, made.binders, strict=True)]
    return Argument(shape, body=entry(term, places[0], places[1], setting))


def _fold(term: Fold, row: Place, column: Place, setting: Setting) -> Expression:
    low, high = place(term.low, setting), place(term.high, setting)
    extent = high - low + 1
    if extent.free:
        raise NotCovered("a sum whose bounds depend on another index")

    def body(step: Place) -> Expression:
        inner = setting.inner(indices={**setting.indices, term.index: step + low + (-1)})
        value = entry(term.body, row, column, inner)
        if term.condition is None:
            return value
        if term.folding is not Folding.SUM:
            raise NotCovered("a product or an extreme value under a condition")
        return value * truth(term.condition, comparing(inner))

    if term.folding is Folding.SUM:
        return over(extent, body)
    end = extent.number
    if end is not None and 1 <= end <= EXPANDED:
        return functions.combined(term.folding.value, [body(Place({}, value)) for value in range(1, end + 1)])
    index = fresh(extent)
    return folded(term.folding.value, body(at(index)), index)


def comparing(setting: Setting) -> Comparing:
    """What conditions need to know of this place."""
    return Comparing(lambda term: scalar(term, setting), lambda term: place(term, setting))


def _cases(term: Cases, row: Place, column: Place, setting: Setting) -> Expression:
    value, rest = number(0), number(1)
    for branch, condition in term.branches:
        here = number(1) if condition is None else truth(condition, comparing(setting))
        value += rest * here * entry(branch, row, column, setting)
        rest = rest * (number(1) - here)
    if rest.terms:
        raise NotCovered("cases of which it is not known that one holds")
    return value


def _derivative(term: Derivative, row: Place, column: Place, setting: Setting) -> Expression:
    if term.flipped:
        row, column = column, row
    top, by, fixed = _places(term, row, column, setting)
    quantity_ = by.array if isinstance(by, Item) else by
    assert isinstance(quantity_, Quantity)
    name, shape = quantity_.name, quantity_.shape
    inner = setting.inner(frozen=setting.frozen | {name})
    value = entry(term.numerator, *top, inner)
    r, c = fixed if shape != () else (None, None)
    result = slope(value, _variable(name, r, c, inner))
    if name in setting.unfolded and name not in setting.frozen:
        return _back(result, name, setting)
    return result


def _places(
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


def _back(value: Expression, name: str, setting: Setting) -> Expression:
    """What was a variable is again what its definition says."""

    def change(atom: Any) -> Expression | None:
        if isinstance(atom, Entry) and atom.name == name:
            return defined(name, atom.row or ONE, atom.column or ONE, setting)
        return None

    setting.kinks.update(rebuilt(kink, change) for kink in list(setting.kinks))
    return rebuilt(value, change)


def _variable(name: str, row: Place | None, column: Place | None, setting: Setting) -> Variable:
    def inner(array: str, r: Place, c: Place) -> Expression:
        return quantity(array, setting.scope.shapes[array], r, c, setting)

    def definition(atom: Entry) -> Expression | None:
        return _held_slope(atom, name, row, column, setting)

    return Variable(name, row, column, definition, inner, setting.kinks.add)


def _held_slope(atom: Entry, name: str, row: Place | None, column: Place | None, setting: Setting) -> Expression | None:
    """The derivative of an entry that is held, from its definition."""
    definitions = setting.scope.definitions
    if atom.name in setting.frozen or atom.name not in definitions or not _reaches(atom.name, name, setting):
        return None
    key = ("slope", atom.name, name, setting.frozen)
    shape, by_shape = definitions[atom.name].shape, setting.scope.shapes.get(name, ())
    if any(isinstance(size, int) and 1 < size <= EXPANDED for size in (*shape, *by_shape)):
        value = defined(atom.name, atom.row or ONE, atom.column or ONE, setting)
        return slope(value, _variable(name, row, column, setting))
    if key not in setting.known:
        tops = [fresh(length(size)) for size in shape or (1, 1)]
        bys = [fresh(length(size)) for size in by_shape or (1, 1)]
        r, c = (ONE if size == 1 else at(b) for size, b in zip(by_shape or (1, 1), bys, strict=True))
        value = defined(atom.name, at(tops[0]), at(tops[1]), setting)
        variable = _variable(name, r, c, setting) if by_shape else _variable(name, None, None, setting)
        setting.known[key] = (*tops, *bys), slope(value, variable)
    names, general = setting.known[key]
    places = (atom.row or ONE, atom.column or ONE, row or ONE, column or ONE)
    found: Expression = put(general, dict(zip(names, places, strict=True)))
    return found


def _reaches(name: str, other: str, setting: Setting) -> bool:
    key = ("reaches", name)
    if key not in setting.known:
        setting.known[key] = quantities(setting.scope.definitions[name], setting.scope.definitions)
    return other in setting.known[key]


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
