r"""Functions that a section defines below their first use, as in `p = \sigma(z)`, where `\sigma(t) = …`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from derive.reading.files.blocks import Block, Declarations, Display, Heading, Inline
from derive.reading.grammar.clean import clean
from derive.reading.grammar.conditions import opens
from derive.reading.grammar.defining import definition
from derive.reading.grammar.displayed import DEFINING
from derive.reading.grammar.functions import LANGUAGE
from derive.reading.grammar.heads import head, place
from derive.reading.grammar.links import Link, links
from derive.reading.grammar.names import Names, Sort
from derive.reading.grammar.parser import Parser
from derive.reading.grammar.rows import relations, rows
from derive.reading.grammar.segments import segments
from derive.reading.grammar.trees import walk
from derive.reading.source import Passage, Span
from derive.reading.statements import Definition, Form, Head, Placed
from derive.reading.syntax import Binder, Call, Entry, Name, Node, Product, Sign, Superscript, Transposed, Unreadable
from derive.reading.tokens import Kind, Token
from derive.reading.where import Explanations

Tokens = Callable[[Passage], list[Token]]
SKIP = re.compile(r"\s*skip\s*:(?!=)")
CONSTANT = frozenset({"e", r"\pi"})


@dataclass(frozen=True, slots=True)
class Later:
    """A function of one argument and where it is defined: the number of the section, and the formula."""

    name: str
    link: Link
    section: int
    display: Span


class Ahead:
    """The functions that the text of a document defines, and by section the letters that it may declare there."""

    def __init__(self, blocks: Iterable[Block], tokens: Tokens) -> None:
        self.found: list[Later] = []
        self.letters: list[set[str]] = [set()]
        self.around: list[tuple[int, int]] = [(0, 0)]
        self.explanations = Explanations()
        left_out = False
        for block in blocks:
            if isinstance(block, Heading):
                self._enter(block.level)
            for body in _bodies(block):
                with suppress(Unreadable):
                    found = [each for row in rows(clean(tokens(body))) for each in segments(row) if each]
                    self.letters[-1] |= set[str]().union(*map(_introduced, found))
                    for each in found:
                        self.explanations.give(each, len(self.letters) - 1)
                    if isinstance(block, Display) and not left_out:
                        self._note(block, found)
            if isinstance(block, Display | Declarations):
                left_out = isinstance(block, Declarations) and any(map(SKIP.match, (each.text for each in block.lines)))

    def _enter(self, level: int) -> None:
        """A new section, in which the letters of those around it hold too."""
        while self.around[-1][0] >= level > 0:
            self.around.pop()
        self.letters.append(set(self.letters[self.around[-1][1]]))
        self.around.append((level, len(self.letters) - 1))

    def _note(self, block: Display, found: Sequence[list[Token]]) -> None:
        """The functions that a formula defines; nothing where it may state a condition."""
        chains = [links(segment, 0, None)[0] for segment in found]
        if any(not each or each[0].sign not in DEFINING | {"="} for each in chains):
            return
        if not any(token.kind is Kind.TEXT and opens(token) for segment in found for token in segment):
            self.explanations.note(chains, len(self.letters) - 1, block.span)
        for (link, *_), segment in zip(chains, found, strict=True):
            named = _function(link)
            if named is not None and not any(token.kind is Kind.TEXT and opens(token) for token in segment):
                self.found.append(Later(named.plain, link, len(self.letters) - 1, block.span))

    def wanted(self, tokens: Sequence[Token], names: Names, section: int, at: Span) -> Iterator[Later]:
        """The functions that a formula applies, unknown so far, and that its section defines further below."""
        first: dict[str, Later] = {}
        for each in self.found:
            if each.section == section and each.display.start >= at.start:
                first.setdefault(each.name, each)
        for each in first.values():
            own = each.link.left.tokens[0]
            above = [token for token in tokens if token.span.start < own.span.start]
            if names.find(each.name, "") is None and _applies(above, own.text):
                yield each

    def definition(self, later: Later, names: Names, at: Span) -> tuple[Placed, Names] | None:
        """The definition as if it stood at a formula above; nothing where it could mean something else there.

        Its letter may be the name of an array, on which it must act entry by entry wherever it stands.
        """
        found = _function(later.link)
        assert found is not None
        with suppress(Unreadable):
            statement, after = definition(replace(found, span=at), later.link.right.tokens, names)
            if isinstance(statement, Definition) and self._means_the_same(statement, names, later.section):
                known = after.find(later.name, "")
                assert known is not None
                span = place(later.link.left.tokens).to(place(later.link.right.tokens))
                return Placed(statement, span, ""), after.adding(replace(known, defined=False))
        return None

    def _means_the_same(self, statement: Definition, names: Names, section: int) -> bool:
        """Whether a body speaks of nothing but the parameter and functions, and of an array by its entries only."""
        nodes, parameter = list(walk(statement.body)), statement.head.parameters[0]
        bound = {node.index for node in nodes if isinstance(node, Binder)} | {parameter} | CONSTANT
        bound |= {index.key for index in statement.head.indices if isinstance(index, Name)}
        if any(isinstance(node, Name) and node.key not in bound for node in nodes):
            return False
        if not all(_is_known(node, names) for node in nodes if isinstance(node, Call)):
            return False
        by_entries = parameter not in self.letters[section] or not any(_joins(node, parameter) for node in nodes)
        return by_entries or statement.head.form is Form.ROW_FUNCTION


def _bodies(block: Block) -> tuple[Passage, ...]:
    if isinstance(block, (Display, Inline)):
        return (block.body,)
    return block.lines if isinstance(block, Declarations) else ()


def _introduced(segment: Sequence[Token]) -> set[str]:
    """The letters before the first relation of a statement, any of which may be declared or defined by it."""
    places = relations(segment)
    left = _texts(segment[: places[0]]) if places else []
    return set() if "(" in left else set(left)


def _function(link: Link) -> Head | None:
    """The head of a function of one argument, `f(x)` or `f(x)_i`, without a prime."""
    if not link.left.tokens or not link.right.tokens:
        return None
    with suppress(Unreadable):
        found = head(Parser(link.left.tokens, Names(), link.left.tokens[-1].span))
        one = found is not None and found.form in (Form.FUNCTION, Form.ROW_FUNCTION) and len(found.parameters) == 1
        if found is not None and one and found.plain not in LANGUAGE and not found.plain.endswith("'"):
            return found
    return None


def _applies(tokens: Sequence[Token], letter: str) -> bool:
    """Whether a letter is a function in a formula: behind it there is always a bracket."""
    texts = _texts(tokens)
    places = [place for place, text in enumerate(texts) if text == letter]
    behind = [texts[place + 1 :] for place in places]
    return bool(places) and all([text for text in rest if text != "'"][:1] in (["("], ["["]) for rest in behind)


def _texts(tokens: Sequence[Token]) -> list[str]:
    return [token.text for token in tokens]


def _is_known(node: Call, names: Names) -> bool:
    known = names.find(node.function, "")
    return known is None or known.sort is Sort.FUNCTION


def _joins(node: Node, parameter: str) -> bool:
    """Whether what a node computes of an array need not be what it computes of each entry."""

    def has(part: Node) -> bool:
        return any(isinstance(inner, Name) and inner.key == parameter for inner in walk(part))

    match node:
        case Superscript(base=base):
            return has(base)
        case Product(left=left, right=right, sign=sign):
            return sign is not Sign.ENTRYWISE and has(left) and has(right)
        case Transposed() | Entry() | Binder():
            return True
    return False
