r"""Cases that overlap with different values: a finding tells it, and none where nothing rests on which is taken."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.results import Judgement
from derive.reading.document import read
from derive.reading.source import Source

GIVEN = "x, a, b \\in R\nv, s \\in R^n"


def cases(*branches: str) -> str:
    return r"\begin{cases} " + r" \\ ".join(branches) + r" \end{cases}"


def judgement(defined: str, *formulas: str, assumed: str = "a > 0") -> Judgement:
    shown = "\n\n".join(f"$$ {formula} $$" for formula in formulas)
    text = f"<!-- derive\n{GIVEN}\nassume {assumed}\n{defined}\n-->\n\n{shown}\n"
    return judge_document(read(Source("note.md", text)))


def texts(defined: str, *formulas: str, assumed: str = "a > 0") -> list[str]:
    return [finding.message for finding in judgement(defined, *formulas, assumed=assumed).findings]


STEP = "H(u) := " + cases(r"1 & u \ge 0", r"0 & u \le 0")
BOTH = "g(u) := " + cases(r"u & u \ge 0", r"u^2 & u \ge 1", r"0 & \text{otherwise}")
WIDE = "k(u) := " + cases("0 & u < 2", "u & u > 1")


@pytest.mark.parametrize("formula", ["H(0) = 1", "H(0) = 0", "H(0) + 1 = 2", "H(x) = 1 - H(-x) + H(x) H(-x)"])
def test_a_claim_that_rests_on_a_bound_that_two_cases_share_is_told(formula: str) -> None:
    (message,) = texts(STEP, formula)
    assert message == (
        "The cases at 5:1 overlap: where $u = 0$ they say 1 and 0; the first that holds is taken; "
        "that bears on what stands at 8:4."
    )


@pytest.mark.parametrize("formula", ["H(1) = 1", "H(-2) = 0", "H(x) = H(x)", "H(2) = 2", "H(x^2 + 1) = 1"])
def test_one_that_does_not_is_not(formula: str) -> None:
    assert not texts(STEP, formula)


@pytest.mark.parametrize(
    ("defined", "formula", "said"),
    [
        (BOTH, r"g(x) = \max(x, 0)", "where $u = 2$ they say 2 and 4;"),
        (BOTH, "g(3) = 3", "where $u = 2$ they say 2 and 4;"),
        (BOTH, "g(3) = 9", "where $u = 2$ they say 2 and 4;"),
        (WIDE, "k(1.5) = 0", "where $u = 3/2$ they say 0 and 3/2;"),
        ("q(u) := " + cases("1 & |u| < 3", "0 & |u| > 2"), "q(0) = 1", "they say 1 and 0;"),
        ("q(u) := " + cases("a & u < 2", "a + 1 & u > 1"), "q(0) = a", "where $u = 3/2$"),
        ("q(u) := " + cases("1 & u < a", "0 & u < a + 1"), "q(a - 1) = 1", "they say 1 and 0;"),
        ("s_i := " + cases(r"1 & v_i > 0", r"2 & v_i > 1", r"0 & \text{otherwise}"), "s_1 = s_1", "1 and 2"),
    ],
)
def test_cases_that_overlap_in_more_than_a_bound_are_told_wherever_they_are_used(
    defined: str, formula: str, said: str
) -> None:
    (message,) = texts(defined, formula)
    assert message.startswith("The cases at 5:1 overlap: ")
    assert said in message


def test_cases_in_a_claim_are_told_there() -> None:
    (message,) = texts("", r"\max(1, x) = " + cases(r"x & x \ge 1", r"1 & x \le 2"))
    assert message.startswith("The cases at 8:4 overlap: where $x = 3/2$ they say 3/2 and 1;")


def test_claims_on_one_definition_stand_together() -> None:
    (message,) = texts(BOTH, "g(3) = 3", "g(4) = 4", "1 + 1 = 2")
    assert message.endswith("that bears on what stands at 8:4 and 10:4.")


@pytest.mark.parametrize(
    ("defined", "formula"),
    [
        ("r(u) := " + cases(r"u & u \ge 0", r"0 & u \le 0"), r"r(x) = \max(x, 0)"),
        ("r(u) := " + cases(r"u & u \ge 0", r"0 & u \le 0"), r"r(0) = 0"),
        ("r(u) := " + cases(r"u & u > 0", r"0 & \text{otherwise}"), r"r(x) = \max(x, 0)"),
        ("r(u) := " + cases(r"u & u \ge 0", r"0 & u < 0"), r"r(x) = \max(x, 0)"),
        ("r(u) := " + cases(r"u & u \ge 0", r"2 u - u & u \ge 1", r"0 & \text{otherwise}"), r"r(x) = \max(x, 0)"),
        ("q(u) := " + cases(r"1 & |u| \le 1", "0 & |u| > 1"), "q(0) = 1"),
        ("q(u) := " + cases(r"-a & u < -a", r"a & u > a", r"u & \text{otherwise}"), "q(0) = 0"),
        ("q(u) := " + cases(r"a & u < a", r"b & u > b", r"u & \text{otherwise}"), "q(a) = q(a)"),
        ("q(u) := " + cases(r"1 & u = 0", r"0 & u \ne 0"), "q(0) = 1"),
        ("q(u) := " + cases(r"1 & 0 \le u \wedge u < 1", r"2 & 1 \le u \wedge u < 2"), "q(1) = 2"),
        ("q(u) := " + cases(r"e^u & u \ge 0", r"e^u & u \ge 1", r"0 & \text{otherwise}"), "q(0) = 1"),
        ("s_i := " + cases(r"v_i & v_i \ge 0", r"0 & v_i \le 0"), r"s^\top s = s^\top s"),
    ],
)
def test_no_alarm_where_cases_agree_are_apart_or_the_rest(defined: str, formula: str) -> None:
    assert not texts(defined, formula)


def test_what_is_assumed_keeps_cases_apart() -> None:
    formula = r"\max(x, 1) = " + cases(r"x & x \ge 1", r"1 & x \le 2")
    assert texts("", formula)
    assert not texts("", formula, assumed="x > 3")


def test_a_finding_changes_no_verdict() -> None:
    kinds = [item.verdict.kind.value for item in judgement(BOTH, "g(3) = 3", "g(3) = 9").items]
    assert kinds[-2:] == ["proved", "refuted"]
