"""The arguments of the commands that are about one claim."""

from __future__ import annotations

from argparse import ArgumentParser

from derive.arguments.kinds import printed, spoken, timed

FORMATS = ("text", "json")


def fill(parser: ArgumentParser) -> None:
    """A claim, and what is given for it."""
    parser.add_argument(
        "claim",
        metavar="CLAIM",
        help="in LaTeX, between single quotes; one that begins with - stands last, behind --; - reads standard input",
    )
    parser.add_argument(
        "--given",
        action="append",
        default=[],
        metavar="DECLARATIONS",
        help="as in a document, with semicolons or new lines between them; may be repeated",
    )
    printed(parser, FORMATS)
    timed(parser)
    spoken(parser)
