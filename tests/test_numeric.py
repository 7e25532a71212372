"""The numerical checks: a false kernel fails every one of them, a true one none."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from kernels.by_hand import Point
from kernels.statements import (
    AFFINE,
    CASES,
    IN,
    PREDICTED,
    RAMP,
    ROW_T,
    ROW_X,
    ROW_Y,
    SIZE,
    SOFTMAX_ROW,
    SQUARES,
    STEP,
    TRAINED,
    UPSTREAM_Q,
    B,
    Case,
    L,
    W,
    X,
    Y,
    add,
    apply,
    backward,
    by,
    by_item,
    by_row,
    c,
    dot,
    entrywise,
    over,
    q,
    row,
    sub,
    times,
    transposed,
    unknown,
)

from derive.kernels.forward import Forward, NotCheckable
from derive.meaning.scope import Assumption, Scope, Statement
from derive.meaning.terms import Compare, Comparison, Derivative, Term
from derive.numeric import Against, Check, Reference, check, power_of_ten

SX, SW, SY = q("X", "n", "n"), q("W", "n", "n"), q("Y", "n", "n")
SQUARE: Mapping[str, Term] = {"L": unknown(SY), "Y": dot(SX, SW)}
FACTOR = over(c(1), SIZE)

FALSE = {
    "a transpose is missing": Case("affine_dw", Statement(by(SW), dot(SX, by(SY))), SQUARE),
    "the order is turned": Case("affine_dw", Statement(by(SW), dot(by(SY), transposed(SX))), SQUARE),
    "another transpose is missing": Case("affine_dx", Statement(by(SX), dot(by(SY), SW)), SQUARE),
    "the upstream gradient is lost": backward("relu_backward", RAMP, STEP, left=by_item(IN, "p", "q")),
    "the branches are the wrong way round": backward(
        "relu_backward", RAMP, times(by_item(Y, "p", "q"), sub(c(1), STEP)), left=by_item(IN, "p", "q")
    ),
    "a factor is missing": Case(
        "mse_backward", Statement(by(PREDICTED), times(FACTOR, sub(PREDICTED, TRAINED))), {"L": SQUARES}
    ),
    "a sign is wrong": Case(
        "mse_backward", Statement(by(PREDICTED), times(over(c(2), SIZE), sub(TRAINED, PREDICTED))), {"L": SQUARES}
    ),
    "only the diagonal": by_row("softmax_backward", times(UPSTREAM_Q, row(ROW_Y, "q"), sub(c(1), row(ROW_Y, "q")))),
    "the double sum of source 001": by_row(
        "softmax_backward", sub(times(UPSTREAM_Q, row(ROW_Y, "q")), times(row(ROW_Y, "q"), row(ROW_Y, "q")))
    ),
    "the target is added": by_row(
        "softmax_cross_entropy_backward",
        over(add(row(ROW_Y, "q"), row(ROW_T, "q")), SIZE),
        of=CASES["softmax_cross_entropy_backward"].definitions,
    ),
}


@pytest.mark.parametrize("name", FALSE)
def test_a_false_gradient_fails_every_check(name: str) -> None:
    checks = check(FALSE[name].kernel())
    assert [it.against for it in checks] == [Against.PERCEPTRON, Against.CENTRAL, Against.COMPLEX]
    assert not [it for it in checks if it.passes]


FALSE_FORWARD = {
    "twice": Case("affine", Statement(Y, times(c(2), AFFINE))),
    "the negative": entrywise("sigmoid", RAMP, apply("tanh", IN)),
    "no mean": Case("mse", Statement(L, times(SIZE, SQUARES))),
}


@pytest.mark.parametrize("name", FALSE_FORWARD)
def test_a_false_forward_kernel_differs_from_the_perceptron(name: str) -> None:
    (found,) = check(FALSE_FORWARD[name].kernel())
    assert found.against is Against.PERCEPTRON and not found.passes


def test_a_kernel_of_another_shape_has_an_infinite_error() -> None:
    kernel = CASES["affine_dw"].kernel()
    transposed_source = kernel.source.replace("return x.T @ dy", "return dy.T @ x")
    assert {it.error for it in check(replace(kernel, source=transposed_source))} == {math.inf}


def test_a_kernel_that_refuses_its_arguments_has_an_infinite_error() -> None:
    kernel = CASES["affine_dw"].kernel()
    broken = replace(kernel, source=kernel.source.replace("x.T @ dy", "x @ dy"))
    assert {it.error for it in check(broken)} == {math.inf}


def test_what_the_perceptron_needs_and_the_statement_has_not_is_named() -> None:
    case = Case("sigmoid_backward", Statement(q("R", "N", "m"), times(by(Y), Y)), {"L": unknown(Y)})
    with pytest.raises(NotCheckable, match="sigmoid_backward: the perceptron needs 'x'"):
        check(case.kernel())


def test_a_bias_with_a_row_for_each_sample_is_none_of_the_perceptron() -> None:
    case = Case("affine", Statement(Y, add(dot(X, W), B)))
    with pytest.raises(NotCheckable, match="affine: the perceptron refuses its values: Affine: w has shape"):
        check(case.kernel())


def test_the_unknown_function_may_stand_in_the_derivative_itself() -> None:
    upstream = Derivative(numerator=unknown(Y), by=Y, shape=Y.shape)
    left = Derivative(numerator=unknown(Y), by=W, shape=W.shape)
    definitions = {"Y": add(dot(X, W), B)}
    true = Case("affine_dw", Statement(left, dot(transposed(X), upstream)), definitions)
    assert [it.passes for it in check(true.kernel())] == [True, True, True]
    false = Case("affine_dw", Statement(left, dot(transposed(X), times(c(2), upstream))), definitions)
    assert [it.passes for it in check(false.kernel())] == [False, False, False]


def test_an_assumption_that_no_values_are_drawn_under_is_named() -> None:
    small = Assumption(Compare(Comparison.LESS, row(ROW_X, "i"), c(1)), {"i": "C"}, "x_i < 1")
    with pytest.raises(NotCheckable, match="under the assumption x_i < 1"):
        check(replace(CASES["softmax"], assumptions=(small,)).kernel())


def test_a_size_without_a_value_is_named() -> None:
    with pytest.raises(NotCheckable, match="the size C has no value"):
        Forward(Scope(), ROW_X).sample({"n": 2}, np.random.default_rng(0))


@pytest.mark.parametrize("name", CASES)
def test_every_kernel_passes_every_check(name: str) -> None:
    checks = check(CASES[name].kernel())
    assert Against.PERCEPTRON in [it.against for it in checks]
    gradient = name.split(",")[0] in {"affine_dx", "affine_dw", "affine_db"} or "_backward" in name
    assert (Against.CENTRAL in [it.against for it in checks]) == gradient
    assert [it for it in checks if not it.passes] == []


def test_a_check_says_what_was_compared_and_is_the_same_again() -> None:
    first, again = check(CASES["affine_dw"].kernel()), check(CASES["affine_dw"].kernel())
    assert first == again
    assert {it.step for it in first} == {None, 6e-6, 1e-30}
    for found in first:
        assert len(found.shapes) == 3
        for shapes in found.shapes:
            (rows, n), (same_rows, m) = shapes["x"], shapes["dy"]
            assert rows == same_rows and len({rows, n, m}) == 3 and min(rows, n, m) >= 2


def by_entries(statement: Statement, names: list[str], sizes: Mapping[str, int]) -> Any:
    """A reference as the judge would hand it over: plain loops over arrays in their declared shapes."""

    def reference(*arrays: np.ndarray) -> np.ndarray:
        point = Point(sizes, dict(zip(names, arrays, strict=True)), {})
        assert statement.right.shape
        rows, columns = (sizes[size] if isinstance(size, str) else size for size in statement.right.shape)
        entries = [[point.value(statement.right, i + 1, j + 1) for j in range(columns)] for i in range(rows)]
        return np.array(entries)

    return reference


@pytest.mark.parametrize(
    ("name", "names", "sizes"),
    [
        ("affine", ["X", "W", "b"], {"N": 2, "n": 3, "m": 4}),
        ("affine_dw", ["X", "dY"], {"N": 2, "n": 3, "m": 4}),
        ("softmax_backward", ["y", "dy"], {"C": 3}),
        ("sgd_step", ["W", "dW", r"\eta"], {"n": 2, "m": 3}),
    ],
)
def test_the_reference_is_one_more_witness(name: str, names: list[str], sizes: Mapping[str, int]) -> None:
    kernel = CASES[name].kernel()
    function = by_entries(kernel.statement, names, sizes)
    true = check(kernel, Reference(function, sizes))[-1]
    assert true.against is Against.REFERENCE and true.passes and len(true.shapes) == 1
    false = check(kernel, Reference(lambda *arrays: function(*arrays) + 1e-6, sizes))[-1]
    assert not false.passes
    other = check(kernel, Reference(lambda *arrays: function(*arrays).T[:1], sizes))[-1]
    assert other.error == math.inf


def test_targets_add_up_to_one_and_logarithms_take_positive_numbers() -> None:
    scope = CASES["softmax_cross_entropy_backward"].scope
    values = Forward(scope, L).sample({"C": 4}, np.random.default_rng(3))
    assert values["t"].sum() == pytest.approx(1) and values["y"].sum() == pytest.approx(1)
    assert Forward(Scope(), apply("log", ROW_X)).sample({"C": 50}, np.random.default_rng(3))["x"].min() > 0
    assert Forward(Scope(), ROW_X).sample({"C": 50}, np.random.default_rng(3))["x"].min() < 0


def test_steps_go_through_absolute_values() -> None:
    ramp = over(add(q("z"), apply("abs", q("z"))), c(2))
    case = backward("relu_backward", ramp, times(by_item(Y, "p", "q"), STEP), left=by_item(IN, "p", "q"))
    assert all(it.passes for it in check(case.kernel()))


def test_an_upstream_gradient_by_an_inner_quantity_follows_from_the_outer_one() -> None:
    inner = q("u", 1, "C")
    definitions = {"L": unknown(ROW_Y), "y": SOFTMAX_ROW, "x": times(c(3), inner)}
    case = Case("scaled", Statement(by(inner), times(c(3), by(ROW_X))), definitions)
    assert [it.passes for it in check(case.kernel())] == [True, True]
    wrong = Case("scaled", Statement(by(inner), times(c(2), by(ROW_X))), definitions)
    assert [it.passes for it in check(wrong.kernel())] == [False, False]


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (0.0, 1e-14),
        (3e-16, 1e-14),
        (1e-14, 1e-14),
        (1.1e-14, 1e-13),
        (0.5, 1.0),
        (2e10, math.inf),
        (math.inf, math.inf),
    ],
)
def test_an_error_is_shown_as_a_power_of_ten_above_it(error: float, shown: float) -> None:
    assert power_of_ten(error, 1e-14) == shown


def test_a_check_passes_up_to_its_tolerance() -> None:
    assert Check(Against.COMPLEX, (), 1e-12, 1e-12).passes and not Check(Against.COMPLEX, (), 1e-11, 1e-12).passes
