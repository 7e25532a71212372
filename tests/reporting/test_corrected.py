"""Corrections: the frame stands around what is new, and never changes what is framed."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Correction
from derive.reporting.boxes import display as as_mathml
from derive.reporting.corrected import change, framed, quoted
from derive.reporting.escaping import display as as_tex

MATRIX = r"A = \begin{pmatrix} a & b \\ c & d \end{pmatrix}"


def correction(source: str, piece: str, fragment: str = "") -> Correction:
    """A correction that put `piece` into `source`, at its first place there."""
    start = source.index(piece)
    return Correction(source, start, start + len(piece), fragment or source, "a letter")


@pytest.mark.parametrize(
    ("source", "piece", "fragment", "marked"),
    [
        ("y = a b", "b", "", r"y = a {\boxed{b}}"),
        (r"y = \frac{x}{2}", "x", "", r"y = \frac{{\boxed{x}}}{2}"),
        ("W^{a} = x_q", "q", "", r"W^{a} = x_{\boxed{q}}"),
        (r"y = \frac12", "2", "", r"y = \frac1{\boxed{2}}"),
        (r"y = \left( a + b \right) c", r"\left( a + b \right)", "", r"y = {\boxed{\left( a + b \right)}} c"),
        (MATRIX, r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "", None),
        (MATRIX, "d", "", MATRIX.replace(r"d \end", r"{\boxed{d}} \end")),
        (MATRIX, r"b \\ c", MATRIX[4:], rf"A = {{\boxed{{{MATRIX[4:]}}}}}"),
        ("y = a - b", "-", "a - b", r"y = {\boxed{a - b}}"),
        ("f'(x) = y", "'", "f'(x)", r"{\boxed{f'(x)}} = y"),
        (r"y = x^\top z", r"^\top", r"x^\top", r"y = {\boxed{x^\top}} z"),
        ("y = a_j^b", "j^b", "a_j^b", r"y = {\boxed{a_j^b}}"),
        ("y = a b", "", "y", r"{\boxed{y}} = a b"),
    ],
)
def test_the_frame_stands_around_the_change_or_the_fragment(
    source: str, piece: str, fragment: str, marked: str | None
) -> None:
    expected = marked or rf"A = {{\boxed{{{piece}}}}}"
    assert framed(correction(source, piece, fragment)) == expected


@pytest.mark.parametrize(
    ("source", "piece"),
    [
        (r"y = \left( a + b \right)", r"\left( a"),
        (r"y = \frac{a}{b}", r"\frac"),
        (r"y = \frac{a}{b}", "a}{b"),
        (MATRIX, r"\begin{pmatrix} a"),
        (r"y = x^\top", r"^\top"),
        ("y = a + b", "+"),
        (r"y = \leq", r"\leq"),
        (r"y = \text{if x}", "x"),
        (r"\input{x} = a", "a"),
        ("y = " + " + ".join(["abc"] * 90), "abc"),
        ("y = a b", ""),
    ],
)
def test_without_a_place_for_a_frame_there_is_none(source: str, piece: str) -> None:
    assert framed(correction(source, piece, "none")) is None


def test_of_several_pieces_alike_the_changed_one_is_framed() -> None:
    source = "x^2 = x^2 + y"
    assert framed(Correction(source, 7, 7, "x^2", "m")) == r"x^2 = {\boxed{x^2}} + y"
    assert framed(Correction(source, 12, 12, "x^2", "m")) is None


def test_a_frame_is_a_row_of_its_own_in_mathml_and_a_box_in_latex() -> None:
    nested = r"a \boxed{b \boxed{c}} \boxed{d}"
    shown = str(as_mathml(nested, "formula"))
    assert shown.count('<mrow class="box">') == 3 and "menclose" not in shown
    assert r"\boxed{b \boxed{c}}" in as_tex(nested)
    assert as_tex(r"a \boxed").startswith(r"\begin{listing}")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("n and m exchanged, on the right side", "n and m exchanged, on the right side"),
        ("U_1 for Z_1, on the right side", "$U_1$ for $Z_1$, on the right side"),
        (r"\hat{y} for y", r"$\hat{y}$ for y"),
        ("the factor ∂L/∂Y put in", "the factor $∂L/∂Y$ put in"),
    ],
)
def test_names_in_the_words_are_set_as_formulas(words: str, shown: str) -> None:
    assert change(Correction("a", 0, 1, "a", words)) == shown


def test_a_long_fragment_keeps_its_beginning_and_its_end() -> None:
    long = Correction("a", 0, 1, "a + " + "x + " * 60 + "b", "m")
    shown = quoted(long, 40)
    assert len(shown) <= 40 and shown.startswith("a + x") and shown.endswith("x + b") and "…" in shown
    assert quoted(Correction("a", 0, 1, "a + b", "m"), 40) == "a + b"


@pytest.mark.parametrize(
    ("source", "at", "fragment", "shown"),
    [
        ("y = x^2 + x^3", 9, "x^3", "x³"),
        ("y = x^2 a + x^2 b", 12, "x^2", "x²a + x²b"),
        ("x^2 &= x^2 + y", 7, "x^2", "x²"),
        (r"y &= \sum_{i=1} x_i + \left( a = x_i \right)", 33, "x_i", "∑ᵢ₌₁xᵢ + (a = xᵢ)"),
        ("x x = y", 0, "x", "xx"),
    ],
)
def test_a_fragment_that_stands_twice_is_shown_with_all_of_its_side(
    source: str, at: int, fragment: str, shown: str
) -> None:
    assert quoted(Correction(source, at, at + len(fragment), fragment, "m"), 40) == shown


def test_a_side_is_as_long_as_two_fragments_at_most() -> None:
    source = "y = " + " + ".join(["x^2"] * 60)
    shown = quoted(Correction(source, 4, 7, "x^2", "m"), 40)
    assert 40 < len(shown) <= 80 and "…" in shown
