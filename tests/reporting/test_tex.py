"""The LaTeX reports, without a TeX at hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derive.judging.document import judge_document
from derive.judging.results import Finding, Judgement
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.data import KernelReport
from derive.reporting.escaping import display, escape, inline, listing
from derive.reporting.tex import brief, document_tex, matrix, pair

from .examples import HOSTILE, hostile_document


def test_every_item_is_there_with_its_verdict_line_and_id(judgement: Judgement) -> None:
    text = document_tex(judgement, ())
    for item in judgement.items:
        named = rf"{{{item.verdict.kind.value}}}{{{item.line}}}{{"
        assert rf"\claim{named}" in text or rf"\further{named}" in text
        assert item.id.replace(".", r".\allowbreak{}") in text


def test_it_says_the_same_as_the_page(judgement: Judgement, kernels: tuple[KernelReport, ...]) -> None:
    text = document_tex(judgement, kernels)
    for words in (
        "4~proved, 2~refuted, 1~conditional",
        "32 entries compared at sizes n=2, m=3; n=3, m=2; n=4, m=5.",
        "At C=2 the sides part in row 1, column 1: the left side is 1/4, the right side 1/2.",
        "Did you mean",
        "Leaves out $x = 0$",
        r"central differences & (4, 3), (4, 2) & 6.1e-6 & 3.1e-10 & 1e-7",
        r"\code{affine\_dw}",
        "Skipped, line 70: a picture's labels.",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a_b", r"a\_b"),
        ("50% & more", r"50\% \& more"),
        ("#1 ${x}^2~", r"\#1 \$\{x\}\textasciicircum{}2\textasciitilde{}"),
        ("\\", r"\textbackslash{}"),
        ("a\x07b", "a\ufffdb"),
        ("a\nb", "a b"),
        ("行列", r"\foreign{行列}"),
    ],
)
def test_every_sign_of_tex_is_printed_not_obeyed(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize(
    "source", [r"\input{x}", r"\write18{ls}", r"\def\a{b}", "{", r"\end{document}", "x^a^b", "a#b"]
)
def test_what_is_not_mathematics_is_printed_as_its_source(source: str) -> None:
    assert display(source).startswith(r"\begin{listing}")
    assert inline(source).startswith(r"\code{")


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_texts_are_printed_with_braces_in_balance(source: str) -> None:
    plain = display(source).replace(r"\{", "").replace(r"\}", "")
    assert plain.count("{") == plain.count("}")


def test_the_document_ends_once_whatever_it_holds() -> None:
    text = document_tex(hostile_document(), ())
    assert text.count(r"\end{document}") == 1
    assert text.endswith("\\end{document}\n")


def test_code_keeps_its_indentation_and_its_spaces() -> None:
    assert listing("if a:\n    b  = 1\n") == (
        "\\begin{listing}\n\\codeline{0}{if\\ a:}\n\\codeline{4}{b\\ \\ =\\ 1}\n\\end{listing}"
    )


def test_the_entry_where_the_sides_part_is_framed() -> None:
    assert matrix((("1", "-1/2"), ("3", "4")), (1, 2)) == (
        r"\begin{pmatrix}1 & \boxed{-\tfrac{1}{2}} \\ 3 & 4\end{pmatrix}"
    )


def test_sides_too_wide_for_one_line_stand_below_each_other() -> None:
    wide = (tuple(f"x_{{{column}}} y_{{{column}}}" for column in range(30)),)
    assert pair(wide, wide, "=").count(r"\formula") == 2
    assert pair((("1",),), (("2",),), "=").count(r"\formula") == 1


def test_how_a_definition_is_read_stands_below_it_and_nothing_where_that_is_plain() -> None:
    text = "<!-- derive\ny, t \\in R^n\n-->\n\n$$ L = \\sum_i y_i - t_i $$\n\n$$ M = \\sum_i y_i $$\n"
    printed = document_tex(judge_document(read(Source("note.md", text))), ())
    assert printed.count("The sum goes on to the last term.") == printed.count("This is a definition.") == 1


def test_a_finding_links_to_the_claims_that_it_names(judgement: Judgement) -> None:
    found = Finding("$L$ at 20:9 is 50% of $L$ at 12:1.", ((12, 1), (20, 9)))
    text = document_tex(replace(judgement, findings=(found,)), ())
    first, second = r"\hyperlink{claim-affine-3}{line 20}", r"\hyperlink{claim-affine-dw}{line 12}"
    assert rf"$L$ at {first} is 50\% of $L$ at {second}." in text
    assert r"{affine.\allowbreak{}dW}{claim-affine-dw}" in text
    assert r"\section{Across claims}" not in document_tex(judgement, ())


@pytest.mark.parametrize(("name", "shown"), [
    ("layers.affine.dx", "layers.affine.dx"),
    ("a" * 36, "a" * 36),
    ("softmax-and-cross-entropy-with-a-long-title.12", "softmax-and-cross…th-a-long-title.12"),
])
def test_a_long_name_has_its_beginning_and_its_end_in_the_margin(name: str, shown: str) -> None:
    assert brief(name).replace(r"\allowbreak{}", "").replace(r"\ensuremath{\dots}", "…") == shown
