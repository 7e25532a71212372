"""Index terms: sums of terms, each a coefficient and a bag of atoms with exponents.

Expressions with equal texts are equal for all sizes and values. A bound index stands only inside the atom that binds
it, under a name that tells how deep the atom is, so that nothing put in from outside can be captured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar, Self

from derive.judging.general.indices import Index
from derive.judging.general.rationals import Number, plain

LONGEST = 4000
ONE: Number = 1
"""The exponent of an atom, and the coefficient of a term, that have no other."""
NO_INDICES: frozenset[Index] = frozenset()


class NotCovered(Exception):
    """What index terms do not express, or what grows too long."""


class Singular(Exception):
    """A division by zero whatever the values."""


class Atom(str):
    """What a term is a product of. An atom is its text: equal texts mean the same atom.

    `free` are the indices in it that nothing binds, `names` the quantities of which it has entries, `height` is greater
    than that of every atom in it that binds.
    """

    __slots__ = ("free", "height", "names", "positive")
    idempotent: ClassVar[bool] = False

    free: frozenset[Index]
    names: frozenset[str]
    height: int
    positive: bool

    def __new__(
        cls,
        text: str,
        free: frozenset[Index] = NO_INDICES,
        names: frozenset[str] = frozenset(),
        height: int = 0,
        positive: bool = False,
    ) -> Self:
        """An atom of a text, which says all that it is."""
        self = super().__new__(cls, text)
        self.free, self.names, self.height, self.positive = free, names, height, positive
        return self

    @property
    def key(self) -> str:
        """The text."""
        return self

    @property
    def opposite(self) -> str:
        """The atom that is 0 wherever this one is not, if there is one."""
        return ""

    @property
    def inside(self) -> tuple[Expression | Product, ...]:
        """What the atom is made of."""
        return ()

    def reduced(self, exponent: Number) -> tuple[Number, Expression | None]:
        """The exponent that the atom may keep, and what the rest of the power is."""
        return exponent, None


class Product(str):
    """Atoms with their exponents, sorted; none is zero. A product is its text, as an atom is."""

    __slots__ = ("factors",)
    factors: tuple[tuple[Atom, Number], ...]

    def __new__(cls, factors: Mapping[Atom, Number]) -> Self:
        """A product of the atoms whose exponents are not zero."""
        kept = tuple(sorted([pair for pair in factors.items() if pair[1]]))
        self = super().__new__(cls, "*".join([a if e == 1 else f"{a}^{e}" for a, e in kept]))
        self.factors = kept
        return self

    @property
    def free(self) -> frozenset[Index]:
        """The indices that nothing binds."""
        return NO_INDICES.union(*[atom.free for atom, _ in self.factors])

    @property
    def names(self) -> frozenset[str]:
        """The quantities of which there are entries."""
        return frozenset().union(*[atom.names for atom, _ in self.factors])

    @property
    def height(self) -> int:
        """The greatest height of an atom."""
        return max([atom.height for atom, _ in self.factors], default=0)

    @property
    def key(self) -> str:
        """The text."""
        return self

    @property
    def positive(self) -> bool:
        """Whether every factor is known to be positive."""
        return all(atom.positive for atom, _ in self.factors)


NOTHING = Product({})


class Expression:
    """A sum of products with rational coefficients."""

    __slots__ = ("_free", "_text", "terms")

    def __init__(self, terms: Mapping[Product, Number]) -> None:
        if len(terms) > LONGEST:
            raise NotCovered(f"an expression of {len(terms)} terms is too long")
        self.terms = terms if all(terms.values()) else {product: factor for product, factor in terms.items() if factor}
        self._free: frozenset[Index] | None = None
        self._text = ""

    @property
    def free(self) -> frozenset[Index]:
        """The indices that nothing binds."""
        if self._free is None:
            self._free = NO_INDICES.union(*[atom.free for product in self.terms for atom, _ in product.factors])
        return self._free

    @property
    def names(self) -> frozenset[str]:
        """The quantities of which there are entries."""
        return frozenset().union(*[atom.names for product in self.terms for atom, _ in product.factors])

    @property
    def height(self) -> int:
        """The greatest height of an atom."""
        return max([product.height for product in self.terms], default=0)

    @property
    def key(self) -> str:
        """A text that is the same for equal expressions."""
        if not self._text:
            self._text = "+".join([f"{factor}*{product}" for product, factor in sorted(self.terms.items())]) or "0"
        return self._text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and self.terms == other.terms

    def __hash__(self) -> int:
        return hash(self.key)

    def __add__(self, other: Expression) -> Expression:
        return total((self, other))

    def __neg__(self) -> Expression:
        return self.scaled(-1)

    def __sub__(self, other: Expression) -> Expression:
        return total((self, other.scaled(-1)))

    def __mul__(self, other: Expression) -> Expression:
        if self is UNIT or other is UNIT:
            return other if self is UNIT else self
        terms: dict[Product, Number] = {}
        if len(self.terms) * len(other.terms) > LONGEST:
            raise NotCovered("a product of expressions is too long")
        for left, a in self.terms.items():
            for right, b in other.terms.items():
                for product, c in multiplied(left, right).items():
                    terms[product] = terms.get(product, 0) + a * b * c
        return Expression(terms)

    def scaled(self, factor: Number) -> Expression:
        """The expression times a number."""
        if factor == 1:
            return self
        return Expression({product: factor * value for product, value in self.terms.items()})

    @property
    def positive(self) -> bool:
        """Whether every term is known to be positive."""
        return bool(self.terms) and all(c > 0 and product.positive for product, c in self.terms.items())

    @property
    def constant(self) -> Number | None:
        """The number, where the expression is one."""
        if not self.terms:
            return 0
        return self.terms.get(NOTHING) if len(self.terms) == 1 else None

    @property
    def single(self) -> tuple[Product, Number] | None:
        """The one term with its coefficient, where there is just one."""
        return next(iter(self.terms.items())) if len(self.terms) == 1 else None


NIL, UNIT = Expression({}), Expression({NOTHING: 1})
Change = Callable[[Atom], Expression | Atom | None]
"""What an atom becomes: an expression or an entry; itself, where nothing in it changes; else what its parts make."""


def total(parts: Iterable[Expression]) -> Expression:
    """The sum of expressions."""
    there = [part for part in parts if part.terms]
    if len(there) < 2:
        return there[0] if there else NIL
    terms = dict(there[0].terms)
    for part in there[1:]:
        for product, factor in part.terms.items():
            terms[product] = terms[product] + factor if product in terms else factor
    return Expression(terms)


def number(value: Number) -> Expression:
    """A number."""
    return UNIT if value == 1 else Expression({NOTHING: plain(value)})


def of(atom: Atom, exponent: Number = ONE) -> Expression:
    """One atom, to a power that it may carry."""
    return Expression({Product({atom: exponent}): 1})


def together(factors: Mapping[Atom, Number]) -> Expression:
    """The product of atoms to powers that they may carry."""
    return Expression({Product(factors): ONE}) if factors else UNIT


def multiplied(left: Product, right: Product) -> Mapping[Product, Number]:
    """The terms of the product of two products, in which powers of expressions are multiplied out if they are whole."""
    if not right.factors:
        return {left: 1}
    if not left.factors:
        return {right: 1}
    factors = dict(left.factors)
    shared = False
    for atom, exponent in right.factors:
        if atom in factors:
            shared = True
            factors[atom] += exponent
        elif atom.opposite in factors:
            return {}
        else:
            factors[atom] = exponent
    return normal(factors).terms if shared else {Product(factors): 1}


def normal(factors: Mapping[Atom, Number]) -> Expression:
    """A bag of atoms as an expression: steps are their own squares, whole powers of expressions are multiplied out."""
    kept: dict[Atom, Number] = {}
    outside: list[Expression] = []
    for atom, exponent in factors.items():
        if exponent:
            kept[atom], rest = atom.reduced(exponent)
            if rest is not None:
                outside.append(rest)
    if any(atom.opposite in kept for atom in kept):
        return NIL
    result = Expression({Product(kept): 1})
    for value in outside:
        result = result * value
    return result


def whole_power(value: Expression, power: int) -> Expression:
    """A power with a whole exponent that is not negative."""
    result = UNIT
    for _ in range(power):
        result = result * value
    return result
