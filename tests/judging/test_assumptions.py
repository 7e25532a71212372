"""Assumptions that are declared: what follows is proved for all sizes, and what does not is refuted."""

from __future__ import annotations

import pytest

from derive.judging.judge import judge
from derive.judging.verdict import AllSizes, Kind, Verdict

from .claims import claim
from .claims import judged as all_judged
from .claims import verdict as verdict_of

SQUARE = r"A, B \in R^{n \times n}, x, y \in R^{n \times 1}"
IDEMPOTENT = SQUARE + " | assume A A = A"
PROJECTION = IDEMPOTENT + r" | assume A^\top = A"
SYMMETRIC = SQUARE + r" | assume A^\top = A"
SKEW = SQUARE + r" | assume A^\top = -A"
INVOLUTION = SQUARE + " | assume A A = I"
INVERSE = SQUARE + " | assume A B = I"
ORTHOGONAL = SQUARE + r" | assume A^\top A = I"
TALL = r"Q \in R^{n \times m}, x, y \in R^{m \times 1}, z \in R^{n \times 1} | assume Q^\top Q = I"
MASKED = r"M, X \in R^{n \times m} | assume m_{ij}^2 = m_{ij}"
SIGNED = r"s, x \in R^n | assume s_i^2 = 1"
STOCHASTIC = r"S \in R^{n \times n}, x \in R^{n \times 1} | assume S^\top = S | assume \sum_j s_{ij} = 1"
LEAKY = r"x, a \in R | assume 0 < a < 1"
LEAKS = r"x, a \in R^n | assume 0 < a_i < 1"
EQUAL = r"A \in R^{n \times m} | assume n = m"

FOLLOWS = [
    (IDEMPOTENT, "A A A = A"),
    (IDEMPOTENT, "A (A x) = A x"),
    (IDEMPOTENT, "(I - A) (I - A) = I - A"),
    (IDEMPOTENT, "A (I - A) = 0"),
    (IDEMPOTENT, "(2 A - I) (2 A - I) = I"),
    (IDEMPOTENT, "B A A x = B A x"),
    (IDEMPOTENT, r"\operatorname{tr}(A A) = \operatorname{tr}(A)"),
    (IDEMPOTENT, r"A^\top A^\top = A^\top"),
    (PROJECTION, r"\|A x\|^2 = x^\top A x"),
    (PROJECTION, r"\|x - A x\|^2 = x^\top x - x^\top A x"),
    (SQUARE + r" | assume A^\top A = A", r"A^\top = A"),
    (SYMMETRIC, r"x^\top A^\top = x^\top A"),
    (SYMMETRIC, r"A^\top B = A B"),
    (SYMMETRIC, r"\frac{\partial}{\partial x}(x^\top A x) = 2 A x"),
    (SYMMETRIC, r"x^\top A y = y^\top A x"),
    (SYMMETRIC, r"x^\top A B A y = y^\top A B^\top A x"),
    (SYMMETRIC, r"\operatorname{tr}(A B) = \operatorname{tr}(A B^\top)"),
    (SKEW, r"x^\top A^\top y = -x^\top A y"),
    (SKEW, r"x^\top A x = 0"),
    (SKEW, "0 = a_{ii}"),
    (SKEW, r"x^\top A A x = -\|A x\|^2"),
    (INVOLUTION, "A A A = A"),
    (INVERSE, "B A = I"),
    (INVERSE, r"x^\top B A y = x^\top y"),
    (ORTHOGONAL, r"\|A x\|^2 = \|x\|^2"),
    (ORTHOGONAL, r"\|A x\| = \|x\|"),
    (ORTHOGONAL, r"\|A B\|_F^2 = \|B\|_F^2"),
    (ORTHOGONAL, r"A A^\top = I"),
    (ORTHOGONAL, r"\|A^\top x\|^2 = \|x\|^2"),
    (TALL, r"\|Q x\|^2 = \|x\|^2"),
    (TALL, r"(Q x)^\top (Q y) = x^\top y"),
    (TALL, r"Q Q^\top Q Q^\top = Q Q^\top"),
    (MASKED, r"M \odot M = M"),
    (MASKED, "m_{ij}^3 = m_{ij}"),
    (MASKED, r"\sum_{i,j} (m_{ij} x_{ij})^2 = \sum_{i,j} m_{ij} x_{ij}^2"),
    (MASKED, r"\sum_{i,j} m_{ij} (1 - m_{ij}) x_{ij} = 0"),
    (SIGNED, "s_i^3 x_i = s_i x_i"),
    (SIGNED, r"\sum_i (s_i x_i)^2 = \sum_i x_i^2"),
    (STOCHASTIC, r"\sum_i s_{ij} = 1"),
    (STOCHASTIC, r"\sum_{i,j} s_{ij} x_i = \sum_i x_i"),
    (LEAKS, r"\max(x_i, a_i x_i) = \max(0, x_i) + a_i \min(0, x_i)"),
    (EQUAL, r"\sum_{i,j} \frac{a_{ij}}{n} = \sum_{i,j} \frac{a_{ij}}{m}"),
    (EQUAL, "n = m"),
]
OF_NUMBERS = [
    (LEAKY, r"\max(x, a x) = \max(0, x) + a \min(0, x)"),
    (LEAKY, r"\min(x, a x) = \min(0, x) + a \max(0, x)"),
    (LEAKY, r"\max(x, a x) = \begin{cases} x & x > 0 \\ a x & \text{otherwise} \end{cases}"),
    (LEAKY + r" | f(x) := \max(x, a x)", r"f'(x) = \begin{cases} 1 & x > 0 \\ a & x < 0 \end{cases}"),
    (r"x, a \in R | assume 0 < a | assume a < 1", "|x - a x| = (1 - a) |x|"),
    (r"x, a \in R | assume a \le 1", "|x - a x| = (1 - a) |x|"),
    (r"x, a \in R | assume a > 1", r"\max(x, a x) = \min(0, x) + a \max(0, x)"),
    (r"x, a \in R | assume a^2 = 1", "a^3 x = a x"),
]
OF_CASES = [
    (MASKED, r"m_{ij} x_{ij} = \begin{cases} x_{ij} & m_{ij} = 1 \\ 0 & \text{otherwise} \end{cases}"),
    (MASKED, r"m_{ij} x_{ij} = \begin{cases} 0 & m_{ij} \le 0 \\ x_{ij} & \text{otherwise} \end{cases}"),
    (MASKED, r"|m_{ij}| = m_{ij}"),
    (SIGNED, r"|s_i x_i| = |x_i|"),
    (SIGNED, r"\max(0, s_i) = \frac{1 + s_i}{2}"),
    (r"c \in R | assume c^3 = c", r"|c| = c^2"),
]
"""What follows from the values that entries may have, compared at sizes."""
FOLLOWS_NOT = [
    (MASKED, r"m_{ij} x_{ij} = \begin{cases} x_{ij} & m_{ij} = 0 \\ 0 & \text{otherwise} \end{cases}"),
    (MASKED, r"m_{ij} x_{ij} = \begin{cases} x_{ij} & m_{ij} \ge 0 \\ 0 & \text{otherwise} \end{cases}"),
    (MASKED, r"m_{ij} x_{ij} = \begin{cases} x_{ij} & m_{ij} = 1 \\ 1 & \text{otherwise} \end{cases}"),
    (SIGNED, r"|s_i x_i| = s_i x_i"),
    (SIGNED, r"\max(0, s_i) = 1"),
    (r"c \in R | assume c^3 = c", "|c| = 1"),
    (IDEMPOTENT, "A A x = x"),
    (IDEMPOTENT, "A A = 2 A"),
    (IDEMPOTENT, r"A A^\top = A"),
    (IDEMPOTENT, r"A^\top = A"),
    (IDEMPOTENT, "A B A = A B"),
    (IDEMPOTENT, "A B A B = A B"),
    (IDEMPOTENT, "B B = B"),
    (IDEMPOTENT, r"\operatorname{tr}(A A) = 2 \operatorname{tr}(A)"),
    (IDEMPOTENT, r"\sum_i a_{ii}^2 = \sum_i a_{ii}"),
    (IDEMPOTENT, r"\|A x\|^2 = x^\top A x"),
    (IDEMPOTENT, "A A = 0"),
    (IDEMPOTENT, r"\frac{\partial}{\partial A} \operatorname{tr}(A A) = I"),
    (PROJECTION, r"A B = B A"),
    (PROJECTION, r"\|A x\|^2 = x^\top x"),
    (PROJECTION, r"\|x - A x\|^2 = x^\top A x"),
    (SYMMETRIC, "A B = B A"),
    (SYMMETRIC, r"B^\top A = B A"),
    (SYMMETRIC, "a_{ii} = a_{ij}"),
    (SYMMETRIC, r"\frac{\partial}{\partial x}(x^\top A x) = A x"),
    (SKEW, r"x^\top A^\top y = x^\top A y"),
    (SKEW, r"A A^\top = A A"),
    (SKEW, r"x^\top A y = 0"),
    (SYMMETRIC, r"x^\top B y = y^\top B x"),
    (SYMMETRIC, r"x^\top A B y = y^\top A B x"),
    (SYMMETRIC, r"x^\top A x = 0"),
    (INVOLUTION, "A A A = I"),
    (INVOLUTION, r"A A^\top = I"),
    (INVERSE, "B B = I"),
    (INVERSE, r"A^\top = B"),
    (INVERSE, r"\operatorname{tr}(B A) = 1"),
    (ORTHOGONAL, r"\|A x\|^2 = 2 \|x\|^2"),
    (ORTHOGONAL, "A x = x"),
    (ORTHOGONAL, "A A = I"),
    (ORTHOGONAL, r"A^\top = A"),
    (ORTHOGONAL, r"\|B A x\|^2 = \|B x\|^2"),
    (ORTHOGONAL, r"x^\top A x = x^\top x"),
    (ORTHOGONAL, r"\operatorname{tr}(A) = 1"),
    (TALL, r"\|Q^\top z\|^2 = \|z\|^2"),
    (TALL, r"Q Q^\top = I"),
    (TALL, r"Q Q^\top z = z"),
    (TALL, r"\|Q x\|^2 = \|x\|"),
    (MASKED, r"M \odot M = 2 M"),
    (MASKED, "1 = m_{ij}"),
    (MASKED, "0 = m_{ij}"),
    (MASKED, r"\sum_{i,j} (m_{ij} x_{ij})^2 = \sum_{i,j} m_{ij} x_{ij}"),
    (MASKED, r"M M^\top M = M"),
    (MASKED, "m_{ij} x_{ij} = x_{ij}"),
    (MASKED, r"\frac{\partial}{\partial m_{pq}} \sum_{i,j} m_{ij}^2 = 1"),
    (SIGNED, "s_i^3 x_i = x_i"),
    (SIGNED, "s_i x_i = x_i"),
    (SIGNED, r"\left( \sum_i s_i \right)^2 = n"),
    (STOCHASTIC, r"\sum_i s_{ij} = 2"),
    (STOCHASTIC, "S S = S"),
    (STOCHASTIC, "1 = s_{ii}"),
    (STOCHASTIC, "S x = x"),
    (STOCHASTIC, r"\sum_{i,j} s_{ij} = 1"),
    (STOCHASTIC, r"\sum_{i,j} s_{ij}^2 = 1"),
    (r"S \in R^{n \times n} | assume \sum_j s_{ij} = 1", r"\sum_i s_{ij} = 1"),
    (LEAKY, r"\max(x, a x) = a x"),
    (LEAKY, r"\max(x, a x) = x"),
    (LEAKY, r"\max(x, a x) = \max(0, x)"),
    (LEAKY, r"\max(x, a x) = \max(0, x) - a \min(0, x)"),
    (LEAKY + r" | f(x) := \max(x, a x)", r"f'(x) = \begin{cases} a & x > 0 \\ 1 & x < 0 \end{cases}"),
    (LEAKY + r" | f(x) := \max(x, a x)", "f'(x) = 1"),
    (LEAKS, r"\max(x_i, a_i x_i) = \max(0, x_i) - a_i \min(0, x_i)"),
    (r"x, a \in R | assume 0 < a", r"\max(x, a x) = \max(0, x) + a \min(0, x)"),
    (r"x, a \in R | assume a < 1", r"\max(x, a x) = \max(0, x) - a \min(0, x)"),
    (r"x, a \in R | assume 0 < a | assume a < 2", "|x - a x| = (1 - a) |x|"),
    (r"x, a \in R | assume a > 1", r"\max(x, a x) = \max(0, x) + a \min(0, x)"),
    (r"x, a \in R | assume a^2 = 1", "a x = x"),
    (EQUAL, r"\sum_{i,j} \frac{a_{ij}}{n} = 2 \sum_{i,j} \frac{a_{ij}}{m}"),
    (EQUAL + r" | B \in R^{m \times k}", r"k \sum_j a_{ij} b_{jq} = n \sum_j a_{ij} b_{jq}"),
]
NOTHING = [
    (r"t \in R^n | assume \sum_j t_j = 1 | assume \sum_j t_j = 2", r"\sum_j t_j = 5"),
    (SQUARE + " | assume A A = A | assume A = 2 I", "A A = 3 A"),
    (SQUARE + r" | assume A^\top A = I | assume A = 0", "3 A = I"),
    (SQUARE + " | assume A B = I | assume B = 0", "A A = B"),
    (r"Q \in R^{n \times n}, z \in R^{n \times 1} | assume Q^\top Q = -I", r"\|Q z\|^2 = -\|z\|^2"),
    (r"a, x \in R | assume 1 < a | assume a < 0", r"\max(x, a x) = 7"),
    (r"a \in R | assume a^2 = -1", "a^4 = 1"),
    (r"m \in R^n | assume m_i^2 = m_i | assume m_i > 1", "m_i^3 = m_i"),
    (STOCHASTIC + r" | assume \sum_i s_{ij} = 2", r"\sum_{i,j} s_{ij} = 0"),
]


def judged(declared: str, formula: str) -> Verdict:
    return judge(claim(declared, formula))


@pytest.mark.parametrize(("declared", "formula"), FOLLOWS)
def test_what_follows_is_proved_for_all_sizes(declared: str, formula: str) -> None:
    found = judged(declared, formula)
    assert found.kind is Kind.PROVED, found.message
    assert isinstance(found.scope, AllSizes), found.message


@pytest.mark.parametrize(("declared", "formula"), OF_NUMBERS)
def test_what_follows_for_numbers_is_proved(declared: str, formula: str) -> None:
    found = judged(declared, formula)
    assert found.kind is Kind.PROVED, found.message


@pytest.mark.parametrize(("declared", "formula"), OF_CASES)
def test_what_follows_from_the_values_that_are_left_is_proved(declared: str, formula: str) -> None:
    assert judge(claim(declared, formula)).kind is Kind.PROVED


@pytest.mark.parametrize(("declared", "formula"), FOLLOWS_NOT)
def test_what_does_not_follow_is_refuted(declared: str, formula: str) -> None:
    found = judged(declared, formula)
    assert found.kind is Kind.REFUTED, found.message
    assert found.counterexample is not None


@pytest.mark.parametrize(("declared", "formula"), NOTHING)
def test_nothing_follows_from_a_contradiction(declared: str, formula: str) -> None:
    found = judged(declared, formula)
    assert found.kind is Kind.UNDECIDED, found.message
    assert "do these contradict each other?" in found.message


@pytest.mark.parametrize(("declared", "formula"), FOLLOWS + OF_NUMBERS + OF_CASES)
def test_without_the_assumptions_it_is_not_proved(declared: str, formula: str) -> None:
    bare = " | ".join(part for part in declared.split(" | ") if not part.startswith("assume"))
    assert judged(bare, formula).kind in (Kind.REFUTED, Kind.UNDECIDED)


def test_sizes_that_are_equal_are_both_named_in_a_counterexample() -> None:
    found = judged(EQUAL, r"\sum_{i,j} \frac{a_{ij}}{n} = 2 \sum_{i,j} \frac{a_{ij}}{m}")
    assert found.counterexample is not None
    assert found.counterexample.sizes == {"n": 1, "m": 1}


TWO_SIZES = r"X, Y \in R^{n \times m}, x \in R^n, y \in R^m"
FITS = [
    (TWO_SIZES + " | assume n = m", "x + y = y + x"),
    (TWO_SIZES + " | assume m = n", r"\sum_i x_i y_i = x^\top y"),
    (TWO_SIZES + " | assume n = m", r"\operatorname{tr}(X Y) = \operatorname{tr}(Y X)"),
    (TWO_SIZES + " | assume n = m", r"(X Y)^\top = Y^\top X^\top"),
    (TWO_SIZES + " | assume n = m", r"\sum_{i=1}^m x_i = \sum_{i=1}^n x_i"),
    (TWO_SIZES + r", z \in R^k | assume n = k | assume k = m", "x + y + z = z + y + x"),
    (TWO_SIZES + r" | assume n = m | f := \sum_{i,j} X_{ij} X_{ji}", r"\frac{\partial f}{\partial X} = 2 X^\top"),
    (TWO_SIZES + r" | assume n = m | f := \sum_i x_i y_i", r"\frac{\partial f}{\partial x} = y"),
]
FITS_BUT_IS_FALSE = [
    (TWO_SIZES + " | assume n = m", "x + y = x"),
    (TWO_SIZES + " | assume n = m", "X Y = Y X"),
    (TWO_SIZES + " | assume n = m", r"(X Y)^\top = X^\top Y^\top"),
    (TWO_SIZES + r" | assume n = m | f := \sum_{i,j} X_{ij} X_{ji}", r"\frac{\partial f}{\partial X} = 2 X"),
    (TWO_SIZES + r" | assume n = m | f := \sum_i x_i y_i", r"\frac{\partial f}{\partial x} = x"),
]


@pytest.mark.parametrize(("declared", "formula"), FITS)
def test_arrays_fit_whose_sizes_are_assumed_to_be_equal(declared: str, formula: str) -> None:
    found = verdict_of(declared, formula)
    assert found.kind is Kind.PROVED, found.message
    assert isinstance(found.scope, AllSizes), found.message
    assert {"n", "m"} & found.scope.least.keys() == {"n", "m"}


@pytest.mark.parametrize(("declared", "formula"), FITS_BUT_IS_FALSE)
def test_what_fits_so_can_be_false(declared: str, formula: str) -> None:
    found = verdict_of(declared, formula)
    assert found.kind is Kind.REFUTED, found.message
    assert found.counterexample is not None
    assert found.counterexample.sizes["n"] == found.counterexample.sizes["m"]


@pytest.mark.parametrize(
    ("assumed", "sizes"),
    [
        ("", {"n": 2, "m": 3}),
        (" | assume n = 2 m", {"n": 4, "m": 2}),
        (" | assume n = m + 1", {"n": 3, "m": 2}),
        (" | assume n > 12", {"n": 13, "m": 2}),
        (" | assume n = 11", {"n": 11, "m": 2}),
        (r", z \in R^{2 \times 3}", {"n": 4, "m": 5}),
    ],
)
def test_sizes_at_which_shapes_do_not_fit_obey_what_is_assumed(assumed: str, sizes: dict[str, int]) -> None:
    found = verdict_of(r"x \in R^n, y \in R^m" + assumed, "x + y = y + x")
    assert found.kind is Kind.REFUTED, found.message
    assert found.counterexample is not None
    assert found.counterexample.sizes == sizes


@pytest.mark.parametrize(
    "assumed",
    [
        " | assume n = 3 | assume m = 3",
        " | assume n - m = 0",
        r" | assume n \ge m | assume m \ge n",
        " | assume n = m + 1 | assume m = n + 1",
        " | assume 1 = 2",
    ],
)
def test_shapes_that_may_fit_by_an_assumption_are_not_refuted(assumed: str) -> None:
    found = verdict_of(r"x \in R^n, y \in R^m" + assumed, "x + y = y + x")
    assert found.kind is Kind.UNDECIDED, found.message


FUNCTION = r"x \in R | f : R \to R"


@pytest.mark.parametrize(
    ("declared", "formula"),
    [
        (FUNCTION + " | assume f(0) = 0", "f(0) + x = x"),
        (FUNCTION + " | assume f(1) = 2", "f(1) + x = x + 2"),
        (FUNCTION + " | assume f'(0) = 1", "f'(0) + x = x + 1"),
        (FUNCTION + " | assume f(0) = 0 | g(s) := f(s) + f(s)", "g(0) + x = x"),
        (r"a \in R | assume 1 = 2", "2 a = 5"),
    ],
)
def test_no_values_against_an_assumption_refute(declared: str, formula: str) -> None:
    found = verdict_of(declared, formula)
    assert found.kind in (Kind.PROVED, Kind.UNDECIDED), found.message


@pytest.mark.parametrize(
    ("declared", "formula"),
    [
        (FUNCTION + " | assume f(0) = 0", "f(1) + x = x"),
        (FUNCTION + " | assume f(0) = 0", "f(x) + x = x"),
        (FUNCTION + r" | assume f(0) = 0 | h : R \to R", "h(0) + x = x"),
        (r"a \in R | assume 1 < 2", "2 a = 5"),
    ],
)
def test_an_assumption_about_a_function_excuses_nothing_else(declared: str, formula: str) -> None:
    found = verdict_of(declared, formula)
    assert found.kind is Kind.REFUTED, found.message


UNREAD = r"""<!-- derive
x, y \in R
%s
-->

$$
%s
$$
"""


@pytest.mark.parametrize("assumption", ["assume x is positive", "assume", "assume z > 0", r"assume x \prec 0"])
def test_what_is_false_without_an_assumption_that_was_not_understood_is_not_refuted(assumption: str) -> None:
    """The first could be mended by one, the second is false; both stay open."""
    for formula in (r"\sqrt{x^2} = x", "x + y = x y"):
        *_, found = all_judged(UNREAD % (assumption, formula))
        assert found.verdict.kind is Kind.UNDECIDED, found.verdict.message
        assert "the assumption in line 3, which was not understood" in found.verdict.message


def test_several_of_them_are_all_named() -> None:
    *_, found = all_judged(UNREAD % ("assume x is positive\nassume y is small", r"\sqrt{x^2} = x"))
    assert "the assumptions in lines 3, 4, which were not understood" in found.verdict.message


def test_what_is_true_or_cannot_be_added_is_not_excused_by_one() -> None:
    *_, true = all_judged(UNREAD % ("assume x is positive", "x + y = y + x"))
    assert true.verdict.kind is Kind.PROVED
    declared = UNREAD.replace("y ", r"y \in R, A \in R^{2 \times 3}, z ")
    *_, shapes = all_judged(declared % ("assume x is positive", "A = x A A"))
    assert shapes.verdict.kind is Kind.REFUTED, shapes.verdict.message


def test_another_section_is_not_doubted() -> None:
    text = UNREAD % ("assume x is positive", "x = x")
    *_, found = all_judged("# One\n\n" + text + "\n# Two\n\n" + UNREAD % ("", "x = 2 x"))
    assert found.verdict.kind is Kind.REFUTED


IDENTITIES = ["f(-x) = f(x)", "f(x + y) = f(x) + f(y)", "f'(x) = f(x)", "f(f(x)) = x"]


@pytest.mark.parametrize("identity", IDENTITIES)
def test_an_identity_of_a_function_is_not_taken_of_one_number(identity: str) -> None:
    found = all_judged(UNREAD % (r"f : R \to R" + f"\nassume {identity}", "f(x) = f(y)"))
    assert found[0].verdict.kind is Kind.UNREAD, found[0].verdict.message
    assert "an identity of `f` for every argument cannot be assumed" in found[0].verdict.message
    assert found[-1].verdict.kind is Kind.UNDECIDED


def test_an_assumption_may_stand_behind_a_declaration() -> None:
    assert verdict_of(r"x \in R; assume x > 0", r"\sqrt{x^2} = x").kind is Kind.PROVED
    assert verdict_of(r"x \in R % ; assume x > 0", r"\sqrt{x^2} = x").kind is Kind.CONDITIONAL
    assert verdict_of(r"x \in R; assume x > 0", r"\sqrt{x^2} = -x").kind is Kind.REFUTED
