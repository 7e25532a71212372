"""Quotients behind what is differentiated, which can be meant inside of the derivative or outside."""

from __future__ import annotations

from collections.abc import Iterator

from derive.reading.grammar.cursor import Cursor, nesting
from derive.reading.grammar.names import Known, Names, Sort
from derive.reading.grammar.trees import names_in
from derive.reading.syntax import Name, Node
from derive.reading.tokens import Kind, Token

TIMES = (r"\cdot", r"\times", r"\odot", r"\circ", r"\bullet", "*")
CONSTANT = frozenset({*TIMES, *"()[]{}^+-/", r"\sqrt", r"\pi"})
"""The signs of which, with numbers and constant names, a constant is made."""
ENDS = frozenset({"+", "-", "=", ",", ";", "&", r"\quad", r"\le", r"\ge", "<", ">", r"\ne", r"\dots"})
"""What ends a product."""


def check_quotient(at: Cursor, by: tuple[Node, ...]) -> None:
    """Refuse a slash behind what is differentiated, unless what stands behind it is constant: that may be inside."""
    if at.at("/") and not all(_is_constant(at, token, by) for token in _product(at)):
        what = "the derivative of one factor or of the whole quotient?"
        at.fail(f"{what} Put the derivative in brackets, or the quotient")


def _product(at: Cursor) -> Iterator[Token]:
    """The tokens to the end of the product in which a slash stands next."""
    depth = 0
    for place in range(at.place, len(at.tokens)):
        token = at.tokens[place]
        ends = token.text in ENDS and at.tokens[place - 1].text not in ("/", *TIMES)
        depth += nesting(token)
        if depth < 0 or (depth == 0 and ends):
            return
        yield token


def _is_constant(at: Cursor, token: Token, by: tuple[Node, ...]) -> bool:
    """Whether a token is a sign or a number, or a name that depends on nothing by which is differentiated."""
    known = at.names.find(token.text, token.face)
    if known is None or token.kind is Kind.TEXT:
        return token.kind is Kind.NUMBER or token.text in CONSTANT
    return _stays(known, by)


def is_fixed(names: Names, node: Node, by: Node) -> bool:
    """Whether what is written is a name that depends on nothing, so that nobody differentiates it alone."""
    known = (each for each in names.all() if isinstance(node, Name) and each.key == node.key)
    return any(_stays(each, (by,)) for each in known)


def _stays(known: Known, by: tuple[Node, ...]) -> bool:
    """Whether a name depends on nothing by which is differentiated."""
    fixed = known.sort is Sort.QUANTITY and not known.defined and known.key not in names_in(*by)
    return fixed or known.sort is Sort.SIZE
