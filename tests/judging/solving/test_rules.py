"""The rules that put names in: each keeps the value, and none is put to use where its definition does not hold."""

from __future__ import annotations

import pytest

from derive.judging.general.atoms import Entry
from derive.judging.general.expressions import Atom, Expression
from derive.judging.general.indices import ONE, Index, at
from derive.judging.general.reading import entry
from derive.judging.general.setting import Setting
from derive.judging.general.sums import put, rebuilt
from derive.judging.general.zero import is_zero
from derive.judging.solving.folding import folded
from derive.judging.solving.names import Named, definitions, needed, useful, values
from derive.meaning.document import understand
from derive.meaning.scope import Scope
from derive.meaning.world import World
from tests.judging.claims import document

SHAPES = r"X, S, D \in R^{N \times n}, s \in R | \sigma(z) := \frac{1}{1 + e^{-z}}"


def world(declared: str) -> World:
    return understand(document(f"{SHAPES} | {declared}", "s = s"))[-1].world


def value(name: str, scope: Scope, setting: Setting) -> Expression:
    shape = scope.shapes[name]
    places = (at(Index("i", setting.length("N"))), at(Index("j", setting.length("n")))) if shape else (ONE, ONE)
    return entry(scope.definitions[name], *places, setting)


def put_in(declared: str, name: str, by: str) -> tuple[Expression, Expression, Setting]:
    """The entry of one quantity, and the same after the rules of another."""
    found = world(declared)
    setting = Setting(found.scope)
    before = after = value(name, found.scope, setting)
    own: list[Named] = [each for each in definitions(setting) if each.key == by]
    own += [each for each in values(["X"], setting, found) if each.key == by]
    assert own
    for each in own:
        for rule in (*needed(each), *useful(each)):
            after = folded(after, rule) if after == before else after
    return before, after, setting


@pytest.mark.parametrize(
    ("declared", "by"),
    [
        (r"H := \sigma(X) | Y := e^{X}", "H"),
        (r"H := \tanh(X) | Y := e^{2 X}", "H"),
        (r"H := X \odot S | Y := X \odot S \odot D", "H"),
        (r"H := X - D | Y := S \odot X", "H"),
        (r"h_{ij} := \frac{e^{x_{ij}}}{\sum_k e^{x_{ik}}} | y_{ij} := e^{x_{ij}} d_{ij}", "h"),
        (r"Y := \frac{1}{1 + e^{-X}}", r"\sigma(X)"),
        (r"Y := \tanh(X)", "tanh(X)"),
    ],
)
def test_a_rule_keeps_the_value(declared: str, by: str) -> None:
    name = "Y" if "Y :=" in declared else "y"
    before, after, setting = put_in(declared, name, by)
    assert after != before
    assert by in after.names
    known = {each.key: each for each in definitions(setting)}
    known |= {each.key: each for each in values(["X"], setting, world(declared))}
    assert is_zero(unfolded(after, known[by]) - before)


def unfolded(value_: Expression, named: Named) -> Expression:
    """An expression with what a name stands for put in."""
    def change(atom: Atom) -> Expression | Atom | None:
        if isinstance(atom, Entry) and atom.name == named.key:
            pairs = zip(named.places, (atom.row, atom.column), strict=True)
            places = {mine.index: its for mine, its in pairs if mine.index is not None and its is not None}
            return put(named.value, places)
        return None if named.key in atom.names else atom

    return rebuilt(value_, change)


@pytest.mark.parametrize(
    ("declared", "by"),
    [
        (r"H := \sigma(S) | Y := e^{X}", "H"),
        (r"H := \tanh(X) | Y := e^{X}", "H"),
        (r"H := \tanh(X) | Y := \frac{1}{1 + e^{X}}", "H"),
        (r"H := \sigma(X) | Y := \frac{1}{1 + e^{2 X}}", "H"),
        (r"H := X \odot S | Y := X \odot D", "H"),
        (r"H := S - D | Y := X", "H"),
        (r"h_{ij} := \frac{e^{d_{ij}}}{\sum_k e^{d_{ik}}} | y_{ij} := e^{x_{ij}} d_{ij}", "h"),
        (r"Y := X \odot X", r"\sigma(X)"),
    ],
)
def test_a_rule_that_does_not_fit_changes_nothing(declared: str, by: str) -> None:
    name = "Y" if "Y :=" in declared else "y"
    before, after, _ = put_in(declared, name, by)
    assert after == before
