r"""Lists of numbers, `\{0, 1\}`, also with dots between numbers that rise or fall by one step, `\{0, 1, \dots, 4\}`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from derive.reading.grammar.brackets import ELLIPSIS
from derive.reading.grammar.cursor import Cursor
from derive.reading.source import Span
from derive.reading.syntax import Minus, Node, Number, Ratio, Unreadable
from derive.reading.tokens import Token

MOST = 64
"""Numbers of a list with dots; at each of them a claim is checked."""
EVEN = r"dots in a list of values stand between numbers that differ by one step, as in `\{0, 1, \dots, 4\}`"
LONG = f"a list of values has at most {MOST} numbers; declare a real number, `c \\in R`, or a size, `n \\in N`"


def number(node: Node) -> Fraction:
    """The number that a formula of numbers is. Raises `Unreadable` where it is none."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Minus):
        return -number(node.operand)
    if isinstance(node, Ratio) and number(node.bottom) != 0:
        return number(node.top) / number(node.bottom)
    raise Unreadable(r"expected a number; a size is declared by `n \in N`", node.span)


def numbers(parts: Sequence[Sequence[Token]], at: Cursor, end: Span) -> tuple[Fraction, ...]:
    """The numbers of a list. Raises `Unreadable` where it is not sure what its dots stand for."""
    dots = [place for place, part in enumerate(parts) if [token.text for token in part] == [ELLIPSIS]]
    shown = [number(at.within(part, end).whole()) for place, part in enumerate(parts) if place not in dots]
    if not dots:
        return tuple(shown)
    if len(dots) > 1:
        raise Unreadable(EVEN, parts[dots[1]][0].span)
    return _stepped(shown[: dots[0]], shown[dots[0] :], parts[dots[0]][0].span)


def _stepped(before: Sequence[Fraction], behind: Sequence[Fraction], dots: Span) -> tuple[Fraction, ...]:
    """The numbers from the first of those before dots to the last of those behind them."""
    first, second = [*before, None, None][:2]
    if first is None or not behind or (second is None and first.denominator != 1):
        raise Unreadable(EVEN, dots)
    step = Fraction(1) if second is None else second - first
    count = (behind[-1] - first) / step if step else Fraction(0)
    if count >= MOST:
        raise Unreadable(LONG, dots)
    found = [first + step * place for place in range(int(count) + 1)]
    fits = found[: len(before)] == before and found[-len(behind) :] == behind
    if not fits or len(found) < len(before) + len(behind) or _is_power(before, behind[-1]):
        raise Unreadable(EVEN, dots)
    return tuple(found)


def _is_power(before: Sequence[Fraction], last: Fraction) -> bool:
    r"""Whether a list can also be of numbers that grow by one factor, as `\{1, 10, \dots, 1000\}` can."""
    if len(before) < 2 or abs(before[1] - before[0]) == 1 or before[0] == 0:
        return False
    factor, each = before[1] / before[0], before[1]
    while abs(each) < abs(last) and abs(factor) > 1:
        each *= factor
    return each == last
