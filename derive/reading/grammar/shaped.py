r"""Sizes in brackets right behind a factor, `X W (N, M)`: as a rule they tell the shape of what stands before them."""

from __future__ import annotations

from derive.reading.grammar.counts import are_sizes
from derive.reading.grammar.cursor import Cursor
from derive.reading.syntax import Matrix, Node

EITHER = r"these brackets can be a factor or a shape; write `\quad` before a shape, and `\cdot` before a factor"


def refuse_shape(at: Cursor, behind: Node) -> None:
    """Refuse a row of sizes behind a factor."""
    is_bracketed = at.tokens[at.place - 1].text in (")", "]")
    if is_bracketed and isinstance(behind, Matrix) and len(behind.rows) == 1 and are_sizes(behind.rows[0], at.names):
        at.fail(EITHER, behind.span)
