"""A scalar term as a sign and a bag of factors, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from derive.kernels.entries import ONE
from derive.meaning.terms import Constant, Negative, Quotient, Term, Times


@dataclass(frozen=True, slots=True)
class Product:
    """±(the product of `tops`) / (the product of `bottoms`)."""

    negative: bool
    tops: tuple[Term, ...]
    bottoms: tuple[Term, ...]

    def term(self) -> Term:
        """The product as one term."""
        top, bottom = _multiplied(self.tops), _multiplied(self.bottoms)
        value = top if bottom == ONE else Quotient(top=top, bottom=bottom)
        return Negative(operand=value) if self.negative else value


def factors(term: Term) -> Product:
    """The factors of `term`, down to what is neither a product nor a quotient nor a negative."""
    if isinstance(term, Negative):
        inner = factors(term.operand)
        return Product(not inner.negative, inner.tops, inner.bottoms)
    if isinstance(term, Times):
        left, right = factors(term.left), factors(term.right)
        return Product(left.negative != right.negative, left.tops + right.tops, left.bottoms + right.bottoms)
    if isinstance(term, Quotient):
        top, bottom = factors(term.top), factors(term.bottom)
        return Product(top.negative != bottom.negative, top.tops + bottom.bottoms, top.bottoms + bottom.tops)
    if isinstance(term, Constant) and term.value < 0:
        return Product(True, (Constant(value=-term.value),), ())
    return Product(False, () if term == ONE else (term,), ())


def product(*terms: Term) -> Term:
    """The product of terms, in order."""
    return factors(_multiplied(terms)).term()


def _multiplied(terms: Iterable[Term]) -> Term:
    left = [term for term in terms if term != ONE]
    return reduce(lambda one, other: Times(left=one, right=other), left) if left else ONE
