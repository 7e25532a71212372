"""The words of the reports: nothing is said twice, and nothing that is not so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derive.judging.results import Judged, Judgement
from derive.judging.verdict import AllSizes, Counterexample, Kind, Sample, Verdict
from derive.reporting import wording
from derive.reporting.keeping import unbroken
from derive.reporting.margin import aside, beside
from derive.reporting.wording import abstract, counts

SIZES = ({"n": 2, "m": 3}, {"n": 3, "m": 2})
AT = "at sizes n=2, m=3; n=3, m=2"
LONG = " + ".join(f"x_{{{k}}}" for k in range(40))


@pytest.mark.parametrize(
    ("message", "scope", "entries", "sentence"),
    [
        (f"Equal in all 12 entries {AT}.", SIZES, 12, ""),
        ("Equal.", SIZES, 12, f"12 entries compared {AT}."),
        ("Equal in all 12 entries.", SIZES, 12, "At sizes n=2, m=3; n=3, m=2."),
        (f"Equal in all 13 entries {AT}.", SIZES, 12, f"12 entries compared {AT}."),
        ("Both sides are equal.", ({},), 1, "No size occurs in it."),
        ("Equal in all 4 entries.", ({},), 4, "No size occurs in it."),
        ("Not decided.", (), 0, ""),
    ],
)
def test_scope_and_entries_are_said_once(
    message: str, scope: tuple[dict[str, int], ...], entries: int, sentence: str
) -> None:
    assert wording.compared(Verdict(Kind.PROVED, message, scope, entries)) == sentence


@pytest.mark.parametrize(
    ("kind", "message", "shown"),
    [
        (Kind.DEFINITION, "This is a definition.", ""),
        (Kind.DEFINITION, "This is an unknown function.", "This is an unknown function."),
        (Kind.DEFINITION, "This is a definition of its entries.", "This is a definition of its entries."),
        (Kind.SKIPPED, "This is a definition.", "This is a definition."),
        (Kind.SKIPPED, "labels of a picture", "Labels of a picture."),
    ],
)
def test_a_message_that_only_repeats_the_verdict_is_not_shown(kind: Kind, message: str, shown: str) -> None:
    assert wording.message(Verdict(kind, message)) == shown


@pytest.mark.parametrize(
    ("expected", "found", "sentence"),
    [
        (None, Kind.REFUTED, ""),
        (Kind.PROVED, Kind.PROVED, ""),
        (Kind.REFUTED, Kind.REFUTED, "As its author expects."),
        (Kind.PROVED, Kind.REFUTED, "Its author expects it to be proved, but it is refuted."),
        (Kind.REFUTED, Kind.PROVED, "Its author expects it to be refuted, but it is proved."),
    ],
)
def test_what_the_author_expects(judgement: Judgement, expected: Kind | None, found: Kind, sentence: str) -> None:
    item = replace(judgement.items[1], expected=expected, verdict=Verdict(found, "m"))
    assert wording.expectation(item) == sentence


@pytest.mark.parametrize(
    ("scope", "readings", "said"),
    [
        (AllSizes({"n": 1}), (), "for all n"),
        (AllSizes({"n": 1}), ("$L$ is lost",), "For all n. $L$ is lost."),
        (AllSizes({}), ("$L$ is lost", "so is $M$"), "Both sides are equal. $L$ is lost. So is $M$."),
        (AllSizes({}), (), "Both sides are equal."),
    ],
)
def test_a_line_of_the_terminal_says_how_a_proved_claim_was_read(
    judgement: Judgement, scope: AllSizes, readings: tuple[str, ...], said: str
) -> None:
    item = replace(judgement.items[0], verdict=Verdict(Kind.PROVED, "Both sides are equal.", scope), readings=readings)
    assert wording.reason(item) == said


def test_notes_and_excluded_points_are_not_told_again(judgement: Judgement) -> None:
    message = "True. Note that the index j runs to n. Excluded: $x = 0$."
    verdict = Verdict(Kind.PROVED, message, excludes=("x = 0", "y = 0"))
    item: Judged = replace(judgement.items[1], verdict=verdict, readings=("The index j runs to n.", "Rows are stacked"))
    assert wording.notes(item) == ["Rows are stacked"]
    assert wording.left_out(verdict) == ["y = 0"]


@pytest.mark.parametrize(
    ("sample", "heading", "left"),
    [
        (Sample({"n": 2}, {"i": 1}, (("a",),), (("b",),)), "Both sides at n=2, i=1", (("a",),)),
        (Sample({}, {}, (("x",),), (("x",),)), "Both sides written out", (("x",),)),
        (Sample({"n": 2}, {}, (("0",),), (("0",),)), "Both sides at n=2", (("0",),)),
        (Sample({"n": 2}, {}, ((LONG, "b"),), (("a", "b"),)), "Both sides at n=2, row 1, column 1", ((LONG,),)),
        (Sample({"n": 2}, {}, (("a", "b"),), (("a", LONG),)), "Both sides at n=2, row 1, column 1", (("a",),)),
        (Sample({"n": 2}, {}, ((LONG,),), ((LONG,),)), "Both sides at n=2", ((LONG,),)),
    ],
)
def test_both_sides_are_shown_as_far_as_they_can_be_read(
    sample: Sample, heading: str, left: tuple[tuple[str, ...], ...]
) -> None:
    shown = wording.sides(Verdict(Kind.PROVED, "m", sample=sample))
    assert shown is not None and (shown.heading, shown.left) == (heading, left)


@pytest.mark.parametrize("verdict", [
    Verdict(Kind.PROVED, "m"),
    Verdict(Kind.PROVED, "m", sample=Sample({}, {}, (("0",),), (("0",),))),
    Verdict(Kind.REFUTED, "m", sample=Sample({"n": 2}, {}, (("x",),), (("x",),))),
    Verdict(Kind.PROVED, "m", sample=Sample({}, {"i": 1}, (("1", "-2"),), (("1", "-2"),))),
])
def test_numbers_without_a_size_show_nothing(verdict: Verdict) -> None:
    assert wording.sides(verdict) is None


def test_sides_that_have_no_values_do_not_part() -> None:
    assert wording.unsaid(Verdict(Kind.REFUTED, "m", counterexample=Counterexample({"n": 2}))) == ""


@pytest.mark.parametrize(
    ("entry", "matrix", "place"),
    [
        ((1, 2), (("1", "2"),), (1, 2)),
        ((2,), (("1", "2"),), (1, 2)),
        ((2,), (("1",), ("2",)), (2, 1)),
        ((1,), (("1",),), (1, 1)),
        ((), (("1",),), ()),
    ],
)
def test_the_place_that_is_framed(
    entry: tuple[int, ...], matrix: tuple[tuple[str, ...], ...], place: tuple[int, ...]
) -> None:
    found = Counterexample({}, entry=entry, left_matrix=matrix, right_matrix=matrix)
    assert wording.framed(found) == place


@pytest.mark.parametrize(
    ("scope", "sentence"),
    [
        (AllSizes({"n": 1}), "With that it is proved for all n."),
        (SIZES, f"With that it is proved {AT}."),
        (AllSizes(), ""),
        ((), ""),
    ],
)
def test_the_scope_of_a_conditional_claim_is_that_of_its_proof(
    scope: AllSizes | tuple[dict[str, int], ...], sentence: str
) -> None:
    verdict = Verdict(Kind.CONDITIONAL, "False as stated; true if $a > 0$.", scope, 12)
    assert wording.compared(verdict) == sentence
    assert wording.compared(replace(verdict, kind=Kind.PROVED)) != sentence or not sentence


def test_of_a_claim_with_a_remainder_the_coefficients_are_said_once() -> None:
    found = Counterexample({}, left="2", right="1", power=1)
    message = "False: the coefficient of $h^1$ is 2 on the left side, 1 on the right."
    assert wording.unsaid(Verdict(Kind.REFUTED, message, counterexample=found)) == ""
    assert wording.unsaid(Verdict(Kind.REFUTED, message.replace("2", "12"), counterexample=found)) != ""


def test_sizes_that_the_message_names_are_not_told_again_in_the_fold() -> None:
    verdict = Verdict(Kind.PROVED, "m", AllSizes({"n": 1}), 6, compared=SIZES, points=1)
    assert wording.checks(verdict) == f"6 entries compared {AT}. Both sides agree at 1 chance point modulo primes."
    assert wording.checks(replace(verdict, message=f"Equal {AT}.")).startswith("Both sides agree")
    assert wording.checks(replace(verdict, points=0)) == ""


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ({Kind.PROVED: 22, Kind.CONVENTION: 1, Kind.DEFINITION: 4}, "22 proved, 1 convention, 4 definitions"),
        ({Kind.CONVENTION: 2, Kind.DEFINITION: 1, Kind.SKIPPED: 3}, "2 conventions, 1 definition, 3 skipped"),
        ({"kink": 1, "layout": 2}, "1 kink, 2 layouts"),
        ({}, "nothing was claimed"),
    ],
)
def test_what_is_counted_is_said_in_the_plural(verdicts: dict[Kind, int] | dict[str, int], said: str) -> None:
    assert wording.counts(verdicts) == said


def test_what_only_restates_a_definition_is_told_in_the_counts_and_beside_it() -> None:
    found = {Kind.PROVED: 12, Kind.REFUTED: 2}
    assert abstract(found, 3) == "12 proved, 3 of them as defined, 2 refuted"
    assert abstract(found, 0) == counts(found)
    assert abstract({}, 0) == "nothing was claimed"
    verdict = Verdict(Kind.PROVED, "Both sides are equal.", scope=AllSizes({"n": 1}))
    item = Judged("a", 1, 1, "a = b", "", 1, verdict)
    assert beside(replace(item, restates=True)) == "as defined"
    assert beside(item) == aside(verdict, item.source) == "for all n"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("93 proved, 4 conventions, 2 unread.", "93\u00a0proved, 4\u00a0conventions, 2\u00a0unread."),
        ("6 tried, 5 refused, 1 equal after all.", "6\u00a0tried, 5\u00a0refused, 1\u00a0equal after all."),
        ("at sizes n=2, m=3", "at sizes n=2, m=3"),
    ],
)
def test_no_line_ends_between_a_number_and_what_it_counts(text: str, kept: str) -> None:
    assert unbroken(text) == kept
