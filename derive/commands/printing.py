"""A report as PDF: by a browser that prints the page, or by xelatex, whichever is there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
QUIET = ("--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--no-pdf-header-footer",
         "--window-size=1280,900")
SECONDS = 300
RUNS = 2
"""LaTeX knows the places of its links only in its second run."""


class NotPrinted(Exception):
    """No PDF could be made; its text says why."""


def print_to(target: Path, page: str, tex: str) -> None:
    """Write a PDF of a page, or of the same report in LaTeX. Raises `NotPrinted` where neither can be printed."""
    reasons = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        for program, make in _ways(folder, page, tex):
            made = make(program)
            if made.is_file():
                shutil.copyfile(made, target)
                return
            reasons.append(f"{Path(program).name} made no PDF")
    why = " and ".join(reasons) or f"neither a browser ({', '.join(BROWSERS[:3])}) nor xelatex is installed"
    raise NotPrinted(f"no PDF: {why}; .html and .tex need no other program")


def _ways(folder: Path, page: str, tex: str) -> list[tuple[str, Callable[[str], Path]]]:
    """The programs that are there, the one that is preferred first, and what each does."""
    (folder / "report.html").write_text(page, encoding="utf-8", newline="\n")
    (folder / "report.tex").write_text(tex, encoding="utf-8", newline="\n")
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    xelatex = shutil.which("xelatex")
    ways: list[tuple[str, Callable[[str], Path]]] = []
    if browser:
        ways.append((browser, lambda program: _browser(program, folder)))
    if xelatex:
        ways.append((xelatex, lambda program: _xelatex(program, folder)))
    return ways


def _browser(program: str, folder: Path) -> Path:
    made = folder / "page.pdf"
    # A browser that runs as root has no sandbox; the page is our own, and runs nothing but our script.
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    profile = f"--user-data-dir={folder / 'profile'}"
    page = (folder / "report.html").as_uri()
    _run([program, *QUIET, *root, profile, f"--print-to-pdf={made}", page], folder)
    return made


def _xelatex(program: str, folder: Path) -> Path:
    for _ in range(RUNS):
        _run([program, "-interaction=batchmode", "-no-shell-escape", "report.tex"], folder)
    return folder / "report.pdf"


def _run(command: Sequence[str], folder: Path) -> None:
    """Run a program; what it does not make in time is not made."""
    try:
        subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return
