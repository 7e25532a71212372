"""Every gradient of the shipped documents, asked for: an answer is found, proved, and no longer than the right side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import pytest

from derive.judging.edits.excerpts import excerpt
from derive.judging.edits.numbers import differs
from derive.judging.edits.pages import Page, page
from derive.judging.judge import judge
from derive.judging.solving.solve import solved, weight
from derive.judging.verdict import Kind, Verdict
from derive.meaning.claims import Claim
from derive.meaning.document import understand
from derive.meaning.meanings import Question, Understood
from derive.meaning.terms import Apply, Derivative, Item, Transpose
from derive.meaning.world import Opaque
from derive.pipeline import shipped
from derive.reading.document import read
from derive.reading.grammar.trees import walk
from derive.reading.items import Document
from derive.reading.source import Source
from derive.reading.statements import Equation
from derive.reading.syntax import Entry, Node, Partial

from .asking import question

LEAST = 150
"""Gradients that the shipped documents have at least."""


@dataclass(frozen=True)
class Gradient:
    """A claim about a gradient, and its document."""

    document: Document
    claim: Understood


@cache
def gradients() -> dict[str, Gradient]:
    """The gradients of the shipped documents by the ids of their claims."""
    found = {}
    for source in shipped():
        document = read(source)
        for each in understand(document):
            if is_gradient(each) and not restates(each):
                found[each.item.id] = Gradient(document, each)
    return found


def is_gradient(each: Understood) -> bool:
    """Whether a claim says what a derivative is."""
    if not isinstance(each.meaning, Claim) or not isinstance(each.item.statement, Equation):
        return False
    left = each.meaning.statement.left
    while isinstance(left, Item | Transpose):
        left = left.array
    return isinstance(left, Derivative) or (isinstance(left, Apply) and left.primes > 0)


def restates(each: Understood) -> bool:
    """Whether the right side differentiates by what is asked for, as a chain rule that is not worked out does."""
    equation = each.item.statement
    assert isinstance(equation, Equation)
    return not set(by(equation.left)).isdisjoint(by(equation.right))


def by(node: Node) -> Iterator[Node]:
    for inner in walk(node):
        if isinstance(inner, Partial):
            yield from (each.array if isinstance(each, Entry) else each for each in inner.by)


def asked(gradient: Gradient) -> Page:
    """The page on which the right side, and all that goes on from it, is a question mark."""
    item, document = gradient.claim.item, gradient.document
    whole = page(excerpt(document, item), item)
    own = whole.claim.item
    right = own.statement
    assert isinstance(right, Equation)
    parts = [each for each in whole.document.parts if isinstance(each, type(item))]
    chain = [each for each in parts if (each.display, each.chain) == (own.display, own.chain)]
    start = whole.pen.place(right.right).start
    end = max(each.span.end for each in chain if isinstance(each.statement, Equation))
    text = f"{whole.text[:start]}?{whole.text[end:]}"
    _, found = question(read(Source(document.source.path, text)))
    return replace(found)


IDS = sorted(gradients())


def test_there_are_as_many_as_there_should_be() -> None:
    assert len(IDS) >= LEAST


@pytest.mark.parametrize("name", IDS)
def test_a_gradient_is_found_proved_and_no_longer_than_its_authors(name: str) -> None:
    gradient = gradients()[name]
    page_ = asked(gradient)
    meaning = page_.claim.meaning
    assert isinstance(meaning, Question)

    def decide(after: Page) -> Verdict:
        assert isinstance(after.claim.meaning, Claim)
        return judge(after.claim.meaning)

    verdict = solved(meaning.asked, page_, decide, 20.0)
    own = gradient.claim
    assert isinstance(own.item.statement, Equation)
    assert isinstance(own.meaning, Claim)
    if differs(own.meaning, lambda: None):
        assert verdict.answer is None or verdict.kind in (Kind.PROVED, Kind.CONVENTION)
        return
    assert verdict.answer is not None, verdict.message
    assert verdict.kind in (Kind.PROVED, Kind.CONVENTION)
    losses = {key for key, each in page_.claim.world.functions.items() if isinstance(each, Opaque)}
    answer = read_again(page_, verdict.answer.fragment)
    assert weight(answer, losses) <= weight(own.item.statement.right, losses), verdict.answer.fragment


def read_again(page_: Page, fragment: str) -> Node:
    """An answer as it is read in its document."""
    equation = page_.claim.item.statement
    assert isinstance(equation, Equation)
    span = equation.right.span
    source = page_.document.source
    text = source.text[: span.start] + fragment + source.text[span.end :]
    after = Page(read(replace(source, text=text)), page_.number).claim.item.statement
    assert isinstance(after, Equation)
    return after.right
