r"""Names with a number above them: told from powers by their declaration, by `:=`, or unread."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged, verdict

OUTER = r"""# A network
<!-- derive
W^2 \in R^{k \times h}, z^2 \in R
-->
## Decay
<!-- derive
W \in R^{n \times m}, z \in R
-->
"""
BESIDE = [r"w_{ij}^2 = w_{ij} w_{ij}", "z^2 = z z", "2 z^2 = 2 z z", r"\sum_{ij} w_{ij}^2 = \|W\|_F^2"]
TOLD = [
    ("(w_{ij})^2 = w_{ij} w_{ij}", "(w_{ij})^2 = 2 w_{ij}"),
    ("(z)^2 = z z", "(z)^2 = 2 z"),
    ("w_{ij}^3 = w_{ij} (w_{ij})^2", "w_{ij}^3 = 2 w_{ij}^3 + 1"),
]


@pytest.mark.parametrize("formula", BESIDE)
def test_a_power_of_an_inner_name_that_may_be_an_outer_one_is_unread(formula: str) -> None:
    (found,) = judged(f"{OUTER}\n$$ {formula} $$\n")
    assert found.verdict.kind is Kind.UNREAD
    assert "so this can be that name or a power; a power is written `(" in found.verdict.message


@pytest.mark.parametrize(("true", "false"), TOLD)
def test_what_is_told_is_judged(true: str, false: str) -> None:
    right, wrong = judged(f"{OUTER}\n$$ {true} $$\n\n$$ {false} $$\n")
    assert right.verdict.kind is Kind.PROVED
    assert wrong.verdict.kind is Kind.REFUTED


def test_the_longest_match_wins_in_one_section() -> None:
    declared = r"W \in R^{n \times m}, W^2 \in R^{n \times m}"
    assert verdict(declared, r"\frac{\partial}{\partial w_{11}} \sum_i w^2_{i1} = 0").kind is Kind.PROVED


LAYERS = (
    r"x \in R^n, W^1 \in R^{h \times n}, b^1 \in R^h | \sigma : R \to R | a^0 := x | z^1 := W^1 a^0 + b^1"
    r" | a^1 := \sigma(z^1) | C := C(a^1) | \delta^1 := \frac{\partial C}{\partial z^1}"
)
STEPS = [
    (r"\delta^1 = \nabla_{a^1} C \odot \sigma'(z^1)", r"\delta^1 = \nabla_{a^1} C \odot \sigma(z^1)"),
    (r"\frac{\partial C}{\partial W^1} = \delta^1 (a^0)^T", r"\frac{\partial C}{\partial W^1} = \delta^1 (b^1)^T"),
    (r"\frac{\partial C}{\partial w^1_{ij}} = a^0_j \delta^1_i",
     r"\frac{\partial C}{\partial w^1_{ij}} = a^0_i \delta^1_j"),
]


@pytest.mark.parametrize(("true", "false"), STEPS)
def test_a_sign_of_definition_names_layers_by_numbers(true: str, false: str) -> None:
    assert verdict(LAYERS, true).kind is Kind.PROVED
    assert verdict(LAYERS, false).kind is Kind.REFUTED


@pytest.mark.parametrize("line", ["x^2 := 3", "e^2 := 3", "(q)^2 := 3"])
def test_a_power_is_not_defined(line: str) -> None:
    (found,) = judged(f"<!-- derive\nx \\in R\n{line}\n-->\n\n")
    assert found.verdict.kind is Kind.UNREAD
