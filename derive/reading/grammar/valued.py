r"""What values the entries of an array have: `y_i \in \{0, 1\}`, said before or after the shape of `y`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import reduce

from derive.reading.grammar.names import Names, capital
from derive.reading.grammar.trees import walk
from derive.reading.source import Span
from derive.reading.statements import Assumed, Head
from derive.reading.syntax import (
    Addition,
    Entry,
    Junction,
    Logical,
    Minus,
    Name,
    Node,
    Number,
    Product,
    Relation,
    Sign,
    Superscript,
)

INDEXED = re.compile(r"(?P<stem>.+)_(?:(?P<one>[i-n])|\{(?P<two>[i-n],?[i-n])\})")
"""A spelling that is that of an entry; other letters may be labels."""


def valued(entries: Sequence[Entry | Name], values: Sequence[Fraction], source: str, span: Span) -> Assumed:
    """That entries, or numbers, have only some values: each is a root of the polynomial with these roots."""
    conditions: tuple[Logical, ...] = tuple(_rooted(entry, values) for entry in entries)
    condition = conditions[0] if len(conditions) == 1 else Junction(True, conditions, span=span)
    return Assumed(condition, source)


def _rooted(entry: Entry | Name, values: Sequence[Fraction]) -> Relation:
    span = entry.span
    if set(values) == {Fraction(0), Fraction(1)}:
        return Relation("=", Superscript(entry, Number(Fraction(2), "2", span=span), span=span), entry, span=span)
    factors: list[Node] = [
        entry if not value else Addition((entry, Minus(Number(value, str(value), span=span), span=span)), span=span)
        for value in values
    ]
    product = reduce(lambda left, right: Product(left, right, Sign.NONE, span=span), factors)
    return Relation("=", product, Number(Fraction(0), "0", span=span), span=span)


def entry_of(found: Head, array: Head, names: Names) -> Entry | None:
    """The general entry of an array, if a head that was declared as one number is spelled like it.

    That needs an index for each of its axes, and none of them a name.
    """
    match, known = INDEXED.fullmatch(found.plain), names.find(array.plain, array.face)
    if match is None or known is None or array.plain not in (match["stem"], capital(match["stem"])):
        return None
    letters = (match["one"] or match["two"]).replace(",", "")
    distinct = len(letters) == len(set(letters)) == known.axes
    if not distinct or any(names.find(letter, "") for letter in letters):
        return None
    return Entry(Name(array.key, span=found.span), tuple(Name(i, span=found.span) for i in letters), span=found.span)


def spoken(statements: Iterable[object]) -> set[str]:
    """The names of which formulas speak, so that they stay what they were declared to be."""
    sides = (getattr(each, side, ()) for each in statements for side in ("left", "right", "body", "arguments"))
    return {node.key for side in sides for node in walk(side) if isinstance(node, Name)}
