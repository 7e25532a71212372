r"""A letter of a function that was never declared is no number where a function takes a vector."""

from __future__ import annotations

import pytest

from derive.meaning.claims import Claim, Shapeless
from derive.meaning.meanings import NotUnderstood
from tests.meaning.test_claims import meanings

SCOPE = r"""X \in R^{m \times n}, y \in R
g(x) := \frac{1}{1 + e^{-x}}
q(x)_i := \frac{e^{x_i}}{\sum_j e^{x_j}}"""


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{\partial q(x)_i}{\partial x_j} = q(x)_i (\delta_{ij} - q(x)_j)",
        r"\sum_i q(x)_i = 2 \sum_j q(x)_j",
        r"g(q(x)_i) = g(x)",
    ],
)
def test_what_its_author_can_mean_as_a_vector_is_not_false(formula: str) -> None:
    (found,) = meanings(formula, scope=SCOPE)
    assert isinstance(found, NotUnderstood)
    assert found.message.startswith(r"`x` is not declared; declare it, e.g. `x \in R^n`")


def test_a_declared_number_is_none() -> None:
    (found,) = meanings("q(y)_i = 1", scope=SCOPE)
    assert isinstance(found, Shapeless)


def test_a_declared_vector_is_one() -> None:
    formula = r"\frac{\partial q(x)_i}{\partial x_j} = q(x)_i (\delta_{ij} - q(x)_j)"
    (found,) = meanings(formula, scope=SCOPE + "\n" + r"x \in R^n")
    assert isinstance(found, Claim)
