r"""What is assumed of a root, as an assumption on what stands under it: `\|x\| = 1` says that squares add up to 1."""

from __future__ import annotations

from fractions import Fraction

from derive.meaning.terms import Compare, Comparison, Condition, Constant, Every, Item, Map, Power, Term

HALF = Fraction(1, 2)


def unrooted(condition: Condition) -> Condition:
    """The same condition, without the square roots that it says are numbers."""
    match condition:
        case Every(parts=parts):
            return Every(tuple(map(unrooted, parts)))
        case Compare(Comparison.EQUAL, left, Constant(value=value)):
            return _squared(condition, left, value)
        case Compare(Comparison.EQUAL, Constant(value=value), right):
            return _squared(condition, right, value)
    return condition


def _squared(condition: Condition, root: Term, value: Fraction) -> Condition:
    under = _under(root) if root.shape == () and value >= 0 else None
    return condition if under is None else Compare(Comparison.EQUAL, under, Constant(value**2))


def _under(term: Term) -> Term | None:
    """What stands under a square root; an entry of one is the root of an entry."""
    match term:
        case Item(array=array, row=row, column=column):
            under = _under(array)
            return None if under is None else Item(under, row, column)
        case Map(function="sqrt", arguments=(under,)):
            return under
        case Power(base=under, exponent=Constant(value=value)) if value == HALF:
            return under
    return None
