"""Typefaces tell names apart where both are declared: Latin and Greek letters, by commands and by Unicode."""

from __future__ import annotations

import pytest

from derive import prove
from derive.judging.verdict import Kind

PAIRS = [
    ("L", r"\mathcal{L}"), ("L", "ℒ"), ("x", r"\mathbf{x}"), ("x", "𝐱"), ("l", r"\ell"), ("l", "ℓ"), ("g", "𝔤"),
    (r"\alpha", r"\boldsymbol{\alpha}"), ("α", r"\bm\alpha"), (r"\mu", "𝛍"),
]
SAME = [("ℒ", r"\mathcal{L}"), ("ℓ", r"\ell"), ("𝐱", r"\mathbf{x}"), ("𝑥", "x"), ("𝒙", r"\bm{x}"), ("α", r"\alpha")]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_typefaces_that_are_declared_are_two_names(one: str, other: str) -> None:
    found = prove(f"{one} + {one} = {one} + {other}", given=rf"{one}, {other} \in R")
    assert found.verdict is Kind.REFUTED


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_where_one_is_declared_the_other_is_the_same(one: str, other: str) -> None:
    if other not in ("ℓ", r"\ell"):
        assert prove(f"{one} + {one} = {one} + {other}", given=rf"{other} \in R").verdict is Kind.PROVED


@pytest.mark.parametrize(("one", "other"), SAME)
def test_unicode_stands_for_the_command(one: str, other: str) -> None:
    plain = "z" if "x" in other or other == "x" else "L"
    found = prove(f"{one} + {plain} = {other} + {plain}", given=rf"{one}, {plain} \in R")
    assert found.verdict is Kind.PROVED


LAYER = r"W \in R^{n \times m}, x \in R^m; \mathbf{z} := W x"


@pytest.mark.parametrize("formula", [r"z = \sum_i \mathbf{z}_i", r"2 z = \sum_i {\bf z}_i", r"\boldsymbol{z} = z x"])
def test_a_letter_in_two_typefaces_whose_shapes_do_not_fit_is_told(formula: str) -> None:
    found = prove(formula, given=LAYER)
    assert found.verdict is Kind.UNREAD
    assert r"declare both, as in `z \in R` and `\mathbf{z} \in R^n`" in found.message


def test_both_declared_it_is_judged() -> None:
    given = rf"{LAYER}; z \in R; assume z = \sum_i \mathbf{{z}}_i"
    assert prove(r"2 z = 2 \sum_i \mathbf{z}_i", given=given).verdict is Kind.PROVED
    assert prove(r"z = 2 \sum_i \mathbf{z}_i", given=given).verdict is not Kind.PROVED


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        (r"\mathbf{z} = x", Kind.REFUTED),
        (r"z = x", Kind.REFUTED),
        (r"\mathbf{z} = 2 z", Kind.REFUTED),
        (r"\mathbf{z} + z = 2 W x", Kind.PROVED),
    ],
)
def test_in_one_typeface_or_where_shapes_fit_a_letter_is_one_name(formula: str, kind: Kind) -> None:
    assert prove(formula, given=LAYER).verdict is kind


BOLD = r"\mathbf{x}, \mathbf{w}, \boldsymbol{\theta} \in R^p; \sigma(z) := 1/(1 + e^{-z}); f(z) := 2z"


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{d}{dx} \log(1 + e^x) = \sigma(x)",
        r"\frac{d \sigma(x)}{dx} = \sigma(x) (1 - \sigma(x))",
        r"\frac{\partial}{\partial w} w x = x",
        r"\frac{d \theta^2}{d \theta} = 2 \theta",
    ],
)
def test_what_is_true_of_a_number_is_not_decided_of_an_array_declared_in_bold(formula: str) -> None:
    found = prove(formula, given=BOLD)
    assert found.verdict is Kind.UNDECIDED
    assert "of a number it is true" in found.message
    letter = found.message.partition("write `")[2].partition(" ")[0]
    assert prove(formula, given=rf"{BOLD}; x, w, {letter} \in R").verdict is Kind.PROVED


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{d}{dx} \log(1 + e^x) = 2 \sigma(x)",
        r"\frac{d x^2}{dx} = 3 x",
        r"\frac{d \mathbf{x}^2}{d \mathbf{x}} = 2 \mathbf{x}",
        r"\frac{d \sigma(x)}{dx} = \sigma(x) \odot (1 - \sigma(x))",
        r"\frac{\partial}{\partial w} w^\top x = x^\top",
        r"\frac{\partial}{\partial x} f(x_i) = 2",
        r"x = 2 x",
    ],
)
def test_what_is_false_of_numbers_too_or_shows_arrays_is_refuted(formula: str) -> None:
    assert prove(formula, given=BOLD).verdict is Kind.REFUTED


def test_declared_plainly_it_is_no_number() -> None:
    assert prove(r"\frac{d x^2}{dx} = 2 x", given=r"x \in R^d").verdict is Kind.REFUTED


def test_what_is_true_of_the_array_is_proved_whatever_is_true_of_a_number() -> None:
    assert prove(r"\frac{d}{dx} \sum_i x_i^2 = 2 x", given=BOLD).verdict is Kind.PROVED
    assert prove(r"2 x = x + x", given=BOLD).verdict is Kind.PROVED
