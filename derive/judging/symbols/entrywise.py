"""The entrywise reading: at given sizes every array is a matrix of SymPy symbols, and nothing here is clever.

This is what an equation means. A derivative is taken entry by entry; the derivative of an unknown function is a
symbol of its own. Indices count from 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from typing import Any

import sympy
from sympy.core.relational import Relational

from derive.judging.symbols.expansion import limit
from derive.judging.symbols.gradients import Gradients
from derive.judging.symbols.normal import Unsupported
from derive.judging.symbols.opaque import Opaque
from derive.meaning.functions import FUNCTIONS
from derive.meaning.scope import Scope
from derive.meaning.terms import (
    Apply,
    Cases,
    Compare,
    Comparison,
    Condition,
    Constant,
    Derivative,
    Every,
    Fold,
    Folding,
    Grid,
    Index,
    Item,
    Limit,
    Map,
    MatMul,
    Negative,
    Not,
    Plus,
    Power,
    Quantity,
    Quotient,
    Shape,
    SizeValue,
    Some,
    Spread,
    Table,
    Term,
    Times,
    Transpose,
    Unknown,
)

Expression = Any
Entries = list[list[Expression]]
LARGEST = 4000
LONGEST = 100_000
"""Terms of a sum that are written out."""


class OutOfRange(Exception):
    """An index that leaves its array at these sizes; the text names both."""


class NoValue(Exception):
    """A term without a value whatever the entries are, such as a division by n - 1 where n is 1."""


class TooLarge(Exception):
    """More entries than are compared at one size."""


@dataclass(frozen=True, slots=True)
class By:
    """What is differentiated by: the symbols, and the names of all quantities that are variables there."""

    variables: frozenset[Any]
    fixed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Slope:
    """A derivative, and the places where it was taken across cases."""

    value: Expression
    kinks: frozenset[Any]


Totals = Mapping[Any, Slope]
"""The derivatives of one expression, by the symbols; one that is missing is zero."""


@dataclass(frozen=True)
class Held:
    """Defined arrays whose entries stay symbols; a derivative goes through their definitions by the chain rule.

    `places` tells which entry a symbol is, `slopes` holds the derivatives of entries, `gradients` those of expressions
    by the symbols in them.
    """

    places: dict[Any, tuple[Quantity, int, int]] = field(default_factory=dict)
    slopes: dict[tuple[Any, By], Totals] = field(default_factory=dict)
    gradients: Gradients = field(default_factory=Gradients)


@dataclass(frozen=True)
class Setting:
    """Where a term is evaluated: sizes, indices in force, quantities that are symbols, and values of finite ones.

    `cache` holds what was evaluated at these sizes; `kinks` the places where a derivative was taken across cases,
    `poles` the denominators that can be zero. Where `held` is given, defined arrays stay symbols.
    """

    scope: Scope
    sizes: Mapping[str, int]
    indices: Mapping[str, int] = field(default_factory=dict)
    frozen: Mapping[str, Entries] = field(default_factory=dict)
    values: Mapping[str, Fraction] = field(default_factory=dict)
    positive: frozenset[str] = frozenset()
    cache: dict[object, Any] = field(default_factory=dict)
    kinks: set[Any] = field(default_factory=set)
    poles: set[Any] = field(default_factory=set)
    held: Held | None = None

    def size(self, size: str | int) -> int:
        """A size as a number."""
        return size if isinstance(size, int) else self.sizes[size]

    def shape(self, shape: Shape) -> tuple[int, int]:
        """A shape in numbers; a scalar is 1×1."""
        return (1, 1) if shape == () else (self.size(shape[0]), self.size(shape[1]))

    def at(self, **indices: int) -> Setting:
        """The same place with more indices."""
        return replace(self, indices={**self.indices, **indices})

    def with_index(self, name: str, value: int) -> Setting:
        """The same place with one more index."""
        return replace(self, indices={**self.indices, name: value})


def symbols(name: str, shape: Shape, setting: Setting) -> Entries:
    """A matrix of symbols; those of a scalar carry the bare name."""
    positive = True if name in setting.positive else None
    if shape == ():
        return [[sympy.Symbol(name, real=True, positive=positive)]]
    rows, columns = setting.shape(shape)
    key = ("symbols", name, rows, columns)
    if key not in setting.cache:
        setting.cache[key] = [
            [sympy.Symbol(f"{name}[{i},{j}]", real=True, positive=positive) for j in range(1, columns + 1)]
            for i in range(1, rows + 1)
        ]
    made: Entries = setting.cache[key]
    return made


def evaluate(term: Term, setting: Setting) -> Entries:
    """All entries of a term; a scalar is 1×1.

    Raises `OutOfRange` where an index leaves its array, `NoValue` where nothing is left to compare, `TooLarge` beyond
    4,000 entries.
    """
    rows, columns = setting.shape(term.shape)
    if rows * columns > LARGEST:
        raise TooLarge(f"{rows}×{columns} entries are too many to compare")
    return RULES[type(term)](term, setting)


def scalar(term: Term, setting: Setting) -> Expression:
    """The one entry of a scalar."""
    return evaluate(term, setting)[0][0]


def whole(term: Term, setting: Setting) -> int:
    """The value of an integer term, such as an index."""
    value = scalar(term, setting)
    if not value.is_Integer:
        raise OutOfRange(f"an index must be a whole number, not {value}")
    return int(value)


def _constant(term: Constant, setting: Setting) -> Entries:
    return [[sympy.Rational(term.value.numerator, term.value.denominator)]]


def _size(term: SizeValue, setting: Setting) -> Entries:
    return [[sympy.Integer(setting.size(term.size) if term.size in setting.sizes else int(term.size))]]


def _index(term: Index, setting: Setting) -> Entries:
    return [[sympy.Integer(setting.indices[term.name])]]


def _quantity(term: Quantity, setting: Setting) -> Entries:
    if term.name in setting.frozen:
        return setting.frozen[term.name]
    if term.name in setting.values:
        value = setting.values[term.name]
        return [[sympy.Rational(value.numerator, value.denominator)]]
    if term.name not in setting.scope.definitions:
        return symbols(term.name, term.shape, setting)
    if setting.held is not None and term.shape != ():
        return _hold(term, setting.held, setting)
    return defined(term, setting)


def _hold(term: Quantity, held: Held, setting: Setting) -> Entries:
    """The symbols of a defined quantity, known from now on by their places."""
    own = symbols(term.name, term.shape, setting)
    held.places.update({symbol: (term, i, j) for i, row in enumerate(own) for j, symbol in enumerate(row)})
    return own


def defined(term: Quantity, setting: Setting) -> Entries:
    """The entries of a defined quantity."""
    key = ("definition", term.name, frozenset(setting.frozen))
    found, kinks = _once(key, setting.scope.definitions[term.name], replace(setting, indices={}))
    setting.kinks.update(kinks)
    return found


def _once(key: object, term: Term, setting: Setting) -> tuple[Entries, set[Any]]:
    """A term evaluated once at these sizes, with the kinks on its way."""
    if key not in setting.cache:
        inner = replace(setting, kinks=set())
        setting.cache[key] = evaluate(term, inner), inner.kinks
    found: tuple[Entries, set[Any]] = setting.cache[key]
    return found


def _item(term: Item, setting: Setting) -> Entries:
    row, column = whole(term.row, setting), whole(term.column, setting)
    rows, columns = setting.shape(term.array.shape)
    if not (1 <= row <= rows and 1 <= column <= columns):
        raise OutOfRange(f"entry ({row}, {column}) of an array of shape {rows}×{columns}")
    if isinstance(term.array, Table):
        inner = setting.with_index(term.array.row, row).with_index(term.array.column, column)
        return evaluate(term.array.entry, inner)
    return [[evaluate(term.array, setting)[row - 1][column - 1]]]


def _table(term: Table, setting: Setting) -> Entries:
    rows, columns = setting.shape(term.shape)
    return [
        [scalar(term.entry, setting.with_index(term.row, i).with_index(term.column, j)) for j in range(1, columns + 1)]
        for i in range(1, rows + 1)
    ]


def _grid(term: Grid, setting: Setting) -> Entries:
    return [[scalar(cell, setting) for cell in row] for row in term.rows]


def _spread(term: Spread, setting: Setting) -> Entries:
    return _spread_to(evaluate(term.array, setting), setting.shape(term.shape))


def _spread_to(entries: Entries, shape: tuple[int, int]) -> Entries:
    tall, wide = len(entries), len(entries[0])
    return [[entries[i if tall > 1 else 0][j if wide > 1 else 0] for j in range(shape[1])] for i in range(shape[0])]


def _transpose(term: Transpose, setting: Setting) -> Entries:
    return [list(column) for column in zip(*evaluate(term.array, setting), strict=True)]


def _together(term: Term, operands: tuple[Term, ...], setting: Setting, combine: Callable[..., Expression]) -> Entries:
    """Operands combined entry by entry; a scalar acts on every entry."""
    shape = setting.shape(term.shape)
    arrays = [_spread_to(evaluate(operand, setting), shape) for operand in operands]
    return [[combine(*(array[i][j] for array in arrays)) for j in range(shape[1])] for i in range(shape[0])]


def _plus(term: Plus, setting: Setting) -> Entries:
    return _together(term, term.parts, setting, lambda *parts: sympy.Add(*parts))


def _negative(term: Negative, setting: Setting) -> Entries:
    return _together(term, (term.operand,), setting, lambda value: -value)


def _times(term: Times, setting: Setting) -> Entries:
    return _together(term, (term.left, term.right), setting, lambda left, right: left * right)


def _quotient(term: Quotient, setting: Setting) -> Entries:
    return _together(term, (term.top, term.bottom), setting, lambda top, bottom: _divided(top, bottom, setting))


def _divided(top: Expression, bottom: Expression, setting: Setting) -> Expression:
    if bottom == 0:
        raise NoValue("a division by zero")
    if bottom.free_symbols and bottom.is_polynomial() and bottom.is_zero is None:
        setting.poles.add(bottom)
    return top / bottom


def _power(term: Power, setting: Setting) -> Entries:
    return _together(term, (term.base, term.exponent), setting, _raised)


def _raised(base: Expression, exponent: Expression) -> Expression:
    if base == 0 and exponent.is_negative:
        raise NoValue("a division by zero")
    return base**exponent


def _matmul(term: MatMul, setting: Setting) -> Entries:
    left, right = evaluate(term.left, setting), evaluate(term.right, setting)
    return [
        [sympy.Add(*(row[k] * right[k][j] for k in range(len(right)))) for j in range(len(right[0]))] for row in left
    ]


def _map(term: Map, setting: Setting) -> Entries:
    if term.function == "pi":
        return [[sympy.pi]]
    return _together(term, term.arguments, setting, FUNCTIONS[term.function].symbolic)


def _apply(term: Apply, setting: Setting) -> Entries:
    variable = sympy.Symbol(f"{term.parameter}°", real=True)
    inner = replace(setting, frozen={**setting.frozen, term.parameter: [[variable]]}, kinks=set(), poles=set())
    body = scalar(term.body, inner)
    corners = set(inner.kinks)
    if term.primes:
        corners |= {switch for switch, inside in _switches(body).items() if variable in inside}
        body = sympy.diff(body, variable, term.primes)
    arguments = evaluate(term.argument, setting)
    for value in (value for row in arguments for value in row):
        setting.kinks.update(corner.xreplace({variable: value}) for corner in corners)
        setting.poles.update(pole.xreplace({variable: value}) for pole in inner.poles)
    return [[body.xreplace({variable: value}) for value in row] for row in arguments]


def _unknown(term: Unknown, setting: Setting) -> Entries:
    if len(term.arguments) == 1 and term.shape == term.arguments[0].shape:
        values = evaluate(term.arguments[0], setting)
        return [[Opaque.of(term.name, (value,), (term.primes,)) for value in row] for row in values]
    entries = tuple(v for argument in term.arguments for row in evaluate(argument, setting) for v in row)
    return [[Opaque.of(term.name, entries)]]


def _fold(term: Fold, setting: Setting) -> Entries:
    shape = setting.shape(term.shape)
    parts = [
        evaluate(term.body, inner)
        for inner in _steps(term, setting)
        if term.condition is None or _certain(term.condition, inner)
    ]
    if not parts and term.folding in (Folding.MAX, Folding.MIN):
        raise NoValue("the largest or smallest of no entries")
    combine = COMBINE[term.folding]
    return [[combine(*(part[i][j] for part in parts)) for j in range(shape[1])] for i in range(shape[0])]


COMBINE: Mapping[Folding, Callable[..., Expression]] = {
    Folding.SUM: lambda *values: sympy.Add(*values),
    Folding.PRODUCT: lambda *values: sympy.Mul(*values),
    Folding.MAX: FUNCTIONS["max"].symbolic,
    Folding.MIN: FUNCTIONS["min"].symbolic,
}


def _steps(term: Fold, setting: Setting) -> Iterator[Setting]:
    values = range(whole(term.low, setting), whole(term.high, setting) + 1)
    if len(values) > LONGEST:
        raise TooLarge(f"a sum or product over {len(values)} terms is too long to write out")
    for value in values:
        yield setting.with_index(term.index, value)


def _certain(condition: Condition, setting: Setting) -> bool:
    found = holds(condition, setting)
    if found not in (sympy.true, sympy.false):
        raise Unsupported("a sum is restricted by a condition on values")
    return bool(found)


def _cases(term: Cases, setting: Setting) -> Entries:
    shape = setting.shape(term.shape)
    branches: list[tuple[Entries, Any]] = []
    for value, condition in term.branches:
        found = sympy.true if condition is None else holds(condition, setting)
        if found is sympy.false or found == sympy.false:
            continue
        branches.append((_spread_to(evaluate(value, setting), shape), found))
        if found == sympy.true:
            break
    if not branches:
        raise NoValue("no case holds here")
    return [
        [sympy.Piecewise(*((value[i][j], c) for value, c in branches)) for j in range(shape[1])]
        for i in range(shape[0])
    ]


RELATIONS: Mapping[Comparison, Callable[[Any, Any], Any]] = {
    Comparison.EQUAL: sympy.Eq,
    Comparison.UNEQUAL: sympy.Ne,
    Comparison.LESS: sympy.Lt,
    Comparison.AT_MOST: sympy.Le,
    Comparison.GREATER: sympy.Gt,
    Comparison.AT_LEAST: sympy.Ge,
}


def holds(condition: Condition, setting: Setting) -> Any:
    """A condition in SymPy; over arrays it holds where it holds at every entry."""
    match condition:
        case Compare(comparison, left, right):
            shape = setting.shape(left.shape or right.shape)
            pair = [_spread_to(evaluate(side, setting), shape) for side in (left, right)]
            every = [RELATIONS[comparison](pair[0][i][j], pair[1][i][j]) for i, j in product(*map(range, shape))]
            return sympy.And(*every)
        case Every(parts):
            return sympy.And(*(holds(part, setting) for part in parts))
        case Some(parts):
            return sympy.Or(*(holds(part, setting) for part in parts))
        case Not(part):
            return sympy.Not(holds(part, setting))
    raise TypeError(f"unknown condition {condition!r}")


def _derivative(term: Derivative, setting: Setting) -> Entries:
    match term.by:
        case Quantity(name=name) as quantity:
            place = None
        case Item(array=Quantity(name=name) as quantity, row=row, column=column):
            place = (whole(row, setting), whole(column, setting))
        case _:
            raise TypeError(f"a derivative by {term.by!r}")
    variables = setting.frozen.get(name) or symbols(name, quantity.shape, setting)
    key = ("numerator", term.numerator, name, frozenset(setting.frozen), tuple(sorted(setting.indices.items())))
    tops, kinks = _once(key, term.numerator, replace(setting, frozen={**setting.frozen, name: variables}))
    asked = _asked(term, variables, place)
    by = By(frozenset(v for row in variables for v in row), frozenset({*setting.frozen, name}))
    totals = [[_totals(top, by, setting) for top in row] for row in tops]
    corners = kinks.union(*(t[v].kinks for row in totals for t in row for line in asked for v in line if v in t))
    slopes = _arranged(term, totals, asked)
    if setting.held is not None:
        setting.kinks.update(corners)
        if name in setting.scope.definitions:
            _hold(quantity, setting.held, setting)
        return [list(column) for column in zip(*slopes, strict=True)] if term.flipped else slopes
    back = _back(quantity, setting)
    setting.kinks.update(kink.xreplace(back) for kink in corners)
    result = [[slope.xreplace(back) for slope in row] for row in slopes] if back else slopes
    return [list(column) for column in zip(*result, strict=True)] if term.flipped else result


def _asked(term: Derivative, variables: Entries, place: tuple[int, int] | None) -> Entries:
    """The symbols by which a derivative is taken."""
    if place is None:
        return variables
    row, column = place
    if not (1 <= row <= len(variables) and 1 <= column <= len(variables[0])):
        shape = f"{len(variables)}×{len(variables[0])}"
        raise OutOfRange(f"entry {place} of {term.by.array.name}, whose shape is {shape}")  # type: ignore[attr-defined]
    return [[variables[row - 1][column - 1]]]


def _arranged(term: Derivative, totals: list[list[Totals]], asked: Entries) -> Entries:
    """Derivatives in the shape of what is differentiated or of what it is differentiated by, else as a Jacobian."""

    def value(total: Totals, variable: Expression) -> Expression:
        return total[variable].value if variable in total else sympy.S.Zero

    if len(totals) == len(totals[0]) == 1:
        return [[value(totals[0][0], v) for v in row] for row in asked]
    if len(asked) == len(asked[0]) == 1 and term.by.shape == ():
        return [[value(total, asked[0][0]) for total in row] for row in totals]
    flat = [v for row in asked for v in row]
    return [[value(total, v) for v in flat] for row in totals for total in row]


def _totals(top: Expression, by: By, setting: Setting) -> Totals:
    """The derivatives of an expression, also through the held entries in it; those of fixed names are variables."""
    slopes = _gradients(by, setting).of(top)
    parts = {v: [slope] for v, slope in slopes.items() if v in by.variables}
    switches = _switches(top)
    corners = {v: {s for s, inside in switches.items() if v in inside} for v in by.variables} if switches else {}
    if setting.held is not None:
        places = setting.held.places
        for symbol in sorted(top.free_symbols & places.keys(), key=lambda s: s.name):
            if places[symbol][0].name in by.fixed:
                continue
            across = {switch for switch, inside in switches.items() if symbol in inside}
            for v, slope in _entry_totals(symbol, by, setting).items():
                corners.setdefault(v, set()).update(slope.kinks)
                if slope.value != 0:
                    corners[v].update(across)
                    parts.setdefault(v, []).append(slopes.get(symbol, sympy.S.Zero) * slope.value)
    found = dict.fromkeys([*parts, *corners])
    return {v: Slope(sympy.Add(*parts.get(v, ())), frozenset(corners.get(v, ()))) for v in found}


def _entry_totals(symbol: Expression, by: By, setting: Setting) -> Totals:
    """The derivatives of a held entry, from its definition."""
    assert setting.held is not None
    key = (symbol, by)
    if key not in setting.held.slopes:
        quantity, row, column = setting.held.places[symbol]
        entry = defined(quantity, replace(setting, frozen={}))[row][column]
        setting.held.slopes[key] = _totals(entry, by, setting)
    return setting.held.slopes[key]


def _gradients(by: By, setting: Setting) -> Gradients:
    """The gradients that are known here: by all symbols where arrays are held, else by the variables."""
    if setting.held is not None:
        return setting.held.gradients
    found: Gradients = setting.cache.setdefault(("gradients", by.variables), Gradients(by.variables))
    return found


def _switches(expression: Expression) -> dict[Any, set[Any]]:
    """Where values go across cases, and the symbols there: differences of comparisons, and absolute values."""
    if not expression.has(sympy.Piecewise, sympy.Abs):
        return {}
    conditions = [condition for cases in expression.atoms(sympy.Piecewise) for _, condition in cases.args]
    relations = {relation for condition in conditions for relation in condition.atoms(Relational)}
    places = {r.lhs - r.rhs for r in relations} | {absolute.args[0] for absolute in expression.atoms(sympy.Abs)}
    return {place: place.free_symbols for place in places}


def _back(quantity: Quantity, setting: Setting) -> dict[Any, Any]:
    """What the variables stand for, where the quantity is defined and is not a variable of an outer derivative."""
    if quantity.name in setting.frozen or quantity.name not in setting.scope.definitions:
        return {}
    own = symbols(quantity.name, quantity.shape, setting)
    values = evaluate(quantity, setting)
    return {v: value for row, known in zip(own, values, strict=True) for v, value in zip(row, known, strict=True)}


def _limit(term: Limit, setting: Setting) -> Entries:
    variable = sympy.Symbol(term.variable, real=True)
    to = scalar(term.to, setting)
    return [[limit(value, variable, to) for value in row] for row in evaluate(term.body, setting)]


RULES: Mapping[type[Term], Callable[[Any, Setting], Entries]] = {
    Constant: _constant,
    SizeValue: _size,
    Index: _index,
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
    Limit: _limit,
}
