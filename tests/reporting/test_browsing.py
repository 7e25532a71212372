"""The pages in a browser: links, folds, keys, search, themes, narrow screens, and what axe-core says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from derive.judging.results import Finding
from derive.reporting.data import KernelReport
from derive.reporting.write import write

from .browser import DESK, PHONE, Scheme, launched, opened, violations
from .examples import affine, hostile_document, kernel
from .writings import note, paper

NAMES = ("index", "affine", "note", "paper")
HOSTILE = "b"


@pytest.fixture(scope="module")
def browser(needs: Callable[[str], str]) -> Iterator[Browser]:
    with launched(needs("chromium")) as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("reports")
    finding = Finding("$L$ at 20:9 is $2$ times $L$ at 12:1.", ((12, 1), (20, 9)))
    documents = [replace(affine(), findings=(finding,)), hostile_document(), note(), paper()]
    kernels: tuple[KernelReport, ...] = (kernel(),)
    write(documents, kernels, target)
    return target


def count(page: Page, selector: str) -> int:
    """How many elements are to be seen."""
    return page.locator(selector).locator("visible=true").count()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("width", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_axe_finds_nothing(name: str, width: int, scheme: Scheme, folder: Path, browser: Browser) -> None:
    with opened(browser, folder / f"{name}.html", width, scheme) as page:
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert violations(page) == []


def test_axe_would_find_something(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html") as page:
        page.evaluate("document.querySelector('h1').innerHTML = '<img src=\"data:,\">'")
        page.evaluate("document.querySelector('main p').style.color = '#ddd'")
        found = "\n".join(violations(page))
        assert "image-alt" in found and "color-contrast" in found


@pytest.mark.parametrize("name", [*NAMES, HOSTILE])
@pytest.mark.parametrize("width", [DESK, 768, PHONE, 360])
def test_nothing_is_clipped_and_no_page_scrolls_sideways(
    name: str, width: int, folder: Path, browser: Browser
) -> None:
    with opened(browser, folder / f"{name}.html", width) as page:
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        clipped = page.evaluate("""[...document.querySelectorAll('math')].filter(each => {
            const box = each.closest('.formula, .scroll, pre, table') ?? each.parentElement;
            const inner = each.getBoundingClientRect(), outer = box.getBoundingClientRect();
            const scrolls = getComputedStyle(box).overflowX === 'auto';
            const reachable = box.scrollWidth <= box.clientWidth + 1 || box.tabIndex === 0;
            return inner.height > 0 && (inner.left < outer.left - 1 || inner.top < outer.top - 1
              || inner.bottom > outer.bottom + 1 || (inner.right > outer.right + 1 && !(scrolls && reachable)));
        }).map(each => each.textContent.slice(0, 80))""")
        assert clipped == []


def test_every_link_inside_leads_to_what_is_then_to_be_seen(folder: Path, browser: Browser) -> None:
    for name in ("paper", "note", "affine"):
        with opened(browser, folder / f"{name}.html") as page:
            links = page.locator("a[href^='#']").evaluate_all("all => all.map(each => each.getAttribute('href'))")
            assert len(links) > 8
            for link in dict.fromkeys(links):
                page.evaluate("link => { location.hash = link }", link)
                seen = page.locator(f"[id='{link[1:]}']").evaluate(
                    "each => each.checkVisibility() && each.getBoundingClientRect().top < innerHeight"
                )
                assert seen, link


def test_a_link_to_a_claim_unfolds_its_proof(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html") as page:
        first = page.locator("article.claim").first
        assert not first.locator(".proof").is_visible()
        page.evaluate("id => { location.hash = id }", first.get_attribute("id"))
        page.wait_for_timeout(50)
        assert first.locator(".proof").is_visible()


def test_the_index_leads_to_a_claim(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "index.html") as page:
        page.locator("#false ~ .found a").first.click()
        assert page.locator("article.claim:target .proof").is_visible()


def test_what_is_false_is_open_and_what_is_true_is_folded(folder: Path, browser: Browser) -> None:
    for script in (True, False):
        with opened(browser, folder / "note.html", script=script) as page:
            assert count(page, "article.refuted .proof") == page.locator("article.refuted").count() == 1
            assert count(page, "article.proved .proof") == 0
            page.locator("article.proved summary").first.click()
            assert count(page, "article.proved .proof") == 1


def test_the_page_is_whole_without_its_script(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html", script=False) as page:
        assert count(page, ".live") == 0
        assert count(page, "nav a") == page.locator("nav a").count() > 2
        assert count(page, "article.claim") == page.locator("article.claim").count() == 7


def test_keys_go_from_claim_to_claim_and_unfold(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html") as page:
        claims = page.locator("article.claim")
        ids = claims.evaluate_all("all => all.map(each => each.id)")
        here = "document.activeElement.closest('article.claim')?.id"
        for key, expected in (("j", 0), ("j", 1), ("j", 2), ("k", 1), ("k", 0), ("k", 0)):
            page.keyboard.press(key)
            assert page.evaluate(here) == ids[expected]
        assert not claims.first.locator(".proof").is_visible()
        page.keyboard.press("Enter")
        assert claims.first.locator(".proof").is_visible()
        page.keyboard.press("o")
        assert not claims.first.locator(".proof").is_visible()


@pytest.mark.parametrize("key", ["o", "Enter"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_what_is_unfolded_at_the_lower_edge_comes_into_view(
    key: str, width: int, folder: Path, browser: Browser
) -> None:
    with opened(browser, folder / "note.html", width) as page:
        name = page.locator("article.claim:has(> details:not([open]))").nth(1).get_attribute("id")
        claim = page.locator(f"article[id='{name}']")
        claim.locator("summary").first.focus()
        claim.evaluate("each => scrollTo(0, scrollY + each.getBoundingClientRect().bottom - innerHeight)")
        page.keyboard.press(key)
        proof = claim.locator(".proof").bounding_box()
        assert proof is not None and 0 < proof["y"] <= 901 - min(proof["height"], 700)


def test_enter_on_a_link_of_a_claim_follows_it(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html") as page:
        claim = page.locator("article.claim").nth(1)
        claim.locator(".link").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/note.html#{claim.get_attribute('id')}")


def test_the_ring_around_what_has_the_focus_is_whole_beside_the_text(folder: Path, browser: Browser) -> None:
    """What scrolls cuts off what stands out of it."""
    with opened(browser, folder / "note.html") as page:
        lefts = page.locator("nav :is(input, button, a) >> visible=true").evaluate_all(
            """all => all.map(each => {
              each.focus();
              const style = getComputedStyle(each), [at, edge] = [each, each.closest("nav")].map(
                one => one.getBoundingClientRect().left);
              return at - parseFloat(style.outlineOffset) - parseFloat(style.outlineWidth) - edge;
            })"""
        )
        assert len(lefts) > 5 and min(lefts) >= 0


def test_all_is_unfolded_and_folded(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html") as page:
        number = page.locator("article.claim").count()
        for expected in (number, 0):
            page.keyboard.press("e")
            assert count(page, ".proof") == expected
        page.locator("#expand").click()
        assert count(page, ".proof") == number


def test_help_opens_and_closes(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "index.html") as page:
        page.keyboard.press("?")
        assert page.locator("dialog").is_visible()
        assert page.evaluate("document.activeElement.closest('dialog') !== null")
        page.keyboard.press("Escape")
        assert not page.locator("dialog").is_visible()


@pytest.mark.parametrize(
    ("words", "claims"),
    [
        ("refuted", 1),
        ("W^\\top", 3),
        ("∂L/∂W", 1),
        ("chain", 1),
        ("backward 2", 4),
        ("REFUTED W", 1),
        ('"left side"', 1),
        ("refuted chain", 0),
        ("nothing-of-the-kind", 0),
    ],
)
def test_search_finds_claims_by_what_they_are(words: str, claims: int, folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html") as page:
        page.keyboard.press("/")
        page.keyboard.type(words)
        assert page.locator("#found").inner_text() == f"{claims} of 7 claims"
        assert count(page, "article.claim:not(.missed)") == claims
        page.keyboard.press("Escape")
        assert page.locator("#found").inner_text() == ""
        assert count(page, "article.claim") == 7


def test_search_finds_words_and_leaves_the_rest_out(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html") as page:
        page.locator("#search").fill("quoted")
        assert count(page, "main blockquote") == 1
        assert count(page, "main section[data-part] > p") == 0
        assert count(page, "main h2") == 1 + page.locator("main section:not([data-part]) h2").count()


def test_one_verdict_alone_is_shown(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html") as page:
        button = page.locator("button[data-filter=refuted]")
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        assert count(page, "article.claim:not(.missed)") == count(page, "article.refuted") == 1
        assert count(page, "main section[data-part] > p") == 0
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.closest('article').dataset.kind") == "refuted"
        button.click()
        assert button.get_attribute("aria-pressed") == "false"
        assert count(page, "article.claim") == 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_is_the_readers_and_is_remembered(scheme: Scheme, folder: Path, browser: Browser) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    grounds = {"light": "rgb(253, 252, 248)", "dark": "rgb(25, 26, 28)"}
    with opened(browser, folder / "note.html", scheme=scheme) as page:
        assert page.evaluate(ground) == grounds[scheme]
        for theme in ("light", "dark"):
            page.locator("#theme").click()
            assert page.locator("#theme").inner_text() == f"Theme: {theme}"
            assert page.evaluate(ground) == grounds[theme]
        page.reload()
        assert page.evaluate(ground) == grounds["dark"]
        page.locator("#theme").click()
        assert page.evaluate(ground) == grounds[scheme]


def test_contents_stay_beside_the_text_on_a_wide_screen_only(folder: Path, browser: Browser) -> None:
    for width, beside in ((DESK, True), (PHONE, False)):
        with opened(browser, folder / "affine.html", width) as page:
            page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
            box = page.locator("nav").bounding_box()
            assert box is not None
            assert (0 <= box["y"] + 60 < 900) == beside


def test_the_contents_say_where_the_reader_is(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html") as page:
        current = page.locator('nav a[aria-current="location"]')
        assert current.count() == 0
        page.locator("#section-rest").evaluate("each => scrollTo(0, each.getBoundingClientRect().top + scrollY - 50)")
        page.wait_for_selector('nav a[aria-current="location"]')
        place = page.evaluate("scrollY")
        assert current.count() == 1
        heading = page.locator(current.get_attribute("href") or "").bounding_box()
        assert heading is not None and heading["y"] < 120
        assert page.evaluate("scrollY") == place
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_function("() => !document.querySelector('nav a[aria-current]')")
    with opened(browser, folder / "note.html", PHONE) as page:
        page.evaluate("scrollTo(0, 2000)")
        page.wait_for_timeout(100)
        assert page.locator("nav a[aria-current]").count() == 0
        assert page.evaluate("scrollY") > 1000


def test_rows_are_aligned_where_their_author_aligns_them(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "paper.html") as page:
        lefts = page.locator(".display").first.locator("article > .formula > math:last-child").evaluate_all(
            "all => all.map(each => Math.round(each.getBoundingClientRect().left))"
        )
        assert len(lefts) == 3 and len(set(lefts)) == 1
        verdicts = page.locator(".display").first.locator("article > details > summary")
        text = page.locator("main p").first.bounding_box()
        for place in range(3):
            box = verdicts.nth(place).bounding_box()
            assert box is not None and text is not None and box["x"] + box["width"] <= text["x"]


def test_print_shows_what_is_false_and_no_tools(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html") as page:
        page.emulate_media(media="print")
        assert count(page, ".live") == count(page, "a.link") == 0
        assert count(page, "article.refuted .proof") == 1
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_no_program_of_a_document_runs(folder: Path, browser: Browser) -> None:
    for name in ("note", HOSTILE):
        with opened(browser, folder / f"{name}.html") as page:
            page.on("dialog", lambda dialog: pytest.fail(f"the document says {dialog.message}"))
            for link in page.locator("main a").all():
                assert not (link.get_attribute("href") or "").lower().startswith("javascript")
            assert page.locator("script").count() == 1
