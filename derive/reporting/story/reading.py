"""Where a claim stands, how it was read, and on what it rests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.text import Text

from derive.judging.results import Judged
from derive.meaning.claims import Claim
from derive.meaning.meanings import Question, Understood
from derive.meaning.sizes import words
from derive.meaning.vocabulary import Vocabulary, Word
from derive.reading.items import Item
from derive.reading.source import Source
from derive.reading.statements import Assumed, Definition, Finite, Option, UnknownFunction
from derive.reporting.folding import folded
from derive.reporting.language import ENGLISH, Language
from derive.reporting.plain import unicode_line
from derive.reporting.story.writing import formula, numbered, table
from derive.reporting.text import PLACE, QUIET, STYLES, visible
from derive.reporting.wording import (
    compared,
    expectation,
    is_authored,
    left_out,
    message,
    notes,
    sentence,
    spoken,
)


@dataclass(frozen=True, slots=True)
class Story:
    """A claim with all that is told of it in a language; `kernel` is the source made from it, or why there is none."""

    source: Source
    judged: Judged
    understood: Understood
    vocabulary: Vocabulary
    kernel: str = ""
    language: Language = ENGLISH

    def say(self, text: str, kind: str = "story") -> str:
        """A text of the story in its language, with formulas on one line, and no control characters."""
        return visible(spoken(self.language.say(text, kind)))


def head(story: Story, width: int) -> Iterator[Text]:
    """The place of a claim and its verdict, its source and what that was read as."""
    item, style = story.judged, STYLES[story.judged.verdict.kind]
    place = f"{visible(story.source.path)}:{item.line}:{item.column}"
    title = Text.assemble((place, PLACE), "  ", (story.say(item.verdict.kind.value), style), "  ", visible(item.id))
    yield from folded(title, width, 4)
    if item.section:
        yield from folded(Text(story.say(f"in the section {item.section}"), QUIET), width, 4)
    yield Text()
    stretch = item.span.to(item.mark.span) if item.mark else item.span
    yield from numbered(story.source, stretch, item.caret, style, width)
    yield Text()
    read = folded(Text(formula(item.shown or item.source), "bold"), width - 4, 2)
    yield from (Text("    ").append_text(line) for line in read)
    yield Text()
    for text in _said(story):
        yield from folded(text, width)


def _said(story: Story) -> Iterator[str]:
    """The message of the verdict, and the sentences that belong to it."""
    item, say = story.judged, story.say
    told = " ".join(filter(None, (message(item.verdict), compared(item.verdict)))) or sentence(item.verdict.message)
    yield visible(spoken(told)) if is_authored(item) else say(told)
    excluded = left_out(item.verdict)
    if excluded:
        yield say(f"Leaves out {', '.join(f'${each}$' for each in excluded)}.")
    yield from map(say, map(sentence, notes(item)))
    if expectation(item):
        yield say(expectation(item))


def names(story: Story, width: int) -> Iterator[Text]:
    """Every name that the claim uses, with its shape, and what it is defined as."""
    rows = [_row(story, word) for word in story.vocabulary.words]
    yield from table(rows, width)
    meaning = story.understood.meaning
    claim = meaning.asked if isinstance(meaning, Question) else meaning
    ranges = claim.statement.ranges if isinstance(claim, Claim) else {}
    if ranges:
        every = ", ".join(f"{index} from 1 to {size}" for index, size in ranges.items())
        yield from folded(story.say(f"for every {every}"), width)


def _row(story: Story, word: Word) -> tuple[str, ...]:
    """The name, its shape, where this is said, and its definition."""
    position = story.source.position
    defined = [item for item in word.items if isinstance(item.statement, Definition | UnknownFunction | Finite)]
    lines = ", ".join(str(line) for line in dict.fromkeys(position(item.span.start)[0] for item in word.items))
    place = f"line{'s' if ',' in lines else ''} {lines}" if lines else ""
    shape = "function" if word.shape is None else "number" if word.shape == () else words(word.shape)
    name = unicode_line(story.understood.world.scope.spelling(word.key), bold=True)
    return visible(name), story.say(shape), story.say(place), "; ".join(map(_shown, defined))


def _shown(item: Item) -> str:
    match item.statement:
        case Option(name, value):
            return f"{name}: {value}"
        case Assumed(_, source):
            return formula(source)
    return formula(item.shown or item.source)


def rests_on(story: Story, width: int) -> Iterator[Text]:
    """The assumptions and the conventions that hold here."""
    found = (*story.vocabulary.assumptions, *story.vocabulary.options)
    lines = (story.source.position(item.span.start)[0] for item in found)
    places = (story.say(f"line {line}") for line in lines)
    yield from table(list(zip(map(_shown, found), places, strict=True)), width)
