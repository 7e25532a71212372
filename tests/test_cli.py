"""The command line: its exit statuses, what it says, and that no input makes it fail with a traceback or hang."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from derive import cli
from derive.commands import judging as checking
from derive.judging import decision
from derive.judging.document import Begun, finish
from derive.judging.evidence import Disagreement
from derive.judging.judge import SECONDS, judge
from derive.judging.results import Judgement
from derive.judging.verdict import Verdict
from derive.meaning.claims import Claim, Shapeless

HANG = 300
"""Seconds after which a run counts as hanging; each takes a few."""

NUMBERS = "<!-- derive\nx, y \\in R\nf : R \\to R\nX \\in R^{n \\times m}\n-->\n\n"
TRUE = NUMBERS + "$$\n(x + y)^2 = x^2 + 2 x y + y^2\n$$\n"
FALSE = NUMBERS + "$$\n(x + y)^2 = x^2 + x y + y^2\n$$\n"
UNREAD = NUMBERS + "$$\n(x + u)^2 = x^2\n$$\n"


def expecting(word: str, text: str) -> str:
    return text.replace("\n-->", f"\nexpect: {word}\n-->")


def displayed(formula: str) -> str:
    return f"{NUMBERS}$$\nx = {formula}\n$$\n"


def check(folder: Path, text: str, *options: str, name: str = "note.md") -> int:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return cli.main(["check", str(path), "--jobs", "1", *options])


def program(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own."""
    command = [sys.executable, "-m", "derive", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=HANG, check=False, **options)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (TRUE, 0),
        (FALSE, 1),
        (UNREAD, 1),
        (expecting("refuted", FALSE), 0),
        (expecting("refuted", TRUE), 1),
        (expecting("proved", FALSE), 1),
        (expecting("refuted", UNREAD), 1),
        (expecting("unread", UNREAD), 0),
        ("", 1),
        ("Only words.\n", 1),
        (NUMBERS, 1),
        (NUMBERS + "$$\nz := x + y\n$$\n", 1),
        (TRUE.replace("\n-->", "\nskip: seen before\n-->"), 1),
        (TRUE + "\n$$\nx = y\n", 1),
    ],
)
def test_exit_status(text: str, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path, text) == status
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "Only words.\n", NUMBERS + "$$\nx \\to y\n$$\n"])
def test_a_document_without_a_claim_is_told(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path, text) == 1
    assert "note.md: no claim was found" in capsys.readouterr().err


def test_a_document_of_definitions_only_is_told_that_it_is_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(tmp_path, NUMBERS + "$$\nz := x + y\n$$\n") == 1
    assert "note.md: only definitions were found: nothing to judge" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.md", None, "no such file"),
        (".", None, "no document is in this folder, or git ignores it; expected files that end in .md"),
        ("binary.md", bytes(range(256)), "not UTF-8 text (byte 128 is 0x80)"),
        ("zeros.md", b"a\0b", "NUL bytes"),
        ("utf16.md", TRUE.encode("utf-16"), "not UTF-8 text (byte 0 is 0xff)"),
        ("huge.md", b"a" * (33 << 20), "larger than 32 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    name: str, content: bytes | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert cli.main(["check", str(path), "--jobs", "1"]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith(f"derive: {path}: ")
    assert said in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "COMMAND"),
        (["chekc", "note.md"], "no command 'chekc', expected one of check, "),
        (["check"], "PATH"),
        (["check", "-"], "standard input is not read"),
        (["check", "note.md", "--format", "xml"], "xml"),
        (["check", "note.md", "--jobs", "0"], "positive whole number, not '0'"),
        (["check", "note.md", "--jobs", "²"], "positive whole number, not '²'"),
        (["check", "note.md", "--timeout", "0"], "positive number of seconds, not '0'"),
        (["check", "note.md", "--timeout", "-1"], "positive number of seconds, not '-1'"),
        (["check", "note.md", "--timeout", "nan"], "positive number of seconds, not 'nan'"),
        (["check", "note.md", "--timeout", "inf"], "positive number of seconds, not 'inf'"),
        (["all", "note.md"], "note.md"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_help_has_examples_and_the_exit_statuses(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    for line in ("python -m derive check note.md", "python -m derive all", "exit status:", "\n  3  "):
        assert line in shown


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"derive {metadata.version('derive-proofreader')}\n"


def test_help_and_mistakes_answer_before_sympy_is_loaded() -> None:
    source = (
        "import sys\n"
        "from derive import cli\n"
        "for arguments in (['--help'], ['check', '-']):\n"
        "    try:\n"
        "        cli.main(arguments)\n"
        "    except SystemExit:\n"
        "        assert 'sympy' not in sys.modules and 'numpy' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, timeout=HANG, check=False)
    assert done.returncode == 0, done.stderr


SEVERAL = NUMBERS + "$$\n\\begin{gathered} x + x = 2 x \\\\ x y = y x \\\\ x + y = x \\end{gathered}\n$$\n"


def disagrees(claim: Claim | Shapeless, seconds: float = SECONDS) -> Verdict:
    """A judge whose readings part on the product."""
    if isinstance(claim, Claim) and type(claim.statement.left).__name__ == "Times":
        raise Disagreement("two readings part")
    return judge(claim, seconds)


@pytest.mark.parametrize("expected", ["", "expect: proved undecided refuted\n"])
def test_a_disagreement_costs_its_claim_alone(
    expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decision, "judge", disagrees)
    assert check(tmp_path, SEVERAL.replace("-->", f"{expected}-->")) == 3
    captured = capsys.readouterr()
    kinds = [line.split()[1] for line in captured.out.splitlines() if line.startswith(str(tmp_path))]
    assert kinds == ["proved", "undecided", "refuted"]
    assert "the readings disagree" in captured.out and "a defect of derive" in captured.out
    (place,) = (line.split()[0] for line in captured.out.splitlines() if " undecided " in line)
    assert f"{place} the readings disagree: two readings part" in captured.err
    assert "This is a defect of derive" in captured.err


def fails(claim: Claim | Shapeless, seconds: float = SECONDS) -> Verdict:
    """A judge that stops where it should not, on the product."""
    if isinstance(claim, Claim) and type(claim.statement.left).__name__ == "Times":
        raise TypeError("no number")
    return judge(claim, seconds)


def test_a_failure_costs_its_claim_alone_and_is_a_defect(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decision, "judge", fails)
    assert check(tmp_path, SEVERAL) == 3
    captured = capsys.readouterr()
    kinds = [line.split()[1] for line in captured.out.splitlines() if line.startswith(str(tmp_path))]
    assert kinds == ["proved", "undecided", "refuted"]
    (place,) = (line.split()[0] for line in captured.out.splitlines() if " undecided " in line)
    assert f"{place} TypeError: no number" in captured.err
    assert "This is a defect of derive" in captured.err


def test_a_defect_is_said_to_be_one_and_the_other_files_are_judged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_on_the_first(begun: Begun, *rest: Any) -> Judgement:
        if begun.document.source.path.endswith("first.md"):
            raise RuntimeError("two readings part")
        return finish(begun, *rest)

    monkeypatch.setattr(checking, "finish", fails_on_the_first)
    for name in ("first.md", "second.md"):
        (tmp_path / name).write_text(TRUE)
    assert cli.main(["check", str(tmp_path / "first.md"), str(tmp_path / "second.md"), "--jobs", "1"]) == 3
    captured = capsys.readouterr()
    assert "two readings part" in captured.err
    assert "This is a defect of derive" in captured.err
    assert "Traceback" not in captured.err
    assert "second.md:8:1: proved" in captured.out


def test_an_interrupt_ends_quietly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: Any) -> Judgement:
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "finish", interrupted)
    assert check(tmp_path, TRUE) == 130
    assert capsys.readouterr().err == "derive: interrupted\n"


def test_one_unreadable_file_does_not_hide_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [tmp_path / name for name in ("true.md", "missing.md", "false.md")]
    names[0].write_text(TRUE)
    names[2].write_text(FALSE)
    assert cli.main(["check", *map(str, names), "--format", "json", "--jobs", "1"]) == 2
    captured = capsys.readouterr()
    assert captured.err == f"derive: {names[1]}: no such file\n"
    found = json.loads(captured.out)
    assert [(each["path"], each["claims"][0]["verdict"]) for each in found["documents"]] == [
        (str(names[0]), "proved"),
        (str(names[2]), "refuted"),
    ]
    assert found["summary"] == {"proved": 1, "refuted": 1}


def test_json_has_the_keys_of_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = NUMBERS + "$$\nX X^\\top = 2 X X^\\top\n$$\n\n$$\nX = X + 0\n$$\n\n$$\nx = u\n$$\n"
    assert check(tmp_path, text, "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["version", "documents", "summary"]
    assert found["version"] == 1
    assert found["summary"] == {"proved": 1, "refuted": 1, "unread": 1}
    false, true, unread = found["documents"][0]["claims"]
    required = {"id", "line", "column", "source", "verdict", "expected", "message"}
    assert set(false) == required | {"counterexample"}
    assert set(true) == required | {"scope"}
    assert set(unread) == required
    assert (false["line"], false["column"], false["source"]) == (8, 1, "X X^\\top = 2 X X^\\top")
    assert false["counterexample"]["sizes"] == {"n": 1, "m": 1}
    assert float(false["counterexample"]["right"]) == 2 * float(false["counterexample"]["left"])
    assert true["scope"] == "all"


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("Text.\n\n$$\na = b\n\nMore text.\n", "3:1", "never closed"),
        (NUMBERS + "$$\n(x + y = x\n$$\n", "8:1", "never closed"),
        (NUMBERS + "$$\n\\frac{x}{y = x\n$$\n", "8:1", "never closed"),
        ("<!-- derive\nX \\in R^{n \\times m}\nX \\in R^{m \\times n}\n-->\n", "3:1", "already declared otherwise"),
        ("<!-- derive\nx \\in R\nz := x\nz := 2 x\n-->\n", "4:1", "already defined otherwise"),
        ("\\newcommand{\\a}{\\a\\a}\n\n$$\n\\a = x\n$$\n", "3:1", "uses itself"),
    ],
)
def test_a_mistake_in_a_document_is_shown_at_its_place(
    text: str, place: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(tmp_path, text) == 1
    captured = capsys.readouterr()
    assert f"note.md:{place}: unread" in captured.out
    assert said in captured.out
    assert "^" in captured.out


DEEP = 10_000
TOO_MUCH = {
    "braces": displayed("{" * DEEP + "x" + "}" * DEEP),
    "brackets": displayed("(" * DEEP + "x" + ")" * DEEP),
    "sized brackets": displayed(r"\left(" * DEEP + "x" + r"\right)" * DEEP),
    "open brackets": displayed("(" * DEEP + "x"),
    "fractions": displayed(r"\frac{1}{" * DEEP + "x" + "}" * DEEP),
    "exponents": displayed("x^{" * DEEP + "x" + "}" * DEEP),
    "indices": displayed("X_{" * DEEP + "1" + "}" * DEEP),
    "roots": displayed(r"\sqrt{" * DEEP + "x" + "}" * DEEP),
    "typefaces": displayed(r"\mathbf{" * DEEP + "x" + "}" * DEEP),
    "accents": displayed(r"\hat" * DEEP + " x"),
    "matrices": displayed(r"\begin{pmatrix}" * DEEP + "x" + r"\end{pmatrix}" * DEEP),
    "cases": displayed(r"\begin{cases}" * DEEP + "x" + r"\end{cases}" * DEEP),
    "bars": displayed("|" * DEEP + "x" + "|" * DEEP),
    "sums": displayed(r"\sum_{i=1}^{2}" * DEEP + "x"),
    "a few sums": displayed(r"\sum_{i=1}^{2}" * 500 + "x"),
    "a few derivatives": displayed(r"\frac{\partial}{\partial x}" * 400 + "x"),
    "a few functions": displayed(r"\exp " * 900 + "x"),
    "a few factors": displayed("x " * 900),
    "a few quotients": displayed("x / " * 900 + "x"),
    "a few powers": displayed("{x}" + "^2" * 900),
    "a few calls": displayed("f(" * 90 + "x" + ")" * 90),
    "terms": displayed("x + " * DEEP + "x"),
    "digits": displayed("9" * DEEP),
    "a tower": displayed("9^{9^{9^{9}}} x"),
    "an order": displayed(r"\frac{\partial^{1000000000} x}{\partial x^{1000000000}}"),
    "primes": displayed("f^{(1000000000)}(x)"),
    "a power": displayed("x^{99999999999}"),
    "quotations": ">" * DEEP + " $$ x = x $$\n",
    "a list": "- " * DEEP + "$$x = x$$\n",
    "links": "[" * DEEP + "a" + "]" * DEEP + "(b)\n",
    "backticks": "`" * DEEP + "\n",
    "comments": "<!-- derive " * (DEEP // 5),
    "dollars": "$" * DEEP + "\n",
    "declarations": f"<!-- derive\nx \\in {'(' * DEEP}R\ny := {'{' * DEEP}1{'}' * DEEP}\n-->\n\n$$ y = 1 $$\n",
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_too_much_of_anything_ends_in_a_verdict(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    started = time.monotonic()
    assert check(tmp_path, TOO_MUCH[name], "--timeout", "2") == 1
    captured = capsys.readouterr()
    assert captured.err == "" or "no claim was found" in captured.err
    assert " proved" not in captured.out
    assert time.monotonic() - started < HANG


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        (TRUE + f"Words and $x$ and {{more}} words, \\alpha{' and more' * 50}.\n\n" * 21_000, 0, "1 proved"),
        ("a" * 10_000_000, 1, "nothing was claimed"),
        (displayed("x + " * 2_500_000 + "x"), 1, "characters; at most"),
        ("$" * 10_000_000, 1, "long.md:1:1000001: unread"),
        (r"\[\]" * 2_500_000, 1, "long.md:1:2000001: unread"),
    ],
)
def test_ten_megabytes_are_read(text: str, status: int, said: str, tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text(text)
    done = program("check", str(path), "--jobs", "1")
    assert done.returncode == status
    assert said in done.stdout
    assert "Traceback" not in done.stderr


def test_latex_is_read_and_unclosed_environments_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "% derive: x, y \\in R\n\\begin{equation}\nx + y = y + x\n\\end{equation}\n\\begin{align}\nx &= y\n"
    assert check(tmp_path, text, name="note.tex") == 1
    shown = capsys.readouterr().out
    assert "note.tex:3:1: proved" in shown
    assert "note.tex:5:1: unread" in shown


def test_piped_output_is_plain_and_without_progress(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(TRUE)
    done = program("check", str(path), env=_plain())
    assert done.returncode == 0
    assert "\x1b" not in done.stdout + done.stderr
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "1 proved"


def test_a_terminal_shows_progress_and_colour(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(TRUE)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "derive", "check", str(path), "--jobs", "1"]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env=_plain() | {"TERM": "xterm"}) as running:
        os.close(theirs)
        shown = _all(ours)
        assert running.wait(HANG) == 0
    assert "\x1b[?25l" in shown
    assert "━" in shown
    assert "\x1b[32mproved\x1b[0m" in shown


def _plain() -> dict[str, str]:
    """The environment without what asks for colour or against it."""
    return {name: value for name, value in os.environ.items() if "COLOR" not in name and not name.startswith("TTY_")}


def _all(terminal: int) -> str:
    shown = b""
    while select.select([terminal], [], [], HANG)[0]:
        try:
            read = os.read(terminal, 4096)
        except OSError:
            break
        if not read:
            break
        shown += read
    os.close(terminal)
    return shown.decode(errors="replace")


def test_output_that_the_terminal_cannot_write_is_escaped(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(TRUE)
    done = program("check", str(path), "--jobs", "1", env=_plain() | {"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "(x + y)\\xb2" in done.stdout


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(NUMBERS + "$$\nx = u\n$$\n\n" * 300)
    command = [sys.executable, "-m", "derive", "check", str(path), "--format", "json", "--jobs", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read()
        assert running.wait(HANG) == 141
    assert said == ""


@pytest.mark.parametrize(("name", "status"), [("jinja2", 2), ("derive.commands.check", 3)])
def test_a_library_that_is_not_installed_is_no_defect(
    name: str, status: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(_: str) -> None:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(cli, "import_module", absent)
    assert cli.main(["check", "note.md"]) == status
    said = capsys.readouterr().err
    assert ("needs `jinja2`" in said) == (status == 2) and ("defect" in said) == (status == 3)
