"""The folder of reports."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from derive.judging.results import Judgement
from derive.reporting.data import KernelReport
from derive.reporting.write import shown_path, write

from .examples import hostile_document


def test_each_document_has_a_page_and_latex_beside_the_index(
    judgement: Judgement, kernels: tuple[KernelReport, ...], tmp_path: Path
) -> None:
    written = write([judgement], kernels, tmp_path / "new" / "reports")
    assert [path.name for path in written] == ["index.html", "affine.html", "affine.tex", "report.json"]
    assert all(path.stat().st_size for path in written)


def test_writing_again_changes_no_byte(judgement: Judgement, kernels: tuple[KernelReport, ...], tmp_path: Path) -> None:
    documents = [judgement, hostile_document()]
    before = {path: path.read_bytes() for path in write(documents, kernels, tmp_path)}
    after = {path: path.read_bytes() for path in write(documents, kernels, tmp_path)}
    assert before == after
    assert len(before) == 6


def test_nothing_is_lost_in_any_form(tmp_path: Path, judgement: Judgement) -> None:
    documents = [judgement, hostile_document()]
    _, first, first_tex, second, second_tex, data = write(documents, (), tmp_path)
    claims = json.loads(data.read_text("utf-8"))["documents"]
    for document, page, tex, listed in zip(documents, (first, second), (first_tex, second_tex), claims, strict=True):
        ids = [item.id for item in document.items]
        assert [claim["id"] for claim in listed["claims"]] == ids
        assert all(f"<code>{each}</code>" in page.read_text("utf-8").replace("<wbr>", "") for each in ids)
        assert all(each in tex.read_text("utf-8").replace(r"\allowbreak{}", "") for each in ids)


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["a/note.md", "b/note.md"], ["note", "note-2"]),
        (["Note.md", "note.tex"], ["note", "note-2"]),
        (["index.md"], ["index-2"]),
        (["../../etc/pass wd.md"], ["pass-wd"]),
        (["行列.md"], ["x"]),
        (["CON?*<>.md"], ["con"]),
    ],
)
def test_no_two_documents_share_a_file_and_none_leaves_the_folder(
    judgement: Judgement, paths: list[str], names: list[str], tmp_path: Path
) -> None:
    written = write([replace(judgement, path=path) for path in paths], (), tmp_path)
    assert [path.stem for path in written if path.suffix == ".tex"] == names
    assert all(path.parent == tmp_path for path in written)


def test_an_absolute_path_is_in_no_report(judgement: Judgement, tmp_path: Path) -> None:
    document = replace(judgement, path=str(tmp_path / "note.md"))
    for path in write([document], (), tmp_path / "out"):
        assert str(tmp_path) not in path.read_text("utf-8")
    assert shown_path(str(tmp_path / "note.md")) == "note.md"
    assert shown_path("derive/documents/a.md") == "derive/documents/a.md"


def test_other_files_of_the_folder_stay(judgement: Judgement, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    write([judgement], (), tmp_path)
    assert (tmp_path / "mine.txt").read_text("utf-8") == "mine"
