"""The shift by the maximum: it keeps exponentials small, changes no value, and needs a licence.

The licence is a proved claim that a softmax does not change when a constant is taken from every exponent,

    exp(x_i − C) / Σ_j exp(x_j − C)  =  exp(x_i) / Σ_j exp(x_j).

A sum of exponentials that is written out, as in 1 / (1 + exp(−x)), is the case of two exponents, 0 and −x. Read from
right to left and multiplied out, the same claim gives Σ_j exp(x_j) = exp(C) Σ_j exp(x_j − C), from which the logarithm
of such a sum and of such a quotient follow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from derive.judging.verdict import Kind, Verdict
from derive.kernels.entries import ONE, ZERO, Entries
from derive.kernels.products import Product, factors, product
from derive.kernels.refusal import NotEmittable
from derive.kernels.walk import substituted
from derive.meaning.rewriting import Node, rebuilt, walk
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Fold, Folding, Index, Item, Map, Negative, Plus, Quantity, Quotient, Term

LOGARITHMS = ("log", "ln")


@dataclass(frozen=True, slots=True)
class Licence:
    """The claim that allows the shift by the maximum."""

    claim_id: str

    @classmethod
    def of(cls, verdict: Verdict, statement: Statement, scope: Scope, claim_id: str) -> Licence:
        """The licence that a proved claim gives; raises `NotEmittable` if it is not proved or says something else."""
        if verdict.kind is not Kind.PROVED:
            raise NotEmittable(f"{claim_id} is {verdict.kind.value}: only a proved claim licenses a rewriting")
        entries = Entries(scope, statement.ranges)
        left, right = (_softmax_exponent(entries.scalar(side)) for side in (statement.left, statement.right))
        if not (_is_shift(left, right) or _is_shift(right, left)):
            raise NotEmittable(f"{claim_id} does not say that a softmax is unchanged by a shift of every exponent")
        return cls(claim_id)


def shifted(term: Term) -> Term:
    """`term` with every quotient over a sum of exponentials, and every logarithm of either, shifted by the maximum."""

    def change(node: Node) -> Node:
        inner = rebuilt(node, change)
        if isinstance(inner, Map) and inner.function in LOGARITHMS:
            return _logarithm(inner)
        if isinstance(inner, Plus) and inner != node:
            return Plus(parts=_addends(inner))
        return _quotient(inner) if isinstance(inner, Quotient) else inner

    changed = change(term)
    assert isinstance(changed, Term)
    return changed


def is_sum_of_exponentials(term: Term) -> bool:
    """Whether `term` is a sum of two or more exponentials (or ones), or of exponentials over an index."""
    parts = _addends(term)
    return all(_exponent(part) is not None for part in parts) and (len(parts) > 1 or isinstance(term, Fold))


def is_at_most_zero(exponent: Term) -> bool:
    """Whether an exponent is seen to be 0 or less, so that its exponential cannot overflow."""
    if isinstance(exponent, Negative):
        return isinstance(exponent.operand, Map) and exponent.operand.function == "abs"
    if isinstance(exponent, Map) and exponent.function == "min":
        return ZERO in exponent.arguments
    return exponent == ZERO


def _is_bounded(term: Term) -> bool:
    """Whether no exponential of a sum can overflow, while one of them is 1."""
    exponents = [_exponent(part) for part in _addends(term)]
    return ZERO in exponents and all(each is not None and is_at_most_zero(each) for each in exponents)


def _quotient(term: Quotient) -> Term:
    """a / Σ exp(e) as (a exp(−m)) / Σ exp(e − m), where m is the largest e."""
    bottoms = factors(term.bottom).tops
    for place, bottom in enumerate(bottoms):
        if is_sum_of_exponentials(bottom) and not _is_bounded(bottom):
            largest = _largest(bottom)
            others = Product(False, bottoms[:place] + bottoms[place + 1 :], ()).term()
            below = product(others, _lowered(bottom, largest))
            return Quotient(top=_lowered(term.top, largest), bottom=below)
    return term


def _logarithm(term: Map) -> Term:
    """log(exp(a) / s) as a − log s, and log Σ exp(e) as m + log Σ exp(e − m)."""
    (inside,) = term.arguments
    if is_sum_of_exponentials(inside) and _is_bounded(inside):
        return term
    if is_sum_of_exponentials(inside):
        largest = _largest(inside)
        return Plus(parts=(largest, replace(term, arguments=(_lowered(inside, largest),))))
    if isinstance(inside, Quotient) and _is_exp(inside.top) and is_sum_of_exponentials(inside.bottom):
        assert isinstance(inside.top, Map)
        return Plus(parts=(inside.top.arguments[0], Negative(operand=replace(term, arguments=(inside.bottom,)))))
    return term


def _lowered(term: Term, shift: Term) -> Term:
    """`term` times exp(−shift), with the shift inside the exponentials that it has."""
    if isinstance(term, Plus):
        return Plus(parts=tuple(_lowered(part, shift) for part in term.parts))
    if isinstance(term, Negative):
        return Negative(operand=_lowered(term.operand, shift))
    if isinstance(term, Fold) and term.folding is Folding.SUM:
        return replace(term, body=_lowered(term.body, shift))
    bag = factors(term)
    for place, factor in enumerate(bag.tops):
        if isinstance(factor, Plus | Fold) or _is_exp(factor):
            lowered = _lowered_exponential(factor, shift) if isinstance(factor, Map) else _lowered(factor, shift)
            return replace(bag, tops=(*bag.tops[:place], lowered, *bag.tops[place + 1 :])).term()
    return replace(bag, tops=(*bag.tops, Map(function="exp", arguments=(Negative(operand=shift),)))).term()


def _lowered_exponential(term: Map, shift: Term) -> Term:
    return replace(term, arguments=(Plus(parts=(term.arguments[0], Negative(operand=shift))),))


def _largest(term: Term) -> Term:
    """The largest exponent of a sum of exponentials."""
    exponents = tuple(exponent for part in _addends(term) if (exponent := _exponent(part)) is not None)
    return exponents[0] if len(exponents) == 1 else Map(function="max", arguments=exponents)


def _exponent(term: Term) -> Term | None:
    """The largest exponent of one part of a sum; None if it is no exponential."""
    if term == ONE:
        return ZERO
    if isinstance(term, Map) and term.function == "exp":
        return term.arguments[0]
    if isinstance(term, Fold) and term.folding is Folding.SUM:
        body = _exponent(term.body)
        return None if body is None or term.body == ONE else replace(term, folding=Folding.MAX, body=body)
    return None


def _addends(term: Term) -> tuple[Term, ...]:
    """The parts of a sum of sums; of x − (m + log s) they are x, −m and −log s, and x − m loses no digit."""
    if isinstance(term, Plus):
        return tuple(inner for part in term.parts for inner in _addends(part))
    if isinstance(term, Negative) and isinstance(term.operand, Plus):
        return tuple(Negative(operand=part) for part in _addends(term.operand))
    return (term,)


def _is_exp(term: Term) -> bool:
    return isinstance(term, Map) and term.function == "exp"


def _softmax_exponent(term: Term) -> Term | None:
    """e_i, where `term` is exp(e_i) / Σ_j exp(e_j)."""
    if not (isinstance(term, Quotient) and isinstance(term.top, Map) and isinstance(term.bottom, Fold)):
        return None
    exponent, below = term.top.arguments[0], term.bottom
    names = sorted({node.name for node in walk(exponent) if isinstance(node, Index)})
    fits = [name for name in names if substituted(below.body, {below.index: Index(name=name)}) == term.top]
    return exponent if _is_exp(term.top) and below.folding is Folding.SUM and fits else None


def _is_shift(moved: Term | None, plain: Term | None) -> bool:
    """Whether `moved` is `plain` minus a number of its own."""
    if not isinstance(moved, Plus) or not isinstance(plain, Item) or len(moved.parts) != 2:
        return False
    first, second = moved.parts
    constant = second.operand if isinstance(second, Negative) else None
    return first == plain and isinstance(constant, Quantity) and constant.shape == () and constant not in walk(plain)
