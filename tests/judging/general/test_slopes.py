"""The derivative of an unknown function by an entry of the array that it takes."""

import pytest

from derive.judging.general.atoms import Entry
from derive.judging.general.binding import Argument, Functional
from derive.judging.general.expressions import Expression, of
from derive.judging.general.indices import ONE, Index, Place, at, length
from derive.judging.general.slopes import Variable, slope

ROWS, COLUMNS = length("n", {}), length("m", {})
ROW, COLUMN = at(Index("i", ROWS)), at(Index("j", COLUMNS))
LOSS = Functional("L", (Argument((ROWS, COLUMNS), "Y"), Argument((ROWS, COLUMNS), "Z")))


def differentiated(name: str, row: Place, column: Place) -> Expression:
    """The derivative of L(Y, Z) by an entry of an array, where nothing is defined."""

    def inner(array: str, r: Place, c: Place) -> Expression:
        return of(Entry(array, r, c))

    return slope(of(LOSS), Variable(name, row, column, lambda entry: None, inner, lambda kink: None))


@pytest.mark.parametrize("row", [ROW, ONE, ROWS])
def test_at_a_place_in_the_array_it_is_one_entry_of_the_gradient(row: Place) -> None:
    assert differentiated("Z", row, COLUMN) == of(Functional("L", LOSS.arguments, ((1, row, COLUMN),)))
    assert differentiated("Z", row, COLUMN) != differentiated("Y", row, COLUMN)


@pytest.mark.parametrize("row", [ROW + 1, ROW + (-1), COLUMN, ROWS + 1, Place({}, 2)])
def test_at_a_place_that_may_lie_outside_it_is_not(row: Place) -> None:
    assert differentiated("Z", row, COLUMN) != of(Functional("L", LOSS.arguments, ((1, row, COLUMN),)))


def test_by_another_array_there_is_none() -> None:
    assert not differentiated("X", ROW, COLUMN).terms
