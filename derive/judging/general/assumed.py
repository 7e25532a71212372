"""What a document assumes, in index terms: equations as rewriting, inequalities as signs.

The left side of a rule is greater than its right side, or the rule is used in the direction in which keys fall.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations
from itertools import product as choices

from derive.judging.general import inverses
from derive.judging.general.atoms import Delta, Entry, atoms
from derive.judging.general.binding import Sum
from derive.judging.general.expressions import ONE, Atom, Expression, NotCovered, Product, of
from derive.judging.general.indices import EXPANDED, Index, Place, at
from derive.judging.general.inverted import Inverse
from derive.judging.general.inverted import inverses as inverted
from derive.judging.general.rationals import Number, ratio
from derive.judging.general.reading import entry
from derive.judging.general.setting import Setting
from derive.judging.general.sums import put
from derive.judging.general.symmetric import Signs, variants
from derive.meaning.scope import Assumption, Scope
from derive.meaning.terms import Compare, Comparison, Constant, Every, Item, Quantity, Size


@dataclass(frozen=True, slots=True)
class Rule:
    """`pattern` is `result` for every value of the indices `free`."""

    pattern: Atom
    result: Expression
    free: frozenset[Index]


@dataclass(frozen=True, slots=True)
class Positive:
    """`value` is greater than 0 for every value of the indices `free`."""

    value: Expression
    free: frozenset[Index]


@dataclass(frozen=True, slots=True)
class Lowering:
    """`entry` to the power of `degree` is `lower`, of lower degree in it, for every value of the indices `free`."""

    entry: Entry
    degree: int
    lower: Expression
    free: frozenset[Index]


@dataclass(frozen=True, slots=True)
class Given:
    """What the assumptions of a scope say: rules for sums and entries, for powers of entries, signs, and inverses.

    `turns` has the matrices that are their own transpose, up to a sign.
    """

    rules: tuple[Rule, ...] = ()
    powers: tuple[Lowering, ...] = ()
    signs: tuple[Positive, ...] = ()
    turns: Signs = field(default_factory=dict)
    inverses: tuple[Inverse, ...] = ()

    def concerns(self, atom: Atom) -> bool:
        """Whether something that is assumed may be put to use in an atom."""
        patterns = [*(rule.pattern for rule in self.rules), *(rule.entry for rule in self.powers)]
        return any(pattern.names <= atom.names for pattern in patterns) or any(
            not known.value.names.isdisjoint(atom.names) for known in self.signs
        )


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


def given(setting: Setting) -> Given:
    """What the assumptions of a scope say in index terms."""
    found = list(_differences(setting))
    equations = [each for each in found if each[0] is Comparison.EQUAL]
    rules = [rule for _, value, free in equations if (rule := _oriented(value, free)) is not None]
    powers = [power for _, value, free in equations if (power := _lowered(value, free)) is not None]
    rules += [more for rule in rules for more in (*_inverses(rule), _transposed(rule)) if more is not None]
    turns = dict(turn for rule in rules if (turn := _turn(rule)) is not None)
    known = [each for _, value, free in equations for each in inverted(value, free, setting)]
    for _ in known:
        turns |= {each.name: ONE for each in known if each.name not in turns and each.is_symmetric(turns, setting)}
    more = ((_unscaled(value), each.free) for each in known for value in each.equations)
    rules += [rule for value, free in more if (rule := _oriented(value, free)) is not None]
    rules = [rule for rule in dict.fromkeys(rules) if _turn(rule) is None]
    rules += [more for rule in rules for more in _turned(rule, turns)]
    signs = [Positive(value, free) for kind, value, free in found if kind is Comparison.GREATER]
    return Given(tuple(rules), tuple(powers), tuple(signs), turns, tuple(known))


def _differences(setting: Setting) -> Iterator[tuple[Comparison, Expression, frozenset[Index]]]:
    """Left minus right of all that is assumed to be equal, and larger minus smaller, at general entries."""
    for assumption, condition in _comparisons(setting.scope):
        left, right, comparison = condition.left, condition.right, condition.comparison
        if comparison is Comparison.LESS:
            left, right, comparison = right, left, Comparison.GREATER
        free = {name: Index(f"?{name}", setting.length(size)) for name, size in assumption.ranges.items()}
        inner = setting.inner(indices={name: at(index) for name, index in free.items()}, kinks=set())
        axes = zip(("?@row", "?@column"), left.shape or right.shape or (1, 1), strict=True)
        for places in choices(*(_ends(name, size, setting) for name, size in axes)):
            indices = frozenset(free.values()).union(*(place.free for place in places))
            row, column = places
            try:
                value = entry(left, row, column, inner) - entry(right, row, column, inner)
            except NotCovered:
                continue
            yield comparison, value, indices


def _ends(name: str, size: Size, setting: Setting) -> list[Place]:
    """The general place on an axis; every place where the axis is written out."""
    if isinstance(size, int) and size <= EXPANDED:
        return [Place({}, value) for value in range(1, size + 1)]
    return [at(Index(name, setting.length(size)))]


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
    return None if _grows(pattern, rest) else Rule(pattern, rest.scaled(ratio(-1, coefficient)), free)


def _grows(pattern: Atom, rest: Expression) -> bool:
    """Whether a rule would put itself to use again in what it puts in, also below a sum for a matrix by itself."""
    inner = set(atoms(rest))
    if pattern in inner or not isinstance(pattern, Entry):
        return pattern in inner
    return any(isinstance(each, Sum) and pattern.name in each.names for each in inner)


def _unscaled(equation: Expression) -> Expression:
    r"""`s S M = I` divided by the number s, which is not 0, for then there would be no M."""
    if len(equation.terms) != 2:
        return equation
    for scaled, unit in permutations(equation.terms):
        numbers = Product({atom: -e for atom, e in scaled.factors if not atom.free and not isinstance(atom, Sum)})
        sums = [e for atom, e in scaled.factors if isinstance(atom, Sum) and atom.free]
        if sums == [1] and len(numbers.factors) == len(scaled.factors) - 1 and _is_unit(unit):
            return equation * Expression({numbers: ONE})
    return equation


def _is_unit(product: Product) -> bool:
    """Whether a product is an entry of the unit matrix."""
    return len(product.factors) == 1 and isinstance(product.factors[0][0], Delta)


def _lowered(difference: Expression, free: frozenset[Index]) -> Lowering | None:
    """A power of one entry that is a polynomial of lower degree in it: `m^2 = m`."""
    alone = [(*p.factors[0], c) for p, c in difference.terms.items() if len(p.factors) == 1]
    powers = [(atom, e, c) for atom, e, c in alone if isinstance(atom, Entry) and e > 1 and free <= atom.free]
    if not powers:
        return None
    atom, degree, coefficient = max(powers, key=lambda each: each[1])
    rest = Expression({p: c for p, c in difference.terms.items() if p != Product({atom: degree})})
    exponents = [degree]
    for product in rest.terms:
        factors = dict(product.factors)
        exponents.append(factors.pop(atom, 0))
        if any(atom.name in other.names for other in factors):
            return None
    if any(e.denominator != 1 or e < 0 for e in exponents) or max(exponents[1:], default=0) >= degree:
        return None
    return Lowering(atom, int(degree), rest.scaled(ratio(-1, coefficient)), free)


def _inverses(rule: Rule) -> Iterator[Rule]:
    """What follows from a product of matrices that is I."""
    for atom in inverses.turned(rule.pattern, rule.result, rule.free):
        yield Rule(atom, rule.result, rule.free)
    for entry_ in inverses.symmetric(rule.pattern, rule.result, rule.free):
        first, last = map(at, sorted(rule.free))
        pair = of(Entry(entry_.name, first, last)) - of(Entry(entry_.name, last, first))
        if (found := _oriented(pair, rule.free)) is not None:
            yield found


def _transposed(rule: Rule) -> Rule | None:
    """What is equal to a symmetric sum is symmetric too: `A^T A = A` says that A is."""
    if not isinstance(rule.pattern, Sum) or len(rule.free) != 2:
        return None
    first, last = rule.free
    swap = {first: at(last), last: at(first)}
    if first.range != last.range or put(of(rule.pattern), swap) != of(rule.pattern):
        return None
    return _oriented(rule.result - put(rule.result, swap), rule.free)


def _turn(rule: Rule) -> tuple[str, Number] | None:
    """The matrix of which a rule says that it is its transpose, up to a sign."""
    pattern, single = rule.pattern, rule.result.single
    if not isinstance(pattern, Entry) or pattern.row is None or pattern.column is None or single is None:
        return None
    general = {pattern.row.index, pattern.column.index} == rule.free and len(rule.free) == 2
    turned = Product({Entry(pattern.name, pattern.column, pattern.row): ONE})
    return (pattern.name, single[1]) if general and single[0] == turned and abs(single[1]) == 1 else None


def _turned(rule: Rule, turns: Signs) -> Iterator[Rule]:
    """The same rule with the entries of symmetric matrices written the other way round, some or all."""
    if isinstance(rule.pattern, Sum) and not turns.keys().isdisjoint(rule.pattern.names):
        for value in variants(rule.pattern, turns):
            if value.single is not None and len(value.single[0].factors) == 1:
                pattern, factor = value.single[0].factors[0][0], value.single[1]
                yield Rule(pattern, rule.result.scaled(ratio(1, factor)), rule.free)
