r"""Updates, which tell a step and claim nothing: `w := w - \eta g`, and `w_{t+1} = w_t - \eta g_t` of a new name."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.cursor import split
from derive.reading.grammar.names import Names
from derive.reading.grammar.parser import Parser
from derive.reading.grammar.trees import holds, walk
from derive.reading.statements import Form, Head
from derive.reading.syntax import Addition, Entry, Name, Node, Product, Ratio, Unreadable
from derive.reading.tokens import Kind, Token

SLOPES = frozenset({r"\nabla", r"\partial"})


def is_update(head: Head, tokens: Sequence[Token], names: Names, *, stated: bool) -> bool:
    """Whether a definition by these tokens takes a step from what it defines, and can mean nothing else.

    A sign of definition (`stated`) tells an assignment, and the same name at another step is not the same value. What
    is known may be an array of which another entry is told, unless the step is along a derivative.
    """
    letters = {token.text.lower() for token in tokens if token.kind in (Kind.LETTER, Kind.COMMAND)}
    if not any(letter in head.plain.lower() for letter in letters):
        return False
    terms = [term for term in split(tokens, "+", "-") if term]
    found = [(term, _parsed(term, names)) for term in terms]
    own = [(term, node) for term, node in found if is_before(node, head)]
    rest = [term for term, node in found if not is_before(node, head)]
    if len(own) != 1 or _is_subtracted(own[0][0], tokens) or not rest:
        return False
    if not all(_is_step(term, names) for term in rest):
        return False
    node = own[0][1]
    moved = isinstance(node, Entry) and node.indices != head.indices
    if stated or not moved or all(_is_slope(term) for term in rest):
        return stated or moved
    return names.find(head.plain, head.face) is None and not any(_rests_on(term, head, names) for term in rest)


def adds(head: Head, body: Node) -> bool:
    """Whether a body adds to what a head names."""
    return isinstance(body, Addition) and any(is_before(term, head) for term in body.terms)


def recurs(head: Head, body: Node) -> bool:
    """Whether a body speaks of what a head names at another step, as that of `h_t = f(h_{t-1})` does."""
    own = [node for node in walk(body) if isinstance(node, Entry) and node.array == Name(head.key)]
    return head.form is Form.ENTRY and any(node.indices != head.indices for node in own)


def is_before(term: Node | None, head: Head) -> bool:
    """Whether a term is what a head names, or that at another step."""
    if head.form is Form.NAME or not isinstance(term, Entry):
        return head.form is Form.NAME and isinstance(term, Name) and term.key == head.key
    steps = term.indices == head.indices or _steps(head.indices, term.indices)
    return isinstance(term.array, Name) and term.array.key == head.key and steps


def _steps(one: Sequence[Node], other: Sequence[Node]) -> bool:
    """Whether indices are of the same letters in the same order, as `t+1` and `t`."""
    letters = [_letters(index) for index in one]
    return letters == [_letters(index) for index in other] and any(letters)


def _letters(index: Node) -> list[str]:
    return [part.key for part in walk(index) if isinstance(part, Name)]


def _is_subtracted(term: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Whether a minus stands before a term."""
    place = next(place for place, token in enumerate(tokens) if token.span == term[0].span)
    return place > 0 and tokens[place - 1].text == "-"


def _parsed(tokens: Sequence[Token], names: Names) -> Node | None:
    try:
        return Parser(tokens, names).whole()
    except Unreadable:
        return None


def _is_step(tokens: Sequence[Token], names: Names) -> bool:
    """Whether a term has a derivative, or is a factor times something, as in `- \\eta g`."""
    return _is_slope(tokens) or isinstance(_parsed(tokens, names), Product | Ratio)


def _is_slope(tokens: Sequence[Token]) -> bool:
    return any(token.text in SLOPES for token in tokens)


def _rests_on(tokens: Sequence[Token], head: Head, names: Names) -> bool:
    """Whether a term has a value of what a head names, and not only a derivative there."""
    if _is_slope(tokens):
        return False
    found = _parsed(tokens, names)
    return found is None or holds(found, head.key)
