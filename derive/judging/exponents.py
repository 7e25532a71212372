"""What an exponent may be: a number that is written, one that is certainly whole, or any number.

A power has a value for a negative number only where its exponent is whole, and for 0 where that is not negative.
"""

from __future__ import annotations

from fractions import Fraction

from derive.meaning.scope import Scope
from derive.meaning.terms import (
    Cases,
    Constant,
    Fold,
    Index,
    Item,
    Negative,
    Plus,
    Power,
    Quantity,
    Quotient,
    SizeValue,
    Spread,
    Table,
    Term,
    Times,
)


def written(exponent: Term) -> Fraction | None:
    """The number that an exponent is, where it is written in numbers alone."""
    match exponent:
        case Constant(value=value):
            return value
        case Negative(operand=operand):
            inner = written(operand)
            return None if inner is None else -inner
        case Plus(parts=parts):
            values = [value for value in map(written, parts) if value is not None]
            return sum(values, Fraction(0)) if len(values) == len(parts) else None
        case Times(left=left, right=right):
            factors = written(left), written(right)
            return None if factors[0] is None or factors[1] is None else factors[0] * factors[1]
        case Quotient(top=top, bottom=bottom):
            ends = written(top), written(bottom)
            return None if ends[0] is None or not ends[1] else ends[0] / ends[1]
    return None


def varies(exponent: Term, scope: Scope) -> bool:
    """Whether an exponent may be another number than a whole one, and is not written in numbers alone."""
    return written(exponent) is None and not _is_whole(exponent, scope)


def _is_whole(term: Term, scope: Scope) -> bool:
    match term:
        case Constant(value=value):
            return value.denominator == 1
        case SizeValue() | Index():
            return True
        case Quantity(name=name) if name in scope.finite:
            return all(value.denominator == 1 for value in scope.finite[name])
        case Quantity(name=name):
            return name in scope.definitions and _is_whole(scope.definitions[name], scope)
        case Power(base=base, exponent=Constant(value=value)):
            return value.denominator == 1 and value >= 0 and _is_whole(base, scope)
        case Plus(parts=parts):
            return all(_is_whole(part, scope) for part in parts)
        case Cases(branches=branches):
            return all(_is_whole(branch, scope) for branch, _ in branches)
        case Times(left=left, right=right):
            return _is_whole(left, scope) and _is_whole(right, scope)
        case Negative(operand=inner) | Spread(array=inner) | Item(array=inner) | Table(entry=inner) | Fold(body=inner):
            return _is_whole(inner, scope)
    return False
