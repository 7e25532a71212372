r"""Derivatives, in every notation of them.

`\frac{\partial L}{\partial W}`, `\partial L/\partial W`, `\frac{d f}{d x}`, `\nabla_W L` and
`\frac{\partial}{\partial x}(…)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.reading.grammar.advice import SECOND, gradient
from derive.reading.grammar.cursor import Cursor, split
from derive.reading.grammar.limits import ORDER, order
from derive.reading.grammar.named_d import differentiates, is_array
from derive.reading.grammar.names import Sort
from derive.reading.grammar.quotients import TIMES, check_quotient, is_fixed
from derive.reading.grammar.trees import walk
from derive.reading.source import Span
from derive.reading.syntax import (
    Call,
    Entry,
    Name,
    Node,
    Number,
    Partial,
    Product,
    Ratio,
    Sign,
    Superscript,
    Transposed,
    Unreadable,
)
from derive.reading.tokens import UPRIGHT, Kind, Token

EXTENT = "{} of one factor or of the whole product? Write what it acts on in brackets"


def fraction(at: Cursor) -> Node:
    r"""A `\frac`: a derivative if both its parts begin with ∂ (or d, where d is no name), otherwise a quotient."""
    command = at.take()
    top, top_end = at.group()
    bottom, bottom_end = at.group()
    span = command.span.to(bottom_end)
    top, bottom = _stripped(top), _stripped(bottom)
    if not top or not bottom:
        at.fail("this fraction has an empty part", span)
    mark = _mark(at, top, bottom)
    if mark is None:
        return Ratio(at.within(top, top_end).whole(), at.within(bottom, bottom_end).whole(), span=span)
    times, numerator = _numerator(at, top[1:], top_end)
    by = _denominators(at, bottom, mark, bottom_end)
    if len(by) != times:
        raised = "; is this power part of a name? Then declare it" if len(by) > times and _raised(bottom) else ""
        at.fail(f"the numerator is of order {times}, the denominator of order {len(by)}{raised}", span)
    if numerator is None:
        return _operator(at, by, mark == "d", span)
    return Partial(numerator, by, mark == "d", span=span)


def refuse_point(at: Cursor, before: Node) -> None:
    """Refuse a lone name or number in brackets behind a derivative: the place where it is taken, or a factor.

    Behind the derivative of a function, as in `\\frac{df}{dx}(x^2)`, anything in brackets can be that place.
    """
    if not isinstance(before, Partial) or not at.at("("):
        return
    start = at.place
    end = at.matching(start)
    inner = at.within(at.tokens[start + 1 : end], at.tokens[end].span)
    several = len(split(inner.tokens, ",")) > 1
    at.place = end + 1
    raised = at.at("^")
    at.place = start
    if not raised and not inner.finished and (several or _is_function(at, before) or _is_lone(inner)):
        at.fail("the derivative at this point, or a product? Write f'(x), or the factor without brackets")


def _is_lone(inner: Cursor) -> bool:
    return isinstance(inner.whole(), Name | Number | Entry)


def _is_function(at: Cursor, derivative: Partial) -> bool:
    """Whether a function is differentiated that is written with its argument elsewhere, and without it here."""
    numerator = derivative.numerator
    functions = (known for known in at.names.all() if known.sort is Sort.FUNCTION and known.axes == 0)
    return isinstance(numerator, Name) and any(known.key == numerator.key for known in functions)


def _raised(tokens: Sequence[Token]) -> bool:
    return any(token.text == "^" for token in tokens)


def _stripped(tokens: Sequence[Token]) -> Sequence[Token]:
    """Tokens without braces around the whole of them."""
    while len(tokens) > 1 and tokens[0].text == "{" and tokens[-1].text == "}" and _one_group(tokens):
        tokens = tokens[1:-1]
    return tokens


def _one_group(tokens: Sequence[Token]) -> bool:
    depth = 0
    for place, token in enumerate(tokens):
        depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind is Kind.SYMBOL else 0
        if depth == 0:
            return place == len(tokens) - 1
    return False


def _mark(at: Cursor, top: Sequence[Token], bottom: Sequence[Token]) -> str | None:
    """The sign of differentiation with which both parts begin."""
    first = top[0].text
    if first != bottom[0].text or len(bottom) < 2:
        return None
    if first == r"\partial":
        return first
    labelled = any(token.text == "_" for token in (*top[1:2], bottom[1]))
    if first != "d" or labelled or top[0].kind not in (Kind.LETTER, Kind.TEXT):
        return None
    if at.names.find("d", top[0].face) is None or top[0].face in ("roman", UPRIGHT):
        return first
    return first if differentiates(at, top, bottom) else None


def _numerator(at: Cursor, tokens: Sequence[Token], end: Span) -> tuple[int, Node | None]:
    """The order of the derivative and what is differentiated."""
    times = 1
    inner = at.within(tokens, end)
    if inner.accept("^"):
        digits, place = inner.group()
        if len(digits) != 1 or not digits[0].text.isdecimal():
            at.fail("expected a whole number as the order of the derivative", place)
        times = order(digits[0])
    rest = _stripped(inner.tokens[inner.place :])
    return times, at.within(rest, end, numerator=True).whole() if rest else None


def _denominators(at: Cursor, tokens: Sequence[Token], mark: str, end: Span) -> tuple[Node, ...]:
    """Each variable as often as it is differentiated by."""
    parts: list[list[Token]] = []
    for token in tokens:
        if token.text == mark and token.kind is not Kind.SYMBOL:
            parts.append([])
        else:
            parts[-1].append(token)
    found: list[Node] = []
    for part in parts:
        if not part:
            at.fail("expected a name after the sign of differentiation", end)
        by = at.within(_stripped(part), end).whole()
        if len(parts) > 1 and isinstance(by, Transposed):
            if len(parts) != 2 or not (len(found) == 1 and isinstance(by.array, Name) and isinstance(found[0], Name)):
                at.fail(SECOND, by.span)
            by = by.array if found == [by.array] else by
        found.extend(_repeated(at, by))
    return tuple(found)


def _repeated(at: Cursor, node: Node) -> list[Node]:
    if isinstance(node, Superscript) and isinstance(node.exponent, Number) and node.exponent.value.denominator == 1:
        if node.exponent.value > ORDER:
            at.fail(f"a derivative of order {node.exponent.value}; at most {ORDER} are read", node.exponent.span)
        return [node.base] * int(node.exponent.value)
    return [node]


def _operator(at: Cursor, by: tuple[Node, ...], total: bool, span: Span) -> Node:
    """A bare operator takes the bracket, with its exponent, or the product behind it; without either it stays one."""
    if at.at("(", "[", r"\{"):
        body = at.factor()
        if at.starts_factor() or at.at(*TIMES):
            at.fail("the derivative of one bracket or of the whole product? Put what is differentiated in one bracket")
        check_quotient(at, by)
        return Partial(body, by, total, span=span.to(body.span))
    if at.finished or at.at("+", "-", "=", ")", "]", ",", "&", r"\dots"):
        return Partial(None, by, total, span=span)
    body = at.product()
    return Partial(body, by, total, span=span.to(body.span))


def inline(at: Cursor) -> Node:
    r"""`\partial L/\partial W` or `∂L/∂W` in a line, and `\partial_W L`."""
    mark = at.take()
    if at.at("_"):
        return _below(at, mark, squared=False)
    if at.at("^"):
        at.fail(r"write a derivative of higher order with \frac; " + SECOND, mark.span)
    numerator = at.factor()
    at.expect("/", "between the two parts of a derivative")
    at.expect(r"\partial", "behind the slash of a derivative")
    by = at.factor()
    return Partial(numerator, (by,), span=mark.span.to(by.span))


def nabla(at: Cursor) -> Node | None:
    r"""`\nabla_W L`, `\nabla_w^2 L`, `\nabla f(w)`; a `\nabla` that was declared or stands alone is a name."""
    if at.names.find(r"\nabla", "") is not None:
        return None
    start, mark = at.place, at.take()
    texts = [at.peek(step).text for step in range(4)]
    squared = texts[:2] == ["^", "2"] or texts == ["^", "{", "2", "}"]
    if squared:
        at.take()
        at.group()
    if at.at("_"):
        return _below(at, mark, squared=squared)
    if at.starts_factor():
        found = _of_argument(at, mark, squared=squared)
        if found is not None:
            return found
    at.place = start + 1
    acts, raised = at.starts_factor(), at.at("^")
    at.place = start
    if acts or raised:
        at.fail(SECOND if raised else gradient(at.tokens[start + 1 :]))
    return None


def _of_argument(at: Cursor, mark: Token, *, squared: bool) -> Node | None:
    r"""The gradient of a function by its only argument, a name: `\nabla f(w)`, transposed, or an entry of it."""
    try:
        numerator = at.factor()
    except Unreadable:
        return None
    inside = isinstance(numerator, Transposed | Entry)
    match numerator.array if isinstance(numerator, Transposed | Entry) else numerator:
        case Call(function=function, arguments=(Name() as by,)) as called if _is_known(at, function):
            if not inside and (at.starts_factor() or at.at(*TIMES)) and not (squared and _before_array(at)):
                at.fail(EXTENT.format(mark.text))
            span = mark.span.to(numerator.span)
            found = Partial(called, (by, by) if squared else (by,), bare=True, span=span)
            return replace(numerator, array=found, span=span) if isinstance(numerator, Transposed | Entry) else found
    return None


def _before_array(at: Cursor) -> bool:
    r"""Whether an array follows: nobody takes second derivatives of one, so `\nabla^2 f(w) v` multiplies it."""
    start = at.place
    try:
        node = at.factor()
    except Unreadable:
        return False
    finally:
        at.place = start
    return isinstance(node, Name) and is_array(at, node)


def _is_known(at: Cursor, function: str) -> bool:
    """Whether a function is one of the document."""
    return any(known.key == function and known.sort is Sort.FUNCTION for known in at.names.all())


def _below(at: Cursor, mark: Token, *, squared: bool) -> Node:
    r"""What is differentiated by the name below a `\nabla` or a `\partial`."""
    sign = mark.text
    at.take()
    below, end = at.group()
    by = None if any(token.text == "," for token in below) else at.within(below, end).whole()
    if not isinstance(by, (Name, Entry)):
        at.fail(f"expected one name below {sign}", end)
    if at.at("^"):
        at.take()
        power, end = at.group()
        if squared or [token.text for token in power] != ["2"]:
            at.fail(SECOND, mark.span.to(end))
        squared = True
    bracketed = at.at("(", "[", r"\{")
    numerator = at.factor()
    if _is_constant(numerator) and at.starts_factor():
        rest = at.factor()
        numerator = Product(numerator, rest, Sign.NONE, span=numerator.span.to(rest.span))
    alone = isinstance(numerator, (Name, Entry)) and not is_fixed(at.names, numerator, by)
    if (bracketed or not alone) and (at.starts_factor() or at.at(*TIMES)):
        at.fail(EXTENT.format(sign))
    if bracketed or not isinstance(numerator, (Name, Entry)):
        check_quotient(at, (by,))
    return Partial(numerator, (by, by) if squared else (by,), span=mark.span.to(numerator.span))


def _is_constant(node: Node) -> bool:
    r"""Whether a factor is a number, which nobody differentiates alone: `\nabla_w \frac12 \|w\|^2`."""
    return all(isinstance(part, Number | Ratio) for part in walk(node))
