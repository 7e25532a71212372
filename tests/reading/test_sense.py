r"""When two spellings say the same: the definition of a name may be repeated in any of them, and in no other one."""

from __future__ import annotations

import pytest

from derive.reading.document import read
from derive.reading.items import Item
from derive.reading.source import Source
from derive.reading.statements import Definition, Unread

NAMES = r"a, b \in R, w, v \in R^n, y \in R^m, X \in R^{n \times n}, f : R \to R"


def is_said_again(one: str, other: str, head: str = "L", heads: str = "") -> bool:
    """Whether a second definition is taken for the first one, told again."""
    lines = "\n".join((NAMES, f"{head} := {one}", f"{heads or head} := {other}"))
    parts = read(Source("note.md", f"<!-- derive\n{lines}\n-->\n")).parts
    *_, last = [part.statement for part in parts if isinstance(part, Item)]
    assert isinstance(last, Definition) or (isinstance(last, Unread) and "already defined otherwise" in last.message)
    return isinstance(last, Definition)


ALIKE = [
    (r"\frac12 w^\top w", r"\frac{1}{2} w^T w"),
    (r"\frac12 w^\top w", r"\tfrac{1}{2} \cdot w^\top\, w"),
    (r"\frac12 w^\top w", r"\frac12 \left( \bm{w}^\top \bm{w} \right)"),
    (r"\frac12 w^\top w", r"\frac{w^\top w}{2}"),
    (r"\frac12 w^\top w", r"0.5 w^\top w"),
    (r"\frac{1}{2 n} w^\top w", r"\frac12 \frac1n w^\top w"),
    (r"w^\top X v", r"w^\top (X v)"),
    (r"a + w^\top v", r"w^\top v + a"),
    (r"a + (b + 1)", r"1 + a + b"),
    (r"a \cdot b w_1", r"b a w_1"),
    (r"\sum_i w_i v_i", r"\sum_j w_j v_j"),
    (r"\sum_i w_i v_i", r"\sum_{i=1}^n {w_i} v_{i}"),
    (r"\sum_i w_i \sum_j v_j", r"\sum_k w_k \sum_i v_i"),
    (r"\max_i w_i", r"\max_{j} w_j"),
    (r"a f(b)", r"f(b) \cdot a"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_another_spelling_says_the_same(one: str, other: str) -> None:
    assert is_said_again(one, other)
    assert is_said_again(other, one)


OTHERWISE = [
    (r"\frac12 w^\top w", r"w^\top w"),
    (r"\frac12 w^\top w", r"\frac13 w^\top w"),
    (r"\frac12 w^\top w", r"2 w^\top w"),
    (r"\frac{w^\top w}{2}", r"\frac{2}{w^\top w}"),
    (r"\frac{a}{b}", r"\frac{b}{a}"),
    (r"\frac{a b}{b}", r"a"),
    (r"\frac{0}{a}", r"\frac{a}{0}"),
    (r"w^\top X v", r"v^\top X w"),
    (r"X X^\top", r"X^\top X"),
    (r"X w \cdot v", r"X (w \cdot v)"),
    (r"(w \odot X) v", r"w \odot (X v)"),
    (r"w \odot X v", r"(w \odot X) v"),
    (r"w \cdot v", r"w v"),
    (r"a - b", r"b - a"),
    (r"a - (b + 1)", r"a - b + 1"),
    (r"\sum_i w_i v_i", r"\sum_i w_i w_i"),
    (r"\sum_i w_i \sum_j v_j", r"\sum_i w_i \sum_j v_i"),
    (r"\sum_i \sum_j w_i v_j", r"\sum_i \sum_j w_j v_j"),
    (r"\sum_{i=1}^n a", r"\sum_{i=1}^m a"),
    (r"\sum_{i=2}^n w_i", r"\sum_i w_i"),
    (r"\sum_{i=1}^3 w_i", r"\sum_i w_i"),
    (r"\sum_{i \ne 1} w_i", r"\sum_i w_i"),
    (r"\sum_i w_i", r"\prod_i w_i"),
    (r"w_1", r"w_2"),
    (r"w_{n}", r"w_{m}"),
    (r"f(a)", r"f(b)"),
    (r"f(a)", r"f'(a)"),
    (r"a^2", r"a^3"),
    (r"-a", r"a"),
]


@pytest.mark.parametrize(("one", "other"), OTHERWISE)
def test_another_formula_does_not(one: str, other: str) -> None:
    assert not is_said_again(one, other)
    assert not is_said_again(other, one)


def test_the_letters_of_indices_and_parameters_say_nothing() -> None:
    assert is_said_again(r"\sum_j X_{ij} w_j", r"\sum_i X_{ki} w_i", "z_i", "z_k")
    assert is_said_again(r"X_{ij}", r"X_{kl}", "Z_{ij}", "Z_{kl}")
    assert is_said_again("t^2 + a", "s^2 + a", "g(t)", "g(s)")


def test_but_their_order_does() -> None:
    assert not is_said_again(r"w^\top w", r"w^\top w", "z_p", "z_q")
    assert not is_said_again(r"X_{ij}", r"X_{ji}", "Z_{ij}", "Z_{ij}")
    assert not is_said_again(r"X_{ij}", r"X_{ij}", "Z_{ij}", "Z_{ji}")
    assert not is_said_again("t^2 + a", "s^2 + t", "g(t)", "g(s)")
    assert not is_said_again("t^2 + a", "a^2 + a", "g(t)", "g(t)")
