"""The normal form of index terms: independent of order and names, and unchanged when it is made again."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derive.judging.general.atoms import Sign, atoms
from derive.judging.general.binding import Sum
from derive.judging.general.expressions import Expression, NotCovered, Product, Singular, number, of
from derive.judging.general.indices import Index, at, length
from derive.judging.general.reading import scalar
from derive.judging.general.setting import Setting
from derive.judging.general.sums import over, put, rebuilt, summed
from derive.judging.general.zero import is_zero
from derive.meaning.terms import Term

from .drawing import FREE, SCOPES, Drawing, Rule, commuted, renamed_apart, somewhere, swapped

I, J, H = (Index(name, length(size, {})) for name, size in FREE.items())  # noqa: E741
K, O = Index("k", I.range), Index("o", I.range)  # noqa: E741
EXAMPLES = 120
seeds = st.integers(0, 10**9)


def read(term: Term) -> Expression | None:
    """A term as an index term, if it is one."""
    try:
        return scalar(term, Setting(SCOPES[0], frozenset({"p"}), indices={i.name: at(i) for i in (I, J, H)}))
    except (NotCovered, Singular):
        return None


def value_of(seed: int) -> Expression:
    """A random index term."""
    value = read(drawn(seed)[0])
    assume(value is not None)
    assert value is not None
    return value


def drawn(seed: int) -> tuple[Term, Drawing]:
    d = Drawing(random.Random(seed))
    return d.scalar(d.source.choice([2, 3, 4]), FREE), d


@settings(max_examples=EXAMPLES)
@given(seeds)
def test_it_is_the_same_when_it_is_made_again(seed: int) -> None:
    value = value_of(seed)
    assert rebuilt(value, lambda atom: None).key == value.key


@pytest.mark.parametrize("rule", [commuted, renamed_apart, swapped])
def test_it_does_not_depend_on_order_and_names(rule: Rule) -> None:
    changed = 0
    for seed in range(300):
        term, d = drawn(seed)
        other = somewhere(term, rule, d)
        first, second = read(term), read(other or term)
        if other is not None and first is not None and second is not None:
            changed += 1
            assert first.key == second.key, f"seed {seed}"
    assert changed > 6


@settings(max_examples=EXAMPLES)
@given(seeds)
def test_names_of_free_indices_do_not_matter(seed: int) -> None:
    value = value_of(seed)
    there = put(value, {I: at(K), H: at(O)})
    assert put(there, {K: at(I), O: at(H)}).key == value.key
    assert put(there, {K: at(O)}).key == put(put(value, {I: at(H)}), {H: at(O)}).key


@settings(max_examples=EXAMPLES)
@given(seeds, seeds)
def test_sums_and_products_are_those_of_a_ring(seed: int, other: int) -> None:
    a, b = value_of(seed), value_of(other)
    assume(len(a.terms) * len(b.terms) < 40)
    assert (a + b).key == (b + a).key
    assert (a * b).key == (b * a).key
    assert not (a - a).terms
    assert is_zero((a + b) * (a - b) - a * a + b * b)
    assert not is_zero(a * a + b * b + number(1))


def values_inside(value: Expression) -> Iterator[Expression | Product]:
    """An expression and everything of which its atoms are made."""
    yield value
    for atom in atoms(value):
        yield from atom.inside


@settings(max_examples=EXAMPLES)
@given(seeds)
def test_all_numbers_are_exact(seed: int) -> None:
    for value in values_inside(value_of(seed)):
        products = value.terms if isinstance(value, Expression) else [value]
        coefficients = value.terms.values() if isinstance(value, Expression) else []
        exponents = [exponent for product in products for _, exponent in product.factors]
        assert {type(each) for each in [*coefficients, *exponents]} <= {int, Fraction}


def bound(value: Expression) -> list[Index]:
    """All names that sums bind, as indices that nothing binds."""
    return [Index(index, I.range) for atom in atoms(value) if isinstance(atom, Sum) for index in atom.binders]


def test_no_sum_captures_what_is_put_in() -> None:
    captured = 0
    for seed in range(300):
        value = read(drawn(seed)[0])
        for name in bound(value) if value is not None else []:
            assert value is not None
            there = put(value, {I: at(name)})
            assert (name in there.free) == (I in value.free), f"seed {seed}"
            assert put(there, {name: at(I)}).key == value.key, f"seed {seed}"
            captured += I in value.free
    assert captured > 30


@settings(max_examples=EXAMPLES)
@given(seeds)
def test_sums_over_several_indices_are_those_over_each(seed: int) -> None:
    value = value_of(seed)
    at_once = summed(value, I, J).key
    assert summed(summed(value, I), J).key == at_once
    assert summed(summed(value, J), I).key == at_once
    assert summed(value, J, I).key == at_once


def test_what_is_on_both_sides_of_zero_is_nothing() -> None:
    for seed in range(60):
        value = read(drawn(seed)[0])
        if value is not None and value.terms:
            above, below = of(Sign(value, above=True)), of(Sign(value, above=False))
            assert not (above * below).terms and not (below * above).terms
            assert (above * above).key == above.key
            assert (above * of(Sign(value + number(1), above=False))).terms


def test_a_short_axis_is_written_out() -> None:
    parts = over(lambda i, j: number(i.offset) * number(j.offset), length(2, {}), length(3, {}))
    assert parts.constant == (1 + 2) * (1 + 2 + 3)
    assert over(lambda i: number(1), length(0, {})).constant == 0
