"""A long answer: it is broken where its terms part, as lines of a derivation are, and never makes a page wider."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from markupsafe import Markup
from playwright.sync_api import Browser

from derive.cli import main
from derive.reporting.breaking import answered, rows, stacked
from derive.reporting.escaping import prose
from derive.reporting.mathml import closed, running
from derive.reporting.measuring import width

from .browser import DESK, PHONE, launched, opened, violations

LONG = r"""<!-- derive
x, p, q, r, s \in R^n, A, B, C, D \in R^{m \times n}
y := A (x \odot p \odot p) + B (x \odot q \odot q) + C (x \odot r \odot r) + D (x \odot s \odot s)
z := A (x \odot p)
L := L(y)
K := K(z)
-->

$$ \frac{\partial L}{\partial x} = ? $$

$$ \frac{\partial K}{\partial x} = ? $$
"""
FITS = "all => all.map(each => each.scrollWidth <= each.clientWidth + 1)"
TERM = r"\left( a_{i} + b_{i} \right) c_{i}"


@pytest.fixture(scope="module")
def browser(needs: Callable[[str], str]) -> Iterator[Browser]:
    with launched(needs("chromium")) as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("answers")
    (folder / "long.md").write_text(LONG, "utf-8")
    for ending in ("html", "tex"):
        main(["report", str(folder / "long.md"), "-o", str(folder / f"long.{ending}"), "--jobs", "1"])
    return folder


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_long_answer_makes_no_page_wider(width: int, folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "long.html", width) as page:
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        formulas = page.locator(".claim > .formula >> visible=true")
        assert formulas.count() == 2 and all(formulas.evaluate_all(FITS))
        assert formulas.first.locator("mrow.box mtr").count() == (4 if width == PHONE else 2)
        assert formulas.last.locator("mrow.box mtr").count() == 0
        sizes = formulas.evaluate_all("all => all.map(each => parseFloat(getComputedStyle(each).fontSize))")
        assert min(sizes) >= 0.85 * max(sizes)
        assert violations(page) == []


def test_a_long_answer_fits_on_paper(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "long.html", 658) as page:
        page.emulate_media(media="print")
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        ends = page.locator("math >> visible=true").evaluate_all(
            "all => all.map(each => each.getBoundingClientRect().right)"
        )
        assert len(ends) > 10 and max(ends) <= 658


def test_a_long_answer_fits_a_line_of_latex(folder: Path, needs: Callable[[str], str]) -> None:
    command = [needs("xelatex"), "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "long.tex"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0 and re.findall(r"Overfull \\hbox.*", done.stdout) == []


def test_an_answer_that_fits_is_left_as_it_is() -> None:
    claim = rf"x = \boxed{{{TERM}}}"
    assert answered(claim, TERM, width(claim) + 1) == claim
    assert answered(claim, "y + z", 1.0) == claim


def test_only_the_answer_is_broken() -> None:
    answer = " + ".join([TERM] * 3)
    claim = rf"u + v + w = \boxed{{{answer}}}."
    found = answered(claim, answer, width(TERM) * 2)
    assert found == claim.replace(answer, stacked(rows(answer, width(TERM) * 2 - width("u + v + w = .") - 1)))
    assert found.count(r"\\") == 2


def test_a_product_in_brackets_is_broken_before_a_sign() -> None:
    product = r" \odot ".join(rf"\frac{{\partial L}}{{\partial h_{{{at}}}}}" for at in range(12))
    (found,) = rows(rf"W \left( {product} \right)", 12.0)
    broken = found.partition(r"\begin{aligned}")[2].partition(r"\end{aligned}")[0]
    lines = broken.split(r"\\")
    assert len(lines) > 1 and r"\cdot" not in found and found.count(r"\odot") == 11
    assert all(line.startswith(r" & {} \quad \odot ") for line in lines[1:])
    assert not any(line.rstrip().endswith(r"\odot") for line in lines)


def test_a_sum_deep_in_brackets_is_broken() -> None:
    inner = " + ".join([TERM] * 4)
    (found,) = rows(rf"\left(\tanh \left({inner}\right)\right)^{{2}}", 12.0)
    assert found.startswith(r"\left(\tanh \left(\begin{aligned} & ") and found.endswith(r"\right)\right)^{2}")


def test_terms_of_a_sentence_in_latex_stand_each_by_itself() -> None:
    answer = " - ".join([TERM] * 4)
    found = prose(f"The answer is ${answer}$.")
    assert found.count("$") == 8 and found.count(r"\mayend{}${{}- ") == 3
    assert prose(f"The answer is ${TERM}$.").count("$") == 2


@pytest.mark.parametrize(
    ("latex", "hangs"),
    [("f(s)", True), ("f_i^2", True), ("{f}", True), ("x f", False), (r"\text{f}", False), ("p", False)],
)
def test_a_letter_that_reaches_out_to_its_left_keeps_its_distance(latex: str, hangs: bool) -> None:
    assert running(latex).startswith('<math><mspace width="0.11em"/>') is hangs
    assert closed(running(latex) + ".") == Markup('<span class="whole">{}.</span>').format(running(latex))
