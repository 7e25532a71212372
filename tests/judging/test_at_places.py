"""A derivative at a place: where a kink or a pole lies there whatever the values are, nothing is proved."""

from __future__ import annotations

import pytest

from derive.judging.general.equal import equal
from derive.judging.verdict import Kind

from .claims import claim, verdict

GIVEN = r"g \in R^n | \eta, a, b, x, y \in R"


def at(numerator: str, place: str, value: str, order: str = "") -> str:
    """That the derivative by a step, at one value of it, is something."""
    return rf"\left. \frac{{d{order}}}{{d\eta{order}}} {numerator} \right|_{{\eta = {place}}} = {value}"


COVERED = [
    ("a sum of hinges", at(r"\sum_i \max(0, \eta g_i)", "0", "0")),
    ("an absolute value", at(r"|\eta a|", "0", "0")),
    ("a sum of absolute values", at(r"\sum_i |\eta g_i|", "0", "0")),
    ("the greater of two", at(r"\max(a \eta, b \eta)", "0", "a")),
    ("the root of a square", at(r"\sqrt{a^2 \eta^2}", "0", "0")),
    ("a number", at(r"|a (\eta - 3)|", "3", "0")),
    ("another quantity", at(r"\max(0, b (\eta - a))", "a", "0")),
    ("two factors", at(r"|\eta a (b - \eta)|", "b", "0")),
    ("the second derivative", at(r"\max(0, a \eta)^2", "0", "0", "^2")),
    ("a product of quantities", r"\left. \frac{d |x y|}{dx} \right|_{x = 0} = 0"),
    ("a quotient", at(r"\frac{\eta}{\eta}", "0", "0")),
    ("what is only multiplied out zero", at(r"|\eta - (a + b)^2|", "a^2 + 2 a b + b^2", "0")),
]
BESIDE = [
    ("a number", at(r"|\eta a|", "1", r"a \mathrm{sign}(a)"), ("a = 0",)),
    ("no kink", at(r"e^{a \eta}", "0", "a"), ()),
    ("a root", at(r"\sqrt{\eta}", "a", r"\frac{1}{2 \sqrt{a}}"), ("a = 0",)),
    ("squares of hinges", at(r"\max(0, \eta)^2", "0", "0"), ()),
]


@pytest.mark.parametrize("formula", [row[1] for row in COVERED], ids=[row[0] for row in COVERED])
def test_a_kink_at_the_place_whatever_the_values_proves_nothing(formula: str) -> None:
    found = verdict(GIVEN, formula)
    assert (found.kind, found.excludes) == (Kind.UNDECIDED, ()), found.message


@pytest.mark.parametrize(("formula", "excludes"), [row[1:] for row in BESIDE], ids=[row[0] for row in BESIDE])
def test_a_place_beside_all_kinks_is_proved(formula: str, excludes: tuple[str, ...]) -> None:
    found = verdict(GIVEN, formula)
    assert (found.kind, found.excludes) == (Kind.PROVED, excludes), found.message


@pytest.mark.parametrize(("assumed", "kind"), [("x = 0", Kind.UNDECIDED), ("x = 1", Kind.PROVED)])
def test_a_kink_on_which_an_assumption_puts_all_values_proves_nothing(assumed: str, kind: Kind) -> None:
    found = verdict(rf"x \in R | assume {assumed}", r"\frac{d |x|}{dx} = \mathrm{sign}(x)")
    assert found.kind is kind, found.message


@pytest.mark.parametrize(("place", "is_shown"), [("0", False), ("1", True)])
def test_for_all_sizes_nothing_is_shown_at_a_kink(place: str, is_shown: bool) -> None:
    """Also where entries cannot be compared."""
    meaning = claim(GIVEN, at(r"\sum_i |\eta g_i|", place, rf"{place} \sum_i |g_i|"))
    assert equal(meaning.statement, meaning.scope).shown is is_shown


UNKNOWN = [
    ("a slope", r"\left. \frac{d}{dx} f'(x) \right|_{x = 0} = f''(0)", Kind.PROVED),
    ("the slope itself", r"\left. \frac{d}{dx} f'(x) \right|_{x = 0} = f'(0)", Kind.REFUTED),
    ("a step", r"\left. \frac{d}{dx} f(x - y f'(x)) \right|_{x = 0} = f'(-y f'(0)) (1 - y f''(0))", Kind.PROVED),
    ("a step up", r"\left. \frac{d}{dx} f(x - y f'(x)) \right|_{x = 0} = f'(-y f'(0)) (1 + y f''(0))", Kind.REFUTED),
]


@pytest.mark.parametrize(("formula", "kind"), [row[1:] for row in UNKNOWN], ids=[row[0] for row in UNKNOWN])
def test_the_slope_of_an_unknown_slope_at_a_place(formula: str, kind: Kind) -> None:
    found = verdict(r"x, y \in R | f : R \to R", formula)
    assert (found.kind, found.defect) == (kind, ""), found.message


@pytest.mark.parametrize(
    ("value", "kind"), [("0", Kind.CONVENTION), ("a", Kind.CONVENTION), ("-3 a", Kind.REFUTED), ("7", Kind.REFUTED)]
)
def test_a_place_that_may_be_a_kink_has_a_value_by_convention(value: str, kind: Kind) -> None:
    cases = rf"\begin{{cases}} a \mathrm{{sign}}(a b) & b \ne 0 \\ {value} & b = 0 \end{{cases}}"
    found = verdict(GIVEN, at(r"|\eta a|", "b", cases))
    assert found.kind is kind, found.message
    assert "at the kink $b = 0$" in found.message


@pytest.mark.parametrize(("value", "kind"), [("0", Kind.CONVENTION), ("7", Kind.REFUTED)])
def test_what_all_terms_of_a_kink_have_in_common_is_one_of_its_own(value: str, kind: Kind) -> None:
    slope = r"(a x + a y) \mathrm{sign}(a b x + a b y)"
    cases = rf"\begin{{cases}} {slope} & b \ne 0 \\ {value} & b = 0 \end{{cases}}"
    found = verdict(GIVEN, at(r"|\eta a x + \eta a y|", "b", cases))
    assert found.kind is kind, found.message
    assert "at the kink $b = 0$" in found.message
