"""A claim that says of a name no more than its definition does, and those that say more."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.results import Judged
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source

GIVEN = r"""
<!-- derive
W \in R^{m \times d}, x, b \in R^d, c \in R^m
a := W x + c
y := a^\top a
-->
"""


def judged(claim: str) -> Judged:
    (item,) = judge_document(read(Source("note.md", f"{GIVEN}\n$$ {claim} $$\n"))).items
    return item


@pytest.mark.parametrize("claim", [r"a = W x + c", r"a = W\, x + c,", r"y = a^\top a"])
def test_what_is_defined_so_is_proved_and_told_to_restate_it(claim: str) -> None:
    item = judged(claim)
    assert (item.verdict.kind, item.restates) == (Kind.PROVED, True)


@pytest.mark.parametrize("claim", [
    r"a = c + W x", r"W x + c = a", r"y = \sum_i a_i^2", r"y = (W x + c)^\top a", r"2 a = 2 W x + 2 c",
])
def test_what_says_it_in_another_way_is_a_claim(claim: str) -> None:
    item = judged(claim)
    assert (item.verdict.kind, item.restates) == (Kind.PROVED, False)


@pytest.mark.parametrize("claim", [r"a = W x - c", r"y = a^\top c"])
def test_what_contradicts_its_definition_does_not_restate_it(claim: str) -> None:
    item = judged(claim)
    assert (item.verdict.kind, item.restates) == (Kind.REFUTED, False)


def test_a_first_definition_restates_nothing() -> None:
    item = judged(r"z = 2 b")
    assert (item.verdict.kind, item.restates) == (Kind.DEFINITION, False)


def test_what_is_asked_restates_nothing() -> None:
    assert not judged(r"\frac{\partial y}{\partial a} = ?").restates


ENTRIES = r"""
<!-- derive
X \in R^{n \times m}, w \in R^m
vectors: rows
y_{ij} := \frac{e^{x_{ij}}}{\sum_k e^{x_{ik}}}
s_j := \sum_i x_{ij} w_j
z_{ij} := x_{ij} + w_j
-->
"""


@pytest.mark.parametrize(("claim", "restates"), [
    (r"y_{ij} = \frac{e^{x_{ij}}}{\sum_k e^{x_{ik}}}", True),
    (r"s_j = \sum_i x_{ij} w_j", True),
    (r"z_{ij} = x_{ij} + w_j.", True),
    (r"s_j = w_j \sum_i x_{ij}", False),
    (r"z_{ij} = w_j + x_{ij}", False),
    (r"z_{1j} = x_{1j} + w_j", False),
    (r"z_{ij} = x_{ij} + w_j \quad \text{for } i \neq j", False),
    (r"x_{ij} + w_j = z_{ij}", False),
])
def test_an_entry_by_the_letters_of_its_definition_restates_it(claim: str, restates: bool) -> None:
    (item,) = judge_document(read(Source("note.md", f"{ENTRIES}\n$$ {claim} $$\n"))).items
    assert (item.verdict.kind, item.restates) == (Kind.PROVED, restates)


def test_an_entry_by_other_letters_that_is_something_else_is_refuted() -> None:
    (item,) = judge_document(read(Source("note.md", f"{ENTRIES}\n$$ z_{{ji}} = x_{{ij}} + w_j $$\n"))).items
    assert (item.verdict.kind, item.restates) == (Kind.REFUTED, False)


FUNCTIONS = r"""
<!-- derive
w, z, v \in R^n; a, c, s \in R
\sigma(u) := \frac{1}{1+e^{-u}}
J(w) := \frac12 w^\top w + c
f(z)_i := \frac{e^{z_i}}{\sum_j e^{z_j}}
g(a, b) := a b^2
q := 2 s
-->
"""


def of_function(claim: str) -> tuple[Kind, bool]:
    (item,) = judge_document(read(Source("note.md", f"{FUNCTIONS}\n$$ {claim} $$\n"))).items
    return item.verdict.kind, item.restates


@pytest.mark.parametrize("claim", [
    r"\sigma(u) = \frac{1}{1 + e^{-u}}", r"\sigma(s) = \frac{1}{1+e^{-s}}", r"J(w) = \frac12 w^\top w + c",
    r"f(z)_i = \frac{e^{z_i}}{\sum_j e^{z_j}}", r"f(v)_k = \frac{e^{v_k}}{\sum_j e^{v_j}}", r"g(a, c) = a c^2",
])
def test_a_function_at_letters_may_be_told_as_it_is_defined(claim: str) -> None:
    assert of_function(claim) == (Kind.PROVED, True)


@pytest.mark.parametrize("claim", [
    r"\sigma(u) = \frac{e^u}{1+e^u}", r"\sigma(-s) = \frac{1}{1+e^s}", r"\sigma(q) = \frac{1}{1+e^{-q}}",
    r"\sigma(0) = \frac12", r"\sigma'(u) = \sigma(u) (1 - \sigma(u))", r"J(w) = c + \frac12 w^\top w",
    r"g(a, a) = a a^2", r"f(z)_1 = \frac{e^{z_1}}{\sum_j e^{z_j}}", r"\sigma(u) = \sigma(u)",
])
def test_what_it_is_elsewhere_or_otherwise_is_a_claim(claim: str) -> None:
    assert of_function(claim) == (Kind.PROVED, False)


@pytest.mark.parametrize("claim", [r"\sigma(u) = \frac{1}{1+e^u}", r"J(w) = w^\top w + c", r"g(a, c) = c a^2"])
def test_nor_does_one_restate_what_contradicts_it(claim: str) -> None:
    assert of_function(claim) == (Kind.REFUTED, False)
