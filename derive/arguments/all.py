"""The arguments of `all`."""

from __future__ import annotations

from argparse import ArgumentParser

from derive.arguments.command import Command
from derive.arguments.kinds import shared, spoken


def fill(parser: ArgumentParser) -> None:
    """Where the reports go."""
    parser.add_argument("--output", default="reports", metavar="FOLDER", help="where to (default: reports)")
    spoken(parser)
    shared(parser)


COMMAND = Command("all", "judge the shipped documents and write their reports", "Judge the shipped documents.", fill)
