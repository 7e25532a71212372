"""`derive.testing`: what passes, and above all what fails and what is said of it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sympy

from derive import Convention, UnreadableDeclaration
from derive.testing import assert_proved, assert_symbolically_equal

x, y = sympy.symbols("x y")
NUMBERS = r"x, y \in R"
LAYER = r"X \in R^{N \times n}, W \in R^{n \times n}; Y := X W, L := L(Y)"
i, j = sympy.Dummy("i"), sympy.Dummy("i")
z = sympy.Symbol("z", complex=True)
n, m = sympy.symbols("n m", integer=True, positive=True)
A, B = sympy.MatrixSymbol("A", n, m), sympy.MatrixSymbol("B", m, n)
MAP = r"A \in R^{m \times n}, x \in R^n; y := A x"


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (r"\frac{d}{dx} x^2 = 2 x", NUMBERS),
        (r"\frac{d}{dx} x^2 = 2 x = x + x", NUMBERS),
        (r"\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}", LAYER),
    ],
)
def test_a_proved_claim_passes(claim: str, given: str) -> None:
    assert_proved(claim, given=given)


@pytest.mark.parametrize(
    ("claim", "given", "told"),
    [
        (r"\frac{d}{dx} x^2 = 3 x", NUMBERS, ["refuted  d/dx x² = 3x", "with x = 1", "did you mean 2x?"]),
        (
            r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W",
            LAYER,
            ["refuted  ∂L/∂X", "with X = [0 0], W = [0 0; 1 0]", "did you mean (∂L/∂Y) Wᵀ?"],
        ),
        (r"x + x = 2 x = 3 x", NUMBERS, ["refuted: Claim 2 of 2: False", "proved  x + x = 2x", "refuted  2x = 3x"]),
        (r"\sqrt{x^2} = x", NUMBERS, ["conditional  √(x²) = x", "True if x ≥ 0"]),
        (r"f'(0) = 0", r"f(x) := \max(x, 0)", ["undecided  f′(0) = 0"]),
        (r"x = u", NUMBERS, ["unread  x = u", "`u` is not declared", "^"]),
        (r"2 x = x + x \approx y", NUMBERS, ["a part of it claims nothing", "proved  2x = x + x", "skipped"]),
        (r"2 x = x + x \\ y", NUMBERS, ["a part of it claims nothing", "skipped  y"]),
        (r"z = x", NUMBERS, ["definition  z = x", "claims nothing"]),
        ("x", NUMBERS, ["skipped  x  claims nothing"]),
        ("", NUMBERS, ["unread  the claim is empty"]),
        (r"\frac{\partial y}{\partial x} = A^\top", MAP, ["convention  ", "give conventions=[Convention.LAYOUT]"]),
    ],
)
def test_what_is_not_proved_fails_with_its_whole_verdict(claim: str, given: str, told: list[str]) -> None:
    with pytest.raises(AssertionError) as raised:
        assert_proved(claim, given)
    text = str(raised.value)
    assert text.startswith(told[0]) and all(part in text for part in told)


def test_a_convention_passes_only_where_it_is_named() -> None:
    claim = r"\frac{\partial y}{\partial x} = A^\top"
    assert_proved(claim, MAP, conventions=[Convention.LAYOUT])
    with pytest.raises(AssertionError, match="convention"):
        assert_proved(claim, MAP, conventions=[Convention.KINK, Convention.BROADCAST])
    with pytest.raises(AssertionError, match="refuted"):
        assert_proved(r"2 x = y", NUMBERS, conventions=list(Convention))


def test_what_cannot_be_given_is_an_error_and_no_failure() -> None:
    with pytest.raises(UnreadableDeclaration):
        assert_proved("x = x", r"x \in")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ((x + y) ** 2, x**2 + 2 * x * y + y**2),
        (sympy.Matrix([[x, y]]), [[x, y + 0]]),
        (np.array([[x * y, 1], [0, x]], dtype=object), sympy.Matrix([[y * x, 1], [0, x]])),
        (np.array([1, 2]), [1, 2]),
        (sympy.MatrixSymbol("A", 1, 2), sympy.Matrix([[*sympy.MatrixSymbol("A", 1, 2)]])),
        (sympy.Array([[[x]]]), [[[x]]]),
        (sympy.Integer(3), 3),
        ([i, j], [i + 0, j]),
        (sympy.Trace(sympy.MatrixSymbol("A", 1, 1)), sympy.MatrixSymbol("A", 1, 1)[0, 0]),
    ],
)
def test_equal_expressions_pass(left: Any, right: Any) -> None:
    assert_symbolically_equal(left, right)


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        (x, y, "x is not y: at x = 2, y = 3 the left side is 2, the right side 3"),
        ([[x, y]], [[x, y + 1]], "entry [0, 1]: y is not y + 1: at y = 2 the left side is 2, the right side 3"),
        (1, 2, "1 is not 2: the left side is 1, the right side 2"),
        (
            sympy.Matrix([x, y]),
            [x, y],
            "the shapes differ: (2, 1) and (2,); a list is no column: write the right side as [[a], [b]] or "
            "sympy.Matrix([[a], [b]])",
        ),
        ([x, y], [[x, y]], "(2,) and (1, 2); a list is no row: write the left side as [[a, b]] or sympy.Matrix([["),
        (sympy.Matrix([[x, y]]), sympy.Matrix([x, y]), "the shapes differ: (1, 2) and (2, 1)"),
        (x, [x], "the shapes differ: () and (1,)"),
        ([], [], "there are no entries to compare: the shape is (0,)"),
        (sympy.gamma(x), sympy.gamma(x) + 0 * y + sympy.gamma(y), "not decided whether gamma(x) ="),
        (np.array([x, 0.5], dtype=object), [x, sympy.Rational(1, 2)], "entry [1]: not decided whether 0.5 = 1/2"),
        (np.array([1.0]), [1], "entry [0]: not decided whether 1.0 = 1"),
        (x, sympy.Symbol("x", positive=True), "not decided whether x = x: there are two symbols x"),
        ([i, j], [j, i], "entry [0]: not decided whether _i = _i: there are two different _i, Dummy('i', "),
        (sympy.Dummy("x"), x, "not decided whether _x = x: there are two different x, Dummy('x', "),
        (sympy.Matrix([[x, z]]), [[x, z]], "entry [0, 1]: not decided whether z = z: z is declared complex"),
        (A * B, A * B, "not decided: A*B has no list of entries: Matrix with symbolic shape"),
        ([[x]], A, "not decided: A has no list of entries"),
        (sympy.Trace(A * B), sympy.Trace(B * A), "not decided: Trace(A*B) has no list of entries"),
        (sympy.Lambda(x, x), sympy.Lambda(x, x), "has a function that is not applied; expected its value"),
    ],
)
def test_what_is_not_shown_to_be_equal_fails(left: Any, right: Any, told: str) -> None:
    with pytest.raises(AssertionError) as raised:
        assert_symbolically_equal(left, right)
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("left", "right"), [([x, y], [[x], [y], [0]]), ([[x, y]], [[x], [y]]), (x, [x]), ([x, y], [[x, y], [y, x]])]
)
def test_shapes_that_differ_in_more_than_how_they_are_written_get_no_advice(left: Any, right: Any) -> None:
    with pytest.raises(AssertionError, match=r"the shapes differ: \(.*\) and \([\d, ]*\)$"):
        assert_symbolically_equal(left, right)


@pytest.mark.parametrize(
    ("left", "right", "given", "told"),
    [
        ("x", "y", NUMBERS, "refuted  (x) = y"),
        ("x^2", "2 x", NUMBERS, "refuted  x² = 2x"),
        ("X^T", "X", r"X \in R^{n \times n}", "refuted"),
        ("x", "u", NUMBERS, "unread"),
        (r"\sqrt{x^2}", "x", NUMBERS, "conditional"),
    ],
)
def test_formulas_that_are_not_equal_fail(left: str, right: str, given: str, told: str) -> None:
    with pytest.raises(AssertionError) as raised:
        assert_symbolically_equal(left, right, given)
    assert str(raised.value).startswith(told)


def test_formulas_that_are_equal_pass() -> None:
    assert_symbolically_equal("x", "x + 0", NUMBERS)
    assert_symbolically_equal(r"(A B)^\top", r"B^\top A^\top", r"A \in R^{n \times m}, B \in R^{m \times k}")


@pytest.mark.parametrize(
    ("left", "right", "given", "kind", "told"),
    [
        ("x", x, "", TypeError, "expected LaTeX on both sides or on neither"),
        (x, x, NUMBERS, TypeError, "`given` is about LaTeX"),
        ([[1, 2], [3]], [[1, 2], [3]], "", ValueError, "expected rows of one shape"),
    ],
)
def test_what_cannot_be_compared_is_an_error(
    left: Any, right: Any, given: str, kind: type[Exception], told: str
) -> None:
    with pytest.raises(kind, match=told):
        assert_symbolically_equal(left, right, given)
