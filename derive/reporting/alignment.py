r"""A derivation as an alignment in LaTeX: `&= formula && \reason{why} \\`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derive.reporting.breaking import rows
from derive.reporting.measuring import width

LINE = 34.0
"""The em in a line of the page, less the sign before a formula."""
COLUMN = 17.6
"""The em that a formula may take where its reason stands beside it."""


def alignment(formulas: Sequence[str], reasons: Sequence[str]) -> str:
    """Formulas below each other, each with the reason why it equals the one before; the first has none."""
    lines = list(_first(formulas[0]))
    for formula, reason in zip(formulas[1:], reasons[1:], strict=True):
        lines[-1] += r" \\"
        lines += _step(formula, reason)
    return "\n".join([r"\begin{align*}", *lines, r"\end{align*}"])


def _first(formula: str) -> Iterator[str]:
    *before, last = rows(formula, LINE)
    starts = ["&", *[r"&\qquad"] * len(before)]
    for start, row in zip(starts, before, strict=False):
        yield rf"{start} \start{{{row}}} \\*"
    yield rf"{starts[-1]} \start{{{last}}}"


def _step(formula: str, reason: str) -> Iterator[str]:
    r"""The rows of one step. Its reason stands beside the last one, or below where that is too wide."""
    *before, last = rows(formula, LINE)
    starts = ["&=", *[r"&\qquad"] * len(before)]
    for start, row in zip(starts, before, strict=False):
        yield rf"{start} \wide{{{row}}} \\*"
    if width(last) <= COLUMN:
        yield rf"{starts[-1]} {last} && \reason{{{reason}}}"
    else:
        yield rf"{starts[-1]} \wide{{{last}}} \\*"
        yield rf"&&& \reason{{{reason}}}"
