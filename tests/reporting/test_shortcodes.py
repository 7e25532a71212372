"""Pictures that are written as words, as bloggers do, and words between colons that are none."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.page import document_page
from derive.reporting.shortcodes import printed, shown
from derive.reporting.tex import document_tex


@pytest.mark.parametrize(("text", "page", "paper"), [
    ("Off we go :rocket:!", "Off we go 🚀!", "Off we go!"),
    (":tada: done", "🎉 done", " done"),
    (":bulb::warning:", ":bulb::warning:", ":bulb::warning:"),
    ("see `a` :nothing_known: here", "see `a` :nothing_known: here", "see `a` :nothing_known: here"),
    ("at 12:30:45", "at 12:30:45", "at 12:30:45"),
    ("std::vector::size and a:rocket:b", "std::vector::size and a:rocket:b", "std::vector::size and a:rocket:b"),
    ("https://e.org/:rocket:/", "https://e.org/:rocket:/", "https://e.org/:rocket:/"),
    (":space: and :digit_one:", ":space: and :digit_one:", ":space: and :digit_one:"),
])
def test_a_known_word_between_colons_is_a_picture(text: str, page: str, paper: str) -> None:
    assert (shown(text), printed(text)) == (page, paper)


def test_in_a_post_it_is_one_on_the_page_and_left_out_on_paper() -> None:
    found = judge_document(read(Source("a.md", "# A\n\nOff we *go :rocket:* now, `:rocket:` is code.\n")))
    page, paper = document_page(found, ()), document_tex(found, ())
    assert "<em>go 🚀</em>" in page and "<code>:rocket:</code>" in page
    assert r"\emph{go} now" in paper and r"\code{:rocket:" in paper.replace(r"\allowbreak{}", "")
