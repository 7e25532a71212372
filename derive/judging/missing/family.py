r"""The assumptions that are tried, from the weakest kind to the strongest.

A row of `FAMILY` is a function from a claim to candidates. That two sizes are equal comes last: most claims that hold
only where two sizes happen to agree have mixed up their axes, and then a correction is found before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from derive.judging.inventory import Inventory, inventory, reach
from derive.judging.missing.candidate import (
    ONE,
    ZERO,
    Candidate,
    distinct,
    equal_sizes,
    idempotent,
    mask,
    orthonormal,
    positive,
    symmetric,
    total,
)
from derive.meaning.claims import Claim
from derive.meaning.reaching import differentiates, spoken
from derive.meaning.terms import Cases, Constant, Derivative, Fold, Folding, Map, Power, SizeValue, Term, is_number

Group = tuple[Candidate, ...]
ROOTS = frozenset({"log", "log10", "sqrt"})
"""Functions whose rules for products and powers hold for positive arguments only."""
PIECES = frozenset({"max", "min", "sign"})


@dataclass(frozen=True, slots=True)
class Subject:
    """A claim, its free quantities, and of these the ones on which an equation can be put.

    A quantity by which a claim differentiates moves freely there, so an equation on it would contradict the claim.
    """

    claim: Claim
    found: Inventory
    free: tuple[str, ...]
    fixable: tuple[str, ...]

    @classmethod
    def of(cls, claim: Claim) -> Subject:
        """What can be assumed of a claim's quantities. A name told from another by its typeface only is left out."""
        found = inventory(claim.statement, claim.scope)
        free = tuple(name for name in found.free if name not in claim.scope.finite and "#" not in name)
        definitions = claim.scope.definitions
        sides = (claim.statement.left, claim.statement.right)
        moved = {name for side in sides for name in differentiates(side, definitions)}
        moved |= {name for root in moved & definitions.keys() for name in reach(definitions[root], claim.scope)}
        return cls(claim, found, free, tuple(name for name in free if name not in moved))


def candidates(claim: Claim) -> Iterator[Group]:
    """What is tried for a claim, in order; the members of a group are assumed together."""
    subject = Subject.of(claim)
    for row in FAMILY:
        yield from row(subject)


def different_indices(subject: Subject) -> Iterator[Group]:
    """Two free indices that run equally far are not equal."""
    ranges = subject.claim.statement.ranges
    for one, other in combinations(ranges, 2):
        if ranges[one] == ranges[other]:
            yield (distinct(one, other),)


def signs(subject: Subject) -> Iterator[Group]:
    """All quantities below logarithms and roots are positive, or those in exponents are too.

    Not where a claim speaks of functions by cases: a sign would pick one of the pieces and hide the others.
    """
    inside, above = _inside_roots(subject.claim), _in_exponents(subject.claim)
    for names in dict.fromkeys((inside - above, inside | above)) if not _has_pieces(subject.claim) else ():
        group = tuple(positive(name, subject.claim.scope) for name in subject.free if name in names)
        if group:
            yield group


def sums(subject: Subject) -> Iterator[Group]:
    """The entries along an axis add up to 1, or to 0."""
    for value in (ONE, ZERO):
        for name in subject.fixable:
            shape = subject.found.free[name]
            for axis in (1, 0):
                if shape != () and shape[axis] != 1:
                    yield (total(name, axis, value, subject.claim.scope),)


def symmetry(subject: Subject) -> Iterator[Group]:
    """A square matrix is symmetric."""
    for name in subject.fixable:
        shape = subject.found.free[name]
        if shape != () and shape[0] == shape[1] != 1:
            yield (symmetric(name, subject.claim.scope),)


def idempotence(subject: Subject) -> Iterator[Group]:
    """A square matrix is its own square, or every entry of an array is, or a matrix projects at right angles."""
    scope = subject.claim.scope
    shapes = {name: subject.found.free[name] for name in subject.fixable}
    arrays = [name for name, shape in shapes.items() if shape != ()]
    squares = [name for name in arrays if shapes[name][0] == shapes[name][1] != 1]
    yield from ((idempotent(name, scope),) for name in squares)
    yield from ((mask(name, scope),) for name in arrays)
    yield from ((symmetric(name, scope), idempotent(name, scope)) for name in squares)


def orthogonality(subject: Subject) -> Iterator[Group]:
    """The columns of a matrix have length 1 and stand at right angles. Not where I means something else."""
    scope = subject.claim.scope
    for name in subject.fixable if "I" not in scope.shapes.keys() | scope.sizes else ():
        shape = subject.found.free[name]
        if shape != () and 1 not in shape:
            yield (orthonormal(name, scope),)


def sizes(subject: Subject) -> Iterator[Group]:
    """Two sizes are equal.

    Not where a sum is written to another size than that of its axis, which is an error whatever the sizes are.
    """
    if subject.claim.notes:
        return
    for one, other in combinations([size for size in subject.found.sizes if not is_number(size)], 2):
        yield (equal_sizes(one, other),)


FAMILY: tuple[Callable[[Subject], Iterator[Group]], ...] = (
    different_indices,
    signs,
    sums,
    symmetry,
    idempotence,
    orthogonality,
    sizes,
)


def _inside_roots(claim: Claim) -> frozenset[str]:
    """The free quantities below a logarithm, a root or an absolute value."""
    found: set[str] = set()
    for node in _nodes(claim):
        match node:
            case Map(function=function) if function in ROOTS or function == "abs":
                found |= reach(node, claim.scope)
            case Power(base=base, exponent=exponent) if not _is_whole(exponent):
                found |= reach(base, claim.scope)
    return frozenset(found)


def _in_exponents(claim: Claim) -> frozenset[str]:
    """The free quantities in exponents."""
    powers = (node for node in _nodes(claim) if isinstance(node, Power))
    return frozenset(name for power in powers for name in reach(power.exponent, claim.scope))


def _has_pieces(claim: Claim) -> bool:
    """Whether a claim speaks of functions by cases; an absolute value is one where it is differentiated."""
    nodes = _nodes(claim)
    functions = {node.function for node in nodes if isinstance(node, Map)}
    if functions & PIECES or any(isinstance(node, Cases) for node in nodes):
        return True
    if any(isinstance(node, Fold) and node.folding in (Folding.MAX, Folding.MIN) for node in nodes):
        return True
    return "abs" in functions and any(isinstance(node, Derivative) for node in nodes)


def _nodes(claim: Claim) -> Sequence[object]:
    return spoken([claim.statement.left, claim.statement.right], claim.scope.definitions)


def _is_whole(exponent: Term) -> bool:
    return isinstance(exponent, SizeValue) or (isinstance(exponent, Constant) and exponent.value.denominator == 1)
