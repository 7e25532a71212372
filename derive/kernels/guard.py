"""Keeping array libraries from computing what is not asked for.

`where` evaluates both its branches: an operand that could warn in the branch not taken is replaced by 1 there, or
under an exponential by 0. And 0 · log 0 is taken as 0, its limit: a class with target 0 costs nothing even if its
probability has underflowed. Elsewhere log 0 is −∞, without a warning.
"""

from __future__ import annotations

from derive.kernels.entries import ONE, ZERO
from derive.kernels.products import Product, factors
from derive.kernels.stable import LOGARITHMS, is_at_most_zero, is_sum_of_exponentials
from derive.meaning.rewriting import Node, rebuilt, walk
from derive.meaning.terms import (
    Cases,
    Compare,
    Comparison,
    Condition,
    Constant,
    Derivative,
    Every,
    Item,
    Map,
    Negative,
    Not,
    Power,
    Quantity,
    Term,
)

INFINITY = "infinity"
HAZARDS = (*LOGARITHMS, "sqrt", "exp")
OPPOSITE = {
    Comparison.EQUAL: Comparison.UNEQUAL,
    Comparison.UNEQUAL: Comparison.EQUAL,
    Comparison.LESS: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.LESS,
    Comparison.GREATER: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.GREATER,
}


def zero_over_zero(term: Term) -> Term:
    """The quotient of an entry by an entry, such as target by probability, with 0 / 0 as 0; any other as it is."""
    bag = factors(term)
    tops, bottoms = (tuple(filter(_varies, side)) for side in (bag.tops, bag.bottoms))
    if [type(it) for it in (*tops, *bottoms)] != [Item, Item] or len(tops) != 1:
        return term
    return Cases(branches=((ZERO, Compare(Comparison.EQUAL, tops[0], ZERO)), (term, None)))


def guarded(term: Term, taken: Condition | None = None) -> Term:
    """`term`, safe to evaluate everywhere, of use where `taken` holds (None: everywhere)."""
    bag = factors(term)
    if bag.tops != (term,):
        return _guarded_product(bag, taken)
    if isinstance(term, Cases):
        return _guarded_cases(term, taken)
    if isinstance(term, Map) and term.function == "exp":
        (exponent,) = term.arguments
        if is_at_most_zero(exponent):
            return term
        if taken == Compare(Comparison.AT_MOST, exponent, ZERO):
            return Map(function="exp", arguments=(Map(function="min", arguments=(ZERO, exponent)),))
    if isinstance(term, Map) and term.function in HAZARDS:
        return Map(function=term.function, arguments=(_masked(guarded(term.arguments[0], taken), taken),))
    if isinstance(term, Power) and not _natural(term.exponent):
        return Power(base=_masked(guarded(term.base, taken), taken), exponent=guarded(term.exponent, taken))

    def change(node: Node) -> Node:
        return guarded(node, taken) if isinstance(node, Term) else rebuilt(node, change)

    return rebuilt(term, change)


def zero_log_zero(term: Term) -> bool:
    """Whether `term` has a product in which 0 · log 0 may stand."""
    return any(isinstance(node, Term) and _zero_factor(factors(node)) is not None for node in walk(term))


def _guarded_product(bag: Product, taken: Condition | None) -> Term:
    zero = _zero_factor(bag)
    inside = taken if zero is None else _both(taken, _opposite(zero))
    tops = tuple(_guarded_factor(top, inside, zero is not None) for top in bag.tops)
    bottoms = tuple(_masked(guarded(bottom, inside), inside) for bottom in bag.bottoms)
    value = Product(bag.negative, tops, bottoms).term()
    return value if zero is None else Cases(branches=((ZERO, zero), (value, None)))


def _guarded_factor(term: Term, taken: Condition | None, silent: bool) -> Term:
    """A factor, which where `silent` is −∞ without a warning where it is the logarithm of 0."""
    found = guarded(term, taken)
    if not (silent and _is_open_logarithm(term) and isinstance(found, Map)):
        return found
    (operand,) = found.arguments
    zero = Compare(Comparison.EQUAL, operand, ZERO)
    logarithm = Map(function=found.function, arguments=(_masked(operand, _opposite(zero)),))
    return Cases(branches=((Negative(operand=Map(function=INFINITY, arguments=())), zero), (logarithm, None)))


def _zero_factor(bag: Product) -> Condition | None:
    """The condition under which a product with a logarithm in it is 0 whatever the logarithm is."""
    logarithms = [top for top in bag.tops if _is_open_logarithm(top)]
    others = tuple(top for top in bag.tops if top not in logarithms and _varies(top))
    if not logarithms or not others:
        return None
    return Compare(Comparison.EQUAL, Product(False, others, ()).term(), ZERO)


def _is_open_logarithm(term: Term) -> bool:
    """Whether `term` is a logarithm of something that may be 0."""
    if not isinstance(term, Map) or term.function not in LOGARITHMS:
        return False
    return _varies(term.arguments[0]) and not is_sum_of_exponentials(term.arguments[0])


def _guarded_cases(term: Cases, taken: Condition | None) -> Term:
    branches: list[tuple[Term, Condition | None]] = []
    left = taken
    for value, condition in term.branches:
        here = left if condition is None else _both(left, condition)
        branches.append((guarded(value, here), condition))
        left = left if condition is None else _both(left, _opposite(condition))
    return Cases(branches=tuple(branches))


def _masked(operand: Term, taken: Condition | None) -> Term:
    """`operand` where `taken` holds, and elsewhere what can be computed with."""
    if taken is None or not _varies(operand):
        return operand
    return Cases(branches=((operand, taken), (ONE, None)))


def _varies(term: Term) -> bool:
    return any(isinstance(node, Item | Quantity | Derivative) for node in walk(term))


def _both(one: Condition | None, other: Condition) -> Condition:
    return other if one is None else Every(parts=(one, other))


def _opposite(condition: Condition) -> Condition:
    if isinstance(condition, Compare):
        return Compare(OPPOSITE[condition.comparison], condition.left, condition.right)
    return Not(part=condition)


def _natural(exponent: Term) -> bool:
    return isinstance(exponent, Constant) and exponent.value.denominator == 1 and exponent.value > 0
