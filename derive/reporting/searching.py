"""What a claim is found by."""

from __future__ import annotations

from derive.judging.results import Judged
from derive.reporting.plain import unicode_line
from derive.reporting.wording import spoken

LONGEST = 400


def searched(item: Judged) -> str:
    """The formula as LaTeX and as Unicode, the name, the verdict and its message, on one line."""
    latex = " ".join(item.source.split())[:LONGEST]
    formula = unicode_line(item.shown or item.source, LONGEST)
    return " ".join((latex, formula, item.id, item.verdict.kind.value, spoken(item.verdict.message)[:LONGEST]))
