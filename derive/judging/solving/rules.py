"""Rules that put names in: what a definition says, solved for what the author has no shorter name for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from derive.judging.general.algebra import power
from derive.judging.general.expressions import Atom, Expression, Product, number, of, together
from derive.judging.general.indices import Index
from derive.judging.general.rationals import Number, raised, ratio
from derive.judging.general.sums import put
from derive.judging.solving.binding import bound


@dataclass(frozen=True)
class Rule:
    """Replaces factors of a product. `free` are the indices that stand for any place."""

    free: frozenset[Index]

    def taken(self, factors: dict[Atom, Number]) -> Expression | None:
        """What some factors become, which are taken out of `factors`; nothing where there are none."""
        raise NotImplementedError

    def keeps(self, atom: Atom) -> bool:
        """Whether an atom is left as it is, with all that is inside it."""
        return False

    @property
    def names(self) -> frozenset[str]:
        """The quantities that stand in what is replaced."""
        raise NotImplementedError


@dataclass(frozen=True)
class Monomial(Rule):
    """`target` to the power of `exponent`, times a number and other atoms, is `name`."""

    target: Atom
    exponent: Number
    factor: Number
    others: tuple[tuple[Atom, Number], ...]
    name: Expression

    def taken(self, factors: dict[Atom, Number]) -> Expression | None:
        """A power of the target becomes one of the name, and of the other atoms."""
        made: Expression | None = None
        for atom, power_ in list(factors.items()):
            binding = bound(self.target, atom, self.free)
            times = Fraction(power_) / Fraction(self.exponent)
            if binding is None or (self.factor != 1 and times.denominator != 1):
                continue
            del factors[atom]
            found = _powered(put(self.name, binding), times)
            for other, exponent in self.others:
                found = found * _powered(put(of(other), binding), -exponent * times)
            found = found.scaled(raised(self.factor, -int(times)) if self.factor != 1 else 1)
            made = found if made is None else made * found
        return made

    @property
    def names(self) -> frozenset[str]:
        """Those of the target."""
        return self.target.names

    def keeps(self, atom: Atom) -> bool:
        """The other atoms, such as the sum under a softmax."""
        return any(bound(other, atom, self.free) is not None for other, _ in self.others)


@dataclass(frozen=True)
class Linear(Rule):
    """`target`, which stands alone in one term of a definition, is what the definition says."""

    target: Atom
    value: Expression

    @property
    def names(self) -> frozenset[str]:
        """Those of the target."""
        return self.target.names

    def taken(self, factors: dict[Atom, Number]) -> Expression | None:
        """Whole powers of the target are multiplied out."""
        made: Expression | None = None
        for atom, exponent in list(factors.items()):
            if exponent > 0 and Fraction(exponent).denominator == 1:
                binding = bound(self.target, atom, self.free)
                if binding is not None:
                    del factors[atom]
                    found = power(put(self.value, binding), exponent)
                    made = found if made is None else made * found
        return made


@dataclass(frozen=True)
class Factor(Rule):
    """A product of several atoms has a name."""

    atoms: tuple[tuple[Atom, Number], ...]
    name: Expression

    @property
    def names(self) -> frozenset[str]:
        """Those of all factors."""
        return frozenset().union(*(atom.names for atom, _ in self.atoms))

    def taken(self, factors: dict[Atom, Number]) -> Expression | None:
        """The atoms give way to the name, once, if they are all there."""
        (first, _), *_ = self.atoms
        for atom in factors:
            binding = bound(first, atom, self.free)
            if binding is None:
                continue
            wanted = {a: e for other, exponent in self.atoms for a, e in _only(put(of(other), binding), exponent)}
            if all(_covers(factors.get(a, 0), e) for a, e in wanted.items()):
                for a, e in wanted.items():
                    left = factors.pop(a) - e
                    if left and not a.idempotent:
                        factors[a] = left
                return put(self.name, binding)
        return None


@dataclass(frozen=True)
class Whole(Rule):
    """A sum of several terms has a name."""

    value: Expression
    name: Expression

    @property
    def names(self) -> frozenset[str]:
        """Those of the sum."""
        return self.value.names

    def gathered(self, value: Expression) -> Expression:
        """An expression in which multiples of the sum give way to the name."""
        if not self.names <= value.names:
            return value
        terms = sorted(self.value.terms.items(), key=lambda term: (not term[0].factors, _has_step(term[0])))
        (first, factor), *others = terms
        for product, coefficient in value.terms.items():
            for atom, _ in product.factors:
                binding = bound(first.factors[0][0], atom, self.free) if first.factors else None
                if binding is None:
                    continue
                away = put(Expression({first: 1}), binding)
                rest = Expression({product: ratio(coefficient, factor)}) * _inverse(away)
                taken = rest * put(self.value, binding)
                if others and taken.terms.items() <= value.terms.items():
                    left = value - taken + rest * put(self.name, binding)
                    if len(left.terms) < len(value.terms):  # where a step swallows terms, it need not be
                        return self.gathered(left)
        return value


def _has_step(product: Product) -> bool:
    return any(atom.idempotent for atom, _ in product.factors)


def _inverse(value: Expression) -> Expression:
    assert value.single is not None
    return together({atom: -exponent for atom, exponent in value.single[0].factors})


def _covers(has: Number, wants: Number) -> bool:
    return has >= wants > 0 or has <= wants < 0


def _only(value: Expression, exponent: Number) -> Iterator[tuple[Atom, Number]]:
    if value.single is not None:
        yield from ((atom, e * exponent) for atom, e in value.single[0].factors)


def _powered(value: Expression, exponent: Number) -> Expression:
    """A power of one atom, taken as it is also where the exponent is broken."""
    if value.single is not None and value.single[1] == 1 and len(value.single[0].factors) == 1:
        atom, inner = value.single[0].factors[0]
        return of(atom, inner * exponent) if inner * exponent else number(1)
    return power(value, exponent)
