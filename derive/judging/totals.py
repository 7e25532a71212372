r"""`\frac{df}{dx}` beside `\frac{\partial f}{\partial x}`: two derivatives to many an author."""

from __future__ import annotations

from derive.judging.verdict import Kind, Verdict
from derive.reading.grammar.trees import walk
from derive.reading.statements import Equation
from derive.reading.syntax import Partial


def of_totals(verdict: Verdict, equation: Equation) -> Verdict:
    """The verdict, unless an equation is false with both read as total ones; a partial one is not read."""
    if verdict.kind not in (Kind.REFUTED, Kind.CONDITIONAL):
        return verdict
    found = [node for node in walk((equation.left, equation.right)) if isinstance(node, Partial)]
    totals = {(node.numerator, node.by) for node in found if node.total}
    if all(node.total or (node.numerator, node.by) not in totals for node in found):
        return verdict
    read = r"it is false with $\partial$ through every path, like $d$; where it holds other names, which is not read"
    return Verdict(Kind.UNDECIDED, f"Not decided: {read}, it may be true.")
