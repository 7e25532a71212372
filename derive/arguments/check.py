"""The arguments of `check`."""

from __future__ import annotations

from argparse import ArgumentParser

from derive.arguments.command import Command
from derive.arguments.kinds import path, printed, shared, some_of, spoken

FORMATS = ("text", "json", "github", "sarif")
WORDS = ("proved", "refuted", "conditional", "convention", "undecided", "unread", "definition", "skipped", "finding")
"""What can be selected: the verdicts, by the words of `judging.verdict.Kind`, and findings."""
EXAMPLES = """\
In folders, files that end in .md, .markdown or .tex are judged, but for those
that git ignores; one without a claim is passed over there. A verdict that is
not selected is neither printed nor counted for the exit status.

examples:
  python -m derive check .                         all documents in this folder
  python -m derive check note.md -q                what is not as expected
  python -m derive check docs --ignore undecided,unread
  python -m derive check note.md --lang ja
  python -m derive check docs --format github      annotations of a pull request
  python -m derive check docs --format sarif > derive.sarif

verdicts:
  proved, refuted, conditional, convention, undecided, unread, definition,
  skipped; and finding

exit status:
  0 all is as expected, 1 something is not, 2 a file cannot be read, 3 a defect
"""


def fill(parser: ArgumentParser) -> None:
    """Documents, and what to print of them."""
    parser.add_argument(
        "paths", nargs="+", type=path, metavar="PATH", help="a .md or .tex file, or a folder with such files"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print only what is not as expected")
    printed(parser, FORMATS)
    parser.add_argument(
        "--select", type=some_of(WORDS), action="extend", default=[], metavar="VERDICTS", help="only these verdicts"
    )
    parser.add_argument(
        "--ignore", type=some_of(WORDS), action="extend", default=[], metavar="VERDICTS", help="all but these verdicts"
    )
    spoken(parser)
    shared(parser)


COMMAND = Command(
    "check", "judge documents", "Judge every equation of documents, and print a line for each.", fill, EXAMPLES
)
