"""Whether linear inequalities have a common solution, with monomials as independent variables.

What is found to have none has none; what is found to have one may still have none, since a product is not independent
of its factors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import prod
from typing import Any

import sympy

MOST_ROWS = 500
ONE = sympy.S.One
Expression = Any


@dataclass(frozen=True)
class Inequality:
    """A form, its coefficients by monomial and the constant at 1, that is > 0 (`strict`) or ≥ 0."""

    form: dict[Expression, Fraction]
    strict: bool

    def at(self, monomial: Expression) -> Fraction:
        """The coefficient of a monomial."""
        return self.form.get(monomial, Fraction(0))


def linear(expression: Expression, *, strict: bool) -> list[Inequality]:
    """An expression that is > 0 or ≥ 0; nothing where a coefficient is irrational, which only loses knowledge."""
    terms = sympy.expand(expression).as_coefficients_dict()
    if any(not coefficient.is_Rational for coefficient in terms.values()):
        return []
    return [Inequality({key: Fraction(int(c.p), int(c.q)) for key, c in terms.items()}, strict)]


@lru_cache(maxsize=4096)
def signed(expression: Expression, sign: int) -> tuple[Inequality, ...]:
    """An expression of which the sign is known."""
    if sign:
        return tuple(linear(sign * expression, strict=True))
    return *linear(expression, strict=False), *linear(-expression, strict=False)


def sign_facts(rows: Iterable[Inequality]) -> Iterator[Inequality]:
    """What the monomials themselves tell: x² ≥ 0, exp(x) > 0."""
    for monomial in {key for row in rows for key in row.form}:
        if monomial.is_positive or monomial.is_nonnegative:
            yield Inequality({monomial: Fraction(1)}, bool(monomial.is_positive))


def told_by(signs: Mapping[Expression, int], rows: Iterable[Inequality]) -> Iterator[Inequality]:
    """What signs tell of the products and absolute values in some inequalities."""
    for monomial in {key for row in rows for key in row.form}:
        if isinstance(monomial, sympy.Abs) and monomial.args[0] in signs:
            yield from signed(monomial - signs[monomial.args[0]] * monomial.args[0], 0)
        powers = monomial.as_powers_dict() if monomial.is_Mul or monomial.is_Pow else {}
        if powers and all(power.is_Integer and (base in signs or base.is_positive) for base, power in powers.items()):
            yield from signed(monomial, prod(signs.get(base, 1) ** abs(int(power)) for base, power in powers.items()))


def is_solvable(rows: list[Inequality]) -> bool:
    """False only where no values obey all inequalities: Fourier–Motzkin elimination."""
    variables = {key for row in rows for key in row.form if key != ONE}
    for variable in sorted(variables, key=sympy.default_sort_key):
        rows = _eliminated(rows, variable)
        if len(rows) > MOST_ROWS:
            return True
    return all(row.at(ONE) > 0 or (not row.strict and row.at(ONE) == 0) for row in rows)


def _eliminated(rows: list[Inequality], variable: Expression) -> list[Inequality]:
    up = [row for row in rows if row.at(variable) > 0]
    down = [row for row in rows if row.at(variable) < 0]
    rest = [row for row in rows if row.at(variable) == 0]
    for a, b in product(up, down):
        keys = (a.form.keys() | b.form.keys()) - {variable}
        joined = {key: a.at(key) * -b.at(variable) + b.at(key) * a.at(variable) for key in keys}
        rest.append(Inequality(joined, a.strict or b.strict))
    return rest
