"""Missing assumptions: the weakest one is named, writing it makes the claim proved, and no mistake is excused."""

from __future__ import annotations

import pytest

from derive.judging.judge import judge
from derive.judging.missing.search import missing
from derive.judging.verdict import Kind, Verdict

from .claims import claim, verdict

SOFTMAX = r"vectors: rows | f(x)_i := e^{x_i} / \sum_j e^{x_j} | "
ROW = SOFTMAX + r"x, t \in R^C | y := f(x) | L := -\sum_j t_j \log(y_j)"
BATCH = SOFTMAX + r"X, T \in R^{n \times C} | Y := f(X) | L := -\sum_{i,j} t_{ij} \log(y_{ij})"
FORM = r"x \in R^{n \times 1}, A \in R^{n \times n} | y := x^\top A x"
SQUARE = r"A, B \in R^{n \times n}, x \in R^{n \times 1}"
MASKED = r"M, X \in R^{n \times m}"
FOUND = [
    ("targets of a batch", BATCH, r"\frac{\partial L}{\partial X} = Y - T", r"\sum_j t_{ij} = 1"),
    ("targets of a row", ROW, r"\frac{\partial L}{\partial x_q} = y_q - t_q", r"\sum_j t_j = 1"),
    (
        "a capital letter beside a small one",
        BATCH.replace("Y := f(X)", r"t \in R | Y := f(X)").replace("t_{ij}", "T_{ij}"),
        r"\frac{\partial L}{\partial X} = Y - T",
        r"\sum_j T_{ij} = 1",
    ),
    ("a label", r"vectors: rows | t^{(1)}, c \in R^n", r"\sum_j t_j^{(1)} c_k = c_k", r"\sum_j t_j^{(1)} = 1"),
    ("a quadratic form", FORM, r"\frac{\partial y}{\partial x} = 2 A x", r"A^\top = A"),
    ("matrices that commute", r"A \in R^{n \times n}", r"A A^\top = A^\top A", r"A^\top = A"),
    (
        "a matrix with an index",
        r"W_1 \in R^{n \times n}, x \in R^{n \times 1}",
        r"W_1 x = W_1^\top x",
        r"(W_1)^\top = W_1",
    ),
    (
        "a variance about no mean",
        r"x \in R^n | m := \frac{1}{n} \sum_j x_j | v := \frac{1}{n} \sum_j (x_j - m)^2",
        r"v = \frac{1}{n} \sum_j x_j^2",
        r"\sum_j x_j = 0",
    ),
    ("a root of a square", r"x \in R", r"\sqrt{x^2} = x", r"x \ge 0"),
    ("an absolute value", r"x \in R^n", "|x_i| = x_i", r"x_j \ge 0"),
    ("a logarithm of a square", r"x \in R", r"\log(x^2) = 2 \log x", "x > 0"),
    ("a power of a power", r"x, a, b \in R", "(x^a)^b = x^{a b}", "x > 0"),
    ("a projection", SQUARE, "A (A x) = A x", "A A = A"),
    ("what is left by a projection", SQUARE, "(I - A) (I - A) = I - A", "A A = A"),
    ("a trace", SQUARE, r"\operatorname{tr}(A A) = \operatorname{tr}(A)", "A A = A"),
    ("a rotation", SQUARE, r"\|A x\| = \|x\|", r"A^\top A = I"),
    ("an inner product", r"Q \in R^{n \times n}, x, y \in R^n", r"(Q x)^\top (Q y) = x^\top y", r"Q^\top Q = I"),
    ("orthonormal columns", r"U \in R^{n \times k}, z \in R^k", r"\|U z\|^2 = \|z\|^2", r"U^\top U = I"),
    ("a mask", MASKED, r"\sum_{i,j} (m_{ij} x_{ij})^2 = \sum_{i,j} m_{ij} x_{ij}^2", "m_{ij}^2 = m_{ij}"),
    ("a mask twice", MASKED, r"M \odot M \odot X = M \odot X", "m_{ij}^2 = m_{ij}"),
    (
        "a mask with a label",
        r"M_1 \in R^{n \times m}",
        r"\|M_1\|_F^2 = \sum_{i,j} (M_1)_{ij}",
        r"[M_1]_{ij}^2 = [M_1]_{ij}",
    ),
    ("sizes mixed up", r"A \in R^{n \times m}", r"\sum_{i,j} \frac{a_{ij}}{n} = \sum_{i,j} \frac{a_{ij}}{m}", "n = m"),
    ("a sum of ones", r"A \in R^{n \times m}", r"\sum_{i=1}^n 1 = m", "n = m"),
    (
        "one of three sizes",
        r"A \in R^{n \times m}, B \in R^{m \times k}",
        r"k \sum_j a_{ij} b_{jq} = n (A B)_{iq}",
        "n = k",
    ),
]


def asked(declared: str, formula: str) -> Verdict | None:
    subject = claim(declared, formula)
    return missing(subject, judge(subject), judge)


@pytest.mark.parametrize(
    ("declared", "formula", "assumption"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND]
)
def test_what_is_missing_is_named_and_makes_the_claim_proved(declared: str, formula: str, assumption: str) -> None:
    found = asked(declared, formula)
    assert found is not None
    assert (found.kind, found.assumption) == (Kind.CONDITIONAL, assumption)
    assert verdict(f"{declared} | assume {assumption}", formula).kind is Kind.PROVED


PLACES = [
    ("softmax", SOFTMAX + r"x \in R^C | y := f(x)", r"\frac{\partial y_i}{\partial x_j} = -y_i y_j", r"i \ne j"),
    ("entry by entry", r"x \in R^n | y_i := x_i^2", r"\frac{\partial y_p}{\partial x_q} = 0", r"p \ne q"),
]


@pytest.mark.parametrize(("declared", "formula", "condition"), [row[1:] for row in PLACES], ids=[r[0] for r in PLACES])
def test_indices_that_must_differ_stand_behind_the_formula(declared: str, formula: str, condition: str) -> None:
    found = asked(declared, formula)
    assert found is not None
    assert (found.kind, found.assumption) == (Kind.CONDITIONAL, condition)
    assert verdict(declared, rf"{formula} \quad ({condition})").kind is Kind.PROVED


@pytest.mark.parametrize(
    ("declared", "formula", "group"),
    [
        (r"x, y \in R", r"\log(x y) = \log x + \log y", ["x > 0", "y > 0"]),
        (SQUARE, r"\|x - A x\|^2 = x^\top x - x^\top A x", [r"A^\top = A", "A A = A"]),
        (r"x, y, z \in R", r"\sqrt{x^2 y^2} + \sqrt{z^2 + 1} = x y + \sqrt{1 + z^2}", [r"x \ge 0", r"y \ge 0"]),
    ],
)
def test_several_signs_are_named_together_and_no_more_than_are_needed(
    declared: str, formula: str, group: list[str]
) -> None:
    found = asked(declared, formula)
    assert found is not None
    assert found.assumption == ", ".join(group)
    assert verdict(" | ".join([declared, *(f"assume {each}" for each in group)]), formula).kind is Kind.PROVED


MISTAKES = [
    ("a length that doubles", SQUARE, r"\|A x\| = 2 \|x\|"),
    ("the columns for the rows", r"U \in R^{n \times k}, x \in R^n", r"\|U^\top x\| = \|x\|"),
    ("the assumption itself", SQUARE, r"A^\top A = I"),
    ("a unit matrix of another name", r"I, Q \in R^{n \times n}, x \in R^{n \times 1}", r"\|Q x\| = \|x\|"),
    ("a sign", ROW, r"\frac{\partial L}{\partial x_q} = t_q - y_q"),
    ("a factor", ROW, r"\frac{\partial L}{\partial x_q} = 2 (y_q - t_q)"),
    ("a factor of a form", FORM, r"\frac{\partial y}{\partial x} = A x"),
    ("an equation on what is differentiated by", FORM, r"\frac{\partial y}{\partial A} = \frac{x x^\top + A}{2}"),
    (
        "a symmetric variable",
        r"A \in R^{n \times n} | y := \sum_{i,j} a_{ij}^3",
        r"\frac{\partial y}{\partial A} = 3 A^\top \odot A",
    ),
    ("both sides vanish", r"x \in R^n, c \in R | m := c \sum_j x_j", r"m = 2 c \sum_j x_j"),
    ("a side vanishes", r"x \in R^n, c \in R", r"c \sum_j x_j = 0"),
    ("both sides are fixed", r"x \in R^n", r"\left( \sum_j x_j \right)^2 = \sum_j x_j"),
    ("a premise", r"t \in R^n", r"\sum_j t_j = 1"),
    ("a premise about a matrix", r"A \in R^{n \times n}", r"A = A^\top"),
    ("a premise through a definition", r"x \in R^n | m := \frac{1}{n} \sum_j x_j", "x_i - m = x_i"),
    ("a forgotten case", r"x \in R | f(x) := \max(0, x)", "f'(x) = 1"),
    ("a forgotten sign of a slope", r"x \in R | f(x) := |x|", "f'(x) = 1"),
    ("a case by a root", r"x \in R | f(x) := \max(0, x)", r"\sqrt{x^2} = f(x)"),
    (
        "sizes mixed up and a factor",
        r"A \in R^{n \times m}",
        r"\sum_{i,j} \frac{a_{ij}}{n} = 2 \sum_{i,j} \frac{a_{ij}}{m}",
    ),
    ("two sizes as a premise", r"A \in R^{n \times m}", "n = m"),
    ("a written bound", r"A \in R^{n \times m}, x \in R^m", r"\sum_{k=1}^n a_{ik} x_k = \sum_j a_{ij} x_j"),
    ("a projection as a premise", SQUARE, "A A = A"),
    ("a mask as a premise", MASKED, r"M \odot M = M"),
    ("a mask as a premise by entries", MASKED, "m_{ij}^2 = m_{ij}"),
    ("a factor of a projection", SQUARE, "A A x = 2 A x"),
    ("a projection of another", SQUARE, "A B A B = A B"),
    ("a projection that leaves all", SQUARE, "A A x = x"),
    ("a factor of a mask", MASKED, r"M \odot M \odot X = 2 M \odot X"),
    ("a mask of something else", MASKED, r"M \odot X \odot X = M \odot X \odot X \odot X + M"),
    (
        "a variable that is no mask",
        r"M \in R^{n \times m} | y := \sum_{i,j} m_{ij}^3",
        r"\frac{\partial y}{\partial M} = 3 M",
    ),
    ("a number that is no mask", r"x, w \in R", "x^2 w = x w"),
    ("only on the diagonal", r"x \in R^n | y_i := x_i^2", r"\frac{\partial y_i}{\partial x_j} = 2 x_i"),
    ("off the diagonal too", SOFTMAX + r"x \in R^C | y := f(x)", r"\frac{\partial y_i}{\partial x_j} = y_i y_j"),
    ("zero where it is not", r"x \in R^n, c \in R | y_i := c x_i", r"\frac{\partial y_i}{\partial c} = x_i + 1"),
    ("a logarithm of a quotient", r"x, y \in R", r"\log(x y) = \log x - \log y"),
    ("a negative root", r"x \in R", r"\sqrt{x^2} = -x"),
    ("a double", r"x, w \in R", "x w = 2 x w"),
    ("against what is assumed", r"x \in R | assume x < 0", r"\sqrt{x^2} = x"),
    ("finite values", r"x \in \{-1, 1\}", r"\sqrt{x^2} = x"),
    ("an unknown gradient", r"Y \in R^{n \times n} | L := L(Y)", r"\frac{\partial L}{\partial Y} = Y"),
]


@pytest.mark.parametrize(("declared", "formula"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES])
def test_a_mistake_is_not_excused(declared: str, formula: str) -> None:
    assert judge(claim(declared, formula)).kind in (Kind.REFUTED, Kind.UNDECIDED)
    assert asked(declared, formula) is None


def test_what_is_proved_lacks_nothing() -> None:
    assert asked(r"x \in R", "x + x = 2 x") is None


def test_a_conditional_verdict_keeps_its_counterexample() -> None:
    subject = claim(FORM, r"\frac{\partial y}{\partial x} = 2 A x")
    refuted = judge(subject)
    found = missing(subject, refuted, judge)
    assert found is not None and refuted.counterexample is not None
    assert found.counterexample == refuted.counterexample
    assert found.message.startswith("False as stated at n=2")
    assert found.message.endswith(r"True if $A^\top = A$.")
    assert found.scope != ()


def test_what_was_not_decided_is_not_called_false() -> None:
    found = asked(r"x, y \in R", r"\log(x y) = \log x + \log y")
    assert found is not None and found.counterexample is None
    assert found.message.startswith("Not shown as stated. True if $x > 0, y > 0$.")


def test_without_time_nothing_is_found() -> None:
    subject = claim(BATCH, r"\frac{\partial L}{\partial X} = Y - T")
    assert missing(subject, judge(subject), judge, 0.0) is None
