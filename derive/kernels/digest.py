"""A short text that changes when what a claim says changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from derive.meaning.rewriting import Node, sizes_of, walk
from derive.meaning.scope import Assumption, Scope, Statement
from derive.meaning.terms import Quantity, SizeValue, Term

LENGTH = 16


def digest(statement: Statement, scope: Scope) -> str:
    """The digest of both sides, of every definition that they rest on, and of what is assumed of these."""
    sides = (statement.left, statement.right)
    parts = (*sides, statement.condition, statement.remainder, sorted(statement.ranges.items()))
    known = resting_on(sides, scope)
    conditions = [each.condition for each in (*assumed(statement, scope), *_of_sizes((*sides, *known.values()), scope))]
    meaning = (*parts, sorted(known.items()), conditions)
    return sha256(repr(meaning).encode()).hexdigest()[:LENGTH]


def assumed(statement: Statement, scope: Scope) -> tuple[Assumption, ...]:
    """The assumptions about quantities that a statement rests on."""
    sides = (statement.left, statement.right)
    known = {name for term in (*sides, *resting_on(sides, scope).values()) for name in _names(term)}
    return tuple(it for it in scope.assumptions if known & set(_names(it.condition)))


def resting_on(terms: Iterable[Term], scope: Scope) -> Mapping[str, Term]:
    """The definitions of the quantities in `terms`, and of those in these definitions."""
    found: dict[str, Term] = {}
    left = [name for term in terms for name in _names(term)]
    while left:
        name = left.pop()
        if name in scope.definitions and name not in found:
            found[name] = scope.definitions[name]
            left += _names(found[name])
    return found


def _of_sizes(terms: Iterable[Term], scope: Scope) -> Iterator[Assumption]:
    """What is assumed of the sizes in some terms alone."""
    known = {size for term in terms for node in walk(term) if isinstance(node, Term) for size in sizes_of(node)}
    for assumption in scope.assumptions:
        nodes = walk(assumption.condition)
        if not _names(assumption.condition) and any(isinstance(it, SizeValue) and it.size in known for it in nodes):
            yield assumption


def _names(term: Node) -> list[str]:
    return [node.name for node in walk(term) if isinstance(node, Quantity)]
