"""Rules that put names in: what a definition says, solved for what the author has no shorter name for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from itertools import product as choices

from derive.judging.general.algebra import exponential, function, power, sign
from derive.judging.general.atoms import Base, Entry, Exponential, Function, Sign
from derive.judging.general.binding import Functional, Sum
from derive.judging.general.expressions import Atom, Expression, Product, number, of, together, total
from derive.judging.general.indices import Index, Place
from derive.judging.general.rationals import Number, raised, ratio
from derive.judging.general.sums import opened, put, summed

MOST = 32
"""Ways in which the indices of a rule may be those of an atom, that are tried."""
Binding = Mapping[Index, Place]


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
class Fractional(Rule):
    """A name is a quotient of linear expressions in s, a power of an exponential: `solved` has s as a quotient."""

    target: Atom
    step: Number
    solved: tuple[Expression, Expression]

    @property
    def names(self) -> frozenset[str]:
        """Those of the exponential."""
        return self.target.names

    def taken(self, factors: dict[Atom, Number]) -> Expression | None:
        """Powers of the exponential and of linear expressions in it become powers of two expressions in the name."""
        found: dict[str, _Powers] = {}
        for atom, exponent in factors.items():
            inner = next((each for each in (atom, *_within(atom)) if isinstance(each, Exponential)), atom)
            binding = bound(self.target, inner, self.free)
            line = self._line(atom, inner)
            if binding is None:
                continue
            powers = found.setdefault(str(inner), _Powers(binding))
            if line is None:
                powers.blocked = True
                continue
            powers.atoms.append(atom)
            powers.lines[line] = powers.lines.get(line, 0) + exponent
        made: Expression | None = None
        for powers in found.values():
            whole = powers.lines.pop((1, 0), 0)
            steps = Fraction(whole) / Fraction(self.step)
            if powers.blocked or any(Fraction(each).denominator != 1 for each in (steps, *powers.lines.values())):
                continue
            value = self._value(int(steps), {line: int(e) for line, e in powers.lines.items()})
            made = put(value, powers.binding) if made is None else made * put(value, powers.binding)
            for atom in powers.atoms:
                del factors[atom]
        return made

    def _line(self, atom: Atom, exponential_: Atom) -> tuple[Number, Number] | None:
        """An atom as a linear expression in s; the exponential itself counts as (1, 0)."""
        if atom == exponential_:
            return 1, 0
        found = polynomial(atom.value, exponential_) if isinstance(atom, Base) else None
        if found is None or set(found) - {0, self.step} or found.get(0, 0) == 0:
            return None
        return found.get(self.step, 0), found[0]

    def keeps(self, atom: Atom) -> bool:
        """A sum in the denominator that the rule does not take as a whole."""
        return any(bound(self.target, inner, self.free) is not None for inner in _within(atom))

    def _value(self, steps: int, lines: Mapping[tuple[Number, Number], int]) -> Expression:
        """s^steps times powers of linear expressions, where s is a quotient of two expressions."""
        top, bottom = self.solved
        powers: dict[str, tuple[Expression, int]] = {}
        for expression, exponent in ((top, steps), (bottom, -steps)):
            _raise(powers, expression, exponent)
        for (slope, constant), exponent in lines.items():
            _raise(powers, top.scaled(slope) + bottom.scaled(constant), exponent)
            _raise(powers, bottom, -exponent)
        result = number(1)
        for expression, exponent in powers.values():
            result = result * power(expression, exponent)
        return result


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


@dataclass
class _Powers:
    """The powers of linear expressions in one exponential, and the atoms that they are.

    They are `blocked` where the exponential stands in another expression too.
    """

    binding: Binding
    lines: dict[tuple[Number, Number], Number] = field(default_factory=dict)
    atoms: list[Atom] = field(default_factory=list)
    blocked: bool = False


def polynomial(value: Expression, target: Atom) -> dict[Number, Number] | None:
    """The coefficients of an expression by the powers of one atom, if nothing else is in it."""
    found: dict[Number, Number] = {}
    for product, factor in value.terms.items():
        if any(atom != target for atom, _ in product.factors):
            return None
        found[product.factors[0][1] if product.factors else 0] = factor
    return found


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
                    return self.gathered(value - taken + rest * put(self.name, binding))
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


def _raise(powers: dict[str, tuple[Expression, int]], value: Expression, exponent: int) -> None:
    _, before = powers.get(value.key, (value, 0))
    powers[value.key] = (value, before + exponent)


def _powered(value: Expression, exponent: Number) -> Expression:
    """A power of one atom, taken as it is also where the exponent is broken."""
    if value.single is not None and value.single[1] == 1 and len(value.single[0].factors) == 1:
        atom, inner = value.single[0].factors[0]
        return of(atom, inner * exponent) if inner * exponent else number(1)
    return power(value, exponent)


def folded(value: Expression, rule: Rule) -> Expression:
    """An expression with a rule put to use wherever it can be."""
    if not rule.names <= value.names:
        return value
    if isinstance(rule, Whole):
        return rule.gathered(value)
    return total(_product(product, rule).scaled(factor) for product, factor in value.terms.items())


def _product(product: Product, rule: Rule) -> Expression:
    factors = dict(product.factors)
    made = rule.taken(factors)
    result = number(1) if made is None else made
    kept: dict[Atom, Number] = {}
    for atom, exponent in factors.items():
        inner = atom if rule.keeps(atom) else _inside(atom, rule)
        if isinstance(inner, Atom):
            kept[atom] = exponent
        else:
            result = result * power(inner, exponent)
    return result * together(kept)


def _inside(atom: Atom, rule: Rule) -> Expression | Atom:
    """An atom with the rule put to use inside it, or itself where nothing changes."""
    match atom:
        case Sum():
            names, body = opened(atom)
            new = folded(body, rule)
            return atom if new == body else summed(new, *names)
        case Base(value=value):
            new = folded(value, rule)
            return atom if new == value else new
        case Exponential(product=product):
            new = _product(product, rule)
            return atom if new == Expression({product: 1}) else exponential(new)
        case Sign(value=value, above=above):
            new = folded(value, rule)
            return atom if new == value else sign(new, above=above)
        case Function(name=name, arguments=arguments, primes=primes):
            changed = tuple(folded(argument, rule) for argument in arguments)
            return atom if changed == arguments else function(name, changed, primes)
    return atom


def bound(pattern: Atom, atom: Atom, free: frozenset[Index]) -> Binding | None:
    """The places of the free indices at which a pattern is an atom."""
    if type(pattern) is not type(atom) or pattern.names != atom.names:
        return None
    wanted, there = list(_places(pattern)), list(_places(atom))
    mine = pattern.free & free
    power_ = -1 if isinstance(pattern, Base) else 1
    ways: list[list[Place]] = []
    for index in mine:
        slots = {slot for slot, place in wanted if place.index == index}
        ways.append(list(dict.fromkeys(place for slot, place in there if slot in slots)))
    for places in islice(choices(*ways), MOST):
        binding = dict(zip(mine, places, strict=True))
        if put(of(pattern, power_), binding) == of(atom, power_):
            return binding
    return None


def _places(atom: Atom) -> Iterator[tuple[tuple[str, int], Place]]:
    """Where the entries in an atom stand: name and axis, and the place."""
    match atom:
        case Entry(name=name, row=row, column=column) if row is not None and column is not None:
            yield (name, 0), row
            yield (name, 1), column
        case Functional(name=name, slots=slots):
            for _, row, column in slots:
                yield (name, 0), row
                yield (name, 1), column
    for inner in atom.inside:
        products: Sequence[Product] = list(inner.terms) if isinstance(inner, Expression) else [inner]
        for product in products:
            for each, _ in product.factors:
                yield from _places(each)


def _within(atom: Atom) -> Iterator[Atom]:
    """The atoms inside a quotient or a power of a sum, not those under another sign of summation."""
    if isinstance(atom, Base):
        for product in atom.value.terms:
            for inner, _ in product.factors:
                yield inner
                yield from _within(inner)
