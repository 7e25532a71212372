"""What a function is applied to, such as X W + b in a layer of one line, under a name that the author did not give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from derive.judging.edits.brackets import Pair, pairs, whole
from derive.judging.solving.pieces import CHAIN, ENTRYWISE, FACTOR, SUM, Piece
from derive.meaning.claims import Claim
from derive.meaning.rewriting import parts, rebuilt, walk
from derive.meaning.scope import Scope
from derive.meaning.terms import (
    Apply,
    Index,
    Map,
    MatMul,
    Negative,
    Plus,
    Quantity,
    Quotient,
    Spread,
    Term,
    Times,
    Transpose,
    Unknown,
)
from derive.reading.source import Span

MARK = "□"
"""Begins the name of what has none."""
LINEAR = (Plus, Negative, Times, Quotient, Spread, Transpose)
LEVELS: Mapping[type[Term], int] = {Plus: SUM, Negative: SUM, Times: ENTRYWISE, MatMul: CHAIN}


@dataclass(frozen=True, slots=True)
class Inner:
    """A claim with names for what stands inside functions, and how these names are written: by what they stand for."""

    claim: Claim
    writings: Mapping[str, Piece] = field(default_factory=dict)


def named(claim: Claim, text: str) -> Inner:
    """The claim with a name for every sum of products of matrices that a function is applied to.

    The `text` is that in which the claim and its definitions stand.
    """
    scope, statement = claim.scope, claim.statement
    names = _Names(scope, text, pairs(text, Span(0, len(text))))
    definitions: dict[str, Term] = {}
    for name, term in scope.definitions.items():
        made = names.outside(term)
        definitions.update(names.terms)
        definitions[name] = made
    left = names.outside(statement.left)
    if not names.terms:
        return Inner(claim)
    definitions.update(names.terms)
    shapes = {**scope.shapes, **{name: term.shape for name, term in names.terms.items()}}
    sides = replace(statement, left=left, right=left)
    inner = replace(scope, shapes=shapes, definitions=definitions)
    return Inner(replace(claim, scope=inner, statement=sides), names.writings)


@dataclass
class _Names:
    """Gives names, and remembers what they stand for and how that is written."""

    scope: Scope
    text: str
    brackets: Sequence[Pair]
    terms: dict[str, Term] = field(default_factory=dict)
    writings: dict[str, Piece] = field(default_factory=dict)

    def outside(self, value: Any) -> Any:
        """A term with names for what stands inside its functions."""
        return rebuilt(value, self.inside if _is_function(value) else self.outside)

    def inside(self, value: Any) -> Any:
        """The same for what stands inside a function itself."""
        return self._name(value) if self._is_made_of_products(value) else rebuilt(value, self.inside)

    def _name(self, term: Term) -> Term:
        made = self.outside(term)
        known = {each: name for name, each in self.terms.items()}
        name = known.get(made, f"{MARK}{len(known) + 1}")
        self.terms.setdefault(name, made)
        self.writings.setdefault(name, self._writing(term))
        return Quantity(name, shape=term.shape, span=term.span)

    def _writing(self, term: Term) -> Piece:
        span = whole(term.span, self.brackets)
        text = self.text[span.start : span.end].strip()
        return Piece(text, LEVELS.get(type(term), FACTOR), sum(not isinstance(part, Spread) for part in walk(term)))

    def _is_made_of_products(self, value: object) -> bool:
        """Whether a term is linear in products of matrices, and speaks of the names of the document alone."""
        return isinstance(value, Term) and _has_product(value) and all(
            not isinstance(node, Index) and (not isinstance(node, Quantity) or node.name in self.scope.shapes)
            for node in walk(value)
        )


def _is_function(value: object) -> bool:
    """Whether a term is a function at the entries of something."""
    is_unknown = isinstance(value, Unknown) and len(value.arguments) == 1 and value.shape == value.arguments[0].shape
    return is_unknown or isinstance(value, Apply | Map)


def _has_product(term: Term) -> bool:
    if isinstance(term, LINEAR):
        return any(_has_product(part) for part in parts(term) if isinstance(part, Term))
    return isinstance(term, MatMul)
