"""True claims agree, false ones differ, and what is not modelled is said to be so."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from derive.judging import chosen
from derive.judging.inventory import inventory
from derive.judging.modular.opinion import Agree, Differ, Opinion, Unmodelled, opinion, second_opinion
from tests.judging.claims import claim

XW = r"X \in R^{n \times m} | W \in R^{m \times k} | Y := X W | L := L(Y)"
SQUARE = r"X, W \in R^{n \times n} | Y := X W | L := L(Y)"
ROW = r"x \in R^{1 \times n}"
SOFTMAX = ROW + r" | y_i := e^{x_i} / \sum_j e^{x_j}"
CROSS = SOFTMAX + r" | t \in R^{1 \times n} | assume \sum_j t_j = 1 | L := -\sum_i t_i \log y_i"
LOG_SOFTMAX = ROW + r" | z_i := x_i - \log \sum_k e^{x_k}"
NORM = ROW + r" | \epsilon \in R | assume \epsilon > 0 | s := \sqrt{\sum_i x_i^2 + \epsilon} | y_i := x_i / s"
RELU = r"h(x) := \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases} | " + ROW
HESSIAN = r"u \in R^{1 \times n} | a := 2 u | L := L(a)"
TWO_PATHS = r"x, w \in R | y := w x | z := y x + \sin x"
RENAMED = r"x \in R | p := x^2 | q := p | r := q + p"
SIGMOID = r"x \in R | f(x) := \frac{1}{1 + e^{-x}}"
KINK = (
    r"d \in R | h(x) := \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases} | g(x) := h(x) - h(-x)"
)
NUMBERS = r"x, y, z \in R"
POSITIVE = NUMBERS + " | assume x > 0 | assume y > 0 | assume z > 0"
NESTED = r"x, y \in R | f(x) := x^2 y | g := f(x + y)"
BINARY = r"x, y \in \{0, 1\}"
UNKNOWN = r"f : R \to R | x, d \in R"

TRUE = [
    (XW, r"\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}"),
    (XW, r"\frac{\partial L}{\partial x_{ij}} = \sum_l \frac{\partial L}{\partial y_{il}} w_{jl}"),
    (SOFTMAX, r"\frac{\partial y_i}{\partial x_j} = y_i (\delta_{ij} - y_j)"),
    (SOFTMAX, r"\sum_i y_i = 1"),
    (CROSS, r"\frac{\partial L}{\partial x_i} = y_i - t_i"),
    (CROSS, r"L = \log \sum_j e^{x_j} - \sum_j t_j x_j"),
    (LOG_SOFTMAX, r"\frac{\partial z_i}{\partial x_j} = \delta_{ij} - e^{z_j}"),
    (LOG_SOFTMAX, r"\sum_i e^{z_i} = 1"),
    (NORM, r"\frac{\partial y_i}{\partial x_j} = \frac{\delta_{ij} - y_i y_j}{s}"),
    (NORM, r"s^2 = \sum_i x_i^2 + \epsilon"),
    (RELU, r"\max(x_i, 0) = h(x_i)"),
    (RELU, r"h(x_i) - h(-x_i) = x_i"),
    (RELU, r"|x_i| = h(x_i) + h(-x_i)"),
    (
        ROW,
        r"\left( \frac{\partial}{\partial x_j} \max_i x_i \right) \cdot \frac{\partial}{\partial x_j} \max_i x_i "
        r"= \frac{\partial}{\partial x_j} \max_i x_i",
    ),
    (
        HESSIAN,
        r"\frac{\partial}{\partial u_j} \frac{\partial L}{\partial a_i} "
        r"= 2 \frac{\partial^2 L}{\partial a_i \partial a_j}",
    ),
    (TWO_PATHS, r"\frac{\partial z}{\partial x} = 2 w x + \cos x"),
    (TWO_PATHS, r"\frac{\partial z}{\partial y} = x"),
    (RENAMED, r"\frac{\partial r}{\partial x} = 4 x"),
    (RENAMED, r"\frac{\partial r}{\partial p} = 2"),
    (RENAMED, r"\frac{\partial r}{\partial q} = 1"),
    (SIGMOID, r"f'(x) = f(x) (1 - f(x))"),
    (SIGMOID, r"f''(x) = f'(x) (1 - 2 f(x))"),
    (SIGMOID, r"f(x) = \frac{1}{2} (1 + \tanh(x / 2))"),
    (NUMBERS, r"\sin^2 x + \cos^2 x = 1"),
    (NUMBERS, r"\sin(x + y) = \sin x \cos y + \cos x \sin y"),
    (NUMBERS, r"e^{x + e^{y + z}} = e^x e^{e^y e^z}"),
    (NUMBERS, r"\sqrt{x^2} = |x|"),
    (NUMBERS, r"\frac{\partial}{\partial x} \arctan(x y) = \frac{y}{1 + x^2 y^2}"),
    (NESTED, r"\frac{\partial g}{\partial y} = 2 (x + y) y + (x + y)^2"),
    (BINARY, r"x^2 = x"),
    (BINARY, r"\max(x, y) = x + y - x y"),
    (UNKNOWN, r"f(x + d) = f(x) + d f'(x) + O(d^2)"),
    (UNKNOWN, r"\frac{\partial}{\partial x} f(x d) = d f'(x d)"),
    (r"A \in R^{n \times n} | assume a_{ij} = a_{ji}", r"A^\top = A"),
    (r"X \in R^{n \times m}", r"\sum_{i=1}^n \sum_{j=1}^{i} j = \sum_{j=1}^n \sum_{i=j}^{n} j"),
    (ROW, r"\prod_i e^{x_i} = e^{\sum_i x_i}"),
]
FALSE = [
    (SQUARE, r"\frac{\partial L}{\partial x_{ij}} = \sum_l \frac{\partial L}{\partial y_{il}} w_{lj}"),
    (SQUARE, r"\frac{\partial L}{\partial x_{ij}} = \sum_l \frac{\partial L}{\partial y_{jl}} w_{jl}"),
    (SQUARE, r"\frac{\partial L}{\partial X} = W^\top \frac{\partial L}{\partial Y}"),
    (XW, r"\frac{\partial L}{\partial W} = 2 X^\top \frac{\partial L}{\partial Y}"),
    (XW, r"\frac{\partial L}{\partial W} = -X^\top \frac{\partial L}{\partial Y}"),
    (XW, r"\frac{\partial L}{\partial W} = 0 X^\top \frac{\partial L}{\partial Y}"),
    (SOFTMAX, r"\frac{\partial y_i}{\partial x_j} = y_i (1 - y_j)"),
    (SOFTMAX, r"\frac{\partial y_i}{\partial x_j} = y_i (\delta_{ij} - y_i)"),
    (SOFTMAX, r"\frac{\partial y_i}{\partial x_j} = -y_i y_j"),
    (SOFTMAX, r"\sum_i y_i = n"),
    (CROSS, r"\frac{\partial L}{\partial x_i} = t_i - y_i"),
    (CROSS, r"\frac{\partial L}{\partial x_i} = y_i - 2 t_i"),
    (CROSS, r"L = \log \sum_j e^{x_j}"),
    (CROSS.replace(" = 1 |", " = 2 |"), r"\frac{\partial L}{\partial x_i} = y_i - t_i"),
    (LOG_SOFTMAX, r"\frac{\partial z_i}{\partial x_j} = \delta_{ij} - e^{z_i}"),
    (LOG_SOFTMAX, r"\sum_i e^{z_i} = n"),
    (NORM, r"\frac{\partial y_i}{\partial x_j} = \frac{\delta_{ij}}{s}"),
    (NORM, r"\frac{\partial y_i}{\partial x_j} = \frac{\delta_{ij} + y_i y_j}{s}"),
    (NORM, r"s^2 = \sum_i x_i^2 - \epsilon"),
    (NORM, r"s = -s"),
    (NORM, r"s = \sum_i x_i^2 + \epsilon"),
    (RELU, r"h(x_i) + h(-x_i) = x_i"),
    (RELU, r"\max(x_i, 1) = h(x_i)"),
    (RELU, r"|x_i| = x_i"),
    (RELU, r"|x_i| = -x_i"),
    (ROW, r"\frac{\partial}{\partial x_j} \max_i x_i = 1"),
    (ROW, r"\frac{\partial}{\partial x_j} \max_i x_i = 0"),
    (ROW, r"\max_i x_i = \min_i x_i"),
    (HESSIAN, r"\frac{\partial}{\partial u_j} \frac{\partial L}{\partial a_i} = 0"),
    (
        HESSIAN,
        r"\frac{\partial}{\partial u_j} \frac{\partial L}{\partial a_i} "
        r"= \frac{\partial^2 L}{\partial a_i \partial a_j}",
    ),
    (HESSIAN, r"\frac{\partial^2 L}{\partial a_i \partial a_j} = \delta_{ij} \frac{\partial^2 L}{\partial a_i^2}"),
    (TWO_PATHS, r"\frac{\partial z}{\partial x} = w x + \cos x"),
    (TWO_PATHS, r"\frac{\partial z}{\partial x} = y + \cos x"),
    (TWO_PATHS, r"\frac{\partial z}{\partial y} = 2 x"),
    (RENAMED, r"\frac{\partial r}{\partial x} = 2 x"),
    (RENAMED, r"\frac{\partial r}{\partial p} = 1"),
    (RENAMED, r"\frac{\partial r}{\partial q} = 2"),
    (SIGMOID, r"f'(x) = f(x) (1 + f(x))"),
    (SIGMOID, r"f''(x) = f'(x) (1 - f(x))"),
    (SIGMOID, r"f(x) = \tanh x"),
    (NUMBERS, r"\sin^2 x - \cos^2 x = 1"),
    (NUMBERS, r"\sin(x + y) = \sin x + \sin y"),
    (NUMBERS, r"e^{x + y} = e^x + e^y"),
    (NUMBERS, r"e^{x y} = e^x e^y"),
    (NUMBERS, r"e^{e^x} = e^{x^2}"),
    (NUMBERS, r"\log(x^2) = \log x"),
    (NUMBERS, r"\sqrt{x^2} = x"),
    (POSITIVE, r"\sqrt{x} \sqrt{y} = \sqrt{x + y}"),
    (POSITIVE, r"\sqrt{x y z} = \sqrt{x} + \sqrt{y} + \sqrt{z}"),
    (POSITIVE, r"\sqrt{x + \sqrt{x y} + y} = \sqrt{x} + \sqrt{y}"),
    (NUMBERS, r"x - x = 10^{-30}"),
    (NUMBERS, r"(x + y)^2 - x^2 - y^2 = x y"),
    (NESTED, r"\frac{\partial g}{\partial y} = (x + y)^2"),
    (NESTED, r"\frac{\partial g}{\partial y} = 2 (x + y) y"),
    (BINARY, r"x + y = 1"),
    (BINARY, r"\max(x, y) = x + y"),
    (UNKNOWN, r"f(x + d) = f(x) + d f'(x) + O(d^3)"),
    (UNKNOWN, r"f(x + d) = f(x) + O(d^2)"),
    (UNKNOWN, r"f(x d) = f(x) f(d)"),
    (UNKNOWN, r"f'(x) = f(x)"),
    (UNKNOWN, r"f''(x) = 0"),
    (r"A \in R^{n \times n}", r"A^\top = A"),
    (r"A, B \in R^{n \times n}", r"A B = B A"),
    (r"A, B \in R^{n \times n}", r"(A B)^\top = A^\top B^\top"),
    (r"X \in R^{n \times m}", r"\sum_{i=1}^n \sum_{j=1}^{i} j = \sum_{j=1}^n \sum_{i=j}^{n} i"),
    (ROW, r"\prod_i e^{x_i} = \sum_i e^{x_i}"),
]
UNMODELLED = [
    (NUMBERS, r"\frac{1}{x - x} = 5", "no point"),
    (NUMBERS, r"\frac{x}{y - y} = \frac{y}{x - x}", "no point"),
    (ROW, r"\frac{x_i}{n - n} = 5", "no value"),
    (NUMBERS, r"\sqrt{-1 - x^2} = 5", "no point"),
    (NUMBERS, r"\log(-1 - x^2) = 5", "no point"),
    (NUMBERS, r"\sqrt{x y} = \sqrt{x} \sqrt{-y}", "no point"),
    (POSITIVE, r"\sqrt{x y z} = \sqrt{x} \sqrt{y} \sqrt{z}", "one choice of roots"),
    (POSITIVE, r"\sqrt{x + 2 \sqrt{x y} + y} = \sqrt{x} + \sqrt{y}", "one choice of roots"),
    (NUMBERS, r"\arctan x = x", "arctangent"),
    (NUMBERS, r"\sin(x + 2 \pi) = \sin x", "π beside"),
    (NUMBERS, r"e^{\sin \log x} = 1", "logarithm within an exponential"),
    (NUMBERS, r"e^{y \log x} = x^2", "logarithm within an exponential"),
    (NUMBERS + " | assume x > 0", r"x^y = y^x", "real quantity"),
    (NUMBERS + " | assume x > 0", r"x^{1/3} = y", "multiple of 1/2"),
    (NUMBERS, r"e^{e^{e^{e^{e^x}}}} = 1", "too deep"),
    (NUMBERS, r"\lim_{x \to 0} \frac{\sin x}{x} = 1", "limit"),
    (UNKNOWN, r"\frac{f(x + d) - f(x)}{d} = f'(x) + O(d)", "no value"),
    (r"x, y \in R | assume x > 3", r"x + x = y", "no point"),
    (r"x, y \in R | assume x y = 7", r"x + x = y", "no point"),
    (r"x \in R | assume x > 0 | assume x < 0", r"x + x = 1", "no point"),
    (ROW, r"\sum_{i=1}^{n} x_{i+1} = 0", "leaves its axis"),
    (ROW, r"\max_{i \ne 1} x_i = x_1", "some entries"),
    (KINK, r"h(d) - h(-d) = d + O(d^2)", "no"),
    (KINK, r"h(d) = d + O(d^2)", "no"),
    (KINK, r"g'(0) = 1", "no"),
    (KINK, r"\max(d, 0) - \max(-d, 0) = d + O(d^3)", "no"),
]


def sizes_of(declared: str, formula: str) -> list[dict[str, int]]:
    found = claim(declared, formula)
    return chosen.assignments(inventory(found.statement, found.scope))[:2]


def asked(declared: str, formula: str) -> Opinion:
    found = claim(declared, formula)
    return second_opinion(found.statement, found.scope, sizes_of(declared, formula))


@pytest.mark.parametrize(("declared", "formula"), TRUE)
def test_a_true_claim_agrees(declared: str, formula: str) -> None:
    assert isinstance(found := asked(declared, formula), Agree), found
    assert found.points > 0 and found.entries > 0


@pytest.mark.parametrize(("declared", "formula"), FALSE)
def test_a_false_claim_differs(declared: str, formula: str) -> None:
    assert isinstance(found := asked(declared, formula), Differ), found


@pytest.mark.parametrize(("declared", "formula", "reason"), UNMODELLED)
def test_what_is_not_modelled_has_a_reason(declared: str, formula: str, reason: str) -> None:
    assert isinstance(found := asked(declared, formula), Unmodelled), found
    assert reason in found.reason


def test_refusals_outnumber_agreements() -> None:
    assert len(FALSE) + len(UNMODELLED) > 2 * len(TRUE)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("sizes", [{"n": 1, "m": 1, "k": 1}, {"n": 1, "m": 3, "k": 2}, {"n": 5, "m": 4, "k": 1}])
def test_a_true_claim_agrees_at_all_sizes(sizes: Mapping[str, int], seed: int) -> None:
    found = claim(*TRUE[0])
    assert isinstance(opinion(found.statement, found.scope, sizes, seed), Agree)


def test_size_one_hides_what_two_shows() -> None:
    found = claim(SOFTMAX, r"\frac{\partial y_i}{\partial x_j} = y_i (1 - y_j)")
    assert isinstance(opinion(found.statement, found.scope, {"n": 1}, 0), Agree)
    assert isinstance(opinion(found.statement, found.scope, {"n": 2}, 0), Differ)


def test_a_difference_names_its_place() -> None:
    found = claim(r"X \in R^{n \times m}", r"x_{ij} + j (j - 1)(j - 3) (i - 1) = x_{ij}")
    assert opinion(found.statement, found.scope, {"n": 2, "m": 3}, 0) == Differ({"n": 2, "m": 3}, {"i": 2, "j": 2}, ())
    found = claim(SQUARE, r"X W = Y + \frac{\partial}{\partial W} (w_{11} - w_{11})")
    assert isinstance(opinion(found.statement, found.scope, {"n": 2}, 0), Agree)
    found = claim(SQUARE, r"X W = Y + \frac{\partial w_{12}}{\partial W}")
    assert opinion(found.statement, found.scope, {"n": 2}, 0) == Differ({"n": 2}, {}, (1, 2))


def test_a_size_that_is_not_given_is_named() -> None:
    found = claim(*TRUE[0])
    assert opinion(found.statement, found.scope, {"n": 2}, 0) == Unmodelled("the size m, which is not given")


def test_no_sizes_are_no_agreement() -> None:
    found = claim(*TRUE[0])
    assert isinstance(second_opinion(found.statement, found.scope, []), Unmodelled)
    assert isinstance(second_opinion(found.statement, found.scope, [{"n": 2, "m": 2, "k": 2}], seeds=()), Unmodelled)


ONES = [{"n": 1}, {"n": 1}, {"n": 1}]


@pytest.mark.parametrize("place", range(3))
def test_every_assignment_is_looked_at_though_seeds_are_fewer(place: int) -> None:
    found = claim(SOFTMAX, r"\frac{\partial y_i}{\partial x_j} = y_i (1 - y_j)")
    sizes = [*ONES[:place], {"n": 2}, *ONES[place + 1 :]]
    assert isinstance(second_opinion(found.statement, found.scope, ONES, seeds=(0, 1)), Agree)
    assert isinstance(second_opinion(found.statement, found.scope, sizes, seeds=(0, 1)), Differ)


def test_every_seed_is_tried_though_assignments_are_fewer() -> None:
    found = claim(*TRUE[0])
    once, twice, thrice = (
        second_opinion(found.statement, found.scope, [{"n": 2, "m": 2, "k": 2}], range(count)) for count in (1, 2, 3)
    )
    assert isinstance(once, Agree) and isinstance(twice, Agree) and isinstance(thrice, Agree)
    assert (twice.points, thrice.points) == (2 * once.points, 3 * once.points)


@pytest.mark.parametrize(("declared", "formula"), [TRUE[0], TRUE[8], FALSE[0], FALSE[15]])
def test_the_same_seed_finds_the_same(declared: str, formula: str) -> None:
    assert asked(declared, formula) == asked(declared, formula)
