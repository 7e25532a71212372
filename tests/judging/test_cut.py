"""Numbers cut off: what is true of every function of some quantities, and what must not be taken for it."""

from __future__ import annotations

import pytest

from derive.judging.cut import cut
from derive.judging.evidence import gathered
from derive.judging.general.equal import equal
from derive.judging.inventory import inventory
from derive.judging.verdict import Kind
from derive.meaning.terms import Derivative, Quantity

from .claims import claim, verdict

NORM = (
    r"x, \gamma, \beta \in R^d | W \in R^{m \times d} | \epsilon \in R | assume \epsilon > 0 "
    r"| \mu := \frac{1}{d} \sum_i x_i | s := \sqrt{\frac{1}{d} \sum_i (x_i - \mu)^2 + \epsilon} "
    r"| n := \frac{x - \mu \mathbf{1}}{s} | h := \gamma \odot n + \beta | a := W h "
)
SOFTMAX = NORM + (
    r"| y \in R^m | assume \mathbf{1}^\top y = 1 | f(x)_i := \frac{e^{x_i}}{\sum_j e^{x_j}} | p := f(a) "
    r"| L := -\sum_j y_j \log p_j | q := \frac{\partial L}{\partial h} | t := \gamma \odot q "
)
BY_X = (
    r"\frac{\partial L}{\partial x} = \frac{1}{s} \left( t - \frac{1}{d} (\mathbf{1}^\top t) \mathbf{1}_d"
    r" - \frac{1}{d} (n^\top t) n \right)"
)
DEEP = r"x \in R^n, V \in R^{m \times n} | h := V x | "
THROUGH = r"\frac{\partial L}{\partial x} = V^\top \frac{\partial L}{\partial h}"


def test_a_gradient_through_a_normalisation_in_front_of_a_softmax() -> None:
    found = verdict(SOFTMAX, BY_X, seconds=4.0)
    assert found.kind is Kind.PROVED
    assert "whatever function of $h$ stands for $L$" in found.message


@pytest.mark.parametrize(
    ("right", "wrong"),
    [(r"- \frac{1}{d} (n^\top t) n", r"+ \frac{1}{d} (n^\top t) n"), (r"(n^\top t) n", r"(n^\top q) n")],
)
def test_a_false_gradient_is_refuted_there_too(right: str, wrong: str) -> None:
    assert right in BY_X
    assert verdict(SOFTMAX, BY_X.replace(right, wrong)).kind is Kind.REFUTED


def test_the_number_is_cut_off_where_everything_passes() -> None:
    made = cut(claim(DEEP + r"L := \sum_i \tanh h_i", THROUGH))
    assert made is not None
    assert made.through == ("h",)
    assert "L" not in made.claim.scope.definitions
    assert Derivative(made.of, Quantity("x", shape=("n", 1)), shape=("n", 1)) == made.claim.statement.left


@pytest.mark.parametrize(
    "loss",
    [
        r"\sum_i \tanh h_i + \sum_j x_j",
        r"\sum_i h_i x_1",
        r"\left( \sum_i h_i \right) \left( \sum_i (V x)_i \right)",
    ],
)
def test_a_path_beside_the_cut_is_seen(loss: str) -> None:
    declared = DEEP + f"L := {loss}"
    assert cut(claim(declared, THROUGH)) is None
    assert verdict(declared, THROUGH).kind is Kind.REFUTED


def test_a_residual_connection_is_cut_behind_the_sum() -> None:
    declared = r"x \in R^n, V \in R^{n \times n} | h := x + V x | L := \sum_i \tanh h_i"
    by_x = r"\frac{\partial L}{\partial x} = \frac{\partial L}{\partial h} + V^\top \frac{\partial L}{\partial h}"
    made = cut(claim(declared, by_x))
    assert made is not None
    assert made.through == ("h",)
    assert verdict(declared, by_x).kind is Kind.PROVED
    assert verdict(declared, by_x.replace(r"\frac{\partial L}{\partial h} +", "")).kind is Kind.REFUTED


def test_a_residual_connection_around_the_cut_is_none() -> None:
    declared = r"x \in R^n, V \in R^{n \times n} | h := V x | L := \sum_i \tanh (x_i + h_i)"
    assert cut(claim(declared, THROUGH)) is None
    assert verdict(declared, THROUGH).kind is Kind.REFUTED
    both = THROUGH + r" + \frac{\partial L}{\partial h}"
    assert verdict(declared, both).kind is Kind.PROVED


def test_what_is_true_of_one_loss_only_is_not_refuted() -> None:
    declared = DEEP + r"L := \frac{1}{2} \sum_i h_i^2"
    formula = r"\frac{\partial L}{\partial x} = V^\top h + 2 V^\top \left( \frac{\partial L}{\partial h} - h \right)"
    made = cut(claim(declared, formula))
    assert made is not None
    assert not equal(made.claim.statement, made.claim.scope).shown
    found = verdict(declared, formula)
    assert found.kind is Kind.PROVED
    assert "whatever function" not in found.message


def test_two_quantities_are_a_cut_where_one_is_not() -> None:
    declared = r"x \in R^n, V, U \in R^{m \times n} | a := V x | g := U x | L := \sum_i a_i \tanh g_i"
    both = THROUGH.replace("h}", "a}") + r" + U^\top \frac{\partial L}{\partial g}"
    made = cut(claim(declared, both))
    assert made is not None
    assert set(made.through) == {"a", "g"}
    assert verdict(declared, both).kind is Kind.PROVED
    assert cut(claim(declared, THROUGH.replace("h}", "a}"))) is None
    assert verdict(declared, THROUGH.replace("h}", "a}")).kind is Kind.REFUTED


def test_a_derivative_behind_the_cut_is_not_taken_for_zero() -> None:
    declared = DEEP + r"z := \tanh h | L := \sum_i z_i^2"
    wrong = THROUGH + r" + V^\top \frac{\partial L}{\partial z}"
    made = cut(claim(declared, wrong))
    assert made is not None
    assert made.through == ("z",)
    assert verdict(declared, wrong).kind is Kind.REFUTED


@pytest.mark.parametrize(
    "loss", [r"\sum_i |h_i|", r"\sum_i \max(h_i, 0)", r"\sum_i \sqrt{h_i^2}", r"\sum_i \frac{1}{h_i}"]
)
def test_what_has_a_kink_or_a_pole_stays(loss: str) -> None:
    declared = DEEP + f"L := {loss}"
    assert cut(claim(declared, THROUGH)) is None
    assert verdict(declared, THROUGH).excludes


@pytest.mark.parametrize(
    "body", [r"|u|", r"\max(0, u)", r"\sqrt{u}", r"\begin{cases} 1 & u > 0 \\ 0 & \text{otherwise} \end{cases}"]
)
def test_a_kink_in_the_body_of_a_function_is_seen(body: str) -> None:
    made = cut(claim(DEEP + rf"f(u) := {body} | L := \sum_i f(h_i)", THROUGH))
    assert made is None
    smooth = cut(claim(DEEP + r"f(u) := u^3 | L := \sum_i f(h_i)", THROUGH))
    assert smooth is not None


def test_a_kink_in_the_body_of_a_function_is_excluded() -> None:
    assert verdict(DEEP + r"f(u) := |u| | L := \sum_i f(h_i)", THROUGH).excludes
    assert not verdict(DEEP + r"f(u) := u^3 | L := \sum_i f(h_i)", THROUGH).excludes


def test_a_length_has_no_slope_at_zero_and_stays() -> None:
    assert cut(claim(DEEP + r"L := \|h\|", THROUGH)) is None


def test_what_is_assumed_of_the_number_stays_with_it() -> None:
    declared = DEEP + r"L := \sum_i \tanh h_i | assume L > 0"
    assert cut(claim(declared, THROUGH)) is None


def test_nothing_is_cut_off_where_nothing_lies_before_the_cut() -> None:
    assert cut(claim(DEEP + r"L := \sum_i \tanh h_i", r"\frac{\partial L}{\partial h_i} = 1 - \tanh^2 h_i")) is None


CHAIN = r"w \in R | z := 2 w | p := z^2 | L := p^2"
FIRST = r"\frac{\partial L}{\partial p} \frac{\partial p}{\partial z}"


@pytest.mark.parametrize(
    ("equation", "kind"),
    [
        (rf"{FIRST} = 4 z^3", Kind.PROVED),
        (rf"{FIRST} = 5 z^3", Kind.REFUTED),
        (rf"{FIRST} \frac{{\partial z}}{{\partial w}} = 64 w^3", Kind.PROVED),
        (rf"{FIRST} \frac{{\partial z}}{{\partial w}} = 32 w^3", Kind.REFUTED),
        (rf"{FIRST} = \frac{{\partial L}}{{\partial z}}", Kind.PROVED),
        (rf"{FIRST} = \frac{{\partial L}}{{\partial w}}", Kind.REFUTED),
    ],
)
def test_a_number_by_which_something_is_differentiated_stays(equation: str, kind: Kind) -> None:
    assert verdict(CHAIN, equation).kind is kind


TAUTOLOGY = (r"x \in R^n", r"\sum_i e^{x_i} = \sum_j e^{x_j}")
"""Whatever this needs is imported when a clock of a hundredth of a second is set."""


def test_the_limit_of_time_is_named_as_it_was_set() -> None:
    made = claim(SOFTMAX, BY_X)
    assert verdict(*TAUTOLOGY).kind is Kind.PROVED
    found = gathered(made, inventory(made.statement, made.scope), 0.01)
    texts = [each.obstacle for each in found.compared if each.obstacle]
    assert texts == ["the entries were not compared within 0.01 seconds"]
