"""A rational expression modulo a prime, each symbol at a chance value: what is not zero there is not zero."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import sympy

PRIME = (1 << 61) - 1


def residue(expression: Any, known: dict[Any, int | None]) -> int | None:
    """The expression modulo a prime; nothing where a denominator is zero there, or it is not rational.

    `known` keeps what was found of parts. Of a tuple it is a number that is the same for the same residues.
    """
    if expression not in known:
        known[expression] = _residue(expression, known)
    return known[expression]


def _residue(expression: Any, known: dict[Any, int | None]) -> int | None:
    if expression.is_Symbol:
        return int.from_bytes(blake2b(expression.name.encode(), digest_size=8).digest()) % PRIME
    if expression.is_Rational:
        return _quotient(int(expression.p), int(expression.q))
    if expression.is_Pow and expression.exp.is_Integer:
        base, exponent = residue(expression.base, known), int(expression.exp)
        if base is None or (base == 0 and exponent < 0):
            return None
        return pow(base, exponent, PRIME)
    if isinstance(expression, sympy.Tuple):
        values = [residue(part, known) for part in expression.args]
        return None if None in values else hash(tuple(values))
    if not (expression.is_Add or expression.is_Mul):
        return None
    result = 0 if expression.is_Add else 1
    for part in expression.args:
        value = residue(part, known)
        if value is None:
            return None
        result = (result + value if expression.is_Add else result * value) % PRIME
    return result


def _quotient(top: int, bottom: int) -> int | None:
    return None if bottom % PRIME == 0 else top * pow(bottom, -1, PRIME) % PRIME
