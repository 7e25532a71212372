"""An inequality on what is defined, behind an equation: it is taken as a condition, and that is said."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.results import Judged
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.wording import reason

GIVEN = r"""<!-- derive
x \in R, z \in R^n
\sigma(u) := 1 / (1 + e^{-u})
p_k := e^{z_k} / \sum_j e^{z_j}
f : R \to R
-->

"""
SAID = "is taken as a condition, and is not judged"


def answer(row: str) -> Judged:
    """What becomes of the first formula."""
    judged = judge_document(read(Source("note.md", f"{GIVEN}$$ {row} $$\n")), seconds=20.0)
    return judged.items[next(n for n, item in enumerate(judged.items) if item.display)]


BOUNDS = [
    (r"\sigma'(0) = \frac14", r"\sigma'(x) \le \frac18"),
    (r"\sigma'(0) = \frac14", r"\sigma'(x) \le \frac14"),
    (r"\sum_k p_k = 1", "p_k > 0"),
    (r"\sum_k p_k = 1", "0 < p_k < 1"),
]


@pytest.mark.parametrize(("equation", "bound"), BOUNDS)
def test_a_bound_on_what_is_defined_is_told_to_be_none_of_the_proof(equation: str, bound: str) -> None:
    found = answer(rf"{equation}, \qquad {bound}")
    assert found.verdict.kind is Kind.PROVED
    assert f"`{bound}` {SAID}." in reason(found)


@pytest.mark.parametrize(
    "row",
    [
        r"|x| = x, \quad x > 0",
        r"|f(x)| = f(x), \quad f(x) > 0",
        r"\sigma(0) = \frac12 \quad \text{if } \sigma(x) < 1",
        r"\frac{p_k}{p_k} = 1, \quad p_k \ne 0",
        r"\sigma(0) = \frac12",
    ],
)
def test_a_condition_on_what_is_free_needs_no_word(row: str) -> None:
    found = answer(row)
    assert found.verdict.kind is Kind.PROVED
    assert SAID not in reason(found)


def test_a_false_equation_is_refuted_as_before() -> None:
    assert answer(r"\sigma'(0) = \frac12, \qquad \sigma'(x) \le \frac12").verdict.kind is Kind.REFUTED
