"""A claim with all that is told of it, and the parts of its story in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TextIO

from rich.console import Console
from rich.text import Text

from derive.reporting.story.failing import assumption, correction, counterexample
from derive.reporting.story.proof import both_sides, checks, derivation, kernel
from derive.reporting.story.reading import Story, head, names, rests_on
from derive.reporting.text import NARROWEST

WIDEST = 100
INDENT = 4
HEADING = "bold cyan"
Part = Callable[[Story, int], Iterator[Text]]
PARTS: tuple[tuple[str, Part], ...] = (
    ("Names", names),
    ("Assumed and agreed", rests_on),
    ("Where it fails", counterexample),
    ("What it lacks", assumption),
    ("Correction", correction),
    ("Derivation", derivation),
    ("Both sides", both_sides),
    ("How it was checked", checks),
    ("Kernel", kernel),
)
"""Each part has a heading and the lines under it; one without lines is left out."""


def tell(story: Story, stream: TextIO) -> None:
    """Print a story, as wide as the terminal but no wider than is easily read."""
    console = Console(file=stream, highlight=False, soft_wrap=True, emoji=False, markup=False)
    width = min(max(NARROWEST, console.width), WIDEST) if console.is_terminal else WIDEST
    for text in told(story, width):
        console.print(text)


def told(story: Story, width: int) -> Iterator[Text]:
    """The lines of a story, each of at most `width` cells but for those of a kernel."""
    yield from head(story, width)
    for heading, part in PARTS:
        lines = list(part(story, width - INDENT))
        if lines:
            yield Text()
            yield Text(story.language.say(heading, "story"), HEADING)
            yield from (Text(" " * INDENT).append_text(line) for line in lines)
    yield Text()
