"""The surroundings of a claim in its document, in which a changed claim is read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from derive.judging.edits.brackets import pairs, whole
from derive.judging.edits.excerpts import stretch
from derive.judging.edits.table import Edit
from derive.judging.edits.transposes import parted
from derive.judging.edits.trees import equation_of
from derive.judging.edits.writing import JOINED, TRANSPOSE, Pen, Unwritable
from derive.meaning.claims import Claim
from derive.meaning.document import understand
from derive.meaning.meanings import Understood
from derive.reading.document import read
from derive.reading.files import macros
from derive.reading.grammar.trees import walk
from derive.reading.items import Document, Item, Opening
from derive.reading.source import Passage, Source
from derive.reading.statements import Definition, Equation, Form, Head, UnknownFunction
from derive.reading.syntax import Call, Entry, Name, Node, Superscript, Transposed
from derive.reading.tokens import respelled, tokenize


class Lost(Exception):
    """A claim that is not read again as it was; its text is the claim."""


@dataclass(frozen=True)
class Page:
    """A document in which all that has no bearing on one claim is blank, and the number of that claim in it."""

    document: Document
    number: int

    @property
    def text(self) -> str:
        """The text of the page."""
        return self.document.source.text

    @cached_property
    def items(self) -> tuple[Understood, ...]:
        """Everything on the page up to the claim, understood with what is defined behind it."""
        parts, items = list[Item | Opening](), 0
        for part in self.document.parts:
            if items <= self.number or (isinstance(part, Item) and isinstance(part.statement, Definition)):
                parts.append(part)
            items += isinstance(part, Item)
        return understand(replace(self.document, parts=tuple(parts)))[: self.number + 1]

    @property
    def claim(self) -> Understood:
        """The claim itself; of an edited page, what now stands in its place."""
        return self.items[-1]

    @cached_property
    def chain(self) -> tuple[Equation, ...]:
        """The equations before the claim in its chain, the nearest last: each ends with what the next begins with."""
        found: list[Equation] = []
        last = self.claim.item.statement
        for understood in reversed(self.items[:-1]):
            statement = equation_of(understood.item.statement)
            if statement is None or not isinstance(last, Equation) or statement.right.span != last.left.span:
                break
            found.insert(0, statement)
            last = statement
        return tuple(found)

    @cached_property
    def pen(self) -> Pen:
        """A pen in the author's hand."""
        found = hand(self.text, self.claim.item, [u.item.statement for u in reversed(self.items)])
        known, place = macros.find(self.document.source), self.claim.item.span.start
        hidden = {
            key: macros.written(text, known, place)
            for key, text in found.names.items()
            if "^" in key and "^" not in text
        }
        return replace(found, names={**found.names, **hidden})

    def written(self, changes: Sequence[Edit]) -> Page | None:
        """The page with edits written into it, if it is then read as the edited claim."""
        equation = self.claim.item.statement
        assert isinstance(equation, Equation)
        for edit in changes:
            equation = edit.applied(equation)
        for wrap in ("{}", r"\left( {} \right)"):
            for outer in (True, False):
                page = self._replaced(changes, replace(self.pen, outer=outer), wrap)
                if page is not None and len(page.items) == len(self.items) and page._says(equation):
                    return page
        return None

    def _says(self, equation: Equation) -> bool:
        """Whether an equation is claimed and understood; with brackets gone it may be meant in two ways."""
        return self.claim.item.statement == equation and isinstance(self.claim.meaning, Claim)

    def _replaced(self, changes: Sequence[Edit], pen: Pen, wrap: str) -> Page | None:
        text = self.text
        try:
            pieces = [(pen.place(edit.spot.node), edit.written(pen)) for edit in changes]
        except Unwritable:
            return None
        for span, piece in sorted(pieces, key=lambda found: found[0].start, reverse=True):
            text = text[: span.start] + wrap.replace("{}", piece) + text[span.end :]
        return Page(read(replace(self.document.source, text=text)), self.number)


def page(source: Source, item: Item) -> Page:
    """The page of an item, read from its excerpt; the author's own commands in the item are expanded.

    Raises `Lost` where the item is not read there as it is in its document.
    """
    document = read(source)
    items = [part for part in document.parts if isinstance(part, Item)]
    found = [n for n, part in enumerate(items) if (part.span, part.statement) == (item.span, item.statement)]
    if not found:
        raise Lost(f"{item.id}: {item.source}")
    number = found[0]
    if item.shown == item.source:
        return Page(document, number)
    span = stretch(item)
    passage = Passage(source.text[span.start : span.end], tuple(range(span.start, span.end)))
    written = respelled(macros.expand(tokenize(passage), macros.find(source)), source.text)
    text = source.text[: span.start] + written + source.text[span.end :]
    return Page(read(replace(source, text=text)), number)


def _turned(pen: Pen, node: Transposed, array: Node) -> tuple[str, str, bool]:
    """The writing of a name under a transpose, that of the mark, and whether that is joined to a label of the name.

    What has no writing is empty: a mark that is none of LaTeX, what a command of the author's own ends with.
    """
    own, name = array.array if isinstance(array, Entry) else array, ""
    if isinstance(own, Name):
        span = whole(own.span, pen.brackets)
        name, mark, is_joined = parted(pen.text[span.start : span.end])
        if mark:
            return name, mark, is_joined
        if "^" in own.key and own.span.end == node.span.end:
            return "", "", False
    _, sign, mark = pen.text[node.span.start : node.span.end].rpartition("^")
    mark = mark.strip()
    return name, mark + "}" * (mark.count("{") - mark.count("}")) if sign else "", False


def hand(text: str, item: Item, statements: Iterable[object]) -> Pen:
    """A pen for one item that writes names as they stand in some statements, its own first of all."""
    bare = Pen(text, pairs(text, stretch(item)), {})
    return replace(bare, names=_writings(bare, statements))


def _writings(pen: Pen, statements: Iterable[object]) -> Mapping[str, str]:
    """How the author writes names, the letters of entries, calls and a transpose; the first writing counts."""
    found: dict[str, str] = {}
    apart: set[int] = set()
    for statement in statements:
        for node in (inner for root in _roots(statement) for inner in walk(root) if inner.span.end):
            match node:
                case Entry(array=Name(key=key) as array):
                    apart.add(id(array))
                    found.setdefault(f"{key}_", pen(array).strip())
                case Transposed(array=array) if not isinstance(array, Superscript):
                    name, mark, is_joined = _turned(pen, node, array)
                    if mark:
                        found.setdefault(TRANSPOSE, mark)
                    if is_joined:
                        found.setdefault(JOINED, mark)
                    if isinstance(array, Name):
                        apart.add(id(array))
                        if name:
                            found.setdefault(array.key, name)
                case Call(function=function, arguments=(argument,)) if argument.span.start > node.span.start:
                    before = pen.text[node.span.start : argument.span.start].split("(")[0]
                    if before.count("{") == before.count("}"):
                        found.setdefault(function, before.replace("\\left", "").replace("'", "").strip())
                case Name(key=key) if id(node) not in apart:
                    found.setdefault(key, pen(node).strip())
    return found


def _roots(statement: object) -> list[Node]:
    """What a statement writes: its sides, the name that it defines as a whole, and what an unknown function takes."""
    roots = [getattr(statement, name) for name in ("left", "right", "body") if hasattr(statement, name)]
    match statement:
        case Definition(head=Head(key=key, form=Form.NAME, span=span)):
            roots.append(Name(key, span=span))
        case UnknownFunction(arguments=arguments):
            roots += arguments
    return roots
