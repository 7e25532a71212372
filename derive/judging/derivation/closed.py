"""A derivative in closed form, in the names of the document: what is differentiated next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from derive.judging.derivation.building import ONE, delta, over, plus, raised, size, times, total
from derive.judging.derivation.entries import Ground, Stuck
from derive.judging.general.assumed import given, positive
from derive.judging.general.expressions import NotCovered, Singular
from derive.judging.general.indices import ONE as FIRST
from derive.judging.general.indices import Index as Named
from derive.judging.general.indices import Length, Place, at, length
from derive.judging.general.reading import entry
from derive.judging.general.rewriting import applied
from derive.judging.general.setting import Setting
from derive.judging.solving import division
from derive.judging.solving.factoring import Factoring, Factors
from derive.judging.solving.forms import Bag, Called, Form, Leaf, Part, Same, Summed, Total, Unwritable
from derive.judging.solving.names import definitions
from derive.judging.solving.search import reduced
from derive.meaning.functions import FUNCTIONS
from derive.meaning.rewriting import walk
from derive.meaning.terms import Constant, Derivative, Index, Item, Map, Quantity, Size, Term

HALF = Fraction(1, 2)


def closed(term: Derivative, ground: Ground) -> Term:
    """A derivative of a number by a number without derivatives in it. Raises `Stuck` where none is found."""
    scope = ground.scope
    ranges = dict(_ranges(term))
    indices = {name: at(Named(name, length(each, {}))) for name, each in ranges.items()}
    setting = Setting(scope, positive(scope), {}, {}, indices)
    try:
        value = applied(entry(term, FIRST, FIRST, setting), given(setting))
        own = list(definitions(setting))
        ways = [reduced(value, names) for names in (own, own[::-1])]
        short = min((applied(way, given(setting)) for way in ways), key=division.length)
        form = Factors(Factoring.MERGED, lambda name: _leaf(name, ground)).form(short)
        named = {index: Index(name) for name, place in indices.items() for index in place.free}
        return _Terms(ground, named).term(form)
    except (NotCovered, Singular, Unwritable, KeyError, RecursionError):
        raise Stuck from None


def _ranges(term: Term) -> Iterator[tuple[str, Size]]:
    """The size over which each index of an entry runs."""
    for node in walk(term):
        if isinstance(node, Item):
            places = zip((node.row, node.column), node.array.shape, strict=True)
            yield from ((at_.name, each) for at_, each in places if isinstance(at_, Index))


def _leaf(name: str, ground: Ground) -> Leaf:
    if name not in ground.scope.shapes:
        raise Unwritable(f"{name} is no name")
    return Leaf(name, ground.scope.shapes[name])


@dataclass(frozen=True)
class _Terms:
    """Forms as terms; `indices` has what stands for an index."""

    ground: Ground
    indices: dict[Named, Index]

    def term(self, form: Form) -> Term:
        """A form as a number."""
        match form:
            case Part(leaf=leaf, places=()):
                return Quantity(leaf.name) if leaf.name in self.ground.scope.shapes else size(leaf.name)
            case Part(leaf=leaf, places=(row, column)):
                return Item(Quantity(leaf.name, shape=leaf.shape), self.place(row), self.place(column))
            case Same(first=first, second=second):
                return delta(self.place(first), self.place(second))
            case Total(parts=parts):
                return plus(*map(self.term, parts))
            case Bag(number=number, factors=factors):
                above = [self.power(factor, e) for factor, e in factors if e > 0]
                below = [self.power(factor, -e) for factor, e in factors if e < 0]
                return over(times(Constant(number), *above), times(ONE, *below))
            case Summed(index=index, body=body):
                name = self.ground.fresh()
                inner = _Terms(self.ground, {**self.indices, index: Index(name)})
                return total(name, self.end(index.range), inner.term(body))
            case Called(function=function, argument=argument, primes=0) if function in FUNCTIONS:
                return Map(function, (self.term(argument),))
        raise Unwritable(type(form).__name__)

    def power(self, form: Form, exponent: Fraction) -> Term:
        """A positive power of a form."""
        if exponent == HALF:
            return Map("sqrt", (self.term(form),))
        if exponent.denominator != 1:
            raise Unwritable("a broken power")
        return raised(self.term(form), Constant(exponent))

    def place(self, place: Place) -> Term:
        """Where an entry stands."""
        if place.number is not None:
            return Constant(Fraction(place.number))
        if place.index is None:
            raise Unwritable("a place that is not one letter")
        return self.indices[place.index]

    def end(self, place: Place) -> Term:
        """The length of an axis."""
        if place.number is not None:
            return Constant(Fraction(place.number))
        ((part, factor), *others) = place.parts
        if others or factor != 1 or place.offset or not isinstance(part, Length):
            raise Unwritable("an axis whose length is no name")
        return size(part.name)
