"""Left sides: which name they introduce or mean, and what is no head."""

from __future__ import annotations

import pytest

from derive.reading.grammar.clean import clean
from derive.reading.grammar.heads import head
from derive.reading.grammar.parser import Parser
from derive.reading.source import Passage
from derive.reading.statements import Form, Head
from derive.reading.tokens import tokenize
from tests.reading.test_parser import NAMES


def spelled(text: str) -> Head | None:
    tokens = clean(tokenize(Passage(text, tuple(range(len(text))))))
    return head(Parser(tokens, NAMES, tokens[-1].span))


HEADS = [
    ("X", "X", Form.NAME),
    (r"\bm{X}", "X", Form.NAME),
    ("X_{ij}", "X", Form.ENTRY),
    ("x_{ij}", "x", Form.ENTRY),
    ("[X]_{ij}", "X", Form.ENTRY),
    (r"W^{(2)}_{ij}", "W^{(2)}", Form.ENTRY),
    (r"W^{(3)}", "W^{(3)}", Form.NAME),
    (r"W^{(3)}_{ij}", "W^{(3)}", Form.ENTRY),
    ("z", "z", Form.NAME),
    ("z_{ij}", "z", Form.ENTRY),
    ("z_1", "z_1", Form.NAME),
    (r"z_{\text{new}}", "z_{new}", Form.NAME),
    ("z^l", "z^l", Form.NAME),
    ("z^*", "z^*", Form.NAME),
    ("z^{(k+1)}", "z^{(k+1)}", Form.NAME),
    ("e^{(k+1)}", "e^{(k+1)}", Form.NAME),
    ("e^{(2)}", "e^{(2)}", Form.NAME),
    ("a^{(k)}", "a^{(k)}", Form.NAME),
    (r"\tilde{x}", r"\tilde{x}", Form.NAME),
    (r"\text{loss}", "loss", Form.NAME),
    ("z(s)", "z", Form.FUNCTION),
    ("z(s)_i", "z", Form.ROW_FUNCTION),
    ("z(s_i)", "z", Form.ROW_FUNCTION),
    ("z(s, r)", "z", Form.FUNCTION),
    ("f(s)", "f", Form.FUNCTION),
]


@pytest.mark.parametrize(("text", "plain", "form"), HEADS)
def test_a_head_is_a_name_an_entry_or_a_function(text: str, plain: str, form: Form) -> None:
    found = spelled(text)
    assert found is not None
    assert (found.plain, found.form) == (plain, form)


NO_HEADS = [
    *("a^2", "X^T", "e^{a}", "z^2", "z^{a+b}", "f'(a)", "f^2(a)", "f^{(2)}(a)", "a b", "a + b", "2", "-a", "(a)"),
    *(r"\frac{\partial a}{\partial b}", r"\sum_i u_i", r"\|u\|", "|a|", r"\exp(a)"),
    *("e^{(a+b)}", "e^{(a)}", "e^{[a][b]}", "e^{(u_i)}", "a^{(a+b)}"),
    *("X W", "z(2)", "z(s)(r)", "z(s)_{ij}", "z(s, r)_i"),
]


@pytest.mark.parametrize("text", NO_HEADS)
def test_a_power_or_an_expression_is_none(text: str) -> None:
    assert spelled(text) is None
