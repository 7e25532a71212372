"""The laws of exponents, logarithms and roots modulo the primes of a tower, and what has no root."""

from __future__ import annotations

import numpy as np
import pytest
import sympy

from derive.judging.modular.towers import TOWERS, exponential, generator, imaginary, inverse, logarithm, power, root

STEPS = [(tower[k], tower[k + 1]) for tower in TOWERS for k in range(len(tower) - 1)]
ROOTED = [prime for tower in TOWERS for prime in tower[:-1]]
SMALL = [step for step in STEPS if step[1] < 1 << 22]


def residues(prime: int, count: int = 200) -> np.ndarray:
    return np.random.default_rng(prime).integers(1, prime, size=count)


def test_no_prime_belongs_to_two_towers() -> None:
    assert len({prime for tower in TOWERS for prime in tower}) == sum(map(len, TOWERS))


@pytest.mark.parametrize(("prime", "order"), STEPS)
def test_each_prime_divides_the_one_before_less_one(prime: int, order: int) -> None:
    assert sympy.isprime(prime) and sympy.isprime(order)
    assert prime < 1 << 31 and (prime - 1) % order == 0
    assert generator(prime, order) != 1 and pow(generator(prime, order), order, prime) == 1


@pytest.mark.parametrize(("prime", "order"), STEPS)
def test_the_exponential_of_a_sum_is_a_product(prime: int, order: int) -> None:
    left, right = residues(prime) % order, residues(order) % order
    together = exponential((left + right) % order, prime, order)
    assert (together == exponential(left, prime, order) * exponential(right, prime, order) % prime).all()
    assert (exponential(left, prime, order) == power_by_hand(generator(prime, order), left, prime)).all()


def power_by_hand(base: int, exponents: np.ndarray, prime: int) -> np.ndarray:
    return np.array([pow(base, int(each), prime) for each in exponents])


@pytest.mark.parametrize(("prime", "order"), SMALL)
def test_the_logarithm_of_a_product_is_a_sum(prime: int, order: int) -> None:
    left, right = residues(prime, 20), residues(order, 20)
    total = (logarithm(left, prime, order) + logarithm(right, prime, order)) % order
    assert (logarithm(left * right % prime, prime, order) == total).all()
    assert (logarithm(exponential(right % order, prime, order), prime, order) == right % order).all()


@pytest.mark.parametrize("prime", ROOTED)
def test_squares_have_roots_and_nothing_else_has(prime: int) -> None:
    values = residues(prime)
    roots, there = root(values, prime)
    assert (roots[there] ** 2 % prime == values[there]).all()
    assert (there == (power(values, (prime - 1) // 2, prime) == 1)).all()
    assert 0 < there.sum() < len(values)


@pytest.mark.parametrize("prime", ROOTED)
def test_minus_one_two_and_three_are_squares(prime: int) -> None:
    assert imaginary(prime) ** 2 % prime == prime - 1
    assert root(np.array([2, 3, 6, prime - 1, prime - 2]), prime)[1].all()


@pytest.mark.parametrize("prime", [tower[-1] for tower in TOWERS])
def test_the_last_prime_has_no_imaginary_unit(prime: int) -> None:
    assert imaginary(prime) == 0


@pytest.mark.parametrize("prime", [prime for tower in TOWERS for prime in tower])
@pytest.mark.parametrize("shape", [(), (0,), (1,), (5,), (8, 3), (2, 1, 9)])
def test_an_inverse_is_the_power_that_fermat_names(prime: int, shape: tuple[int, ...]) -> None:
    values = np.random.default_rng(prime).integers(0, prime, size=shape)
    values = np.where(values % 4 == 0, 0, values)
    assert (inverse(values, prime) == power(values, prime - 2, prime)).all()
    assert inverse(values, prime).shape == shape
