r"""Inverses as formulas write them, `(X^\top X)^{-1}`: arrays of which is assumed what makes them inverses."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged, kind

DECLARED = (
    r"X \in R^{N \times d}, y \in R^N, S, P \in R^{d \times d}, z, v \in R^d, a, k \in R | "
    r"\theta := (X^\top X)^{-1} X^\top y | w := (X^\top X + a I)^{-1} X^\top y | H := X (X^\top X)^{-1} X^\top"
)
GIVEN = "<!-- derive\n" + DECLARED.replace(" | ", "\n") + "\n-->\n\n"
TWINS = [
    (r"X^\top X \theta = X^\top y", r"X^\top X \theta = 2 X^\top y"),
    (r"X^\top (y - X w) = a w", r"X^\top (X w - y) = a w"),
    ("H H = H", "H H = 2 H"),
    (r"H^\top = H", r"H^\top = 2 H"),
    (r"\frac{\partial \theta}{\partial y} = (X^\top X)^{-1} X^\top", r"\frac{\partial \theta}{\partial y} = 2 X^\top"),
    ("(S P)^{-1} = P^{-1} S^{-1}", "(S P)^{-1} = S^{-1} P^{-1}"),
    (r"S^{-\top} S^\top = I", r"S^{-\top} S = I"),
    (r"(2 S)^{-1} = \frac12 S^{-1}", "(2 S)^{-1} = 2 S^{-1}"),
    (r"(a S)^{-1} = \frac1a S^{-1}", "(a S)^{-1} = a S^{-1}"),
    (r"(\frac1N X^\top X)^{-1} = N (X^\top X)^{-1}", r"(\frac1N X^\top X)^{-1} = \frac1N (X^\top X)^{-1}"),
    (r"(a S + P)^{-1} (a S + P) = I", r"(a S + P)^{-1} = \frac1a S^{-1}"),
    ("S^{-1} - P^{-1} = S^{-1} (P - S) P^{-1}", "S^{-1} - P^{-1} = S^{-1} (S - P) P^{-1}"),
    (r"(I + S P)^{-1} S = S (I + P S)^{-1}", r"(I + S P)^{-1} S = P (I + P S)^{-1}"),
    (r"\nabla_z (z^\top S^{-1} z) = (S^{-1} + S^{-\top}) z", r"\nabla_z (z^\top S^{-1} z) = 2 S^{-1} z"),
    ("(S^{-1})^{-1} = S", "(S^{-1})^{-1} = S^{-1}"),
    ("(S^{-1} P)^{-1} = P^{-1} S", "(S^{-1} P)^{-1} = S P^{-1}"),
    (r"\frac{\partial}{\partial S} \operatorname{tr}(S^{-1}) = -S^{-\top} S^{-\top}",
     r"\frac{\partial}{\partial S} \operatorname{tr}(S^{-1}) = 0"),
    (r"\nabla_S (z^\top S^{-1} P z) = -S^{-\top} z z^\top P^\top S^{-\top}",
     r"\nabla_S (z^\top S^{-1} P z) = S^{-\top} z z^\top P^\top S^{-\top}"),
    (r"\frac{\partial w}{\partial a} = -(X^\top X + a I)^{-1} w", r"\frac{\partial w}{\partial a} = 0"),
    (r"\frac{d}{da} \operatorname{tr}((S + a I)^{-1} P) = -\operatorname{tr}((S + a I)^{-1} (S + a I)^{-1} P)",
     r"\frac{d}{da} \operatorname{tr}((S + a I)^{-1} P) = -\operatorname{tr}((S + a I)^{-1} P)"),
    (r"\nabla_S \operatorname{tr}((S^{-1} + P)^{-1} P)"
     r" = S^{-\top} (S^{-1} + P)^{-\top} P^\top (S^{-1} + P)^{-\top} S^{-\top}",
     r"\nabla_S \operatorname{tr}((S^{-1} + P)^{-1} P) = -(S^{-1} + P)^{-\top} P^\top (S^{-1} + P)^{-\top}"),
    (r"\nabla_S (z^\top (S^{-1})^{-1} z) = z z^\top", r"\nabla_S (z^\top (S^{-1})^{-1} z) = 0"),
    (r"\frac{\partial^2}{\partial k \partial a} (k \operatorname{tr}((S + a I)^{-1}))"
     r" = \frac{\partial}{\partial a} \operatorname{tr}((S + a I)^{-1})",
     r"\frac{\partial^2}{\partial k \partial a} (k \operatorname{tr}((S + a I)^{-1})) = 0"),
    (r"S^{-1} = S^\top \quad \text{if } S^\top S = I", r"S^{-1} = S \quad \text{if } S^\top S = I"),
]
UNREAD = {
    r"\frac{d^2}{da^2} \operatorname{tr}((S + a I)^{-1}) = 0": "rests on `a`; an inverse that moves",
    r"\left. \frac{d}{da} \operatorname{tr}((S + a I)^{-1}) \right|_{a = 0} = 0": "rests on `a`; an inverse that moves",
    r"\left. a \operatorname{tr}((S + a I)^{-1}) \right|_{a = 1} = \operatorname{tr}((S + a I)^{-1})": "rests on `a`",
    r"\lim_{a \to 0} w = w": "rests on `a`; an inverse that moves",
    r"w = w + O(a^2)": "rests on `a`; an inverse that moves",
    r"\frac{\partial}{\partial S^{-1}} (z^\top S z) = 0 z z^\top S^{-1}": "is no constant in a derivative by it",
    r"\sum_{k=1}^N (S + k I)^{-1} = N (S + k I)^{-1}": "rests on no index",
    "S^{-2} = S^{-1} S^{-1}": "only `S^{-1}`, where it rests on no index",
    "X^{-1} X = I": "only a square matrix has an inverse, and this is N×d",
    "(a I)^{-1} z = z": "nothing tells the size of this array",
    r"\left. \nabla_z (z^\top (z z^\top + I)^{-1} z) \right|_{z = v} = v": "more is said of it than its shape",
    r"\frac{\partial}{\partial S^{-1}} \operatorname{tr}(S^{-1} (S + P)^{-1}) = (S + P)^{-\top}": "is no constant",
}


def verdicts(*displays: str, given: str = GIVEN) -> list[Kind]:
    return [item.verdict.kind for item in judged(given + "\n\n".join(f"$$ {each} $$" for each in displays) + "\n")]


@pytest.mark.parametrize(("true", "false"), TWINS, ids=[true for true, _ in TWINS])
def test_what_is_true_of_the_inverse_is_proved_and_nothing_else(true: str, false: str) -> None:
    assert (kind(DECLARED, true), kind(DECLARED, false)) == (Kind.PROVED, Kind.REFUTED)


def test_the_place_without_an_inverse_is_named() -> None:
    right = r"S^{-1} - \frac{S^{-1} z v^\top S^{-1}}{1 + v^\top S^{-1} z}"
    (found,) = judged(rf"{GIVEN}$$ (S + z v^\top)^{{-1}} = {right} $$")
    assert found.verdict.kind is Kind.PROVED
    assert len(found.verdict.excludes) == 1 and found.verdict.excludes[0].startswith(r"1 + \sum_")


@pytest.mark.parametrize("display", UNREAD)
def test_an_inverse_is_no_constant_and_its_letters_are_free(display: str) -> None:
    found = [item.verdict for item in judged(f"{GIVEN}$$ {display} $$\n")]
    assert found[0].kind is Kind.UNREAD
    assert UNREAD[display] in found[0].message


def test_the_argument_of_a_function_is_not_the_letter_that_was_declared() -> None:
    given = GIVEN.replace("-->", r"f(a) := \operatorname{tr}((S + a I)^{-1})" "\n-->")
    found = verdicts("(S + a I)^{-1} (S + a I) = I", "f(0) = f(1)", given=given)
    assert found == [Kind.UNREAD, Kind.PROVED, Kind.UNREAD]


def test_a_letter_that_a_sum_binds_is_not_the_one_whose_inverse_is_known() -> None:
    found = verdicts("(S + k I)^{-1} (S + k I) = I", r"\sum_{k=1}^N (S + k I)^{-1} = N (S + k I)^{-1}")
    assert found == [Kind.PROVED, Kind.UNREAD]


def test_an_inner_definition_has_an_inverse_of_its_own() -> None:
    text = GIVEN.replace("-->", "Q := S P\n-->") + "$$ Q^{-1} S P = I $$\n\n# Inner\n\n"
    text += "<!-- derive\nQ := 2 S\n-->\n\n$$ Q^{-1} S = \\frac12 I $$\n\n$$ Q^{-1} S P = I $$\n"
    assert [item.verdict.kind for item in judged(text)] == [Kind.PROVED, Kind.PROVED, Kind.REFUTED]


@pytest.mark.parametrize("right", ["S^{-1} P^{-1}", r"P^{-\top} S^{-1}"])
def test_a_correction_is_found_beside_an_inverse(right: str) -> None:
    (wrong,) = judged(f"{GIVEN}$$ (S P)^{{-1}} = {right} $$\n")
    assert wrong.verdict.correction is not None
    assert wrong.verdict.correction.source == "(S P)^{-1} = P^{-1} S^{-1}"


def test_an_assumption_speaks_of_an_inverse_that_moves_as_it_is_written() -> None:
    wrong = r"\nabla_S (z^\top S^{-1} P v) = -S^{-1} z v^\top P^\top S^{-1}"
    (found,) = judged(f"{GIVEN}$$ {wrong} $$\n")
    assert found.verdict.assumption == r"(S^{-1})^\top = S^{-1}"


@pytest.mark.parametrize(("size", "expected"), [("d", []), ("N", [Kind.UNREAD])])
def test_the_shape_of_an_inverse_is_compared_with_what_is_told(size: str, expected: list[Kind]) -> None:
    assert verdicts(rf"(X^\top X)^{{-1}} \in R^{{{size} \times {size}}}") == expected


@pytest.mark.parametrize(("name", "by", "told"), [("w", "a", False), ("L", "a", False), ("w", "k", True)])
def test_what_an_inverse_rests_on_is_seen_through_it(name: str, by: str, told: bool) -> None:
    display = rf"\frac{{\partial {name}}}{{\partial {by}}} = 7"
    (found,) = judged(GIVEN.replace("-->", "L := L(w)\n-->") + f"$$ {display} {'w' if name == 'w' else ''} $$\n")
    assert ("derivative is 0" in found.verdict.message) is told


@pytest.mark.parametrize(("slope", "expected"), [("0", Kind.REFUTED), (r"-z^\top Q^{-1} S S Q^{-1} z", Kind.PROVED)])
def test_what_is_defined_below_moves_an_inverse_above(slope: str, expected: Kind) -> None:
    declared = DECLARED + r" | Q := S P | J := z^\top Q^{-1} z | P := a S"
    assert kind(declared, rf"\frac{{\partial J}}{{\partial a}} = {slope}") is expected


@pytest.mark.parametrize(
    ("more", "formula", "expected"),
    [
        ("B := S^{-1} | assume S S = S", "S z = z", Kind.REFUTED),
        ("B := S^{-1} | assume S S = S", "B S z = z", Kind.PROVED),
        (r"B := (X^\top X)^{-1} | C := (X X^\top)^{-1}", r"B X^\top X = I", Kind.PROVED),
        (r"B := (X^\top X)^{-1} | C := (X X^\top)^{-1}", r"C X X^\top = I", Kind.PROVED),
        (r"B := (X^\top X)^{-1} | C := (X X^\top)^{-1}", r"X B X^\top = I", Kind.REFUTED),
    ],
)
def test_an_inverse_is_assumed_only_where_it_is_spoken_of(more: str, formula: str, expected: Kind) -> None:
    assert kind(f"{DECLARED} | {more}", formula) is expected


def test_each_of_two_inverses_in_a_row_is_known_beside_the_other() -> None:
    found = judged(GIVEN + r"$$ S^{-1} = 0, \quad P^{-1} = 0 $$" "\n")
    assert [(item.verdict.kind, item.verdict.defect) for item in found] == 2 * [(Kind.REFUTED, "")]


@pytest.mark.parametrize("length", ["2", "3"])
def test_a_matrix_of_a_short_length_has_an_inverse_too(length: str) -> None:
    declared = rf"S, P \in R^{{{length} \times {length}}}"
    found = [kind(declared, f"(S P)^{{-1}} = {right}") for right in ("P^{-1} S^{-1}", "S^{-1} P^{-1}")]
    assert found == [Kind.PROVED, Kind.REFUTED]


def test_values_are_found_where_more_is_assumed_of_an_inverse() -> None:
    declared = r"S \in R^{d \times d} | assume S^{-1} = S^\top"
    assert [kind(declared, formula) for formula in (r"S^\top S = I", "S S = I")] == [Kind.PROVED, Kind.REFUTED]
