"""Entries of what is calculated of entries: sums, products, powers and the functions of the language."""

from __future__ import annotations

from derive.judging.general import functions
from derive.judging.general.algebra import power
from derive.judging.general.atoms import Named
from derive.judging.general.expressions import Expression, of, total
from derive.judging.general.indices import Place
from derive.judging.general.rules import entry, rule
from derive.judging.general.setting import Setting
from derive.judging.general.sums import over
from derive.meaning.terms import Map, MatMul, Negative, Plus, Power, Quotient, Times


@rule(Plus)
def _plus(term: Plus, row: Place, column: Place, setting: Setting) -> Expression:
    return total(entry(part, row, column, setting) for part in term.parts)


@rule(Negative)
def _negative(term: Negative, row: Place, column: Place, setting: Setting) -> Expression:
    return -entry(term.operand, row, column, setting)


@rule(Times)
def _times(term: Times, row: Place, column: Place, setting: Setting) -> Expression:
    return entry(term.left, row, column, setting) * entry(term.right, row, column, setting)


@rule(Quotient)
def _quotient(term: Quotient, row: Place, column: Place, setting: Setting) -> Expression:
    return entry(term.top, row, column, setting) * power(entry(term.bottom, row, column, setting), -1)


@rule(Power)
def _power(term: Power, row: Place, column: Place, setting: Setting) -> Expression:
    base, exponent = entry(term.base, row, column, setting), entry(term.exponent, row, column, setting)
    constant = exponent.constant
    if constant is not None:
        return power(base, constant)
    return functions.general_power(base, exponent)


@rule(MatMul)
def _matmul(term: MatMul, row: Place, column: Place, setting: Setting) -> Expression:
    return over(
        lambda k: entry(term.left, row, k, setting) * entry(term.right, k, column, setting),
        setting.length(term.left.shape[1]),
    )


@rule(Map)
def _map(term: Map, row: Place, column: Place, setting: Setting) -> Expression:
    if term.function == "pi":
        return of(Named("pi"))
    arguments = [entry(argument, row, column, setting) for argument in term.arguments]
    return functions.TABLE[term.function](*arguments)
