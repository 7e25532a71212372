"""The verdicts, and what each of them can show for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import NoReturn

from derive.meaning.claims import Claim
from derive.meaning.terms import is_number, numbered, spelled

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


TRUE = (Kind.PROVED, Kind.CONVENTION)
FALSE = (Kind.REFUTED, Kind.CONDITIONAL)
"""The verdicts on what holds as it stands, and on what does not."""


class Convention(Enum):
    """By what a claim may be true: how derivatives lie, a spread array, a value at a kink, a factor of a definition."""

    LAYOUT = "layout"
    BROADCAST = "broadcast"
    KINK = "kink"
    FACTOR = "factor"


@dataclass(frozen=True, slots=True)
class AllSizes:
    """The scope of a proof for every size; `least` has the sizes, each with the least value that it may have."""

    least: Sizes = field(default_factory=dict)


NO_ENTRY = "–"
"""What stands for an entry of a side that has no value there, or of which a claim says nothing."""


def closed(text: str) -> str:
    """A message as a sentence: with a full stop, where it has no sign of its own at its end."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def assigned(sizes: Sizes) -> str:
    """Sizes with their values, `n=2, m=3`; `64→2` where a length that is a number has another one."""
    return ", ".join(
        f"{spelled(name)}→{value}" if is_number(name) else f"{name}={value}" for name, value in told(sizes).items()
    )


def told(sizes: Sizes) -> Sizes:
    """Sizes without those that are numbers and have the length that they are."""
    return {name: value for name, value in sizes.items() if name != numbered(value)}


def names(least: Sizes) -> str:
    """The sizes for which something holds: `n ≥ 2, m`."""
    return ", ".join(name if low == 1 else f"{name} ≥ {low}" for name, low in least.items())


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
class Correction:
    """The smallest change that makes a false claim true, itself proved.

    `source` is the whole claim in the author's LaTeX with the change made; the change stands in it from `start` to
    `end` (equal where something was left out). `fragment` is the part to show behind "did you mean", `change` says in
    words what was done.
    """

    source: str
    start: int
    end: int
    fragment: str
    change: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The right side that was asked for.

    `source` is the whole claim in the author's LaTeX with the answer in place of `?`, `fragment` the answer alone,
    `claim` what that means, and `shown` the answer without the author's own commands.
    """

    source: str
    fragment: str
    claim: Claim = field(repr=False, compare=False)
    shown: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Variants:
    """Wrong variants of a proved claim: how many were tried, refuted, and shown to be equal after all.

    `kinds` names the kinds of changes among them, `survivors` the LaTeX of those that neither befell.
    """

    tried: int
    refused: int
    equal: int
    kinds: tuple[str, ...] = ()
    survivors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What is taken for a derivative at a kink.

    `place` is the kink as LaTeX, `value` the value there, where it is one number. `share` says how far it lies from
    the slope below the kink (0) towards the slope above it (1); an irrational one is rounded away from them. `slopes`
    has both, where they are numbers. Where a single free quantity is 0 at the kink, `ratio` has them with the one above
    as 1, or else the one below: it tells the kink of one function from another's. The value is `stray` where the slopes
    on both sides agree, and it is not theirs: then there may be no kink at all.
    """

    place: str
    value: Fraction | None
    share: Fraction
    ratio: tuple[Fraction, Fraction] | None = None
    slopes: tuple[Fraction, Fraction] | None = None
    stray: bool = False

    @property
    def is_outside(self) -> bool:
        """Whether the value is not between the slopes, so that it is no subgradient."""
        return not 0 <= self.share <= 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a derivation: a side as LaTeX, and why it equals the line before. The first has no reason."""

    latex: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one claim. It has no truth value: match on `kind`.

    `scope` tells for which sizes it is proved, `compared` at which sizes `entries` entries were found equal, `points`
    at how many chance points modulo primes both sides are; 0 where these do not model the claim. `answer` is what was
    asked for by `?`, and all else is then said of the claim with the answer in it. `choices` are the values that it
    gives to derivatives at kinks; `leans` are the ids of the claims on which the derivation rests. `defect` says how
    this program contradicts itself or where it stopped; nothing is decided then.
    """

    kind: Kind
    message: str
    scope: AllSizes | tuple[Sizes, ...] = ()
    entries: int = 0
    counterexample: Counterexample | None = None
    correction: Correction | None = None
    assumption: str | None = None
    excludes: tuple[str, ...] = ()
    sample: Sample | None = None
    compared: tuple[Sizes, ...] = ()
    points: int = 0
    conventions: tuple[Convention, ...] = ()
    variants: Variants | None = None
    derivation: tuple[Line, ...] = ()
    leans: tuple[str, ...] = ()
    answer: Answer | None = None
    choices: tuple[Choice, ...] = ()
    defect: str = ""

    @property
    def settles_values(self) -> bool:
        """Whether the right side is proved to be the value of the left, but for one chosen at a kink."""
        by_kink = self.kind is Kind.CONVENTION and set(self.conventions) == {Convention.KINK}
        return self.kind is Kind.PROVED or by_kink

    def __bool__(self) -> NoReturn:
        raise TypeError(f"a verdict has no truth value; compare its kind, which is {self.kind}")
