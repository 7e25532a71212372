"""The JSON for programs, key by key, and the counts for each source."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from derive.judging.results import Finding, Judged, Judgement
from derive.judging.verdict import AllSizes, Correction, Counterexample, Kind, Variants, Verdict
from derive.reporting.data import Printed, as_json, summary, tally, totals

REQUIRED = ["id", "line", "column", "source", "verdict"]


def claim(verdict: Verdict, **more: Any) -> dict[str, Any]:
    """The JSON of one claim with this verdict."""
    item = replace(Judged("one", 8, 1, "a = b", "", 1, verdict), **more)
    found: dict[str, Any] = json.loads(as_json([Judgement("note.md", "", (item,), 1, 0)]))["documents"][0]["claims"][0]
    return found


@pytest.mark.parametrize(
    ("verdict", "key", "value"),
    [
        (Verdict(Kind.PROVED, "m", AllSizes()), "scope", "all"),
        (
            Verdict(Kind.PROVED, "m", ({"n": 2, "m": 3}, {"n": 3, "m": 2})),
            "scope",
            [{"n": 2, "m": 3}, {"n": 3, "m": 2}],
        ),
        (Verdict(Kind.PROVED, "m"), "message", "m"),
        (Verdict(Kind.CONVENTION, "m", excludes=("x_{ij} = 0",)), "excludes", ["x_{ij} = 0"]),
        (Verdict(Kind.CONDITIONAL, "m", assumption="a > 0"), "assumption", "a > 0"),
        (Verdict(Kind.REFUTED, "m", correction=Correction("X^T", 1, 3, "X^T", "a transpose")), "suggestion", "X^T"),
        (
            Verdict(
                Kind.REFUTED,
                "m",
                counterexample=Counterexample(
                    {"n": 1, "m": 2}, {"X": (("1",),)}, {}, (1, 2), "2", "1", (("2", "2"),), (("2", "1"),)
                ),
            ),
            "counterexample",
            {"sizes": {"n": 1, "m": 2}, "values": {"X": [["1"]]}, "entry": [1, 2], "left": "2", "right": "1"},
        ),
        (
            Verdict(Kind.REFUTED, "m", counterexample=Counterexample({"n": 2}, indices={"i": 1}, left="0", right="1")),
            "counterexample",
            {"sizes": {"n": 2}, "indices": {"i": 1}, "left": "0", "right": "1"},
        ),
        (Verdict(Kind.REFUTED, "m", counterexample=Counterexample({"n": 2})), "counterexample", {"sizes": {"n": 2}}),
        (Verdict(Kind.REFUTED, "m", counterexample=Counterexample({"64°": 2})), "counterexample", {"sizes": {"64": 2}}),
    ],
)
def test_a_key_has_the_value_of_the_contract(verdict: Verdict, key: str, value: object) -> None:
    assert claim(verdict)[key] == value


@pytest.mark.parametrize("kind", list(Kind))
def test_keys_that_do_not_apply_are_left_out(kind: Kind) -> None:
    expected = [] if kind in (Kind.DEFINITION, Kind.SKIPPED) else ["expected"]
    assert list(claim(Verdict(kind, "why"))) == [*REQUIRED, *expected, "message"]


@pytest.mark.parametrize(("said", "given"), [(None, "proved"), (Kind.PROVED, "proved"), (Kind.REFUTED, "refuted")])
def test_where_the_author_says_nothing_proved_is_expected(said: Kind | None, given: str) -> None:
    assert claim(Verdict(Kind.PROVED, ""), expected=said)["expected"] == given


def test_the_object_has_version_documents_and_summary(judgement: Judgement) -> None:
    whole = json.loads(as_json([judgement]))
    assert list(whole) == ["version", "documents", "summary"]
    assert whole["version"] == 1
    assert [document["path"] for document in whole["documents"]] == ["derive/documents/affine.md"]
    assert [each["id"] for each in whole["documents"][0]["claims"]] == [item.id for item in judgement.items]


def test_the_summary_counts_every_item_of_every_document(judgement: Judgement) -> None:
    assert summary([judgement, judgement]) == {
        "proved": 8,
        "refuted": 4,
        "conditional": 2,
        "convention": 2,
        "undecided": 2,
        "unread": 2,
        "definition": 2,
        "skipped": 2,
    }
    assert json.loads(as_json([judgement]))["summary"] == summary([judgement])


def test_no_document_is_an_empty_object_not_an_error() -> None:
    assert json.loads(as_json([])) == {"version": 1, "documents": [], "summary": {}}


def test_the_table_of_sources_counts_what_was_judged_apart_from_the_rest(judgement: Judgement) -> None:
    row = tally(judgement)
    assert (row.displays, row.claims, row.definitions, row.plain) == (10, 9, 1, 1)
    assert [item.id for item in row.skipped] == ["skip.1"]
    assert [item.id for item in row.unread] == ["bad.1"]
    assert row.claims + row.definitions + len(row.skipped) + len(row.unread) == len(judgement.items)


def test_what_claims_nothing_is_not_counted_as_left_out(judgement: Judgement) -> None:
    arrow = Judged("arrow.1", 90, 1, r"x \to y", "", 20, Verdict(Kind.SKIPPED, "claims nothing: an arrow"), plain=True)
    before, after = tally(judgement), tally(replace(judgement, items=(*judgement.items, arrow)))
    assert before.skipped == after.skipped


def test_only_names_of_the_source_count_as_carried_over(judgement: Judgement) -> None:
    names = ["src.007.01", "src.007.02", "inline.007.01", "src.070.01", "007.added", "srcx007.03"]
    items = tuple(replace(judgement.items[1], id=name) for name in names)
    row = tally(replace(judgement, items=items), Printed("007", 2, 1, False))
    assert row.transcribed == 3 and row.printed == Printed("007", 2, 1, False)
    assert tally(replace(judgement, items=items)).transcribed == 0


def test_findings_stand_in_their_document_and_nowhere_else(judgement: Judgement) -> None:
    found = Finding("$L$ is twice $L$.", ((3, 1), (9, 4)))
    first, second = json.loads(as_json([replace(judgement, findings=(found,)), judgement]))["documents"]
    places = [{"line": 3, "column": 1}, {"line": 9, "column": 4}]
    assert first["findings"] == [{"message": "$L$ is twice $L$.", "places": places}]
    assert list(second) == ["path", "claims"]


@pytest.mark.parametrize(
    ("verdict", "true", "everywhere", "gaps"),
    [
        (Verdict(Kind.PROVED, "m", AllSizes({"n": 1})), 1, 1, 0),
        (Verdict(Kind.CONVENTION, "m", AllSizes()), 1, 1, 0),
        (Verdict(Kind.PROVED, "m", ({"n": 2},)), 1, 0, 1),
        (Verdict(Kind.PROVED, "m", ({},)), 1, 0, 0),
        (Verdict(Kind.CONDITIONAL, "m", AllSizes({"n": 1})), 0, 0, 0),
        (Verdict(Kind.UNDECIDED, "m", ({"n": 2},)), 0, 0, 0),
    ],
)
def test_only_true_claims_count_as_shown(verdict: Verdict, true: int, everywhere: int, gaps: int) -> None:
    item = Judged("one", 1, 1, "a = b", "", 1, verdict)
    found = totals([Judgement("note.md", "", (item,), 1, 0)])
    assert (found.true, found.everywhere, found.gaps) == (true, everywhere, gaps)


def test_wrong_variants_are_added_up_over_true_claims() -> None:
    verdicts = [
        Verdict(Kind.PROVED, "m", points=8, variants=Variants(6, 5, 1)),
        Verdict(Kind.CONVENTION, "m", variants=Variants(3, 3, 0)),
        Verdict(Kind.UNDECIDED, "m", points=8, variants=Variants(6, 5, 0)),
    ]
    items = tuple(Judged("one", 1, 1, "a = b", "", 1, verdict) for verdict in verdicts)
    found = totals([Judgement("note.md", "", items, 1, 0)] * 2)
    assert (found.variants, found.modelled) == (Variants(18, 16, 2), 2)
    assert totals([]).variants == Variants(0, 0, 0)


def test_equations_in_running_text_are_places_of_the_document() -> None:
    told = Judgement("note.md", "", (), 0, 0, running=((3, 7), (5, 1)))
    (found,) = json.loads(as_json([told]))["documents"]
    assert found["running"] == [{"line": 3, "column": 7}, {"line": 5, "column": 1}]
    assert "running" not in json.loads(as_json([replace(told, running=())]))["documents"][0]
