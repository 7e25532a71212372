r"""Outer names to which a formula gives another meaning behind their use, as `g'(x) = 3 x^2, \quad g(u) := u^2` does.

An inner definition holds from its place on, but its author means this one before it too, in the same sentence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product

from derive.reading.grammar.membership import spelled
from derive.reading.grammar.names import Known, Names, Sort
from derive.reading.grammar.trees import names_in
from derive.reading.items import Item
from derive.reading.ledger import Ledger
from derive.reading.source import Span
from derive.reading.statements import (
    Definition,
    Equation,
    Finite,
    Head,
    Shaped,
    SizeNames,
    Statement,
    UnknownFunction,
    Unread,
)
from derive.reading.where import COMMENT, FARTHEST, FORMULA, WIDEST, explains

GOING_ON = re.compile(rf"[\s,;:&>*_()-]*[a-z](?:{FORMULA}|[^.!?$#]|\.(?=\S))*", re.DOTALL)
"""What stands between a displayed formula and one of running text in the same sentence."""


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether the sentence of a displayed formula, which ends at `start`, goes on to a formula of running text."""
    if end - start > FARTHEST:
        return False
    words = COMMENT.sub("", text[start:end])
    return explains(text, start, end) or (len(words) <= WIDEST and GOING_ON.fullmatch(words) is not None)


def cloud(ledger: Ledger, statement: Statement, before: Names, span: Span) -> None:
    """Make unread what the sentence says above of outer names that a statement gives another meaning."""
    first, text = len(ledger.formulas), ledger.source.text
    while first > 1 and explains(text, ledger.formulas[first - 2].end, ledger.formulas[first - 1].start):
        first -= 1
    for known, place in product(_otherwise(statement, before), range(before.level, len(ledger.parts))):
        item = ledger.parts[place]
        if not isinstance(item, Item) or item.display < first or item.span.start >= span.start:
            continue
        if _speaks(item, known, statement):
            message = _hides(known.plain, ledger.source.position(span.start)[0])
            name = item.statement.head.key if isinstance(item.statement, (Definition, UnknownFunction)) else ""
            ledger.parts[place] = replace(item, statement=Unread(message, item.span, name), names=before)


def _otherwise(statement: Statement, before: Names) -> list[Known]:
    """The outer names of which a statement says something else than the names `before` it, but what rests on them."""
    found = []
    for head in _heads(statement):
        known = before.find(head.plain, head.face)
        if known is not None and known.level != before.level and _differs(statement, head, known):
            found.append(known)
    if isinstance(statement, Definition):
        used = names_in(statement.body)
        found = [known for known in found if known.key not in used]
    return found


def _speaks(item: Item, known: Known, statement: Statement) -> bool:
    """Whether a claim or a definition speaks of a name, of which a statement behind says something else."""
    match item.statement:
        case Equation(left=left, right=right, condition=condition):
            return known.key in names_in(left, right, condition)
        case Definition(head=head, body=body):
            below = isinstance(statement, Definition) and head.key in names_in(statement.body)
            return not below and known.key in names_in(body) - {*head.parameters}
        case UnknownFunction(arguments=arguments):
            return known.key in names_in(*arguments)
    return False


def _hides(name: str, line: int) -> str:
    """What to write where a formula gives an outer name another meaning behind its use."""
    return f"`{name}` is given another meaning behind this, at line {line}; write that above, or take another letter"


def _heads(statement: Statement) -> tuple[Head, ...]:
    match statement:
        case Shaped(heads=heads) | Finite(heads=heads) | SizeNames(heads=heads):
            return heads
        case Definition(head=head) | UnknownFunction(head=head):
            return (head,)
    return ()


def _differs(statement: Statement, head: Head, known: Known) -> bool:
    """Whether a name is another one from a statement on, or has another shape there."""
    match statement:
        case Shaped(axes=axes) if known.shape and known.shape != spelled(axes):
            return True
        case SizeNames():
            return known.sort is not Sort.SIZE
        case Finite():  # a number that is only declared keeps its meaning, and is restricted
            return known.defined or not known.is_number
    return head.key == f"{{{known.key}}}"
