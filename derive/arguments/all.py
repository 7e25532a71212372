"""The arguments of `all`."""

from __future__ import annotations

from argparse import ArgumentParser

from derive.arguments.command import Command
from derive.arguments.kinds import shared, spoken

EXAMPLES = """\
examples:
  python -m derive all                      reports/index.html and all it links
  python -m derive all --output /tmp/proofs --lang ja

exit status:
  0 all is as expected, 1 something is not, 2 nothing can be written, 3 a defect
"""


def fill(parser: ArgumentParser) -> None:
    """Where the reports go."""
    parser.add_argument("--output", default="reports", metavar="FOLDER", help="where to (default: reports)")
    spoken(parser)
    shared(parser)


COMMAND = Command(
    "all",
    "judge the shipped documents and write their reports",
    "Judge the shipped documents, check their kernels in numbers, write reports.",
    fill,
    EXAMPLES,
)
