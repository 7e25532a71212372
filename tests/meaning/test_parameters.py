"""Parameters of functions: numbers and vectors of their own, whatever their letters are outside."""

from __future__ import annotations

import pytest

from derive import Kind, prove
from derive.meaning.claims import Claim, Shapeless
from derive.meaning.meanings import NotUnderstood
from tests.meaning.test_claims import meaning

SOFTMAX = r"\operatorname{softmax}(\mathbf{z})_k := \frac{e^{z_k}}{\sum_j e^{z_j}}"
SIGMOID = r"\sigma(z) := \frac{1}{1 + e^{-z}}"
ARRAYS = r"X \in R^{N \times d}, w \in R^d, v, u \in R^N, A \in R^{N \times N}, c \in R" + "\n" + r"\mathbf{z} := X w"


@pytest.mark.parametrize("scope", [SOFTMAX, f"{SIGMOID}\n{SOFTMAX}", f"vectors: rows\n{SOFTMAX}"])
def test_the_argument_on_the_left_side_is_any_vector(scope: str) -> None:
    true = r"\operatorname{softmax}(\mathbf{z})_k = \frac{e^{z_k}}{\sum_j e^{z_j}}"
    assert prove(true, scope).verdict is Kind.PROVED
    assert prove(true.replace("e^{z_j}", "e^{2 z_j}"), scope).verdict is Kind.REFUTED


@pytest.mark.parametrize(
    "formula",
    [
        r"\operatorname{softmax}(z + c)_k = \operatorname{softmax}(z)_k",
        r"e^{z_k} = \operatorname{softmax}(z)_k",
        r"\operatorname{softmax}(z)_k = q_k",
    ],
)
def test_elsewhere_a_vector_is_declared(formula: str) -> None:
    assert isinstance(meaning(formula, SOFTMAX + "\nc \\in R"), NotUnderstood)


BY_ENTRIES = [
    (r"f(v) := \tanh(v)", r"f'(u) = 1 - f(u) \odot f(u)", Kind.PROVED),
    (r"f(v) := \frac{1}{1 + e^{-v}}", r"f'(u) = f(u) \odot f(u)", Kind.REFUTED),
    (r"f(v) := v (1 - v)", "f'(c) = 1 - 2 c", Kind.PROVED),
    (r"f(v) := \max(0, v)", r"f(c) = \max(0, c)", Kind.PROVED),
]


@pytest.mark.parametrize(("definition", "claim", "verdict"), BY_ENTRIES)
def test_an_array_is_a_number_where_a_function_acts_by_entries(definition: str, claim: str, verdict: Kind) -> None:
    assert prove(claim, f"{ARRAYS}\n{definition}").verdict is verdict


OF_ARRAYS = [
    (r"f(v) := v^\top v", r"f(u) = \sum_i u_i^2"),
    (r"f(v) := v / \|v\|", r"f(u) = u / \|u\|"),
    (r"f(v) := (v \cdot v) v", r"f(u) = (u \cdot u) u"),
    (r"f(A) := A A", r"f(A) = A A \cdot 1"),
    (r"f(v) := A v", "f(u) = A u"),
    (r"f(v) := v - \max(v)", r"f(u) = u - \max(u)"),
]


@pytest.mark.parametrize(("definition", "claim"), OF_ARRAYS)
def test_a_function_of_an_array_stays_one(definition: str, claim: str) -> None:
    assert prove(claim, f"{ARRAYS}\n{definition}").verdict is Kind.PROVED


def test_a_power_of_a_matrix_is_not_taken_by_entries() -> None:
    assert isinstance(meaning("f(A) = A^2", ARRAYS), NotUnderstood | Shapeless)


def test_a_plain_letter_is_the_parameter_where_the_array_is_bold() -> None:
    scope = f"{ARRAYS}\n{SIGMOID}"
    assert prove(r"\sigma'(z) = \sigma(z) \sigma(-z)", scope).verdict is Kind.PROVED
    assert prove(r"\sigma'(z) = \sigma(z) \sigma(z)", scope).verdict is Kind.REFUTED
    assert isinstance(meaning(r"\sigma'(\mathbf{z}) = \sigma(\mathbf{z}) \sigma(-\mathbf{z})", scope), Shapeless)
    assert isinstance(meaning(r"\sigma'(z) = \sigma(z) \sigma(-z)", scope.replace(r"\mathbf{z}", "z")), Shapeless)


@pytest.mark.parametrize("declared", [r"\mathbf{x}, x \in R", r"x, \mathbf{x} \in R", r"\mathbf{x} \in R, x \in R"])
def test_typefaces_that_are_both_declared_are_two_names(declared: str) -> None:
    assert prove(r"2 \mathbf{x} = 2 x", declared).verdict is Kind.REFUTED
    assert prove(r"2 \mathbf{x} = \mathbf{x} + \mathbf{x}", declared).verdict is Kind.PROVED


def test_a_typeface_that_is_declared_alone_is_no_other_name() -> None:
    assert prove(r"2 \mathbf{x} = x + x", r"\mathbf{x} \in R").verdict is Kind.PROVED


@pytest.mark.parametrize("formula", ["X_{31} = 0", "X_{13} = 0", "X_{31} := 0"])
def test_an_entry_outside_of_its_array_is_not_defined(formula: str) -> None:
    found = meaning(formula, r"X \in R^{2 \times 2}")
    assert isinstance(found, NotUnderstood)
    assert "2×2" in found.message


def test_an_entry_of_the_identity_is_not_defined_by_an_equation() -> None:
    assert isinstance(meaning("I_{12} = 0", ""), Claim)
    assert prove("I_{12} = 1", "").verdict is not Kind.PROVED


@pytest.mark.parametrize(
    "claim",
    [r"\frac{\partial E}{\partial y} = y - t", r"\frac{\partial E}{\partial y_i} = y_i - t", r"t y^\top y = t^\top y"],
)
def test_the_letter_of_a_parameter_beside_an_array_is_not_declared_by_that(claim: str) -> None:
    given = r"x, y \in R^n; \sigma(t) := \frac{1}{1 + e^{-t}}; E := \frac12 \|y - x\|^2"
    found = prove(claim, given=given)
    assert (found.verdict, found.message[:19]) == (Kind.UNREAD, "`t` is not declared")
    assert prove(claim, given=given + r"; t \in R").verdict is Kind.REFUTED


@pytest.mark.parametrize(
    "claim",
    [
        r"x_i \sigma'(t) = \sigma(t) (1 - \sigma(t)) x_i",
        r"x_i \frac{d\sigma}{dt} = \frac{e^{-t}}{(1 + e^{-t})^2} x_i",
        r"\frac{e^{-t}}{1 + e^{-t}} = \frac{1}{1 + e^t}",
    ],
)
def test_the_letter_of_a_parameter_is_a_number_where_it_is_one(claim: str) -> None:
    given = r"x, y \in R^n; \sigma(t) := \frac{1}{1 + e^{-t}}"
    assert prove(claim, given=given).verdict is Kind.PROVED
    assert prove(claim.replace(" = ", " = 2 "), given=given).verdict is Kind.REFUTED


DIFFERENCE = r"\frac{\sigma(u + h) - \sigma(u - h)}{2 h}"
APPROACHING = [
    (r"\sigma'(u) = \lim_{h \to 0} " + DIFFERENCE, Kind.PROVED),
    (r"\sigma'(u) = \lim_{h \to 0} 2 " + DIFFERENCE, Kind.REFUTED),
    (r"\sigma'(u) = \lim_{h \to 1} " + DIFFERENCE, Kind.REFUTED),
    (DIFFERENCE + r" = \sigma'(u) + O(h^2)", Kind.PROVED),
    (DIFFERENCE + r" = \sigma'(u) + O(h^3)", Kind.REFUTED),
    (DIFFERENCE + r" = \sigma'(u) - O(h^2)", Kind.PROVED),
    (DIFFERENCE + r" = \sigma'(u) - O(h^3)", Kind.REFUTED),
    (DIFFERENCE + r" = -O(h^2)", Kind.REFUTED),
    (DIFFERENCE + r" = \sigma'(u)", Kind.UNREAD),
    (DIFFERENCE + r" = \sigma'(u) + O(2 h)", Kind.UNREAD),
]


@pytest.mark.parametrize(("claim", "verdict"), APPROACHING)
def test_what_goes_to_a_limit_is_a_number_without_a_declaration(claim: str, verdict: Kind) -> None:
    assert prove(claim, given=r"\sigma(u) := \frac{1}{1 + e^{-u}}").verdict is verdict


def test_an_array_goes_to_no_limit() -> None:
    found = prove(r"\sigma'(u) = \lim_{h \to 0} " + DIFFERENCE, given=r"\sigma(u) := e^u; h \in R^n")
    assert found.verdict is Kind.UNREAD
    assert found.message.startswith("`h` goes to a limit, so it must be declared as a number")
