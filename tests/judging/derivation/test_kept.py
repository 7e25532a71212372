"""Functions that keep their names in derivations, and those that must not."""

from __future__ import annotations

import pytest

from derive.judging.derivation import kept as keeping
from derive.judging.derivation.derivation import derivation
from derive.judging.derivation.kept import kept
from derive.judging.verdict import Line
from derive.meaning.terms import Term
from tests.judging.claims import written

LAYER = r"X \in R^{n \times m} | \sigma(t) := \frac{1}{1 + e^{-t}} | Y := \sigma(X) | L := L(Y)"
BY_X = r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} \odot Y \odot (1 - Y)"


def derived(declared: str, formula: str) -> tuple[Line, ...]:
    claim, author = written(declared, formula)
    return derivation(claim, lambda: None, author)


def texts(lines: tuple[Line, ...]) -> str:
    return " = ".join(line.latex for line in lines)


def reasons(lines: tuple[Line, ...]) -> str:
    return "; ".join(line.reason for line in lines)


def test_the_logistic_function_keeps_its_name() -> None:
    found = derived(LAYER, BY_X)
    assert "e^" not in texts(found)
    assert r"\sigma\left(x_{" in texts(found)
    assert r"$\sigma' = \sigma (1 - \sigma)$" in reasons(found)
    assert "quotient rule" not in reasons(found)


def test_so_does_the_hyperbolic_tangent_of_the_document() -> None:
    tangent = LAYER.replace(r"\frac{1}{1 + e^{-t}}", r"\frac{e^t - e^{-t}}{e^t + e^{-t}}")
    found = derived(tangent, r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} \odot (1 - Y \odot Y)")
    assert r"$\sigma' = 1 - \sigma^2$" in reasons(found)
    assert "e^" not in texts(found)


def test_a_name_of_several_letters_is_upright() -> None:
    named = LAYER.replace(r"\sigma", r"\operatorname{sigmoid}")
    found = derived(named, BY_X)
    assert r"\operatorname{sigmoid}\left(x_{" in texts(found)


@pytest.mark.parametrize(
    "body",
    [
        r"\frac{1}{1 + e^{-2 t}}",
        r"\frac{2}{1 + e^{-t}}",
        r"\frac{1}{1 + e^t}",
        r"\log(1 + e^t)",
        r"t^2",
        r"\frac{e^t - e^{-t}}{2}",
        r"\begin{cases} t & t > 0 \\ 0 & \text{otherwise} \end{cases}",
    ],
)
def test_a_function_of_another_slope_is_put_in(body: str) -> None:
    other = LAYER.replace(r"\frac{1}{1 + e^{-t}}", body)
    claim, author = written(other, r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} \odot \sigma'(X)")
    assert author.functions
    assert not kept(claim, author.functions).names
    claim, author = written(other, BY_X)
    assert not kept(claim, author.functions).names
    assert derivation(claim, lambda: None, author) == ()


@pytest.mark.parametrize(
    ("declared", "formula"),
    [
        (r"x \in R | \sigma(t) := \frac{1}{1 + e^{-t}}", r"\sigma'(x) = \sigma(x) (1 - \sigma(x))"),
        (
            r"x \in R | \sigma(t) := \frac{1}{1 + e^{-t}} | y := \sigma(x)",
            r"\frac{\partial y}{\partial x} = y (1 - y)",
        ),
        (
            r"x \in R | \sigma(t) := \frac{1}{1 + e^{-t}}",
            r"\frac{\partial \sigma(x)}{\partial x} = \sigma(x) (1 - \sigma(x))",
        ),
    ],
)
def test_what_is_to_be_shown_is_no_reason(declared: str, formula: str) -> None:
    found = derived(declared, formula)
    assert found
    assert r"\sigma' =" not in reasons(found)
    assert "e^" in texts(found)


def test_what_needs_the_body_has_it_put_in() -> None:
    by_x = r"\frac{\partial L}{\partial x_{ij}} = \frac{\partial L}{\partial y_{ij}} y_{ij} \sigma(-x_{ij})"
    found = derived(LAYER, by_x)
    assert "e^" in texts(found)


def test_a_wrong_rule_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(value: Term) -> Term:
        return value

    keeping._form.cache_clear()
    monkeypatch.setattr(keeping, "_form", lambda parameter, body: 0)
    monkeypatch.setattr(keeping, "FORMS", (("{0}", wrong),))
    found = derived(LAYER, BY_X)
    assert r"$\sigma' =" not in reasons(found)
    assert derived(LAYER, r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} \odot Y") == ()
