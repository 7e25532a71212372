"""Outer names to which a formula, or its sentence, gives another meaning behind their use: that one counts."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged

DECLARED = "<!-- derive\nA, B, c \\in R\nx \\in R^n\n-->\n\n# Inside\n\n"
DEFINED = "<!-- derive\nx \\in R, v \\in R^n\ng(u) := u^3\nL := L(v)\nc := 3\nP := v v^\\top\n-->\n\n# Inside\n\n"
SQUARE = r"\in \mathbb{R}^{n \times n}"


def kinds(text: str) -> list[Kind]:
    """The verdicts on the claims of a text."""
    found = [each.verdict.kind for each in judged(text)]
    return [kind for kind in found if kind is not Kind.DEFINITION]


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        (rf"A B = B A, \quad A, B {SQUARE}", Kind.REFUTED),
        (rf"A + B = B + A, \quad A, B {SQUARE}", Kind.PROVED),
        (r"A B = B A, \quad A, B \in \mathbb{R}", Kind.PROVED),
        (rf"\begin{{aligned}} A B &= B A \\ A, B &{SQUARE} \end{{aligned}}", Kind.REFUTED),
        (rf"A, B {SQUARE}, \quad A B = B A", Kind.REFUTED),
        (rf"\frac{{d}}{{dc}} c^\top A c = 2 A c, \quad c \in R^n, A {SQUARE}", Kind.REFUTED),
        (rf"\frac{{d}}{{dc}} c^\top A c = (A + A^\top) c, \quad c \in R^n, A {SQUARE}", Kind.PROVED),
        (r"\frac{d x^2}{d x} = 2 x, \quad x \in \mathbb{R}", Kind.PROVED),
        (r"\frac{d x^2}{d x} = 3 x, \quad x \in \mathbb{R}", Kind.REFUTED),
        (r"A + c = c + A, \quad A \in \mathbb{R}^{n \times m}, c \in \mathbb{R}^{1 \times m}", Kind.CONVENTION),
    ],
)
def test_a_shape_behind_hides_an_outer_one(formula: str, kind: Kind) -> None:
    assert kinds(DECLARED + f"$$ {formula} $$\n") == [kind]


@pytest.mark.parametrize("opening", ["\\text{where }", "\\text{for all }", "\\forall", "\\text{with }"])
def test_words_declare_nothing_so_that_another_shape_is_unread(opening: str) -> None:
    for names in ("A, B", "B, A", "A"):
        (found,) = judged(DECLARED + f"$$ A B = B A \\quad {opening} {names} {SQUARE} $$\n")
        assert found.verdict.kind is Kind.UNREAD
        assert "is known otherwise from above" in found.verdict.message
    assert kinds(DECLARED + f"$$ A B = B A \\quad {opening} A, B \\in \\mathbb{{R}} $$\n") == [Kind.PROVED]
    assert kinds(DECLARED + f"$$ A B = A \\quad {opening} A, B \\in \\mathbb{{R}} $$\n") == [Kind.REFUTED]


@pytest.mark.parametrize(
    "condition",
    [
        rf"(A, B {SQUARE})",
        rf"\text{{where }} A {SQUARE} \text{{ and }} B {SQUARE}",
        rf"\text{{where }} c \in \mathbb{{R}} \text{{ and }} B {SQUARE}",
    ],
)
def test_so_is_one_in_brackets_or_behind_another(condition: str) -> None:
    assert kinds(DECLARED + f"$$ A B = B A \\quad {condition} $$\n") == [Kind.UNREAD]


def test_brackets_that_say_what_is_known_restrict_nothing() -> None:
    assert kinds(DECLARED + "$$ A B = B A \\quad (A, B \\in \\mathbb{R}) $$\n") == [Kind.PROVED]


@pytest.mark.parametrize(
    "behind",
    [
        f"\n\nwhere $A {SQUARE}$, $B {SQUARE}$.",
        f"\nfor all $A, B {SQUARE}$.",
        f"\n\nwith $c \\in R$ and $B {SQUARE}$.",
    ],
)
def test_a_sentence_that_goes_on_gives_another_shape(behind: str) -> None:
    (found,) = judged(DECLARED + f"$$ A B = B A $${behind}\n")
    assert found.verdict.kind is Kind.UNREAD
    assert "is given another meaning behind this" in found.verdict.message


@pytest.mark.parametrize(
    "behind", [f"\n\nThat was easy. Now let $A {SQUARE}$.", "\n\nwhere $A \\in R$.", f"\n\nwhere $M {SQUARE}$."]
)
def test_another_sentence_and_what_is_known_change_nothing(behind: str) -> None:
    assert kinds(DECLARED + f"$$ A B = B A $${behind}\n") == [Kind.PROVED]


@pytest.mark.parametrize(
    "formula",
    [
        r"g'(x) = 2 x, \quad g(u) := u^2",
        r"g'(x) = 3 x^2, \quad g(u) := u^2",
        r"\begin{aligned} g'(x) &= 3 x^2 \\ g(u) &:= u^2 \end{aligned}",
        r"\frac{\partial L}{\partial v} = 2 v, \quad L := v^\top v",
        r"\frac{\partial L}{\partial v} = \frac{\partial L}{\partial v}, \quad L := v^\top v",
        r"c^2 = 9, \quad c := 2",
        r"P = 2 v v^\top, \quad P := 2 v v^\top",
        r"c^2 = 9, \quad c \in \{0, 1\}",
    ],
)
def test_a_definition_behind_that_hides_an_outer_one_makes_a_claim_unread(formula: str) -> None:
    (found,) = (each for each in judged(DEFINED + f"$$ {formula} $$\n") if each.verdict.kind is not Kind.DEFINITION)
    assert found.verdict.kind is Kind.UNREAD
    assert "is given another meaning behind this" in found.verdict.message


def test_so_is_one_in_the_formula_that_explains_it_and_what_rests_on_it() -> None:
    assert kinds(DEFINED + "$$ g'(x) = 3 x^2 $$\n\nwhere\n\n$$ g(u) := u^2 $$\n") == [Kind.UNREAD]
    rests = "$$ h := 2 g(x), \\quad g(u) := u^2 $$\n\n$$ h = 2 x^3 $$\n"
    assert kinds(DEFINED + rests) == [Kind.UNREAD, Kind.UNREAD]


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        (r"g(u) := u^2, \quad g'(x) = 2 x", Kind.PROVED),
        (r"g(u) := u^2, \quad g'(x) = 3 x^2", Kind.REFUTED),
        (r"c^2 = 9, \quad d := 2", Kind.PROVED),
        (r"g'(x) = 3 x^2, \quad c := 2", Kind.PROVED),
        (r"c^2 = 9, \quad c := c + 1", Kind.PROVED),
    ],
)
def test_a_definition_in_front_or_of_another_name_is_judged(formula: str, kind: Kind) -> None:
    assert kinds(DEFINED + f"$$ {formula} $$\n") == [kind]


@pytest.mark.parametrize("heading", ["# Inside\n\n", ""])
def test_a_loss_that_words_explain_is_judged_both_ways(heading: str) -> None:
    given = "<!-- derive\nv \\in R^n\nL := L(v)\n-->\n\n" + heading
    slope, where = "$$ \\frac{\\partial L}{\\partial v} = ", " \\quad \\text{where } L = v^\\top v $$\n"
    assert kinds(given + slope + "2 v" + where) == [Kind.UNREAD]
    assert kinds(given + slope + "3 v" + where) == [Kind.REFUTED]
    assert kinds(given + slope + "\\frac{\\partial L}{\\partial v}" + where) == [Kind.PROVED]
    assert kinds(given + "$$ 2 L = 2 v^\\top v" + where) == [Kind.PROVED]


def test_a_definition_by_itself_that_is_not_understood_leaves_no_outer_meaning() -> None:
    outer = "<!-- derive\nx \\in R^n\nA \\in R^{n \\times n}\n-->\n\n# Inside\n\n"
    text = outer + "<!-- derive\nx := A x_0, x_0 \\in R^n\n-->\n\n$$ x = A x_0 $$\n\n$$ x + x = 2 x $$\n"
    assert kinds(text) == [Kind.UNREAD] * 3
    assert kinds(outer + "$$ x := A x $$\n\n$$ x + x = 2 x $$\n") == [Kind.UNREAD, Kind.PROVED]
    assert kinds(outer + "$$ x = A x $$\n\n$$ x + x = 2 x $$\n") == [Kind.REFUTED, Kind.PROVED]
    declared = outer + "<!-- derive\nx_0 \\in R^n\nx := A x_0\n-->\n\n$$ x = A x_0 $$\n\n$$ x = x_0 $$\n"
    assert kinds(declared) == [Kind.PROVED, Kind.REFUTED]
