"""Displayed formulas without a relation of the language: which claim nothing, and which may hide a claim."""

from __future__ import annotations

import pytest

from derive.reading.statements import Plain, Unread
from tests.reading.statements import document, items, kinds

NUMBERS = r"a, b, c, x \in R" + "\n" + r"u, v \in R^{n \times 1}, N \in R^{n \times n}"

STRANGE: dict[str, tuple[str, str]] = {
    "a long equals sign": (r"2x \xlongequal{\text{(1)}} 3x", r"\xlongequal"),
    "a dotted equals sign": (r"2x \doteq 3x", r"\doteq"),
    "a ringed equals sign": (r"2x \eqcirc 3x", r"\eqcirc"),
    "a macro of nobody": (r"2x \equals 3x", r"\equals"),
    "a double equals sign": ("2x ⩵ 3x", "⩵"),
    "an equals sign under a question mark": ("2x ≟ 3x", "≟"),
    "an entity": ("2x &#61; 3x", "#"),
    "a character code": (r"2x \char61 3x", r"\char"),
    "behind a space": (r"2x \quad \doteq 3x", r"\doteq"),
    "behind a semicolon": (r"f(x; c) \doteq 3x", r"\doteq"),
    "inside of brackets": (r"(2x \doteq 3x)", r"\doteq"),
    "in a fraction": (r"\frac{2x \doteq 3x}{2}", r"\doteq"),
    "below an accent": (r"\overline{2x \doteq 3x}", r"\doteq"),
    "in a superscript": (r"x^{2 \doteq 3}", r"\doteq"),
    "an unknown environment": (r"\begin{CD} x \end{CD}", r"\begin{CD}"),
    "with names of nobody": (r"Y \doteq Z", r"\doteq"),
}


@pytest.mark.parametrize(("formula", "sign"), STRANGE.values(), ids=STRANGE)
def test_an_unknown_sign_is_shown_at_its_place(formula: str, sign: str) -> None:
    source = document(NUMBERS, formula)
    (item,) = items(source)
    statement = item.statement
    assert isinstance(statement, Unread)
    assert statement.message.startswith(f"`{sign}` is not in the language; an equation is written with `=`")
    assert source.text[statement.at.start : statement.at.end] == sign


HIDDEN: dict[str, tuple[str, list[str]]] = {
    "below an accent": (r"\overline{2x = 3x}", ["Unread"]),
    "below an accent of undeclared names": (r"\tilde{Y = X}", ["Unread"]),
    "below an accent in a fraction": (r"\frac{\overline{x = 2}}{3}", ["Unread"]),
    "in words": (r"\text{2x = 3x}", ["Unread"]),
    "in a box of words": (r"\mbox{Y = X}", ["Unread"]),
    "in an operator's name": (r"\operatorname{2x = 3x}", ["Unread"]),
    "as a word of its own": (r"2x \text{ = } 3x", ["Plain", "Unread"]),
    "in words behind an expression": (r"2x \quad \text{= 3x}", ["Plain", "Unread"]),
}


@pytest.mark.parametrize(("formula", "expected"), HIDDEN.values(), ids=HIDDEN)
def test_a_hidden_equality_is_not_passed_over(formula: str, expected: list[str]) -> None:
    assert kinds(NUMBERS, formula) == expected


def test_a_row_that_goes_on_from_an_unknown_sign_is_refused_for_that_sign() -> None:
    first, second = items(document(NUMBERS, r"\begin{align} 2x \doteq 3x \\ = 4 \end{align}"))
    assert isinstance(first.statement, Unread)
    assert isinstance(second.statement, Unread)
    assert r"\doteq" in second.statement.message


SILENT = [
    "a + b",
    "2 z + r_k",
    r"x^\top",
    r"\sum_{i=1}^{n} z_i",
    r"\{a, 2b\}",
    r"x_1, x_2, \dots, x_n",
    "p(x | c)",
    r"f(x; \theta)",
    r"\mathcal{N}(0, 1)",
    r"\|u - v\|_2",
    r"\langle u, v \rangle",
    r"\begin{pmatrix} a & b \\ b & c \end{pmatrix}",
    r"\frac{\partial r}{\partial W^{(2)}}",
    r"W_{\mathrm{out}}^{\star} x",
    r"\text{the loss of one step}",
    r"a \Longrightarrow b",
    r"a \leftrightarrow b",
    r"a \varpropto b",
    "a ⟹ b",
    "a ∼ b",
]


@pytest.mark.parametrize("formula", SILENT)
def test_what_claims_nothing_stays_so(formula: str) -> None:
    (item,) = items(document(NUMBERS, formula))
    assert isinstance(item.statement, Plain)


TURNED: dict[str, tuple[str, list[str]]] = {
    "a definition turned round": (r"b + c \eqqcolon y", ["Definition"]),
    "in one character": ("b + c ≕ y", ["Definition"]),
    "an expression cannot be defined": (r"2x \eqqcolon 3x", ["Unread"]),
}


@pytest.mark.parametrize(("formula", "expected"), TURNED.values(), ids=TURNED)
def test_a_definition_turned_round(formula: str, expected: list[str]) -> None:
    assert kinds(NUMBERS, formula) == expected
