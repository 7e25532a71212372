"""The lines of a Markdown text inside their quotations and lists, as markdown-it's block state knows them."""

from __future__ import annotations

import re
from bisect import bisect_right

from markdown_it.rules_block import StateBlock

from derive.reading.files.tex import passage
from derive.reading.source import Passage, Source

LAZY = "lazy"
"""The rules that end a lazy line, one that belongs to a list item or quotation though it is not marked so."""

_STARTING = frozenset("#>`~:*+-_$\\<[0123456789")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")


def first(state: StateBlock, line: int) -> int:
    """The offset of the first character of a line inside its quotations and lists."""
    return state.bMarks[line] + state.tShift[line]


def margin(state: StateBlock, line: int) -> int:
    """The offset at which a line starts inside its quotations and lists."""
    return state.bMarks[line] + max(0, min(state.tShift[line], state.blkIndent))


def underlined(state: StateBlock, line: int) -> bool:
    """Whether a line makes the paragraph before it a heading."""
    if not 0 <= state.sCount[line] - state.blkIndent < 4:
        return False
    return _UNDERLINE.match(state.src, first(state, line), state.eMarks[line]) is not None


def flows(state: StateBlock, line: int) -> bool:
    """Whether a line goes on with the paragraph before it."""
    if line >= state.lineMax or state.isEmpty(line):
        return False
    if state.sCount[line] < 0 or state.sCount[line] - state.blkIndent > 3:
        return True
    if state.src[first(state, line)] not in _STARTING:
        return True
    return not _ends(state, line, "paragraph")


def _ends(state: StateBlock, line: int, kind: str) -> bool:
    """Whether another block starts on a line, by the rules that end a block of this kind."""
    return any(rule(state, line, state.lineMax, True) for rule in state.md.block.ruler.getRules(kind))


def same_paragraph(source: Source, state: StateBlock, line: int, place: int) -> bool:
    """Whether the paragraph that has reached `line` goes on to the offset `place`."""
    if place <= state.eMarks[line]:
        return True
    return all(flows(state, number) for number in range(line + 1, line_at(source, place) + 1))


def same_container(source: Source, state: StateBlock, line: int, place: int) -> bool:
    """Whether the list item or quotation of `line` goes on to the offset `place`, be it by lazy lines."""
    last, parted = line_at(source, place), False
    if last >= state.lineMax:
        return False
    for number in range(line + 1, last + 1):
        if state.isEmpty(number):
            parted = True
        elif state.sCount[number] < state.blkIndent and (parted or _ends(state, number, LAZY)):
            return False
    return True


def line_at(source: Source, place: int) -> int:
    """The line of an offset, counted from 0."""
    return bisect_right(source.line_starts, place) - 1


def between(source: Source, state: StateBlock, start: int, end: int) -> Passage:
    """The text of `start:end` without the marks and margins of quotations and lists."""
    line = line_at(source, start)
    if end <= state.eMarks[line]:
        return passage(source.text, [(start, end)])
    pieces = [(start, state.eMarks[line] + 1)]
    for number in range(line + 1, line_at(source, end) + 1):
        pieces.append((margin(state, number), min(end, state.eMarks[number] + 1)))
    return passage(source.text, pieces)
