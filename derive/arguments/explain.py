"""The arguments of `explain`."""

from __future__ import annotations

from argparse import ArgumentParser

from derive.arguments.command import Command
from derive.arguments.kinds import path, shared, spoken

EXAMPLES = """\
examples:
  python -m derive explain note.md:8             the claim in line 8
  python -m derive explain note.md:8:4           the one in column 4 there
  python -m derive explain note.md affine.dW     the claim of this id
  python -m derive explain derive/documents/layers.md:44

exit status:
  0 whatever the verdict, 2 where there is no such claim, 3 a defect
"""


def fill(parser: ArgumentParser) -> None:
    """Which claim."""
    parser.add_argument(
        "where", type=path, metavar="FILE[:LINE[:COLUMN]]", help="a document, and where the claim stands in it"
    )
    parser.add_argument("name", nargs="?", metavar="ID", help="the claim's id, where no line is given")
    spoken(parser)
    shared(parser)


COMMAND = Command(
    "explain",
    "tell all about one claim",
    "Tell the whole story of one claim: how it was read, judged, and what follows.",
    fill,
    EXAMPLES,
)
