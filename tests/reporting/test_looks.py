"""How a page of a blogger or lecturer looks: on a desk, on a phone and on paper nothing runs into anything else."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FloatRect, Locator

from derive.cli import main

from .browser import DESK, PHONE, Scheme, launched, opened, violations

POST = r"""---
title: By hand
author: A. Reader
---

It is **bold**, and in the text $\frac{\partial L}{\partial w_{ij}} = \frac1N \sum_{n=1}^N x_{ni} (y_{nj} - t_{nj}) =
\frac1N \sum_{n=1}^N x_{ni} \left(\sum_k x_{nk} w_{kj} + b_j - t_{nj} + \sum_k u_{nk} v_{kj} \right)$ is long.

<!-- derive
X \in R^{n_1 \times n_2}, A \in R^{n_2 \times n_3}, B \in R^{n_3 \times n_4}
C \in R^{n_4 \times n_5}, D \in R^{n_5 \times n_6}
U := X A
V := U B
W := V C
Y := W D
L := L(Y)
-->

$$
\begin{aligned}
\frac{\partial L}{\partial X} &= \frac{\partial L}{\partial Y} D^\top C^\top B^\top A^\top
= \frac{\partial L}{\partial U} A^\top \\
X A B C D &= U B C D, & \text{(first)} \\
(X A B C D)^\top &= Y^\top \\
X A B C D &= Y \\
X A B C D &= Y
\end{aligned}
$$

Unread, on one line with words before it that take some room: $$ \mathcal{F}[p](\omega) = \oint p\, d\omega $$

| step | $f$ | flops | note |
|:-----|:-------:|------:|------|
| forward | $XW + b$ | $2Nmd$ | one matrix product |
| backward | $G W^\top$ | $2Nmd$ | the same again, and here is a rather long remark that will not fit on a phone |

- [x] done
- [ ] open
"""
WIDTHS = (DESK, 900, 768, PHONE, 360)


@pytest.fixture(scope="module")
def browser(needs: Callable[[str], str]) -> Iterator[Browser]:
    with launched(needs("chromium")) as found:
        yield found


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("post")
    (folder / "post.md").write_text(POST, "utf-8")
    main(["report", str(folder / "post.md"), "-o", str(folder / "post.html"), "--jobs", "1"])
    return folder / "post.html"


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_line_under_words_covers_an_underscore(width: int, scheme: Scheme, tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "note.md").write_text("[`a_b`](https://example.org)\n\n$$ Q_2 = 1 + V_2 $$\n", "utf-8")
    main(["report", str(tmp_path / "note.md"), "-o", str(tmp_path / "note.html"), "--jobs", "1"])
    with opened(browser, tmp_path / "note.html", width, scheme) as page:
        for words in ("a_b", "V_2"):
            link = page.locator("main :is(a, mark)", has_text=words)
            assert strokes(link) == 2, words
            link.evaluate("each => each.style.cssText = 'text-decoration: none; border: 0'")
            assert strokes(link) == 1, words


def strokes(words: Locator) -> int:
    """How many strokes, one below another, are to be seen in the lower half of the middle of some words."""
    box = words.bounding_box()
    assert box is not None
    clip: FloatRect = {"x": box["x"], "y": box["y"] + box["height"] / 2, "width": box["width"], "height": box["height"]}
    seen = b64encode(words.page.screenshot(clip=clip)).decode()
    found: int = words.page.evaluate(
        """async seen => {
          const image = new Image(), canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
          image.src = "data:image/png;base64," + seen;
          await image.decode();
          [canvas.width, canvas.height] = [image.width, image.height];
          pen.drawImage(image, 0, 0);
          const column = pen.getImageData(image.width >> 1, 0, 1, image.height).data;
          const lights = Array.from({length: image.height}, (_, row) => column[4 * row + 1]);
          const inked = lights.map(light => Math.abs(light - lights[0]) > 40);
          return inked.filter((ink, row) => ink && !inked[row - 1]).length;
        }""",
        seen,
    )
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_a_long_formula_in_the_text_breaks_at_its_signs(width: int, post: Path, browser: Browser) -> None:
    """Browsers break no formula; a page that is wider than the screen is no pleasure on a phone."""
    with opened(browser, post, width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        first = page.locator("main p").first
        assert first.locator("math").count() == 3
        ends = first.evaluate("each => [...each.children].map(one => one.getBoundingClientRect().right)")
        assert max(ends) <= width


def test_no_line_begins_with_the_stop_behind_a_formula(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "stops.md").write_text("A word $a = b + c$; and so on.\n\n$$ x $$\n", "utf-8")
    main(["report", str(tmp_path / "stops.md"), "-o", str(tmp_path / "stops.html"), "--jobs", "1"])
    with opened(browser, tmp_path / "stops.html") as page:
        gaps = page.locator("main p:has(math)").evaluate("""each => {
            const formula = each.querySelector('math'), range = document.createRange(), gaps = [];
            range.setStart(formula.nextSibling, 0);
            range.setEnd(formula.nextSibling, 1);
            for (let width = 90; width < 240; width += 1) {
                each.style.width = `${width}px`;
                gaps.push(range.getBoundingClientRect().left - formula.getBoundingClientRect().right);
            }
            return gaps;
        }""")
        assert len(gaps) == 150 and all(abs(gap) < 4 for gap in gaps)


def test_a_short_formula_in_the_text_is_one(post: Path, browser: Browser) -> None:
    with opened(browser, post) as page:
        assert page.locator("td:has(math):right-of(td:has-text('forward'))").first.locator("math").count() == 1


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("width", [DESK, 900])
def test_no_verdict_runs_into_the_next(width: int, media: str, post: Path, browser: Browser) -> None:
    with opened(browser, post, width) as page:
        page.emulate_media(media="print" if media == "print" else "screen")
        boxes = page.locator(".claim > details > summary").evaluate_all(
            "all => all.map(each => each.getBoundingClientRect()).map(box => [box.top, box.bottom])"
        )
        assert len(boxes) >= 7
        assert max(bottom - top for top, bottom in boxes) > 42  # a verdict with two lines under it
        assert all(before[1] <= after[0] + 0.5 for before, after in pairwise(boxes))


@pytest.mark.parametrize("width", WIDTHS)
def test_every_verdict_stands_beside_a_formula_of_its_own(width: int, post: Path, browser: Browser) -> None:
    with opened(browser, post, width) as page:
        assert page.locator(".display > .claim").count() == 7
        assert page.locator(".display > .claim:not(:has(> .formula math, > pre))").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_the_link_of_a_claim_is_on_no_formula(width: int, post: Path, browser: Browser) -> None:
    with opened(browser, post, width) as page:
        boxes = page.locator(".display > .claim:has(> .formula)").evaluate_all(
            "all => all.map(each => ['.formula', '.link'].map(one => each.querySelector(one).getBoundingClientRect()))"
        )
        assert len(boxes) > 4
        assert all(f["right"] <= link["left"] + 1 or f["bottom"] <= link["top"] + 1 for f, link in boxes)


def test_a_title_is_as_wide_as_formulas_are(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "a.md").write_text("# Backpropagation by hand for two\n\nWords.\n\n$$ x $$\n", "utf-8")
    main(["report", str(tmp_path / "a.md"), "-o", str(tmp_path / "a.html"), "--jobs", "1"])
    with opened(browser, tmp_path / "a.html", 1200) as page:
        title = page.locator("h1")
        assert title.evaluate("each => each.getBoundingClientRect().height") < 60
        assert title.evaluate("each => each.getBoundingClientRect().right") <= 1200


STEPS = """all => all.map(one => {
  const rows = [...one.children].map(row => [...row.children].filter(each => each.checkVisibility()));
  const lead = one.querySelector(".lead > math");
  const equals = rows.map(row => row.find(each => !each.matches(".lead, .reason")).querySelector("mo"));
  return [lead.getBoundingClientRect().right, ...equals.map(each => each.getBoundingClientRect().left)];
})"""


@pytest.mark.parametrize(("width", "apart"), [(DESK, 0.5), (900, 0.5)])
def test_what_is_derived_stands_before_the_sign_of_the_first_step_and_signs_below_each_other(
    width: int, apart: float, post: Path, browser: Browser
) -> None:
    with opened(browser, post, width) as page:
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        found = page.locator(".steps.led").evaluate_all(STEPS)
        assert len(found) >= 4
        for lead, *signs in found:
            assert len(signs) >= 3 and max(signs) - min(signs) < apart and lead < min(signs) + 1


def test_what_stands_beside_an_equation_is_apart_from_it(post: Path, browser: Browser) -> None:
    with opened(browser, post) as page:
        row = page.locator(".formula:has-text('first') > math")
        ends, starts = (row.evaluate_all(f"all => all.map(each => each.getBoundingClientRect().{side})")
                        for side in ("right", "left"))
        shown = row.nth(2).locator("mtext").evaluate("each => each.getBoundingClientRect().left")
        assert shown - ends[1] > 20 and starts[1] - ends[0] < 20


def test_fractions_do_not_touch_what_is_beside_them(post: Path, browser: Browser) -> None:
    with opened(browser, post) as page:
        assert page.locator("mfrac").first.evaluate("each => parseFloat(getComputedStyle(each).paddingLeft)") > 1


def test_what_is_not_understood_is_marked_where_it_can_be_seen(post: Path, browser: Browser) -> None:
    with opened(browser, post, 360) as page:
        mark = page.locator(".unread pre.source mark")
        assert mark.inner_text() == r"\oint"
        box, outer = mark.bounding_box(), page.locator(".unread pre.source").bounding_box()
        assert box is not None and outer is not None
        assert outer["x"] < box["x"] and box["x"] + box["width"] < outer["x"] + outer["width"]


def test_the_words_of_a_table_are_read_on_a_phone(post: Path, browser: Browser) -> None:
    """A column that is a word wide is worse than a table that scrolls."""
    with opened(browser, post, 360) as page:
        box = page.locator("main section > .scroll")
        assert box.evaluate("each => each.scrollWidth > each.clientWidth && each.tabIndex === 0")
        widths = box.locator("tr:last-child td").evaluate_all("all => all.map(each => each.offsetWidth)")
        assert 150 < widths[3] < 300
        assert box.locator("td").nth(2).evaluate("each => getComputedStyle(each).textAlign") == "right"


def test_bold_words_have_a_font_of_their_own(post: Path, browser: Browser) -> None:
    with opened(browser, post) as page:
        page.evaluate("document.fonts.ready.then(() => 0)")
        loaded = page.evaluate(
            "[...document.fonts].filter(each => each.status === 'loaded').map(each => `${each.family} ${each.weight}`)"
        )
        assert '"Derive Text" bold' in loaded or "Derive Text bold" in loaded or "Derive Text 700" in loaded


def test_the_mark_of_an_item_stands_beside_it(post: Path, browser: Browser) -> None:
    with opened(browser, post, PHONE) as page:
        marks, items = page.locator("main dt"), page.locator("main dd")
        assert marks.all_inner_texts() == ["☑", "☐"]
        for mark, item in zip(marks.all(), items.all(), strict=True):
            first, second = mark.bounding_box(), item.bounding_box()
            assert first is not None and second is not None
            assert abs(first["y"] - second["y"]) < 8 and first["x"] < second["x"] + second["width"]


def test_a_tall_picture_on_paper_keeps_its_size_and_is_in_parts_so_that_no_page_is_left_empty(
    post: Path, browser: Browser
) -> None:
    """What goes whole on a page leaves the one before it as empty as it is high; what stands twice is dashed there."""
    with opened(browser, post) as page:
        whole, parts = page.locator("svg.network:not(.part)"), page.locator("svg.part")
        said = page.get_by_text("goes on from stands at its top")
        natural = whole.evaluate("each => each.height.baseVal.value")
        assert _heights(whole) == [pytest.approx(natural, abs=1)]
        assert not parts.first.is_visible() and not said.is_visible()
        assert natural > 310
        page.emulate_media(media="print")
        assert not whole.is_visible() and said.is_visible()
        heights = _heights(parts)
        assert len(heights) >= 2 and sum(heights) > natural and max(heights) < 315
        assert set(parts.evaluate_all("all => all.map(each => getComputedStyle(each).breakInside)")) == {"avoid"}
        frames = "all => all.map(each => getComputedStyle(each).strokeDasharray)"
        assert set(page.locator("svg.part .again > rect").evaluate_all(frames)) == {"3px"}
        assert set(page.locator("svg .computed:not(.again) > rect").evaluate_all(frames)) == {"none"}
        tops = parts.evaluate_all("all => all.map(each => each.getBoundingClientRect().top)")
        assert tops[0] == tops[1]  # beside each other, as both have room


def test_no_letter_of_a_picture_is_smaller_than_nine_points_on_paper(post: Path, browser: Browser) -> None:
    with opened(browser, post) as page:
        page.emulate_media(media="print")
        least = page.locator("svg.part text, svg.part tspan").evaluate_all(
            "all => Math.min(...all.map(each => parseFloat(getComputedStyle(each).fontSize)))"
        )
        scales = page.locator("svg.part").evaluate_all("all => all.map(each => each.getScreenCTM().a)")
        assert least * min(scales) >= 9 / 72 * 96 - 0.01


def _heights(pictures: Locator) -> list[float]:
    return [float(each.evaluate("each => each.getBoundingClientRect().height")) for each in pictures.all()]


def test_a_picture_waits_for_the_end_of_its_section(post: Path, browser: Browser) -> None:
    with opened(browser, post) as page:
        assert page.locator("main > section > figure.drawing:last-child").count() == 1
        assert page.locator("main > section > ul + figure.drawing, main > section > dl + figure.drawing").count() == 1


def test_a_page_that_is_unfolded_as_a_whole_lays_out_what_is_near(post: Path, browser: Browser) -> None:
    with opened(browser, post) as page:
        seen = "each => getComputedStyle(each).contentVisibility"
        proof = page.locator(".claim .proof").last
        page.keyboard.press("o")
        assert proof.evaluate(seen) == "visible"
        page.keyboard.press("e")
        assert proof.evaluate(seen) == "auto"
        page.emulate_media(media="print")
        assert proof.evaluate(seen) == "visible"
        page.emulate_media(media="screen")
        last = page.locator("article.claim").last
        page.evaluate(f"location.hash = '#{last.get_attribute('id')}'")
        page.wait_for_function(
            "() => [...document.querySelectorAll('article.claim')].at(-1).getBoundingClientRect().top < 900"
        )


@pytest.mark.parametrize(("width", "scheme"), [(DESK, "dark"), (360, "light")])
def test_axe_finds_nothing_in_a_post(width: int, scheme: str, post: Path, browser: Browser) -> None:
    with opened(browser, post, width, "dark" if scheme == "dark" else "light") as page:
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert violations(page) == []


def test_paper_is_white_whatever_the_theme(post: Path, browser: Browser) -> None:
    with opened(browser, post, DESK, "dark") as page:
        for _ in range(2):
            page.locator("#theme").click()
        scheme = "getComputedStyle(document.documentElement).colorScheme"
        assert page.evaluate(scheme) == "dark"
        page.emulate_media(media="print")
        assert page.evaluate(scheme) == "light"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_on_paper_rows_are_blocks_that_are_aligned_all_the_same(post: Path, browser: Browser) -> None:
    """Behind a grid that goes over a page browsers lay the next words over it, or outside the page."""
    with opened(browser, post) as page:
        page.emulate_media(media="print")
        blocks = page.locator(".display, .display > :has(details)")
        assert set(blocks.evaluate_all("all => all.map(each => getComputedStyle(each).display)")) == {"block"}
        whole = page.locator(".display .claim > .formula, .steps li")
        assert whole.count() > 20
        assert set(whole.evaluate_all("all => all.map(each => getComputedStyle(each).breakInside)")) == {"avoid"}
        ends = page.locator(".display .formula:has(> math:nth-child(2))").evaluate_all(
            "all => all.map(each => each.children[1].getBoundingClientRect().left)"
        )
        first = page.locator(".display").first.locator(".formula:has(> :nth-child(2))").count()
        assert first >= 5
        assert max(ends[:first]) - min(ends[:first]) < 0.5
        figures = page.locator("figure.drawing:not(:has(.part)), .abreast")
        assert set(figures.evaluate_all("all => all.map(each => getComputedStyle(each).breakInside)")) <= {"avoid"}


def test_on_paper_no_row_of_a_table_goes_over_a_page_and_no_heading_stands_at_the_foot_of_one(
    post: Path, browser: Browser
) -> None:
    with opened(browser, post) as page:
        page.emulate_media(media="print")
        rows = page.locator("main table tr").evaluate_all("all => all.map(each => getComputedStyle(each).breakInside)")
        assert len(rows) > 3 and set(rows) == {"avoid"}
        added = """names => names.map(name => {
            const heading = document.querySelector('main').appendChild(document.createElement(name));
            return getComputedStyle(heading).breakAfter;
        })"""
        assert page.evaluate(added, ["h2", "h3", "h4", "h5", "h6"]) == ["avoid"] * 5


def test_a_long_list_of_contents_is_in_two_columns_on_paper(tmp_path: Path, browser: Browser) -> None:
    columns = "each => getComputedStyle(each).columnCount"
    for number, wanted in ((5, "auto"), (20, "2")):
        (tmp_path / "a.md").write_text("# A\n\n" + "".join(f"## {at}\n\nWords.\n\n" for at in range(number)), "utf-8")
        main(["report", str(tmp_path / "a.md"), "-o", str(tmp_path / "a.html"), "--jobs", "1"])
        with opened(browser, tmp_path / "a.html") as page:
            assert page.locator("nav ol").evaluate(columns) == "auto"
            page.emulate_media(media="print")
            assert page.locator("nav ol").evaluate(columns) == wanted


def test_every_letter_of_a_formula_is_in_the_font_of_the_page(post: Path, browser: Browser) -> None:
    """A letter that is not is as wide as in the font that stands in for it. The slanted h has a place of its own."""
    letters = [*map(chr, (*range(0x1D434, 0x1D455), *range(0x1D456, 0x1D468), *range(0x1D6FC, 0x1D715))), "ℎ", "ϵ", "ℒ"]
    with opened(browser, post) as page:
        page.evaluate("document.fonts.load('100px \"Derive Math\"').then(() => 0)")
        widths = page.evaluate(
            """letters => ['monospace', 'serif'].map(other => letters.map(letter => {
                const context = document.createElement('canvas').getContext('2d');
                context.font = `100px "Derive Math", ${other}`;
                const drawn = context.measureText(letter);
                return [drawn.width, drawn.actualBoundingBoxRight, drawn.actualBoundingBoxAscent];
            }))""",
            letters,
        )
        others = [letter for letter, one, two in zip(letters, *widths, strict=True) if one != two]
        assert others == []


PAIRS = r"""\documentclass{article}
\begin{document}
% derive: X \in R^{n \times m}, W \in R^{m \times k}
\begin{align}
A &\to X W, & H &\to A + A, & P_{ij} &\to X_{ij}, \\
B &\to 2 A, & C &\to X X X^\top X, & D &\to W.
\end{align}
\end{document}
"""


@pytest.mark.parametrize("width", WIDTHS)
def test_no_cell_of_a_row_is_printed_on_another(width: int, tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "pairs.tex").write_text(PAIRS, "utf-8")
    main(["report", str(tmp_path / "pairs.tex"), "-o", str(tmp_path / "pairs.html"), "--jobs", "1"])
    with opened(browser, tmp_path / "pairs.html", width) as page:
        rows = page.locator(".display .formula").evaluate_all(
            "all => all.map(row => [...row.querySelectorAll('math')].map(each =>"
            " [...each.children].map(one => one.getBoundingClientRect()).filter(box => box.width))"
            ".map(boxes => [Math.min(...boxes.map(box => box.left)), Math.max(...boxes.map(box => box.right))]))"
        )
        assert max(map(len, rows)) == 6
        assert all(before[1] <= after[0] + 0.5 for row in rows for before, after in pairwise(row))
