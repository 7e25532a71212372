r"""What is false of a declared delta and true of Kronecker's, which is not read where one is declared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from derive.judging.trial import Judge
from derive.judging.verdict import TRUE, Kind, Verdict
from derive.meaning.claims import Claim, Shapeless, claim
from derive.meaning.world import World
from derive.reading.grammar.kronecker import KRONECKER
from derive.reading.grammar.trees import walk
from derive.reading.items import Item
from derive.reading.source import Source
from derive.reading.statements import Equation
from derive.reading.syntax import Entry, Name, Unreadable

PLAIN = re.compile(r"(?<!\\bm)(?<!\\boldsymbol)(?<!\\pmb)(?<!\{)\\delta\s*_")
"""A delta without a typeface, with indices below it."""
Value = TypeVar("Value")


def of_kronecker(
    verdict: Verdict, meaning: Claim | Shapeless, item: Item, world: World, source: Source, judge: Judge, seconds: float
) -> Verdict:
    """A verdict that a claim is false, with the reason where it is true of Kronecker's delta.

    Where only a bold delta is declared, and a plain one does not fit it, the claim is not understood.
    """
    equation = item.statement
    if verdict.kind is not Kind.REFUTED or not isinstance(equation, Equation) or not _speaks(equation):
        return verdict
    declared = next((known for known in item.names.all() if known.key == KRONECKER), None)
    if declared is None or KRONECKER not in world.scope.shapes:
        return verdict
    scope = world.scope
    bare = replace(scope, shapes=_without(scope.shapes), definitions=_without(scope.definitions))
    try:
        other = claim(equation, replace(world, scope=bare))
    except Unreadable:
        return verdict
    if not isinstance(other, Claim) or judge(other, seconds).kind not in TRUE:
        return verdict
    line, _ = source.position(declared.span.start)
    why = (
        f"${KRONECKER}$ was declared at line {line}, so that with indices below it is an entry of that; Kronecker's "
        f"delta, of which this is true, is only read where ${KRONECKER}$ was not declared."
    )
    if isinstance(meaning, Shapeless) and declared.face and PLAIN.search(item.source):
        return Verdict(Kind.UNREAD, why)
    return replace(verdict, message=f"{verdict.message} {why}")


def _speaks(equation: Equation) -> bool:
    """Whether a delta with two indices stands in an equation."""
    nodes = [node for side in (equation.left, equation.right) for node in walk(side) if isinstance(node, Entry)]
    return any(isinstance(n.array, Name) and n.array.key == KRONECKER and len(n.indices) == 2 for n in nodes)


def _without(known: Mapping[str, Value]) -> Mapping[str, Value]:
    return {name: value for name, value in known.items() if name != KRONECKER}
