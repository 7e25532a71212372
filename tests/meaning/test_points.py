r"""Derivatives and values at a point are judged as the slopes and values that they are, and never at a kink."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from derive.meaning.meanings import NotUnderstood
from tests.judging.claims import verdict
from tests.meaning.test_claims import meaning

SCOPE = r"""x, y, a, \eta \in R, w, g \in R^n
f : R \to R
L := L(w)
M := M(w, \eta)
v := w - \eta g
J := L(v)
q := x^2
z := q x
u := q^3
p(s) := L(w - s g)
F(s) := s^2 + q
K(\eta) := \|v\|^2 + \eta"""
DECLARED = SCOPE.replace("\n", " | ")

TRUE_AND_FALSE = [
    (r"\frac{d}{dx} x^2 \Big|_{x=0} = 0", r"\frac{d}{dx} x^2 \Big|_{x=0} = 1"),
    (r"\frac{d}{dx} x^2 \Big|_{x=a} = 2a", r"\frac{d}{dx} x^2 \Big|_{x=a} = 2x"),
    (r"\frac{d}{dx} x^2 \Big|_{x=y^2} = 2y^2", r"\frac{d}{dx} x^2 \Big|_{x=y^2} = 2y"),
    (r"\frac{d}{dx} x^2 \Big|_{x=x+1} = 2x + 2", r"\frac{d}{dx} x^2 \Big|_{x=x+1} = 2x"),
    (r"\left. \frac{d^2 x^3}{dx^2} \right|_{x=a} = 6a", r"\left. \frac{d^2 x^3}{dx^2} \right|_{x=a} = 3a^2"),
    (r"\frac{d f(x)}{dx} \Big|_{x=a} = f'(a)", r"\frac{d f(x)}{dx} \Big|_{x=a} = f'(x)"),
    (r"\frac{d f}{dx} \Big|_{x=a} = f'(a)", r"\frac{d f}{dx} \Big|_{x=a} = f(a)"),
    (
        r"\left. \frac{d}{d\eta} \frac12 \|w - \eta g\|^2 \right|_{\eta=0} = -w^\top g",
        r"\left. \frac{d}{d\eta} \frac12 \|w - \eta g\|^2 \right|_{\eta=0} = -(w - \eta g)^\top g",
    ),
    (
        r"\frac{dJ}{d\eta} \Big|_{\eta=0} = -g^\top \frac{\partial L}{\partial w}",
        r"\frac{dJ}{d\eta} \Big|_{\eta=0} = g^\top \frac{\partial L}{\partial w}",
    ),
    (
        r"\frac{d p(\eta)}{d\eta} \Big|_{\eta=0} = -g^\top \frac{\partial L}{\partial w}",
        r"\frac{d p(\eta)}{d\eta} \Big|_{\eta=0} = -\frac{\partial L}{\partial w}^\top \frac{\partial L}{\partial w}",
    ),
    (r"\left. J \right|_{\eta=0} = L(w)", r"\left. J \right|_{\eta=0} = J"),
    (r"\left. 2 x + y \right|_{x=3} = 6 + y", r"\left. 2 x + y \right|_{x=3} = 6 + x"),
    (r"\frac{du}{dq} \Big|_{q=1} = 3", r"\frac{du}{dq} \Big|_{q=1} = 3 q^2"),
    (r"\left. \sum_i w_i x \right|_{x=w_i} = w_i \sum_j w_j", r"\left. \sum_i w_i x \right|_{x=w_i} = \sum_i w_i w_i"),
    (r"\frac{d}{dx} |x - a| \Big|_{x=y} = \frac{y - a}{|y - a|}", r"\frac{d}{dx} |x - a| \Big|_{x=y} = 1"),
]


@pytest.mark.parametrize("true", [true for true, _ in TRUE_AND_FALSE])
def test_what_is_true_at_a_point_is_proved(true: str) -> None:
    assert verdict(DECLARED, true).kind is Kind.PROVED


@pytest.mark.parametrize("false", [false for _, false in TRUE_AND_FALSE])
def test_what_is_false_at_a_point_is_refuted(false: str) -> None:
    assert verdict(DECLARED, false).kind is Kind.REFUTED


KINKS = [
    r"\frac{d}{dx} |x| \Big|_{x=0} = 0",
    r"\frac{d}{dx} \max(0, x) \Big|_{x=0} = 0",
    r"\frac{d}{dx} \max(0, x) \Big|_{x=0} = 1",
    r"\frac{d}{dx} \max(0, x) \Big|_{x=0} = \frac12",
    r"\frac{d}{dx} \sqrt{x^2} \Big|_{x=0} = 0",
    r"\frac{d}{dx} \frac{x^2}{x} \Big|_{x=0} = 1",
    r"\frac{d}{dx} (|x| - |x|) \Big|_{x=0} = 0",
    r"\frac{d}{dx} |x - a| \Big|_{x=a} = 0",
    r"\frac{d^2}{dx^2} x |x| \Big|_{x=0} = 0",
    r"\frac{d}{dx} \log |x| \Big|_{x=0} = 0",
    r"\left. \frac{x}{x} \right|_{x=0} = 1",
]


@pytest.mark.parametrize("formula", KINKS)
def test_at_a_kink_or_a_pole_nothing_is_decided(formula: str) -> None:
    assert verdict(DECLARED, formula).kind is Kind.UNDECIDED


UNREAD = {
    "a vector": (r"\frac{\partial L}{\partial w} \Big|_{w=0} = 0", "is an array"),
    "a gradient": (r"\nabla_w L \Big|_{w=2g} = 0", "is an array"),
    "an entry": (r"\frac{\partial L}{\partial w_1} \Big|_{w_1=0} = 0", "only a number"),
    "an index": (r"\left. \sum_i w_i x \right|_{i=1} = 0", "only a number"),
    "an unknown name": (r"\left. x b \right|_{b=1} = x", "only a number"),
    "another variable": (r"\frac{dJ}{d\eta} \Big|_{x=0} = 0", "of nothing else"),
    "one of two variables": (r"\frac{\partial^2 x y}{\partial x \partial y} \Big|_{x=0} = 1", "of nothing else"),
    "an array": (r"\left. \frac{\partial v}{\partial \eta} \right|_{\eta=0} = -g", "only what is a number"),
    "a place that is an array": (r"\frac{d}{dx} x^2 \Big|_{x=w} = 2 w", "expected a number"),
    "a derivative inside": (r"\left. x + \frac{d x^2}{dx} \right|_{x=a} = 3a", "has none in it"),
    "a gradient inside": (r"\left. x g^\top \frac{\partial L}{\partial w} \right|_{x=0} = 0", "has none in it"),
    "a limit inside": (r"\left. \lim_{x \to 0} x \right|_{x=1} = 0", "has none in it"),
    "a definition elsewhere": (r"\frac{dz}{dq} \Big|_{q=0} = x", "stands in this value too"),
    "a function of another": (r"\frac{d K(\eta)}{d\eta} \Big|_{\eta=0} = 1", "another parameter"),
    "a function with it inside": (r"\frac{d F(x)}{dx} \Big|_{x=1} = 4", "another parameter"),
}


@pytest.mark.parametrize(("formula", "message"), UNREAD.values(), ids=UNREAD)
def test_what_cannot_be_put_in_is_not_understood(formula: str, message: str) -> None:
    found = meaning(formula, SCOPE)
    assert isinstance(found, NotUnderstood)
    assert message in found.message


HIDDEN = [
    r"q \frac{d f(x)}{dx} \Big|_{x=a} = q f'(a)",
    r"2 z \frac{d f(x)}{dx} \Big|_{x=a} = 2 z f'(a)",
    r"F(y) \frac{d f(x)}{dx} \Big|_{x=a} = F(y) f'(a)",
    r"J \frac{d f(\eta)}{d\eta} \Big|_{\eta=a} = J f'(a)",
    r"q / \frac{d f(x)}{dx} \Big|_{x=a} = q / f'(a)",
    r"r := q \frac{d f(x)}{dx} \Big|_{x=a}",
]


@pytest.mark.parametrize("formula", HIDDEN)
def test_a_factor_may_vary_by_its_definition(formula: str) -> None:
    found = meaning(formula, SCOPE)
    assert isinstance(found, NotUnderstood)
    assert "not told where what is taken at this point begins" in found.message


@pytest.mark.parametrize(
    "formula",
    [
        r"q \left. \frac{d f(x)}{dx} \right|_{x=a} = q f'(a)",
        r"q \frac{d f(y)}{dy} \Big|_{y=a} = q f'(a)",
        r"\frac{d f(x)}{dx} \Big|_{x=a} q = q f'(a)",
    ],
)
def test_one_that_does_not_is_outside(formula: str) -> None:
    assert verdict(DECLARED, formula).kind is Kind.PROVED


def test_values_of_a_name_are_not_those_at_a_point() -> None:
    assert verdict(DECLARED + r" | assume x > 0", r"\frac{d}{dx} |x| \Big|_{x=a} = 1").kind is not Kind.PROVED
    assert verdict(DECLARED + r" | assume x = 1", r"\frac{d}{dx} x^2 \Big|_{x=0} = 2").kind is Kind.REFUTED
