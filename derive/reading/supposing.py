r"""What running text supposes of names that are known already, as in “Let $L = w^\top w$.”, which declares nothing."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace

from derive.reading.grammar.defining import definition
from derive.reading.grammar.heads import head
from derive.reading.grammar.links import Side, links
from derive.reading.grammar.names import Known, Names, Sort
from derive.reading.grammar.parser import Parser
from derive.reading.grammar.stating import DEFINING
from derive.reading.grammar.trees import names_in, walk
from derive.reading.introductions import introductions
from derive.reading.source import Span
from derive.reading.statements import Definition, Form, Head, Statement, Supposed
from derive.reading.syntax import Partial, Unreadable
from derive.reading.tokens import Token

EQUAL = DEFINING | {"=", "=:"}
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


def supposed(tokens: Sequence[Token], names: Names, around: Sequence[Here]) -> Supposed | None:
    """What a supposed formula says of known names; nothing where it knows none, or says what is known.

    `around` is what each section around it says of names, from the outermost to its own.
    """
    found = said(tokens, names)
    if found is None:
        return None
    left, known, right = found
    if not right or not (known.defined or known.sort is Sort.FUNCTION):
        return _of_declared(left, known, right, names)
    try:
        statement, _ = definition(left, right, names)
    except Unreadable:
        return None
    if isinstance(statement, Definition):
        statement = replace(statement, head=replace(statement.head, key=known.key))
    meanings = introductions(statement, names)
    every = around[-1:] if _is_moved(statement, known, names) else around
    here = {key: meaning for each in every for key, meaning in each.items()}
    same = all(key in here and here[key][0] == meaning for key, meaning in meanings)
    return None if meanings and same else Supposed(known.key, anew=True)


def _is_moved(statement: Statement, known: Known, names: Names) -> bool:
    """Whether a definition speaks of what a section introduces inside of the one where its name is introduced."""
    used = names_in(statement.body) if isinstance(statement, Definition) else set[str]()
    return any(each.level > known.level for each in names.all() if each.key in used)


def explained(tokens: Sequence[Token], names: Names) -> Supposed | None:
    """What a formula behind "where" says of a name that is only declared; of others it says again what is known."""
    found = said(tokens, names)
    if found is None or not found[2]:
        return None
    if found[1].sort is Sort.FUNCTION:
        return Supposed(found[1].key, anew=False)
    return None if found[1].defined else _of_declared(*found, names)


def said(tokens: Sequence[Token], names: Names) -> tuple[Head, Known, Sequence[Token]] | None:
    """The known name of which a relation speaks, and what it is said to equal; nothing where it is a size.

    It may stand on the right, as in `y - t = d`.
    """
    try:
        chain, _ = links(list(tokens), 0, None)
    except Unreadable:
        return None
    if len(chain) != 1:
        return None
    (link,) = chain
    equal = link.sign in EQUAL
    found = _named(link.left, link.right, names, equal)
    return found or (_named(link.right, link.left, names, equal) if equal else None)


def _named(side: Side, other: Side, names: Names, equal: bool) -> tuple[Head, Known, Sequence[Token]] | None:
    """The known name that is one side of a relation, and what it is said to equal."""
    if not side.tokens or not other.tokens:
        return None
    try:
        found = head(Parser(side.tokens, names, side.tokens[-1].span))
    except Unreadable:
        return None
    known = names.find(found.plain, found.face) if found is not None else None
    if found is None or known is None or known.sort is Sort.SIZE:
        return None
    return found, known, other.tokens if equal else ()


def _of_declared(found: Head, known: Known, right: Sequence[Token], names: Names) -> Supposed | None:
    return Supposed(known.key, _varies(found, right, names)) if found.form in (Form.NAME, Form.ENTRY) else None


def _varies(found: Head, right: Sequence[Token], names: Names) -> bool:
    """Whether what a declared name is said to be varies with other names, so that it is not held in a derivative.

    What is said to be a derivative is the upstream gradient, whose values are free in any case.
    """
    try:
        statement = definition(found, right, names)[0] if right else None
    except Unreadable:
        return False
    if not isinstance(statement, Definition) or any(isinstance(node, Partial) for node in walk(statement.body)):
        return False
    used, known = names_in(statement.body), {every.key: every.sort for every in names.all()}
    return found.key not in used and any(known.get(key) is Sort.QUANTITY for key in used)
