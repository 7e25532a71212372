r"""Sines and cosines of sums and multiples of angles."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import verdict

GIVEN = r"x, y \in R | u \in R^n"
TWINS = [
    (r"\sin(2x) = 2 \sin x \cos x", r"\sin(2x) = \sin x \cos x"),
    (r"\cos(2x) = 1 - 2 \sin^2 x", r"\cos(2x) = 1 - \sin^2 x"),
    (r"\sin(x + y) = \sin x \cos y + \cos x \sin y", r"\sin(x + y) = \sin x \cos y - \cos x \sin y"),
    (r"\cos(x - y) = \cos x \cos y + \sin x \sin y", r"\cos(x - y) = \cos x \cos y - \sin x \sin y"),
    (r"\tan(2x) = \frac{2 \tan x}{1 - \tan^2 x}", r"\tan(2x) = \frac{2 \tan x}{1 + \tan^2 x}"),
    (r"\sin(3x) = 3 \sin x - 4 \sin^3 x", r"\sin(3x) = 3 \sin x - 3 \sin^3 x"),
    (r"\frac{d}{dx} \sin^2 x = \sin(2x)", r"\frac{d}{dx} \sin^2 x = \cos(2x)"),
    (r"\sum_i \sin(2 u_i) = 2 \sum_i \sin u_i \cos u_i", r"\sum_i \sin(2 u_i) = 2 \sum_i \sin u_i \sum_i \cos u_i"),
]


@pytest.mark.parametrize(("true", "false"), TWINS)
def test_angles_are_added_up(true: str, false: str) -> None:
    assert verdict(GIVEN, true).kind is Kind.PROVED
    assert verdict(GIVEN, false).kind is Kind.REFUTED


def test_many_angles_stay_together() -> None:
    assert verdict(GIVEN, r"\sin(x + 2 y + 3 x y) = \sin(3 x y + x + 2 y)").kind is Kind.PROVED
