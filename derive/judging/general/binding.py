"""The atoms that bind indices: sums, extreme values and products over an index, functions of whole arrays."""

from __future__ import annotations

from typing import Self

from derive.judging.general.expressions import NO_INDICES, Atom, Expression, Product
from derive.judging.general.indices import Index, Place, within


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

    def has(self, row: Place, column: Place) -> bool:
        """Whether a place is known to lie in the array, for all sizes."""
        return within(row, self.shape[0]) and within(column, self.shape[1])


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
