"""The derivatives of the functions of the table in `meaning.functions`: one row a function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from derive.judging.derivation.building import MINUS, ONE, TWO, over, plus, raised, times
from derive.meaning.terms import Map, Term


@dataclass(frozen=True, slots=True)
class Row:
    """The derivative of `function` at an argument, and the rule as it is `shown`."""

    function: str
    slope: Callable[[Term], Term]
    shown: str


def _of(function: str, argument: Term) -> Term:
    return Map(function, (argument,))


ROWS = (
    Row("exp", lambda x: _of("exp", x), "(e^x)' = e^x"),
    Row("log", lambda x: over(ONE, x), r"\log' x = 1/x"),
    Row("sqrt", lambda x: over(ONE, times(TWO, _of("sqrt", x))), r"(\sqrt{x})' = 1/(2\sqrt{x})"),
    Row("sinh", lambda x: _of("cosh", x), r"\sinh' = \cosh"),
    Row("cosh", lambda x: _of("sinh", x), r"\cosh' = \sinh"),
    Row("tanh", lambda x: plus(ONE, times(MINUS, raised(_of("tanh", x), TWO))), r"\tanh' = 1 - \tanh^2"),
    Row("sin", lambda x: _of("cos", x), r"\sin' = \cos"),
    Row("cos", lambda x: times(MINUS, _of("sin", x)), r"\cos' = -\sin"),
    Row("tan", lambda x: plus(ONE, raised(_of("tan", x), TWO)), r"\tan' = 1 + \tan^2"),
    Row("arctan", lambda x: over(ONE, plus(ONE, raised(x, TWO))), r"\arctan' x = 1/(1 + x^2)"),
    Row("abs", lambda x: _of("sign", x), r"|x|' = \operatorname{sign} x"),
)
SLOPES = {row.function: row for row in ROWS}
