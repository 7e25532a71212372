"""How a claim was proved, how the proof was checked, and what was made of it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from derive.judging.verdict import TRUE, Kind
from derive.reporting.folding import folded
from derive.reporting.story.matrices import beside, matrix
from derive.reporting.story.reading import Story
from derive.reporting.story.writing import formula
from derive.reporting.text import QUIET, visible
from derive.reporting.wording import CONFIRMED, checked, sides

GAP = 3
SHARE = 0.6
"""The part of the width that formulas may take with a reason beside them."""


def derivation(story: Story, width: int) -> Iterator[Text]:
    """Line by line from the left side to the right, with the reason beside each line, or below a long one."""
    lines = story.judged.verdict.derivation
    shown = [(f"{'= ' if number else '  '}{formula(line.latex)}", line.reason) for number, line in enumerate(lines)]
    room = int(width * SHARE)
    column = max((cell_len(text) for text, _ in shown if cell_len(text) <= room), default=room) + GAP
    for text, why in shown:
        reasons = list(folded(Text(story.say(why, "reasons"), QUIET), max(width - column, 1)))
        *long, last = folded(text, width, 4)
        yield from long
        if reasons and last.cell_len + GAP <= column:
            yield Text.assemble(last, " " * (column - last.cell_len), reasons[0])
            reasons = reasons[1:]
        else:
            yield last
        yield from (Text(" " * column).append_text(reason) for reason in reasons)
    if lines:
        yield from folded(Text(story.say(CONFIRMED), QUIET), width)


def both_sides(story: Story, width: int) -> Iterator[Text]:
    """Both sides written out at a small size."""
    found = sides(story.judged.verdict)
    if found is None:
        return
    yield from folded(story.say(f"{found.heading}:"), width)
    sign = " = " if story.judged.verdict.kind in TRUE else " ≟ "
    pair = beside(matrix(found.left), sign, matrix(found.right))
    if max(line.cell_len for line in pair) <= width:
        yield from pair
        return
    for at, (left, right) in enumerate(zip(found.left, found.right, strict=False), 1):
        for column, entries in enumerate(zip(left, right, strict=False), 1):
            one, other = map(formula, entries)
            yield from folded(f"{story.say(f'row {at}, column {column}')}: {one}{sign}{other}", width, 4)


def checks(story: Story, width: int) -> Iterator[Text]:
    """What was done beside the proof, a sentence each; and the wrong variants that take a proof away."""
    verdict = story.judged.verdict
    for text in checked(verdict):
        yield from folded(story.say(text), width, 4)
    if verdict.kind is Kind.UNDECIDED and verdict.variants is not None:
        for survivor in verdict.variants.survivors:
            yield from folded(f"{story.say('not refused')}: {formula(survivor)}", width, 4)


def kernel(story: Story, width: int) -> Iterator[Text]:
    """The source of the kernel."""
    for line in story.kernel.rstrip().split("\n") if story.kernel else ():
        yield Text(visible(line))
