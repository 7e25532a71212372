"""What running text says of names right before a display, as in "with $z = W x - b$ we have".

It is no definition and no claim by the language. Where it contradicts a definition, its author means it to hold for
the display that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

from derive.judging.explained import Explained, explained
from derive.meaning.claims import Claim, claim
from derive.meaning.meanings import Understood
from derive.meaning.reaching import quantities
from derive.meaning.sizes import Misshapen
from derive.meaning.terms import Quantity, Term
from derive.reading.files import macros
from derive.reading.files.blocks import Display, Inline
from derive.reading.grammar import displayed
from derive.reading.grammar.formula import Formula
from derive.reading.items import Document
from derive.reading.source import Passage
from derive.reading.statements import Equation
from derive.reading.syntax import Unreadable
from derive.reading.tokens import tokenize

ENDS = re.compile(r"[.!?](?:\s|$)|\n\s*\n(?=\s*\S)")
"""The end of a sentence or a paragraph; the empty line before a display is none."""
JOINED = re.compile(r"[\s,;]*(?:where|with|for)\b[\sa-z,:]*", re.IGNORECASE)
"""The words between a display and one that explains a name in it."""
Remarks = Mapping[int, tuple[Explained, ...]]


def remarks(document: Document, understood: Sequence[Understood], within: Remarks) -> Remarks:
    """What is said of names that are defined otherwise in each display, right before it or in one that is joined to it.

    What is said in each is known already as `within`.
    """
    source, found = document.source, dict(within)
    firsts = {each.item.display: each for each in reversed(understood) if isinstance(each.meaning, Claim)}
    for number, inline in _before(document):
        if number in firsts:
            line = source.position(inline.span.start)[0]
            for name, term in _said(inline.body, firsts[number], document):
                found[number] = (*found.get(number, ()), Explained(name, term, line))
    for number, (above, below) in enumerate(pairwise(document.formulas), 1):
        if number + 1 in within and JOINED.fullmatch(source.text[above.end : below.start]):
            joined = (replace(each, starts=None) for each in within[number + 1])
            found[number] = (*found.get(number, ()), *joined)
    return found


def _before(document: Document) -> Iterator[tuple[int, Inline]]:
    """The formulas in the sentence that a display goes on from, with its number."""
    source, waiting = document.source, list[Inline]()
    numbers = {span: number for number, span in enumerate(document.formulas, 1)}
    for block in document.blocks:
        if isinstance(block, Inline):
            waiting = [*waiting, block] if "=" in block.body.text else waiting
        elif isinstance(block, Display) and block.span in numbers:
            near = [each for each in waiting if not ENDS.search(source.text[each.span.end : block.span.start].rstrip())]
            yield from ((numbers[block.span], each) for each in near)
            waiting = []
        else:
            waiting = []


def _said(body: Passage, there: Understood, document: Document) -> Iterator[tuple[str, Term]]:
    """The names in an equation in running text that are defined otherwise; a value of one is no other meaning."""
    with suppress(Unreadable, Misshapen, macros.MacroError, RecursionError):
        tokens = macros.expand(tokenize(body), macros.find(document.source))
        for placed in displayed.read(Formula(tokens), there.item.names, document.source).found:
            made = claim(placed.statement, there.world) if isinstance(placed.statement, Equation) else None
            if isinstance(made, Claim):
                for name, term in explained(made):
                    if not isinstance(term, Quantity) and quantities(term, {}):
                        yield name, term
