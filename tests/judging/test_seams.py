"""Places where cases meet without a kink: the derivative exists there, and has the value of its slopes and no other."""

from __future__ import annotations

import pytest
import sympy

from derive.judging.symbols.seams import is_seam
from derive.judging.verdict import Convention, Kind

from .claims import verdict

HUBER = (
    r"r, \delta \in R | assume \delta > 0 | h(r) := \begin{cases} \frac12 r^2 & |r| \le \delta \\ "
    r"\delta (|r| - \frac12 \delta) & \text{otherwise} \end{cases}"
)
LOOSE = HUBER.replace(r" | assume \delta > 0", "")
SQUARES = r"x \in R | g(x) := \begin{cases} x^2 & x \ge 0 \\ -x^2 & x < 0 \end{cases} | y := x |x| | f(x) := x^2 |x|"
BENT = r"x \in R | p(x) := \begin{cases} x & x > 0 \\ 2 x & x \le 0 \end{cases}"
TORN = r"x \in R | u(x) := \begin{cases} x + 1 & x > 0 \\ x & x \le 0 \end{cases}"
RAY = r"a, b, \eta \in R | v \in R^n"
PLANE = r"x, a \in R | q(x) := \max(0, x)^2 | z := |a x|"


def by_cases(*rows: str) -> str:
    """Cases as LaTeX."""
    return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}"


INSIDE = r"r & |r| \le \delta"

TRUE = [
    (HUBER, "h'(r) = " + by_cases(INSIDE, r"\delta & r > \delta", r"-\delta & r < -\delta")),
    (HUBER, "h'(r) = " + by_cases(INSIDE, r"\delta \operatorname{sign}(r) & \text{otherwise}")),
    (HUBER, r"h'(r) = \max(-\delta, \min(r, \delta))"),
    (HUBER, "h'(0) = 0"),
    (HUBER, r"h'(\delta) = \delta"),
    (SQUARES, "g'(x) = 2 |x|"),
    (SQUARES, r"\frac{d y}{d x} = 2 |x|"),
    (SQUARES, "f''(x) = 6 |x|"),
    (PLANE, r"q'(x) = 2 \max(0, x)"),
    (RAY, r"\frac{d}{d \eta} \max(0, a \eta)^2 = 2 a \max(0, a \eta)"),
    (RAY, r"\frac{d}{d \eta} \max(0, a b \eta)^2 = 2 a b \max(0, a b \eta)"),
    (RAY, r"\frac{d}{d \eta} |a \eta|^3 = 3 a^2 \eta |a \eta|"),
    (RAY, r"\left.\frac{d}{d \eta} \max(0, a \eta)^2 \right|_{\eta=0} = 0"),
    (RAY, r"\left.\frac{d}{d \eta} \sum_i \max(0, \eta v_i)^2 \right|_{\eta=0} = 0"),
    (RAY, r"\left.\frac{d}{d \eta} \max(0, 1 + a \eta)^2 \right|_{\eta=0} = 2 a"),
]

FALSE = [
    (HUBER, "h'(r) = " + by_cases(r"2 \delta & r = \delta", INSIDE, r"\delta & r > \delta", r"-\delta & r < -\delta")),
    (HUBER, "h'(r) = " + by_cases(r"\delta & r = 0", INSIDE, r"\delta & r > \delta", r"-\delta & r < -\delta")),
    (HUBER, "h'(r) = " + by_cases(INSIDE, r"\delta & r > \delta", r"\delta & r < -\delta")),
    (HUBER, r"h'(0) = \delta"),
    (HUBER, r"h'(\delta) = 2 \delta"),
    (HUBER, r"h'(\delta) = 0"),
    (SQUARES, "g'(x) = " + by_cases(r"2 |x| & x \ne 0", r"1 & x = 0")),
    (SQUARES, r"\frac{d y}{d x} = " + by_cases(r"2 |x| & x \ne 0", r"1 & x = 0")),
    (SQUARES, "g'(x) = 2 x"),
    (SQUARES, "f''(x) = 6 x"),
    (PLANE, "q'(x) = " + by_cases(r"2 x & x > 0", r"1 & x = 0", r"0 & x < 0")),
    (RAY, r"\frac{d}{d \eta} \max(0, a \eta)^2 = " + by_cases(r"2 a \max(0, a \eta) & \eta \ne 0", r"1 & \eta = 0")),
    (RAY, r"\frac{d}{d \eta} \max(0, a \eta)^2 = " + by_cases(r"2 a \max(0, a \eta) & a \ne 0", "1 & a = 0")),
    (RAY, r"\left.\frac{d}{d \eta} \max(0, a \eta)^2 \right|_{\eta=0} = a"),
    (RAY, r"\left.\frac{d}{d \eta} \sum_i \max(0, \eta v_i)^2 \right|_{\eta=0} = \sum_i v_i"),
]

AT_KINKS = [
    (SQUARES, "g''(x) = " + by_cases(r"2 & x \ge 0", r"-2 & x < 0")),
    (BENT, "p'(x) = " + by_cases(r"1 & x > 0", r"2 & x \le 0")),
    (PLANE, r"\frac{\partial z}{\partial x} = |a| \operatorname{sign}(x)"),
    (RAY, r"\frac{d}{d \eta} |a \eta| = a \operatorname{sign}(a \eta)"),
    (RAY, r"\frac{d}{d \eta} (\max(0, a \eta)^2 + |\eta|) = 2 a \max(0, a \eta) + \operatorname{sign}(\eta)"),
    (
        RAY,
        r"\frac{d}{d \eta} (\max(0, a \eta)^2 + \max(0, b \eta)) = 2 a \max(0, a \eta) + "
        + by_cases(r"b & b \eta > 0", r"0 & b \eta \le 0"),
    ),
]


@pytest.mark.parametrize(("declared", "formula"), TRUE)
def test_a_derivative_exists_where_both_slopes_agree(declared: str, formula: str) -> None:
    found = verdict(declared, formula)
    assert (found.kind, found.excludes) == (Kind.PROVED, ())


@pytest.mark.parametrize(("declared", "formula"), FALSE)
def test_another_value_than_that_of_the_slopes_is_refuted(declared: str, formula: str) -> None:
    assert verdict(declared, formula).kind is Kind.REFUTED


@pytest.mark.parametrize(("declared", "formula"), AT_KINKS)
def test_a_kink_is_still_excluded(declared: str, formula: str) -> None:
    found = verdict(declared, formula)
    assert found.kind is Kind.PROVED or Convention.KINK in found.conventions
    assert found.excludes


BENT_RAYS = [
    (RAY, r"\left.\frac{d}{d \eta} \max(0, a \eta) \right|_{\eta=0} = 0"),
    (RAY, r"\left.\frac{d}{d \eta} |a \eta| \right|_{\eta=0} = 0"),
    (RAY, r"\left.\frac{d}{d \eta} \sum_i \max(0, \eta v_i) \right|_{\eta=0} = 0"),
    (RAY, r"\left.\frac{d}{d \eta} (\max(0, a \eta)^2 + |\eta|) \right|_{\eta=0} = 0"),
]


@pytest.mark.parametrize(
    ("declared", "formula"), [(BENT, "p'(0) = 2"), (TORN, "u'(0) = 1"), (LOOSE, r"h'(\delta) = \delta"), *BENT_RAYS]
)
def test_a_derivative_that_may_not_exist_is_not_proved(declared: str, formula: str) -> None:
    assert verdict(declared, formula).kind is not Kind.PROVED


ACCIDENTS = [
    (r"x, a \in R | l(x) := \max(0, x) + a \min(0, x)", "l'(x) = " + by_cases(r"1 & x > 0", r"a & x \le 0")),
    (
        r"x, w, v, a, b \in R | t := a \max(0, w x) + b \max(0, v x)",
        r"\frac{\partial t}{\partial x} = a " + by_cases(r"w & w x > 0", r"0 & w x \le 0") + " + b "
        + by_cases(r"v & v x > 0", r"0 & v x \le 0"),
    ),
    (r"x \in R | i(x) := \max(0, x) - \max(0, -x)", "i'(x) = " + by_cases(r"1 & x > 0", r"0 & x = 0", r"1 & x < 0")),
]


@pytest.mark.parametrize(("declared", "formula"), ACCIDENTS[:2])
def test_kinks_that_some_values_take_away_are_excluded_as_all_are(declared: str, formula: str) -> None:
    found = verdict(declared, formula)
    assert found.kind in (Kind.PROVED, Kind.CONVENTION)
    assert found.excludes and not found.defect


def test_the_slope_of_what_only_looks_bent_is_its_slope() -> None:
    found = verdict(*ACCIDENTS[2])
    assert found.kind is not Kind.PROVED and not found.defect


X, A, D = sympy.Symbol("x", real=True), sympy.Symbol("a", real=True), sympy.Symbol("d", positive=True)


def cased(above: sympy.Expr, below: sympy.Expr, switch: sympy.Expr = X) -> sympy.Expr:
    """One value where the switch is positive or 0, another where it is negative."""
    return sympy.Piecewise((above, switch >= 0), (below, True))


SEAMS = [
    (cased(X**2, -(X**2)), X),
    (cased(X**3, sympy.exp(X**3) - 1), X),
    (cased((X - D) ** 2, sympy.Integer(0), X - D), X - D),
    (cased(A * X**2, -A * X**2), X),
    (cased(X**2, -(X**2), A * X), A * X),
    (cased(X**2, A * X**2, A**2 * D * X), A**2 * D * X),
]
NO_SEAMS = [
    (cased(X, -X), X),
    (cased(X + 1, X), X),
    (cased(A * X, -A * X), X),
    (cased(X, -X, A * X), A * X),
    (cased(X**2, 1 - X**2, A * X), A * X),
    (cased(X**2, -(X**2), (A - D) * X), (A - D) * X),
    (cased(X**2, sympy.Integer(0), X - A), X - A),
    (cased(X**2, X**2 * sympy.sin(1 / X)), X),
    (cased(X**2, sympy.log(1 + A * X) - A * X, X - A), X - A),
    (cased(sympy.sqrt(X), sympy.Integer(0)), X),
    (cased(X**2, -(X**2), X**2 - 1), X**2 - 1),
    (sympy.Piecewise((5, sympy.Eq(X, 0)), (X**2, True)), X),
]


@pytest.mark.parametrize(("value", "switch"), SEAMS)
def test_a_seam(value: sympy.Expr, switch: sympy.Expr) -> None:
    assert is_seam((value, value.diff(X)), switch, X)


@pytest.mark.parametrize(("value", "switch"), NO_SEAMS)
def test_what_is_no_seam(value: sympy.Expr, switch: sympy.Expr) -> None:
    assert not is_seam((value, value.diff(X)), switch, X)


def test_assumptions_are_not_blamed_where_there_is_no_derivative() -> None:
    found = verdict(BENT + r" | c \in R | assume c > 0", "p'(0) + c = 2 + c")
    assert found.kind is Kind.UNDECIDED
    assert "contradict" not in found.message
    assert "both sides have a value" in found.message


ALIKE = by_cases("1 & x = 0", r"0 & \text{otherwise}")


@pytest.mark.parametrize("sides", ["{} + " + ALIKE + " = {}", "{} {} + " + ALIKE + " = {} {}"])
def test_a_seam_of_both_sides_that_was_not_compared_proves_nothing(sides: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("derive.judging.evidence._compare_at_sizes", lambda *_: False)
    seam, kink = (sides.replace("{}", slope) for slope in ("g'(x)", r"2 |x|"))
    assert verdict(SQUARES, seam).kind is Kind.UNDECIDED
    assert verdict(SQUARES, kink).kind is Kind.REFUTED
