"""Displayed formulas taken apart at their rows and cells, and left whole where that would tear a bracket."""

from __future__ import annotations

import pytest

from derive.reading.files import macros
from derive.reading.prose.formulas import Numbering, rows
from derive.reading.prose.nodes import Row
from derive.reading.source import Passage, Source


def found(text: str, *, before: str = "") -> tuple[Row, ...]:
    """The rows of a formula that stands behind some definitions."""
    start = len(before)
    passage = Passage(text, tuple(range(start, start + len(text))))
    return rows(passage, macros.find(Source("a.tex", before + text)))


def cells(text: str, *, before: str = "") -> list[tuple[str, ...]]:
    return [row.cells for row in found(text, before=before)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = b", [("a = b",)]),
        (r"\begin{align} a &= b \\ &= c \end{align}", [("a", "= b"), ("", "= c")]),
        (r"\begin{align*} a &= b \\[2ex] c &= d \\ \end{align*}", [("a", "= b"), ("c", "= d")]),
        (r"\begin{equation}\begin{split} a &= b \\ &= c \end{split}\end{equation}", [("a", "= b"), ("", "= c")]),
        (r"\begin{alignat}{2} a &= b & c &= d \end{alignat}", [("a", "= b", "c", "= d")]),
        (r"\begin{gather} a \\ b \end{gather}", [("a",), ("b",)]),
        (r"a \\ b", [("a",), ("b",)]),
        (r"\begin{aligned}[t] a &= \{ b \& c \} \end{aligned},", [("a", r"= \{ b \& c \}")]),
        ("\\begin{align} a &= b % & c \\\\\n + d \\end{align}", [("a", "= b % & c \\\\\n + d")]),
    ],
)
def test_rows_and_cells(text: str, expected: list[tuple[str, ...]]) -> None:
    assert cells(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        r"x = \begin{pmatrix} a & b \\ c & d \end{pmatrix}",
        r"f = \left\{ \begin{array}{ll} 1 & x \\ 0 & y \end{array} \right.",
        r"\begin{aligned} a \\ b \end{aligned} = \begin{aligned} c \\ d \end{aligned}",
        r"\begin{align} a &= \left( b \\ &+ c \right. \end{align} \right)",
        r"\begin{cases} a & b \\ c & d \end{cases}",
        r"{ a & b \\ c",
    ],
)
def test_what_has_no_rows_of_its_own_stays_whole(text: str) -> None:
    assert cells(text) == [(text,)]


def test_each_row_knows_its_place_label_and_tag() -> None:
    text = r"\begin{align} a &= b \label{one} \\ c &= d \tag{$*$} \end{align}"
    first, second = found(text)
    assert text[first.span.start : first.span.end].strip() == r"a &= b \label{one}"
    assert text[second.span.start : second.span.end].strip() == r"c &= d \tag{$*$}"
    assert (first.labels, first.tag, second.labels, second.tag) == (("one",), "", (), "$*$")


def test_macros_are_expanded_in_cells_and_do_not_shift_places() -> None:
    before = r"\newcommand{\g}[1]{\frac{d}{d #1}}"
    text = r"\begin{align} \g{x} &= y \\ z &= \g{w} \end{align}"
    first, second = found(text, before=before)
    assert first.cells[0].replace(" ", "") == r"\frac{d}{dx}"
    assert (before + text)[second.span.start :].startswith(r" z &= \g{w}")


def test_numbers_are_those_that_latex_gives() -> None:
    numbering = Numbering()
    tags = []
    for text in (
        r"\begin{equation} a \end{equation}",
        r"\begin{align} a &= b \\ &= c \nonumber \\ &= d \tag{x} \\ &= e \end{align}",
        r"\begin{align*} a &= b \end{align*}",
        r"\[ a \]",
        r"\begin{equation}\begin{aligned} a &= b \\ &= c \end{aligned}\end{equation}",
        r"\begin{multline} a \\ b \end{multline}",
    ):
        body = Passage(text, tuple(range(len(text))))
        tags.append([row.tag for row in numbering.numbered(body, found(text))])
    assert tags == [["1"], ["2", "", "x", "3"], [""], [""], ["", "4"], ["", "5"]]
