"""Formulas in running text, which browsers never break, in pieces between which a line may end."""

from __future__ import annotations

from itertools import pairwise

from derive.reading.grammar.rows import relations
from derive.reading.source import Passage
from derive.reading.tokens import tokenize


def at_relations(latex: str) -> list[str]:
    """A formula cut before those of its relations that stand outside all brackets."""
    tokens = tokenize(Passage(latex, tuple(range(len(latex)))))
    signs = (place - (tokens[place - 1].text == ":") for place in relations(tokens) if place > 0)
    cuts = [tokens[place].span.start for place in signs if place > 0]
    return [latex[start:end].strip() for start, end in pairwise([0, *cuts, len(latex)])]
