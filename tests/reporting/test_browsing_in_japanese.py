"""Japanese reports in a browser and on paper."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from derive.reporting.language import language
from derive.reporting.write import write

from .browser import DESK, PHONE, launched, opened, violations
from .examples import affine, hostile_document, kernel
from .writings import note

NAMES = ("index", "affine", "note")


@pytest.fixture(scope="module")
def browser(needs: Callable[[str], str]) -> Iterator[Browser]:
    with launched(needs("chromium")) as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("reports")
    write([affine(), hostile_document(), note()], (kernel(),), target, language=language("ja"))
    return target


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(name: str, width: int, folder: Path, browser: Browser) -> None:
    with opened(browser, folder / f"{name}.html", width) as page:
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.documentElement.lang") == "ja"


def test_what_the_script_says_is_japanese_too(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html") as page:
        names = []
        for _ in range(3):
            names.append(page.locator("#theme").inner_text())
            page.locator("#theme").click()
        assert names == ["配色：自動", "配色：明", "配色：暗"]
        page.locator("#search").fill("反証")
        total = page.locator("article.claim").count()
        assert page.locator("#found").inner_text() == f"{total}件中1件"
        assert page.locator("article.claim.refuted").is_visible()


def test_the_verdicts_are_found_by_their_english_names_too(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "note.html") as page:
        page.locator("#search").fill("refuted")
        assert page.locator("article.claim.refuted").is_visible()
        assert page.locator("#found").inner_text().endswith("件中1件")


def test_nothing_japanese_is_italic(folder: Path, browser: Browser) -> None:
    with opened(browser, folder / "affine.html") as page:
        slanted = page.evaluate("""[...document.querySelectorAll('body *')].filter(each => each.matches(':lang(ja)')
            && !each.closest('math, svg') && getComputedStyle(each).fontStyle !== 'normal').length""")
        assert slanted == 0
        assert page.evaluate("getComputedStyle(document.body).lineBreak") == "strict"


@pytest.mark.parametrize("name", ["affine", "b", "note"])
def test_the_latex_compiles_with_every_sign_and_nothing_runs_off_a_page(
    name: str, folder: Path, needs: Callable[[str], str]
) -> None:
    command = [needs("xelatex"), "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", f"{name}.tex"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=300)
    assert done.returncode == 0, re.findall(r"^!.*\n.*\n.*", done.stdout, re.MULTILINE)
    assert re.findall(r"Overfull \\hbox.*", done.stdout) == []
    log = (folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")
    assert re.findall(r"Missing character.*[ぁ-んァ-ヶ一-龠].*", log) == []
