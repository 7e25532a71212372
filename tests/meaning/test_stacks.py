r"""What one index of a matrix means where its author shows the rows as `x_i^\top`, or the columns as `w_j`."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.results import Judged
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source

SCOPE = "X \\in R^{n \\times d}, w \\in R^d, y \\in R^n, A \\in R^{3 \\times d}"
ROWS = r"X = \begin{pmatrix} x_1^\top \\ \vdots \\ x_n^\top \end{pmatrix}"
COLUMNS = r"X = \begin{pmatrix} x_1 & \cdots & x_d \end{pmatrix}"
WRITTEN = r"A = \begin{bmatrix} a_1^\top \\ a_2^\top \\ a_3^\top \end{bmatrix}"
TURNED = [
    r"X^\top X = \sum_i x_i x_i^\top",
    r"\|X w - y\|^2 = \sum_i (x_i^\top w - y_i)^2",
    r"\frac{\partial}{\partial w} \|X w - y\|^2 = 2 \sum_i (x_i^\top w - y_i) x_i",
    r"X^\top y = \sum_i y_i x_i",
    r"X w = \begin{pmatrix} x_1^\top w \\ \vdots \\ x_n^\top w \end{pmatrix}",
]
STANDING = [
    r"X^\top X = \sum_i x_i^\top x_i",
    r"\|X w - y\|^2 = \sum_i (x_i w - y_i)^2",
    r"\frac{\partial}{\partial w} \|X w - y\|^2 = 2 \sum_i (x_i w - y_i) x_i^\top",
    r"X^\top y = \sum_i y_i x_i^\top",
]
EITHER = [r"\sum_i \|x_i\|^2 = \|X\|_F^2", "x_{ij} = (x_i)_j"]
BY_COLUMNS = [r"X w = \sum_j w_j x_j", r"X X^\top = \sum_j x_j x_j^\top", r"x_j^\top y = (X^\top y)_j"]


def judged(*formulas: str, words: str = "") -> list[Judged]:
    displayed = "\n\n".join(f"$$ {formula} $$" for formula in formulas)
    text = f"# One\n\n<!-- derive\n{SCOPE}\n-->\n\n{words}\n\n{displayed}\n"
    return list(judge_document(read(Source("note.md", text))).items)


def kinds(*formulas: str, words: str = "") -> list[Kind]:
    return [item.verdict.kind for item in judged(*formulas, words=words)]


@pytest.mark.parametrize("claim", [*TURNED, *EITHER])
def test_shown_as_made_of_turned_rows_a_part_is_a_column(claim: str) -> None:
    assert kinds(ROWS, claim) == [Kind.DEFINITION, Kind.PROVED]


@pytest.mark.parametrize("claim", STANDING)
def test_then_a_part_is_no_row_any_more(claim: str) -> None:
    assert kinds(ROWS, claim) == [Kind.DEFINITION, Kind.REFUTED]


@pytest.mark.parametrize("claim", [*STANDING, *EITHER])
def test_without_that_a_part_is_a_row(claim: str) -> None:
    assert kinds(claim) == [Kind.PROVED]
    assert kinds(r"X = (x_1, \dots, x_n)^\top", claim) == [Kind.DEFINITION, Kind.PROVED]


@pytest.mark.parametrize("claim", TURNED)
def test_without_that_what_has_it_as_a_column_is_refuted(claim: str) -> None:
    assert kinds(claim) == [Kind.REFUTED]


def test_a_display_has_its_meaning_only_behind_it_and_in_its_section() -> None:
    assert kinds(STANDING[0], ROWS, TURNED[0]) == [Kind.PROVED, Kind.DEFINITION, Kind.PROVED]
    inner = f"{ROWS} $$\n\n## Two\n\n<!-- derive\n{SCOPE}\n-->\n\n$$ {STANDING[0]}"
    assert kinds(inner) == [Kind.DEFINITION, Kind.PROVED]


@pytest.mark.parametrize("claim", BY_COLUMNS)
def test_shown_as_made_of_columns_a_part_is_a_column(claim: str) -> None:
    assert kinds(COLUMNS, claim) == [Kind.DEFINITION, Kind.PROVED]
    assert kinds(claim)[0] in (Kind.REFUTED, Kind.UNREAD)


@pytest.mark.parametrize("claim", [r"X w = \sum_j w_j x_j^\top", STANDING[0], TURNED[0], TURNED[1]])
def test_then_it_is_no_row(claim: str) -> None:
    assert kinds(COLUMNS, claim) == [Kind.DEFINITION, Kind.REFUTED]


def test_rows_may_all_be_written() -> None:
    outer = "A^\\top A = a_1 a_1^\\top + a_2 a_2^\\top + a_3 a_3^\\top"
    inner = "A^\\top A = a_1^\\top a_1 + a_2^\\top a_2 + a_3^\\top a_3"
    assert kinds(WRITTEN, outer, inner) == [Kind.DEFINITION, Kind.PROVED, Kind.REFUTED]


@pytest.mark.parametrize(
    "shown",
    [
        ROWS.replace("x_n", "x_d"),
        COLUMNS.replace("x_d", "x_n"),
        r"A = \begin{bmatrix} a_1^\top \\ a_2^\top \end{bmatrix}",
        r"A = \begin{bmatrix} a_1^\top \\ a_3^\top \\ a_2^\top \end{bmatrix}",
        r"X = \begin{pmatrix} x_2^\top \\ \vdots \\ x_n^\top \end{pmatrix}",
        r"X = \begin{pmatrix} x_1^\top \\ \vdots \\ y_n^\top \end{pmatrix}",
    ],
)
def test_what_is_not_so_made_is_no_definition(shown: str) -> None:
    first, second = kinds(shown, r"X^\top X = \sum_i x_i x_i^\top")
    assert first in (Kind.REFUTED, Kind.UNREAD)
    assert second is not Kind.PROVED


WORDS = [
    r"Let $X$ be the matrix with rows $x_i^\top$.", r"The rows of $X$ are $x_1^\top, \dots, x_n^\top$.",
    r"where $x_i^T$ is the $i$-th row of $X$", r"The $i$-th row of $X$ is $x_i^\top \in R^{1 \times d}$.",
]


@pytest.mark.parametrize("words", WORDS)
def test_words_keep_what_fits_only_so_from_being_refuted(words: str) -> None:
    (turned,) = judged(TURNED[0], words=words)
    assert turned.verdict.kind is Kind.UNREAD
    assert rf"`{ROWS.replace('X =', 'X :=')}`" in turned.verdict.message
    assert kinds(STANDING[0], EITHER[0], "X = 2 X", words=words) == [Kind.PROVED, Kind.PROVED, Kind.REFUTED]


def test_words_of_columns_do_so_too() -> None:
    words = "Here $x_j$ denotes the $j$-th column of $X$."
    (column,) = judged(BY_COLUMNS[0], words=words)
    assert column.verdict.kind is Kind.UNREAD
    assert rf"`{COLUMNS.replace('X =', 'X :=')}`" in column.verdict.message


DEFINED = [
    r"E = \frac12 \sum_i (x_i^\top w - y_i)^2", r"E(w) = \frac12 \sum_i (x_i^\top w - y_i)^2", r"s_i = x_i^\top w",
    r"g = \sum_i y_i x_i + w",
]
STANDS = [r"E = \frac12 \sum_i (x_i w - y_i)^2", r"E(w) = \frac12 \sum_i (x_i w - y_i)^2", "s_i = x_i w"]
NOWHERE_FIT = [r"E = \sum_i x_i^\top w + y + w", r"E(w) = \sum_i x_i^\top w + X + A", r"E = \sum_i x_i^\top x_i w w"]


@pytest.mark.parametrize("definition", DEFINED)
@pytest.mark.parametrize("words", WORDS)
def test_nor_is_a_definition_refuted_that_fits_only_so(words: str, definition: str) -> None:
    (turned,) = judged(definition, words=words)
    assert turned.verdict.kind is Kind.UNREAD
    assert rf"`{ROWS.replace('X =', 'X :=')}`" in turned.verdict.message
    assert kinds(ROWS, definition) == [Kind.DEFINITION, Kind.DEFINITION]


@pytest.mark.parametrize("definition", DEFINED)
def test_without_such_words_it_is(definition: str) -> None:
    assert kinds(definition) == [Kind.REFUTED]


@pytest.mark.parametrize(("definition", "kind"), [
    *((each, Kind.DEFINITION) for each in STANDS), *((each, Kind.REFUTED) for each in NOWHERE_FIT),
])
def test_a_definition_that_fits_as_it_stands_or_not_at_all_is_judged(definition: str, kind: Kind) -> None:
    assert kinds(definition, words=WORDS[0]) == [kind]


OTHER = [
    "with rows $x_i$", r"This is a row. Then $x_i^\top$ is short.", r"Here $x_i^\top$ is short. A row.",
    "$x_i$ is here.",
]


@pytest.mark.parametrize("words", OTHER)
def test_other_words_do_not(words: str) -> None:
    assert kinds(TURNED[0], words=words) == [Kind.REFUTED]
