"""Derivations that rest on earlier claims, and claims on which none may rest."""

from __future__ import annotations

import pytest

from derive.judging import document as judging
from derive.judging.decision import Task, decide
from derive.judging.document import alone, begin
from derive.judging.results import Judged
from derive.judging.verdict import Kind, Verdict
from derive.meaning.document import understand
from derive.reading.document import read
from derive.reading.source import Source
from tests.judging.claims import judged

DECLARED = r"x \in R^n, W \in R^{m \times n}, t \in R^m | z := W x | L := \frac{1}{2} \sum_i (\tanh z_i - t_i)^2"
BY_TANH = r"\delta := (\tanh z - t) \odot (1 - \tanh^2 z)"
BY_Z = r"\frac{\partial L}{\partial z} = \delta"
BY_W = r"\frac{\partial L}{\partial W} = \delta x^\top"


def text(declared: str, *formulas: str) -> str:
    """A document with one displayed formula after the other; the first stands in line 7 or so."""
    lines = "\n".join(part.strip() for part in declared.split(" | "))
    return f"<!-- derive\n{lines}\n-->\n" + "".join(f"\n$$\n{formula}\n$$\n" for formula in formulas)


def found(*formulas: str, delta: str = BY_TANH) -> list[Judged]:
    return judged(text(f"{DECLARED} | {delta}", *formulas))


def reasons(item: Judged) -> str:
    return "; ".join(line.reason for line in item.verdict.derivation)


def test_a_name_that_was_said_to_be_a_derivative_is_one() -> None:
    first, second = found(BY_Z, BY_W)
    assert second.verdict.leans == (first.id,)
    assert rf"$\partial L / \partial z$ by line {first.line}" in reasons(second)
    assert "chain rule through $z$" in reasons(second)
    assert "tanh" not in "".join(line.latex for line in second.verdict.derivation)


def test_without_the_earlier_claim_it_is_worked_out() -> None:
    (only,) = found(BY_W)
    assert only.verdict.leans == ()
    assert "by line" not in reasons(only)
    assert only.verdict.derivation


def test_a_later_claim_is_none_to_rest_on() -> None:
    first, second = found(BY_W, BY_Z)
    assert first.verdict.leans == second.verdict.leans == ()


@pytest.mark.parametrize(
    "delta", [r"\delta := \tanh z - t", r"\delta := (\tanh z - t) \odot (1 - \tanh z)", r"\delta := 2 z"]
)
def test_nothing_rests_on_a_false_claim(delta: str) -> None:
    first, second = found(BY_Z, BY_W, delta=delta)
    assert first.verdict.kind is second.verdict.kind is Kind.REFUTED
    third = found(BY_Z, r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z} x^\top", delta=delta)[1]
    assert third.verdict.kind is Kind.PROVED
    assert third.verdict.leans == ()


def test_a_value_is_put_in_where_the_derivative_stands() -> None:
    normed = r"x \in R^n | u := x - \frac{1}{n} \sum_j x_j \mathbf{1} | L := \sum_i \tanh u_i"
    normed += r" | q := \frac{\partial L}{\partial u}"
    by_x = r"\frac{\partial L}{\partial x} = q - \frac{1}{n} (\mathbf{1}^\top q) \mathbf{1}_n"
    first, second = judged(text(normed, by_x, r"\sum_i \frac{\partial L}{\partial x_i} = 0"))
    assert second.verdict.leans == (first.id,)
    assert rf"$\partial L / \partial x$ by line {first.line}" in reasons(second)


def test_a_claim_of_other_definitions_is_not_meant() -> None:
    other = text(f"{DECLARED} | {BY_TANH}", BY_Z)
    other = other.replace("\n$$\n", "\n# One\n\n$$\n", 1)
    own = text(r"L := \frac{1}{2} \sum_i (z_i - t_i)^2 | \delta := z - t", BY_W)
    first, second = judged(f"{other}\n# Two\n\n{own}")
    assert first.verdict.kind is second.verdict.kind is Kind.PROVED
    assert second.verdict.leans == ()


def test_what_an_earlier_claim_needs_must_be_assumed_here_too() -> None:
    declared = r"x, y, a \in R | L := \frac{1}{2} x^2 y | z := x y | \delta := a z"
    whole = "# One\n\n<!-- derive\nassume a = 1\n-->\n\n$$\n\\frac{\\partial L}{\\partial x} = \\delta\n$$\n"
    rest = "\n# Two\n\n$$\n\\frac{\\partial L}{\\partial x} + \\frac{\\partial L}{\\partial x} = 2 z\n$$\n"
    first, second = judged(text(declared) + whole + rest)
    assert first.verdict.kind is second.verdict.kind is Kind.PROVED
    assert second.verdict.leans == ()


def test_what_is_not_proved_after_all_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def doubting(task: Task) -> Verdict:
        if task.item.source.startswith(BY_Z):
            return Verdict(Kind.UNDECIDED, "")
        return decide(task)

    monkeypatch.setattr(judging, "decide", doubting)
    first, second = found(BY_Z, BY_W)
    assert first.verdict.kind is Kind.UNDECIDED
    assert second.verdict.kind is Kind.PROVED
    assert second.verdict.leans == ()
    assert "by line" not in reasons(second)


def test_one_claim_alone_has_the_same_derivation() -> None:
    source = text(f"{DECLARED} | {BY_TANH}", BY_Z, BY_W)
    document = read(Source("note.md", source))
    begun = begin(document, understand(document))
    *_, second = judged(source)
    assert alone(begun, second.id).verdict == second.verdict


def test_no_time_for_derivations_changes_no_verdict() -> None:
    document = read(Source("note.md", text(f"{DECLARED} | {BY_TANH}", BY_Z, BY_W)))
    without, fully = (
        judging.finish(begin(document, understand(document), deriving=time)).items for time in (0.0, 10.0)
    )
    assert [each.verdict.kind for each in without] == [each.verdict.kind for each in fully]
    assert not any(each.verdict.derivation for each in without)
    assert all(each.verdict.derivation for each in fully)
