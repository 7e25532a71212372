"""Whether a claim may turn at sizes beyond all that are tried, by the numbers that stand beside its sizes and indices.

What is compared at sizes up to 7 says little of `i > 20`, of `max(n, 20)` or of `n - m` where that is 3 or more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, inf

from derive.meaning.claims import Claim
from derive.meaning.reaching import reached
from derive.meaning.rewriting import Node, parts, walk
from derive.meaning.terms import (
    Compare,
    Comparison,
    Constant,
    Fold,
    Index,
    Map,
    Negative,
    Plus,
    Power,
    Quotient,
    Size,
    SizeValue,
    Table,
    Term,
    Times,
)

ARITHMETIC = Constant, SizeValue, Index, Plus, Negative, Times, Quotient, Power
NEAR = 2
"""How far numbers may reach where two sizes are held against each other: those tried are not further apart."""
SHARP = (Comparison.LESS, Comparison.GREATER, Comparison.AT_LEAST, Comparison.AT_MOST)


def is_beyond(claim: Claim, largest: int) -> bool:
    """Whether the numbers in a claim reach further than the `largest` size that is tried."""
    statement = claim.statement
    roots = reached((statement.left, statement.right, statement.condition), claim.scope.definitions)
    nodes = [node for root in roots for node in walk(root)]
    whole = {node.value for node in nodes if isinstance(node, Constant)}
    if sum(abs(value) for value in whole if value.denominator == 1 and abs(value) > 1) > largest:
        return True
    counting = _Counting(_runs(nodes, statement.ranges))
    turns = {turn for node in nodes for turn in counting.turns(node)}
    if sum(turn.reach for turn in turns) >= largest:
        return True
    values = {value for root in roots if isinstance(root, Node) for value in counting.values(root)}
    return any(counting.reach(value) >= (NEAR + 1 if counting.is_mixed(value) else largest) for value in values)


def _runs(nodes: Iterable[Node], ranges: Mapping[str, Size]) -> dict[str, set[Size]]:
    """The sizes up to which the indices of each name run."""
    runs: dict[str, set[Size]] = {name: {size} for name, size in ranges.items()}
    for node in nodes:
        if isinstance(node, Fold):
            sizes = {each.size for each in walk(node.high) if isinstance(each, SizeValue)}
            runs.setdefault(node.index, set()).update(sizes)
        elif isinstance(node, Table):
            for name, size in zip((node.row, node.column), node.shape, strict=True):
                runs.setdefault(name, set()).add(size)
    return runs


def _linear(term: Term) -> dict[str | Size, Fraction] | None:
    """The factor of each index and size in a sum of these, by its name, and the number, by none."""
    match term:
        case Constant(value=value):
            return {"": value}
        case SizeValue(size=size):
            return {size: Fraction(1)}
        case Index(name=name):
            return {name: Fraction(1)}
        case Negative(operand=operand):
            inner = _linear(operand)
            return None if inner is None else {part: -factor for part, factor in inner.items()}
        case Plus(parts=terms):
            found: dict[str | Size, Fraction] = {}
            for each in map(_linear, terms):
                if each is None:
                    return None
                for part, factor in each.items():
                    found[part] = found.get(part, Fraction(0)) + factor
            return found
    return None


def _away(place: Term, usual: int) -> float:
    """How far a bound is from where it usually is."""
    found = _linear(place)
    number = found.get("", Fraction(0)) if found is not None else None
    return inf if number is None or number.denominator != 1 else float(abs(number - usual))


@dataclass(frozen=True, slots=True)
class _Turn:
    """Where a claim turns: at the terms that decide of it, as far from the least place as their numbers say."""

    terms: tuple[Term, ...]
    reach: float


@dataclass(frozen=True, slots=True)
class _Counting:
    """What numbers beside sizes and indices say; the indices of a name run up to the sizes `runs` has."""

    runs: Mapping[str, set[Size]]

    def turns(self, node: Node) -> Iterator[_Turn]:
        """The place at which a condition, a bound or an extreme value turns."""
        match node:
            case Compare(comparison=comparison, left=left, right=right) if self._counts(left, right):
                yield self._turn(self._apart(comparison, left, right), left, right)
            case Fold(low=low, high=high) if self._counts(low, high):
                yield self._turn(_away(low, 1) + _away(high, 0), low, high)
            case Map(arguments=arguments) if self._counts(*arguments):
                yield self._turn(sum(self.reach(each, sharp=True) for each in arguments), *arguments)

    def values(self, node: Node) -> Iterator[Term]:
        """The numbers made of sizes and indices, each as a whole, outside of what turns."""
        if isinstance(node, Term) and self._counts(node):
            yield node
        elif not any(True for _ in self.turns(node)):
            for part in parts(node):
                yield from self.values(part)
        elif isinstance(node, Fold):
            yield from self.values(node.body)

    def reach(self, term: Term, *, sharp: bool = False) -> float:
        """How far the numbers in a term go together; one that is `sharp` goes anywhere unless it only adds."""
        match term:
            case Constant(value=value):
                return inf if sharp and value.denominator != 1 else ceil(abs(value))
            case SizeValue() | Index():
                return 0
            case Plus() | Negative():
                return sum(self.reach(part, sharp=sharp) for part in parts(term) if isinstance(part, Term))
            case Times(left=Constant(value=value), right=part) if abs(value) == 1:
                return self.reach(part, sharp=sharp)
        return inf if sharp else sum(self.reach(part) for part in parts(term) if isinstance(part, Term))

    def is_mixed(self, *terms: Term) -> bool:
        """Whether terms hold two sizes against each other, or their indices."""
        nodes = [node for term in terms for node in walk(term)]
        sizes = {node.size for node in nodes if isinstance(node, SizeValue)}
        ends = {end for node in nodes if isinstance(node, Index) for end in self.runs.get(node.name, set())}
        return len({end for end in (*sizes, *ends) if isinstance(end, str)}) > 1

    def _turn(self, reach: float, *terms: Term) -> _Turn:
        """A turn as far away as that, or anywhere where two sizes are held too far apart."""
        return _Turn(terms, inf if self.is_mixed(*terms) and reach >= NEAR else reach)

    def _apart(self, comparison: Comparison, left: Term, right: Term) -> float:
        """How far apart a comparison holds two places; 0 of one that always holds, as `k + 1 >= 1` does."""
        found = _linear(Plus((left, Negative(right))))
        if found is None:
            return inf
        if comparison in (Comparison.LESS, Comparison.AT_MOST):
            found = {part: -factor for part, factor in found.items()}
        if comparison in (Comparison.LESS, Comparison.GREATER):
            found[""] = found.get("", Fraction(0)) - 1
        number = found.get("", Fraction(0))
        if number.denominator != 1:
            return inf
        return 0 if comparison in SHARP and self._holds(found) else float(abs(number))

    def _holds(self, least: Mapping[str | Size, Fraction]) -> bool:
        """Whether a place is never negative, for indices and sizes are 1 or more, and indices no more than sizes."""
        sizes: dict[str | Size, Fraction] = {}
        number = least.get("", Fraction(0))
        for part, factor in least.items():
            ends = self.runs.get(part, set()) if isinstance(part, str) else set[Size]()
            if not part or (ends and factor > 0):
                number += factor if part else 0
            elif len(ends) > 1:
                return False
            else:
                end = next(iter(ends), part)
                sizes[end] = sizes.get(end, Fraction(0)) + factor
        return all(factor >= 0 for factor in sizes.values()) and number + sum(sizes.values()) >= 0

    def _counts(self, *terms: Term) -> bool:
        """Whether terms are numbers that sizes and indices decide."""
        nodes = [node for term in terms for node in walk(term)]
        known = all(isinstance(node, (*ARITHMETIC, Map)) for node in nodes)
        return known and any(isinstance(node, SizeValue | Index) for node in nodes)
