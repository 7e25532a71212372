"""The arguments of `kernels`."""

from __future__ import annotations

from argparse import ArgumentParser

from derive.arguments.command import Command
from derive.arguments.kinds import shared


def fill(parser: ArgumentParser) -> None:
    """Whether to write."""
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 if anything would change")
    shared(parser)


COMMAND = Command("kernels", "write the module of the proved kernels", "Emit the shipped documents' kernels.", fill)
