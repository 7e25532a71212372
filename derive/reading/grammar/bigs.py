r"""Big operators: `\sum`, `\prod`, `\max`, `\min` with every way of writing bounds, and limits."""

from __future__ import annotations

from collections.abc import Sequence, Set

from derive.reading.grammar.binders import below_operator, equated
from derive.reading.grammar.brackets import ELLIPSIS, entries, inside
from derive.reading.grammar.cursor import Cursor, split
from derive.reading.grammar.dots import folded
from derive.reading.grammar.functions import call
from derive.reading.grammar.trees import children, depends, names_in, walk
from derive.reading.grammar.untold import untold
from derive.reading.source import Span
from derive.reading.syntax import (
    Big,
    Binder,
    LimitOf,
    Minus,
    Name,
    Node,
    Partial,
    Product,
    Ratio,
    Taken,
    Unreadable,
)
from derive.reading.tokens import Kind, Token

SUMS = (r"\sum", r"\prod")
"""What TeX sets off from the quotient before it, so that nobody divides by it without brackets."""


def big(at: Cursor) -> Node:
    r"""A big operator and the product it governs; `\max(a, b)` is a function."""
    if at.peek().text in (r"\max", r"\min") and at.peek(1).text != "_":
        return _of_list(at) or call(at)
    command = at.take()
    below, above = _bounds(at)
    high = at.within(*above).whole() if above is not None else None
    if below is None:
        if command.text != r"\sum":
            at.fail(f"`{command.text}` does not say over which index", command.span)
        body = at.product()
        return Big("sum", untold(high, command.span), body, span=command.span.to(body.span))
    binders, condition = below_operator(at, *below)
    if high is not None:
        binders = tuple(b if b.high else Binder(b.index, b.low, high, span=b.span) for b in binders)
    else:
        binders, condition = equated(at, binders, condition)
    body = at.product()
    if command.text != r"\sum":
        _check_last(at, command, {binder.index for binder in binders}, body)
    return Big(command.text[1:], binders, body, condition, span=command.span.to(body.span))


def _of_list(at: Cursor) -> Node | None:
    r"""`\max(x_1, \dots, x_n)`, consumed; nothing where no such list stands here."""
    if at.peek(1).text not in ("(", "[", r"\{"):
        return None
    end = at.matching(at.place + 1)
    if [ELLIPSIS] not in [[token.text for token in part] for part in split(at.tokens[at.place + 2 : end], ",")]:
        return None
    command = at.take()
    inner, span = inside(at)
    return folded(command.text[1:], entries(inner), at.names, command.span.to(span))


def _check_last(at: Cursor, command: Token, indices: set[str], body: Node) -> None:
    """Refuse a last factor without the indices behind others with them: it can be meant inside or outside."""
    match body:
        case Product(left=first, right=last) | Ratio(top=first, bottom=last):
            if depends(first, indices) and not depends(last, indices):
                at.fail(f"this can be meant inside or outside of the `{command.text}`; write brackets", last.span)


class Unended(Unreadable):
    """A sum with whose index the last term behind it stands too; all up to there are its terms, or that is free.

    `body` is where its first term begins, `end` where the last ends, and `indices` are those of this sum and of the
    sums around it.
    """

    def __init__(self, message: str, span: Span, body: Span, end: Span, indices: frozenset[str]) -> None:
        super().__init__(message, span)
        self.body = body
        self.end = end
        self.indices = indices

    def enclosed(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens with brackets around all terms."""
        first = next(place for place, token in enumerate(tokens) if token.span.start >= self.body.start)
        last = max(place for place, token in enumerate(tokens) if token.span.end <= self.end.end)
        opening = Token(Kind.SYMBOL, "(", Span(self.body.start, self.body.start))
        closing = Token(Kind.SYMBOL, ")", Span(self.end.end, self.end.end))
        return [*tokens[:first], opening, *tokens[first : last + 1], closing, *tokens[last + 1 :]]


def unended(at: Cursor, term: Node) -> tuple[Big, ...]:
    """The big operator with which the term that was just read ends, where no bracket tells its end.

    Behind it is the one with which its own term ends, and so on.
    """
    match term:
        case Big(body=body) if term.span.end == at.tokens[at.place - 1].span.end:
            return (term, *unended(at, body))
        case Minus(operand=inner) | Product(right=inner) | Ratio(bottom=inner) | Partial(numerator=Node() as inner):
            return unended(at, inner)
    return ()


def check_ended(at: Cursor, terms: Sequence[Node], ends: Sequence[Sequence[Big]]) -> None:
    """Refuse a term with an index of a big operator in a term before it: all of the sum can be meant.

    Each term ends with big operators, or with none.
    """
    for place, operators in enumerate(ends):
        if not operators:
            continue
        indices = frozenset[str]().union(*(_indices(at, each) for each in operators))
        outer = _indices(at, operators[0])
        later = [term for term in terms[place + 1 :] if depends(term, outer) or _has_free(term, indices - outer)]
        if not later:
            continue
        what = "this can be meant inside or outside of the operator before it, which has its index"
        message = f"{what}; write brackets, or give that another index"
        inner, last = operators[-1], terms[-1]
        others = [index for end in ends[place + 1 :] for each in end for index in _indices(at, each)]
        is_sum = all(each.operator == "sum" for each in operators) and not _divides(operators[0], terms[place])
        is_last = not any(ends[place + 1 : -1]) and indices.isdisjoint(others)
        if is_sum and is_last and depends(last, _indices(at, inner)):
            raise Unended(message, later[0].span, inner.body.span, last.span, indices)
        at.fail(message, later[0].span)


def _has_free(node: Node, letters: Set[str]) -> bool:
    r"""Whether a letter stands in a tree that no sum binds; `\sum_{i<j}` may bind both."""
    if isinstance(node, Big):
        letters = letters - {binder.index for binder in node.binders} - names_in(node.condition)
    if isinstance(node, Name):
        return node.key in letters
    return any(_has_free(part, letters) for part in children(node))


def _divides(operator: Big, term: Node) -> bool:
    """Whether a term is divided by an operator in it."""
    bottoms = (node.bottom for node in walk(term) if isinstance(node, Ratio))
    return any(node is operator for bottom in bottoms for node in walk(bottom))


def _indices(at: Cursor, operator: Big) -> set[str]:
    return {binder.index for binder in operator.binders if at.names.find(binder.index, "") is None}


def _bounds(at: Cursor) -> tuple[tuple[Sequence[Token], Span] | None, tuple[Sequence[Token], Span] | None]:
    below = above = None
    while at.at("_", "^"):
        if at.take().text == "_":
            below = at.group()
        else:
            above = at.group()
    return below, above


def limit(at: Cursor) -> Node:
    r"""`\lim_{\delta \to 0}` and the product it governs."""
    command = at.take()
    at.expect("_", "behind \\lim")
    below, end = at.group()
    arrow = [place for place, t in enumerate(below) if t.text == r"\to"]
    if len(arrow) != 1:
        at.fail("expected `variable \\to value` below \\lim", end)
    variable = at.within(below[: arrow[0]], end).whole()
    if not isinstance(variable, Name):
        at.fail("expected a name before \\to below \\lim", end)
    to = at.within(below[arrow[0] + 1 :], end).whole()
    body = at.product()
    return LimitOf(variable.key, to, body, span=command.span.to(body.span))


def check_limits(root: Node) -> None:
    """Refuse a limit whose variable stands outside of what it takes too: all of a sum can be meant."""
    for node in walk(root):
        if isinstance(node, LimitOf) and _outside(root, node.variable):
            what = rf"the variable of this limit, `{node.variable}`, also stands outside of what it takes"
            raise Unreadable(f"{what}; write brackets around all of it, or give the limit another letter", node.span)


def _outside(node: Node, variable: str) -> bool:
    """Whether a name stands in a tree outside of all limits by it, and not as what has a value at a point."""
    match node:
        case LimitOf(variable=bound) | Taken(variable=Name(key=bound)) if bound == variable:
            return False
    return node == Name(variable) or any(_outside(part, variable) for part in children(node))
