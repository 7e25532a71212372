"""What a statement's right side is at its general entry, made safe and small, before it is laid out on axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from derive.kernels.contract import contracted
from derive.kernels.entries import ONE, Entries
from derive.kernels.following import Following
from derive.kernels.guard import guarded, zero_log_zero, zero_over_zero
from derive.kernels.places import turned
from derive.kernels.refusal import NotEmittable
from derive.kernels.rules import Licensed, rewritten
from derive.kernels.spelling import is_multiplied_by_0
from derive.kernels.stable import Licence, shifted
from derive.meaning.rewriting import free_indices, walk
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Derivative, Index, Item, Size, Term

ZERO_LOG_ZERO = "0 · log 0 is 0; where only the probability is 0, the result is infinite"
ZERO_OVER_ZERO = "0 / 0 is 0; where only the divisor is 0, the result is infinite"

MASK = "what is left out is multiplied by 0, so there an infinite gradient gives no number"


@dataclass(frozen=True, slots=True)
class Plan:
    """A scalar term, its free indices in the order of the result's axes, and how far each index in it runs.

    `licence` and `rules` are what it makes use of, `conventions` say what it takes an undefined value as.
    """

    term: Term
    order: tuple[str, ...]
    ranges: Mapping[str, Size]
    licence: Licence | None
    rules: tuple[Licensed, ...]
    conventions: tuple[str, ...]


def plan(statement: Statement, scope: Scope, licence: Licence | None, rules: Sequence[Licensed] = ()) -> Plan:
    """The plan of a statement's right side; raises `NotEmittable` where a term has no rule."""
    following = Following(scope)
    said = following.statement(statement)
    entries = Entries(following.scope(scope), said.ranges)
    plain, order = _general_entry(said, entries)
    exact, used = rewritten(plain, rules)
    stable = exact if licence is None else shifted(exact)
    small = turned(contracted(stable, entries.ranges))
    shift = licence if stable != exact else None
    defined = zero_over_zero(small)
    undefined = ZERO_LOG_ZERO if zero_log_zero(small) else ZERO_OVER_ZERO if defined != small else None
    masked = MASK if is_multiplied_by_0(defined) else None
    conventions = tuple(each for each in (undefined, masked) if each is not None)
    return Plan(guarded(defined), order, entries.ranges, shift, used, conventions)


def _general_entry(statement: Statement, entries: Entries) -> tuple[Term, tuple[str, ...]]:
    """The right side at free indices, and these in the order in which the result has them as axes."""
    if statement.condition is not None or statement.remainder is not None:
        raise NotEmittable("a claim under a condition, or up to a remainder, does not give every value")
    if statement.right.shape == () != statement.left.shape:
        raise NotEmittable("the left side is an array and the right side a number, so the result's size is unknown")
    order = _left_order(statement)
    axes = [ONE if size == 1 else Index(name=entries.fresh(size)) for size in statement.right.shape]
    term = entries.entry(statement.right, *(axes or [ONE, ONE]))
    order += tuple(it.name for it in axes if isinstance(it, Index))
    missing = set(order) - free_indices(term)
    if missing:
        raise NotEmittable(f"the right side does not have the index {min(missing)}, so the result's size is unknown")
    return term, order


def _left_order(statement: Statement) -> tuple[str, ...]:
    """The free indices in the order in which they stand in the entry on the left."""
    free = free_indices(statement.left) | free_indices(statement.right)
    if isinstance(statement.left, Item | Derivative):
        found = dict.fromkeys(node.name for node in walk(statement.left) if isinstance(node, Index))
        if set(found) == free:
            return tuple(found)
    if len(free) > 1:
        raise NotEmittable("the left side is no entry at all the free indices, so the order of the axes is unknown")
    return tuple(free)
