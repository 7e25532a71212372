"""What was read and understood is given up at once: nothing of it waits for the search for cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from derive.meaning.claims import Shapeless, claim
from derive.meaning.document import understand
from derive.reading.document import read
from derive.reading.source import Source
from derive.reading.statements import Equation

TEXT = "<!-- derive\nA \\in R^{n \\times m}, B \\in R^{n \\times m}\n-->\n\n$$\n2 A = A B\n$$\n"


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Without the search for cycles, and nothing left from before."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def left(kind: str) -> int:
    """How many objects of a class there are."""
    return sum(type(each).__name__ == kind for each in gc.get_objects())


@pytest.mark.usefixtures("uncollected")
def test_a_document_that_was_read_leaves_no_reader_behind() -> None:
    before = left("_Reading")
    read(Source("note.md", TEXT))
    assert left("_Reading") == before


@pytest.mark.usefixtures("uncollected")
def test_a_claim_whose_shapes_do_not_fit_leaves_no_stack_behind() -> None:
    (*_, found) = understand(read(Source("note.md", TEXT)))
    assert isinstance(found.item.statement, Equation)
    before = left("Misshapen")
    assert isinstance(claim(found.item.statement, found.world), Shapeless)
    assert left("Misshapen") == before
