"""`prove` and `solve` in a shell: what is printed, the exit status, and what a shell has taken out of a claim."""

from __future__ import annotations

import io
import json
import os

import pytest

from derive import cli
from derive.asking import ask
from derive.judging import decision
from derive.judging.evidence import Disagreement

LAYER = ("--given", r"X \in R^{N \times n}, W \in R^{n \times n}", "--given", "Y := X W; L := L(Y)")
NUMBERS = ("--given", r"x, y \in R")
DW = r"\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}"
DX = r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W"
CLASSES = (
    "--given",
    r"Z, T \in R^{n \times m}; assume \sum_j t_{ij} = 1; y_{ij} := e^{z_{ij}} / \sum_k e^{z_{ik}};"
    r" L := -\frac{1}{n} \sum_i \sum_j t_{ij} \log y_{ij}",
)
MAP = ("--given", r"A \in R^{m \times n}, x \in R^n; y := A x")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("prove", DW, *LAYER), 0),
        (("prove", f"$${DW}$$", *LAYER), 0),
        (("prove", r"\frac{\partial y}{\partial x} = A^\top", *MAP), 0),
        (("solve", r"\frac{\partial L}{\partial W}", *LAYER), 0),
        (("solve", r"\frac{\partial L}{\partial W} = ?", *LAYER), 0),
        (("prove", DX, *LAYER), 1),
        (("prove", r"\sqrt{x^2} = x", *NUMBERS), 1),
        (("prove", "x + x = 2 x = 3 x", *NUMBERS), 1),
        (("prove", "x = u", *NUMBERS), 1),
        (("prove", "z := x", *NUMBERS), 1),
        (("prove", "z = x", *NUMBERS), 1),
        (("prove", "x", *NUMBERS), 1),
        (("prove", DW), 1),
        (("prove", r"\frac{\partial L}{\partial Z} = \frac{1}{n} (Y - T)", *CLASSES, "--timeout", "0.001"), 1),
        (("prove", r"\frac{\partial L}{\partial Z} = \frac{1}{n} (Y - T)", *CLASSES), 0),
        (("solve", r"\frac{\partial L}{\partial Q}", *LAYER), 1),
        (("prove", "", *NUMBERS), 2),
        (("prove", " $$ $$ ", *NUMBERS), 2),
        (("solve", "", *NUMBERS), 2),
        (("prove", "x = x", "--given", r"x \in"), 2),
        (("prove", "x = x", *NUMBERS, "--given", "expect: proved"), 2),
        (("solve", "x", "--given", "x in R"), 2),
    ],
)
def test_exit_status(arguments: tuple[str, ...], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == status
    out, err = capsys.readouterr()
    assert "Traceback" not in err and bool(out) == (status < 2) and bool(err) == (status == 2)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("x", "=", "x"),
        ("x = x", "y = y"),
        ("x = x", "--format", "sarif"),
        ("x = x", "--timeout", "soon"),
        ("x = x", "--jobs", "2"),
        ("x = x", "--given"),
    ],
)
@pytest.mark.parametrize("command", ["prove", "solve"])
def test_wrong_usage(command: str, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([command, *arguments])
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert not out and f"derive {command}: error:" in err


def test_what_is_printed_is_what_check_prints_without_places(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["prove", DX, *LAYER])
    assert capsys.readouterr().out.splitlines() == [
        "refuted  ∂L/∂X = (∂L/∂Y) W  False at N=1, n=2 in entry (1, 1): the left side is 0, the right side 1.",
        r"    \frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W",
        "                                                                  ^",
        "    with X = [0 0], W = [0 0; 1 0], ∂L/∂Y = [0 1]",
        "    left [0 0], right [1 0]",
        "    did you mean (∂L/∂Y) Wᵀ?  (a transpose put in, on the right side)",
    ]
    cli.main(["solve", r"\frac{\partial L}{\partial W}", *LAYER])
    assert capsys.readouterr().out == "proved  ∂L/∂W = Xᵀ ∂L/∂Y  the answer, for all N, n\n"


def test_the_object_for_programs_is_that_of_check(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["prove", DX, *LAYER, "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert (found["version"], found["summary"]) == (1, {"refuted": 1})
    (document,) = found["documents"]
    (claim,) = document["claims"]
    assert (claim["source"], claim["line"], claim["column"], claim["verdict"]) == (DX, 1, 1, "refuted")
    assert claim["suggestion"].endswith(r"W^\top") and claim["counterexample"]["entry"] == [1, 1]
    cli.main(["solve", r"\frac{\partial L}{\partial W}", *LAYER, "--format", "json"])
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert document["claims"][0]["suggestion"] == DW


def test_the_words_may_be_those_of_another_language(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["prove", DX, *LAYER])
    english = capsys.readouterr().out
    cli.main(["prove", DX, *LAYER, "--lang", "ja"])
    first, *rest = capsys.readouterr().out.splitlines()
    assert "∂L/∂X = (∂L/∂Y) W" in first and "left side" not in first and "N=1" in first
    assert rest[:2] == english.splitlines()[1:3] and "did you mean" not in "".join(rest)
    for claim in ("x + x", "z = x + x"):
        cli.main(["prove", claim, *NUMBERS, "--lang", "ja"])
        assert "claims nothing" not in capsys.readouterr().out


def test_a_claim_may_come_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("$$\n2 x = x + x\n$$\n"))
    assert cli.main(["prove", "-", *NUMBERS]) == 0
    assert capsys.readouterr().out == "proved  2x = x + x  Both sides are equal.\n"


def test_a_claim_may_begin_with_a_minus(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["prove", *NUMBERS, "--", "-x=-x"]) == 0
    assert cli.main(["prove", *NUMBERS, "-x = -y"]) == 1
    assert capsys.readouterr().out.startswith("proved  −x = −x")


def test_a_declaration_that_is_not_understood_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["prove", "x = x", "--given", r"x \in R; y \in blub"])
    assert capsys.readouterr().err.splitlines() == [
        r"derive: --given: expected a shape such as R^{n \times m} or values such as \{0, 1\}, found `b` "
        "(line 1, column 16 of what is given)",
        r"    x \in R; y \in blub",
        "                   ^",
    ]


def test_what_the_shell_took_for_a_variable_is_guessed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "getppid", lambda: 4711)
    assert cli.main(["prove", "4711x = x4711", *NUMBERS]) == 2
    assert "4711, the number of the shell's process; the shell wrote that for `$$`" in capsys.readouterr().err
    assert cli.main(["prove", "4711 x = x 4712 - x", *NUMBERS]) == 0
    assert cli.main(["prove", "", *NUMBERS]) == 2
    assert "did the shell take it for a variable?" in capsys.readouterr().err
    assert cli.main(["prove", " = x$", *NUMBERS]) == 1
    assert "a `$` lacks its partner: did a shell" in capsys.readouterr().out
    assert cli.main(["prove", "frac{d}{dx} x = 1", *NUMBERS]) == 1
    assert r"is the backslash of `\frac` lost? In a shell" in capsys.readouterr().out


def test_a_disagreement_of_the_readings_is_a_defect(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def contradicting(*_: object) -> None:
        raise Disagreement("one says yes, the other no")

    monkeypatch.setattr(decision, "judge", contradicting)
    assert cli.main(["prove", "x = x", *NUMBERS]) == 3
    out, err = capsys.readouterr()
    assert out.startswith("undecided") and "the readings disagree: one says yes, the other no" in err


def test_a_failure_of_this_program_is_a_defect(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("nothing works")

    monkeypatch.setattr(ask, "read", broken)
    assert cli.main(["prove", "x = x", *NUMBERS]) == 3
    assert "ZeroDivisionError: nothing works" in capsys.readouterr().err
