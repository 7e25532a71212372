"""Entries of sums, products, powers and functions."""

from __future__ import annotations

from collections.abc import Callable

import sympy

from derive.judging.symbols.arrays import spread_to
from derive.judging.symbols.holes import of_each
from derive.judging.symbols.rules import evaluate, rule
from derive.judging.symbols.setting import Entries, Expression, NoValue, Setting
from derive.judging.symbols.vanishing import of_divisor, outside, vanishing
from derive.meaning.functions import FUNCTIONS
from derive.meaning.terms import Map, MatMul, Negative, Plus, Power, Quotient, Term, Times


def _together(term: Term, operands: tuple[Term, ...], setting: Setting, combine: Callable[..., Expression]) -> Entries:
    """Operands combined entry by entry; a scalar acts on every entry."""
    shape = setting.shape(term.shape)
    arrays = [spread_to(evaluate(operand, setting), shape) for operand in operands]
    return [[combine(*(array[i][j] for array in arrays)) for j in range(shape[1])] for i in range(shape[0])]


@rule(Plus)
def _plus(term: Plus, setting: Setting) -> Entries:
    return _together(term, term.parts, setting, lambda *parts: sympy.Add(*parts))


@rule(Negative)
def _negative(term: Negative, setting: Setting) -> Entries:
    return _together(term, (term.operand,), setting, lambda value: -value)


@rule(Times)
def _times(term: Times, setting: Setting) -> Entries:
    return _together(term, (term.left, term.right), setting, lambda left, right: left * right)


@rule(Quotient)
def _quotient(term: Quotient, setting: Setting) -> Entries:
    return _together(term, (term.top, term.bottom), setting, lambda top, bottom: _divided(top, bottom, setting))


def _divided(top: Expression, bottom: Expression, setting: Setting) -> Expression:
    if bottom == 0:
        raise NoValue("a division by zero")
    setting.poles.update(of_divisor(bottom))
    return top / bottom


@rule(Power)
def _power(term: Power, setting: Setting) -> Entries:
    operands = term.base, term.exponent
    return _together(term, operands, setting, lambda base, exponent: _raised(base, exponent, setting))


def _raised(base: Expression, exponent: Expression, setting: Setting) -> Expression:
    if exponent.is_negative and base == 0:
        raise NoValue("a division by zero")
    if not exponent.is_nonnegative:
        setting.poles.update(of_divisor(base) if exponent.is_negative else vanishing(base))
    return base**exponent


@rule(MatMul)
def _matmul(term: MatMul, setting: Setting) -> Entries:
    left, right = evaluate(term.left, setting), evaluate(term.right, setting)
    return [
        [sympy.Add(*(row[k] * right[k][j] for k in range(len(right)))) for j in range(len(right[0]))] for row in left
    ]


@rule(Map)
def _map(term: Map, setting: Setting) -> Entries:
    if term.function == "pi":
        return [[sympy.pi]]
    return _together(term, term.arguments, setting, lambda *values: _called(term.function, values, setting))


def _called(function: str, values: tuple[Expression, ...], setting: Setting) -> Expression:
    setting.poles.update(outside(function, values[0]))
    return of_each(FUNCTIONS[function].symbolic, *values)
