r"""The author's own commands: `\newcommand`, `\def`, `\DeclareMathOperator`, as the source writes them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from derive.reading.files.groups import ends
from derive.reading.source import Passage, Source, Span
from derive.reading.tokens import Kind, Token, tokenize

DEFINITION = r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|DeclareMathOperator|def)(?![a-zA-Z])\*?"

_FOUND = re.compile(
    rf"(?P<definition>{DEFINITION})|^[ \t>]*(?P<fence>`{{3,}}|~{{3,}})(?P<math>[ \t]*\{{?math\b)?"
    r"|\\begin\{(?P<verbatim>(?:verbatim|lstlisting|minted|comment)\*?)\}|(?P<comment><!--(?!\s*derive\b))"
    r"|(?<!`)(?P<ticks>`+)(?!`)[^`\n]+(?P=ticks)(?!`)|\\[\s\S]|%[^\n]*",
    re.MULTILINE,
)
_BRACES = re.compile(r"\\[\s\S]|%[^\n]*|(?P<brace>[{}])")
_SPACE = re.compile(r"(?:\s|%[^\n]*\n)*")
_NAME = re.compile(r"\{\s*(?P<braced>\\(?:[a-zA-Z]+|.))\s*\}|(?P<bare>\\(?:[a-zA-Z]+|.))")
_COUNT = re.compile(r"\[\s*([0-9])\s*\]")
_DEFAULT = re.compile(r"\[((?:[^\[\]{}\\]|\\.|\{[^{}]*\})*)\]")
_PARAMETERS = re.compile(r"(?:#[1-9]\s*)*")
_ONE = re.compile(r"\\(?:[a-zA-Z]+|.)|[^\s{}\\]")


@dataclass(frozen=True, slots=True)
class Macro:
    """One definition. In `body` a token `#1` stands for the first argument; `default` is it when left out.

    `written` is the body as the source has it, for a use in running text. `until` is where the group ends in which it
    stands, if it stands in one; `replaces` tells that the command meant something else before.
    """

    name: str
    parameters: int
    default: tuple[Token, ...] | None
    body: tuple[Token, ...]
    span: Span
    written: str = ""
    until: int | None = None
    replaces: bool = False

    def reaches(self, place: int) -> bool:
        """Whether the definition is in force at an offset behind it, if none follows it."""
        return self.until is None or place < self.until

    def says_as(self, other: Macro) -> bool:
        """Whether two definitions give a command the same meaning."""
        said = [(each.parameters, _texts(each.default), _texts(each.body)) for each in (self, other)]
        return said[0] == said[1]


@dataclass(frozen=True)
class Macros:
    """All definitions of a source by name, each list in the order of the file, and the stretches where they stand."""

    named: dict[str, list[Macro]] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)

    def at(self, name: str, place: int) -> Macro | None:
        """The definition of `name` in force at an offset: the last one before it, or else the first one after it.

        One that gives a command another meaning says nothing of what stands before it.
        """
        macros = self.named.get(name)
        if not macros:
            return None
        before = bisect_right(macros, place, key=lambda macro: macro.span.start) - 1
        if before < 0:
            return None if macros[0].replaces else macros[0]
        return macros[before]

    def doubt(self, name: str, place: int) -> Macro | None:
        """The definition that `at` finds, where it stands in a group that is closed and another meaning was before."""
        macro = self.at(name, place)
        if macro is None or macro.until is None or macro.span.start <= place < macro.until:
            return None
        other = macro.replaces or not all(macro.says_as(each) for each in self.named[name])
        return macro if other else None

    def inside(self, place: int) -> bool:
        """Whether an offset lies in a definition."""
        index = bisect_right(self.spans, place, key=lambda span: span.start) - 1
        return index >= 0 and place < self.spans[index].end


def braces(text: str) -> dict[int, int]:
    """For each opening brace the offset of the brace that closes it; escaped braces and remarks are passed over."""
    pairs, opened = {}, []
    for match in _BRACES.finditer(text):
        if match["brace"] == "{":
            opened.append(match.start())
        elif match["brace"] and opened:
            pairs[opened.pop()] = match.start()
    return pairs


def after(text: str, closing: str, start: int, endless: set[str]) -> int | None:
    """The offset after the next `closing`; what was not found once is noted in `endless` and not looked for again."""
    place = -1 if closing in endless else text.find(closing, start)
    if place < 0:
        endless.add(closing)
        return None
    return place + len(closing)


def _texts(tokens: tuple[Token, ...] | None) -> list[str] | None:
    return None if tokens is None else [token.text for token in tokens]


def find(source: Source) -> Macros:
    """All definitions of a source, wherever they stand, but for code, verbatim text, comments and other definitions."""
    text, macros, endless, place, fenced = source.text, Macros(), set[str](), 0, -1
    if not re.search(DEFINITION, text):
        return macros
    pairs = braces(text)
    starts = (match.start() for match in re.finditer(DEFINITION, text))
    closed = ends(text, starts, formulas=source.path.endswith(".tex"))
    while match := _FOUND.search(text, place):
        place = match.end()
        if match["definition"]:
            place = _define(macros, text, match, pairs, closed)
        elif match["math"]:
            fenced = (after(text, match["fence"], place, endless) or 0) - len(match["fence"])
        elif match["fence"] and match.start("fence") != fenced:
            place = after(text, match["fence"], place, endless) or place
        elif match["verbatim"]:
            place = after(text, f"\\end{{{match['verbatim']}}}", place, endless) or place
        elif match["comment"]:
            place = after(text, "-->", place, endless) or place
    return macros


def definition_end(text: str, start: int, pairs: dict[int, int]) -> int | None:
    """The offset after the definition that starts at `start`, or None if it is not a whole one."""
    parts = _parts(text, start, pairs)
    return parts.end if parts else None


@dataclass(frozen=True, slots=True)
class _Parts:
    """A definition as written; `parameters` is None where its arguments are delimited, which is not read."""

    name: str
    parameters: int | None
    default: tuple[int, int] | None
    body: tuple[int, int]
    end: int


def _parts(text: str, start: int, pairs: dict[int, int]) -> _Parts | None:
    """The parts of the definition that starts at `start`, as stretches of the text."""

    def past(place: int) -> int:
        match = _SPACE.match(text, place)
        return match.end() if match else place

    command = re.compile(DEFINITION).match(text, start)
    name = _NAME.match(text, past(command.end())) if command else None
    if command is None or name is None:
        return None
    place, default = past(name.end()), None
    parameters: int | None = 0
    if command.group() == r"\def":
        written = _PARAMETERS.match(text, place)
        parameters, place = (written.group().count("#"), past(written.end())) if written else (0, place)
        if text[place : place + 1] != "{":
            place = text.find("{", place, place + 200)
            parameters = None
    elif count := _COUNT.match(text, place):
        parameters, place = int(count[1]), past(count.end())
        if parameters and (first := _DEFAULT.match(text, place)):
            default, place = first.span(1), past(first.end())
    body = (place + 1, pairs[place]) if place in pairs else None
    one = None if body or text[place : place + 1] == "{" else _ONE.match(text, place)
    if body is None and (one is None or command.group() == r"\def"):
        return None
    body, end = (body, body[1] + 1) if body else (one.span(), one.end()) if one else ((0, 0), 0)
    return _Parts(name["braced"] or name["bare"], parameters, default, body, end)


def _define(
    macros: Macros, text: str, match: re.Match[str], pairs: dict[int, int], closed: dict[int, int]
) -> int:
    """Note the definition at `match`; the offset at which to look for more."""
    parts = _parts(text, match.start(), pairs)
    if parts is None:
        return match.end()
    span = Span(match.start(), parts.end)
    macros.spans.append(span)
    known = macros.named.setdefault(parts.name, [])
    provides = match.group().startswith(r"\providecommand")
    if parts.parameters is not None and not (provides and any(macro.reaches(span.start) for macro in known)):
        body = _tokens(text, *parts.body)
        if match.group().startswith(r"\DeclareMathOperator"):
            body = (Token(Kind.COMMAND, r"\operatorname", span), Token(Kind.SYMBOL, "{", span), *body,
                    Token(Kind.SYMBOL, "}", span))
        default = _tokens(text, *parts.default) if parts.default else None
        is_global = text[max(0, span.start - 20) : span.start].rstrip().endswith(r"\global")
        until = None if is_global else closed.get(span.start)
        replaces = match.group().startswith((r"\renew", r"\def", r"\DeclareRobust"))
        written = text[slice(*parts.body)]
        known.append(Macro(parts.name, parts.parameters, default, body, span, written, until, replaces))
    return parts.end


def _tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of a body, with `#1` as one symbol."""
    found: list[Token] = []
    for token in tokenize(Passage(text[start:end], tuple(range(start, end)))):
        if token.kind is Kind.NUMBER and found and found[-1].text == "#" and token.text[0] in "123456789":
            found[-1] = Token(Kind.SYMBOL, "#" + token.text[0], found[-1].span)
            if len(token.text) > 1:
                found.append(replace(token, text=token.text[1:]))
        else:
            found.append(token)
    return tuple(found)
