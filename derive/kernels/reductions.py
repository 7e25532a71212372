"""Reductions along an index as source: a sum of products as a product of matrices, of windows or of vectors, if it can.

What stands in a reduction is written by the writer of the kernel.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

from derive.kernels.entries import ONE
from derive.kernels.layout import Axes, placed
from derive.kernels.products import factors, product
from derive.kernels.refusal import NotEmittable
from derive.kernels.spelling import FOLDS
from derive.meaning.rewriting import free_indices
from derive.meaning.terms import Constant, Fold, Folding, Power, Quotient, Term


@dataclass(frozen=True, slots=True)
class Reductions:
    """Writes reductions: `inner` gives the source of the terms in them, `batched` whether one has leading axes."""

    inner: Callable[[Term, Axes], str]
    batched: Callable[[Term], bool]

    def write(self, term: Fold, axes: Axes) -> str:
        """The source of a reduction on `axes`."""
        if term.folding is Folding.SUM:
            for way in (self._product, self._sliding, self._dotted):
                with suppress(NotEmittable):
                    product = way(term, axes)
                    if product is not None:
                        return product
        return self._reduced(term, axes)

    def _product(self, term: Fold, axes: Axes) -> str | None:
        """A sum of products as a product of two matrices, or of rows and a matrix; None where it is neither."""
        here = free_indices(term)
        present = tuple(name for name in axes if name in here)
        if len(present) not in (1, 2):
            return None
        bag = factors(term.body)
        over = [Quotient(top=ONE, bottom=bottom) for bottom in bag.bottoms]
        right = [factor for factor in (*bag.tops, *over) if present[-1] in free_indices(factor)]
        left = [factor for factor in (*bag.tops, *over) if factor not in right]
        both = len(present) == 2 and any(present[0] in free_indices(factor) for factor in right)
        batch = len(present) == 1 and any(self.batched(factor) for factor in right)
        if not left or not right or both or batch:
            return None
        first = self.inner(product(*left), (*present[:-1], term.index))
        second = self.inner(product(*right), (term.index, present[-1]))
        if len(present) == 1 and not self.batched(term) and ".T" in second:
            first, second = self.inner(product(*right), (present[-1], term.index)), first
        source = f"({'-' if bag.negative else ''}{first} @ {second})"
        return placed(source, present, axes, self.batched(term))

    def _sliding(self, term: Fold, axes: Axes) -> str | None:
        """A sum of products of windows with one vector; None where there is no vector, or no window."""
        here = free_indices(term)
        present = tuple(name for name in axes if name in here)
        pair = _pair(term.body)
        if pair is None:
            return None
        sign, (one, other) = pair
        if free_indices(other) != {term.index}:
            one, other = other, one
        least = 1 if self.batched(one) else 2
        if free_indices(other) != {term.index} or self.batched(other) or len(present) < least:
            return None
        for own in (present, present[::-1]):
            with suppress(NotEmittable):
                product = f"{self.inner(one, (*own, term.index))} @ {self.inner(other, (term.index,))}"
                return placed(f"{sign}({product})", own, axes, self.batched(term))
        return None

    def _dotted(self, term: Fold, axes: Axes) -> str | None:
        """A sum of products of entries that lie side by side; None where there are no two, or they do not."""
        here = free_indices(term)
        present = tuple(name for name in axes if name in here)
        pair = _pair(term.body)
        if pair is None:
            return None
        sign, sides = pair
        left, right = (self.inner(side, (*present, term.index)) for side in sides)
        turned = left if left == right else left + right
        if turned.count(".T") > self._reduced(term, axes).count(".T"):
            return None
        return placed(f"{sign}xp.vecdot({left}, {right})", present, axes, self.batched(term))

    def _reduced(self, term: Fold, axes: Axes) -> str:
        """The reduction along one axis, which takes the place of an axis that the result has not, if there is one."""
        function, here = FOLDS[term.folding], free_indices(term)
        inner = term.body
        if not axes and isinstance(inner, Fold) and inner.folding is term.folding and not self.batched(term):
            pair = _pair(inner.body) if term.folding is Folding.SUM else None
            if pair is not None:
                sign, sides = pair
                return f"{sign}xp.inner({', '.join(self.inner(side, (term.index, inner.index)) for side in sides)})"
            return f"{function}({self.inner(inner.body, (term.index, inner.index))})"
        free = [place for place, name in enumerate(axes) if name not in here]
        if free and free[0] == 0 and not self.batched(term):
            return f"{function}({self.inner(term.body, (term.index, *axes[1:]))}, axis=0)"
        if free:
            layouts = [((*axes[:place], term.index, *axes[place + 1 :]), place, ", keepdims=True") for place in free]
        else:
            layouts = [((*axes[:place], term.index, *axes[place:]), place, "") for place in range(len(axes) + 1)]
        sources: list[str] = []
        refused: NotEmittable | None = None
        for layout, place, kept in layouts:
            try:
                body = self.inner(term.body, layout)
            except NotEmittable as reason:
                refused = reason
                continue
            number_of_axis = place if not kept and not self.batched(term) else place - len(layout)
            sources.append(f"{function}({body}, axis={number_of_axis}{kept})")
        if refused is not None and not sources:
            raise refused
        return min(sources, key=lambda source: (source.count(".T"), len(source)))


def _pair(term: Term) -> tuple[str, tuple[Term, Term]] | None:
    """A product as a sign and two factors; None where there is one only, or a divisor."""
    bag = factors(term)
    *others, last = bag.tops if bag.tops else (ONE,)
    if isinstance(last, Power) and last.exponent == Constant(value=Fraction(2)) and not others:
        *others, last = last.base, last.base
    return None if bag.bottoms or not others else ("-" if bag.negative else "", (product(*others), last))
