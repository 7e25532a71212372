"""What a claim is found by."""

from __future__ import annotations

from derive.judging.results import Judged
from derive.reporting.corrected import change
from derive.reporting.language import ENGLISH, Language
from derive.reporting.plain import unicode_line
from derive.reporting.wording import spoken

LONGEST = 400


def searched(item: Judged, language: Language = ENGLISH) -> str:
    """What is looked for in a search, on one line: the formula, the name, and what is found.

    The formula is there as LaTeX, as written and without the author's macros, and as Unicode; what is found, the
    verdict, its message and how it is corrected, in both languages.
    """
    written = dict.fromkeys((_line(item.source), _line(item.shown or item.source)))
    formula = unicode_line(item.shown or item.source, LONGEST)
    correction = item.verdict.correction
    told = (item.verdict.kind.value, item.verdict.message, *((change(correction),) if correction else ()))
    words = dict.fromkeys((*told, *map(language.say, told)))
    return " ".join((*written, formula, item.id, *(spoken(text)[:LONGEST] for text in words)))


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST]
