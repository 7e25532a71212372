"""Places at which an entry with an offset would leave its array: a claim says nothing of them, and that is told."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import verdict

GIVEN = r"a \in R^n | X \in R^{n \times m} | T := \sum_{i=1}^{n-1} (a_{i+1} - a_i)^2"
INNER = r"\frac{\partial T}{\partial a_k} = 2 (2 a_k - a_{k-1} - a_{k+1})"


@pytest.mark.parametrize(
    ("formula", "left_out"),
    [
        (INNER, ("k = 1", "k = n")),
        (rf"{INNER}, \quad k = 1, \dots, n", ("k = 1", "k = n")),
        (rf"{INNER} \quad \text{{for }} 1 \le k \le n", ("k = 1", "k = n")),
        (rf"{INNER} \quad \text{{for }} k > 1", ("k = n",)),
        (rf"{INNER} \quad \text{{for }} k < n", ("k = 1",)),
        (rf"{INNER} \quad \text{{for }} 1 < k < n", ()),
        (rf"{INNER} \quad \text{{for }} k \ne 1", ("k = n",)),
        (r"a_{i+2} + a_j = a_j + a_{i+2}", ("i > n - 2",)),
        (r"a_{i-2} + a_{j+1} = a_{j+1} + a_{i-2}", (r"i \le 2", "j = n")),
        (r"x_{i,j+1} + x_{ij} = x_{ij} + x_{i,j+1}", ("j = m",)),
        (r"a_i + a_j = a_j + a_i", ()),
        (r"\sum_{i=1}^{n-1} a_{i+1} = \sum_{i=2}^n a_i", ()),
    ],
)
def test_the_ends_are_told(formula: str, left_out: tuple[str, ...]) -> None:
    found = verdict(GIVEN, formula)
    assert found.kind is Kind.PROVED
    assert found.excludes == left_out
    for place in left_out:
        assert f"${place}$" in found.message


@pytest.mark.parametrize(
    "formula", [INNER.replace("2 a_k", "a_k"), "a_{i+1} + a_i = a_{i+1}", rf"{INNER.replace('a_{k-1}', 'a_{k+1}')}"]
)
def test_what_is_false_inside_is_refuted(formula: str) -> None:
    assert verdict(GIVEN, formula).kind is Kind.REFUTED


CHAIN = r"x \in R^n | L := \sum_{i=1}^{n-1} x_i x_{i+1}"


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [("x_2", "x_{n-1}", Kind.PROVED), ("x_1", "x_{n-1}", Kind.REFUTED), ("x_2", "x_n", Kind.REFUTED),
     ("x_2", "0", Kind.REFUTED), ("17", "x_{n-1}", Kind.REFUTED)],
)
def test_what_cases_say_of_the_ends_is_judged(first: str, last: str, kind: Kind) -> None:
    cases = rf"{first} & i = 1 \\ {last} & i = n \\ x_{{i-1}} + x_{{i+1}} & \text{{otherwise}}"
    found = verdict(CHAIN, rf"\frac{{\partial L}}{{\partial x_i}} = \begin{{cases}} {cases} \end{{cases}}")
    assert found.kind is kind
    assert found.excludes == ()


DIFFERENCES = r"x \in R^n | y_i := x_{i+1} - x_i"


@pytest.mark.parametrize(
    "formula",
    [r"\sum_{i=1}^{n-1} y_i = x_n - x_1", r"\frac{\partial y_i}{\partial x_i} = -1", r"y_i + x_i = x_{i+1}"],
)
def test_what_a_definition_has_no_entry_for_is_not_refuted(formula: str) -> None:
    found = verdict(DIFFERENCES, formula)
    assert found.kind is Kind.UNDECIDED
    assert "an entry with an offset has no value" in found.message


def test_an_offset_of_a_free_and_a_bound_index_is_not_refuted() -> None:
    formula = r"\frac{\partial}{\partial w_k} \sum_{j=1}^3 w_j x_{i+j-1} = x_{i+k-1}"
    assert verdict(r"x \in R^n, w \in R^3", formula).kind in (Kind.UNDECIDED, Kind.PROVED)


def test_a_claim_that_leaves_an_array_itself_is_refuted() -> None:
    found = verdict(r"x \in R^n", r"\sum_{i=1}^n x_{i+1} = \sum_{i=1}^n x_i")
    assert found.kind is not Kind.PROVED
    assert verdict(r"x \in R^n", r"x_{n+1} = x_n").kind in (Kind.REFUTED, Kind.UNREAD)


HALVES = r"\sum_{i=1}^{n/2} x_i + \sum_{i=n/2+1}^{n} x_i"


def test_a_bound_that_is_no_whole_number_at_some_sizes_is_not_refuted() -> None:
    found = verdict(r"x \in R^n", rf"{HALVES} = \sum_i x_i")
    assert found.kind is Kind.UNDECIDED
    assert "is no whole number" in found.message
    assert verdict(r"x \in R^n", rf"{HALVES} = 2 \sum_i x_i").kind is Kind.REFUTED
