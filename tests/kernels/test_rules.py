"""Rewritings by identities: an identity that is not proved, or says a little else, licenses nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from derive.judging.verdict import Kind, Verdict
from derive.kernels.emit import Kernel, Origin, emit, load
from derive.kernels.refusal import NotEmittable
from derive.kernels.rules import RULES, Licensed, Rule
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Compare, Comparison, Term
from tests.kernels.statements import PROVED, add, apply, c, cases, exp, log, neg, over, q, square, sub, times

NUMBER = q("u")
X = q("X", "n", "m")
LICENSED = tuple(Licensed(rule, f"rule.{place}") for place, rule in enumerate(RULES))


def said(left: Term, right: Term) -> Licensed:
    return Licensed.of(PROVED, Statement(left, right), Scope(), "claim")


SQUARES = Statement(sub(c(1), square(NUMBER)), times(sub(c(1), NUMBER), add(c(1), NUMBER)))


def test_an_identity_licenses_its_rule_under_any_name_of_its_number() -> None:
    assert Licensed.of(PROVED, SQUARES, Scope(), "claim") == Licensed(RULES[0], "claim")


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.PROVED])
def test_an_identity_that_is_not_proved_licenses_nothing(kind: Kind) -> None:
    with pytest.raises(NotEmittable, match=f"claim is {kind.value}: only a claim that is proved everywhere"):
        Licensed.of(Verdict(kind, "because"), SQUARES, Scope(), "claim")


def test_an_identity_that_leaves_out_a_point_licenses_nothing() -> None:
    with pytest.raises(NotEmittable, match="proved everywhere"):
        Licensed.of(replace(PROVED, excludes=("u = 0",)), SQUARES, Scope(), "claim")


OTHERS = {
    "another right side": (sub(c(1), square(NUMBER)), times(sub(c(1), NUMBER), sub(c(1), NUMBER))),
    "another left side": (sub(c(2), square(NUMBER)), times(sub(c(1), NUMBER), add(c(1), NUMBER))),
    "from right to left": (times(sub(c(1), NUMBER), add(c(1), NUMBER)), sub(c(1), square(NUMBER))),
    "two numbers": (sub(c(1), square(NUMBER)), times(sub(c(1), NUMBER), add(c(1), q("v")))),
    "arrays": (sub(c(1), square(X)), times(sub(c(1), X), add(c(1), X))),
    "no number": (c(1), c(1)),
    "one number for two": (
        cases(q("v"), Compare(Comparison.GREATER, q("v"), c(0)), times(q("v"), q("v"))),
        RULES[4].right,
    ),
    "another bound": (
        RULES[4].left,
        cases(
            apply("max", q("z"), times(q("a"), q("z"))),
            Compare(Comparison.AT_MOST, q("a"), c(2)),
            apply("min", q("z"), times(q("a"), q("z"))),
        ),
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_claim_that_says_something_else_licenses_nothing(name: str) -> None:
    with pytest.raises(NotEmittable, match="none of the identities"):
        said(*OTHERS[name])


def test_an_identity_about_a_defined_number_licenses_nothing() -> None:
    with pytest.raises(NotEmittable, match="none of the identities"):
        Licensed.of(PROVED, SQUARES, Scope(definitions={"u": c(3)}), "claim")


def made(right: Term, *licensed: Licensed) -> Kernel:
    statement = Statement(q("R", "n", "m"), right)
    return emit(PROVED, statement, Scope(), "kernel", Origin("a = b", "here", "a.b"), None, licensed)


LOGISTIC = over(c(1), add(c(1), exp(neg(X))))
SLOPE, DY = q("a"), q("V", "n", "m")
SMALL = "powers = xp.abs(x); powers = xp.negative(powers, out=powers); powers = xp.exp(powers, out=powers)"
LARGER = "result = xp.astype(x >= 0, x.dtype, out=out); result = xp.maximum(powers, result, out=result)"
BELOW = "powers = xp.add(powers, 1, out=powers); result /= powers"
LESS = "result = 1 - {0} if out is None else xp.subtract(1, {0}, out=out)"
SLOPES = f"mask = xp.astype(x > 0, x.dtype); {LESS.format('mask')}; result *= a; result += mask"
BEND = "powers = xp.clip(x, -math.inf, 0); powers = xp.exp(powers, out=powers); result *= powers"


def above(value: Term, other: Term) -> Term:
    return cases(value, Compare(Comparison.GREATER, X, c(0)), other)


WRITTEN = {
    "the square of an array": (sub(c(1), square(X)), f"{LESS.format('x')}; result *= 1 + x; return result"),
    "an array times itself": (sub(c(1), times(X, X)), f"{LESS.format('x')}; result *= 1 + x; return result"),
    "softplus": (
        log(add(c(1), exp(X))),
        "result = xp.abs(x, out=out); result = xp.negative(result, out=result); result = xp.exp(result, out=result); "
        "result = xp.log1p(result, out=result); result += xp.clip(x, 0, math.inf); return result",
    ),
    "a ramp": (above(X, c(0)), "return xp.clip(x, 0, math.inf, out=out)"),
    "sigmoid": (LOGISTIC, f"{SMALL}; {LARGER}; {BELOW}; return result"),
    "a quotient over the same": (
        over(X, add(c(1), exp(neg(X)))),
        f"{SMALL}; {LARGER}; result *= x; {BELOW}; return result",
    ),
    "two slopes": (
        above(X, times(SLOPE, X)),
        "scaled = a * x if out is None else xp.multiply(a, x, out=out); "
        "return either(a <= 1, xp.maximum, xp.minimum)(x, scaled, out=scaled)",
    ),
    "a slope and a bend": (
        above(X, times(SLOPE, sub(exp(X), c(1)))),
        "result = xp.clip(x, -math.inf, 0, out=out); result = xp.expm1(result, out=result); "
        "result = xp.multiply(result, a, out=result); result += xp.clip(x, 0, math.inf); return result",
    ),
    "back through two slopes": (above(DY, times(SLOPE, DY)), f"{SLOPES}; result *= v; return result"),
    "back through a slope and a bend": (
        above(DY, times(times(DY, SLOPE), exp(X))),
        f"{SLOPES}; {BEND}; result *= v; return result",
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_the_right_side_stands_for_the_left(name: str) -> None:
    right, body = WRITTEN[name]
    kernel, before = made(right, *LICENSED), made(right)
    assert [line.strip() for line in kernel.source.splitlines()][-body.count(";") - 1 :] == body.split("; ")
    x, v = np.linspace(-3, 3, 12).reshape(3, 4), np.linspace(1, -2, 12).reshape(3, 4)
    for a in (-2.0, 0.0, 0.3, 1.0, 1.7):
        given = [{"x": x, "v": v, "a": a}[it.name] for it in kernel.arguments]
        np.testing.assert_allclose(load(kernel)(*given), load(before)(*given), rtol=1e-13, atol=1e-13)
    assert len(kernel.rules) == 1 and kernel.head.rewritings == (kernel.rules[0].claim_id,)


ALONE = {
    "a ramp that begins elsewhere": cases(X, Compare(Comparison.GREATER, X, c(1)), c(0)),
    "a ramp that ends at 0": cases(X, Compare(Comparison.LESS, X, c(0)), c(0)),
    "another square": sub(c(2), square(X)),
    "a cube": sub(c(1), times(times(X, X), X)),
    "two different factors": sub(c(1), times(X, q("V", "n", "m"))),
    "a sum of three": add(c(1), neg(square(X)), X),
    "the logarithm of another sum": log(add(c(2), exp(X))),
    "another function": apply("sqrt", add(c(1), exp(X))),
    "two slopes, the other way": cases(X, Compare(Comparison.LESS, X, c(0)), times(SLOPE, X)),
    "another ramp": above(X, times(SLOPE, exp(X))),
    "back through two arrays": above(DY, times(SLOPE, q("U", "n", "m"))),
    "a bend of another array": above(DY, times(times(DY, SLOPE), exp(q("U", "n", "m")))),
    "a reciprocal of another sum": over(c(1), add(c(2), exp(neg(X)))),
}


@pytest.mark.parametrize("name", ALONE)
def test_what_is_not_the_left_side_stays(name: str) -> None:
    kernel = made(ALONE[name], *LICENSED)
    assert kernel.rules == () and kernel.source == made(ALONE[name]).source


def test_a_rule_that_no_document_proves_is_not_applied() -> None:
    kernel = made(LOGISTIC, LICENSED[0], LICENSED[1])
    assert kernel.rules == () and "maximum(powers" not in kernel.source


def test_no_rule_is_its_own_inverse() -> None:
    assert not {Rule(rule.right, rule.left) for rule in RULES} & set(RULES)
