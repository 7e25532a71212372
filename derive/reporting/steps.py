"""The lines of a derivation as a page shows them: broken where they are too wide for it, and sooner on a phone."""

from __future__ import annotations

from markupsafe import Markup

from derive.reporting.boxes import display
from derive.reporting.breaking import line

BROAD, NARROW = 36.0, 17.0
"""The em in a line on a desk and on a phone."""


def step(latex: str, number: int) -> Markup:
    """One line, of which the first is no step; where it is not the same on both, for a desk and for a phone."""
    label = f"line {number} of the derivation"
    broad, narrow = (line(latex, limit, number > 1) for limit in (BROAD, NARROW))
    if broad == narrow:
        return display(broad, label)
    return Markup('<div class="broad">{}</div>\n<div class="narrow">{}</div>').format(
        display(broad, label), display(narrow, label)
    )
