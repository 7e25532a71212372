"""The reports as a browser and a printer show them. Where a program is missing these are skipped, but never in CI."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from derive.judging.document import judge_document
from derive.judging.results import Finding, Judgement
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.data import KernelReport
from derive.reporting.write import write

from .examples import hostile_document

QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = 390


@pytest.fixture
def folder(judgement: Judgement, kernels: tuple[KernelReport, ...], tmp_path: Path) -> Path:
    found = Finding("$L$ at 20:9 is $2$ times $L$ at 12:1.", ((12, 1), (20, 9)))
    write([replace(judgement, findings=(found,)), hostile_document()], kernels, tmp_path)
    return tmp_path


def browse(chromium: str, page: Path, *arguments: str) -> str:
    """What the browser prints for a page, under a profile of its own."""
    profile = f"--user-data-dir={page.parent / 'profile'}"
    command = [chromium, *QUIET, profile, *arguments, page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


@pytest.mark.parametrize("name", ["index", "affine", "b"])
def test_no_page_scrolls_sideways_on_a_phone_and_every_formula_has_a_size(
    name: str, folder: Path, needs: Callable[[str], str]
) -> None:
    inner = escape((folder / f"{name}.html").read_text("utf-8"), quote=True)
    probe = folder / "probe.html"
    probe.write_text(
        f"""<!DOCTYPE html><iframe id="phone" style="width:{PHONE}px;height:800px;border:0" srcdoc="{inner}"></iframe>
        <script>addEventListener("load", () => {{
          const page = document.getElementById("phone").contentDocument;
          const flat = [...page.querySelectorAll("article > .body > .formula > math")]
            .filter(each => each.textContent.trim() && each.getBoundingClientRect().height < 5);
          document.title = `width ${{page.documentElement.scrollWidth}} flat ${{flat.length}}`;
        }});</script>""",
        "utf-8",
    )
    shown = browse(needs("chromium"), probe, "--window-size=600,900", "--virtual-time-budget=5000", "--dump-dom")
    found = re.search(r"<title>width (\d+) flat (\d+)</title>", shown)
    assert found is not None
    assert int(found[1]) <= PHONE
    assert int(found[2]) == 0


LONG = r"""<!-- derive
x \in R
id: a_name.that_is_much.too_long_for_the_margin.and_has_no_breaks_whatsoever.in_it
-->

$$ 2 x = x + x $$

$$ 3 x = x + 2 x $$
"""


@pytest.mark.parametrize("width", [1200, PHONE])
def test_a_long_name_stays_beside_its_claim(width: int, tmp_path: Path, needs: Callable[[str], str]) -> None:
    write([judge_document(read(Source("long.md", LONG)))], [], tmp_path)
    inner = escape((tmp_path / "long.html").read_text("utf-8"), quote=True)
    probe = tmp_path / "probe.html"
    probe.write_text(
        f"""<!DOCTYPE html><iframe id="page" style="width:{width}px;height:800px;border:0" srcdoc="{inner}"></iframe>
        <script>addEventListener("load", () => {{
          const page = document.getElementById("page").contentDocument;
          const claims = [...page.querySelectorAll("article")];
          claims.forEach(each => each.querySelector("details").open = true);
          const end = each => each.getBoundingClientRect().right;
          const part = (each, name) => end(each.querySelector(name));
          const over = claims.filter(each => part(each, ".where code") > part(each, ".proof"));
          document.title = `claims ${{claims.length}} over ${{over.length}}`;
        }});</script>""",
        "utf-8",
    )
    shown = browse(needs("chromium"), probe, "--window-size=1300,900", "--virtual-time-budget=5000", "--dump-dom")
    assert "<title>claims 2 over 0</title>" in shown


WIDE = r"""<!-- derive
x \in R
-->

$$ y := 2 x $$

$$ z := x + 2 x + 3 x + 4 x + 5 x + 6 x + 7 x + 8 x + 9 x + 10 x + 11 x + 12 x + 13 x + 14 x + 15 x + 16 x + 17 x $$
"""


def test_what_scrolls_sideways_on_a_phone_shows_it_by_a_shadow(tmp_path: Path, needs: Callable[[str], str]) -> None:
    """The shadows stay, and what covers them scrolls; both are on everything that is wider than the page."""
    write([judge_document(read(Source("wide.md", WIDE)))], [], tmp_path)
    inner = escape((tmp_path / "wide.html").read_text("utf-8"), quote=True)
    probe = tmp_path / "probe.html"
    probe.write_text(
        f"""<!DOCTYPE html><iframe id="page" style="width:{PHONE}px;height:800px;border:0" srcdoc="{inner}"></iframe>
        <script>addEventListener("load", () => {{
          const page = document.getElementById("page").contentWindow;
          const style = each => page.getComputedStyle(each);
          const wide = [...page.document.querySelectorAll("main *")].filter(
            each => style(each).overflowX == "auto" && each.scrollWidth > each.clientWidth);
          const shown = wide.filter(
            each => style(each).backgroundAttachment.startsWith("local, local, scroll, scroll"));
          document.title = `wide ${{wide.length}} shown ${{shown.length}}`;
        }});</script>""",
        "utf-8",
    )
    shown = browse(needs("chromium"), probe, "--window-size=600,900", "--virtual-time-budget=5000", "--dump-dom")
    assert "<title>wide 1 shown 1</title>" in shown


def test_the_mathematics_is_set_in_the_font_of_the_page(folder: Path, needs: Callable[[str], str]) -> None:
    page = folder / "affine.html"
    browse(needs("chromium"), page, "--no-pdf-header-footer", f"--print-to-pdf={folder / 'page.pdf'}")
    fonts = (folder / "page.pdf").read_bytes()
    assert b"DeriveMath" in fonts
    assert b"DeriveText" in fonts


def test_claims_break_over_the_pages_of_the_latex(tmp_path: Path, needs: Callable[[str], str]) -> None:
    """A claim that is longer than what is left of a page begins on it all the same."""
    column = " \\\\ ".join("abcdefgh")
    claims = [f"$$ {times} v = {times} \\begin{{pmatrix}} {column} \\end{{pmatrix}} $$" for times in range(2, 9)]
    declared = "<!-- derive\na, b, c, d, e, f, g, h \\in R\nv := (a, b, c, d, e, f, g, h)^T\n-->"
    text = "\n\n".join([declared, *claims])
    write([judge_document(read(Source("long.md", text)))], [], tmp_path)
    command = [needs("xelatex"), "-interaction=batchmode", "-no-shell-escape", "long.tex"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    pages = re.search(r"\((\d+) page", (tmp_path / "long.log").read_text(errors="replace"))
    assert pages is not None
    assert int(pages[1]) <= 13


@pytest.mark.parametrize("name", ["affine", "b"])
def test_the_latex_compiles_without_an_error_and_nothing_runs_off_a_page(
    name: str, folder: Path, needs: Callable[[str], str]
) -> None:
    command = [needs("xelatex"), "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", f"{name}.tex"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=300)
    assert done.returncode == 0, re.findall(r"^!.*\n.*\n.*", done.stdout, re.MULTILINE)
    assert [float(points) for points in re.findall(r"Overfull \\hbox \(([\d.]+)pt", done.stdout)] == []
    subprocess.run(
        [needs("pdftoppm"), "-r", "20", "-gray", f"{name}.pdf", "sheet"], cwd=folder, check=True, timeout=120
    )
    sheets = sorted(folder.glob("sheet*.pgm"))
    assert sheets
    for sheet in sheets:
        assert margin(sheet) == 255


def margin(sheet: Path) -> int:
    """The darkest grey in the outermost twentieth of a page, left and right."""
    kind, width, _, depth, pixels = sheet.read_bytes().split(maxsplit=4)
    assert (kind, depth) == (b"P5", b"255")
    across, edge = int(width), int(width) // 20
    rows = [pixels[start : start + across] for start in range(0, len(pixels), across)]
    return min(min(min(row[:edge]), min(row[-edge:])) for row in rows if len(row) == across)
