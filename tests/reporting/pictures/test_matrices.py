"""Two matrices beside each other."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Matrix
from derive.reporting.page import pair as shown
from derive.reporting.pictures.matrices import pair


def numbered(rows: int, columns: int, changed: tuple[tuple[int, int], ...] = ()) -> Matrix:
    return tuple(
        tuple("x" if (row, column) in changed else f"{row}.{column}" for column in range(1, columns + 1))
        for row in range(1, rows + 1)
    )


def test_all_places_that_differ_are_found() -> None:
    places = ((1, 2), (2, 1), (2, 3))
    assert pair(numbered(2, 3), numbered(2, 3, places)).differing == set(places)


@pytest.mark.parametrize("right", [numbered(3, 2), numbered(2, 2), numbered(1, 3), ()])
def test_matrices_of_different_shapes_have_no_places_in_common(right: Matrix) -> None:
    found = pair(numbered(2, 3), right)
    assert found.differing == frozenset() and found.left == numbered(2, 3) and found.right == right


def test_small_ones_are_whole() -> None:
    found = pair(numbered(6, 6), numbered(6, 6, ((6, 6),)), (6, 6))
    assert found.left == numbered(6, 6) and found.marked == (6, 6) and found.differing == frozenset({(6, 6)})


def test_of_large_ones_the_marked_entry_is_shown_in_its_place() -> None:
    found = pair(numbered(9, 40), numbered(9, 40, ((7, 20), (2, 3), (6, 1))), (7, 20))
    row, column = found.marked
    assert found.left[row - 1][column - 1] == "7.20" and found.right[row - 1][column - 1] == "x"
    assert {found.left[r - 1][c - 1] for r, c in found.differing} == {"7.20", "2.3"}
    assert found.left[0] == ("1.1", "1.2", "1.3", "1.4", r"\cdots", "1.20", r"\cdots", "1.40")
    assert [line[0] for line in found.left] == ["1.1", "2.1", "3.1", "4.1", r"\vdots", "7.1", r"\vdots", "9.1"]
    assert found.left[4][4] == r"\ddots"


def test_a_page_frames_the_first_and_tints_the_others_on_both_sides() -> None:
    found = str(shown(numbered(2, 2), numbered(2, 2, ((1, 1), (2, 2))), "≠", (1, 1)))
    assert found.count('class="parts"') == found.count('class="differs"') == 2


def test_sides_that_are_only_compared_have_no_tint() -> None:
    assert "differs" not in shown(numbered(2, 2), numbered(2, 2, ((1, 1),)), "=")
