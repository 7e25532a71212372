"""Sums over indices: flattened, deltas collapsed, bound names made canonical; and putting things into index terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby, permutations
from itertools import product as choices

from derive.judging.general.algebra import delta, exponential, function, logarithm, order, power, sign
from derive.judging.general.atoms import Base, Delta, Entry, Exponential, Function, Order, Sign, Whole
from derive.judging.general.binding import Argument, Folded, Functional, Sum
from derive.judging.general.counting import as_number, power_sum
from derive.judging.general.deltas import asked, counted, moved_to, solved
from derive.judging.general.expressions import (
    UNIT,
    Atom,
    Change,
    Expression,
    NotCovered,
    Product,
    Singular,
    number,
    of,
    together,
    total,
)
from derive.judging.general.indices import EXPANDED, Index, Place, at, fresh
from derive.judging.general.indices import ONE as FIRST
from derive.judging.general.rationals import Number, ratio

Made = dict[tuple[Atom, Number], Expression | Atom]
"""What powers of atoms have become, each worked out once."""
HALF = ratio(1, 2)
MOST_BINDERS = 6
HIGHEST_POWER = 6


def over(body: Callable[..., Expression], *extents: Place) -> Expression:
    """The sum of `body` over all places, each from 1 to its extent."""
    indices = [None if _is_short(extent) else fresh(extent) for extent in extents]
    ways = [
        [at(index)] if index is not None else [Place({}, value + 1) for value in range(extent.offset)]
        for extent, index in zip(extents, indices, strict=True)
    ]
    whole = total([body(*places) for places in choices(*ways)])
    return summed(whole, *[index for index in indices if index is not None])


def _is_short(extent: Place) -> bool:
    """Whether an axis is written out."""
    return extent.number is not None and extent.number <= EXPANDED


def summed(body: Expression, *indices: Index) -> Expression:
    """The sum of an expression over all values of some indices."""
    if not indices:
        return body
    return total([_summed_product(product, indices).scaled(c) for product, c in body.terms.items()])


def _summed_product(body: Product, indices: Sequence[Index]) -> Expression:
    concerned = [(atom, e) for atom, e in body.factors if not atom.free.isdisjoint(indices)]
    for atom, _ in concerned:
        for index in indices:
            place = solved(atom, index) if isinstance(atom, Delta) else None
            if place is not None:
                rest = together({other: e for other, e in body.factors if other != atom})
                return summed(put(rest, {index: place}), *[other for other in indices if other != index])
            count = counted(atom, index, concerned) if isinstance(atom, Order) else None
            if count is not None:
                rest = together({other: e for other, e in body.factors if other != atom})
                return summed(rest * as_number(count), *[other for other in indices if other != index])
    if not any(flattens(atom, e) for atom, e in concerned):
        met = _met(body, indices)
        return _apart(body, indices) if met is None else summed(met, *indices)
    binders, flat = list(indices), together({a: e for a, e in body.factors if a.free.isdisjoint(indices)})
    for atom, e in concerned:
        if isinstance(atom, Sum) and flattens(atom, e):
            for _ in range(int(e)):
                names, inner = opened(atom)
                flat = flat * inner
                binders += names
        else:
            flat = flat * of(atom, e)
    return total([_summed_product(product, binders).scaled(c) for product, c in flat.terms.items()])


def _met(body: Product, indices: Sequence[Index]) -> Expression | None:
    """A summand at the indices that its deltas say are the places in it; nothing where there are none of these."""
    for atom in (atom for atom, _ in body.factors if isinstance(atom, Delta)):
        for index in (each for each in indices if each in atom.free):
            place = asked(atom, index)
            rest = together({other: e for other, e in body.factors if other != atom})
            if place is not None and place.index is None and place.free:
                met = rebuilt(rest, moved_to(place, at(index)))
                if met != rest:
                    return met * of(atom)
    return None


def flattens(atom: Atom, exponent: Number) -> bool:
    """Whether a factor is a sum that can be flattened into one around it."""
    return isinstance(atom, Sum) and exponent >= 1 and exponent.denominator == 1


def _apart(body: Product, binders: Sequence[Index]) -> Expression:
    """The sum of a product over indices, as a product of sums that have no index in common."""
    result, left = number(1), list(binders)
    factors = dict(body.factors)
    while left:
        group, before = {left[0]}, 0
        while before < len(group) < len(left):
            before = len(group)
            group |= {i for atom in factors for i in atom.free & set(left) if not group.isdisjoint(atom.free)}
        mutual = Product({atom: e for atom, e in factors.items() if not group.isdisjoint(atom.free)})
        mine = [index for index in left if index in group]
        result = result * (closed(mutual, mine) if mutual.factors else as_number(mine[0].range))
        factors = {atom: e for atom, e in factors.items() if group.isdisjoint(atom.free)}
        left = [index for index in left if index not in group]
    return result * together(factors)


def closed(body: Product, binders: Sequence[Index]) -> Expression:
    """One sum atom, with canonical bound names: the choice of names that makes the least key."""
    exponent = dict(body.factors).get(Whole(binders[0]), 0)
    if len(body.factors) == 1 and exponent.denominator == 1 and 0 < exponent <= HIGHEST_POWER:
        return power_sum(int(exponent), as_number(binders[0].range))
    if len(binders) > MOST_BINDERS:
        raise NotCovered(f"a sum over {len(binders)} indices at once")
    level = _level(body, binders)
    if len(binders) == 1 and binders[0] == f"#{level}.0":
        return _oriented(tuple(binders), body)
    whole = Expression({body: 1})
    best: tuple[tuple[str, str], tuple[Index, ...], Product, Number] | None = None
    for way in _orders(Expression({_without_orders(body): 1}), binders):
        names = tuple(Index(f"#{level}.{number}", index.range) for number, index in enumerate(way))
        renamed = put(whole, {old: at(new) for old, new in zip(way, names, strict=True)})
        if renamed.single is None:
            raise NotCovered("a sum whose summand falls apart")
        product, factor = renamed.single
        key = _without_orders(product).key, product.key
        if best is None or key < best[0]:
            best = key, names, product, factor
    assert best is not None
    return _oriented(best[1], best[2]).scaled(best[3])


def _without_orders(body: Product) -> Product:
    """A product by which indices are named: an order of two may as well be written as the opposite one."""
    if not any(isinstance(atom, Order) for atom, _ in body.factors):
        return body
    return Product({atom: e for atom, e in body.factors if not isinstance(atom, Order)})


def _oriented(binders: tuple[Index, ...], body: Product) -> Expression:
    """A sum atom of canonical names; one with i > j in it where i < j stands, and none where they come to the same."""
    for atom, _ in body.factors:
        if isinstance(atom, Order) and not atom.free.isdisjoint(binders):
            place, rest = atom.place, together({other: e for other, e in body.factors if other != atom})
            if _is_even(rest, place, binders):
                return (summed(rest, *binders) - summed(rest * delta(place), *binders)).scaled(HALF)
            if place.parts[0][1] < 0:
                below = order(place.times(-1)) + delta(place)
                return summed(rest, *binders) - summed(rest * below, *binders)
    return of(Sum(binders, body))


def _is_even(rest: Expression, place: Place, binders: Sequence[Index]) -> bool:
    """Whether a place is the difference of two bound indices that may be exchanged in the rest of a summand."""
    if place.offset or sorted(factor for _, factor in place.parts) != [-1, 1]:
        return False
    (one, _), (other, _) = place.parts
    if not (isinstance(one, Index) and isinstance(other, Index) and one in binders and other in binders):
        return False
    return one.range == other.range and put(rest, {one: at(other), other: at(one)}) == rest


def _level(body: Product | Expression, binders: Sequence[Index]) -> int:
    """The level of the names to be bound: above all that are bound inside, and all others that are bound outside."""
    return 1 + max([body.height, *[index.level for index in body.free if index not in binders]])


def _orders(body: Expression, binders: Sequence[Index]) -> Iterable[tuple[Index, ...]]:
    """The orders of bound indices among which the canonical one is: those that look different stand apart."""
    if len(binders) == 1:
        return [tuple(binders)]
    looks = {index: (index.range.key, _look(body, index, binders)) for index in binders}
    ordered = sorted(binders, key=lambda index: looks[index])
    groups = [list(group) for _, group in groupby(ordered, key=lambda index: looks[index])]
    return [tuple(i for part in parts for i in part) for parts in choices(*(permutations(group) for group in groups))]


def _look(body: Expression, index: Index, binders: Sequence[Index]) -> str:
    """What a body looks like from one bound index."""
    if len(binders) == 2:
        return ""
    names = {other: at(Index("?_" if other != index else "??", other.range)) for other in binders}
    try:
        return put(body, names).key
    except Singular:
        return ""


def put(value: Expression, places: Mapping[Index, Place]) -> Expression:
    """An expression with places put for indices."""
    if value.free.isdisjoint(places):
        return value
    made: Made = {}
    return _rebuilt(value, _Putting(places, made), made)


class _Putting:
    """The change that puts places for indices; what powers of atoms become is `made` once."""

    def __init__(self, places: Mapping[Index, Place], made: Made) -> None:
        self.places, self.made = places, made

    def __call__(self, atom: Atom) -> Expression | Atom | None:
        """What an atom becomes."""
        places = self.places
        if atom.free.isdisjoint(places):
            return atom
        match atom:
            case Entry(row=row, column=column) if row is not None and column is not None:
                return Entry(atom.name, row.put(places), column.put(places), atom.positive)
            case Delta(place=place):
                return delta(place.put(places))
            case Order(place=place):
                return order(place.put(places))
            case Whole(counter=index):
                return as_number(places[index])
            case Functional(slots=slots):
                moved = tuple((n, row.put(places), column.put(places)) for n, row, column in slots)
                arguments = tuple(a if a.free.isdisjoint(places) else _argument(a, self) for a in atom.arguments)
                return Functional(atom.name, arguments, moved)
            case Sum(binders=binders) if not _captures(binders, places):
                return _resummed(_rebuilt(Expression({atom.body: 1}), self, self.made), binders)
        return None


def _captures(binders: Sequence[Index], places: Mapping[Index, Place]) -> bool:
    """Whether the names that a sum binds are among those that are put in or replaced."""
    return not places.keys().isdisjoint(binders) or not all(p.free.isdisjoint(binders) for p in places.values())


def _resummed(body: Expression, binders: Sequence[Index]) -> Expression | None:
    """The sum over indices that keep their names, if there is nothing to be solved or flattened."""
    for product in body.terms:
        for atom, exponent in product.factors:
            if flattens(atom, exponent) or (isinstance(atom, Delta) and not atom.free.isdisjoint(binders)):
                return None
    return total([_apart(product, binders).scaled(c) for product, c in body.terms.items()])


def rebuilt(value: Expression, change: Change) -> Expression:
    """An expression with its atoms changed, outermost first."""
    return _rebuilt(value, change, {})


def _rebuilt(value: Expression, change: Change, made: Made) -> Expression:
    terms: dict[Product, Number] = {}
    for product, coefficient in value.terms.items():
        result = UNIT
        kept: dict[Atom, Number] = {}
        for factor in product.factors:
            if factor not in made:
                made[factor] = _changed(*factor, change, made)
            new = made[factor]
            if isinstance(new, Atom):
                kept[new] = kept.get(new, 0) + factor[1]
            else:
                result = result * new
        result = result * together(kept)
        for part, number_ in result.terms.items():
            terms[part] = terms.get(part, 0) + coefficient * number_
    return Expression(terms)


def _changed(atom: Atom, exponent: Number, change: Change, made: Made) -> Expression | Atom:
    """The power of what an atom becomes, or the atom that it becomes."""
    new = change(atom)
    if isinstance(new, Atom):
        return new
    if new is None:
        new = _rebuilt(atom.value, change, made) if isinstance(atom, Base) else _inside(atom, change, made)
    return new if exponent == 1 else power(new, exponent)


def _inside(atom: Atom, change: Change, made: Made) -> Expression:
    match atom:
        case Exponential(product=product):
            return exponential(_rebuilt(Expression({product: 1}), change, made))
        case Function(name="log", arguments=(argument,), primes=0):
            return logarithm(_rebuilt(argument, change, made))
        case Function(name=name, arguments=arguments, primes=primes):
            return function(name, tuple(_rebuilt(each, change, made) for each in arguments), primes)
        case Functional(name=name, arguments=arrays, slots=slots):
            return of(Functional(name, tuple(_argument(each, change) for each in arrays), slots))
        case Sign(value=value, above=above):
            return sign(_rebuilt(value, change, made), above=above)
        case Sum():
            names, body = opened(atom)
            return summed(_rebuilt(body, change, made), *names)
        case Folded(kind=kind, binder=binder, body=inner):
            index = fresh(binder.range)
            return folded(kind, _rebuilt(put(inner, {binder: at(index)}), change, made), index)
    return of(atom)


def opened(atom: Sum) -> tuple[list[Index], Expression]:
    """The body of a sum under fresh names."""
    names = {binder: fresh(binder.range) for binder in atom.binders}
    return list(names.values()), put(Expression({atom.body: 1}), {old: at(new) for old, new in names.items()})


def folded(kind: str, body: Expression, index: Index) -> Expression:
    """The largest, the smallest or the product of all values of an expression."""
    if kind == "prod" and body.positive:
        return exponential(summed(logarithm(body), index))
    if kind == "min":
        return -folded("max", -body, index)
    if index not in body.free:
        if kind == "prod":
            raise NotCovered("a power with a size as its exponent")
        return body
    binder = Index(f"#{_level(body, [index])}.0", index.range)
    return of(Folded(kind, binder, put(body, {index: at(binder)})))


def array(shape: tuple[Place, Place], entry: Callable[[Place, Place], Expression]) -> Argument:
    """An array by its entry at a place, under canonical names."""
    names = [fresh(range) for range in shape]
    body = entry(*(FIRST if range.number == 1 else at(name) for range, name in zip(shape, names, strict=True)))
    level = _level(body, names)
    binders = tuple(Index(f"#{level}.{number}", range) for number, range in enumerate(shape))
    return Argument(shape, body=put(body, dict(zip(names, map(at, binders), strict=True))), binders=binders)


def _argument(argument: Argument, change: Change) -> Argument:
    body, binders = argument.body, argument.binders
    if body is None:
        return argument
    return array(argument.shape, lambda *places: rebuilt(put(body, dict(zip(binders, places, strict=True))), change))
