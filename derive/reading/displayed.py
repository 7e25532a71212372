r"""Displayed formulas: chains of relations become claims and definitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from derive.reading.clean import clean
from derive.reading.conditions import OPENERS, logical
from derive.reading.cursor import split, unclosed
from derive.reading.heads import head, introduced, is_defined, place
from derive.reading.membership import membership
from derive.reading.names import Names, Sort
from derive.reading.parser import Parser
from derive.reading.rows import RELATIONS, relations, rows, segments
from derive.reading.source import Source, Span
from derive.reading.statements import (
    Definition,
    Equation,
    Form,
    Head,
    Notation,
    Placed,
    Plain,
    Statement,
    UnknownFunction,
    Unread,
)
from derive.reading.syntax import Call, Junction, Logical, Node, Unreadable
from derive.reading.tokens import Kind, Token

DEFINING = frozenset({":=", r"\coloneqq", r"\triangleq", r"\equiv"})
SILENT = {
    r"\leftarrow": "an assignment", r"\mapsto": "a map", r"\to": "an arrow", r"\approx": "an approximation",
    r"\propto": "a proportionality", r"\sim": "a distribution", r"\simeq": "an approximation",
    r"\Rightarrow": "an implication", r"\Leftrightarrow": "an equivalence", r"\cong": "an approximation",
    r"\longrightarrow": "an arrow", r"\xrightarrow": "an arrow", r"\leadsto": "an arrow",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a relation, and where its row starts if it stands first there."""

    tokens: Sequence[Token]
    row: int


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two sides."""

    left: Side
    sign: str
    sign_span: Span
    right: Side


@dataclass(frozen=True, slots=True)
class Reading:
    """The statements of a displayed formula, the names after it, and the side from which the next one may go on."""

    found: list[Placed]
    names: Names
    last: Side | None


def read(tokens: Sequence[Token], names: Names, source: Source, last: Side | None = None) -> Reading:
    """Read one displayed formula; one that begins with a relation goes on from `last`."""
    try:
        cleaned = clean(list(tokens))
        lines = [segment for row in rows(cleaned) for segment in _numbered(segments(row))]
    except Unreadable as problem:
        span = place(tokens) if tokens else problem.span
        return Reading([_placed(Unread(problem.message, problem.span), span, source)], names, last)
    reader = _Reader(names, source, last and replace(last, row=-1))
    reader.run(lines)
    return Reading(reader.found, reader.names, reader.last)


def _numbered(parts: list[list[Token]]) -> list[list[Token]]:
    return [part for part in parts if part]


class _Reader:
    """Reads segment after segment; a chain may go on from one to the next."""

    def __init__(self, names: Names, source: Source, last: Side | None) -> None:
        self.names = names
        self.source = source
        self.found: list[Placed] = []
        self.last = last
        self.chain = 0

    def run(self, lines: list[list[Token]]) -> None:
        for number, tokens in enumerate(lines):
            try:
                self.segment(tokens, number)
            except Unreadable as problem:
                self.put(Unread(problem.message, problem.span), place(tokens))

    def put(self, statement: Statement, span: Span) -> None:
        self.found.append(replace(_placed(statement, span, self.source), chain=self.chain))

    def put_link(self, statement: Statement, link: Link) -> None:
        """A link whose left side stands in an earlier row is shown with that side."""
        span = self.span(link)
        self.put(statement, span)
        if link.left.row != link.right.row and link.left.tokens:
            left = _placed(statement, place(link.left.tokens), self.source).source
            self.found[-1] = replace(self.found[-1], source=f"{left} {self.found[-1].source}")

    def segment(self, tokens: list[Token], number: int) -> None:
        if self._is_condition(tokens):
            self.condition(tokens)
            return
        links, lone = _links(tokens, number, self.last)
        if links and links[-1].sign == "∈":
            self.chain += 1
            self.names, statement = membership(links[0].left.tokens, links[-1].right.tokens, self.names)
            self.put(statement, place(tokens))
            links = links[:-1]
            if not links:
                return
        if lone is not None and not links:
            self.chain += 1
            bracket = unclosed(tokens)
            if bracket is not None:
                raise Unreadable(f"this `{bracket.text}` is never closed", bracket.span)
            self.put(Plain("an expression on its own"), place(tokens))
            self.last = lone
            return
        if links[0].left.row == number:
            self.chain += 1
        for link in links:
            self.link(link)
            self.last = link.right

    def _is_condition(self, tokens: list[Token]) -> bool:
        first = tokens[0]
        if first.kind is Kind.TEXT:
            return True
        if first.text == r"\forall":
            return True
        if first.text == "(" and tokens[-1].text == ")" and self.found:
            return bool(relations(tokens[1:-1])) and not relations(tokens)
        return any(t.text == r"\dots" for t in tokens) and _is_range(tokens) and bool(self.found)

    def condition(self, tokens: list[Token]) -> None:
        """Words, ranges and conditions behind an equation restrict the equations of its row."""
        words = tokens[0].text.strip(" ,.:;").lower() if tokens[0].kind is Kind.TEXT else ""
        rest = tokens[1:] if words else tokens
        if words and words not in OPENERS and not relations(rest):
            return
        restriction = _restriction(Parser(rest, self.names, tokens[-1].span))
        if restriction is None or not self.found:
            return
        last = self.found[-1]
        if isinstance(last.statement, Equation):
            joined = _and(last.statement.condition, restriction)
            self.found[-1] = replace(last, statement=replace(last.statement, condition=joined))

    def link(self, link: Link) -> None:
        try:
            statement = self.statement(link)
        except Unreadable as problem:
            statement = Unread(problem.message, problem.span)
        self.put_link(statement, link)

    def span(self, link: Link) -> Span:
        """From the left side, or from the relation where the left side stands in an earlier row."""
        if not link.left.tokens or not link.right.tokens:
            return link.sign_span
        start = place(link.left.tokens) if link.left.row == link.right.row else link.sign_span
        return start.to(place(link.right.tokens))

    def parse(self, side: Side, span: Span) -> Node:
        if not side.tokens:
            raise Unreadable("expected something on this side of the relation", span)
        return Parser(side.tokens, self.names, side.tokens[-1].span).whole()

    def statement(self, link: Link) -> Statement:
        if any(side.tokens and all(t.kind is Kind.TEXT for t in side.tokens) for side in (link.left, link.right)):
            return Plain("words")
        if link.sign in SILENT:
            return Plain(SILENT[link.sign])
        if link.sign == "=:":
            swapped = self._definition(link.right, link.left, link, forced=True)
            return swapped or self._definition(link.left, link.right, link, forced=True) or Notation()
        if link.sign in DEFINING:
            return self._definition(link.left, link.right, link, forced=True) or self._notation(link)
        if link.sign == "=":
            found = self._definition(link.left, link.right, link, forced=False)
            if found is not None:
                return found
            left, right = self.parse(link.left, link.sign_span), self.parse(link.right, link.sign_span)
            return Equation(left, right)
        raise Unreadable(f"`{link.sign}` claims no equation; only equations are judged", link.sign_span)

    def _notation(self, link: Link) -> Statement:
        self.parse(link.left, link.sign_span)
        self.parse(link.right, link.sign_span)
        return Notation()

    def _definition(self, left: Side, right: Side, link: Link, *, forced: bool) -> Statement | None:
        """A definition of the name on the left; without a sign of definition only where it has none yet."""
        found = self._head(left)
        if found is None or (not forced and (is_defined(self.names, found) or not self._may_define(found))):
            return None
        if not right.tokens:
            raise Unreadable("expected what the name on the left stands for", link.sign_span)
        statement, self.names = definition(found, right.tokens, self.names)
        return statement

    def _may_define(self, found: Head) -> bool:
        known = self.names.find(found.plain, found.face)
        if known is not None:
            return known.sort is not Sort.SIZE and (known.sort is not Sort.FUNCTION or found.form is not Form.NAME)
        return True

    def _head(self, side: Side) -> Head | None:
        if not side.tokens:
            return None
        try:
            return head(Parser(side.tokens, self.names, side.tokens[-1].span))
        except Unreadable:
            return None


def definition(found: Head, tokens: Sequence[Token], names: Names) -> tuple[Statement, Names]:
    """A definition of a head by the tokens of its body, and the names with it."""
    own = _unknown(found, tokens, names)
    if own is not None:
        return own, introduced(names, found, Sort.FUNCTION, defined=True)
    scope = names
    for parameter in found.parameters:
        if scope.find(parameter, "") is None:
            scope = introduced(scope, Head(parameter, parameter, "", Form.NAME), Sort.QUANTITY, defined=False)
    if found.form in (Form.NAME, Form.ENTRY) and names.find(found.plain, found.face) is None:
        own_name = replace(found, form=Form.NAME)
        if found.form is Form.NAME:
            scope = introduced(scope, own_name, Sort.QUANTITY, defined=False)
    body = Parser(tokens, scope, tokens[-1].span).whole()
    is_function = found.form in (Form.FUNCTION, Form.ROW_FUNCTION)
    sort = Sort.FUNCTION if is_function else Sort.QUANTITY
    return Definition(found, body), introduced(names, found, sort, defined=True)


def _unknown(found: Head, tokens: Sequence[Token], names: Names) -> UnknownFunction | None:
    """`L := L(Y)`: the name of the left side applied to names."""
    if found.form is not Form.NAME:
        return None
    if tokens[-1].text != ")" or not any(t.text == "(" for t in tokens):
        return None
    as_function = introduced(names, found, Sort.FUNCTION, defined=True)
    parser = Parser(tokens, as_function, tokens[-1].span)
    try:
        node = parser.whole()
    except Unreadable:
        return None
    if isinstance(node, Call) and node.function == found.key and node.primes == 0:
        return UnknownFunction(found, node.arguments)
    return None


def _links(tokens: list[Token], number: int, last: Side | None) -> tuple[list[Link], Side | None]:
    """The relations of a segment; a segment that begins with one goes on from the side before it."""
    places = _merged(tokens)
    if not places:
        return [], Side(tokens, number)
    sides: list[Side] = []
    start = 0
    for begin, end, _ in places:
        sides.append(Side(tokens[start:begin], number))
        start = end
    sides.append(Side(tokens[start:], number))
    if not sides[0].tokens:
        if last is None:
            raise Unreadable("this row begins with a relation, but no expression stands before it", tokens[0].span)
        sides[0] = last
    links = []
    for (begin, end, sign), left, right in zip(places, sides, sides[1:], strict=False):
        links.append(Link(left, sign, tokens[begin].span.to(tokens[end - 1].span), right))
    return links, None


def _merged(tokens: list[Token]) -> list[tuple[int, int, str]]:
    """Relations with their stretch; `:=` and `=:` are one sign each."""
    found = []
    for begin in relations(tokens):
        end, sign = begin + 1, tokens[begin].text
        if sign == "=" and begin and tokens[begin - 1].text == ":":
            found.append((begin - 1, end, ":="))
        elif sign == "=" and end < len(tokens) and tokens[end].text == ":":
            found.append((begin, end + 1, "=:"))
        else:
            found.append((begin, end, "∈" if sign == r"\in" else sign))
    return found


def _is_range(tokens: list[Token]) -> bool:
    parts = split(tokens, ",")
    return len(parts) > 1 and len(relations(parts[0])) == 1 and len(parts[0]) == 3 and len(relations(tokens)) == 1


def _restriction(parser: Parser) -> Logical | None:
    """A condition on free indices; `i = 1, \\dots, n` and `\\forall i` restrict nothing."""
    tokens = [t for t in parser.tokens if t.text != r"\quad"]
    while tokens and tokens[0].text == "(" and tokens[-1].text == ")":
        tokens = tokens[1:-1]
    if not any(t.text in RELATIONS for t in tokens) or any(t.text in (r"\dots", r"\in") for t in tokens):
        return None
    return logical(Parser(tokens, parser.names, parser.end))


def _and(first: Logical | None, second: Logical) -> Logical:
    return second if first is None else Junction(True, (first, second))


def _placed(statement: Statement, span: Span, source: Source) -> Placed:
    return Placed(statement, span, " ".join(source.text[span.start : span.end].split()))

