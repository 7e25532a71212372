"""A graph as a picture: well-formed, told in words too, and with nothing outside or on top of anything else."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest
from markupsafe import Markup

from derive.judging.verdict import Kind
from derive.reporting.pictures.graph import Graph, Node
from derive.reporting.pictures.measures import BROAD, LEGEND, placed
from derive.reporting.pictures.network import network
from derive.reporting.pictures.sheets import HIGHEST, sheets
from derive.reporting.wording import SIGNS

from .documents import LAYER, drawn, judged, parsed, places

Box = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def layer() -> Markup:
    (graph,) = drawn(LAYER)
    return network(graph, places(judged(LAYER)[1]), "graph-1")


def boxes(markup: Markup) -> list[Box]:
    figures = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" rx=', markup)
    return [(float(x), float(y), float(x) + float(w), float(y) + float(h)) for x, y, w, h in figures]


def test_it_is_xml_with_a_title_a_description_and_a_table(layer: Markup) -> None:
    figure = parsed(layer)
    svg = figure.find(".//svg")
    assert svg is not None and svg.get("role") == "graphics-document"
    for attribute, tag in (("aria-labelledby", "title"), ("aria-describedby", "desc")):
        named = svg.find(f"{tag}[@id='{svg.get(attribute)}']")
        assert named is not None and named.text
    assert [row.findtext("th") is not None for row in figure.iter("tr")] == [True] * 7


def test_every_claim_leads_to_its_place_with_its_sign_and_its_verdict_in_words(layer: Markup) -> None:
    links = list(parsed(layer).iter("a"))
    drawings = [link for link in links if link.find("text") is not None]
    assert {link.get("href") for link in drawings} == {f"#claim-document.{n}" for n in range(1, 5)}
    for link in drawings:
        kind = Kind(str(link.get("class")))
        assert str(link.findtext("title")).endswith(f": {kind.value}")
        assert "".join(link.itertext()).endswith(SIGNS[kind])
    assert {link.get("class") for link in drawings} == {"proved", "refuted"}


def test_no_two_boxes_overlap_and_all_are_in_the_picture(layer: Markup) -> None:
    svg = parsed(layer).find(".//svg")
    assert svg is not None
    _, _, width, height = map(float, str(svg.get("viewBox")).split())
    found = boxes(layer)
    assert len(found) == 6
    assert all(left >= 0 and top >= 0 and right <= width and bottom <= height for left, top, right, bottom in found)
    for a, b in combinations(found, 2):
        assert a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]


def test_every_text_begins_inside(layer: Markup) -> None:
    svg = parsed(layer).find(".//svg")
    assert svg is not None
    width = float(str(svg.get("width")))
    assert all(0 <= float(str(text.get("x"))) < width for text in svg.iter("text"))


def test_no_letter_is_smaller_than_a_reader_can_see(layer: Markup) -> None:
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', layer)]
    assert sizes and min(sizes) >= 11


def test_an_edge_is_drawn_for_each_use(layer: Markup) -> None:
    assert len(re.findall(r'<path d="M [\d. ]+ C ', layer)) == 5


def test_the_same_graph_has_the_same_bytes_and_no_long_figures(layer: Markup) -> None:
    (graph,) = drawn(LAYER)
    assert network(graph, places(judged(LAYER)[1]), "graph-1") == layer
    assert re.findall(r"\d\.\d\d", re.sub(r"<table>.*", "", layer, flags=re.DOTALL)) == []


def test_what_a_document_calls_its_arrays_cannot_break_the_page() -> None:
    text = LAYER.replace("H", r"\hat{H}_{\text{<b>}}")
    for graph in drawn(text):
        parsed(network(graph, places(judged(text)[1]), "graph-1"))


CHAIN = "\n".join([
    "<!-- derive",
    "x \\in R",
    "a_{0} := x^2",
    *(f"a_{{{n}}} := a_{{{n - 1}}}^2" for n in range(1, 12)),
    "-->",
    r"$$ \frac{\partial a_{1}}{\partial x} = 4 x^3 $$",
    "",
    r"$$ \frac{\partial a_{11}}{\partial a_{10}} = 2 a_{10} $$",
])


def test_a_tall_picture_is_in_parts_on_paper_each_a_graph_by_itself(layer: Markup) -> None:
    (graph,) = drawn(CHAIN)
    markup = network(graph, places(judged(CHAIN)[1]), "graph-1")
    whole, *parts = parsed(markup).iter("svg")
    assert float(str(whole.get("height"))) > 600 and "whole" in str(whole.get("class"))
    assert len(parts) >= 3 and "part" not in str(next(parsed(layer).iter("svg")).get("class"))
    assert all(float(str(part.get("height"))) <= HIGHEST + 12 for part in parts)
    assert len({part.get("aria-labelledby") for part in (whole, *parts)}) == len(parts) + 1
    marked = ["".join(link.itertext()) for part in parts for link in part.iter("a")]
    assert sorted(marked) == sorted("".join(link.itertext()) for link in whole.iter("a"))


def test_what_a_part_goes_on_from_stands_at_its_top_without_its_claims() -> None:
    (graph,) = drawn(CHAIN)
    parts = sheets(graph)
    for before, part in pairwise(parts):
        again = [node for node in part.nodes if node.name in {each.name for each in before.nodes}]
        assert [node.name for node in again] == [before.nodes[-1].name]
        assert again[0].uses == () and again[0].defined
    assert [node.name for part in parts for node in part.nodes if node.uses or not node.defined] == [
        node.name for node in graph.nodes
    ]
    assert sorted(map(repr, graph.flows)) == sorted(repr(flow) for part in parts for flow in part.flows)
    assert {edge for part in parts for edge in part.edges} == set(graph.edges)


def test_what_is_too_high_in_any_part_makes_no_more_parts_than_help() -> None:
    given = tuple(Node(f"x_{{{at}}}", ("n", "m")) for at in range(40))
    first = Node("a_{0}", (), tuple(node.name for node in given), True)
    rest = tuple(Node(f"a_{{{at}}}", (), (f"a_{{{at - 1}}}",), True) for at in range(1, 13))
    graph = Graph((*given, first, *rest), ())
    star, *others = sheets(graph)
    assert placed(star, BROAD).height > HIGHEST and len(others) < 6
    assert [node.name for node in others[-1].nodes][-1] == rest[-1].name


def test_a_low_picture_is_in_one_part() -> None:
    (graph,) = drawn(LAYER)
    assert sheets(graph) == (graph,)


def test_what_is_given_stands_in_the_first_part_that_uses_it() -> None:
    text = CHAIN.replace("a_{9}^2", "a_{9}^2 + w").replace("x \\in R", "x, w \\in R")
    (graph,) = drawn(text)
    (holding,) = [part for part in sheets(graph) if any(node.name == "w" for node in part.nodes)]
    assert any(node.name == "a_{10}" and "w" in node.uses for node in holding.nodes)


@pytest.mark.parametrize("text", [
    LAYER + "\n$$ H = X W + X W - X W $$\n",
    LAYER + "\n$$ \\frac{\\partial L}{\\partial V} = (X W)^\\top \\frac{\\partial L}{\\partial Y} $$\n",
])
def test_where_it_is_not_plain_what_a_sign_is_about_it_is_told(text: str, layer: Markup) -> None:
    """A sign beside a name, and two beside one gradient."""
    (graph,) = drawn(text)
    assert LEGEND in network(graph, places(judged(text)[1]), "graph-1")
    assert LEGEND not in layer
