"""Names that the author has given to derivatives, and to sums: an answer uses those that mean this where it stands."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derive.judging.document import judge_document
from derive.judging.solving import upstream
from derive.judging.verdict import Kind
from derive.meaning.terms import Constant, Derivative, Index, Item, Quantity, Table, Term, Transpose
from derive.reading.document import read
from derive.reading.source import Source

from .asking import answered

NETWORK = r"W, M \in R^{n \times n}, x, w \in R^n | a := W x | h := \tanh(a) | L := w^\top h"
DELTA = r"d := \frac{\partial L}{\partial a}"
W = r"\frac{\partial L}{\partial W}"
PLAIN = r"\frac{\partial L}{\partial a} x^\top"
GATE = (
    r"V \in R^{m \times d}, a, r \in R^m, h \in R^d | \sigma(t) := \frac{1}{1 + e^{-t}} | g := V h"
    r" | L := r^\top (a \odot \sigma(g))"
)

NAMED = [
    ("the derivative", f"{NETWORK} | {DELTA}", W, r"d x^\top"),
    ("its transpose", rf"{NETWORK} | d := \left(\frac{{\partial L}}{{\partial a}}\right)^\top", W, r"d^\top x^\top"),
    ("by its entries", rf"{NETWORK} | d_i := \frac{{\partial L}}{{\partial a_i}}", W, r"d x^\top"),
    ("with its transpose as a row", f"layout: numerator | {NETWORK} | {DELTA}", W, r"d x^\top"),
    ("the last of two names", f"{NETWORK} | {DELTA} | {DELTA.replace('d', 'e', 1)}", W, r"e x^\top"),
    ("of an unknown loss", r"x, n \in R^k | h := x \odot n | L := L(h) | q := \frac{\partial L}{\partial h}",
     r"\frac{\partial L}{\partial x}", r"q \odot n"),
    ("of a matrix", r"X \in R^{N \times n}, W \in R^{n \times m} | Y := X W | L := L(Y)"
     r" | G := \frac{\partial L}{\partial Y}", W, r"X^\top G"),
    ("by a number", r"x \in R | u := x^2 | v := u^3 | g := \frac{\partial v}{\partial u}",
     r"\frac{\partial v}{\partial x}", "2 g x"),
    ("a sum of products", rf"{GATE} | q := r \odot a \odot \sigma(g) \odot (1 - \sigma(g))",
     r"\frac{\partial L}{\partial V}", r"q h^\top"),
]


@pytest.mark.parametrize(("declared", "left", "answer"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_an_answer_has_the_authors_name(declared: str, left: str, answer: str) -> None:
    found = answered(declared, left)
    assert found.answer is not None, found.message
    assert " ".join(found.answer.fragment.split()) == answer
    assert found.kind is Kind.PROVED


UNNAMED = [
    ("more than the derivative", rf"{NETWORK} | d := \frac{{\partial L}}{{\partial a}} + w", W, PLAIN),
    ("another loss", rf"{NETWORK} | K := \|h\|^2 | d := \frac{{\partial K}}{{\partial a}}", W, PLAIN),
    ("by another quantity", rf"{NETWORK} | d := \frac{{\partial L}}{{\partial x}}", W, PLAIN),
    ("what is asked for itself", r"a \in R^n | L := \|a\|^2 | d := \frac{\partial L}{\partial a}",
     r"\frac{\partial L}{\partial a}", "2 a"),
    ("what is asked for itself, a sum", f"{NETWORK} | {DELTA}", r"\frac{\partial L}{\partial a}",
     r"w \odot \left( 1 - h \odot h \right)"),
    ("an entry of what is asked for", f"{NETWORK} | {DELTA}", r"\frac{\partial L}{\partial a_i}",
     r"w_{i} \left( 1 - h_{i}^2 \right)"),
    ("the transpose of what is asked for", rf"{NETWORK} | d := \left(\frac{{\partial L}}{{\partial a}}\right)^\top",
     r"\frac{\partial L}{\partial a}", r"w \odot \left( 1 - h \odot h \right)"),
    ("another sum of products", rf"{GATE} | q := r \odot a \odot \sigma(g) \odot (1 + \sigma(g))",
     r"\frac{\partial L}{\partial V}", r"\frac{\partial L}{\partial g} h^\top"),
]


@pytest.mark.parametrize(("declared", "left", "answer"), [row[1:] for row in UNNAMED], ids=[row[0] for row in UNNAMED])
def test_a_name_for_something_else_is_not_used(declared: str, left: str, answer: str) -> None:
    found = answered(declared, left)
    assert found.answer is not None, found.message
    assert " ".join(found.answer.fragment.split()) == answer


HEAD = "<!-- derive\n" + NETWORK.replace(" | ", "\n") + "\n-->\n"
NAME = f"<!-- derive\n{DELTA}\n-->\n"
ASKED = f"$$ {W} = ? $$\n"
CHAIN = "$$ d = \\frac{\\partial L}{\\partial a} = w \\odot (1 - h^2) $$\n\n"
ROWS = (
    "$$\n\\begin{aligned}\nd &= \\frac{\\partial L}{\\partial a} \\\\\n&= w \\odot (1 - h^2)\n\\end{aligned}\n$$\n\n"
)
PLACES = [
    ("below the question", f"{HEAD}{ASKED}\n{NAME}", PLAIN),
    ("in a section that is closed", f"{HEAD}# One\n{NAME}\n# Two\n{ASKED}", PLAIN),
    ("hidden by a free name", f"{HEAD}# One\n{NAME}\n## Two\n<!-- derive\nd \\in R^n\n-->\n{ASKED}", PLAIN),
    ("hidden by a defined name", f"{HEAD}{NAME}\n# One\n<!-- derive\nd := 2 x\n-->\n{ASKED}", PLAIN),
    ("of a loss that is hidden", f"{HEAD}{NAME}\n# One\n<!-- derive\nL := \\|h\\|^2\n-->\n{ASKED}", PLAIN),
    ("above", f"{HEAD}{NAME}\n{ASKED}", r"d x^\top"),
    ("in a section around it", f"{HEAD}# One\n{NAME}\n## Two\n{ASKED}", r"d x^\top"),
    ("by an earlier chain", f"{HEAD}{CHAIN}$$ h^2 = h \\odot h $$\n\n{ASKED}", r"d x^\top"),
    ("by a longer chain", f"{HEAD}{CHAIN[:-4]} = w - w \\odot h^2 $$\n\n$$ h^2 = h \\odot h $$\n\n{ASKED}",
     r"d x^\top"),
    ("by a chain of rows", f"{HEAD}{ROWS}$$ h^2 = h \\odot h $$\n\n{ASKED}", r"d x^\top"),
    ("by a chain for something else", f"{HEAD}{CHAIN.replace('a}', 'h}')}$$ h^2 = h \\odot h $$\n\n{ASKED}", PLAIN),
    ("by an equation", f"{HEAD}$$ d = \\frac{{\\partial L}}{{\\partial a}} = w \\odot (1 - h^2) $$\n\n{ASKED}",
     r"d x^\top"),
]


@pytest.mark.parametrize(("text", "answer"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES])
def test_a_name_is_used_where_it_is_known(text: str, answer: str) -> None:
    found = [item.verdict for item in judge_document(read(Source("note.md", text))).items if item.source.endswith("?")]
    (verdict,) = found
    assert verdict.answer is not None, verdict.message
    assert (verdict.kind, verdict.answer.fragment) == (Kind.PROVED, answer)


LOSS = Quantity(name="L")
VECTOR, MATRIX = Quantity(name="a", shape=("n", 1)), Quantity(name="a", shape=("n", "n"))


def _table(array: Quantity, row: Term, column: Term) -> Term:
    by = Item(array=array, row=row, column=column)
    return Table(entry=Derivative(numerator=LOSS, by=by), row="i", column="j", shape=array.shape)


ROW, COLUMN, FIRST = Index(name="i"), Index(name="j"), Constant(value=Fraction(1))
DEFINITIONS = [
    ("the derivative", Derivative(numerator=LOSS, by=VECTOR, shape=("n", 1)), True, False),
    ("turned", Transpose(array=Derivative(numerator=LOSS, by=VECTOR, shape=("n", 1))), True, True),
    ("turned twice", Transpose(array=Derivative(numerator=LOSS, by=VECTOR, flipped=True)), True, False),
    ("a table of all entries", _table(MATRIX, ROW, COLUMN), True, False),
    ("a table that turns them", _table(MATRIX, COLUMN, ROW), True, True),
    ("a table of the diagonal", _table(MATRIX, ROW, ROW), True, None),
    ("a table of one row", _table(MATRIX, FIRST, COLUMN), True, None),
    ("an entry", Derivative(numerator=LOSS, by=Item(array=VECTOR, row=FIRST, column=FIRST)), False, None),
    ("by another", Derivative(numerator=LOSS, by=Quantity(name="b", shape=("n", 1))), True, None),
    ("of another", Derivative(numerator=Quantity(name="K"), by=VECTOR), True, None),
    ("no derivative", VECTOR, False, None),
]


@pytest.mark.parametrize(
    ("term", "is_upstream", "turned"), [row[1:] for row in DEFINITIONS], ids=[row[0] for row in DEFINITIONS]
)
def test_only_the_derivative_as_a_whole_has_a_name(term: Term, is_upstream: bool, turned: bool | None) -> None:
    assert upstream.is_upstream(term) is is_upstream
    assert upstream.turned(term, LOSS, "a") is turned
