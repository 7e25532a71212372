r"""Inequalities behind an equation that are taken as its conditions, and may be claims of their own.

A bound on what the document defines, as in `\sigma'(0) = \frac14, \quad \sigma'(x) \le \frac14`, can be meant so. It is
not judged, and what is said of the equation tells that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derive.meaning.world import Function, World
from derive.reading.grammar.trees import names_in
from derive.reading.statements import Equation
from derive.reading.syntax import Junction, Logical, Relation

BOUNDS = frozenset("<>≤≥")
WORDED = re.compile(r"\\(?:text|mbox|forall)")
"""What is in a condition that says it is one."""


def unjudged(equation: Equation, world: World) -> tuple[str, ...]:
    """What is said of bounds beside an equation that are not judged."""
    if WORDED.search(equation.stated) or not any(_is_of_defined(each, world) for each in _bounds(equation.condition)):
        return ()
    return (f"`{equation.stated}` is taken as a condition, and is not judged",)


def _bounds(condition: Logical | None) -> Iterator[Relation]:
    """The inequalities in a condition."""
    match condition:
        case Relation(sign=sign) as relation if sign in BOUNDS:
            yield relation
        case Junction(parts=parts):
            for part in parts:
                yield from _bounds(part)


def _is_of_defined(bound: Relation, world: World) -> bool:
    """Whether a bound speaks of what has a definition, so that it is true or false by itself."""
    names = names_in(bound.left, bound.right)
    known = {name for name, function in world.functions.items() if isinstance(function, Function)}
    return not names.isdisjoint(world.scope.definitions.keys() | known)
