"""Where boxes and edges of a graph stand, over random graphs."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from derive.reporting.pictures.layout import NARROW, THIN, Edge, Layout, Size, layout

Network = tuple[dict[str, Size], list[Edge], int]


@st.composite
def networks(draw: st.DrawFn) -> Network:
    count = draw(st.integers(1, 12))
    sizes = {f"n{n}": Size(draw(st.integers(20, 150)), draw(st.integers(20, 90))) for n in range(count)}
    pairs = list(combinations(sizes, 2))
    edges = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=20)) if pairs else []
    return sizes, edges, draw(st.integers(200, 600))


def box(placed: Layout, sizes: dict[str, Size], name: str) -> tuple[float, float, float, float]:
    x, y = placed.places[name]
    return x - sizes[name].width / 2, y, x + sizes[name].width / 2, y + sizes[name].height


@given(networks())
def test_no_two_boxes_overlap_and_all_stand_in_the_picture(network: Network) -> None:
    sizes, edges, widest = network
    placed = layout(sizes, edges, widest)
    boxes = {name: box(placed, sizes, name) for name in sizes}
    for left, top, right, bottom in boxes.values():
        assert left >= -1e-6 and right <= placed.width + 1e-6 and top >= 0 and bottom <= placed.height + 1e-6
    for a, b in combinations(boxes.values(), 2):
        assert a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]


@given(networks())
def test_every_edge_goes_down_from_its_box_to_the_other(network: Network) -> None:
    sizes, edges, widest = network
    placed = layout(sizes, edges, widest)
    assert set(placed.routes) == set(edges)
    for (used, user), route in placed.routes.items():
        left, _, right, bottom = box(placed, sizes, used)
        assert left < route[0][0] < right and route[0][1] == bottom
        left, top, right, _ = box(placed, sizes, user)
        assert left < route[-1][0] < right and route[-1][1] == top
        assert all(high[1] <= low[1] for high, low in pairwise(route))


@given(networks())
def test_no_edge_goes_through_a_box(network: Network) -> None:
    sizes, edges, widest = network
    placed = layout(sizes, edges, widest)
    for edge, route in placed.routes.items():
        inner = route[1:-1]
        for x, y in inner:
            for name in set(sizes) - set(edge):
                left, top, right, bottom = box(placed, sizes, name)
                assert not (left < x < right and top < y < bottom)


def test_a_row_that_is_too_wide_stands_in_several() -> None:
    leaves = {f"p{n}": Size(100, 40) for n in range(9)}
    sizes = {**leaves, "a": Size(60, 30), "b": Size(60, 30), "c": Size(60, 30), "end": Size(60, 30)}
    owners = {name: "abc"[n // 3] for n, name in enumerate(leaves)}
    edges = [*owners.items(), ("a", "end"), ("b", "end"), ("c", "end")]
    wide, narrow = layout(sizes, edges, 1200), layout(sizes, edges, 440)
    assert len({wide.places[name][1] for name in leaves}) == 1
    assert len({narrow.places[name][1] for name in leaves}) >= 3
    assert narrow.width <= 440 < sum(size.width for size in leaves.values()) < wide.width


@given(networks())
def test_it_is_no_wider_than_it_may_be_but_for_edges_that_pass(network: Network) -> None:
    sizes, edges, widest = network
    biggest = max(size.width for size in sizes.values())
    assert layout(sizes, edges, widest).width <= max(widest, biggest) + (THIN + NARROW) * len(edges)


def test_the_edges_of_one_box_go_over_rows_together() -> None:
    sizes = {name: Size(40, 20) for name in ("w", "a", "b", "c", "d")}
    placed = layout(sizes, [("w", "a"), ("a", "b"), ("b", "c"), ("c", "d"), ("w", "c"), ("w", "d")], 300)
    assert placed.routes["w", "d"][: len(placed.routes["w", "c"]) - 1] == placed.routes["w", "c"][:-1]


def test_two_edges_that_need_not_cross_do_not() -> None:
    sizes = {name: Size(40, 20) for name in ("a", "b", "x", "y", "end")}
    placed = layout(sizes, [("a", "y"), ("b", "x"), ("x", "end"), ("y", "end")], 400)
    left = {name: placed.places[name][0] for name in sizes}
    assert (left["a"] < left["b"]) == (left["y"] < left["x"])


@given(networks())
def test_a_cut_between_two_rows_goes_through_no_box(network: Network) -> None:
    sizes, edges, widest = network
    placed = layout(sizes, edges, widest)
    boxes = [box(placed, sizes, name) for name in sizes]
    assert len(placed.gaps) == len({top for _, top, _, _ in boxes}) - 1
    assert not any(top <= gap <= bottom for gap in placed.gaps for _, top, _, bottom in boxes)
