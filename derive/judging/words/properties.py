r"""The words by which running text assumes something, and what an author writes behind `assume` for them.

A row of `PROPERTIES` is one property; a new one is a row here, and its words in `reporting/languages`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

Way = tuple[str, ...]
"""Conditions that hold together."""
Ways = tuple[Way, ...]
"""What words may mean; nothing where it takes more than conditions to say so."""

ONE = r"(?:one|unity|1|\$1\$)"
ZERO = r"(?:zero|0|\$0\$)"
HAS = r"(?:has|have|having|with|of)"
SUMS = r"(?:all )?(?:sum|sums|summing|add|adds|adding)(?: up)? to"
REGULAR = ("{A} = I", "{A} = 2 I")
"""Some matrices that are symmetric, triangular, positive definite and invertible."""
INVERTIBLE = (*REGULAR, r"({A})^\top {A} = I")


class Phrase(Enum):
    """How a property is said: “A is symmetric” and “symmetric A”, “the $t_i$ sum to one”, “the symmetry of A”."""

    SAID = auto()
    TELLS = auto()
    NOUN = auto()


@dataclass(frozen=True)
class Property:
    r"""A property in words, and the conditions that say the same.

    `words` go on from “$A$ is”; `paired` does where it is one of A and another, `{B}`. The patterns are of what is
    `said` as in “A is symmetric” and “symmetric A”, of what `tells` behind names, as in “sum to one”, and of the `noun`
    in “the symmetry of A”. Conditions are written for `each` vector, row or column, of an entry `{x}` and the index
    `{k}` along it; else for a whole `matrix`, its `rows`, its `columns`, a `pair`, or `any` array, whose name is `{A}`,
    in brackets where these would be needed, with the indices `{i}` and `{j}` and the sizes `{n}` and `{m}`. Of what has
    none of these the words say nothing. What is false in one of the `cases` of a matrix is false with the words too.
    """

    words: str
    said: str = ""
    tells: str = ""
    noun: str = ""
    each: Ways = ()
    matrix: Ways | None = None
    rows: Ways = ()
    columns: Ways = ()
    any: Ways = ()
    pair: Ways = ()
    paired: str = ""
    cases: Way = ()

    @cached_property
    def patterns(self) -> Mapping[Phrase, re.Pattern[str]]:
        """What is looked for in a sentence."""
        texts = zip(Phrase, (self.said, self.tells, self.noun), strict=True)
        return {phrase: _pattern(text) for phrase, text in texts if text}

    def of(self, axes: int, part: str = "") -> Ways | None:
        """The conditions on a number, a vector or a matrix, or on its `part`; nothing where it is not said of such."""
        if self.any:
            return self.any
        if axes == 1 and self.each:
            return _along(self.each, "{A}_{i}", "{i}")
        if axes < 2:
            return None
        rows = self.rows or _along(self.each, "{A}_{{i}{j}}", "{j}")
        columns = self.columns or _along(self.each, "{A}_{{i}{j}}", "{i}")
        whole = self.matrix if self.matrix is not None else (*rows, *columns) or None
        return {"row": rows, "column": columns}.get(part) or whole


def _along(ways: Ways, entry: str, index: str) -> Ways:
    return tuple(tuple(each.replace("{x}", entry).replace("{k}", index) for each in way) for way in ways)


def _pattern(text: str) -> re.Pattern[str]:
    text = text.replace("[ -]?", r"[\s-]*").replace("[ -]", r"[\s-]+").replace(" ", r"\s+")
    return re.compile(rf"(?<![\w-])(?:{text})(?!\w|-\w)", re.IGNORECASE)


PROPERTIES: tuple[Property, ...] = (
    Property("symmetric", r"symmetric(?:al)?|self-adjoint", noun="symmetry", matrix=((r"({A})^\top = {A}",),)),
    Property(
        "skew-symmetric", "(?:skew|anti)[ -]?symmetric(?:al)?", noun="(?:skew|anti)-?symmetry",
        matrix=((r"({A})^\top = -{A}",),),
    ),
    Property(
        "orthogonal", "(?:mutually |pairwise )?(?:orthogonal|perpendicular)|unitary", noun="orthogonality",
        matrix=((r"({A})^\top {A} = I",),), pair=((r"\langle {A}, {B} \rangle = 0",),), paired="orthogonal to ${B}$",
    ),
    Property(
        "orthonormal", "orthonormal", noun="orthonormality",
        matrix=((r"({A})^\top {A} = I",),), rows=((r"{A} ({A})^\top = I",),), columns=((r"({A})^\top {A} = I",),),
        pair=((r"\langle {A}, {B} \rangle = 0", r"\|{A}\|^2 = 1", r"\|{B}\|^2 = 1"),),
        paired="orthonormal with ${B}$",
    ),
    Property(
        "one with orthonormal columns", tells=f"{HAS} orthonormal columns", matrix=((r"({A})^\top {A} = I",),)
    ),
    Property("one with orthonormal rows", tells=f"{HAS} orthonormal rows", matrix=((r"{A} ({A})^\top = I",),)),
    Property(
        "of unit length", "unit (?:[a-z]+ )?vectors?|unit[ -](?:norm|length)",
        f"{HAS} (?:unit (?:norm|length)|(?:norm|length) {ONE})|(?:lies?|lying)? ?on the unit (?:sphere|circle)",
        each=((r"\sum_{k} {x}^2 = 1",),),
    ),
    Property(
        "normalised", "normali[sz]ed", noun="normali[sz]ation", each=((r"\sum_{k} {x}^2 = 1",), (r"\sum_{k} {x} = 1",))
    ),
    Property(
        "one whose entries sum to 1", "(?:row[ -])?stochastic", f"{SUMS} {ONE}", each=((r"\sum_{k} {x} = 1",),)
    ),
    Property("column-stochastic", "column[ -]stochastic", matrix=((r"\sum_{i} {A}_{{i}{j}} = 1",),)),
    Property(
        "a probability distribution",
        "(?:probability|stochastic) (?:vectors?|distributions?)|(?:discrete |categorical )?distributions?",
        "(?:lies?|lying|is|are)? ?(?:in|on) the (?:probability |standard |unit )?simplex",
        each=((r"{x} \ge 0", r"\sum_{k} {x} = 1"),),
    ),
    Property(
        "doubly stochastic", "doubly[ -]stochastic",
        matrix=((r"\sum_{j} {A}_{{i}{j}} = 1", r"\sum_{i} {A}_{{i}{j}} = 1"),),
    ),
    Property("one-hot", "one[ -]hot(?:[ -]encoded| encodings?)?", each=((r"{x}^2 = {x}", r"\sum_{k} {x} = 1"),)),
    Property("binary", "binary|zero-one|0/1", any=((r"{A} \odot {A} = {A}",), ("({A})^2 = {A}",))),
    Property(
        "of mean zero", "(?:mean[ -])?cent(?:er|re)d|zero[ -]mean",
        f"{HAS} (?:zero mean|mean {ZERO})|{SUMS} {ZERO}", each=((r"\sum_{k} {x} = 0",),),
    ),
    Property("idempotent", "idempotent", noun="idempotency|idempotence", matrix=(("{A} {A} = {A}",),)),
    Property("an involution", "involutory|involutions?", matrix=(("{A} {A} = I",),)),
    Property(
        "a projection", "project(?:ions?|ors?)(?: matri(?:x|ces))?",
        matrix=(("{A} {A} = {A}",), (r"({A})^\top = {A}", "{A} {A} = {A}")),
    ),
    Property(
        "an orthogonal projection", "orthogonal project(?:ions?|ors?)(?: matri(?:x|ces))?",
        matrix=((r"({A})^\top = {A}", "{A} {A} = {A}"),),
    ),
    Property("block diagonal", "block[ -]diagonal|bidiagonal|tridiagonal|banded", matrix=(), cases=REGULAR),
    Property("diagonal", "diagonal", matrix=((r"{A} = {A} \odot I",),)),
    Property("triangular", "(?:lower |upper )?triangular", matrix=(), cases=REGULAR),
    Property("positive definite", "positive[ -]definite|SPD", noun="positive definiteness", matrix=(), cases=REGULAR),
    Property("positive semidefinite", "positive[ -]semi-?definite|PSD", matrix=(), cases=REGULAR),
    Property("invertible", "invertible|non-?singular", noun="invertibility", matrix=(), cases=INVERTIBLE),
    Property("of full rank", f"{HAS} full (?:row |column )?rank", matrix=(), cases=INVERTIBLE),
    Property("square", "square", matrix=(("{n} = {m}",),)),
    Property("positive", "(?:strictly )?positive", noun="positivity", any=(("{A} > 0",),)),
    Property("negative", "(?:strictly )?negative", any=(("{A} < 0",),)),
    Property("nonnegative", "non-?negative", noun="non-?negativity", any=((r"{A} \ge 0",),)),
    Property("nonzero", "non-?zero", any=((r"{A} \ne 0",), (r"\|{A}\|^2 > 0",))),
    Property(
        "one that commutes", tells="(?:both |all )?commut(?:es?|ing)", said="commuting",
        pair=(("{A} {B} = {B} {A}",),), paired="one that commutes with ${B}$",
    ),
)
ORTHOGONAL = next(each for each in PROPERTIES if each.words == "orthogonal")
ANY = re.compile(
    "|".join([r"\\perp", *(each.pattern for row in PROPERTIES for each in row.patterns.values())]), re.IGNORECASE
)
"""What stands in every sentence that says something of this kind."""
