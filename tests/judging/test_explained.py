"""What stands beside a second explanation of a name is never judged false, or true, by the first one alone."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import judged

GIVEN = r"""<!-- derive
x \in R^{n \times 1}, W \in R^{m \times n}, b, t \in R^{m \times 1}
\sigma(u) := \frac{1}{1 + e^{-u}}
z := W x + b
y := \sigma(z)
L := \sum_i (y_i - t_i)^2
-->

"""
MINUS = r"\frac{\partial z_i}{\partial b_i} = -1"
PLUS = r"\frac{\partial z_i}{\partial b_i} = 1"
TWO = r"\frac{\partial z_i}{\partial b_i} = 2"


def kinds(formula: str) -> list[Kind]:
    """The verdicts on the claims of one display."""
    return [item.verdict.kind for item in judged(f"{GIVEN}$$ {formula} $$\n")]


@pytest.mark.parametrize("claimed", [MINUS, PLUS])
@pytest.mark.parametrize("explained", ["z = W x - b", r"z_i = \sum_j W_{ij} x_j - b_i"])
def test_a_claim_that_depends_on_which_is_meant_is_not_read(claimed: str, explained: str) -> None:
    assert kinds(rf"{explained}, \quad {claimed}") == [Kind.REFUTED, Kind.UNREAD]
    assert kinds(rf"{claimed}, \quad {explained}") == [Kind.UNREAD, Kind.REFUTED]


@pytest.mark.parametrize("word", ["with", "where"])
@pytest.mark.parametrize("claimed", [MINUS, PLUS])
def test_so_it_is_where_the_explanation_stands_behind_it(claimed: str, word: str) -> None:
    assert kinds(rf"{claimed} \quad \text{{{word} }} z = W x - b") == [Kind.UNREAD]


def test_both_places_are_named() -> None:
    _, found = judged(f"{GIVEN}$$ z = W x - b, \\quad {MINUS} $$\n")
    assert "is defined at line 4, and explained otherwise at line 9" in found.verdict.message


def test_what_is_false_with_either_is_refuted() -> None:
    assert kinds(rf"z = W x - b, \quad {TWO}") == [Kind.REFUTED, Kind.REFUTED]


@pytest.mark.parametrize(
    "claimed",
    [r"y = \sigma(z)", r"\frac{\partial L}{\partial y} = 2 (y - t)", r"\frac{\partial z}{\partial b_1} = 0"],
)
def test_what_is_the_same_with_either_keeps_its_verdict(claimed: str) -> None:
    assert kinds(rf"{claimed}, \quad z = W x - b") == [*kinds(claimed), Kind.REFUTED]


def test_an_explanation_that_says_the_same_changes_nothing() -> None:
    assert kinds(rf"z = b + W x, \quad {PLUS}") == [Kind.PROVED, Kind.PROVED]
    assert kinds(rf"z = b + W x, \quad {MINUS}") == [Kind.PROVED, Kind.REFUTED]


def test_another_display_is_judged_by_the_definition() -> None:
    assert [i.verdict.kind for i in judged(f"{GIVEN}$$ z = W x - b $$\n\n$$ {PLUS} $$\n\n$$ {TWO} $$\n")] == [
        Kind.REFUTED,
        Kind.PROVED,
        Kind.REFUTED,
    ]


@pytest.mark.parametrize("condition", ["y = t", "L = 0"])
def test_a_condition_on_values_is_none(condition: str) -> None:
    assert kinds(rf"2 L = L \quad \text{{where }} {condition}") == kinds(rf"3 L = L \quad \text{{where }} {condition}")
    assert Kind.UNREAD not in kinds(rf"y = 3 t \quad \text{{where }} {condition}")


HIDDEN = "<!-- derive\nx \\in R\n-->\n# One\n$$ a = x $$\n<!-- derive assume a > 0 -->\n## Two\nLet\n$$ a = -x $$\n{}"


def test_what_is_assumed_of_a_name_that_is_hidden_is_told_where_it_could_make_a_claim_true() -> None:
    (false,) = judged(HIDDEN.format("$$ |a| = a $$\n"))
    assert false.verdict.kind is Kind.REFUTED
    assert false.verdict.message.endswith("`a > 0` is assumed of another $a$, which this one hides.")
    (other,) = judged(HIDDEN.format("$$ |x| = -x $$\n"))
    assert other.verdict.kind is Kind.REFUTED
    assert "another" not in other.verdict.message
    (true,) = judged(HIDDEN.format("$$ |a| = -a $$\n"))
    assert (true.verdict.kind, "another" in true.verdict.message) == (Kind.PROVED, False)
