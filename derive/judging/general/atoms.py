"""The kinds of atoms of which index terms are made."""

from __future__ import annotations

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


class Sum(Atom):
    """The sum of `body` over all values of `binders`; every binder stands in it."""

    __slots__ = ("binders", "body")
    binders: tuple[Index, ...]
    body: Product

    def __new__(cls, binders: tuple[Index, ...], body: Product) -> Self:
        """The sum of a product over indices of canonical names."""
        ranges = ",".join([f"{index}:{index.range.key}" for index in binders])
        free = body.free.difference(binders)
        self = super().__new__(cls, f"S[{ranges}]({body})", free, body.names, 1 + body.height, body.positive)
        self.binders, self.body = binders, body
        return self

    @property
    def inside(self) -> tuple[Expression | Product, ...]:
        """The body."""
        return (self.body,)


class Folded(Atom):
    """The largest or smallest value, or the product, of `body` over all values of `binder`."""

    __slots__ = ("binder", "body", "kind")
    kind: str
    binder: Index
    body: Expression

    def __new__(cls, kind: str, binder: Index, body: Expression) -> Self:
        """The combination of an expression over an index of a canonical name."""
        text = f"{kind}[{binder}:{binder.range.key}]({body.key})"
        self = super().__new__(cls, text, body.free - {binder}, body.names, 1 + body.height)
        self.kind, self.binder, self.body = kind, binder, body
        return self

    @property
    def inside(self) -> tuple[Expression | Product, ...]:
        """The body."""
        return (self.body,)


class Argument:
    """An array that a function takes: its entry at two indices that are bound here, or only its name."""

    __slots__ = ("binders", "body", "free", "height", "key", "names", "shape")

    def __init__(
        self,
        shape: tuple[Place, Place],
        name: str = "",
        body: Expression | None = None,
        binders: tuple[Index, ...] = (),
    ) -> None:
        self.shape, self.body, self.binders = shape, body, binders
        self.key = name if body is None else f"{shape[0].key}x{shape[1].key}:{body.key}"
        self.free = NO_INDICES if body is None else body.free.difference(binders)
        self.names: frozenset[str] = frozenset() if body is None else body.names
        self.height = 0 if body is None else 1 + body.height


Slot = tuple[int, Place, Place]


class Functional(Atom):
    """An unknown function of whole arrays, differentiated by the entries in `slots` (argument, row, column).

    An argument is the name of a quantity, or its entry at (`row`, `column`), two indices bound here.
    """

    __slots__ = ("arguments", "name", "slots")
    name: str
    arguments: tuple[Argument, ...]
    slots: tuple[Slot, ...]

    def __new__(cls, name: str, arguments: tuple[Argument, ...], slots: tuple[Slot, ...] = ()) -> Self:
        """A function of arrays; the order in which it is differentiated does not matter."""
        slots = tuple(sorted(slots, key=lambda slot: (slot[0], slot[1].key, slot[2].key)))
        slopes = "".join([f"|{number}:{row.key},{column.key}" for number, row, column in slots])
        self = super().__new__(
            cls,
            f"{name}{{{';'.join([argument.key for argument in arguments])}{slopes}}}",
            NO_INDICES.union(*[place.free for slot in slots for place in slot[1:]], *[a.free for a in arguments]),
            frozenset().union(*[argument.names for argument in arguments]),
            max([argument.height for argument in arguments], default=0),
        )
        self.name, self.arguments, self.slots = name, arguments, slots
        return self

    @property
    def inside(self) -> tuple[Expression | Product, ...]:
        """The entries of the arrays that have no name."""
        return tuple(array.body for array in self.arguments if array.body is not None)
