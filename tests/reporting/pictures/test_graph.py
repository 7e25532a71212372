"""What a graph says: every node, edge and claim that must be there, and none that must not."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from derive.reporting.pictures.graph import Flow, Graph

from .documents import LAYER, drawn


@pytest.fixture(scope="module")
def layer() -> Graph:
    (found,) = drawn(LAYER)
    return found


def flow(graph: Graph, numerator: str, by: str) -> Flow:
    (found,) = (each for each in graph.flows if (each.numerator, each.by) == (numerator, by))
    return found


def test_nodes_are_what_is_declared_and_defined_with_their_shapes(layer: Graph) -> None:
    shapes = {node.name: node.shape for node in layer.nodes}
    assert shapes == {
        "X": ("N", "n"), "W": ("n", "m"), "H": ("N", "m"), "V": ("m", "k"), "Y": ("N", "k"), "L": (),
    }
    assert {node.name for node in layer.nodes if node.defined} == {"H", "Y", "L"}


def test_edges_come_from_what_a_definition_uses(layer: Graph) -> None:
    assert set(layer.edges) == {("X", "H"), ("W", "H"), ("H", "Y"), ("V", "Y"), ("Y", "L")}


def test_every_node_comes_behind_what_it_uses(layer: Graph) -> None:
    names = [node.name for node in layer.nodes]
    assert all(names.index(used) < names.index(user) for used, user in layer.edges)


def test_a_gradient_stands_on_the_edge_along_which_it_flows_with_its_verdict(layer: Graph) -> None:
    assert {(each.by, each.along, each.marks[0].kind) for each in layer.flows} == {
        ("V", ("Y",), Kind.PROVED),
        ("H", ("Y",), Kind.PROVED),
        ("X", ("H",), Kind.REFUTED),
        ("W", ("H",), Kind.PROVED),
    }


def test_another_definition_gives_another_graph(layer: Graph) -> None:
    square = LAYER.replace(r"n \times m", r"n \times n").replace(r"m \times k", r"n \times k")
    (other,) = drawn(square.replace("Y := H V", "Y := H V + X V"))
    assert set(other.edges) - set(layer.edges) == {("X", "Y")}
    assert flow(other, "L", "X").along == ("H", "Y")


def test_a_gradient_of_what_is_between_flows_only_there() -> None:
    (found,) = drawn(r"""
<!-- derive
x, w \in R
u := x w
v := x^2
y := u + v
-->
$$ \frac{\partial u}{\partial x} = w $$

$$ \frac{\partial y}{\partial x} = w + 2 x $$
""")
    assert flow(found, "u", "x").along == ("u",)
    assert set(flow(found, "y", "x").along) == {"u", "v"}


def test_claims_on_one_derivative_stand_together() -> None:
    (found,) = drawn(LAYER + r"""
$$ \frac{\partial L}{\partial v_{ij}} = \sum_k h_{ki} \frac{\partial L}{\partial y_{kj}} $$
""")
    assert [mark.kind for mark in flow(found, "L", "V").marks] == [Kind.PROVED, Kind.PROVED]


def test_a_claim_on_what_a_node_is_stands_at_the_node() -> None:
    (found,) = drawn(LAYER + r"$$ Y = X W V $$")
    assert [mark.kind for mark in found.values["Y"]] == [Kind.PROVED]
    assert set(found.values) == {"Y"}


def test_the_parameter_of_a_function_is_no_node() -> None:
    (found,) = drawn(r"""
<!-- derive
z, x \in R^{1 \times n}
f(z) := z^2
y := f(x)
L := L(y)
-->
$$ \frac{\partial L}{\partial x_j} = 2 x_j \frac{\partial L}{\partial y_j} $$
""")
    assert {node.name for node in found.nodes} == {"x", "y", "L"}


def test_what_has_no_part_in_a_gradient_is_left_out() -> None:
    (found,) = drawn(LAYER.replace("<!-- derive\n", "<!-- derive\na, c \\in R\nb := a + c\n", 1) + "$$ b = c + a $$")
    assert {node.name for node in found.nodes} == {"X", "W", "V", "H", "Y", "L"}
    assert found.values == {}


def test_a_name_with_another_meaning_begins_another_graph() -> None:
    first, second = drawn(f"## One\n{LAYER}\n## Two\n{LAYER.replace('H := X W', 'H := 2 X W')}")
    assert len(first.marks) == len(second.marks) == 4
    assert {mark.claim for mark in first.marks}.isdisjoint(mark.claim for mark in second.marks)


def test_sections_below_one_that_defines_share_its_graph() -> None:
    head, *claims = LAYER.split("$$ \\frac")
    (found,) = drawn("# All\n" + head + "".join(f"\n## Part {n}\n\n$$ \\frac{each}" for n, each in enumerate(claims)))
    assert len(found.marks) == 4


@pytest.mark.parametrize("text", [
    "$$ 1 = 1 $$",
    "<!-- derive x \\in R -->\n$$ x + x = 2 x $$",
    "<!-- derive\nx \\in R\ny := x^2\n-->\n$$ \\frac{\\partial y}{\\partial x} = 2 x $$",
    "<!-- derive\nx, w, b \\in R\ny := w x + b\n-->\n$$ y = b + x w $$",
    "<!-- derive\nX \\in R^{n \\times m}\n-->\n$$ \\frac{\\partial X}{\\partial Q} = X $$",
])
def test_where_no_gradient_flows_through_three_nodes_there_is_no_graph(text: str) -> None:
    assert drawn(text) == ()


def test_names_are_spelled_as_their_author_writes_them() -> None:
    r"""The L of a loss that the text writes as `\mathcal{L}` is no other letter in the picture."""
    text = LAYER.replace("L := L(Y)", r"\mathcal{L} := \mathcal{L}(Y)").replace("partial L", r"partial \mathcal{L}")
    (graph,) = drawn(text)
    names = {node.name for node in graph.nodes}
    assert r"\mathcal{L}" in names and "L" not in names
    assert {flow.numerator for flow in graph.flows} == {r"\mathcal{L}"}
    assert {end for edge in graph.edges for end in edge} <= names


def test_names_that_look_alike_stay_apart() -> None:
    """One hides the other: both are nodes, and the edges tell them apart."""
    inner = "\n## Inner\n\n<!-- derive\nW \\in R^{k \\times k}\nZ := Y W\nM := M(Z)\n-->\n"
    claim = r"$$ \frac{\partial M}{\partial W} = Y^\top \frac{\partial M}{\partial Z} $$"
    for graph in drawn(f"# Outer\n{LAYER}{inner}\n{claim}\n"):
        names = [node.name for node in graph.nodes]
        assert len(set(names)) == len(names)
        assert any("W" in name for name in names)
