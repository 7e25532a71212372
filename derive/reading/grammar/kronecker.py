r"""Kronecker's delta written out, 1 if i = j, else 0: a reminder of what `\delta_{ij}` is without a declaration."""

from __future__ import annotations

from derive.reading.statements import Head
from derive.reading.syntax import Branches, Logical, Name, Node, Number, Relation

KRONECKER = r"\delta"
SYMBOLS = (KRONECKER, "I")
"""Undeclared, they are Kronecker's delta and the identity."""
EQUAL, OTHER = "=", "≠"


def is_kronecker(found: Head, body: Node) -> bool:
    """Whether a definition says of two indices below a delta what it is anyway."""
    letters = {index.key for index in found.indices if isinstance(index, Name)}
    if found.plain != KRONECKER or len(found.indices) != 2 or len(letters) != 2 or not isinstance(body, Branches):
        return False
    values = [str(value.value) if isinstance(value, Number) else "" for value, _ in body.branches]
    signs = [_sign(condition, letters) for _, condition in body.branches]
    is_one = (values, signs[0]) in ((["1", "0"], EQUAL), (["0", "1"], OTHER))
    return is_one and signs[1] in {EQUAL, OTHER, ""} - {signs[0]}


def _sign(condition: Logical | None, letters: set[str]) -> str:
    """The relation between the two letters that a condition states; empty for `otherwise`."""
    if condition is None:
        return ""
    sides = (condition.left, condition.right) if isinstance(condition, Relation) else ()
    same = {side.key for side in sides if isinstance(side, Name)} == letters
    return condition.sign if same and isinstance(condition, Relation) else "none"
