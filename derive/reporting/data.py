"""The results as data: the JSON for programs, and the counts for each source."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from derive.judging.results import Finding, Judged, Judgement
from derive.judging.verdict import TRUE, AllSizes, Convention, Counterexample, Kind, Sizes, Variants, Verdict
from derive.meaning.terms import spelled

JUDGED = (Kind.PROVED, Kind.REFUTED, Kind.CONDITIONAL, Kind.CONVENTION, Kind.UNDECIDED)
CLAIMS_NOTHING = (Kind.DEFINITION, Kind.SKIPPED)


@dataclass(frozen=True, slots=True)
class Check:
    """One numerical check of a kernel: what it was compared with, at which shapes, and how far apart they were.

    `error`, `tolerance` and `step` are figures as they are to be printed; `step` is empty where no step is taken, and
    `reason` says why the tolerance is what it is.
    """

    against: str
    shapes: str
    error: str
    tolerance: str
    step: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class KernelReport:
    """A NumPy function that was made from the proved claim `claim_id`, its source, and its numerical checks.

    `errors` are what rounding does to it over random shapes, in units of ε; at the largest the shapes are `worst`.
    """

    name: str
    claim_id: str
    source: str
    checks: tuple[Check, ...] = ()
    errors: tuple[float, ...] = ()
    worst: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """What a source prints: formulas `displayed`, and `inline` ones that stand on lines of their own in running text.

    The names of their transcriptions begin with `src.NNN.` and `inline.NNN.`, where NNN is the `number` of the source.
    Where they were pictures that are `lost`, the document has what the words around them say.
    """

    number: str
    displayed: int
    inline: int
    lost: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """What one source comes to. `claims` counts those that were judged, `plain` mathematics that claims nothing.

    `skipped` are the items that the author leaves out, `unread` those that were not understood, `restated` how many of
    those proved only say again what is defined.

    `printed` is what the source itself has, where it is known, and `transcribed` how many of that the document has.
    """

    path: str
    title: str
    displays: int
    claims: int
    definitions: int
    plain: int
    skipped: tuple[Judged, ...]
    unread: tuple[Judged, ...]
    verdicts: Mapping[Kind, int]
    printed: Printed | None = None
    transcribed: int = 0
    restated: int = 0


@dataclass(frozen=True, slots=True)
class Totals:
    """What was done for the true claims together.

    `everywhere` of them are shown for all sizes, and `gaps` only at some; residues modulo primes were a second opinion
    on `modelled` of them; `variants` are their wrong variants; `conventions` counts by what some of them are true.
    """

    true: int
    everywhere: int
    gaps: int
    modelled: int
    variants: Variants
    conventions: Mapping[Convention, int]


def totals(judgements: Iterable[Judgement]) -> Totals:
    """What was done for the true claims of some documents."""
    true = [item for item in _items(judgements) if item.verdict.kind in TRUE]
    tried = [item.verdict.variants for item in true if item.verdict.variants is not None]
    named = Counter(convention for item in true for convention in set(item.verdict.conventions))
    return Totals(
        true=len(true),
        everywhere=sum(isinstance(item.verdict.scope, AllSizes) for item in true),
        gaps=sum(map(is_gap, true)),
        modelled=sum(item.verdict.points > 0 for item in true),
        variants=Variants(*(sum(each) for each in zip((0, 0, 0), *map(_numbers, tried), strict=True))),
        conventions={each: named[each] for each in Convention if named[each]},
    )


def is_gap(item: Judged) -> bool:
    """Whether a claim is shown at some sizes, but not for all."""
    scope = item.verdict.scope
    return item.verdict.kind in TRUE and not isinstance(scope, AllSizes) and any(scope)


def _numbers(found: Variants) -> tuple[int, int, int]:
    return found.tried, found.refused, found.equal


def count(items: Iterable[Judged]) -> dict[Kind, int]:
    """How many items have each verdict, in the order of `Kind`; verdicts that no item has are left out."""
    found = Counter(item.verdict.kind for item in items)
    return {kind: found[kind] for kind in Kind if found[kind]}


def summary(judgements: Iterable[Judgement]) -> dict[str, int]:
    """How many items have each verdict, over all documents, by the verdict's word."""
    return {kind.value: number for kind, number in count(_items(judgements)).items()}


def tally(judgement: Judgement, printed: Printed | None = None, shown: Iterable[Judged] | None = None) -> Tally:
    """The row of the table of sources for one document; `shown` are the items on its page, if not all."""
    verdicts = count(judgement.items if shown is None else shown)
    names = (f"src.{printed.number}.", f"inline.{printed.number}.") if printed else ()
    return Tally(
        path=judgement.path,
        title=judgement.title,
        displays=judgement.displays,
        claims=sum(verdicts.get(kind, 0) for kind in JUDGED),
        definitions=verdicts.get(Kind.DEFINITION, 0),
        plain=judgement.plain,
        skipped=tuple(item for item in judgement.items if item.verdict.kind is Kind.SKIPPED and not item.plain),
        unread=tuple(item for item in judgement.items if item.verdict.kind is Kind.UNREAD),
        verdicts=verdicts,
        printed=printed,
        transcribed=sum(item.id.startswith(names) for item in judgement.items) if names else 0,
        restated=sum(item.restates for item in judgement.items),
    )


def as_json(judgements: Sequence[Judgement]) -> str:
    """The object that the language's §8 describes, version 1, with a final newline.

    Keys that do not apply are left out, and the order of keys is always the same. Where a counterexample belongs to
    one choice of the free indices, `indices` has them. `running` are the places of equations in running text.
    """
    whole = {"version": 1, "documents": list(map(_document, judgements)), "summary": summary(judgements)}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _items(judgements: Iterable[Judgement]) -> Iterable[Judged]:
    return (item for judgement in judgements for item in judgement.items)


def _document(judgement: Judgement) -> dict[str, Any]:
    return _applying({
        "path": judgement.path,
        "claims": [_claim(item) for item in judgement.items],
        "findings": [_finding(each) for each in judgement.findings] or None,
        "running": [_place(*each) for each in judgement.running] or None,
    })


def _finding(found: Finding) -> dict[str, Any]:
    return {"message": found.message, "places": [_place(*each) for each in found.places]}


def _place(line: int, column: int) -> dict[str, int]:
    return {"line": line, "column": column}


def _claim(item: Judged) -> dict[str, Any]:
    verdict = item.verdict
    expected = item.expected or (None if verdict.kind in CLAIMS_NOTHING else Kind.PROVED)
    return _applying({
        "id": item.id,
        "line": item.line,
        "column": item.column,
        "source": item.source,
        "verdict": verdict.kind.value,
        "expected": expected and expected.value,
        "scope": _scope(verdict),
        "message": verdict.message,
        "counterexample": verdict.counterexample and _counterexample(verdict.counterexample),
        "suggestion": _suggestion(verdict),
        "assumption": verdict.assumption,
        "excludes": list(verdict.excludes) or None,
    })


def _suggestion(verdict: Verdict) -> str | None:
    """The claim as it should stand: with the answer in it, or corrected."""
    if verdict.answer is not None:
        return verdict.answer.source
    return None if verdict.correction is None else verdict.correction.source


def _scope(verdict: Verdict) -> str | list[Sizes] | None:
    if isinstance(verdict.scope, AllSizes):
        return "all"
    return [dict(sizes) for sizes in verdict.scope] or None


def _counterexample(found: Counterexample) -> dict[str, Any]:
    return _applying({
        "sizes": {spelled(name): size for name, size in found.sizes.items()},
        "values": dict(found.values) or None,
        "indices": dict(found.indices) or None,
        "entry": list(found.entry) or None,
        "left": found.left or None,
        "right": found.right or None,
    })


def _applying(keys: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in keys.items() if value is not None}
