"""Kinds of arguments: what a word must be, and what is said where it is not."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence

from derive.guessing import guess


def shared(command: argparse.ArgumentParser) -> None:
    """The arguments of every command that judges documents."""
    command.add_argument(
        "--jobs", type=positive, default=os.cpu_count() or 1, metavar="N", help="processes (default: the cores)"
    )
    timed(command)


def timed(command: argparse.ArgumentParser) -> None:
    """The bound of what one claim may take."""
    command.add_argument(
        "--timeout", type=seconds, default=20.0, metavar="SECONDS", help="for each claim (default: 20)"
    )


def printed(command: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    """The format of what is printed."""
    told = f"what to print: {', '.join(formats)} (default: text)"
    command.add_argument("--format", type=one_of(formats), default="text", metavar="FORMAT", help=told)


def spoken(command: argparse.ArgumentParser) -> None:
    """The argument of the commands that report to people."""
    known = languages()
    command.add_argument(
        "--lang", type=one_of(known), default="en", metavar="LANG", help=f"language: {', '.join(known)} (default: en)"
    )


def languages() -> list[str]:
    """The codes of the languages that have a table, English first; read off the folder, which loads nothing."""
    folder = os.path.join(os.path.dirname(__file__), os.pardir, "reporting", "languages")
    tables = (os.path.splitext(name) for name in os.listdir(folder))
    return ["en", *sorted(code for code, ending in tables if ending == ".toml")]


def path(text: str) -> str:
    """The name of a file or a folder."""
    if text == "-":
        raise argparse.ArgumentTypeError("standard input is not read; expected the name of a file")
    return text


def positive(text: str) -> int:
    """A positive whole number."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a positive whole number, not {text!r}")
    return int(text)


def seconds(text: str) -> float:
    """A positive number of seconds."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"expected a positive number of seconds, not {text!r}")
    return value


def one_of(words: Sequence[str]) -> Callable[[str], str]:
    """One of some words."""

    def chosen(text: str) -> str:
        if text not in words:
            raise argparse.ArgumentTypeError(f"expected {_either(words)}, not {text!r}{guess(text, words)}")
        return text

    return chosen


def some_of(words: Sequence[str]) -> Callable[[str], list[str]]:
    """Some of a few words, with commas between them."""
    one = one_of(words)

    def chosen(text: str) -> list[str]:
        return [one(part.strip()) for part in text.split(",")]

    return chosen


def _either(words: Sequence[str]) -> str:
    """`text, json or github`."""
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]
