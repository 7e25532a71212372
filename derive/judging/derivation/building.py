"""Numbers put together so that nothing idle stands in them: no zero, no factor 1, no sign inside a product."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from derive.meaning.rewriting import rebuilt, walk
from derive.meaning.terms import (
    Cases,
    Compare,
    Comparison,
    Constant,
    Every,
    Fold,
    Folding,
    Index,
    Negative,
    Plus,
    Power,
    Quantity,
    Quotient,
    Size,
    SizeValue,
    Term,
    Times,
)

ZERO, ONE, TWO, MINUS = (Constant(Fraction(value)) for value in (0, 1, 2, -1))
WRITTEN_OUT = 6
"""The longest sum that is written out."""


def size(of: Size) -> Term:
    """A size as a number."""
    return Constant(Fraction(of)) if isinstance(of, int) else SizeValue(of)


def split(term: Term) -> tuple[Fraction, Term]:
    """A number in front of a term, and the rest."""
    match term:
        case Constant(value=value):
            return value, ONE
        case Negative(operand=operand):
            number, rest = split(operand)
            return -number, rest
        case Times(left=left, right=right):
            number, rest = split(left)
            if number != 1:
                return number, right if rest == ONE else times(rest, right)
    return Fraction(1), term


def scaled(number: Fraction, rest: Term) -> Term:
    """A term with a number in front."""
    if number == 0 or rest == ZERO:
        return ZERO
    if rest == ONE:
        return Constant(number) if number >= 0 else Negative(Constant(-number))
    if number < 0:
        return Negative(scaled(-number, rest))
    return rest if number == 1 else Times(Constant(number), rest)


def plus(*parts: Term) -> Term:
    """A sum; terms that differ only in the number in front are taken together."""
    found: dict[Term, Fraction] = {}
    for part in parts:
        for each in part.parts if isinstance(part, Plus) else (part,):
            number, rest = split(each)
            found[rest] = found.get(rest, Fraction(0)) + number
    kept = [scaled(number, rest) for rest, number in found.items() if number and rest != ZERO]
    if not kept:
        return ZERO
    return kept[0] if len(kept) == 1 else Plus(tuple(kept))


def factors(term: Term) -> list[Term]:
    """The factors of a product, from left to right."""
    if isinstance(term, Times):
        return [*factors(term.left), *factors(term.right)]
    return [term]


def times(*parts: Term) -> Term:
    """A product, with the number and the sign in front."""
    number, kept = Fraction(1), list[Term]()
    for part in parts:
        own, rest = split(part)
        number *= own
        kept += [each for each in factors(rest) if each != ONE]
    if number == 0 or ZERO in kept:
        return ZERO
    product = kept[0] if kept else ONE
    for each in kept[1:]:
        product = Times(product, each)
    return scaled(number, product)


def over(top: Term, bottom: Term) -> Term:
    """A quotient, with the sign in front."""
    number, rest = split(top)
    if bottom == ONE or number == 0:
        return top if number else ZERO
    if isinstance(bottom, Constant) and bottom.value:
        return scaled(number / bottom.value, rest)
    sign = -1 if number < 0 else 1
    return scaled(Fraction(sign), Quotient(scaled(number * sign, rest), bottom))


def raised(base: Term, exponent: Term) -> Term:
    """A power."""
    if exponent in (ONE, ZERO):
        return base if exponent == ONE else ONE
    return Power(base, exponent)


def total(index: str, high: Term, body: Term) -> Term:
    """The sum over a whole axis; a number stands before it."""
    number, rest = split(body)
    if number == 0:
        return ZERO
    if high == ONE:
        return scaled(number, placed(rest, {index: ONE}))
    if not stands_in(index, rest):
        return times(body, high)
    return scaled(number, Fold(Folding.SUM, index, ONE, high, rest))


def delta(left: Term, right: Term) -> Term:
    """Kronecker's delta: 1 where both places are one, 0 elsewhere."""
    if left == right:
        return ONE
    if isinstance(left, Constant) and isinstance(right, Constant):
        return ZERO
    return Cases(((ONE, Compare(Comparison.EQUAL, left, right)), (ZERO, None)))


def is_delta(term: object) -> bool:
    """Whether a term is a Kronecker delta."""
    match term:
        case Cases(branches=((Constant(value=one), condition), (Constant(value=zero), None))):
            return one == 1 and zero == 0 and _equates(condition)
    return False


def simplified(term: Any) -> Any:
    """A term whose parts are simple, made simple itself."""
    match term:
        case Plus(shape=(), parts=parts):
            return plus(*parts)
        case Negative(shape=(), operand=operand):
            return times(MINUS, operand)
        case Times(shape=(), left=left, right=right):
            return times(left, right)
        case Quotient(shape=(), top=top, bottom=bottom):
            return over(top, bottom)
        case Power(shape=(), base=base, exponent=exponent):
            return raised(base, exponent)
        case Fold(Folding.SUM, index, low, high, body, None, shape=()) if low == ONE:
            return total(index, high, body)
        case Cases(shape=(), branches=((value, condition), (Constant(value=zero), None))) if zero == 0:
            return _chosen(value, condition)
    return term


def _chosen(value: Term, condition: Any) -> Term:
    """A value where a condition holds and 0 elsewhere: deltas in front, and one for each condition on places."""
    asked = condition.parts if isinstance(condition, Every) else (condition,)
    deltas = [part for part in asked if isinstance(part, Compare) and _equates(part)]
    left = tuple(part for part in asked if part not in deltas)
    number, rest = split(value)
    before = [delta(part.left, part.right) for part in deltas] + [each for each in factors(rest) if is_delta(each)]
    inner = scaled(number, times(*(each for each in factors(rest) if not is_delta(each))))
    if left and inner != ZERO:
        inner = Cases(((inner, left[0] if len(left) == 1 else Every(left)), (ZERO, None)))
    return times(*before, inner)


def _equates(condition: Any) -> bool:
    match condition:
        case Compare(Comparison.EQUAL, left, right):
            return is_place(left) and is_place(right)
    return False


def is_place(term: Term) -> bool:
    """Whether a term can stand for a place in an array: an index, a size, a number, or a sum of such."""
    return all(isinstance(node, Index | Constant | SizeValue | Plus | Negative) for node in walk(term))


def placed(value: Any, places: Mapping[str, Term]) -> Any:
    """A term with terms in place of its free indices; no name is bound twice, so none is caught."""
    if isinstance(value, Index):
        return places.get(value.name, value)
    return changed_parts(value, lambda part: placed(part, places))


def given(value: Any, values: Mapping[str, Term]) -> Any:
    """A term with terms in place of scalar quantities."""
    if isinstance(value, Quantity):
        return values.get(value.name, value)
    return changed_parts(value, lambda part: given(part, values))


def changed_parts(value: Any, change: Callable[[Any], Any]) -> Any:
    """A node with its parts changed, made simple."""
    made = rebuilt(value, change)
    return value if made is value else simplified(made)


def changed(value: Any, change: Any) -> Any:
    """A term in which `change` was applied to every part, the inner ones first, and the results made simple."""
    return change(changed_parts(value, lambda part: changed(part, change)))


def stands_in(index: str, term: object) -> bool:
    """Whether an index occurs."""
    return any(isinstance(node, Index) and node.name == index for node in walk(term))




def summed(term: Any) -> Any:
    """A term with every sum over a length in numbers written out."""

    def step(node: Any) -> Any:
        match node:
            case Fold(Folding.SUM, index, low, Constant(value=end), body, None) if low == ONE and end <= WRITTEN_OUT:
                return plus(*(placed(body, {index: Constant(Fraction(k))}) for k in range(1, int(end) + 1)))
        return node

    return changed(term, step)
