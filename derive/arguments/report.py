"""The arguments of `report`."""

from __future__ import annotations

from argparse import ArgumentParser

from derive.arguments.command import Command
from derive.arguments.kinds import path, shared, spoken

EXAMPLES = """\
One document becomes one file, by the ending of OUTPUT a page, LaTeX, PDF or
data; without OUTPUT a page beside you that is called as the document. Several
become a folder with an index. A document itself is never written over.

examples:
  python -m derive report note.md                 note.html, one file
  python -m derive report paper.tex -o paper.pdf  by Chromium, or by xelatex
  python -m derive report note.md --lang ja       its words in Japanese
  python -m derive report notes -o book           a folder, with an index

exit status:
  0 all is as expected, 1 something is not, 2 a file cannot be read or written,
  3 a defect
"""


def fill(parser: ArgumentParser) -> None:
    """Documents, and where their reports go."""
    parser.add_argument(
        "paths", nargs="+", type=path, metavar="PATH", help="a .md or .tex file, or a folder with such files"
    )
    parser.add_argument(
        "-o", "--output", default="", metavar="OUTPUT",
        help="a file that ends in .html, .tex, .pdf or .json, or a folder (default: NAME.html, or the folder report)",
    )
    spoken(parser)
    shared(parser)


COMMAND = Command(
    "report",
    "typeset documents with their verdicts",
    "Judge documents, and set each as it was written, its verdicts in the margin.",
    fill,
    EXAMPLES,
)
