r"""Excluded points: none that is met nowhere, each once, and as what the document writes."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import verdict

NUMBERS = r"x, y, m, d \in R"
NORM = (
    r"x \in R^d | \epsilon \in R | assume \epsilon > 0 | r := \sqrt{\frac1d \sum_i x_i^2 + \epsilon} "
    r"| y_i := x_i / r | L := L(y)"
)
PLAIN_NORM = r"x \in R^d | r := \sqrt{\frac1d \sum_i x_i^2} | y_i := x_i / r | L := L(y)"
CONTRAST = (
    r"Z, V \in R^{N \times d} | \tau \in R | S := Z V^\top / \tau "
    r"| P_{ij} := e^{s_{ij}} / \sum_k e^{s_{ik}} | L := -\frac1N \sum_i \log P_{ii}"
)
DISTANCE = r"x, g \in R^n | m, t \in R | e := \|x - g\|^2 | c := \max(0, m - e)^2 | h := \max(0, m - e) | v \in R^n"
MARGIN = r"a, b \in R^k | m, t \in R | D := \|a - b\|^2 | C := t D + \max(0, m - D)"
CASED = NUMBERS + r" | h(u) := \begin{cases} u & u > 1 \\ 1 & \text{otherwise} \end{cases}"
LAYER = (
    r"X \in R^{N \times n}, W \in R^{n \times m} | q(u) := \max(0, u) | p(u) := 1 / u | Y := q(X W) | L := L(Y)"
)

EXCLUDED = [
    (NUMBERS, r"\tanh(x + y) = \frac{\tanh x + \tanh y}{1 + \tanh x \tanh y}", ()),
    (NUMBERS, r"\frac{1 - \tanh x \tanh y}{1 - \tanh x \tanh y} = 1", ()),
    (NUMBERS, r"\frac{\tanh x + \tanh y}{\tanh x + \tanh y} = 1", (r"\tanh x + \tanh y = 0",)),
    (NUMBERS, r"\frac{e^x - 2}{e^x - 2} = 1", ("e^{x} - 2 = 0",)),
    (NUMBERS, r"\tan x = \frac{\sin x}{\cos x}", (r"\cos x = 0",)),
    (NUMBERS, r"\cos x \tan x = \sin x", (r"\cos x = 0",)),
    (NUMBERS, r"\frac{x}{\max(m, d)} \max(m, d) = x", (r"\max \left(m, d\right) = 0",)),
    (NUMBERS, r"\frac{x}{\max(e^m, 1)} \max(e^m, 1) = x", ()),
    (CASED, r"\frac{x}{h(m)} h(m) = x", ()),
    (NORM, r"\frac{\partial L}{\partial x_i} = \frac{1}{r} \left( \frac{x_i}{d} \frac{\partial L}{\partial r}"
           r" + \frac{\partial L}{\partial y_i} \right)", ()),
    (PLAIN_NORM, r"\frac{\partial L}{\partial x_i} = \frac{1}{r} \left( \frac{x_i}{d} \frac{\partial L}{\partial r}"
                 r" + \frac{\partial L}{\partial y_i} \right)", ("r = 0",)),
    (CONTRAST, r"\frac{\partial L}{\partial S} = \frac1N (P - I)", (r"\tau = 0",)),
    (CONTRAST + r" | assume \tau > 0", r"\frac{\partial L}{\partial S} = \frac1N (P - I)", ()),
    (MARGIN, r"\frac{\partial C}{\partial a} = 2 \frac{\partial C}{\partial D} (a - b)", ("m - D = 0",)),
    (NUMBERS, r"\frac{\partial}{\partial d} \max(0, m - d)^2 = -2 \max(0, m - d)", ()),
    (NUMBERS, r"\frac{\partial}{\partial m} \max(0, m^2 - 1)^2 = 4 m \max(0, m^2 - 1)", ()),
    (NUMBERS, r"\frac{\partial}{\partial m} |m^2 - 1|^3 = 6 m |m^2 - 1| (m^2 - 1)", ()),
    (DISTANCE, r"\frac{\partial c}{\partial x} = -4 \max(0, m - e) (x - g)", ()),
    (LAYER, r"\frac{\partial L}{\partial W} = X^\top \left( \frac{\partial L}{\partial Y} \odot q'(X W) \right)",
     (r"\sum_{k} x_{ik} w_{kj} = 0",)),
    (LAYER, "p(p(X W)) = X W", (r"\sum_{k} x_{ik} w_{kj} = 0",)),
]
KINKS = [
    (DISTANCE, r"\frac{\partial h}{\partial x} = -2 (x - g) \mathbb{1}\{m > e\}", "m - e = 0"),
    (NUMBERS, r"\frac{\partial}{\partial m} \max(0, m^2 - 1) = 2 m \mathbb{1}\{m^2 > 1\}", "m^{2} - 1 = 0"),
    (r"x \in R^d, W \in R^{d \times d} | q(u) := \max(0, u) | h := q(W x) | L := L(h)",
     r"\frac{\partial L}{\partial x} = W^\top (\mathbf{1}[W x > 0] \odot \frac{\partial L}{\partial h})",
     r"\sum_{j} w_{ij} x_{j} = 0"),
    (DISTANCE, r"\frac{\partial}{\partial v_j} \max(0, v_1) = \delta_{1j} \mathbb{1}\{v_1 > 0\}", "v_{1} = 0"),
    (DISTANCE, r"\frac{\partial}{\partial v_j} \sum_i \max(0, v_i) = \mathbb{1}\{v_j > 0\}", "v_{i} = 0"),
    (DISTANCE, r"\frac{\partial}{\partial v_j} (\max(0, v_1) + \sum_i \max(0, v_i)) "
               r"= \delta_{1j} \mathbb{1}\{v_1 > 0\} + \mathbb{1}\{v_j > 0\}", "v_{i} = 0"),
]
WRONG = [
    (DISTANCE, r"\frac{\partial c}{\partial x} = -4 (m - e) (x - g)"),
    (NUMBERS, r"\frac{\partial}{\partial m} \max(0, m^2 - 1)^2 = 4 m (m^2 - 1)"),
    (NUMBERS, r"\frac{\partial}{\partial m} |m^2 - 1|^3 = 6 m (m^2 - 1)^2"),
    (CONTRAST, r"\frac{\partial L}{\partial S} = \frac1N (I - P)"),
]


@pytest.mark.parametrize(("declared", "formula", "excluded"), EXCLUDED)
def test_a_proof_excludes_what_can_be_met(declared: str, formula: str, excluded: tuple[str, ...]) -> None:
    found = verdict(declared, formula)
    assert (found.kind, found.excludes) == (Kind.PROVED, excluded)


@pytest.mark.parametrize(("declared", "formula", "excluded"), KINKS)
def test_a_kink_stays_and_is_named_where_it_is(declared: str, formula: str, excluded: str) -> None:
    found = verdict(declared, formula)
    assert (found.kind, found.excludes) == (Kind.CONVENTION, (excluded,))


@pytest.mark.parametrize(("declared", "formula"), WRONG)
def test_what_is_smooth_is_not_just_anything(declared: str, formula: str) -> None:
    assert verdict(declared, formula).kind is Kind.REFUTED
