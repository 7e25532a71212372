r"""What a mistake in a directive leaves alone, and remarks behind directives."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.results import Judged
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source

WRONG = ["expect: wrong", "expect: Refuted", "expect: proved proved", "kernel: 3bad", "id: taken"]


def judged(text: str) -> list[Judged]:
    return list(judge_document(read(Source("note.md", f"<!-- derive\nx \\in R\n-->\n\n{text}"))).items)


@pytest.mark.parametrize("directive", WRONG)
def test_a_mistaken_directive_leaves_the_names_of_its_claim_alone(directive: str) -> None:
    first = "<!-- derive\nid: taken\n-->\n$$ x = x $$\n\n"
    second = f"<!-- derive\n{directive}\n-->\n$$ x + x = 3 x $$\n\n"
    items = judged(f"{first}{second}$$ x + x = 2 x $$\n\n$$ x^2 = x $$\n")
    claims = [item.verdict.kind for item in items if item.verdict.kind is not Kind.UNREAD]
    assert claims == [Kind.PROVED, Kind.REFUTED, Kind.PROVED, Kind.REFUTED]
    (told,) = (item for item in items if item.verdict.kind is Kind.UNREAD)
    assert directive.partition(":")[0] in told.verdict.message
    assert directive in told.source


def test_a_remark_behind_a_directive_is_none_of_it() -> None:
    directives = "expect: refuted   % a known slip\nid: first\t% its name"
    (item,) = judged(f"<!-- derive\n{directives}\n-->\n$$ x + x = 3 x $$\n")
    assert (item.id, item.passes) == ("first", True)
    (item,) = judged("<!-- derive\nskip: 50% of it is wrong % so they say\n-->\n$$ x = 3 $$\n")
    assert item.verdict.message == "50% of it is wrong"
    assert judged("<!-- derive\nkernel: % nothing\n-->\n$$ x = x $$\n")[0].verdict.kind is Kind.UNREAD
