"""Parts of expressions that are searched and replaced, each once: as SymPy does it, part by part."""

from __future__ import annotations

import pytest
import sympy
from sympy.core.relational import Relational

from derive.judging.symbols.opaque import Opaque
from derive.judging.symbols.shared import Replacing, has, is_infinite, parts, symbols_in

X, Y, Z = sympy.symbols("x y z", real=True)
CASES = sympy.Piecewise((X, X > Y), (sympy.Abs(Z), True))
L = Opaque.of("L", (CASES, Y**2))
EXPRESSIONS = [
    X,
    sympy.Integer(3),
    X + 2 * Y,
    sympy.exp(X * Y) / (1 + sympy.exp(X * Y)),
    CASES,
    L * X + L**2,
    X > CASES,
]


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=str)
def test_the_same_is_found_as_by_sympy(expression: sympy.Basic) -> None:
    assert symbols_in(expression) == expression.free_symbols
    for kind in (sympy.Piecewise, sympy.Abs, sympy.exp, sympy.Pow, Opaque):
        assert has(expression, kind) == expression.has(kind)
        found = list(parts(expression, kind))
        assert set(found) == expression.atoms(kind)
        assert len(found) == len(set(found))


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=str)
@pytest.mark.parametrize(
    "instead", [{}, {X: Y, Y: X}, {X: sympy.S.Zero}, {X > Y: sympy.true}, {sympy.exp(X * Y): Z, X: Y}], ids=str
)
def test_the_same_is_replaced_as_by_sympy(expression: sympy.Basic, instead: dict[sympy.Basic, sympy.Basic]) -> None:
    assert Replacing(instead)(expression) == expression.xreplace(instead)


def test_what_is_not_changed_stays_itself() -> None:
    assert Replacing({Z: X})(X + Y) == X + Y
    assert Replacing({X: Y})(L.subs(X, Z)) is L.subs(X, Z)


def test_nothing_is_met_inside_of_what_is_left_out() -> None:
    inside, outside = X > Y, X > Z
    both = L + sympy.Piecewise((1, outside), (0, True))
    assert set(parts(both, Relational)) == {inside, outside}
    assert list(parts(both, Relational, outside=(Opaque,))) == [outside]


@pytest.mark.parametrize(
    ("value", "infinite"),
    [(sympy.zoo * X, True), (X + sympy.oo, True), (sympy.nan, True), (X / Y, False), (sympy.log(X), False)],
    ids=str,
)
def test_infinite_values_are_seen(value: sympy.Expr, infinite: bool) -> None:
    assert is_infinite(value) is infinite
