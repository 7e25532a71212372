"""Which names a document has declared so far, and how a written name is found among them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from fractions import Fraction

from derive.reading.grammar.digits import Lengths
from derive.reading.source import Span
from derive.reading.syntax import Name
from derive.reading.tokens import Kind, Token

STEM = re.compile(r"((?:\\[a-z]+\{)*)([A-Za-z](?![A-Za-z])|\\[a-z]+(?![a-z{]))")
"""The accents of a spelling, and its letter or Greek command."""
GREEK = frozenset(
    "\\" + name
    for name in (
        "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho varrho "
        "sigma varsigma tau upsilon phi varphi chi psi omega omicron Gamma Delta Theta Lambda Xi Pi Sigma Upsilon "
        "Phi Psi Omega ell nabla"
    ).split()
)
COMMON = frozenset({"e", "I", "d", "O", r"\pi", r"\delta"})
"""Letters that mean something without a declaration."""


def is_letter(token: Token) -> bool:
    """Whether a token is one letter, Latin or Greek."""
    return token.kind is Kind.LETTER or token.text in GREEK


class Sort(Enum):
    """What kind of thing a name is; its shape is not known while reading."""

    SIZE = auto()
    QUANTITY = auto()
    FUNCTION = auto()


@dataclass(frozen=True, slots=True)
class Known:
    """A declared name. `key` tells it from all others; `plain` is its spelling without typeface.

    `lengths` are those of its axes where the declaration tells, `None` for one with a name of its own; none of a
    function that is written with its argument. `entries`
    are the spellings of single entries that are defined; `level` is the section in which it was introduced, `shape`
    the spelling of its declared shape, `values` are what it, or an entry of it, was said to be one of. Of one that is
    `assumed` a condition speaks.
    """

    key: str
    plain: str
    face: str
    sort: Sort
    defined: bool
    span: Span
    lengths: Lengths | None = None
    entries: frozenset[str] = frozenset()
    level: int = 0
    shape: str = ""
    values: frozenset[Fraction] = frozenset()
    assumed: bool = False

    @property
    def axes(self) -> int | None:
        """The number of its axes where that is known, 1 of a row or a column."""
        if self.lengths is None:
            return None
        return 1 if 1 in self.lengths else len(self.lengths)

    @property
    def implied(self) -> bool:
        """Whether it stands for the array whose entries a lower-case letter defines, and is not declared itself."""
        letter = self.key.strip("{}").partition("#")[0]
        return capital(letter) == self.plain != letter

    @property
    def is_number(self) -> bool:
        """Whether it is declared or defined as a number."""
        return self.sort is Sort.QUANTITY and self.lengths == ()

    @property
    def sized(self) -> bool:
        """Whether its declared shape names a size, so that it is no single number."""
        return self.sort is Sort.QUANTITY and Name.__name__ in self.shape

    @property
    def introduced(self) -> str:
        """What its author did with it."""
        return "defined" if self.defined and self.sort is not Sort.SIZE else "declared"


@dataclass(frozen=True, slots=True)
class Names:
    """All declared names, by spelling without typeface. Adding one makes a new table.

    A shape declared for a name that is defined at the same `level`, or anywhere while `restating`, leaves it defined.
    What has one axis stands as a column or, with `rows`, as a row. An index in brackets above one of the `samples`, as
    they are spelled, is one below. The letters in `indexing` stand in an index somewhere in the document.
    """

    known: Mapping[str, tuple[Known, ...]] = field(default_factory=dict)
    level: int = 0
    restating: bool = False
    rows: bool = False
    samples: frozenset[str] = frozenset()
    indexing: frozenset[str] = frozenset()

    def find(self, plain: str, face: str) -> Known | None:
        """The name of this spelling; typefaces matter only where two names differ by nothing else."""
        candidates = self.known.get(plain, ())
        if len(candidates) == 1:
            return candidates[0]
        exact = [known for known in candidates if known.face == face]
        return exact[0] if exact else None

    def is_size(self, plain: str, face: str) -> bool:
        """Whether a spelling is that of a declared size."""
        known = self.find(plain, face)
        return known is not None and known.sort is Sort.SIZE

    def key_for(self, plain: str, face: str, apart: bool) -> str:
        """The key for a name about to be declared; `apart` tells it from one of another typeface."""
        candidates = self.known.get(plain, ())
        for known in candidates:
            if known.face == face or not apart:
                return known.key
        return plain if not candidates else f"{plain}#{face or 'plain'}"

    def adding(self, known: Known) -> Names:
        """The table with one more name; one of the same key or typeface is replaced."""
        others = tuple(k for k in self.known.get(known.plain, ()) if known.key != k.key and known.face != k.face)
        return replace(self, known={**self.known, known.plain: (*others, known)})

    def assuming(self, keys: Set[str]) -> Names:
        """The table that knows of which quantities something is assumed."""
        known = {
            plain: tuple(replace(k, assumed=k.assumed or (k.key in keys and k.sort is Sort.QUANTITY)) for k in group)
            for plain, group in self.known.items()
        }
        return replace(self, known=known)

    def without(self, key: str) -> Names:
        """The table without a name."""
        kept = {plain: tuple(each for each in group if each.key != key) for plain, group in self.known.items()}
        return replace(self, known={plain: group for plain, group in kept.items() if group})

    def apart(self, plain: str, face: str) -> Names:
        """The table in which a name is its own, and not the array of which another one has the entries."""
        known = self.find(plain, face)
        if known is None or not known.implied:
            return self
        return replace(self, known={**self.known, plain: tuple(k for k in self.known[plain] if k is not known)})

    def keeps(self, plain: str, face: str, key: str) -> bool:
        """Whether a name stays defined when its shape is declared here; one of another typeface has another key."""
        known = self.find(plain, face)
        if known is None or known.key != key or not known.defined:
            return False
        return self.restating or known.level == self.level

    def hides(self, plain: str, face: str, shape: str = "") -> bool:
        """Whether a declaration or definition here hides a name of an outer section, rather than restating it."""
        known = self.find(plain, face)
        if known is None or known.level == self.level or self.restating:
            return False
        return known.defined or known.assumed or bool(shape and shape != known.shape)

    def all(self) -> list[Known]:
        """Every name."""
        return [known for group in self.known.values() for known in group]


@dataclass(frozen=True, slots=True)
class Written:
    """A name as written: a letter with its primes, what stands below it and what stands above it."""

    base: str
    face: str
    primes: int
    below: tuple[Token, ...]
    above: tuple[Token, ...]
    span: Span

    def plain(self, primes: bool, below: bool, above: bool) -> str:
        """The spelling with the chosen decorations as part of the name."""
        text = self.base + ("'" * self.primes if primes else "")
        text += f"_{braced(spell(self.below))}" if below and self.below else ""
        return text + (f"^{braced(spell(self.above))}" if above and self.above else "")


def capital(spelling: str) -> str:
    """The spelling of the array whose entries a lower-case letter writes; its accents, primes and labels stay."""
    stem = STEM.match(spelling)
    if stem is None:
        return spelling
    accents, letter = stem.groups()
    upper = letter[:2].upper() + letter[2:] if letter.startswith("\\") else letter.upper()
    return accents + upper + spelling[stem.end() :]


def braced(label: str) -> str:
    """A label as LaTeX writes it, in braces where it is more than one character."""
    return label if len(label) == 1 else f"{{{label}}}"


def spell(tokens: Sequence[Token]) -> str:
    """One spelling for all ways of writing a label: without typefaces, braces and spaces."""
    parts: list[str] = []
    for token in tokens:
        if token.text in "{}" and token.kind is Kind.SYMBOL:
            continue
        if parts and parts[-1].startswith("\\") and parts[-1][-1].isalpha() and token.text[:1].isalpha():
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)
