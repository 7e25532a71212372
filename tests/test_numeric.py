"""The numerical checks: a false kernel fails every one of them, a true one none."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from derive.judging.symbols.reference import NotLambdified, Reference, reference
from derive.kernels.emit import Kernel, Origin, emit
from derive.kernels.forward import Forward, NotCheckable, quantities
from derive.meaning.scope import Assumption, Scope, Statement
from derive.meaning.terms import Compare, Comparison, Derivative, Quantity, Term
from derive.numeric import Against, Check, check, power_of_ten
from tests.kernels.statements import (
    AFFINE,
    CASES,
    IN,
    PREDICTED,
    PROVED,
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


def shaped(case: Case) -> tuple[Kernel, Reference]:
    """A kernel and its reference, in a scope that has all shapes, and where an undefined left side is defined."""
    definitions = dict(case.definitions)
    if isinstance(case.statement.left, Quantity):
        definitions.setdefault(case.statement.left.name, case.statement.right)
    found = [*quantities(case.statement.left), *quantities(case.statement.right)]
    found += [it for term in definitions.values() for it in quantities(term)]
    scope = replace(case.scope, shapes={it.name: it.shape for it in found}, definitions=definitions)
    kernel = emit(PROVED, case.statement, scope, case.name, Origin("a = b", "here", "a.b"), case.licence)
    return kernel, reference(case.statement, scope)


@pytest.mark.parametrize(
    "name",
    [
        "affine",
        "affine_dx, by entries",
        "affine_dw",
        "affine_dw, by entries",
        "affine_db",
        "relu",
        "relu_backward",
        "sigmoid",
        "tanh_backward",
        "softmax_backward",
        "softmax_backward, by entries",
        "mse",
        "mse_backward",
        "cross_entropy_backward",
        "softmax_cross_entropy",
        "softmax_cross_entropy_backward",
        "sgd_step",
    ],
)
def test_the_proved_entries_are_a_witness_for_kernel_and_perceptron(name: str) -> None:
    kernel, known = shaped(CASES[name])
    assert min(known.sizes.values()) >= 2
    true = check(kernel, known)[-2:]
    assert [it.against for it in true] == [Against.REFERENCE, Against.WITNESSES]
    assert all(it.passes and len(it.shapes) == 1 for it in true)


@pytest.mark.parametrize(
    ("change", "largest"),
    [
        (lambda value: value + 1e-6, 1e-5),
        (lambda value: 2 * value, 1.0),
        (lambda value: value.T, math.inf),
        (lambda value: value[:1], math.inf),
    ],
)
def test_other_entries_than_the_proved_ones_fail_for_both(change: Callable[[Any], Any], largest: float) -> None:
    kernel, known = shaped(CASES["affine_dw"])
    wrong = replace(known, function=lambda values, gradients: change(known.function(values, gradients)))
    for found in check(kernel, wrong)[-2:]:
        assert not found.passes and found.error <= largest


@pytest.mark.parametrize("name", FALSE)
def test_a_false_kernel_differs_from_the_left_side_and_the_perceptron_does_not(name: str) -> None:
    found = check(*shaped(FALSE[name]))[-2:]
    assert [it.against for it in found if it.passes] == [Against.WITNESSES]


def test_an_entry_without_a_value_is_named() -> None:
    kernel, _ = shaped(CASES["affine"])
    with pytest.raises(NotCheckable, match="affine: the gradient by Y is not known"):
        check(kernel, shaped(CASES["affine_dw"])[1])


def test_what_is_no_function_of_entries_and_gradients_is_refused() -> None:
    scope = Scope(shapes={"Y": Y.shape, "L": ()}, definitions={"L": unknown(Y)})
    with pytest.raises(NotLambdified, match="L itself, or a higher derivative of it, is no argument"):
        reference(Statement(L, L), scope)
    finite = Scope(shapes={"z": ()}, finite={"z": (Fraction(0), Fraction(1))})
    with pytest.raises(NotLambdified, match="finitely many values"):
        reference(Statement(q("z"), q("z")), finite)


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
