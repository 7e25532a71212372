"""Values under assumptions: matrices of every kind are what they are called, and equations are solved exactly."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
import sympy

from derive.judging.candidates import candidate
from derive.judging.exact.frames import Point
from derive.judging.inventory import inventory
from derive.judging.linear import steps
from derive.judging.modular.opinion import Agree, Differ, opinion
from derive.judging.special import special
from derive.judging.symbols.polynomials import MOST_SYMBOLS, basis, remainder
from derive.meaning.claims import Claim

from .claims import claim

NUMBERS = range(8)
SQUARE = r"A \in R^{n \times n}, x \in R^{n \times 1}"
PROPERTIES: list[tuple[str, Callable[[Any], bool]]] = [
    ("idempotent and not symmetric", lambda a: a * a == a and a != a.T),
    ("a projection of rank 1", lambda a: a * a == a and a == a.T and a.rank() == 1),
    ("orthogonal and not symmetric", lambda a: a.T * a == sympy.eye(3) and a != a.T),
    ("orthogonal and no signed permutation", lambda a: a.T * a == sympy.eye(3) and any(0 < abs(v) < 1 for v in a)),
    ("zeros and ones", lambda a: set(a) == {0, 1} and a * a != a),
    ("rows that add up to 1", lambda a: all(sum(a.row(i)) == 1 for i in range(3)) and min(a) > 0 and a != a.T),
    ("symmetric, adding up to 1", lambda a: all(sum(a.row(i)) == 1 for i in range(3)) and a == a.T and min(a) > 0),
    ("positive definite", lambda a: a.is_positive_definite is True and not a.is_diagonal()),
    ("nilpotent", lambda a: a**3 == sympy.zeros(3) and a != sympy.zeros(3)),
]


@pytest.mark.parametrize("holds", [row[1] for row in PROPERTIES], ids=[row[0] for row in PROPERTIES])
def test_every_kind_is_among_the_matrices(holds: Callable[[Any], bool]) -> None:
    assert any(holds(sympy.Matrix(found)) for number in NUMBERS for found in special(3, 3, number))


def test_columns_of_orthogonal_matrices_are_orthogonal() -> None:
    found = [sympy.Matrix(each) for each in special(3, 2, 0)]
    assert any(each.T * each == sympy.eye(2) and len(set(each)) > 2 for each in found)


def test_equations_that_contradict_each_other_have_no_solution() -> None:
    one, two = Fraction(1), Fraction(2)
    assert steps([[one, one, one], [two, two, one]], 2) is None
    assert steps([[one, one, one], [one, -one, one]], 2) == [one, one - one]


def points(subject: Claim, size: int) -> list[Point | None]:
    found = inventory(subject.statement, subject.scope)
    return [candidate(subject.scope, found, Point({"n": size}), {}, number) for number in NUMBERS]


@pytest.mark.parametrize(
    "assumptions",
    [
        "assume A A = A",
        r"assume A^\top A = I",
        r"assume A^\top = A | assume \sum_j a_{ij} = 1",
        r"assume A^\top = A | assume A A = A",
        r"assume a_{ij}^2 = a_{ij}",
        r"assume A x = x",
    ],
)
def test_values_that_obey_are_found_at_every_number_and_are_not_all_the_same(assumptions: str) -> None:
    found = points(claim(f"{SQUARE} | {assumptions}", "A x = x"), 3)
    assert None not in found
    assert len({str(point.values["A"]) for point in found if point is not None}) > 3


@pytest.mark.parametrize(
    "assumptions",
    [
        r"assume A^\top A = -I",
        "assume A A = A | assume A = 2 I",
        r"assume A^\top = A | assume \sum_j a_{ij} = 1 | assume \sum_i a_{ij} = 2",
    ],
)
def test_where_assumptions_contradict_each_other_there_are_none(assumptions: str) -> None:
    assert set(points(claim(f"{SQUARE} | {assumptions}", "A x = x"), 2)) == {None}


@pytest.mark.parametrize(
    ("assumptions", "formula", "kind"),
    [
        ("assume A A = A", "A A x = A x", Agree),
        ("assume A A = A", r"A A^\top x = A x", Differ),
        ("assume A A = A", "A x = x", Differ),
        (r"assume A^\top A = I", r"\|A x\|^2 = \|x\|^2", Agree),
        (r"assume A^\top A = I", "A A x = x", Differ),
        (r"assume A^\top = A | assume A A = A", r"\|A x\|^2 = x^\top A x", Agree),
        (r"assume A^\top = A | assume A A = A", r"\|A x\|^2 = x^\top x", Differ),
        (r"assume A^\top = A | assume \sum_j a_{ij} = 1", r"\sum_i a_{ij} = 1", Agree),
        (r"assume A^\top = A | assume \sum_j a_{ij} = 1", "A A x = A x", Differ),
    ],
)
def test_points_modulo_primes_obey_too(assumptions: str, formula: str, kind: type[Agree | Differ]) -> None:
    subject = claim(f"{SQUARE} | {assumptions}", formula)
    assert isinstance(opinion(subject.statement, subject.scope, {"n": 3}, 0), kind)


X, Y, Z = sympy.symbols("x y z", real=True)


def test_a_remainder_is_what_an_equation_leaves() -> None:
    known = basis([X**2 - X, X * Y - 1])
    assert remainder(X**3 * Z - Z * X, known) == 0
    assert remainder(sympy.sqrt(X**2 + Z), basis([X**2 - X])) == sympy.sqrt(X + Z)


def test_what_an_equation_does_not_say_stays() -> None:
    known = basis([X**2 - X])
    assert remainder(X - 1, known) == X - 1
    assert remainder(Z**2, known) == Z**2
    assert remainder(X * Z**2 - X * Z, known) != 0


def test_equations_without_a_solution_have_the_basis_1() -> None:
    assert basis([X**2 - X, X - 2]) == (1,)


def test_too_many_equations_and_other_functions_say_nothing() -> None:
    many = sympy.symbols(f"u:{MOST_SYMBOLS + 1}", real=True)
    assert basis([each**2 - each for each in many]) == ()
    assert basis([sympy.exp(X) - X]) == ()
