"""`explain`: which claim is meant, and what is told of it."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import numpy as np
import pytest

from derive import cli
from derive.arguments.explain import EXAMPLES

NOTE = r"""<!-- derive
X \in R^{N \times n},  W \in R^{n \times n}
Y := X W,  L := L(Y)
id: dW
-->

$$ \frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y} $$

Words between.

$$
\begin{aligned}
\frac{\partial L}{\partial X}
  &= \frac{\partial L}{\partial Y} W \\
  &= \frac{\partial L}{\partial Z} W
\end{aligned}
$$

$$ X + X = 2 X, \qquad W W = W^2 $$

<!-- derive
a \in R
assume a > 0
kernel: twice
-->

$$ \sqrt{a^2} + a = 2 a $$
"""


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("note.md").write_text(NOTE, encoding="utf-8")


def explain(*arguments: str) -> int:
    return cli.main(["explain", *arguments, "--jobs", "1"])


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert explain(*arguments) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def places(shown: str) -> list[str]:
    return re.findall(r"^note\.md:(\d+:\d+)  ", shown, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["note.md:7"], ["7:4"]),
        (["note.md:7:60"], ["7:4"]),
        (["note.md:7:4:"], ["7:4"]),
        (["note.md", "dW"], ["7:4"]),
        (["note.md:13"], ["13:1"]),
        (["note.md:14"], ["13:1"]),
        (["note.md:11"], ["13:1"]),
        (["note.md:12"], ["13:1"]),
        (["note.md:17"], ["15:4"]),
        (["note.md:19"], ["19:4", "19:24"]),
        (["note.md:19:1"], ["19:4"]),
        (["note.md:19:23"], ["19:4"]),
        (["note.md:19:24"], ["19:24"]),
        (["note.md:19:99"], ["19:24"]),
    ],
)
def test_which_claim_is_meant(arguments: list[str], found: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert places(told(capsys, *arguments)) == found


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["note.md:9"], "note.md: no claim is in line 9; the nearest: dW in line 7 and document.2 in lines 13–14"),
        (["note.md:2"], "note.md: no claim is in line 2; the nearest: dW in line 7"),
        (["note.md:0"], "note.md: there is no line 0; the last one is 27"),
        (["note.md:28"], "note.md: there is no line 28; the last one is 27"),
        (["note.md", "Dw"], "note.md: no claim has the id 'Dw'; did you mean 'dW'?"),
        (["note.md", "xyz"], "note.md: no claim has the id 'xyz'; the ids are dW, document.2, "),
        (["note.md"], "note.md: expected a line, as in note.md:7, or an id: dW in line 7, document.2 in lines 13–14, "),
        (["note.md:x"], "note.md: 'x' is no line; expected a line, as in note.md:7, or an id: dW in line 7, "),
        (["note.md:7:x"], "note.md: '7:x' is no line; expected a line, as in note.md:7, or an id: "),
        (["note.md:-7"], "note.md: '-7' is no line; expected a line"),
        (["noet.md:x"], "noet.md: no such file; did you mean 'note.md'?"),
        (["noet.md:7"], "noet.md: no such file; did you mean 'note.md'?"),
        (["note.txt:7"], "note.txt: no such file; did you mean 'note.md'?"),
        (["."], ".: is a folder, expected a .md or .tex file"),
        (["words.md:1"], "words.md: no claim was found"),
        (["derive/documents/layers.md:x"], "derive/documents/layers.md: 'x' is no line; expected a line, as in "),
        (["derive/documents/zebra.md:7"], "derive/documents/zebra.md: no such file\n"),
        (["derive/documents/layrs.md:7"], "no such file; did you mean 'derive/documents/layers.md'?"),
    ],
)
def test_a_claim_that_is_not_there_is_guessed(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("words.md").write_text("Only words.\n")
    assert explain(*arguments) == 2
    captured = capsys.readouterr()
    assert said in captured.err and captured.err.startswith("derive: ") and captured.err.count("\n") == 1
    assert captured.out == ""


NEXT = r"""\begin{lemma}
Words.
\begin{equation}
1 + 1 = 2
\end{equation}
More words.
\begin{equation}
1 + 2 = 3
\end{equation} \label{sum}
\[
2 + 2 = 4
\]
\end{lemma}
\begin{proof}
It is so. \( 1 = 1 \)
\end{proof}
"""


@pytest.mark.parametrize(
    ("line", "found", "said"),
    [
        (1, "4:1", "derive: next.tex: no claim is in line 1; told is document.1 in line 4\n"),
        (3, "4:1", ""),
        (4, "4:1", ""),
        (5, "4:1", ""),
        (7, "8:1", ""),
        (9, "8:1", ""),
        (10, "11:1", ""),
        (12, "11:1", ""),
        (14, "11:1", "derive: next.tex: no claim is in line 14; told is document.3 in line 11\n"),
        (16, "11:1", "derive: next.tex: no claim is in line 16; told is document.3 in line 11\n"),
    ],
)
def test_the_claim_of_the_next_line_is_said_to_be_another(
    line: int, found: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("next.tex").write_text(NEXT)
    assert explain(f"next.tex:{line}") == 0
    captured = capsys.readouterr()
    assert captured.out.startswith(f"next.tex:{found}  ") and captured.err == said


def test_a_document_of_one_claim_needs_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("note.md").write_text("\n".join(NOTE.split("\n")[:7]))
    assert places(told(capsys, "note.md")) == ["7:4"]


def test_a_file_may_have_a_colon_and_a_number_in_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    Path("note.md:7.md").write_text("$$ 1 + 1 = 2 $$")
    assert "note.md:7.md:1:4  proved" in told(capsys, "note.md:7.md")


def parts(shown: str) -> dict[str, list[str]]:
    """The lines under each heading."""
    found: dict[str, list[str]] = {}
    lines = found.setdefault("", [])
    for line in shown.splitlines():
        if re.match(r"[A-Z][a-z ]+$", line):
            lines = found.setdefault(line, [])
        else:
            lines.append(line.removeprefix("    ").rstrip())
    return found


def test_a_proved_claim_has_its_names_derivation_and_checks(capsys: pytest.CaptureFixture[str]) -> None:
    shown = parts(told(capsys, "note.md:7"))
    assert list(shown) == ["", "Names", "Derivation", "How it was checked"]
    assert shown["Names"][:4] == [
        "L   function   line 3   L := L(Y)",
        "W   n×n        line 2",
        "X   N×n        line 2",
        "Y   N×n        line 3   Y := XW",
    ]
    lines = shown["Derivation"]
    assert lines[0].strip() == "∂L/∂w_ab"
    assert re.fullmatch(r"= \(Xᵀ ∂L/∂Y\)_ab +read back as matrices", lines[5])
    assert [each.split(" (")[0] for each in shown["How it was checked"][:2]][1] == "Wrong variants"
    assert "6 tried, 6 refused" in shown["How it was checked"][1]
    assert "Both sides are equal for all N, n" in " ".join(shown[""])


def test_a_refuted_claim_has_its_values_and_its_correction(capsys: pytest.CaptureFixture[str]) -> None:
    shown = parts(told(capsys, "note.md:13"))
    assert list(shown)[:4] == ["", "Names", "Where it fails", "Correction"]
    source = shown[""]
    at = source.index(r"   14 │   &= \frac{\partial L}{\partial Y} W \\")
    assert source[at + 1].replace("│", " ").strip() == "^"
    fails = shown["Where it fails"]
    assert any("W = ⎡" in line for line in fails) and any(line.lstrip().startswith("⎣") for line in fails)
    (sides,) = (line for line in fails if line.startswith("left = "))
    assert sides.count("‹") == sides.count("›") == 2
    assert "The entry where they part stands in ‹ ›." in fails
    correction = shown["Correction"]
    assert correction[0] == "∂L/∂X = (∂L/∂Y) Wᵀ"
    assert correction[1].endswith(r"&= \frac{\partial L}{\partial Y} W^\top \\")
    assert correction[2].count("^") == len(r"^\top")
    assert correction[3] == "Changed: a transpose put in, on the right side. So corrected, the claim is proved."


def test_an_unread_claim_has_its_place_and_the_names_that_are_known(capsys: pytest.CaptureFixture[str]) -> None:
    shown = parts(told(capsys, "note.md:15"))
    assert list(shown) == ["", "Names"]
    assert "`Z` is not declared" in " ".join(shown[""])
    assert not any(line.startswith("Z") for line in shown["Names"])


def test_a_kernel_is_shown_with_what_its_claim_assumes(capsys: pytest.CaptureFixture[str]) -> None:
    shown = parts(told(capsys, "note.md:27"))
    assert shown["Assumed and agreed"][0] == "a > 0   line 23"
    assert any(line.startswith("def twice(xp: Namespace, a") for line in shown["Kernel"])


def test_a_kernel_runs_as_it_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    shown = told(capsys, "note.md:27")
    space: dict[str, Any] = {}
    exec(dedent(shown[shown.index("\nKernel\n") + len("\nKernel\n") :]), space)
    assert space["twice"](np.asarray(3.0)) == 6.0
    with pytest.raises(ValueError, match="breaks the assumption"):
        space["twice"](np.asarray(-3.0), check=True)


def test_why_there_is_no_kernel_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    Path("note.md").write_text(NOTE.replace("= 2 a", "= 3 a"))
    shown = parts(told(capsys, "note.md:27"))
    assert shown["Kernel"][0].startswith("no kernel twice: document.")
    assert "only a proved claim can become a kernel" in shown["Kernel"][0]


def test_a_shipped_document_is_found_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    shown = parts(told(capsys, "derive/documents/layers.md", "layers.batchnorm.mean"))
    assert shown[""][0].startswith("derive/documents/layers.md:")
    assert any(line.startswith("def batchnorm_mean(") for line in shown["Kernel"])


@pytest.mark.parametrize("width", ["40", "80", "120"])
def test_nothing_is_wider_than_the_terminal(
    width: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", width)
    for place in ("7", "13", "15", "19"):
        shown = re.sub(r"\x1b\[[0-9;]*m", "", told(capsys, f"note.md:{place}"))
        assert max(map(len, shown.splitlines())) <= int(width)


@pytest.mark.parametrize("color", [True, False])
def test_colour_is_for_terminals_that_want_it(
    color: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if not color:
        monkeypatch.setenv("NO_COLOR", "1")
    assert ("\x1b[1;31m" in told(capsys, "note.md:13")) == color


@pytest.mark.parametrize("where", re.findall(r"explain (derive/documents/\S+)", EXAMPLES))
def test_the_example_of_the_help_is_a_claim(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", where]) == 0
    assert "proved" in capsys.readouterr().out
