"""What is false and may be true as its author means it, so that it is not decided."""

from __future__ import annotations

from collections.abc import Sequence

from derive.judging.verdict import FALSE, Kind, Verdict
from derive.meaning.claims import Claim
from derive.reading.grammar.trees import free_names, letters_below, walk
from derive.reading.statements import Equation
from derive.reading.syntax import Partial


def doubted(verdict: Verdict, lines: Sequence[int]) -> Verdict:
    """What is found false is not decided where an assumption was not understood: it may exclude the values found."""
    if verdict.kind not in FALSE:
        return verdict
    named = ", ".join(map(str, lines))
    which = f"assumption in line {named}, which was" if len(lines) == 1 else f"assumptions in lines {named}, which were"
    return Verdict(Kind.UNDECIDED, f"Not decided: it is false without the {which} not understood.")


def of_every_one(verdict: Verdict, claim: Claim, equation: Equation) -> Verdict:
    r"""What is false under a condition on one entry is not decided where that may be meant of every one.

    It may be where no side speaks of one with that index: `\|x\|^2 = 0` for `x_i = 0`.
    """
    if verdict.kind not in FALSE:
        return verdict
    letters = letters_below(equation.condition) & claim.statement.ranges.keys()
    strange = sorted(letters - free_names(equation.left).keys() - free_names(equation.right).keys())
    if not strange:
        return verdict
    what = f"if its condition is said of one {strange[0]}; of every one it may be true"
    return Verdict(Kind.UNDECIDED, f"Not decided: it is false {what}; write the whole array, as in `x = 0`.")


def of_totals(verdict: Verdict, equation: Equation) -> Verdict:
    r"""What is false with `df/dx` and `\partial f/\partial x` both total derivatives: a partial one is not read."""
    if verdict.kind not in FALSE:
        return verdict
    found = [node for node in walk((equation.left, equation.right)) if isinstance(node, Partial)]
    totals = {(node.numerator, node.by) for node in found if node.total}
    if all(node.total or (node.numerator, node.by) not in totals for node in found):
        return verdict
    read = r"it is false with $\partial$ through every path, like $d$; where it holds other names, which is not read"
    return Verdict(Kind.UNDECIDED, f"Not decided: {read}, it may be true.")
