r"""What stands below a big operator: `j = 1`, `1 \le j \le m`, `j \in \{1, \dots, m\} \setminus \{i\}`, `i < j`."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.cursor import Cursor, split
from derive.reading.grammar.names import is_letter
from derive.reading.source import Span
from derive.reading.syntax import Binder, Junction, Logical, Name, Node, Relation
from derive.reading.tokens import Kind, Token

RELATIONS = frozenset({"=", "<", ">", r"\le", r"\ge", r"\ne", r"\in", r"\neq"})
SEPARATORS = (",", r"\\", ":")
"""What stands between indices, and between them and what is said of them."""
WITHOUT = (r"\setminus", r"\smallsetminus", r"\backslash")
RANGE = (
    r"a sum over a set is read where the set is a range, `\{1, \dots, n\}` or `[n]`; "
    "else write the bounds of its index"
)
SET = (
    r"`{name}` is a set, and nothing tells which indices are in it; write the bounds of the index, or mark them by "
    r"numbers `m_i \in \{{0, 1\}}`, as in `\sum_i m_i x_i`"
)


def below_operator(at: Cursor, tokens: Sequence[Token], end: Span) -> tuple[tuple[Binder, ...], Logical | None]:
    """The indices below a big operator, and what restricts them."""
    binders: list[Binder] = []
    conditions: list[Logical] = []
    lines = [t for t in tokens if not (t.text == r"\substack" and t.kind is Kind.COMMAND)]
    lines = [t for t in lines if t.text not in ("{", "}", "(", ")") or t.kind is Kind.TEXT]
    such_that = ("|",) if sum(t.text == "|" for t in lines) == 1 else ()
    for part in split(lines, *SEPARATORS, *such_that):
        _part(at, [t for t in part if t.text not in (r"\quad", r"\forall")], end, binders, conditions)
    low = binders[-1].low if binders else None
    if low is not None and len(binders) > 1:
        binders = [b if b.low or b.high else Binder(b.index, low, b.high, span=b.span) for b in binders]
    return tuple(binders), _joined(conditions)


def _joined(conditions: list[Logical]) -> Logical | None:
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    return Junction(True, tuple(conditions))


def equated(
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
    if part[1].text == r"\in":
        ranging, apart = _ranging(at, part[0], part[2:], end)
        binders.append(ranging)
        conditions.extend(apart)
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


def _ranging(at: Cursor, letter: Token, domain: Sequence[Token], end: Span) -> tuple[Binder, list[Logical]]:
    r"""The index of `j \in [n]` or `j \in \{1, \dots, n\} \setminus \{i\}`, and what it is not."""
    (index,) = _letters(at, [letter])
    within, *without = split(domain, *WITHOUT)
    low, high = (at.within(part, end).whole() for part in _ends(at, within, letter))
    others = [other for part in without for other in split(_listed(at, part, letter), ",")]
    name, nodes = Name(index.index, span=index.span), [at.within(other, end).whole() for other in others]
    apart = [Relation("≠", name, node, span=letter.span.to(node.span)) for node in nodes]
    return Binder(index.index, low, high, span=index.span), list(apart)


def _ends(at: Cursor, domain: Sequence[Token], letter: Token) -> tuple[Sequence[Token], Sequence[Token]]:
    r"""The first and the last number of `[n]` and of `\{1, \dots, n\}`."""
    match domain:
        case [Token(text="["), *inside, Token(text="]")] if inside:
            return [Token(Kind.NUMBER, "1", letter.span)], inside
    parts = split(_listed(at, domain, letter), ",")
    match [[token.text for token in part] for part in parts]:
        case [[first], [r"\dots"], [_, *_]] if first.isdecimal():
            return parts[0], parts[-1]
        case [[first], [second], [r"\dots"], [_, *_]] if first.isdecimal() and second == str(int(first) + 1):
            return parts[0], parts[-1]
    at.fail(RANGE, letter.span)


def _listed(at: Cursor, domain: Sequence[Token], letter: Token) -> Sequence[Token]:
    """What stands between the braces of a set."""
    match domain:
        case [Token(text=r"\{"), *inside, Token(text=r"\}")] if inside:
            return inside
    named = [token for token in domain if token.text not in ("{", "}")]
    if len(named) == 1 and is_letter(named[0]):
        at.fail(SET.format(name=named[0].text), letter.span)
    at.fail(RANGE, letter.span)
