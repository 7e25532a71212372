"""Chain rules that are false through every path: refuted, with a note if they are true with other names held fixed."""

from __future__ import annotations

import pytest

from derive import Kind, prove
from derive.judging.holding import NOTE

GIVEN = r"""x, w, u \in R; p, q \in R; z \in R^n
a := x^2; b := a x; c := \sin x; L := L(a, b); M := M(a, c)
g := \tanh(w p); h := \tanh(w q + u g); E := E(g, h); F := F(h)
m := \frac1n \sum_i z_i; s := \frac1n \sum_i (z_i - m)^2; y_i := (z_i - m) s; G := G(y)"""


def chain(of: str, by: str, first: str, sign: str, second: str) -> str:
    """The derivative of a number by another, along two paths."""
    one, other = (rf"{slope(of, name)} {slope(name, by)}" for name in (first, second))
    return f"{slope(of, by)} = {one} {sign} {other}"


def slope(of: str, by: str) -> str:
    """A derivative in LaTeX."""
    return rf"\frac{{\partial {of}}}{{\partial {by}}}"


TWICE = [
    chain("L", "x", "a", "+", "b"),
    chain("E", "w", "g", "+", "h"),
    chain("F", "w", "g", "+", "h"),
    chain("G", "z_i", "y_i", "+", "s") + r" + \frac{\partial G}{\partial m} \frac{\partial m}{\partial z_i}",
]
FALSE = [
    chain("L", "x", "a", "-", "b"),
    chain("L", "x", "a", "+ 2", "b"),
    chain("M", "x", "a", "-", "c"),
    chain("F", "w", "g", "-", "h"),
    chain("G", "z_i", "y_i", "-", "s") + r" + \frac{\partial G}{\partial m} \frac{\partial m}{\partial z_i}",
    chain("G", "z_i", "y_i", "+", "s"),
]


@pytest.mark.parametrize("formula", TWICE)
def test_what_goes_a_path_twice_is_false_and_says_when_it_is_not(formula: str) -> None:
    found = prove(formula, GIVEN)
    assert found.verdict is Kind.REFUTED and NOTE in found.message


@pytest.mark.parametrize("formula", FALSE)
def test_what_is_false_with_other_names_held_too_has_no_such_note(formula: str) -> None:
    found = prove(formula, GIVEN)
    assert found.verdict is Kind.REFUTED and NOTE not in found.message


def test_along_paths_that_do_not_meet_it_is_true() -> None:
    assert prove(chain("M", "x", "a", "+", "c"), GIVEN).verdict is Kind.PROVED
