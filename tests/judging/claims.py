"""Claims for the tests of the judge, written as in a document: declarations between spaced bars, and one formula."""

from __future__ import annotations

from derive.judging.derivation.authored import Author, authored
from derive.judging.document import judge_document
from derive.judging.judge import judge
from derive.judging.results import Judged
from derive.judging.verdict import Kind, Verdict
from derive.meaning.claims import Claim, Shapeless
from derive.meaning.document import understand
from derive.reading.document import read
from derive.reading.items import Document
from derive.reading.source import Source

SILENT = (Kind.DEFINITION, Kind.SKIPPED)


def document(declared: str, formula: str) -> Document:
    """A document of one displayed formula."""
    lines = "\n".join(part.strip() for part in declared.split(" | "))
    return read(Source("note.md", f"<!-- derive\n{lines}\n-->\n\n$$\n{formula}\n$$\n"))


def judged(text: str) -> list[Judged]:
    """Everything that is judged of a document's text."""
    return [item for item in judge_document(read(Source("note.md", text))).items if item.verdict.kind not in SILENT]


def verdict(declared: str, formula: str, seconds: float = 20.0) -> Verdict:
    """The verdict on the only claim of a formula."""
    judgement = judge_document(document(declared, formula), seconds=seconds)
    (item,) = [item for item in judgement.items if item.verdict.kind not in SILENT]
    return item.verdict


def kind(declared: str, formula: str) -> Kind:
    """What the judge alone finds of the only claim of a formula, where neither correction nor excuse is asked for."""
    meanings = [each.meaning for each in understand(document(declared, formula))]
    (found,) = [each for each in meanings if isinstance(each, Claim | Shapeless)]
    return judge(found).kind


def claim(declared: str, formula: str) -> Claim:
    """The only claim of a formula, not judged yet."""
    (found,) = [each.meaning for each in understand(document(declared, formula)) if isinstance(each.meaning, Claim)]
    return found


def written(declared: str, formula: str) -> tuple[Claim, Author]:
    """The only claim of a formula, and how it is written."""
    read_ = document(declared, formula)
    found = [(each.meaning, each) for each in understand(read_) if isinstance(each.meaning, Claim)]
    ((meaning, each),) = found
    return meaning, authored(each.item, each.world, read_.source)
