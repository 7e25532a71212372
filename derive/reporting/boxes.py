"""Formulas in boxes of their own, which scroll sideways where they must, so that the page never does."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from derive.reporting.mathml import inside
from derive.reporting.measuring import measured

WIDE = 13.0
"""The em from which on a formula may be wider than a phone."""
SIZE = 1.03
"""The em of a formula in those of the text around it, less by how much widths are estimated too large."""


def display(latex: str, label: str, screen: str = "") -> Markup:
    """A formula on its own line; its source where it cannot be set. `screen` is `broad` or `narrow`, or nothing."""
    body = inside(latex)
    if body is None:
        return Markup('<pre class="source" tabindex="0" role="group" aria-label="{}">{}</pre>').format(label, latex)
    return formula_box(Markup('<math display="block">{}</math>').format(body), label, measured(body), screen)


def formula_box(markup: Markup, label: str, width: float, screen: str = "") -> Markup:
    """What is about so many em wide in a box; a wide one can be reached by keyboard, and is made a little smaller.

    What is still too wide then scrolls. On paper, where nothing does, it is made as small as it must be.
    """
    classes = f"formula {screen}".rstrip()
    if width <= WIDE:
        return Markup('<div class="{}">{}</div>').format(classes, markup)
    return Markup('<div class="{}" tabindex="0" role="group" aria-label="{}" style="--em: {}">{}</div>').format(
        classes, label, round(SIZE * width, 1), markup
    )


def several(kind: str, formulas: Sequence[Markup], label: str) -> Markup:
    """Formulas, as MathML, that stand beside each other where there is room, in one box."""
    maths = Markup(" ").join(Markup("<math>{}</math>").format(formula) for formula in formulas)
    body = Markup('<span class="{}">{}</span>').format(kind, maths)
    return formula_box(body, label, max(map(measured, formulas), default=0.0))
