"""Indices inside of a function are its own, whatever letters its argument has."""

from __future__ import annotations

import pytest

import derive
from derive.judging.verdict import Kind

GIVEN = r"""
X \in R^{N \times d}, S \in R^{d \times d}, x \in R^{1 \times d}, c \in R^d
g(x) := \sum_i x_i
h(x) := \sum_i x_i^2 g(x)
f(t) := \sum_{i=1}^3 t^i
\operatorname{softmax}(z)_k := \frac{e^{z_k}}{\sum_j e^{z_j}}
"""


def verdict(claim: str) -> Kind:
    return derive.prove(claim, given=GIVEN).verdict


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"g(S_i) = \sum_j S_{ij}", r"g(S_i) = \sum_i S_{ii}"),
        (r"\sum_i g(S_i) = \sum_i \sum_j S_{ij}", r"\sum_i g(S_i) = d \sum_i S_{ii}"),
        (r"h(X_i) = \sum_j X_{ij}^2 \sum_j X_{ij}", r"h(X_i) = \sum_j X_{ij}^3"),
        (r"f(c_i) = c_i + c_i^2 + c_i^3", r"f(c_i) = c_1 + c_2^2 + c_3^3"),
        (r"\sum_l \operatorname{softmax}(X_k)_l = 1", r"\operatorname{softmax}(S_k)_k = \frac{1}{d}"),
        (
            r"\operatorname{softmax}(X_j)_l = \frac{e^{X_{jl}}}{\sum_m e^{X_{jm}}}",
            r"\operatorname{softmax}(S_j)_l = \frac{e^{S_{jl}}}{\sum_m e^{S_{mm}}}",
        ),
        (
            r"\operatorname{softmax}(X_k)_l = \frac{e^{X_{kl}}}{\sum_m e^{X_{km}}}",
            r"\operatorname{softmax}(S_k)_l = \frac{e^{S_{ll}}}{\sum_m e^{S_{km}}}",
        ),
    ],
)
def test_an_index_in_an_argument_is_not_captured(true: str, false: str) -> None:
    assert verdict(true) is Kind.PROVED
    assert verdict(false) is Kind.REFUTED
