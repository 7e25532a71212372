r"""Equations in running text, as in “hence $y = x^2$”, which nobody judges; so they are counted."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.clean import FACES
from derive.reading.grammar.cursor import nesting, split
from derive.reading.grammar.rows import relations
from derive.reading.grammar.written import ACCENTS
from derive.reading.tokens import Token

UNCOUNTED = frozenset(("_", "^", "'", "-", "{", "}", *FACES, *ACCENTS))
"""What stands at a sign and is none itself."""


def states(tokens: Sequence[Token]) -> bool:
    """Whether cleaned tokens have an equation that says more than what a letter is, as `i = 1, \\dots, n` does not."""
    return any(_states(part) for part in split(tokens, ","))


def _states(part: Sequence[Token]) -> bool:
    places = [place for place in relations(part) if part[place].text == "="]
    starts, ends = [0, *(place + 1 for place in places)], [*places, len(part)]
    sides = [part[start:end] for start, end in zip(starts, ends, strict=True)]
    return bool(places) and all(sides) and any(not _is_bare(side) for side in sides)


def _is_bare(side: Sequence[Token]) -> bool:
    """Whether a side is one sign, with its typeface, accent, labels, indices and powers."""
    signs, depth, beside = 0, 0, False
    for token in side:
        if not beside and token.text not in UNCOUNTED:
            signs += 1
        depth += nesting(token) if beside else 0
        beside = token.text in ("_", "^") or (beside and depth > 0)
    return signs == 1
