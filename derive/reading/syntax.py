r"""What stands on the page: the closed set of syntax nodes.

Names are resolved as far as spelling goes (`w_{ji}^{(2)}` is an entry of `w^{(2)}` if that was declared); what a
product or an entry means depends on shapes and is decided in `meaning`. Every node keeps its place in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from fractions import Fraction

from derive.reading.source import Span

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Any node; places play no part in equality."""

    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A decimal number; `digits` is its spelling."""

    value: Fraction
    digits: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name by its key: a size, a quantity, a function or an index; `letter` is the letter that its author writes."""

    key: str
    letter: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Entry(Node):
    """`array` with indices below it."""

    array: Node
    indices: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Axis(Node):
    """All places along an axis, as an index: `X_{i,:}` is the i-th row."""


class Sign(Enum):
    """How a product is written."""

    NONE = auto()
    DOT = auto()
    TIMES = auto()
    ENTRYWISE = auto()


@dataclass(frozen=True, slots=True)
class Product(Node):
    """Two factors in their order; `loose` where no bracket parts the last factor from an entrywise or dot product."""

    left: Node
    right: Node
    sign: Sign
    loose: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Addition(Node):
    """Two or more terms; a term may be `Dots` until the ellipses are resolved."""

    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Minus(Node):
    """A sign change."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Ratio(Node):
    """A quotient."""

    top: Node
    bottom: Node


@dataclass(frozen=True, slots=True)
class Superscript(Node):
    """A power."""

    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True)
class Transposed(Node):
    """A transpose; `letter` where its mark is the letter T, which can be an exponent."""

    array: Node
    letter: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function of the table or of the document, `primes` times differentiated; `barred` where bars stand for it."""

    function: str
    arguments: tuple[Node, ...]
    primes: int = 0
    barred: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Partial(Node):
    r"""A derivative by one or more names or entries; an operator where `numerator` is missing. A `total` one has a d.

    One that is `bare` is by the argument of what it differentiates, as `\nabla f(w)` is.
    """

    numerator: Node | None
    by: tuple[Node, ...]
    total: bool = field(default=False, compare=False)
    bare: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Taken(Node):
    """A derivative or a value where `variable` is `place`; `loose` where only a bar behind it tells what is meant."""

    body: Node
    variable: Node
    place: Node
    loose: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Binder(Node):
    """A bound index and its bounds, where they are written; `dotted` where the index was found behind dots."""

    index: str
    low: Node | None = None
    high: Node | None = None
    dotted: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Big(Node):
    """A `\\sum`, `\\prod`, `\\max` or `\\min` over binders, restricted by a condition."""

    operator: str
    binders: tuple[Binder, ...]
    body: Node
    condition: Logical | None = None


@dataclass(frozen=True, slots=True)
class Branches(Node):
    """A definition by cases; a branch without a condition is `otherwise`."""

    branches: tuple[tuple[Node, Logical | None], ...]


@dataclass(frozen=True, slots=True)
class Matrix(Node):
    """A matrix written out; cells may be `Dots` or `Blank` until the ellipses are resolved."""

    rows: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class General(Node):
    """A matrix by its general entry; `rows` or `columns` is missing where the writing does not tell."""

    entry: Node
    row: str
    rows: Node | None
    column: str
    columns: Node | None


@dataclass(frozen=True, slots=True)
class Spike(Node):
    """A vector that is zero but for one entry, written between dots; it stands at the claim's free index."""

    entry: Node
    upright: bool


@dataclass(frozen=True, slots=True)
class Dots(Node):
    """An ellipsis."""


@dataclass(frozen=True, slots=True)
class Sought(Node):
    """What is asked for: the `?` that is all of the right side of an equation."""


@dataclass(frozen=True, slots=True)
class Blank(Node):
    """An empty cell of a matrix."""


@dataclass(frozen=True, slots=True)
class LimitOf(Node):
    """A limit."""

    variable: str
    to: Node
    body: Node


@dataclass(frozen=True, slots=True)
class BigO(Node):
    """The order of a remainder."""

    order: Node


@dataclass(frozen=True, slots=True)
class Logical(Node):
    """Any condition."""


@dataclass(frozen=True, slots=True)
class Relation(Logical):
    """A comparison by one of `= ≠ < ≤ > ≥`."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Junction(Logical):
    """All (`and`) or some (`or`) of the parts."""

    every: bool
    parts: tuple[Logical, ...]


class Unreadable(Exception):
    """A place that could not be read, and what was expected there; the cause may stand at another place, `see`."""

    def __init__(self, message: str, span: Span, see: Span | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self.see = see
