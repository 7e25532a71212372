"""What is said of names that are read as something else than their author means, and of all that nobody declared."""

from __future__ import annotations

import pytest

from derive.meaning.claims import Claim, Shapeless
from derive.meaning.meanings import Declared, Meaning, NotUnderstood
from tests.meaning.test_claims import meanings

SCOPE = r"""V \in R^{n \times n}, Y \in R^{n \times m}, u, w \in R^n, \lambda \in R, A \in R^{2 \times 2}
L := L(w)
f : R \to R"""


def said(formula: str) -> str:
    (found,) = meanings(formula, scope=SCOPE)
    assert isinstance(found, NotUnderstood)
    return found.message


def kinds(*formulas: str) -> list[type[Meaning]]:
    return [type(found) for found in meanings(*formulas, scope=SCOPE)]


OTHER = [
    r"J = L(Y) + \lambda w^\top w",
    r"\frac{\partial L(Y)}{\partial Y} = Y",
    r"L(Y) = \lambda",
    r"\lambda = L(w^\top) + L(w)",
]


@pytest.mark.parametrize("formula", OTHER)
def test_a_loss_of_something_else_is_not_false(formula: str) -> None:
    message = said(formula)
    assert "L takes an array of shape n×1, here it is one of" in message
    assert "another function a letter of its own" in message


def test_a_loss_of_its_own_argument_is_read() -> None:
    assert kinds(r"J = L(w) + \lambda w^\top w", r"L(V w) + L(u) = L(u) + L(V w)") == [Declared, Claim]


def test_what_does_not_fit_otherwise_is_still_false() -> None:
    assert kinds(r"L(w) = w", r"V w = Y") == [Shapeless, Shapeless]


ENTRIES = [
    (r"V_2 = w^\top w", "`V_2` is read as an entry of `V`, and single entries are defined only where"),
    (r"u_2 = w^\top w", "`u_2` is read as an entry of `u`, and single entries are defined only where"),
    (r"u_2 = w", "`u_2` is read as an entry of `u`, but this is an array of shape n×1"),
    (r"u_{12} = w", "`u_{12}` is read as an entry of `u`, but this is an array of shape n×1"),
    (r"A_{12} = w", "`A_{1,2}` is read as an entry of `A`, but this is an array of shape n×1"),
]


@pytest.mark.parametrize(("formula", "message"), ENTRIES)
def test_what_is_taken_for_an_entry_is_said_with_the_remedy(formula: str, message: str) -> None:
    found = said(formula)
    assert found.startswith(message)
    assert "is a name of its own, declare it first, as in `" in found


def test_single_entries_of_literal_sizes_are_defined() -> None:
    assert kinds("A_{12} = 3", "2 A_{12} = 6") == [Declared, Claim]


UNKNOWN = [
    ("Z = B + C w", "`B` is not declared", "nothing is known of `C` either"),
    (r"2 w = B w + \mu \rho w", "`B` is not declared", r"nothing is known of `\mu`, `\rho` either"),
    (r"\sum_i w_i b_i = C w + \mu", "`b` is not declared", r"nothing is known of `C`, `\mu` either"),
]


@pytest.mark.parametrize(("formula", "first", "others"), UNKNOWN)
def test_all_names_of_which_nothing_is_known_are_told_at_once(formula: str, first: str, others: str) -> None:
    message = said(formula)
    assert message.startswith(first)
    assert others in message


@pytest.mark.parametrize("formula", ["2 w = B w", r"2 w = B w + \sum_i w_i w", "2 w_i = B_{ij} w_j", "2 w = B w + B u"])
def test_one_such_name_is_told_alone(formula: str) -> None:
    assert "nothing is known" not in said(formula)
