r"""Quantities that the next formula explains: `y = \sigma(z)`, where `z = W x + b`; and no other ones."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source

DEFINITION, PROVED, REFUTED, UNREAD = Kind.DEFINITION, Kind.PROVED, Kind.REFUTED, Kind.UNREAD
GIVEN = "# One\n<!-- derive\nW \\in R^{n \\times m}, x \\in R^m, b, t \\in R^n\n-->\n"
USE = "$$ y = 2 z $$\n"
WHERE = "where\n$$ z = W x + b. $$\n"
TRUE, FALSE = "$$ y = 2 W x + 2 b $$\n", "$$ y = 2 W x + b $$\n"


def kinds(text: str) -> list[Kind]:
    return [each.verdict.kind for each in judge_document(read(Source("note.md", GIVEN + text))).items]


@pytest.mark.parametrize("words", ["where", ", where", "here", "with", "ここで、", "where we set:"])
def test_what_the_next_formula_explains_is_known(words: str) -> None:
    text = USE + WHERE.replace("where", words)
    assert kinds(text + TRUE) == [DEFINITION, DEFINITION, PROVED]
    assert kinds(text + FALSE) == [DEFINITION, DEFINITION, REFUTED]


def test_so_is_a_line_below_among_definitions() -> None:
    lines = "$$\n\\begin{aligned} y &= 2 z \\\\ z &= W h + b \\\\ h &= 3 x \\end{aligned}\n$$\n"
    assert kinds(lines + "$$ y = 6 W x + 2 b $$\n") == [DEFINITION] * 3 + [PROVED]
    assert kinds(lines + "$$ y = 6 W x + b $$\n") == [DEFINITION] * 3 + [REFUTED]


def test_entries_and_the_function_that_comes_last() -> None:
    text = "$$ y_i = \\sigma(z_i) $$\nwhere\n$$ z_i = \\sum_j W_{ij} x_j $$\n$$ \\sigma(u) = u^2 $$\n"
    assert kinds(text + "$$ y = (W x)^2 $$\n") == [DEFINITION] * 3 + [PROVED]
    assert kinds(text + "$$ y = 2 W x $$\n") == [DEFINITION] * 3 + [REFUTED]


def test_a_claim_that_the_next_formula_explains_is_judged_by_it() -> None:
    claim = "$$ t^\\top z = {} t^\\top b + t^\\top W x $$\n"
    assert kinds(claim.format("") + WHERE) == [PROVED, DEFINITION]
    assert kinds(claim.format("2") + WHERE) == [REFUTED, DEFINITION]


@pytest.mark.parametrize(
    "below",
    [
        "It is zero where\n$$ z = W x + b. $$\n",
        "At the minimum\n$$ z = t $$\n",
        "$$ b = b $$\n" + WHERE,
        "where\n$$ z = 1 $$\n",
        "where\n$$ z = W x + b \\text{ if } n > 1 $$\n",
        "where\n$$ z = W x + b = t $$\n",
        "where\n$$ z = W y + b $$\n",
        "where\n$$ z = W q + b $$\n",
        "where\n## Two\n$$ z = W x + b $$\n",
        WHERE + "$$ z = t $$\n",
        WHERE + "With $z \\in R^n$.\n",
        "<!-- derive\nskip: another\n-->\n" + WHERE,
        WHERE + "$$ f(z) = z^2 $$\n",
    ],
)
def test_what_may_mean_something_else_above_does_not_hold_there(below: str) -> None:
    assert kinds(USE + below)[0] is UNREAD


def test_nor_what_stands_below_a_claim_in_its_formula() -> None:
    lines = "$$\n\\begin{aligned} (z - t)^\\top (z - t) &= 0 \\\\ z &= t \\end{aligned}\n$$\n"
    assert kinds(lines)[0] is UNREAD


def test_nor_a_letter_that_is_an_index_above() -> None:
    assert kinds("$$ y = \\sum_z b_z $$\n" + WHERE + "$$ y = \\sum_i b_i $$\n")[-1] is PROVED


ROW = "$$ t^\\top z = t^\\top b + t^\\top W x {} $$\n"


@pytest.mark.parametrize(
    "words",
    [
        r"\quad \text{where } z = W x + b",
        r", \quad\text{with}\quad z = W x + b.",
        r"\qquad \text{where}\; z := W x + b",
        r"\\ \text{where } z = W x + b",
        r"\quad \text{where } z = h + b, \quad h = W x",
    ],
)
def test_what_the_same_row_explains_is_known(words: str) -> None:
    assert set(kinds(ROW.format(words))) == {PROVED, DEFINITION}
    assert set(kinds(ROW.format(words.replace("W x", "2 W x")))) == {REFUTED, DEFINITION}


@pytest.mark.parametrize(
    "words",
    [
        r"\quad z = W x + b",
        r"\quad \text{if } z = W x + b",
        r"\quad \text{where } z = W x + b \text{ if } n > 1",
        r"\quad \text{where } z = W x + b = t",
        r"\quad \text{where } z = W z + b",
        r"\quad \text{where } z = W x + b $$ $$ z = t",
        r"\quad \text{where } z = 1",
        r"\quad \text{where } z_i = 1, \dots, n",
    ],
)
def test_what_the_same_row_may_state_as_a_condition_is_not(words: str) -> None:
    assert kinds(ROW.format(words))[0] is UNREAD


def test_a_condition_on_what_is_declared_defines_nothing() -> None:
    assert kinds(r"$$ t^\top t = t^\top b \quad \text{where } t = b $$") == [PROVED]


MEAN = "<!-- derive\ny \\in R^N\n-->\nThe mean is ${}$. Then\n\n$$ \\sum_i (y_i - \\hat\\mu) = 0 {} $$\n"
EXPLAINED = r"\quad\text{where}\quad \hat\mu = \frac{1}{N} \sum_i y_i ."
ALIKE = [
    r"\hat\mu \in R",
    r"\hat\mu = \frac1N \sum_i y_i",
    r"\hat{\mu} = \frac{1}{N}\sum_{i} y_{i}",
    r"\hat\mu := \frac1N \sum_i y_i.",
    r"\hat\mu = \frac{\sum_{j=1}^N y_j}{N}",
    r"\hat\mu = \frac1N \cdot \sum_i \left( \mathbf{y}_i \right)",
]


@pytest.mark.parametrize("said", ALIKE)
def test_what_running_text_says_alike_is_no_other_meaning(said: str) -> None:
    text = MEAN.format(said, EXPLAINED)
    assert kinds_alone(text) == [PROVED, DEFINITION]
    assert kinds_alone(text.replace("= 0", "= N")) == [REFUTED, DEFINITION]


OTHERWISE = [
    r"\hat\mu = \frac1N \sum_i 2 y_i",
    r"\hat\mu = \frac1N \sum_i y_i = 1",
    r"\hat\mu = \frac1{N 2} \sum_i y_i",
    r"\hat\mu = \frac1N \sum_i z_i",
    r"\hat\mu = \frac1N \sum_{i=2}^N y_i",
    r"\hat\mu \le \frac1N \sum_i y_i",
    r"\hat\nu = \frac1N \sum_i y_i",
]


@pytest.mark.parametrize("said", OTHERWISE)
def test_what_it_says_otherwise_is_another_meaning(said: str) -> None:
    assert PROVED not in kinds_alone(MEAN.format(said, EXPLAINED))


def test_a_letter_of_two_typefaces_that_were_declared_is_two_names() -> None:
    text = MEAN.format(ALIKE[-1], EXPLAINED)
    assert PROVED in kinds_alone(text)
    assert PROVED not in kinds_alone(text.replace("y \\in R^N", "y, \\mathbf{y} \\in R^N", 1))


def kinds_alone(text: str) -> list[Kind]:
    found = judge_document(read(Source("note.md", text))).items
    return [each.verdict.kind for each in found if each.display]
