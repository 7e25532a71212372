"""Which verdicts are shown and counted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from derive.judging.results import Judgement
from derive.judging.verdict import Kind

FINDING = "finding"
"""The word for what concerns several claims, beside the words for verdicts."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The verdicts that are shown and counted, and whether findings are shown."""

    kinds: frozenset[Kind] = frozenset(Kind)
    findings: bool = True

    @classmethod
    def of(cls, select: Collection[str], ignore: Collection[str]) -> Selection:
        """What the words say: those of `select`, or all where there are none, without those of `ignore`."""
        words = (set(select) or {FINDING, *(kind.value for kind in Kind)}) - set(ignore)
        return cls(frozenset(kind for kind in Kind if kind.value in words), FINDING in words)

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == Selection()

    def within(self, judgement: Judgement) -> Judgement:
        """A judged document with nothing but what is selected."""
        items = tuple(item for item in judgement.items if item.verdict.kind in self.kinds)
        findings = judgement.findings if self.findings else ()
        return replace(judgement, items=items, findings=findings, running=judgement.running if self.is_all else ())


def unexpected(judgement: Judgement) -> Judgement:
    """A judged document with nothing but the verdicts that are not as expected."""
    items = tuple(item for item in judgement.items if not item.passes)
    return replace(judgement, items=items, findings=(), running=())
