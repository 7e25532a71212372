"""Entries that depend on conditions: cases, and sums, products and extreme values over a range."""

from __future__ import annotations

from derive.judging.general import functions
from derive.judging.general.conditions import Comparing, truth
from derive.judging.general.expressions import Expression, NotCovered, number
from derive.judging.general.indices import EXPANDED, Place, at, fresh
from derive.judging.general.ranges import between
from derive.judging.general.rules import entry, rule, scalar
from derive.judging.general.setting import Setting, place
from derive.judging.general.sums import folded
from derive.judging.general.zero import is_zero
from derive.meaning.terms import Cases, Fold, Folding


@rule(Fold)
def _fold(term: Fold, row: Place, column: Place, setting: Setting) -> Expression:
    low, high = place(term.low, setting), place(term.high, setting)
    extent = high - low + 1
    is_partial = term.condition is not None or bool(extent.free)

    def body(step: Place) -> Expression:
        inner = setting.aside() if is_partial else setting
        inner = inner.inner(indices={**setting.indices, term.index: step})
        value = entry(term.body, row, column, inner)
        if term.condition is None:
            return value
        if term.folding is not Folding.SUM:
            raise NotCovered("a product or an extreme value under a condition")
        return value * truth(term.condition, comparing(inner))

    if term.folding is Folding.SUM:
        return between(low, high, body, setting.axes)
    if extent.free:
        raise NotCovered("a product or an extreme value whose bounds depend on another index")
    end = extent.number
    if end is not None and 1 <= end <= EXPANDED:
        return functions.combined(term.folding.value, [body(low + step) for step in range(end)])
    if not extent.at_least(0):
        raise NotCovered("a range of which it is not known that its bounds stand in order")
    index = fresh(extent)
    return folded(term.folding.value, body(at(index) + low + (-1)), index)


@rule(Cases)
def _cases(term: Cases, row: Place, column: Place, setting: Setting) -> Expression:
    value, rest, setting = number(0), number(1), setting.aside()
    for branch, condition in term.branches:
        here = number(1) if condition is None else truth(condition, comparing(setting))
        value += rest * here * entry(branch, row, column, setting)
        rest = rest * (number(1) - here)
    if not is_zero(rest):
        raise NotCovered("cases of which it is not known that one holds")
    return value


def comparing(setting: Setting) -> Comparing:
    """What conditions need to know of this place."""
    return Comparing(lambda term: scalar(term, setting), lambda term: place(term, setting))
