"""Corrections: the smallest true change is found, no other is offered, and what is offered is what was proved."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.judging.edits.excerpts import excerpt
from derive.judging.edits.pages import Page, page
from derive.judging.judge import judge
from derive.judging.repair import Repair, correction
from derive.judging.repair import offered as offered_for
from derive.judging.verdict import Correction, Kind, Verdict
from derive.meaning.claims import Claim, Shapeless
from derive.reading.document import read
from derive.reading.items import Document, Item
from derive.reading.source import Source
from derive.reading.statements import Equation

from .claims import document, verdict

DOCUMENTS = Path(__file__).parents[2] / "derive" / "documents"
AFFINE = r"X \in R^{N \times n}, W \in R^{n \times m} | Y := X W | L := L(Y)"
SQUARE = r"X \in R^{n \times n}, W \in R^{n \times n} | Y := X W | L := L(Y)"
LAYER = r"f : R \to R | U \in R^{N \times n} | Y := f(U) | L := L(Y)"
SOFTMAX = r"x \in R^n | y_i := e^{x_i} / \sum_j e^{x_j}"
SIGMOID = r"x \in R | s(x) := \frac{1}{1 + e^{-x}}"
MEAN = r"X, T \in R^{N \times n} | E := \frac{1}{N} \sum_{i,j} (x_{ij} - t_{ij})^2"
NUMBERS = r"x, y, a, b \in R"


LEAST_SQUARES = r"X \in R^{m \times n}, w \in R^n, y \in R^m | J := \frac{1}{2} \|X w - y\|^2"
MEAN_SQUARE = r"X \in R^{m \times n}, w \in R^n, y \in R^m | J := \frac{1}{2 n} \|X w - y\|^2"
COLUMN = r"W \in R^{m \times n}, x \in R^n | z := W x | C := C(z) | \delta := \frac{\partial C}{\partial z}"
FORM = r"A \in R^{n \times n}, x, u, v \in R^n | s := x^\top A x"


def claims(read_: Document) -> list[Item]:
    return [part for part in read_.parts if isinstance(part, Item) and isinstance(part.statement, Equation)]


def page_of(read_: Document, item: Item) -> Page:
    return page(excerpt(read_, item), item)


def repaired(declared: str, formula: str, seconds: float = 10.0) -> Repair:
    made = document(declared, formula)
    return correction(page_of(made, claims(made)[-1]), judge, seconds)


def found(declared: str, formula: str) -> Correction:
    repair = repaired(declared, formula)
    assert repair.correction is not None, repair.reason
    return repair.correction


FOUND = [
    ("a transpose", AFFINE, r"\frac{\partial L}{\partial W} = X \frac{\partial L}{\partial Y}",
     r"\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}"),
    ("a transpose, where sizes are one", SQUARE, r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W",
     r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W^\top"),
    ("order", AFFINE, r"\frac{\partial L}{\partial X} = W^\top \frac{\partial L}{\partial Y}",
     r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W^\top"),
    ("order and a transpose", AFFINE, r"\frac{\partial L}{\partial X} = W \frac{\partial L}{\partial Y}",
     r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W^\top"),
    ("the upstream gradient", AFFINE, r"\frac{\partial L}{\partial X} = W^\top",
     r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W^\top"),
    ("a sign", AFFINE, r"\frac{\partial L}{\partial W} = -X^\top \frac{\partial L}{\partial Y}",
     r"\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}"),
    ("a mean that is none", AFFINE, r"\frac{\partial L}{\partial W} = \frac{1}{N} X^\top \frac{\partial L}{\partial Y}",
     r"\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}"),
    ("a mean that was forgotten", MEAN, r"\frac{\partial E}{\partial X} = 2 (X - T)",
     r"\frac{\partial E}{\partial X} = \frac{2}{N} (X - T)"),
    ("a factor that is right where N is 2", MEAN, r"\frac{\partial E}{\partial X} = X - T",
     r"\frac{\partial E}{\partial X} = \frac{2}{N} \left( X - T \right)"),
    ("a sum", AFFINE, r"\frac{\partial L}{\partial w_{ij}} = \frac{\partial L}{\partial y_{kj}} x_{ki}",
     r"\frac{\partial L}{\partial w_{ij}} = \sum_{k} \frac{\partial L}{\partial y_{kj}} x_{ki}"),
    ("an index", AFFINE, r"\frac{\partial L}{\partial w_{ij}} = \sum_k \frac{\partial L}{\partial y_{ki}} x_{ki}",
     r"\frac{\partial L}{\partial w_{ij}} = \sum_k \frac{\partial L}{\partial y_{kj}} x_{ki}"),
    ("an index throughout", r"x, t \in R^n | L := \sum_j t_j x_j", r"L = \sum_j t_i x_i", r"L = \sum_j t_j x_j"),
    ("the slope", LAYER, r"\frac{\partial L}{\partial U} = \frac{\partial L}{\partial Y}",
     r"\frac{\partial L}{\partial U} = \frac{\partial L}{\partial Y} \odot f'(U)"),
    ("a prime", LAYER, r"\frac{\partial L}{\partial U} = \frac{\partial L}{\partial Y} \odot f(U)",
     r"\frac{\partial L}{\partial U} = \frac{\partial L}{\partial Y} \odot f'(U)"),
    ("the operand", LAYER, r"\frac{\partial L}{\partial U} = \frac{\partial L}{\partial Y} \odot f'(Y)",
     r"\frac{\partial L}{\partial U} = \frac{\partial L}{\partial Y} \odot f'(U)"),
    ("plus for minus", SIGMOID, "s'(x) = s(x)(1 + s(x))", "s'(x) = s(x)(1 - s(x))"),
    ("a square", SIGMOID, "s'(x) = s(x) - s(x)", "s'(x) = s(x) - s(x)^2"),
    ("a factor 2", NUMBERS, "(x + y)^2 = x^2 + y^2 + x y", "(x + y)^2 = x^2 + y^2 + 2 x y"),
    ("a bracket", NUMBERS, "b (x - 1) + b - a = b (x - a)", "b (x - 1) + b - a = b x - a"),
    ("Kronecker's delta", SOFTMAX, r"\frac{\partial y_i}{\partial x_j} = y_i (1 - y_j)",
     r"\frac{\partial y_i}{\partial x_j} = y_i (\delta_{ij} - y_j)"),
    ("twice a matrix", r"X \in R^{n \times m} | Y := X X^\top | L := L(Y)",
     r"\frac{\partial L}{\partial X} = 2 \frac{\partial L}{\partial Y} X",
     r"\frac{\partial L}{\partial X} = \left( \frac{\partial L}{\partial Y} "
     r"+ \left( \frac{\partial L}{\partial Y} \right)^\top \right) X"),
    ("the unit matrix", r"u \in R^n | layout: numerator", r"\frac{\partial u}{\partial u} = 1",
     r"\frac{\partial u}{\partial u} = I"),
    ("sizes of a matrix with dots", r"w \in R^{n \times m}",
     r"w^\top = \begin{pmatrix} w_{11} & \dots & w_{m1} \\ \vdots & & \vdots \\ w_{1n} & \dots & w_{mn} \end{pmatrix}",
     r"w^\top = \begin{pmatrix} w_{11} & \dots & w_{n1} \\ \vdots & & \vdots \\ w_{1m} & \dots & w_{nm} \end{pmatrix}"),
    ("a row for a column", LEAST_SQUARES, r"\frac{\partial J}{\partial w} = (X w - y)^\top X",
     r"\frac{\partial J}{\partial w} = X^\top (X w - y)"),
    ("an outer product the other way round", COLUMN, r"\frac{\partial C}{\partial W} = x \delta^\top",
     r"\frac{\partial C}{\partial W} = \delta x^\top"),
    ("order and a transpose behind a factor", MEAN_SQUARE,
     r"\frac{\partial J}{\partial w} = \frac1n (X w - y) X",
     r"\frac{\partial J}{\partial w} = \frac1n X^\top (X w - y)"),
    ("a row for a column behind a factor", MEAN_SQUARE, r"\frac{\partial J}{\partial w} = \frac1n (X w - y)^\top X",
     r"\frac{\partial J}{\partial w} = \frac1n X^\top (X w - y)"),
    ("a sum of rows for a column", FORM, r"\frac{\partial s}{\partial x} = x^\top A + x^\top A^\top",
     r"\frac{\partial s}{\partial x} = \left( x^\top A + x^\top A^\top \right)^\top"),
]


DENSE = r"W \in R^{m \times n}, x \in R^n, b \in R^m | f : R \to R | a := W x + b | h := f(a) | L := L(h)"
SQUARED = DENSE + r" | E := \frac{1}{2} \sum_i h_i^2"
GATED = (
    r"W \in R^{m \times n}, x \in R^n, c \in R^m | s(t) := \frac{1}{1 + e^{-t}} | a := W x | z := s(a) | u := \tanh(a) "
    r"| y := (1 - z) \odot c | L := L(y) | M := M(u) | Q := Q(z)"
)
ROWS = r"X \in R^{N \times n}, v \in R^n | q(x)_i := \frac{e^{x_i}}{\sum_j e^{x_j}} | P := q(X)"
SCALED = (
    r"X \in R^{N \times n}, w, u \in R^n, t \in R | y := \frac{X w}{t} | p := \frac{X u}{\sqrt{n}} "
    r"| L := L(y) | Q := Q(p)"
)
TIED = (
    r"X \in R^{N \times n}, w, q \in R^n | y := X w | p := \sum_i y_i + \sum_j q_j w_j "
    r"| E := \frac{1}{N} \sum_i y_i^2"
)
FOUND += [
    ("a product of entries", LAYER, r"\frac{\partial L}{\partial U} = \frac{\partial L}{\partial Y} f'(U)",
     r"\frac{\partial L}{\partial U} = \frac{\partial L}{\partial Y} \odot f'(U)"),
    ("a product of matrices", AFFINE, r"\frac{\partial L}{\partial W} = X^\top \odot \frac{\partial L}{\partial Y}",
     r"\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}"),
    ("a product of entries in brackets that must stay", r"A, G, V \in R^{n \times n} | Y := (A \odot G) V",
     r"Y = (A G) V", r"Y = (A \odot G) V"),
    ("two indices", AFFINE, r"\frac{\partial L}{\partial x_{ij}} = \sum_k \frac{\partial L}{\partial y_{ik}} w_{kj}",
     r"\frac{\partial L}{\partial x_{ij}} = \sum_k \frac{\partial L}{\partial y_{ik}} w_{jk}"),
    ("the end of a sum", TIED, r"y_i = \sum_{j=1}^N x_{ij} w_j", r"y_i = \sum_{j=1}^n x_{ij} w_j"),
    ("a sum behind what stands before it", TIED, r"\frac{\partial E}{\partial w_j} = \frac{2}{N} y_i x_{ij}",
     r"\frac{\partial E}{\partial w_j} = \frac{2}{N} \sum_{i} y_i x_{ij}"),
    ("a sum behind a sign", TIED, r"-E = -\frac{1}{N} y_i^2", r"-E = -\frac{1}{N} \sum_{i} y_i^2"),
    ("a sum over what another sum has", TIED,
     r"p = y_i + \sum_{i=1}^n q_i w_i", r"p = \sum_{i} y_i + \sum_{i=1}^n q_i w_i"),
    ("an argument of another shape", DENSE,
     r"\frac{\partial L}{\partial a} = \frac{\partial L}{\partial h} \odot f'(x)",
     r"\frac{\partial L}{\partial a} = \frac{\partial L}{\partial h} \odot f'(a)"),
    ("the slope of an entry", SQUARED, r"\frac{\partial E}{\partial w_{ij}} = h_i x_j",
     r"\frac{\partial E}{\partial w_{ij}} = f'(a_i) h_i x_j"),
    ("a slope, and no other derivative", DENSE, r"\frac{\partial L}{\partial a} = \frac{\partial L}{\partial h}",
     r"\frac{\partial L}{\partial a} = \frac{\partial L}{\partial h} \odot f'(a)"),
    ("a layer between", DENSE, r"\frac{\partial L}{\partial W} = x^\top",
     r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial a} x^\top"),
    ("a gradient in a sum", AFFINE, r"\frac{\partial L}{\partial w_{ij}} = \sum_k x_{ki}",
     r"\frac{\partial L}{\partial w_{ij}} = \sum_k \frac{\partial L}{\partial y_{kj}} x_{ki}"),
    ("a gradient behind a number", SCALED, r"\frac{\partial L}{\partial w} = \frac{1}{t} X^\top",
     r"\frac{\partial L}{\partial w} = \frac{1}{t} X^\top \frac{\partial L}{\partial y}"),
    ("the rest of a sigmoid's slope", GATED,
     r"\frac{\partial Q}{\partial a} = \frac{\partial Q}{\partial z} \odot z",
     r"\frac{\partial Q}{\partial a} = \frac{\partial Q}{\partial z} \odot z \odot \left( 1 - z \right)"),
    ("the rest of a tanh's slope", GATED, r"\frac{\partial M}{\partial a} = \frac{\partial M}{\partial u}",
     r"\frac{\partial M}{\partial a} = \frac{\partial M}{\partial u} \odot \left( 1 - u \odot u \right)"),
    ("a gate", GATED, r"\frac{\partial L}{\partial c} = \frac{\partial L}{\partial y}",
     r"\frac{\partial L}{\partial c} = \frac{\partial L}{\partial y} \odot \left( 1 - z \right)"),
    ("the rest of the slope itself", SIGMOID, "s'(x) = s(x)", r"s'(x) = s(x) \left( 1 - s(x) \right)"),
    ("an index in a function of a vector", ROWS,
     r"\frac{\partial q(v)_i}{\partial v_j} = q(v_i) (\delta_{ij} - q(v)_j)",
     r"\frac{\partial q(v)_i}{\partial v_j} = q(v)_i (\delta_{ij} - q(v)_j)"),
    ("the same twice", ROWS, r"\frac{\partial q(v)_i}{\partial v_j} = q(v_i) (\delta_{ij} - q(v_j))",
     r"\frac{\partial q(v)_i}{\partial v_j} = q(v)_i (\delta_{ij} - q(v)_j)"),
    ("two indices in it", ROWS, r"p_{ij} = q(x_{ij})", r"p_{ij} = q(X)_{ij}"),
    ("the later sign", MEAN, r"\frac{\partial E}{\partial T} = \frac{2}{N} (X + T)",
     r"\frac{\partial E}{\partial T} = \frac{2}{N} (- X + T)"),
    ("an error that is named", LAYER + r" | \delta := \frac{\partial L}{\partial U}", r"\delta = f'(U)",
     r"\delta = \frac{\partial L}{\partial Y} \odot f'(U)"),
    ("the rest of a slope that is written out", r"x, b \in R | g(t) := t \tanh(b t)", r"g'(x) = \tanh(b x) + x b",
     r"g'(x) = \tanh(b x) + x b \left( 1 - \tanh(b x)^2 \right)"),
    ("a temperature", SCALED, r"\frac{\partial L}{\partial w} = X^\top \frac{\partial L}{\partial y}",
     r"\frac{\partial L}{\partial w} = \frac{1}{t} X^\top \frac{\partial L}{\partial y}"),
    ("the root of a size", SCALED, r"\frac{\partial Q}{\partial u} = X^\top \frac{\partial Q}{\partial p}",
     r"\frac{\partial Q}{\partial u} = \frac{1}{\sqrt{n}} X^\top \frac{\partial Q}{\partial p}"),
    ("the letter of entries", MEAN + r" | D := X - T",
     r"\frac{\partial E}{\partial x_{ij}} = \frac{2}{N} (x_{ij} - d_{ij})",
     r"\frac{\partial E}{\partial x_{ij}} = \frac{2}{N} (x_{ij} - t_{ij})"),
]


@pytest.mark.parametrize(("declared", "false", "true"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_the_right_correction_is_found(declared: str, false: str, true: str) -> None:
    assert found(declared, false).source == true


MEAN_OF = r"x \in R^n | m := \frac{1}{n} \sum_i x_i"
AS_A_PERSON_WOULD = [
    ("no n + n", MEAN_OF, r"\frac{\partial m}{\partial x_i} = \frac{2}{n + 1}", None),
    ("no n / n^2", MEAN_OF, r"\frac{\partial m}{\partial x_i} = \frac{1}{n^2}",
     r"\frac{\partial m}{\partial x_i} = \frac{1}{n}"),
    ("no half of two", MEAN_OF, r"\frac{\partial m}{\partial x} = \frac{2}{n} \mathbf{1}_n",
     r"\frac{\partial m}{\partial x} = \frac{1}{n} \mathbf{1}_n"),
    ("no twice a half", NUMBERS, r"\frac{d}{dx} \frac{1}{2} x^2 = \frac{1}{2} x", r"\frac{d}{dx} \frac{1}{2} x^2 = x"),
    ("no x / x^2", NUMBERS, r"\frac{d}{dx} \log x = \frac{1}{x^2}", r"\frac{d}{dx} \log x = \frac{1}{x}"),
    ("no 2 x / (2 s)", r"x \in R^n | s := \|x\|", r"\frac{\partial s}{\partial x_i} = \frac{x_i}{2 s}",
     r"\frac{\partial s}{\partial x_i} = \frac{x_i}{s}"),
    ("what cancels in the author's own", NUMBERS, r"\frac{d}{dx} x^3 = \frac{6}{2} x",
     r"\frac{d}{dx} x^3 = \frac{6}{2} x^2"),
]


@pytest.mark.parametrize(
    ("declared", "false", "true"), [row[1:] for row in AS_A_PERSON_WOULD], ids=[row[0] for row in AS_A_PERSON_WOULD]
)
def test_a_correction_leaves_nothing_that_cancels(declared: str, false: str, true: str | None) -> None:
    correction_ = repaired(declared, false).correction
    assert (correction_.source if correction_ is not None else None) == true


SAME = r"A, B, C \in R^{n \times n} | D := A B"
POLES = r"a, b \in R | c := a b"


def test_a_name_on_the_left_stays() -> None:
    assert found(SAME, "D = B A").source == "D = A B"
    assert found(SAME, "D^\\top = A B").source == "D^\\top = B^\\top A^\\top"


def test_no_correction_divides_by_what_may_be_zero() -> None:
    offered = repaired(POLES, r"c = \frac{a}{b}").correction
    assert offered is None or "frac" not in offered.source


NONE = [
    ("nothing near", AFFINE, r"\frac{\partial L}{\partial W} = W"),
    ("the product of others", NUMBERS, "x + y = a b"),
    ("only the trivial x = x", NUMBERS, "x + a = y + a"),
    ("only both sides in one form", r"A, B \in R^{n \times n}", "A B = B A"),
    ("true at size 1 only", r"x \in R^n", r"\sum_i x_i = x_1"),
    ("true if the gradient were zero", AFFINE, r"\frac{\partial L}{\partial W} = 0"),
    ("two harmonic numbers", NUMBERS, r"\frac{1}{x} + \frac{1}{y} = \frac{1}{x + y}"),
    ("a row for a column, of another matrix", FORM, r"\frac{\partial s}{\partial x} = x^\top A A"),
    ("an outer product of others, the other way round", COLUMN, r"\frac{\partial C}{\partial W} = x z^\top z z^\top"),
    ("a sum of rows that is no derivative", FORM, r"\frac{\partial s}{\partial x} = 3 u^\top A + 5 v^\top A^\top"),
    ("true if the derivative were gone", r"x \in R | f : R \to R", "f'(x) = f(x)"),
    ("a term with nothing above a line", TIED,
     r"\frac{\partial p}{\partial q_j} = w_j + \frac{1}{N} q_j w_j^2 + 5 w_j^2"),
    ("a slope and a factor", DENSE, r"\frac{\partial L}{\partial a} = 7 h \odot \frac{\partial L}{\partial h}"),
    ("another product, and another sign, of others", SQUARE, r"\frac{\partial L}{\partial X} = 3 W \odot W - X"),
    ("the rest of a slope of another", GATED,
     r"\frac{\partial M}{\partial a} = \frac{\partial M}{\partial u} \odot 3 z \odot z"),
    ("a sum that ends elsewhere, and more", TIED, r"y_i = \sum_{j=1}^N 5 x_{ij} w_j^3"),
]


@pytest.mark.parametrize(("declared", "false"), [row[1:] for row in NONE], ids=[row[0] for row in NONE])
def test_nothing_is_offered_where_nothing_small_is_true(declared: str, false: str) -> None:
    repair = repaired(declared, false)
    assert repair.correction is None
    assert "changes that were tried" in repair.reason


def test_the_place_of_the_change_is_told() -> None:
    offered = found(AFFINE, r"\frac{\partial L}{\partial W} = X \frac{\partial L}{\partial Y}")
    assert offered.source[offered.start : offered.end] == r"^\top"
    assert offered.fragment == r"X^\top \frac{\partial L}{\partial Y}"
    assert offered.change == "a transpose put in, on the right side"


def test_where_something_is_left_out_the_place_is_empty() -> None:
    offered = found(AFFINE, r"\frac{\partial L}{\partial W} = -X^\top \frac{\partial L}{\partial Y}")
    assert offered.start == offered.end == offered.source.index("X^") - 1


def test_a_change_of_the_left_side_says_so() -> None:
    assert found(r"x \in R | h(x) := x^2", "h(x) = 2 x").change == "a prime put in, on the left side"


LAYERS = r"X, W, B \in R^{n \times n} | Y := X W | Z := Y B | L := L(Z)"
ABOUT = [
    ("two changes on the right", LAYERS,
     r"\frac{\partial L}{\partial Y} = \frac{\partial L}{\partial Y} W^\top",
     r"\frac{\partial L}{\partial Y} = \frac{\partial L}{\partial Z} B^\top"),
    ("the same the other way round", LAYERS,
     r"\frac{\partial L}{\partial Y} W^\top = \frac{\partial L}{\partial Y}",
     r"\frac{\partial L}{\partial Z} B^\top = \frac{\partial L}{\partial Y}"),
    ("nothing on the right", SQUARE, r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial Y} W^\top",
     r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W^\top"),
]


@pytest.mark.parametrize(("declared", "false", "true"), [row[1:] for row in ABOUT], ids=[row[0] for row in ABOUT])
def test_what_a_claim_is_about_is_changed_last(declared: str, false: str, true: str) -> None:
    assert found(declared, false).source == true


def test_the_author_s_letters_are_kept() -> None:
    declared = r"X \in R^{N \times n}, W \in R^{n \times m} | Y := X W | L := L(Y)"
    formula = r"\frac{\partial L}{\partial \bm{X}} = \bm{W}^{\mathsf{T}} \frac{\partial L}{\partial \bm{Y}}"
    offered = found(declared, formula)
    assert offered.source.endswith(r"= \frac{\partial L}{\partial \bm{Y}} \bm{W}^{\mathsf{T}}")


@pytest.mark.parametrize("mark", [r"\top", r"{\top}", r"{\mathsf{T}}", r"{\!\top}", "T"])
def test_the_mark_of_a_transpose_is_the_author_s(mark: str) -> None:
    declared = r"U \in R^{n \times n}, x, d \in R^n | a := U x | L := L(a)"
    before = rf"\frac{{\partial L}}{{\partial x}} = \left(U\right)^{mark} \frac{{\partial L}}{{\partial a}}"
    lines, false = "\n".join(declared.split(" | ")), before.replace(rf"\left(U\right)^{mark}", "U")
    made = read(Source("note.md", f"<!-- derive\n{lines}\n-->\n\n$$\n{before}\n$$\n\n$$\n{false}\n$$\n"))
    offered = correction(page_of(made, claims(made)[-1]), judge, 10.0).correction
    assert offered is not None
    assert offered.source.endswith(rf"= U^{mark} \frac{{\partial L}}{{\partial a}}")


def test_the_author_s_own_commands_are_expanded() -> None:
    text = (
        "<!-- derive\nX \\in R^{N \\times n}, W \\in R^{n \\times m}\nY := X W\nL := L(Y)\n-->\n\n"
        "$$\n\\newcommand{\\grad}[1]{\\frac{\\partial L}{\\partial #1}}\n\\grad{W} = X \\grad{Y}\n$$\n"
    )
    made = read(Source("note.md", text))
    offered = correction(page_of(made, claims(made)[-1]), judge, 10.0).correction
    assert offered is not None
    assert offered.source == r"\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}"


def test_a_tex_file_is_corrected_too() -> None:
    text = (
        "% derive: x \\in R\n% derive: s(x) := \\frac{1}{1 + e^{-x}}\n"
        "\\begin{equation}\n  s'(x) = s(x) (1 + s(x))\n\\end{equation}\n"
    )
    made = read(Source("note.tex", text))
    offered = correction(page_of(made, claims(made)[-1]), judge, 10.0).correction
    assert offered is not None and offered.source == "s'(x) = s(x) (1 - s(x))"


CHAIN = r"\begin{aligned} (x + y)^2 &= x^2 + 2 x y + y \\ &= y^2 + x (x + 2 y) \end{aligned}"


def test_in_a_chain_the_side_that_is_wrong_is_corrected() -> None:
    made = document(NUMBERS, CHAIN)
    first, second = (correction(page_of(made, item), judge, 10.0).correction for item in claims(made))
    assert first is not None and first.change == "a square put in, on the right side"
    assert second is not None and second.change == "a square put in, on the left side"


def test_a_true_step_before_keeps_its_right_side() -> None:
    made = document(NUMBERS, r"\begin{aligned} (x + y)^2 &= x^2 + 2 x y + y^2 \\ &= x (x + 2 y) + y \end{aligned}")
    offered = correction(page_of(made, claims(made)[-1]), judge, 10.0).correction
    assert offered is not None and offered.source.endswith("= x (x + 2 y) + y^2")


def test_only_what_the_judge_proves_is_offered() -> None:
    def sceptic(claim: Claim | Shapeless, seconds: float) -> Verdict:
        return Verdict(Kind.UNDECIDED, "")

    made = document(AFFINE, r"\frac{\partial L}{\partial W} = X \frac{\partial L}{\partial Y}")
    assert correction(page_of(made, claims(made)[-1]), sceptic, 10.0).correction is None


def test_the_time_is_bounded_and_told() -> None:
    repair = repaired(AFFINE, r"\frac{\partial L}{\partial W} = W", seconds=0.0)
    assert repair.correction is None and "seconds" in repair.reason


def test_a_claim_that_is_not_on_its_page_gets_no_correction() -> None:
    one, other = (document(NUMBERS, formula) for formula in ("2 x = x + 1", "x + y + 2 = x + y"))
    repair = offered_for(other.source, claims(one)[-1], judge)
    assert repair.correction is None and "could not be read again" in repair.reason


def test_what_has_no_bearing_on_a_claim_is_blank_on_its_page() -> None:
    earlier = "# A\n\n$$ z := 1 $$\n\n$$ u := 2 $$\n\n# B\n\n"
    text = f"{earlier}<!-- derive\nx \\in R\n-->\n\n$$ 2 x = x + 1 $$\n\n$$ x^2 = x $$\n"
    made = read(Source("note.md", text))
    blank = excerpt(made, claims(made)[0]).text
    assert not any(each in blank for each in ("A", "z :=", "u :=", "x^2"))
    assert all(blank.index(each) == text.index(each) for each in ("# B", r"x \in R", "2 x = x + 1"))


SHIPPED = [
    ("000-matrix-product.md", "src.000.08", r"w_{1m} & w_{2m} & \dots & w_{nm} \end{pmatrix} = \frac"),
    ("001-deep-learning-introduction.md", "src.001.22", r"y_j^{(\text{train})} \log \Big( y_j^{(\text{pred})} \Big)"),
    ("001-deep-learning-introduction.md", "src.001.46",
     r"\frac{\partial \mathcal{L}}{\partial y_{pq}} & \text{if } x_{pq}"),
    ("001-deep-learning-introduction.md", "src.001.53", r"\frac{\partial \mathcal{L}}{\partial x_j} ="),
    ("003-course-report.md", "inline.003.09", r"= \frac{1}{2} \Vert \textbf{y} - \textbf{d} \Vert^2"),
    ("003-course-report.md", "003.2.delta1.sigmoid", r"\odot g_{\text{sigmoid}}(U_1)"),
    ("004-examination-notes.md", "src.004.01", r"\frac {1}{1+e^{-x}}"),
    ("004-examination-notes.md", "src.004.04", "f'(x) ="),
]


@pytest.mark.parametrize(("name", "identity", "piece"), SHIPPED, ids=[row[1] for row in SHIPPED])
def test_false_claims_of_the_shipped_documents_are_corrected_as_their_remarks_say(
    name: str, identity: str, piece: str
) -> None:
    made = read(Source.read(DOCUMENTS / name))
    (item,) = [part for part in claims(made) if part.id == identity]
    offered = correction(page_of(made, item), judge, 10.0).correction
    assert offered is not None and piece in offered.source


LEFT_KEPT = [
    (r"\frac{\partial}{\partial x_i} \max(x_i, x_j) = 0", "the derivative worked out, on the right side"),
    (r"\frac{\partial}{\partial x_i} |x_i - x_1| = 0", None),
    (r"\frac{\partial}{\partial x_i} (x_i^2) = 2", "the derivative worked out, on the right side"),
]


@pytest.mark.parametrize(("formula", "change"), LEFT_KEPT)
def test_what_is_differentiated_is_not_exchanged_for_something_constant(formula: str, change: str | None) -> None:
    found = verdict(r"x, t \in R^{1 \times n}", formula)
    assert found.kind is Kind.REFUTED
    assert (found.correction.change if found.correction else None) == change


@pytest.mark.parametrize(
    ("formula", "right"),
    [
        (r"-\frac{\partial L}{\partial t} = t - y", "y - t"),
        (r"\frac{\partial L}{\partial t} = y - t", "t - y"),
        (r"\frac{\partial}{\partial y} (t^2 y + t y - y^2) = -t - t^2 + 2 y", "t + t^2 - 2 y"),
        (r"\frac{\partial L}{\partial t} = -t - y", "t - y"),
    ],
)
def test_a_whole_side_with_the_wrong_sign_is_turned_round(formula: str, right: str) -> None:
    found = verdict(r"t, y \in R | L := \frac12 (y - t)^2", formula).correction
    assert found is not None
    assert found.source == f"{formula.split('=')[0]}= {right}"


COLOURED = [
    (r"\textcolor{blue}{2} A x", r"\left( A + A^\top \right) x"),
    (r"{\color{blue} 2} A x", r"\left( A + A^\top \right) x"),
    (r"\underbrace{2}_{\text{two}} A x", r"\left( A + A^\top \right) x"),
]


@pytest.mark.parametrize(("false", "true"), COLOURED)
def test_no_command_is_left_without_its_argument(false: str, true: str) -> None:
    offered = found(r"x \in R^n, A \in R^{n \times n} | f := x^\top A x", rf"\nabla_x f = {false}")
    assert offered.source == rf"\nabla_x f = {true}"


RETURNING = [
    (r"\beta, g \in R | m_0 := 0 | m_1 := \beta m_0 + (1 - \beta) g | m_2 := \beta m_1 + (1 - \beta) g",
     r"m_2 = (1 - \beta)^2 g"),
    (r"a, b \in R | c := a b | o := 0", "c = a + b"),
]


@pytest.mark.parametrize(("declared", "false"), RETURNING)
def test_no_side_comes_back_in_the_other(declared: str, false: str) -> None:
    offered, left = repaired(declared, false).correction, false.partition(" ")[0]
    assert offered is None or left not in offered.source.partition("=")[2]
