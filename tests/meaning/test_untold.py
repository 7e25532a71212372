r"""Sums that do not say over which index: over the one letter that stands nowhere else, and else over none."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source

GIVEN = r"""<!-- derive
X \in R^{n \times d}, w \in R^d, t, a, c, s \in R^n
A, B \in R^{n \times n}
\lambda \in R
y := X w
y^{(i)} := y_i
-->

$$ E = \frac{1}{2} \sum_i (y_i - t_i)^2 $$

"""
SLOPE = r"\frac{\partial E}{\partial w_j}"
CASES = [
    (r"E = \frac{1}{2} \sum (y_i - t_i)^2", r"E = \frac{1}{2} \sum", r"E = \sum"),
    (r"\frac{\partial E}{\partial w_j} = \sum (y_i - t_i) x_{ij}", r"(y_i - t_i) x_{ij}", r"(t_i - y_i) x_{ij}"),
    (r"y_i = \sum x_{ij} w_j", r"= \sum x_{ij} w_j", r"= \sum x_{ij}"),
    (
        SLOPE + r" = \sum (y_i - t_i) x_{ij} = \sum x_{ij} (y_i - t_i) = \sum_i x_{ij} (y_i - t_i)",
        r"= \sum_i x_{ij} (y_i - t_i)", r"= 2 \sum_i x_{ij} (y_i - t_i)",
    ),
    (
        r"\frac{\partial E}{\partial w_j} = \sum \frac{\partial E}{\partial y_i} \frac{\partial y_i}{\partial w_j}",
        r"= \sum \frac", r"= 2 \sum \frac",
    ),
    (
        r"\frac{\partial E}{\partial y_k} = \frac{\partial}{\partial y_k} \frac{1}{2} \sum (y_i - t_i)^2 = y_k - t_k",
        r"y_k - t_k", r"t_k",
    ),
    (r"\nabla_w E = \sum x_i^\top (y_i - t_i)", r"(y_i - t_i)", r"(y_i + t_i)"),
    (r"\sum a_i c_i = \sum c_i a_i", r"c_i a_i", r"c_i"),
    (r"\sum\nolimits^n a_i = \sum_i a_i", r"= \sum_i a_i", r"= n \sum_i a_i"),
    (r"a_j = \sum \delta_{ij} a_i", r"\delta_{ij} a_i", r"\delta_{ij} (a_i + 1)"),
    (r"\sum \sum A_{ij} = \mathbf{1}^\top A \mathbf{1}", r"= \mathbf{1}^\top A", r"= \mathbf{1}^\top A A"),
    (r"\sum_j \sum A_{ij} = \mathbf{1}^\top A \mathbf{1}", r"= \mathbf{1}^\top A", r"= \mathbf{1}^\top A A"),
    (r"\frac{\sum a_i}{\sum c_i} = \frac{\sum_i a_i}{\sum_j c_j}", r"{\sum c_i}", r"{n}"),
    (r"n \sum a_i c_i - \sum a_i \sum c_i = n a^\top c - (\sum_i a_i) (\sum_j c_j)", r"= n a^\top c", r"= a^\top c"),
    (r"\sum a_i + \lambda \sum w_j = \lambda \sum_j w_j + \sum_i a_i", r"\sum_j w_j", r"\sum_j w_j^2"),
    (r"(A B)_{ik} = \sum A_{ij} B_{jk}", r"A_{ij} B_{jk}", r"A_{ji} B_{jk}"),
    (r"\sum y^{(i)} = \sum_i y_i", r"= \sum_i y_i", r"= \sum_i y_i^2"),
    (r"a^\top c = \sum a_i c_i \in R", r"a_i c_i \in", r"a_i \in"),
]
"""What is true, and a change that makes it false."""
EITHER = [
    r"\sum A_{ij} = \mathbf{1}^\top A \mathbf{1}", r"\sum A_{ij} = n", r"\sum x_{ij} w_j = \sum w_j x_{ij}",
    r"\frac{\partial E}{\partial w} = \sum x_{ij} (y_i - t_i)", r"\sum a_i \sum A_{ij} c_j = a^\top A c",
    r"\sum A_{in} = 1", r"\sum A_{is} = n",
]
NONE = [
    r"\frac{\partial E}{\partial y_i} = \frac{\partial}{\partial y_i} \frac{1}{2} \sum (y_i - t_i)^2 = y_i - t_i",
    r"c_i - \frac{1}{n} \sum c_i = 0", r"\sum c_i + c_i = c_i", r"(\sum a_i) c_i = c_i", r"a_i = \sum a_i",
    r"\sum a = \sum_i a_i", r"\sum a_n = a_n", r"p_i = \frac{e^{a_i}}{\sum e^{a_i}}", r"p := \sum a",
    r"\sum a_i c_i = 0 \quad \text{if } a_i = 0",
    r"\sum a_i = \sum_j a_j + c_i", r"\sum \sum a_i = n", r"\sum a_i c_i = c_i^2, \quad i = 1, \dots, n",
]
PARTLY = [
    r"\foo_j = \sum a_j = 3", r"\begin{align} \sum a_j &= \foo_j \\ &= \sum a_j = 3 \end{align}",
    r"a_j = \sum \delta_{ij} a_i $$ then $$ = \sum a_i \delta_{ij}",
]


def told(display: str) -> list[tuple[Kind, str]]:
    text = display if display.startswith(r"\begin") else f"$$ {display} $$"
    _, *items = [item for item in judge_document(read(Source("note.md", f"{GIVEN}{text}\n"))).items if item.display]
    return [(item.verdict.kind, item.verdict.message) for item in items if item.verdict.kind is not Kind.SKIPPED]


@pytest.mark.parametrize("display", [display for display, _, _ in CASES])
def test_a_sum_runs_over_the_one_letter_that_stands_only_there(display: str) -> None:
    assert {kind for kind, _ in told(display)} == {Kind.PROVED}


@pytest.mark.parametrize(("display", "old", "new"), CASES)
def test_what_is_false_of_it_is_refuted(display: str, old: str, new: str) -> None:
    assert old in display
    kinds = {kind for kind, _ in told(display.replace(old, new))}
    assert kinds & {Kind.REFUTED, Kind.CONDITIONAL} and Kind.UNREAD not in kinds


@pytest.mark.parametrize("display", EITHER)
def test_of_two_letters_none_is_guessed(display: str) -> None:
    found = told(display)
    assert found[0][0] is Kind.UNREAD and "can be meant" in found[0][1]


@pytest.mark.parametrize("display", NONE)
def test_a_letter_that_stands_elsewhere_too_is_not_summed_over(display: str) -> None:
    found = told(display)
    assert {kind for kind, _ in found} == {Kind.UNREAD}
    assert all("stands only there" in message or "can be meant" in message for _, message in found)


@pytest.mark.parametrize("display", PARTLY)
def test_a_chain_that_is_not_known_whole_tells_no_index(display: str) -> None:
    kind, message = told(display)[-1]
    assert kind is Kind.UNREAD and "not all that it is equal to" in message


def test_definitions_and_assumptions_have_such_sums() -> None:
    added = r"assume \sum s_i = 1; \operatorname{p}(x)_i := \frac{e^{x_i}}{\sum e^{x_j}}".replace("; ", "\n")
    given = GIVEN.replace("-->", f"{added}\n-->", 1)
    for claim in (r"\sum_i s_i = 1", r"\sum_j \operatorname{p}(a)_j = 1", r"R := \sum a_i^2 $$ then $$ R = a^\top a"):
        items = judge_document(read(Source("note.md", f"{given}$$ {claim} $$\n"))).items
        assert items[-1].verdict.kind is Kind.PROVED
    false = judge_document(read(Source("note.md", f"{given}$$ \\sum_i s_i^2 = 1 $$\n"))).items
    assert false[-1].verdict.kind is Kind.REFUTED
    unread = GIVEN.replace("-->", "assume \\sum A_{ij} = 1\n-->", 1)
    assert [item.verdict.kind for item in judge_document(read(Source("note.md", unread))).items].count(Kind.UNREAD) == 1
