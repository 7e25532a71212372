"""A command of the program, and the parser that its arguments are told to."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, NoReturn

from derive.guessing import guess

LACKING = "the following arguments are required"
"""How the complaint begins that an argument is lacking."""
BEHIND = "a file or a claim that begins with - stands last, behind --"


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
    """A parser that says of a mistake what was expected, and guesses.

    It knows the `words` that it is given, and the parsers `beside` it, those of all commands.
    """

    words: Sequence[str] = ()
    beside: Mapping[str, Parser] = MappingProxyType({})

    def __init__(self, **options: object) -> None:
        super().__init__(
            formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **options  # type: ignore[arg-type]
        )

    @property
    def options(self) -> list[str]:
        """All options, in each of their spellings."""
        return [each for action in self._actions for each in action.option_strings]

    def error(self, message: str) -> NoReturn:
        """End the program; where an argument is lacking, because of the word that was taken for an option."""
        words = self.words[: self.words.index("--")] if "--" in self.words else self.words
        strange = [word for word in words if word.startswith("-") and word.partition("=")[0] not in self.options]
        if strange and message.startswith(LACKING):
            self.unknown(strange)
        super().error(message)

    def unknown(self, words: Sequence[str]) -> NoReturn:
        """End the program because of words that no argument takes."""
        word = words[0].partition("=")[0]
        if word.startswith("-"):
            others = [command for command, parser in self.beside.items() if word in parser.options]
            belongs = f"; it belongs to {', '.join(others)}" if others else guess(word, self.options)
            behind = "" if belongs or word.startswith("--") else f"; {BEHIND}"
            self.error(f"no option {word!r}{belongs}{behind}")
        self.error(f"nothing is expected behind the arguments, but there is {words[0]!r}; is it without its quotes?")
