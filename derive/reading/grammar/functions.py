r"""Calls: functions of the language such as `\exp`, functions of the document such as `f`, words such as softmax."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.brackets import ELLIPSIS, bracketed, inside
from derive.reading.grammar.cursor import Cursor, split
from derive.reading.grammar.limits import order
from derive.reading.grammar.names import GREEK, Sort, Written
from derive.reading.grammar.raised import is_transpose, raised
from derive.reading.grammar.written import indices, resolve
from derive.reading.source import Span
from derive.reading.syntax import Call, Entry, Name, Node, Number, Product, Sign, Superscript
from derive.reading.tokens import Kind, Token

LANGUAGE = frozenset(
    "exp log log10 ln lg sqrt sinh cosh tanh sin cos tan arctan erf abs sign sgn max min tr Tr trace diag norm".split()
)
"""The words that have a meaning of their own, so that an equation does not define them."""
ENDING = (r"\sum", r"\prod", r"\ones", "(", "[", r"\{")
CALLED = frozenset("\\" + name for name in LANGUAGE - {"sqrt"})
"""The commands that are written before an argument without braces."""
BARS = ("|", r"\|")
ENCLOSE = "Put the call in brackets, or the whole argument in one"
QUOTIENT = "`{name}` of the numerator or of the whole quotient? Write the argument in brackets"
RAISED = "the power of the bracket or of the logarithm? Write `(\\{name}(…))^p`, or `\\{name}((…)^p)`"
LOGARITHMS = frozenset({"log", "log10"})
"""The functions of which a power behind the bracket is the argument's to many, since they do not write it out."""
ANGULAR = frozenset("sin cos tan sinh cosh tanh".split())
"""Functions that nobody takes of a quotient by one another, as `\\sin x / \\cos x` shows."""
SUMMED = frozenset({"sum", "prod"})
SYNONYMS = {"ln": "log", "Tr": "tr", "trace": "tr", "sgn": "sign", "lg": "log10"}


def call(at: Cursor) -> Node:
    r"""A function written as a command: `\exp(x)`, `\tanh^2 x`, `\log y_j`."""
    token = at.take()
    name = token.text[1:]
    above: Sequence[Token] = ()
    primes = 0
    while at.at("^", "'"):
        if at.accept("'"):
            primes += 1
        else:
            at.take()
            above, _ = at.group()
    return powered(at, called(at, name, primes, token.span), above)


def called(at: Cursor, name: str, primes: int, span: Span) -> Call:
    """The call with its argument, in brackets or the one factor that follows."""
    function = SYNONYMS.get(name, name)
    arguments, end = _arguments(at, name)
    return Call(function, arguments, primes, span=span.to(end))


def _arguments(at: Cursor, name: str) -> tuple[tuple[Node, ...], Span]:
    word, opening = at.tokens[at.place - 1], at.peek()
    is_logarithm = SYNONYMS.get(name, name) in LOGARITHMS
    if at.at("(", "[", r"\{"):
        if name == "diag" and any(token.text == ELLIPSIS for token in at.tokens[at.place : at.matching(at.place)]):
            listed = bracketed(at)
            return (listed,), listed.span
        inner, end = inside(at)
        if at.at("(", "[", r"\{", *BARS) and word.span.end < opening.span.start and end.end == at.peek().span.start:
            at.fail(f"`{name}` of one bracket or of the whole product? {ENCLOSE}")
        if is_logarithm and _is_raised(at):
            at.fail(RAISED.format(name=name))
        return tuple(inner.within(part, end).whole() for part in split(inner.tokens, ",", ";")), end
    minus, is_bracket = at.at("-"), at.peek().text == "{" and at.peek(1).text in ("(", "[")
    node = _together(at, name) if not minus else at.product()
    if is_logarithm and is_bracket and isinstance(node, Superscript):
        at.fail(RAISED.format(name=name), node.span)
    if isinstance(node, Number) and _simple(at.peek()):
        start, rest = at.place, at.product()
        if len(split(at.tokens[start : at.place], "/")) > 1:
            at.fail(QUOTIENT.format(name=name), node.span)
        node = Product(node, rest, Sign.NONE, span=node.span.to(rest.span))
    elif at.starts_factor() and not minus and not _is_called(at.peek()):
        at.fail(f"`{name}` of one factor or of the whole product? Write the argument in brackets")
    elif not minus and _divides(at, name, opening):
        at.fail(QUOTIENT.format(name=name))
    return (node,), node.span


def _together(at: Cursor, name: str) -> Node:
    r"""The one factor that follows; behind a sine it is all letters without a space between them, as in `\cos m\theta`.

    A command needs a space behind it, so that `\cos \theta x` tells nothing.
    """
    node = last = at.factor()
    while name in ANGULAR and isinstance(last, Name):
        before, after = at.tokens[at.place - 1], at.peek()
        is_beside = before.kind is Kind.LETTER and before.span == last.span and before.span.end == after.span.start
        if not is_beside or not (after.kind is Kind.LETTER or after.text in GREEK):
            break
        last = at.factor()
        node = Product(node, last, Sign.NONE, span=node.span.to(last.span))
    if isinstance(last, Call) and last is not node:
        at.fail(f"`{name}` of one factor or of the whole product? Write the argument in brackets")
    return node


def _is_raised(at: Cursor) -> bool:
    """Whether a power stands behind the bracket of a call, or behind its index; a transpose is none."""
    behind = at.within(at.tokens[at.place :], at.end)
    if behind.accept("_"):
        behind.group()
    return behind.accept("^") is not None and not is_transpose(behind.group()[0])


def _divides(at: Cursor, name: str, opening: Token) -> bool:
    r"""Whether a slash behind an argument may be part of it, as in `\tanh x/2`.

    Not in `\sin x / \cos x`, nor in `\exp x_i / \sum_j \exp x_j`, where the same function stands below.
    """
    below = at.peek(1).text[1:]
    apart = at.peek(1).text in CALLED and (below == name or {below, name} <= ANGULAR)
    apart = apart or (below in SUMMED and any(token.text[1:] == name for token in at.tokens[at.place + 2 :]))
    return at.at("/") and (opening.text in CALLED or not apart)


def _simple(token: Token) -> bool:
    return token.kind in (Kind.LETTER, Kind.NUMBER) or token.text == r"\frac" or token.text in GREEK


def _begins(token: Token) -> bool:
    """Whether a token can begin the argument of a word that stands before it without brackets."""
    return _simple(token) or token.text.startswith(r"\begin{")


def _is_called(token: Token) -> bool:
    r"""Whether a token ends the argument of the function before it, as in `\sin x \cos y` or `\tanh x (1 - y)`."""
    return token.kind is Kind.TEXT or token.text in CALLED or token.text in ENDING


def powered(at: Cursor, node: Node, above: Sequence[Token]) -> Node:
    """The call under the power written between its name and its argument."""
    if not above:
        return node
    text = "".join(t.text for t in above)
    if text.startswith("-"):
        at.fail(f"`^{{{text}}}` behind a function name can be an inverse or a power; write it out", above[0].span)
    if is_transpose(above):
        return raised(at, node, above)
    return Superscript(node, at.within(above).whole(), span=node.span)


def named_call(at: Cursor, name: Written) -> Node | None:
    """A call of a function of the document, or of a word; nothing where the name is no function here."""
    found = resolve(at, name)
    if found is None:
        if name.base.isidentifier() and len(name.base) > 1 and at.at("(", "[", r"\{"):
            return powered(at, called(at, name.base, name.primes, name.span), name.above)
        if name.base.isidentifier() and len(name.base) > 1 and not name.below and _begins(at.peek()):
            return powered(at, called(at, name.base, name.primes, name.span), name.above)
        return None
    known, rest = found
    if known.sort is Sort.QUANTITY and at.numerator and at.at("("):
        _annotation(at)
        return None
    if known.sort is not Sort.FUNCTION or not at.at("(", "["):
        return None
    primes, above = _order(rest)
    node: Node = called(at, known.key, primes, name.span)
    if rest.below:
        node = Entry(node, indices(at, rest.below), span=node.span)
    return powered(at, node, above)


def _order(rest: Written) -> tuple[int, Sequence[Token]]:
    """`f''` and `f^{(2)}` are derivatives; any other superscript is a power."""
    inner = [t for t in rest.above if t.text not in "{}"]
    if len(inner) == 3 and inner[0].text == "(" and inner[2].text == ")" and inner[1].text.isdecimal():
        return rest.primes + order(inner[1]), ()
    return rest.primes, rest.above


def _annotation(at: Cursor) -> None:
    """In `∂y(u)`, `(u)` only says what y depends on."""
    start = at.place
    inner, _ = inside(at)
    for part in split(inner.tokens, ","):
        if not part or any(t.text in "+-*/=" for t in part):
            at.place = start
            return

