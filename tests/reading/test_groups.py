"""Groups that are only for the eye: what stands in them is read as it is printed, since they print no brackets."""

from __future__ import annotations

import pytest

from derive import Kind, prove
from derive.reading.source import Span
from derive.reading.statements import Equation
from tests.reading.statements import document, items, troubles

NUMBERS = r"t, x, y, z \in R"

PRINTED = [
    (r"y - {t - z} = 1", "y - t - z = 1"),
    (r"y - \mathbf{t - z} = 1", "y - t - z = 1"),
    (r"y {\color{red} - t} = 1", "y - t = 1"),
    (r"y \textcolor{red}{- t} = 1", "y - t = 1"),
    (r"y \boxed{- t} = 1", "y - t = 1"),
    (r"y \underbrace{- t}_{e} = 1", "y - t = 1"),
    (r"y \underbrace{- t + z}_{e} = 1", "y - t + z = 1"),
    (r"x {y + z} = 1", "x y + z = 1"),
    (r"{x + y} z = 1", "x + y z = 1"),
    (r"x + \underbrace{y + z}_{e} = 1", "x + y + z = 1"),
    (r"|\underbrace{y + z}_{e}| = 1", "|y + z| = 1"),
    (r"x \underbrace{(y + z)}_{e} = 1", "x (y + z) = 1"),
    (r"x \overbrace{y z}^{e} = 1", "x (y z) = 1"),
    (r"\boxed{x + x = 2 x}", "x + x = 2 x"),
    (r"\fbox{$x + x = 2 x$}", "x + x = 2 x"),
    (r"y \fbox{$- t$} = 1", "y - t = 1"),
    (r"\fcolorbox{red}{white}{$x + x = 2 x$}", "x + x = 2 x"),
    (r"\colorbox{red}{$x + x$} = 2 x", "x + x = 2 x"),
    (r"\bbox[5px, border: 2px solid red]{x + x = 2 x}", "x + x = 2 x"),
    (r"\bbox{x + x} = 2 x", "x + x = 2 x"),
    (r"\textcolor{red}{x + x} = {\color{blue} 2 x}", "x + x = 2 x"),
    (r"\frac{{x + y}}{z} = 1", r"\frac{x + y}{z} = 1"),
    (r"x^{{y + z}} = 1", "x^{y + z} = 1"),
    (r"\sqrt[3]{\textcolor{red}{x + y}} = 1", r"\sqrt[3]{x + y} = 1"),
    (r"{(x + y)}^2 = 1", "(x + y)^2 = 1"),
    (r"{\tanh(x)}^2 = 1", r"\tanh(x)^2 = 1"),
    (r"\exp{(x + y)} = 1", r"\exp(x + y) = 1"),
    (r"\mathop{\mathrm{max}}(x, y) = 1", r"\max(x, y) = 1"),
    (r"\frac{x}{\underbrace{y + z}_{e}} t = 1", r"\frac{x}{y + z} t = 1"),
    (r"1 = {\partial y}/{\partial x}", r"1 = \partial y / \partial x"),
    (r"\frac12{x + y} = 1", r"\frac{1}{2} x + y = 1"),
    (r"\frac12\frac{\partial y}{\partial x} = 1", r"\frac{1}{2} \frac{\partial y}{\partial x} = 1"),
    (r"\frac 1{2}\frac{\partial y}{\partial x} = 1", r"\frac{1}{2} \frac{\partial y}{\partial x} = 1"),
    (r"\frac123{x + y} = 1", r"\frac{1}{2} 3 x + y = 1"),
]


@pytest.mark.parametrize(("formula", "printed"), PRINTED)
def test_a_group_is_read_as_it_is_printed(formula: str, printed: str) -> None:
    (found,), (other,) = (items(document(NUMBERS, each)) for each in (formula, printed))
    assert isinstance(found.statement, Equation)
    assert found.statement == other.statement


KEPT = [
    (r"\frac{x + y}{z} = 1", "(x + y) / z = 1"),
    (r"1 = 2^{y + z}", "1 = 2^y 2^z"),
    (r"1 = \sqrt{x^2 + y^2}^2", "1 = x^2 + y^2"),
    (r"1 = \log{x} + y", r"1 = y + \log(x)"),
]


@pytest.mark.parametrize(("formula", "other"), KEPT)
def test_an_argument_stays_one_thing(formula: str, other: str) -> None:
    one, two = (each.replace(" = 1", "").replace("1 = ", "") for each in (formula, other))
    assert prove(f"{one} = {two}", NUMBERS).verdict is Kind.PROVED


AMBIGUOUS = [
    (r"{-x}^2 = x^2", "{-x}"),
    (r"{x y}^2 = x y^2", "{x y}"),
    (r"\mathbf{x y}^2 = x y^2", r"\mathbf{x y}"),
    (r"{x + y}^2 = 1", "{x + y}"),
    (r"{\log x}^2 = 1", r"{\log x}"),
    (r"y - \underbrace{t - z}_{e} = y - t + z", r"\underbrace{t - z}"),
    (r"\underbrace{t - z}_{e} x = t - z x", r"\underbrace{t - z}"),
    (r"x \underbrace{t - z}_{e} = x t - z", r"\underbrace{t - z}"),
    (r"x \cdot \boxed{t - z} = 1", r"\boxed{t - z}"),
    (r"x \fbox{$t - z$} = 1", r"\fbox{$t - z$}"),
    (r"x \bbox[red]{t - z} = 1", r"\bbox[red]{t - z}"),
    (r"|x| \overbrace{t - z}^{e} = 1", r"\overbrace{t - z}"),
    (r"\exp{x + y} = 1", "{x + y}"),
    (r"\sum_{i=1}^{3}{x + y} = 1", "{x + y}"),
    (r"\frac{d}{d x}{x + y} = 1", "{x + y}"),
    (r"\operatorname{tanh}{x + y} = 1", "{x + y}"),
    (r"1/{2 x} = 1", "{2 x}"),
    (r"{x + y}/2 = 1", "{x + y}"),
]


@pytest.mark.parametrize(("formula", "place"), AMBIGUOUS)
def test_where_brackets_may_be_meant_nothing_is_read(formula: str, place: str) -> None:
    ((message, found),) = troubles(NUMBERS, formula)
    assert "brackets" in message
    assert found == place


FALSE = [
    r"y - {t - z} = y - t + z",
    r"y \textcolor{red}{- t} = - y t",
    r"y {\color{red} - t} = - y t",
    r"y \boxed{- t} = - y t",
    r"y \fbox{$- t$} = - y t",
    r"\bbox[5px]{y + y = y}",
    r"y - \mathbf{t - z} = y - t + z",
]


@pytest.mark.parametrize("formula", FALSE)
def test_what_holds_with_brackets_only_is_refuted(formula: str) -> None:
    assert prove(formula, NUMBERS).verdict is Kind.REFUTED


@pytest.mark.parametrize(
    ("formula", "source"),
    [
        (r"\boxed{x + y} = \textcolor{red}{y + x}", r"\boxed{x + y} = \textcolor{red}{y + x}"),
        (r"{\color{red} x + x} = 2 {x}", r"{\color{red} x + x} = 2 {x}"),
        (r"\textcolor{red}{x + x} = 2 x \quad \boxed{y + y = 2 y}", r"\textcolor{red}{x + x} = 2 x"),
        (r"x + x = \underbrace{x + x}_{a}", r"x + x = \underbrace{x + x}_{a}"),
        (r"x + x = \overbrace{2 x}^{\text{a \} {b}}},", r"x + x = \overbrace{2 x}^{\text{a \} {b}}}"),
        (r"x + x = \underbrace{x}_a + \underbrace{x}_\beta", r"x + x = \underbrace{x}_a + \underbrace{x}_\beta"),
        (r"x + x = 2 x_{1}^{2}", r"x + x = 2 x_{1}^{2}"),
        (r"x + x = \boxed{2 x}, \quad y = y", r"x + x = \boxed{2 x}"),
    ],
)
def test_the_source_has_both_braces_of_a_group(formula: str, source: str) -> None:
    item, *_ = items(document(NUMBERS, formula))
    assert item.source == source
    assert item.span == Span(item.span.start, item.span.start + len(source))


@pytest.mark.parametrize("formula", [r"\underline{x} = y", r"\underline{x} + y = y + \underline{x}"])
def test_an_underlined_letter_is_a_name_of_its_own(formula: str) -> None:
    (item,) = items(document(NUMBERS, formula))
    assert r"\underline" in repr(item.statement)


@pytest.mark.parametrize("formula", [r"x + x = \underbrace{}_{e}", r"x + \underbrace", r"x + x = \boxed{}/2"])
def test_a_group_without_anything_in_it_is_not_read(formula: str) -> None:
    assert len(troubles(NUMBERS, formula)) == 1


def test_a_length_without_its_unit_stops_nothing() -> None:
    (item,) = items(document(NUMBERS, r"x + x = 2 x \hskip 2"))
    assert isinstance(item.statement, Equation)


BOXES = [
    r"\fbox{x + x = 2 x}", r"\fbox{since $x = x$}", r"\fbox{$x$ and $y$}", r"\bbox[5px{x + x = 2 x}", r"\bbox[5px]",
]


@pytest.mark.parametrize("box", BOXES)
def test_a_box_of_text_is_no_mathematics(box: str) -> None:
    assert prove(box, NUMBERS).verdict is Kind.UNREAD
