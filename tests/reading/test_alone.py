"""Displayed formulas without a relation of the language: which claim nothing, and which may hide a claim."""

from __future__ import annotations

import pytest

from derive.reading.statements import Plain, Unread
from tests.reading.statements import document, items, kinds, troubles

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


SAID: dict[str, tuple[str, str]] = {
    "a verb between": (r"2a \text{ equals } 3a", "word “equals”"),
    "a verb behind a bracket": (r"(a + b) \text{ equals } (b + a)", "word “equals”"),
    "a verb in a clause": (r"N \text{ is equal to } N", "words “is equal to”"),
    "a verb before": (r"\text{The gradient is } 2a", "words “The gradient is”"),
    "a verb behind": (r"u \text{ and } v \text{ are equal}", "words “are equal”"),
    "any word between": (r"2a \text{ versus } 3a", "word “versus”"),
    "roman letters": (r"2a \mathrm{equals} 3a", "word “equals”"),
    "bold letters": (r"2a \textbf{ equals } 3a", "word “equals”"),
    "emphasis": (r"2a \emph{ equals } 3a", "word “equals”"),
    "in a group": (r"\frac{2a \text{ equals } 3a}{2}", "word “equals”"),
    "in cells": (r"\begin{array}{l} 2a & \text{is} & 3a \end{array}", "word “is”"),
    "before an arrow": (r"2a \text{ equals } 3a \to b", "word “equals”"),
    "in Japanese": (r"u \text{は} v", "word “は”"),
    "in Japanese behind": (r"u \text{と} v \text{は等しい}", "word “と”"),
}


@pytest.mark.parametrize(("formula", "words"), SAID.values(), ids=SAID)
def test_words_that_may_claim_are_unread(formula: str, words: str) -> None:
    found = [item.statement for item in items(document(NUMBERS, formula))]
    (unread,) = [each for each in found if isinstance(each, Unread)]
    assert unread.message.startswith(f"the {words} may claim something, but words are not read")
    assert all(isinstance(each, Plain | Unread) for each in found)


def test_an_unknown_sign_before_an_arrow_is_not_passed_over() -> None:
    (item,) = items(document(NUMBERS, r"2x \doteq 3x \to c"))
    assert isinstance(item.statement, Unread) and r"\doteq" in item.statement.message


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
    r"\int_0^1 a \, \text{d} x",
    r"\oint f",
    r"\pm a",
    r"a \pm b",
    r"\bigcup_i z_i \setminus z",
    r"\text{minimise } a^2",
    r"\lambda\, \text{penalty}",
    r"\lambda \operatorname{ReLU}(x)",
    r"a \text{loss}_i b",
    r"a \mathrm{tr} N",
    r"u \text{ and } v",
    r"\text{this is the loss}",
]


@pytest.mark.parametrize("formula", SILENT)
def test_what_claims_nothing_stays_so(formula: str) -> None:
    (item,) = items(document(NUMBERS, formula))
    assert isinstance(item.statement, Plain)


BESIDE_A_RELATION = [r"\int_0^1 x = \frac12", r"a \pm b = b", r"a = \pm b + a", r"a \cup b = c"]


@pytest.mark.parametrize("formula", BESIDE_A_RELATION)
def test_what_means_nothing_to_a_judgement_is_unread_in_an_equation(formula: str) -> None:
    (item,) = items(document(NUMBERS, formula))
    assert isinstance(item.statement, Unread)


def test_words_beside_an_equation_claim_nothing() -> None:
    assert kinds(NUMBERS, r"a + b = b + a \quad \text{which is well known}") == ["Equation", "Plain"]


TURNED: dict[str, tuple[str, list[str]]] = {
    "a definition turned round": (r"b + c \eqqcolon y", ["Definition"]),
    "in one character": ("b + c ≕ y", ["Definition"]),
    "an expression cannot be defined": (r"2x \eqqcolon 3x", ["Unread"]),
}


@pytest.mark.parametrize(("formula", "expected"), TURNED.values(), ids=TURNED)
def test_a_definition_turned_round(formula: str, expected: list[str]) -> None:
    assert kinds(NUMBERS, formula) == expected


@pytest.mark.parametrize("formula", ["[a = 2a]", r"\left[ a b = 2 b a \right]", r"\bigl[ a = 2a \bigr],", "[a < 2a]"])
def test_a_relation_in_brackets_is_not_passed_over(formula: str) -> None:
    ((message, _),) = troubles(NUMBERS, formula)
    assert "brackets around a relation" in message


@pytest.mark.parametrize("formula", ["[a, b]", r"[a + b] c", r"\sum_i [u_i = 1] v_i", r"[a = b] + [b = c]"])
def test_other_brackets_on_their_own_claim_nothing(formula: str) -> None:
    assert kinds(NUMBERS, formula) == ["Plain"]
