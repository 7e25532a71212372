"""Derivations in the reports: shown where there are any, and nothing unsafe let in."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from derive.judging.results import Judged, Judgement
from derive.judging.verdict import AllSizes, Kind, Line, Variants, Verdict
from derive.reporting.page import document_page
from derive.reporting.tex import document_tex, steps

LINES = (
    Line(r"\frac{\partial L}{\partial w_{ab}}"),
    Line(r"\sum_{i} x_{ia} \frac{\partial L}{\partial y_{ib}}", r"$\delta_{ka}$ collapses the sum over $k$"),
)


def judgement(lines: tuple[Line, ...]) -> Judgement:
    verdict = replace(Verdict(Kind.PROVED, "Both sides are equal."), derivation=lines)
    return Judgement("note.md", "A note", (Judged("one", 1, 1, "a = b", "", 1, verdict),), 1, 0)


def test_a_derivation_is_folded_under_its_claim() -> None:
    page = document_page(judgement(LINES), [], "note.tex")
    (folded,) = re.findall(r"<details class=\"told\">\n<summary.*?</details>", page, re.DOTALL)
    (steps,) = re.findall(r'<ol class="steps led"[^>]*="Derivation in 2 lines">(.*?)</ol>', folded, re.DOTALL)
    assert steps.count("<li>") == 1  # the first line stands beside the second
    assert steps.index('<div class="lead">') < steps.index("∑") < steps.index("collapses the sum over")
    assert "collapses the sum over" in page
    assert "compared with the one before it" in page


LONG = Line(r"\left( x_{1} + x_{2} + x_{3} + x_{4} + x_{5} \right)_{ab}")


@pytest.mark.parametrize("lines", [(LONG, LINES[1]), LINES[:1]])
def test_what_is_long_or_all_has_a_row_of_its_own(lines: tuple[Line, ...]) -> None:
    page = document_page(judgement(lines), [], "note.tex")
    (steps,) = re.findall(r'<ol class="steps" [^>]*>(.*?)</ol>', page, re.DOTALL)
    assert steps.count("<li>") == len(lines) and 'class="lead"' not in steps


def test_in_latex_each_line_stands_with_its_reason() -> None:
    text = document_tex(judgement(LINES), [])
    assert steps(LINES) in text
    assert steps(LINES).split("\n") == [
        r"\begin{align*}",
        r"\lead{\frac{\partial L}{\partial w_{ab}}} &= \slot{\sum_{i} x_{ia} \frac{\partial L}{\partial y_{ib}}}"
        r" && \reason{$\delta_{ka}$ collapses the sum over $k$}",
        r"\end{align*}",
    ]


def test_without_a_derivation_there_is_no_trace_of_one() -> None:
    assert "Derivation" not in document_page(judgement(()), [], "note.tex")
    assert r"\begin{derivation}" not in document_tex(judgement(()), [])
    assert r"\begin{derivation}" in document_tex(judgement(LINES), [])


UNSAFE = [r"\input{secret}", r"\write18{ls}", "a $ b", r"\frac{1", r"\begin{tikzpicture}x\end{tikzpicture}"]


@pytest.mark.parametrize("latex", UNSAFE)
def test_one_line_that_must_not_be_let_in_keeps_all_out(latex: str) -> None:
    assert steps((LINES[0], Line(latex, "why"))) == ""
    assert latex not in document_tex(judgement((*LINES, Line(latex, "why"))), [])


@pytest.mark.parametrize("reason", ["<script>alert(1)</script>", "<img src=x onerror=y>", "a & b < c"])
def test_a_reason_is_text(reason: str) -> None:
    assert reason not in document_page(judgement((LINES[0], Line("b", reason))), [], "note.tex")


@pytest.mark.parametrize("reason", [r"\input{secret}", "50% of $", "a_b & c # d"])
def test_a_reason_is_escaped_in_latex(reason: str) -> None:
    assert f"{{{reason}}}" not in steps((LINES[0], Line("b", reason)))


EQUAL = "Both sides are equal for all n; compared entry by entry they are equal in all 4 entries at sizes n=2."
PARTICULAR = "They are equal whatever function of $Y$ stands for $L$."


def proofs(message: str, restates: bool = False) -> Judgement:
    """Two proofs with derivations."""
    verdict = Verdict(
        Kind.PROVED, message, AllSizes({"n": 1}), 4, compared=({"n": 2},), points=8, derivation=LINES,
        variants=Variants(6, 6, 0, ("sign",)),
    )
    items = tuple(Judged(each, 1, 1, "a = b", "", at, verdict, restates=restates) for at, each in enumerate("xy"))
    return Judgement("note.md", "A note", items, 2, 0)


def seen(found: Judgement) -> str:
    """The page without what is only searched."""
    return re.sub(r'data-find="[^"]*"', "", document_page(found, [], "note.tex"))


@pytest.mark.parametrize("said", ["compared with the one before it", "Both sides of every proved claim"])
def test_what_was_checked_of_every_proof_is_said_once(said: str) -> None:
    found = proofs(EQUAL)
    assert document_page(found, [], "note.tex").count(said) == document_tex(found, []).count(said) == 1


def test_at_a_proof_stands_what_is_particular_to_it() -> None:
    found = proofs(f"{EQUAL} {PARTICULAR}")
    for text in (seen(found), document_tex(found, [])):
        assert text.count("They are equal whatever function of") == 2
        assert "Both sides are equal for all" not in text
        assert "compared entry by entry they are" not in text
        assert text.replace("\u00a0", " ").count("4 entries compared at sizes n=2.") == 2


def test_a_proof_at_sizes_keeps_its_message() -> None:
    found = proofs("Equal in all 4 entries at sizes n=2, but not shown for all sizes: it is hard.")
    (first, second) = (replace(each, verdict=replace(each.verdict, scope=({"n": 2},))) for each in found.items)
    assert seen(replace(found, items=(first, second))).count("but not shown for all sizes") == 2


def test_no_wrong_variants_are_said_to_be_tried_where_none_were() -> None:
    found = proofs(EQUAL)
    bare = replace(found.items[1], verdict=replace(found.items[1].verdict, variants=None))
    assert "wrong variants of it were tried" not in document_page(replace(found, items=(found.items[0], bare)), [], "")


@pytest.mark.parametrize("restates", [True, False])
def test_a_proof_as_defined_repeats_no_derivation(restates: bool) -> None:
    found = proofs(EQUAL, restates)
    assert ("collapses the sum over" in document_page(found, [], "")) is not restates
    assert ("collapses the sum over" in document_tex(found, [])) is not restates
