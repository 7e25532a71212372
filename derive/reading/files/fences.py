"""Code in a Markdown file: what its author marks as `math` is a formula, and what MyST sets as text is read as text."""

from __future__ import annotations

import re

from markdown_it import rules_block as rules
from markdown_it.rules_block import StateBlock

from derive.reading.files import lines
from derive.reading.files.blocks import Block, Trouble
from derive.reading.files.tex import ENVIRONMENT, formula, passage
from derive.reading.source import Source, Span

DEEPEST = 40
"""Quotations and lists (which count twice) are read nested this deep."""

_MATH = re.compile(
    r"[`~:]+[ \t]*(?:math(?=[ \t\n]|$)[^\n]*|\{\.math\b[^{}\n]*\}"
    r"|(?P<directive>\{math\})[ \t]*(?P<argument>[^\n]*))"
)
_COLONS = re.compile(r"(?P<colons>:{3,})[ \t]*\{math\}")
_TEXT = re.compile(
    r"[ \t]*\{(?:prf:[a-z]+|(?:admonition|attention|caution|danger|error|hint|important|note|seealso|tip|warning"
    r"|aside|margin|sidebar|topic|dropdown|details|card|figure|exercise|solution)(?:-start|-end)?)\}"
)
_OPTION = re.compile(r"[ \t]*:[\w-]+:")
_DASHES = re.compile(r"[ \t]*---[ \t]*$", re.MULTILINE)
_SHOWN = re.compile(rf"[ \t]*(?:\$\$|\\\[|\\begin\{{{ENVIRONMENT}\}}|(?:`{{3,}}|~{{3,}})[ \t]*\{{?math\b)")
_CODE = "this formula is indented so far that it is code, which is not read; indent it less, or fence code with ```"
_SEVERAL = "an empty line parts two formulas here; write `{math}` for each of them"


def is_text(info: str) -> bool:
    """Whether what stands behind the ticks of a fence names a directive of MyST that has running text in it."""
    return _TEXT.match(info) is not None


class Fences:
    """The rules of a Markdown parser for code, which note the formulas that they find in `blocks`."""

    def __init__(self, source: Source, blocks: list[Block]) -> None:
        self.source, self.text, self.blocks = source, source.text, blocks

    def fence(self, state: StateBlock, start: int, end: int, silent: bool) -> bool:
        """Fenced code: a formula if its first word is `math`, running text in a directive that is set as such."""
        if not rules.fence(state, start, end, silent):
            return False
        if silent:
            return True
        fence, place, last = state.tokens[-1], lines.first(state, start), state.line - 1
        closing = self.text[lines.first(state, last) : state.eMarks[last]].rstrip()
        if last == start or set(closing) != {fence.markup[0]} or len(closing) < len(fence.markup):
            message = f"this code is never closed; expected a line {fence.markup} further on, all that follows is code"
            self.blocks.append(Trouble(message, Span(place, place + len(fence.markup))))
        elif is_text(fence.info):
            self._inside(state, start, last)
        elif mark := _MATH.match(self.text, place, state.eMarks[start]):
            self.blocks.append(self._formula(state, start, last, mark))
        return True

    def _inside(self, state: StateBlock, start: int, last: int) -> None:
        """Read the lines of a directive as text."""
        if state.level >= DEEPEST:
            place = lines.first(state, start)
            self.blocks.append(Trouble("directives are nested too deep here", Span(place, state.eMarks[start])))
            return
        bound, state.lineMax = state.lineMax, last
        state.level += 1
        state.md.block.tokenize(state, start + 1, last)
        state.level -= 1
        state.lineMax, state.line = bound, last + 1

    def _formula(self, state: StateBlock, start: int, last: int, mark: re.Match[str]) -> Block:
        """The formula of a fence, of a directive without its options; its first line may stand behind the mark."""
        first = self._behind_options(state, start + 1, last) if mark["directive"] else start + 1
        below = [(lines.margin(state, line), state.eMarks[line] + 1) for line in range(first, last)]
        argument = [(mark.start("argument"), state.eMarks[start] + 1)] if mark["argument"] else []
        body = passage(self.text, [*argument, *below[:-1], *((begin, end - 1) for begin, end in below[-1:])])
        span = Span(lines.first(state, start), state.eMarks[last])
        if mark["directive"] and re.search(r"\S[^\n]*\n[ \t]*\n\s*\S", body.text):
            return Trouble(_SEVERAL, span)
        return formula(body, span)

    def _behind_options(self, state: StateBlock, line: int, last: int) -> int:
        """The first line of a directive below its options, `:label: name` or lines between `---`."""

        def found(pattern: re.Pattern[str], at: int) -> bool:
            return at < last and pattern.match(self.text, lines.first(state, at), state.eMarks[at]) is not None

        if found(_DASHES, line):
            return next((at + 1 for at in range(line + 1, last) if found(_DASHES, at)), line)
        while found(_OPTION, line):
            line += 1
        return line

    def colons(self, state: StateBlock, start: int, end: int, silent: bool) -> bool:
        """A formula of MyST between colons; other directives between colons are running text."""
        opening = _COLONS.match(self.text, lines.first(state, start), state.eMarks[start])
        if opening is None or state.is_code_block(start):
            return False
        if silent:
            return True
        place = opening.start()
        mark = _MATH.match(self.text, place, state.eMarks[start])
        last = next((line for line in range(start + 1, end) if self._closes(state, line, opening["colons"])), None)
        if last is None or mark is None or not lines.same_container(self.source, state, start, state.eMarks[last]):
            message = f"this formula is never closed; expected a line {opening['colons']} further on"
            self.blocks.append(Trouble(message, Span(place, opening.end())))
            state.line = start + 1
        else:
            self.blocks.append(self._formula(state, start, last, mark))
            state.line = last + 1
        return True

    def _closes(self, state: StateBlock, line: int, colons: str) -> bool:
        text = self.text[lines.first(state, line) : state.eMarks[line]].rstrip()
        return set(text) == {":"} and len(text) >= len(colons)

    def indented(self, state: StateBlock, start: int, end: int, silent: bool) -> bool:
        """Code by its indent, which a formula may have become unawares."""
        if not rules.code(state, start, end, silent):
            return False
        for line in range(start, state.line):
            if shown := _SHOWN.match(self.text, lines.first(state, line), state.eMarks[line]):
                self.blocks.append(Trouble(_CODE, Span(*shown.span())))
                break
        return True
