r"""Names that are spelled like others: `L` beside the losses `l_i`, `c_2` beside a number c, `w'` beside an array w."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged, verdict

GIVEN = "<!-- derive\nx, y, t, w \\in R^n, U, V \\in R^{n \\times m}, a, c \\in R\n-->\n\n"
LOSSES = r"$$ l_i = \frac12 (y_i - t_i)^2 $$ $$ L = \sum_{i=1}^n l_i $$"
ERRORS = r"$$ e_{ij} = u_{ij} - v_{ij} $$ $$ E = \frac12 \sum_{i,j} e_{ij}^2 $$"
DECLARED = "<!-- derive\ne_{ij} := u_{ij} - v_{ij}\nE := \\frac12 \\sum_{i,j} e_{ij}^2\n-->\n"
ABOVE = "<!-- derive\nE := \\frac12 \\|U - V\\|^2\n-->\n$$ e_{ij} = u_{ij} - v_{ij} $$"
CASES = [
    (LOSSES, [r"\frac{\partial L}{\partial y_i} = y_i - t_i"], [r"\frac{\partial L}{\partial y_i} = t_i - y_i"]),
    ("$$ l_i = (y_i - t_i)^2 $$ $$ L = w^\\top l $$", ["L = \\sum_i w_i l_i"], ["L = \\sum_i l_i"]),
    ("$$ l_i = y_i^2 $$ $$ L = \\frac1n \\mathbf 1^\\top l $$", ["n L = \\|y\\|^2"], ["L = \\|y\\|^2"]),
    (LOSSES, ["2 l_i = (y_i - t_i)^2", "2 L = \\|y - t\\|^2"], ["L = l_1", "2 L = \\sum_i l_i"]),
    (ERRORS, [r"\frac{\partial E}{\partial U} = U - V"], [r"\frac{\partial E}{\partial U} = V - U"]),
    (DECLARED, [r"\frac{\partial E}{\partial u_{ij}} = e_{ij}"], [r"\frac{\partial E}{\partial u_{ij}} = 2 e_{ij}"]),
    (ABOVE, ["e = U - V"], ["E = e"]),
    ("$$ e_i = y_i - t_i $$ $$ E = \\frac12 \\|y - t\\|^2 $$", ["2 E = e^T e"], ["E = e^T e"]),
    (ABOVE, [r"\frac{\partial E}{\partial u_{ij}} = e_{ij}"], [r"\frac{\partial E}{\partial u_{ij}} = e_{ji}"]),
    ("$$ p_i = 2 x_i $$", ["P = 2 x", "P_1 = 2 x_1"], ["P = x", "P = 2", "P = 0"]),
    ("$$ c_2 = 3 c $$", [r"\frac{\partial c_2}{\partial c} = 3"], [r"\frac{\partial c_2}{\partial c} = c"]),
    ("$$ w' = w - a x $$", [r"\frac{\partial w'_j}{\partial a} = -x_j"], ["w' = w + a x", "w'_j = w_j - x_j"]),
    ("<!-- derive\nw' := x \\odot w\n-->\n", ["w'_j = w_j x_j"], ["w'_j = w_j + x_j"]),
    ("$$ z = b w, \\quad b \\in \\mathbb{R} $$", ["z_i = b w_i"], ["z_i = w_i"]),
    (r"$$ \mu_{\mathcal{B}} = \frac1n \sum_{i=1}^n x_i $$" "\n\n"
     r"$$ \sigma_{\mathcal{B}}^2 = \frac1n \sum_{i=1}^n (x_i - \mu_{\mathcal{B}})^2 $$",
     [r"\frac{\partial \sigma_{\mathcal{B}}^2}{\partial x_i} = \frac2n (x_i - \mu_{\mathcal{B}})",
      r"{\Large \sum_i (x_i - \mu_{\mathcal{B}}) = 0}"],
     [r"\frac{\partial \sigma_{\mathcal{B}}^2}{\partial x_i} = \frac2n (x_i - 1)",
      r"\small \sum_i (x_i + \mu_{\mathcal{B}}) = 0"]),
    ("$$\\begin{aligned} z &= A w \\\\ A &\\in R^{m \\times n} \\end{aligned}$$", ["z^T = w^T A^T"], ["z = w^T A^T"]),
]


@pytest.mark.parametrize(("given", "true", "false"), CASES)
def test_each_name_is_its_own(given: str, true: list[str], false: list[str]) -> None:
    formulas = "\n\n".join(f"$$ {formula} $$" for formula in (*true, *false))
    found = judged(f"{GIVEN}{given}\n\n{formulas}\n")
    kinds = [item.verdict.kind.value for item in found if item.display][-len(true + false) :]
    assert kinds == ["proved"] * len(true) + ["refuted"] * len(false)


UNREAD = [
    ("<!-- derive\nv := x^\\top x\n-->\n", "v' = 2 x"),
    ("", "a' = 3"),
    ("", "x + a_2 = x"),
    ("<!-- derive\nA \\in R^{2 \\times n}\n-->\n", "2 a_1 = a_1"),
    ("", "a_k x = x"),
    ("$$ l_i = (y_i - t_i)^2 $$ $$ L = \\operatorname{mean}(l) $$", r"n \frac{\partial L}{\partial y} = 2 (y - t)"),
    ("<!-- derive\nQ \\in R^{I \\times I}\n-->\n", "Q + a I = a I + Q"),
    ("<!-- derive\nQ \\in R^{I \\times I}\n-->\n", "Q - \\frac{I}{2} = Q + I a"),
    ("$$ z = b w, \\quad b \\in \\mathbb{C} $$", "z_i = b w_i"),
]


@pytest.mark.parametrize(("given", "formula"), UNREAD)
def test_what_may_be_a_slope_or_an_entry_is_no_new_name(given: str, formula: str) -> None:
    found = judged(f"{GIVEN}{given}\n\n$$ {formula} $$\n")
    assert found[-1].verdict.kind.value == "unread"


def test_a_size_that_is_called_as_the_unit_matrix_divides() -> None:
    formula = r"q - \frac{1}{I} \sum_i q_i = q - \frac{2}{I} \sum_i q_i + \frac{1}{I} \sum_i q_i"
    text = f"<!-- derive\nq \\in R^I\n-->\n$$ {formula} $$"
    assert [item.verdict.kind.value for item in judged(text)] == ["proved"]


BESIDE = r"x, v \in R^n, t \in R | L := L(x) | f : R \to R | h(z)_i := e^{z_i}"


@pytest.mark.parametrize(
    ("defined", "true", "false"),
    [
        (r"L_2 := v^\top v", r"\frac{\partial L_2}{\partial v} = 2 v", r"\frac{\partial L_2}{\partial v} = v"),
        (r"L_2 := v^\top v", r"\frac{\partial L}{\partial v} = 0", r"\frac{\partial L}{\partial v} = 2 v"),
        (r"L_2 := v^\top v", r"L_2 + L = L + \|v\|^2", r"L_2 + L = 2 L"),
        (r"f_1 := t^2", r"\frac{d f_1}{d t} = 2 t", r"\frac{d f_1}{d t} = f'(t)"),
        (r"f_1(s) := s^2", r"f_1'(t) = 2 t", r"f_1'(t) = f'(t)"),
    ],
)
def test_a_number_below_a_function_makes_a_name(defined: str, true: str, false: str) -> None:
    assert verdict(f"{BESIDE} | {defined}", true).kind is Kind.PROVED
    assert verdict(f"{BESIDE} | {defined}", false).kind is Kind.REFUTED


PRODUCTS = r"w, y, t \in R^n, X \in R^{n \times n}, r, s \in R^{1 \times n}, b \in R"


@pytest.mark.parametrize(
    ("given", "number"),
    [
        (PRODUCTS, number)
        for number in (
            r"w^\top y", r"b w^\top y + 1", r"w \cdot y", r"b w \cdot y", "r y", r"r s^\top", r"r \cdot s",
            r"\mathbf 1^\top w", r"\sum_i t_i X_{i,:} w", r"\frac{w^\top y}{n}", r"y^\top w + b \|w\|^2",
        )
    ] + [("vectors: rows | " + PRODUCTS, r"w y^\top"), ("vectors: rows | " + PRODUCTS, r"w \cdot y")],
)
def test_a_number_below_a_number_that_is_an_inner_product_makes_a_name(given: str, number: str) -> None:
    defined = f"{given} | c := {number} | c_2 := b^2 \\|w\\|^2"
    assert verdict(defined, r"\frac{\partial c_2}{\partial b} = 2 b \|w\|^2").kind is Kind.PROVED
    assert verdict(defined, r"\frac{\partial c_2}{\partial b} = b \|w\|^2").kind is Kind.REFUTED
    assert verdict(defined, "c_2 + c = c").kind is Kind.REFUTED


@pytest.mark.parametrize(
    ("given", "array", "true", "false"),
    [
        (PRODUCTS, r"w y^\top", r"c_2 = w_2 y^\top", r"c_2 = y^\top"),
        (PRODUCTS, r"r^\top s", "c_2 = r_2 s", "c_2 = s"),
        (PRODUCTS, "X w", "c_2 = X_2 w", "c_2 = w_2"),
        ("vectors: rows | " + PRODUCTS, r"w^\top y", "c_2 = w_2 y", "c_2 = y"),
    ],
)
def test_below_an_array_it_is_an_index(given: str, array: str, true: str, false: str) -> None:
    assert verdict(f"{given} | c := {array}", true).kind is Kind.PROVED
    assert verdict(f"{given} | c := {array}", false).kind is Kind.REFUTED
