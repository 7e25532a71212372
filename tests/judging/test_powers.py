r"""Powers with an exponent that may be any number: of what may be negative they are proved with that excluded."""

from __future__ import annotations

import pytest

from derive.judging.exponents import varies, written
from derive.judging.verdict import Kind
from derive.meaning.terms import Power

from .claims import claim, verdict

GIVEN = r"a, c, b, x, y, p \in R | t \in \{1, 2, 3\} | h := b^a | g(z) := z^p | f : R \to R"
VECTOR = r"v \in R^n | p, q \in R | g(z) := z^p | P_i := e^{v_i} / \sum_k e^{v_k}"
NORM = VECTOR + r" | L := \left( \sum_i |v_i|^p \right)^{1/p}"
POSITIVE = GIVEN + " | assume b > 0"

NAMED = [
    ("a product", GIVEN, "b^a b^c = b^{a+c}", (r"b \le 0",)),
    ("a quotient", GIVEN, "b^a / b^c = b^{a-c}", (r"b \le 0",)),
    ("a power of a power", GIVEN, "(b^a)^2 = b^{2a}", (r"b \le 0",)),
    ("half exponents", GIVEN, "b^{a/2} b^{a/2} = b^a", (r"b \le 0",)),
    ("one more", GIVEN, "b^{a+1} = b b^a", (r"b \le 0",)),
    ("the same on both sides", GIVEN, "b^a + c = c + b^a", (r"b \le 0",)),
    ("nothing left", GIVEN, "b^a b^{-a} = 1", (r"b \le 0",)),
    ("a slope by the exponent", GIVEN, r"\frac{d}{da} b^a = b^a \log b", (r"b \le 0",)),
    ("a slope by the base", GIVEN, r"\frac{d}{db} b^a = a b^{a-1}", (r"b \le 0",)),
    ("a slope of a definition", GIVEN, r"\frac{d h}{d b} = \frac{a h}{b}", (r"b \le 0",)),
    ("a slope of a function", GIVEN, "g'(x) = p x^{p-1}", (r"x \le 0",)),
    ("a slope of an unknown function", GIVEN, r"\frac{d}{dx} f(x)^a = a f(x)^{a-1} f'(x)",
     (r"f\left(x\right) \le 0",)),
    ("a number over itself", GIVEN, r"\frac{d}{dx} x^x = x^x (\log x + 1)", (r"x \le 0",)),
    ("a difference", GIVEN, "(x - y)^a (x - y) = (x - y)^{a+1}", (r"x - y \le 0",)),
    ("a product below", GIVEN, "(x y)^a (x y)^c = (x y)^{a+c}", (r"x y \le 0",)),
    ("far away", GIVEN, "(x + 90)^a (x + 90)^c = (x + 90)^{a+c}", (r"x + 90 \le 0",)),
    ("a limit", GIVEN, r"\lim_{b \to 0} \frac{(x + b)^a - x^a}{b} = a x^{a-1}", (r"x \le 0",)),
    ("a remainder", GIVEN, "(x + b)^a = x^a + a x^{a-1} b + O(b^2)", (r"x \le 0",)),
    ("one of two values", r"x \in R | t \in \{1, 1/2\}", "x^t x^t = x^{2t}", ("x < 0",)),
    ("half a size", r"v \in R^n | x \in R", "x^{n/2} x^{n/2} + v_i = v_i + x^n", ("x < 0",)),
    ("an exponent above 0", GIVEN + " | assume a > 0", "b^a b^a = b^{2a}", ("b < 0",)),
    ("of what is not negative", GIVEN, "|x|^a |x|^c = |x|^{a+c}", ("x = 0",)),
    ("of a square", GIVEN, "(x^2)^a (x^2)^c = (x^2)^{a+c}", ("x = 0",)),
    ("of what is cut off", GIVEN, r"\frac{d}{dx} \max(x, 0)^a = a \max(x, 0)^{a-1} \mathbb{1}\{x > 0\}",
     (r"\max \left(x, 0\right) \le 0", "x = 0")),
    ("a slope of what is cut off far away", GIVEN,
     r"\frac{d}{da} \max(2^a, 20000) = 2^a \log 2 \mathbb{1}\{2^a > 20000\}", ("2^{a} - 20000 = 0",)),
    ("entries", VECTOR, "v_i^p v_i^q = v_i^{p+q}", (r"v_{i} \le 0",)),
    ("a sum", VECTOR, r"\sum_i v_i^p v_i = \sum_i v_i^{p+1}", (r"v_{i} \le 0",)),
    ("a slope of a sum", VECTOR, r"\frac{\partial}{\partial v_i} \sum_j v_j^p = p v_i^{p-1}", (r"v_{j} \le 0",)),
    ("a function of every entry", VECTOR, r"\sum_i v_i^{p+1} = \sum_i g(v)_i v_i", (r"v_{i} \le 0",)),
    ("a slope of a norm", NORM, r"\frac{\partial L}{\partial v_i} = v_i |v_i|^{p-2} L^{1-p}",
     ("L = 0", "p = 0", "v_{i} = 0", r"\sum_{j} \left|v_{j}\right|^{p} = 0")),
    ("a norm by its slope", NORM, r"\sum_i v_i \frac{\partial L}{\partial v_i} = L",
     ("p = 0", "v_{i} = 0", r"\sum_{i} \left|v_{i}\right|^{p} = 0")),
    ("a power of a power of an absolute value", GIVEN, "(|x|^a)^c = |x|^{a c}", ("x = 0",)),
    ("a logarithm", GIVEN, r"\log b^a = a \log b", (r"b \le 0",)),
    ("two factors", GIVEN, "(x y)^a = x^a y^a", (r"x \le 0", r"y \le 0")),
    ("two factors on the other side", GIVEN, "y^a x^a = (x y)^a", (r"x \le 0", r"y \le 0")),
    ("three factors", GIVEN, "(x y b)^a = x^a y^a b^a", (r"b \le 0", r"x \le 0", r"y \le 0")),
    ("a quotient of two", GIVEN, "(x / y)^a = x^a / y^a", (r"x \le 0", r"y \le 0")),
    ("a number and a factor", GIVEN, "(2 x)^a = 2^a x^a", (r"x \le 0",)),
    ("of two powers", GIVEN, r"\log \frac{x^a}{y^c} = a \log x - c \log y", (r"x \le 0", r"y \le 0")),
    ("a likelihood", GIVEN, r"\log(p^y (1 - p)^{1 - y}) = y \log p + (1 - y) \log(1 - p)",
     (r"p \le 0", r"1 - p \le 0")),
]
WITHOUT = [
    ("a base above 0", POSITIVE, "b^a b^c = b^{a+c}"),
    ("its slope", POSITIVE, r"\frac{d}{db} b^a = a b^{a-1}"),
    ("a power of a power", POSITIVE, "(b^a)^c = b^{a c}"),
    ("its logarithm", POSITIVE, r"\log b^a = a \log b"),
    ("a condition", GIVEN, r"b^a b^c = b^{a+c}, \quad b > 0"),
    ("a number", GIVEN, "2^a 2^c = 2^{a+c}"),
    ("its slope by the exponent", GIVEN, r"\frac{d}{da} 2^a = 2^a \log 2"),
    ("an exponential", GIVEN, "(e^a)^c = e^{a c}"),
    ("a sigmoid", GIVEN, r"\left( \frac{1}{1 + e^{-x}} \right)^a = (1 + e^{-x})^{-a}"),
    ("one and a square", GIVEN, "(1 + x^2)^a (1 + x^2)^c = (1 + x^2)^{a+c}"),
    ("at least one", GIVEN, r"\max(x, 1)^a \max(x, 1) = \max(x, 1)^{a+1}"),
    ("the greater, the other way round", GIVEN, r"\max(2^a, 20000) = \max(20000, 2^a)"),
    ("a softmax", VECTOR, r"\frac{\partial}{\partial v_i} P_i^p = p P_i^p (1 - P_i)"),
    ("a number of a few whole ones", GIVEN, "x^t x = x^{t+1}"),
    ("a size", VECTOR, "v_i^n v_i = v_i^{n+1}"),
    ("a place", VECTOR, r"\sum_i v_i^i v_i = \sum_i v_i^{i+1}"),
    ("a number that is defined", GIVEN + " | m := 1 + 1", "x^m x = x^3"),
    ("sums of numbers", GIVEN, "x^{1 + 1} x = x^3"),
]
NOT_PROVED = [
    ("exponents multiplied", GIVEN, "b^a b^c = b^{a c}"),
    ("exponents taken apart", GIVEN, "b^a b^c = b^{a-c}"),
    ("a slope by the wrong name", GIVEN, r"\frac{d}{da} b^a = a b^{a-1}"),
    ("a slope by the other", GIVEN, r"\frac{d}{db} b^a = b^a \log b"),
    ("a slope with a sign", GIVEN, r"\frac{d}{dx} (1 - x)^a = a (1 - x)^{a-1}"),
    ("a slope of a number over itself", GIVEN, r"\frac{d}{dx} x^x = x x^{x-1}"),
    ("a slope without the inner one", GIVEN, r"\frac{d}{dx} f(x)^a = a f(x)^{a-1}"),
    ("an even power below", GIVEN, "(b^2)^a = b^{2a}"),
    ("an even root", GIVEN, r"\sqrt{b^{2a}} = b^a"),
    ("half an exponent", GIVEN, r"\sqrt{b^a} = b^{a/2}"),
    ("any power of a power", GIVEN, "(b^a)^c = b^{a c}"),
    ("a sign", GIVEN, "|b^a| = b^a"),
    ("an odd number below", GIVEN, "(-1)^{2a} = 1"),
    ("two factors, one alone", GIVEN, "(x y)^a = x^a y"),
    ("two factors, raised to two", GIVEN, "(x y)^a = x^a y^c"),
    ("two factors, added", GIVEN, "(x y)^a = x^a + y^a"),
    ("two factors with absolute values", GIVEN, "(x y)^a = |x|^a |y|^a"),
    ("two factors with a sign", GIVEN, "(-x y)^a = x^a y^a"),
    ("two terms", GIVEN, "(x + y)^a = x^a + y^a"),
    ("a square among two factors", GIVEN, "(x^2 y)^a = x^{2a} y^a"),
    ("a factor that falls away", GIVEN, "(x y)^a - (x y)^a = x^a - x^a + y"),
    ("a quotient, multiplied", GIVEN, "(x / y)^a = x^a y^a"),
    ("a power of nothing", GIVEN, "0^a = 0"),
    ("a product of powers of nothing", GIVEN, "0^a 0^c = 0^{a+c}"),
    ("powers of absolute values", GIVEN, "|x|^a |x|^c = |x|^{a-c}"),
    ("powers of what is cut off", GIVEN, r"\max(x, 0)^a \max(x, 0) = \max(x, 0)^{a+1}"),
    ("an exponent without its sign", GIVEN, "x^{-a} = -x^a"),
    ("a first term", GIVEN, "(x + b)^a = x^a + x^{a-1} b + O(b^2)"),
    ("a sum", VECTOR, r"\sum_i v_i^p = \left( \sum_i v_i \right)^p"),
    ("a product of entries", VECTOR, r"\prod_i v_i^p = \left( \prod_i v_i \right)^p"),
    ("a norm without signs", VECTOR,
     r"\frac{\partial}{\partial v_i} \left( \sum_j |v_j|^p \right)^{1/p} "
     r"= |v_i|^{p-1} \left( \sum_j |v_j|^p \right)^{1/p - 1}"),
    ("a slope of a norm without signs", NORM, r"\frac{\partial L}{\partial v_i} = |v_i|^{p-1} L^{1-p}"),
    ("a slope of a norm by a power", NORM, r"\frac{\partial L}{\partial v_i} = v_i^{p-1} L^{1-p}"),
    ("a slope of a norm upside down", NORM, r"\frac{\partial L}{\partial v_i} = v_i |v_i|^{p-2} L^{p-1}"),
    ("a slope of a norm, one more", NORM, r"\frac{\partial L}{\partial v_i} = v_i |v_i|^{p-1} L^{1-p}"),
    ("a slope of a norm with a factor", NORM, r"\frac{\partial L}{\partial v_i} = p v_i |v_i|^{p-2} L^{1-p}"),
    ("a slope of a norm, one less", NORM, r"\frac{\partial L}{\partial v_i} = v_i |v_i|^{p-2} L^{-p}"),
    ("a power of a power without its bars", GIVEN, "(|x|^a)^c = x^{a c}"),
    ("a power of a sum with bars", GIVEN, "(|x| + |x|^a)^c = |x|^c + |x|^{a c}"),
    ("the greater is the power", GIVEN, r"\max(2^a, 20000) = 2^a"),
    ("the greater is the number", GIVEN, r"\max(2^a, 20000) = 20000"),
    ("the greater is the less", GIVEN, r"\max(2^a, 20000) = \min(20000, 2^a)"),
    ("a slope that is cut off elsewhere", GIVEN,
     r"\frac{d}{da} \max(2^a, 20000) = 2^a \log 2 \mathbb{1}\{2^a > 10000\}"),
    ("a softmax", VECTOR, r"\frac{\partial}{\partial v_i} P_i^p = p P_i^{p-1} (1 - P_i)"),
    ("a logarithm", GIVEN, r"\log b^a = -a \log b"),
    ("a logarithm without its factor", GIVEN, r"\log b^a = \log b"),
    ("a logarithm of the opposite", GIVEN, r"\log b^a = a \log(-b)"),
    ("a logarithm of the absolute value", GIVEN, r"\log b^a = a \log |b|"),
    ("logarithms on one side only", GIVEN, r"\log(b^a b^c) = \log b^a + \log b^c + b - \sqrt{b^2}"),
    ("logarithms that tell no sign", GIVEN, r"\log b^{a+c} = \log b^a + \log b^c"),
    ("half a logarithm", GIVEN, r"e^{\frac12 \log b^a} + \log b^c = b^{a/2} + \log b^c"),
    ("signs that each side takes from the other", GIVEN, r"\log(x y^a) + \log y = \log x + \log(y^a) + \log y"),
    ("a likelihood with a sign", GIVEN, r"\log(p^y (1 - p)^{1 - y}) = y \log p - (1 - y) \log(1 - p)"),
    ("a likelihood of the other", GIVEN, r"\log(p^y (1 - p)^{1 - y}) = (1 - y) \log p + y \log(1 - p)"),
]
MISSING = [
    ("an even power below", "(b^2)^a = b^{2a}", r"b \ge 0"),
    ("any power of a power", "(b^a)^c = b^{a c}", "b > 0"),
    ("an exponent that is a quotient", r"x^{\frac{p}{p-1}} = (x^p)^{\frac{1}{p-1}}", "x > 0"),
    ("a square among two factors", "(x^2 y)^a = x^{2a} y^a", "x > 0"),
    ("a power of nothing", "0^a = 0", "a > 0"),
    ("a logarithm", r"\log b^{a+c} = \log b^a + \log b^c", "b > 0"),
]
ODD = [
    r"\log b^a = a \log b",
    r"\log(b^{2a} c) = 2 a \log b + \log c",
    r"\log(1 + b^a) = \log(b^a + 2)",
    r"\log(b^{2a} + b^a) = \log b^a + \log(1 + b^a)",
    r"\log(2^a b) = a \log 2 + \log b",
    r"\log((b c)^a) = a \log b + a \log c",
    r"\log((b^2)^a) = 2 a \log |b|",
    r"\log(b^{a/2} c^{-a}) = \frac{a}{2} \log b - a \log c",
    r"\log(b^{b^a}) = b^a \log b",
]


@pytest.mark.parametrize(("declared", "formula", "excludes"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_what_may_be_negative_is_excluded_where_it_is_raised(
    declared: str, formula: str, excludes: tuple[str, ...]
) -> None:
    found = verdict(declared, formula)
    assert found.kind in (Kind.PROVED, Kind.CONVENTION), found.message
    assert found.excludes == excludes


@pytest.mark.parametrize(("declared", "formula"), [row[1:] for row in WITHOUT], ids=[row[0] for row in WITHOUT])
def test_where_a_power_has_values_nothing_is_excluded(declared: str, formula: str) -> None:
    found = verdict(declared, formula)
    assert (found.kind, found.excludes) == (Kind.PROVED, ()), found.message


@pytest.mark.parametrize(("declared", "formula"), [row[1:] for row in NOT_PROVED], ids=[row[0] for row in NOT_PROVED])
def test_what_is_false_somewhere_is_not_excused(declared: str, formula: str) -> None:
    found = verdict(declared, formula)
    assert found.kind in (Kind.REFUTED, Kind.CONDITIONAL, Kind.UNDECIDED)
    assert not found.defect


@pytest.mark.parametrize(("formula", "assumption"), [row[1:] for row in MISSING], ids=[row[0] for row in MISSING])
def test_the_sign_that_is_missing_is_that_of_what_is_raised(formula: str, assumption: str) -> None:
    found = verdict(GIVEN, formula)
    assert (found.kind, found.assumption) == (Kind.CONDITIONAL, assumption)


@pytest.mark.parametrize("formula", ODD)
def test_a_logarithm_of_any_power_is_no_defect(formula: str) -> None:
    assert not verdict(GIVEN, formula).defect


@pytest.mark.parametrize(
    ("exponent", "number"), [("3", 3), ("-1", -1), ("1/2 + 1", 1.5), ("-(1/2)", -0.5), ("2 \\cdot 3", 6), ("t", None)]
)
def test_an_exponent_in_numbers_alone_is_a_number(exponent: str, number: float | None) -> None:
    found = claim(GIVEN, f"x^{{{exponent}}} = y").statement.left
    assert isinstance(found, Power)
    assert written(found.exponent) == number


@pytest.mark.parametrize(
    ("exponent", "expected"),
    [("t", False), ("t + 1", False), ("n", False), ("-2 n", False), ("n^2", False), ("m", False), ("3", False),
     ("1/2", False), ("a", True), ("n/2", True), ("2 a", True), ("t/2", True), ("k", True), ("2^{-n}", True)],
)
def test_what_is_certainly_whole_does_not_vary(exponent: str, expected: bool) -> None:
    given = GIVEN + r" | v \in R^n | m := n + 1 | k := a + 1"
    made = claim(given, rf"x^{{{exponent}}} = y")
    assert isinstance(made.statement.left, Power)
    assert varies(made.statement.left.exponent, made.scope) is expected


def test_entries_too_many_to_be_held_against_a_counterexample_are_no_defect() -> None:
    found = verdict(r"X \in R^{n \times n} | assume n \ge 64", r"X = X^\top")
    assert (found.kind, found.defect) == (Kind.REFUTED, "")
