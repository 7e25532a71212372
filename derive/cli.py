"""The command line. It reads its arguments first, so that `--help` and mistakes answer before SymPy is loaded."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from derive import __version__
from derive.arguments import all as everything
from derive.arguments import check, explain, kernels, prove, report, solve
from derive.arguments.command import Parser
from derive.guessing import guess
from derive.status import defect, missing

COMMANDS = (
    check.COMMAND,
    report.COMMAND,
    explain.COMMAND,
    prove.COMMAND,
    solve.COMMAND,
    everything.COMMAND,
    kernels.COMMAND,
)
"""All commands in the order of the help; each is done by `run` of the module of its name in `derive.commands`."""

EXAMPLES = """\
examples:
  python -m derive check note.md                judge every equation of a file
  python -m derive check notes --format json    of a folder, for programs
  python -m derive explain note.md:8            all there is to tell of one
  python -m derive report note.md               the document with its verdicts
  python -m derive prove 'CLAIM' --given '…'    judge one claim
  python -m derive solve 'CLAIM' --given '…'    find the right side of one
  python -m derive all                          the shipped documents, reports/
  python -m derive kernels --check              is derive.kernels as they prove?

exit status:
  0  every verdict is as expected: proved or convention, or what `expect:` says
  1  some verdict is not, or a document makes no claim
  2  a file cannot be read, or wrong usage
  3  a defect of derive: its readings disagree, or it stopped where it must not
"""

REMEMBERED = "20000"
"""How many results SymPy keeps of each of its functions, where the user has not said so himself."""
INTERRUPTED, READER_LEFT = 130, 141
"""What shells report of a program ended by an interrupt, or by a closed pipe."""


def read(arguments: Sequence[str]) -> Namespace:
    """The arguments of the program; wrong ones end it with status 2."""
    top = Parser(
        prog="python -m derive",
        description="A proofreader for gradients: it judges every equation of a document.",
        epilog=EXAMPLES,
    )
    top.add_argument("--version", action="version", version=f"derive {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)
    parsers = dict[str, Parser]()
    for each in COMMANDS:
        parser = commands.add_parser(each.name, help=each.help, description=each.description, epilog=each.examples)
        each.fill(parser)
        parsers[each.name] = parser
        parser.words, parser.beside = arguments, parsers
    word = next((each for each in arguments if not each.startswith("-")), None)
    if word is not None and word not in parsers:
        top.error(f"no command {word!r}, expected one of {', '.join(parsers)}{guess(word, parsers)}")
    given, rest = top.parse_known_args(arguments)
    if rest:
        parsers[given.command].unknown(rest)
    return given


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit status."""
    given = read(sys.argv[1:] if arguments is None else arguments)
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
    except ModuleNotFoundError as problem:
        known = (problem.name or "derive").startswith("derive")
        return defect(given.command, problem) if known else missing(str(problem.name))
    except Exception as problem:
        return defect(given.command, problem)


def _run(given: Namespace) -> int:
    """Load the module of the command, and with it SymPy, only now; workers find its setting in the environment.

    What these are made from begins to load it too.
    """
    os.environ.setdefault("SYMPY_CACHE_SIZE", REMEMBERED)
    if "jobs" in given:
        import_module("derive.commands.workers").ahead(given.command, given.jobs)
    status: int = import_module(f"derive.commands.{given.command}").run(given)
    return status
