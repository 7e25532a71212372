"""What words assume excuses a claim that is true with it, no claim that is false with it too, and no other name's."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.results import Judgement
from derive.judging.verdict import Kind
from derive.judging.words.presumed import presumed
from derive.judging.words.properties import PROPERTIES, Property
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.language import codes, language
from tests.reporting.said import said, untranslated

DECLARED = (
    "<!-- derive\nx, y, u, v, p, t \\in R^n, A, B \\in R^{n \\times n}, C \\in R^{n \\times n}\n"
    "P, Q, X \\in R^{N \\times n}, a \\in R\n-->\n\n"
)
TRUE = r"\frac{\partial}{\partial x} x^\top A x = 2 A x"
FALSE = r"\frac{\partial}{\partial x} x^\top A x = 3 A x"
LENGTHS = r"\|u - v\|^2 = 2 - 2 u^\top v"
SQUARES = r"\|x + y\|^2 = \|x\|^2 + \|y\|^2"


def judgement(words: str, *formulas: str) -> Judgement:
    text = "\n\n".join([words, *(f"$$ {formula} $$" for formula in formulas)])
    return judge_document(read(Source("note.md", f"{DECLARED}{text}\n")))


def kinds(words: str, *formulas: str) -> list[Kind]:
    return [item.verdict.kind for item in judgement(words, *formulas).items]


@pytest.mark.parametrize(
    ("words", "line", "true", "false"),
    [
        ("The matrices $A$ and $B$ are symmetric.", r"A^\top = A", TRUE, FALSE),
        ("$u$ and $v$ are unit vectors.", r"\sum_i u_i^2 = 1; assume \sum_i v_i^2 = 1", LENGTHS, LENGTHS[:-1] + "u"),
        ("$A$ is skew-symmetric.", r"A^\top = -A", r"x^\top A x = 0", r"x^\top A x = 1"),
        ("$A$ and $B$ commute.", "A B = B A", "A A B = B A A", "A A B = B A"),
        ("$A$ commutes with $B$.", "A B = B A", "A A B = B A A", "A A B = B A"),
        (r"$x \perp y$.", r"\langle x, y \rangle = 0", SQUARES, r"\|x + y\|^2 = \|x\|^2 - \|y\|^2"),
        ("$x$ and $y$ are orthogonal.", r"\langle x, y \rangle = 0", SQUARES, r"\|x + u\|^2 = \|x\|^2 + \|u\|^2"),
        ("$x$ is perpendicular to $y$.", r"\langle x, y \rangle = 0", SQUARES, r"\|x + y\|^2 = \|x\|^2"),
        (
            "$u$ and $v$ are orthonormal.",
            r"\langle u, v \rangle = 0; assume \|u\|^2 = 1; assume \|v\|^2 = 1", r"\|u - v\|^2 = 2", r"\|u - v\|^2 = 1",
        ),
        ("$A$ is orthogonal.", r"A^\top A = I", r"\|A x\|^2 - \|x\|^2 = 0", r"\|A x\|^2 - \|y\|^2 = 0"),
        ("$Q$ has orthonormal columns.", r"Q^\top Q = I", r"\|Q x\|^2 - \|x\|^2 = 0", r"\|Q^\top Q x\|^2 = 2"),
        ("The rows of $Q$ are orthonormal.", r"Q Q^\top = I", r"Q Q^\top P = P", r"Q^\top Q x = 2 y"),
        ("$u, v$ are normalised.", r"\sum_i u_i^2 = 1; assume \sum_i v_i^2 = 1", LENGTHS, LENGTHS[:-1] + "x"),
        ("the $t_i$ sum to one.", r"\sum_i t_i = 1", r"\sum_i 2 t_i = 2", r"\sum_i 2 t_i = 3"),
        ("The rows of $P$ sum to one.", r"\sum_j P_{ij} = 1", r"\sum_{i,j} P_{ij} = N", r"\sum_{i,j} P_{ij} = n"),
        ("The columns of $P$ add up to 1.", r"\sum_i P_{ij} = 1", r"\sum_{i,j} P_{ij} = n", r"\sum_{i,j} P_{ij} = N"),
        ("$P$ is column-stochastic.", r"\sum_i P_{ij} = 1", r"\sum_{i,j} P_{ij} = n", r"\sum_{i,j} P_{ij} = N"),
        (
            "$A$ is doubly stochastic.",
            r"\sum_j A_{ij} = 1; assume \sum_i A_{ij} = 1", r"\sum_i A_{ij} + \sum_k A_{jk} = 2", r"A_{ij} = A_{ji}",
        ),
        ("$P$ is a matrix whose rows sum to 1.", r"\sum_j P_{ij} = 1", r"\sum_j 2 P_{ij} = 2", r"\sum_i P_{ij} = 1"),
        ("See the targets $t$. The targets sum to 1.", r"\sum_i t_i = 1", r"\sum_i 2 t_i = 2", r"\sum_i x_i = 1"),
        ("$A$ is an involution.", "A A = I", "A A x = x", "A x = x"),
        ("$t$ is one-hot.", r"t_i^2 = t_i; assume \sum_i t_i = 1", r"\sum_i t_i^3 = 1", r"\sum_i t_i^3 = 2"),
        ("$p$ is a probability vector.", r"p_i \ge 0; assume \sum_i p_i = 1", r"\sum_i 2 p_i = 2", r"\sum_i p_i = 2"),
        ("$x$ has zero mean.", r"\sum_i x_i = 0", r"\sum_i 2 x_i = 0", r"\sum_i x_i = 1"),
        ("The columns of $X$ are centred.", r"\sum_i X_{ij} = 0", r"\sum_i 2 X_{ij} = 0", r"\sum_j 2 X_{ij} = 0"),
        ("$A$ and $B$ are diagonal.", r"A = A \odot I; assume B = B \odot I", "A B = B A", "A C = C A"),
    ],
)
def test_what_is_true_with_words_is_not_refuted_and_its_twin_is(words: str, line: str, true: str, false: str) -> None:
    found = judgement(words, true, false)
    assert [item.verdict.kind for item in found.items] == [Kind.UNDECIDED, Kind.REFUTED]
    assert f"write `assume {line}`" in found.items[0].verdict.message
    assert found.findings
    assert kinds("Nothing is said.", true) != [Kind.PROVED]


@pytest.mark.parametrize(
    ("words", "true", "false"),
    [
        ("Let $B$ be idempotent.", "B B B = B", "B B B = 2 B"),
        ("Let $B$ be a projection.", "B B B = B", "B B B = 2 B"),
        ("Let $B$ be an orthogonal projection.", r"B^\top B = B", r"B^\top B = 2 B"),
        ("$a$ is positive.", "|a| = a", "|a| = 2 a"),
        ("$a$ is nonnegative.", "|a| = a", "|a| = 2 a"),
        ("The matrix $X$ is square.", r"N X = n X", r"N X = 2 n X"),
    ],
)
def test_what_is_found_to_be_missing_is_told_by_words_too(words: str, true: str, false: str) -> None:
    found = judgement(words, true, false)
    assert [item.verdict.kind for item in found.items] == [Kind.CONDITIONAL, Kind.REFUTED]
    assert "in a `derive` comment above" in found.findings[0].message


@pytest.mark.parametrize("words", ["positive definite", "positive semi-definite", "triangular", "block diagonal"])
def test_what_cannot_be_written_leaves_open_what_is_not_false_in_a_simple_case(words: str) -> None:
    assert kinds(f"$A$ is {words}.", TRUE, FALSE) == [Kind.UNDECIDED, Kind.REFUTED]
    assert kinds(f"$B$ is {words}.", TRUE) == [Kind.REFUTED]


@pytest.mark.parametrize("words", ["$A$ is invertible.", "$A$ is non-singular.", "$A$ has full rank."])
def test_what_holds_of_almost_every_matrix_excuses_nothing(words: str) -> None:
    assert kinds(words, TRUE) == [Kind.REFUTED]


@pytest.mark.parametrize(
    "words",
    [
        "Both $A$ and $B$ are symmetric.",
        "By the symmetry of $A$,",
        "Recall the symmetry of $A$.",
        "Since $A$ is symmetric,",
        "With $A$ symmetric,",
        r"Let $A \in R^{n \times n}$ be a real $n \times n$ symmetric matrix.",
        "Let $A$ be a symmetric positive definite matrix.",
        "$A$ is positive definite and symmetric.",
        "The gradient of the form of a symmetric matrix $A$ is",
        "a weight matrix $A$ that is symmetric",
        "Without loss of generality, $A$ is symmetric.",
        "Unless otherwise stated, $A$ is symmetric.",
        "$A$ is assumed to be symmetric.",
        "$B$ is not symmetric, but $A$ is symmetric.",
        "- $B$ is not symmetric\n- $A$ is symmetric",
        r"Here \(\mathbf{A}\) is symmetric.",
        "# One\n\n$A$ is symmetric.\n\n## Two",
    ],
)
def test_many_ways_to_say_it(words: str) -> None:
    assert kinds(words, TRUE) == [Kind.UNDECIDED]


@pytest.mark.parametrize(
    "words",
    [
        "$A$ is not symmetric.",
        "$A$ isn't symmetric.",
        "$A$ need not be symmetric.",
        "$A$ may be symmetric.",
        "$A$ is nonsymmetric.",
        "Neither $A$ nor $B$ is symmetric.",
        "If $A$ were symmetric, this would be easy.",
        "Is $A$ symmetric?",
        "It is unknown whether $A$ is symmetric.",
        "Unless $A$ is symmetric, this holds.",
        "even if $A$ is symmetric,",
        "Without assuming that $A$ is symmetric,",
        "We do not assume that $A$ is symmetric.",
        "We do not rely on the symmetry of $A$.",
        "Then $A$ is symmetric.",
        "A matrix $A$ is symmetric if it is its transpose.",
        "We call $A$ symmetric if $A = B$.",
        "The symmetric part of $A$ is what counts.",
        "The diagonal of $A$ is large.",
        "$x$ is symmetric.",
        "$B$ is symmetric, and $A$ is large.",
        "For symmetric $B$ and any $A$,",
        "$x$ and $y$ are orthogonal.",
        "The projection of $A$ is large.",
        "The weights $B$ are large. The weights are symmetric.",
        "The weights $A$ and the weights $B$ are large. The weights are symmetric.",
        "The weights are symmetric.",
        "# One\n\n$A$ is symmetric.\n\n# Two",
        "# One\n\n$A$ is symmetric.\n\n# Two\n\nHere is a claim of $A$.",
        "# One\n\n$A$ is symmetric.\n\n## Two\n\n<!-- derive\nm \\in N, A \\in R^{m \\times m}, x \\in R^m\n-->",
    ],
)
def test_what_is_denied_asked_or_said_of_others_excuses_nothing(words: str) -> None:
    assert kinds(words, TRUE) == [Kind.REFUTED]


@pytest.mark.parametrize("words", ["is assumed throughout.", "throughout.", "holds by assumption."])
def test_words_behind_a_formula_assume_it(words: str) -> None:
    assert kinds(rf"$A = A^\top$ {words}", TRUE, FALSE) == [Kind.UNDECIDED, Kind.REFUTED]


@pytest.mark.parametrize("words", ["is not assumed.", "is wrong.", "would be too much.", "is what a theorem gives."])
def test_other_words_behind_a_formula_assume_nothing(words: str) -> None:
    assert kinds(rf"$A = A^\top$ {words}", TRUE) == [Kind.REFUTED]
    assert kinds(r"$B = B^\top$ is assumed throughout.", TRUE) == [Kind.REFUTED]


def test_words_behind_displays_that_stand_together_are_about_all_of_them() -> None:
    two = f"$$ {TRUE} $$\n$$ {FALSE} $$\n\nwith a symmetric matrix $A$ and an arbitrary $B$."
    assert kinds(two) == [Kind.UNDECIDED, Kind.REFUTED]
    apart = f"$$ {TRUE} $$\n\nand also\n\n$$ {FALSE} $$\n\nwith a symmetric matrix $A$."
    assert kinds(apart) == [Kind.REFUTED, Kind.REFUTED]
    next_ = f"$$ {TRUE} $$\n\nFor symmetric $A$, this is\n\n$$ {TRUE} $$"
    assert kinds(next_) == [Kind.REFUTED, Kind.UNDECIDED]


def test_all_words_are_tried_together_and_only_what_is_needed_is_told() -> None:
    words = "Let $x$ and $y$ be unit vectors; $A$ is symmetric; the $p_i$ sum to one."
    found = judgement(words, r"2 \sum_i p_i + x^\top A x = 2 + x^\top A^\top x", r"x^\top x + y^\top y = \sum_i 2 p_i")
    assert [item.verdict.kind for item in found.items] == [Kind.UNDECIDED, Kind.UNDECIDED]
    assert r"write `assume \sum_i p_i = 1`" in found.items[0].verdict.message
    every = r"assume \sum_i x_i^2 = 1; assume \sum_i y_i^2 = 1; assume \sum_i p_i = 1"
    assert f"write `{every}`" in found.items[1].verdict.message


def test_the_line_that_is_told_is_understood() -> None:
    line = r"assume \langle u, v \rangle = 0; assume \|u\|^2 = 1; assume \|v\|^2 = 1"
    assert kinds(f"<!-- derive\n{line}\n-->", r"\|u - v\|^2 = 2") == [Kind.PROVED]


@pytest.mark.parametrize("row", PROPERTIES, ids=lambda row: row.words)
def test_every_property_is_told_in_every_language(row: Property) -> None:
    told = [row.paired.replace("{B}", "B")] if row.paired else []
    told += [row.words] if row.of(1) is not None or row.of(2) is not None else []
    for code in codes()[1:]:
        assert told and all(language(code).knows(words, "property") for words in told)


def test_what_is_told_of_claims_is_said_in_every_language() -> None:
    found = judgement("Let $u$ be a unit vector.\n\nLet $v$ be a unit vector.", LENGTHS, r"\|u\|^2 = 1")
    assert "lines 6, 8 say" in found.items[0].verdict.message
    for code in codes()[1:]:
        assert untranslated(said(found), language(code)) == []


def test_no_word_of_a_formula_is_taken_for_one_of_the_text() -> None:
    document = read(Source("note.md", DECLARED + r"$$ A x = x \quad \text{for symmetric } A $$"))
    assert list(presumed(document)) == []
