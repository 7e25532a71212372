r"""What stands above a name: the letter T, transposes and powers of entries, and which of them nobody can tell."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged, verdict

RETURN = r"r \in R^T, \gamma \in R | G := \gamma^T r_T"
GIVEN = r"A \in R^{n \times n}, W^{(2)} \in R^{n \times m}, v \in R^n, \sigma \in R^n"


def test_a_number_to_the_power_of_a_size_called_t_is_no_transpose() -> None:
    true = verdict(RETURN, r"\frac{\partial G}{\partial \gamma} = T \gamma^{T-1} r_T")
    assert true.kind is Kind.PROVED and "at sizes T=2; T=3" in true.message
    assert verdict(RETURN, r"\frac{\partial G}{\partial \gamma} = r_T").kind is Kind.REFUTED


POWERS = [
    (r"T, x \in R, x > 0", r"\frac{\partial}{\partial x} x^T = T x^{T-1}", r"\frac{\partial}{\partial x} x^T = 1"),
    (r"T \in R", r"2^T 2^T = 4^T", "2^T = 2"),
    (r"T \in \{2, 3\}, x \in R", r"x^{2T} = x^T x^T", "x^{2T} = x^2"),
    (r"T \in \{2, 3\}, x \in R", r"x^{-T} = \frac{1}{x^T}", r"x^{-T} = \frac1x"),
    (r"r \in R^T, A \in R^{T \times T}", r"r^\top A r = r^{\mathsf T} A^\top r", r"r^\top A = 2 r^{\mathrm T} A"),
    (r"A, T \in R^{n \times n}", "(A T)^T = T^T A^T", "(A T)^T = A^T T^T"),
    (r"A \in R^{n \times n} | T := 2 A", "(A T)^T = T^T A^T", "(A T)^T = A T"),
    (r"r \in R^n, A \in R^{n \times n}", "(r^T A r)^T = r^T A^T r", "(r^T A r)^T = 2 r^T A^T r"),
]


@pytest.mark.parametrize(("given", "true", "false"), POWERS)
def test_a_declared_t_is_an_exponent_of_numbers(given: str, true: str, false: str) -> None:
    assert verdict(given, true).kind is Kind.PROVED
    assert verdict(given, false).kind is Kind.REFUTED


INVERTED = r"A, A^{-1} \in R^{n \times n}, x \in R^n | assume A A^{-1} = I"
LABELS = [
    (r"x, x^\star \in R^n", r"x^\star + x = x + x^*", r"2 x^\star = x"),
    (r"A \in R^{n \times m} | A^\dagger := A^\top", r"A^\dagger_{ij} = A_{ji}", r"2 A^{\dagger} = A^\top"),
    (INVERTED, "A^{-1} A x = x", "A A^{-1} x = 2 x"),
    (INVERTED, r"A^{-\top} A^\top x = x", r"A^{-\top} A x = x"),
    (INVERTED, r"A^{-\mathsf{T}} = (A^{-1})^\top", r"A^{-\mathsf{T}} = A^{-1}"),
]


@pytest.mark.parametrize(("given", "true", "false"), LABELS)
def test_a_star_a_dagger_and_an_inverse_that_are_declared_are_part_of_a_name(given: str, true: str, false: str) -> None:
    assert verdict(given, true).kind is Kind.PROVED
    assert verdict(given, false).kind is Kind.REFUTED


UNKNOWN = [
    (r"x \in R^n", r"2 x^\star = x", "`x^*` is not declared"),
    (r"A \in R^{n \times n}", r"2 A^\dagger = A", r"`A^{\dagger}` is not declared"),
    (r"A \in R^{n \times n}", "A^{-1} A = I", r"`A^{-1} \in R^{n \times n}`, and write `assume A A^{-1} = I`"),
    (r"A, B \in R^{n \times n}", "(A B)^{-1} A = B", r"`B \in R^{n \times n}`, and write `assume A B = I`"),
    (r"A, A^{-1} \in R^{n \times n}", "A A^{-1} = I", "write `assume A A^{-1} = I`"),
    (r"A, A^{-1} \in R^{n \times n}, x \in R^n | y := A^{-1} x", "A y = x", "the definition of `y` was not understood"),
]


@pytest.mark.parametrize(("given", "formula", "message"), UNKNOWN)
def test_what_makes_them_what_they_are_called_is_not_guessed(given: str, formula: str, message: str) -> None:
    text = "<!-- derive\n" + given.replace(" | ", "\n") + f"\n-->\n\n$$ {formula} $$\n"
    found = judged(text)[-1].verdict
    assert found.kind is Kind.UNREAD
    assert message in found.message


TWOFOLD = [
    (r"r \in R^T, A \in R^{T \times T}", r"r^T A r = r^\top A^\top r", "`T` is declared as a number or a size"),
    (r"A \in R^{T \times T}", r"A^T_{ij} = A_{ji}", "an entry of the transpose, or stand for the entry"),
    (r"x \in R", "2^T = 2", "`T` is not declared"),
    (r"x \in R", "x^T = x", "this is a number, so ^T can be a power of it"),
    (r"x \in R", "(1 + x)^T = 1 + x", "this is a number, so ^T can be a power of it"),
    (r"r \in R^n", "r_i^T = r_i", "this is a number, so ^T can be a power of it"),
    (r"x \in R", "x^{2T} = x^2", "a transpose or part of the exponent"),
    (r"r \in R^n, \gamma \in R", r"\sum_T \gamma^T r_T = \gamma \sum_i r_i", "`T` is an index here"),
    (r"r \in R^n, \gamma \in R", r"\gamma^T r_T = \gamma r_T", "`T` is an index here"),
    (GIVEN, r"A_{ij}^\top = A_{ji}", "an entry of the transpose, or stand for the entry"),
    (GIVEN, r"A_{ij}^\top = A_{ij}", "an entry of the transpose, or stand for the entry"),
    (GIVEN, r"(A A)_{ij}^\top = (A A)_{ij}", "an entry of the transpose, or stand for the entry"),
    (GIVEN, "2 v^{(2)} = 2 v^2", "`v^{(2)}` is not declared, and can be a name of its own or a power of"),
    (GIVEN, "2 v_i^{(2)} = 2 v_i^2", "`v^{(2)}` is not declared, and can be a name of its own or a power of"),
    (GIVEN, r"2 v^{(2)\top} = 2 v^\top", "`v^{(2)}` is not declared, and can be a name of its own or a power of"),
    (GIVEN, "2 A^{(2)} = 2 A", "`A^{(2)}` is not declared, and can be a name of its own or a power of"),
    (GIVEN, r"A^\top_i v = A_i v", "a row of the transpose, or the transpose of a row"),
    (GIVEN, r"A^{-1}_{ij} = \frac{1}{A_{ij}}", "an entry of the inverse, which is not in the language"),
    (GIVEN, r"A_{ij}^{-1} = \frac{1}{A_{ij}}", "an entry of the inverse, which is not in the language"),
    (GIVEN, r"A^2_{ij} = A_{ij} A_{ij}", "the power of an entry, or an entry of the power"),
    (GIVEN, r"{A^2}_{ij} = A_{ij} A_{ij}", "the power of an entry, or an entry of the power"),
    (GIVEN, r"A^{-\top} = A", "the inverse of a matrix is not in the language"),
    (GIVEN, r"A^{-T} = A", "the inverse of a matrix is not in the language"),
]


@pytest.mark.parametrize(("given", "formula", "message"), TWOFOLD)
def test_what_can_be_meant_of_the_array_or_of_its_entry_is_not_judged(given: str, formula: str, message: str) -> None:
    found = verdict(given, formula)
    assert found.kind is Kind.UNREAD
    assert message in found.message


def test_nor_is_a_function_defined_by_it() -> None:
    found = judged("<!-- derive\nx \\in R\nf(z) := z^T\n-->\n\n$$ 2 f(x) = 2 x $$\n")
    assert [item.verdict.kind for item in found] == [Kind.UNREAD, Kind.UNREAD]


@pytest.mark.parametrize("left", [
    r"A^\top_{ij}", r"{A^\top}_{ij}", r"A^{\top}_{i j}", "A^T_{ij}", r"A^{\mathsf T}_{i,j}", "a^T_{ij}",
    r"(A^\top)_{ij}",
])
def test_indices_below_a_transpose_are_those_of_the_transpose(left: str) -> None:
    assert verdict(GIVEN, f"{left} = A_{{ji}}").kind is Kind.PROVED
    false = verdict(GIVEN, f"{left} = A_{{ij}}")
    assert false.kind is Kind.REFUTED and false.correction is not None


ENTRIES = [
    (r"W^{(2)\top}_{ij} = W^{(2)}_{ji}", r"W^{(2)\top}_{ij} = 2 W^{(2)}_{ji}"),
    (r"W^{(2)}_{ij} = w_{ij}^{(2)}", r"W^{(2)}_{ij} = -w_{ij}^{(2)}"),
    (r"A_{ij}^2 = A_{ij} A_{ij}", r"A_{ij}^2 = \sum_k A_{ik} A_{kj}"),
    (r"a^2_{ij} = A_{ij} A_{ij}", r"a^2_{ij} = \sum_k A_{ik} A_{kj}"),
    (r"(A A)^\top_{ij} = (A A)_{ji}", r"(A A)^\top_{ij} = (A A)_{ij}"),
    (r"(A v)_i^2 = (\sum_j A_{ij} v_j)^2", r"(A v)_i^2 = \sum_j A_{ij} v_j"),
    (r"v^2_i = v_i v_i", r"v^2_i = 2 v_i"),
    (r"\sigma^2_j = \sigma_j \sigma_j", r"\sigma^2_j = 2 \sigma_j"),
    (r"v^\top a^\top_i = a_i v", r"v^\top a^\top_i = 2 a_i v"),
]


@pytest.mark.parametrize(("true", "false"), ENTRIES)
def test_entries_with_one_meaning_keep_it(true: str, false: str) -> None:
    assert verdict(GIVEN, true).kind is Kind.PROVED
    assert verdict(GIVEN, false).kind is Kind.REFUTED
