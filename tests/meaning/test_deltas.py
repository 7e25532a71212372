r"""Deltas: Kronecker's, written out by its author, and the errors that are defined and may be claimed."""

from __future__ import annotations

import pytest

from derive import prove
from derive.judging.document import judge_document
from derive.judging.results import Judged
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.language import language

GIVEN = "<!-- derive\nz \\in R^K, P, T \\in R^{N \\times K}, b \\in R\nL := L(P)\n-->\n"
CONTRACTED = r"$$ \sum_j \delta_{ij} z_j = z_i $$"


def judged(text: str) -> list[Judged]:
    return list(judge_document(read(Source("note.md", GIVEN + text))).items)


def kinds(text: str) -> list[Kind]:
    return [each.verdict.kind for each in judged(text)]


@pytest.mark.parametrize(
    "body",
    [
        r"\begin{cases} 1 & i = j \\ 0 & \text{otherwise} \end{cases}",
        r"\begin{cases} 1 & \text{if } i = j \\ 0 & \text{if } i \ne j \end{cases}",
        r"\begin{cases} 0 & \text{if } i \ne j \\ 1 & \text{otherwise} \end{cases}",
        r"[j = i]",
    ],
)
def test_the_delta_written_out_is_a_reminder(body: str) -> None:
    assert kinds(f"$$ \\delta_{{ij}} = {body} $$\n{CONTRACTED}") == [Kind.DEFINITION, Kind.PROVED]
    doubled = CONTRACTED.replace("= z_i", "= 2 z_i")
    assert kinds(f"$$ \\delta_{{ij}} = {body} $$\n{doubled}") == [Kind.DEFINITION, Kind.REFUTED]


@pytest.mark.parametrize(
    "body",
    [
        r"\begin{cases} 0 & i = j \\ 1 & \text{otherwise} \end{cases}",
        r"\begin{cases} 1 & i = j \\ 0 & i < j \end{cases}",
        r"\begin{cases} 2 & i = j \\ 0 & i \ne j \end{cases}",
        r"\begin{cases} 1 & i < j \\ 0 & \text{otherwise} \end{cases}",
        r"\begin{cases} 1 & i = j \\ 0 & i = j \end{cases}",
    ],
)
def test_another_delta_is_not_taken_for_it(body: str) -> None:
    assert kinds(f"$$ \\delta_{{ij}} = {body} $$\n{CONTRACTED}") == [Kind.UNREAD, Kind.UNREAD]


def note(formula: str, given: str = "") -> str:
    (found,) = judged(f"{given}$$ {formula} $$")
    assert found.verdict.kind is Kind.DEFINITION
    return found.verdict.message.removeprefix("This is a definition.").strip()


@pytest.mark.parametrize(
    ("formula", "advice"),
    [
        (r"\delta^{(2)} = P - T", r"`\delta^{(2)} := \frac{\partial L}{\partial Z}`"),
        (r"\delta_{ij} = P_{ij} - T_{ij}", r"`\delta := \frac{\partial L}{\partial Z}`"),
        (r"\mathrm{dP} = P - T", r"`\operatorname{dP} := \frac{\partial L}{\partial P}`"),
        (r"\operatorname{grad}_P = P - T", r"`\operatorname{grad}_P := \frac{\partial L}{\partial Z}`"),
    ],
)
def test_what_is_a_gradient_by_habit_is_said_to_be_unproved(formula: str, advice: str) -> None:
    message = note(formula)
    assert message.startswith("Nothing is proved of `")
    assert message.endswith(f"e.g. {advice}.")
    assert language("ja").knows(f"This is a definition. {message}")


@pytest.mark.parametrize(
    "formula",
    [
        r"\delta = \frac{\partial L}{\partial P}",
        r"\delta := P - T",
        r"\delta = 2 b",
        r"\epsilon = P - T",
        r"\Delta = P - T",
        r"E = P - T",
        r"\operatorname{dropped} = P - T",
    ],
)
def test_nothing_is_said_of_other_definitions(formula: str) -> None:
    assert note(formula) == ""


def test_as_the_note_says_the_equation_is_judged() -> None:
    loss = "<!-- derive\nM := \\|P - T\\|^2\n\\delta := \\frac{\\partial M}{\\partial P}\n-->\n"
    assert kinds(loss + r"$$ \delta = 2 (P - T) $$") == [Kind.PROVED]
    assert kinds(loss + r"$$ \delta = P - T $$") == [Kind.REFUTED]


def test_a_bare_delta_that_nobody_declared_is_not_called_of_a_wrong_shape() -> None:
    given = r"U \in R^{k \times m}; u \in R^m; z := U u; L := L(z)"
    assert prove(r"\frac{\partial L}{\partial U} = \delta u^\top", given=given).verdict is Kind.UNREAD
    assert prove(r"\frac{\partial L}{\partial U} = 2 u^\top", given=given).verdict is Kind.REFUTED


def test_two_indices_of_a_vector_called_delta_can_be_meant_as_kronecker() -> None:
    given = r"x, \bm\delta \in R^n"
    unread = prove(r"\frac{\partial x_i}{\partial x_j} = \delta_{ij}", given=given)
    assert unread.verdict is Kind.UNREAD
    assert r"`\delta` is declared as a vector, and here it has two indices" in unread.message
    assert language("ja").knows(unread.message)
    assert prove(r"\frac{\partial x_i}{\partial x_j} = \mathbb{1}[i = j]", given=given).verdict is Kind.PROVED
    assert prove(r"\delta_i x_j = \delta_{i1} x_j", given=given).verdict is Kind.PROVED
    matrix = r"x \in R^n, \delta \in R^{n \times n}"
    assert prove(r"\frac{\partial x_i}{\partial x_j} = \delta_{ij}", given=matrix).verdict is Kind.REFUTED
    assert prove(r"x_{ij} x_j = x_i x_j", given=given).verdict is Kind.REFUTED
