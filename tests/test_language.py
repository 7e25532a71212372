"""The language as strangers write it: every document in `tests/language` gets the verdicts listed beside it.

A line of `NAME.expected` is `line:column verdict` and, where it matters, a part of the message.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from derive.judging.document import judge_document
from derive.judging.results import Judgement
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.language import codes, language
from tests.reporting.said import said, untranslated

FOLDER = Path(__file__).parent / "language"
DOCUMENTS = sorted(path for path in FOLDER.iterdir() if path.suffix in {".md", ".tex"})


@cache
def judgement(path: Path) -> Judgement:
    return judge_document(read(Source.read(path)))


def test_every_document_has_its_list() -> None:
    assert DOCUMENTS
    assert {path.stem for path in DOCUMENTS} == {path.stem for path in FOLDER.glob("*.expected")}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_gets_its_verdicts(path: Path) -> None:
    items = judgement(path).items
    expected = path.with_suffix(".expected").read_text().splitlines()
    found = [f"{item.line}:{item.column} {item.verdict.kind.value}" for item in items]
    assert found == [" ".join(line.split(" ")[:2]) for line in expected]
    for item, line in zip(items, expected, strict=True):
        message = " ".join(line.split(" ")[2:])
        assert message in " ".join((item.verdict.message, *item.readings)), f"{path.name}:{item.line}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_its_author_expects_them(path: Path) -> None:
    shown = [item for item in judgement(path).items if item.display]
    assert [f"{path.name}:{item.line}" for item in shown if not item.passes] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
@pytest.mark.parametrize("code", codes()[1:])
def test_every_message_can_be_said_in_other_languages(path: Path, code: str) -> None:
    assert untranslated(said(judgement(path)), language(code)) == []
