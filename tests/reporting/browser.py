"""A browser without a window that opens the reports as a reader does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page, sync_playwright

DESK, PHONE = 1280, 390
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
Scheme = Literal["light", "dark"]


@contextmanager
def launched(program: str) -> Iterator[Browser]:
    """A browser of its own."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser, page: Path, width: int = DESK, scheme: Scheme = "light", script: bool = True
) -> Iterator[Page]:
    """A page as seen for the first time; that it asks the network for anything, or complains, is an error."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    found, complaints = context.new_page(), list[str]()
    found.on("pageerror", lambda error: complaints.append(str(error)))
    found.on("console", lambda message: complaints.append(message.text))
    asked = list[str]()
    found.on("request", lambda request: asked.append(request.url))
    found.goto(page.as_uri())
    yield found
    context.close()
    assert complaints == []
    assert all(url.startswith(("file:", "data:")) for url in asked), asked


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with a page, a line each."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found: Any = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert found["passes"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:300]}" for each in found["violations"]]
