"""What a derivation may lean on: the earlier claims of a document that say what a derivative is.

Where one says that ∂L/∂a is δ, the name δ stands for the derivative, whatever it is defined as; and where a derivative
stands in a claim itself, its value may be put in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from derive.judging.chosen import beside
from derive.judging.cut import cut
from derive.judging.derivation.entries import Reason
from derive.judging.inventory import inventory
from derive.judging.prove import compare
from derive.meaning.claims import Claim
from derive.meaning.reaching import quantities
from derive.meaning.rewriting import walk
from derive.meaning.terms import Derivative, Item, Quantity, Term


@dataclass(frozen=True, slots=True)
class Earlier:
    """A claim that stands before another: its id, and the line in which it starts. It may be false."""

    id: str
    line: int
    claim: Claim


@dataclass(frozen=True, slots=True)
class Leaning:
    """A claim with the `ids` of the claims on which its derivation rests.

    Of its definitions those in `reasons` are derivatives, by the claims named there; `values` has the derivatives by a
    quantity for which something may be put in, with the reason.
    """

    claim: Claim
    ids: tuple[str, ...] = ()
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    values: Mapping[Derivative, tuple[Term, Reason]] = field(default_factory=dict)


def leanings(claim: Claim, earlier: Sequence[Earlier], clock: Callable[[], None]) -> Iterator[Leaning]:
    """The ways to derive a claim, those that rest on most first; the last is to work it out from the definitions."""
    told = [each for each in earlier if _is_told(each.claim, claim)]
    known: dict[str, bool] = {}

    def is_true(each: Earlier) -> bool:
        if each.id not in known:
            known[each.id] = _is_true(each, claim, clock)
        return known[each.id]

    named = _named(claim, told, is_true)
    if named.ids:
        opened = cut(named.claim)
        if opened is not None:
            yield replace(named, claim=opened.claim)
    opened = cut(claim)
    if opened is not None:
        yield Leaning(opened.claim)
    written = {_parts(node) for side in _sides(claim) for node in walk(side) if isinstance(node, Derivative)}
    put_in: dict[Derivative, tuple[Term, Reason]] = {}
    ids: tuple[str, ...] = ()
    for each in told:
        slope, value = _sides(each.claim)
        if isinstance(slope, Derivative) and _parts(slope) in written and is_true(each):
            put_in[slope] = value, _by(each)
            ids = (*ids, each.id)
    if put_in:
        opened = cut(claim, [value for value, _ in put_in.values()])
        if opened is not None:
            terms = {opened.opened(left): (opened.opened(value), why) for left, (value, why) in put_in.items()}
            yield Leaning(opened.claim, ids, values=terms)
        yield Leaning(claim, ids, values=put_in)
    yield Leaning(claim)


def is_slope(claim: Claim) -> bool:
    """Whether a claim says what a derivative of a number is, without any condition."""
    statement = claim.statement
    match statement.left:
        case Derivative(Quantity(name=name, shape=()), Quantity(), flipped=False) if name in claim.scope.definitions:
            plain = not statement.ranges and statement.condition is None and statement.remainder is None
            return plain and not claim.conventions
    return False


def _sides(claim: Claim) -> tuple[Term, Term]:
    return claim.statement.left, claim.statement.right


def _parts(slope: Derivative) -> tuple[Term, Term]:
    """What is differentiated, and the quantity by which, all of it or an entry."""
    return slope.numerator, slope.by.array if isinstance(slope.by, Item) else slope.by


def _is_told(earlier: Claim, claim: Claim) -> bool:
    """Whether an earlier claim says the same where another stands, and is not that one."""
    here, there = claim.scope, earlier.scope
    names = quantities(_sides(earlier), there.definitions)
    same = all(
        here.definitions.get(name) == there.definitions.get(name) and here.shapes.get(name) == there.shapes.get(name)
        for name in names
    )
    assumed = all(each in here.assumptions for each in there.assumptions)
    return same and assumed and earlier.statement != claim.statement


def _named(claim: Claim, told: Sequence[Earlier], is_true: Callable[[Earlier], bool]) -> Leaning:
    """A claim in which names are derivatives that are defined in another way, but said to be these."""
    scope, ids, reasons = claim.scope, list[str](), dict[str, Reason]()
    roots = {node.name for side in _sides(claim) for node in walk(side) if isinstance(node, Quantity)}
    for each in told:
        slope, value = _sides(each.claim)
        assert isinstance(slope, Derivative) and isinstance(slope.numerator, Quantity)
        behind = quantities(slope.numerator, scope.definitions)
        for name in sorted(roots & scope.definitions.keys() - behind - reasons.keys()):
            definition = scope.definitions[name]
            is_named = value in (Quantity(name, shape=value.shape), definition)
            if is_named and not isinstance(definition, Derivative) and is_true(each):
                scope = replace(scope, definitions={**scope.definitions, name: slope})
                ids.append(each.id)
                reasons[name] = _by(each)
    return Leaning(replace(claim, scope=scope), tuple(ids), reasons)


def _is_true(each: Earlier, claim: Claim, clock: Callable[[], None]) -> bool:
    """Whether an earlier claim is true of every entry at small sizes."""
    here = replace(each.claim, scope=claim.scope)
    opened = cut(here)
    asked = here if opened is None else opened.claim
    found = compare(asked.statement, asked.scope, beside(inventory(asked.statement, asked.scope)), clock)
    return found.equal and found.entries > 0 and not (found.kinks or found.seams or found.poles)


def _by(each: Earlier) -> Reason:
    """The reason that names an earlier claim."""
    slope = each.claim.statement.left
    assert isinstance(slope, Derivative)
    return (r"$\partial ", slope.numerator, r" / \partial ", slope.by, f"$ by line {each.line}")
