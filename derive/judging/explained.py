"""Names explained anew beside a claim, as by `z = W x - b` in its display, where z is defined otherwise above.

By the language the second equation is a claim, and false. Its author means it to hold for what stands beside it:
that is judged with either meaning, and understood only where both come to the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from derive.judging.trial import Judge
from derive.judging.verdict import FALSE, TRUE, Kind, Verdict
from derive.meaning.claims import Claim
from derive.meaning.given import parts
from derive.meaning.meanings import Understood
from derive.meaning.reaching import quantities, spoken
from derive.meaning.rewriting import rebuilt
from derive.meaning.scope import Scope, hiding
from derive.meaning.terms import (
    Compare,
    Comparison,
    Condition,
    Constant,
    Every,
    Index,
    Item,
    Map,
    Quantity,
    Table,
    Term,
    Unknown,
)
from derive.reading.items import Document

CONSTANTS = (("e", Map("exp", (Constant(Fraction(1)),))), (r"\pi", Map("pi", ())))
"""The numbers that need no declaration."""
WHOLE = "\N{DEGREE SIGN}"
"""The index over an axis of length one, which no document writes."""


@dataclass(frozen=True, slots=True)
class Explained:
    """What a name stands for by an equation at a line, other than by its definition.

    Where it `starts` in a display, it is about the row in which it stands.
    """

    name: str
    term: Term
    line: int
    starts: int | None = None

    def is_about(self, place: int, text: str) -> bool:
        """Whether it is about what stands at a place of its display."""
        if self.starts is None:
            return True
        first, last = sorted((self.starts, place))
        return r"\\" not in text[first:last]


def explanations(document: Document, understood: Iterable[Understood]) -> Mapping[int, tuple[Explained, ...]]:
    """What the claims of every display say of names that are defined otherwise, by the numbers of the displays."""
    found: dict[int, tuple[Explained, ...]] = {}
    for each in understood:
        line = document.source.position(each.item.span.start)[0]
        if isinstance(each.meaning, Claim) and each.item.display:
            for name, term in explained(each.meaning):
                one = Explained(name, term, line, each.item.span.start)
                found[each.item.display] = (*found.get(each.item.display, ()), one)
    return found


def explained(claim: Claim) -> Iterator[tuple[str, Term]]:
    """The defined name on the left side of a claim, and what the right side says it is."""
    statement = claim.statement
    if statement.condition is not None or statement.remainder is not None:
        return
    match statement.left:
        case Unknown(name=name, primes=0) if not statement.ranges and name not in _unknown([statement.right], claim):
            yield name, statement.right
        case left:
            yield from _named(left, statement.right, claim.scope)


def _named(left: Term, right: Term, scope: Scope) -> Iterator[tuple[str, Term]]:
    """What an equation says of the defined name on its left side, or by a general entry of that."""
    match left:
        case Quantity(name=name):
            yield from _otherwise(name, right, scope)
        case Item(array=Quantity(name=name, shape=shape), row=row, column=column):
            places = [place.name if isinstance(place, Index) else "" for place in (row, column)]
            over = [place or WHOLE for place, size in zip(places, shape, strict=True) if place or size == 1]
            if len(set(over)) == len(shape):
                yield from _otherwise(name, Table(right, *over, shape=shape), scope)


def _otherwise(name: str, term: Term, scope: Scope) -> Iterator[tuple[str, Term]]:
    """A meaning of a defined name that is not its definition, and does not rest on the name itself."""
    known = scope.definitions.get(name)
    if known is not None and term != known and name not in quantities(term, scope.definitions):
        yield name, term


def meanings(claim: Claim, beside: Sequence[Explained], given: Scope, line: int) -> list[tuple[Explained, Claim]]:
    """A claim with each other meaning of a name that it speaks of, explained `beside` it or behind it at a `line`.

    What is assumed by the scope that is `given` was not said behind the claim.
    """
    statement = claim.statement
    spoken = quantities(statement.left, claim.scope.definitions) | quantities(statement.right, claim.scope.definitions)
    spoken |= _unknown([statement.left, statement.right], claim).keys()
    return [pair for pair in (*_beside(claim, beside), *_behind(claim, given, line)) if pair[0].name in spoken]


def read_both_ways(
    verdict: Verdict,
    others: Iterable[tuple[Explained, Claim]],
    lines: Mapping[str, int],
    judge: Judge,
    seconds: float,
) -> Verdict:
    """A verdict, if it is the same for the claim with other meanings; else the claim is not understood.

    `lines` are those of the definitions.
    """
    if verdict.kind not in (*TRUE, *FALSE):
        return verdict
    for each, other in others:
        if judge(other, seconds).kind in (FALSE if verdict.kind in TRUE else TRUE):
            name = other.scope.spelling(each.name)
            was, is_ = ("true", "is false") if verdict.kind in TRUE else ("false", "is true")
            return Verdict(Kind.UNREAD, otherwise(name, lines.get(each.name), each.line, was, is_))
    return verdict


def with_definition(claim: Claim, verdict: Verdict, lines: Mapping[str, int]) -> Verdict:
    """A verdict that says where the name is defined of which a false claim says something else."""
    if verdict.kind not in FALSE:
        return verdict
    named = [name for name, _ in explained(claim) if name in lines]
    told = [f"${claim.scope.spelling(name)}$ is defined at line {lines[name]}." for name in named]
    known = [name for name, number in CONSTANTS if claim.statement.left == number]
    told += [f"${name}$ is a known number here; another one is declared, or defined by `:=`." for name in known]
    return replace(verdict, message=" ".join([verdict.message, *told]))


def with_assumptions(claim: Claim, verdict: Verdict) -> Verdict:
    """A verdict that says of what is assumed that it is about a name that is hidden by one of a false claim."""
    scope, used = claim.scope, quantities((claim.statement.left, claim.statement.right), {})
    told = [
        f"`{assumption.source}` is assumed of another ${scope.spelling(name)}$, which this one hides."
        for assumption in (scope.assumptions if verdict.kind in FALSE else ())
        for name in sorted(used)
        if any(hiding(hidden) == name for hidden in quantities(assumption.condition, {}))
    ]
    return replace(verdict, message=" ".join([verdict.message, *told]))


def _beside(claim: Claim, beside: Sequence[Explained]) -> Iterator[tuple[Explained, Claim]]:
    """A claim with what other claims of its display explain; it does not explain itself."""
    own = dict(explained(claim))
    for each in beside:
        if each.name in claim.scope.definitions and each.name not in own:
            yield each, _meaning(claim, each)
        elif each.name not in own:
            unknown = _unknown([claim.statement.left, claim.statement.right], claim).get(each.name, set())
            if len(unknown) == 1 and not any(one.primes for one in unknown):
                yield each, _known(claim, next(iter(unknown)), each.term)


def _behind(claim: Claim, given: Scope, line: int) -> Iterator[tuple[Explained, Claim]]:
    """A claim with what is explained behind it, in place of a condition on values."""
    scope, statement = claim.scope, claim.statement
    conditions = list(parts(statement.condition))
    for part in conditions:
        left = tuple(each for each in conditions if each != part)
        free = replace(claim, statement=replace(statement, condition=Every(left) if left else None))
        yield from _explaining(part, free, line)
    for assumption in scope.assumptions:
        if assumption not in given.assumptions and not assumption.ranges:
            others = tuple(each for each in scope.assumptions if each != assumption)
            for part in parts(assumption.condition):
                yield from _explaining(part, replace(claim, scope=replace(scope, assumptions=others)), line)


def _explaining(part: Condition, free: Claim, line: int) -> Iterator[tuple[Explained, Claim]]:
    """A claim with what a condition, which it lacks, says that a name is."""
    match part:
        case Compare(comparison=Comparison.EQUAL, left=left, right=right) if not isinstance(
            right, Constant | Quantity | Item
        ):
            for name, term in _named(left, right, free.scope):
                each = Explained(name, term, line)
                yield each, _meaning(free, each)


def _meaning(claim: Claim, each: Explained) -> Claim:
    """A claim in which a name has the meaning that is explained."""
    return replace(claim, scope=replace(claim.scope, definitions={**claim.scope.definitions, each.name: each.term}))


def _unknown(roots: Iterable[object], claim: Claim) -> Mapping[str, set[Unknown]]:
    """The unknown functions that terms speak of, by their names: more than one where the arguments differ."""
    found: dict[str, set[Unknown]] = {}
    for node in spoken(roots, claim.scope.definitions):
        if isinstance(node, Unknown):
            found.setdefault(node.name, set()).add(node)
    return found


def _known(claim: Claim, unknown: Unknown, term: Term) -> Claim:
    """A claim in which an unknown function is a term."""

    def put(node: Any) -> Any:
        return term if node == unknown else rebuilt(node, put)

    definitions = {name: put(meaning) for name, meaning in claim.scope.definitions.items()}
    statement = replace(claim.statement, left=put(claim.statement.left), right=put(claim.statement.right))
    return replace(claim, statement=statement, scope=replace(claim.scope, definitions=definitions))


def otherwise(name: str, line: int | None, other: int, with_definition: str, with_explanation: str) -> str:
    """That a name is defined at one line and explained otherwise at another one, and what that makes of a claim."""
    where = "above" if line is None else f"at line {line}"
    return (
        f"${name}$ is defined {where}, and explained otherwise at line {other}: with the definition this is "
        f"{with_definition}, with the explanation it {with_explanation}. If two things are meant, give them two names."
    )
