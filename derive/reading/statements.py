r"""Statements: what a row of displayed mathematics or a line of declarations says."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from fractions import Fraction

from derive.reading.source import Span
from derive.reading.syntax import Logical, Node


class Form(Enum):
    """How the left side of a definition is written."""

    NAME = auto()
    ENTRY = auto()
    FUNCTION = auto()
    ROW_FUNCTION = auto()


@dataclass(frozen=True, slots=True)
class Head:
    """The name that a definition defines, its indices, and its parameters where it is a function."""

    key: str
    plain: str
    face: str
    form: Form
    indices: tuple[Node, ...] = ()
    parameters: tuple[str, ...] = ()
    span: Span = field(default=Span(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Equation:
    """A claim: `left` = `right`, where `condition` holds, which is written as `stated`.

    Where `right` is `Sought` nothing is claimed, but asked.
    """

    left: Node
    right: Node
    condition: Logical | None = None
    stated: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Definition:
    """`head` stands for `body`; `stated` tells that a sign of definition says so, and no equality.

    `note` is what its author may not know of how it is read.
    """

    head: Head
    body: Node
    stated: bool = False
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Notation:
    """A definition of what is no name, such as `\\frac{\\partial}{\\partial X}`; both sides are only written."""


@dataclass(frozen=True, slots=True)
class UnknownFunction:
    """An unknown differentiable scalar function of the arguments, or of one scalar where there are none."""

    head: Head
    arguments: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Shaped:
    """Names with a shape: no size for a scalar, one for a plain vector, two for a matrix, row or column.

    The names in `defined` have a definition already, whose shape is only stated again.
    """

    heads: tuple[Head, ...]
    axes: tuple[Node, ...]
    defined: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sized:
    """What is told of an expression: its shape, with no size for a number, one for a vector, else two."""

    expression: Node
    axes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Finite:
    """Scalars with finitely many values."""

    heads: tuple[Head, ...]
    values: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class SizeNames:
    """Names declared as positive integers."""

    heads: tuple[Head, ...]


@dataclass(frozen=True, slots=True)
class Assumed:
    """A condition that holds throughout the scope."""

    condition: Logical
    source: str


@dataclass(frozen=True, slots=True)
class Option:
    """`vectors: rows` and `layout: numerator`."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Directive:
    """`id:`, `skip:`, `expect:` or `kernel:` about the next block."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Plain:
    """Mathematics that claims nothing: an expression, an arrow, an approximation."""

    why: str


@dataclass(frozen=True, slots=True)
class Supposed:
    """What running text says of a name that is known: `anew` where it gives it another definition."""

    name: str
    anew: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What running text may tell of declared names; it bears on the displayed formulas from the `first` to the `last`.

    Where there is no last one, it bears on all behind it in its section.
    """

    statement: Definition | Assumed
    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Redefined:
    """What running text says that a name is which has its definition `above`; it bears on displayed formulas as `Told`.

    Where the definition is `stated`, words or a sign say that the name is given another one.
    """

    statement: Definition
    first: int
    last: int | None
    above: Span


class Line(Enum):
    """What one index of a matrix means where its author shows it: a row or a column of it, either one upright."""

    ROW = "row"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Lined:
    r"""Running text has transposes, `x_i^\top`, for the rows of a matrix, or speaks of `x_i` as a column."""

    name: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A place that was not understood; `name` is what it would have defined, `assumes` tells that it assumes."""

    message: str
    at: Span
    name: str = ""
    assumes: bool = False


Statement = (
    Equation
    | Definition
    | Notation
    | UnknownFunction
    | Shaped
    | Sized
    | Finite
    | SizeNames
    | Assumed
    | Option
    | Directive
    | Plain
    | Supposed
    | Told
    | Redefined
    | Lined
    | Unread
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement, the stretch of the file where it stands, and its text as written."""

    statement: Statement
    span: Span
    source: str
    chain: int = 0

