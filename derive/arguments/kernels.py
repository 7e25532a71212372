"""The arguments of `kernels`."""

from __future__ import annotations

from argparse import ArgumentParser

from derive.arguments.command import Command
from derive.arguments.kinds import shared

EXAMPLES = """\
examples:
  python -m derive kernels                  write derive/kernels/emitted.py anew
  python -m derive kernels --check          only compare, for a test

exit status:
  0 written, or what they prove; 1 not so, 2 it cannot be written, 3 a defect
"""


def fill(parser: ArgumentParser) -> None:
    """Whether to write."""
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 if anything would change")
    shared(parser)


COMMAND = Command(
    "kernels",
    "write the module of the proved kernels",
    "Write the module of the kernels that the shipped documents prove.",
    fill,
    EXAMPLES,
)
