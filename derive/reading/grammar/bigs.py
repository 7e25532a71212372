r"""Big operators: `\sum`, `\prod`, `\max`, `\min` with every way of writing bounds, and limits."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.cursor import Cursor, split
from derive.reading.grammar.functions import call
from derive.reading.grammar.trees import children, depends, walk
from derive.reading.source import Span
from derive.reading.syntax import (
    Big,
    Binder,
    Junction,
    LimitOf,
    Logical,
    Minus,
    Name,
    Node,
    Product,
    Ratio,
    Relation,
    Taken,
    Unreadable,
)
from derive.reading.tokens import Kind, Token


def big(at: Cursor) -> Node:
    r"""A big operator and the product it governs; `\max(a, b)` is a function."""
    if at.peek().text in (r"\max", r"\min") and at.peek(1).text != "_":
        return call(at)
    command = at.take()
    below, above = _bounds(at)
    if below is None:
        at.fail(f"`{command.text}` does not say over which index", command.span)
    binders, condition = _binders(at, *below)
    if above is not None:
        high = at.within(*above).whole()
        binders = tuple(b if b.high else Binder(b.index, b.low, high, span=b.span) for b in binders)
    else:
        binders, condition = _equated(at, binders, condition)
    body = at.product()
    if command.text != r"\sum":
        _check_last(at, command, {binder.index for binder in binders}, body)
    return Big(command.text[1:], binders, body, condition, span=command.span.to(body.span))


def _check_last(at: Cursor, command: Token, indices: set[str], body: Node) -> None:
    """Refuse a last factor without the indices behind others with them: it can be meant inside or outside."""
    match body:
        case Product(left=first, right=last) | Ratio(top=first, bottom=last):
            if depends(first, indices) and not depends(last, indices):
                at.fail(f"this can be meant inside or outside of the `{command.text}`; write brackets", last.span)


def unended(at: Cursor, term: Node) -> set[str]:
    """The indices of a big operator with which the term that was just read ends, where no bracket tells its end."""
    match term:
        case Big(binders=binders) if term.span.end == at.tokens[at.place - 1].span.end:
            return {binder.index for binder in binders if at.names.find(binder.index, "") is None}
        case Minus(operand=inner) | Product(right=inner) | Ratio(bottom=inner):
            return unended(at, inner)
    return set()


def check_ended(at: Cursor, term: Node, indices: set[str]) -> None:
    """Refuse a term with an index of a big operator in a term before it: all of the sum can be meant."""
    if depends(term, indices):
        what = "this can be meant inside or outside of the operator before it, which has its index"
        at.fail(f"{what}; write brackets, or give that another index", term.span)


def _bounds(at: Cursor) -> tuple[tuple[Sequence[Token], Span] | None, tuple[Sequence[Token], Span] | None]:
    below = above = None
    while at.at("_", "^"):
        if at.take().text == "_":
            below = at.group()
        else:
            above = at.group()
    return below, above


def _binders(at: Cursor, tokens: Sequence[Token], end: Span) -> tuple[tuple[Binder, ...], Logical | None]:
    """The indices below a big operator, and what restricts them."""
    binders: list[Binder] = []
    conditions: list[Logical] = []
    lines = [t for t in tokens if not (t.text == r"\substack" and t.kind is Kind.COMMAND)]
    lines = [t for t in lines if t.text not in ("{", "}", "(", ")") or t.kind is Kind.TEXT]
    for part in split(lines, ",", r"\\"):
        _part(at, [t for t in part if t.text not in (r"\quad", r"\forall")], end, binders, conditions)
    low = binders[-1].low if binders else None
    if low is not None and len(binders) > 1:
        binders = [b if b.low or b.high else Binder(b.index, low, b.high, span=b.span) for b in binders]
    return tuple(binders), _joined(conditions)


def _joined(conditions: list[Logical]) -> Logical | None:
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    return Junction(True, tuple(conditions))


def _equated(
    at: Cursor, binders: tuple[Binder, ...], condition: Logical | None
) -> tuple[tuple[Binder, ...], Logical | None]:
    """Indices without an upper bound; `i = j` of two letters is a condition then."""
    conditions = [] if condition is None else [condition]
    found: list[Binder] = []
    for binder in binders:
        low = binder.low
        equal = low is not None and binder.high is None and _is_new(at, low)
        found.append(Binder(binder.index, span=binder.span) if equal else binder)
        if equal and low is not None:
            conditions.append(Relation("=", Name(binder.index, span=binder.span), low, span=binder.span))
    return tuple(found), _joined(conditions)


def _part(
    at: Cursor, part: Sequence[Token], end: Span, binders: list[Binder], conditions: list[Logical]
) -> None:
    if not part:
        at.fail("expected an index below this operator", end)
    if len(part) == 1 or not any(t.text in RELATIONS for t in part):
        binders.extend(_letters(at, part))
        return
    found = at.within(part, end).logical()
    chain = found.parts if isinstance(found, Junction) else (found,)
    if not all(isinstance(r, Relation) for r in chain) or found is None:
        at.fail("expected an index with its bounds here", part[0].span)
    relations = [r for r in chain if isinstance(r, Relation)]
    rising = _rising(at, relations)
    if rising:
        binders.extend(rising)
        conditions.extend(relations[1:-1])
        return
    binder = _bounded(at, relations, {b.index for b in binders})
    if binder is None:
        name = relations[0].left
        if not isinstance(name, Name):
            at.fail("expected an index with its bounds here", part[0].span)
        if all(b.index != name.key for b in binders):
            binders.append(Binder(name.key, span=name.span))
        conditions.append(found)
    else:
        binders.append(binder)


RELATIONS = frozenset({"=", "<", ">", r"\le", r"\ge", r"\ne", r"\in", r"\neq"})


def _letters(at: Cursor, part: Sequence[Token]) -> list[Binder]:
    """`\\sum_j`, `\\sum_{ij}` and `\\sum_{k'}`."""
    found: list[Binder] = []
    for token in part:
        if token.text == "'" and found:
            found[-1] = Binder(f"{found[-1].index}'", span=found[-1].span.to(token.span))
            continue
        if token.kind is not Kind.LETTER and token.kind is not Kind.COMMAND:
            at.fail(f"expected an index below this operator, found `{token.text}`", token.span)
        found.append(Binder(token.text, span=token.span))
    return found


def _bounded(at: Cursor, relations: list[Relation], bound: set[str]) -> Binder | None:
    """`j = 1`, `1 \\le j \\le m`, `j \\le m` as an index with bounds."""
    first = relations[0]
    if len(relations) == 1 and first.sign == "=" and isinstance(first.left, Name):
        return Binder(first.left.key, first.right, span=first.span)
    if len(relations) == 2 and isinstance(first.right, Name) and first.right == relations[1].left:
        low, high = first, relations[1]
        if low.sign == "≤" and high.sign == "≤":
            return Binder(first.right.key, low.left, high.right, span=first.span)
    if len(relations) == 1 and first.sign == "≤" and isinstance(first.left, Name) and first.left.key not in bound:
        if _is_new(at, first.right):
            return None
        return Binder(first.left.key, None, first.right, span=first.span)
    return None


def _rising(at: Cursor, relations: list[Relation]) -> list[Binder]:
    """The indices of `1 \\le i < j \\le n`, which have the same bounds."""
    low, high = relations[0], relations[-1]
    between = [relation.left for relation in relations[1:]]
    upward = all(relation.sign in ("<", "≤") for relation in relations) and (low.sign, high.sign) == ("≤", "≤")
    if len(between) < 2 or not upward or not all(_is_new(at, node) for node in between):
        return []
    return [Binder(n.key, low.left, high.right, span=n.span) for n in between if isinstance(n, Name)]


def _is_new(at: Cursor, node: Node) -> bool:
    """Whether a node is a letter that nobody declared, and so may be an index too."""
    return isinstance(node, Name) and at.names.find(node.key, "") is None


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
