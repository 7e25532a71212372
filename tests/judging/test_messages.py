"""What is said of a claim: in one sentence, of the right thing, and at its place."""

from __future__ import annotations

import pytest

from derive.judging.judge import judge
from derive.judging.results import Judged, Judgement
from derive.judging.verdict import Kind, closed
from derive.reporting.text import render

from .claims import claim, judged, verdict

SQUARES = (
    r"X \in R^{n \times d}, w \in R^d, y \in R^n | J := \frac{1}{2} \|X w - y\|^2 | \hat y := X w "
    r"| K := \frac{1}{2} \|\hat y - y\|^2"
)
NUMBERS = r"x, n \in R | k \in \{2, 3\} | c := 3 | u \in R^m | m \in N"


def items(declared: str, formula: str) -> list[Judged]:
    lines = "\n".join(part.strip() for part in declared.split(" | "))
    return judged(f"<!-- derive\n{lines}\n-->\n\n$$\n{formula}\n$$\n")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("a", "a."), ("a.", "a."), ("is it?", "is it?"), ("and so …", "and so …"), ("n = 2", "n = 2.")],
)
def test_a_sentence_ends_once(text: str, sentence: str) -> None:
    assert closed(text) == sentence


@pytest.mark.parametrize(
    ("declared", "formula"),
    [
        (SQUARES, r"\frac{\partial J}{\partial w} = w^\top w w^\top"),
        (r"x \in R | assume x > 1 | assume x < 0", "x = x + 0"),
        (SQUARES, r"\frac{\partial J}{\partial \hat y} = \hat y - y"),
    ],
)
def test_no_message_has_two_signs_at_an_end(declared: str, formula: str) -> None:
    message = verdict(declared, formula).message
    assert message
    assert not any(pair in message for pair in ("?.", "..", ".?", ";."))


CARETS = [
    (r"f(x) := x + \lambda", "x = x", r"\lambda"),
    (r"u \in R^m | f(x) := x^2 + (x - \mu) \nu", "u = u", r"\mu"),
    (r"u \in R^m", r"u^\top u + \lambda \|u\|^2 = 2", r"\lambda"),
    (r"u \in R^m", r"\mathbf 1^\top \mathbf 1 = u^\top u", r"\mathbf 1"),
    (r"x, n \in R", r"\sum_{i=1}^n i = x", "n"),
]


@pytest.mark.parametrize(("declared", "formula", "marked"), CARETS)
def test_what_is_marked_is_what_is_meant(declared: str, formula: str, marked: str) -> None:
    item = next(item for item in items(declared, formula) if item.verdict.kind is Kind.UNREAD)
    line, marks = item.caret.split("\n")
    start = marks.index("^")
    assert line[start : start + marks.count("^")] == marked


def test_an_array_of_ones_is_to_be_given_its_size() -> None:
    assert r"as in `\mathbf{1}_m`" in verdict(r"u \in R^m", r"\mathbf 1^\top \mathbf 1 = u^\top u").message
    assert "`I_m`" in verdict(r"u \in R^m", r"\operatorname{tr}(I) = u^\top u").message


REAL = [
    (r"\sum_{i=1}^n i = \frac{n (n+1)}{2}", "a sum"),
    (r"\sum_{i=n}^3 i = n", "a sum"),
    (r"\prod_{i=1}^n 2 = 2^n", "a product"),
]


@pytest.mark.parametrize(("formula", "what"), REAL)
def test_a_real_number_is_no_bound(formula: str, what: str) -> None:
    found = verdict(NUMBERS, formula)
    assert found.kind is Kind.UNREAD
    assert f"`n` is declared as a real number, but is the bound of {what}" in found.message


@pytest.mark.parametrize("formula", [r"\sum_{i=1}^m 1 = m", r"\sum_{i=1}^k 1 = k", r"\sum_{n=1}^m u_n = \sum_i u_i"])
def test_sizes_and_numbers_that_count_are_bounds(formula: str) -> None:
    assert verdict(NUMBERS, formula).kind is Kind.PROVED


def test_a_derivative_of_what_does_not_speak_of_it_is_told_to_be_zero() -> None:
    found = verdict(SQUARES, r"\frac{\partial J}{\partial \hat y_i} = \hat y_i - y_i")
    assert found.kind is Kind.REFUTED
    assert r"the definition of $J$ does not speak of $\hat{y}$, so this derivative is 0" in found.message


LOST = r"X \in R^{n \times m} | W \in R^{m \times k} | Y, Z \in R^{n \times k} | L := L(Y)"
"""Their author forgot to say what Y is."""


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        (r"\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}", Kind.REFUTED),
        (r"\frac{\partial L}{\partial W} = 3 X^\top \frac{\partial L}{\partial Z}", Kind.PROVED),
    ],
)
def test_a_loss_that_is_not_declared_to_depend_on_a_name_is_told(formula: str, kind: Kind) -> None:
    found = claim(LOST, formula)
    assert "$L$ is not declared to depend on $W$, so this derivative is 0" in found.notes
    assert judge(found).kind is kind


def test_a_loss_that_is_declared_to_depend_on_a_name_is_not() -> None:
    formula = r"\frac{\partial M}{\partial Y} = \frac{\partial L}{\partial Y}"
    assert not claim(f"{LOST} | V := Y | M := M(V)", formula).notes


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{\partial K}{\partial \hat y_i} = \hat y_i + y_i",
        r"\frac{\partial K}{\partial w} = w",
        r"\frac{\partial \hat y}{\partial \hat y} = X X^\top",
    ],
)
def test_a_derivative_that_need_not_be_zero_is_not_told_to_be(formula: str) -> None:
    found = verdict(SQUARES, formula)
    assert found.kind is Kind.REFUTED
    assert "does not speak" not in found.message


@pytest.mark.parametrize(
    ("declared", "order"),
    [(r"X \in R^{n \times d}, w \in R^d", "for all n, d"), (r"w \in R^d, X \in R^{n \times d}", "for all d, n")],
)
@pytest.mark.parametrize(
    "formula", [r"\frac{\partial (w^\top X^\top X w)}{\partial w} = 2 X^\top X w", "2 X w = X w + X w"]
)
def test_sizes_are_told_in_the_order_in_which_they_are_declared(declared: str, order: str, formula: str) -> None:
    found = verdict(declared, formula)
    assert found.kind is Kind.PROVED and order in found.message


def test_one_index_is_one_index() -> None:
    found = verdict(r"Q \in R^{n \times d}, s \in R^n", "Q_i := s_i")
    assert "`Q` has two axes, but only one index stands here" in found.message


@pytest.mark.parametrize(
    ("formula", "told"),
    [(r"u_i u_2 = u_i \quad \text{if } i < 2", 1), (r"u_i^2 = u_i", 0)],
)
def test_a_dash_among_entries_is_explained(formula: str, told: int) -> None:
    (item,) = items(r"u \in R^m", formula)
    shown = render([Judgement("note.md", "", (item,), 1, 0)]).plain
    assert shown.count("Where – stands there is no such entry.") == shown.count("–]") // 2 == told


@pytest.mark.parametrize("formula", ["x + x = 0", r"\exp(x) x = 0"])
def test_of_what_is_differentiated_nothing_is_said_where_nothing_is(formula: str) -> None:
    found = verdict(NUMBERS, formula)
    assert found.kind is Kind.REFUTED and "differentiated" not in found.message
