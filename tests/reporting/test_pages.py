"""The LaTeX report page by page: no longer than it must be, no page left empty, no heading at the foot of one."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from derive.cli import main

LECTURE = r"""\documentclass{article}
\title{A lecture}
\begin{document}
\maketitle
% derive: X \in R^{N \times n}, W, V \in R^{n \times m}, b, c \in R^m, U \in R^{m \times k}
% derive: \sigma(t) := \frac{1}{1 + e^{-t}}

\section{A gated layer}
The candidate and its gate are
\begin{align}
  H &= X W + \mathbf{1} b^\top, & A &= \tanh(H), \\
  P &= X V + \mathbf{1} c^\top, & G &= \sigma(P),
\end{align}
and the output is
\begin{equation} Z = G \odot A, \qquad Y = Z U. \end{equation}
% derive: L := L(Y)
\subsection{Through the output}
\begin{align}
  \frac{\partial L}{\partial U} &= Z^\top \frac{\partial L}{\partial Y}, &
  \frac{\partial L}{\partial Z} &= \frac{\partial L}{\partial Y} U^\top, \\
  \frac{\partial L}{\partial A} &= \frac{\partial L}{\partial Z} \odot G, &
  \frac{\partial L}{\partial G} &= \frac{\partial L}{\partial Z} \odot A.
\end{align}
\subsection{Through the activations}
\begin{align}
  \frac{\partial L}{\partial H} &= \frac{\partial L}{\partial A} \odot (1 - A \odot A), \\
  \frac{\partial L}{\partial P} &= \frac{\partial L}{\partial G} \odot G \odot (1 - G), \\
  \frac{\partial L}{\partial W} &= X^\top \frac{\partial L}{\partial H}, &
  \frac{\partial L}{\partial b} &= \left(\frac{\partial L}{\partial H}\right)^\top \mathbf{1}, \\
  \frac{\partial L}{\partial V} &= X^\top \frac{\partial L}{\partial P}, &
  \frac{\partial L}{\partial c} &= \left(\frac{\partial L}{\partial P}\right)^\top \mathbf{1}.
\end{align}
\end{document}
"""
HEADINGS = ("A gated layer", "Through the output", "Through the activations", "Proofs", "The document in numbers",
            "How to read the verdicts")
MOST = 7
"""The pages of a lecture of 16 formulas, with its proofs."""


@pytest.fixture(scope="module")
def lecture(tmp_path_factory: pytest.TempPathFactory, needs: Callable[[str], str]) -> Path:
    folder = tmp_path_factory.mktemp("lecture")
    (folder / "lecture.tex").write_text(LECTURE, "utf-8")
    main(["report", str(folder / "lecture.tex"), "-o", str(folder / "report.tex"), "--jobs", "1"])
    for _ in range(2):
        done = subprocess.run(
            [needs("xelatex"), "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "report.tex"],
            cwd=folder, capture_output=True, text=True, errors="replace", timeout=300, check=True,
        )
    assert "Overfull" not in done.stdout
    return folder


def test_a_lecture_with_its_proofs_takes_few_pages(lecture: Path) -> None:
    pages = re.search(r"\((\d+) page", (lecture / "report.log").read_text(errors="replace"))
    assert pages is not None
    assert int(pages[1]) <= MOST


def test_every_line_of_every_derivation_is_there_with_its_reason(lecture: Path) -> None:
    text = (lecture / "report.tex").read_text("utf-8")
    derivations = re.findall(r"\\begin\{align\*\}(.*?)\\end\{align\*\}", text, re.DOTALL)
    assert len(derivations) == 10
    for each in derivations:
        assert each.count("&= ") == each.count(r"\reason{") + each.count(r"\below{") >= 3


def test_no_page_ends_with_a_heading_and_none_but_the_last_is_half_empty(
    lecture: Path, needs: Callable[[str], str]
) -> None:
    subprocess.run(
        [needs("pdftotext"), "-layout", "report.pdf", "report.txt"], cwd=lecture, check=True, timeout=120
    )
    subprocess.run(
        [needs("pdftoppm"), "-r", "20", "-gray", "report.pdf", "sheet"], cwd=lecture, check=True, timeout=120
    )
    for page in (lecture / "report.txt").read_text("utf-8").split("\f")[:-2]:
        *_, last, _number = (line.strip() for line in page.split("\n") if line.strip())
        assert not last.endswith(HEADINGS)
    *sheets, _last = sorted(lecture.glob("sheet*.pgm"))
    assert sheets and min(map(filled, sheets)) > 0.66


def test_wherever_a_page_ends_nothing_is_parted_from_what_it_belongs_to(
    tmp_path: Path, needs: Callable[[str], str]
) -> None:
    """A heading and what is declared stay with the first formula, that with its verdict, a picture with its words."""
    (tmp_path / "note.md").write_text("".join(map(part, range(24))), "utf-8")
    main(["report", str(tmp_path / "note.md"), "-o", str(tmp_path / "report.tex"), "--jobs", "1"])
    shown = pages(tmp_path, needs)
    assert len(shown) > 12
    for ends in (page[-1] for page in shown[:-1]):
        assert not ends.startswith(("Part", "Heading", "declared here"))
    for begins in (page[0] for page in shown[1:]):
        assert not begins.startswith(("What is computed", "compared", "2 entries", "1 entry"))


def part(number: int) -> str:
    """A section in a section, with something declared, a claim that has a picture, and some lines of words."""
    words = "Words that take a line of the page, or a little more than one line of it, as it happens.\n\n"
    weight = f"w_{{{number}}}"
    return rf"""# Part {number}

## Heading {number}

<!-- derive
x, {weight} \in R
y := {weight} x^2
L := L(y)
-->

$$ \frac{{\partial L}}{{\partial x}} = 2 {weight} x \frac{{\partial L}}{{\partial y}} $$

{words * (number % 7)}"""


def pages(folder: Path, needs: Callable[[str], str]) -> list[list[str]]:
    """The lines of each page, without its number."""
    command = [needs("xelatex"), "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "report.tex"]
    for program in (command, [needs("pdftotext"), "-layout", "report.pdf", "report.txt"]):
        subprocess.run(program, cwd=folder, capture_output=True, check=True, timeout=300)
    text = (folder / "report.txt").read_text("utf-8")
    found = [[line.strip() for line in page.split("\n") if line.strip()] for page in text.split("\f")]
    return [page[:-1] for page in found if page]


def filled(sheet: Path) -> float:
    """How far down a page there is something, but for its number, as a part of its height."""
    _, width, height, _, pixels = sheet.read_bytes().split(maxsplit=4)
    across, down = int(width), int(height)
    rows = [min(pixels[row * across : (row + 1) * across]) < 200 for row in range(int(0.91 * down))]
    return max(row for row, is_dark in enumerate(rows) if is_dark) / down
