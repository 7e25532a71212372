"""Points at which a side has no value are named, whatever stands in the denominator."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import verdict

GIVEN = r"x, y \in R | a, b \in R^n | A \in R^{n \times m} | \sigma(x) := \frac{1}{1 + e^{-x}}"
POLES = [
    ("a norm", r"\frac{\partial \|a\|}{\partial a} = \frac{a}{\|a\|}", (r"\|a\| = 0",)),
    ("a norm of Frobenius", r"\frac{\partial \|A\|_F}{\partial A} = \frac{A}{\|A\|_F}", (r"\|A\| = 0",)),
    ("two norms", r"\frac{a^\top b}{\|a\| \|b\|} = \frac{b^\top a}{\|b\| \|a\|}", (r"\|a\| = 0", r"\|b\| = 0")),
    ("a root", r"\frac{d}{dx} \sqrt{x} = \frac{1}{2 \sqrt{x}}", ("x = 0",)),
    ("a root of a sum", r"\frac{x}{\sqrt{x^2 + y^2}} \sqrt{x^2 + y^2} = x", ("x^{2} + y^{2} = 0",)),
    ("a function", r"\frac{e^x - 1}{e^x - 1} = 1", ("e^{x} - 1 = 0",)),
    ("a logarithm", r"\frac{\log x}{\log x} = 1", ("x - 1 = 0",)),
    ("a negative power", r"x^{-2} x^2 = 1", ("x = 0",)),
    ("a multiple", r"\frac{x}{3 x} = \frac13", ("x = 0",)),
    (
        "a part of a norm",
        r"\frac{1}{\sqrt{a_1^2 + a_3^2}} = (a_1^2 + a_3^2)^{-\frac12}",
        ("a_{1}^{2} + a_{3}^{2} = 0",),
    ),
]
NONE = [
    ("a sum of exponentials", r"\frac{\partial}{\partial x} \log(e^x + e^y) = \frac{e^x}{e^x + e^y}"),
    ("one and a square", r"\frac{x}{1 + x^2} (1 + x^2) = x"),
    ("a sigmoid", r"\frac{\sigma'(x)}{\sigma(x)} = 1 - \sigma(x)"),
    ("a number", r"\frac{x}{2} + \frac{x}{2} = x"),
]


@pytest.mark.parametrize(("formula", "excludes"), [row[1:] for row in POLES], ids=[row[0] for row in POLES])
def test_a_pole_is_named(formula: str, excludes: tuple[str, ...]) -> None:
    found = verdict(GIVEN, formula)
    assert found.kind is Kind.PROVED
    assert found.excludes == excludes


@pytest.mark.parametrize("formula", [row[1] for row in NONE], ids=[row[0] for row in NONE])
def test_what_never_vanishes_excludes_nothing(formula: str) -> None:
    found = verdict(GIVEN, formula)
    assert found.kind is Kind.PROVED
    assert found.excludes == ()
