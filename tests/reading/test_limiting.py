r"""Words beside a formula in its own display that say for what it holds, or that it does not: the claim is unread."""

from __future__ import annotations

import pytest

from derive.reading.grammar.limiting import LIMITING
from tests.judging.claims import judged
from tests.reading.statements import kinds, troubles

GIVEN = "x, t \\in R, w \\in R^n, f(u) := (u - 3)^2"
TRUE = "f(x) = x^2 - 6 x + 9"
FALSE = "f(x) = 9 - 6 x"

LIMITS = [
    "at the optimum", "at the origin", "at initialisation", "at $x$", "at convergence", "at test time",
    "at the first step", "up to scaling", "up to a constant", "up to sign", "up to $O(x)$", "(approximately)",
    "approx.", "roughly speaking", "to first order", "to leading order", "(first-order condition)",
    "ignoring higher-order terms", "neglecting the rest", "dropping a constant", "for large x", "for small x",
    "for positive x", "for some x", "for a single sample", "in expectation", "on average", "in the limit",
    "in the linear case", "would be wrong", "is wrong", "is false", "does not hold", "doesn't hold",
    "holds only here", "fails here", "if we are lucky", "when x is large", "unless x is 0", "except at zero",
    "asymptotically.", "locally.", "w.l.o.g.", "without loss of generality", "almost everywhere", "a.e.",
    "a.s.", "subject to noise", "otherwise.", "by the chain rule, at the optimum", "under independence",
    "for symmetric W", "(W is orthogonal)", "on the diagonal", "(no bias)", "to three digits",
    "is a common mistake", "最適点で", "近似的に", "は成り立たない", "定数倍を除いて",
]
EMPTY = [
    "by the chain rule", "(chain rule)", "as above", "as required", "which is what we wanted", "by symmetry",
    "for all i", "using (3)", "by (3)", "and hence the claim", "at layer l", "at time t", "at each step",
    "at the output layer", "at the same time", "in matrix form", "with respect to x", "QED", "by definition",
    "which is well known", "(by the product rule)", "see above", "in all cases", "in order to conclude",
    "without proof", "given above", "as given in (2)", "for all i up to n", "for every x", "for example",
    "in general", "after simplification", "(no summation)", "in components", "by induction", "not surprisingly",
    "if you like", "from the definition of f", "row by row", "連鎖律より",
]


@pytest.mark.parametrize("words", LIMITS)
def test_words_that_limit_a_claim_leave_it_unread_and_are_quoted(words: str) -> None:
    for formula in (TRUE, FALSE):
        found = troubles(GIVEN, rf"{formula} \quad \text{{{words}}}")
        assert found, words
        assert any("no condition of the language" in message or "not part" in message for message, _ in found), found
        assert "Equation" not in kinds(GIVEN, rf"{formula} \quad \text{{{words}}}")


@pytest.mark.parametrize("words", EMPTY)
def test_words_that_claim_nothing_leave_the_claim_as_it_is(words: str) -> None:
    assert kinds(GIVEN, rf"{TRUE} \quad \text{{{words}}}") == ["Equation", "Plain"]


def verdicts(formula: str) -> list[str]:
    found = judged(f"<!-- derive\n{GIVEN}\n-->\n\n$$ {formula} $$\n")
    return [item.verdict.kind.value for item in found if item.verdict.kind.value != "skipped"]


@pytest.mark.parametrize("words", ["by the chain rule", "as required", r"at layer $l$", r"at time $t$", "w.r.t. $x$"])
def test_such_a_claim_is_judged(words: str) -> None:
    assert verdicts(rf"{TRUE} \quad \text{{{words}}}") == ["proved"]
    assert verdicts(rf"{FALSE} \quad \text{{{words}}}") == ["refuted"]


@pytest.mark.parametrize("words", ["at layer $n$", "at layer $1$", "at layer $l + 1$", "at $x$", "at the point $x$"])
def test_a_place_that_is_a_certain_one_is_no_mere_name(words: str) -> None:
    assert verdicts(rf"{FALSE} \quad \text{{{words}}}") == ["unread"]


@pytest.mark.parametrize(
    "formula",
    [
        r"\text{At the optimum } f(x) = 9 - 6 x",
        r"\text{At the optimum,} \quad f(x) = 9 - 6 x",
        r"\text{Approximately, } f(x) = 9 - 6 x",
        r"\text{Approximately,} \quad f(x) = 9 - 6 x",
        r"\text{It is wrong that } f(x) = x^2 - 6 x + 9",
        r"\text{It is wrong that} \quad f(x) = x^2 - 6 x + 9",
        r"f(x) = 9 - 6 x \quad \mathrm{at\ the\ optimum}",
        r"f(x) = 9 - 6 x, \text{ roughly.}",
        r"\begin{aligned} f(x) &= 9 - 6 x \\ & \text{approximately} \end{aligned}",
        r"\begin{aligned} & \text{Approximately:} \\ f(x) &= 9 - 6 x \end{aligned}",
    ],
)
def test_words_before_a_claim_and_in_a_row_of_their_own_limit_it_too(formula: str) -> None:
    assert verdicts(formula) == ["unread"]


def test_a_row_is_limited_by_its_own_words() -> None:
    rows = r"\begin{aligned} f(x) &= x^2 - 6 x + 9 \\ &= 9 - 6 x && \text{to first order} \\ &= 9 + 6 x \end{aligned}"
    assert verdicts(rows) == ["proved", "unread", "refuted"]


def test_what_stands_in_a_row_before_words_is_limited_altogether() -> None:
    assert verdicts(rf"{FALSE}, \quad f(t) = 9 \quad \text{{at the optimum}}") == ["unread", "unread"]


def test_a_constraint_is_no_claim() -> None:
    assert verdicts(r"\min_w \|w\|^2 \quad \text{s.t.} \quad \mathbf{1}^\top w = 1") == ["unread"]
    rows = r"\min_w &\ \|w\|^2 \\ &\text{subject to} \\ & \mathbf{1}^\top w = 1 \\ & \|w\|^2 = 1"
    assert verdicts(rf"\begin{{aligned}} {rows} \end{{aligned}}") == ["unread", "unread"]


@pytest.mark.parametrize("words", ["unless", "except", "only if", "iff", "such that", "as long as"])
def test_nor_is_an_exception(words: str) -> None:
    assert set(verdicts(rf"{TRUE} \quad \text{{{words}}} \quad x = 0")) == {"unread"}


@pytest.mark.parametrize("words", ["if", "when", "where", "for"])
def test_a_condition_is_one_behind_such_a_word_alone(words: str) -> None:
    assert verdicts(rf"{FALSE} \quad \text{{{words}}} \quad x = 0") == ["proved"]
    assert verdicts(rf"{FALSE} \quad \text{{{words}}} \quad x = 1") == ["refuted"]


def test_words_beside_what_claims_nothing_are_words() -> None:
    assert kinds(GIVEN, r"f(x) \approx 9 - 6 x \quad \text{to first order}") == ["Plain", "Plain"]


def test_a_definition_that_words_limit_defines_nothing() -> None:
    assert kinds(GIVEN, r"y = 9 - 6 x \quad \text{for large x}") == ["Unread"]
    assert kinds(GIVEN, r"y = 9 - 6 x \quad \text{by (2)}") == ["Definition", "Plain"]


@pytest.mark.parametrize("word", ["notation", "annotated", "iffy", "underlined", "nearer", "onlyx", "i.e.", "falsely"])
def test_a_phrase_is_no_part_of_a_word(word: str) -> None:
    assert LIMITING.search(word) is None
