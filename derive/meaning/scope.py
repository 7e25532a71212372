"""What the names of a document stand for at one place in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from fractions import Fraction

from derive.meaning.terms import Compare, Comparison, Condition, Shape, Size, SizeValue, Term

PLAIN = "plain"
"""The typeface of a name that is declared in none."""
FACES = {
    "bold": "mathbf",
    PLAIN: "mathit",
    "roman": "mathrm",
    "script": "mathcal",
    "double": "mathbb",
    "fraktur": "mathfrak",
    "sans": "mathsf",
    "type": "mathtt",
}
"""The command of each typeface."""
SHAPED = frozenset({"script", "double", "fraktur"})
"""Typefaces whose letters look unlike any others."""


class Orientation(Enum):
    """How a plain vector stands."""

    ROWS = "rows"
    COLUMNS = "columns"


class Layout(Enum):
    """The shape of a vector-by-vector and of a matrix-by-scalar derivative."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


@dataclass(frozen=True, slots=True)
class Assumption:
    """A condition that holds for every value of its free indices; `ranges` gives the size each index runs to."""

    condition: Condition
    ranges: Mapping[str, Size]
    source: str


@dataclass(frozen=True, slots=True)
class Inverse:
    """What a quantity is the inverse of, and the assumption that it is."""

    base: Term
    assumed: Assumption


def hiding(name: str) -> str:
    """The key of what hides a name in an inner section."""
    return f"{{{name}}}"


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything a claim may refer to.

    `shapes` has every array and scalar, `definitions` the term of each that is defined, `finite` the values of those
    that have finitely many. A size is a positive integer. Where no orientation is declared, a plain vector is a column,
    and one index of a matrix means a row. Where it is `seamless`, all cases across which derivatives are taken were
    shown to meet without a kink, so that these exist there too; else they have no value where cases meet. `faces` has
    the typefaces in which names were declared. Of the `inverses` nothing is assumed before a claim speaks of them.
    """

    sizes: frozenset[str] = frozenset()
    shapes: Mapping[str, Shape] = field(default_factory=dict)
    definitions: Mapping[str, Term] = field(default_factory=dict)
    finite: Mapping[str, tuple[Fraction, ...]] = field(default_factory=dict)
    assumptions: tuple[Assumption, ...] = ()
    orientation: Orientation | None = None
    layout: Layout | None = None
    seamless: bool = False
    faces: Mapping[str, str] = field(default_factory=dict)
    inverses: Mapping[str, Inverse] = field(default_factory=dict)

    @property
    def grounds(self) -> dict[str, Term]:
        """What names rest on: their definitions, and of inverses what they are the inverses of."""
        return {**{name: each.base for name, each in self.inverses.items()}, **self.definitions}

    def under(self, *assumptions: Assumption) -> Scope:
        """The scope in which more is assumed."""
        return replace(self, assumptions=(*self.assumptions, *assumptions))

    def is_hidden(self, name: str) -> bool:
        """Whether a name, as the letter of a size, stands for something else in an inner section."""
        return hiding(name) in self.shapes

    def spelling(self, key: str) -> str:
        """A name in LaTeX, without the marks that tell it from one that it hides.

        It is in its typeface where another name has the same letter, or where that looks unlike any other.
        """
        while key.startswith("{") and key.endswith("}"):
            key = key[1:-1]
        plain, _, mark = key.partition("#")
        face = self.faces.get(key, mark)
        alike = any(other != key and other.partition("#")[0] == plain for other in self.faces)
        if alike and face == PLAIN:
            return plain
        command = FACES.get(face, "") if alike or mark or face in SHAPED else ""
        stem = plain[: min((at for at in map(plain.find, "_^") if at > 0), default=len(plain))]
        letter = stem if stem.count("{") == stem.count("}") else plain
        return f"\\{command}{{{letter}}}{plain[len(letter) :]}" if command else plain

    @property
    def united(self) -> dict[str, str]:
        """For every size that is assumed to equal another the name that both go by."""
        names: dict[str, str] = {}
        for assumption in self.assumptions:
            match assumption.condition:
                case Compare(Comparison.EQUAL, SizeValue(size=one), SizeValue(size=other)):
                    kept, gone = names.get(one, one), names.get(other, other)
                    if kept != gone:
                        names = {old: kept if new == gone else new for old, new in names.items()} | {gone: kept}
        return names


@dataclass(frozen=True, slots=True)
class Statement:
    """One equation that can be judged: `left` = `right` for every value of the free indices.

    `ranges` gives the size each free index runs to, from 1. `condition` restricts them (`i ≠ j`). With `remainder`
    (a variable and a power k) the claim is `left = right + O(variable^k)`.
    """

    left: Term
    right: Term
    ranges: Mapping[str, Size] = field(default_factory=dict)
    condition: Condition | None = None
    remainder: tuple[str, int] | None = None
