"""Expressions as they are to be written: nested, with common factors in front of brackets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from derive.judging.general.indices import Index, Place
from derive.meaning.terms import Shape


class Unwritable(Exception):
    """What there is no writing for."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """An array or a number that has a writing: a name, a function of it, or a derivative of a number by it.

    A function may stand inside another, `outer`. A name is `upstream` where the author gave it to a derivative.
    """

    name: str
    shape: Shape = ()
    numerator: str = ""
    function: str = ""
    primes: int = 0
    outer: str = ""
    upstream: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Any form. It is a number that depends on the indices in it."""


@dataclass(frozen=True, slots=True)
class Part(Form):
    """An entry of a leaf, at a row and a column; at no place where the leaf is a number."""

    leaf: Leaf
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted(Form):
    """An index as a number."""

    place: Place


@dataclass(frozen=True, slots=True)
class Same(Form):
    """1 where two places are the same, elsewhere 0."""

    first: Place
    second: Place


@dataclass(frozen=True, slots=True)
class Total(Form):
    """A sum."""

    parts: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Bag(Form):
    """A number times a product of powers; with no factors it is the number."""

    number: Fraction
    factors: tuple[tuple[Form, Fraction], ...] = ()


@dataclass(frozen=True, slots=True)
class Summed(Form):
    """A sum over all values of an index."""

    index: Index
    body: Form


@dataclass(frozen=True, slots=True)
class Called(Form):
    """A function of a number."""

    function: str
    argument: Form
    primes: int = 0


@dataclass(frozen=True, slots=True)
class Raised(Form):
    """A power whose exponent is no number."""

    base: Form
    exponent: Form


@dataclass(frozen=True, slots=True)
class Chosen(Form):
    """`above` where `value` is positive, elsewhere `other`; with `below`, where it is negative instead."""

    value: Form
    above: Form
    other: Form
    below: bool = False


@dataclass(frozen=True, slots=True)
class Step(Form):
    """1 where `value` is positive, elsewhere 0; with `below`, where it is negative instead."""

    value: Form
    below: bool = False


def free(form: Form) -> frozenset[Index]:
    """The indices on which a form depends."""
    match form:
        case Part(places=places):
            return _in(places)
        case Counted(place=place):
            return place.free
        case Same(first=first, second=second):
            return _in((first, second))
        case Total(parts=parts):
            return frozenset().union(*map(free, parts))
        case Bag(factors=factors):
            return frozenset().union(*(free(factor) for factor, _ in factors))
        case Summed(index=index, body=body):
            return free(body) - {index}
        case Called(argument=argument):
            return free(argument)
        case Raised(base=base, exponent=exponent):
            return free(base) | free(exponent)
        case Chosen(value=value, above=above, other=other):
            return free(value) | free(above) | free(other)
        case Step(value=value):
            return free(value)
    raise TypeError(f"unknown form {form!r}")


def _in(places: Iterable[Place]) -> frozenset[Index]:
    return frozenset().union(*(place.free for place in places))


def is_entrywise(form: Form, axes: frozenset[Index]) -> bool:
    """Whether each entry of a form is made of entries at the same place, along both of two axes or along neither."""
    if free(form).isdisjoint(axes):
        return True
    match form:
        case Part():
            return axes <= free(form)
        case Total(parts=parts):
            return all(is_entrywise(part, axes) for part in parts)
        case Bag(factors=factors):
            return all(is_entrywise(factor, axes) for factor, _ in factors)
        case Called(argument=argument):
            return is_entrywise(argument, axes)
        case Step(value=value):
            return is_entrywise(value, axes)
    return False


def order(form: Form) -> int:
    """Where a factor stands: upstream gradients first, powers with any exponent late, brackets and steps last."""
    if isinstance(form, Part) and (form.leaf.numerator or form.leaf.upstream):
        return 0
    if isinstance(form, Total | Step):
        return 3
    return 2 if isinstance(form, Raised) else 1


def sides(value: Form) -> tuple[Form, Form]:
    """What is greater where a value is positive, and what is less: terms with a minus stand on the other side."""
    parts = value.parts if isinstance(value, Total) else (value,)
    less = [bag(-part.number, *part.factors) for part in parts if isinstance(part, Bag) and part.number < 0]
    more = [part for part in parts if not (isinstance(part, Bag) and part.number < 0)]
    return _together(more), _together(less)


def _together(parts: list[Form]) -> Form:
    return Total(tuple(parts)) if len(parts) > 1 else parts[0] if parts else Bag(Fraction(0))


def bag(number: Fraction, *factors: tuple[Form, Fraction]) -> Form:
    """A product, with products inside it taken apart and equal factors together."""
    found: dict[Form, Fraction] = {}
    for factor, exponent in factors:
        inner: tuple[tuple[Form, Fraction], ...] = ((factor, Fraction(1)),)
        if isinstance(factor, Bag) and (exponent == 1 or factor.number == 1):
            number *= factor.number
            inner = factor.factors
        for each, power in inner:
            found[each] = found.get(each, Fraction(0)) + power * exponent
    kept = tuple((factor, exponent) for factor, exponent in found.items() if exponent)
    if number == 1 and len(kept) == 1 and kept[0][1] == 1:
        return kept[0][0]
    return Bag(number, kept if number else ())
