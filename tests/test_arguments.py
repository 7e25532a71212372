"""Arguments: mistakes are named, and what was meant is guessed."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from derive import cli
from derive.arguments import prove, solve
from derive.arguments.kinds import languages
from derive.guessing import guess, nearest
from derive.reporting.language import codes

ALONE = os.environ | {"PYTHONPATH": str(Path(cli.__file__).parents[1])}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chekc", "note.md"], "; did you mean 'check'?"),
        (["EXPLAIN", "note.md"], "; did you mean 'explain'?"),
        (["note.md"], "no command 'note.md', expected one of check, "),
        (["check", "note.md", "--fromat", "json"], "no option '--fromat'; did you mean '--format'?"),
        (["check", "note.md", "--fromat=json"], "no option '--fromat'; did you mean '--format'?"),
        (["check", "note.md", "--form", "json"], "no option '--form'; did you mean '--format'?"),
        (["check", "note.md", "-z"], "no option '-z'"),
        (["check", "-x"], "no option '-x'; a file or a claim that begins with - stands last, behind --"),
        (["check", "-x.md"], "no option '-x.md'; a file or a claim that begins with - stands last, behind --"),
        (["check", "--fromat", "json"], "no option '--fromat'; did you mean '--format'?"),
        (["report", "-q"], "no option '-q'; it belongs to check"),
        (["prove", "-x=-x"], "no option '-x'; a file or a claim that begins with - stands last, behind --"),
        (["check", "-q"], "the following arguments are required: PATH"),
        (["check", "note.md", "--format", "jsno"], "json, github or sarif, not 'jsno'; did you mean 'json'?"),
        (["check", "note.md", "--select", "refused"], "or finding, not 'refused'; did you mean 'refuted'?"),
        (["check", "note.md", "--ignore", "proved,undecide"], "not 'undecide'; did you mean 'undecided'?"),
        (["check", "note.md", "--ignore", "proved,"], "or finding, not ''"),
        (["check", "note.md", "--select"], "argument --select: expected one argument"),
        (["explain"], "FILE[:LINE[:COLUMN]]"),
        (["explain", "note.md:8", "an.id", "another"], "nothing is expected behind the arguments, but"),
        (["report", "note.md", "-q"], "no option '-q'; it belongs to check"),
        (["kernels", "--lang=ja"], "no option '--lang'; it belongs to check, report, explain, prove, solve, all"),
        (["report", "note.md", "--quite"], "no option '--quite'"),
        (["kernels", "--chekc"], "no option '--chekc'; did you mean '--check'?"),
    ],
)
def test_a_mistake_is_named_and_guessed(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    captured = capsys.readouterr()
    assert said in captured.err.splitlines()[-1]
    assert captured.out == ""


@pytest.mark.parametrize("command", [command.name for command in cli.COMMANDS])
def test_every_command_has_help_of_its_own(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert f"usage: python -m derive {command}" in shown
    assert f"\nexamples:\n  python -m derive {command} " in shown and "\nexit status:\n  0 " in shown


@pytest.mark.parametrize("command", ["", *(command.name for command in cli.COMMANDS)])
def test_help_fits_a_narrow_terminal(
    command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        cli.main([*command.split(), "--help"])
    assert [line for line in capsys.readouterr().out.splitlines() if len(line) > 80] == []


EXAMPLES = [
    (solve.EXAMPLES, "solve", "proved  ∂L/∂W = Xᵀ ∂L/∂Y  the answer, for all N, n, m"),
    (prove.EXAMPLES, "prove", "proved  d/dx x² = 2x"),
]


@pytest.mark.parametrize(("examples", "command", "said"), EXAMPLES)
def test_the_examples_for_claims_do_what_they_say(
    examples: str, command: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = examples.partition("exit status")[0].replace("\\\n", " ").splitlines()
    runs = [shlex.split(line)[3:] for line in lines if line.startswith("  python -m derive ")]
    assert runs and [cli.main(run) for run in runs] == [0] * len(runs)
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    ("word", "found"), [("refutd", "refuted"), ("REFUTED", "refuted"), ("proven", "proved"), ("", None), ("xyz", None)]
)
def test_what_is_nearest(word: str, found: str | None) -> None:
    words = ("proved", "refuted")
    assert nearest(word, words) == found
    assert guess(word, words) == (f"; did you mean {found!r}?" if found else "")


def test_the_languages_are_those_that_have_a_table() -> None:
    assert languages() == list(codes())


def test_help_loads_little() -> None:
    """What takes long is loaded when a command runs; it is counted, since a clock would tell of the machine."""
    source = (
        "import sys\n"
        "from derive import cli\n"
        "try:\n"
        "    cli.main(['check', '--help'])\n"
        "except SystemExit:\n"
        "    heavy = {'dataclasses', 'tomllib', 'importlib.resources', 'rich', 'numpy', 'sympy'} & {*sys.modules}\n"
        "    assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-S", "-c", source], capture_output=True, text=True, check=False, env=ALONE)
    assert done.returncode == 0, done.stderr
