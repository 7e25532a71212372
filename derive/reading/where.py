r"""Quantities that the next formula explains, as in `y = \sigma(z)`, where `z = W x + b`.

Only there: further below an equation for z may say what it comes to, which would make claims above true unawares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from derive.reading.grammar.conditions import INTRODUCING, is_word
from derive.reading.grammar.defining import definition, refers
from derive.reading.grammar.functions import LANGUAGE
from derive.reading.grammar.heads import head, introduced
from derive.reading.grammar.links import Link, links
from derive.reading.grammar.names import Names, Sort, capital
from derive.reading.grammar.parser import Parser
from derive.reading.grammar.stating import DEFINING
from derive.reading.grammar.trees import walk
from derive.reading.introductions import Introduction, introductions
from derive.reading.items import Document
from derive.reading.source import Span
from derive.reading.statements import Definition, Head, Placed
from derive.reading.syntax import Binder, Call, General, Name, Unreadable
from derive.reading.tokens import Token, covered

FORMULA = r"(?:\$[^$]*\$|\\\(.*?\\\))"
ABBREVIATED = r"\b(?:i\.\s?e\.|e\.\s?g\.)"
COMMAND = r"\\(?!begin|end|item|(?:sub)*section|(?:sub)?paragraph|chapter)[a-zA-Z]+"
WHERE = re.compile(
    r"[\s,.;:&>*_()-]*(?:and\s+)?(?:here[\s,:]*(?:we (?:define|set|write)[\s,:]*)?"
    r"|(?:(?:where|with(?!\s+respect)|in which)\b|ここで|ただし)"
    rf"(?:{FORMULA}|{ABBREVIATED}|{COMMAND}|[^.!?。$\\#]|\.(?=\S))*)",
    re.DOTALL | re.IGNORECASE,
)
"""All that stands between a formula and another one, which explains a letter of it in the same sentence."""
BESIDE = re.compile(r"[\s,;:&>]*(?:and[\s,]*)?", re.IGNORECASE)
WIDEST = 300
"""Signs of words between two formulas that belong together."""
FARTHEST = 2_000
"""Signs between them, comments too."""
COMMENT = re.compile(r"<!--.*?-->|(?<!\\)%[^\n]*", re.DOTALL)


def explains(text: str, start: int, end: int) -> bool:
    """Whether the words between a formula and another one say that it explains the first; comments say nothing."""
    if end - start > FARTHEST:
        return False
    words = COMMENT.sub("", text[start:end])
    return len(words) <= WIDEST and WHERE.fullmatch(words) is not None


def last_joined(display: int, document: Document) -> int:
    """The number of the last displayed formula of those that explain one another from this one on."""
    while 0 < display < len(document.formulas) and explains(document.source.text, *_behind(display, document)):
        display += 1
    return display


def last_beside(display: int, document: Document) -> int:
    """The number of the last of the formulas between which nothing stands, or `and`, from this one on."""
    text = document.source.text
    while 0 < display < len(document.formulas):
        start, end = _behind(display, document)
        if end - start > FARTHEST or not BESIDE.fullmatch(COMMENT.sub("", text[start:end])):
            break
        display += 1
    return display


def _behind(display: int, document: Document) -> tuple[int, int]:
    """Where a formula ends, and the next one starts."""
    return document.formulas[display - 1].end, document.formulas[display].start


@dataclass(frozen=True, slots=True)
class Explained:
    """A quantity and the equation that defines it, in a section and a display.

    `defining` tells whether nothing but definitions stands before it in that display, or words that explain; behind a
    claim only these and a sign of definition define.
    """

    head: Head
    link: Link
    section: int
    display: Span
    defining: bool


@dataclass(frozen=True, slots=True)
class _Given:
    """The letters that a statement declares or may define, with its section and place; `link` where it has no other."""

    section: int
    start: int
    letters: frozenset[str]
    link: Link | None


class Explanations:
    """The equations of a document that may define a quantity, and where its letters are given a meaning."""

    def __init__(self, statements: Callable[[], Iterable[tuple[int, list[Token]]]]) -> None:
        self.statements = statements
        self.found: list[Explained] = []

    @cached_property
    def _given(self) -> tuple[list[_Given], set[str]]:
        """What each statement declares or may define; all parameters."""
        found, parameters = list[_Given](), set[str]()
        for section, segment in self.statements():
            chain: list[Link] = []
            with suppress(Unreadable):
                chain, _ = links(segment, 0, None)
            for link in chain[:1]:
                left = head_of(link)
                parameters.update(left.parameters if left is not None else ())
                letters = {token.text for token in link.left.tokens[: 1 if left is not None else None]}
                if left is not None or link.sign != "=":
                    only = link if len(chain) == 1 else None
                    found.append(_Given(section, segment[0].span.start, frozenset(letters), only))
        return found, parameters

    def note(self, chains: Sequence[tuple[list[Link], bool]], section: int, display: Span) -> None:
        """Take in the quantities that a formula defines, each alone in its equation or behind `where`."""
        defining = True
        for chain, worded in chains:
            left = head_of(chain[0])
            quantity = left is not None and not left.parameters
            if left is not None and quantity and len(chain) == 1 and chain[0].right.tokens:
                self.found.append(Explained(left, chain[0], section, display, defining or worded))
            defining = defining and left is not None and len(chain) == 1

    def wanted(self, tokens: Sequence[Token], names: Names, section: int, at: Span, text: str) -> Iterator[Explained]:
        """What explains an unknown quantity in a formula: the next formula behind `where`, or a line of the same."""
        for each in self.found:
            if each.section == section and names.find(each.head.plain, each.head.face) is None:
                own = each.link.left.tokens[0]
                above = [token for token in tokens if token.span.start < own.span.start]
                inside = each.display == at and (each.defining or each.link.sign != "=")
                behind = at.end <= each.display.start and explains(text, at.end, each.display.start)
                if (inside or behind) and _uses(above, each.head, own, names) and self._is_own(each, own.text, names):
                    yield each

    def _is_own(self, each: Explained, letter: str, names: Names) -> bool:
        """Whether nothing else gives the letter a meaning: no other statement of the section, and no function.

        Running text may say the same.
        """
        (every, parameters), said = self._given, _says(each.link, names)
        displayed = {other.link.left.tokens[0].span.start for other in self.found}
        given = [
            other for other in every
            if other.section == each.section and letter in other.letters
            and (other.start in displayed or other.link is None or not said or _says(other.link, names) != said)
        ]
        entries = names.find(capital(each.head.plain), each.head.face)
        return len(given) == 1 and letter not in parameters and entries is None

    def definition(self, each: Explained, names: Names, at: Span) -> tuple[Placed, Names] | None:
        """The definition as if it stood at a formula above; nothing where it could mean something else there."""
        return foretold(each.link, names, at, lambda statement: self._means_the_same(statement, names, each, at))

    def _means_the_same(self, statement: Definition, names: Names, each: Explained, at: Span) -> bool:
        """Whether a body speaks of what is known above, and nothing in between gives that another meaning."""
        nodes, known = walk(statement.body), {every.key: every for every in names.all()}
        bound = {index.key for index in statement.head.indices if isinstance(index, Name)}
        bound |= {node.index for node in nodes if isinstance(node, Binder)}
        bound |= {letter for node in nodes if isinstance(node, General) for letter in (node.row, node.column)}
        used = {node.key for node in nodes if isinstance(node, Name)} - bound
        used |= {node.function for node in nodes if isinstance(node, Call)} - LANGUAGE
        letters, end = {token.text for token in each.link.right.tokens}, each.link.left.tokens[0].span.start
        changed = any(
            given.section == each.section and at.start <= given.start < end and given.letters & letters
            for given in self._given[0]
        )
        quantities = any(key in known and known[key].sort is Sort.QUANTITY for key in used)
        return used <= known.keys() and quantities and not changed


def unworded(segments: Iterable[list[Token]]) -> list[tuple[list[Token], bool]]:
    """The statements of a formula without the `where` that opens one, and whether they stand behind such a word."""
    found, behind = [], False
    for segment in segments:
        opening = is_word(segment[0], INTRODUCING)
        behind = behind or opening
        if segment[opening:]:
            found.append((segment[opening:], behind))
    return found


def _says(link: Link, names: Names) -> list[Introduction]:
    """What an equation says of the name on its left side; nothing where it is not understood."""
    found = head_of(link)
    with suppress(Unreadable):
        if found is not None and link.sign in DEFINING | {"="} and link.right.tokens:
            statement, after = definition(found, link.right.tokens, names)
            return introductions(statement, after)
    return []


def head_of(link: Link) -> Head | None:
    """The quantity or the function that a link may define."""
    if not link.left.tokens:
        return None
    with suppress(Unreadable):
        return head(Parser(link.left.tokens, Names()))
    return None


def foretold(
    link: Link, names: Names, at: Span, means_the_same: Callable[[Definition], bool]
) -> tuple[Placed, Names] | None:
    """A definition further below as if it stood at a formula above; nothing where it does not mean the same there."""
    found = head_of(link)
    assert found is not None
    with suppress(Unreadable):
        statement, after = definition(replace(found, span=at), link.right.tokens, names)
        if isinstance(statement, Definition) and means_the_same(statement):
            known = after.find(found.plain, found.face)
            assert known is not None
            span = covered(link.left.tokens).to(covered(link.right.tokens))
            return Placed(statement, span, ""), after.adding(replace(known, defined=False))
    return None


def _uses(tokens: Sequence[Token], found: Head, own: Token, names: Names) -> bool:
    """Whether a formula speaks of a quantity, and has its letter nowhere as an index."""
    below, depth = set[str](), 0
    for before, token in pairwise(tokens):
        if depth or before.text == "_":
            depth += {"{": 1, "}": -1}.get(token.text, 0)
            below.add(token.text)
    after = introduced(names, found, Sort.QUANTITY, defined=False)
    known = after.find(found.plain, found.face)
    return known is not None and own.text not in below and bool(tokens) and refers(tokens, after, known)
