"""Powers of products, with any exponent, taken apart where the other side has the powers of the factors.

    (x y)^p = x^p y^p        holds wherever both sides have a value: where x^p has one, x > 0 or p is whole
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derive.judging.exponents import varies, written
from derive.meaning.claims import Claim
from derive.meaning.scope import Scope
from derive.meaning.terms import Negative, Plus, Power, Quotient, Term, Times


def apart(claim: Claim) -> Claim:
    """A claim that says the same wherever both of its sides have a value, with powers of products taken apart."""
    left, right = claim.statement.left, claim.statement.right
    if claim.statement.remainder is not None:
        return claim
    powers = [{node for node in _needed(side) if isinstance(node, Power)} for side in (left, right)]
    left, right = _changed(left, powers[1], claim.scope), _changed(right, powers[0], claim.scope)
    return replace(claim, statement=replace(claim.statement, left=left, right=right))


def _needed(term: Term) -> Iterator[Term]:
    """What has a value wherever a term has one: the term, and the operands of which it is made."""
    yield term
    for part in _operands(term):
        yield from _needed(part)


def _operands(term: Term) -> tuple[Term, ...]:
    match term:
        case Plus(parts=parts):
            return parts
        case Times(left=left, right=right):
            return left, right
        case Quotient(top=top, bottom=bottom):
            return top, bottom
        case Negative(operand=operand):
            return (operand,)
        case Power(base=base):
            return (base,)
    return ()


def _changed(term: Term, known: set[Power], scope: Scope) -> Term:
    """A term with the powers taken apart of which the powers of all factors are `known` to have values."""
    match term:
        case Plus(parts=parts):
            return replace(term, parts=tuple(_changed(part, known, scope) for part in parts))
        case Times(left=left, right=right):
            return replace(term, left=_changed(left, known, scope), right=_changed(right, known, scope))
        case Quotient(top=top, bottom=bottom):
            return replace(term, top=_changed(top, known, scope), bottom=_changed(bottom, known, scope))
        case Negative(operand=operand):
            return replace(term, operand=_changed(operand, known, scope))
        case Power(base=Times() | Quotient() as base, exponent=exponent) if varies(exponent, scope):
            return _taken(base, exponent, known) or term
    return term


def _taken(base: Term, exponent: Term, known: set[Power]) -> Term | None:
    """The product of the powers of all factors; nothing where one of them may have no value."""
    match base:
        case Times(left=one, right=other) | Quotient(top=one, bottom=other):
            ends = _taken(one, exponent, known), _taken(other, exponent, known)
            if ends[0] is None or ends[1] is None:
                return None
            if isinstance(base, Times):
                return replace(base, left=ends[0], right=ends[1])
            return replace(base, top=ends[0], bottom=ends[1])
    power = Power(base, exponent)
    number = written(base)
    return power if base.shape == () and (power in known or (number is not None and number > 0)) else None
