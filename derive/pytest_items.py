"""The claims of a document as pytest's items: each is judged alone, when it is run."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from derive.judging.decision import UNDERIVED
from derive.judging.document import Begun, alone, begin
from derive.judging.evidence import Disagreement
from derive.judging.findings import bearing, findings
from derive.judging.judge import judge
from derive.judging.results import Judged, Judgement
from derive.meaning.document import understand
from derive.meaning.meanings import Declared, NotUnderstood, Silent, Understood
from derive.reading.document import read
from derive.reading.items import Skipped
from derive.reading.source import Source, UnreadableFile
from derive.reporting.text import plain
from derive.reporting.wording import spoken


class NotAsExpected(Exception):
    """A claim with another verdict than is expected; its text is what is said of it."""


class Document(pytest.File):
    """A document, read once; its verdicts are known as far as its claims have been run.

    Each claim may take some `seconds`; a finding is a warning of the class `finding`.
    """

    begun: Begun
    known: dict[str, Judged]

    def __init__(self, *, seconds: float, finding: type[Warning], **given: Any) -> None:
        super().__init__(**given)
        self.seconds, self.finding = seconds, finding

    def collect(self) -> Iterator[pytest.Item]:
        """Every formula that claims something, or was not understood, or that its author leaves out.

        A file that cannot be read is one test that fails, so that the tests of other files are still run.
        """
        try:
            document = read(Source.read(self.path, self.relative))
            self.begun, self.known = begin(document, understand(document), None, self.seconds, UNDERIVED), {}
        except UnreadableFile as problem:
            yield Unusable.from_parent(self, name="readable", why=str(problem))
            return
        except Exception as problem:
            why = f"{self.relative}: {type(problem).__name__}: {problem}\nThis is a defect of derive."
            yield Unusable.from_parent(self, name="readable", why=why)
            return
        claims = [each for each in self.begun.understood if _is_item(each)]
        for each in claims:
            yield Claim.from_parent(self, name=each.item.id, understood=each)
        if self.begun.tasks:
            yield Findings.from_parent(self, name="findings")

    @property
    def relative(self) -> str:
        """The path of the document as it is to be shown."""
        folder = self.config.invocation_params.dir
        return str(self.path.relative_to(folder) if self.path.is_relative_to(folder) else self.path)

    def judged(self, name: str) -> Judged:
        """The item of an id with its verdict."""
        if name not in self.known:
            self.known[name] = alone(self.begun, name)
        return self.known[name]

    def judgement(self, *items: Judged) -> Judgement:
        """The document with some of its items."""
        return Judgement(self.begun.document.source.path, "", items, 0, 0)


class Part(pytest.Item):
    """A test of something in a document, which stands at `place`; what fails is told without a traceback."""

    parent: Document
    place: tuple[int, int] = (1, 1)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.add_marker("derive")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *rest: Any) -> Any:
        """What a terminal shows; a traceback would be of this program."""
        if isinstance(excinfo.value, NotAsExpected):
            return Told(str(excinfo.value), self.path, self.place[0])
        return super().repr_failure(excinfo, *rest)


class Unusable(Part):
    """A document that cannot be read: its test fails, and says `why`."""

    def __init__(self, *, why: str, **given: Any) -> None:
        super().__init__(**given)
        self.why = why

    def runtest(self) -> None:
        """Say what `check` says of it."""
        raise NotAsExpected(self.why)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The document as a whole."""
        return self.path, 0, "the document can be read"


class Claim(Part):
    """A claim: its test passes where the verdict is the one that is expected."""

    def __init__(self, *, understood: Understood, **given: Any) -> None:
        super().__init__(**given)
        position = self.parent.begun.document.source.position
        self.place = position(understood.item.span.start)
        if isinstance(understood.item.statement, Skipped):
            self.add_marker(pytest.mark.skip(reason=understood.item.statement.reason))

    def runtest(self) -> None:
        """Judge it."""
        judged = self.parent.judged(self.name)
        if not judged.passes or judged.verdict.defect:
            raise NotAsExpected(plain(self.parent.judgement(judged)))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where it stands, and what it is called above its failure."""
        return self.path, self.place[0] - 1, f"claim {self.name}"


class Findings(Part):
    """What concerns several claims of a document: a warning for each finding, since no claim is wrong for it."""

    def runtest(self) -> None:
        """Look for findings; of the claims only those are judged whose verdicts bear on them."""
        begun = self.parent.begun
        judgement = self.parent.judgement(*map(self.parent.judged, bearing(begun.understood)))
        try:
            every = findings(begun.document, begun.understood, judgement, judge)
        except Disagreement as problem:
            raise NotAsExpected(f"{judgement.path}: the readings disagree, a defect of derive: {problem}") from None
        for found in every:
            place = found.places[0][0] if found.places else 1
            warnings.warn_explicit(self.parent.finding(spoken(found.message)), None, str(self.path), place)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The document as a whole."""
        return self.path, 0, "findings of the document"


@dataclass(frozen=True)
class Told:
    """A failure as pytest's reports take it: its text, and its first line for the summary."""

    text: str
    path: Path
    line: int

    @property
    def reprcrash(self) -> SimpleNamespace:
        """Where it is, and what it is in one line."""
        first = self.text.partition("\n")[0].partition(": ")[2]
        return SimpleNamespace(path=str(self.path), lineno=self.line, message=first)

    def toterminal(self, writer: Any) -> None:
        """Print it."""
        first, *rest = self.text.split("\n")
        writer.line(first, red=True, bold=True)
        for line in rest:
            writer.line(line)

    def __str__(self) -> str:
        return self.text


def _is_item(understood: Understood) -> bool:
    """Whether there is something to test."""
    meaning, item = understood.meaning, understood.item
    if isinstance(meaning, Silent):
        return isinstance(item.statement, Skipped)
    return not isinstance(meaning, Declared) and (item.display > 0 or isinstance(meaning, NotUnderstood))
