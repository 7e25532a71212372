r"""Functions that a section defines below their first use, as in `p = \sigma(z)`, where `\sigma(t) = …`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from derive.reading.files.blocks import Block, Declarations, Display, Heading, Inline
from derive.reading.grammar.conditions import opens
from derive.reading.grammar.formula import Formulas
from derive.reading.grammar.functions import LANGUAGE
from derive.reading.grammar.links import Link, links
from derive.reading.grammar.names import Names, Sort
from derive.reading.grammar.restrictions import is_range
from derive.reading.grammar.rows import relations
from derive.reading.grammar.stating import CONSTANT, DEFINING
from derive.reading.grammar.trees import holds, walk
from derive.reading.source import Passage, Span
from derive.reading.statements import Definition, Form, Head, Placed
from derive.reading.syntax import Binder, Call, Entry, Name, Node, Product, Sign, Superscript, Transposed, Unreadable
from derive.reading.tokens import Kind, Token
from derive.reading.where import Explanations, explains, foretold, head_of, unworded

SKIP = re.compile(r"\s*skip\s*:(?!=)")


@dataclass(frozen=True, slots=True)
class Later:
    """A function of one argument and where it is defined: the number of the section, and the formula."""

    name: str
    link: Link
    section: int
    display: Span


@dataclass(frozen=True, slots=True)
class _Section:
    """The formulas of a section, and the section around it."""

    level: int
    around: _Section | None = None
    bodies: list[Passage] = field(default_factory=list)


class Ahead:
    """The functions that the text of a document defines, and its sections, whose letters tell what these may mean."""

    def __init__(self, blocks: Iterable[Block], formula: Formulas) -> None:
        self.formula = formula
        self.found: list[Later] = []
        self.sections = [_Section(0)]
        self.explanations = Explanations(self._statements)
        left_out = False
        for block in blocks:
            if isinstance(block, Heading):
                self._enter(block.level)
            elif isinstance(block, Display) and not left_out:
                self._note(block)
            self.sections[-1].bodies.extend(_bodies(block))
            if isinstance(block, Display | Declarations):
                left_out = isinstance(block, Declarations) and any(map(SKIP.match, (each.text for each in block.lines)))

    def _enter(self, level: int) -> None:
        around: _Section | None = self.sections[-1]
        while around is not None and around.level >= level > 0:
            around = around.around
        self.sections.append(_Section(level, around))

    def _note(self, block: Display) -> None:
        """The functions that a formula defines; nothing where it may state a condition."""
        with suppress(Unreadable):
            found, section = unworded(self._segments(block.body)), len(self.sections) - 1
            chains = [(links(segment, 0, None)[0], behind) for segment, behind in found]
            if any(not chain or chain[0].sign not in DEFINING | {"="} for chain, _ in chains):
                return
            conditional = [any(token.kind is Kind.TEXT and opens(token) for token in segment) for segment, _ in found]
            counted = any(behind and is_range(segment) for segment, behind in found)
            if not any(conditional) and not counted:
                self.explanations.note(chains, section, block.span)
            for ((link, *_), behind), is_conditional in zip(chains, conditional, strict=True):
                named = _function(link)
                if named is not None and not (behind or is_conditional):
                    self.found.append(Later(named.plain, link, section, block.span))

    def _segments(self, body: Passage) -> list[list[Token]]:
        return [segment for line in self.formula(body).lines for segment in line]

    def _statements(self) -> Iterator[tuple[int, list[Token]]]:
        """Every statement of the document with the number of its section."""
        for number, section in enumerate(self.sections):
            for body in section.bodies:
                with suppress(Unreadable):
                    yield from ((number, segment) for segment, _ in unworded(self._segments(body)))

    def _letters(self, section: _Section | None) -> set[str]:
        """The letters that may be declared or defined in a section and those around it."""
        found = set[str]()
        while section is not None:
            for body in section.bodies:
                with suppress(Unreadable):
                    found |= set[str]().union(*map(_introduced, self._segments(body)))
            section = section.around
        return found

    def wanted(self, tokens: Sequence[Token], names: Names, section: int, at: Span, text: str) -> Iterator[Later]:
        """The functions that a formula applies, unknown so far, and that its section defines further below.

        One that is declared is so where the formula itself defines it, or the next one behind `where`.
        """
        first: dict[str, Later] = {}
        for each in self.found:
            if each.section == section and each.display.start >= at.start:
                first.setdefault(each.name, each)
        for each in first.values():
            own = each.link.left.tokens[0]
            above = [token for token in tokens if token.span.start < own.span.start]
            if _is_open(each, names, at, text) and _applies(above, own.text):
                yield each

    def definition(self, later: Later, names: Names, at: Span) -> tuple[Placed, Names] | None:
        """The definition as if it stood at a formula above; nothing where it could mean something else there.

        Its letter may be the name of an array, on which it must act entry by entry wherever it stands.
        """
        return foretold(
            later.link, names, at, lambda statement: self._means_the_same(statement, names, later.section)
        )

    def _means_the_same(self, statement: Definition, names: Names, section: int) -> bool:
        """Whether a body speaks of nothing but the parameter and functions, and of an array by its entries only."""
        nodes, parameter = walk(statement.body), statement.head.parameters[0]
        bound = {node.index for node in nodes if isinstance(node, Binder)} | {parameter, *CONSTANT}
        bound |= {index.key for index in statement.head.indices if isinstance(index, Name)}
        if any(isinstance(node, Name) and node.key not in bound for node in nodes):
            return False
        if not all(_is_known(node, names) for node in nodes if isinstance(node, Call)):
            return False
        if statement.head.form is Form.ROW_FUNCTION or not any(_joins(node, parameter) for node in nodes):
            return True
        known = names.find(parameter, "")
        is_plain = known is not None and known.is_number and not known.defined
        return is_plain or parameter not in self._letters(self.sections[section])


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
    found = head_of(link)
    if found is None or not link.right.tokens or len(found.parameters) != 1:
        return None
    applied = found.form in (Form.FUNCTION, Form.ROW_FUNCTION)
    return found if applied and found.plain not in LANGUAGE and not found.plain.endswith("'") else None


def _is_open(each: Later, names: Names, at: Span, text: str) -> bool:
    """Whether the name of a function stands for nothing at a formula, or for an unknown function that this explains."""
    known, found = names.find(each.name, ""), head_of(each.link)
    if known is None or found is None:
        return known is None
    if known.sort is not Sort.FUNCTION or known.defined:
        return False
    if each.display == at:
        return all(names.find(parameter, "") is None for parameter in found.parameters)
    return explains(text, at.end, each.display.start)


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
    match node:
        case Superscript(base=base):
            return holds(base, parameter)
        case Product(left=left, right=right, sign=sign):
            return sign is not Sign.ENTRYWISE and holds(left, parameter) and holds(right, parameter)
        case Transposed() | Entry() | Binder():
            return True
    return False
