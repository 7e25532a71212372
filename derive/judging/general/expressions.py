"""Index terms: sums of terms, each a coefficient and a bag of atoms with exponents.

Expressions with equal keys are equal for all sizes and values. A bound index stands only inside the atom that binds it,
under a name that tells how deep the atom is, so that nothing put in from outside can be captured.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import ClassVar

from derive.judging.general.indices import Index, Place

ZERO, ONE, TWO = Fraction(0), Fraction(1), Fraction(2)
LONGEST = 4000


class NotCovered(Exception):
    """What index terms do not express, or what grows too long."""


class Singular(Exception):
    """A division by zero whatever the values."""


class Atom:
    """What a term is a product of; equal keys mean the same atom.

    `free` are the indices in it that nothing binds, `names` the quantities of which it has entries, `height` is greater
    than that of every atom in it that binds.
    """

    __slots__ = ("free", "height", "key", "names")
    positive = False
    idempotent: ClassVar[bool] = False

    key: str
    free: frozenset[Index]
    names: frozenset[str]
    height: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Atom) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        return self.key


class Entry(Atom):
    """An entry of a quantity, or a number; `positive` where the author assumes it."""

    __slots__ = ("column", "name", "positive", "row")

    def __init__(self, name: str, row: Place | None = None, column: Place | None = None, positive: bool = False):
        self.name, self.row, self.column, self.positive = name, row, column, positive
        places = [place for place in (row, column) if place is not None]
        self.key = f"{name}[{','.join(place.key for place in places)}]" if places else name
        self.free = frozenset().union(*(place.free for place in places))
        self.names, self.height = frozenset({name}), 0


class Count(Atom):
    """A size as a number."""

    __slots__ = ("size",)
    positive = True

    def __init__(self, size: str) -> None:
        self.size = size
        self.key, self.free, self.names, self.height = f"|{size}|", frozenset(), frozenset(), 0


class Whole(Atom):
    """An index as a number."""

    __slots__ = ("index",)
    positive = True

    def __init__(self, index: Index) -> None:
        self.index = index
        self.key, self.free, self.names, self.height = f"({index.name})", frozenset({index}), frozenset(), 0


class Named(Atom):
    """A positive constant: pi, or a prime number under a root."""

    __slots__ = ("name",)
    positive = True

    def __init__(self, name: str) -> None:
        self.name = name
        self.key, self.free, self.names, self.height = f"'{name}'", frozenset(), frozenset(), 0


class Delta(Atom):
    """1 where `place` is 0, elsewhere 0."""

    __slots__ = ("place",)
    idempotent = True

    def __init__(self, place: Place) -> None:
        first = place.parts[0][1] if place.parts else 1
        self.place = place if first > 0 else place.times(-1)
        self.key, self.free, self.names, self.height = f"?=({self.place.key})", place.free, frozenset(), 0


class Sign(Atom):
    """1 where `value` is positive (or negative), elsewhere 0."""

    __slots__ = ("above", "value")
    idempotent = True

    def __init__(self, value: Expression, above: bool) -> None:
        self.value, self.above = value, above
        self.key = f"{'?>' if above else '?<'}({value.key})"
        self.free, self.names, self.height = value.free, value.names, value.height


class Exponential(Atom):
    """The exponential of a product of atoms."""

    __slots__ = ("product",)
    positive = True

    def __init__(self, product: Product) -> None:
        self.product = product
        self.key = f"exp({product.key})"
        self.free, self.names, self.height = product.free, product.names, product.height


class Function(Atom):
    """A function of which nothing is known here but its arguments, or its derivative of order `primes`."""

    __slots__ = ("arguments", "name", "primes")

    def __init__(self, name: str, arguments: tuple[Expression, ...], primes: int = 0) -> None:
        self.name, self.arguments, self.primes = name, arguments, primes
        self.key = f"{name}{primes * chr(39)}({';'.join(argument.key for argument in arguments)})"
        self.free = frozenset().union(*(argument.free for argument in arguments))
        self.names = frozenset().union(*(argument.names for argument in arguments))
        self.height = max((argument.height for argument in arguments), default=0)


class Argument:
    """An array that a function takes: its entry at two indices that are bound here, or only its name."""

    __slots__ = ("binders", "body", "free", "height", "key", "names", "shape")

    def __init__(
        self,
        shape: tuple[Place, Place],
        name: str = "",
        body: Expression | None = None,
        binders: tuple[Index, ...] = (),
    ) -> None:
        self.shape, self.body, self.binders = shape, body, binders
        self.key = name if body is None else f"{shape[0].key}x{shape[1].key}:{body.key}"
        self.free = frozenset() if body is None else body.free - frozenset(binders)
        self.names = frozenset() if body is None else body.names
        self.height = 0 if body is None else 1 + body.height


Slot = tuple[int, Place, Place]


class Functional(Atom):
    """An unknown function of whole arrays, differentiated by the entries in `slots` (argument, row, column).

    An argument is the name of a quantity, or its entry at (`row`, `column`), two indices bound here.
    """

    __slots__ = ("arguments", "name", "slots")

    def __init__(self, name: str, arguments: tuple[Argument, ...], slots: tuple[Slot, ...] = ()) -> None:
        self.name, self.arguments = name, arguments
        self.slots = tuple(sorted(slots, key=lambda slot: (slot[0], slot[1].key, slot[2].key)))
        slopes = "".join(f"|{number}:{row.key},{column.key}" for number, row, column in self.slots)
        self.key = f"{name}{{{';'.join(argument.key for argument in arguments)}{slopes}}}"
        places = frozenset(i for _, row, column in self.slots for i in row.free | column.free)
        self.free = places.union(*(argument.free for argument in arguments))
        self.names = frozenset().union(*(argument.names for argument in arguments))
        self.height = max((argument.height for argument in arguments), default=0)


class Base(Atom):
    """An expression that is only raised to negative or broken powers."""

    __slots__ = ("positive", "value")

    def __init__(self, value: Expression) -> None:
        self.value = value
        self.positive = value.positive
        self.key, self.free, self.names, self.height = f"<{value.key}>", value.free, value.names, value.height


class Sum(Atom):
    """The sum of `body` over all values of `binders`; every binder stands in it."""

    __slots__ = ("binders", "body", "positive")

    def __init__(self, binders: tuple[Index, ...], body: Product) -> None:
        self.binders, self.body = binders, body
        self.positive = body.positive
        ranges = ",".join(f"{index.name}:{index.range.key}" for index in binders)
        self.key = f"S[{ranges}]({body.key})"
        self.free = body.free - frozenset(binders)
        self.names, self.height = body.names, 1 + body.height


class Folded(Atom):
    """The largest or smallest value, or the product, of `body` over all values of `binder`."""

    __slots__ = ("binder", "body", "kind")

    def __init__(self, kind: str, binder: Index, body: Expression) -> None:
        self.kind, self.binder, self.body = kind, binder, body
        self.key = f"{kind}[{binder.name}:{binder.range.key}]({body.key})"
        self.free = body.free - {binder}
        self.names, self.height = body.names, 1 + body.height


class Product:
    """Atoms with their exponents, sorted by key; none is zero."""

    def __init__(self, factors: Mapping[Atom, Fraction]) -> None:
        self.factors = tuple(sorted(((a, e) for a, e in factors.items() if e), key=lambda pair: pair[0].key))
        self.key = "*".join(atom.key if e == 1 else f"{atom.key}^{e}" for atom, e in self.factors)

    @cached_property
    def free(self) -> frozenset[Index]:
        """The indices that nothing binds."""
        return frozenset().union(*(atom.free for atom, _ in self.factors))

    @cached_property
    def names(self) -> frozenset[str]:
        """The quantities of which there are entries."""
        return frozenset().union(*(atom.names for atom, _ in self.factors))

    @cached_property
    def height(self) -> int:
        """The greatest height of an atom."""
        return max((atom.height for atom, _ in self.factors), default=0)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Product) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def positive(self) -> bool:
        """Whether every factor is known to be positive."""
        return all(atom.positive for atom, _ in self.factors)


NOTHING = Product({})


class Expression:
    """A sum of products with rational coefficients."""

    def __init__(self, terms: Mapping[Product, Fraction]) -> None:
        if len(terms) > LONGEST:
            raise NotCovered(f"an expression of {len(terms)} terms is too long")
        self.terms = {product: factor for product, factor in terms.items() if factor}

    @cached_property
    def free(self) -> frozenset[Index]:
        """The indices that nothing binds."""
        return frozenset().union(*(product.free for product in self.terms))

    @cached_property
    def names(self) -> frozenset[str]:
        """The quantities of which there are entries."""
        return frozenset().union(*(product.names for product in self.terms))

    @cached_property
    def height(self) -> int:
        """The greatest height of an atom."""
        return max((product.height for product in self.terms), default=0)

    @cached_property
    def key(self) -> str:
        """A text that is the same for equal expressions."""
        ordered = sorted(self.terms.items(), key=lambda pair: pair[0].key)
        return "+".join(f"{factor}*{product.key}" for product, factor in ordered) or "0"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and self.terms == other.terms

    def __hash__(self) -> int:
        return hash(self.key)

    def __add__(self, other: Expression) -> Expression:
        return total((self, other))

    def __neg__(self) -> Expression:
        return self.scaled(-ONE)

    def __sub__(self, other: Expression) -> Expression:
        return total((self, -other))

    def __mul__(self, other: Expression) -> Expression:
        if self.constant == 1 or other.constant == 1:
            return other if self.constant == 1 else self
        if len(self.terms) * len(other.terms) > LONGEST:
            raise NotCovered("a product of expressions is too long")
        return total(
            multiplied(left, right).scaled(a * b) for left, a in self.terms.items() for right, b in other.terms.items()
        )

    def scaled(self, factor: Fraction) -> Expression:
        """The expression times a number."""
        return self if factor == 1 else Expression({product: factor * value for product, value in self.terms.items()})

    @property
    def positive(self) -> bool:
        """Whether every term is known to be positive."""
        return bool(self.terms) and all(c > 0 and product.positive for product, c in self.terms.items())

    @property
    def constant(self) -> Fraction | None:
        """The number, where the expression is one."""
        if not self.terms:
            return ZERO
        return self.terms.get(NOTHING) if len(self.terms) == 1 else None

    @property
    def single(self) -> tuple[Product, Fraction] | None:
        """The one term with its coefficient, where there is just one."""
        return next(iter(self.terms.items())) if len(self.terms) == 1 else None


def total(parts: Iterable[Expression]) -> Expression:
    """The sum of expressions."""
    terms: dict[Product, Fraction] = {}
    for part in parts:
        for product, factor in part.terms.items():
            terms[product] = terms.get(product, ZERO) + factor
    return Expression(terms)


def number(value: Fraction | int) -> Expression:
    """A number."""
    return Expression({NOTHING: Fraction(value)})


def of(atom: Atom, exponent: Fraction = ONE) -> Expression:
    """One atom, to a power that it may carry."""
    return Expression({Product({atom: exponent}): ONE})


def multiplied(left: Product, right: Product) -> Expression:
    """The product of two products, in which powers of expressions are multiplied out as far as they are whole."""
    if not left.factors:
        return Expression({right: ONE})
    if not right.factors:
        return Expression({left: ONE})
    factors = dict(left.factors)
    shared = False
    for atom, exponent in right.factors:
        if atom in factors:
            shared = True
            factors[atom] += exponent
        else:
            factors[atom] = exponent
            shared = shared or isinstance(atom, Sign)
    return normal(factors) if shared else Expression({Product(factors): ONE})


def normal(factors: Mapping[Atom, Fraction]) -> Expression:
    """A bag of atoms as an expression: steps are their own squares, whole powers of expressions are multiplied out."""
    kept: dict[Atom, Fraction] = {}
    outside: list[tuple[Expression, int]] = []
    for atom, exponent in factors.items():
        if atom.idempotent and exponent != 0:
            if exponent < 0:
                raise Singular(f"a division by {atom}, which can be zero")
            kept[atom] = ONE
        elif isinstance(atom, Base) and exponent >= 1:
            outside.append((atom.value, floor(exponent)))
            kept[atom] = exponent - floor(exponent)
        elif isinstance(atom, Named) and atom.name.isdigit() and not 0 <= exponent < 1:
            outside.append((number(Fraction(int(atom.name)) ** floor(exponent)), 1))
            kept[atom] = exponent - floor(exponent)
        elif isinstance(atom, Function) and atom.name == "sin" and exponent >= TWO:
            cosine = of(Function("cos", atom.arguments))
            outside.append((number(1) - cosine * cosine, floor(exponent / 2)))
            kept[atom] = exponent - 2 * floor(exponent / 2)
        else:
            kept[atom] = exponent
    if _is_empty(kept):
        return Expression({})
    result = Expression({Product(kept): ONE})
    for value, power in outside:
        result = result * whole_power(value, power)
    return result


def _is_empty(factors: Mapping[Atom, Fraction]) -> bool:
    """Whether a value is said to be both positive and negative."""
    signs = [atom for atom, exponent in factors.items() if exponent and isinstance(atom, Sign)]
    return any(a.above and not b.above and a.value == b.value for a in signs for b in signs)


def whole_power(value: Expression, power: int) -> Expression:
    """A power with a whole exponent that is not negative."""
    result = number(1)
    for _ in range(power):
        result = result * value
    return result


def atoms(value: Expression) -> Iterator[Atom]:
    """All atoms of an expression, also those inside atoms."""
    for product in value.terms:
        yield from atoms_of(product)


def atoms_of(product: Product) -> Iterator[Atom]:
    """All atoms of a product, also those inside atoms."""
    for atom, _ in product.factors:
        yield atom
        for inner in inside(atom):
            yield from atoms(inner) if isinstance(inner, Expression) else atoms_of(inner)


def inside(atom: Atom) -> tuple[Expression | Product, ...]:
    """What an atom is made of."""
    match atom:
        case Sign(value=value) | Base(value=value):
            return (value,)
        case Exponential(product=product):
            return (product,)
        case Sum(body=body):
            return (body,)
        case Folded(body=inner):
            return (inner,)
        case Function(arguments=arguments):
            return arguments
        case Functional(arguments=arrays):
            return tuple(array.body for array in arrays if array.body is not None)
    return ()
