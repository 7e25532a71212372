"""Derivatives of index terms by an entry of a quantity: deltas, and the chain rule through definitions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from derive.judging.general.algebra import delta, exponential, function, power
from derive.judging.general.atoms import Base, Delta, Entry, Exponential, Function, Named, Order, Sign, atoms, atoms_of
from derive.judging.general.binding import Argument, Folded, Functional, Sum
from derive.judging.general.deltas import solved
from derive.judging.general.expressions import Atom, Expression, NotCovered, Product, number, of, together, total
from derive.judging.general.indices import Place
from derive.judging.general.rationals import Number
from derive.judging.general.sums import opened, over, put, summed

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Kink:
    """A value that changes sign where a derivative is taken: wherever `where`, a product of steps of places, is 1.

    It stands for all values of those of its indices that no statement names.
    """

    value: Expression
    where: Expression

    def changed(self, change: Callable[[Expression], Expression]) -> Kink:
        """The kink with something put in."""
        return Kink(change(self.value), change(self.where))

    def narrowed(self) -> Kink:
        """The kink with the places put in that its deltas ask of indices of sums."""
        for atom in atoms(self.where):
            for index in atom.free:
                place = solved(atom, index) if isinstance(atom, Delta) and index.is_summed else None
                if place is not None:
                    return self.changed(lambda part, known={index: place}: put(part, known)).narrowed()  # type: ignore[misc]
        return self


@dataclass(frozen=True, slots=True)
class Variable:
    """The entry by which is differentiated; a scalar has no places.

    `definition` gives the entry of a quantity that depends on the variable through its definition, else nothing.
    `inner` gives an entry of a quantity; `kink` is told where a derivative is taken across a change of sign.
    """

    name: str
    row: Place | None
    column: Place | None
    definition: Callable[[Entry], Expression | None]
    inner: Callable[[str, Place, Place], Expression]
    kink: Callable[[Kink], None]


def slope(value: Expression, variable: Variable) -> Expression:
    """The derivative of an expression."""
    return total(_of_product(product, variable).scaled(c) for product, c in value.terms.items())


def _of_product(product: Product, variable: Variable) -> Expression:
    parts = []
    for atom, exponent in product.factors:
        inner = _of_atom(atom, variable)
        if inner.terms:
            rest = together({a: e for a, e in product.factors if a != atom})
            parts.append(rest * _lowered(atom, exponent - 1) * inner.scaled(exponent))
    return total(parts)


def _lowered(atom: Atom, exponent: Number) -> Expression:
    """The power that is left of an atom by which is differentiated."""
    if not exponent:
        return number(1)
    if isinstance(atom, Base):
        return power(atom.value, exponent) if exponent >= 1 else of(atom, exponent)
    return power(of(atom), exponent)


def _of_atom(atom: Atom, variable: Variable) -> Expression:
    rule = RULES.get(type(atom))
    return rule(atom, variable) if rule is not None else Expression({})


def _entry(atom: Entry, variable: Variable) -> Expression:
    if atom.name == variable.name:
        if atom.row is None or variable.row is None:
            return number(1)
        assert atom.column is not None and variable.column is not None
        return delta(atom.row - variable.row) * delta(atom.column - variable.column)
    definition = variable.definition(atom)
    return Expression({}) if definition is None else definition


def _exponential(atom: Exponential, variable: Variable) -> Expression:
    inner = slope(Expression({atom.product: 1}), variable)
    return of(atom) * inner if inner.terms else inner


def _function(atom: Function, variable: Variable) -> Expression:
    parts = []
    for place, argument in enumerate(atom.arguments):
        inner = slope(argument, variable)
        if inner.terms:
            parts.append(_outer(atom, place) * inner)
    return total(parts)


def _outer(atom: Function, place: int) -> Expression:
    if atom.name in SLOPES and atom.primes == 0:
        return SLOPES[atom.name](atom.arguments[0])
    if len(atom.arguments) > 1:
        raise NotCovered(f"the derivative of {atom.name}, which has several arguments, by number {place + 1}")
    return function(atom.name, atom.arguments, atom.primes + 1)


def _bell(argument: Expression) -> Expression:
    """2/√π exp(-x²)."""
    return of(Named("pi"), -HALF).scaled(2) * exponential(-(argument * argument))


SLOPES: Mapping[str, Callable[[Expression], Expression]] = {
    "log": lambda x: power(x, -1),
    "sin": lambda x: function("cos", (x,)),
    "cos": lambda x: -function("sin", (x,)),
    "arctan": lambda x: power(number(1) + x * x, -1),
    "erf": _bell,
}


def _functional(atom: Functional, variable: Variable) -> Expression:
    return total(_through(atom, place, array, variable) for place, array in enumerate(atom.arguments))


def _through(atom: Functional, place: int, array: Argument, variable: Variable) -> Expression:
    """The chain rule through one array that an unknown function takes; of the array itself one entry is left."""

    def outer(row: Place, column: Place) -> Expression:
        return of(Functional(atom.name, atom.arguments, (*atom.slots, (place, row, column))))

    own, by_row, by_column = array.key == variable.name, variable.row, variable.column
    if own and by_row is not None and by_column is not None and array.has(by_row, by_column):
        return outer(by_row, by_column)

    def entry(row: Place, column: Place) -> Expression:
        if array.body is None:
            return variable.inner(array.key, row, column)
        return put(array.body, dict(zip(array.binders, (row, column), strict=True)))

    return over(lambda row, column: outer(row, column) * slope(entry(row, column), variable), *array.shape)


def _base(atom: Base, variable: Variable) -> Expression:
    return slope(atom.value, variable)


def _sum(atom: Sum, variable: Variable) -> Expression:
    names, body = opened(atom)
    return summed(slope(body, variable), *names)


def _sign(atom: Sign, variable: Variable) -> Expression:
    for product in slope(atom.value, variable).terms:
        steps: dict[Atom, Number] = {inner: e for inner, e in product.factors if isinstance(inner, Delta | Order)}
        if sum(isinstance(inner, Delta | Order) for inner in atoms_of(product)) == len(steps):
            variable.kink(Kink(atom.value, Expression({Product(steps): 1})))
    return Expression({})


def _folded(atom: Folded, variable: Variable) -> Expression:
    if slope(atom.body, variable).terms:
        raise NotCovered(f"the derivative of a {atom.kind} over an index")
    return Expression({})


RULES: Mapping[type[Atom], Callable[..., Expression]] = {
    Entry: _entry,
    Exponential: _exponential,
    Function: _function,
    Functional: _functional,
    Base: _base,
    Sum: _sum,
    Sign: _sign,
    Folded: _folded,
}
