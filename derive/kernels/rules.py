"""Rewritings by proved identities: the same function, but no digit is lost and nothing overflows.

A rule is made use of only where a document proves it, as an identity in one free number:

    1 − z² = (1 − z)(1 + z)                     near ±1 the square has lost the digits that the difference needs
    log(1 + eᶻ) = max(0, z) + log(1 + e^(−|z|))   no exponential overflows, and a small one is not lost beside 1
    1 / (1 + e^(−z)) = e^min(0, z) / (1 + e^(−|z|))   the same
    {z if z > 0; 0 otherwise} = max(0, z)       a choice costs a processor more than a maximum
"""

from __future__ import annotations

from collections.abc import Sequence
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

Z = Quantity(name="z")


@dataclass(frozen=True, slots=True)
class Rule:
    """`left` may be written as `right`; both are terms in the number `Z`."""

    left: Term
    right: Term


def _exp(exponent: Term) -> Map:
    return Map(function="exp", arguments=(exponent,))


def _log_of_one_and(term: Term) -> Map:
    return Map(function="log", arguments=(Plus(parts=(ONE, term)),))


SQUARE = Power(base=Z, exponent=Constant(value=Fraction(2)))
SMALL = _exp(Negative(operand=Map(function="abs", arguments=(Z,))))
RULES = (
    Rule(
        Plus(parts=(ONE, Negative(operand=SQUARE))),
        Times(left=Plus(parts=(ONE, Negative(operand=Z))), right=Plus(parts=(ONE, Z))),
    ),
    Rule(
        _log_of_one_and(_exp(Z)),
        Plus(parts=(Map(function="max", arguments=(ZERO, Z)), _log_of_one_and(SMALL))),
    ),
    Rule(
        Quotient(top=ONE, bottom=Plus(parts=(ONE, _exp(Negative(operand=Z))))),
        Quotient(top=_exp(Map(function="min", arguments=(ZERO, Z))), bottom=Plus(parts=(ONE, SMALL))),
    ),
    Rule(
        Cases(branches=((Z, Compare(Comparison.GREATER, Z, ZERO)), (ZERO, None))),
        Map(function="max", arguments=(ZERO, Z)),
    ),
)


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
        said = _identity(statement, scope)
        for rule in RULES:
            if said == rule:
                return cls(rule, claim_id)
        raise NotEmittable(f"{claim_id} is none of the identities by which kernels are rewritten")


def rewritten(term: Term, licensed: Sequence[Licensed]) -> tuple[Term, tuple[Licensed, ...]]:
    """`term` with every rule applied wherever its left side stands, and the rules that were of use."""
    used: dict[Licensed, None] = {}

    def change(node: Node) -> Node:
        inner = rebuilt(node, change)
        for each in licensed:
            new = _applied(inner, each.rule) if isinstance(inner, Term) else None
            if new is not None:
                used[each] = None
                return new
        return inner

    changed = change(term)
    assert isinstance(changed, Term)
    return changed, tuple(used)


def _identity(statement: Statement, scope: Scope) -> Rule | None:
    """A statement about one free number, with that number called `Z`."""
    if statement.ranges or statement.condition is not None or statement.remainder is not None:
        return None
    sides = (statement.left, statement.right)
    names = {node.name for side in sides for node in walk(side) if isinstance(node, Quantity)}
    if len(names) != 1 or names & set(scope.definitions) or statement.left.shape != ():
        return None
    (name,) = names
    entries = Entries(scope, {})
    return Rule(*(_put(entries.scalar(side), Quantity(name=name), Z) for side in sides))


def _applied(term: Term, rule: Rule) -> Term | None:
    """The right side of a rule in the place of its left side, which may be a factor 1 / … of `term`."""
    if isinstance(rule.left, Quotient):
        bag = factors(term) if isinstance(term, Quotient) else Product(False, (), ())
        for place, bottom in enumerate(bag.bottoms):
            found = _match(rule.left.bottom, bottom)
            if found is not None:
                new = factors(_put(rule.right, Z, found))
                others = (*bag.bottoms[:place], *bag.bottoms[place + 1 :])
                return Product(bag.negative, (*bag.tops, *new.tops), (*others, *new.bottoms)).term()
        return None
    found = _match(rule.left, term)
    return None if found is None else _put(rule.right, Z, found)


def _match(pattern: object, term: object) -> Term | None:
    """What stands in `term` where `pattern` has `Z`; None where they differ elsewhere too."""
    if pattern == Z and isinstance(term, Term):
        return term
    if pattern == SQUARE and isinstance(term, Times):
        return term.left if term.left == term.right else None
    if type(pattern) is not type(term) or not (is_dataclass(pattern) or isinstance(pattern, tuple)):
        return None
    if isinstance(pattern, tuple) and isinstance(term, tuple):
        pairs = list(zip(pattern, term, strict=False)) if len(pattern) == len(term) else []
    else:
        names = [it.name for it in fields(pattern) if it.compare]  # type: ignore[arg-type]
        pairs = [(getattr(pattern, name), getattr(term, name)) for name in names]
    differing = [_match(one, other) for one, other in pairs if one != other]
    return differing[0] if differing and all(it == differing[0] for it in differing) else None


def _put(node: Term, old: Term, new: Term) -> Term:
    def change(inner: Node) -> Node:
        return new if inner == old else rebuilt(inner, change)

    changed: Term | Condition = change(node)
    assert isinstance(changed, Term)
    return changed
