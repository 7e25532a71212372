r"""A product with a sign of two arrays of one shape that cannot be multiplied: how one by entries is written."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import verdict

DECLARED = r"x, y \in R^n | W, V \in R^{m \times n} | z \in R^m"
BY_ENTRIES = r"the product by entries is written `\odot`"


@pytest.mark.parametrize("formula", ["x * y = x", r"x \times y = x", r"W \cdot V = W", "W * V = W"])
def test_it_is_told_for_arrays_of_one_shape(formula: str) -> None:
    found = verdict(DECLARED, formula)
    assert found.kind is Kind.REFUTED
    assert BY_ENTRIES in found.message
    written = formula.replace("*", r"\odot").replace(r"\times", r"\odot").replace(r"\cdot", r"\odot")
    assert verdict(DECLARED, f"{written.partition('=')[0]} = {written.partition('=')[0]}").kind is Kind.PROVED


@pytest.mark.parametrize("formula", ["x y = x", "W V = W", "W * z = z", r"x \times z = x"])
def test_it_is_not_without_a_sign_or_for_other_shapes(formula: str) -> None:
    found = verdict(DECLARED, formula)
    assert found.kind is Kind.REFUTED
    assert BY_ENTRIES not in found.message
