r"""A `\paragraph` goes on from the one before it, unless it gives a name of that one another meaning."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source

FORWARD = r"""\section{Net}
% derive: X \in R^{N \times n}
\paragraph{Forward pass.}
% derive: W \in R^{n \times m}, T \in R^{N \times m}
\[ Y = X W \]
\[ L = \frac{1}{2} \|Y - T\|_F^2 \]
"""
BACKWARD = r"""\paragraph{Backward pass.}
\[ \frac{\partial L}{\partial W} = X^\top (Y - T) \]
"""


def judged(text: str) -> list[tuple[int, Kind, str]]:
    items = judge_document(read(Source("note.tex", text))).items
    return [(each.line, each.verdict.kind, each.verdict.message) for each in items]


def last(text: str) -> Kind:
    return judged(text)[-1][1]


def test_a_backward_pass_goes_on_from_its_forward_pass() -> None:
    assert last(FORWARD + BACKWARD) is Kind.PROVED


def test_what_is_false_of_it_is_refuted() -> None:
    assert last(FORWARD + BACKWARD.replace("Y - T", "Y + T")) is Kind.REFUTED


def test_a_third_paragraph_goes_on_from_both() -> None:
    text = FORWARD + BACKWARD + r"\[ D = Y - T \]" + "\n"
    third = r"\paragraph{Input.}" + "\n" + r"\[ \frac{\partial L}{\partial X} = D W^\top \]"
    assert last(text + third) is Kind.PROVED
    assert last(text + third.replace(r"D W^\top", r"2 D W^\top")) is Kind.REFUTED


def test_subparagraphs_go_on_too_and_end_with_their_paragraph() -> None:
    text = FORWARD.replace("paragraph", "subparagraph").replace(r"\subparagraph", r"\paragraph{All.}\subparagraph", 1)
    backward = BACKWARD.replace("paragraph", "subparagraph")
    assert last(text + backward) is Kind.PROVED
    assert last(text + BACKWARD) is Kind.UNREAD


@pytest.mark.parametrize("heading", ["section", "subsection", "subsubsection"])
def test_headings_of_sections_end_what_stands_in_a_paragraph(heading: str) -> None:
    assert last(FORWARD + BACKWARD.replace("paragraph", heading)) is Kind.UNREAD
    between = rf"\{heading}{{Between}}" + "\n"
    assert last(FORWARD + between + BACKWARD) is Kind.UNREAD


@pytest.mark.parametrize(
    "own",
    [
        r"\[ L = \sum_{ij} T_{ij} Y_{ij} \]",
        r"\[ Y = X W + T \]",
        r"\[ Y := X W \]",
        "% derive: L := L(Y)",
        "% derive: W \\in R^{m \\times n}",
        "% derive: Y \\in R^{N \\times m}",
        r"Here $T \in R^{m \times N}$.",
        r"\[ A = 1, \quad \text{where } Y = 2 X W \]",
        r"\[ y_{ij} = \sum_k X_{ik} W_{kj} \]",
        r"\[ 2 X W =: Y \]",
        r"\[ a = b =: Y \]",
        "% derive: Y(t) := t",
        "% derive: m \\in R",
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_another_meaning_of_a_name_begins_anew(own: str, below: bool) -> None:
    lines = BACKWARD.splitlines()
    text = "\n".join([*lines, own] if below else [lines[0], own, *lines[1:]])
    found = [kind for line, kind, _ in judged(FORWARD + text) if line == (8 if below else 9)]
    assert found == [Kind.UNREAD]


def test_another_meaning_in_a_subparagraph_is_one_too() -> None:
    deeper = r"\subparagraph{Deeper.}" + "\n" + r"\[ L = \sum_{ij} T_{ij} Y_{ij} \]"
    assert judged(FORWARD + BACKWARD + deeper)[2][1] is Kind.UNREAD


def test_two_losses_of_two_paragraphs_are_two_definitions() -> None:
    loss = r"""\paragraph{One.}
\[ L = \frac{1}{2} (y - t)^2 \]
\[ \frac{\partial L}{\partial y} = y - t \]
"""
    other = loss.replace(r"\frac{1}{2} (y - t)^2", "t y").replace("= y - t", "= t")
    text = "\\section{Losses}\n% derive: y \\in R, t \\in R\n" + loss + other
    assert [kind for _, kind, _ in judged(text)] == [Kind.DEFINITION, Kind.PROVED] * 2
    assert last(text.replace("= t ", "= y - t ")) is Kind.REFUTED


def test_what_is_said_again_word_for_word_is_no_other_meaning() -> None:
    again = "% derive: W \\in R^{n \\times m}\n" + r"\[ Y = X W \]"
    lines = BACKWARD.splitlines()
    assert last(FORWARD + "\n".join([lines[0], again, *lines[1:]])) is Kind.PROVED


def test_a_new_name_is_no_other_meaning() -> None:
    lines = BACKWARD.splitlines()
    assert last(FORWARD + "\n".join([lines[0], r"\[ \delta^{(2)} = Y - T \]", *lines[1:]])) is Kind.PROVED


def test_an_assumption_goes_on_with_its_names_only() -> None:
    own = "\\section{S}\n\\paragraph{A.}\n% derive: x \\in R\n% derive: assume x > 0\n\\paragraph{B.}\n\\[ |x| = x \\]"
    outer = own.replace("% derive: x \\in R\n", "").replace("\\paragraph{A.}", "% derive: x \\in R\n\\paragraph{A.}")
    assert last(own) is Kind.PROVED
    assert last(outer) is not Kind.PROVED


def test_a_second_assumption_about_a_name_is_not_added_to_the_first() -> None:
    text = "\\section{S}\n\\paragraph{A.}\n% derive: x \\in R\n% derive: assume x > 0\n"
    text += "\\paragraph{B.}\n% derive: assume x < 0\n\\[ |x| = 2 x \\]"
    assert last(text) is Kind.UNREAD


def test_a_name_of_the_section_that_a_paragraph_hides_is_itself_again_in_the_next() -> None:
    text = "\\section{S}\n% derive: x \\in R, y := 2 x\n\\paragraph{A.}\n% derive: y := 3 x\n"
    text += "\\[ y = 3 x \\]\n\\paragraph{B.}\n\\[ y = 2 x \\]"
    assert [kind for _, kind, _ in judged(text)] == [Kind.PROVED] * 2


def test_rows_of_one_paragraph_are_no_rows_of_what_the_next_declares() -> None:
    text = "\\paragraph{A.}\n% derive: vectors: rows\n% derive: x \\in R^n\n"
    text += "\\paragraph{B.}\n% derive: z \\in R^n\n\\[ z^\\top z = \\sum_i z_i^2 \\]"
    assert last(text) is Kind.PROVED


def test_a_letter_with_a_meaning_of_its_own_has_that_in_the_next_paragraph() -> None:
    text = "\\section{S}\n% derive: x \\in R^n\n\\paragraph{A.}\n\\[ \\delta = 2 x \\]\n"
    text += "\\paragraph{B.}\n\\[ \\frac{\\partial x_i}{\\partial x_j} = \\delta_{ij} \\]"
    assert last(text) is Kind.PROVED


NAMED = r"""\section{S}
\DeclareMathOperator{\Loss}{Loss}
% derive: X \in R^{N \times n}, W \in R^{n \times m}, x \in R^n, c \in R, v \in R
% derive: \theta \in R^n
\paragraph{One.}
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (r"b_{\mathrm{out}} = 2 c", r"b_\text{out} = 3 c"),
        (r"\Loss = 2 c", r"\operatorname{Loss} = 3 c"),
        (r"\text{loss} = 2 c", r"\mathrm{loss} = 3 c"),
        (r"b = 2 c", r"c = c \Rightarrow b = 3 c"),
        (r"b = 2 c", r"(b) = 3 c"),
        (r"z = 2 x", r"z^\top = 3 x^\top"),
        (r"A^{(1)} = X", r"A^{(1)\top} = 2 X^\top"),
        (r"z = 2 x", r"(z_1, \dots, z_n)^\top = 3 x"),
        (r"z = 2 x", r"\begin{pmatrix} z_1 \\ \vdots \\ z_n \end{pmatrix} = 3 x"),
        (r"Y = X W", r"(\bm y_1 \dots \bm y_N)^\top = 2 X W"),
        (r"Y = X W", r"Y_{i,:} = 2 X_{i,:} W"),
        (r"f_\theta(u) = u", r"f_{\theta}(u) = 2 u"),
        (r"f(u) = u", r"f[u] = 2 u"),
        (r"\mathrm{act}(u) = u", r"\text{act}(u) = 2 u"),
        (r"b = 2 c", "\\]\nLet $b = 3 c$.\n\\[ \\frac{\\partial b}{\\partial c} = 3"),
        (r"f(t) = 2 t", "\\]\nFor $f(t) = t^2$,\n\\[ f'(c) = 2 c"),
    ],
)
def test_a_definition_with_an_unusual_left_side_refutes_nothing(first: str, second: str) -> None:
    text = NAMED + rf"\[ {first} \]" + "\n\\paragraph{Two.}\n" + rf"\[ {second} \]"
    found = [kind for line, kind, _ in judged(text) if line > 7]
    assert Kind.REFUTED not in found
    assert found[-1] in (Kind.DEFINITION, Kind.UNREAD)


@pytest.mark.parametrize("second", [r"\nabla_x L = 3 x", r"-L = x^\top x", r"\frac{\partial L}{\partial x_i} = x_i"])
def test_a_claim_about_a_name_of_the_paragraph_before_is_judged(second: str) -> None:
    assert last(NAMED + r"\[ L = x^\top x \]" + "\n\\paragraph{Two.}\n" + rf"\[ {second} \]") is Kind.REFUTED


def test_a_number_that_a_remark_names_is_no_other_meaning() -> None:
    text = FORWARD + BACKWARD.replace("pass.}", "pass.}\nWhere $T = 0$, this is plain. It follows from $Y = X W$.")
    assert last(text) is Kind.PROVED


def test_a_quantity_is_no_factor_where_the_next_paragraph_applies_it() -> None:
    text = NAMED + r"\[ \sigma = \sqrt{v} \]" + "\n\\paragraph{Two.}\n"
    text += r"\[ y = \sigma(c) \]" + "\n" + r"\[ \frac{\partial y}{\partial c} = \sigma \]"
    assert last(text) is Kind.UNREAD


def test_the_message_says_which_line_begins_the_paragraph_anew() -> None:
    own = r"\[ L = \sum_{ij} T_{ij} Y_{ij} \]"
    assert ", since line 9 says something else of `L`" in judged(FORWARD + BACKWARD + own)[-2][2]
    assumed = NAMED + "% derive: assume c > 0\n" + r"\[ b = 2 c \]" + "\n\\paragraph{Two.}\n"
    message = judged(assumed + "% derive: assume c < 0\n" + r"\[ \log b = 0 \]")[-1][2]
    assert ", since line 6 says something else" in message
