r"""A Markdown file as blocks: headings, displayed and inline mathematics, comments that speak to `derive`.

markdown-it finds the structure: quotations, lists, code, headings, rules. Running text is read here, since formulas and
comments may begin and end anywhere in it, go over empty lines, and must keep the place of every character.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from markdown_it import MarkdownIt
from markdown_it import rules_block as rules
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import HTML_SEQUENCES
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def
from mdit_py_plugins.front_matter import front_matter_plugin

from derive.reading.files import lines
from derive.reading.files.blocks import Block, Declarations, Heading, Inline, Trouble
from derive.reading.files.fences import DEEPEST, Fences
from derive.reading.files.places import Places
from derive.reading.files.tex import DECLARES, ENVIRONMENT, UNREAD, formula, unclosed, unknown
from derive.reading.source import Passage, Source, Span

_Rule = Callable[[StateBlock, int, int, bool], bool]
_INNER = ("aligned", "alignedat", "split", "gathered", "multlined", "array", "cases", "dcases", "math")
"""The environments that stand inside of a display, and are typeset on many a page where they stand alone."""
_OPENING = re.compile(
    rf"\\begin\{{(?P<environment>{ENVIRONMENT})\}}|\\begin\{{(?P<unread>(?:{'|'.join((*UNREAD, *_INNER))})\*?)\}}"
    rf"|(?<![^\s>])\\(?P<escaped>\\begin\{{{ENVIRONMENT}\}})"
    r"|(?P<doubled>(?<![\\A-Za-z0-9_])\\\\\[(?![-.\d]))|(?P<bracket>\\\[)|(?P<dollars>\$\$)|(?P<comment><!--)"
    r"|<(?P<script>(?i:script))\b[^<>\n]*\btype\s*=\s*[\"']?math/tex(?P<mode>[^<>\n]*)>"
    r"|<(?P<raw>(?i:script|style|pre|textarea|code))\b[^<>\n]*>|(?P<code>`+)|(?P<dollar>\$)|(?P<round>\\?\\\()|\\[\\$`<]"
    r"|(?P<foreign><math(?=[\s>])|\{%-?\s*(?:katex|math)\b|\{\{[<%]\s*katex\b(?![^<>\n]*/\s*[>%]))"
)
_ESCAPED = r"a formula that `\{opening}` opens is not read; write `{opening}`, with one backslash, or `$$`"
_INSIDE = "`{environment}` is read inside of a formula, and not alone; write it between `$$` and `$$`"
_FIRST = "this comment is not read; the first word of one with declarations is `derive`, in small letters"
_FOREIGN = "what `{opening}` opens is not read; write the formula in LaTeX, between `$$` and `$$`"
_INTERRUPTING = re.compile(rf"\$\$|\\\[|\\begin\{{{ENVIRONMENT}\}}|<!--")
_ALONE = frozenset({"environment", "doubled", "bracket", "dollars", "comment", "script", "raw"})
_EMPTY_LINE = re.compile(r"\n[ \t>]*\n")
_DERIVE = re.compile(r"\s*derive:?(?!\S)")
_NEARLY = re.compile(rf"\s*(?i:derive)\b[ \t]*[:;,]?\s*{DECLARES}")
_HIDDEN = re.compile(r"\\\\(?=\\\\)|\\(?=[_*])")
"""Backslashes that Markdown takes away, before two others and before its own signs."""
_WORD = re.compile(r"[a-zA-Z0-9]")
_LINE = re.compile(r"\S[^\n]*")


def blocks(source: Source) -> tuple[Block, ...]:
    r"""All blocks of a Markdown file, in their order.

    The body of a bare environment has its `\begin` and `\end` in it. What is never closed is a `Trouble` at its
    opening, and reading goes on right after that.
    """
    reader = _Reader(source)
    fences = Fences(source, reader.blocks)
    parser = MarkdownIt("commonmark", {"maxNesting": 2 * DEEPEST}).use(front_matter_plugin)
    parser.use(footnote_plugin, inline=False).disable(["html_block", "lheading", "reference"])
    for name, rule, ended in (
        ("paragraph", reader.prose, ["paragraph", "blockquote", "list"]),
        ("heading", reader.heading, ["paragraph", "blockquote", lines.LAZY]),
        ("fence", fences.fence, ["paragraph", "blockquote", "list", lines.LAZY]),
        ("code", fences.indented, []),
        ("hr", rules.hr, ["paragraph", "blockquote", "list", lines.LAZY]),
        ("blockquote", reader.bounded(rules.blockquote), ["paragraph", "blockquote", "list", lines.LAZY]),
        ("list", reader.bounded(rules.list_block), ["paragraph", "blockquote", lines.LAZY]),
        ("footnote_def", reader.bounded(footnote_def), ["paragraph", lines.LAZY]),
    ):
        parser.block.ruler.at(name, rule, {"alt": ended})
    interrupted = ["paragraph", "blockquote", "list", lines.LAZY]
    parser.block.ruler.before("fence", "colons", fences.colons, {"alt": interrupted})
    parser.block.parse(source.text, parser, {}, [])
    return tuple(reader.blocks)


class _Reader:
    """The rules of a parser that note what they find in `blocks`."""

    def __init__(self, source: Source) -> None:
        self.source, self.text = source, source.text
        self.blocks: list[Block] = []

    @cached_property
    def places(self) -> Places:
        """Made only for a text with something to close."""
        return Places(self.text)

    def bounded(self, rule: _Rule) -> _Rule:
        """A rule for quotations or lists that stops at the deepest nesting, where the rest is running text."""

        def bounded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
            if state.level < DEEPEST:
                return rule(state, start, end, silent)
            if not silent and rule(state, start, end, True):
                place = lines.first(state, start)
                message = "quotations and lists are nested too deep here; what is inside is read as running text"
                self.blocks.append(Trouble(message, Span(place, place + 1)))
            return False

        return bounded

    def heading(self, state: StateBlock, start: int, end: int, silent: bool) -> bool:
        """A heading after `#`, and the formulas in it."""
        if not rules.heading(state, start, end, silent):
            return False
        if not silent:
            opening, title = state.tokens[-3], state.tokens[-2]
            place = lines.first(state, start)
            self.blocks.append(Heading(int(opening.tag[1:]), title.content, Span(place, state.eMarks[start])))
            bound, state.lineMax = state.lineMax, start + 1
            self._line(state, start, place)
            state.lineMax = bound
        return True

    def prose(self, state: StateBlock, start: int, end: int, silent: bool) -> bool:
        """Running text up to an empty line or another block; a formula in it may go further."""
        line, place, found = start, lines.first(state, start), len(self.blocks)
        if silent:
            return not state.is_code_block(start) and _INTERRUPTING.match(self.text, place) is not None
        outer, state.parentType = state.parentType, "paragraph"
        while True:
            line, alone = self._line(state, line, lines.first(state, line) if line > start else place)
            line += 1
            if alone or line >= state.lineMax:
                break
            if lines.underlined(state, line):
                line += self._title(state, start, line, found)
                break
            if not lines.flows(state, line):
                break
        state.parentType, state.line = outer, line
        return True

    def _title(self, state: StateBlock, start: int, line: int, found: int) -> int:
        """Make the paragraph a heading if it can be one; the number of lines that the underline takes."""
        place, end = lines.first(state, start), state.eMarks[line - 1]
        first = self.text[place : state.eMarks[start]]
        displayed = any(not isinstance(block, Inline) for block in self.blocks[found:])
        if displayed or (first.startswith("<") and any(opening.search(first) for opening, _, _ in HTML_SEQUENCES)):
            return 0
        title = " ".join(lines.between(self.source, state, place, end).text.split())
        level = 1 if self.text[lines.first(state, line)] == "=" else 2
        self.blocks.insert(found, Heading(level, title, Span(place, end)))
        return 1

    def _line(self, state: StateBlock, line: int, place: int) -> tuple[int, bool]:
        """Read from `place` to the end of a line, or of the line where its last formula ends.

        The line reached, and whether a displayed formula or a comment is the last thing in it.
        """
        match = None
        while opening := _OPENING.search(self.text, place, state.eMarks[line]):
            match, place = opening, self._open(state, line, opening)
            if place > state.eMarks[line]:
                line = lines.line_at(self.source, place)
        alone = match is not None and match.lastgroup in _ALONE
        return line, alone and not self.text[place : state.eMarks[line]].strip()

    def _open(self, state: StateBlock, line: int, match: re.Match[str]) -> int:
        """Read what opens at `match`; the offset at which to go on."""
        if match["environment"]:
            return self._formula(state, line, match, f"\\end{{{match['environment']}}}")
        if match["unread"]:
            environment, span = match["unread"], Span(match.start(), match.end())
            inner = environment.rstrip("*") in _INNER
            alone = Trouble(_INSIDE.format(environment=environment), span) if inner else unknown(environment, span)
            self.blocks.append(alone)
            return match.end()
        if match["doubled"]:
            return self._formula(state, line, match, r"\\]")
        if match["bracket"] or match["dollars"]:
            return self._formula(state, line, match, "$$" if match["dollars"] else r"\]")
        if match["escaped"]:
            message = _ESCAPED.format(opening=match["escaped"])
            self.blocks.append(Trouble(message, Span(match.start(), match.end())))
            return match.end()
        if match["foreign"]:
            message = _FOREIGN.format(opening=match["foreign"])
            self.blocks.append(Trouble(message, Span(match.start(), match.end())))
            return match.end()
        if match["comment"]:
            return self._comment(state, line, match)
        if match["script"]:
            return self._script(state, line, match)
        if match["raw"]:
            close = self.places.next(f"</{match['raw'].lower()}", match.end())
            inside = close is not None and lines.same_container(self.source, state, line, close)
            return close if close is not None and inside else match.end()
        if match["code"] or match["dollar"] or match["round"]:
            return self._inline(state, line, match)
        return match.end()

    def _formula(self, state: StateBlock, line: int, match: re.Match[str], closing: str) -> int:
        """A displayed formula."""
        opening, start = match.group(), match.start()
        close = self.places.next(closing, match.end())
        whole = close is not None and lines.same_container(self.source, state, line, close)
        if close is None or not whole or self._runs_on(opening, closing, start, close):
            self.blocks.append(unclosed(opening, closing, start))
            return match.end()
        end = close + len(closing)
        bounds = (start, end) if match["environment"] else (match.end(), close)
        body = lines.between(self.source, state, *bounds)
        self.blocks.append(formula(_rendered(body) if match["doubled"] else body, Span(start, end)))
        return end

    def _runs_on(self, opening: str, closing: str, start: int, close: int) -> bool:
        """Whether the closing delimiter found is another formula's: a heading, code or an opening comes before it.

        Dollars open and close alike. Where there is an odd number, the formula with an empty line in it lacks its own.
        """
        barrier = self.places.next("barrier", start + 1)
        barrier = len(self.text) if barrier is None else barrier
        if close > barrier:
            return True
        if opening != closing:
            return self.places.count(opening, start + 1, close) > 0
        odd = self.places.count(closing, start, barrier) % 2 == 1
        return odd and _EMPTY_LINE.search(self.text, start, close) is not None

    def _comment(self, state: StateBlock, line: int, match: re.Match[str]) -> int:
        """An HTML comment: declarations, if its first word is `derive`."""
        start, close = match.start(), self.places.next("-->", match.start() + 2)
        if close is None or not lines.same_container(self.source, state, line, close):
            self.blocks.append(unclosed("<!--", "-->", start))
            return match.end()
        body = lines.between(self.source, state, match.end(), close)
        derive = _DERIVE.match(body.text)
        if derive and self.places.count("<!--", start + 1, close):
            self.blocks.append(unclosed("<!--", "-->", start))
            return match.end()
        if derive:
            said = tuple(_cut(body, *line.span()) for line in _LINE.finditer(body.text, derive.end()))
            said = tuple(line for line in said if not line.text.startswith("%"))
            self.blocks.append(Declarations(said, Span(start, close + 3)))
        elif _NEARLY.match(body.text):
            self.blocks.append(Trouble(_FIRST, Span(start, match.end())))
        return close + 3

    def _script(self, state: StateBlock, line: int, match: re.Match[str]) -> int:
        """A formula as MathJax takes it, displayed or in running text."""
        start, close = match.start(), self.places.next("</script", match.end())
        if close is None or not lines.same_container(self.source, state, line, close):
            self.blocks.append(unclosed("<script", "</script>", start))
            return match.end()
        body, span = lines.between(self.source, state, match.end(), close), Span(start, close + len("</script>"))
        self.blocks.append(formula(body, span) if "display" in match["mode"] else Inline(body, span))
        return span.end

    def _inline(self, state: StateBlock, line: int, match: re.Match[str]) -> int:
        r"""Code, or a formula between single dollars or `\(` and `\)`."""
        start, mark = match.end(), match.group().replace("(", ")")
        close = self.places.next(mark, start)
        if close is None or not lines.same_paragraph(self.source, state, line, close):
            return start
        end = close + len(mark)
        if match["code"]:
            return end
        if "$" in self.text[start:close] if match["round"] else not self._mathematical(match.start(), end):
            return start
        body = lines.between(self.source, state, start, close)
        self.blocks.append(Inline(_rendered(body) if len(mark) > 2 else body, Span(match.start(), end)))
        return end

    def _mathematical(self, start: int, end: int) -> bool:
        """Whether two dollars are no prices: space inside both and no word outside, or space inside neither."""
        body, before, behind = self.text[start + 1 : end - 1], self.text[start - 1 : start], self.text[end : end + 1]
        if not body.strip() or "`" in body or behind.isdecimal() or body[0].isspace() != body[-1].isspace():
            return False
        return not body[0].isspace() or (not _WORD.match(before) and not _WORD.match(behind))


def _rendered(body: Passage) -> Passage:
    r"""What Markdown leaves of a formula between `\\\\[` and `\\\\]`, or `\\\\(` and `\\\\)`, for MathJax."""
    hidden = {place for match in _HIDDEN.finditer(body.text) for place in range(*match.span())}
    kept = [place for place in range(len(body.text)) if place not in hidden]
    return Passage("".join(body.text[place] for place in kept), tuple(body.offsets[place] for place in kept))


def _cut(body: Passage, start: int, end: int) -> Passage:
    """A stretch of a passage, without space behind it."""
    text = body.text[start:end].rstrip()
    return Passage(text, body.offsets[start : start + len(text)])
