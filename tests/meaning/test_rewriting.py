"""Walking terms: everything below a term is found, in the order in which it is written."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from fractions import Fraction

from derive.meaning.rewriting import NODES, parts, walk
from derive.meaning.terms import Compare, Comparison, Constant, Fold, Folding, Index, Quantity, SizeValue
from tests.judging.general.drawing import FREE, Drawing


def everything(value: object) -> Iterator[object]:
    """All terms and conditions in a value, whatever holds them."""
    if isinstance(value, NODES):
        yield value
    if isinstance(value, tuple):
        for part in value:
            yield from everything(part)
    elif is_dataclass(value):
        for item in fields(value):
            yield from everything(getattr(value, item.name))


def test_nothing_below_a_term_is_left_out() -> None:
    kinds = set()
    for seed in range(200):
        term = Drawing(random.Random(seed)).scalar(4, FREE)
        assert list(map(id, walk(term))) == list(map(id, everything(term)))
        kinds |= {type(node) for node in walk(term)}
    assert len(kinds) > 8


def test_conditions_and_tuples_are_walked_from_left_to_right() -> None:
    a, b, n, i = Quantity("a"), Quantity("b"), SizeValue("n"), Index("i")
    one = Constant(Fraction(1))
    condition = Compare(Comparison.LESS, i, n)
    whole = Fold(Folding.SUM, "i", one, n, a, condition)
    assert list(walk((b, (whole, None)))) == [b, whole, one, n, a, condition, i, n]
    assert list(parts((b, (whole, None)))) == [b, whole]
    assert list(walk(None)) == []
