"""The lines of a derivation as a page shows them: broken where they are too wide for it, and sooner on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from derive.judging.verdict import Line
from derive.reporting.boxes import SIZE, display
from derive.reporting.breaking import line
from derive.reporting.mathml import inside
from derive.reporting.measuring import width

BROAD, NARROW = 36.0, 17.0
"""The em in a line on a desk and on a phone."""
LEAD, SPARE = 6.0, 0.6
"""The em of what is derived where the first step shares its line, and what is kept free beside it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a derivation: what stands before its sign, if anything, its formula, and why that is so."""

    lead: Markup
    formula: Markup
    reason: str


def steps(lines: Sequence[Line]) -> list[Step]:
    """The rows of a derivation; the first step stands beside what is derived, where that is short."""
    broad = BROAD - lead(lines)
    found = [Step(Markup(), _formula(each.latex, at, broad), each.reason) for at, each in enumerate(lines, 1)]
    body = inside(lines[0].latex) if lead(lines) else None
    if body is None:
        return found
    return [replace(found[1], lead=Markup('<math display="block">{}</math>').format(body)), *found[2:]]


def lead(lines: Sequence[Line]) -> float:
    """About how many em stand before the sign of each row; none where what is derived has a row of its own."""
    taken = width(lines[0].latex) if len(lines) > 1 and inside(lines[0].latex) is not None else LEAD
    return round(SIZE * taken + SPARE, 1) if taken < LEAD else 0.0


def _formula(latex: str, number: int, broad: float) -> Markup:
    """One line, of which the first is no step; where it is not the same on both, for a desk and for a phone."""
    label = f"line {number} of the derivation"
    desk, phone = (line(latex, limit, number > 1) for limit in (broad, NARROW))
    if desk == phone:
        return display(desk, label)
    return Markup('<div class="broad">{}</div>\n<div class="narrow">{}</div>').format(
        display(desk, label), display(phone, label)
    )
