"""Rewritings by proved identities: the same function, but no digit is lost, nothing overflows, and it takes less time.

A rule is made use of only where a document proves it, as an identity in free numbers; [c] is 1 where c holds, else 0:

    1 − z² = (1 − z)(1 + z)                     near ±1 the square has lost the digits that the difference needs
    log(1 + eᶻ) = max(0, z) + log(1 + e^(−|z|))   no exponential overflows, and a small one is not lost beside 1
    1 / (1 + e^(−z)) = max(e^(−|z|), [z ≥ 0]) / (1 + e^(−|z|))   the same

A choice costs a processor more than a maximum or a product:

    {z if z > 0; 0 otherwise} = max(0, z)
    {z if z > 0; a z otherwise} = {max(z, a z) if a ≤ 1; min(z, a z) otherwise}
    {z if z > 0; a (eᶻ − 1) otherwise} = max(0, z) + a (e^min(0, z) − 1)
    {w if z > 0; a w otherwise} = w ([z > 0] + a (1 − [z > 0]))
    {w if z > 0; w a eᶻ otherwise} = w ([z > 0] + a (1 − [z > 0])) e^min(0, z)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction

from derive.judging.verdict import Kind, Verdict
from derive.kernels.entries import ONE, ZERO, Entries
from derive.kernels.products import Product, factors
from derive.kernels.refusal import NotEmittable
from derive.meaning.rewriting import Node, rebuilt, walk
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import (
    Cases,
    Compare,
    Comparison,
    Condition,
    Constant,
    Map,
    Negative,
    Plus,
    Power,
    Quantity,
    Quotient,
    Term,
    Times,
)

Z, A, W = (Quantity(name=name) for name in "zaw")
Found = Mapping[Term, Term]
"""What stands in a term for each number of a rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`left` may be written as `right`; both are terms in the numbers `Z`, `A` and `W`."""

    left: Term
    right: Term


def _function(name: str, *arguments: Term) -> Map:
    return Map(function=name, arguments=arguments)


def _sum(*parts: Term) -> Plus:
    return Plus(parts=parts)


def _minus(term: Term) -> Negative:
    return Negative(operand=term)


def _product(left: Term, *others: Term) -> Term:
    for other in others:
        left = Times(left=left, right=other)
    return left


def _choice(value: Term, comparison: Comparison, left: Term, right: Term, other: Term) -> Cases:
    return Cases(branches=((value, Compare(comparison, left, right)), (other, None)))


SQUARE = Power(base=Z, exponent=Constant(value=Fraction(2)))
POWER, SMALL = _function("exp", Z), _function("exp", _minus(_function("abs", Z)))
BELOW = _function("exp", _function("min", ZERO, Z))
IS_ABOVE = _choice(ONE, Comparison.GREATER, Z, ZERO, ZERO)
IS_AT_LEAST = _choice(ONE, Comparison.AT_LEAST, Z, ZERO, ZERO)
SLOPE = _sum(IS_ABOVE, _product(A, _sum(ONE, _minus(IS_ABOVE))))
SCALED = _product(A, Z)


def _where_above(value: Term, other: Term) -> Cases:
    return _choice(value, Comparison.GREATER, Z, ZERO, other)


RULES = (
    Rule(_sum(ONE, _minus(SQUARE)), _product(_sum(ONE, _minus(Z)), _sum(ONE, Z))),
    Rule(
        _function("log", _sum(ONE, POWER)),
        _sum(_function("max", ZERO, Z), _function("log", _sum(ONE, SMALL))),
    ),
    Rule(
        Quotient(top=ONE, bottom=_sum(ONE, _function("exp", _minus(Z)))),
        Quotient(top=_function("max", SMALL, IS_AT_LEAST), bottom=_sum(ONE, SMALL)),
    ),
    Rule(_where_above(Z, ZERO), _function("max", ZERO, Z)),
    Rule(
        _where_above(Z, SCALED),
        _choice(_function("max", Z, SCALED), Comparison.AT_MOST, A, ONE, _function("min", Z, SCALED)),
    ),
    Rule(
        _where_above(Z, _product(A, _sum(POWER, _minus(ONE)))),
        _sum(_function("max", ZERO, Z), _product(A, _sum(BELOW, _minus(ONE)))),
    ),
    Rule(_where_above(W, _product(A, W)), _product(W, SLOPE)),
    Rule(_where_above(W, _product(W, A, POWER)), _product(W, SLOPE, BELOW)),
)
"""Where two fit, the first is taken."""


@dataclass(frozen=True, slots=True)
class Licensed:
    """A rule with the claim that proves it."""

    rule: Rule
    claim_id: str

    @classmethod
    def of(cls, verdict: Verdict, statement: Statement, scope: Scope, claim_id: str) -> Licensed:
        """The rule that a proved claim licenses; raises `NotEmittable` if it is not proved or says something else."""
        if verdict.kind is not Kind.PROVED or verdict.excludes:
            reason = "only a claim that is proved everywhere licenses a rewriting"
            raise NotEmittable(f"{claim_id} is {verdict.kind.value}: {reason}")
        for rule in RULES:
            if _says(statement, scope, rule):
                return cls(rule, claim_id)
        raise NotEmittable(f"{claim_id} is none of the identities by which kernels are rewritten")


def rewritten(term: Term, licensed: Sequence[Licensed]) -> tuple[Term, tuple[Licensed, ...]]:
    """`term` with every rule applied wherever its left side stands, and the rules that were of use."""
    used: dict[Licensed, None] = {}
    ordered = sorted(licensed, key=lambda each: RULES.index(each.rule))

    def change(node: Node) -> Node:
        inner = rebuilt(node, change)
        for each in ordered:
            new = _applied(inner, each.rule) if isinstance(inner, Term) else None
            if new is not None:
                used[each] = None
                return new
        return inner

    changed = change(term)
    assert isinstance(changed, Term)
    return changed, tuple(used)


def _says(statement: Statement, scope: Scope, rule: Rule) -> bool:
    """Whether a statement about free numbers is a rule, whatever it calls them."""
    if statement.ranges or statement.condition is not None or statement.remainder is not None:
        return False
    if statement.left.shape != ():
        return False
    entries = Entries(scope, {})
    found = _match(rule.left, entries.scalar(statement.left))
    if found is None or not all(isinstance(it, Quantity) and it.shape == () for it in found.values()):
        return False
    names = {it.name for side in (statement.left, statement.right) for it in walk(side) if isinstance(it, Quantity)}
    free = set(found.values()) == {Quantity(name=name) for name in names} and not names & set(scope.definitions)
    return free and len(names) == len(found) and _put(rule.right, found) == entries.scalar(statement.right)


def _applied(term: Term, rule: Rule) -> Term | None:
    """The right side of a rule in the place of its left side, which may be a factor 1 / … of `term`."""
    if isinstance(rule.left, Quotient):
        bag = factors(term) if isinstance(term, Quotient) else Product(False, (), ())
        for place, bottom in enumerate(bag.bottoms):
            found = _match(rule.left.bottom, bottom)
            if found is not None:
                new = factors(_put(rule.right, found))
                others = (*bag.bottoms[:place], *bag.bottoms[place + 1 :])
                return Product(bag.negative, (*bag.tops, *new.tops), (*others, *new.bottoms)).term()
        return None
    found = _match(rule.left, term)
    return None if found is None else _put(rule.right, found)


def _match(pattern: object, term: object) -> Found | None:
    """What stands in `term` for each number of `pattern`; None where they differ elsewhere too."""
    if isinstance(pattern, Quantity) and isinstance(term, Term):
        return {pattern: term}
    if pattern == SQUARE and isinstance(term, Times):
        return {Z: term.left} if term.left == term.right else None
    if type(pattern) is not type(term):
        return None
    if isinstance(pattern, tuple) and isinstance(term, tuple):
        return _together(pattern, term) if len(pattern) == len(term) else None
    if is_dataclass(pattern):
        names = [it.name for it in fields(pattern) if it.compare]
        return _together([getattr(pattern, name) for name in names], [getattr(term, name) for name in names])
    return {} if pattern == term else None


def _together(patterns: Sequence[object], terms: Sequence[object]) -> Found | None:
    """The same for several patterns, in which a number stands for one thing only."""
    known: dict[Term, Term] = {}
    for pattern, term in zip(patterns, terms, strict=True):
        found = _match(pattern, term)
        if found is None or any(known.setdefault(name, value) != value for name, value in found.items()):
            return None
    return known


def _put(node: Term, found: Found) -> Term:
    """A term with its numbers replaced by what stands for them."""

    def change(inner: Node) -> Node:
        return found[inner] if isinstance(inner, Quantity) else rebuilt(inner, change)

    changed: Term | Condition = change(node)
    assert isinstance(changed, Term)
    return changed
