"""THE table of functions: one row a function that acts on numbers entry by entry.

A function of the language is a row here (what it is called, how many arguments it takes) with its SymPy expression,
which is what it means; `judging.elementary` has the same function in numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sympy


@dataclass(frozen=True, slots=True)
class Function:
    """`name` as written after a backslash or in roman type; `arguments` is the number it takes, `None` for any."""

    name: str
    arguments: int | None
    symbolic: Callable[..., Any]


def _maximum(*values: Any) -> Any:
    result = values[0]
    for value in values[1:]:
        result = sympy.Piecewise((result, result >= value), (value, True))
    return result


def _minimum(*values: Any) -> Any:
    result = values[0]
    for value in values[1:]:
        result = sympy.Piecewise((result, result <= value), (value, True))
    return result


def _absolute(value: Any) -> Any:
    return sympy.Piecewise((value, value >= 0), (-value, True))


def _sign(value: Any) -> Any:
    return sympy.Piecewise((sympy.Integer(1), value > 0), (sympy.Integer(-1), value < 0), (sympy.Integer(0), True))


def _tanh(value: Any) -> Any:
    return (sympy.exp(value) - sympy.exp(-value)) / (sympy.exp(value) + sympy.exp(-value))


ROWS = (
    Function("exp", 1, sympy.exp),
    Function("log", 1, sympy.log),
    Function("log10", 1, lambda x: sympy.log(x) / sympy.log(10)),
    Function("sqrt", 1, sympy.sqrt),
    Function("sinh", 1, lambda x: (sympy.exp(x) - sympy.exp(-x)) / 2),
    Function("cosh", 1, lambda x: (sympy.exp(x) + sympy.exp(-x)) / 2),
    Function("tanh", 1, _tanh),
    Function("sin", 1, sympy.sin),
    Function("cos", 1, sympy.cos),
    Function("tan", 1, lambda x: sympy.sin(x) / sympy.cos(x)),
    Function("arctan", 1, sympy.atan),
    Function("erf", 1, sympy.erf),
    Function("abs", 1, _absolute),
    Function("sign", 1, _sign),
    Function("max", None, _maximum),
    Function("min", None, _minimum),
)
FUNCTIONS = {row.name: row for row in ROWS}
