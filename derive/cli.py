"""The command line. It reads its arguments first, so that `--help` and mistakes answer before SymPy is loaded."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from derive.status import defect

EXAMPLES = """\
examples:
  python -m derive check note.md                 judge every equation of a document
  python -m derive check notes/*.md paper.tex    several documents, Markdown or LaTeX
  python -m derive check note.md --format json   the same for programs
  python -m derive all                           judge the shipped documents, write reports/
  python -m derive kernels --check               whether derive.kernels is what they prove

exit status:
  0  every verdict is as expected: proved or convention, or what `expect:` says
  1  some verdict is not, or a document makes no claim
  2  a file cannot be read, or wrong usage
  3  a defect of derive: two of its readings disagree, or it stopped where it should not
"""

INTERRUPTED, READER_LEFT = 130, 141
"""What shells report of a program ended by an interrupt, or by a closed pipe."""


def parser() -> argparse.ArgumentParser:
    """The arguments of the program."""
    top = argparse.ArgumentParser(
        prog="python -m derive",
        description="A proofreader for gradients: judges every equation of a Markdown or LaTeX document.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="judge documents", description="Judge every equation of documents.")
    check.add_argument("files", nargs="+", type=_file, metavar="FILE", help="a .md or .tex file")
    check.add_argument("--format", choices=("text", "json"), default="text", help="what to print (default: text)")
    _shared(check)
    everything = commands.add_parser(
        "all", help="judge the shipped documents and write their reports", description="Judge the shipped documents."
    )
    everything.add_argument("--output", default="reports", metavar="FOLDER", help="where to (default: reports)")
    _shared(everything)
    kernels = commands.add_parser(
        "kernels", help="write the module of the proved kernels", description="Emit the shipped documents' kernels."
    )
    kernels.add_argument("--check", action="store_true", help="write nothing; exit status 1 if anything would change")
    _shared(kernels)
    return top


def _shared(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--jobs", type=_positive, default=os.cpu_count() or 1, metavar="N", help="processes (default: the cores)"
    )
    command.add_argument(
        "--timeout", type=_seconds, default=20.0, metavar="SECONDS", help="for each claim (default: 20)"
    )


def _file(text: str) -> str:
    if text == "-":
        raise argparse.ArgumentTypeError("standard input is not read; expected the name of a file")
    return text


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a positive whole number, not {text!r}")
    return int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"expected a positive number of seconds, not {text!r}")
    return value


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit status."""
    given = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _run(given)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        print("derive: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_LEFT
    except Exception as problem:
        return defect(given.command, problem)


def _run(given: argparse.Namespace) -> int:
    """Load the module of the command, and with it SymPy, only now."""
    status: int = import_module(f"derive.commands.{given.command}").run(given)
    return status
