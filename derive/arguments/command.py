"""A command of the program, and the parser that its arguments are told to."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, NoReturn

from derive.guessing import guess


class Command(NamedTuple):
    """A command: `run` of `derive.commands.NAME` does it.

    `help` is its line in the list of all, `description` and `examples` begin and end its own help; `fill` adds its
    arguments to a parser.
    """

    name: str
    help: str
    description: str
    fill: Callable[[argparse.ArgumentParser], None]
    examples: str = ""


class Parser(argparse.ArgumentParser):
    """A parser that says of a mistake what was expected, and guesses."""

    def __init__(self, **options: object) -> None:
        super().__init__(
            formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **options  # type: ignore[arg-type]
        )

    @property
    def options(self) -> list[str]:
        """All options, in each of their spellings."""
        return [each for action in self._actions for each in action.option_strings]

    def unknown(self, words: Sequence[str], parsers: Mapping[str, Parser]) -> NoReturn:
        """End the program because of words that no argument takes; one of the `parsers` of all commands may."""
        word = words[0].partition("=")[0]
        if word.startswith("-"):
            others = [command for command, parser in parsers.items() if word in parser.options]
            belongs = f"; it belongs to {', '.join(others)}" if others else guess(word, self.options)
            self.error(f"no option {word!r}{belongs}")
        self.error(f"nothing is expected behind the arguments, but there is {words[0]!r}; is it without its quotes?")
