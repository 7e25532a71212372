r"""One assumption that may be missing: the condition it is, and what an author writes behind `assume`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from derive.judging.symbols.printing import entry
from derive.meaning.claims import Claim
from derive.meaning.scope import Assumption, Scope
from derive.meaning.terms import (
    Cases,
    Compare,
    Comparison,
    Condition,
    Constant,
    Every,
    Fold,
    Folding,
    Index,
    Item,
    MatMul,
    Power,
    Quantity,
    Size,
    SizeValue,
    Table,
    Term,
    Transpose,
)

ONE, ZERO = (Constant(Fraction(value)) for value in (1, 0))
LETTERS = "ijklpq"
PLACES = ("p°", "q°")
"""The bound indices of a unit matrix."""
SINGLE = re.compile(r"_\{(\w)\}")
Ranges = Mapping[str, Size]


@dataclass(frozen=True, slots=True)
class Candidate:
    r"""An assumption in LaTeX, and the condition that it states about the quantity `name` for all indices in `ranges`.

    Where there is no name it restricts the claim's own free indices. `sampled` says the same entry by entry, where
    that makes it easier to find values; `weaker` is tried in its place once it is known to be enough.
    """

    latex: str
    condition: Compare
    name: str = ""
    ranges: Ranges = field(default_factory=dict)
    sampled: Candidate | None = None
    weaker: Candidate | None = None

    @property
    def is_equation(self) -> bool:
        """Whether it fixes values of quantities; an inequality only leaves some out."""
        return self.condition.comparison is Comparison.EQUAL and not isinstance(self.condition.left, SizeValue)


def assumed(claim: Claim, group: tuple[Candidate, ...]) -> Claim:
    """A claim under further assumptions."""
    statement, scope = claim.statement, claim.scope
    places: list[Condition] = [candidate.condition for candidate in group if not candidate.name]
    if statement.condition is not None and places:
        places.insert(0, statement.condition)
    if places:
        statement = replace(statement, condition=places[0] if len(places) == 1 else Every(tuple(places)))
    more = [Assumption(each.condition, each.ranges, each.latex) for each in group if each.name]
    return replace(claim, statement=statement, scope=scope.under(*more))


def distinct(one: str, other: str) -> Candidate:
    """Two free indices that are not equal."""
    return Candidate(rf"{one} \ne {other}", Compare(Comparison.UNEQUAL, Index(one), Index(other)))


def positive(name: str, scope: Scope) -> Candidate:
    """A number, or every entry, greater than 0; weaker, not less than 0."""
    place, text, ranges = _entry(name, scope)
    weaker = Candidate(rf"{text} \ge 0", Compare(Comparison.AT_LEAST, place, ZERO), name, ranges)
    return Candidate(f"{text} > 0", Compare(Comparison.GREATER, place, ZERO), name, ranges, weaker=weaker)


def total(name: str, axis: int, value: Constant, scope: Scope) -> Candidate:
    """The entries along an axis of an array, added up."""
    place, text, ranges = _entry(name, scope)
    letter = list(ranges)[axis % len(ranges)]
    size = ranges[letter]
    high: Term = SizeValue(size) if isinstance(size, str) else Constant(Fraction(size))
    condition = Compare(Comparison.EQUAL, Fold(Folding.SUM, letter, ONE, high, place), value)
    rest = {other: end for other, end in ranges.items() if other != letter}
    return Candidate(rf"\sum_{letter} {text} = {value.value}", condition, name, rest)


def symmetric(name: str, scope: Scope) -> Candidate:
    """A square matrix that is its transpose."""
    whole = _whole(name, scope)
    place, text, ranges = _entry(name, scope)
    assert isinstance(place, Item)
    entries = Compare(Comparison.EQUAL, place, Item(whole, place.column, place.row))
    turned = Compare(Comparison.EQUAL, Transpose(whole, shape=whole.shape), whole)
    said = scope.spelling(name)
    return Candidate(rf"{_grouped(said)}^\top = {said}", turned, name, sampled=Candidate(text, entries, name, ranges))


def idempotent(name: str, scope: Scope) -> Candidate:
    """A square matrix that is its own square."""
    whole = _whole(name, scope)
    square = MatMul(whole, whole, shape=whole.shape)
    said = scope.spelling(name)
    return Candidate(f"{said} {said} = {said}", Compare(Comparison.EQUAL, square, whole), name)


def orthonormal(name: str, scope: Scope) -> Candidate:
    """A matrix the columns of which have length 1 and stand at right angles."""
    whole = _whole(name, scope)
    rows, columns = whole.shape
    product = MatMul(Transpose(whole, shape=(columns, rows)), whole, shape=(columns, columns))
    same = Compare(Comparison.EQUAL, Index(PLACES[0]), Index(PLACES[1]))
    unit = Table(Cases(((ONE, same), (ZERO, None))), *PLACES, shape=(columns, columns))
    said = scope.spelling(name)
    return Candidate(rf"{_grouped(said)}^\top {said} = I", Compare(Comparison.EQUAL, product, unit), name)


def mask(name: str, scope: Scope) -> Candidate:
    """An array of zeros and ones."""
    place, text, ranges = _entry(name, scope)
    square = Power(place, Constant(Fraction(2)))
    base = f"({text})" if "^" in text else text
    return Candidate(f"{base}^2 = {text}", Compare(Comparison.EQUAL, square, place), name, ranges)


def equal_sizes(one: str, other: str) -> Candidate:
    """Two sizes that are one."""
    return Candidate(f"{one} = {other}", Compare(Comparison.EQUAL, SizeValue(one), SizeValue(other)), one)


def _grouped(name: str) -> str:
    """A name that takes a mark above."""
    return f"({name})" if "^" in name or "_" in name else name


def _whole(name: str, scope: Scope) -> Quantity:
    return Quantity(name, shape=scope.shapes[name])


def _entry(name: str, scope: Scope) -> tuple[Term, str, dict[str, Size]]:
    """Any entry of a quantity, its LaTeX, and how far its indices run, the row's first; a number is itself."""
    whole = _whole(name, scope)
    if whole.shape == ():
        return whole, scope.spelling(name), {}
    axes = [size for size in whole.shape if size != 1] or [whole.shape[1]]
    order = LETTERS if len(axes) == 2 else LETTERS[1:]
    free = [letter for letter in order if letter not in scope.shapes and letter not in scope.sizes]
    ranges = dict(zip(free, axes, strict=False))
    letters = iter(ranges)
    row, column = (next(letters) if size != 1 else "" for size in whole.shape)
    places: list[Term] = [Index(letter) if letter else ONE for letter in (row, column)]
    text = SINGLE.sub(r"_\1", entry(name, scope, row, column))
    small, base = text.split("_")[0], name.split("^")[0]
    if small != base and small in scope.shapes:
        text = text.replace(small, base, 1)
    return Item(whole, places[0], places[1]), text, ranges
