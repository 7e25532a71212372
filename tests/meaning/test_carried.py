"""What ended with a section, and the lines that carry it on."""

from __future__ import annotations

import re

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.language import language

FORWARD = r"""# Network
Data $X \in R^{N \times d}$ and $T \in R^{N \times K}$.
## Forward
With $W \in R^{d \times K}$ and

<!-- derive
assume \sum_k T_{ik} = 1
-->

\begin{align}
S &= X W \nonumber \\
P_{ik} &= \frac{e^{S_{ik}}}{\sum_l e^{S_{il}}} \label{p}
\end{align}
$$ L = - \sum_{i, k} T_{ik} \log P_{ik} $$
## Backward
$$ \frac{\partial L}{\partial S} = P - T $$
$$ \frac{\partial L}{\partial W} = X^\top (P - T) $$
"""
WRITE = re.compile(r"to carry on all that is used here, write `(.*)` above line (\d+)$")


def kinds_of(text: str, name: str = "note.md") -> list[Kind]:
    items = judge_document(read(Source(name, text))).items
    return [each.verdict.kind for each in items]


def unread(text: str, name: str = "note.md") -> list[str]:
    items = judge_document(read(Source(name, text))).items
    messages = [each.verdict.message for each in items if each.verdict.kind is Kind.UNREAD]
    return [re.sub(r" \(line \d+, column \d+\)$", "", each) for each in messages]


def with_advice(text: str, message: str, comment: str = "{}") -> str:
    found = WRITE.search(message)
    assert found is not None
    lines = text.split("\n")
    comments = [comment.format(each) for each in found[1].split("` and `")]
    return "\n".join([*lines[: int(found[2]) - 1], *comments, *lines[int(found[2]) - 1 :]])


def test_the_advice_makes_the_next_section_read() -> None:
    first, second = unread(FORWARD)
    assert second.endswith("and that ended at line 15; line 16 says how to carry it on")
    kinds = kinds_of(with_advice(FORWARD, first))
    assert kinds == [Kind.PROVED] * 5


def test_a_false_claim_stays_false_under_it() -> None:
    text = FORWARD.replace("X^\\top (P - T)", "X^\\top (P + T)")
    kinds = kinds_of(with_advice(text, unread(text)[0]))
    assert kinds == [*[Kind.PROVED] * 4, Kind.REFUTED]


def test_it_has_what_the_definitions_speak_of_and_what_is_assumed() -> None:
    found = WRITE.search(unread(FORWARD)[0])
    assert found is not None
    assert found[1].split("` and `") == [
        r"<!-- derive W \in R^{d \times K}; S := X W; P_{ik} := \frac{e^{S_{ik}}}{\sum_l e^{S_{il}}}; "
        r"L := - \sum_{i, k} T_{ik} \log P_{ik} -->",
        r"<!-- derive assume \sum_k T_{ik} = 1 -->",
    ]
    assert int(found[2]) == 3


def test_in_a_paper_it_is_a_line_of_its_own() -> None:
    text = FORWARD.replace("# Network", r"\section{Network}").replace("## Forward", r"\subsection{Forward}")
    text = text.replace("## Backward", r"\subsection{Backward}").replace("<!-- derive\n", "% derive: ")
    text = text.replace("-->", "")
    first, _ = unread(text, "note.tex")
    assert r"`% derive: W \in R^{d \times K}; S := X W;" in first
    assert kinds_of(with_advice(text, first), "note.tex") == [Kind.PROVED] * 5


def test_between_sections_of_the_first_rank_it_stands_above_the_first_heading() -> None:
    text = "# A\nWith $x \\in R$.\n# B\nWith $y \\in R$.\n$$ z = 2 y $$\n# C\n$$ z + x = 0 $$\n"
    (found,) = unread(text)
    assert found.endswith(r"write `<!-- derive x \in R; y \in R; z := 2 y -->` above line 1")
    assert kinds_of(with_advice(text, found)) == [Kind.PROVED, Kind.REFUTED]


def test_a_function_comes_before_what_it_was_used_for_above_its_definition() -> None:
    forward = "# Net\nWith $x \\in R$.\n## A\n$$ y = f(x) $$\n$$ f(t) = t^3 $$\n## B\n"
    text = forward + r"$$ \frac{d y}{d x} = 3 x^2 $$" + "\n"
    (found,) = unread(text)
    assert found.endswith("write `<!-- derive f(t) := t^3; y := f(x) -->` above line 3")
    assert kinds_of(with_advice(text, found)) == [Kind.PROVED] * 3
    assert kinds_of(with_advice(text.replace("3 x^2", "2 x^2"), found))[-1] is Kind.REFUTED


@pytest.mark.parametrize("line", [0, 1])
def test_it_is_said_in_japanese(line: int) -> None:
    assert language("ja").knows(unread(FORWARD)[line])


SECTIONS = r"""# Model
With $w, x \in R$.
$$ z = w x $$
# Data
With $a \in R$.
# Loss
$$ 2 w + x = x + 2 w $$
$$ a z = a w x $$
## Inner
$$ a + x = x + a $$
# End
$$ a + z = z - a $$
"""


def test_one_list_carries_on_what_all_sections_below_use() -> None:
    first, *others = unread(SECTIONS)
    assert [WRITE.search(each) for each in others] == [None] * 3
    assert all(each.endswith("line 7 says how to carry it on") for each in others)
    assert kinds_of(with_advice(SECTIONS, first)) == [*[Kind.PROVED] * 4, Kind.REFUTED]


def test_where_two_sections_mean_another_thing_by_a_letter_each_has_its_own_list() -> None:
    text = SECTIONS.replace("# End\n", "# Other\nWith $x \\in R^n$.\n# End\n").replace("a + z = z - a", "x + x = 3 x")
    found = [each for each in map(WRITE.search, unread(text)) if each is not None]
    assert [r"x \in R^n" in each[1] for each in found] == [False, True]


@pytest.mark.parametrize("body", ["X + Q", "X X", "X + ("])
def test_a_definition_that_is_not_understood_is_not_offered(body: str) -> None:
    text = f"# A\n<!-- derive X \\in R^{{N \\times n}} -->\n\n$$ Z = {body} $$\n\n# B\n\n$$ V = Z + X $$\n"
    assert unread(text)[-1].endswith("; what is to be mended first is line 4, which is not understood")
    assert WRITE.search(unread(text.replace(body, "2 X"))[-1])


def test_a_definition_that_only_lacks_what_is_carried_on_with_it_is_offered() -> None:
    text = "# A\n<!-- derive c \\in R -->\n## A1\n$$ y = c + 2 $$\n## A2\n$$ z = 2 y $$\n# B\n$$ q = y + z $$\n"
    text += "$$ q = 3 y $$\n"
    assert kinds_of(with_advice(text, unread(text)[-2]))[-1] is Kind.PROVED


KRONECKER = r"""# A
With $a \in R^n$.
$$ b = 2 a $$
# B
$$ \boldsymbol{\delta} = 3 a $$
# C
$$ \frac{\partial b_i}{\partial a_j} = 2 \delta_{ij} $$
"""


def test_a_bold_delta_is_not_carried_on_for_that_of_kronecker() -> None:
    *_, last = unread(KRONECKER)
    assert r"\delta" not in unread(KRONECKER)[0] and "line 5 says how" in last
    assert kinds_of(with_advice(KRONECKER, unread(KRONECKER)[0]))[-1] is Kind.PROVED
    assert r"\delta" in unread(KRONECKER.replace(r"2 \delta_{ij}", r"\delta_i"))[0]


BELOW = r"""# A
With $x \in R^n$.
$$ z = W x $$
$$ a = z + x $$
Here $W \in R^{n \times n}$.
# B
$$ b = a + x $$
"""


def test_what_is_to_be_mended_first_is_the_root_of_what_is_not_understood() -> None:
    assert unread(BELOW)[-1].endswith("; what is to be mended first is line 3, which is not understood")
    moved = BELOW.replace("Here $W", "With $W").replace("With $x", "Here $W \\in R^{n \\times n}$ and $x")
    assert WRITE.search(unread(moved)[-1])
