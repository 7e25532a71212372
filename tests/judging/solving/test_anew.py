"""False derivatives that no small change mends, and what is offered then."""

from __future__ import annotations

import pytest

from derive.judging.solving.anew import CHANGE
from derive.judging.verdict import Kind
from tests.judging.claims import judged, verdict

RIDGE = r"X \in R^{n \times d}, y \in R^{n \times 1}, w \in R^{d \times 1} | J := \frac{1}{n} \|X w - y\|^2"
LAYER = r"X \in R^{n \times d}, W \in R^{d \times p}, A \in R^{n \times p} | Y := X W | L := L(Y)"
ELU = r"f(s) := \begin{cases} s & s > 0 \\ e^s - 1 & s \le 0 \end{cases}"

WRONG = [
    ("a gradient of other shape", RIDGE, r"\frac{\partial J}{\partial w} = X + 3 w w^T w", r"X^\top \left( X"),
    ("brackets at its end", RIDGE, r"\nabla_w J = 2 (X w - y)", r"X^\top \left( X w - y \right)"),
    ("a function", r"f(s) := s^2 e^s | x \in R", "f'(x) = 7 x^3 + 1", "e^{x} x"),
    ("a function by cases", rf"{ELU} | z \in R", "f'(-z) = 1 - f'(z)", r"e^{-z}"),
]


@pytest.mark.parametrize(("declared", "formula", "part"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_the_left_side_is_is_offered(declared: str, formula: str, part: str) -> None:
    found = verdict(declared, formula)
    assert found.kind is Kind.REFUTED
    offered = found.correction
    assert offered is not None and offered.change == f"{CHANGE}, on the right side"
    assert part in offered.fragment and offered.source[offered.start : offered.end] == offered.fragment
    assert "No correction" not in found.message
    assert verdict(declared, offered.source).kind is Kind.PROVED


KEPT = [
    ("a small change", LAYER, r"\frac{\partial L}{\partial W} = X \frac{\partial L}{\partial Y}", "a transpose"),
    ("no derivative", r"x, y \in R", "(x + y)^2 = x^7 + y^9 + 31", None),
    ("nothing to derive", r"L : R \to R | x \in R", "L'(x) = 7 x^3 + 31", None),
]


@pytest.mark.parametrize(("declared", "formula", "change"), [row[1:] for row in KEPT], ids=[row[0] for row in KEPT])
def test_it_is_not_offered_where_less_will_do_or_there_is_nothing(
    declared: str, formula: str, change: str | None
) -> None:
    found = verdict(declared, formula)
    assert found.kind is Kind.REFUTED
    if change is None:
        assert found.correction is None and "No correction is offered" in found.message
    else:
        assert found.correction is not None and change in found.correction.change


def test_a_missing_assumption_comes_first() -> None:
    declared = (
        r"z, t \in R^{1 \times c} | L := -\sum_j t_j \log \frac{e^{z_j}}{\sum_k e^{z_k}}"
        r" | p_j := \frac{e^{z_j}}{\sum_k e^{z_k}}"
    )
    found = verdict(declared, r"\frac{\partial L}{\partial z_j} = p_j - t_j")
    assert found.kind is Kind.CONDITIONAL, found.message
    assert found.correction is None


def test_the_end_of_a_chain_that_is_right_is_left_alone() -> None:
    chain = r"\nabla_w J = \frac{1}{n} \nabla_w \|X w\|^2 = \frac{2}{n} X^\top (X w - y)"
    text = f"<!-- derive\n{RIDGE.replace(' | ', chr(10))}\n-->\n\n$$\n{chain}\n$$\n"
    first, second = judged(text)
    assert first.verdict.kind is second.verdict.kind is Kind.REFUTED
    assert second.verdict.correction is None


def test_what_is_shown_of_it_has_no_command_of_the_author_s() -> None:
    declared = RIDGE.replace(" | ", "\n").replace("X w", r"\mat{X} w")
    text = f"\\newcommand{{\\mat}}[1]{{\\bm{{#1}}}}\n<!-- derive\n{declared}\n-->\n\n$$ "
    (only,) = judged(text + r"\nabla_w J = 3 \mat{X} \mat{X} w $$" + "\n")
    offered = only.verdict.correction
    assert offered is not None
    for shown in (offered.source, offered.fragment):
        assert r"\bm" in shown and r"\mat" not in shown


def test_a_chain_that_goes_on_is_left_alone() -> None:
    text = f"<!-- derive\n{RIDGE.replace(' | ', chr(10))}\n-->\n\n$$\n\\nabla_w J = 2 (X w - y) = X^\\top X w\n$$\n"
    first, *_ = judged(text)
    assert first.verdict.kind is Kind.REFUTED and first.verdict.correction is None
