"""`--lang`: what commands print for people is in another language; what they print for programs is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from derive.cli import main

NOTE = r"""
# A layer

<!-- derive
X \in R^{N \times n},  W \in R^{n \times n}
Y := X W,  L := L(Y)
-->

$$ \frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y} $$

$$ \frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W $$

$$ z + 1 = 2 $$
"""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.md"
    path.write_text(NOTE, encoding="utf-8")
    return path


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    main([str(each) for each in arguments])
    return capsys.readouterr().out


def test_check_in_japanese(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "check", note, "--lang", "ja", "--jobs", 1)
    assert "証明済  ∂L/∂W = Xᵀ ∂L/∂Y  すべてのN, nで\n" in text
    assert "反証  ∂L/∂X = (∂L/∂Y) W  偽（N=1, n=2、成分(1, 1)）：左辺は0、右辺は1。\n" in text
    assert "    訂正案：(∂L/∂Y) Wᵀ（右辺で、転置を加える）\n" in text
    assert "`z`は宣言されていない。数ならば`z \\in R`と書く" in text
    assert text.endswith("証明済1、反証1、不読1; 想定外2\n")
    assert re.findall("proved|False|refuted|expected|declared|left|with", text) == []


def test_english_is_what_is_printed_if_nothing_is_said(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "check", note, "--jobs", 1)
    assert text == printed(capsys, "check", note, "--lang", "en", "--jobs", 1)
    assert "for all N, n" in text


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_what_is_for_programs_stays_english(form: str, note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    english = printed(capsys, "check", note, "--format", form, "--jobs", 1)
    assert printed(capsys, "check", note, "--format", form, "--lang", "ja", "--jobs", 1) == english != ""


def test_explain_in_japanese(note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "explain", f"{note}:11", "--lang", "ja", "--jobs", 1)
    told = text.replace(str(note), "")
    for heading in ("名前", "成り立たない所", "訂正", "両辺"):
        assert f"\n{heading}\n" in told
    assert re.findall(r"(?<![\\\w])[A-Za-z]{4,}", re.sub(r".*│.*|a-layer|A layer", "", told)) == []


def test_prove_and_solve_in_japanese(capsys: pytest.CaptureFixture[str]) -> None:
    given = r"x \in R"
    assert printed(capsys, "prove", "x + x = 2 x", "--given", given, "--lang", "ja").startswith("証明済  ")
    assert "答えが見つかった" in printed(capsys, "solve", r"\frac{d}{dx} x^2 = ?", "--given", given, "--lang", "ja")


@pytest.mark.parametrize("suffix", [".html", ".tex"])
def test_report_in_japanese(suffix: str, note: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = note.with_suffix(suffix)
    assert "証明済1、反証1、不読1" in printed(capsys, "report", note, "-o", target, "--lang", "ja", "--jobs", 1)
    text = target.read_text(encoding="utf-8")
    assert "証明済" in text and "判定の読み方" in text and "A layer" in text
    assert "How to read the verdicts" not in text


@pytest.mark.parametrize("command", ["check", "report", "explain", "all", "prove", "solve"])
def test_a_language_that_there_is_not_is_wrong_usage(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, *(["x"] if command != "all" else []), "--lang", "jp"])
    assert stopped.value.code == 2
    assert "--lang: expected en or ja, not 'jp'" in capsys.readouterr().err
