"""A book on paper: nothing can be unfolded there, so nothing is folded, and it is no longer than it must be."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from derive.cli import main

from .browser import launched, opened
from .test_pages import LECTURE, MOST, filled

NOTE = r"""<!-- derive
X \in R^{N \times n}, W \in R^{n \times m}
Y := X W
L := L(Y)
kernel: paper_dw
-->

$$ \frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y} $$

$$ \frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W $$
"""
LABELLED = r"""\documentclass{article}
\begin{document}
% derive: a, b \in R
\begin{equation} a + b = b + a \label{eq:order} \end{equation}
\end{document}
"""
HEIGHTS = "all => all.map(each => each.checkVisibility() ? each.getBoundingClientRect().height : 0)"
SHOWN_ON_PAPER = (".proved .proof", ".steps li", ".proof .note", ".proof pre.code", ".proof table", ".declared li")
NEVER_ON_PAPER = ("figure details", ".declared summary span", ".proof summary:has(+ .note)", ".link", "button")


@pytest.fixture(scope="module")
def browser(needs: Callable[[str], str]) -> Iterator[Browser]:
    with launched(needs("chromium")) as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("paper")
    (folder / "note.md").write_text(NOTE, "utf-8")
    (folder / "lecture.tex").write_text(LECTURE, "utf-8")
    (folder / "labelled.tex").write_text(LABELLED, "utf-8")
    for name in ("note.md", "lecture.tex", "labelled.tex"):
        main(["report", str(folder / name), "-o", str((folder / name).with_suffix(".html")), "--jobs", "1"])
    return folder


def heights(page: Page, kind: str) -> list[float]:
    found: list[float] = page.locator(kind).evaluate_all(HEIGHTS)
    assert found, kind
    return found


@pytest.mark.parametrize("script", [True, False])
def test_what_is_folded_on_a_page_stands_on_paper(script: bool, folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html", script=script) as page:
        for kind in SHOWN_ON_PAPER:
            if kind != ".proof .note":
                assert max(heights(page, kind)) == 0, kind
        page.emulate_media(media="print")
        for kind in SHOWN_ON_PAPER:
            assert min(heights(page, kind)) > 0, kind


def test_what_serves_a_screen_only_is_not_on_paper(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html") as page:
        page.emulate_media(media="print")
        for kind in NEVER_ON_PAPER:
            assert max(heights(page, kind)) == 0, kind


def test_what_is_declared_is_said_once_and_stays_with_what_follows(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html") as page:
        page.emulate_media(media="print")
        declared = page.locator(".declared")
        assert declared.evaluate("each => [getComputedStyle(each).display, getComputedStyle(each).breakAfter]") == [
            "block", "avoid"
        ]
        lines = declared.locator("li").evaluate_all("all => all.map(each => each.getBoundingClientRect().top)")
        assert len(lines) >= 3 and max(lines) - min(lines) < 12  # on one line of writing


def test_what_is_unfolded_before_it_is_printed_looks_the_same_on_paper(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html") as page:
        page.emulate_media(media="print")
        places = "all => all.map(each => [each.getBoundingClientRect().left, each.getBoundingClientRect().top])"
        folded = page.locator("main .formula, main p, main summary").evaluate_all(places)
        page.evaluate("document.querySelectorAll('.claim details').forEach(each => { each.open = true })")
        assert page.locator("main .formula, main p, main summary").evaluate_all(places) == folded


def test_a_printed_lecture_is_as_short_as_that_of_latex_and_no_page_is_half_empty(
    folder: Path, browser: Browser, needs: Callable[[str], str]
) -> None:
    with opened(browser, folder / "lecture.html") as page:
        page.pdf(path=folder / "lecture.pdf", prefer_css_page_size=True)
    command = [needs("pdftoppm"), "-r", "20", "-gray", "lecture.pdf", "sheet"]
    subprocess.run(command, cwd=folder, check=True, timeout=120)
    *sheets, _last = sorted(folder.glob("sheet*.pgm"))
    assert 3 < len(sheets) < MOST and min(map(filled, sheets)) > 0.66


def test_wherever_a_page_ends_a_correction_is_beside_what_is_false_and_the_legend_is_not_alone(
    folder: Path, browser: Browser, needs: Callable[[str], str]
) -> None:
    with opened(browser, folder / "note.html") as page:
        for before in range(0, 900, 60):
            page.evaluate(f"document.querySelector('main').style.paddingTop = '{before}px'")
            page.pdf(path=folder / "note.pdf", prefer_css_page_size=True)
            command = [needs("pdftotext"), "-layout", "note.pdf", "note.txt"]
            subprocess.run(command, cwd=folder, check=True, timeout=120)
            sheets = (folder / "note.txt").read_text("utf-8").split("\f")
            (false,) = [sheet for sheet in sheets if "The equation has no value" in sheet]
            assert "Did you mean" in false and "So corrected, the claim is proved" in false
            (legend,) = [sheet for sheet in sheets if "How to read the verdicts" in sheet]
            assert "In every derivation each line was compared" in legend


def test_what_is_unfolded_on_paper_stays_with_its_heading(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html") as page:
        page.emulate_media(media="print")
        headings = page.locator(".proof > details > summary:visible")
        assert {"NumPy kernel paper_dw", "Numerical checks of paper_dw"} <= set(headings.all_inner_texts())
        breaks = headings.evaluate_all("all => all.map(each => getComputedStyle(each).breakAfter)")
        assert set(breaks) == {"avoid"}


def test_no_page_ends_between_what_is_beside_a_formula_and_the_formula(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "labelled.html") as page:
        page.emulate_media(media="print")
        labels = page.locator(".claim > :has(+ .formula)")
        before = labels.evaluate_all("all => all.map(each => getComputedStyle(each).position)")
        assert before and set(before) == {"absolute"}  # a label: what flows before a formula may stay behind
