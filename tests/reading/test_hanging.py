r"""Rows without a relation that stand where only the right side before them can go on: a factor may begin them."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged

LAYER = "<!-- derive\nX \\in R^{n \\times m}, W \\in R^{m \\times k}\nY := X W, L := L(Y)\n-->\n\n"
LEFT, RIGHT = r"\frac{\partial L}{\partial W}", r"\frac{\partial L}{\partial Y}"

BROKEN = [
    r"\begin{{multline}} {left} = {first} \\ {second} \end{{multline}}",
    r"$$ \begin{{multlined}} {left} = \\ {first} \\ {second} \end{{multlined}} $$",
    r"\begin{{align}} {left} &= {first} \\ &\quad {second} \end{{align}}",
    r"$$ \begin{{split}} {left} &= {first} \\ & {second} \end{{split}} $$",
    r"\begin{{eqnarray}} {left} &=& {first} \\ && {second} \end{{eqnarray}}",
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_factor_in_a_row_of_its_own_multiplies_the_row_before(broken: str) -> None:
    (true,) = judged(LAYER + broken.format(left=LEFT, first=r"X^\top", second=RIGHT))
    (false,) = judged(LAYER + broken.format(left=LEFT, first=rf"X^\top {RIGHT}", second=r"W^\top W"))
    assert true.verdict.kind is Kind.PROVED
    assert false.verdict.kind is Kind.REFUTED


APART = [
    rf"\begin{{align}} {LEFT} &= X^\top {RIGHT} \\ &\quad \text{{by the chain rule}} \end{{align}}",
    rf"\begin{{align}} {LEFT} &= X^\top {RIGHT} \\ & \vdots \end{{align}}",
    rf"\begin{{align}} & {LEFT} = X^\top {RIGHT} \\ & X W \end{{align}}",
    rf"\begin{{gather}} {LEFT} = X^\top {RIGHT} \\ X W \end{{gather}}",
]


@pytest.mark.parametrize("formula", APART)
def test_a_row_that_can_stand_alone_is_no_factor(formula: str) -> None:
    (found,) = judged(LAYER + formula)
    assert found.verdict.kind is Kind.PROVED
