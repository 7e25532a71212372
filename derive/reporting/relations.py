"""Formulas in running text, which browsers never break, in pieces between which a line may end."""

from __future__ import annotations

from itertools import pairwise

from derive.reading.grammar.rows import relations
from derive.reading.source import Passage
from derive.reading.tokens import tokenize

BEARING = frozenset({r"\stackrel", r"\overset", r"\xrightarrow"})
"""Commands for a relation that has something above it."""


def at_relations(latex: str) -> list[str]:
    """A formula cut behind those of its relations that stand outside all brackets."""
    tokens = tokenize(Passage(latex, tuple(range(len(latex)))))
    places = [place for place in relations(tokens) if place > 0 and tokens[place].text not in BEARING]
    # Of `=:` the colon belongs to the sign.
    ends = [place + any(token.text == ":" for token in tokens[place + 1 : place + 2]) for place in places]
    cuts = [tokens[end].span.end for end in ends]
    return list(filter(None, (latex[start:end].strip() for start, end in pairwise([0, *cuts, len(latex)]))))
