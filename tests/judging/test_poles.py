"""Points at which a side has no value are named, whatever stands in the denominator."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from derive import prove
from derive.judging import prove as proving
from derive.judging.prove import Compared
from derive.judging.verdict import Kind, Sizes
from derive.meaning.scope import Scope, Statement

from .claims import verdict

GIVEN = r"x, y \in R | a, b \in R^n | A \in R^{n \times m} | \sigma(x) := \frac{1}{1 + e^{-x}}"
POLES = [
    ("a norm", r"\frac{\partial \|a\|}{\partial a} = \frac{a}{\|a\|}", (r"\|a\| = 0",)),
    ("a norm of Frobenius", r"\frac{\partial \|A\|_F}{\partial A} = \frac{A}{\|A\|_F}", (r"\|A\| = 0",)),
    ("two norms", r"\frac{a^\top b}{\|a\| \|b\|} = \frac{b^\top a}{\|b\| \|a\|}", (r"\|a\| = 0", r"\|b\| = 0")),
    ("a root", r"\frac{d}{dx} \sqrt{x} = \frac{1}{2 \sqrt{x}}", ("x = 0",)),
    ("a root of a sum", r"\frac{x}{\sqrt{x^2 + y^2}} \sqrt{x^2 + y^2} = x", ("x^{2} + y^{2} = 0",)),
    ("a function", r"\frac{e^x - 1}{e^x - 1} = 1", ("e^{x} - 1 = 0",)),
    ("a logarithm", r"\frac{\log x}{\log x} = 1", (r"x \le 0", "x - 1 = 0")),
    ("a negative power", r"x^{-2} x^2 = 1", ("x = 0",)),
    ("a multiple", r"\frac{x}{3 x} = \frac13", ("x = 0",)),
    (
        "a number in a root",
        r"\frac{\partial}{\partial a_i} \sqrt{\frac12 \sum_k a_k^2} = \frac{a_i}{\sqrt{2 \sum_k a_k^2}}",
        (r"\|a\| = 0",),
    ),
    ("a mean of squares", r"\frac{x}{\frac1n \sum_k a_k^2} = \frac{n x}{\sum_k a_k^2}", (r"\|a\| = 0",)),
    ("a common factor", r"\frac{y}{\sum_k x^2 a_k^2} = \frac{y}{x^2 \|a\|^2}", (r"\|a\| = 0", "x = 0")),
    ("one without a name", r"\frac{y}{\sum_k x a_k} = \frac{y \cdot 1}{\sum_k x a_k}", (r"\sum_{k} x a_{k} = 0",)),
    (
        "a part of a norm",
        r"\frac{1}{\sqrt{a_1^2 + a_3^2}} = (a_1^2 + a_3^2)^{-\frac12}",
        ("a_{1}^{2} + a_{3}^{2} = 0",),
    ),
    ("an absolute value", r"\frac{y}{|x|} = \frac{y \cdot 1}{|x|}", ("x = 0",)),
    ("the same both ways", r"\frac{a_1}{|x - y|} = \frac{a_1 \cdot 1}{|y - x|}", ("x - y = 0",)),
    ("a sum of entries", r"\frac{x \sum_i a_i}{\sum_i a_i} = x", (r"\sum_{i} a_{i} = 0",)),
    ("an inner product", r"\frac{x (a^\top b)}{b^\top a} = x", (r"\sum_{i} b_{i} a_{i} = 0",)),
    ("sums of rows", r"\frac{x \sum_j A_{ij}}{\sum_j A_{ij}} = x", (r"\sum_{j} a_{ij} = 0",)),
    ("differences", r"\frac{a_i^2 - b_i^2}{a_i - b_i} = a_i + b_i", ("a_{i} - b_{i} = 0",)),
    ("some of the entries", r"\frac{x (a_1 + a_2)}{a_1 + a_2} = x", ("a_{1} + a_{2} = 0",)),
    (
        "what is the same at one size only",
        r"\frac{x (a_1 + a_2) \sum_i a_i}{(a_1 + a_2) \sum_i a_i} = x",
        ("a_{1} + a_{2} = 0", r"\sum_{i} a_{i} = 0"),
    ),
]
APART = [
    ("greater", "x > y", True),
    ("less", "x < y", True),
    ("greater by more", "x > y + 1", True),
    ("unequal", r"x \ne y", True),
    ("the other way round", r"y \ne x", True),
    ("not less", r"x \ge y", False),
    ("of another number", "x > 0", False),
    ("unequal to another number", r"x \ne 1", False),
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


@pytest.mark.parametrize(("assumed", "is_gone"), [row[1:] for row in APART], ids=[row[0] for row in APART])
def test_a_pole_or_a_kink_that_an_assumption_excludes_is_not_named(assumed: str, is_gone: bool) -> None:
    excludes = () if is_gone else ("x - y = 0",)
    found = verdict(f"{GIVEN} | assume {assumed}", r"\frac{x^2 - y^2}{x - y} = x + y")
    assert (found.kind, found.excludes) == (Kind.PROVED, excludes)
    bent = verdict(f"{GIVEN} | assume {assumed}", r"\frac{\partial (x - y) |x - y|}{\partial x} = 2 |x - y|")
    assert bent.kind is Kind.PROVED and bent.excludes == ()
    bent = verdict(f"{GIVEN} | assume {assumed}", r"\frac{\partial |x - y|}{\partial x} = \frac{x - y}{|x - y|}")
    assert (bent.kind, bent.excludes) == (Kind.PROVED, excludes)


def test_a_definition_over_a_size_that_the_claim_does_not_speak_of_is_passed_over() -> None:
    given = r"x \in R | a \in R^n | B \in R^{n \times k} | w_i := \sum_{j=1}^{k} j a_i"
    found = verdict(given, r"\frac{a^\top a}{\sqrt{a^\top a + x}} = \frac{a^\top a}{\sqrt{a^\top a + x}} \cdot 1")
    assert (found.kind, found.defect) == (Kind.PROVED, "")


GATED = r"""X, T \in R^{N \times d}, W, V \in R^{d \times d}, g \in R^d, \epsilon \in R
assume \epsilon > 0
\sigma(t) := \frac{1}{1 + e^{-t}}
A := \tanh(X W), G := \sigma(X V)
Z := G \odot A + (1 - G) \odot X
r_i := \sqrt{\frac{1}{d} \sum_j z_{ij}^2 + \epsilon}
y_{ij} := g_j \frac{z_{ij}}{r_i}
s_i := \frac{\langle y_i, t_i \rangle}{\|y_i\| \|t_i\|}
L := \frac{1}{N} \sum_{i=1}^{N} (1 - s_i)"""


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        (r"L = 1 - \frac{1}{N} \sum_{i=1}^{N} s_i", Kind.PROVED),
        (r"\frac{\partial L}{\partial s_i} = -\frac{1}{N}", Kind.PROVED),
        (r"L = 1 - \sum_{i=1}^{N} s_i", Kind.REFUTED),
        (r"\frac{\partial L}{\partial s_i} = \frac{1}{N}", Kind.REFUTED),
    ],
)
def test_a_pole_too_long_to_be_multiplied_out_costs_no_verdict(claim: str, kind: Kind) -> None:
    found = prove(claim, given=GATED)
    assert found.verdict is kind
    if kind is Kind.PROVED:
        assert set(found.excludes) == {r"\sum_{j} t_{ij}^{2} = 0", r"\sum_{j} y_{ij}^{2} = 0"}


@pytest.mark.parametrize(("formula", "divides"), [(r"\frac{x y}{y} = x", True), (r"x y = y x", False)])
def test_places_are_not_said_to_be_none_where_entries_were_not_compared(
    monkeypatch: pytest.MonkeyPatch, formula: str, divides: bool
) -> None:
    def uncompared(statement: Statement, scope: Scope, sizes: Sizes, clock: Callable[[], None]) -> Compared:
        return Compared(sizes, 0, False, obstacle="it takes too long")

    monkeypatch.setattr(proving, "compare", uncompared)
    found = verdict(GIVEN, formula)
    assert found.kind is Kind.PROVED
    assert found.message.endswith("not found out: it takes too long.") is divides


OUTSIDE = [
    ("a tangent", r"\tan x \cos x = \sin x", (r"\cos x = 0",)),
    ("of an absolute value", r"e^{\log |x|} = |x|", ("x = 0",)),
    ("of a difference", r"\log |x - 1| - \log |x - 1| = 0", ("x - 1 = 0",)),
    ("of a square", r"e^{\log x^2} = x^2", ("x = 0",)),
    ("taken away", r"0 \cdot \log |x| = 0", ("x = 0",)),
    ("of absolute values", r"\log \sum_i |a_i| - \log \sum_i |a_i| = 0", (r"\sum_{i} \left|a_{i}\right| = 0",)),
    ("of a length", r"\log \|a\|^2 - \log \|a\|^2 = 0", (r"\|a\| = 0",)),
    ("powers", r"x^y x^{-y} = 1", (r"x \le 0",)),
    ("a slope of a power", r"\frac{d}{dx} x^y = y x^{y - 1}", (r"x \le 0",)),
    ("a sum of absolute values", r"\frac{x}{|x| + |y|} (|x| + |y|) = x", (r"\left|x\right| + \left|y\right| = 0",)),
]
WITHIN = [
    ("a plain logarithm", r"\log x - \log x = 2 \log x - \log x - \log x"),
    ("of what is above zero", r"\log (1 + x^2) - \log (1 + x^2) = 0"),
    ("of an absolute value above zero", r"\log (1 + |x|) - \log (1 + |x|) = 0"),
    ("a square of what is above zero", r"\frac{x}{(1 + |x|)^2} (|x| + 1)^2 = x"),
    ("a quotient by what is above zero", r"\frac{x}{1 + |x| + |y|} (|x| + |y| + 1) = x"),
    ("of a sum of exponentials", r"\log \sum_i e^{a_i} - \log \sum_i e^{a_i} = 0"),
    ("a power", r"(x^2)^3 = x^6"),
    ("a power of what is above zero", r"(1 + x^2)^y (1 + x^2)^{-y} = 1"),
    ("a tangent of hyperbolas", r"\tanh x \cosh x = \sinh x"),
]


@pytest.mark.parametrize(("formula", "excludes"), [row[1:] for row in OUTSIDE], ids=[row[0] for row in OUTSIDE])
def test_where_a_function_has_no_value_is_named(formula: str, excludes: tuple[str, ...]) -> None:
    found = verdict(GIVEN, formula)
    assert (found.kind, found.excludes) == (Kind.PROVED, excludes), found.message


@pytest.mark.parametrize("formula", [row[1] for row in WITHIN], ids=[row[0] for row in WITHIN])
def test_where_a_function_has_a_value_nothing_is_excluded(formula: str) -> None:
    found = verdict(GIVEN, formula)
    assert (found.kind, found.excludes) == (Kind.PROVED, ()), found.message


def test_an_assumption_keeps_a_function_within_its_values() -> None:
    found = verdict(rf"{GIVEN} | assume x \ne 0", r"e^{\log |x|} + |x|^y |x|^{-y} = |x| + 1")
    assert (found.kind, found.excludes) == (Kind.PROVED, ()), found.message


@pytest.mark.parametrize(
    ("declared", "formula", "excludes"),
    [
        (r"x \in R^{12}", r"\frac{x_{10}}{x_{10}} = 1", ("x_{10} = 0",)),
        (r"x \in R^n", r"\frac{x_1}{x_1} = 1", ("x_{1} = 0",)),
        (r"x \in R^n", r"\frac{x_1 x_2}{x_1 x_2} = 1", ("x_{1} = 0", "x_{2} = 0")),
        (r"X \in R^{12 \times 13}", r"\frac{x_{1,11}}{x_{1,11}} = 1", ("x_{1,11} = 0",)),
        (r"X \in R^{12 \times 13}", r"\frac{x_{11,2}}{x_{11,2}} = 1", ("x_{11,2} = 0",)),
        (r"x \in R^n", r"\frac{x_i}{x_i} = 1", ("x_{i} = 0",)),
        (r"x \in R^n", r"\frac{x_1}{x_1} x_i = x_i", ("x_{1} = 0",)),
        (r"x, y \in R^n | s := \sum_i \frac{1}{x_i}", r"\frac{x_1}{x_1} s = s", ("x_{i} = 0",)),
    ],
)
def test_an_entry_alone_is_named_by_its_place(declared: str, formula: str, excludes: tuple[str, ...]) -> None:
    found = verdict(declared, formula)
    assert found.kind is Kind.PROVED, found.message
    assert found.excludes == excludes
