"""Where values vanish: what a division or a function excludes, and what a root excludes once it is differentiated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sympy

from derive.judging.symbols.shared import Replacing, has, is_long, may_vanish, parts, symbols_in
from derive.meaning.functions import FUNCTIONS

Expression = Any
LOGARITHMS = ("log", "log10")
NONE: frozenset[Any] = frozenset()


def vanishing(value: Expression) -> Iterator[Expression]:
    """Expressions of which one is zero where a value is."""
    if not may_vanish(value) or not value.free_symbols or _is_above_zero(value):
        return
    if value.has(sympy.Piecewise):
        yield from _by_cases(value)
        return
    if value.is_Mul or isinstance(value, sympy.Abs):
        for part in value.args:
            yield from vanishing(part)
    elif value.is_Pow and (value.exp.is_positive or not value.exp.is_Rational):
        yield from vanishing(value.base)
    elif isinstance(value, sympy.log):
        yield from vanishing(value.args[0] - 1)
    else:
        yield value


def factors(value: Expression) -> Sequence[Expression]:
    """Expressions of which one is zero where a value is, also what all terms of a sum have in common."""
    common = value if value.is_Mul or is_long(value) else sympy.factor_terms(sympy.expand(value))
    if not common.is_Mul:
        return [value]
    found: list[Expression] = []
    for part in common.args:
        inner = list(vanishing(part)) or [part] * part.has(sympy.Piecewise)  # where what is told by cases is 0 is open
        found += [each for one in inner for each in (factors(one) if one.is_Add else [one])]
    return found


def is_never_zero(value: Expression) -> bool:
    """Whether a value is zero nowhere, since exponentials are positive."""
    if is_long(value) or not has(value, sympy.exp):
        return not is_long(value) and not any(of_divisor(value))
    top = sympy.expand(sympy.fraction(sympy.together(value))[0])
    positive = {each: sympy.Dummy(positive=True) for each in parts(top, sympy.exp)}
    return not any(of_divisor(Replacing(positive)(top)))


def _by_cases(value: Expression) -> Iterator[Expression]:
    """The same of a product with an absolute value, which is what stands in it or the opposite."""
    for part in value.args if value.is_Mul else (value,):
        if isinstance(part, sympy.Piecewise):
            first, *others = (branch for branch, _ in part.args)
            if all(other in (first, -first) for other in others):
                yield from vanishing(first)
        elif part is value:
            yield value
        else:
            yield from vanishing(part)


def of_divisor(value: Expression) -> Iterator[Expression]:
    """The same of what is divided by, also where it is told by cases of which one may be zero."""
    yield from vanishing(value)
    for part in sympy.Mul.make_args(value):
        if isinstance(part, sympy.Piecewise) and not any(vanishing(part)):
            yield from (part,) if any(_may_be_met(part.args[: n + 1]) for n in range(len(part.args))) else ()


def _may_be_met(cases: Sequence[Any]) -> bool:
    """Whether the last of some cases may be zero where it holds, and none before it does."""
    branch = cases[-1][0]
    for place in vanishing(branch):
        *before, own = (_where_zero(condition, place) for _, condition in cases)
        if own != sympy.false and all(other != sympy.true for other in before):
            return True
    return bool(branch.is_zero)


def _where_zero(condition: Any, place: Expression) -> Any:
    """A condition where a place is zero, as far as one of its symbols tells that."""
    plain = (symbol for symbol in symbols_in(place) if place.diff(symbol).is_number)
    linear = next(iter(sorted(plain, key=sympy.default_sort_key)), None)
    if linear is None:
        return condition.subs(place, 0)
    return condition.subs(linear, sympy.expand(linear - place / place.diff(linear)))


def outside(function: str, value: Expression) -> Iterator[Expression]:
    """Where a function has no value though numbers of both signs, or none, are beside it.

    Where a logarithm is of what may be negative is no matter of single points; here is what is never negative.
    """
    if function == "tan":
        yield from vanishing(sympy.cos(value))
    elif function in LOGARITHMS and _is_never_negative(value):
        yield from vanishing(value)


def _is_above_zero(value: Expression) -> bool:
    """Whether that is plain of a sum, also of one with absolute values, or of a power of one."""
    if value.is_Pow:
        return _is_above_zero(value.base)
    return value.is_Add and any(part.is_positive for part in value.args) and _is_never_negative(value)


def _is_never_negative(value: Expression) -> bool:
    if value.is_Add or value.is_Mul:
        return all(map(_is_never_negative, value.args))
    if isinstance(value, sympy.Piecewise):
        return any(value == FUNCTIONS["abs"].symbolic(branch) for branch, _ in value.args)
    if value.is_Pow and value.exp.is_positive:
        return bool(value.is_nonnegative) or _is_never_negative(value.base)
    return bool(value.is_nonnegative)


def steep(expression: Expression) -> Mapping[Expression, frozenset[Any]]:
    """Where an expression has no slope though no cases meet there, and the symbols by which it has none.

    The slope of a root goes to infinity where what stands under it is zero, that of a logarithm has no value there. A
    power with any exponent may be a root.
    """
    if not has(expression, sympy.Pow, sympy.log):
        return {}
    powers = list(parts(expression, sympy.Pow))
    under = [(power.base, NONE) for power in powers if _is_root(power.exp)]
    under += [(power.base, symbols_in(power.exp)) for power in powers if not power.exp.is_Rational]
    under += [(logarithm.args[0], NONE) for logarithm in parts(expression, sympy.log)]
    found: dict[Expression, frozenset[Any]] = {}
    for value, besides in under:
        for place in vanishing(value):
            found[place] = found.get(place, NONE) | symbols_in(place) | besides
    return found


def _is_root(exponent: Expression) -> bool:
    return bool(exponent.is_Rational and not exponent.is_Integer and exponent < 1)
