"""The atoms that bind no index: entries, numbers, steps, functions of expressions; and all atoms of an expression."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from typing import ClassVar, Self

from derive.judging.general.expressions import (
    NO_INDICES,
    Atom,
    Expression,
    Product,
    Singular,
    number,
    of,
    whole_power,
)
from derive.judging.general.indices import Index, Place
from derive.judging.general.rationals import Number, raised


class Entry(Atom):
    """An entry of a quantity, or a number; `positive` where the author assumes it."""

    __slots__ = ("column", "name", "row")
    name: str
    row: Place | None
    column: Place | None

    def __new__(
        cls, name: str, row: Place | None = None, column: Place | None = None, positive: bool = False
    ) -> Self:
        """The entry of a quantity at a place."""
        if row is None or column is None:
            self = super().__new__(cls, name, names=frozenset((name,)), positive=positive)
        else:
            text = f"{name}[{row.key},{column.key}]"
            self = super().__new__(cls, text, row.free | column.free, frozenset((name,)), 0, positive)
        self.name, self.row, self.column = name, row, column
        return self


class Bounded(Entry):
    """An entry of which the power `degree` is `below`, of lower degree in it. It is the same atom as the entry."""

    __slots__ = ("below", "degree")
    degree: int
    below: Expression

    @classmethod
    def made(cls, entry: Entry, degree: int, below: Expression) -> Self:
        """An entry of which a power is known."""
        self = cls(entry.name, entry.row, entry.column, entry.positive)
        self.degree, self.below = degree, below
        return self

    def reduced(self, exponent: Number) -> tuple[Number, Expression | None]:
        """Every whole power from `degree` on is lowered."""
        if exponent.denominator != 1 or exponent < self.degree:
            return exponent, None
        times, left = divmod(int(exponent), self.degree)
        return left, whole_power(self.below, times)


class Count(Atom):
    """A size as a number."""

    __slots__ = ("size",)
    size: str

    def __new__(cls, size: str) -> Self:
        """The size of a name."""
        self = super().__new__(cls, f"|{size}|", positive=True)
        self.size = size
        return self


class Whole(Atom):
    """An index as a number."""

    __slots__ = ("counter",)
    counter: Index

    def __new__(cls, counter: Index) -> Self:
        """The number that an index is."""
        self = super().__new__(cls, f"({counter})", frozenset((counter,)), positive=True)
        self.counter = counter
        return self


class Named(Atom):
    """A positive constant: pi, or a prime number under a root."""

    __slots__ = ("name",)
    name: str

    def __new__(cls, name: str) -> Self:
        """The constant of a name, or of a prime number written out."""
        self = super().__new__(cls, f"'{name}'", positive=True)
        self.name = name
        return self

    def reduced(self, exponent: Number) -> tuple[Number, Expression | None]:
        """A prime number keeps an exponent between 0 and 1."""
        if not self.name.isdigit() or 0 <= exponent < 1:
            return exponent, None
        return exponent - floor(exponent), number(raised(int(self.name), floor(exponent)))


class Step(Atom):
    """What is 1 in some places and 0 in all others."""

    __slots__ = ()
    idempotent: ClassVar[bool] = True

    def reduced(self, exponent: Number) -> tuple[Number, Expression | None]:
        """A step is its own square. Raises `Singular` for a division by it."""
        if exponent < 0:
            raise Singular(f"a division by {self}, which can be zero")
        return 1, None


class Delta(Step):
    """1 where `place` is 0, elsewhere 0."""

    __slots__ = ("place",)
    place: Place

    def __new__(cls, place: Place) -> Self:
        """The step of a place, which may as well be its negative."""
        if place.parts and place.parts[0][1] < 0:
            place = place.times(-1)
        self = super().__new__(cls, f"?=({place.key})", place.free)
        self.place = place
        return self


class Order(Step):
    """1 where `place` is positive, elsewhere 0."""

    __slots__ = ("place",)
    place: Place

    def __new__(cls, place: Place) -> Self:
        """The step of a place."""
        self = super().__new__(cls, f"?+({place.key})", place.free)
        self.place = place
        return self


class Sign(Step):
    """1 where `value` is positive (or negative), elsewhere 0."""

    __slots__ = ("above", "value")
    value: Expression
    above: bool

    def __new__(cls, value: Expression, above: bool) -> Self:
        """The step of a value, `above` zero or below."""
        self = super().__new__(cls, f"{'?>' if above else '?<'}({value.key})", value.free, value.names, value.height)
        self.value, self.above = value, above
        return self

    @property
    def opposite(self) -> str:
        """The step on the other side of zero."""
        return f"{'?<' if self.above else '?>'}({self.value.key})"

    @property
    def inside(self) -> tuple[Expression | Product, ...]:
        """The value."""
        return (self.value,)


class Exponential(Atom):
    """The exponential of a product of atoms."""

    __slots__ = ("product",)
    product: Product

    def __new__(cls, product: Product) -> Self:
        """The exponential of a product."""
        self = super().__new__(cls, f"exp({product})", product.free, product.names, product.height, positive=True)
        self.product = product
        return self

    @property
    def inside(self) -> tuple[Expression | Product, ...]:
        """The product."""
        return (self.product,)


class Function(Atom):
    """A function of which nothing is known here but its arguments, or its derivative of order `primes`."""

    __slots__ = ("arguments", "name", "primes")
    name: str
    arguments: tuple[Expression, ...]
    primes: int

    def __new__(cls, name: str, arguments: tuple[Expression, ...], primes: int = 0) -> Self:
        """A function at its arguments."""
        self = super().__new__(
            cls,
            f"{name}{primes * chr(39)}({';'.join([argument.key for argument in arguments])})",
            NO_INDICES.union(*[argument.free for argument in arguments]),
            frozenset().union(*[argument.names for argument in arguments]),
            max([argument.height for argument in arguments], default=0),
        )
        self.name, self.arguments, self.primes = name, arguments, primes
        return self

    def reduced(self, exponent: Number) -> tuple[Number, Expression | None]:
        """Squares of sines are those of cosines."""
        if self.name != "sin" or exponent < 2:
            return exponent, None
        cosine, squares = of(Function("cos", self.arguments)), floor(exponent) // 2
        return exponent - 2 * squares, whole_power(number(1) - cosine * cosine, squares)

    @property
    def inside(self) -> tuple[Expression | Product, ...]:
        """The arguments."""
        return self.arguments


class Base(Atom):
    """An expression that is only raised to negative or broken powers."""

    __slots__ = ("value",)
    value: Expression

    def __new__(cls, value: Expression) -> Self:
        """The expression as an atom."""
        self = super().__new__(cls, f"<{value.key}>", value.free, value.names, value.height, value.positive)
        self.value = value
        return self

    def reduced(self, exponent: Number) -> tuple[Number, Expression | None]:
        """Whole powers are multiplied out."""
        if exponent < 1:
            return exponent, None
        return exponent - floor(exponent), whole_power(self.value, floor(exponent))

    @property
    def inside(self) -> tuple[Expression | Product, ...]:
        """The expression."""
        return (self.value,)


def atoms(value: Expression) -> Iterator[Atom]:
    """All atoms of an expression, also those inside atoms."""
    for product in value.terms:
        yield from atoms_of(product)


def atoms_of(product: Product) -> Iterator[Atom]:
    """All atoms of a product, also those inside atoms."""
    for atom, _ in product.factors:
        yield atom
        for inner in atom.inside:
            yield from atoms(inner) if isinstance(inner, Expression) else atoms_of(inner)
