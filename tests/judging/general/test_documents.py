"""The shipped documents and those of the tests: what they say of a claim, held against the comparison for all sizes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from derive.judging.general.equal import equal
from derive.judging.inventory import inventory
from derive.judging.verdict import Kind
from derive.meaning.claims import Claim
from derive.meaning.document import understand
from derive.reading.document import read
from derive.reading.source import Source

TESTS = Path(__file__).parents[2]
SHIPPED = sorted(TESTS.parent.joinpath("derive", "documents").glob("*.md"))
WRITTEN = [path for folder in ("gradients", "language") for path in sorted(TESTS.joinpath(folder).glob("*.[mt][de]*"))]
PROVED = {Kind.PROVED.value, Kind.CONVENTION.value}
ORDERED = tuple(
    rf"\sum_{{{pair}}}"
    for pair in ("i<j", "i < j", "j > i", "j<i", "j < i", "j>i", r"j \le i", "k<j", "j<k", "k<j<i")
)
OUTSIDE = (" O(", r"\lim", *ORDERED)
"""What is compared at sizes only: remainders, limits, pairs in an order."""
OPEN = {
    "|x_1| &= x_1",
    r"\prod_j z_j = z_1 \prod_{j=2}^m z_j",
    r"\frac{dJ}{d\eta} \Big|_{\eta=0} = -g^\top \frac{\partial L}{\partial w}",
}
"""What is not shown: one positive entry of an array, a part of a product, a step of length 0 within an unknown loss."""


@cache
def claims(path: Path) -> tuple[tuple[str, str, str, Claim], ...]:
    """The place, the expected verdict, the formula and the claim of each claim of a document."""
    return tuple(_claims(path))


def _claims(path: Path) -> Iterator[tuple[str, str, str, Claim]]:
    source = Source.read(path)
    listed = path.with_suffix(".expected")
    lines = (line.split(" ") for line in listed.read_text().splitlines()) if listed.exists() else ()
    verdicts = {place: verdict for place, verdict, *_ in lines}
    for each in understand(read(source)):
        if isinstance(each.meaning, Claim):
            line, column = source.position(each.item.span.start)
            known = each.item.expected or Kind.PROVED.value
            yield f"{path.name}:{line}", verdicts.get(f"{line}:{column}", known), each.item.source, each.meaning


@pytest.mark.parametrize("path", [*SHIPPED, *WRITTEN], ids=lambda path: path.name)
def test_no_refuted_claim_is_shown(path: Path) -> None:
    shown = [
        place
        for place, expected, _, claim in claims(path)
        if expected not in PROVED and expected != Kind.UNDECIDED.value and equal(claim.statement, claim.scope).shown
    ]
    assert shown == []


@pytest.mark.parametrize("path", [*SHIPPED, *WRITTEN], ids=lambda path: path.name)
def test_every_proved_claim_with_a_size_is_shown(path: Path) -> None:
    missing = [
        f"{place}: {source}"
        for place, expected, source, claim in claims(path)
        if expected in PROVED
        and inventory(claim.statement, claim.scope).sizes
        and source not in OPEN
        and not any(text in source for text in OUTSIDE)
        and not equal(claim.statement, claim.scope).shown
    ]
    assert missing == []


def test_there_are_claims_of_both_kinds() -> None:
    verdicts = [expected for path in [*SHIPPED, *WRITTEN] for _, expected, _, _ in claims(path)]
    assert sum(verdict in PROVED for verdict in verdicts) > 400
    assert verdicts.count(Kind.REFUTED.value) > 400
