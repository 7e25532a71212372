"""Sums too long to write out, and arrays of many entries: little time, little memory, and no wrong verdict."""

from __future__ import annotations

import resource
import time

import pytest

from derive.judging.judge import judge
from derive.judging.prove import compare
from derive.judging.verdict import Kind

from .claims import claim

LONG = [
    r"\sum_{k=1}^{1000000000} k = 500000000500000000",
    r"\sum_{k=1}^{1000000000} k = 500000000500000001",
    r"\sum_{k=1}^{1000000000} \frac{1}{k} = x",
    r"\prod_{k=1}^{1000000000} k = x",
]


@pytest.mark.parametrize("formula", LONG)
def test_a_sum_too_long_to_write_out_is_undecided_at_once(formula: str) -> None:
    started, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = judge(claim(r"x \in R", formula))
    assert found.kind is Kind.UNDECIDED
    assert "1000000000 terms is too long" in found.message
    assert time.process_time() - started < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000


@pytest.mark.parametrize(("value", "kind"), [("500500", Kind.PROVED), ("500501", Kind.REFUTED)])
def test_a_sum_that_can_be_written_out_is_decided(value: str, kind: Kind) -> None:
    assert judge(claim(r"x \in R", rf"\sum_{{k=1}}^{{1000}} k + x = {value} + x")).kind is kind


SOFTMAX = r"x \in R^{24} | y_i := e^{x_i} / \sum_j e^{x_j}"


def test_every_entry_of_a_large_jacobian_is_compared() -> None:
    started = time.process_time()
    made = claim(SOFTMAX, r"\frac{\partial y_i}{\partial x_j} = y_i (\delta_{ij} - y_j)")
    found = compare(made.statement, made.scope, {}, lambda: None)
    assert found.equal
    assert found.entries == 24 * 24
    assert time.process_time() - started < 15


def test_a_large_false_jacobian_is_refuted() -> None:
    found = judge(claim(SOFTMAX, r"\frac{\partial y_i}{\partial x_j} = y_i (\delta_{ij} + y_j)"))
    assert found.kind is Kind.REFUTED
