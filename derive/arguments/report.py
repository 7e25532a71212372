"""The arguments of `report`."""

from __future__ import annotations

from argparse import ArgumentParser

from derive.arguments.command import Command
from derive.arguments.kinds import path, shared, spoken

EXAMPLES = """\
One document becomes one file, by the ending of OUTPUT a page, LaTeX, PDF or data; without OUTPUT a page beside you that
is called as the document. Several become a folder with an index. A document itself is never written over.

examples:
  python -m derive report note.md                 note.html, complete in one file
  python -m derive report paper.tex -o paper.pdf  by Chromium, or by xelatex, whichever is there
  python -m derive report note.md --lang ja       the words of the report in Japanese
  python -m derive report notes -o book           a page and LaTeX for each document of a folder, and an index
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
    "Judge documents, and set each as its author wrote it, with its verdicts in the margin and its proofs folded.",
    fill,
    EXAMPLES,
)
