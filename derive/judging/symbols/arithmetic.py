"""Entries of sums, products, powers and functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy

from derive.judging.symbols.arrays import spread_to
from derive.judging.symbols.rules import evaluate, rule
from derive.judging.symbols.setting import Entries, Expression, NoValue, Setting
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
    setting.poles.update(_vanishing(bottom))
    return top / bottom


def _vanishing(value: Expression) -> Iterator[Expression]:
    """Expressions of which one is zero where a value is."""
    if value.is_zero is not None or not value.free_symbols:
        return
    if value.has(sympy.Piecewise):
        yield from _vanishing_by_cases(value)
        return
    if value.is_Mul or isinstance(value, sympy.Abs):
        for part in value.args:
            yield from _vanishing(part)
    elif value.is_Pow and value.exp.is_positive:
        yield from _vanishing(value.base)
    elif isinstance(value, sympy.log):
        yield from _vanishing(value.args[0] - 1)
    else:
        yield value


def _vanishing_by_cases(value: Expression) -> Iterator[Expression]:
    """The same of a product with an absolute value, which is what stands in it or the opposite."""
    for part in value.args if value.is_Mul else (value,):
        if isinstance(part, sympy.Piecewise):
            first, *others = (branch for branch, _ in part.args)
            if all(other in (first, -first) for other in others):
                yield from _vanishing(first)
        else:
            yield from _vanishing(part)


@rule(Power)
def _power(term: Power, setting: Setting) -> Entries:
    operands = term.base, term.exponent
    return _together(term, operands, setting, lambda base, exponent: _raised(base, exponent, setting))


def _raised(base: Expression, exponent: Expression, setting: Setting) -> Expression:
    if exponent.is_negative:
        if base == 0:
            raise NoValue("a division by zero")
        setting.poles.update(_vanishing(base))
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
    return _together(term, term.arguments, setting, FUNCTIONS[term.function].symbolic)
