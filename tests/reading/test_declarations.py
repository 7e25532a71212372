"""Lines of declarations: what each of them introduces, and what is refused."""

from __future__ import annotations

import pytest

from derive.reading.grammar.declarations import read
from derive.reading.grammar.names import Names
from derive.reading.source import Passage, Source
from derive.reading.statements import (
    Assumed,
    Definition,
    Directive,
    Finite,
    Form,
    Option,
    Placed,
    Shaped,
    SizeNames,
    Statement,
    UnknownFunction,
    Unread,
)
from derive.reading.tokens import tokenize


def said(*lines: str) -> list[Statement]:
    """The statements of the last line, after the others."""
    source = Source("note.md", "\n".join(lines))
    names, place = Names(), 0
    found: list[Placed] = []
    for line in lines:
        found, names = read(Passage(line, tuple(range(place, place + len(line)))), names, source, tokenize)
        place += len(line) + 1
    return [placed.statement for placed in found]


SHAPES: dict[str, tuple[str, list[str], int]] = {
    "a matrix": (r"X \in R^{n \times m}", ["X"], 2),
    "double struck": (r"X \in \mathbb{R}^{n \times m}", ["X"], 2),
    "the letter M": (r"X \in \mathbb{M}^{n\times m}", ["X"], 2),
    "Unicode": ("X ∈ ℝ^{n × m}", ["X"], 2),
    "a command in text and formulas": (r"x \in \ensuremath{\mathbb{R}}^n", ["x"], 1),
    "a vector": (r"x \in R^n", ["x"], 1),
    "several names": (r"x, t \in R^{1 \times n}", ["x", "t"], 2),
    "a scalar": (r"\eta \in R", [r"\eta"], 0),
    "a label": (r"W^{(2)} \in R^{n \times m}", ["W^{(2)}"], 2),
    "a label in words": (r"y^{(\text{pred})} \in R", ["y^{(pred)}"], 0),
    "an accent": (r"\hat x \in R", [r"\hat{x}"], 0),
    "a prime": (r"x' \in R", ["x'"], 0),
    "an arrow": (r"w_{j \leftarrow i} \in R", [r"w_{j\leftarrow i}"], 0),
    "a number below": (r"w_2 \in R", ["w_2"], 0),
    "a size in bars": (r"x \in R^{|b|}", ["x"], 1),
    "sizes with labels": (r"x \in R^{n_1 \times n_2}", ["x"], 2),
    "numbers": (r"A \in R^{2 \times 3}", ["A"], 2),
    "a remark": (r"x \in R % the learning rate", ["x"], 0),
}


@pytest.mark.parametrize(("line", "names", "axes"), SHAPES.values(), ids=SHAPES)
def test_a_shape_is_declared(line: str, names: list[str], axes: int) -> None:
    (statement,) = said(line)
    assert isinstance(statement, Shaped)
    assert [head.plain for head in statement.heads] == names
    assert len(statement.axes) == axes


def test_several_declarations_stand_in_a_line() -> None:
    assert [type(s) for s in said(r"X \in R^{n \times m}, a, b \in R, k \in \mathbb{N}")] == [Shaped, Shaped, SizeNames]


OTHERS: dict[str, tuple[str, type]] = {
    "finite": (r"x \in \{0, 1\}", Finite),
    "finite, negative and broken": (r"x \in \{-1, 1/2\}", Finite),
    "definition": ("Y := 2", Definition),
    "definition by a command": (r"Y \coloneqq 2", Definition),
    "definition from the right": ("2 =: Y", Definition),
    "definition by entry": (r"y_{ij} := 2", Definition),
    "function": (r"f(s) := s^2", Definition),
    "unknown function": (r"f : R \to R", UnknownFunction),
    "unknown function in Unicode": ("f : ℝ → ℝ", UnknownFunction),
    "assumption": (r"assume a > 0", Assumed),
    "rows": ("vectors: rows", Option),
    "layout": ("layout: denominator % as usual", Option),
    "identifier": ("id: affine.dW", Directive),
    "expectation": ("expect: refuted", Directive),
}


@pytest.mark.parametrize(("line", "kind"), OTHERS.values(), ids=OTHERS)
def test_a_line_says_what_it_is(line: str, kind: type) -> None:
    (statement,) = said(r"a \in R", line)
    assert isinstance(statement, kind)


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("f(s)_i := s_i", Form.ROW_FUNCTION),
        ("f(s) := s", Form.FUNCTION),
        ("y_i := 2", Form.ENTRY),
        ("y := 2", Form.NAME),
    ],
)
def test_the_head_tells_the_form(line: str, form: Form) -> None:
    (statement,) = said(line)
    assert isinstance(statement, Definition)
    assert statement.head.form is form


REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "prose": (("nonsense",), "expected a declaration"),
    "English": (("x in R",), "expected a declaration"),
    "an expression": (("x + y",), "expected a declaration"),
    "no set": ((r"x \in Q",), "expected a shape such as"),
    "no shape": ((r"x \in",), "expected names"),
    "no name": ((r"\in R",), "expected names"),
    "only the sign": ((r"\in",), "expected names"),
    "three axes": ((r"x \in R^{a \times b \times c}",), "at most two sizes"),
    "size zero": ((r"x \in R^{0}",), "positive whole number"),
    "half a size": ((r"x \in R^{1.5}",), "positive whole number"),
    "an expression as size": ((r"x \in R^{n+1}",), "give this one a name"),
    "no size": ((r"x \in R^{n \times}",), "expected a size"),
    "a quantity as size": ((r"n \in R", r"x \in R^{n}"), "already declared as a quantity"),
    "a size as quantity": ((r"x \in R^{n}", r"n \in R"), "already a size"),
    "a size defined": ((r"x \in R^{n}", "n := 3"), "is a size"),
    "an empty set": ((r"x \in \{\}",), "list of numbers"),
    "names in a set": ((r"x \in \{a, b\}",), "expected a number"),
    "a broken value": ((r"x \in \{1/0\}",), "expected a number"),
    "a letter of another lettering": ((r"\mathcal{L} \in R", "L := 2"), "declared in another typeface"),
    "the same the other way": (("L \\in R", r"\mathcal{L} := 2"), "declared in another typeface"),
    "an expression defined": (("a + b := 2",), "expected a name, an entry or a function"),
    "nothing defined": ((":= 2",), "expected a name and what it stands for"),
    "defined as nothing": (("y :=",), "expected a name and what it stands for"),
    "half a body": (("y := 2 +",), "found the end"),
    "an unknown option": (("vectors: diagonal",), "rows or columns"),
    "an empty option": (("layout:",), "numerator or denominator"),
    "an empty assumption": (("assume",), "needs a condition"),
    "no condition": (("assume 2",), "expected a comparison"),
    "a function of arrays": ((r"f : R^n \to R",), r"expected `f : R \to R`"),
    "a command that nobody knows": ((r"y := \foo",), "not in the language"),
    "an unclosed bracket": (("y := (2",), "never closed"),
    "an unclosed brace": (("y := {2",), "never closed"),
}


@pytest.mark.parametrize(("lines", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_declaration_is_unread(lines: tuple[str, ...], message: str) -> None:
    statements = said(*lines)
    assert [type(s) for s in statements] == [Unread]
    assert isinstance(statements[0], Unread)
    assert message in statements[0].message


def test_a_bad_declaration_leaves_its_neighbours() -> None:
    assert [type(s) for s in said(r"x \in R, y \in Q, z \in R")] == [Shaped, Unread, Shaped]


BEHIND: dict[str, tuple[str, list[type[Statement]]]] = {
    "a declaration": (r"\epsilon \in \R; assume \epsilon > 0", [Shaped, Assumed]),
    "two declarations": (r"x \in R; y := 2 x; assume y > 0", [Shaped, Definition, Assumed]),
    "an assumption": ("assume a > 0; assume: b > 0;", [Assumed, Assumed]),
    "a remark": (r"x \in R % ; assume x > 0", [Shaped]),
    "a space": (r"y := 2\; assume y > 0", [Unread]),
    "brackets": (r"y := f(x; assume x)", [Unread]),
    "a reason": ("skip: no claim; assume a > 0", [Directive]),
    "not an assumption": ("assume a_i > 0; i > 3", [Unread]),
    "not an assumption, in the middle": ("assume a_i > 0; i > 3; assume b > 0", [Unread, Assumed]),
    "what cannot be read": (r"x \in R; assume x \prec 0", [Shaped, Unread]),
}


@pytest.mark.parametrize(("line", "kinds"), BEHIND.values(), ids=BEHIND)
def test_assumptions_may_stand_behind_semicolons(line: str, kinds: list[type[Statement]]) -> None:
    statements = said(line)
    assert [type(each) for each in statements] == kinds


def test_an_assumption_behind_a_semicolon_that_is_not_understood_is_known_to_be_one() -> None:
    found = said(r"x \in R; assume x \prec 0")[-1]
    assert isinstance(found, Unread) and found.assumes


def test_what_an_assumption_behind_a_semicolon_says_is_what_stands_there() -> None:
    _, first, second = said(r"a, b \in R; assume a > 0 ; assume b > 1 % both")
    assert isinstance(first, Assumed) and isinstance(second, Assumed)
    assert (first.source, second.source) == ("a > 0", "b > 1")
