"""The normal form of index terms: independent of order and names, and unchanged when it is made again."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derive.judging.general.expressions import Expression, NotCovered, Singular, number
from derive.judging.general.indices import Index, at, length
from derive.judging.general.reading import Setting, scalar
from derive.judging.general.sums import put, rebuilt
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
