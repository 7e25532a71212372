r"""Shapes that are told of an expression: `X^\top G \in R^{n \times m}`, and `\quad (n \times m)` behind one."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.cursor import matching, split, unclosed
from derive.reading.grammar.membership import REALS, sizes, told
from derive.reading.grammar.names import Names, is_letter
from derive.reading.grammar.parser import Parser
from derive.reading.grammar.written import written
from derive.reading.source import Span
from derive.reading.statements import Sized
from derive.reading.syntax import Node, Unreadable
from derive.reading.tokens import Kind, Token, covered

MEMBER = r"`\in` declares the name with which a formula begins; of an expression it is read where it tells a shape"
SIGNS = frozenset("+-=^(")
LISTED = (
    r"these brackets can be a factor, a remark, or a shape, which is told by one or two sizes that are declared, as in "
    r"`(N, D)`; write a factor without the space, and leave a remark out"
)
UNFIT = "a shape is told by sizes that are declared, and a product of shapes by such as meet"


def member(left: Sequence[Token], sign: Span, right: Sequence[Token], names: Names) -> Sized:
    r"""What `\in` says of an expression. Raises `Unreadable` where it is no shape."""
    if not left or not right or right[0].text not in REALS:
        raise Unreadable(MEMBER, sign)
    _, axes = told(Parser(right[1:], names, right[-1].span), names)
    return Sized(Parser(left, names).whole(), axes)


def is_bracketed(part: Sequence[Token]) -> bool:
    r"""Whether a piece is nothing but `(n \times m)`, or a product of several such."""
    return bool(part) and unclosed(part) is None and all(_groups(part))


def is_listed(part: Sequence[Token]) -> bool:
    """Whether a piece is nothing but names and numbers in brackets, `(N, D)`, as arrays tell their shape; or `(N,)`."""
    if not part or part[0].text not in ("(", "[") or unclosed(part) is not None or matching(part, 0) != len(part) - 1:
        return False
    listed = split(part[1:-1], ",")
    return len(listed) > 1 and all(map(_is_plain, listed[:-1])) and (not listed[-1] or _is_plain(listed[-1]))


def is_product(part: Sequence[Token]) -> bool:
    r"""Whether a piece is nothing but `n \times m`, names or numbers without brackets."""
    factors = split(part, r"\times")
    return len(factors) == 2 and all(map(_is_plain, factors))


def _is_plain(part: Sequence[Token]) -> bool:
    """Whether a part is a name or a number, with no more than what stands below it."""
    first = part[0] if part else None
    is_name = first is not None and (first.kind is Kind.NUMBER or is_letter(first))
    return is_name and (len(part) == 1 or (part[1].text == "_" and not any(t.text in SIGNS for t in part)))


def listed(part: Sequence[Token], expression: Sequence[Token], names: Names) -> Sized:
    """What sizes between commas say of the expression before them.

    Raises `Unreadable` where what stands between them is no declared size, or all of it are numbers.
    """
    parts = [each for each in split(part[1:-1], ",") if each]
    named = [each for each in parts if each[0].kind is not Kind.NUMBER]
    if len(parts) > 2 or not named or not all(_is_size(each, names) for each in named):
        raise Unreadable(LISTED, covered(part))
    return Sized(Parser(expression, names).whole(), sizes(parts, names, part[-1].span)[1])


def _is_size(part: Sequence[Token], names: Names) -> bool:
    """Whether a part is the name of a declared size."""
    at = Parser(part, names)
    name = written(at)
    return name is not None and at.finished and names.is_size(name.plain(True, True, True), name.face)


def beside(shapes: Sequence[Token], expression: Sequence[Token], names: Names) -> Sized:
    r"""What the shapes in brackets say of the expression before them; `(n \times k)(k \times m)` is n×m."""
    axes: tuple[Node, ...] = ()
    for group in _groups(shapes):
        _, (first, last) = sizes(group, names, shapes[-1].span)
        if axes and axes[1] != first:
            raise Unreadable(UNFIT, covered(shapes))
        axes = (axes[0] if axes else first, last)
    return Sized(Parser(expression, names).whole(), axes)


def _groups(part: Sequence[Token]) -> list[list[list[Token]]]:
    r"""The two sizes in each of the brackets of a piece; none of what is no bracket, or has no `\times` in it."""
    found, start = list[list[list[Token]]](), 0
    while start < len(part):
        end = matching(part, start) if part[start].text in ("(", "[") else start
        group = [[*each] for each in split(part[start + 1 : end], r"\times")]
        sized = len(group) == 2 and all(group) and not any(t.kind is Kind.TEXT for each in group for t in each)
        found.append(group if sized else [])
        start = end + 1
    return found

