"""A command of the program, and the parser that its arguments are told to."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
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

    def unknown(self, words: Sequence[str]) -> NoReturn:
        """End the program because of words that no argument takes."""
        word = words[0].partition("=")[0]
        if word.startswith("-"):
            options = [each for action in self._actions for each in action.option_strings]
            self.error(f"no option {word!r}{guess(word, options)}")
        self.error(f"nothing is expected behind the arguments, but there is {words[0]!r}; is it without its quotes?")
