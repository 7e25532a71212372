"""What goes to a limit is bound: it is neither excluded nor given a value, but where it also stands outside."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import verdict

GIVEN = r"u, h \in R | f : R \to R"
SLOPE = r"\lim_{h \to 0} \frac{f(u+h) - f(u)}{h}"


@pytest.mark.parametrize(
    ("formula", "excluded"),
    [
        (rf"f'(u) = {SLOPE}", ()),
        (r"\frac{f(u+h) - f(u)}{h} = f'(u) + O(h)", ()),
        (rf"{SLOPE} + \frac{{1}}{{u}} = f'(u) + \frac{{1}}{{u}}", ("u = 0",)),
        (r"\lim_{h \to 0} \frac{1}{u + h} = \frac{1}{u}", ("u = 0",)),
        (r"u \lim_{h \to 0} \frac{h}{u h + h^2} = 1", ("u = 0",)),
        (r"\lim_{h \to 0} \frac{\sqrt{u + h} - \sqrt{u}}{h} = \frac{1}{2 \sqrt{u}}", ("u = 0",)),
        (r"\frac{h}{u + h} = \frac{h}{u} + O(h^2)", ("u = 0",)),
    ],
)
def test_only_what_is_not_bound_is_excluded(formula: str, excluded: tuple[str, ...]) -> None:
    found = verdict(GIVEN, formula)
    assert found.kind is Kind.PROVED
    assert found.excludes == excluded


def test_a_variable_of_a_limit_has_no_value_in_a_counterexample() -> None:
    found = verdict(GIVEN, r"f'(u) = \lim_{h \to 0} \frac{f(u+h) - f(u-h)}{h}").counterexample
    assert found is not None
    assert found.values.keys() == {"u", "f(s)"}


def test_a_variable_that_also_stands_outside_has_one() -> None:
    found = verdict(GIVEN, rf"f'(u) + h = {SLOPE}").counterexample
    assert found is not None
    assert "h" in found.values


def test_so_it_is_where_it_stands_outside_through_a_definition() -> None:
    found = verdict(rf"{GIVEN} | g := u h", rf"f'(u) + g = {SLOPE}").counterexample
    assert found is not None
    assert "h" in found.values


def test_the_value_of_a_finite_number_is_not_put_into_its_limit() -> None:
    given = r"h \in \{1, 2\} | u \in R"
    assert verdict(given, r"\lim_{h \to 0} (u + h) = u").kind is Kind.PROVED
    assert verdict(given, r"\lim_{h \to 0} (u + h) = u + h").kind is Kind.REFUTED


@pytest.mark.parametrize(("right", "kind"), [("x_i", Kind.PROVED), ("g_i", Kind.REFUTED)])
def test_a_limit_goes_through_the_definition_of_an_array(right: str, kind: Kind) -> None:
    given = r"x \in R^{1 \times n} | h \in R | g := x + h"
    assert verdict(given, rf"\lim_{{h \to 0}} g_i = {right}").kind is kind
