r"""Definitions that were not understood, or that are updates: what becomes of the name that they speak of."""

from __future__ import annotations

import pytest

from derive.meaning.claims import Claim
from derive.meaning.document import understand
from derive.meaning.meanings import Declared, NotUnderstood, Silent
from derive.reading.document import read
from derive.reading.source import Source
from tests.meaning.test_claims import meanings
from tests.reading.statements import document

SCOPE = r"""w, x, g \in R^n, \eta \in R, W \in R^{n \times n}
L := L(w)"""
TRUE = r"\frac{\partial}{\partial w} w^\top x = x"

UPDATES = [
    r"w = w - \eta \nabla_w L",
    r"w := \frac{w}{\|w\|}",
    r"w_{t+1} = w_t - \eta g",
    r"w_i = w_i - \eta g_i",
    r"w = w - \eta q",
]


@pytest.mark.parametrize("formula", UPDATES)
def test_an_update_is_not_read_and_spoils_nothing(formula: str) -> None:
    update, claim = meanings(formula, TRUE, scope=SCOPE)
    assert isinstance(update, NotUnderstood)
    assert isinstance(claim, Claim)


@pytest.mark.parametrize("formula", [each for each in UPDATES if "q" not in each])
def test_how_an_update_is_written_is_said(formula: str) -> None:
    update, _ = meanings(formula, TRUE, scope=SCOPE)
    assert isinstance(update, NotUnderstood)
    assert r"\leftarrow" in update.message


ASSIGNED = [
    r"w := w - \eta \nabla_w L",
    r"w \coloneqq w - \eta g",
    r"w := w - \eta \nabla L(w)",
    r"w_{t+1} := w_t - \eta g_t",
    r"W_{ij} := W_{ij} - \eta x_i g_j",
    r"b := b - \eta g",
    r"w_{t+1} = w_t - \eta \nabla L(w_t)",
    r"W_{t+1} = W_t - \eta \frac{\partial L}{\partial W_t}",
    r"b_{t+1} = b_t - \eta \frac{\partial L}{\partial b_t}",
    r"b_{t+1} = b_t - \eta \nabla L(b_t) - \eta b_t \nabla L(b_t)",
    r"b_t = b_{t-1} - \eta g_{t-1}",
    r"\theta_{k+1} = \theta_k - \eta \frac{m_k}{\sqrt{v_k}}",
]


@pytest.mark.parametrize("formula", ASSIGNED)
def test_a_step_that_can_mean_nothing_else_claims_nothing(formula: str) -> None:
    update, claim = meanings(formula, TRUE, scope=SCOPE)
    assert update == Silent("claims nothing: an update")
    assert isinstance(claim, Claim)


def test_the_steps_of_an_update_need_no_end() -> None:
    found = meanings(r"b_{t+1} = b_t - \eta g_t, \quad t = 0, 1, 2, \dots", TRUE, scope=SCOPE)
    assert [type(each) for each in found] == [Silent, Claim]


DOUBTFUL = [
    r"w := w + g",
    r"w_{t+1} = w_t - \eta \nabla L(w_t) - \eta w_t",
    r"w_t = w_t - \eta \frac{\partial L}{\partial w_t}",
    r"w := \eta g - w",
    r"w := w - w - \eta g",
    r"b := \frac{b}{\|b\|}",
    r"b = b - \eta g",
    r"b_i = b_i - \eta g_i",
    r"b_{t+1} = \eta b_t - \eta g_t",
    r"b_{t+1} = b_t + \eta f(b_t)",
    r"b_{t+1} = b_t - \eta (W b_t - x)",
    r"b_{t+1} = b_t + g_t",
    r"b_{t+1} = g_t - b_t",
    r"h_t = \tanh(W h_{t-1} + x)",
]


@pytest.mark.parametrize("formula", DOUBTFUL)
def test_what_may_be_more_than_a_step_is_not_read(formula: str) -> None:
    found, claim = meanings(formula, TRUE, scope=SCOPE)
    assert isinstance(found, NotUnderstood)
    assert isinstance(claim, Claim)


def test_what_no_step_comes_before_is_a_definition() -> None:
    found, claim = meanings(r"b := x - \eta g", r"b + \eta g = x", scope=SCOPE)
    assert isinstance(found, Declared)
    assert isinstance(claim, Claim)


@pytest.mark.parametrize("formula", [r"w = w - \eta g", r"w_{t+1} = w_t - \eta g_t"])
def test_an_update_that_is_written_twice_is_no_claim(formula: str) -> None:
    for found in meanings(formula, formula, r"w := w - \eta g", formula, scope=SCOPE):
        assert isinstance(found, NotUnderstood | Silent)


def test_a_recurrence_of_a_declared_array_tells_that_it_is_read_by_entries() -> None:
    recurring, plain = meanings(r"w_t = \eta w_{t-1} + (1 - \eta) g_t", r"2 w_t = \eta w_t + g_t", scope=SCOPE)
    told = "`w` with an index is one of its entries"
    assert isinstance(recurring, Claim)
    assert told in recurring.notes
    assert isinstance(plain, Claim)
    assert told not in plain.notes


def test_an_update_is_no_definition() -> None:
    for update in (r"w := w - \eta g", r"w = w - \eta g"):
        _, defined, claim = meanings(update, "w = W x", "2 w = W x + W x", scope=SCOPE)
        assert isinstance(defined, Declared)
        assert isinstance(claim, Claim)


def test_a_recurrence_is_no_definition() -> None:
    formulas = r"w_t = \tanh(W w_{t-1} + x_t)", r"w = \tanh(x)", r"2 w = w + \tanh(x)"
    found, defined, claim = meanings(*formulas, scope=SCOPE)
    assert isinstance(found, NotUnderstood)
    assert isinstance(defined, Declared)
    assert isinstance(claim, Claim)


def test_a_recurrence_below_declares_nothing() -> None:
    used, _ = meanings(r"b_t = \eta \theta_t + \mu", r"\theta_{t+1} = \theta_t + \tanh(\theta_t)", scope=SCOPE)
    assert isinstance(used, NotUnderstood)
    assert "below" not in used.message


def test_in_a_comment_an_update_is_an_error() -> None:
    found = understand(read(document(SCOPE + "\n" + r"w := w - \eta g", TRUE)))
    assert any(isinstance(each.meaning, NotUnderstood) for each in found)


def test_an_arrow_is_an_assignment() -> None:
    update, claim = meanings(r"w \leftarrow w - \eta g", TRUE, scope=SCOPE)
    assert isinstance(update, Silent)
    assert isinstance(claim, Claim)


CLAIMS = [
    r"w_i = w_i",
    r"w_{i+1} = w_i",
    r"W = W^\top",
    r"W_{ij} = W_{ji} + 0",
    r"w = x^\top x \cdot w",
    r"w_1 = w_2 + w_3",
    r"w_1 = w_1 + 0",
    r"w_i = w_i + 0",
    r"W = W + 0",
]


@pytest.mark.parametrize("formula", CLAIMS)
def test_what_speaks_of_itself_otherwise_is_a_claim(formula: str) -> None:
    found, _ = meanings(formula, TRUE, scope=SCOPE)
    assert isinstance(found, Claim | Declared)


STEPS = [r"w_t = \tanh(W w_{t-1} + x_t)", r"w_{t+1} = W w_t", r"w_t = W^\top w_{t+1} + x"]


@pytest.mark.parametrize("formula", STEPS)
def test_a_recurrence_is_not_false_because_entries_do_not_fit(formula: str) -> None:
    found, claim = meanings(formula, TRUE, scope=SCOPE)
    assert isinstance(found, NotUnderstood)
    assert "steps of a recurrence" in found.message
    assert isinstance(claim, Claim)


def test_under_an_assumption_a_step_is_a_claim() -> None:
    found, _ = meanings(r"w_{i+1} = w_i + \eta", TRUE, scope=SCOPE + "\n" + r"assume w_{i+1} = w_i + \eta")
    assert isinstance(found, Claim)


def test_a_new_name_with_a_label_is_defined() -> None:
    formulas = r"w_{\text{new}} = w - \eta g", r"w_{\text{new}} + \eta g = w", TRUE
    definition, claim, other = meanings(*formulas, scope=SCOPE)
    assert isinstance(definition, Declared)
    assert isinstance(claim, Claim) and isinstance(other, Claim)


SPOILED = [
    ("y := x^2", "y := x^3", r"\frac{d y}{d x} = 2 x"),
    ("f(x) := x^2", "f(x) := x^3", "f'(x) = 2 x"),
    ("", r"x \in R^n", "x + x = 2 x"),
    ("", "y := x + q", "y + y = 2 y"),
    (r"v \in R^n", "n := 3", r"\sum_{i=1}^n v_i = v_1 + v_2 + v_3"),
]


@pytest.mark.parametrize(("first", "second", "claim"), SPOILED)
def test_who_uses_a_name_after_a_second_meaning_is_not_read(first: str, second: str, claim: str) -> None:
    source = document("\n".join([r"x \in R", first, second]), claim)
    found = understand(read(source))[-1].meaning
    assert isinstance(found, NotUnderstood)
    assert found.see is not None
    assert source.text[found.see.start : found.see.end] == second


def test_who_uses_it_before_is_read() -> None:
    before, second, after = meanings("2 y = 2 x^2", "y := x^3", "2 y = 2 x^2", scope="x \\in R\ny := x^2")
    assert isinstance(before, Claim)
    assert isinstance(second, NotUnderstood) and isinstance(after, NotUnderstood)


def test_a_shape_does_not_mend_a_definition_that_was_not_understood() -> None:
    text = "<!-- derive\ny \\in R^n, x_t \\in R^n\nh_t := W x_t + y\n-->\nwith $h_t \\in R^n$,\n"
    text += "$$ \\frac{\\partial h_t}{\\partial y} = I $$\n"
    found = understand(read(Source("note.md", text)))[-1].meaning
    assert isinstance(found, NotUnderstood)
    assert found.see is not None
    assert text[found.see.start : found.see.end] == "h_t := W x_t + y"
