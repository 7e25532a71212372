"""Matrices with dots whose diagonal has a form of its own; every written entry is held against that of its place."""

from __future__ import annotations

import pytest

from derive import Kind, prove

GIVEN = r"z \in R^m; y_i := \frac{e^{z_i}}{\sum_j e^{z_j}}"
SMALL = r"\begin{pmatrix} %s & \dots & %s \\ \vdots & \ddots & \vdots \\ %s & \dots & %s \end{pmatrix}"
LARGE = (
    r"\begin{bmatrix} %s & %s & \cdots & %s \\ %s & %s & \cdots & %s \\ \vdots & & \ddots & \vdots \\"
    r" %s & %s & \cdots & %s \end{bmatrix}"
)
LATE = r"\begin{pmatrix} %s & \dots & %s & %s \\ \vdots & \ddots & & \vdots \\ %s & \dots & %s & %s \end{pmatrix}"
ON = [f"y_{i} (1 - y_{i})" for i in "12m"]
BESIDE = {i + j: f"- y_{i} y_{j}" for i in "12m" for j in "12m"}
ALL = (ON[0], BESIDE["12"], BESIDE["1m"], BESIDE["21"], ON[1], BESIDE["2m"], BESIDE["m1"], BESIDE["m2"], ON[2])
CORNERS = (ON[0], BESIDE["1m"], BESIDE["m1"], ON[2])


def verdict(matrix: str) -> tuple[Kind, str]:
    """What is said of a matrix as the derivative of a softmax."""
    found = prove(r"\frac{\partial y}{\partial z} = " + matrix, given=GIVEN)
    return found.verdict, found.message


@pytest.mark.parametrize("matrix", [SMALL % CORNERS, LARGE % ALL])
def test_the_diagonal_has_a_form_of_its_own(matrix: str) -> None:
    assert verdict(matrix)[0] is Kind.PROVED


@pytest.mark.parametrize(
    "matrix",
    [
        (SMALL % CORNERS).replace("1 - y", "1 + y"),
        (SMALL % CORNERS).replace("& - y", "& y").replace(r"\\ - y", r"\\ y"),
        (LARGE % ALL).replace("(1 - ", "(2 - "),
        (LARGE % ALL).replace("- y", "- 2 y"),
        (SMALL % CORNERS).replace("y_1 (", "z_1 (").replace("y_m (", "z_m ("),
    ],
)
def test_a_wrong_form_is_refuted(matrix: str) -> None:
    assert verdict(matrix)[0] is Kind.REFUTED


@pytest.mark.parametrize("place", range(len(ALL)))
def test_an_entry_that_does_not_fit_its_place_is_unread(place: int) -> None:
    entries = [*ALL[:place], ALL[place].replace("y", "3 y", 1), *ALL[place + 1 :]]
    assert verdict(LARGE % tuple(entries))[0] is Kind.UNREAD


@pytest.mark.parametrize(
    ("entries", "where"),
    [
        ((*ALL[:1], "- y_1 y_3", *ALL[2:]), "beside"),
        ((*ALL[:3], "- y_1 y_2", *ALL[4:]), "beside"),
        ((*ALL[:4], "y_2 (1 - y_1)", *ALL[5:]), "on"),
    ],
)
def test_the_entry_that_does_not_fit_is_named(entries: tuple[str, ...], where: str) -> None:
    kind, message = verdict(LARGE % entries)
    assert kind is Kind.UNREAD
    assert message.startswith(f"this entry does not agree with the general entry {where} the diagonal")


@pytest.mark.parametrize(
    "matrix",
    [
        SMALL % (ON[0], BESIDE["1m"], BESIDE["1m"], ON[2]),
        SMALL % (ON[0], "- y_1", "- y_m", ON[2]),
        SMALL % (ON[0], "- 1", "- 1", ON[2]),
        SMALL % (ON[0], BESIDE["1m"], BESIDE["m1"], ON[1]),
        LATE % (ON[0], BESIDE["12"], BESIDE["1m"], BESIDE["m1"], BESIDE["m2"], ON[2]),
    ],
)
def test_corners_that_do_not_tell_both_indices_are_unread(matrix: str) -> None:
    assert verdict(matrix)[0] is Kind.UNREAD
