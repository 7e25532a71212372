"""What is assumed, put to use in an index term: rewritten as long as a rule applies, at most a few times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations

from derive.judging.general.algebra import primitive, sign
from derive.judging.general.assumed import Given, Positive, Rule
from derive.judging.general.atoms import Bounded, Entry, Sign, atoms
from derive.judging.general.binding import Sum
from derive.judging.general.expressions import NOTHING, ONE, Atom, Expression, Product, of
from derive.judging.general.indices import Index, Place
from derive.judging.general.rationals import ratio
from derive.judging.general.slopes import Kink
from derive.judging.general.sums import opened, put, rebuilt, summed
from derive.judging.general.symmetric import ordered

MOST_STEPS = 8
MOST_ENTRIES = 4
"""The most entries of one sum that are tried in every order."""


def applied(value: Expression, given: Given) -> Expression:
    """An expression with the rules applied as long as one applies."""
    for _ in range(MOST_STEPS if given != Given() else 0):
        new = ordered(rebuilt(value, lambda atom: _rewritten(atom, given)), given.turns)
        if new == value:
            break
        value = new
    return value


def switched(kink: Kink, given: Given) -> Kink:
    """A kink whose value has the form that it has in the signs of an expression to which the rules were applied."""
    if not given.signs:
        return kink
    atom = _only(_signed(kink.value, given, above=True))
    return Kink(atom.value, kink.where) if isinstance(atom, Sign) else kink


def _rewritten(atom: Atom, given: Given) -> Expression | Atom | None:
    if not given.concerns(atom):
        return atom
    if isinstance(atom, Sign) and given.signs:
        return _signed(rebuilt(atom.value, lambda each: _rewritten(each, given)), given, above=atom.above)
    if isinstance(atom, Entry):
        for power in given.powers:
            binding = _matched(of(power.entry), atom, power.free)
            if binding is not None:
                return of(Bounded.made(atom, power.degree, put(power.lower, binding)))
    for rule in given.rules:
        found = _at_atom(atom, rule)
        if found is not None and found.key != of(atom).key:
            return found
    return None


def _signed(value: Expression, given: Given, *, above: bool) -> Expression:
    """A sign without the factors of which the sign is assumed."""
    found = sign(value, above=above)
    atom = _only(found)
    if not isinstance(atom, Sign):
        return found
    factor, product, rest = primitive(atom.value, signed=True, any_sign=True)
    for turn in (ONE, -ONE):
        if any(_is_positive(rest.scaled(turn), known) for known in given.signs):
            bare = Expression({product: factor * turn})
            return sign(bare, above=atom.above)
    return found


def _only(value: Expression) -> Atom | None:
    """The atom that an expression is, if it is one."""
    single = value.single
    return single[0].factors[0][0] if single is not None and len(single[0].factors) == 1 else None


def _is_positive(value: Expression, known: Positive) -> bool:
    """Whether a value is a positive multiple of what is known to be positive, and at most something positive more."""
    for binding in _placed(value, known):
        smaller = put(known.value, binding)
        for product, coefficient in smaller.terms.items():
            factor = ratio(value.terms.get(product, 0), coefficient)
            if product != NOTHING and factor > 0:
                rest = value - smaller.scaled(factor)
                if rest.positive or (rest.constant is not None and rest.constant >= 0):
                    return True
    return False


def _placed(value: Expression, known: Positive) -> Iterator[Mapping[Index, Place]]:
    """Where the free indices of what is known may stand in a value."""
    pattern = next((atom for atom in atoms(known.value) if isinstance(atom, Entry) and known.free <= atom.free), None)
    if not known.free:
        yield {}
    elif pattern is not None:
        for atom in atoms(value):
            binding = _matched(of(pattern), atom, known.free) if isinstance(atom, Entry) else None
            if binding is not None:
                yield binding


def _at_atom(atom: Atom, rule: Rule) -> Expression | None:
    if isinstance(atom, Entry) and isinstance(rule.pattern, Entry):
        binding = _matched(of(rule.pattern), atom, rule.free)
        if binding is None:
            return None
        result = put(rule.result, binding)
        single = result.single
        if single is not None and any(isinstance(a, Entry) and a.name == atom.name for a, _ in single[0].factors):
            return result if single[0].key < Product({atom: ONE}).key else None
        return result
    if isinstance(atom, Sum) and isinstance(rule.pattern, Sum):
        return _in_sum(atom, rule.pattern, rule)
    return None


def _in_sum(atom: Sum, pattern: Sum, rule: Rule) -> Expression | None:
    """A sum, or a sum inside it over some of its indices, that is the pattern."""
    names, body = opened(atom)
    if body.single is None:
        return None
    product, coefficient = body.single
    for mine in combinations(names, len(pattern.binders)):
        bound = Product({a: e for a, e in product.factors if not a.free.isdisjoint(mine)})
        single = summed(Expression({bound: ONE}), *mine).single
        if single is None or len(single[0].factors) != 1:
            continue
        found = _matched(of(pattern), single[0].factors[0][0], rule.free)
        if found is None:
            continue
        rest = {a: e for a, e in product.factors if a.free.isdisjoint(mine)}
        result = Expression({Product(rest): coefficient * single[1]}) * put(rule.result, found)
        return summed(result, *(name for name in names if name not in mine))
    return None


def _matched(pattern: Expression, atom: Atom, free: frozenset[Index]) -> Mapping[Index, Place] | None:
    """The places of the free indices at which a pattern, which is one atom, is an atom."""
    whole = _only(pattern)
    if whole is None or whole.names != atom.names:
        return None
    wanted, found = list(_entries(whole)), list(_entries(atom))
    if len(wanted) != len(found):
        return None
    orders = permutations(found) if len(found) <= MOST_ENTRIES else iter([tuple(found)])
    for order in orders:
        binding = _binding(wanted, order, free)
        if binding is None or not all(place.free <= atom.free for place in binding.values()):
            continue
        if put(pattern, binding) == of(atom):
            return binding
    return None


def _entries(atom: Atom) -> Iterator[Entry]:
    """The entries of which an atom is made, as often as they are its factors."""
    if isinstance(atom, Entry):
        yield atom
    elif isinstance(atom, Sum):
        for inner, exponent in atom.body.factors:
            for _ in range(max(int(exponent), 1)):
                yield from _entries(inner)


def _binding(
    pattern: Sequence[Entry], entries: Sequence[Entry], free: frozenset[Index]
) -> Mapping[Index, Place] | None:
    """What the free indices of a pattern are when its entries are these."""
    binding: dict[Index, Place] = {}
    for wanted, entry in zip(pattern, entries, strict=True):
        if wanted.name != entry.name:
            return None
        for mine, place in ((wanted.row, entry.row), (wanted.column, entry.column)):
            index = mine.index if mine is not None else None
            if index is None or place is None or index not in free:
                continue
            if binding.setdefault(index, place) != place:
                return None
    return binding if binding.keys() == free else None
