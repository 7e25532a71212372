"""Layers and nets in one line, whose inner values have no names: answered in short, and a false twin is refused."""

from __future__ import annotations

import pytest

from derive.judging.solving.inner import MARK, named
from derive.judging.verdict import AllSizes, Kind
from derive.meaning.reaching import quantities
from tests.judging.claims import verdict

from .asking import answered, asked

LAYER = r"X \in R^{N \times n}, W \in R^{n \times m}, b \in R^{1 \times m}"
SIGMOID = r"\sigma(z) := \frac{1}{1 + e^{-z}}"
RELU = r"\operatorname{relu}(z) := \begin{cases} z & \text{if } z > 0 \\ 0 & \text{otherwise} \end{cases}"
SOFTMAX = r"s(z)_i := \frac{e^{z_i}}{\sum_j e^{z_j}}"
W, B, X = (rf"\frac{{\partial L}}{{\partial {name}}}" for name in "WbX")
UP = r"\frac{\partial L}{\partial Y}"
GATED = rf"{UP} \odot \mathbb{{1}}[Y > 0]"
OPEN = rf"{UP} \odot Y \odot \left( 1 - Y \right)"
ROWS = rf"Y \odot \left( {UP} - \left( {UP} \odot Y \right) \mathbf{{1}}_{{m}}^\top \mathbf{{1}}_{{m}} \right)"

ANSWERS = [
    ("the weights of a ReLU", r"Y := \max(0, X W + b)", W, rf"X^\top \left( {GATED} \right)"),
    ("its bias", r"Y := \max(0, X W + b)", B, rf"\mathbf{{1}}^\top \left( {GATED} \right)"),
    ("its input", r"Y := \max(0, X W + b)", X, rf"\left( {GATED} \right) W^\top"),
    ("ones in the definition", r"Y := \max(0, X W + \mathbf{1} b)", W, rf"X^\top \left( {GATED} \right)"),
    ("ReLU by cases", rf"{RELU} | Y := \operatorname{{relu}}(X W)", W, rf"X^\top \left( {GATED} \right)"),
    ("sigmoid", rf"{SIGMOID} | Y := \sigma(X W)", W, rf"X^\top \left( {OPEN} \right)"),
    ("its bias", rf"{SIGMOID} | Y := \sigma(X W + b)", B, rf"\mathbf{{1}}^\top \left( {OPEN} \right)"),
    ("tanh", r"Y := \tanh(X W)", X, rf"\left( {UP} \odot \left( 1 - Y \odot Y \right) \right) W^\top"),
    ("softmax by rows", rf"vectors: rows | {SOFTMAX} | Y := s(X W + b)", W, rf"X^\top \left( {ROWS} \right)"),
    ("its input", rf"vectors: rows | {SOFTMAX} | Y := s(X W + b)", X, rf"\left( {ROWS} \right) W^\top"),
    ("any function", r"f : R \to R | Y := f(X W)", W, rf"X^\top \left( {UP} \odot f'(X W) \right)"),
]
"""For every layer: what it is, what is asked, and the answer."""

NET = (
    r"vectors: rows | X \in R^{N \times d}, U \in R^{d \times h}, a \in R^{1 \times h}, V \in R^{h \times C},"
    r" b \in R^{1 \times C}, T \in R^{N \times C}"
)
ENTROPY = (
    rf"{SOFTMAX} | P := s(H V + b) | assume \sum_j t_{{ij}} = 1"
    r" | L := -\frac{1}{N} \sum_i \sum_j t_{ij} \log p_{ij}"
)
SQUARES = r"Y := H V + b | L := \frac{1}{2} \|Y - T\|_F^2"
H = r"\frac{\partial L}{\partial H}"
NETS = [
    ("first weights", rf"{SIGMOID} | H := \sigma(X U + a) | {SQUARES}", "U",
     rf"X^\top \left( {H} \odot H \odot \left( 1 - H \right) \right)"),
    ("first bias", rf"H := \tanh(X U + a) | {SQUARES}", "a",
     rf"\mathbf{{1}}^\top \left( {H} \odot \left( 1 - H \odot H \right) \right)"),
    ("input", rf"H := \max(0, X U + a) | {SQUARES}", "X", rf"\left( {H} \odot \mathbb{{1}}[H > 0] \right) U^\top"),
    ("last weights", rf"{SIGMOID} | H := \sigma(X U + a) | {ENTROPY}", "V", r"\frac{H^\top \left( P - T \right)}{N}"),
    ("last bias", rf"H := \tanh(X U + a) | {ENTROPY}", "b", r"\frac{\mathbf{1}^\top \left( P - T \right)}{N}"),
    ("a name for what is inside", rf"{SIGMOID} | A := X U + a | H := \sigma(A) | {SQUARES}", "U",
     r"X^\top \frac{\partial L}{\partial A}"),
]
"""For every net: what is asked, the net, by what, and the answer."""


@pytest.mark.parametrize(("layer", "left", "answer"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
def test_a_layer_in_one_line_is_answered_in_short(layer: str, left: str, answer: str) -> None:
    found = answered(f"{LAYER} | {layer} | L := L(Y)", left)
    assert found.answer is not None, found.message
    assert " ".join(found.answer.fragment.split()) == answer
    assert found.kind in (Kind.PROVED, Kind.CONVENTION)
    assert isinstance(found.scope, AllSizes)


@pytest.mark.parametrize(("net", "by", "answer"), [row[1:] for row in NETS], ids=[row[0] for row in NETS])
def test_a_net_with_a_loss_is_answered_through_what_it_names(net: str, by: str, answer: str) -> None:
    found = answered(f"{NET} | {net}", rf"\frac{{\partial L}}{{\partial {by}}}")
    assert found.answer is not None, found.message
    assert " ".join(found.answer.fragment.split()) == answer
    assert found.kind in (Kind.PROVED, Kind.CONVENTION)


RECTIFIED = r"Y := \max(0, X W + b)"
SOFT = rf"vectors: rows | {SOFTMAX} | Y := s(X W + b)"
FALSE = [
    ("the other side of the kink", RECTIFIED, rf"{W} = X^\top \left( {UP} \odot \mathbb{{1}}[Y < 0] \right)"),
    ("no gate", RECTIFIED, rf"{W} = X^\top {UP}"),
    ("a gate on what goes in", RECTIFIED, rf"{X} = \left( {UP} W^\top \right) \odot \mathbb{{1}}[X > 0]"),
    ("the gate of another layer", RECTIFIED, rf"{W} = X^\top \left( {UP} \odot \mathbb{{1}}[X W > 0] \right)"),
    ("half a slope", rf"{SIGMOID} | Y := \sigma(X W)", rf"{W} = X^\top \left( {UP} \odot \left( 1 - Y \right) \right)"),
    ("softmax without its sum", SOFT, rf"{W} = X^\top \left( {OPEN} \right)"),
]


@pytest.mark.parametrize(("layer", "claim"), [row[1:] for row in FALSE], ids=[row[0] for row in FALSE])
def test_a_false_twin_is_refused(layer: str, claim: str) -> None:
    assert verdict(f"{LAYER} | {layer} | L := L(Y)", claim).kind is Kind.REFUTED


NAMED = [
    ("a sum of products", r"Y := \tanh(X W + b)", "X W + b"),
    ("a product under a row function", rf"vectors: rows | {SOFTMAX} | Y := s(X W)", "X W"),
]
UNNAMED = [
    ("no function", r"Y := X W + b"),
    ("no product", r"Y := \tanh(X) W"),
    ("what is summed", r"y_{ij} := \tanh(\sum_k x_{ik} w_{kj})"),
]


@pytest.mark.parametrize(("layer", "writing"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_what_a_function_is_applied_to_gets_one_name(layer: str, writing: str) -> None:
    question, page = asked(f"{LAYER} | {layer} | L := L(Y)", W)
    found = named(question.asked, page.text)
    ((name, piece),) = found.writings.items()
    assert name.startswith(MARK)
    assert piece.text == writing
    definitions = found.claim.scope.definitions
    assert definitions[name] not in question.asked.scope.definitions.values()
    assert list(definitions).index(name) < list(definitions).index("Y")
    assert name in quantities(definitions["Y"], {})


@pytest.mark.parametrize("layer", [row[1] for row in UNNAMED], ids=[row[0] for row in UNNAMED])
def test_nothing_else_gets_one(layer: str) -> None:
    question, page = asked(f"{LAYER} | {layer} | L := L(Y)", W)
    assert named(question.asked, page.text).claim is question.asked
