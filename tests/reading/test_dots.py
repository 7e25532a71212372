"""Ellipses: the general entry is found, every written entry is held against it, and no index is captured."""

from __future__ import annotations

import pytest

from derive.reading.grammar.trees import walk
from derive.reading.syntax import Addition, Big, General, Node, Spike, Unreadable
from tests.reading.test_parser import parse


def general(text: str) -> Node:
    """The one general entry, sum or spike that an expression with dots becomes."""
    (found,) = [node for node in walk(parse(text)) if isinstance(node, (Big, General, Spike))]
    return found


SUMS = [
    (r"u_1 + \dots + u_n", r"\sum_{p=1}^n u_p"),
    (r"u_1 + u_2 + \cdots + u_n", r"\sum_{p=1}^n u_p"),
    (r"u_1 + u_2 + \ldots + u_{n-1} + u_n", r"\sum_{p=1}^{n-1} u_p + u_n"),
    (r"u_1 + ... + u_n", r"\sum_{p=1}^n u_p"),
    (r"u_2 + \dots + u_n", r"\sum_{p=2}^n u_p"),
    (r"1^2 + 2^2 + \dots + n^2", r"\sum_{p=1}^n p^2"),
    (r"X_{i1} u_1 + \dots + X_{in} u_n", r"\sum_{p=1}^n X_{ip} u_p"),
    (r"p u_1 + \dots + p u_n", r"\sum_{q=1}^n p u_q"),
    (r"u_n + \dots + u_1", r"\sum_{p=1}^n u_p"),
    (r"u_n + u_{n-1} + \dots + u_2 + u_1", r"\sum_{p=2}^n u_p + u_1"),
    (r"u_5 + u_4 + \dots + u_1", r"\sum_{p=1}^5 u_p"),
    (r"X_{1n} + X_{2,n-1} + \dots + X_{n1}", r"\sum_{p=1}^n X_{p,n+1-p}"),
    (r"X_{1n} + \dots + X_{k,n-k+1} + \dots + X_{n1}", r"\sum_{p=1}^n X_{p,n+1-p}"),
    (r"X_{n2} + X_{n-1,3} + \dots + X_{1,n+1}", r"\sum_{p=2}^{n+1} X_{n+2-p,p}"),
    (r"n u_1 + (n-1) u_2 + \dots + 1 u_n", r"\sum_{p=1}^n (n + 1 - p) u_p"),
    (r"a + \dots + a^n", r"\sum_{p=1}^n a^p"),
    (r"1 + a + \dots + a^n", r"\sum_{p=0}^n a^p"),
    (r"1 + a + a^2 + \dots + a^{n-1}", r"\sum_{p=0}^{n-1} a^p"),
    (r"1 + a^2 + \dots + a^n", r"1 + \sum_{p=2}^n a^p"),
    (r"1 + 1 + a + a^2 + \dots + a^n", r"1 + \sum_{p=0}^n a^p"),
    (r"a + 2 a + \dots + (n-1) a", r"\sum_{p=1}^{n-1} p a"),
    (r"b + (b + a) + (b + 2 a) + \dots + (b + (n-1) a)", r"\sum_{p=0}^{n-1} (b + p a)"),
]


@pytest.mark.parametrize(("dotted", "written"), SUMS)
def test_a_sum_with_dots_is_a_sum_over_a_letter_of_its_own(dotted: str, written: str) -> None:
    assert parse(dotted) == parse(written)


def test_terms_beside_the_dotted_ones_stay() -> None:
    found = parse(r"a + u_1 + \dots + u_n + b")
    assert isinstance(found, Addition)
    assert [type(term).__name__ for term in found.terms] == ["Name", "Big", "Name"]


def test_a_minus_before_dots_belongs_to_their_terms() -> None:
    found = parse(r"a - u_1 - \dots - u_n")
    assert isinstance(found, Addition)
    assert found.terms[1:] == (parse(r"\sum_{p=1}^n -u_p"),)


@pytest.mark.parametrize(
    "text",
    [
        r"(u_1, \dots, u_n)",
        r"(u_1, u_2, \dots, u_n)",
        r"\begin{pmatrix} u_1 \\ \vdots \\ u_n \end{pmatrix}",
        r"\begin{pmatrix} X_{11} & \dots & X_{1m} \\ \vdots & \ddots & \vdots \\ X_{n1} & \dots & X_{nm} \end{pmatrix}",
        r"\begin{bmatrix} X_{11} & \cdots & X_{1m} \\ \vdots & & \vdots \\ X_{n1} & \cdots & X_{nm} \end{bmatrix}",
        r"\begin{pmatrix} u_1 & & \\ & \ddots & \\ & & u_n \end{pmatrix}",
    ],
)
def test_a_matrix_with_dots_has_a_general_entry(text: str) -> None:
    assert isinstance(general(text), General)


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        (r"u_1 \\ & \ddots \\ & & u_n", r"u_1 & & \\ & \ddots & \\ & & u_n"),
        (r"u_1 & 0 & \cdots & 0 \\ & u_2 \\ & & \ddots \\ & & & u_n", r"u_1 & & \\ & \ddots & \\ & & u_n"),
        (r"a \\ & b", r"a & 0 \\ 0 & b"),
        (r"a & & b \\ & a \\ b", r"a & 0 & b \\ 0 & a & 0 \\ b & 0 & 0"),
    ],
)
def test_blanks_behind_the_last_cell_of_a_row_may_be_left_out(short: str, whole: str) -> None:
    one, other = (parse(rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}") for rows in (short, whole))
    assert one == other


def test_a_matrix_of_zeros_has_a_general_entry() -> None:
    found = general(r"\begin{pmatrix} 0 & \cdots & 0 \\ \vdots & \ddots & \vdots \\ 0 & \cdots & 0 \end{pmatrix}")
    assert isinstance(found, General) and found.entry == parse("0")


def test_a_row_that_falls_keeps_its_order() -> None:
    found = general(r"(u_n, u_{n-1}, \dots, u_1)")
    assert isinstance(found, General)
    assert found.entry == parse(f"u_{{n+1-{found.column}}}") and found.columns == parse("n")


def test_a_vector_with_one_entry_between_dots_is_a_spike() -> None:
    assert general(r"(0, \dots, a, \dots, 0)") == Spike(parse("a"), upright=False)
    assert general(r"\begin{pmatrix} 0 \\ \vdots \\ a \\ \vdots \\ 0 \end{pmatrix}") == Spike(parse("a"), upright=True)


REFUSED = [
    (r"u_1 + u_3 + \dots + u_n", "this entry does not agree", "u_3"),
    (r"u_1 + \dots + a", "no common general term", r"\dots"),
    (r"u_1 + \dots + u_n a", "no common general term", r"\dots"),
    (r"u_1 + \dots", "before and after them", r"\dots"),
    (r"\dots + u_n", "before and after them", r"\dots"),
    (r"u_n + \dots + u_m", "no common general term", r"\dots"),
    (r"1 + \dots + a^n", "no common general term", r"\dots"),
    (r"n + \dots + n^2", "no common general term", r"\dots"),
    (r"1 + 2 + \dots + 2^n", "no common general term", r"\dots"),
    (r"b + \dots + (b + n a)", "no common general term", r"\dots"),
    (r"u_n + u_{n-2} + \dots + u_1", "this entry does not agree", "u_{n-2}"),
    (r"u_n + u_{n+1} + \dots + u_1", "this entry does not agree", "u_{n+1}"),
    (r"u_5 + u_3 + \dots + u_1", "this entry does not agree", "u_3"),
    (r"X_{1n} u_1 + \dots + X_{n2} u_n", "no common general term", r"\dots"),
    (r"X_{1n} + X_{2,n-2} + \dots + X_{n1}", "this entry does not agree", "X_{2,n-2}"),
    (r"X_{1n} + X_{3,n-1} + \dots + X_{n1}", "this entry does not agree", "X_{3,n-1}"),
    (r"X_{1n} + \dots + X_{k,n-k} + \dots + X_{n1}", "this entry does not agree", "X_{k,n-k}"),
    (r"X_{11} + \dots + X_{1k} + \dots + X_{nn}", "this entry does not agree", "X_{1k}"),
    (r"X_{1n} + \dots + X_{m1}", "no common general term", r"\dots"),
    (r"(u_2, \dots, u_n)", "begins with entry 1", "u_2"),
    (r"\begin{pmatrix} u_2 \\ \vdots \\ u_n \end{pmatrix}", "begins with entry 1", "u_2"),
    (r"\begin{pmatrix} u_2 & & \\ & \ddots & \\ & & u_n \end{pmatrix}", "begins with entry 1", "u_2"),
    (
        r"\begin{pmatrix} X_{11} & \dots & X_{1m} \\ \vdots & & \vdots \\ X_{n2} & \dots & X_{nm} \end{pmatrix}",
        "begins with entry 1",
        "X_{n2}",
    ),
    (
        r"\begin{pmatrix} X_{21} & \dots & X_{2m} \\ \vdots & & \vdots \\ X_{n1} & \dots & X_{nm} \end{pmatrix}",
        "begins with entry 1",
        "X_{21}",
    ),
    (
        r"\begin{pmatrix} X_{11} & \dots & X_{1m} \\ \vdots & & \vdots \\ X_{n1} & X_{m7} & X_{nm} \end{pmatrix}",
        "does not agree",
        "X_{m7}",
    ),
    (r"u_1 - \dots + u_n", "another sign", "-"),
    (r"1 + \dots + 1", "no common general term", r"\dots"),
    (r"(u_1, u_3, \dots, u_n)", "this entry does not agree", "u_3"),
    (r"(u_1, \dots, 2 u_n)", "no common general entry", "2 u_n"),
    (r"(\dots, u_n)", "before and after them", r"\dots"),
    (r"(u_1, \dots)", "before and after them", "u_1"),
    (r"\begin{pmatrix} u_1 \\ a \\ \vdots \\ u_n \end{pmatrix}", "this entry does not agree", "a"),
    (
        r"\begin{pmatrix} X_{11} & X_{21} & \dots & X_{1m} \\ \vdots & & & \vdots \\"
        r" X_{n1} & X_{n2} & \dots & X_{nm} \end{pmatrix}",
        "does not agree",
        "X_{21}",
    ),
    (r"\begin{pmatrix} u_1 & \dots & u_m \\ \vdots & 0 & \vdots \\ u_n & \dots & u_p \end{pmatrix}", "dots", ""),
    (r"\begin{pmatrix} X_{11} & \dots & X_{1m} \\ \vdots & & \vdots \end{pmatrix}", "first and its last row", ""),
    (
        r"\begin{pmatrix} 0 & \dots & u_1 & \dots & 0 \\ & & \vdots \\ 0 & \dots & u_n & \dots & 0 \end{pmatrix}",
        "does not agree",
        "u_1",
    ),
    (r"\begin{pmatrix} 0 & u_1 & & 0 \\ & & \ddots & \\ 0 & & & u_n \end{pmatrix}", "no common general entry", ""),
    (
        r"\begin{pmatrix} u_1 & 0 & 0 & \dots & 0 \\ 0 & 0 & u_2 & \dots & 0 \\ & & & \ddots & \\"
        r" 0 & 0 & 0 & \dots & u_n \end{pmatrix}",
        "no common general entry",
        "0",
    ),
    (r"\begin{pmatrix} u_1 & \dots & 0 \\ \vdots & 0 & \vdots \\ 0 & \dots & u_n \end{pmatrix}", "no common", "0"),
    (r"\begin{pmatrix} u_1 & \dots & 0 \\ 0 & 0 & 0 \\ 0 & \dots & u_n \end{pmatrix}", "no common", "0"),
    (r"\begin{pmatrix} a & b \\ u_1 \end{pmatrix}", "this row has 1 cells, another has 2", "u_1"),
]


@pytest.mark.parametrize(("text", "message", "place"), REFUSED)
def test_what_has_no_general_entry_is_refused_at_the_entry(text: str, message: str, place: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse(text)
    assert message in caught.value.message
    span = caught.value.span
    assert text[span.start : span.end].startswith(place)
