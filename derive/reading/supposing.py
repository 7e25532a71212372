r"""What running text supposes of names that are known already, as in “Let $L = w^\top w$.”, which declares nothing."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence

from derive.reading.grammar.defining import definition
from derive.reading.grammar.heads import head
from derive.reading.grammar.names import Names, Sort
from derive.reading.grammar.parser import Parser
from derive.reading.grammar.rows import relations
from derive.reading.introductions import introductions
from derive.reading.source import Span
from derive.reading.statements import Form, Supposed
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Token

FORMULA = r"(?:\$[^$]*\$|\\\(.*?\\\))"
OPENED = re.compile(
    rf"\b(?:[Ll]et|[Ss]et|[Pp]ut|[Tt]ake|[Ff]ix|(?:[Ss]uppose|[Aa]ssume)(?: that)?)(?: now| us)?\s+"
    rf"(?:{FORMULA}\s*(?:,|,?\s*and)\s+)*(?:\$|\\\()?\Z"
)
"""How a sentence begins whose formulas are supposed from there on."""
WIDEST = 200
"""Signs before a formula that are looked at."""
Here = Mapping[tuple[str, str], tuple[Hashable, Span]]
"""What a section says of names, and where."""


def is_supposed(text: str, start: int) -> bool:
    """Whether the formula that starts at an offset is supposed by the words before it."""
    return OPENED.search(text[max(0, start - WIDEST) : start]) is not None


def supposed(tokens: Sequence[Token], names: Names, here: Here) -> Supposed | None:
    """What a supposed formula says of known names; nothing where it knows none, or says what is known.

    `here` is what the section says of names.
    """
    places = relations(tokens)
    if len(places) != 1 or places[0] in (0, len(tokens) - 1):
        return None
    left, sign, right = tokens[: places[0]], tokens[places[0]], tokens[places[0] + 1 :]
    try:
        found = head(Parser(left, names, sign.span))
        known = names.find(found.plain, found.face) if found is not None else None
        if found is None or known is None or known.sort is Sort.SIZE:
            return None
        if sign.text != "=" or not (known.defined or known.sort is Sort.FUNCTION):
            return Supposed(known.key, anew=False) if found.form is Form.NAME else None
        statement, _ = definition(found, right, names)
    except Unreadable:
        return None
    said = introductions(statement, names)
    same = all(key in here and here[key][0] == meaning for key, meaning in said)
    return None if said and same else Supposed(known.key, anew=True)
