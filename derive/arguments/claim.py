"""The arguments of the commands that are about one claim."""

from __future__ import annotations

from argparse import ArgumentParser

from derive.arguments.kinds import one_of, seconds, spoken

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
    parser.add_argument(
        "--format",
        type=one_of(FORMATS),
        default="text",
        metavar="FORMAT",
        help=f"what to print: {', '.join(FORMATS)} (default: text)",
    )
    parser.add_argument(
        "--timeout", type=seconds, default=20.0, metavar="SECONDS", help="for each claim (default: 20)"
    )
    spoken(parser)
