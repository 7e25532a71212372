"""Where a verdict says to look, and its correction as a change of the file: applied, the claim is proved."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.edits.shown import replaced
from derive.judging.results import Judged
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source

GIVEN = "<!-- derive\nX \\in R^{N \\times n}, W \\in R^{n \\times n}, x, y, z \\in R\nY := X W, L := L(Y)\n-->\n\n"
DX = r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y}"


def judged(text: str, name: str = "note.md") -> list[Judged]:
    return list(judge_document(read(Source(name, text))).items)


def marked(text: str, item: Judged) -> str:
    assert item.mark is not None
    return text[item.mark.span.start : item.mark.span.end]


@pytest.mark.parametrize(
    ("old", "new", "gone", "put"),
    [
        ("a = W", r"a = W^\top", "", r"^\top"),
        ("a = x y", "a = y", " x", ""),
        ("a = y x", "a = y", " x", ""),
        ("XY", r"X \odot Y", "", r" \odot "),
        ("X Y", r"X \odot Y", "", r" \odot"),
        ("a  =  b", "a = c", "b", "c"),
        ("a = b", "a = b", "", ""),
        ("x = 2z", "x = z", "2", ""),
        ("a = b\n c", "a = b d", "c", "d"),
    ],
)
def test_the_least_stretch_of_whole_symbols_is_replaced(old: str, new: str, gone: str, put: str) -> None:
    span, text = replaced(old, new)
    assert (old[span.start : span.end], text) == (gone, put)
    after = old[: span.start] + text + old[span.end :]
    assert after.split() == new.split() or "".join(after.split()) == "".join(new.split())


FRAMES = [
    ("note.md", "{}"), ("note.md", "Much is said here.\n\n# One\n\n{}"), ("note.tex", "{}"),
    ("note.tex", "\\documentclass{{article}}\n\\begin{{document}}\n{}\\end{{document}}\n"),
]
COMMENT = r"x, u \in R^n; a \in R^m; c \in R; g(x, u) := x^\top u"


@pytest.mark.parametrize(("name", "frame"), FRAMES)
@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        (r"\mathcal{L}(c) = (a^\top x c)^2", r"a^\top x"),
        (r"f(a) = x^\top a", r"x^\top a"),
        (r"f(s) = x^\top s a", r"x^\top s a"),
        (r"f(s)_i = e^{s_i} / (a + x)", "x"),
        (r"h = 2 g(a, u)", "g(a, u)"),
        (r"2 c = g(a, u)", "g(a, u)"),
        (r"2 c = g(x + a, u)", "a"),
    ],
)
def test_what_has_a_parameter_in_it_is_marked_where_it_stands(name: str, frame: str, formula: str, shown: str) -> None:
    comment = f"<!-- derive {COMMENT} -->" if name.endswith("md") else f"% derive: {COMMENT}"
    text = frame.format(f"{comment}\n\n$$ {formula} $$\n")
    (item,) = judged(text, name)
    assert item.verdict.kind is Kind.REFUTED
    assert marked(text, item) == shown
    assert item.mark is not None and item.mark.span.start > text.index("$$")


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        (f"$$ {DX} W $$", "W"),
        ("$$ (x + y)^2 = x^2 + x y + y^2 $$", "x"),
        (f"$$ {DX} W^T W $$", "W"),
        ("$$ X X^\\top = 2 X X^\\top $$", "2 X X^\\top"),
        ("$$ X W X = X $$", "X W X"),
        ("$$ x = u $$", "u"),
        ("<!-- derive v \\in R^n -->\n\n$$ \\frac{d}{dv} \\sin(v) = \\cos(v) $$", "\\cos(v)"),
        ("$$ x = (y $$", "("),
    ],
)
def test_what_is_wrong_is_marked(formula: str, shown: str) -> None:
    text = GIVEN + formula
    (item,) = judged(text)
    assert marked(text, item) == shown
    line, carets = item.caret.split("\n")
    assert line[len(carets) - carets.count("^") : len(carets)] == shown


@pytest.mark.parametrize("formula", ["$$ (x + y)^2 = x^2 + 2 x y + y^2 $$", "$$ z := x $$", "$$ x \\to y $$"])
def test_what_is_right_or_claims_nothing_has_no_mark(formula: str) -> None:
    (item,) = judged(GIVEN + formula)
    assert item.mark is None and item.fix is None and item.caret == ""


@pytest.mark.parametrize(
    "formula",
    [
        f"$$ {DX} W $$",
        f"$$ {DX}\n   W^T W $$",
        "$$ (x + y)^2 = x^2 + x y + y^2 $$",
        "$$\n\\begin{aligned}\nx y + x z &= x (y + z) \\\\\n&= (y - z) x\n\\end{aligned}\n$$",
        "$$\n\\begin{aligned}\n(x + y)^2 &= x^2 + x y + y^2\n\\end{aligned}\n$$",
        "> $$ (x + y)^2 = x^2 + x y + y^2 $$",
        "> $$ (x + y)^2 = x^2\n> + x y + y^2 $$",
        "$$ (x + y)^2 = x^2 + x y % twice\n + y^2 $$",
        "\\newcommand{\\yy}{y}\n\n$$ (x + \\yy)^2 = x^2 + x \\yy + \\yy^2 $$",
        "\\newcommand{\\off}{x^2 + x y}\n\n$$ (x + y)^2 = \\off + y^2 $$",
        "\\newcommand{\\sq}[1]{#1^2}\n\n"
        "$$\n\\begin{aligned}\n\\sq{x} - y &= x x - y \\\\\n&= \\sq{x} + y\n\\end{aligned}\n$$",
    ],
)
def test_a_correction_put_into_the_file_is_proved(formula: str) -> None:
    text = GIVEN + formula
    (item,) = (each for each in judged(text) if each.verdict.kind is Kind.REFUTED)
    assert item.fix is not None
    span = item.fix.span
    after = judged(text[: span.start] + item.fix.text + text[span.end :])
    assert [each.verdict.kind for each in after] == [Kind.PROVED] * len(after)


def test_a_claim_that_stands_otherwise_in_the_file_gets_no_change_of_it() -> None:
    formula = "$$\n\\begin{aligned}\n(x + y)^2 &= x^2 + x y + y^2 \\\\\n&= (x + y)^2\n\\end{aligned}\n$$"
    item = judged(GIVEN + formula)[-1]
    assert item.verdict.correction is not None
    assert item.fix is None and item.mark is not None


def test_where_a_correction_changes_the_row_before_this_is_marked() -> None:
    text = f"{GIVEN}$$\n\\begin{{aligned}}\n(x + y)^2 &= x^2 + x y + y^2 \\\\\n&= (x + y)^2\n\\end{{aligned}}\n$$"
    assert marked(text, judged(text)[-1]) == "x^2 + x y + y^2"


MACROS = (
    "\\newcommand{\\pd}[2]{\\frac{\\partial #1}{\\partial #2}}\n"
    "% derive: X, G \\in R^{N \\times n}\n% derive: Y := X \\odot G\n% derive: L := L(Y)\n"
)


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        (r"\[ \pd{L}{X} = \pd{L}{Y} \odot (G - X) \]", "(G - X)"),
        (r"\[ \pd{L}{X} = \pd{L}{Y} \odot X \]", "X"),
        (r"\[ \pd{L}{X} = \pd{L}{X} \odot G \]", "X"),
        (r"\[ \pd{L}{X} = 2 \pd{L}{Y} \odot G \]", "2"),
        (r"\[ \pd{L}{X} = - \pd{L}{Y} \odot G \]", "-"),
        (r"\[ \pd{L}{X} = \pd{L}{Y} \odot (- G) \]", r"\pd{L}{Y}"),
        (r"\[ \pd{L}{Y} \odot X = \pd{L}{X} \]", "X"),
    ],
)
def test_what_is_wrong_is_marked_in_what_its_author_wrote(formula: str, shown: str) -> None:
    text = MACROS + formula + "\n"
    (item,) = [each for each in judge_document(read(Source("note.tex", text))).items if each.line == 5]
    assert item.verdict.kind is Kind.REFUTED
    assert marked(text, item) == shown


def test_a_side_is_marked_where_a_claim_goes_over_two_rows() -> None:
    rows = "\\begin{align}\n\\pd{L}{X} &= \\pd{L}{Y} \\odot G \\\\\n&= \\pd{L}{Y} \\odot X\n\\end{align}\n"
    text = MACROS + rows
    item = judge_document(read(Source("note.tex", text))).items[-1]
    assert item.verdict.kind is Kind.REFUTED
    assert marked(text, item) == r"\pd{L}{Y} \odot X"


HAND = r"""\newcommand{\vx}{\mathbf{x}} \newcommand{\vd}{\boldsymbol{\delta}}
\newcommand{\T}{^{\top}} \newcommand{\W}{W}
% derive: \W \in R^{m \times n}; \vx \in R^n; \vd \in R^m; z := \W \vx; L := \vd\T z
"""


@pytest.mark.parametrize(
    ("formula", "corrected"),
    [
        (r"\frac{d L}{d \vx} = \W \vd", r"\frac{d L}{d \vx} = \W^\top \vd"),
        (r"\frac{d L}{d\W} = \vx \vd\T", r"\frac{d L}{d\W} = \vd \vx\T"),
        (r"\frac{d L}{d\W} = 2 \vd \vx\T", r"\frac{d L}{d\W} = \vd \vx\T"),
    ],
)
def test_a_change_of_the_file_is_in_the_commands_of_its_author(formula: str, corrected: str) -> None:
    text = f"{HAND}$$ {formula} $$\n"
    item = judged(text, "note.tex")[-1]
    assert item.fix is not None
    after = text[: item.fix.span.start] + item.fix.text + text[item.fix.span.end :]
    assert after == f"{HAND}$$ {corrected} $$\n"
    assert judged(after, "note.tex")[-1].verdict.kind is Kind.PROVED
