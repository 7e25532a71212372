"""What a graph says: every node, edge and claim that must be there, and none that must not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derive.judging.verdict import Kind, Verdict
from derive.reporting.pictures.drafts import graphs
from derive.reporting.pictures.graph import Flow, Gradient, Graph, Mark

from .documents import LAYER, drawn, judged


@pytest.fixture(scope="module")
def layer() -> Graph:
    (found,) = drawn(LAYER)
    return found


def flow(graph: Graph, numerator: str, by: str) -> Flow:
    (found,) = (each for each in graph.flows if each.gradient == Gradient(numerator, by))
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
    assert {(each.gradient.by, each.along, each.marks[0].kind) for each in layer.flows} == {
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
    assert {flow.gradient.numerator for flow in graph.flows} == {r"\mathcal{L}"}
    assert {end for edge in graph.edges for end in edge} <= names


def test_names_that_look_alike_stay_apart() -> None:
    """One hides the other: both are nodes, and the edges tell them apart."""
    inner = "\n## Inner\n\n<!-- derive\nW \\in R^{k \\times k}\nZ := Y W\nM := M(Z)\n-->\n"
    claim = r"$$ \frac{\partial M}{\partial W} = Y^\top \frac{\partial M}{\partial Z} $$"
    for graph in drawn(f"# Outer\n{LAYER}{inner}\n{claim}\n"):
        names = [node.name for node in graph.nodes]
        assert len(set(names)) == len(names)
        assert any("W" in name for name in names)


def test_what_is_asked_stands_on_its_edge_as_answered() -> None:
    (found,) = drawn(LAYER.replace(r"H^\top \frac{\partial L}{\partial Y}", "?"))
    assert flow(found, "L", "V").marks == (Mark("document.1", Kind.PROVED, answered=True),)
    assert [mark.answered for mark in flow(found, "L", "W").marks] == [False]


def test_what_is_asked_without_an_answer_is_not_shown_as_answered() -> None:
    text = LAYER.replace(r"H^\top \frac{\partial L}{\partial Y}", "?")
    understood, judgement = judged(text)
    first, *rest = judgement.items
    unanswered = replace(first, verdict=Verdict(Kind.UNDECIDED, "Not decided."))
    (found,) = graphs(understood, replace(judgement, items=(unanswered, *rest)))
    assert flow(found, "L", "V").marks == (Mark("document.1", Kind.UNDECIDED),)


@pytest.mark.parametrize("written", [r"\nabla_V L", r"\nabla_{V} L", r"\partial L / \partial V"])
def test_a_gradient_may_be_written_in_any_way(written: str, layer: Graph) -> None:
    (found,) = drawn(LAYER.replace(r"\frac{\partial L}{\partial V} =", f"{written} ="))
    assert found == layer


SCALARS = """
<!-- derive
w, x, b \\in R
z := w x + b
y := z^2
e := y - b
-->
"""


def test_a_name_given_to_a_gradient_speaks_of_it() -> None:
    r"""A δ that is defined as ∂y/∂z is no node, and a claim on it is one on the edge of z."""
    (found,) = drawn(SCALARS + r"$$ \delta := \frac{\partial y}{\partial z} $$" "\n\n" r"$$ \delta = 2 z $$")
    assert [each.gradient for each in found.flows] == [Gradient("y", "z")]
    assert {node.name for node in found.nodes} == {"w", "x", "b", "z", "y"}


def test_a_gradient_that_stands_on_the_right_is_one_too() -> None:
    (found,) = drawn(SCALARS + r"$$ 2 z w = \frac{\partial y}{\partial x} $$")
    assert [each.gradient for each in found.flows] == [Gradient("y", "x")]


def test_a_second_derivative_is_no_first_one() -> None:
    (found,) = drawn(SCALARS + r"$$ \frac{\partial^2 y}{\partial x^2} = 2 w^2 $$")
    assert [each.gradient for each in found.flows] == [Gradient("y", "x", order=2)]


def test_a_mixed_derivative_stands_on_no_edge() -> None:
    assert drawn(SCALARS + r"$$ \frac{\partial^2 y}{\partial x \partial b} = 2 w $$") == ()


def test_what_is_computed_beside_what_is_differentiated_is_left_out() -> None:
    (found,) = drawn(SCALARS + r"$$ \frac{\partial y}{\partial x} = 2 z w $$" "\n\n" r"$$ e = z^2 - b $$")
    assert "e" not in {node.name for node in found.nodes}
    assert found.values == {}


def test_sections_that_name_other_helpers_share_the_graph_of_their_computation() -> None:
    first, second = (rf"$$ \frac{{\partial y}}{{\partial {by}}} = 2 z {times} $$" for by, times in ("xw", "wx"))
    helpers = ("q := 2 z", "r := 3 z")
    parts = (f"## {h}\n<!-- derive {h} -->\n{each}\n" for h, each in zip(helpers, (first, second), strict=True))
    (found,) = drawn(f"# All\n{SCALARS}\n{''.join(parts)}")
    assert [each.gradient.by for each in found.flows] == ["x", "w"]


def test_a_loss_that_hides_another_has_a_graph_of_its_own() -> None:
    claim = r"$$ \frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial H} $$"
    first, second = drawn(f"# All\n{LAYER}\n## Inner\n<!-- derive L := L(H) -->\n{claim}\n")
    assert {node.name for node in second.nodes} == {"X", "W", "H", "L"}
    assert len(first.marks) == 4
