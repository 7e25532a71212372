"""float32 by the letter: each operation rounded once, and sums from the first to the last term."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from derive.single import Single, single

GENERATOR = np.random.default_rng(5)


def drawn(*shape: int) -> np.ndarray:
    return GENERATOR.normal(size=shape).astype(np.float32)


def nearest(value: Fraction) -> np.float32:
    """The nearest float32; of two as near, the even one."""
    guess = np.float32(float(value))
    near = [np.nextafter(guess, np.float32(-np.inf)), guess, np.nextafter(guess, np.float32(np.inf))]
    return min(near, key=lambda each: (abs(Fraction(float(each)) - value), int(each.view(np.uint32)) % 2))


@pytest.mark.parametrize("operation", [
    lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / b,
])
def test_an_operation_is_the_exact_one_rounded_once(operation: object) -> None:
    assert callable(operation)
    a, b = drawn(200), drawn(200)
    exact = [operation(Fraction(float(x)), Fraction(float(y))) for x, y in zip(a, b, strict=True)]
    assert list(np.asarray(operation(single(a), single(b)))) == list(map(nearest, exact))


def test_a_sum_is_taken_from_the_first_to_the_last_term() -> None:
    terms = drawn(50, 40) * np.float32(1000)
    total = np.zeros(40, np.float32)
    for row in terms:
        total = total + row
    assert np.array_equal(np.sum(single(terms), axis=0), total)
    assert not np.array_equal(np.sum(terms.astype(float), axis=0).astype(np.float32), total)


def test_a_sum_of_all_is_in_the_order_of_the_entries() -> None:
    terms = drawn(6, 7)
    total = np.float32(0)
    for term in terms.reshape(-1):
        total = total + term
    assert np.sum(single(terms)) == total


SHAPES = [((3, 4), (4, 5)), ((4,), (4, 5)), ((3, 4), (4,)), ((4,), (4,)), ((2, 3, 4), (4, 5))]


@pytest.mark.parametrize("shapes", SHAPES)
def test_a_matrix_product_is_a_sum_of_rounded_products(shapes: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    left, right = (drawn(*shape) for shape in shapes)
    total: np.ndarray | np.float32 = np.float32(0)
    for k in range(4):
        total = total + (np.multiply.outer(left[..., k], right[k]))
    found = single(left) @ single(right)
    assert np.shape(found) == np.shape(left.astype(float) @ right.astype(float))
    assert np.array_equal(np.squeeze(found), np.squeeze(total))


def test_keeping_axes_and_negative_axes() -> None:
    terms = drawn(3, 4)
    assert np.sum(single(terms), axis=-1, keepdims=True).shape == (3, 1)
    assert np.sum(single(terms), axis=1).shape == (3,)
    assert np.array_equal(np.max(single(terms), axis=-1), terms.max(axis=-1))


@pytest.mark.parametrize("function", [np.exp, np.tanh, np.sqrt, np.log])
def test_a_function_is_that_of_float64_rounded(function: np.ufunc) -> None:
    values = np.abs(drawn(100))
    assert np.array_equal(function(single(values)), function(values.astype(float)).astype(np.float32))


def test_what_comes_of_it_is_of_it_again() -> None:
    value = single(drawn(3, 4))
    for made in (value + 1, value.T, value[0], np.where(value > 0, value, 0), np.sum(value, axis=0), value @ value.T):
        assert type(made) is Single and made.dtype == np.float32
    assert (value > 0).dtype == bool


def test_a_number_of_python_is_rounded_before_it_is_used() -> None:
    assert single(np.float32(3)) * 0.1 == np.float32(3) * np.float32(0.1)


def test_what_changes_an_array_in_place_rounds_alike() -> None:
    x, y = (np.random.default_rng(seed).normal(size=(3, 5)) for seed in (1, 2))
    changed = single(x)
    kept = changed
    changed *= single(y)
    changed /= 3.0
    expected = np.float32(np.float32(x) * np.float32(y)) / np.float32(3)
    assert changed is kept and changed.dtype == np.float32
    np.testing.assert_array_equal(np.asarray(changed), expected)


def test_a_dot_product_adds_from_the_first_to_the_last() -> None:
    x, y = (np.random.default_rng(seed).normal(size=(4, 50)).astype(np.float32) for seed in (1, 2))
    expected = np.zeros(4, np.float32)
    for place in range(50):
        expected += x[:, place] * y[:, place]
    np.testing.assert_array_equal(np.asarray(np.vecdot(single(x), single(y))), expected)
