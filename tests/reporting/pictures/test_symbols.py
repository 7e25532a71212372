"""Names as text in a picture."""

from __future__ import annotations

import re
import unicodedata

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


def moves(latex: str) -> list[tuple[str, float, float]]:
    """What stands in a text piece by piece, each with how far it goes along and down from the end of the one before."""
    found = re.findall(r"<tspan([^>]*)>([^<]*)</tspan>|([^<]+)", str(spans(symbol(latex), 100)))
    shifts = [{name: float(value) for name, value in re.findall(r'(d[xy])="(-?[\d.]+)"', each[0])} for each in found]
    return [
        (each[1] or each[2], shift.get("dx", 0.0), shift.get("dy", 0.0))
        for each, shift in zip(found, shifts, strict=True)
    ]


@pytest.mark.parametrize(("latex", "letter", "up"), [
    (r"\hat{z}", "𝑧", 2), (r"\tilde{x}", "𝑥", 2), (r"\bar{\gamma}", "𝛾", 2), (r"\hat{X}", "𝑋", 22),
    (r"\tilde{H}", "𝐻", 22), (r"\dot{b}", "𝑏", 22), (r"\ddot{h}", "ℎ", 22), (r"\vec{f}", "𝑓", 22),
])
def test_an_accent_stands_clear_above_the_middle_of_its_letter(latex: str, letter: str, up: float) -> None:
    """Fonts put it at one height, where tall letters are, and signs that have it in them are of another font."""
    first, (accent, along, down) = moves(latex)
    assert first == (letter, 0.0, 0.0)
    assert accent[0] == "\u00a0" and len(accent) == 2 and unicodedata.combining(accent[1])
    middle = width(symbol(latex), 100) + along
    assert down == -up and width(symbol(latex), 100) / 2 <= middle <= width(symbol(latex), 100) / 2 + 12


def test_what_follows_an_accent_is_back_in_its_place() -> None:
    _, accent, label = moves(r"\hat{X}_1")
    assert label[0] == "1"
    assert accent[1] + 25 + label[1] == pytest.approx(0, abs=0.11)
    assert accent[2] + label[2] == pytest.approx(22)
    assert width(symbol(r"\hat{X}")) == width(symbol("X")) and width(symbol(r"\tilde{y}")) == width(symbol("y"))
