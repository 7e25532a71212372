"""The refuter: smallest sizes, plainest values, assumptions obeyed, and nothing found where nothing is false."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derive.judging.candidates import assignments
from derive.judging.inventory import Inventory, inventory
from derive.judging.refute import refute, spot_check, witness
from derive.judging.verdict import Counterexample

from .claims import claim


def still() -> None:
    """A clock that never rings."""


def found(declared: str, formula: str) -> Counterexample | None:
    one = claim(declared, formula)
    return refute(one.statement, one.scope, still)


def test_sizes_grow_from_the_smallest() -> None:
    sizes = list(assignments(Inventory({"n": 1, "m": 2})))
    assert sizes[0] == {"n": 1, "m": 2}
    assert [sum(each.values()) for each in sizes] == sorted(sum(each.values()) for each in sizes)
    assert {"n": 3, "m": 3} in sizes


SMALLEST = [
    ("a sign", r"x \in R^n", "x_i = -x_i", {"n": 1}),
    ("true at one", r"x \in R^n", r"\sum_i x_i = x_1", {"n": 2}),
    ("true at one and two", r"x \in R^n", r"(n - 1) (n - 2) x_i = 0", {"n": 3}),
    ("order of factors", r"A, B \in R^{n \times n}", "A B = B A", {"n": 2}),
    ("one size of two", r"A \in R^{n \times m}", r"\sum_j a_{ij} = a_{i1}", {"n": 1, "m": 2}),
    ("a literal index", r"x \in R^n", "x_3 = x_1", {"n": 3}),
]


@pytest.mark.parametrize(("declared", "formula", "sizes"), [r[1:] for r in SMALLEST], ids=[r[0] for r in SMALLEST])
def test_sizes_are_the_smallest(declared: str, formula: str, sizes: dict[str, int]) -> None:
    example = found(declared, formula)
    assert example is not None
    assert dict(example.sizes) == sizes


PLAIN = [
    (r"x \in R", "x = x + 1", {"x": [["0"]]}, "0", "1"),
    (r"x \in R", "x^2 = 1", {"x": [["0"]]}, "0", "1"),
    (r"x \in R", "x^2 = x", {"x": [["2"]]}, "4", "2"),
    (r"x \in R", r"\sqrt{x^2} = x", {"x": [["-1"]]}, "1", "-1"),
    (r"x \in R", r"\max(x, 0) = x", {"x": [["-1"]]}, "0", "-1"),
    (r"x, y \in R", r"\frac{x}{y} = \frac{y}{x}", {"x": [["1"]], "y": [["2"]]}, "1/2", "2"),
    (r"x \in R", "x (x - 1)(x - 2) = 0", {"x": [["-1"]]}, "-6", "0"),
    (r"x \in R", "x (x - 1)(x + 1)(x - 2)(x + 2) = 0", {"x": [["3"]]}, "120", "0"),
    (r"u, v \in R^n", r"\|u + v\| = \|u\| + \|v\|", {"u": [["1"]], "v": [["-1"]]}, "0", "2"),
    (r"x, y \in R", "(x + y)^2 = x^2 + y^2", {"x": [["1"]], "y": [["1"]]}, "4", "2"),
    (r"x \in \{0, 1\}", "x^3 = 0", {"x": [["1"]]}, "1", "0"),
    (r"x \in R", r"\frac{1}{x} = x + 1", {"x": [["1"]]}, "1", "2"),
]


@pytest.mark.parametrize(("declared", "formula", "values", "left", "right"), PLAIN, ids=[row[1] for row in PLAIN])
def test_values_are_plain(
    declared: str, formula: str, values: dict[str, list[list[str]]], left: str, right: str
) -> None:
    example = found(declared, formula)
    assert example is not None
    assert {name: [list(row) for row in matrix] for name, matrix in example.values.items()} == values
    assert (example.left, example.right) == (left, right)


OBEYED = [
    (r"x \in R | assume x > 0", "2 x = 2", lambda v: v["x"] > 0),
    (r"x \in R | assume x > 2", "2 x = 6", lambda v: v["x"] > 2),
    (r"x, y \in R | assume x + y = 1", "2 x = 2 y", lambda v: v["x"] + v["y"] == 1),
    (r"x, y \in R | assume x < y", "x + 1 = y", lambda v: v["x"] < v["y"]),
    (r"x \in R | y := x - 1 | assume y > 0", "y = 1", lambda v: v["x"] > 1),
    (r"x \in \{0, 1\} | y \in R | assume x = 1", "x y = 1", lambda v: v["x"] == 1),
]


@pytest.mark.parametrize(("declared", "formula", "obeys"), OBEYED, ids=[row[0] for row in OBEYED])
def test_assumptions_are_obeyed(declared: str, formula: str, obeys: object) -> None:
    example = found(declared, formula)
    assert example is not None
    values = {name: Fraction(matrix[0][0]) for name, matrix in example.values.items()}
    assert callable(obeys)
    assert obeys(values)


def test_an_assumption_on_sizes_is_obeyed() -> None:
    example = found(r"x \in R^n | assume n > 2", r"\sum_i x_i = x_1")
    assert example is not None
    assert example.sizes["n"] == 3


def test_rows_that_add_up_are_found() -> None:
    example = found(r"T \in R^{n \times m} | assume \sum_j t_{ij} = 1", r"m t_{ij} = 1")
    assert example is not None
    rows = example.values["T"]
    assert all(sum(map(Fraction, row)) == 1 for row in rows)
    assert example.left != example.right


NOTHING = [
    (r"x, y \in R", "(x + y)^2 = x^2 + 2 x y + y^2"),
    (r"x \in R", r"\frac{x}{x} = 1"),
    (r"x \in R", r"\frac{d}{dx} |x| = \frac{x}{|x|}"),
    (r"A \in R^{n \times m}, B \in R^{m \times n}", r"\sum_i (A B)_{ii} = \sum_j (B A)_{jj}"),
    (r"x \in R | assume x > 0", "|x| = x"),
    (r"x \in R | assume x > 0 | assume x < 0", "2 x = 2"),
    (r"x \in R", r"\frac{1}{x - x} = 5"),
    (r"x \in R | f : R \to R", r"\frac{f(x + 1) - f(x)}{1} = f(x + 1) - f(x)"),
]


@pytest.mark.parametrize(("declared", "formula"), NOTHING, ids=[row[1] for row in NOTHING])
def test_nothing_is_found_where_nothing_is_false(declared: str, formula: str) -> None:
    assert found(declared, formula) is None


REMAINDERS = [
    (r"\exp(d) = 1 + 2 d + O(d^2)", 1, "1", "2"),
    (r"\exp(d) = d + O(d^2)", 0, "1", "0"),
    (r"\frac{1}{d} = O(d)", -1, "1", "0"),
    (r"\frac{2}{d^3} = \frac{1}{d} + O(d)", -3, "2", "0"),
    (r"\cos d = 1 + \frac{d^2}{2} + O(d^3)", 2, "-1/2", "1/2"),
]


@pytest.mark.parametrize(("formula", "power", "left", "right"), REMAINDERS, ids=[row[0] for row in REMAINDERS])
def test_the_power_at_which_expansions_part(formula: str, power: int, left: str, right: str) -> None:
    example = found(r"d \in R", formula)
    assert example is not None
    assert (example.power, example.left, example.right) == (power, left, right)


def test_expansions_are_compared_in_every_entry() -> None:
    example = found(r"x \in R^n | d \in R", r"x_i \exp(d) = x_1 + d x_i + O(d^2)")
    assert example is not None
    assert dict(example.indices) == {"i": 2}
    whole = found(r"x \in R^n | d \in R", r"\exp(d x) = 1 + d x + \frac{d^2}{2} x + O(d^3)")
    assert whole is not None
    assert whole.power == 2


@pytest.mark.parametrize(
    ("declared", "formula", "expected"),
    [
        (r"x \in R", "x = x", True),
        (r"x \in R", r"\frac{1}{x} = \frac{1}{x}", True),
        (r"x \in R | assume x > 2", "x = x", True),
        (r"x \in R", r"\frac{1}{x - x} = 5", False),
        (r"x \in R", r"\log(-x^2) = 1", False),
        (r"x \in R | assume x > 0 | assume x < 0", "x = x", False),
        (r"x, y \in R | assume x = y", r"\frac{\partial}{\partial x} \max(x, y) = 1", False),
        (r"x \in R | assume x > 1 | assume x < 0", "2 x = 4", False),
    ],
)
def test_a_witness_obeys_the_assumptions_and_gives_both_sides_a_value(
    declared: str, formula: str, expected: bool
) -> None:
    one = claim(declared, formula)
    assert (witness(one.statement, one.scope, {}, still) is not None) is expected


@pytest.mark.parametrize("condition", [r"l < s", r"l = 1, s = 2", r"s - l = 1, i = 2"])
def test_a_witness_is_looked_for_where_indices_may_be(condition: str) -> None:
    one = claim(r"Z \in R^{N \times h}, c \in R^h", rf"z_{{il}} c_s = z_{{il}} c_s \quad \text{{if }} {condition}")
    for sizes in ({"N": 2, "h": 2}, {"N": 2, "h": 3}):
        assert witness(one.statement, one.scope, sizes, still) is not None
    assert witness(one.statement, one.scope, {"N": 2, "h": 1}, still) is None


def test_a_spot_check_sees_what_is_false_at_its_sizes_only() -> None:
    one = claim(r"x \in R^n", r"(n - 2) (n - 3) x_i = 0")
    assert spot_check(one.statement, one.scope, {"n": 2}, still, (1, 4)) is None
    assert spot_check(one.statement, one.scope, {"n": 3}, still, (1, 4)) is None
    assert spot_check(one.statement, one.scope, {"n": 4}, still, (1, 4)) is not None


@settings(max_examples=30, deadline=None)
@given(st.integers(-3, 3), st.integers(-3, 3), st.integers(-3, 3), st.integers(-3, 3))
def test_two_lines_are_told_apart_if_and_only_if_they_differ(a: int, b: int, c: int, d: int) -> None:
    example = found(r"x, y \in R", f"({a}) x + ({b}) y = ({c}) x + ({d}) y")
    assert (example is None) is ((a, b) == (c, d))
    if example is not None:
        x, y = (Fraction(example.values[name][0][0]) if name in example.values else Fraction(0) for name in "xy")
        assert Fraction(example.left) == a * x + b * y != c * x + d * y == Fraction(example.right)


def test_free_quantities_alone_are_shown() -> None:
    one = claim(r"x, y \in R | z := x + 1", "z = x")
    assert set(inventory(one.statement, one.scope).free) == {"x"}
