"""What stands under a verdict in the margin."""

from __future__ import annotations

import re

from derive.judging.results import Judged
from derive.judging.verdict import AllSizes, Kind, Verdict
from derive.reporting.plain import unicode_line
from derive.reporting.wording import excluded, scope

LONGEST_POINTS = 24
"""How many signs the points may have that a margin has room for."""
OPERATORS = re.compile(r"\\(?:sum|prod|frac|sqrt|left|right|log|exp|[lr]Vert|max|min|cdot|le|operatorname)(?![a-zA-Z])")


def aside(verdict: Verdict, formula: str) -> str:
    """What stands under the verdict of a formula: for which sizes it is, without which points, or by what convention.

    Points that are long, or that the formula does not speak of, are told with the proof.
    """
    if verdict.conventions:
        return ", ".join(dict.fromkeys(each.value for each in verdict.conventions))
    if verdict.kind is not Kind.PROVED:
        return ""
    where = scope(verdict) if isinstance(verdict.scope, AllSizes) else "at sizes" if any(verdict.scope) else ""
    return "; ".join(filter(None, (where, _briefly_excluded(verdict, formula))))


def _briefly_excluded(verdict: Verdict, formula: str) -> str:
    known = _names(formula)
    is_own = all(_names(each) <= known for each in verdict.excludes)
    is_brief = sum(len(unicode_line(each, 10 * LONGEST_POINTS)) for each in verdict.excludes) <= LONGEST_POINTS
    return excluded(verdict) if is_own and is_brief else "not everywhere"


def _names(formula: str) -> set[str]:
    """The letters of a formula that are no indices."""
    bare = re.sub(r"[_^](?:\{[^{}]*\}|\\[a-zA-Z]+|\S)", " ", formula)
    return set(re.findall(r"[a-zA-Z]|\\[a-zA-Z]+", OPERATORS.sub(" ", bare)))


def beside(item: Judged) -> str:
    """The same of an item; of a proof of what is only defined so, that it is."""
    return "as defined" if item.restates else aside(item.verdict, item.shown or item.source)
