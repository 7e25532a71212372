"""The arguments of `check`."""

from __future__ import annotations

from argparse import ArgumentParser

from derive.arguments.command import Command
from derive.arguments.kinds import one_of, path, shared

FORMATS = ("text", "json")


def fill(parser: ArgumentParser) -> None:
    """Documents, and what to print of them."""
    parser.add_argument("files", nargs="+", type=path, metavar="FILE", help="a .md or .tex file")
    parser.add_argument(
        "--format",
        type=one_of(FORMATS),
        default="text",
        metavar="FORMAT",
        help=f"what to print: {', '.join(FORMATS)} (default: text)",
    )
    shared(parser)


COMMAND = Command("check", "judge documents", "Judge every equation of documents.", fill)
