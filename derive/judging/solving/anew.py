"""A false derivative that no small change mends, worked out anew."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from derive.judging.edits.numbers import sieve
from derive.judging.edits.pages import Lost, Page, page
from derive.judging.edits.shown import changed
from derive.judging.limits import TimeOver, limited
from derive.judging.repair import is_left_wrong
from derive.judging.solving.paths import is_derivative
from derive.judging.solving.solve import solved
from derive.judging.verdict import Correction, Verdict
from derive.meaning.claims import Claim, Shapeless
from derive.meaning.meanings import Question
from derive.reading.document import read
from derive.reading.files import macros
from derive.reading.items import Item
from derive.reading.source import Source
from derive.reading.statements import Equation

SECONDS = 10.0
"""Processor time for one derivative."""
SIDE = "right"
CHANGE = "the derivative worked out"


def anew(source: Source, item: Item, judge: Callable[[Claim | Shapeless, float], Verdict]) -> Correction | None:
    """The claim with the right side that its left side has, from its excerpt; `judge` proves it, or it is not offered.

    Nothing where the left side is no derivative, or where a chain goes on behind the right one, or began with it.
    """
    try:
        before = page(source, item)
        asked = _asked(before)
    except Lost:
        return None
    if asked is None or not isinstance(asked.claim.meaning, Question):
        return None
    question = asked.claim.meaning.asked
    if not is_derivative(question.statement.left):
        return None

    def decide(after: Page) -> Verdict:
        meaning = after.claim.meaning
        assert isinstance(meaning, Claim)
        return judge(meaning, SECONDS)

    answer = solved(question, asked, decide, SECONDS).answer
    if answer is None:
        return None
    known, place = macros.find(source), item.span.start
    corrected, fragment = (macros.written(text, known, place) for text in (answer.source, answer.fragment))
    span = changed(before.claim.item.source, corrected)
    return Correction(corrected, span.start, span.end, fragment, f"{CHANGE}, on the {SIDE} side")


def _asked(before: Page) -> Page | None:
    """The page with a question mark for the right side of its claim."""
    equation = before.claim.item.statement
    if not isinstance(equation, Equation):
        return None
    with suppress(TimeOver), limited(SECONDS) as clock:
        if is_left_wrong(before, equation, sieve(), clock):
            return None
    span, text = before.pen.place(equation.right), before.text
    return Page(read(replace(before.document.source, text=f"{text[: span.start]}?{text[span.end :]}")), before.number)
