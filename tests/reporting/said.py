"""What a judgement says in words, and what of it another language leaves in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from derive.judging.results import Judged, Judgement
from derive.reporting import wording
from derive.reporting.data import totals
from derive.reporting.language import WHOLE, Language
from derive.reporting.text import facts

Said = tuple[str, str]
"""A text, and the kind of phrase that it is."""

OWN = re.compile(r"`[^`]*`|\$[^$]*\$|「[^」]*」|\\[a-zA-Z]+")
"""What stays as it is: code, formulas, and the author's words."""
ENGLISH_WORDS = re.compile(r"(?<!\w)[a-z]{2,}[ ,]+[a-z]{2,}(?!\w)")


def said(judgement: Judgement) -> Iterator[Said]:
    """Every text about a document that is not its author's."""
    yield from ((text, WHOLE) for text in wording.overview(totals([judgement])))
    yield from ((found.message, WHOLE) for found in judgement.findings)
    for item in judgement.items:
        yield from ((text, WHOLE) for text in _sentences(item) if text)
        yield from ((text, "fact") for text in facts(item))
        yield from ((line.reason, "reasons") for line in item.verdict.derivation if line.reason)
        if item.verdict.correction is not None:
            yield item.verdict.correction.change, "change"


def _sentences(item: Judged) -> Iterator[str]:
    verdict = item.verdict
    yield verdict.kind.value
    if not wording.is_authored(item):
        yield verdict.message
    yield from item.readings
    yield from (wording.compared(verdict), wording.checks(verdict), wording.unsaid(verdict), wording.expectation(item))
    if verdict.counterexample is not None:
        yield wording.absent(verdict.counterexample)
    shown = wording.sides(verdict)
    yield shown.heading if shown is not None else ""


def untranslated(texts: Iterable[Said], language: Language) -> list[str]:
    """The texts that a language cannot say, and those of which it leaves English words."""
    return [
        text for text, kind in dict.fromkeys(texts)
        if not language.knows(text, kind) or ENGLISH_WORDS.search(OWN.sub("", language.say(text, kind)))
    ]
