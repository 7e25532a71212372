"""The shipped documents: nothing that a source displays is missing, and every verdict is the one its author expects."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from derive import pipeline
from derive.judging.results import Judged, Judgement
from derive.judging.verdict import TRUE, Kind
from derive.kernels.collect import Studied
from derive.reporting.data import tally
from derive.reporting.pictures.drawings import pictured
from derive.reporting.tex import steps
from derive.reporting.write import write

FOLDER = files("derive") / "documents"
SOURCES = tomllib.loads((FOLDER / "sources.toml").read_text(encoding="utf-8"))
TOTALS = {"displayed": 95, "inline": 19}
OWN = ["derive/documents/layers.md"]
"""What is derived here and has no source."""


@pytest.fixture(params=SOURCES)
def number(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def judgement(number: str, studied: tuple[Studied, ...]) -> Judgement:
    wanted = f"derive/documents/{SOURCES[number]['document']}"
    return next(each.judgement for each in studied if each.judgement.path == wanted)


def claims(studied: tuple[Studied, ...]) -> Iterator[Judged]:
    return (item for each in studied for item in each.judgement.items)


def named(judgement: Judgement, prefix: str) -> list[str]:
    """The names that begin so, in the order of the document."""
    return [item.id for item in judgement.items if item.id.startswith(prefix)]


def test_every_source_has_its_document_and_every_document_its_source(studied: tuple[Studied, ...]) -> None:
    listed = [f"derive/documents/{row['document']}" for row in SOURCES.values()]
    assert [each.judgement.path for each in studied] == listed + OWN
    assert list(pipeline.printed()) == listed


@pytest.mark.parametrize("kind", TOTALS)
def test_the_sources_have_as_many_formulas_as_were_counted(kind: str) -> None:
    assert sum(row[kind] for row in SOURCES.values()) == TOTALS[kind]


@pytest.mark.parametrize(("prefix", "kind"), [("src", "displayed"), ("inline", "inline")])
def test_each_formula_of_the_source_is_there_once_and_in_order(
    judgement: Judgement, number: str, prefix: str, kind: str
) -> None:
    count = SOURCES[number][kind]
    assert named(judgement, f"{prefix}.") == [f"{prefix}.{number}.{place:02}" for place in range(1, count + 1)]


def test_each_formula_of_the_source_is_a_display_of_its_own(judgement: Judgement) -> None:
    places = [item.display for item in judgement.items if item.id.startswith(("src.", "inline."))]
    assert all(first < second for first, second in pairwise(places)) and min(places) > 0


def test_the_report_counts_what_the_source_has(judgement: Judgement, number: str) -> None:
    printed = pipeline.printed()[judgement.path]
    row = tally(judgement, printed)
    assert row.transcribed == printed.displayed + printed.inline > 0
    assert row.displays >= row.transcribed
    assert row.claims + row.definitions + row.plain + len(row.skipped) + len(row.unread) == len(judgement.items)
    assert (SOURCES[number]["displayed"], SOURCES[number]["lost"]) == (printed.displayed, printed.lost)


def test_every_verdict_is_as_expected(judgement: Judgement) -> None:
    assert [(item.line, item.verdict.kind) for item in judgement.items if not item.passes] == []


def test_nothing_is_unread_or_undecided_unless_its_author_says_so(studied: tuple[Studied, ...]) -> None:
    open_kinds = (Kind.UNREAD, Kind.UNDECIDED)
    assert [it.id for it in claims(studied) if it.verdict.kind in open_kinds and it.expected not in open_kinds] == []
    assert [it.id for it in claims(studied) if it.verdict.kind is Kind.UNDECIDED] == []


def test_every_claim_names_its_source(judgement: Judgement, number: str) -> None:
    strange = [item.line for item in judgement.items if not item.section.startswith(f"{number} §")]
    assert strange == []


def test_every_refuted_claim_shows_where_it_fails(studied: tuple[Studied, ...]) -> None:
    refuted = [item for item in claims(studied) if item.verdict.kind is Kind.REFUTED]
    assert refuted and [item.id for item in refuted if item.verdict.counterexample is None] == []


def test_what_is_left_out_has_a_reason_that_a_reader_accepts(studied: tuple[Studied, ...]) -> None:
    reasons = [it.verdict.message for it in claims(studied) if it.verdict.kind is Kind.SKIPPED and not it.plain]
    assert reasons and [reason for reason in reasons if len(reason.split()) < 8] == []
    assert [reason for reason in reasons if re.search(r"\b(pars|read(er|able)|support|implement)", reason)] == []


def test_the_committed_reports_are_what_all_writes(
    studied: tuple[Studied, ...], emission: pipeline.Emission, tmp_path: Path
) -> None:
    kernels = [pipeline.report(each) for each in emission.tested]
    pictures = {each.judgement.path: pictured(each.understood, each.judgement) for each in studied}
    judgements = [each.judgement for each in studied]
    written = write(judgements, kernels, tmp_path, pipeline.printed(), pictures=pictures)
    committed = Path(__file__).parents[1] / "reports"
    assert sorted(path.name for path in committed.iterdir()) == sorted(path.name for path in written)
    stale = [path.name for path in written if path.read_bytes() != (committed / path.name).read_bytes()]
    assert stale == [], "run `python -m derive all` and commit reports/"


def test_every_true_claim_has_a_derivation_with_a_reason_for_each_line(studied: tuple[Studied, ...]) -> None:
    true = [item for item in claims(studied) if item.verdict.kind in TRUE]
    assert len(true) > 300
    assert [item.id for item in true if len(item.verdict.derivation) < 2] == []
    assert [item.id for item in true if not all(line.reason for line in item.verdict.derivation[1:])] == []


def test_every_derivation_can_be_set_in_latex(studied: tuple[Studied, ...]) -> None:
    derived = [item for item in claims(studied) if item.verdict.derivation]
    assert [item.id for item in derived if not steps(item.verdict.derivation)] == []
