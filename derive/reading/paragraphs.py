r"""Paragraphs with a title in their first line, `\paragraph{Backward pass.}`: which go on from the one before.

One that goes on is a section inside the paragraph before it, so that all names hold in it. One that gives a name of
that paragraph another meaning begins anew, as every other section does, so that two meanings are never mixed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property

from derive.reading.files import macros
from derive.reading.files.blocks import Another, Block, Declarations, Display, Heading, Inline
from derive.reading.grammar.below import IMPLICATIONS
from derive.reading.grammar.conditional import INEQUALITIES
from derive.reading.grammar.divided import ASSUME, before_assumptions
from derive.reading.grammar.formula import Formulas
from derive.reading.grammar.links import Link, Side, links
from derive.reading.grammar.names import capital
from derive.reading.grammar.stating import DEFINING
from derive.reading.naming import Said, alike, letters, said, stem
from derive.reading.source import Passage, Span
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Token

NOTHING = Side((), 0)
"""What stands before a row that goes on from the one above."""
WORDED = re.compile(r"\s*(?:(vectors|layout)|id|skip|expect|kernel)\s*:(?!=)")
STATING = DEFINING | {"=", "=:", "∈", r"\to"}
CONSTANT = frozenset({"e", "I", "d", "O", r"\pi"})
"""Letters that mean something without a declaration."""


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
    def displays(self) -> list[Sequence[Token]]:
        """The signs of each displayed formula."""
        return [self.formula(block.body).tokens for block in self.blocks if isinstance(block, Display)]

    @cached_property
    def options(self) -> dict[str, Span]:
        """What is said of how vectors stand, and of the layout, and where."""
        worded = [(WORDED.match(line.text), line) for line in self.lines]
        agreed = [line for found, line in worded if found is not None and found[1]]
        return {"".join(line.text.split("%")[0].split()): line.span(0, len(line.text)) for line in agreed}

    @cached_property
    def declared(self) -> list[Passage]:
        """The declarations and the assumptions."""
        lines = [line for line in self.lines if WORDED.match(line.text) is None]
        return [part for line in lines for part in before_assumptions(line) if part.text.strip()]

    @cached_property
    def assumed(self) -> list[tuple[set[str], Span]]:
        """The letters of each assumption, and where it stands."""
        found = [(self.formula(part).tokens, part) for part in self.declared if ASSUME.match(part.text)]
        chains = [(segment, link, part) for part in self._stating for segment, link in self._links(part)]
        found += [(segment, part) for segment, link, part in chains if link.sign in INEQUALITIES]
        return [(letters(tokens), part.span(0, len(part.text))) for tokens, part in found]

    @property
    def _stating(self) -> list[Passage]:
        return [part for part in self.declared if ASSUME.match(part.text) is None]

    @cached_property
    def said(self) -> list[Said]:
        """What is said of names."""
        found: list[Said] = []
        for block in self.blocks:
            if isinstance(block, Display):
                found += self._said(block.body, displayed=True)
            elif isinstance(block, Inline) and ("\\in" in block.body.text or "∈" in block.body.text):
                found += [each for each in self._said(block.body, displayed=False) if each.sign == "∈"]
        return found + [each for part in self._stating for each in self._said(part, displayed=False)]

    @cached_property
    def aside(self) -> list[Said]:
        """What equations in running text may say of names, as in “for $p = 3 x$”; not that a name is a number."""
        chains: list[Link] = []
        for block in self.blocks:
            if isinstance(block, Inline) and "=" in block.body.text:
                with suppress(Unreadable, macros.MacroError):
                    chains += [link for _, link in self._links(block.body) if letters(link.right.tokens)]
        return [each for link in chains if link.sign in STATING for each in said(link, claims=True)]

    def _said(self, body: Passage, *, displayed: bool) -> Iterator[Said]:
        for _, link in self._links(body):
            if link.sign in STATING:
                yield from said(link, claims=displayed and link.sign == "=")

    def _links(self, body: Passage) -> Iterator[tuple[list[Token], Link]]:
        """The relations that may state something: the first of each statement, and all that are no equality."""
        for segment in (segment for line in self.formula(body).lines for segment in line):
            chain, first = links(segment, 0, NOTHING)[0], True
            for link in chain:
                if first or link.sign != "=":
                    yield segment, link
                first = link.sign in IMPLICATIONS

    @cached_property
    def sizes(self) -> dict[str, Span]:
        """The letters in the shapes of what is declared, and where these are told."""
        shapes = [each for each in self.said if each.sign == "∈" and "^" in each.text]
        return {text: each.span for each in shapes for text in each.text[each.text.index("^") :]}


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
        follows = block.runs_in and any(each.level == block.level and each.text.blocks for each in around)
        anew = _anew(block.level, _Text(formula, list(_under(blocks, place))), around) if follows else None
        while around[-1].level >= block.level and not (follows and anew is None):
            around.pop()
        around.append(_Open(block.level, _Text(formula)))
        found.append(replace(block, level=len(around) - 1, anew=anew))
    return found


def _under(blocks: Sequence[Block], place: int) -> Iterator[Block]:
    """What stands under a heading, up to the next one of its level."""
    heading = blocks[place]
    for block in blocks[place + 1 :]:
        if isinstance(block, Heading) and isinstance(heading, Heading) and block.level <= heading.level:
            return
        yield block


def _anew(level: int, text: _Text, around: Sequence[_Open]) -> Another | None:
    """What gives a name of the paragraphs from which a paragraph would go on another meaning; nothing if it goes on."""
    before = [block for section in around if section.level == level for block in section.text.blocks]
    outer = [block for section in around if section.level < level for block in section.text.blocks]
    one, other = _Text(text.formula, before), _Text(text.formula, outer)
    try:
        return next((each for rule in RULES for each in rule(one, text, other)), None)
    except (Unreadable, macros.MacroError) as problem:
        return Another("", problem.span)


def _differ(one: _Text, text: _Text, outer: _Text) -> Iterator[Another]:
    """What says anything else of a name of another text."""
    names = {each.name for each in one.said}
    yield from (Another(each.name, each.span) for each in (*text.said, *text.aside) if each.name in one.sizes)
    yield from (Another(name, span) for name, span in text.sizes.items() if name in names)
    yield from _others([*text.said, *text.aside], one)


def _reads(one: _Text, text: _Text, outer: _Text) -> Iterator[Another]:
    """Where a letter of another text may have a meaning that needs no declaration, or be an undeclared function."""
    names = {each.name for each in one.said}
    constants = CONSTANT & set(map(stem, names))
    functions = {each.name for each in one.said if each.text[1:2] == ("(",) or each.sign == r"\to"}
    for display in text.displays:
        yield from (Another(token.text, token.span) for token in display if token.text in constants)
        for token, *behind in zip(display, display[1:], display[2:], display[3:], strict=False):
            delta = token.text == r"\delta" and behind[0].text == "_"
            applied = (behind[0].text, behind[2].text) == ("(", ")") and token.text not in functions
            if (delta or applied) and token.text in names:
                yield Another(token.text, token.span)


def _hides(one: _Text, text: _Text, outer: _Text) -> Iterator[Another]:
    """What gives a name of the sections around a text another meaning, which is a matter of its own."""
    yield from _others([each for each in one.said if not each.claims], outer)


def _others(statements: Iterable[Said], text: _Text) -> Iterator[Another]:
    """The statements about names of a text that do not repeat what is said there."""
    for each in statements:
        if not _repeats(each, [old for old in text.said if alike(old.name, each.name)]):
            yield Another(each.name, each.span)


def _repeats(each: Said, known: Sequence[Said]) -> bool:
    if each.claims and known:
        return any(each.text == old.text for old in known)
    return all(each.sign == "∈" == old.sign and each.text == old.text for old in known)


def _restricts(one: _Text, text: _Text, outer: _Text) -> Iterator[Another]:
    """What is assumed or agreed in a text and may be meant for that text alone."""
    shaped = any(each.sign == "∈" for each in (*one.said, *text.said))
    if one.options.keys() != text.options.keys() and (text.options or shaped):
        yield from (Another(name, span) for name, span in (text.options or one.options).items())
    names, around = _cases(one), _cases(outer)
    for each, span in one.assumed:
        if not each & names or each & (around - names):
            yield Another("", span)
        yield from (Another(min(each & other), place) for other, place in text.assumed if each & other & names)


RULES = (_differ, _reads, _hides, _restricts)
"""What may keep a paragraph from going on."""


def _cases(text: _Text) -> set[str]:
    """The letters of the names of a text, as capitals too and as small letters."""
    stems = {stem(each.name) for each in text.said}
    return stems | set(map(capital, stems)) | set(map(str.lower, stems))
