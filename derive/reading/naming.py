"""Of which names a relation says something, for texts in which it is not known yet what is a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from derive.reading.grammar.cursor import nesting, split
from derive.reading.grammar.links import Link
from derive.reading.grammar.names import Names, capital
from derive.reading.grammar.parser import Parser
from derive.reading.grammar.written import written
from derive.reading.source import Span
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token
from derive.reading.where import head_of

SCRIPT = re.compile(r"[_^](?:\{[^{}]*\}|\\[a-zA-Z]+|.).*")
TURNED = re.compile(r"(?<=[^{^])(?:\\top|\\intercal|T)\}$")
"""The transpose behind a label."""
WORD = re.compile(r"_\{[A-Za-z]{3,}\}$")
LISTING = frozenset({"∈", r"\to"})
"""Signs before which several names may stand."""
AROUND = frozenset({"(", ")", "[", "]", "{", "}", ",", ";", "&", r"\\", r"\dots", r"\ldots", r"\cdots", r"\vdots"})
"""What may stand beside names where a whole is written by its parts."""
MATRIX = re.compile(r"\\(?:begin|end)\{")


@dataclass(frozen=True, slots=True)
class Said:
    """What a statement says of a name, with the signs of the statement; `claims` tells that it may be a mere claim."""

    name: str
    sign: str
    text: tuple[str, ...]
    claims: bool
    span: Span


def said(link: Link, *, claims: bool) -> Iterator[Said]:
    """What a relation says of the names on its left side, or on its right side for `=:`.

    Where the left side is no name, a relation that claims nothing may speak of every letter of it.
    """
    left, right = (link.right, link.left) if link.sign == "=:" else (link.left, link.right)
    for tokens in split(list(left.tokens), ",") if link.sign in LISTING else [left.tokens]:
        kept = _before_colon(tokens)
        text = tuple(token.text for token in (*kept, *right.tokens))
        for name in _named(replace(link, left=replace(left, tokens=kept)), claims=claims):
            yield Said(name, link.sign, text, claims, link.sign_span)


def _named(link: Link, *, claims: bool) -> list[str]:
    """The names that the left side of a relation may introduce."""
    unworded = [token for token in link.left.tokens if token.kind is not Kind.TEXT]
    for tokens in (link.left.tokens, unworded):
        head = head_of(replace(link, left=replace(link.left, tokens=tokens)))
        if head is not None:
            return [head.plain]
    return sorted(_parts(link.left.tokens) if claims else letters(link.left.tokens))


def _parts(tokens: Sequence[Token]) -> set[str]:
    r"""The name of which all parts of a side are, as in `Z^\top`, `f[u]` and `(z_1 \dots z_n)`; several between commas.

    Nothing of a side that calculates.
    """
    names: list[str] = []
    signs: list[str] = []
    at = Parser(tokens, Names(), tokens[-1].span if tokens else Span(0, 0))
    with suppress(Unreadable):
        while not at.finished:
            name = written(at)
            if name is not None:
                names.append(name.plain(True, True, True))
            elif at.accept("_") or at.accept("^"):
                at.group()
            else:
                signs.append(at.take().text)
    if not names or not all(sign in AROUND or MATRIX.match(sign) for sign in signs):
        return set()
    if signs[:1] in (["("], ["["]) and tokens[0].text != signs[0]:
        return {names[0]}
    alike = len({stem(capital(name)) for name in names}) == 1
    return set(names) if alike or "," in signs else set()


def _before_colon(tokens: Sequence[Token]) -> Sequence[Token]:
    """What stands before a colon that is no index, as `f` in `f : R \\to R`."""
    depth = 0
    for place, token in enumerate(tokens):
        depth += nesting(token)
        if token.text == ":" and depth == 0:
            return tokens[:place]
    return tokens


def letters(tokens: Sequence[Token]) -> set[str]:
    """The letters and commands among tokens."""
    return {token.text for token in tokens if token.kind in (Kind.LETTER, Kind.COMMAND)}


def stem(name: str) -> str:
    """A name without what stands below and above it."""
    return SCRIPT.sub("", name)


def alike(one: str, other: str) -> bool:
    """Whether two spellings can mean the same array, its entries or its rows."""
    whole = [capital(TURNED.sub("}", each)) for each in (one, other)]
    stems = [each if WORD.search(each) else stem(each) for each in whole]
    return whole[0] == whole[1] or stems[0] == whole[1] or stems[1] == whole[0]
