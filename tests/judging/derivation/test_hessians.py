"""Second derivatives: proved, derived from the first ones, and wrong ones refused."""

from __future__ import annotations

import pytest

from derive.judging.derivation import stages
from derive.judging.derivation.building import TWO, times
from derive.judging.derivation.closed import closed
from derive.judging.derivation.derivation import derivation
from derive.judging.derivation.entries import Ground
from derive.judging.verdict import AllSizes, Kind, Line
from derive.meaning.terms import Derivative, Term
from tests.judging.claims import claim, verdict

LOGISTIC = (
    r"X \in R^{N \times d}, w \in R^d, b \in R, y \in R^N | assume y_i^2 = y_i | \sigma(t) := \frac{1}{1 + e^{-t}}"
    r" | z := X w + b \mathbf{1} | p_i := \sigma(z_i)"
    r" | L := -\frac{1}{N} \sum_i (y_i \log p_i + (1 - y_i) \log (1 - p_i))"
)
RIDGE = r"X \in R^{N \times d}, w \in R^d, y \in R^N, \lambda \in R | L := \|X w - y\|^2 + \lambda \|w\|^2"
FORM = r"A \in R^{n \times n}, x \in R^n"
SUMS = r"x \in R^n | p_i := \frac{e^{x_i}}{\sum_j e^{x_j}} | L := \log \sum_i e^{x_i}"
NORMAL = (
    r"x \in R^N, \mu, s \in R | assume s > 0 | L := -N \log s - \frac{1}{2 s^2} \sum_i (x_i - \mu)^2"
)
CLASSES = (
    r"X \in R^{N \times d}, W \in R^{d \times K}, T \in R^{N \times K} | assume \sum_k t_{ik} = 1 | Z := X W"
    r" | p_{ik} := \frac{e^{z_{ik}}}{\sum_l e^{z_{il}}} | L := -\sum_i \sum_k t_{ik} \log p_{ik}"
)
BY_MU, BY_S = (rf"\frac{{\partial^2 L}}{{\partial {by}^2}}" for by in (r"\mu", "s"))
BY_WEIGHTS = (
    r"\frac{\partial^2 L}{\partial w_{ak} \partial w_{bl}} = \sum_i p_{ik} (\delta_{kl} - p_{il}) x_{ia} x_{ib}"
)

HESSIANS = [
    ("logistic", LOGISTIC, r"\nabla_w^2 L = \frac1N X^\top \operatorname{diag}(p \odot (1 - p)) X",
     (r"\nabla_w^2 L = X^\top \operatorname{diag}(p \odot (1 - p)) X",
      r"\nabla_w^2 L = \frac1N X^\top \operatorname{diag}(p) X",
      r"\nabla_w^2 L = \frac1N X X^\top")),
    ("ridge", RIDGE, r"\nabla_w^2 L = 2 X^\top X + 2 \lambda I",
     (r"\nabla_w^2 L = X^\top X + \lambda I", r"\nabla_w^2 L = 2 X^\top X",
      r"\nabla_w^2 L = 2 X X^\top + 2 \lambda I")),
    ("a quadratic form", FORM, r"\nabla_x^2 (x^\top A x) = A + A^\top",
     (r"\nabla_x^2 (x^\top A x) = 2 A", r"\nabla_x^2 (x^\top A x) = A A^\top")),
    ("a squared norm", FORM, r"\nabla_x^2 \frac{\|x\|^2}{2} = I",
     (r"\nabla_x^2 \frac{\|x\|^2}{2} = 2 I", r"\nabla_x^2 \frac{\|x\|^2}{2} = x x^\top")),
    ("log-sum-exp", SUMS, r"\nabla_x^2 L = \operatorname{diag}(p) - p p^\top",
     (r"\nabla_x^2 L = \operatorname{diag}(p)", r"\nabla_x^2 L = \operatorname{diag}(p) + p p^\top",
      r"\nabla_x^2 L = \operatorname{diag}(p) - \operatorname{diag}(p \odot p)")),
    ("the mean of a normal distribution", NORMAL, rf"{BY_MU} = -\frac{{N}}{{s^2}}",
     (rf"{BY_MU} = \frac{{N}}{{s^2}}", rf"{BY_MU} = -\frac{{1}}{{s^2}}")),
    ("its width", NORMAL, rf"{BY_S} = \frac{{N}}{{s^2}} - \frac{{3}}{{s^4}} \sum_i (x_i - \mu)^2",
     (rf"{BY_S} = \frac{{N}}{{s^2}} - \frac{{2}}{{s^4}} \sum_i (x_i - \mu)^2",)),
    ("softmax regression", CLASSES, BY_WEIGHTS, (BY_WEIGHTS.replace("p_{il}", "p_{ik}", 1),)),
]
FALSE = [(declared, wrong) for _, declared, _, twins in HESSIANS for wrong in twins]


def derived(declared: str, formula: str) -> tuple[Line, ...]:
    return derivation(claim(declared, formula), lambda: None)


@pytest.mark.parametrize(("declared", "formula"), [row[1:3] for row in HESSIANS], ids=[row[0] for row in HESSIANS])
def test_a_hessian_is_proved_and_derived_from_the_gradient(declared: str, formula: str) -> None:
    found = verdict(declared, formula)
    assert (found.kind, type(found.scope)) == (Kind.PROVED, AllSizes), found.message
    reasons = [line.reason for line in derived(declared, formula)]
    assert any(reason.startswith("the derivative by $") for reason in reasons), reasons


@pytest.mark.parametrize(("declared", "formula"), FALSE)
def test_a_wrong_hessian_is_refuted(declared: str, formula: str) -> None:
    assert verdict(declared, formula).kind is Kind.REFUTED


def test_the_hessian_of_a_squared_error_reads_as_in_a_textbook() -> None:
    found = derived(RIDGE, r"\nabla_w^2 L = 2 X^\top X + 2 \lambda I")
    assert [line.reason for line in found] == [
        "",
        "by entries",
        "the derivative by $w_{a}$",
        r"$\partial w_{j} / \partial w_{b} = \delta_{jb}$; $\partial w_{a} / \partial w_{b} = \delta_{ab}$",
        r"$\delta_{jb}$ collapses the sum over $j$",
        "multiplied out and collected",
    ]


def test_a_wrong_gradient_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def twice(term: Derivative, ground: Ground) -> Term:
        return times(TWO, closed(term, ground))

    monkeypatch.setattr(stages, "closed", twice)
    assert derived(RIDGE, r"\nabla_w^2 L = 2 X^\top X + 2 \lambda I") == ()
