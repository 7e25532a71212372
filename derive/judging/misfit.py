"""Equations whose shapes do not fit: false, as far as what is assumed of the sizes lets them differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, permutations

from derive.judging.exact.frames import Point
from derive.judging.inventory import reach
from derive.judging.obeying import obeys
from derive.judging.verdict import Counterexample, Kind, Sizes, Verdict, closed
from derive.meaning.claims import Claim, Shapeless
from derive.meaning.rewriting import walk
from derive.meaning.scope import Assumption, Scope
from derive.meaning.terms import Constant, SizeValue

LEAST = 2
SPARE = 4
"""How many numbers more than sizes are tried."""
MOST = 2_000
"""Assignments that are tried."""


def out_of_bounds(claim: Claim) -> Verdict | None:
    """The verdict on an equation of which a sum does not run over its axis, or nothing where it may."""
    for each in claim.misfits:
        found = misfit(Shapeless(each.message, claim.statement.right.span, sizes=each.sizes, scope=claim.scope))
        if found.kind is Kind.REFUTED:
            return found
    return None


def misfit(claim: Shapeless) -> Verdict:
    """The verdict on an equation without a common shape, with sizes that are different and obey the assumptions."""
    assumed = [each for each in claim.scope.assumptions if not reach(each.condition, claim.scope)]
    for sizes in _assignments(claim, assumed):
        if all(obeys(each, claim.scope, Point(sizes, {}, {})) for each in assumed):
            shown = {size: sizes[size] for size in claim.sizes}
            example = Counterexample(sizes=shown) if shown else None
            message = closed(f"The equation has no value: {claim.message}")
            return Verdict(Kind.REFUTED, message, counterexample=example)
    message = f"{claim.message}, but no different sizes were found that obey what is assumed of them"
    return Verdict(Kind.UNDECIDED, f"Not decided: {message}.")


def _assignments(claim: Shapeless, assumed: Sequence[Assumption]) -> Iterator[Sizes]:
    """Different numbers for different sizes, and none that a shape has; one for those assumed to be equal."""
    nodes = [node for each in assumed for node in walk(each.condition)]
    named = [*claim.sizes, *(node.size for node in nodes if isinstance(node, SizeValue))]
    united = claim.scope.united
    apart = list(dict.fromkeys(united.get(size, size) for size in named))
    written = {int(node.value) + more for node in nodes if isinstance(node, Constant) for more in (0, 1)}
    taken = _numbers(claim.scope)
    pool = sorted(written | set(range(LEAST, LEAST + len(apart) + len(taken) + SPARE)))
    free = [number for number in pool if number not in taken and number >= LEAST]
    for numbers in islice(permutations(free, len(apart)), MOST):
        chosen = dict(zip(apart, numbers, strict=True))
        yield {size: chosen[united.get(size, size)] for size in named}


def _numbers(scope: Scope) -> set[int]:
    """The sizes that are numbers."""
    return {size for shape in scope.shapes.values() for size in shape if isinstance(size, int)}
