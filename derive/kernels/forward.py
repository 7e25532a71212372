"""A statement's quantities in numbers: free ones at random, defined ones from their definitions, gradients by steps.

Arrays have the kernels' shapes: axes of size 1 are left out. The definitions are emitted by the same rules as kernels
are, but without a licence, and |x| as x or −x and erf as a series, so that they take complex numbers as they take real
ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from derive.kernels import sizes as lengths
from derive.kernels.emit import Formula, definition, load
from derive.kernels.entries import ZERO
from derive.kernels.following import Following
from derive.kernels.libraries import PLAIN, Namespace
from derive.meaning.rewriting import Node, parts, rebuilt, walk
from derive.meaning.scope import Assumption, Scope
from derive.meaning.terms import (
    Apply,
    Cases,
    Compare,
    Comparison,
    Constant,
    Fold,
    Folding,
    Index,
    Item,
    Map,
    Negative,
    Power,
    Quantity,
    Shape,
    Size,
    Term,
    Unknown,
)

Array = NDArray[Any]
TERMS_OF_ERF = 120
"""For |x| = 5 the last of these is 1e-17 of the sum."""


class NotCheckable(Exception):
    """A statement whose quantities cannot be given values; its text is the reason."""


class Forward:
    """The quantities that some terms of a scope depend on, and how each defined one follows from the others."""

    def __init__(self, scope: Scope, *terms: Term) -> None:
        following = Following(scope)
        terms = tuple(map(following, terms))
        definitions = {name: _analytic(term) for name, term in following.scope(scope).definitions.items()}
        self.scope = replace(scope, definitions=definitions)
        self.terms = (*(_analytic(term) for term in terms), *definitions.values())
        self.shapes: dict[str, Shape] = {}
        self.order: list[str] = []
        self.upstream: dict[str, None] = {}
        for term in terms:
            self._collect(term)

    def _collect(self, term: Term) -> None:
        """Note each quantity below `term`, those that it depends on first, and what unknown functions are of."""
        unknown = [node for node in walk(term) if isinstance(node, Unknown)]
        self.upstream |= {it.name: None for node in unknown for it in node.arguments if isinstance(it, Quantity)}
        for quantity in quantities(term):
            if quantity.name not in self.shapes:
                self.shapes[quantity.name] = quantity.shape
                defined = self.scope.definitions.get(quantity.name)
                if defined is not None:
                    self._collect(defined)
                self.order.append(quantity.name)

    @cached_property
    def functions(self) -> Mapping[str, tuple[Formula, Callable[..., Any]]]:
        """For each defined quantity that is not unknown, its formula."""
        defined = [name for name in self.order if name in self.scope.definitions]
        known = [name for name in defined if not isinstance(self.scope.definitions[name], Unknown)]
        found = {name: _computed(name, tuple(self.scope.definitions.items())) for name in known}
        for name, (formula, _) in found.items():
            if any(argument.gradient for argument in formula.arguments):
                raise NotCheckable(f"{name} is defined by a gradient of an unknown function")
        return found

    def evaluate(self, values: Mapping[str, Array], fixed: str = "") -> dict[str, Array]:
        """`values` with every defined quantity computed anew, but for `fixed`."""
        found = dict(values)
        for name, (formula, function) in self.functions.items():
            if name != fixed:
                found[name] = function(*(found[argument.quantity] for argument in formula.arguments))
        return found

    @cached_property
    def positive(self) -> frozenset[str]:
        """The quantities that may only be positive."""
        logarithms = (name for term in self.terms for name in _under_logarithm(term))
        assumed = (name for assumption in self.scope.assumptions for name in self._assumed_positive(assumption))
        return frozenset((*logarithms, *assumed))

    def sample(self, sizes: Mapping[str, int], generator: np.random.Generator) -> dict[str, Array]:
        """Values of every quantity: free ones between 0.1 and 1.6 in size, and as the assumptions have them."""
        values: dict[str, Array] = {}
        for name in self.order:
            if name not in self.scope.definitions:
                shape = extent(self.shapes[name], sizes)
                drawn = generator.uniform(0.1, 1.6, shape)
                signs = np.ones(shape) if name in self.positive else generator.choice([-1.0, 1.0], shape)
                values[name] = self._normalised(name, drawn, signs)
        return self.evaluate({name: flat(value, self.shapes[name]) for name, value in values.items()})

    def gradient(
        self, by: str, total: Callable[[Mapping[str, Array]], Any], values: Mapping[str, Array], step: float | complex
    ) -> Array:
        """`total` derived by each entry of a quantity; a real step is taken both ways, an imaginary one once."""
        place = np.asarray(values[by])
        result = np.zeros(place.shape)
        for entry in np.ndindex(place.shape):
            moved = np.zeros(place.shape, dtype=type(step))
            moved[entry] = step
            above = total(self.evaluate({**values, by: place + moved}, by))
            if isinstance(step, complex):
                result[entry] = np.imag(above) / step.imag
            else:
                below = total(self.evaluate({**values, by: place - moved}, by))
                result[entry] = (above - below) / (2 * step)
        return result

    def _normalised(self, name: str, drawn: Array, signs: Array) -> Array:
        for assumption in self.scope.assumptions:
            axis = _sums_to_one(assumption, name)
            if axis is not None:
                shares: Array = drawn / drawn.sum(axis=axis, keepdims=True)
                return shares
        return drawn * signs

    def _assumed_positive(self, assumption: Assumption) -> Iterator[str]:
        condition = assumption.condition
        names = {quantity.name for quantity in quantities(condition)}
        if not names & set(self.shapes) or any(_sums_to_one(assumption, name) is not None for name in names):
            return
        match condition:
            case Compare(Comparison.GREATER | Comparison.AT_LEAST, Quantity() | Item(), right) if right == ZERO:
                yield from names
                return
        raise NotCheckable(f"no values are drawn under the assumption {assumption.source}")


def quantities(node: Node, bound: frozenset[str] = frozenset()) -> Iterator[Quantity]:
    """The quantities below a term, from left to right, but for the parameters of functions."""
    if isinstance(node, Quantity) and node.name not in bound:
        yield node
    if isinstance(node, Apply):
        yield from quantities(node.body, bound | {node.parameter})
        yield from quantities(node.argument, bound)
    else:
        for part in parts(node):
            yield from quantities(part, bound)


def extent(shape: tuple[Size, ...], sizes: Mapping[str, int]) -> tuple[int, ...]:
    """A declared shape in numbers."""
    return tuple(length(size, sizes) for size in shape)


def length(size: Size, sizes: Mapping[str, int]) -> int:
    """A size in numbers; raises `NotCheckable` for one without a value."""
    try:
        return lengths.in_numbers(size, sizes)
    except KeyError as missing:
        raise NotCheckable(f"the size {missing.args[0]} has no value") from None


def flat(value: Array, shape: Shape) -> Array:
    """An array in its declared shape as a kernel takes it: without the axes of size 1."""
    return np.reshape(value, [count for count, size in zip(np.shape(value), shape, strict=True) if size != 1])


@lru_cache(maxsize=512)
def _computed(name: str, definitions: tuple[tuple[str, Term], ...]) -> tuple[Formula, Callable[..., Any]]:
    """The formula of a defined quantity as a function of numbers, which many kernels of a document need."""
    formula = definition(name, Scope(definitions=dict(definitions)))
    return formula, load(formula, erf=_erf, erfc=_erfc, namespace=_complex)


@lru_cache(maxsize=512)
def _analytic(term: Term) -> Term:
    """`term` with |u| as u or −u, which has a derivative in the complex plane too."""

    def change(node: Node) -> Node:
        inner = rebuilt(node, change)
        if isinstance(inner, Map) and inner.function == "abs":
            (operand,) = inner.arguments
            positive = Compare(Comparison.AT_LEAST, operand, ZERO)
            return Cases(((operand, positive), (Negative(operand, shape=inner.shape), None)), shape=inner.shape)
        return inner

    changed = change(term)
    assert isinstance(changed, Term)
    return changed


def _erf(x: Array) -> Array:
    """erf x = 2/√π · exp(−x²) · Σ_k 2^k x^(2k+1) / (1·3·…·(2k+1)) (DLMF 7.6.2), to rounding where |x| < 5."""
    term = total = 2 / np.sqrt(np.pi) * np.exp(-(x**2)) * x
    for k in range(1, TERMS_OF_ERF):
        term = term * (2 * x**2 / (2 * k + 1))
        total = total + term
    return np.asarray(total)


def _erfc(x: Array) -> Array:
    return 1 - _erf(x)


def _complex(array: Array) -> Namespace:
    """The functions for arrays some of which may be complex."""
    return PLAIN


def _under_logarithm(term: Term) -> Iterator[str]:
    """The quantities that stand, themselves or by an entry, where only positive numbers may."""
    for node in walk(term):
        operand = node.arguments[0] if isinstance(node, Map) and node.function in ("log", "log10", "sqrt") else None
        if isinstance(node, Power) and not (
            isinstance(node.exponent, Constant) and node.exponent.value.denominator == 1
        ):
            operand = node.base
        inner = operand.array if isinstance(operand, Item) else operand
        if isinstance(inner, Quantity):
            yield inner.name


def _is_whole(exponent: Term) -> bool:
    return isinstance(exponent, Constant) and exponent.value.denominator == 1


def _sums_to_one(assumption: Assumption, name: str) -> int | None:
    """The axis along which an assumption says that the entries of `name` add up to 1."""
    condition = assumption.condition
    if not (isinstance(condition, Compare) and condition.comparison is Comparison.EQUAL):
        return None
    for fold, other in ((condition.left, condition.right), (condition.right, condition.left)):
        if isinstance(fold, Fold) and fold.folding is Folding.SUM and other == Constant(Fraction(1)):
            item = fold.body
            if isinstance(item, Item) and item.array == Quantity(name, shape=item.array.shape):
                places = [place for place, it in enumerate((item.row, item.column)) if it == Index(fold.index)]
                return places[0] if len(places) == 1 else None
    return None
