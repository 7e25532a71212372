r"""Shapes that a formula tells behind their first use, as in `J = \lambda w^\top w, \quad \lambda \in \mathbb{R}`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from derive.reading.grammar.conditions import AND, is_word
from derive.reading.grammar.cursor import split
from derive.reading.grammar.heads import declared, head
from derive.reading.grammar.links import Link, links
from derive.reading.grammar.membership import REALS, Membership, membership, shape, spelled
from derive.reading.grammar.names import Known, Names, Sort
from derive.reading.grammar.parser import Parser
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token

Lines = Sequence[Sequence[list[Token]]]
Declared = tuple[Membership, list[Token]]
"""A declaration and the segment in which it stands."""


def declared_behind(lines: Lines, names: Names) -> tuple[list[Declared], Names]:
    """The declarations of names that are new in a formula, wherever they stand in it, and the names with these."""
    found = list[Declared]()
    for segment in (segment for line in lines for segment in line):
        with suppress(Unreadable):
            chain, _ = links(segment, 0, None)
            if len(chain) == 1 and chain[0].sign == "∈" and _tells_new(chain[0], names):
                names, statement = membership(chain[0].left.tokens, chain[0].sign_span, chain[0].right.tokens, names)
                found.append((statement, segment))
    return found, names


def reshaped(condition: Sequence[Token], names: Names) -> Unreadable | None:
    r"""What is wrong with a condition that tells another shape of a known name, as `A \in R^{n \times n}` may."""
    told = list[Sequence[Token]]()
    for part in split([_comma(token) for token in condition], ","):
        left, *domains = split(part, r"\in")
        told.append(left)
        for domain in domains[:1]:
            changed = [known for each in told if each for known in _reshaping(each, domain, names)]
            if changed:
                message = f"`{changed[0].plain}` is known otherwise from above, and a condition declares nothing"
                return Unreadable(f"{message}; write its shape without words and brackets around it", domain[0].span)
            told = []
    return None


def _comma(token: Token) -> Token:
    """A comma for a word or a sign that joins conditions."""
    joins = is_word(token, AND) or token.text == r"\wedge"
    return Token(Kind.SYMBOL, ",", token.span) if joins else token


def _reshaping(left: Sequence[Token], domain: Sequence[Token], names: Names) -> list[Known]:
    """The names of which a shape of numbers is told, and that are known as something else."""
    if not domain or domain[0].text not in REALS:
        return []
    try:
        heads = declared(Parser(left, names))
        _, axes = shape(Parser(domain[1:], names, domain[-1].span), names)
    except Unreadable:
        return []
    found = [names.find(each.plain, each.face) for each in heads]
    quantities = [known for known in found if known is not None and known.sort is Sort.QUANTITY]
    outer = [known for known in quantities if not known.shape and known.defined and known.level != names.level]
    return [known for known in quantities if known.shape not in ("", spelled(axes))] + outer


def _tells_new(link: Link, names: Names) -> bool:
    """Whether a shape of numbers is told, of names that are new in this section."""
    real = bool(link.right.tokens) and link.right.tokens[0].text in REALS
    return real and all(_is_new(part, names) for part in split(link.left.tokens, ","))


def _is_new(tokens: Sequence[Token], names: Names) -> bool:
    """Whether a name is nowhere declared, or only outside of this section, where nothing more is said of it."""
    found = head(Parser(tokens, names)) if tokens else None
    if found is None:
        return False
    known = names.find(found.plain, found.face)
    if known is None:
        return True
    outer = known.level != names.level and known.sort is Sort.QUANTITY and known.face == found.face
    return outer and not (known.defined or known.assumed)
