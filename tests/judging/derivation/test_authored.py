"""Derivations that begin or end with a side as its author wrote it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derive.judging.derivation.authored import authored, is_closed
from derive.judging.derivation.derivation import derivation
from derive.judging.verdict import Line
from derive.meaning.claims import Claim
from derive.meaning.document import understand
from derive.meaning.rewriting import rebuilt
from derive.meaning.terms import Fold, Term, Times
from derive.reading.document import read
from derive.reading.source import Source
from tests.judging.claims import written

SIGMOID = r"x \in R | f_{\mathrm{sig}}(x) := \frac{1}{1 + e^{-x}}"
ROWS = r"vectors: rows | x \in R^n | f(x)_i := e^{x_i} / \sum_j e^{x_j}"
ERROR = r"y, d \in R^J | E(y) := \frac{1}{2} \sum_j (y_j - d_j)^2"
RAMP = r"x \in R | f(x) := \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}"
FREE = r"X \in R^{n \times m} | F := F(X)"
SQUARE = r"X \in R^{n \times n} | F := F(X)"
PMATRIX = (
    r"\begin{pmatrix} \frac{\partial F}{\partial x_{11}} & \cdots & \frac{\partial F}{\partial x_{1m}} \\"
    r" \vdots & \ddots & \vdots \\"
    r" \frac{\partial F}{\partial x_{n1}} & \cdots & \frac{\partial F}{\partial x_{nm}} \end{pmatrix}"
)


def derived(declared: str, formula: str) -> tuple[Line, ...]:
    claim, author = written(declared, formula)
    return derivation(claim, lambda: None, author)


def texts(found: tuple[Line, ...]) -> list[tuple[str, str]]:
    return [(line.latex, line.reason) for line in found]


def test_a_function_of_the_document_is_put_in_by_its_definition() -> None:
    assert texts(derived(SIGMOID, r"f_{\mathrm{sig}}(x) = \frac{1}{1 + e^{-x}}")) == [
        (r"f_{\mathrm{sig}}(x)", ""),
        (r"\frac{1}{1 + e^{-x}}", r"definition of $f_{\mathrm{sig}}$"),
    ]


def test_a_function_is_put_in_before_its_value_is_simplified() -> None:
    found = texts(derived(SIGMOID, r"f_{\mathrm{sig}}(0) = \frac{1}{2}"))
    assert found[:2] == [(r"f_{\mathrm{sig}}(0)", ""), (r"\frac{1}{1 + e^{-0}}", r"definition of $f_{\mathrm{sig}}$")]
    assert found[-1][0] == r"\frac{1}{2}"


def test_an_entry_of_a_function_of_a_vector_is_put_in() -> None:
    found = derived(ROWS, r"f(x)_i = \frac{e^{x_i}}{\sum_j e^{x_j}}")
    assert texts(found)[0] == ("f(x)_i", "")
    assert found[1].reason == "definition of $f$; by entries"


def test_a_function_that_leaves_no_trace_in_what_is_understood_is_named_all_the_same() -> None:
    found = texts(derived(ERROR, r"E(y) = \frac{1}{2} \sum_{j=1}^J (y_j - d_j)^2"))
    assert found[0] == ("E(y)", "")
    assert found[1][1] == "definition of $E$"


def test_a_matrix_with_dots_is_read_by_entries() -> None:
    found = derived(FREE, r"\frac{\partial F}{\partial X} = " + PMATRIX)
    assert texts(found) == [
        (r"\frac{\partial F}{\partial x_{ab}}", ""),
        (PMATRIX + "_{ab}", "read back as matrices"),
    ]


def test_two_writings_of_an_entry_are_the_same_by_entries() -> None:
    left, right = r"\left[\frac{\partial F}{\partial X}\right]_{ij}", r"\frac{\partial F}{\partial x_{ij}}"
    assert texts(derived(FREE, f"{left} = {right}")) == [(left, ""), (right, "by entries")]


def test_sides_that_are_alike_are_said_to_be() -> None:
    assert texts(derived(r"a, b \in R", "a b = a b")) == [("a b", ""), ("a b", "both sides are alike")]


def test_names_stand_as_their_author_writes_them() -> None:
    declared = (
        r"\boldsymbol{X}, \boldsymbol{W} \in R^{n \times n} | \boldsymbol{Y} := \boldsymbol{X} \boldsymbol{W}"
        r" | \mathcal{L} := \mathcal{L}(\boldsymbol{Y})"
    )
    by_w = (
        r"\frac{\partial \mathcal{L}}{\partial \boldsymbol{W}}"
        r" = \boldsymbol{X}^\top \frac{\partial \mathcal{L}}{\partial \boldsymbol{Y}}"
    )
    found = derived(declared, by_w)
    assert found[0].latex.startswith(r"\frac{\partial \mathcal{L}}{\partial w_{")
    assert found[1].reason == r"chain rule through $\boldsymbol{Y}$"


WRONG = [
    (SIGMOID, r"f_{\mathrm{sig}}(x) = \frac{1}{1 + e^{x}}"),
    (SIGMOID, r"f_{\mathrm{sig}}(0) = 1"),
    (SIGMOID, r"f_{\mathrm{sig}}(x) = f_{\mathrm{sig}}(-x)"),
    (ROWS, r"f(x)_i = \frac{e^{x_i}}{\sum_j e^{-x_j}}"),
    (ERROR, r"E(y) = \sum_j (y_j - d_j)^2"),
    (ERROR, r"E(d) = \frac{1}{2} \sum_j (y_j - d_j)^2"),
    (RAMP, r"f(x) = x"),
    (RAMP, r"f(-1) = 1"),
    (SQUARE, r"\frac{\partial F}{\partial X} = " + PMATRIX.replace("1m", "1n").replace("nm", "nn") + r"^\top"),
    (SQUARE, r"\left[\frac{\partial F}{\partial X}\right]_{ij} = \frac{\partial F}{\partial x_{ji}}"),
    (r"a, b \in R", "a b = a a"),
]


@pytest.mark.parametrize(("declared", "formula"), WRONG)
def test_what_is_false_is_not_written_down_as_its_author_has_it(declared: str, formula: str) -> None:
    assert derived(declared, formula) == ()


def doubled(value: Term) -> Term:
    """A sum of numbers twice."""
    if isinstance(value, Fold):
        return Times(value, value)
    return rebuilt(value, doubled)


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_side_that_is_understood_in_another_way_than_it_is_written_is_refused(side: str) -> None:
    claim, author = written(ERROR, r"E(y) = \frac{1}{2} \sum_{j=1}^J (y_j - d_j)^2")
    changed = {"left": claim.statement.left, "right": claim.statement.right}
    changed[side] = doubled(changed[side])
    wrong = replace(claim.statement, left=changed["left"], right=changed["right"])
    assert derivation(claim, lambda: None, author)
    assert derivation(replace(claim, statement=wrong), lambda: None, author) == ()


def test_an_author_s_own_command_is_written_out() -> None:
    declared = "<!-- derive\nx \\in R\nf(x) := \\frac{x}{2}\n-->"
    text = "\\newcommand{\\act}[1]{f(#1)}\n\n" + declared + "\n\n$$\n\\act{x} = \\frac{1}{2} x\n$$\n"
    document = read(Source("note.md", text))
    (each,) = [each for each in understand(document) if isinstance(each.meaning, Claim)]
    author = authored(each.item, each.world, document.source)
    assert author.sides[0].text.replace(" ", "") == "f(x)"
    assert author.sides[0].functions == ("f",)


CLOSED = [r"\begin{pmatrix} a & b \end{pmatrix}", r"\left[ a + b \right]", "(a + b)", r"\left(a\right)"]


@pytest.mark.parametrize("text", CLOSED)
def test_what_stands_in_brackets_takes_an_index(text: str) -> None:
    assert is_closed(text)


@pytest.mark.parametrize(
    "text",
    [
        "a + b",
        "(a) + (b)",
        r"\begin{pmatrix} a \end{pmatrix} \begin{pmatrix} b \end{pmatrix}",
        r"\begin{pmatrix} a \end{pmatrix}^\top",
        "{a}",
        "",
    ],
)
def test_what_stands_in_none_gets_some(text: str) -> None:
    assert not is_closed(text)


LOSSES = r"x, w \in R^n | \mathcal{L}_{reg} := \sum_i w_i x_i^2 | \mathcal{L} := 2 \mathcal{L}_{reg}"


def test_names_that_the_claim_does_not_write_are_in_their_typefaces() -> None:
    lines = texts(derived(LOSSES, r"\frac{\partial \mathcal{L}}{\partial x} = 4 w \odot x"))
    assert any(r"2 \mathcal{L}_{reg}" in latex for latex, _ in lines)
    assert any(r"definition of $\mathcal{L}_{reg}$" in reason for _, reason in lines)


def test_a_script_letter_of_an_author_s_own_command_stays_one() -> None:
    text = (
        "\\newcommand{\\loss}{\\mathcal{L}}\n\n% derive: x, w \\in R^n\n% derive: \\loss := \\sum_i w_i x_i^2\n\n"
        "\\begin{equation}\n\\frac{\\partial \\loss}{\\partial x} = 2 w \\odot x\n\\end{equation}\n"
    )
    source = Source("note.tex", text)
    ((claim, author),) = [
        (each.meaning, authored(each.item, each.world, source))
        for each in understand(read(source))
        if isinstance(each.meaning, Claim)
    ]
    found = derivation(claim, lambda: None, author)
    assert found[0].latex == r"\frac{\partial \mathcal{L}}{\partial x_{a}}"
    assert found[1].reason == r"definition of $\mathcal{L}$"


def test_entries_of_a_script_letter_are_in_its_typeface_and_those_of_a_capital_are_small() -> None:
    script = texts(derived(r"\mathcal{X}, w \in R^n", r"\sum_i w_i \mathcal{X}_i = w^\top \mathcal{X}"))
    plain = texts(derived(r"X, w \in R^n", r"\sum_i w_i x_i = w^\top X"))
    assert script[0][0] == r"\sum_{i} w_{i} \mathcal{X}_{i}" and plain[0][0] == r"\sum_{i} w_{i} x_{i}"


def test_a_script_letter_of_unicode_stays_one() -> None:
    lines = texts(derived(r"x, w \in R^n | ℒ := \sum_i w_i x_i^2", r"\frac{\partial ℒ}{\partial x} = 2 w \odot x"))
    assert lines[0][0] == r"\frac{\partial ℒ}{\partial x_{a}}" and lines[1][1] == r"definition of $ℒ$"


BATCH = r"X \in R^{N \times d}; V \in R^{d \times m}; \gamma \in R^d | g_{ni} := \gamma_i x_{ni} | \hat T := G V"


def test_an_array_of_which_entries_are_defined_is_named_by_its_capital() -> None:
    found = texts(derived(BATCH, r"\frac{\partial \|\hat T\|_F^2}{\partial V} = 2 G^\top \hat T"))
    assert found[-1][0] == r"\left(2 G^\top \hat{T}\right)_{ab}"
    assert not any(r"g^\top" in line for line, _ in found) and any("g_{" in line for line, _ in found)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (r"\hat y_{nk}", r"\hat{y}_{nk}"),
        (r"\hat Y_{nk}", r"\hat{Y}_{nk}"),
        (r"\hat{Y}_{nk}", r"\hat{Y}_{nk}"),
    ],
)
def test_entries_are_in_the_letter_of_their_author(written: str, printed: str) -> None:
    declared = r"X \in R^{n \times k} | \hat Y := 2 X"
    assert texts(derived(declared, f"{written} = 2 x_{{nk}}"))[0][0] == printed


def test_accented_entries_are_small_as_others_are_where_none_is_written() -> None:
    found = texts(derived(r"X \in R^{n \times k} | \hat Y := 2 X", r"\hat Y + X = 3 X"))
    assert any(r"\hat{y}_{ij}" in line for line, _ in found)
    assert not any(r"\hat{Y}_{" in line for line, _ in found)


def test_what_is_never_written_small_stays_large() -> None:
    found = texts(derived(r"X \in R^{n \times k} | Y := 2 X", r"Y_{ij} = 2 X_{ij}"))
    assert [line for line, _ in found] == ["Y_{ij}", "2 X_{ij}"]
