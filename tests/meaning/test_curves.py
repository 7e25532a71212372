r"""`\frac{d y}{d x}` of two numbers that rest on a third, and not on each other: 0, or the slope of a curve."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import verdict

GIVEN = (
    r"t, a, b, s, u \in R, v \in R^n | x := \cos t | y := \sin t | z := x^2 + t | p := a s | q := b s | h := u q"
    r" | k := 3 a | c := v^\top v | e := 2 v"
)
WAY = (
    r"`y` does not rest on `x`, but both rest on `t`: for the derivative along a curve write "
    r"`\frac{d y}{d t} / \frac{d x}{d t}`, and `\partial` where the rest is held"
)


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{d y}{d x} = 0",
        r"\frac{d y}{d x} = -\frac{\cos t}{\sin t}",
        r"\frac{\mathrm{d} y}{\mathrm{d} x} = 0",
        r"dy / dx = 0",
        r"\frac{d}{d x} \sin t = 0",
        r"\frac{d p}{d q} = 0",
        r"\frac{d p}{d q} = \frac{a}{b}",
        r"\frac{d h}{d p} = 0",
        r"1 + \frac{d y}{d x} = 1",
    ],
)
def test_it_is_not_read(formula: str) -> None:
    found = verdict(GIVEN, formula)
    assert found.kind is Kind.UNREAD
    assert "both rest on" in found.message


def test_it_is_told_how_the_slope_of_a_curve_is_written() -> None:
    assert verdict(GIVEN, r"\frac{d y}{d x} = 0").message.startswith(WAY)
    slope = r"\frac{d y}{d t} / \frac{d x}{d t}"
    assert verdict(GIVEN, rf"{slope} = -\frac{{\cos t}}{{\sin t}}").kind is Kind.PROVED
    assert verdict(GIVEN, rf"{slope} = \frac{{\cos t}}{{\sin t}}").kind is Kind.REFUTED


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"\frac{\partial y}{\partial x} = 0", r"\frac{\partial y}{\partial x} = -\frac{\cos t}{\sin t}"),
        (r"\frac{\partial p}{\partial q} = 0", r"\frac{\partial p}{\partial q} = \frac{a}{b}"),
        (r"\frac{d z}{d x} = 2 x", r"\frac{d z}{d x} = 2 x - \frac{1}{\sin t}"),
        (r"\frac{d z}{d t} = 1 - 2 x y", r"\frac{d z}{d t} = 1"),
        (r"\frac{d h}{d q} = u", r"\frac{d h}{d q} = 0"),
        (r"\frac{d y}{d a} = 0", r"\frac{d y}{d a} = 1"),
        (r"\frac{d k}{d q} = 0", r"\frac{d k}{d q} = 3"),
        (r"\frac{d y}{d t} = x", r"\frac{d y}{d t} = 0"),
        (r"\frac{d c}{d e} = 0", r"\frac{d c}{d e} = v"),
    ],
)
def test_what_rests_on_it_or_has_nothing_in_common_and_what_is_partial_is_judged(true: str, false: str) -> None:
    assert verdict(GIVEN, true).kind is Kind.PROVED
    assert verdict(GIVEN, false).kind is Kind.REFUTED
