r"""What an equation means: a small closed language in which nothing is ambiguous.

Every term has a shape: `()` for a scalar, `(rows, columns)` for an array; a vector is an array with one row or one
column. A size is a declared name or a positive integer. Products are resolved (`MatMul` is never `Times`), entries
and broadcasts are explicit, so an interpreter needs one short rule for each class and no knowledge of notation.

Entrywise nodes (`Plus`, `Times`, `Over`, `Power`, `Map`, …) take operands of their own shape or scalars, and a scalar
operand acts on every entry. Indices count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from derive.reading.source import Span

Size = str | int
Shape = tuple[Size, ...]
NUMBER = "°"
"""Ends the name of a size that is written as a number, where it may be any other one."""
NOWHERE = Span(0, 0)


LONG = 7
"""The longest axis of a given length that is taken as it is; a longer one may have any other length."""


def numbered(number: int) -> str:
    """The name of a size that is written as a number."""
    return f"{number}{NUMBER}"


def is_number(size: str) -> bool:
    """Whether a size is written as a number."""
    return size.endswith(NUMBER)


def spelled(size: str) -> str:
    """A size as its document writes it."""
    return size.removesuffix(NUMBER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Any term; `span` is where it is written and plays no part in equality."""

    shape: Shape = ()
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Constant(Term):
    """A rational number."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class SizeValue(Term):
    """A declared size, used as a number."""

    size: str


@dataclass(frozen=True, slots=True)
class Index(Term):
    """A free or bound index, used as a number."""

    name: str


@dataclass(frozen=True, slots=True)
class Quantity(Term):
    """A declared name: free, or defined by `Scope.definitions[name]` (a term of the same shape)."""

    name: str


@dataclass(frozen=True, slots=True)
class Item(Term):
    """The entry of `array` at `row`, `column` (integer-valued scalar terms)."""

    array: Term
    row: Term
    column: Term


@dataclass(frozen=True, slots=True)
class Table(Term):
    """The array whose entry at (`row`, `column`) is the scalar term `entry`, in which both names are bound indices."""

    entry: Term
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Grid(Term):
    """An array written out in full; every cell is a scalar term."""

    rows: tuple[tuple[Term, ...], ...]


@dataclass(frozen=True, slots=True)
class Spread(Term):
    """A scalar, row or column repeated to the term's shape."""

    array: Term


@dataclass(frozen=True, slots=True)
class Transpose(Term):
    """The transpose."""

    array: Term


@dataclass(frozen=True, slots=True)
class Plus(Term):
    """A sum of two or more terms."""

    parts: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Negative(Term):
    """Minus a term."""

    operand: Term


@dataclass(frozen=True, slots=True)
class Times(Term):
    """A product entry by entry, or with a scalar."""

    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class MatMul(Term):
    """The matrix product."""

    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Quotient(Term):
    """A quotient entry by entry, or with a scalar."""

    top: Term
    bottom: Term


@dataclass(frozen=True, slots=True)
class Power(Term):
    """A power entry by entry; `exponent` is a scalar term."""

    base: Term
    exponent: Term


@dataclass(frozen=True, slots=True)
class Map(Term):
    """A function of the table in `meaning.functions`, entry by entry: `exp`, `log`, `abs`, `max` (of two or more), …"""

    function: str
    arguments: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Apply(Term):
    """A declared function of one scalar, or its derivative of order `primes`, at each entry of `argument`.

    In `body` the parameter is `Quantity(parameter)`.
    """

    parameter: str
    body: Term
    primes: int
    argument: Term


@dataclass(frozen=True, slots=True)
class Unknown(Term):
    """An unknown differentiable scalar function of scalars and arrays.

    For one scalar argument it may be the function's `primes`-th derivative.
    With one argument it acts on each entry; otherwise the term is a scalar.
    """

    name: str
    arguments: tuple[Term, ...]
    primes: int = 0


class Folding(Enum):
    """How a `Fold` combines its terms."""

    SUM = "sum"
    PRODUCT = "prod"
    MAX = "max"
    MIN = "min"


@dataclass(frozen=True, slots=True)
class Fold(Term):
    """`body` combined over `index` from `low` to `high` (integer-valued scalar terms), where `condition` holds.

    `body` may be an array; `index` is bound in `body` and `condition`.
    """

    folding: Folding
    index: str
    low: Term
    high: Term
    body: Term
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Cases(Term):
    """The value of the first branch whose condition holds; a branch with `None` always holds."""

    branches: tuple[tuple[Term, Condition | None], ...]


@dataclass(frozen=True, slots=True)
class Derivative(Term):
    """The derivative of `numerator` by `by`, a `Quantity` or an `Item` of one, as an independent variable.

    Scalar by array: entry (i, j) is ∂numerator/∂by_ij. Array by scalar: entry (i, j) is ∂numerator_ij/∂by. Vector by
    vector: entry (a, b) is ∂numerator_a/∂by_b. With `flipped` the result is transposed (denominator layout).
    """

    numerator: Term
    by: Term
    flipped: bool = False


@dataclass(frozen=True, slots=True)
class Limit(Term):
    """The limit of `body` as the scalar quantity `variable` goes to `to`."""

    variable: str
    to: Term
    body: Term


class Comparison(Enum):
    """The relations that a condition may use."""

    EQUAL = "="
    UNEQUAL = "≠"
    LESS = "<"
    AT_MOST = "≤"
    GREATER = ">"
    AT_LEAST = "≥"


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison of two terms of one shape (or with a scalar), meant at every entry."""

    comparison: Comparison
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Every:
    """All of the conditions hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of the conditions holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The condition does not hold."""

    part: Condition


Condition = Compare | Every | Some | Not
