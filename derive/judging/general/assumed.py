"""What a document assumes, as rewriting of index terms: the left side of a rule is greater than its right side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from derive.judging.general.atoms import Entry, atoms
from derive.judging.general.binding import Sum
from derive.judging.general.expressions import ONE, Atom, Expression, NotCovered, Product, of
from derive.judging.general.indices import Index, Place, at
from derive.judging.general.rationals import ratio
from derive.judging.general.reading import scalar
from derive.judging.general.setting import Setting
from derive.judging.general.sums import opened, put, rebuilt, summed
from derive.meaning.scope import Assumption, Scope
from derive.meaning.terms import Compare, Comparison, Constant, Every, Item, Quantity

MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` is `result` for every value of the indices `free`."""

    pattern: Atom
    result: Expression
    free: frozenset[Index]


def positive(scope: Scope) -> frozenset[str]:
    """The quantities whose entries are assumed to be positive."""
    found = set()
    for assumption, condition in _comparisons(scope):
        small, large = condition.left, condition.right
        if condition.comparison is Comparison.GREATER:
            small, large = large, small
        elif condition.comparison is not Comparison.LESS:
            continue
        name = _whole(large, assumption)
        if name is not None and isinstance(small, Constant) and small.value >= 0:
            found.add(name)
    return frozenset(found)


def _comparisons(scope: Scope) -> Iterator[tuple[Assumption, Compare]]:
    """The comparisons that are assumed, also several at once."""
    for assumption in scope.assumptions:
        parts = [assumption.condition]
        for part in parts:
            if isinstance(part, Every):
                parts += part.parts
            elif isinstance(part, Compare):
                yield assumption, part


def _whole(term: object, assumption: Assumption) -> str | None:
    """The name of a quantity of which every entry is meant."""
    match term:
        case Quantity(name=name):
            return name
        case Item(array=Quantity(name=name, shape=shape), row=row, column=column):
            for size, place in zip(shape, (row, column), strict=True):
                index = getattr(place, "name", None)
                if size != 1 and (index is None or assumption.ranges.get(index) != size):
                    return None
            same = getattr(row, "name", 0) == getattr(column, "name", 1)
            return None if same else name
    return None


def rules(setting: Setting) -> tuple[Rule, ...]:
    """The rules that the assumptions of a scope make."""
    return tuple(rule for found in _comparisons(setting.scope) for rule in _rules(*found, setting))


def _rules(assumption: Assumption, condition: Compare, setting: Setting) -> Iterator[Rule]:
    if condition.comparison is not Comparison.EQUAL:
        return
    if condition.left.shape != () or condition.right.shape != ():
        return
    free = {name: Index(f"?{name}", setting.length(size)) for name, size in assumption.ranges.items()}
    inner = setting.inner(indices={name: at(index) for name, index in free.items()})
    try:
        difference = scalar(condition.left, inner) - scalar(condition.right, inner)
    except NotCovered:
        return
    rule = _oriented(difference, frozenset(free.values()))
    if rule is not None:
        yield rule


def _oriented(difference: Expression, free: frozenset[Index]) -> Rule | None:
    """A rule that replaces the largest sum, or else an entry, by the rest."""
    singles = [
        (p.factors[0][0], c) for p, c in difference.terms.items() if len(p.factors) == 1 and p.factors[0][1] == 1
    ]
    sums = [(atom, c) for atom, c in singles if isinstance(atom, Sum) and free <= atom.free]
    entries = [(atom, c) for atom, c in singles if isinstance(atom, Entry) and free <= atom.free]
    if not sums and not entries:
        return None
    pattern, coefficient = max(sums or entries, key=lambda pair: (len(pair[0].key), pair[0].key))
    rest = Expression({p: c for p, c in difference.terms.items() if p != Product({pattern: ONE})})
    return Rule(pattern, rest.scaled(ratio(-1, coefficient)), free) if pattern not in set(atoms(rest)) else None


def applied(value: Expression, given: Sequence[Rule]) -> Expression:
    """An expression with the rules applied as long as one applies."""
    for _ in range(MOST_STEPS if given else 0):
        new = rebuilt(value, lambda atom: _rewritten(atom, given))
        if new == value:
            break
        value = new
    return value


def _rewritten(atom: Atom, given: Sequence[Rule]) -> Expression | Atom | None:
    if not any(rule.pattern.names <= atom.names for rule in given):
        return atom
    for rule in given:
        found = _at_atom(atom, rule)
        if found is not None and found.key != of(atom).key:
            return found
    return None


def _at_atom(atom: Atom, rule: Rule) -> Expression | None:
    if isinstance(atom, Entry) and isinstance(rule.pattern, Entry):
        binding = _matched(rule.pattern, atom, rule.free)
        if binding is None:
            return None
        result = put(rule.result, binding)
        single = result.single
        if single is not None and any(isinstance(a, Entry) and a.name == atom.name for a, _ in single[0].factors):
            return result if result.key < of(atom).key else None
        return result
    if isinstance(atom, Sum) and isinstance(rule.pattern, Sum):
        return _in_sum(atom, rule.pattern, rule)
    return None


def _in_sum(atom: Sum, pattern: Sum, rule: Rule) -> Expression | None:
    """A sum, or a sum inside it over one of its indices, that is the pattern."""
    if len(pattern.binders) != 1:
        return put(rule.result, found) if (found := _matched(pattern, atom, rule.free)) is not None else None
    names, body = opened(atom)
    if body.single is None:
        return None
    product, coefficient = body.single
    for name in names:
        mine = Product({a: e for a, e in product.factors if name in a.free})
        inner = summed(Expression({mine: ONE}), name).single
        if inner is None or len(inner[0].factors) != 1:
            continue
        found = _matched(pattern, inner[0].factors[0][0], rule.free)
        if found is None:
            continue
        rest = Expression({Product({a: e for a, e in product.factors if name not in a.free}): coefficient * inner[1]})
        result = rest * put(rule.result, found)
        for other in names:
            if other != name:
                result = summed(result, other)
        return result
    return None


def _matched(pattern: Atom, atom: Atom, free: frozenset[Index]) -> Mapping[Index, Place] | None:
    """The places of the free indices at which a pattern is an atom."""
    places = list(_places(atom))
    for binding in _bindings(list(_places(pattern)), places, free):
        if all(place.free <= atom.free for place in binding.values()) and put(of(pattern), binding) == of(atom):
            return binding
    return None


def _places(atom: Atom) -> Iterator[Place]:
    """The places of the entries of which an atom is made."""
    if isinstance(atom, Entry) and atom.row is not None and atom.column is not None:
        yield atom.row
        yield atom.column
    elif isinstance(atom, Sum):
        for inner, _ in atom.body.factors:
            yield from _places(inner)


def _bindings(pattern: list[Place], places: list[Place], free: frozenset[Index]) -> Iterator[dict[Index, Place]]:
    """The ways to read the places of an atom as those of a pattern, in their order."""
    if len(pattern) != len(places):
        return
    binding: dict[Index, Place] = {}
    for wanted, place in zip(pattern, places, strict=True):
        index = wanted.index
        if index is None or index not in free:
            continue
        if binding.setdefault(index, place) != place:
            return
    if binding.keys() == free:
        yield binding
