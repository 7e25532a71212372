"""What an author wrote beside each other on one line stands so where there is room, if all of it is judged alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from derive.judging.document import judge_document
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.outline import outline
from derive.reporting.page import document_page
from derive.reporting.rows import abreast
from derive.reporting.tex import document_tex

from .browser import DESK, PHONE, launched, opened, violations

GIVEN = r"""
<!-- derive
x, w, b \in R
y := w x + b
z := y^2
-->

"""
TRUE, OTHER, FALSE = (
    r"\frac{\partial y}{\partial x} = w", r"\frac{\partial y}{\partial w} = x", r"\frac{\partial y}{\partial b} = x",
)
BOX = "each => { const { left, top, bottom } = each.getBoundingClientRect(); return [left, top, bottom]; }"


def groups(formula: str) -> list[int]:
    """How many rows stand beside each other in each line of a formula."""
    book = outline(judge_document(read(Source("note.md", f"{GIVEN}$$\n{formula}\n$$\n"))), ())
    return [len(group) for lines in book.lines.values() for group in abreast(lines)]


@pytest.mark.parametrize("formula", [
    rf"{TRUE}, \qquad {OTHER}", rf"{TRUE}, \quad {OTHER} \tag{{3}}", r"u := x w, \qquad v := w^2",
])
def test_short_formulas_on_one_line_stand_on_one_line(formula: str) -> None:
    assert groups(formula) == [2]


LONG = " + ".join(["w x"] * 9)


@pytest.mark.parametrize("formula", [
    rf"{TRUE}, \qquad {FALSE}",
    rf"{FALSE}, \qquad {FALSE}",
    rf"{TRUE}, \qquad y = w x + b",
    rf"{TRUE} \\ {OTHER}",
    rf"\begin{{aligned}} {TRUE} \\ {OTHER} \end{{aligned}}",
    r"\frac{\partial z}{\partial y} = 2 y = y + y",
    rf"9 w x = {LONG}, \qquad {TRUE}",
])
def test_what_is_judged_otherwise_or_long_or_on_another_line_stands_below(formula: str) -> None:
    assert set(groups(formula)) == {1} and len(groups(formula)) == 2


@pytest.fixture(scope="module")
def browser(needs: Callable[[str], str]) -> Iterator[Browser]:
    with launched(needs("chromium")) as found:
        yield found


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = f"# One line\n{GIVEN}$$\n{TRUE}, \\qquad {OTHER} \\tag{{1}}\n$$\n\nWords.\n"
    path = tmp_path_factory.mktemp("abreast") / "note.html"
    path.write_text(document_page(judge_document(read(Source("note.md", text))), [], home=""), "utf-8")
    return path


def boxes(page_: Page, part: str) -> Sequence[Sequence[float]]:
    return [each.evaluate(BOX) for each in page_.locator(f".abreast .claim > {part}").all()]


def test_on_a_desk_they_stand_beside_each_other_until_one_is_unfolded(note: Path, browser: Browser) -> None:
    with opened(browser, note) as page:
        first, second = boxes(page, ".formula")
        assert abs(first[2] - second[2]) < 12 and second[0] > first[0] + 20
        verdicts = boxes(page, "details > summary")
        assert verdicts[0][0] < first[0] < second[0] < verdicts[1][0]
        assert violations(page) == []
        page.locator(".abreast .claim > details > summary").nth(1).click()
        proof = page.locator(".abreast .proof").nth(1)
        assert proof.is_visible()
        first, second = boxes(page, ".formula")
        assert second[1] >= first[2] - 1 and abs(first[0] - second[0]) < 2
        assert proof.evaluate("each => each.clientWidth") > 500
        assert violations(page) == []


def test_on_a_phone_each_has_its_own_line_and_its_own_verdict(note: Path, browser: Browser) -> None:
    with opened(browser, note, PHONE) as page:
        first, second = boxes(page, ".formula")
        assert second[1] > first[2] and first[0] == second[0]
        verdicts = page.locator(".abreast .verdict")
        assert [each.inner_text().split()[-1].lower() for each in verdicts.all()] == ["proved"] * 2
        assert all(each.evaluate("each => each.scrollWidth <= each.clientWidth + 1") for each in verdicts.all())
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE < DESK


def test_in_latex_too_they_stand_on_one_line_and_each_leads_to_its_proof() -> None:
    note = judge_document(read(Source("note.md", f"{GIVEN}$$ {TRUE}, \\qquad {OTHER} \\tag{{3}} $$\n")))
    text = document_tex(note, ())
    (line,) = re.findall(r"\\tagged\{3\}\\formula\{.*\}", text)
    assert line.count(r"\frac") == 2 and line.count(r"\qquad") == 1
    assert re.findall(r"\\verdictsign\{proved\}\{(.*?)\}", line) == re.findall(r"\n\\also\{proved\}.*\{(.*?)\}\{", text)
    assert text.count("\n\\claim{") == text.count("\n\\also{") == 1 and "\n\\further{" not in text


def test_in_latex_what_cannot_be_set_stands_alone() -> None:
    given = GIVEN.replace("z := y^2", r"z := y^2" + "\n" + r"\mathbb{\input{q}} \in R")
    note = judge_document(read(Source("note.md", f"{given}$$ {TRUE}, \\qquad \\mathbb{{\\input{{q}}}} = 1 $$\n")))
    assert r"\verdictsign{" not in document_tex(note, ()).split(r"\begin{document}")[1]
