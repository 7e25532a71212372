"""Lines of declarations: what an author adds in comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from derive.reading.grammar.abbreviated import abbreviated
from derive.reading.grammar.advice import letters, word
from derive.reading.grammar.clean import clean
from derive.reading.grammar.conditions import logical
from derive.reading.grammar.cursor import split
from derive.reading.grammar.defining import definition
from derive.reading.grammar.divided import ASSUME, before_assumptions, divided
from derive.reading.grammar.heads import declared, head, introduced, numbered
from derive.reading.grammar.membership import mapping, membership
from derive.reading.grammar.names import COMMON, Names, Sort, spell
from derive.reading.grammar.parser import Parser
from derive.reading.grammar.rows import relations
from derive.reading.grammar.samples import sample
from derive.reading.grammar.segments import segments
from derive.reading.grammar.touching import defined
from derive.reading.grammar.untold import told
from derive.reading.source import Passage, Source, Span
from derive.reading.statements import Assumed, Directive, Head, Notation, Option, Placed, Statement, Unread
from derive.reading.syntax import Relation, Unreadable
from derive.reading.tokens import Kind, Token, covered

OPTIONS = {"vectors": ("rows", "columns"), "layout": ("numerator", "denominator")}
DIRECTIVES = ("id", "skip", "expect", "kernel")
WORD = re.compile(r"\s*(vectors|layout|id|skip|expect|kernel)\s*:(?!=)\s*(.*?)\s*$", re.DOTALL)
OPTION = re.compile(rf"\s*(?:{'|'.join(OPTIONS)})\s*:(?!=)")
"""How a line begins that is about all of its comment."""
REMARK = re.compile(r"(?:^|\s+)%.*", re.DOTALL)
"""What an author adds behind a directive; a sign right behind a number, as in 50%, begins none."""
BEHIND = "what stands behind `;` is no assumption; put it on a line of its own"

LETTERINGS = frozenset({"script", "fraktur", "double"})
"""Typefaces in which a letter is as a rule another name than the plain one."""

Tokens = Callable[[Passage], list[Token]]


def read(line: Passage, names: Names, source: Source, tokens: Tokens) -> tuple[list[Placed], Names]:
    """The statements of one line, and the names as they are after it; `tokens` knows the document's macros."""
    worded = WORD.match(line.text)
    if worded is not None:
        span, text = line.span(0, len(line.text)), REMARK.sub("", worded.group(2))
        try:
            statement = _worded(worded.group(1), text, span)
            if isinstance(statement, Option) and statement.name == "vectors":
                names = replace(names, rows=statement.value == "rows")
            return [_placed(statement, span, source)], names
        except Unreadable as problem:
            return [_placed(Unread(problem.message, problem.span), span, source)], names
    found: list[Placed] = []
    for part in before_assumptions(line):
        placed, names = _part(part, names, source, tokens)
        found += placed
    return found, names


def _part(part: Passage, names: Names, source: Source, tokens: Tokens) -> tuple[list[Placed], Names]:
    """One assumption, or declarations and definitions."""
    span = part.span(0, len(part.text))
    assumed = ASSUME.match(part.text)
    try:
        if assumed is None:
            return _lines(abbreviated(clean(tokens(part)), names), names, source)
        rest = part[assumed.end() :]
        return [_placed(statement, span, source) for statement in _assumed(rest, names, span, tokens)], names
    except Unreadable as problem:
        unread = Unread(problem.message, problem.span, assumes=assumed is not None)
        return [_placed(unread, span, source)], names


def _worded(word: str, text: str, span: Span) -> Statement:
    if word in DIRECTIVES:
        if not text:
            raise Unreadable(f"`{word}:` needs a text behind it", span)
        return Directive(word, text)
    value = re.split(r"[\s%]", text, maxsplit=1)[0]
    if value not in OPTIONS[word]:
        raise Unreadable(f"`{word}:` is {' or '.join(OPTIONS[word])}, not `{text}`", span)
    return Option(word, value)


def _assumed(passage: Passage, names: Names, span: Span, tokens: Tokens) -> list[Statement]:
    _, *others = divided(passage.text, 0, len(passage.text))
    for start, end in others:
        if passage.text[start:end].split("%")[0].strip():
            raise Unreadable(BEHIND, passage.span(start - 1, end))
    condition_tokens = abbreviated(clean(tokens(passage)), names)
    if not condition_tokens:
        raise Unreadable("`assume` needs a condition behind it", span)
    condition = logical(Parser(condition_tokens, names))
    if condition is None:
        raise Unreadable("`assume` needs a condition behind it", span)
    if isinstance(condition, Relation):
        left, right = told((condition.left, condition.right), names)
        condition = replace(condition, left=left, right=right)
    return [Assumed(condition, " ".join(passage.text.split("%")[0].split()))]


def _lines(tokens: list[Token], names: Names, source: Source) -> tuple[list[Placed], Names]:
    found: list[Placed] = []
    for stripped in (each for segment in segments(tokens) for each in _each(segment)):
        try:
            statement, names = _statement(stripped, names)
        except Unreadable as problem:
            statement, names = Unread(problem.message, problem.span), _shadowed(stripped, names)
        found.append(_placed(statement, covered(stripped), source))
    return found, names


def _shadowed(tokens: Sequence[Token], names: Names) -> Names:
    r"""The names with `e`, `\delta` and their like, where an unread `\in` declares one: it is no constant any more."""
    first = next(iter(relations(tokens)), 0)
    if not first or tokens[first].text != r"\in":
        return names
    with suppress(Unreadable):
        for found in declared(Parser(tokens[:first], names)):
            if found.plain in COMMON and names.find(found.plain, found.face) is None:
                names = introduced(names, found, Sort.QUANTITY, defined=False)
    return names


def _each(segment: list[Token]) -> list[list[Token]]:
    """The declarations of a segment without spaces; `f, g : R \\to R` is two."""
    stripped = [t for t in segment if t.text != r"\quad"]
    colon = next((p for p, t in enumerate(stripped) if t.text == ":"), None)
    if colon is None or not any(stripped[p].text == r"\to" for p in relations(stripped)):
        return [stripped] if stripped else []
    return [[*name, *stripped[colon:]] for name in split(stripped[:colon], ",")]


def _statement(tokens: list[Token], names: Names) -> tuple[Statement, Names]:
    places = relations(tokens)
    first = places[0] if places else len(tokens)
    sign = tokens[first].text if places else ""
    colon = next((p for p, t in enumerate(tokens[: first + 1]) if t.text == ":"), -1)
    if sign == r"\to" and colon >= 0:
        names, unknown = mapping(tokens, colon, names)
        return unknown, names
    if sign == r"\in":
        names, shaped = membership(tokens[:first], tokens[first].span, tokens[first + 1 :], names)
        return shaped, names
    if sign in ("=", r"\coloneqq", r"\triangleq", r"\equiv"):
        return _definition(tokens, first, colon, names)
    if sign in ("<", ">", r"\le", r"\ge", r"\ne"):
        condition = logical(Parser(tokens, names))
        if condition is not None:
            return Assumed(condition, ""), names
    raise Unreadable("expected a declaration here: `name \\in shape`, `name := …` or `assume …`", tokens[0].span)


def _definition(tokens: list[Token], sign: int, colon: int, names: Names) -> tuple[Statement, Names]:
    left: Sequence[Token] = tokens[: colon if colon == sign - 1 else sign]
    right: Sequence[Token] = tokens[sign + 1 :]
    if right and right[0].text == ":":
        left, right = right[1:], left
    if not left or not right:
        raise Unreadable("expected a name and what it stands for", tokens[sign].span)
    spelling = sample(left, right)
    if spelling:
        return Notation(), replace(names, samples=names.samples | {spelling})
    if names.samples and spell(left) == spell(right):
        return Notation(), names
    left = defined(left) or left
    found = head(Parser(left, names)) or numbered(Parser(left, names))
    if found is None:
        touching = word(left)
        message = "expected a name, an entry or a function such as f(x) before the sign of definition"
        message += "; a condition begins with `assume`" if tokens[sign].text == "=" and colon < 0 else ""
        raise Unreadable(letters(touching) if touching else message, left[0].span)
    if found.plain in names.known and left[0].kind is Kind.LETTER and {left[0].face, found.face} & LETTERINGS:
        _one_letter(left[0], found)
    return definition(found, right, names)


def _one_letter(letter: Token, found: Head) -> None:
    r"""Refuse `L := …` where `\mathcal{L}` was declared: a letter of such a typeface is as a rule another name."""
    if letter.face != found.face:
        which = f"`{found.plain}` was declared in another typeface, so this can be that name or a new one"
        raise Unreadable(f"{which}; declare both by `\\in`, or write one", letter.span)


def _placed(statement: Statement, span: Span, source: Source) -> Placed:
    placed = Placed(statement, span, source.line(span))
    if isinstance(statement, Assumed) and not statement.source:
        return replace(placed, statement=replace(statement, source=placed.source))
    return placed
