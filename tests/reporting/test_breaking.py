"""Wide formulas: how wide they are taken to be, where they are broken, and how they stand in an alignment."""

from __future__ import annotations

import pytest

from derive.reporting.alignment import COLUMN, alignment
from derive.reporting.breaking import gathered, line, rows, stacked
from derive.reporting.measuring import width

TERM = r"\sum_{i} a_{i} \left(b_{i} + c_{i}\right)"
LONG = " + ".join([TERM] * 4)


WIDER = [
    (r"\frac{a}{b}", r"\frac{a + b + c}{b}"),
    (r"\frac{a + b}{a + b}", "a + b + a + b"),
    ("x^{2}", "x 2"),
    (r"\sum_{i} x", r"\sum_{i} \sum_{j} x"),
    (r"\begin{pmatrix} a \\ b \\ c \end{pmatrix}", r"\begin{pmatrix} a & b & c \end{pmatrix}"),
    (r"f'(x)", r"f(x + y)"),
    ("x", "X"),
    (r"\log x", r"\operatorname{softmax} x"),
]


@pytest.mark.parametrize(("narrow", "wide"), WIDER)
def test_what_takes_more_room_is_taken_to_be_wider(narrow: str, wide: str) -> None:
    assert 0 < width(narrow) < width(wide)


def test_a_formula_that_fits_is_not_broken() -> None:
    assert rows(LONG, width(LONG) + 1) == [LONG]


def test_a_sum_is_broken_before_a_sign() -> None:
    found = rows(LONG, width(TERM) * 2.5)
    assert found == [f"{TERM} + {TERM}", f"{{}} + {TERM} + {TERM}"]
    assert all(width(row) <= width(TERM) * 2.5 for row in found)


def test_nothing_is_lost_by_breaking() -> None:
    found = rows(f"{LONG} - {TERM}", width(TERM) * 1.5)
    assert " ".join(found).replace("{} ", "") == f"{LONG} - {TERM}"


@pytest.mark.parametrize(
    "whole",
    [
        r"\sqrt{a + b + c + d + e + f}",
        r"\begin{pmatrix} a + b + c & d + e + f \end{pmatrix}",
        r"a_{b + c + d + e + f + g + h + i}",
        r"\left|a + b + c + d + e + f\right|^{2}",
        r"x \frac{a + b + c}{g}",
        r"\frac{\sqrt{a + b + c + d + e + f}}{g}",
        r"\frac{\partial}{\partial x_{a + b + c + d + e + f + g}}",
    ],
)
def test_no_break_stands_inside_a_root_an_index_or_a_matrix_or_in_what_is_short(whole: str) -> None:
    (found,) = rows(whole, 3.0)
    assert "array" not in found


@pytest.mark.parametrize("fraction", [r"\frac{%s}{g}", r"\frac{g}{%s}", r"x_{i} \frac{%s}{\left(a + b\right)^{2}}"])
def test_a_sum_in_a_fraction_is_broken_there(fraction: str) -> None:
    whole = fraction.replace("%s", LONG)
    found = rows(whole, 0.8 * width(whole))
    assert found == [fraction.replace("%s", gathered([f"{TERM} + {TERM} + {TERM}", f"{{}} + {TERM}"]))]
    assert width(found[0]) <= 0.8 * width(whole)


def test_a_sum_in_brackets_is_broken_in_its_brackets() -> None:
    found = rows(rf"\frac{{1}}{{2}} \left({LONG}\right)", width(TERM) * 2.9)
    assert found == [rf"\frac{{1}}{{2}} \left({stacked([f'{TERM} + {TERM}', f'{{}} + {TERM} + {TERM}'])}\right)"]


def test_what_cannot_be_set_is_not_broken() -> None:
    assert rows(r"\frac{1 + a + b", 1.0) == [r"\frac{1 + a + b"]


def test_a_line_that_follows_another_equals_it() -> None:
    assert line("a + b", 20.0, True) == "{} = a + b"
    assert line("a + b", 20.0, False) == "a + b"
    assert line(LONG, 20.0, True).startswith(r"\begin{aligned} & {} = \sum")


def test_the_reason_of_a_wide_formula_stands_below_it() -> None:
    text = alignment(["x", LONG, "y"], ["", "first reason", "second reason"])
    assert width(LONG) > COLUMN
    assert r"& \below{first reason} \\" in text
    assert text.endswith("&= \\slot{y} && \\reason{second reason}\n\\end{align*}")


def test_what_is_derived_stands_before_the_first_sign_if_there_is_room() -> None:
    assert r"\lead{x} &= \slot{y} && \reason{why}" in alignment(["x", "y", "z"], ["", "why", "because"])
    for first, second in ((LONG, "y"), ("x", LONG)):
        text = alignment([first, second, "z"], ["", "why", "because"])
        assert r"\lead" not in text and text.split("\n")[1].startswith(r"& \start{")


def test_no_page_ends_behind_the_first_line_of_a_derivation_or_before_its_last() -> None:
    text = alignment(["x", "y", "z", "u", "v", "w"], [""] + ["why"] * 5)
    kept = [row.endswith(r"\\*") for row in text.split("\n")[1:-1]]
    assert kept == [True, False, False, True, False]


def test_an_alignment_has_four_columns_at_most_and_no_row_left_open() -> None:
    text = alignment(["x", LONG + " + " + LONG, "y"], ["", "why", "because"])
    inside = text.split("\n")[1:-1]
    assert all(row.count("&") - 2 * row.count(r"\begin{aligned} &") <= 3 for row in inside)
    assert all(row.endswith((r"\\", r"\\*")) for row in inside[:-1])
    assert not inside[-1].endswith("\\")


FACTORS = r"\frac{1}{N} x_{i} y_{ij} \frac{a + b + c}{d} \frac{e^{x + y + z} + g + h}{f}"


def test_a_product_is_broken_between_its_factors() -> None:
    whole = width(FACTORS)
    first, second = rows(FACTORS, 0.8 * whole)
    assert rf"{first} {second.removeprefix('{} ' + chr(92) + 'quad ' + chr(92) + 'cdot ')}" == FACTORS
    assert max(width(first), width(second)) <= 0.8 * whole


@pytest.mark.parametrize("acts", [r"\sum_{i}", r"\log", r"\frac{\partial}{\partial x_{i}}", r"\frac{d}{d t}", r"\max"])
def test_no_break_parts_an_operator_from_what_it_acts_on(acts: str) -> None:
    term = rf"x_{{i}} y_{{i}} z_{{i}} u_{{i}} v_{{i}} s_{{i}} t_{{i}} {acts} \frac{{a + b + c + d + e + f + g}}{{h}}"
    found = rows(term, 0.75 * width(term))
    assert len(found) == 2 and not found[0].endswith(acts)
    assert found[1].startswith(rf"{{}} \quad \cdot {acts}")


def test_short_brackets_are_not_broken() -> None:
    term = r"\left(1 - y\right) \frac{a + b + c + d + e}{f}"
    assert "aligned" not in " ".join(rows(term, 0.8 * width(term)))


@pytest.mark.parametrize(
    ("small", "large"),
    [
        (r"\frac{\frac{a + b + c + d}{e}}{f}", r"\frac{a + b + c + d}{e}"),
        (r"\begin{cases} \frac{a + b + c + d}{e} & x \\ 0 & y \end{cases}", r"\{ \frac{a + b + c + d}{e} \qquad x"),
        ("{} + a", "b + a"),
    ],
)
def test_what_is_set_smaller_takes_less_room(small: str, large: str) -> None:
    assert width(small) < width(large)


def test_of_the_ways_to_break_a_term_the_narrowest_is_taken() -> None:
    """A product of two wide factors is not broken in the brackets of its first, where that leaves it too wide."""
    first, second = (rf"w_{{{i}}} \left(1 - \left(\tanh a_{{{i}}}\right)^{{2}}\right)" for i in "ij")
    term = rf"\sum_{{i}} {first} \sum_{{j}} {second} \frac{{\partial a_{{j}}}}{{\partial u_{{rs}}}}"
    found = rows(term, 0.4 * width(term))
    assert found[0] == rf"\sum_{{i}} {first}"
    assert max(map(width, found)) < 0.75 * width(term)
    assert not any("aligned" in row for row in found)
