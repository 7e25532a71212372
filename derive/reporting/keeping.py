"""Words of a page that stay on one line."""

from __future__ import annotations

import re

COUNTED = re.compile(r"(?<=\d) (?=[^\W\d_])")


def unbroken(text: str) -> str:
    """Text in which no line ends between a number and what it counts, as in `4 conventions`."""
    return COUNTED.sub("\u00a0", text)
