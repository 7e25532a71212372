r"""What stands below a big operator, and fractions by `\over`."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source
from tests.reading.statements import troubles

SCOPE = r"x, p \in R^n, W \in R^{n \times m}"
LESS = r"\sum_{j=1}^n p_j - p_i"
EVERY_BUT_ONE = [
    r"j \ne i", r"j : j \ne i", r"j :\, j \neq i", r"j \mid j \ne i", r"j | j \ne i", r"j \in [n] : j \ne i",
    r"j \in [n], j \ne i", r"j \in [n] \setminus \{i\}", r"j \in \{1, \dots, n\} \setminus \{i\}",
    r"j \in \{1, 2, \ldots, n\} \backslash \{i\}", r"\substack{j \in [n] \\ j \ne i}",
    r"j \in [n] \smallsetminus \{i\}",
]
TRUE = [
    (r"\sum_{j \in [n]} p_j", r"\mathbf 1^\top p"),
    (r"\sum_{i \in [n], j \in [m]} w_{ij}", r"\mathbf 1^\top W \mathbf 1"),
    (r"\sum_{j \in \{2, \dots, n\}} p_j", r"\sum_j p_j - p_1"),
    (r"\sum_{j \in [n - 1]} p_j", r"\sum_j p_j - p_n"),
    (r"2 \sum_{i, j : i < j} x_i x_j", r"(\sum_i x_i)^2 - \sum_i x_i^2"),
    (r"{x_i \over n}", r"\frac{x_i}{n}"),
    (r"{\partial x^\top x \over \partial x_i}", "2 x_i"),
    (r"n^{1 \over 2}", r"\sqrt{n}"),
    (r"2 {x_i \over {n \over m}}", r"{2 m x_i \over n}"),
]
FALSE = [
    (r"\sum_{j \in [n]} p_j", r"\sum_{j \in [n - 1]} p_j"),
    (r"\sum_{j \in [m]} p_j", r"\mathbf 1^\top p"),
    (r"\sum_{j \in \{2, \dots, n\}} p_j", r"\mathbf 1^\top p"),
    (r"\sum_{j \in \{0, \dots, n\}} p_j", r"\mathbf 1^\top p"),
    (r"\sum_{j \in [n] \setminus \{i\}} p_j", r"\mathbf 1^\top p + p_i"),
    (r"\sum_{j \in [n] \setminus \{i, k\}} p_j", r"\mathbf 1^\top p - p_i - p_k"),
    (r"\sum_{i, j : i < j} x_i x_j", r"(\sum_i x_i)^2 - \sum_i x_i^2"),
    (r"\sum_{i, j : i \le j} x_i x_j", r"\sum_{i, j : i < j} x_i x_j"),
    (r"{x_i \over n}", r"{n \over x_i}"),
    (r"n^{1 \over 2}", r"n^{2 \over 1}"),
    (r"2 {x_i \over {n \over m}}", r"{2 x_i \over n m}"),
]
UNREAD = [
    r"\sum_{j \in S} p_j", r"\sum_{j \in \mathcal{N}(i)} p_j", r"\sum_{j \in \{1, n\}} p_j", r"\sum_{j \in \{1\}} p_j",
    r"\sum_{j \in \{1, 3, \dots, n\}} p_j", r"\sum_{j \in \{n, \dots, 1\}} p_j", r"\sum_{j \in [n] \setminus i} p_j",
    r"\sum_{j \in [1, n]} p_j", r"\sum_{j \in [ ]} p_j", r"\sum_{j \in \{\}} p_j", r"\sum_{j \in} p_j",
    r"\sum_{j \in [n] \setminus \{\}} p_j", r"\sum_{: j} p_j", r"\sum_{j :} p_j", r"\sum_{j \in \{1, \dots, \}} p_j",
    r"{x_i \over n \over m}", r"x_i \over n", r"(x_i \over n)", r"{\over n}", r"{x_i \over}",
]


def verdict(left: str, right: str) -> Kind:
    text = f"<!-- derive\n{SCOPE}\n-->\n\n$$ {left} = {right} $$\n"
    (item,) = judge_document(read(Source("note.md", text))).items
    return item.verdict.kind


@pytest.mark.parametrize("below", EVERY_BUT_ONE)
def test_every_way_to_leave_one_index_out(below: str) -> None:
    assert verdict(rf"\sum_{{{below}}} p_j", LESS) is Kind.PROVED
    assert verdict(rf"\sum_{{{below}}} p_j", r"\sum_{j=1}^n p_j + p_i - p_i^2") is Kind.REFUTED


@pytest.mark.parametrize(("left", "right"), TRUE)
def test_true_equations_are_proved(left: str, right: str) -> None:
    assert verdict(left, right) is Kind.PROVED


@pytest.mark.parametrize(("left", "right"), FALSE)
def test_false_twins_are_refuted(left: str, right: str) -> None:
    assert verdict(left, right) is Kind.REFUTED


@pytest.mark.parametrize("formula", UNREAD)
def test_other_sets_and_fractions_are_unread_at_their_place(formula: str) -> None:
    ((message, place),) = troubles(SCOPE, f"{formula} = 1")
    assert message
    assert place or formula.endswith("}")


@pytest.mark.parametrize("named", ["B", r"\mathcal{B}", r"\Omega"])
def test_of_a_set_with_a_name_it_is_told_what_to_write(named: str) -> None:
    ((message, place),) = troubles(SCOPE, rf"\sum_{{j \in {named}}} p_j = 1")
    assert "is a set, and nothing tells which indices are in it" in message and place == "j"
