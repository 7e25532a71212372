"""Terms evaluated entry by entry with Python loops: slow, plain, without the emitter, and in any arithmetic."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
from mpmath import mp, mpf

from derive.meaning.terms import (
    Apply,
    Cases,
    Compare,
    Condition,
    Constant,
    Derivative,
    Every,
    Fold,
    Folding,
    Index,
    Item,
    Map,
    MatMul,
    Negative,
    Not,
    Plus,
    Power,
    Quantity,
    Quotient,
    Size,
    SizeValue,
    Some,
    Spread,
    Table,
    Term,
    Times,
    Transpose,
)

PLAIN: dict[str, Any] = {"max": max, "min": min, "abs": abs}
NAMES = "exp log tanh sqrt erf".split()


@dataclass(frozen=True)
class Arithmetic:
    """Numbers of one kind, and the functions of them."""

    number: Callable[[Any], Any]
    total: Callable[[Any], Any]
    functions: Mapping[str, Any]


FLOATS = Arithmetic(float, math.fsum, {name: getattr(math, name) for name in NAMES} | {"pi": lambda: math.pi} | PLAIN)
"""As Python has them."""
PRECISE = Arithmetic(
    lambda it: mpf(it.numerator) / it.denominator if isinstance(it, Fraction) else mpf(it),
    lambda terms: sum(terms, mpf(0)),
    {name: getattr(mp, name) for name in NAMES} | {"pi": lambda: +mp.pi} | PLAIN,
)
"""To as many digits as mpmath works with."""
UNSIGNED = replace(PRECISE, total=lambda terms: sum((abs(it) for it in terms), mpf(0)))
"""The same with every sum that of the sizes of its terms: how large what was added is, where it cancels."""
SIGNS: Mapping[str, Any] = {
    "=": lambda a, b: a == b,
    "≠": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "≤": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    "≥": lambda a, b: a >= b,
}


@dataclass(frozen=True)
class Point:
    """Values: of sizes, of indices, of arrays (two axes, or a number) by name, of a gradient under `d` and its name."""

    sizes: Mapping[str, int]
    arrays: Mapping[str, Any]
    indices: Mapping[str, int]
    arithmetic: Arithmetic = FLOATS

    def size(self, size: Size) -> int:
        return self.sizes[size] if isinstance(size, str) else size

    def having(self, **indices: int) -> Point:
        return replace(self, indices={**self.indices, **indices})

    @property
    def signed(self) -> Point:
        """Where values tell something that is not how large they are."""
        return replace(self, arithmetic=PRECISE) if self.arithmetic is UNSIGNED else self

    def place(self, term: Term) -> int:
        return int(self.signed.value(term))

    def value(self, term: Term, i: int = 1, j: int = 1) -> Any:
        """The entry i, j of a term; a number has the same value everywhere."""
        match term:
            case Constant():
                return self.arithmetic.number(term.value)
            case SizeValue():
                return self.sizes[term.size]
            case Index():
                return self.indices[term.name]
            case Quantity() | Derivative():
                return self._leaf(term, i, j)
            case Item():
                return self.value(term.array, self.place(term.row), self.place(term.column))
            case Table():
                return self.having(**{term.row: i, term.column: j}).value(term.entry)
            case Spread():
                assert term.array.shape
                return self.value(
                    term.array, 1 if term.array.shape[0] == 1 else i, 1 if term.array.shape[1] == 1 else j
                )
            case Transpose():
                return self.value(term.array, j, i)
            case MatMul():
                assert term.left.shape
                inner = range(1, self.size(term.left.shape[1]) + 1)
                return self.arithmetic.total(self.value(term.left, i, k) * self.value(term.right, k, j) for k in inner)
            case Plus():
                return self.arithmetic.total(self.value(part, i, j) for part in term.parts)
            case Negative():
                return -self.value(term.operand, i, j)
            case Times():
                return self.value(term.left, i, j) * self.value(term.right, i, j)
            case Quotient():
                return self.value(term.top, i, j) / self.value(term.bottom, i, j)
            case Power():
                return self.arithmetic.number(self.value(term.base, i, j) ** self.value(term.exponent))
            case Map():
                function = self.arithmetic.functions[term.function]
                return self.arithmetic.number(function(*(self.value(part, i, j) for part in term.arguments)))
            case Apply():
                argument = self.value(term.argument, i, j)
                return replace(self, arrays={**self.arrays, term.parameter: argument}).value(term.body)
            case Fold():
                return self._fold(term, i, j)
            case Cases():
                return next(self.value(v, i, j) for v, case in term.branches if case is None or self.holds(case, i, j))
        raise AssertionError(f"no rule for {term}")

    def _leaf(self, term: Quantity | Derivative, i: int, j: int) -> Any:
        if isinstance(term, Quantity):
            array = self.arrays[term.name]
        elif isinstance(term.by, Item):
            return self._leaf(replace(term, by=term.by.array), self.place(term.by.row), self.place(term.by.column))
        else:
            assert isinstance(term.by, Quantity)
            array = self.arrays["d" + term.by.name]
        return self.arithmetic.number(float(array[i - 1, j - 1]) if np.ndim(array) else float(array))

    def _fold(self, term: Fold, i: int, j: int) -> Any:
        points = (self.having(**{term.index: k}) for k in range(1, int(self.value(term.high)) + 1))
        chosen = [point for point in points if term.condition is None or point.holds(term.condition)]
        fold: dict[Folding, Any] = {Folding.SUM: self.arithmetic.total, Folding.PRODUCT: math.prod}
        fold |= {Folding.MAX: max, Folding.MIN: min}
        return self.arithmetic.number(fold[term.folding]([point.value(term.body, i, j) for point in chosen]))

    def holds(self, condition: Condition, i: int = 1, j: int = 1) -> bool:
        match condition:
            case Compare():
                left, right = self.signed.value(condition.left, i, j), self.signed.value(condition.right, i, j)
                return bool(SIGNS[condition.comparison.value](left, right))
            case Every():
                return all(self.holds(part, i, j) for part in condition.parts)
            case Some():
                return any(self.holds(part, i, j) for part in condition.parts)
            case Not():
                return not self.holds(condition.part, i, j)
