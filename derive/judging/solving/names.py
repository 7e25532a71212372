"""What the author has names for: his definitions, and the values of functions, as rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

from derive.judging.general.algebra import exponential, sign
from derive.judging.general.atoms import Base, Entry, Exponential, Function, Sign, atoms
from derive.judging.general.binding import Folded, Sum
from derive.judging.general.expressions import Atom, Expression, NotCovered, Singular, number, of, together
from derive.judging.general.indices import ONE, Index, Place, at
from derive.judging.general.rationals import Number as Rational
from derive.judging.general.rationals import ratio
from derive.judging.general.reading import defined, entry
from derive.judging.general.setting import Setting
from derive.judging.solving.forms import Leaf
from derive.judging.solving.fractional import Fractional, polynomial
from derive.judging.solving.rules import Factor, Linear, Monomial, Rule
from derive.meaning.context import Context
from derive.meaning.terms import Shape
from derive.meaning.understand import understand
from derive.meaning.world import Function as Declared
from derive.meaning.world import World
from derive.reading.statements import Form
from derive.reading.syntax import Call, Name, Number, Unreadable

FOREIGN = (Exponential, Base, Sum, Function, Sign, Folded)
"""What has no name of its own."""
BUILT_IN = ("tanh", "exp")
BESIDE_ZERO = ("max", "min")


@dataclass(frozen=True, slots=True)
class Named:
    """A name for entries: `value` is the entry at the free places."""

    leaf: Leaf
    key: str
    value: Expression
    places: tuple[Place, Place] | tuple[()]

    @property
    def free(self) -> frozenset[Index]:
        """The free indices."""
        return frozenset().union(*(place.free for place in self.places))

    @property
    def entry(self) -> Expression:
        """The entry by its name."""
        row, column = self.places or (None, None)
        return of(Entry(self.key, row, column))


def definitions(setting: Setting) -> Iterator[Named]:
    """The defined quantities, the last first."""
    for name in reversed(list(setting.scope.definitions)):
        shape = setting.scope.shapes[name]
        places = _general(shape, setting)
        with suppress(NotCovered, Singular, KeyError):
            row, column = places or (ONE, ONE)
            yield Named(Leaf(name, shape), name, defined(name, row, column, setting), places)


def logarithms(named: Iterable[Named]) -> Iterator[Named]:
    """Exponentials of what is a logarithm, or has one in it."""
    for each in named:
        if any(isinstance(atom, Function) and atom.name == "log" for p in each.value.terms for atom, _ in p.factors):
            leaf = Leaf(each.leaf.name, each.leaf.shape, function="exp")
            yield Named(leaf, f"exp({each.key})", exponential(each.value), each.places)


def values(names: Iterable[str], setting: Setting, world: World) -> Iterator[Named]:
    """The functions of the document, and those of the language, of some quantities."""
    declared = [
        key for key, each in world.functions.items()
        if isinstance(each, Declared) and each.head.form is Form.FUNCTION and len(each.head.parameters) == 1
    ]
    for function in (*declared, *BUILT_IN, *BESIDE_ZERO):
        for name in names:
            shape = setting.scope.shapes[name]
            places = _general(shape, setting)
            here = world if name in world.scope.shapes else world.with_quantity(name, shape)
            before = (Number(Fraction(0)),) if function in BESIDE_ZERO else ()
            with suppress(NotCovered, Singular, Unreadable, KeyError):
                term = Context(here, understand).term(Call(function, (*before, Name(name))))
                row, column = places or (ONE, ONE)
                value = entry(term, row, column, setting)
                yield Named(Leaf(name, shape, function=function), f"{function}({name})", value, places)


def exponentials(names: Iterable[str], setting: Setting) -> Iterator[Named]:
    """Powers of e with the larger or smaller of a quantity and 0, by one step: at 0 both steps say the same."""
    for function in BESIDE_ZERO:
        for name in names:
            shape = setting.scope.shapes[name]
            places = _general(shape, setting)
            at_zero = of(Entry(name, *(places or (None, None))))
            step = sign(at_zero, above=True)
            on = step if function == "max" else number(1) - step
            value = on * (exponential(at_zero) - number(1)) + number(1)
            leaf = Leaf(name, shape, function=function, outer="exp")
            yield Named(leaf, f"exp({function}({name}))", value, places)


def _general(shape: Shape, setting: Setting) -> tuple[Place, Place] | tuple[()]:
    if shape == ():
        return ()
    sizes = zip(("?p", "?q"), shape, strict=True)
    row, column = (ONE if size == 1 else at(Index(name, setting.length(size))) for name, size in sizes)
    return row, column


def needed(named: Named) -> Iterator[Rule]:
    """The rules by which what has no name gives way to a name."""
    found = _fractional(named)
    if found is not None:
        yield found
        return
    step = _step(named)
    if step is not None:
        yield from step
        return
    single = named.value.single
    if single is None:
        yield from _linear(named, FOREIGN)
        return
    product, factor = single
    targets = [(a, e) for a, e in product.factors if isinstance(a, FOREIGN) and named.free <= a.free]
    for target, exponent in sorted(targets, key=lambda pair: FOREIGN.index(type(pair[0])))[:1]:
        others = tuple((a, e) for a, e in product.factors if a != target)
        if not isinstance(target, Sign) or not others:
            yield Monomial(named.free, target, exponent, factor, others, named.entry)


def useful(named: Named) -> Iterator[Rule]:
    """The rules by which entries and steps give way to others, where that makes an expression shorter."""
    yield from _same_sign(named)
    single = named.value.single
    if single is None:
        yield from _linear(named, (Entry,))
    elif len(single[0].factors) > 1 and named.free <= single[0].free:
        factors = tuple(sorted(single[0].factors, key=lambda pair: -len(pair[0].free)))
        if named.free <= factors[0][0].free:
            entry_ = named.entry.scaled(ratio(1, single[1]))
            yield Factor(named.free, factors, entry_)
            yield from _opposite(named, factors, entry_)


def _same_sign(named: Named) -> Iterator[Rule]:
    """What is positive wherever another value is, and nowhere else, as a ReLU is."""
    with suppress(NotCovered, Singular):
        single = sign(named.value, above=True).single
        if single is not None and single[1] == 1 and len(single[0].factors) == 1:
            step = single[0].factors[0][0]
            if isinstance(step, Sign) and named.free <= step.free:
                yield Monomial(named.free, step, 1, 1, (), sign(named.entry, above=True))


def _opposite(named: Named, factors: Sequence[tuple[Atom, Rational]], entry_: Expression) -> Iterator[Factor]:
    """What is a product on one side of zero is, on the other side, all of it without that; at zero it may be either."""
    steps = [atom for atom, _ in factors if isinstance(atom, Sign)]
    if len(steps) == 1:
        rest = {atom: e for atom, e in factors if atom != steps[0]}
        other = Sign(steps[0].value, not steps[0].above)
        atoms_ = tuple((other if atom == steps[0] else atom, e) for atom, e in factors)
        yield Factor(named.free, atoms_, together(rest) - entry_)


def _step(named: Named) -> tuple[Rule, ...] | None:
    """What is 1 where a value is positive, and 0 where it is negative; at 0 it may be either."""
    for value, entry_ in ((named.value, named.entry), (number(1) - named.value, number(1) - named.entry)):
        single = value.single
        if single is not None and single[1] == 1 and len(single[0].factors) == 1:
            atom = single[0].factors[0][0]
            if isinstance(atom, Sign) and named.free <= atom.free:
                other = Sign(atom.value, not atom.above)
                return Linear(named.free, atom, entry_), Linear(named.free, other, number(1) - entry_)
    return None


def _linear(named: Named, kinds: tuple[type[Atom], ...]) -> Iterator[Linear]:
    """A definition solved for an atom that stands in one of its terms alone."""
    for product, factor in named.value.terms.items():
        for atom, exponent in product.factors:
            if exponent != 1 or not isinstance(atom, kinds) or isinstance(atom, Sign) or not named.free <= atom.free:
                continue
            rest = Expression({p: c for p, c in named.value.terms.items() if p != product})
            if any(each == atom or atom.names <= each.names for each in atoms(rest)):
                continue
            away = together({a: -e for a, e in product.factors if a != atom})
            yield Linear(named.free, atom, ((named.entry - rest) * away).scaled(ratio(1, factor)))


def _fractional(named: Named) -> Fractional | None:
    """A definition that is a quotient of linear expressions in a power of one exponential."""
    inside = [a for a in atoms(named.value) if isinstance(a, Exponential)]
    if not inside or any(a != inside[0] for a in inside) or not named.free <= inside[0].free:
        return None
    target = inside[0]
    bases: dict[Atom, dict[Rational, Rational]] = {}
    terms: list[tuple[Rational, Rational, dict[Atom, Rational]]] = []
    for product, factor in named.value.terms.items():
        whole: Rational = 0
        lower: dict[Atom, Rational] = {}
        for atom, exponent in product.factors:
            if atom == target:
                whole = exponent
            elif isinstance(atom, Base) and (inner := polynomial(atom.value, target)) is not None and exponent == -1:
                bases[atom], lower[atom] = inner, exponent
            else:
                return None
        terms.append((factor, whole, lower))
    steps: list[Rational] = [e for _, e, _ in terms] + [e for inner in bases.values() for e in inner]
    step: Rational = min((abs(Fraction(e)) for e in steps if e), default=Fraction(0))
    if not step or len(bases) > 1 or any(Fraction(e) / step not in (-1, 0, 1) for e in steps):
        return None
    return _mobius(named, target, step, bases, terms)


def _mobius(
    named: Named,
    target: Atom,
    step: Rational,
    bases: dict[Atom, dict[Rational, Rational]],
    terms: list[tuple[Rational, Rational, dict[Atom, Rational]]],
) -> Fractional | None:
    lines = {base: (inner.get(step, 0), inner.get(0, 0)) for base, inner in bases.items()}
    if any(set(inner) - {0, step} for inner in bases.values()):
        return None
    (slope, constant) = next(iter(lines.values()), (0, 1))
    top: dict[int, Rational] = {}
    for factor, whole, lower in terms:
        place = int(Fraction(whole) / step)
        parts = {place: factor} if lower or not bases else {place: factor * constant, place + 1: factor * slope}
        for power_, value in parts.items():
            top[power_] = top.get(power_, 0) + value
    if any(value and power_ not in (0, 1) for power_, value in top.items()):
        if bases or set(top) != {-1}:
            return None
        top, slope, constant = {0: top[-1]}, 1, 0
    a, b = top.get(1, 0), top.get(0, 0)
    if a * constant == b * slope:
        return None
    y = named.entry
    solved = y.scaled(constant) - number(b), number(a) - y.scaled(slope)
    return Fractional(named.free, target, step, solved)
