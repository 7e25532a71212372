"""Places and ranges: what is said to hold for all sizes holds at every small size."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.judging.general.indices import Index, Length, Place, at, length, within

N, M = Length("n"), Length("m", 3)
LEAST = {"n": 1, "m": 3}
HERE, THERE = Place({N: 1}), Place({M: 1})
RANGES = [HERE, THERE, HERE + (-1), HERE + 1, THERE + (-2), HERE + THERE, Place({}, 8)]
I, J = Index("i", HERE), Index("j", THERE + (-1))  # noqa: E741

coefficients = st.integers(-2, 2)
places = st.builds(
    lambda i, j, n, m, offset: Place({I: i, J: j, N: n, M: m}, offset),
    coefficients,
    coefficients,
    coefficients,
    coefficients,
    st.integers(-3, 4),
)


def value(place: Place, values: dict[str, int]) -> int:
    return place.offset + sum(factor * values[part.name] for part, factor in place.parts)


def everywhere(place: Place) -> Iterator[dict[str, int]]:
    """All values of sizes up to 5 and of the indices of a place."""
    for n, m in product(range(LEAST["n"], 6), range(LEAST["m"], 6)):
        sizes = {"n": n, "m": m}
        names = sorted(place.free, key=lambda index: index.name)
        for values in product(*(range(1, value(index.range, sizes) + 1) for index in names)):
            yield {**sizes, **{index.name: each for index, each in zip(names, values, strict=True)}}


@given(places, st.sampled_from(RANGES))
def test_what_is_within_a_range_is_so_at_all_sizes(place: Place, range_: Place) -> None:
    if within(place, range_):
        assert all(1 <= value(place, values) <= value(range_, values) for values in everywhere(place))


@given(places, st.integers(-3, 6))
def test_what_is_at_least_a_number_is_so_at_all_sizes(place: Place, least: int) -> None:
    if place.at_least(least):
        assert all(value(place, values) >= least for values in everywhere(place))


@given(places, places, places)
def test_putting_places_in_is_putting_values_in(place: Place, first: Place, second: Place) -> None:
    values = {"n": 4, "m": 3, "i": 2, "j": 5}
    put = place.put({I: first, J: second})
    assert value(put, values) == value(place, {**values, "i": value(first, values), "j": value(second, values)})
    assert value(place - first, values) == value(place, values) - value(first, values)


INSIDE = [
    (at(I), HERE),
    (HERE, HERE),
    (Place({}, 1), HERE),
    (Place({}, 3), THERE),
    (Place({I: -1, N: 1}, 1), HERE),
    (at(J) + 1, THERE),
    (Place({}, 8), Place({}, 8)),
]
OUTSIDE = [
    (at(I), THERE),
    (at(I) + 1, HERE),
    (at(I) + (-1), HERE),
    (Place({}, 2), HERE),
    (Place({}, 4), THERE),
    (Place({}, 1), HERE + (-1)),
    (HERE + (-1), HERE + (-1)),
    (THERE, HERE),
    (Place({}, 0), HERE),
    (Place({I: -1, N: 1}), HERE),
    (at(I).times(2), HERE),
    (at(I) + at(J), HERE),
    (Place({}, 9), Place({}, 8)),
]


@pytest.mark.parametrize(("place", "range_"), INSIDE, ids=lambda place: place.key)
def test_inside(place: Place, range_: Place) -> None:
    assert within(place, range_)


@pytest.mark.parametrize(("place", "range_"), OUTSIDE, ids=lambda place: place.key)
def test_not_known_to_be_inside(place: Place, range_: Place) -> None:
    assert not within(place, range_)


def test_a_length_knows_its_least_value() -> None:
    assert length("m", LEAST).at_least(3)
    assert not length("m", LEAST).at_least(4)
    assert not length("k", LEAST).at_least(2)
    assert length(7, LEAST).number == 7
