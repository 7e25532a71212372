"""A report is printed on the paper of its source, and on A4 where that says nothing."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.page import document_page
from derive.reporting.paper import paper
from derive.reporting.tex import document_tex


@pytest.mark.parametrize("text", [
    r"\documentclass[letterpaper]{article}", r"\documentclass[11pt, letterpaper]{article}",
    r"\usepackage[letterpaper,margin=1in]{geometry}", r"\geometry{paper=letterpaper}",
])
def test_letter_paper_is_that_of_the_source(text: str) -> None:
    assert paper(Source("paper.tex", text)) == "letter"


@pytest.mark.parametrize(("path", "text"), [
    ("paper.tex", r"\documentclass[a4paper]{article}"),
    ("paper.tex", r"\documentclass{article}"),
    ("paper.tex", "% \\documentclass[letterpaper]{article}\n\\documentclass{article}"),
    ("paper.tex", r"\documentclass{letterpaperish} This is letterpaper."),
    ("note.md", r"`\documentclass[letterpaper]{article}`"),
])
def test_all_else_is_printed_on_a4(path: str, text: str) -> None:
    assert paper(Source(path, text)) == "a4"


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_page_and_latex_name_the_paper(size: str) -> None:
    text = rf"\documentclass[{size}paper]{{article}}\begin{{document}}\[ 1 + 1 = 2 \]\end{{document}}"
    judged = judge_document(read(Source("paper.tex", text)))
    assert f"size: {size};" in document_page(judged, ())
    assert rf"\documentclass[11pt,{size}paper," in document_tex(judged, ())
