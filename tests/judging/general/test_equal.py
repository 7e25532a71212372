"""Claims for all sizes, each beside false twins: the true one is shown, and none of the twins is.

That a twin is false is checked in exact numbers, so that its refusal means something.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.judging.general.equal import equal
from derive.judging.refute import search
from derive.meaning import terms as t
from derive.meaning.scope import Scope, Statement
from tests.judging.claims import claim
from tests.judging.general.drawing import ONE

TWINS = Path(__file__).with_name("twins.txt")
Claims = list[tuple[str, str]]


def _read() -> tuple[Claims, Claims]:
    """The true claims and the false ones, each with its declarations."""
    true: Claims = []
    false: Claims = []
    declared = ""
    for line in TWINS.read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("    "):
            true.append((declared, line.strip()))
        elif line.startswith("  ≠ "):
            false.append((declared, line[4:]))
        elif line and not line.startswith("#"):
            declared = line
    return true, false


TRUE, FALSE = _read()


def still() -> None:
    """A clock that never rings."""


@pytest.mark.parametrize(("declared", "formula"), TRUE, ids=[formula for _, formula in TRUE])
def test_what_is_true_for_all_sizes_is_shown(declared: str, formula: str) -> None:
    one = claim(declared, formula)
    found = equal(one.statement, one.scope)
    assert found.shown, found.reason
    assert search(one.statement, one.scope, still) is None


@pytest.mark.parametrize(("declared", "formula"), FALSE, ids=[formula for _, formula in FALSE])
def test_what_is_false_is_not(declared: str, formula: str) -> None:
    one = claim(declared, formula)
    assert search(one.statement, one.scope, still) is not None, "the twin is not false"
    assert not equal(one.statement, one.scope).shown


def test_refusals_outnumber_proofs() -> None:
    assert len(FALSE) > len(TRUE) > 0
    assert len({*TRUE, *FALSE}) == len(TRUE) + len(FALSE)


UNSHOWN = [
    (r"x, y \in R", r"\log(x y) = \log x + \log y"),
    (r"x, y \in R", r"\sqrt{x} \sqrt{y} = \sqrt{x y}"),
    (r"x, y \in R", "x^y x^{-y} = 1"),
    (r"u \in R^n | a := 2 u | L := L(a)", r"\frac{\partial}{\partial u_j} \frac{\partial L}{\partial a_i} = 0"),
    (r"x \in R^n", r"\sum_{i=1}^{n+1} x_i = \sum_i x_i"),
]


@pytest.mark.parametrize(("declared", "formula"), UNSHOWN, ids=[formula for _, formula in UNSHOWN])
def test_what_needs_more_than_is_known_is_not_shown(declared: str, formula: str) -> None:
    one = claim(declared, formula)
    found = equal(one.statement, one.scope)
    assert not found.shown and found.reason


def test_the_definitions_that_were_needed_are_named() -> None:
    declared = r"x \in R^n | y := 2 x | z := 3 y | w := x"
    one = claim(declared, r"\sum_i z_i = 6 \sum_i x_i")
    assert equal(one.statement, one.scope).unfolded == ("y", "z")
    two = claim(declared, r"z_i + z_i = 2 z_i")
    assert equal(two.statement, two.scope).unfolded == ()


def test_arrays_inside_of_arrays_keep_their_indices_apart() -> None:
    """L of the column of M(a_i X) over all i is not L of the column of M(D), where D has the entries a_k x_kl."""
    a, x = t.Quantity("a", shape=("n", 1)), t.Quantity("X", shape=("n", "m"))
    scope = Scope(frozenset({"n", "m"}), {"a": a.shape, "X": x.shape})

    def loss(row: str) -> t.Term:
        product = t.Times(t.Item(a, t.Index(row), ONE), t.Item(x, t.Index("k"), t.Index("l")))
        inner = t.Unknown("M", (t.Table(product, "k", "l", shape=("n", "m")),))
        return t.Unknown("L", (t.Table(inner, "i", "j", shape=("n", 1)),))

    assert equal(Statement(loss("i"), loss("i")), scope).shown
    assert not equal(Statement(loss("i"), loss("k")), scope).shown


def test_a_remainder_is_refused() -> None:
    one = claim(r"x \in R", "e^x = 1 + x + O(x^2)")
    found = equal(one.statement, one.scope)
    assert not found.shown and "remainder" in found.reason
