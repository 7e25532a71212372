"""Names as text in a picture."""

from __future__ import annotations

import pytest

from derive.reporting.pictures.symbols import derivative, plain, spans, symbol, width


@pytest.mark.parametrize(("latex", "heard"), [
    ("W", "W"), ("W_1", "W_1"), (r"\gamma", "γ"), ("u^{(1)}", "u^(1)"), ("y^{(pred)}", "y^(pred)"),
    ("L_{CrossEntropy}", "L_CrossEntropy"), ("S_f", "S_f"), (r"\Delta_2", "Δ_2"), ("{x}", "x"),
])
def test_a_name_keeps_its_label(latex: str, heard: str) -> None:
    assert plain(symbol(latex)) == heard


def test_a_derivative_stands_on_one_line() -> None:
    assert plain(derivative("L", "W_1")) == "∂L/∂W_1"


def test_letters_are_slanted_and_labels_lowered() -> None:
    assert str(spans(symbol("W_1"), 16)) == '𝑊<tspan dy="3.5" font-size="12">1</tspan>'


def test_what_follows_a_label_is_back_on_the_line() -> None:
    assert str(spans(derivative("L_1", "h"), 16)).endswith('<tspan dy="-3.5">/∂ℎ</tspan>')


def test_more_signs_are_wider() -> None:
    assert width(symbol("W")) < width(symbol("W_1")) < width(symbol("W_{12}"))
    assert width(symbol(r"\ell")) < width(symbol("L")) < width(symbol(r"\mathbb{E}")) < width(symbol(r"\mathcal{L}"))


def test_what_is_no_letter_is_escaped() -> None:
    assert "<" not in str(spans(symbol(r"\text{<}"), 16)).replace("<tspan", "").replace("</tspan", "")
