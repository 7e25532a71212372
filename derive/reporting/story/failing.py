"""Where a claim fails, what it lacks, and what it should say."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from derive.judging.results import Judged
from derive.judging.verdict import Correction, assigned
from derive.reading.source import Source, Span
from derive.reporting.corrected import change
from derive.reporting.folding import folded
from derive.reporting.story.matrices import beside, matrix, rows
from derive.reporting.story.reading import Story
from derive.reporting.story.writing import formula, numbered
from derive.reporting.wording import absent, condition, framed, unsaid

PARTING = "bold red"
CHANGED = "bold green"


def counterexample(story: Story, width: int) -> Iterator[Text]:
    """Sizes and values at which the sides differ, and both sides there with the entry where they part."""
    verdict = story.judged.verdict
    found = verdict.counterexample
    if found is None:
        return
    if unsaid(verdict):
        yield from folded(story.say(unsaid(verdict)), width)
    at = ", ".join(filter(None, (assigned(found.sizes), assigned(found.indices))))
    yield from folded(story.say(f"at {at}") if at and at not in verdict.message + unsaid(verdict) else "", width)
    yield from rows((beside(f"{formula(name)} = ", matrix(given)) for name, given in found.values.items()), width)
    if found.left_matrix and found.right_matrix:
        sides = (("left", found.left_matrix), ("right", found.right_matrix))
        shown = ((f"{story.say(name)} = ", matrix(side, framed(found), PARTING)) for name, side in sides)
        yield from rows((beside(name, side) for name, side in shown), width)
        yield from folded(story.say("The entry where they part stands in ‹ ›.") if framed(found) else "", width)
        yield from folded(story.say(absent(found)), width)


def assumption(story: Story, width: int) -> Iterator[Text]:
    """The assumption under which the claim is proved."""
    needed = story.judged.verdict.assumption or condition(story.judged.verdict)
    yield from folded(formula(needed) if needed else "", width, 4)


def correction(story: Story, width: int) -> Iterator[Text]:
    """The claim as it is proved, with the change marked in its source, and in words what was changed."""
    found = story.judged.verdict.correction
    if found is None:
        return
    yield from folded(Text(formula(found.source), "bold"), width, 2)
    yield from _changed(story.source, story.judged, found, width)
    yield from folded(story.say(f"Changed: {change(found)}. So corrected, the claim is proved."), width)


def _changed(source: Source, item: Judged, found: Correction, width: int) -> Iterator[Text]:
    """The changed line of the file; where the claim does not stand there in one piece, its own LaTeX."""
    if item.fix is None:
        alone, span = Source("", found.source), Span(found.start, found.end)
    else:
        text = source.text[: item.fix.span.start] + item.fix.text + source.text[item.fix.span.end :]
        alone, span = Source(source.path, text), Span(item.fix.span.start, item.fix.span.start + len(item.fix.text))
    yield from numbered(alone, span, alone.caret(span), CHANGED, width)
