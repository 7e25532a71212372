"""Primes p_0, p_1, … of which each divides the one before less 1, so that exponents have a modulus of their own.

An element g of order p_{k+1} modulo p_k makes e ↦ g^e a function from the numbers modulo p_{k+1} to those modulo p_k
with g^(a+b) = g^a g^b: an exponential function for which the laws of exponents hold exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

Residues = NDArray[np.int64]

TOWERS = (
    (2017571929, 84065497, 3502729, 48649, 2027),
    (1989385393, 41445529, 1726897, 35977, 1499),
)
"""Each prime is 1 modulo 24 but for the last, so -1, 2 and 3 are squares; products of residues fit in 64 bits."""
BABY = 1 << 17
FEW = 32
"""Numbers whose reciprocals are found one by one."""


@dataclass(frozen=True, slots=True)
class Logarithms:
    """A table for discrete logarithms: the lowest `powers` of the generator, sorted, and their `exponents`.

    There are at most `BABY`. `giant` is the generator to the power of minus their number; `steps` of these reach every
    element.
    """

    powers: Residues
    exponents: Residues
    giant: int
    steps: int


def power(base: Residues, exponent: int, prime: int) -> Residues:
    """Powers modulo a prime, place by place; the exponent is not negative."""
    result = np.ones_like(base)
    for digit in f"{exponent:b}":
        result = result * result % prime
        if digit == "1":
            result = result * base % prime
    return result


def inverse(values: Residues, prime: int) -> Residues:
    """The reciprocals modulo a prime, place by place, and 0 of 0: all from the one of their product."""
    if values.ndim == 0:
        return np.asarray(pow(int(values), -1, prime) if values else 0, dtype=np.int64)
    levels = [np.where(values == 0, 1, values).ravel()]
    while len(levels[-1]) > FEW:
        if len(levels[-1]) % 2:
            levels[-1] = np.append(levels[-1], 1)
        levels.append(levels[-1][::2] * levels[-1][1::2] % prime)
    found = np.array(_inverses(levels.pop().tolist(), prime), dtype=np.int64)
    for level in reversed(levels):
        found = (found[: len(level) // 2, None] * level.reshape(-1, 2)[:, ::-1] % prime).ravel()
    return np.where(values == 0, 0, found[: values.size].reshape(values.shape))


def _inverses(numbers: list[int], prime: int) -> list[int]:
    """The reciprocals of a few numbers, which Python has sooner than NumPy."""
    *before, product = accumulate(numbers, lambda left, right: left * right % prime, initial=1)
    rest, found = pow(product, -1, prime), []
    for number, below in zip(reversed(numbers), reversed(before), strict=True):
        found.append(rest * below % prime)
        rest = rest * number % prime
    return found[::-1]


@lru_cache(maxsize=64)
def generator(prime: int, order: int) -> int:
    """An element of a prime order modulo a prime."""
    return next(g for base in range(2, prime) if (g := pow(base, (prime - 1) // order, prime)) != 1)


@lru_cache(maxsize=64)
def imaginary(prime: int) -> int:
    """A square root of -1; 0 where there is none."""
    if prime % 4 != 1:
        return 0
    return next(i for base in range(2, prime) if (i := pow(base, (prime - 1) // 4, prime)) ** 2 % prime == prime - 1)


@lru_cache(maxsize=64)
def _powers(prime: int, order: int) -> tuple[Residues, Residues]:
    """The powers of the generator with exponents below 2^16, and with the multiples of 2^16."""
    base = generator(prime, order)
    low = _run(base, 1 << 16, prime)
    return low, _run(int(low[-1]) * base % prime, (order >> 16) + 1, prime)


def _run(base: int, count: int, prime: int) -> Residues:
    """The powers of `base` with exponents below `count`."""
    run = np.ones(1, dtype=np.int64)
    while len(run) < count:
        run = np.concatenate((run, run * (int(run[-1]) * base % prime) % prime))
    return run[:count]


def exponential(exponents: Residues, prime: int, order: int) -> Residues:
    """The generator to the power of residues modulo its order."""
    low, high = _powers(prime, order)
    result: Residues = high[exponents >> 16] * low[exponents & 0xFFFF] % prime
    return result


@lru_cache(maxsize=8)
def _logarithms(prime: int, order: int) -> Logarithms:
    base = pow(generator(prime, order), (prime - 1) // order, prime)
    count = min(BABY, order)
    run = _run(base, count, prime)
    places = np.argsort(run)
    return Logarithms(run[places], places, pow(base, order - count, prime), order // count + 1)


def logarithm(values: Residues, prime: int, order: int) -> Residues:
    """A logarithm modulo `order` of values that are not 0: of products the sum, and of g^e it is e."""
    table = _logarithms(prime, order)
    rest = power(values, (prime - 1) // order, prime)
    found = np.full(values.shape, -1, dtype=np.int64)
    for step in range(table.steps):
        places = np.minimum(np.searchsorted(table.powers, rest), len(table.powers) - 1)
        hit = (table.powers[places] == rest) & (found < 0)
        found = np.where(hit, (table.exponents[places] + step * len(table.powers)) % order, found)
        if (found >= 0).all():
            break
        rest = rest * table.giant % prime
    return found


def root(values: Residues, prime: int) -> tuple[Residues, NDArray[np.bool_]]:
    """A square root of each value, and where there is one."""
    twos = ((prime - 1) & -(prime - 1)).bit_length() - 1
    odd = (prime - 1) >> twos
    candidate, rest = power(values, (odd + 1) // 2, prime), power(values, odd, prime)
    unit = _unit(prime, twos, odd)
    for half in range(1 << (twos - 1)):
        fits = rest == pow(unit, 2 * half, prime)
        candidate = np.where(fits, candidate * pow(unit, (1 << twos) - half, prime) % prime, candidate)
    return candidate, candidate * candidate % prime == values


@lru_cache(maxsize=64)
def _unit(prime: int, twos: int, odd: int) -> int:
    """An element of order 2^twos."""
    return next(
        unit for base in range(2, prime) if pow(unit := pow(base, odd, prime), 1 << (twos - 1), prime) == prime - 1
    )
