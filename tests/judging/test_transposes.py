"""The mark of a transpose behind a label, as in `W^{(2)T}`, is the mark alone, and what is offered is written so."""

from __future__ import annotations

import pytest

from derive.judging.edits.transposes import joined, parted
from derive.judging.verdict import Kind, Verdict
from tests.judging.claims import verdict
from tests.judging.solving.asking import answered

LAYER = (
    r"A \in R^{m \times h}, NAME \in R^{h \times o}, OTHER \in R^{h \times o} | Z := A NAME | L := L(Z)"
    r" | D := \frac{\partial L}{\partial Z}"
)
SPELLINGS = [
    (r"W^{(2)T}", r"W^{(2)}", "T", r"W^{(2)T}"),
    (r"W^{(2)\top}", r"W^{(2)}", r"\top", r"W^{(2)\top}"),
    (r"W^{(2)\mathsf{T}}", r"W^{(2)}", r"{\mathsf{T}}", r"W^{(2)\mathsf{T}}"),
    (r"W^{(2)\mathsf T}", r"W^{(2)}", r"{\mathsf T}", r"W^{(2)\mathsf T}"),
    (r"W^{[2] \, T}", r"W^{[2]}", "T", r"W^{[2]T}"),
    (r"W^{*T}", r"W^*", "T", r"W^{*T}"),
    (r"W^{\text{out}T}", r"W^{\text{out}}", "T", r"W^{\text{out}T}"),
    (r"W_a^{(2)T}", r"W_a^{(2)}", "T", r"W_a^{(2)T}"),
    (r"W^{(2)T}_a", r"W^{(2)}_a", "T", r"W^{(2)T}_a"),
]
APART = [
    (r"W^{(2)}{}", r"W^{(2)}", ""),
    (r"W^{(2)}}", r"W^{(2)}", ""),
    (r"W^T", "W", "T"),
    (r"W^T_2", "W_2", "T"),
    (r"W'^{\mathsf T}", "W'", r"{\mathsf T}"),
    (r"W^{\top}", "W", r"{\top}"),
    (r"W^\mathsf{T}", "W", r"\mathsf{T}"),
    (r"W{}^\top", "W", r"\top"),
    ("Wᵀ", "W", ""),
]
NAMES = [r"W^{(T)}", r"W^{(2)}", r"W^{\text{T}x}", "W_T", r"T^{(2)}", r"W^{(\text{mat}T)}"]


@pytest.mark.parametrize(("written", "name", "mark", "again"), SPELLINGS, ids=[row[0] for row in SPELLINGS])
def test_a_label_and_a_mark_are_told_apart_and_joined_again(written: str, name: str, mark: str, again: str) -> None:
    assert parted(written) == (name, mark, True)
    assert joined(name, mark) == again


@pytest.mark.parametrize(("written", "name", "mark"), APART, ids=[row[0] for row in APART])
def test_a_mark_of_its_own_is_joined_to_nothing(written: str, name: str, mark: str) -> None:
    assert parted(written) == (name, mark, False)


@pytest.mark.parametrize("name", NAMES)
def test_what_ends_with_no_mark_is_a_name(name: str) -> None:
    assert parted(name) == (name, "", False)


@pytest.mark.parametrize("written", ["W", "W_2", r"\begin{pmatrix} x^2 \end{pmatrix}", r"a^2 b^2"])
def test_nothing_is_joined_to_what_has_no_label(written: str) -> None:
    assert joined(written, "T") is None


def layer(formula: str) -> Verdict:
    """The verdict on a formula about a layer with labels."""
    return verdict(LAYER.replace("NAME", r"W^{(2)}").replace("OTHER", r"W^{(1)}"), formula)


ASKED = r"\frac{\partial L}{\partial A}"
MARKS = [
    (r"W^{(2)T}", r"D W^{(2)T}"),
    (r"W^{(2)\top}", r"D W^{(2)\top}"),
    (r"W^{(2)\mathsf{T}}", r"D W^{(2)\mathsf{T}}"),
    (r"W^{(2)}{}^\top", r"D \left( W^{(2)} \right)^\top"),
    (r"(W^{(2)})^\intercal", r"D \left( W^{(2)} \right)^\intercal"),
    (r"{W^{(2)}}^{\mathsf T}", r"D \left( W^{(2)} \right)^{\mathsf T}"),
]


@pytest.mark.parametrize(("mark", "answer"), MARKS, ids=[row[0] for row in MARKS])
def test_an_answer_is_transposed_as_the_author_does_it(mark: str, answer: str) -> None:
    declared = LAYER.replace("NAME", r"W^{(2)}").replace("OTHER", r"W^{(1)}")
    found = answered(rf"{declared} | B := D {mark} \odot A", ASKED)
    assert found.kind is Kind.PROVED
    assert found.answer is not None
    assert found.answer.fragment == answer


@pytest.mark.parametrize(("mark", "answer"), [("^T", "D W'^T"), (r"^{\mathsf T}", r"D W'^{\mathsf T}")])
def test_a_prime_is_no_label(mark: str, answer: str) -> None:
    declared = LAYER.replace("NAME", "W'").replace("OTHER", "V")
    found = answered(rf"{declared} | B := D W'{mark} \odot A", ASKED)
    assert found.answer is not None
    assert found.answer.fragment == answer


def test_another_array_is_not_transposed_with_the_label() -> None:
    declared = LAYER.replace("NAME", "V").replace("OTHER", r"W^{(2)}")
    found = answered(rf"{declared} | B := D W^{{(2)T}} \odot A", ASKED)
    assert found.answer is not None
    assert found.answer.fragment == "D V^T"


CORRECTIONS = [
    ("another label", rf"{ASKED} = D W^{{(1)T}}", r"D W^{(2)T}"),
    ("no mark", r"Z = A W^{(2)T}", r"A W^{(2)}"),
    ("a mark", rf"B = D W^{{(2)T}}, \quad {ASKED} = D W^{{(2)}}", r"D W^{(2)T}"),
]


@pytest.mark.parametrize(("formula", "right"), [row[1:] for row in CORRECTIONS], ids=[row[0] for row in CORRECTIONS])
def test_a_correction_keeps_the_label_and_the_mark_apart(formula: str, right: str) -> None:
    found = layer(formula)
    assert found.kind is Kind.REFUTED
    assert found.correction is not None
    assert found.correction.fragment == right
    again = layer(found.correction.source)
    assert again.kind is Kind.PROVED


@pytest.mark.parametrize("right", [r"D W^{(2)}", r"D W^{(1)T}", r"W^{(2)T} D", r"2 D W^{(2)T}"])
def test_a_wrong_gradient_beside_the_spelling_is_refuted(right: str) -> None:
    assert layer(f"{ASKED} = {right}").kind is Kind.REFUTED
