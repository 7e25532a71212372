r"""A `.tex` file as blocks: sections, displayed and inline mathematics, `% derive:` lines.

One pass over the text, comments and verbatim stretches left out. A formula that is not closed before the next
section, the next formula of its kind or, for dollars and `\(`, the next empty line is a trouble of its own, and
reading goes on right after its opening.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain

from derive.reading.files import definitions
from derive.reading.files.blocks import Block, Declarations, Display, Elsewhere, Heading, Inline, Trouble
from derive.reading.source import Passage, Source, Span

ENVIRONMENTS = ("equation", "align", "alignat", "gather", "multline", "flalign", "eqnarray", "displaymath")
"""The environments that display mathematics; each but `displaymath` has a starred form."""

ENVIRONMENT = rf"(?:{'|'.join(ENVIRONMENTS)})\*?"
UNREAD = ("dmath", "dgroup", "IEEEeqnarray", "xalignat", "xxalignat", "empheq", "numcases", "subnumcases", "darray")
BOXED = r"tcolorbox(?=\}[ \t]*\[[^\]\n]*\bams\b)"
"""A box that sets what is in it as `align` or another, as its option `ams align` says."""
VERBATIM = r"(?:verbatim|Verbatim|lstlisting|minted|comment|filecontents)\*?"
SECTIONS = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph")
RUN_IN = frozenset({"paragraph", "subparagraph"})
"""The commands whose title stands in the first line of a paragraph."""
CLOSING = {r"\[": r"\]", r"\(": r"\)", "$$": "$$", "$": "$"}

_ABBREVIATION = (
    r"\\(?:(?:(?:re)?new|provide)(?:command|environment)\*?|g?def|(?:New|Renew|Provide)Document(?:Command|Environment))\s*"
    r"\{?\s*(?P<abbreviation>\\?[a-zA-Z]+\*?)\s*\}?\s*[^{}%]*(?:\{[^{}%\\]*\}[ \t]*)?"
    rf"\{{\s*(?P<long>\\begin\{{{ENVIRONMENT}\}}|\\\[|\$\$)"
)
_MARK = re.compile(
    rf"\\begin[ \t]*\{{(?P<environment>{ENVIRONMENT})\}}|\\end[ \t]*\{{(?P<end>{ENVIRONMENT})\}}"
    rf"|\\begin[ \t]*\{{(?P<verbatim>{VERBATIM})\}}|\\begin[ \t]*\{{(?P<unread>(?:{'|'.join(UNREAD)})\*?|{BOXED})\}}"
    r"|(?P<file>\\(?:input|include|subfile|import)[ \t]*(?:\{[^{}\n]+\}){1,2})"
    r"|(?P<document>\\end[ \t]*\{document\})|(?P<never>\\iffalse(?![a-zA-Z]))"
    r"|\\(?:verb|lstinline)\*?(?P<bar>[^\w\s*\[{])[^\n]*?(?P=bar)"
    rf"|\\(?P<section>{'|'.join(SECTIONS)})\*?(?:[ \t]*\[[^\]\n]*\])?[ \t]*\{{"
    rf"|{_ABBREVIATION}|(?P<definition>{definitions.DEFINITION})"
    r"|(?P<delimiter>\\[\[\]()]|\$\$?)|(?P<paragraph>\n[ \t]*\n)|(?P<comment>%[^\n]*)|\\[\\$%]"
)
_CLOSED = re.compile(r"\s*\}")
DOCUMENT = re.compile(r"^(?:[^%\n\\]|\\.)*?\\begin[ \t]*\{document\}", re.MULTILINE)
_COMMENT = re.compile(rf"{_ABBREVIATION}|\\[\s\S]|(?P<comment>%[^\n]*)")
_DERIVE = re.compile(r"%+[ \t]*derive:[ \t]*")
DECLARES = r"[^\s,]+(?:\s*,\s*[^\s,]+)*\s*(?:\\in\b|:=|∈)"
"""The beginning of a declaration or a definition."""
_NEARLY = re.compile(rf"%+[ \t]*(?i:derive)\b[ \t]*[:;,]?[ \t]*(?:\n[ \t]*%+[ \t]*)?{DECLARES}")
_BRANCH = re.compile(
    r"(?P<opens>\\if(?!f(?![a-zA-Z])|thenelse(?![a-zA-Z]))[a-zA-Z]*)|(?P<other>\\else(?![a-zA-Z]))|\\fi(?![a-zA-Z])"
)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def passage(text: str, pieces: Iterable[tuple[int, int]]) -> Passage:
    """What stands in the stretches `start:end` of the file's text, put together."""
    kept = [(start, end) for start, end in pieces if start < end]
    if len(kept) == 1:
        return Passage(text[slice(*kept[0])], tuple(range(*kept[0])))
    return Passage(
        "".join([text[start:end] for start, end in kept]),
        tuple(chain.from_iterable([range(start, end) for start, end in kept])),
    )


def unclosed(opening: str, closing: str, place: int) -> Trouble:
    """The trouble of a formula or comment that opens at `place` and has no end."""
    return Trouble(
        f"`{opening}` is never closed; expected `{closing}` further on; is it missing, or does it stand in another "
        "section, list or quotation?",
        Span(place, place + len(opening)),
    )


def unknown(environment: str, span: Span) -> Trouble:
    """The trouble of an environment that displays mathematics and is not read."""
    return Trouble(f"`{environment}` is not read; expected one of {', '.join(ENVIRONMENTS)}", span)


def formula(body: Passage, span: Span) -> Display | Trouble:
    """A displayed formula, or the trouble that there is nothing in it."""
    if body.text.strip():
        return Display(body, span)
    return Trouble("this formula is empty; is there a delimiter too many?", span)


def blocks(source: Source) -> tuple[Block, ...]:
    r"""All blocks of a LaTeX file, in their order.

    With a `\begin{document}`, what stands before it is read for `% derive:` lines only, and what stands after
    `\end{document}` not at all. The body of an environment has its `\begin` and `\end` in it, except `displaymath`.
    """
    reader = _Reader(source.text)
    reader.read()
    return tuple(_grouped(source.text, reader.blocks))


class _Reader:
    """The state of one pass over a file."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.endless: set[str] = set()

    @cached_property
    def braces(self) -> dict[int, int]:
        """For each opening brace its closing one."""
        return definitions.braces(self.text)

    def read(self) -> None:
        """Read the whole file into `blocks`."""
        document = DOCUMENT.search(self.text)
        place = document.end() if document else 0
        for comment in _COMMENT.finditer(self.text, 0, place):
            self._comment(comment)
            self._abbreviation(comment)
        while match := _MARK.search(self.text, place):
            if match["document"]:
                break
            place = self._take(match)

    def _take(self, match: re.Match[str]) -> int:
        """Read what opens at `match`; the offset at which to go on."""
        if match["environment"] or match["delimiter"]:
            return self._formula(match)
        if match["verbatim"]:
            return self._verbatim(match)
        if match["never"]:
            return self._never(match)
        if match["section"]:
            return self._heading(match)
        if match["definition"]:
            return definitions.definition_end(self.text, match.start(), self.braces) or match.end()
        if match["file"]:
            self.blocks.append(Elsewhere(Span(match.start(), match.end())))
            return match.end()
        if match["abbreviation"]:
            self._abbreviation(match)
            return definitions.definition_end(self.text, match.start(), self.braces) or match.end()
        self._comment(match)
        if match["unread"]:
            self.blocks.append(unknown(match["unread"], Span(match.start(), match.end())))
        return match.end()

    def _formula(self, match: re.Match[str]) -> int:
        """A displayed or inline formula."""
        opening, closing = match.group(), CLOSING.get(match.group(), f"\\end{{{match['environment']}}}")
        if opening in (r"\]", r"\)"):
            message = f"`{opening}` closes nothing; is the opening missing?"
            self.blocks.append(Trouble(message, Span(match.start(), match.end())))
            return match.end()
        comments, close, end = self._close(match, closing)
        if close is None:
            self.blocks.append(unclosed(opening, closing, match.start()))
            return match.end()
        whole = match["environment"] and match["environment"] != "displaymath"
        start, stop = (match.start(), end) if whole else (match.end(), close)
        edges = [start, *chain.from_iterable((comment.start(), comment.end()) for comment in comments), stop]
        body, span = passage(self.text, zip(edges[::2], edges[1::2], strict=True)), Span(match.start(), end)
        self.blocks.append(Inline(body, span) if opening in ("$", r"\(") else formula(body, span))
        for comment in comments:
            if _DERIVE.match(comment.group()):
                message = "`% derive:` stands inside a formula; expected it before the formula"
                self.blocks.append(Trouble(message, Span(comment.start(), comment.end())))
        return end

    def _close(self, opening: re.Match[str], closing: str) -> tuple[list[re.Match[str]], int | None, int]:
        """The comments inside the formula, where its closing delimiter starts (None: nowhere), and where that ends."""
        comments = []
        dollars = opening.group() in ("$", "$$", r"\(")
        for match in _MARK.finditer(self.text, opening.end()):
            if match["comment"]:
                comments.append(match)
            elif (match["end"] and f"\\end{{{match['end']}}}" == closing) or match["delimiter"] == closing:
                return comments, match.start(), match.end()
            elif match["delimiter"] == "$$" and closing == "$":
                return comments, match.start(), match.start() + 1
            elif match["section"] or match["document"] or (match["paragraph"] and dollars):
                break
            elif match.group() == opening.group():
                break
        return comments, None, opening.end()

    def _verbatim(self, match: re.Match[str]) -> int:
        """A stretch in which nothing is mathematics."""
        closing = f"\\end{{{match['verbatim']}}}"
        end = definitions.after(self.text, closing, match.end(), self.endless)
        if end is None:
            self.blocks.append(unclosed(match.group(), closing, match.start()))
        return end or match.end()

    def _never(self, match: re.Match[str]) -> int:
        r"""A stretch from `\iffalse` to its `\else` or `\fi`, which nobody sees."""
        depth = 1
        for mark in _BRANCH.finditer(self.text, match.end()):
            if mark["opens"]:
                depth += 1
            elif depth == 1:
                return mark.end()
            elif not mark["other"]:
                depth -= 1
        self.blocks.append(unclosed(match.group(), r"\fi", match.start()))
        return match.end()

    def _heading(self, match: re.Match[str]) -> int:
        """A section; reading goes on inside its title, which may hold formulas."""
        start = match.end()
        end = self.braces.get(start - 1)
        if end is None or _PARAGRAPH.search(self.text, start, end):
            self.blocks.append(unclosed(match.group(), "}", match.start()))
        else:
            title = " ".join(self.text[start:end].split())
            level = SECTIONS.index(match["section"]) + 1
            self.blocks.append(Heading(level, title, Span(match.start(), end + 1), match["section"] in RUN_IN))
        return start

    def _abbreviation(self, match: re.Match[str]) -> None:
        """A command or an environment of the author that opens a formula: what it opens would not be found."""
        name = match["abbreviation"]
        if name and (self._is_used(name, match.end()) or (name[0] == "\\" and _CLOSED.match(self.text, match.end()))):
            message = f"`{name}` stands for `{match['long']}`; formulas that it opens are not found, write it out"
            self.blocks.append(Trouble(message, Span(match.start(), match.end())))

    def _is_used(self, name: str, place: int) -> bool:
        """Whether a command or an environment stands behind its definition."""
        use = rf"{re.escape(name)}(?![a-zA-Z])" if name.startswith("\\") else rf"\\begin\{{{re.escape(name)}\}}"
        return re.compile(use).search(self.text, place) is not None

    def _comment(self, match: re.Match[str]) -> None:
        """A comment, which is a declaration if it says so."""
        derive = _DERIVE.match(match["comment"] or "")
        if derive is None:
            if _NEARLY.match(self.text, match.start()):
                message = "this comment is not read; a declaration stands in a line that begins with `% derive:`"
                self.blocks.append(Trouble(message, Span(match.start(), match.start() + len(match.group().rstrip()))))
            return
        start, end = match.start() + derive.end(), match.start() + len(match.group().rstrip())
        said = (passage(self.text, [(start, end)]),) if start < end and self.text[start] != "%" else ()
        self.blocks.append(Declarations(said, Span(match.start(), match.end())))


def _grouped(text: str, found: list[Block]) -> Iterator[Block]:
    """The blocks with declarations on consecutive lines made one, and empty ones left out."""
    lines: list[Passage] = []
    span = Span(0, 0)
    for block in found:
        consecutive = lines and text[span.end : block.span.start].strip(" \t") == "\n"
        if lines and not (consecutive and isinstance(block, Declarations)):
            yield Declarations(tuple(lines), span)
            lines = []
        if isinstance(block, Declarations):
            span = span.to(block.span) if lines else block.span
            lines.extend(block.lines)
        else:
            yield block
    if lines:
        yield Declarations(tuple(lines), span)
