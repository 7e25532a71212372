"""What a claim is found by."""

from __future__ import annotations

from derive.judging.results import Judged
from derive.reporting.language import ENGLISH, Language
from derive.reporting.plain import unicode_line
from derive.reporting.wording import spoken

LONGEST = 400


def searched(item: Judged, language: Language = ENGLISH) -> str:
    """The formula as LaTeX and as Unicode, the name, the verdict and its message in both languages, on one line."""
    latex = " ".join(item.source.split())[:LONGEST]
    formula = unicode_line(item.shown or item.source, LONGEST)
    told = (item.verdict.kind.value, item.verdict.message)
    words = dict.fromkeys((*told, *map(language.say, told)))
    return " ".join((latex, formula, item.id, *(spoken(text)[:LONGEST] for text in words)))
