"""Counterexamples worked out again in NumPy, with derivatives by complex steps, from nothing but the values shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from derive.judging.symbols.printing import entry
from derive.judging.verdict import Kind, Matrix
from derive.meaning.scope import Scope

from .claims import judged, verdict

Array = Any
Values = Mapping[str, Array]
STEP = 1e-40


def gradient(function: Callable[[Array], complex], at: Array) -> Array:
    """The derivative of a number by every entry of an array."""
    slopes = np.zeros(at.shape)
    for place in np.ndindex(*at.shape):
        moved = at.astype(complex)
        moved[place] += STEP * 1j
        slopes[place] = np.imag(function(moved)) / STEP
    return slopes


def numbers(matrix: Matrix) -> Array:
    return np.array([[float(Fraction(value)) for value in row] for row in matrix])


def softmax(x: Array) -> Array:
    return np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)


def sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def entropy(v: Values, x: Array) -> Any:
    return -(v["t"] * np.log(softmax(x))).sum()


AFFINE = r"vectors: rows | X \in R^{N \times n}, W \in R^{n \times m} | Y := X W | L := L(Y)"
SOFTMAX = r"vectors: rows | x \in R^{1 \times C} | y_i := \frac{e^{x_i}}{\sum_j e^{x_j}} | L := L(y)"
ENTROPY = (
    r"vectors: rows | x, t \in R^{1 \times C} | y_i := \frac{e^{x_i}}{\sum_j e^{x_j}} | L := -\sum_i t_i \log y_i"
)
QUADRATIC = r"A \in R^{n \times n}, x \in R^{n \times 1} | q := x^\top A x"
RIDGE = r"X \in R^{N \times n}, w \in R^{n \times 1}, y \in R^{N \times 1} | E := \|X w - y\|^2"
TRACE = r"A, X \in R^{n \times n}"
NORM = r"vectors: rows | x \in R^{1 \times n} | \mu := \frac{1}{n} \sum_i x_i | v := \frac{1}{n} \sum_i (x_i - \mu)^2"
COSINE = r"a, b \in R^{n \times 1} | c := \frac{a^\top b}{\|a\| \|b\|}"
UP_Y, UP_SMALL = r"\frac{\partial L}{\partial Y}", r"\frac{\partial L}{\partial y}"

Sides = Callable[[Values], tuple[Array, Array]]
CASES: list[tuple[str, str, str, Sides]] = [
    (
        "affine: weights without transpose",
        AFFINE,
        r"\frac{\partial L}{\partial W} = \frac{1}{N} X^\top \frac{\partial L}{\partial Y}",
        lambda v: (
            gradient(lambda w: (v[UP_Y] * (v["X"] @ w)).sum(), v["W"]),
            v["X"].T @ v[UP_Y] / v["X"].shape[0],
        ),
    ),
    (
        "affine: sign",
        AFFINE,
        r"\frac{\partial L}{\partial X} = -\frac{\partial L}{\partial Y} W^\top",
        lambda v: (gradient(lambda x: (v[UP_Y] * (x @ v["W"])).sum(), v["X"]), -v[UP_Y] @ v["W"].T),
    ),
    (
        "affine: missing upstream gradient",
        AFFINE,
        r"\frac{\partial L}{\partial W} = X^\top Y",
        lambda v: (
            gradient(lambda w: (v[UP_Y] * (v["X"] @ w)).sum(), v["W"]),
            v["X"].T @ v["X"] @ v["W"],
        ),
    ),
    (
        "softmax: diagonal only",
        SOFTMAX,
        r"\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} \odot y \odot (1 - y)",
        lambda v: (
            gradient(lambda x: (v[UP_SMALL] * softmax(x)).sum(), v["x"]),
            v[UP_SMALL] * softmax(v["x"]) * (1 - softmax(v["x"])),
        ),
    ),
    (
        "softmax: no correction",
        SOFTMAX,
        r"\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y} \odot y",
        lambda v: (gradient(lambda x: (v[UP_SMALL] * softmax(x)).sum(), v["x"]), v[UP_SMALL] * softmax(v["x"])),
    ),
    (
        "cross entropy: targets do not add up to 1",
        ENTROPY,
        r"\frac{\partial L}{\partial x} = y - t",
        lambda v: (gradient(lambda x: entropy(v, x), v["x"]), softmax(v["x"]) - v["t"]),
    ),
    (
        "cross entropy: mean for sum",
        ENTROPY + r" | assume \sum_i t_i = 1",
        r"\frac{\partial L}{\partial x} = \frac{1}{C} (y - t)",
        lambda v: (gradient(lambda x: entropy(v, x), v["x"]), (softmax(v["x"]) - v["t"]) / v["x"].size),
    ),
    (
        "quadratic form: no symmetry",
        QUADRATIC,
        r"\frac{\partial q}{\partial x} = 2 A x",
        lambda v: (gradient(lambda x: (x.T @ v["A"] @ x)[0, 0], v["x"]), 2 * v["A"] @ v["x"]),
    ),
    (
        "ridge: factor",
        RIDGE,
        r"\frac{\partial E}{\partial w} = X^\top (X w - y)",
        lambda v: (
            gradient(lambda w: ((v["X"] @ w - v["y"]) ** 2).sum(), v["w"]),
            v["X"].T @ (v["X"] @ v["w"] - v["y"]),
        ),
    ),
    (
        "trace: transpose",
        TRACE,
        r"\frac{\partial \operatorname{tr}(A X)}{\partial X} = A",
        lambda v: (gradient(lambda x: np.trace(v["A"] @ x), v["X"]), v["A"]),
    ),
    (
        "product: order",
        TRACE,
        "A X = X A",
        lambda v: (v["A"] @ v["X"], v["X"] @ v["A"]),
    ),
    (
        "product: transpose of a product",
        TRACE,
        r"(A X)^\top = A^\top X^\top",
        lambda v: ((v["A"] @ v["X"]).T, v["A"].T @ v["X"].T),
    ),
    (
        "variance: the mean is not a constant",
        NORM,
        r"\frac{\partial v}{\partial x} = \frac{2}{n} x",
        lambda v: (gradient(lambda x: ((x - x.mean()) ** 2).mean(), v["x"]), 2 * v["x"] / v["x"].size),
    ),
    (
        "cosine: norm is not a constant",
        COSINE,
        r"\frac{\partial c}{\partial a} = \frac{b}{\|a\| \|b\|}",
        lambda v: (
            gradient(lambda a: (a * v["b"]).sum() / np.sqrt((a * a).sum()) / np.sqrt((v["b"] ** 2).sum()), v["a"]),
            v["b"] / np.linalg.norm(v["a"]) / np.linalg.norm(v["b"]),
        ),
    ),
    (
        "sigmoid: sign",
        r"X \in R^{n \times m} | Y := \frac{1}{1 + e^{-X}} | L := L(Y)",
        r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} \odot Y \odot (1 + Y)",
        lambda v: (
            gradient(lambda x: (v[UP_Y] * sigmoid(x)).sum(), v["X"]),
            v[UP_Y] * sigmoid(v["X"]) * (1 + sigmoid(v["X"])),
        ),
    ),
    (
        "maximum is not the first",
        r"x, y \in R^{n \times 1}",
        r"\max(x, y) = x",
        lambda v: (np.maximum(v["x"], v["y"]), v["x"]),
    ),
]

NAMES = [case[0] for case in CASES]


@pytest.mark.parametrize(("declared", "formula", "sides"), [case[1:] for case in CASES], ids=NAMES)
def test_the_sides_are_what_is_shown(declared: str, formula: str, sides: Sides) -> None:
    found = verdict(declared, formula)
    assert found.kind in (Kind.REFUTED, Kind.CONDITIONAL)
    assert found.counterexample is not None
    example = found.counterexample
    values = {name: numbers(matrix) for name, matrix in example.values.items()}
    for name, shape in ((n, v.shape) for n, v in values.items()):
        assert set(shape) <= {1, *example.sizes.values()}, f"{name} has a shape that no size allows"
    left, right = sides(values)
    place = example.entry[0] - 1, example.entry[1] - 1
    for side, shown, whole in ((left, example.left, example.left_matrix), (right, example.right, example.right_matrix)):
        assert side[place] == pytest.approx(float(Fraction(shown)), rel=1e-5, abs=1e-9)
        assert side == pytest.approx(numbers(whole), rel=1e-5, abs=1e-9)
    assert left[place] != pytest.approx(right[place], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(("declared", "formula", "sides"), [case[1:] for case in CASES], ids=NAMES)
def test_smaller_sizes_have_no_difference(declared: str, formula: str, sides: Sides) -> None:
    """Where the smallest sizes are all 1 there is nothing smaller; otherwise the claim is true at 1 in these values."""
    example = verdict(declared, formula).counterexample
    assert example is not None
    assert max(example.sizes.values()) <= 2, "a counterexample of two entries an axis was there to be found"
    if set(example.sizes.values()) == {1}:
        return
    source = np.random.default_rng(7)
    ones = {name: source.uniform(0.5, 2, size=(1, 1)) for name in example.values}
    if "assume" in declared:
        ones["t"] = np.ones((1, 1))
    left, right = sides(ones)
    assert left == pytest.approx(right)


HIDING = r"""<!-- derive
x \in R^n, \mathbf{v} \in R^n, v \in R
L := L(x)
-->

$$ v \mathbf{v} = 2 v \mathbf{v} $$

## Anew

<!-- derive
x \in R
w := 3 x
L := L(w)
-->

$$ \frac{\partial L}{\partial x} = 2 x $$
"""


def test_no_mark_of_a_hidden_name_is_shown() -> None:
    first, second = (item.verdict.counterexample for item in judged(HIDING))
    assert first is not None and second is not None
    assert set(first.values) == {r"\mathbf{v}", "v"}
    assert set(second.values) == {"x", "L(s)"}


@pytest.mark.parametrize(
    ("key", "name"),
    [("{x}", "x"), ("{{x}}", "x"), ("x#bold", r"\mathbf{x}"), ("{x#bold}", r"\mathbf{x}"), ("x#plain", r"\mathit{x}"),
     (r"\hat{x}", r"\hat{x}"), ("W_{12}", "W_{12}")],
)  # fmt: skip
def test_a_key_is_shown_as_its_author_writes_it(key: str, name: str) -> None:
    assert Scope().spelling(key) == name


def test_a_name_is_in_its_typeface_where_another_has_its_letter_or_no_other_looks_like_it() -> None:
    scope = Scope(faces={"x": "bold", "x#plain": "plain", "v": "bold", "L": "script", "y": "plain"})
    names = [scope.spelling(key) for key in ("x", "x#plain", "v", "L", "y", "z")]
    assert names == [r"\mathbf{x}", "x", "v", r"\mathcal{L}", "y", "z"]


def test_an_entry_is_in_the_typeface_of_its_array() -> None:
    scope = Scope(shapes={"W": ("n", "m"), "W#plain": ()}, faces={"W": "bold", "W#plain": "plain"})
    assert entry("W", scope, "1", "2") == r"\mathbf{w}_{12}"


FACES = r"""<!-- derive
\mathcal{L}, L \in R
\mathbf{x} \in R^n, x \in R
-->

$$ \mathcal{L} x = L x $$

$$ \mathcal L L \mathbf{x}^\top \mathbf x = 2 x^2 $$

$$ \frac{\mathcal{L} L}{L} = \mathcal{L} $$
"""


def test_names_of_two_typefaces_are_told_apart_wherever_they_are_said() -> None:
    first, second, third = (item.verdict for item in judged(FACES))
    assert first.counterexample is not None and second.counterexample is not None and first.correction is not None
    assert set(first.counterexample.values) == {r"\mathcal{L}", "L", "x"}
    assert set(second.counterexample.values) == {r"\mathcal{L}", "L", r"\mathbf{x}", "x"}
    assert r" for \mathcal{L}" in first.correction.change or r"\mathcal{L} for " in first.correction.change
    assert third.excludes == ("L = 0",)
    assert any(r"\mathcal{L}" in line.latex for line in third.derivation)
    assert "#" not in repr((first, second, third))


DETERMINANT = (
    r"\Lambda \in R^{m \times m}, x \in R^m | D := D(\Lambda) | assume D > 0 | \ell := \log D - x^\top \Lambda x"
)
OBEYED = r"M \in R^{m \times m}, y \in R^m | B := B(M) | assume M B = I | k := y^\top y"
SLOPE = r"\frac{\partial \ell}{\partial \Lambda}"


@pytest.mark.parametrize(
    ("declared", "claim", "is_shown"),
    [
        (DETERMINANT, rf"{SLOPE} = \frac{{1}}{{D^2}} \frac{{\partial D}}{{\partial \Lambda}} - x x^\top", True),
        (DETERMINANT, rf"{SLOPE} = 2 \frac{{\partial D}}{{\partial \Lambda}} - x x^\top", True),
        (DETERMINANT, r"2 D = 3 D", True),
        (DETERMINANT, r"\frac{\partial D}{\partial \Lambda} = \Lambda", False),
        (rf"{DETERMINANT} | J := 3 D + x^\top x", r"\frac{\partial J}{\partial \Lambda} = \Lambda", False),
    ],
)
def test_the_value_of_an_unknown_function_is_shown_where_it_counts(declared: str, claim: str, is_shown: bool) -> None:
    found = verdict(declared, claim).counterexample
    assert found is not None and ("D" in found.values) is is_shown
    if is_shown:
        slope = numbers(found.values[r"\frac{\partial D}{\partial \Lambda}"])
        matrix = numbers(found.values.get(r"\Lambda", (("0",),)))
        assert numbers(found.values["D"]).item() == (slope * matrix).sum() > 0


def test_what_is_assumed_of_an_unknown_function_holds_in_what_is_shown() -> None:
    found = verdict(OBEYED, r"k = y^\top B y").counterexample
    assert found is not None
    assert (numbers(found.values["M"]) * numbers(found.values["B"]) == np.eye(1)).all()
