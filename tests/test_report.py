"""`report`: where it writes, what it refuses to write over, and that the document's words and kernels are in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from derive import cli

from .reporting.writings import NOTE, PAPER

KERNEL = r"""<!-- derive
X \in R^{N \times n},  W \in R^{n \times m}
Y := X W,  L := L(Y)
kernel: my_affine_dw
-->

The gradient of the weights:

$$ \frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y} $$
"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcffff3f030005fe02fea7d6"
    "059b0000000049454e44ae426082"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("kernel.md").write_text(KERNEL, encoding="utf-8")
    Path("note.md").write_text(NOTE, encoding="utf-8")
    Path("paper.tex").write_text(PAPER, encoding="utf-8")
    return tmp_path


def report(*words: str) -> int:
    return cli.main(["report", *words, "--jobs", "1"])


def test_a_page_is_written_beside_the_reader(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("sub").mkdir()
    shutil.move("kernel.md", "sub/kernel.md")
    assert report("sub/kernel.md") == 0
    page = (folder / "kernel.html").read_text("utf-8")
    assert capsys.readouterr().out == "kernel.html: 1 proved\n"
    assert "<p>The gradient of the weights:</p>" in page
    assert "def my_affine_dw(" in page and "complex steps" in page
    assert "index.html" not in page and str(folder) not in page


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("out/a.html", "<em>words</em>"),
        ("a.tex", r"\emph{words}"),
        ("a.json", '"verdict": "refuted"'),
        ("A.HTML", "<em>words</em>"),
    ],
)
def test_the_ending_tells_the_format(name: str, words: str, folder: Path) -> None:
    assert report("note.md", "-o", name) == 1  # one formula is never closed
    assert words in Path(name).read_text("utf-8")


def test_what_is_left_to_look_at_is_printed_as_check_does(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["check", "note.md", "--jobs", "1"])
    *_, checked = capsys.readouterr().out.splitlines()
    report("note.md")
    *left, last = capsys.readouterr().out.splitlines()
    assert last == f"note.html: {checked}" and "as expected" in checked
    assert left and left[0].startswith("note.md:") and not any("  proved  " in line for line in left)


def test_several_documents_make_a_folder_with_an_index(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report("kernel.md", "paper.tex", "-o", "book") == 1
    names = sorted(each.name for each in Path("book").iterdir())
    assert names == ["index.html", "kernel.html", "kernel.tex", "paper.html", "paper.tex", "report.json"]
    assert len(json.loads(Path("book/report.json").read_text("utf-8"))["documents"]) == 2
    *left, last = capsys.readouterr().out.splitlines()
    assert last.startswith(f"{Path('book/index.html')}: ") and " in 2 documents; " in last
    assert any(line.startswith("paper.tex:") for line in left)
    assert report(".") == 1
    assert Path("report/index.html").is_file()


def test_a_document_in_a_folder_is_one_that_is_found(folder: Path) -> None:
    Path("one").mkdir()
    shutil.move("kernel.md", "one/kernel.md")
    assert report("one") == 0
    assert Path("kernel.html").is_file()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["paper.tex", "-o", "paper.tex"], "paper.tex: the report would be written over the document itself"),
        (["paper.tex", "-o", "./x/../paper.tex"], "the report would be written over the document itself"),
        (["paper.tex", "-o", "."], "paper.tex: the report would be written over the document itself"),
        (["note.md", "paper.tex", "-o", "."], "paper.tex: the report would be written over the document itself"),
        (["note.md", "-o", "a.docx"], "a.docx: expected a file that ends in .html, .tex, .pdf, .json, or a folder"),
        (["note.md", "-o", "note.md"], "note.md: expected a file that ends in .html"),
        (["note.md", "paper.tex", "-o", "a.html"], "a.html: 2 documents do not go into one file; expected the name of"),
        (["none.md"], "none.md: no such file"),
        (["note.md", "-o", "kernel.md/a.html"], "cannot be written: "),
    ],
)
def test_what_cannot_be_written_is_told(
    words: list[str], told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    assert report(*words) == 2
    assert told in capsys.readouterr().err
    after = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    assert after == before


def test_a_kernel_that_cannot_be_made_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("kernel.md").write_text(KERNEL.replace(r"X^\top \frac", r"2 X^\top \frac"), encoding="utf-8")
    assert report("kernel.md") == 1
    assert "no kernel my_affine_dw" in capsys.readouterr().err
    assert Path("kernel.html").is_file()


def test_a_picture_beside_the_document_is_in_the_page_and_no_other_is(folder: Path) -> None:
    Path("sub").mkdir()
    for name in ("graph.png", "sub/inner.png"):
        Path(name).write_bytes(PIXEL)
    (folder.parent / "outside.png").write_bytes(PIXEL)
    Path("secret.txt").write_text("secret", encoding="utf-8")
    names = ("graph.png", "sub/inner.png", "../outside.png", str(folder / "graph.png"), "secret.txt", "none.png")
    pictures = "\n\n".join(f"![picture {number}]({name})" for number, name in enumerate(names))
    Path("kernel.md").write_text(f"{KERNEL}\n{pictures}\n", encoding="utf-8")
    assert report("kernel.md") == 0
    page = Path("kernel.html").read_text("utf-8")
    assert page.count('<img src="data:image/png;base64,') == 3
    assert all(f'alt="picture {number}"' in page for number in (0, 1, 3))
    assert all(f"[picture: picture {number}]" in page for number in (2, 4, 5))


@pytest.mark.parametrize("program", ["chromium", "xelatex"])
def test_a_pdf_is_made_by_either_program(
    program: str, folder: Path, needs: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    only, reader = needs(program), needs("pdftotext")
    monkeypatch.setattr(shutil, "which", lambda name: only if name == program else None)
    assert report("paper.tex", "-o", "paper.pdf") == 1
    assert Path("paper.pdf").read_bytes().startswith(b"%PDF-")
    text = subprocess.run([reader, "paper.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert "A. Writer, B. Reader" in text and "Theorem 1.1" in text and "did you mean" in text.lower()


def test_without_a_program_for_it_there_is_no_pdf(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert report("kernel.md", "-o", "kernel.pdf") == 2
    assert "neither a browser (chromium, chromium-browser, google-chrome) nor xelatex" in capsys.readouterr().err
    monkeypatch.setattr(shutil, "which", lambda name: sys.executable if name == "chromium" else None)
    assert report("kernel.md", "-o", "kernel.pdf") == 2
    assert "made no PDF; .html and .tex need no other program" in capsys.readouterr().err
    assert not Path("kernel.pdf").exists()


def test_the_same_document_gives_the_same_bytes(folder: Path) -> None:
    pages = []
    for _ in range(2):
        report("note.md", "-o", "a.html")
        pages.append(Path("a.html").read_bytes())
        os.remove("a.html")
    assert pages[0] == pages[1]
