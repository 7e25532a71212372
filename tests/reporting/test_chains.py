"""A chain of claims in one line is set so that each of its signs stands beside its verdict."""

from __future__ import annotations

import pytest

from derive.reporting.tex import document_tex

from .test_book import DECLARED, book, judged

TEXT = r"""% derive: x \in R
\begin{align}
x + x &= 2 x = x + x \label{eq:two} \\
x &= x
\end{align}
\begin{equation}\label{eq:outside}
\begin{split}
x + x &= 2 x \\
&= 3 x
\end{split}
\end{equation}
\begin{equation}
\begin{split}
x + x &= 2 x
\end{split}
\tag{T}\label{eq:behind}
\end{equation}
"""


@pytest.mark.parametrize(
    ("formula", "rows"),
    [
        ("$$ x + x = 2 x = 3 x $$", [("x + x", "= 2 x"), ("", "= 3 x")]),
        (
            r"$$ \begin{aligned} x + x &= 2 x = 3 x \\ x &= x \end{aligned} $$",
            [("x + x", "= 2 x"), ("", "= 3 x"), ("x", "= x")],
        ),
        (r"$$ x + x = 2 x, \quad x = x $$", [("x + x", "= 2 x,"), ("x", "= x")]),
        (r"$$ \begin{aligned} x + x &= 2 x, & x &= x \end{aligned} $$", [("x + x", "= 2 x,"), ("x", "= x")]),
        (r"$$ \begin{aligned} x + x = 2 x &= x + x \end{aligned} $$", [("x + x", "= 2 x"), ("", "= x + x")]),
        (r"$$ \begin{aligned} x + x &= 2 x &= x + x \end{aligned} $$", [("x + x", "= 2 x"), ("", "= x + x")]),
        (
            r"$$ \begin{aligned} x + x &= 2 x \\ & \quad = x + x \end{aligned} $$",
            [("x + x", "= 2 x"), ("", r"\quad = x + x")],
        ),
        (
            r"$$ y := 2 x = \left\{ \begin{array}{ll} 2 x & x > 0 \\ 2 x & \text{otherwise} \end{array} \right. "
            r"= x + x $$",
            [
                ("y", ":= 2 x"),
                ("", r"= \left\{ \begin{array}{ll} 2 x & x > 0 \\ 2 x & \text{otherwise} \end{array} \right."),
                ("", "= x + x"),
            ],
        ),
        ("> $$\n> x + x = 2 x\n> = 3 x\n> $$", [("x + x", "= 2 x"), ("", "= 3 x")]),
    ],
)
def test_each_link_has_a_row_of_its_own(formula: str, rows: list[tuple[str, str]]) -> None:
    """In one row the verdicts would stand below each other, and none would know which sign is false."""
    lines = book(f"{DECLARED}\n{formula}\n").lines[1]
    assert [line.cells for line in lines] == rows
    assert [len(line.entries) for line in lines] == [1] * len(rows)


@pytest.mark.parametrize(
    ("formula", "cells"),
    [
        (r"$$ x + x = \left\{ 2 x = 3 x \right\} $$", 1),
        (r"$$ \begin{aligned} x + x &= 2 x & \text{(twice)} \end{aligned} $$", 3),
        (r"$$ x + x = 2 x \quad \text{for } x > 0 $$", 1),
        (r"$$ \underbrace{x + x = 2 x} $$", 1),
    ],
)
def test_a_row_that_is_no_chain_stays_as_it_is(formula: str, cells: int) -> None:
    (line,) = book(f"{DECLARED}\n{formula}\n").lines[1]
    assert len(line.cells) == cells


def test_several_in_one_row_have_its_number_once() -> None:
    text = r"""% derive: x \in R
\begin{align}
x + x &= 2 x, & x &= x, \label{eq:two} \\
x &= x
\end{align}
"""
    found = book(text, "a.tex")
    assert [line.tag for line in found.lines[1]] == ["", "1", "2"]
    assert found.numbers == {"eq:two": "1"}


def test_a_place_in_the_file_is_in_the_row_that_shows_it() -> None:
    """A chain may be broken where a cell ends, before the sign that begins the next."""
    text = "$$ \\begin{aligned} x + x = 2 x \n  &= 3 x, & x &= x \\end{aligned} $$"
    lines = book(f"{DECLARED}\n{text}\n").lines[1]
    assert [[entry.item.verdict.kind.value for entry in line.entries] for line in lines] == [
        ["proved"], ["refuted"], ["proved"]
    ]


@pytest.mark.parametrize(
    ("formula", "cells"),
    [
        (r"\begin{multline} x = x + x \\ - x \end{multline}", ["x = x + x", r"\qquad {} - x"]),
        (r"\begin{multline} x = x \\ (x - x) + x \end{multline}", ["x = x", r"\qquad {} (x - x) + x"]),
        (r"\begin{gather} x = x + x \\ - x \end{gather}", ["x = x + x", r"\qquad {} - x"]),
        (r"\begin{gather} x = x \\ = x \end{gather}", ["x = x", r"\qquad {} = x"]),
        (r"\begin{gather} x = x \\ - x = - x \end{gather}", ["x = x", "- x = - x"]),
        (r"\begin{gather} x = x \\ 2 x = x + x \end{gather}", ["x = x", "2 x = x + x"]),
    ],
)
def test_what_goes_on_in_a_row_below_is_set_in(formula: str, cells: list[str]) -> None:
    """A sign that begins it would be set as that of one term, and the row as if it were a formula of its own."""
    assert [" & ".join(line.cells) for line in book(f"% derive: x \\in R\n{formula}", "a.tex").lines[1]] == cells


def test_a_broken_row_has_one_number_and_its_names() -> None:
    found = book(TEXT, "a.tex")
    assert [line.tag for line in found.lines[1]] == ["", "1", "2"]
    assert [line.tag for line in found.lines[2]] == ["", "3"]
    assert [line.tag for line in found.lines[3]] == ["T"]
    assert [len(line.entries) for line in found.lines[2]] == [1, 1]


def test_a_name_outside_the_innermost_alignment_is_found() -> None:
    found = book(TEXT, "a.tex")
    assert found.numbers == {"eq:two": "1", "eq:outside": "3", "eq:behind": "T"}
    assert found.lines[2][-1].anchors == ("label-eq-outside",)
    assert found.lines[3][-1].anchors == ("label-eq-behind",)


def test_a_chain_and_what_stands_beside_an_equation_in_the_latex() -> None:
    text = f"{DECLARED}\n$$ x + x = 2 x = 3 x $$\n\n" + r"$$ \begin{aligned} x &= x & \text{(all)} \end{aligned} $$"
    tex = document_tex(judged(text), ())
    assert r"\formula{\leftpart{x+x}{}=2x}" in tex.replace(" ", "") and r"\leftpart{}{}=3x" in tex.replace(" ", "")
    assert r"\qquad \text{(all)}" in tex


def test_what_claims_nothing_has_no_proof_in_the_latex() -> None:
    text = f"{DECLARED}\n$$ y := 2 x $$\n\n$$ y = x + x $$\n\n$$ x \\to 0 $$\n"
    proofs = document_tex(judged(text), ()).split(r"\section{Proofs}")[1].split(r"\section{The document")[0]
    assert r"\proof{claim-document-2}{proved}" in proofs
    assert "definition" not in proofs.replace("definition of", "") and "skipped" not in proofs
