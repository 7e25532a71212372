r"""Two capitals below a letter: the label of `L_{CE}`, or the indices of `A_{IJ}`."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged

ARRAYS = "y, t \\in R^n, A \\in R^{n \\times m}, B \\in R^{n \\times m}, C \\in R, f : R \\to R, l \\in R"


def found(*formulas: str) -> list[tuple[Kind, str]]:
    shown = "\n".join(f"$$ {formula} $$" for formula in formulas)
    return [(item.verdict.kind, item.verdict.message) for item in judged(f"<!-- derive\n{ARRAYS}\n-->\n{shown}\n")]


@pytest.mark.parametrize("name", ["L_{CE}", r"\mathcal{L}_{CE}", r"\ell_{MS}", "f_{CE}", "l_{ML}", "D_{KL}"])
def test_two_capitals_that_are_no_indices_are_a_label(name: str) -> None:
    slope = rf"\frac{{\partial {name}}}{{\partial y}} = "
    kinds = [kind for kind, _ in found(rf"{name} = \sum_i y_i^2", slope + "2 y", slope + "3 y")]
    assert kinds == [Kind.PROVED, Kind.REFUTED]


@pytest.mark.parametrize(
    ("definition", "true"),
    [
        ("Q_{PS} = 2 A_{PS}", r"\sum_{i,j} Q_{ij} = 2 \sum_{P,S} A_{PS}"),
        (r"Q_{PS} = \sum_k A_{Pk} B_{Sk}", r"Q_{ii} = \sum_k A_{ik} B_{ik}"),
        ("Q_{PS} = y_P t_S", r"\frac{\partial Q_{PS}}{\partial y_P} = t_S"),
    ],
)
def test_two_capitals_that_stand_elsewhere_too_are_indices(definition: str, true: str) -> None:
    kinds = [kind for kind, _ in found(definition, true, f"{true} + 1")]
    assert kinds == [Kind.PROVED, Kind.REFUTED]


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        (r"\sum_{I,J} A_{IJ} = \sum_{i,j} A_{ij}", Kind.PROVED),
        (r"\sum_{I,J} A_{IJ} = \sum_{i} A_{ii}", Kind.REFUTED),
        (r"\sum_{P} \delta_{PS} y_P = y_S", Kind.PROVED),
        (r"\sum_{P} \delta_{PS} y_P = y_P", Kind.REFUTED),
        ("X_{NM} = x_{N,M}", Kind.PROVED),
        ("X_{NM} = X_{11}", Kind.REFUTED),
        ("Z_{NM} = X_{11}", Kind.UNREAD),
    ],
)
def test_below_an_array_and_among_sizes_two_capitals_are_places(formula: str, kind: Kind) -> None:
    declared = f"<!-- derive\n{ARRAYS}\nX \\in R^{{N \\times M}}\n-->\n"
    assert [item.verdict.kind for item in judged(f"{declared}$$ {formula} $$\n")] == [kind]


def test_a_label_that_nobody_declared_is_named_whole() -> None:
    ((kind, message),) = found(r"\frac{\partial L_{QE}}{\partial y} = y")
    assert kind is Kind.UNREAD
    assert message.startswith("`L_{QE}` is not declared")
