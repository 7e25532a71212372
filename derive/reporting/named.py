"""Names with a subscript in sentences, such as the size `d_k`, as the formulas that they are."""

from __future__ import annotations

import re

KEPT = re.compile(r"\$[^$]+\$|`[^`]*`|\b[A-Za-z]_(?:[A-Za-z0-9]+|\{[A-Za-z0-9]+\})(?![\w({]|[.-]\w)")
"""Formulas and code, which stay as they are, and names."""


def named(text: str) -> str:
    """A sentence with `$…$` around each name that has a subscript."""
    return KEPT.sub(lambda found: found[0] if found[0][0] in "$`" else f"${found[0]}$", text)
