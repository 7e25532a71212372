"""Whether an index term is shown to be zero for all sizes and values. Not shown is not false."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from derive.judging.general.algebra import power
from derive.judging.general.atoms import Base, Delta, Entry, Order, Sign, Step, atoms, atoms_of
from derive.judging.general.binding import Sum
from derive.judging.general.counting import as_number
from derive.judging.general.expressions import Atom, Change, Expression, Product, Singular, normal, number, of, total
from derive.judging.general.indices import Index, Place, at, bounds, fresh
from derive.judging.general.rationals import Number, ratio
from derive.judging.general.signs import settled, simpler
from derive.judging.general.slopes import Kink
from derive.judging.general.sums import flattens, put, rebuilt

DEEPEST = 12
"""Cases and sums inside each other, from which on nothing is shown."""


def is_zero(value: Expression, kinks: Collection[Kink] = ()) -> bool:
    """Whether an expression is shown to be zero, wherever it has a value and no kink is zero."""
    known: dict[str, list[tuple[Look, Kink]]] = {}
    for kink in [kink.narrowed() for kink in kinks]:
        for side in (kink.value, -kink.value):
            seen = look(side)
            known.setdefault(seen.key, []).append((seen, kink))

    def change(atom: Atom) -> Expression | Atom | None:
        if not isinstance(atom, Sign) or atom.above:
            return None
        seen, elsewhere = look(atom.value), number(1)
        for other, kink in known.get(seen.key, ()):
            places = dict(zip(other.names, map(at, seen.names), strict=True))
            elsewhere = elsewhere * (number(1) - put(kink.where, places))
        below, above = of(atom), of(Sign(atom.value, above=True))
        return elsewhere * below + (number(1) - elsewhere) * (number(1) - above)

    return _zero(rebuilt(value, change) if known else value, 0)


@dataclass(frozen=True, slots=True)
class Look:
    """What an expression looks like, whatever the indices are called that no statement names: these in order."""

    key: str
    names: tuple[Index, ...]


def look(value: Expression) -> Look:
    """What an expression looks like."""
    names = sorted((index for index in value.free if not index.is_named), key=lambda index: index.name)
    orders = permutations(names) if len(names) < 4 else iter([tuple(names)])
    return min((Look(_named(value, order), order) for order in orders), key=lambda found: found.key)


def _named(value: Expression, order: Sequence[Index]) -> str:
    named = put(value, {index: at(Index(f"?{n}", index.range)) for n, index in enumerate(order)})
    return ":".join([named.key, *(index.range.key for index in order)])


def _zero(value: Expression, depth: int) -> bool:
    if not value.terms:
        return True
    if depth > DEEPEST:
        return False
    left = total(group for group in _groups(value) if _cleared(group).terms)
    if not left.terms:
        return True
    return any(way(left, depth + 1) for way in WAYS)


def _groups(value: Expression) -> Iterator[Expression]:
    """Parts that can only vanish each by itself, as far as denominators go."""
    inside = {a for atom in atoms(value) if isinstance(atom, Base) for a in (atom, *atoms(atom.value))}
    found: dict[object, dict[Product, Number]] = {}
    for product, coefficient in value.terms.items():
        rest = Product({atom: e for atom, e in product.factors if atom not in inside})
        broken = tuple((a.key, e % 1) for a, e in product.factors if isinstance(a, Base) and e.denominator != 1)
        found.setdefault((rest, broken), {})[product] = coefficient
    return (Expression(terms) for terms in found.values())


def _cleared(value: Expression) -> Expression:
    """An expression times its denominators, multiplied out."""
    while True:
        bases = {a: e for product in value.terms for a, e in product.factors if isinstance(a, Base)}
        if not bases:
            return value
        base = max(bases, key=lambda atom: (atom.height, atom.key))
        least = min(dict(product.factors).get(base, 0) for product in value.terms)
        parts = []
        for product, coefficient in value.terms.items():
            exponent = dict(product.factors).get(base, 0) - least
            rest = normal({atom: e for atom, e in product.factors if atom != base})
            parts.append(rest.scaled(coefficient) * power(base.value, exponent))
        value = total(parts)


def _by_sign(value: Expression, depth: int) -> bool:
    """Zero wherever a value is positive, negative and zero."""
    signs = [a for a in atoms(value) if isinstance(a, Sign) and _is_outside(a)]
    if not signs:
        return False
    step = min(signs, key=lambda atom: (atom.height, atom.key))
    for above, below in ((1, 0), (0, 1), (0, 0)):
        branch = rebuilt(value, _choice(step, above, below))
        if not above and not below:
            branch = _where_zero(branch, step.value)
        if not _zero(branch, depth):
            return False
    return True


def _is_outside(atom: Atom) -> bool:
    """Whether no index of an atom is bound."""
    return not any(index.name.startswith("#") for index in atom.free)


def _choice(step: Sign, above: int, below: int) -> Change:
    def change(atom: Atom) -> Expression | Atom | None:
        if isinstance(atom, Sign) and atom.value == step.value:
            return number(above if atom.above else below)
        known = settled(atom, step.value, above - below) if isinstance(atom, Sign) else None
        if known is not None:
            return number(known)
        return atom if step.names.isdisjoint(atom.names) else None

    return change


def _where_zero(value: Expression, zero: Expression) -> Expression:
    """An expression where another is zero, which is solved for one of its entries."""
    for product, coefficient in zero.terms.items():
        atom = product.factors[0][0] if product.factors else None
        if len(product.factors) != 1 or not isinstance(atom, Entry) or product.factors[0][1] != 1:
            continue
        rest = total(Expression({p: c}) for p, c in zero.terms.items() if p != product).scaled(ratio(-1, coefficient))
        if atom in set(atoms(rest)):
            continue
        return _with(value, atom, rest)
    return value


def _with(value: Expression, atom: Atom, by: Expression) -> Expression:
    """An expression with another one put in for an atom."""
    return rebuilt(value, lambda each: by if each == atom else None)


def _by_delta(value: Expression, depth: int) -> bool:
    """Zero where two indices are equal, and where they are not."""
    deltas = [a for a in atoms(value) if isinstance(a, Delta) and _is_outside(a)]
    if not deltas:
        return False
    chosen = min(deltas, key=lambda atom: atom.key)
    apart = _with(value, chosen, number(0))
    if not _zero(apart, depth):
        return False
    together = _with(value, chosen, number(1))
    solved = _together(chosen)
    return solved is not None and _zero(put(together, solved), depth)


def _together(chosen: Delta) -> dict[Index, Place] | None:
    """One index in terms of the others, where a delta is 1."""
    for part, factor in chosen.place.parts:
        if isinstance(part, Index) and abs(factor) == 1:
            return {part: (chosen.place - at(part).times(factor)).times(-factor)}
    return None


def _by_order(value: Expression, depth: int) -> bool:
    """Zero where a place is positive, zero and negative. It counts thrice in depth, for there are three of these."""
    depth += 2
    orders = [a for a in atoms(value) if isinstance(a, Order) and _is_outside(a)]
    if not orders:
        return False
    place = min(orders, key=lambda atom: atom.key).place
    if not all(_zero(rebuilt(value, _ordered(each)), depth) for each in (place, place.times(-1))):
        return False
    equal = rebuilt(value, _meeting(place))
    solved = _together(Delta(place))
    return _zero(equal if solved is None else put(equal, solved), depth)


def _ordered(positive: Place) -> Change:
    """What follows for other places where one is positive."""

    def change(atom: Atom) -> Expression | Atom | None:
        if not isinstance(atom, Delta | Order):
            return None
        for place in (atom.place, atom.place.times(-1)) if isinstance(atom, Delta) else (atom.place,):
            if bounds(place - positive)[0].at_least(0):
                return number(int(isinstance(atom, Order)))
        is_below = isinstance(atom, Order) and bounds(atom.place + positive)[1].times(-1).at_least(-1)
        return number(0) if is_below else atom

    return change


def _meeting(zero: Place) -> Change:
    """What follows for other places where one is zero."""

    def change(atom: Atom) -> Expression | Atom | None:
        if not isinstance(atom, Delta | Order):
            return None
        for known in ((atom.place - zero).number, (atom.place + zero).number):
            if known is not None:
                return number(int(known == 0 if isinstance(atom, Delta) else known > 0))
        return atom

    return change


def _by_summand(value: Expression, depth: int) -> bool:
    """Zero because sums over the same indices have equal summands."""
    shapes = {_ranges(a) for p in value.terms for a, e in p.factors if flattens(a, e)}
    return any(_summands_vanish(value, shape, depth) for shape in sorted(shapes))


def _ranges(atom: Atom) -> tuple[str, ...]:
    assert isinstance(atom, Sum)
    return tuple(sorted(binder.range.key for binder in atom.binders))


def _summands_vanish(value: Expression, shape: tuple[str, ...], depth: int) -> bool:
    names: list[Index] = []
    inner: list[Expression] = []
    others: list[Expression] = []
    for product, coefficient in value.terms.items():
        term = Expression({product: coefficient})
        sums = [a for a, e in product.factors if flattens(a, e) and _ranges(a) == shape]
        if not sums:
            others.append(term)
            continue
        chosen = max(sums, key=lambda a: (any(isinstance(i, Base | Sign) for i in atoms_of(a.body)), a.key))  # type: ignore[attr-defined]
        assert isinstance(chosen, Sum)
        binders = sorted(chosen.binders, key=lambda binder: (binder.range.key, binder.name))
        names = names or [fresh(binder.range) for binder in binders]
        body = put(Expression({chosen.body: 1}), dict(zip(binders, map(at, names), strict=True)))
        inner.append(power_down(term, chosen) * body)
    rest, summand = total(others), total(inner)
    if _zero(summand, depth) and _zero(rest, depth):
        return True
    if len(names) != 1 or not rest.terms or not names[0].range.at_least(1):
        return False
    return _zero(summand + rest * power(as_number(names[0].range), -1), depth)


def power_down(term: Expression, atom: Atom) -> Expression:
    """A term with one power of a factor taken out."""
    ((product, coefficient),) = term.terms.items()
    factors = {a: e - 1 if a == atom else e for a, e in product.factors}
    return normal(factors).scaled(coefficient)


def _by_simpler_signs(value: Expression, depth: int) -> bool:
    """Zero once signs are those of simpler values."""
    if not any(isinstance(atom, Sign) for atom in atoms(value)):
        return False
    changed = rebuilt(value, simpler)
    return changed.key != value.key and _zero(changed, depth)


def _by_roots(value: Expression, depth: int) -> bool:
    """Zero whether what is squared under a root is positive, negative or zero: √a² is a, −a or 0."""
    inside = (a.value.single for a in atoms(value) if isinstance(a, Base))
    squared = [
        atom for single in inside if single is not None for atom, e in single[0].factors
        if e % 2 == 0 and not atom.positive and not isinstance(atom, Step) and _is_outside(atom)
    ]
    if not squared:
        return False
    chosen = min(squared, key=lambda atom: (atom.height, atom.key))
    size = of(Entry(f"?{depth}", positive=True))
    return all(_zero_or_none(value, chosen, each, depth) for each in (size, -size, number(0)))


def _zero_or_none(value: Expression, atom: Atom, by: Expression, depth: int) -> bool:
    """Whether an expression is zero, or has no value, with another one put in for an atom."""
    try:
        changed = _with(value, atom, by)
    except Singular:
        return True
    return _zero(changed, depth)


WAYS: tuple[Callable[[Expression, int], bool], ...] = (
    _by_simpler_signs, _by_roots, _by_sign, _by_delta, _by_order, _by_summand,
)
