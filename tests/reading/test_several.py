r"""Bold names of several letters: `\mathbf{dO}` is one name where a comment declares it, and a product elsewhere."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from derive.reading.grammar.several import declared
from derive.reading.source import Passage
from tests.judging.claims import judged, verdict

LAYER = r"X \in R^{n \times k}, W \in R^{k \times m} | O := X W, L := L(O)"
DEFINED = LAYER + r" | \mathbf{dO} := \frac{\partial L}{\partial O}"
FREE = LAYER + r" | \boldsymbol{dV}, \mathbf{dO} \in R^{n \times m}"


def passage(text: str) -> Passage:
    return Passage(text, tuple(range(len(text))))


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (r"\mathbf{dO} \in R^{n \times m}", {"dO"}),
        (r"\mathbf{dO}, \bm{dV}, Q ∈ R^{n \times m}", {"dO", "dV"}),
        (r"A \in R, \mathbf{dO} := A; \mathbf{dV} = A", {"dO", "dV"}),
        (r"\mathbf{dO}_{ij} := x_{ij}, \mathbf{dV}^{(1)} \in R", {"dO", "dV"}),
        (r"Y := \mathbf{XW}, Z \in R", set()),
        (r"Y := \mathbf{XW}", set()),
        (r"2 \mathbf{XW} = Y", set()),
        (r"assume \mathbf{XW} = I", set()),
        (r"Y := X; assume a > 0, \mathbf{XW} = I", set()),
        (r"\mathbf{d}O \in R", set()),
        (r"\mathbf{x} \in R, \mathbf{x_1} \in R, \mathbf{12} \in R", set()),
        (r"\mathbf{XW}", set()),
        (r"\operatorname{dO}, \mathrm{dV} \in R", set()),
        (r"\mathbf{dO", set()),
    ],
)
def test_a_comment_names_them(line: str, names: set[str]) -> None:
    assert declared([passage(line)]) == names


@pytest.mark.parametrize(
    ("given", "true", "false"),
    [
        (DEFINED, r"\mathbf{dO} W^\top = \nabla_X L", r"\mathbf{dO} W = \nabla_X L"),
        (DEFINED, r"X^\top \mathbf{dO} = \nabla_W L", r"X^\top \mathbf{dO} = 2 \nabla_W L"),
        (DEFINED, r"\bm{dO}_{ij} = \mathbf{dO}_{ij}", r"\mathbf{dO}_{ij} = 2 \mathbf{dO}_{ij}"),
        (DEFINED, r"\mathbf{XW} = O", r"\mathbf{XW} = 2 O"),
        (FREE, r"\|\mathbf{dO}\|_F^2 = \sum_{i,j} \mathbf{dO}_{ij}^2", r"2 \mathbf{dO} = \mathbf{dV}"),
        (FREE, r"\mathbf{dO} + \mathbf{dV} = \mathbf{dV} + \mathbf{dO}", r"\mathbf{dO} - \mathbf{dV} = 2 \mathbf{dV}"),
    ],
)
def test_one_that_is_declared_is_one_name(given: str, true: str, false: str) -> None:
    assert verdict(given, true).kind is Kind.PROVED
    assert verdict(given, false).kind is Kind.REFUTED


def test_its_correction_has_it_as_one_name() -> None:
    found = verdict(DEFINED, r"\frac{\partial L}{\partial X} = \mathbf{dO} W")
    assert found.correction is not None
    assert found.correction.fragment == r"\mathbf{dO} W^\top"


@pytest.mark.parametrize(
    ("given", "formula", "kind"),
    [
        (LAYER, r"\mathbf{XW} = O", Kind.PROVED),
        (LAYER, r"\mathbf{XW} = X", Kind.REFUTED),
        (LAYER, r"X^\top \mathbf{dO} = \frac{\partial L}{\partial W}", Kind.UNREAD),
        (FREE, r"X^\top dO = X^\top \mathbf{dO}", Kind.UNREAD),
        (FREE, r"\mathbf{dX} = \mathbf{dX}", Kind.UNREAD),
        (LAYER + r" | \mathbf{dO} \in R^{n \times 2.5}", r"\mathbf{dO} = \mathbf{dO}", Kind.UNREAD),
    ],
)
def test_others_are_letters(given: str, formula: str, kind: Kind) -> None:
    lines = given.replace(" | ", "\n")
    *_, found = judged(f"<!-- derive\n{lines}\n-->\n$$ {formula} $$\n")
    assert found.verdict.kind is kind


def test_what_running_text_says_of_a_product_names_nothing() -> None:
    lines, said = LAYER.replace(" | ", "\n"), r"Here $\mathbf{XW} \in R^{n \times m}$."
    *_, found = judged(f"<!-- derive\n{lines}\n-->\n{said}\n\n$$ \\mathbf{{XW}} = O $$")
    assert found.verdict.kind is Kind.PROVED


@pytest.mark.parametrize("face", ["mathbf", "mathrm", "operatorname", "bm"])
def test_several_may_be_declared_together(face: str) -> None:
    listed = rf"\{face}{{dV}}, Q, \{face}{{dO}} \in R^{{n \times m}}"
    assert verdict(listed, rf"\{face}{{dV}} + Q = Q + \{face}{{dV}}").kind is Kind.PROVED
    assert verdict(listed, rf"2 \{face}{{dV}} = \{face}{{dO}}").kind is Kind.REFUTED


@pytest.mark.parametrize("word", ["hence", "where", "it is known"])
def test_a_word_before_a_membership_is_no_name(word: str) -> None:
    found = judged(rf"$$ 1 + 1 = 2, \text{{{word}}}, x \in R^n $$")
    assert [each.verdict.kind for each in found] == [Kind.PROVED]
