r"""Paragraphs with a title in their first line, `\paragraph{Backward pass.}`: which go on from the one before.

One that goes on is a section inside the paragraph before it, so that all names hold in it. One that gives a name of
that paragraph another meaning begins anew, as every other section does, so that two meanings are never mixed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from derive.reading.files import macros
from derive.reading.files.blocks import Block, Declarations, Display, Heading, Inline
from derive.reading.grammar.cursor import split
from derive.reading.grammar.displayed import DEFINING
from derive.reading.grammar.divided import ASSUME, before_assumptions
from derive.reading.grammar.formula import Formula
from derive.reading.grammar.links import Link, Side, links
from derive.reading.grammar.names import capital
from derive.reading.source import Passage
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token
from derive.reading.where import head_of

Formulas = Callable[[Passage], Formula]
NOTHING = Side((), 0)
"""What stands before a row that goes on from the one above."""
WORDED = re.compile(r"\s*(?:(vectors|layout)|id|skip|expect|kernel)\s*:(?!=)")
SCRIPT = re.compile(r"[_^](?:\{[^{}]*\}|\\[a-zA-Z]+|.).*")
WORD = re.compile(r"_\{[A-Za-z]{3,}\}$")
COMPARED = frozenset({"<", ">", r"\le", r"\ge", r"\ne"})
STATING = DEFINING | {"=", "=:", "∈", r"\to"}
CONSTANT = frozenset({"e", "I", "d", "O", r"\pi"})
"""Letters that mean something without a declaration."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a statement says of a name, with the signs of the statement; `claims` tells that it may be a mere claim."""

    name: str
    sign: str
    text: tuple[str, ...]
    claims: bool


@dataclass(eq=False)
class _Text:
    """Some blocks, and what they say of names; `Unreadable` where that is not known."""

    formula: Formulas
    blocks: list[Block] = field(default_factory=list)

    @cached_property
    def lines(self) -> list[Passage]:
        """The lines of the declarations."""
        return [line for block in self.blocks if isinstance(block, Declarations) for line in block.lines]

    @cached_property
    def displays(self) -> list[list[str]]:
        """The signs of each displayed formula."""
        bodies = [block.body for block in self.blocks if isinstance(block, Display)]
        return [[token.text for token in self.formula(body).tokens] for body in bodies]

    @cached_property
    def options(self) -> set[str]:
        """What is said of how vectors stand, and of the layout."""
        worded = [(WORDED.match(line.text), line.text) for line in self.lines]
        return {"".join(text.split("%")[0].split()) for found, text in worded if found is not None and found[1]}

    @cached_property
    def declared(self) -> list[Passage]:
        """The declarations and the assumptions."""
        lines = [line for line in self.lines if WORDED.match(line.text) is None]
        return [part for line in lines for part in before_assumptions(line) if part.text.strip()]

    @cached_property
    def assumed(self) -> list[set[str]]:
        """The letters of each assumption."""
        found = [_letters(self.formula(part).tokens) for part in self.declared if ASSUME.match(part.text)]
        chains = [(link, segment) for part in self._stating for segment, link in self._links(part)]
        return found + [_letters(segment) for link, segment in chains if link.sign in COMPARED]

    @property
    def _stating(self) -> list[Passage]:
        return [part for part in self.declared if ASSUME.match(part.text) is None]

    @cached_property
    def said(self) -> list[_Said]:
        """What is said of names."""
        found: list[_Said] = []
        for block in self.blocks:
            if isinstance(block, Display):
                found += self._said(block.body, displayed=True)
            elif isinstance(block, Inline) and ("\\in" in block.body.text or "∈" in block.body.text):
                found += [each for each in self._said(block.body, displayed=False) if each.sign == "∈"]
        return found + [each for part in self._stating for each in self._said(part, displayed=False)]

    def _said(self, body: Passage, *, displayed: bool) -> Iterator[_Said]:
        for _, link in self._links(body):
            if link.sign in STATING:
                yield from _by(link, claims=displayed and link.sign == "=")

    def _links(self, body: Passage) -> Iterator[tuple[list[Token], Link]]:
        """The relations that may state something: the first of each statement, and all that are no equality."""
        for segment in (segment for line in self.formula(body).lines for segment in line):
            chain, _ = links(segment, 0, NOTHING)
            yield from ((segment, link) for place, link in enumerate(chain) if place == 0 or link.sign != "=")

    @cached_property
    def sizes(self) -> set[str]:
        """The letters in the shapes of what is declared."""
        shapes = [each.text for each in self.said if each.sign == "∈" and "^" in each.text]
        return {text for shape in shapes for text in shape[shape.index("^") :]}


@dataclass(frozen=True, slots=True)
class _Open:
    """A section that is open: its level as written, and its own text."""

    level: int
    text: _Text


def nested(blocks: Sequence[Block], formula: Formulas) -> Sequence[Block]:
    """The blocks with the depth of each heading for its level, where there are paragraphs that may go on."""
    if not any(isinstance(block, Heading) and block.runs_in for block in blocks):
        return blocks
    found: list[Block] = []
    around = [_Open(0, _Text(formula))]
    for place, block in enumerate(blocks):
        if not isinstance(block, Heading):
            around[-1].text.blocks.append(block)
            found.append(block)
            continue
        while around[-1].level > block.level:
            around.pop()
        goes_on = block.runs_in and _goes_on(block.level, _Text(formula, list(_under(blocks, place))), around)
        while around[-1].level >= block.level and not goes_on:
            around.pop()
        around.append(_Open(block.level, _Text(formula)))
        found.append(replace(block, level=len(around) - 1))
    return found


def _under(blocks: Sequence[Block], place: int) -> Iterator[Block]:
    """What stands under a heading, up to the next one of its level."""
    heading = blocks[place]
    for block in blocks[place + 1 :]:
        if isinstance(block, Heading) and isinstance(heading, Heading) and block.level <= heading.level:
            return
        yield block


def _goes_on(level: int, text: _Text, around: Sequence[_Open]) -> bool:
    """Whether a paragraph leaves every name of the paragraphs from which it would go on its meaning."""
    before = [block for section in around if section.level == level for block in section.text.blocks]
    outer = [block for section in around if section.level < level for block in section.text.blocks]
    one, other = _Text(text.formula, before), _Text(text.formula, outer)
    try:
        return bool(before) and not (_differ(one, text) or _hides(one, other) or _restricts(one, text, other))
    except (Unreadable, macros.MacroError):
        return False


def _differ(one: _Text, text: _Text) -> bool:
    """Whether a text says anything else of a name of another text, or uses it for what needs no declaration."""
    names, own = {each.name for each in one.said}, {each.name for each in text.said}
    if own & one.sizes or text.sizes & names:
        return True
    if any(letter in display for letter in CONSTANT & set(map(_stem, names)) for display in text.displays):
        return True
    kronecker = any((r"\delta", "_") in pairwise(display) for display in text.displays)
    return (r"\delta" in names and kronecker) or not _agrees(text.said, one)


def _hides(one: _Text, outer: _Text) -> bool:
    """Whether a text gives a name of the sections around it another meaning, which is a matter of its own."""
    return not _agrees([each for each in one.said if not each.claims], outer)


def _agrees(statements: Iterable[_Said], text: _Text) -> bool:
    """Whether statements about the names of a text repeat what is said there."""
    return all(_repeats(each, [old for old in text.said if _alike(old.name, each.name)]) for each in statements)


def _repeats(each: _Said, known: Sequence[_Said]) -> bool:
    if each.claims and known:
        return any(each.text == old.text for old in known)
    return all(each.sign == "∈" == old.sign and each.text == old.text for old in known)


def _restricts(one: _Text, text: _Text, outer: _Text) -> bool:
    """Whether what is assumed or agreed in a text may be meant for that text alone."""
    if one.options != text.options and (text.options or any(each.sign == "∈" for each in (*one.said, *text.said))):
        return True
    names, around = _cases(one), _cases(outer)
    if any(not letters & names or letters & (around - names) for letters in one.assumed):
        return True
    return any(letters & other & names for letters in one.assumed for other in text.assumed)


def _cases(text: _Text) -> set[str]:
    """The letters of the names of a text, as capitals too and as small letters."""
    letters = {_stem(each.name) for each in text.said}
    return letters | set(map(capital, letters)) | set(map(str.lower, letters))


def _by(link: Link, *, claims: bool) -> Iterator[_Said]:
    """What a relation says of the names on its left side, or on its right side for `=:`."""
    left, right = (link.right, link.left) if link.sign == "=:" else (link.left, link.right)
    for tokens in split(list(left.tokens), ",") if link.sign in ("∈", r"\to") else [left.tokens]:
        kept = _before_colon([token for token in tokens if token.kind is not Kind.TEXT])
        head = head_of(replace(link, left=replace(left, tokens=kept)))
        text = tuple(token.text for token in (*kept, *right.tokens))
        if head is not None:
            yield _Said(head.plain, link.sign, text, claims)
        elif not claims:
            yield from (_Said(letter, link.sign, text, claims) for letter in _letters(kept))


def _before_colon(tokens: Sequence[Token]) -> Sequence[Token]:
    return tokens[: next((place for place, token in enumerate(tokens) if token.text == ":"), len(tokens))]


def _letters(tokens: Sequence[Token]) -> set[str]:
    return {token.text for token in tokens if token.kind in (Kind.LETTER, Kind.COMMAND)}


def _stem(name: str) -> str:
    """A name without what stands below and above it."""
    return SCRIPT.sub("", name)


def _alike(one: str, other: str) -> bool:
    """Whether two spellings can mean the same array, its entries or its rows."""
    whole = capital(one), capital(other)
    stems = [each if WORD.search(each) else _stem(each) for each in whole]
    return whole[0] == whole[1] or stems[0] == whole[1] or stems[1] == whole[0]
