"""Difference quotients derived by Taylor's theorem, and that no line of it is believed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from derive.judging.derivation import expanding
from derive.judging.derivation.building import ONE, TWO, plus, times
from derive.judging.derivation.derivation import derivation
from derive.judging.derivation.expanding import Value
from derive.judging.verdict import Line
from tests.judging.claims import claim

GIVEN = r"x, d, c \in R | f : R \to R"
FORWARD = r"\frac{f(x + d) - f(x)}{d} = f'(x) + O(d)"
CENTRAL = r"\frac{f(x + d) - f(x - d)}{2 d} = f'(x) + O(d^2)"
SECOND = r"\frac{f(x + d) - 2 f(x) + f(x - d)}{d^2} = f''(x) + O(d^2)"
FIVE = r"\frac{-f(x + 2 d) + 8 f(x + d) - 8 f(x - d) + f(x - 2 d)}{12 d} = f'(x) + O(d^4)"


def derived(formula: str) -> tuple[Line, ...]:
    return derivation(claim(GIVEN, formula), lambda: None)


def plain(found: tuple[Line, ...]) -> list[str]:
    return [line.latex.replace(r"\left", "").replace(r"\right", "") for line in found]


def test_a_central_difference_reads_as_in_a_textbook() -> None:
    found = derived(CENTRAL)
    assert plain(found) == [
        r"\frac{f(x + d) - f(x - d)}{2 d}",
        r"\frac{(f(x) + d f'(x) + \frac{1}{2} d^{2} f''(x))"
        r" - (f(x) - d f'(x) + \frac{1}{2} d^{2} f''(x))}{2 d} + O(d^{2})",
        r"\frac{2 d f'(x)}{2 d} + O(d^{2})",
        r"f'(x) + O(d^{2})",
    ]
    assert [line.reason.replace(r"\left", "").replace(r"\right", "") for line in found] == [
        "",
        "Taylor's theorem at $x$, up to $d^{2}$",
        "the terms in $f(x)$, $f''(x)$ cancel",
        "divided by $2 d$",
    ]


def test_many_values_are_collected_with_their_numbers_side_by_side() -> None:
    found = plain(derived(FIVE))
    assert found[1].startswith(r"\frac{1}{12 d} ((-1 + 8 - 8 + 1) f(x) + (-2 + 8 + 8 - 2) d f'(x)")
    assert r"\frac{-16 + 8 - 8 + 16}{24} d^{4} f^{(4)}(x)" in found[1]


TRUE = [
    r"f(x + d) = f(x) + O(d)",
    r"f(x + d) = f(x) + d f'(x) + O(d^2)",
    r"f(x - c d) = f(x) - c d f'(x) + O(d^2)",
    r"f(x - d f'(x)) = f(x) - d f'(x)^2 + O(d^2)",
    r"f'(x + d) = f'(x) + d f''(x) + O(d^2)",
    r"\frac{f(x + d) - f(x)}{d} = f'(x) + \frac{d}{2} f''(x) + O(d^2)",
    r"\frac{f(x + d) - f(x)}{c d} = \frac{f'(x)}{c} + O(d)",
    FORWARD,
    SECOND,
]


@pytest.mark.parametrize("formula", TRUE)
def test_every_line_of_an_expansion_has_a_reason_and_a_remainder(formula: str) -> None:
    found = derived(formula)
    assert len(found) > 1
    assert "Taylor" in found[1].reason
    assert "O" not in found[0].latex
    assert all(line.reason and "O" in line.latex for line in found[1:])


WRONG = [
    FORWARD.replace("O(d)", "O(d^2)"),
    FORWARD.replace("- f(x)", "+ f(x)"),
    CENTRAL.replace("O(d^2)", "O(d^3)"),
    CENTRAL.replace("2 d", "d"),
    CENTRAL.replace("- f(x - d)", "+ f(x - d)"),
    SECOND.replace("- 2 f(x)", "- f(x)"),
    SECOND.replace("O(d^2)", "O(d^3)"),
    FIVE.replace("8 f(x + d)", "7 f(x + d)"),
    FIVE.replace("O(d^4)", "O(d^5)"),
    r"f(x + d) = f(x) - d f'(x) + O(d^2)",
    r"f(x - d f'(x)) = f(x) - d f'(x) + O(d^2)",
    r"f(x + d) = f(x) + d f'(x) + O(d^3)",
    r"f(x + d) = f(x + 2 d) + O(d^2)",
]


@pytest.mark.parametrize("formula", WRONG)
def test_what_is_false_has_no_expansion(formula: str) -> None:
    assert derived(formula) == ()


OTHER = [r"f(x + d^2) = f(x) + O(d^2)", r"f(x + d) f(x - d) = f(x)^2 + O(d^2)", r"e^d = 1 + O(d)"]


@pytest.mark.parametrize("formula", OTHER)
def test_what_has_another_form_has_none(formula: str) -> None:
    assert derived(formula) == ()


def wrong_share(value: Value, order: int) -> Fraction:
    return value.times**order


def wrong_added(right: Callable[..., Any]) -> Callable[..., Any]:
    def wrong(*arguments: Any) -> Any:
        apart, added, why = right(*arguments)
        return apart, plus(added, ONE), why

    return wrong


def wrong_apart(right: Callable[..., Any]) -> Callable[..., Any]:
    def wrong(*arguments: Any) -> Any:
        apart, added, why = right(*arguments)
        return times(TWO, apart), added, why

    return wrong


def test_an_expansion_without_factorials_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Value, "share", wrong_share)
    assert derived(TRUE[5]) == ()


@pytest.mark.parametrize("wrong", [wrong_added, wrong_apart])
def test_numbers_that_are_collected_wrongly_are_not_believed(
    monkeypatch: pytest.MonkeyPatch, wrong: Callable[..., Any]
) -> None:
    monkeypatch.setattr(expanding, "_collected", wrong(expanding._collected))
    assert derived(FIVE) == ()


def test_a_quotient_that_is_divided_wrongly_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expanding, "_cancelled", lambda part, bottom: part)
    assert derived(CENTRAL) == ()
