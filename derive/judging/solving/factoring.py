"""Index terms into forms: common factors are taken out, also of sums over one axis."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from fractions import Fraction

from derive.judging.general.algebra import replaced
from derive.judging.general.atoms import Base, Count, Delta, Entry, Exponential, Function, Named, Sign, Whole
from derive.judging.general.binding import Functional, Sum
from derive.judging.general.expressions import Atom, Expression, Product, number, of, together
from derive.judging.general.indices import Index, Place, at, fresh
from derive.judging.general.rationals import Number
from derive.judging.general.sums import opened, put, summed
from derive.judging.solving import rules
from derive.judging.solving.common import common, content, lower
from derive.judging.solving.division import divided, joined, length
from derive.judging.solving.forms import (
    Bag,
    Called,
    Chosen,
    Counted,
    Form,
    Leaf,
    Part,
    Raised,
    Same,
    Step,
    Summed,
    Total,
    Unwritable,
    bag,
    free,
)
from derive.judging.solving.merging import merged
from derive.judging.solving.squares import square
from derive.judging.solving.steps import left, split

ONE = Fraction(1)


class Factoring(Enum):
    """What is taken out of a sum: common factors also of sums over one axis, common factors, or nothing.

    Or sums over the same axes are put together first.
    """

    MERGED = "merged"
    SUMS = "sums"
    FACTORS = "factors"
    NONE = "none"


@dataclass(frozen=True)
class Factors:
    """Turns index terms into forms; `leaf` tells what an entry is an entry of, `sums` are those that have a name."""

    factoring: Factoring
    leaf: Callable[[str], Leaf]
    sums: Sequence[rules.Whole] = ()
    along: dict[str, Index] = field(default_factory=dict)

    def form(self, value: Expression) -> Form:
        """An expression as a form."""
        value = min((value, joined(value), *(rule.gathered(value) for rule in self.sums)), key=length)
        steps = dict.fromkeys(a for p in value.terms for a, _ in p.factors if isinstance(a, Sign))
        if steps:
            return self._cases(value, min(steps, key=lambda step: left(value, step)))
        terms = dict(value.terms)
        if not terms:
            return Bag(Fraction(0))
        if len(terms) == 1 or self.factoring is Factoring.NONE:
            parts = [self._single(product, factor) for product, factor in terms.items()]
            return parts[0] if len(parts) == 1 else Total(tuple(parts))
        shared, number = common(terms), content(terms)
        if any(e < 0 for e in shared.values()):
            shared |= lower(terms, shared)
        if shared or number != 1:
            inverse = together({atom: -e for atom, e in shared.items()})
            rest = (Expression(terms) * inverse).scaled(1 / number)
            if len(rest.terms) == len(terms):
                return self._times(number, shared, self._grouped(rest))
        return self._grouped(value)

    def _cases(self, value: Expression, step: Sign) -> Form:
        if all(any(atom == step for atom, _ in product.factors) for product in value.terms):
            where = Step(self.form(step.value), below=not step.above)
            return bag(ONE, (where, ONE), (self.form(replaced(value, step, 1)), ONE))
        above, below, between = split(value, step)
        shown = self.form(step.value)
        if below == between:
            return Chosen(shown, self.form(above), self.form(between))
        if above == between:
            return Chosen(shown, self.form(below), self.form(between), below=True)
        return Chosen(shown, self.form(above), self.form(below))

    def _times(self, content: Fraction, shared: Mapping[Atom, Number], rest: Form) -> Form:
        return bag(content, *self._powers(shared), (rest, ONE))

    def _grouped(self, value: Expression) -> Form:
        """A sum in which the factor that most terms share stands before a bracket."""
        found = merged(value) if self.factoring is Factoring.MERGED else None
        if found is not None:
            beside = [self.form(found.left)] if found.left.terms else []
            return _total([self._under(found.indices, found.body), *beside])
        whole = square(value) if self.factoring is Factoring.MERGED else None
        if whole is not None:
            return bag(Fraction(whole[0]), (self.form(whole[1]), Fraction(2)))
        best: tuple[int, int, str] | None = None
        chosen: _Key | None = None
        counts: dict[_Key, list[Product]] = {}
        for product in value.terms:
            for key in dict.fromkeys(self._keys(product)):
                counts.setdefault(key, []).append(product)
        for key, products in counts.items():
            rank = (len(products), not key.axis, key.text)
            if len(products) > 1 and (best is None or rank > best):
                best, chosen = rank, key
        for key, products in counts.items():
            halves = self._halves(value, key, products) if len(products) > 1 and key.axis is None else None
            if halves is not None:
                return bag(ONE, (self.form(halves[0]), ONE), (self.form(halves[1]), ONE))
        if chosen is None:
            return _total(self._single(product, factor) for product, factor in value.terms.items())
        inside = Expression({p: value.terms[p] for p in counts[chosen]})
        outside = Expression({p: c for p, c in value.terms.items() if p not in counts[chosen]})
        return _total([self._taken(inside, chosen), *([self.form(outside)] if outside.terms else [])])

    def _halves(
        self, value: Expression, key: _Key, products: Sequence[Product]
    ) -> tuple[Expression, Expression] | None:
        """A sum as a product of two, one of which is the factor that some terms share, and a rest."""
        inside = Expression({product: value.terms[product] for product in products})
        rest = inside * of(key.atom, -key.sign)
        more = divided(value - inside, rest) if inside != value and len(rest.terms) > 1 else None
        return None if more is None else (rest, of(key.atom, key.sign) + more)

    def _keys(self, product: Product) -> Iterator[_Key]:
        for atom, exponent in product.factors:
            sign = 1 if exponent > 0 else -1
            if not isinstance(atom, Sum):
                yield _Key(str(atom), sign, atom)
            elif exponent == 1:
                yield _Key(str(atom), sign, atom)
                if self.factoring is Factoring.SUMS:
                    for index, inner in self._inner(atom):
                        yield _Key(str(inner), 1, inner, index)

    def _inner(self, atom: Sum) -> Iterator[tuple[Index, Atom]]:
        """The factors of a sum that depend on one of its indices alone, with that index named after its axis."""
        names, body = opened(atom)
        if body.single is None:
            return
        for name in names:
            index = self._along(name.range)
            for factor, exponent in body.single[0].factors:
                if exponent == 1 and factor.free & set(names) == {name}:
                    moved = put(of(factor), {name: at(index)}).single
                    if moved is not None and len(moved[0].factors) == 1:
                        yield index, moved[0].factors[0][0]

    def _along(self, range: Place) -> Index:
        if range.key not in self.along:
            self.along[range.key] = fresh(range)
        return self.along[range.key]

    def _taken(self, value: Expression, key: _Key) -> Form:
        """What all terms of an expression share, times what is left of them."""
        if key.axis is None:
            return self._times(ONE, {key.atom: key.sign}, self.form(value * of(key.atom, -key.sign)))
        inner = Factors(self.factoring, self.leaf, self.sums, {k: v for k, v in self.along.items() if v != key.axis})
        rest = Expression({})
        for product, factor in value.terms.items():
            rest = rest + self._without(product, key).scaled(factor)
        return Summed(key.axis, inner._times(ONE, {key.atom: 1}, inner.form(rest)))

    def _without(self, product: Product, key: _Key) -> Expression:
        """A term without a factor of one of its sums, the index of which is free then."""
        for atom, exponent in product.factors:
            if not isinstance(atom, Sum) or exponent != 1:
                continue
            names, body = opened(atom)
            for name in names:
                moved = put(body, {name: at(key.axis)}) if key.axis is not None else body
                if key.axis is None or name.range != key.axis.range or moved.single is None:
                    continue
                bare = moved.single[0]
                if any(a == key.atom and e == 1 for a, e in bare.factors):
                    rest = summed((moved * of(key.atom, -1)), *[other for other in names if other != name])
                    others = together({a: e for a, e in product.factors if a != atom})
                    return others * rest
        raise Unwritable("a sum without a factor that it has")

    def _single(self, product: Product, factor: Number) -> Form:
        return bag(Fraction(factor), *self._powers(dict(product.factors)))

    def _powers(self, factors: Mapping[Atom, Number]) -> Iterator[tuple[Form, Fraction]]:
        """Factors with their exponents; the exponential of a logarithm is a power, also of what stands beside it."""
        left = dict(factors)
        exponents: dict[Expression, Expression] = {}
        for atom, e in factors.items():
            found = _raised(atom)
            if found is not None:
                base, exponent = found
                exponents[base] = exponents.get(base, Expression({})) + exponent.scaled(e)
                del left[atom]
        for atom in tuple(left):
            base = atom.value if isinstance(atom, Base) else of(atom)
            if base in exponents:
                exponents[base] += number(left.pop(atom))
        for base, exponent in exponents.items():
            yield self._raised(base, exponent), ONE
        yield from ((self._atom(atom), Fraction(e)) for atom, e in left.items())

    def _raised(self, base: Expression, exponent: Expression) -> Raised:
        return Raised(self.form(base), replace(self, factoring=Factoring.NONE).form(exponent))

    def _atom(self, atom: Atom) -> Form:
        match atom:
            case Entry(name=name, row=row, column=column):
                leaf = self.leaf(name)
                if leaf.outer:
                    return Called(leaf.outer, self._part(replace(leaf, outer=""), row, column))
                if leaf.function == "exp":
                    return Called("exp", self._part(replace(leaf, function=""), row, column))
                return self._part(leaf, row, column)
            case Count(size=size):
                return Part(Leaf(size))
            case Whole(counter=index):
                return Counted(at(index))
            case Named(name=name):
                return Part(Leaf(r"\pi")) if name == "pi" else Bag(Fraction(int(name)))
            case Delta(place=place):
                return _same(place)
            case Exponential(product=product):
                found = _raised(atom)
                if found is not None:
                    return self._raised(*found)
                return Called("exp", self.form(Expression({product: 1})))
            case Base(value=value):
                return self.form(value)
            case Function(name=name, arguments=(argument,), primes=primes):
                return Called(name, self.form(argument), primes)
            case Functional():
                return self._upstream(atom)
            case Sum():
                return self._sum(atom)
        raise Unwritable(f"a {type(atom).__name__.lower()}")

    def _part(self, leaf: Leaf, row: Place | None, column: Place | None) -> Part:
        return Part(leaf, () if row is None or column is None else (row, column))

    def _upstream(self, atom: Functional) -> Form:
        """An unknown function, or its derivative by an entry of one of its arguments."""
        if any(argument.body is not None for argument in atom.arguments) or len(atom.slots) > 1:
            raise Unwritable("an unknown function that is differentiated twice, or of what has no name")
        if not atom.slots:
            return Part(Leaf(atom.name))
        place, row, column = atom.slots[0]
        by = self.leaf(atom.arguments[place].key)
        leaf = Leaf(by.name, by.shape, numerator=atom.name)
        return Part(leaf, () if by.shape == () else (row, column))

    def _sum(self, atom: Sum) -> Form:
        names, body = opened(atom)
        return self._under(names, body)

    def _under(self, indices: Sequence[Index], body: Expression) -> Form:
        form = Factors(self.factoring, self.leaf, self.sums).form(body)
        number, outside = ONE, list[tuple[Form, Fraction]]()
        if isinstance(form, Bag):
            outside = [pair for pair in form.factors if free(pair[0]).isdisjoint(indices)]
            number, form = form.number, bag(ONE, *(pair for pair in form.factors if pair not in outside))
        for index in reversed(indices):
            form = Summed(index, form)
        return bag(number, *outside, (form, ONE))


@dataclass(frozen=True, slots=True)
class _Key:
    """A factor that terms may share; `axis` is the index of the sums in which it stands."""

    text: str
    sign: int
    atom: Atom
    axis: Index | None = None


def _raised(atom: Atom) -> tuple[Expression, Expression] | None:
    """The base and the exponent of a power, where an atom is the exponential of a product with one logarithm."""
    if not isinstance(atom, Exponential):
        return None
    logs = [
        each for each, e in atom.product.factors
        if isinstance(each, Function) and (each.name, each.primes) == ("log", 0) and e == 1
    ]
    if len(logs) != 1:
        return None
    rest = together({each: e for each, e in atom.product.factors if each != logs[0]})
    return logs[0].arguments[0], rest


def _total(parts: object) -> Form:
    found: list[Form] = []
    for part in parts:  # type: ignore[attr-defined]
        found += part.parts if isinstance(part, Total) else (part,)
    return found[0] if len(found) == 1 else Total(tuple(found))


def _same(place: Place) -> Form:
    """That a place is 0, as that two are the same: what is added in it, and what is taken away."""
    added = {part: factor for part, factor in place.parts if factor > 0}
    taken = {part: -factor for part, factor in place.parts if factor < 0}
    if added and taken and all(isinstance(part, Index) for part in (*added, *taken)):
        return Same(Place(added, place.offset), Place(taken))
    raise Unwritable("a comparison of indices with a size or a number")
