"""Sines and cosines of a few angles added up, by those of the angles: sin 2x is 2 sin x cos x."""

from __future__ import annotations

from typing import Any

import sympy

from derive.judging.symbols.shared import Replacing, has, parts

Expression = Any
MOST = 4
"""Angles that are added up; the number of terms doubles with each."""


def opened(expression: Expression) -> Expression:
    """An expression without a sine or cosine of a sum, or of a multiple, of angles; long ones stay."""
    if not has(expression, sympy.sin, sympy.cos):
        return expression
    waves = [*parts(expression, sympy.sin), *parts(expression, sympy.cos)]
    return Replacing({wave: sympy.expand_trig(wave) for wave in waves if 1 < _angles(wave.args[0]) <= MOST})(expression)


def _angles(argument: Expression) -> int:
    """How many angles a sum is made of; a whole number of times an angle is as many."""
    counts = [abs(term.as_coeff_Mul()[0]) for term in sympy.Add.make_args(argument)]
    return int(sum(count if count.is_Integer else 1 for count in counts))
