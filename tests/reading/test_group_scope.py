r"""A command that is defined anew in a group of TeX means outside of it what it meant before: nothing rests on it."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.results import Judged
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source
from tests.judging.claims import SILENT

DECLARED = "<!-- derive\na, b \\in R\n-->\n\n\\newcommand{\\half}{\\frac13}\n\n"
QUARTER = "$$ \\half a = \\frac a4 $$\n"
THIRD = "$$ \\half a = \\frac a3 $$\n"
PAPER = "\\begin{document}\n% derive: a, b \\in R\n\\newcommand{\\half}{\\frac13}\n"


def judged(text: str, name: str = "note.md") -> list[Judged]:
    return [item for item in judge_document(read(Source(name, text))).items if item.verdict.kind not in SILENT]


def kinds(text: str, name: str = "note.md") -> list[Kind]:
    return [item.verdict.kind for item in judged(text, name)]


CLOSED = [
    r"{\renewcommand{\half}{\frac14} some words}",
    r"\begin{center}\renewcommand{\half}{\frac14}\end{center}",
    r"\begingroup\def\half{\frac14} words\endgroup",
    r"\bgroup\newcommand{\half}{\frac14}\egroup",
    r"{\large {\bf words} \renewcommand\half{\frac14} \{ {words}}",
    r"{\renewcommand{\half}{\frac14}} \providecommand{\half}{\frac14}",
]


@pytest.mark.parametrize("group", CLOSED)
def test_no_verdict_rests_on_a_definition_of_a_group_that_is_closed(group: str) -> None:
    assert kinds(f"{DECLARED}{group}\n\n{QUARTER}\n{THIRD}") == [Kind.UNREAD, Kind.UNREAD]
    assert kinds(f"{PAPER}{group}\n\n{QUARTER}\n{THIRD}\\end{{document}}\n", "a.tex") == [Kind.UNREAD, Kind.UNREAD]


def test_a_command_that_uses_it_is_unread_too() -> None:
    text = DECLARED + "\\newcommand{\\third}{\\half}\n\n{\\renewcommand{\\half}{\\frac14}}\n\n"
    assert kinds(text + QUARTER.replace("half", "third")) == [Kind.UNREAD]
    assert kinds(text.replace("{\\renew", "\\renew", 1).replace("}}\n\n", "}\n\n") + QUARTER) == [Kind.PROVED]


def test_its_message_tells_the_cause() -> None:
    (item,) = judged(f"{DECLARED}{CLOSED[0]}\n\n{QUARTER}")
    assert "stands in a group, outside of which it means something else" in str(item.verdict)


def test_a_standard_command_defined_anew_in_a_group() -> None:
    text = "<!-- derive\na, b \\in R\n-->\n\n{\\renewcommand{\\max}{\\min} words}\n\n$$ \\max(a, b) = \\min(a, b) $$\n"
    assert kinds(text) == [Kind.UNREAD]
    assert kinds(text.replace("{\\renew", "\\renew").replace(" words}", "")) == [Kind.PROVED]


@pytest.mark.parametrize("below", [r"{\renewcommand{\max}{\min} words}", r"\renewcommand{\max}{\min}"])
def test_above_it_a_standard_command_means_what_it_always_does(below: str) -> None:
    text = "<!-- derive\na, b \\in R\n-->\n\n$$ \\max(a, b) = \\min(a, b) $$\n$$ \\max(a, b) = \\max(b, a) $$\n\n"
    assert kinds(text + below + "\n") == [Kind.REFUTED, Kind.PROVED]


OPEN = [
    r"\renewcommand{\half}{\frac14}",
    r"{\em words} \renewcommand{\half}{\frac14} {\em words}",
    r"{\renewcommand{\half}{\frac15}} \renewcommand{\half}{\frac14}",
    r"\begin{center}words\end{center} \renewcommand{\half}{\frac14}",
    r"\AtBeginDocument{\renewcommand{\half}{\frac14}}",
    r"{\global\def\half{\frac14}}",
    r"\{ \renewcommand{\half}{\frac14} \}",
]


@pytest.mark.parametrize("words", OPEN)
def test_a_definition_outside_of_groups_is_in_force(words: str) -> None:
    assert kinds(f"{DECLARED}{words}\n\n{QUARTER}\n{THIRD}") == [Kind.PROVED, Kind.REFUTED]
    paper = f"{PAPER}{words}\n\n{QUARTER}\n{THIRD}\\end{{document}}\n"
    assert kinds(paper, "a.tex") == [Kind.PROVED, Kind.REFUTED]


def test_a_definition_is_in_force_inside_of_its_group() -> None:
    text = f"{DECLARED}{THIRD}\n{{\\renewcommand{{\\half}}{{\\frac14}}\n\n{QUARTER}\n{THIRD}\n}}\n"
    assert kinds(text) == [Kind.PROVED, Kind.PROVED, Kind.REFUTED]


def test_the_same_meaning_in_a_group_is_no_other() -> None:
    assert kinds(f"{DECLARED}{{\\newcommand{{\\half}}{{ \\frac13 }}}}\n\n{THIRD}") == [Kind.PROVED]


def test_the_only_meaning_is_taken_from_a_group() -> None:
    text = "<!-- derive\na \\in R\n-->\n\n{\\newcommand{\\half}{\\frac13}}\n\n" + THIRD
    assert kinds(text) == [Kind.PROVED]


@pytest.mark.parametrize("formula", ["$ %s $", "$$ %s $$", "\\[ %s \\]", "\\( %s \\)"])
def test_a_formula_of_latex_is_a_group(formula: str) -> None:
    inside = formula % r"\renewcommand{\half}{\frac14} \half"
    assert kinds(f"{PAPER}{inside}\n\n{QUARTER}\\end{{document}}\n", "a.tex")[-1] is Kind.UNREAD
    outside = f"{formula % 'a'} \\renewcommand{{\\half}}{{\\frac14}} {formula % 'a'}"
    assert kinds(f"{PAPER}{outside}\n\n{QUARTER}\\end{{document}}\n", "a.tex")[-1] is Kind.PROVED
