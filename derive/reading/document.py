"""A whole document: its statements in their order, each with its section, its block and what its author says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import product

from derive.reading.files import macros, markdown, physics, tex
from derive.reading.files.blocks import Block, Declarations, Display, Elsewhere, Heading, Inline, Trouble
from derive.reading.files.macros import Macros
from derive.reading.grammar import declarations, displayed, several
from derive.reading.grammar.advice import own_name
from derive.reading.grammar.clean import clean
from derive.reading.grammar.cursor import split
from derive.reading.grammar.divided import ASSUME
from derive.reading.grammar.formula import Formula
from derive.reading.grammar.limits import SIGNS, crowded, short
from derive.reading.grammar.links import Side
from derive.reading.grammar.membership import OtherValues, membership
from derive.reading.grammar.names import Names
from derive.reading.grammar.pinning import pinned
from derive.reading.grammar.restrictions import defines_function
from derive.reading.grammar.rows import relations
from derive.reading.grammar.trees import names_in
from derive.reading.grammar.valued import entry_of, spoken, valued
from derive.reading.hiding import goes_on, hides, otherwise, speaks
from derive.reading.ids import identified
from derive.reading.introductions import contradicted, introductions
from derive.reading.items import Document, Item, Opening, Skipped
from derive.reading.later import Ahead
from derive.reading.paragraphs import nested
from derive.reading.redefining import redefinitions
from derive.reading.running import states
from derive.reading.source import Passage, Source, Span
from derive.reading.stacking import lined
from derive.reading.statements import (
    Assumed,
    Definition,
    Directive,
    Equation,
    Finite,
    Form,
    Head,
    Placed,
    Plain,
    Redefined,
    Shaped,
    Statement,
    Supposed,
    Told,
    UnknownFunction,
    Unread,
)
from derive.reading.supposing import Here, explained, is_supposed, supposed
from derive.reading.syntax import Name, Unreadable
from derive.reading.telling import Sentence, sentence, tellings
from derive.reading.tokens import Token, spelled, tokenize
from derive.reading.where import WIDEST, explains

VERDICTS = ("proved", "refuted", "conditional", "convention", "undecided", "unread", "definition", "skipped")


@dataclass(frozen=True, slots=True)
class _Section:
    """What holds in a section: the names, and which of them were declared or defined right here.

    `said` are the relations in its running text, with their sentences.
    """

    level: int
    names: Names
    title: str = ""
    here: Here = field(default_factory=dict)
    said: tuple[tuple[list[Token], Sentence, Span], ...] = ()


def read(source: Source) -> Document:
    """Read a file; what cannot be read becomes an `Unread` item, never an exception."""
    crowd = crowded(source)
    if crowd is not None:
        return _Reading(source).run([Trouble(f"more than {SIGNS} signs of mathematics; divide the document", crowd)])
    blocks = tex.blocks(source) if source.path.endswith(".tex") else markdown.blocks(source)
    return _Reading(source).run(blocks)


def _tokens(own: Macros, names: Set[str], body: Passage) -> list[Token]:
    """The tokens of a passage, the author's own commands expanded; `names` are those of several letters."""
    try:
        return several.united(macros.expand(tokenize(short(body)), own), names)
    except macros.MacroError as problem:
        raise Unreadable(problem.message, problem.span) from None


class _Reading:
    """One pass over the blocks of a document."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.sections = [_Section(0, Names())]
        self.parts: list[Item | Opening] = []
        self.pending: list[tuple[Directive, Span]] = []
        self.ids: set[str] = set()
        self.formulas: list[Span] = []
        self.displays: list[Span] = []
        self.opened: list[int] = []
        self.running: list[Span] = []
        self.headings = 0
        self.last: Side | None = None
        self.macros: Macros = macros.find(source)

    def run(self, blocks: Sequence[Block]) -> Document:
        declared = (line for block in blocks if isinstance(block, Declarations) for line in block.lines)
        self.tokens = tokens = partial(_tokens, self.macros, several.declared(declared))
        self.formula = cache(lambda body: Formula(tokens(body)))
        blocks = nested(blocks, self.formula)
        self.ahead = Ahead(blocks, self.formula)
        self.displays = [block.span for block in blocks if isinstance(block, Display)]
        self.opened = [block.span.start for block in blocks if isinstance(block, Heading)]
        for block in blocks:
            match block:
                case Heading():
                    self.heading(block)
                case Declarations(lines, _):
                    for line in sorted(lines, key=lambda line: declarations.OPTION.match(line.text) is None):
                        self.declare(line)
                case Inline(body, span):
                    self.inline(body, span)
                case Display(body, span):
                    self.display(body, span)
                case Trouble(message, span):
                    self.put(Unread(message, span), span)
                case Elsewhere(span):
                    self.put(Plain("another file, which is not read with this one"), span)
        for directive, span in self.pending:
            self.put(Unread(f"`{directive.name}:` is about the next formula, but none follows", span), span)
        heard = {part.span for part in self.parts if not _assumes(part)}
        running = tuple(span for span in self.running if span not in heard)
        return Document(self.source, identified(self.parts), tuple(self.formulas), running, tuple(blocks))

    def heading(self, found: Heading) -> None:
        while self.sections[-1].level >= found.level:
            self.sections.pop()
        names = replace(self.sections[-1].names, level=len(self.parts) + 1)
        self.sections.append(_Section(found.level, names, found.title))
        self.parts.append(Opening(found.level, found.title, found.span, found.anew))
        self.headings += 1
        self.last = None

    def put(self, statement: Statement | Skipped, span: Span, text: str = "", display: int = 0) -> None:
        shown = text or " ".join(self.source.text[span.start : min(span.end, span.start + 400)].split())
        section = self.sections[-1]
        self.parts.append(Item(statement, span, shown, section.title, display, names=section.names))

    def declare(self, line: Passage) -> None:
        found, names = declarations.read(line, self.sections[-1].names, self.source, self.tokens)
        self.sections[-1] = replace(self.sections[-1], names=names)
        for placed in found:
            if isinstance(placed.statement, Directive):
                self.pending.append((placed.statement, placed.span))
            else:
                self.accept(placed, 0)

    def inline(self, body: Passage, span: Span) -> None:
        """Running text declares by `name \\in shape` and says nothing else."""
        try:
            tokens = self.tokens(body)
            parts = lined(clean(tokens), self.sections[-1].names, self.source.text, span)
            if parts is not None:
                self.put(parts, span)
            if all(token.text != r"\in" for token in tokens):
                self.suppose(tokens, span)
                return
            tokens = clean(tokens)
            places = relations(tokens)
            if len(places) > 1 and tokens[places[0]].text != r"\in":
                self.suppose(tokens[: places[1]], span)
            if not places or tokens[places[0]].text != r"\in" or len(places) > 1:
                return
            before = replace(self.sections[-1].names, restating=True)
            at = places[0]
            names, statement = membership(tokens[:at], tokens[at].span, tokens[at + 1 :], before)
        except OtherValues as problem:
            self.accept(Placed(Unread(problem.message, problem.span), span, body.text.strip()), 0)
            return
        except Unreadable:
            return
        self.sections[-1] = replace(self.sections[-1], names=replace(names, restating=False))
        self.accept(Placed(statement, span, body.text.strip()), 0)
        if self.formulas and goes_on(self.source.text, self.formulas[-1].end, span.start):
            self._cloud(statement, before, span)

    def suppose(self, tokens: list[Token], span: Span) -> None:
        """Note what running text supposes or explains of a known name, which makes doubtful what rests on it."""
        text, names, behind = self.source.text, self.sections[-1].names, self.formulas[-1].end if self.formulas else 0
        with suppress(Unreadable):
            self.running += [span] if states(clean(tokens)) else []
        said: list[Supposed | None] = []
        if is_supposed(text, span.start):
            said = [supposed(clean(tokens), names, [each.here for each in self.sections])]
        elif behind and explains(text, behind, span.start):
            said = [explained(part, names) for part in split(clean(tokens), ",")]
        found = [each for each in said if each is not None]
        at = None if any(each.anew for each in found) else self.sentence(tokens, span)
        if at is not None:
            self.sections[-1] = replace(self.sections[-1], said=(*self.sections[-1].said, (tokens, at, span)))
        told, again = list[Told](), list[Redefined]()
        if at is not None:
            with suppress(Unreadable):
                told, again = list(tellings(tokens, names, at)), list(self.redefined(tokens, at, span))
        for statement in (*(told or found), *again):
            self.put(statement, span)

    def sentence(self, tokens: list[Token], span: Span) -> Sentence | None:
        """The sentence in which a relation stands in running text."""
        coming = self.displays[len(self.formulas)] if len(self.formulas) < len(self.displays) else None
        return sentence(self.source.text, span, self.formulas, coming, self.opened) if relations(tokens) else None

    def redefined(self, tokens: list[Token], at: Sentence, span: Span) -> Iterator[Redefined]:
        """What a sentence says that defined names are, unless that is their definition."""
        names, starts = self.sections[-1].names, (*self.opened, *(each.start for each in self.displays))
        end = min((start for start in starts if start >= span.end), default=len(self.source.text))
        after = self.source.text[span.end : min(end, span.end + WIDEST)]
        for said in redefinitions(tokens, names, at, after):
            key = "definition", said.known.key
            known = next((each.here[key] for each in reversed(self.sections) if key in each.here), None)
            if known is None:
                continue
            others = (part.statement for part in self.parts if isinstance(part, Item))
            again = any(isinstance(each, Redefined) and each.statement.head.key == said.known.key for each in others)
            if again or (key, known[0]) not in introductions(said.definition, names):
                yield Redefined(said.definition, said.first, said.last, known[1])

    def display(self, body: Passage, span: Span) -> None:
        self.formulas.append(span)
        directives = dict[str, str]()
        for directive, at in self.pending:
            if directive.name in directives:
                self.put(Unread(f"`{directive.name}:` is said twice of the next formula", at), at)
            directives.setdefault(directive.name, directive.text)
        self.pending = []
        first, last, self.last = len(self.parts), self.last, None
        if "skip" in directives:
            self.put(Skipped(directives["skip"]), span, body.text.strip(), display=len(self.formulas))
        else:
            self._formula(body, span, last)
        self._direct(directives, first)

    def _formula(self, body: Passage, span: Span, last: Side | None) -> None:
        """The statements of a displayed formula, which may go on from `last`."""
        try:
            formula = self.formula(body)
        except Unreadable as problem:
            self.put(Unread(problem.message, problem.span), span, display=len(self.formulas))
            return
        if not formula.tokens:
            self.put(Plain("an empty formula"), span, display=len(self.formulas))
            return
        explained = frozenset(self._foretell(formula, span))
        let = is_supposed(self.source.text, span.start) or self._explains_function(formula)
        before = self.sections[-1].names
        reading = displayed.read(formula, before, self.source, last, explained, let=let)
        self.sections[-1] = replace(self.sections[-1], names=reading.names)
        for placed in reading.found:
            self.accept(self._as_foretold(placed), len(self.formulas))
        for placed in reading.found:
            self._cloud(placed.statement, before, placed.span)
        self.last = reading.last

    def _cloud(self, statement: Statement, before: Names, span: Span) -> None:
        """Make unread what the sentence says above of outer names that a statement gives another meaning."""
        first, text = len(self.formulas), self.source.text
        while first > 1 and explains(text, self.formulas[first - 2].end, self.formulas[first - 1].start):
            first -= 1
        for known, place in product(otherwise(statement, before), range(before.level, len(self.parts))):
            item = self.parts[place]
            if not isinstance(item, Item) or item.display < first or item.span.start >= span.start:
                continue
            if speaks(item, known, statement):
                message = hides(known.plain, self.source.position(span.start)[0])
                name = item.statement.head.key if isinstance(item.statement, (Definition, UnknownFunction)) else ""
                self.parts[place] = replace(item, statement=Unread(message, item.span, name), names=before)

    def _explains_function(self, formula: Formula) -> bool:
        """Whether words join a formula to the one before it that defines a function, which is only declared so far."""
        text, ends = self.source.text, [each.end for each in self.formulas[-2:-1]]
        with suppress(Unreadable):
            joined = any(explains(text, end, self.formulas[-1].start) for end in ends)
            return joined and defines_function(formula.cleaned, self.sections[-1].names)
        return False

    def _foretell(self, formula: Formula, span: Span) -> Iterator[int]:
        """Take the definitions that a formula uses and its section has below: functions, and what is explained.

        Yields where the explanations begin.
        """
        try:
            cleaned = formula.cleaned
        except Unreadable:
            return
        explanations, text = self.ahead.explanations, self.source.text
        for later in self.ahead.wanted(cleaned, self.sections[-1].names, self.headings, span, text):
            yield from self._foretell(Formula(later.link.right.tokens), span)
            self._take(self.ahead.definition(later, self.sections[-1].names, span))
        for each in explanations.wanted(cleaned, self.sections[-1].names, self.headings, span, text):
            yield from self._foretell(Formula(each.link.right.tokens), span)
            if self._take(explanations.definition(each, self.sections[-1].names, span)):
                yield each.link.left.tokens[0].span.start

    def _as_foretold(self, placed: Placed) -> Placed:
        """A definition that was taken in above stays one where it stands, also at letters that are declared."""
        if isinstance(placed.statement, Equation):
            for item in self._here():
                if item.span == placed.span and isinstance(item.statement, Definition):
                    return replace(placed, statement=item.statement)
        return placed

    def _take(self, found: tuple[Placed, Names] | None) -> bool:
        """Take in a definition that stands further below, if there is one."""
        if found is not None:
            self.sections[-1] = replace(self.sections[-1], names=found[1])
            written = self.source.text[found[0].span.start : found[0].span.end]
            self.accept(replace(found[0], source=" ".join(written.split())), 0)
        return found is not None

    def accept(self, placed: Placed, display: int) -> None:
        """Take a statement in, unless it contradicts one of the same section."""
        statement = placed.statement
        for key, meaning in introductions(statement, self.sections[-1].names):
            earlier = self.sections[-1].here.get(key)
            if earlier is not None and earlier[0] != meaning:
                line, _ = self.source.position(earlier[1].start)
                what = "declared" if key[0] == "shape" else "defined"
                message = f"`{key[1]}` is already {what} otherwise in this section, at line {line}"
                message += self._apart(statement)
                statement = Unread(message, placed.span, contradicted(statement, key[1]))
                break
            here = {**self.sections[-1].here, key: (meaning, placed.span)}
            self.sections[-1] = replace(self.sections[-1], here=here)
        title, names = self.sections[-1].title, self.sections[-1].names
        shown = self.expanded(placed)
        if isinstance(statement, Assumed) or (isinstance(statement, Unread) and statement.assumes):
            shown = ASSUME.sub(r"\\text{assume }", shown, count=1)
        made = Item(statement, placed.span, placed.source, title, display, placed.chain, shown=shown, names=names)
        self.parts.append(made)
        if isinstance(statement, Shaped):
            self._entries_of(statement)
        if isinstance(statement, Assumed):
            self._pin(made, statement)
        if isinstance(statement, Definition):
            self._hold(statement.head)
            self._recall(statement.head)

    def _here(self) -> Iterator[Item]:
        """What stands in this section so far."""
        return (part for part in self.parts[self.sections[-1].names.level :] if isinstance(part, Item))

    def _pin(self, item: Item, assumed: Assumed) -> None:
        """Know the names of which something is assumed, and take those that an equation tells for defined."""
        assuming = self.sections[-1].names.assuming(names_in(assumed.condition))
        self.sections[-1] = replace(self.sections[-1], names=assuming)
        for known in pinned(assumed.condition, self.sections[-1].names):
            here = {**self.sections[-1].here, ("definition", known.key): (assumed.condition, item.span)}
            names = self.sections[-1].names.adding(replace(known, defined=True))
            self.sections[-1] = replace(self.sections[-1], names=names, here=here)

    def _hold(self, defined: Head) -> None:
        """Hold a name that is defined to what was declared of its values, and take what it tells for defined."""
        for item in list(self._here()):
            match item.statement:
                case Assumed() as assumed:
                    self._pin(item, assumed)
                case Finite(heads, values) if defined.key in {head.key for head in heads}:
                    name = Name(defined.key, span=defined.span)
                    self.parts.append(replace(item, statement=valued([name], values, item.source, item.span)))

    def _recall(self, defined: Head) -> None:
        """Weigh what running text of this section has said of a name that is defined only now."""
        for tokens, at, span in self.sections[-1].said:
            with suppress(Unreadable):
                for again in self.redefined(tokens, at, span):
                    if again.statement.head.key == defined.key:
                        self.put(again, span)

    def _apart(self, statement: Statement) -> str:
        """What to do where `x_a` is defined, which is read as an entry of x, and is meant as another name."""
        match statement:
            case Definition(Head(form=Form.ENTRY, indices=(Name(),), span=span)):
                return f"; {own_name(self.source.text[span.start : span.end])}"
        return ""

    def _entries_of(self, shaped: Shaped) -> None:
        """Take what was declared as a number, and is an entry of an array whose shape is told now, for that entry."""
        here = self.parts[self.sections[-1].names.level :]
        used = spoken([part.statement for part in here if isinstance(part, Item)])
        for part in here:
            statement = part.statement if isinstance(part, Item) else None
            if not isinstance(part, Item) or not isinstance(statement, (Finite, Shaped)):
                continue
            if isinstance(statement, Shaped) and statement.axes:
                continue
            for found, array in product(statement.heads, shaped.heads):
                names = self.sections[-1].names
                entry = entry_of(found, array, names)
                if entry is None or names.find(found.plain, found.face) is None or found.key in used:
                    continue
                self.sections[-1] = replace(self.sections[-1], names=names.without(found.key))
                if isinstance(statement, Finite):
                    assumed = valued([entry], statement.values, part.source, part.span)
                    self.parts.append(replace(part, statement=assumed, names=self.sections[-1].names))

    def expanded(self, placed: Placed) -> str:
        """The source without the author's own commands, for those who do not know them."""
        if not self.macros.spans and not physics.is_in(placed.source):
            return placed.source
        written = tokenize(Passage(placed.source, (placed.span.start,) * len(placed.source)))
        try:
            tokens = macros.expand(written, self.macros)
        except macros.MacroError:
            return placed.source
        alike = [token.text for token in tokens] == [token.text for token in written]
        return placed.source if alike else spelled(tokens)

    def _direct(self, directives: Mapping[str, str], first: int) -> None:
        """Apply what the author says of a block to its claims."""
        places = [p for p in range(first, len(self.parts)) if _claims(self.parts[p])] or [len(self.parts) - 1]
        words = directives.get("expect", "").split()
        strange = [word for word in words if word not in VERDICTS]
        if strange:
            message = f"`expect:` knows no verdict {strange[0]}; the verdicts are {', '.join(VERDICTS)}"
            self._complain(message, places[0], "expect", directives)
            words = []
        if words and len(words) not in (1, len(places)):
            message = f"`expect:` names {len(words)} verdicts, but the block has {len(places)} claims"
            self._complain(message, places[0], "expect", directives)
            words = []
        for number, place in enumerate(places):
            if words:
                self.parts[place] = replace(self._item(place), expected=words[number if len(words) > 1 else 0])
        last, name, kernel = places[-1], directives.get("id", ""), directives.get("kernel")
        if name in self.ids:
            self._complain(f"`id: {name}` is already the name of another claim", last, "id", directives)
            name = ""
        if kernel is not None and not (kernel.isidentifier() and kernel.isascii()):
            self._complain(f"`kernel: {kernel}` is no name for a function", last, "kernel", directives)
            kernel = None
        self.ids.update({name} - {""})
        self.parts[last] = replace(self._item(last), id=name, kernel=kernel)

    def _complain(self, message: str, place: int, word: str, directives: Mapping[str, str]) -> None:
        """Say what is wrong with a directive at the formula that it is about."""
        span = self._item(place).span
        self.put(Unread(message, span), span, rf"\text{{{word}: {directives[word]}}}")

    def _item(self, place: int) -> Item:
        part = self.parts[place]
        assert isinstance(part, Item)
        return part


def _assumes(part: Item | Opening) -> bool:
    """Whether running text assumes something, which no claim rests on."""
    return isinstance(part, Item) and isinstance(part.statement, Told) and isinstance(part.statement.statement, Assumed)


def _claims(part: Item | Opening) -> bool:
    return isinstance(part, Item) and isinstance(part.statement, (Equation, Unread))
