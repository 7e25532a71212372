r"""A derivation as an alignment in LaTeX: `\lead{left} &= formula && \reason{why} \\`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derive.reporting.breaking import rows
from derive.reporting.measuring import width

LINE = 42.0
"""The em in a line of the page, less the sign before a formula."""
COLUMN = 22.0
"""The em that a formula may take where its reason stands beside it, with what stands before its sign."""
LEFT = 8.0
"""The em of what shares its line with the first step."""


def alignment(formulas: Sequence[str], reasons: Sequence[str]) -> str:
    """Formulas below each other, each with the reason why it equals the one before; the first has none."""
    first, *steps = formulas
    left = width(first)
    shares = bool(steps) and left <= LEFT and width(steps[0]) <= COLUMN - left
    lines = [] if shares else list(_alone(first))
    taken, near = (left, 1) if shares else (0.0, 0)
    for number, (formula, reason) in enumerate(zip(steps, reasons[1:], strict=True)):
        if lines:
            lines[-1] += r" \\*" if number in (near, len(steps) - 1) else r" \\"
        lead = rf"\lead{{{first}}} " if shares and number == 0 else ""
        lines += _step(lead, formula, reason, taken)
    return "\n".join([r"\begin{align*}", *lines, r"\end{align*}"])


def _alone(formula: str) -> Iterator[str]:
    """What is derived on lines of its own."""
    *before, last = rows(formula, LINE)
    starts = ["&", *[r"&\qquad"] * len(before)]
    for start, row in zip(starts, before, strict=False):
        yield rf"{start} \start{{{row}}} \\*"
    yield rf"{starts[-1]} \start{{{last}}}"


def _step(lead: str, formula: str, reason: str, taken: float) -> Iterator[str]:
    r"""The rows of one step. Its reason stands beside the last one, or below where that is too wide."""
    *before, last = rows(formula, LINE - taken)
    starts = ["&=", *[r"&\qquad"] * len(before)]
    for start, row in zip(starts, before, strict=False):
        yield rf"{start} \wide{{{row}}} \\*"
    if lead:
        yield rf"{lead}&= \slot{{{last}}} && \reason{{{reason}}}"
    elif width(last) <= COLUMN - taken:
        yield rf"{starts[-1]} \slot{{{last}}} && \reason{{{reason}}}"
    else:
        yield rf"{starts[-1]} \wide{{{last}}} \\*"
        yield rf"& \below{{{reason}}}"
