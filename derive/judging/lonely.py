"""What a proof leaves out where a size is 1, and nowhere else: a kink, or all values, for a side has none there."""

from __future__ import annotations

from collections.abc import Callable, Collection

from derive.judging import chosen, prove
from derive.judging.cut import may_bend
from derive.judging.divisors import divides
from derive.judging.evidence import Evidence
from derive.judging.excluded import Places
from derive.judging.exponents import written
from derive.judging.inventory import Inventory
from derive.meaning.claims import Claim
from derive.meaning.reaching import spoken
from derive.meaning.terms import Derivative, Power


def lonely(
    claim: Claim, found: Inventory, evidence: Evidence, known: Collection[str], clock: Callable[[], None]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The kinks, and where a side has no value, at each size of 1.

    Where others are `known`, left out at all sizes, those at a size of 1 are taken to be the same, and only a size at
    which there is no value at all is named.
    """
    kinks, poles = dict[str, None](), dict[str, None]()
    is_bent, is_divided = _bends(claim), divides(claim.statement, claim.scope)
    for name, sizes in chosen.ones(found) if is_bent or is_divided else ():
        one = f"{claim.scope.spelling(name)} = 1"
        compared = next((each for each in evidence.compared if each.sizes == sizes), None)
        compared = compared or prove.compare(claim.statement, claim.scope, sizes, clock)
        places = Places(claim.statement, claim.scope, sizes)
        if compared.undefined or places.covers(compared.kinks | compared.poles):
            poles[one] = None
        elif not known:
            for own, at in ((kinks, compared.kinks if is_bent else frozenset()), (poles, compared.poles)):
                own.update({rf"{text} \wedge {one}": None for text in places.excluded(places.possible(at))})
    return tuple(kinks), tuple(each for each in poles if each not in (*known, *kinks))


def _bends(claim: Claim) -> bool:
    """Whether anything in a claim, or in what it rests on, may have a kink."""
    nodes = spoken((claim.statement.left, claim.statement.right), claim.scope.definitions)
    return any(may_bend(node) and not _has_a_slope(node) for node in nodes)


def _has_a_slope(node: object) -> bool:
    """Whether a term bends by what is differentiated in it only, or is a power that has a slope where its base is 0."""
    power = written(node.exponent) if isinstance(node, Power) else None
    return isinstance(node, Derivative) or (power is not None and power > 1)
