"""Derivations: what a person reads, and that nothing is shown where a line is not confirmed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from derive.judging.derivation import collapsing, lines, slopes, stages, tables
from derive.judging.derivation.building import TWO, times
from derive.judging.derivation.derivation import derivation
from derive.judging.verdict import Line
from derive.meaning.terms import Index, Term, Times
from tests.judging.claims import claim

LAYER = r"X \in R^{N \times n}, W \in R^{n \times m}, B \in R^{N \times m} | Y := X W + B | L := L(Y)"
ROWS = r"vectors: rows | X \in R^{N \times C} | f(x)_i := e^{x_i} / \sum_j e^{x_j} | Y := f(X) | L := L(Y)"
ONE_ROW = r"vectors: rows | x \in R^C | f(x)_i := e^{x_i} / \sum_j e^{x_j} | y := f(x)"
LOSS = ONE_ROW + r" | t \in R^C | L := -\sum_j t_j \log y_j"
SIGMOID = r"X \in R^{n \times m} | f(x) := \frac{1}{1 + e^{-x}} | Y := f(X) | L := L(Y)"
RAMP = r"f(x) := \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}"
RELU = r"X \in R^{n \times m} | " + RAMP + " | Y := f(X) | L := L(Y)"
BY_W = r"\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}"
BY_SOFTMAX = (
    r"\frac{\partial L}{\partial x_{iq}} = y_{iq} \left( \frac{\partial L}{\partial y_{iq}}"
    r" - \sum_j \frac{\partial L}{\partial y_{ij}} y_{ij} \right)"
)


def derived(declared: str, formula: str) -> tuple[Line, ...]:
    return derivation(claim(declared, formula), lambda: None)


def plain(found: tuple[Line, ...]) -> list[str]:
    """Lines without brackets that grow, and fractions as quotients."""
    texts = [re.sub(r"\\left|\\right|\\frac", "", line.latex) for line in found]
    texts = [re.sub(r"\\partial ?", "∂", text) for text in texts]
    return [text.replace(r"\sum_", "Σ_").replace(r"\delta_", "δ_") for text in texts]


def test_the_gradient_of_a_product_reads_as_in_a_textbook() -> None:
    found = derived(LAYER, BY_W)
    assert plain(found) == [
        "{∂L}{∂w_{pq}}",
        "Σ_{i} Σ_{j} {∂L}{∂y_{ij}} {∂y_{ij}}{∂w_{pq}}",
        "Σ_{i} Σ_{j} {∂L}{∂y_{ij}} {∂}{∂w_{pq}} (Σ_{k} x_{ik} w_{kj} + b_{ij})",
        "Σ_{i} Σ_{j} {∂L}{∂y_{ij}} Σ_{k} x_{ik} δ_{kp} δ_{jq}",
        "Σ_{i} {∂L}{∂y_{iq}} x_{ip}",
        "(X^\\top {∂L}{∂Y})_{pq}",
    ]
    assert [line.reason for line in found] == [
        "",
        "chain rule through $Y$",
        "definition of $Y$",
        r"$\partial w_{kj} / \partial w_{pq} = \delta_{kp} \delta_{jq}$",
        r"$\delta_{kp}$ collapses the sum over $k$; $\delta_{jq}$ collapses the sum over $j$",
        "read back as matrices",
    ]


def test_each_line_but_the_first_has_a_reason() -> None:
    found = derived(ROWS, BY_SOFTMAX)
    assert found[0].reason == ""
    assert all(line.reason for line in found[1:])


def test_softmax_is_derived_to_the_author_s_own_side() -> None:
    found = derived(ROWS, BY_SOFTMAX)
    assert "quotient rule" in " ".join(line.reason for line in found)
    assert "collapses the sum" in " ".join(line.reason for line in found)
    assert plain(found)[-1].startswith("y_{iq}")


def test_an_assumption_that_is_needed_is_named() -> None:
    found = derived(LOSS + r" | assume \sum_j t_j = 1", r"\frac{\partial L}{\partial x} = y - t")
    assert any(line.reason.startswith("since $") for line in found)


def test_an_assumption_that_is_not_needed_is_not_named() -> None:
    found = derived(LOSS + r" | assume \sum_j t_j = 1", r"\frac{\partial L}{\partial y_j} = -\frac{t_j}{y_j}")
    assert found
    assert not any("since" in line.reason for line in found)


def test_a_kink_is_said_where_a_line_holds_only_beside_it() -> None:
    branches = r"\frac{\partial L}{\partial y_{ij}} & \text{if } x_{ij} \ge 0 \\ 0 & \text{otherwise}"
    found = derived(RELU, r"\frac{\partial L}{\partial x_{ij}} = \begin{cases} " + branches + r" \end{cases}")
    assert found[-1].reason.endswith("away from the kinks")
    assert not any("kinks" in line.reason for line in found[:-1])


def test_values_that_are_tried_are_named() -> None:
    cases = r"\begin{cases} 1 & \text{if } x = 1 \wedge y = 1 \\ 0 & \text{otherwise} \end{cases}"
    found = derived(r"x, y \in \{0, 1\}", "x y = " + cases)
    assert found[-1].reason == "tried at every value of $x$, $y$"


def test_an_identity_is_derived_by_its_definition() -> None:
    found = derived(LAYER, r"Y = X W + B")
    assert found[1].reason == "definition of $Y$"
    assert found[-1].reason == "read back as matrices"


def test_arrays_written_out_are_derived_cell_by_cell() -> None:
    product = r"\begin{pmatrix} a & b \end{pmatrix} \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"
    found = derived(r"a, b \in R", product + r" = \begin{pmatrix} a + 3 b & 2 a + 4 b \end{pmatrix}")
    assert [line.latex for line in found][1:] == [r"\begin{pmatrix} a + 3 b & 2 a + 4 b \end{pmatrix}"]


WINDOWS = (
    r"X \in R^{N \times n}, w \in R^k, Y \in R^{N \times m} | assume n = m + k - 1"
    r" | y_{ij} := \sum_{l=1}^k x_{i,j+l-1} w_l | L := L(Y)"
)


def test_a_convolution_is_derived_where_its_lengths_are_assumed() -> None:
    found = derived(
        WINDOWS, r"\frac{\partial L}{\partial w_l} = \sum_i \sum_{j=1}^m \frac{\partial L}{\partial y_{ij}} x_{i,j+l-1}"
    )
    assert plain(found)[-2:] == [
        "Σ_{i} Σ_{j} {∂L}{∂y_{ij}} Σ_{r = 1}^{k} x_{i, j + r - 1} δ_{rl}",
        "Σ_{i} Σ_{j} {∂L}{∂y_{ij}} x_{i, j + l - 1}",
    ]


def test_the_way_back_through_a_convolution_rests_on_its_lengths() -> None:
    inside = r"1 \le h-l+1 \le m"
    found = derived(
        WINDOWS,
        r"\frac{\partial L}{\partial x_{ih}} = \sum_{l=1}^k w_l \begin{cases} \frac{\partial L}{\partial y_{i,h-l+1}}"
        rf" & \text{{if }} {inside} \\ 0 & \text{{otherwise}} \end{{cases}}",
    )
    assert found[-1].reason == "since $n = m + k - 1$"


WRONG = [
    (WINDOWS, r"\frac{\partial L}{\partial w_l} = \sum_i \sum_{j=1}^m \frac{\partial L}{\partial y_{ij}} x_{i,j+k-l}"),
    (WINDOWS, r"y_{ij} = \sum_{l=1}^k x_{i,j+l-1} w_{k-l+1}"),
    (LAYER, r"\frac{\partial L}{\partial w_{ij}} = \sum_k x_{ki} \frac{\partial L}{\partial y_{kj}} + w_{ij}"),
    (LAYER, r"\frac{\partial L}{\partial B} = -\frac{\partial L}{\partial Y}"),
    (LAYER, r"\frac{\partial L}{\partial B} = 2 \frac{\partial L}{\partial Y}"),
    (LAYER, r"Y = X W - B"),
    (LAYER, r"y_{ij} = \sum_k x_{ik} w_{kj}"),
    (LAYER, r"\frac{\partial y_{ij}}{\partial b_{pq}} = 1"),
    (ROWS, BY_SOFTMAX.replace("- ", "+ ")),
    (ROWS, r"\frac{\partial L}{\partial x_{iq}} = y_{iq} (1 - y_{iq}) \frac{\partial L}{\partial y_{iq}}"),
    (ONE_ROW, r"\frac{\partial y_j}{\partial x_q} = y_j (1 - y_q)"),
    (LOSS, r"\frac{\partial L}{\partial x} = y - t"),
    (SIGMOID, r"\frac{\partial L}{\partial x_{ij}} = \frac{\partial L}{\partial y_{ij}} y_{ij} (1 + y_{ij})"),
    (SIGMOID, r"\frac{\partial L}{\partial x_{ij}} = \frac{\partial L}{\partial y_{ij}} (1 - y_{ij}^2)"),
    (RELU, r"\frac{\partial L}{\partial x_{ij}} = \frac{\partial L}{\partial y_{ij}}"),
    (r"x \in R | " + RAMP, r"f(x) = x"),
    (r"x, y \in \{0, 1\}", r"x y = x + y"),
    (r"p \in R | L : R \to R", r"L(p)^2 = L'(p)"),
]


@pytest.mark.parametrize(("declared", "formula"), WRONG)
def test_what_is_false_has_no_derivation(declared: str, formula: str) -> None:
    assert derived(declared, formula) == ()


def test_a_sum_in_another_order_is_derived_by_its_order() -> None:
    found = derived(r"a, b \in R", r"a + (b + a) = (a + b) + a")
    assert [line.reason for line in found] == ["", "in another order"]


SILENT = [
    (r"x \in R | f(x) := \frac{1}{1 + e^{-x}}", r"f(x) = \frac{1}{1 + e^{-x}}"),
    (LAYER, r"\left[\frac{\partial L}{\partial W}\right]_{ij} = \frac{\partial L}{\partial w_{ij}}"),
]


@pytest.mark.parametrize(("declared", "formula"), SILENT)
def test_without_the_author_s_writing_two_writings_of_the_same_have_none(declared: str, formula: str) -> None:
    assert derived(declared, formula) == ()


def doubled(change: Callable[..., Any]) -> Callable[..., Any]:
    def wrong(*arguments: Any) -> Any:
        made, reasons = change(*arguments)
        return (times(TWO, made), reasons) if made != arguments[0] else (made, reasons)

    return wrong


@pytest.mark.parametrize("at", range(4))
@pytest.mark.parametrize(("declared", "formula"), [(LAYER, BY_W), (ROWS, BY_SOFTMAX)])
def test_a_stage_that_goes_wrong_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, at: int, declared: str, formula: str
) -> None:
    wrong = tuple(doubled(stage) if k == at else stage for k, stage in enumerate(stages.STAGES))
    monkeypatch.setattr("derive.judging.derivation.derivation.STAGES", wrong)
    assert derived(declared, formula) == ()


def test_a_rule_that_is_wrong_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    row = tables.SLOPES["exp"]
    monkeypatch.setitem(tables.SLOPES, "exp", replace(row, slope=lambda x: times(TWO, row.slope(x))))
    assert derived(ROWS, BY_SOFTMAX) == ()


def test_a_delta_put_in_at_the_wrong_place_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    right = collapsing.pulled

    def wrong(term: Term, index: str) -> Any:
        found = right(term, index)
        return found and (found[0], Index("a") if found[1] == Index("b") else found[1], found[2])

    monkeypatch.setattr(collapsing, "pulled", wrong)
    assert derived(r"X, W \in R^{n \times n} | Y := X W | L := L(Y)", BY_W) == ()


def test_half_a_product_rule_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(slopes.RULES, Times, lambda slope, term: times(slope.of(term.left), term.right))
    assert derived(LAYER, BY_W) == ()


def test_a_line_that_is_too_long_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST", 60)
    assert all(len(line.latex) <= 80 for line in derived(LAYER, BY_W))


def test_no_derivation_is_longer_than_ten_lines() -> None:
    deep = r"X \in R^{n \times n} | f : R \to R | A := f(X) | B := f(A) | C := f(B) | D := f(C) | L := L(D)"
    right = r"\frac{\partial L}{\partial d_{ij}} f'(c_{ij}) f'(b_{ij}) f'(a_{ij}) f'(x_{ij})"
    found = derived(deep, r"\frac{\partial L}{\partial x_{ij}} = " + right)
    assert 2 < len(found) <= lines.MOST_LINES


NORM = (
    r"x \in R^n | m := \frac{1}{n} \sum_i x_i | v := \frac{1}{n} \sum_i (x_i - m)^2 | s := \sqrt{v + 1}"
    r" | u := 2 s | t := u + s + m | L := t^2"
)


def test_all_definitions_that_are_put_in_at_once_are_named_in_one_reason() -> None:
    slope = r"2 t \left(3 \frac{\partial s}{\partial x} + \frac{\partial m}{\partial x}\right)"
    reasons = [line.reason for line in derived(NORM, rf"\frac{{\partial L}}{{\partial x}} = {slope}")]
    assert not any("and so on" in reason or reason.count("definition") > 1 for reason in reasons), reasons
    assert any(reason.startswith("definitions of $u$, $s$, $m$; chain rule; ") for reason in reasons), reasons


def test_a_rule_for_deltas_is_said_once_whatever_the_indices() -> None:
    slope = r"2 t \left(3 \frac{\partial s}{\partial x} + \frac{\partial m}{\partial x}\right)"
    reasons = [line.reason for line in derived(NORM, rf"\frac{{\partial L}}{{\partial x}} = {slope}")]
    assert max(reason.count("collapses") for reason in reasons) == 1, reasons
    assert max(reason.count(r"= \delta") for reason in reasons) == 1, reasons


NORMED = (
    r"x \in R^n | \mu := \frac{1}{n} \sum_i x_i | s := \sqrt{\frac{1}{n} \sum_i x_i^2 + 1} | u_i := (x_i - \mu) / s"
)


def test_only_definitions_that_are_needed_are_put_in() -> None:
    found = "; ".join(line.reason for line in derived(NORMED + r" | v_i := u_i / s", r"\sum_i v_i = 0"))
    assert r"definition of $\mu$" in found
    assert "$s$" not in found


def test_a_definition_that_is_needed_is_not_left_out() -> None:
    found = "; ".join(line.reason for line in derived(NORMED, r"s^2 = \frac{1}{n} \sum_i x_i^2 + 1"))
    assert "definition of $s$" in found


def test_an_entry_of_an_inverse_is_no_entry_of_what_it_is_the_inverse_of() -> None:
    declared = r"S \in R^{n \times n}, x \in R^n, s \in R | y := (S + s I)^{-1} x"
    texts = plain(derived(declared, r"\frac{\partial y}{\partial s} = -(S + s I)^{-1} y"))
    assert texts[2] == "{∂}{∂s} (Σ_{i} [(S + s I)^{-1}]_{ai} x_{i})"
    assert texts[-1] == "(-(S + s I)^{-1} (S + s I)^{-1} x)_{a}"
