"""Sums with dots whose first terms leave out a number: the last term tells how many there are, also of one only."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import verdict

GIVEN = r"q, a, d \in R | x \in R^n"
POWERS, STEPS = r"1 + q + q^2 + \dots + q^{n-1}", r"a + (a + d) + (a + 2 d) + \dots + (a + (n-1) d)"


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        (rf"{POWERS} = \frac{{1 - q^n}}{{1 - q}}", Kind.PROVED),
        (rf"{STEPS} = n a + \frac{{n (n-1)}}{{2}} d", Kind.PROVED),
        (r"d + 2 d + \dots + (n-1) d = \frac{n (n-1)}{2} d", Kind.PROVED),
        (rf"{POWERS} = \frac{{1 - q^{{n+1}}}}{{1 - q}}", Kind.REFUTED),
        (rf"{POWERS} = 1 + q + \sum_{{k=2}}^{{n-1}} q^k", Kind.REFUTED),
        (rf"{STEPS} = n a + \frac{{n (n+1)}}{{2}} d", Kind.REFUTED),
        (r"d + 2 d + \dots + (n-1) d = d + \sum_{k=2}^{n-1} k d", Kind.REFUTED),
        (r"(1 - q)(1 + q + \dots + q^n) = 1 - q^n", Kind.REFUTED),
    ],
)
def test_a_sum_has_as_many_terms_as_its_last_one_tells(formula: str, kind: Kind) -> None:
    assert verdict(GIVEN, formula).kind is kind
