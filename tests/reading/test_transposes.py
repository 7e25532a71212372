r"""Declarations of a transpose, as in “so that $W^\top \in R^{m \times n}$”, which declare nothing."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.items import Item
from derive.reading.source import Source
from derive.reading.statements import Unread
from tests.reading.statements import kinds


@pytest.mark.parametrize("turned", [r"W^\top", r"W^T", r"W^{\mathsf T}", r"W^\intercal", r"w_i^\top", r"V^\top"])
def test_a_transpose_is_no_name_of_its_own(turned: str) -> None:
    declared = f"W \\in R^{{n \\times m}}\n{turned} \\in R^{{m \\times n}}"
    parts = read(Source("note.md", f"<!-- derive\n{declared}\n-->\n")).parts
    (told,) = (part.statement for part in parts if isinstance(part, Item) and isinstance(part.statement, Unread))
    assert "is the transpose of" in told.message


@pytest.mark.parametrize("label", ["x^T", "x^{T}", "x^{(T)}", r"x^{\text{T}}"])
def test_a_letter_above_a_name_of_which_nothing_is_known_may_be_its_label(label: str) -> None:
    assert kinds(rf"{label} \in R^n", f"2 {label} = {label}") == ["Equation"]


INLINE = [
    r"$W^\top \in R^{m \times n}$", r"$W^T \in R^{m \times n}$", r"$W^{\mathsf T} \in R^{m \times n}$",
    r"$w_i^\top \in R^{m \times 1}$", r"\(W^\intercal \in R^{m \times n}\)",
]


@pytest.mark.parametrize("words", INLINE)
def test_running_text_may_repeat_the_shape_of_a_transpose(words: str) -> None:
    text = "<!-- derive\nW \\in R^{n \\times m}\n-->\n\n" + f"Here {words}.\n\n"
    true, false = r"(W W^\top)^\top = W W^\top", r"(W W^T)_{ij} = \sum_k w_{ik} w_{kj}"
    items = judge_document(read(Source("note.md", f"{text}$$ {true} $$\n\n$$ {false} $$\n"))).items
    assert [item.verdict.kind for item in items] == [Kind.PROVED, Kind.REFUTED]
