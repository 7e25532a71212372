"""The verdicts, and what each of them can show for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NoReturn

Matrix = tuple[tuple[str, ...], ...]
Sizes = Mapping[str, int]


class Kind(Enum):
    """The eight verdicts."""

    PROVED = "proved"
    REFUTED = "refuted"
    CONDITIONAL = "conditional"
    CONVENTION = "convention"
    UNDECIDED = "undecided"
    UNREAD = "unread"
    DEFINITION = "definition"
    SKIPPED = "skipped"


class AllSizes(Enum):
    """The scope of a proof that holds for every size."""

    ALL = "all"


@dataclass(frozen=True, slots=True)
class Counterexample:
    """Values at which the two sides differ.

    `values` has a matrix for every array and a 1×1 matrix for every scalar, as exact numbers in text; `entry` is the
    place (row, column) where the sides part, empty for scalars; `left` and `right` are both sides there;
    `left_matrix` and `right_matrix` are the whole sides. Of a claim with a remainder O(δ^k) the sides are the
    coefficients of δ^`power`. Where the sides have no common shape there are only sizes.
    """

    sizes: Sizes
    values: Mapping[str, Matrix] = field(default_factory=dict)
    indices: Mapping[str, int] = field(default_factory=dict)
    entry: tuple[int, ...] = ()
    left: str = ""
    right: str = ""
    left_matrix: Matrix = ()
    right_matrix: Matrix = ()
    power: int | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """Both sides at one small size, each entry as LaTeX."""

    sizes: Sizes
    indices: Mapping[str, int]
    left: Matrix
    right: Matrix


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one claim. It has no truth value: match on `kind`."""

    kind: Kind
    message: str
    scope: AllSizes | tuple[Sizes, ...] = ()
    entries: int = 0
    counterexample: Counterexample | None = None
    suggestion: str | None = None
    assumption: str | None = None
    excludes: tuple[str, ...] = ()
    sample: Sample | None = None

    def __bool__(self) -> NoReturn:
        raise TypeError(f"a verdict has no truth value; compare its kind, which is {self.kind}")
