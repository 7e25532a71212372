r"""Brackets behind what may be a function or a factor, `\nabla_x L (g)^\top`, and numbers in the place of arrays."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source

SCOPE = r"""x, g \in R^n,  H \in R^{n \times n},  \theta \in R, X \in R^{m \times n}, t \in R^m, w \in R^n
L := L(x)
p := p(\theta)
J(w) := \frac12 \|X w - t\|^2
\sigma(x) := \frac{1}{1 + e^{-x}}"""
UNREAD = [
    r"\operatorname{tr}(\nabla_x L (\nabla_x L)^\top) = \|\nabla_x L\|^2",
    r"\nabla_x L (g)^\top = 0",
    r"\nabla_x L (H g)^\top = 0",
    r"\nabla_x L(g) = 0",
    "p (1 - p) = p - p^2",
    r"\frac{\partial}{\partial \theta} (p (1 - p)) = -p'(1 - p) \frac{\partial p}{\partial \theta}",
    r"J(0) = \frac12 \|t\|^2",
    r"J(0) = \frac n2 \|t\|^2",
    r"J(1) = \frac12 \|X - t \mathbf 1_n^\top\|^2",
]
PROVED = [
    r"\operatorname{tr}((\nabla_x L) (\nabla_x L)^\top) = \|\nabla_x L\|^2",
    r"\nabla_x L(x) = \nabla_x L",
    r"\frac{d}{d \theta} p(2 \theta) = 2 p'(2 \theta)",
    r"p \cdot (1 - p) = p - p^2",
    r"J(\mathbf 0) = \frac12 \|t\|^2",
    r"\sigma(0) = \frac12",
    r"\sigma'(0) = \frac14",
]
REFUTED = [
    r"\nabla_x L(x) = 2 \nabla_x L",
    r"p \cdot (1 - p) = p - 2 p^2",
    r"J(\mathbf 0) = \frac n2 \|t\|^2",
    r"\sigma(0) = 1",
]


def kind(claim: str) -> Kind:
    text = f"<!-- derive\n{SCOPE}\n-->\n\n$$ {claim} $$\n"
    return judge_document(read(Source("note.md", text))).items[-1].verdict.kind


@pytest.mark.parametrize("claim", UNREAD)
def test_what_may_be_a_product_or_a_value_is_unread(claim: str) -> None:
    assert kind(claim) is Kind.UNREAD


@pytest.mark.parametrize("claim", PROVED)
def test_what_can_be_read_in_one_way_is_judged(claim: str) -> None:
    assert kind(claim) is Kind.PROVED


@pytest.mark.parametrize("claim", REFUTED)
def test_and_its_false_twin_is_refuted(claim: str) -> None:
    assert kind(claim) is Kind.REFUTED
