"""A book on a phone: text comes first, formulas have the whole line, and what belongs together is seen together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from derive.cli import main
from derive.judging.results import Judged, Judgement
from derive.judging.verdict import Kind, Verdict
from derive.reporting.write import write

from .browser import DESK, PHONE, launched, opened, violations

PAPER = r"""\documentclass{article}
\usepackage{amsmath,amsthm}
\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}
\newtheorem{theorem}{Theorem}
\title{From logistic regression to networks}
\begin{document}
\section{Logistic regression}
% derive: X \in R^{N \times d}, w \in R^d, b \in R, y \in R^N
% derive: \sigma(t) := \frac{1}{1 + e^{-t}}
We are given data, one example per row, and labels. The model is
\begin{equation}
z = X w + b \mathbf{1}, \qquad p_i = \sigma(z_i).
\end{equation}
We minimise the average negative log-likelihood
\begin{equation}\label{eq:nll}
\ell = -\frac{1}{N} \sum_{i=1}^N \Bigl[ y_i \log p_i + (1-y_i) \log(1-p_i) \Bigr].
\end{equation}
\begin{theorem}
The gradient by the weights is
\begin{equation}
\nabla_w \ell = \frac{1}{N} X^\top (p - y),
\end{equation}
and that by the bias, with the first once more, is
\begin{align}
\pd{\ell}{b} &= \frac{1}{N} \sum_i (p_i - y_i), & \pd{\ell}{w} &= X^\top (p - y).
\end{align}
\end{theorem}
It is as simple as that.
\end{document}
"""
BOX = "each => (({ left, right, top, bottom }) => [left, right, top, bottom])(each.getBoundingClientRect())"


@pytest.fixture(scope="module")
def browser(needs: Callable[[str], str]) -> Iterator[Browser]:
    with launched(needs("chromium")) as found:
        yield found


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("phone")
    (folder / "paper.tex").write_text(PAPER, "utf-8")
    main(["report", str(folder / "paper.tex"), "-o", str(folder / "paper.html"), "--jobs", "1"])
    return folder / "paper.html"


def unfolded(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


@pytest.mark.parametrize("script", [True, False])
def test_the_text_begins_on_the_first_screen(script: bool, paper: Path, browser: Browser) -> None:
    with opened(browser, paper, PHONE, script=script) as page:
        assert page.locator("main p").first.evaluate("each => each.getBoundingClientRect().bottom") < 844 / 2
        for hidden in ("#search", "nav ol", ".overview", ".path", "#keys"):
            assert not page.locator(hidden).first.is_visible(), hidden
        page.locator("nav summary").click()
        page.locator("header summary").click()
        for seen in ("nav ol", ".overview", ".path", *(["#search", "#expand"] if script else [])):
            assert page.locator(seen).first.is_visible(), seen
        assert not page.locator("#keys").is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_on_a_desk_nothing_is_folded_before_the_text(script: bool, paper: Path, browser: Browser) -> None:
    with opened(browser, paper, DESK, script=script) as page:
        for seen in ("nav ol", ".overview", ".path", *(["#search", "#keys"] if script else [])):
            assert page.locator(seen).first.is_visible(), seen
        assert not page.locator("nav summary").is_visible()


def test_a_search_unfolds_where_it_is_typed(paper: Path, browser: Browser) -> None:
    with opened(browser, paper, 900) as page:
        assert not page.locator("#search").is_visible()
        page.keyboard.press("/")
        page.keyboard.type("refuted")
        assert page.locator("#search").input_value() == "refuted"


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_formula_a_little_too_wide_is_a_little_smaller(width: int, paper: Path, browser: Browser) -> None:
    with opened(browser, paper, width) as page:
        wide = page.locator(".claim > .formula:has-text('log')")
        assert wide.evaluate("each => each.scrollWidth <= each.clientWidth")
        sizes = page.locator(".claim > .formula").evaluate_all(
            "all => all.map(each => parseFloat(getComputedStyle(each).fontSize))"
        )
        whole = page.locator("main p").first.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
        assert max(sizes) == whole and min(sizes) >= 0.849 * whole
        assert (min(sizes) == whole) == (width == DESK)


def test_on_a_phone_a_number_stands_below_its_formula(paper: Path, browser: Browser) -> None:
    with opened(browser, paper, PHONE) as page:
        for claim in page.locator(".claim:has(> .tag)").all():
            formula, tag, link, verdict = (
                claim.locator(part).first.evaluate(BOX) for part in (".formula", ".tag", ".link", ".label")
            )
            assert tag[2] >= formula[3] - 1 and tag[1] <= link[0] + 1 and verdict[1] <= tag[0]
            assert abs(tag[3] - link[3]) < 1 and abs(tag[3] - verdict[3]) < 8


@pytest.mark.parametrize("width", [DESK, 900])
def test_verdict_formula_number_and_link_stand_on_one_line(width: int, paper: Path, browser: Browser) -> None:
    with opened(browser, paper, width) as page:
        for claim in page.locator(".claim:has(> .tag)").all():
            parts = (claim.locator(part).first for part in (".tag", ".link", ".verdict"))
            middles = [(box[2] + box[3]) / 2 for box in (part.evaluate(BOX) for part in parts)]
            sign = claim.locator(".formula mo", has_text="=").first.evaluate(BOX)
            assert max(middles) - min(middles) < 5
            assert abs(middles[0] - (sign[2] + sign[3]) / 2) < 9


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_each_claim_of_a_row_has_its_own_verdict_beside_it(width: int, paper: Path, browser: Browser) -> None:
    with opened(browser, paper, width) as page:
        pair = page.locator(".theorem .display").last.locator(".claim")
        assert [each.get_attribute("data-kind") for each in pair.all()] == ["proved", "refuted"]
        first, second = (each.locator("> .formula").evaluate(BOX) for each in pair.all())
        assert first[3] <= second[2] + 1
        for claim in pair.all():
            assert claim.locator("> .formula math").first.is_visible() and claim.locator(".verdict").is_visible()
        assert pair.locator("> .tag").all_inner_texts() == ["(4)"]


def test_a_picture_parts_no_theorem_and_no_sentence(paper: Path, browser: Browser) -> None:
    with opened(browser, paper) as page:
        assert page.locator("figure.drawing").count() == 1
        assert page.locator("main > section > p + figure.drawing:last-child").count() == 1
        before = page.locator("main > section > p:has(+ figure.drawing)")
        assert before.inner_text() == "It is as simple as that."


def test_lines_of_a_derivation_break_sooner_on_a_phone_and_say_why_below(paper: Path, browser: Browser) -> None:
    for width, form, other in ((PHONE, ".narrow", ".broad"), (DESK, ".broad", ".narrow")):
        with opened(browser, paper, width) as page:
            unfolded(page)
            assert page.locator(f".steps {form}").first.is_visible()
            assert not page.locator(f".steps {other}").first.is_visible()
            for step in page.locator(".steps li:has(.reason)").all():
                formula = step.locator(".formula >> visible=true").evaluate(BOX)
                reason = step.locator(".reason").evaluate(BOX)
                assert reason[2] >= formula[3] - 1 or width == DESK


def test_most_lines_of_a_derivation_fit_a_phone(paper: Path, browser: Browser) -> None:
    with opened(browser, paper, 360) as page:
        unfolded(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        fit = page.locator(".steps .formula >> visible=true").evaluate_all(
            "all => all.map(each => each.scrollWidth <= each.clientWidth + 1)"
        )
        assert len(fit) > 15 and sum(fit) >= 0.8 * len(fit)
        assert violations(page) == []


@pytest.mark.parametrize("width", [DESK, 900, PHONE])
def test_a_line_of_a_derivation_scrolls_only_where_it_has_all_the_room(
    width: int, paper: Path, browser: Browser
) -> None:
    with opened(browser, paper, width) as page:
        unfolded(page)
        assert page.locator(".steps .formula >> visible=true").count() > 15
        for step in page.locator(".steps li").all():
            formula = step.locator(".formula >> visible=true")
            if formula.evaluate("each => each.scrollWidth > each.clientWidth"):
                assert formula.evaluate(BOX)[1] >= step.evaluate(BOX)[1] - 1, formula.inner_text()


ENTRY = r"\sum_{j=1}^m \frac{\partial L}{\partial y_j} w_{1j}"
MATRIX = rf"\begin{{pmatrix}} {' & '.join([ENTRY] * 6)} \end{{pmatrix}}"


def test_on_paper_where_nothing_scrolls_a_wide_matrix_fits(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "wide.md").write_text(f"$$ {MATRIX} = x $$\n\n$$ x $$\n", "utf-8")
    main(["report", str(tmp_path / "wide.md"), "-o", str(tmp_path / "wide.html"), "--jobs", "1"])
    with opened(browser, tmp_path / "wide.html", 658) as page:
        page.emulate_media(media="print")
        ends = page.locator(".claim > .formula math").evaluate_all(
            "all => all.map(each => each.getBoundingClientRect().right)"
        )
        assert len(ends) == 2 and max(ends) <= 658


def test_on_a_desk_a_wide_matrix_becomes_small_rather_than_scrolls(tmp_path: Path, browser: Browser) -> None:
    """In the list of all that is false, too, which has no verdicts beside it and so stands in the middle."""
    verdict = Verdict(Kind.REFUTED, "They differ.")
    found = Judgement("wide.md", "Wide", (Judged("one", 1, 1, f"{MATRIX} = x", "", 1, verdict),), 1, 0)
    write([found], [], tmp_path)
    for name, kind in (("wide", ".claim > .formula"), ("index", ".found > .formula")):
        with opened(browser, tmp_path / f"{name}.html") as page:
            formula = page.locator(kind)
            assert formula.evaluate("each => each.scrollWidth <= each.clientWidth")
            sizes = [parent.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
                     for parent in (formula, page.locator("main p").first)]
            assert 0.649 <= sizes[0] / sizes[1] < 1
    with opened(browser, tmp_path / "index.html") as page:
        left, right, *_ = page.locator(".documents").evaluate(BOX)
        assert abs(left - (DESK - right)) < 1
        assert page.locator(".scroll").evaluate("each => each.scrollWidth <= each.clientWidth")


KERNEL = r"""<!-- derive
X, G, H, K \in R^{n \times m}, w_b \in R
Y := w_b X \odot G \odot H \odot K
L := L(Y)
kernel: phone_dx
-->

$$ \frac{\partial L}{\partial X} = w_b \frac{\partial L}{\partial Y} \odot G \odot H \odot K $$
"""
WORDS = """all => all.map(each => {
  const range = document.createRange();
  range.selectNodeContents(each);
  return [range.getBoundingClientRect().right, each.getBoundingClientRect().right];
})"""


@pytest.mark.parametrize("width", [DESK, 768, PHONE])
def test_no_cell_of_a_table_of_checks_runs_into_the_next(width: int, tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "kernel.md").write_text(KERNEL, "utf-8")
    main(["report", str(tmp_path / "kernel.md"), "-o", str(tmp_path / "kernel.html"), "--jobs", "1"])
    with opened(browser, tmp_path / "kernel.html", width) as page:
        unfolded(page)
        ends = page.locator(".proof td").evaluate_all(WORDS)
        assert len(ends) >= 10 and all(words <= cell + 0.5 for words, cell in ends)


NOTED = r"""
$X \in \mathbb{R}^{N \times d}$, $W \in \mathbb{R}^{d \times m}$, $G \in \mathbb{R}^{N \times m}$.

# One layer

A sum[^1] of products:

$$ Y = X W, \qquad L = \sum_i \sum_j g_{ij} y_{ij}. $$

Its gradients, of which one is said twice:

$$ \frac{\partial L}{\partial W} = X^\top G $$

$$ \frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y} $$

[^1]: As always.
"""
TARGETS = """all => all.filter(each => each.checkVisibility() && !each.matches('.skip, p > a')).map(each => {
  const { width, height } = each.getBoundingClientRect();
  return width >= 23.99 && height >= 23.99 ? '' : `${each.outerHTML.slice(0, 120)} ${width} ${height}`;
})"""


def test_what_is_touched_is_large_enough_for_a_finger(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "noted.md").write_text(NOTED, "utf-8")
    main(["report", str(tmp_path / "noted.md"), "-o", str(tmp_path / "noted.html"), "--jobs", "1"])
    with opened(browser, tmp_path / "noted.html", PHONE) as page:
        unfolded(page)
        for kind in (".note-mark", ".notes a", "nav li a", ".diagram a", "td a", ".link", "button", "summary"):
            sizes = page.locator(kind).evaluate_all(TARGETS)
            assert sizes and [each for each in sizes if each] == [], kind
        boxes = page.locator(".diagram a").evaluate_all(f"all => all.map({BOX})")
        for at, one in enumerate(boxes):
            for other in boxes[:at]:
                apart = max(one[0] - other[1], other[0] - one[1], one[2] - other[3], other[2] - one[3])
                assert apart > -0.1, (one, other)


def test_what_folds_the_contents_ends_below_its_buttons(paper: Path, browser: Browser) -> None:
    with opened(browser, paper, PHONE) as page:
        unfolded(page)
        assert page.locator("nav > details").evaluate(BOX)[3] - page.locator("#expand").evaluate(BOX)[3] > 8


FRAMED = r"""
$X \in \mathbb{R}^{N \times d}$, $W \in \mathbb{R}^{d \times m}$, $G \in \mathbb{R}^{N \times m}$.

$$ Y = X W, \qquad L = \sum_i \sum_j g_{ij} y_{ij}. $$

$$ \boxed{\frac{\partial L}{\partial W} = X^\top G} $$

$$ \frac{\partial L}{\partial W} = \boxed{G^\top X} $$

$$ \frac{\partial L}{\partial X} = ? $$

A word $\boxed{\sum_i \sum_j g_{ij} \sum_k x_{ik} w_{kj} + \sum_i \sum_j g_{ij} \sum_k x_{ik} w_{kj}}$ in a line.
"""
SPARE = """all => all.filter(each => each.checkVisibility()).map(each => {
  const inner = each.getBoundingClientRect(), box = each.closest('.formula, .scroll, .long');
  const outer = box.getBoundingClientRect(), style = getComputedStyle(each);
  const frame = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth);
  return Math.min(inner.left - outer.left, inner.top - outer.top, outer.bottom - inner.bottom,
    outer.left + box.scrollWidth - inner.right) - frame;
})"""


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_no_frame_is_cut_off(width: int, tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "framed.md").write_text(FRAMED, "utf-8")
    main(["report", str(tmp_path / "framed.md"), "-o", str(tmp_path / "framed.html"), "--jobs", "1"])
    with opened(browser, tmp_path / "framed.html", width) as page:
        unfolded(page)
        spare = page.locator("mrow.box").evaluate_all(SPARE)
        assert len(spare) >= 4 and min(spare) >= 0.5


SECTIONS = "\n".join(
    f"## Part {letter}\n\n<!-- derive\n{letter} \\in R\n-->\n\n$$ {letter} = {letter} $$\n" for letter in "abcd"
)


@pytest.mark.parametrize(("width", "left"), [(PHONE, 1), (DESK, 4)])
def test_what_is_found_is_not_far_below_the_contents(width: int, left: int, tmp_path: Path, browser: Browser) -> None:
    """On a phone the contents stand above the text, and only what has something to show stays in them."""
    (tmp_path / "parts.md").write_text(f"# All\n\n{SECTIONS}", "utf-8")
    main(["report", str(tmp_path / "parts.md"), "-o", str(tmp_path / "parts.html"), "--jobs", "1"])
    with opened(browser, tmp_path / "parts.html", width) as page:
        page.keyboard.press("/")
        page.keyboard.type("part-c")
        entries = page.locator("nav li:has-text('Part')")
        page.wait_for_function("() => document.querySelectorAll('nav li.missed').length === 3")
        assert sum(each.is_visible() for each in entries.all()) == left
