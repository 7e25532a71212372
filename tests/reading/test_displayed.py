"""Displayed formulas as statements: chains, conditions, words, and what must not be dropped in silence."""

from __future__ import annotations

import pytest

from derive.reading.statements import Equation, Unread
from tests.reading.statements import document, items, kinds, troubles

NUMBERS = r"a, b, c, x \in R" + "\n" + r"u, v \in R^{n \times 1}, N \in R^{n \times n}"

KINDS: dict[str, tuple[str, list[str]]] = {
    "an equation": ("a + b = b + a", ["Equation"]),
    "a chain": ("a + a = 2a = a 2", ["Equation", "Equation"]),
    "an aligned chain": (r"\begin{align} a + a &= 2a \\ &= a \cdot 2 \end{align}", ["Equation", "Equation"]),
    "the position of an environment": (r"\begin{aligned}[t] a + b &= b + a \end{aligned}", ["Equation"]),
    "a bracket that is left out there": (r"\begin{aligned} [a + b] c &= c \end{aligned}", ["Unread"]),
    "two statements in a row": (r"a + b = b + a, \quad a b = b a", ["Equation", "Equation"]),
    "and between them": (r"a + b = b + a \quad \text{and} \quad a b = b a", ["Equation", "Equation"]),
    "a definition": ("a = b + c", ["Definition"]),
    "a sign of definition": ("y := b + c", ["Definition"]),
    "the other way round": ("b + c =: y", ["Definition"]),
    "membership": (r"y \in \mathbb{R}^{n}", ["Shaped"]),
    "an expression": ("a + b", ["Plain"]),
    "an arrow": (r"a \leftarrow a - b", ["Plain"]),
    "an approximation": (r"a + b \approx c", ["Plain"]),
    "words behind": (r"a + b = b + a \quad \text{by symmetry}", ["Equation", "Plain"]),
    "words without space": (r"a + b &= b + a && \text{(by symmetry)}", ["Equation", "Plain"]),
    "words as a side": (r"c = \text{const.}", ["Plain"]),
    "words with a hyphen": (r"c = \text{a non-zero constant}", ["Plain"]),
    "words with a number": (r"a + b = \text{the loss at step 2}", ["Plain"]),
    "a function in roman type first": (r"\mathrm{tr}(N) = \sum_i N_{ii}", ["Equation"]),
    "and after another row": (r"a + b = b + a \\ \mathrm{tr}(N) = \sum_i N_{ii}", ["Equation", "Equation"]),
    "a name in roman type first": (r"\text{loss} = a + b", ["Definition"]),
    "a comparison": ("a < b", ["Unread"]),
    "a power of e": ("e^{a} = 1 + a", ["Equation"]),
    "a power of e in brackets": (r"e^{(a + b)} = 1 + a \\ e^{(a + b)} = 1 + a", ["Equation", "Equation"]),
    "a power of an unknown letter": ("r^2 = a + b", ["Equation"]),
    "a derivative": (r"\frac{\partial a}{\partial b} = 0", ["Equation"]),
    "nothing on the right": ("a + b =", ["Unread"]),
    "nothing on the left": ("= a", ["Unread"]),
}


@pytest.mark.parametrize(("formula", "expected"), KINDS.values(), ids=KINDS)
def test_a_formula_is_read_as_its_statements(formula: str, expected: list[str]) -> None:
    assert kinds(NUMBERS, formula) == expected


GUARDED = [
    r"\begin{aligned} {}[a + b] c &= c a \end{aligned}",
    r"\begin{align} {}[a + b] c &= c a \end{align}",
    r"\begin{split} [a + b] c &= c a \end{split}",
]


@pytest.mark.parametrize("formula", GUARDED)
def test_a_bracket_at_the_start_of_a_row_is_a_factor(formula: str) -> None:
    (item,) = items(document(NUMBERS, formula))
    (whole,) = items(document(NUMBERS, "[a + b] c = c a"))
    (other,) = items(document(NUMBERS, "c = c a"))
    assert isinstance(item.statement, Equation)
    assert item.statement == whole.statement
    assert item.statement != other.statement


CONDITIONS = [
    r"2 N_{ij} = 2 N_{ji} \quad (i \ne j)",
    r"2 N_{ij} = 2 N_{ji}, \quad i \ne j",
    r"2 N_{ij} = 2 N_{ji} \quad \text{if } i \ne j",
    r"2 N_{ij} = 2 N_{ji} \text{ if } i \ne j",
    r"2 N_{ij} = 2 N_{ji} \text{ for } i \neq j.",
    r"2 N_{ij} = 2 N_{ji} \quad \text{for all } i \ne j",
    r"\text{If } i \ne j, \quad 2 N_{ij} = 2 N_{ji}",
    r"2 N_{ij} = 2 N_{ji} \\ \text{where } i \ne j",
    r"2 N_{ij} = 2 N_{ji} \quad \text{where } i = j",
    r"2 a = 2 b \quad \text{where } a = b",
    r"2 N_{ij} = 2 N_{ji} \quad i = 2, \dots, n",
]


@pytest.mark.parametrize("formula", CONDITIONS)
def test_a_condition_restricts_its_equation(formula: str) -> None:
    (item,) = items(document(NUMBERS, formula))
    assert isinstance(item.statement, Equation)
    assert item.statement.condition is not None


UNRESTRICTED = [
    r"2 N_{ij} = 2 N_{ji} \quad (\forall i, j)",
    r"2 N_{ij} = 2 N_{ji} \quad \forall i",
    r"2 N_{ij} = 2 N_{ji} \quad (i = 1, \dots, n)",
    r"2 N_{ij} = 2 N_{ji}, \quad i = 1, 2, \ldots, n",
    r"2 N_{ij} = 2 N_{ji}, \quad i, j = 1, \dots, n",
    r"2 N_{ij} = 2 N_{ji} \qquad i, j = 1, 2, \dots, n.",
    r"2 N_{ij} = 2 N_{ji}, i, j = 1, \dots, n",
    r"2 N_{ij} = 2 N_{ji}, \quad i, j \in \{1, \dots, n\}",
    r"2 N_{ij} = 2 N_{ji} \quad \text{for all } i, j",
    r"2 N_{ij} = 2 N_{ji} \quad \text{for } i \in \{1, \dots, n\}",
    r"a + x = x + a \quad \text{for all } x \in \mathbb{R}",
]


@pytest.mark.parametrize("formula", UNRESTRICTED)
def test_the_range_of_a_free_index_restricts_nothing(formula: str) -> None:
    (item,) = items(document(NUMBERS, formula))
    assert isinstance(item.statement, Equation)
    assert item.statement.condition is None


def test_a_condition_restricts_every_link_of_its_segment_and_no_other() -> None:
    found = items(document(NUMBERS, r"a + b = b + a, \quad 2 N_{ij} = 2 N_{ji} = 3 N_{ij} \quad (i \ne j)"))
    restricted = [item.statement.condition is not None for item in found if isinstance(item.statement, Equation)]
    assert restricted == [False, True, True]


UNREAD: dict[str, tuple[str, str, str]] = {
    "words about a value": (r"|a| = a \quad \text{if } a \text{ is positive}", "end here", "is positive"),
    "unless": (r"2 N_{ij} = 0 \quad \text{unless } i = j", "unless", "unless"),
    "inasmuch": (r"|a| = a \quad \text{inasmuch } a > 0", "no condition of the language", "inasmuch"),
    "an unknown set": (r"|a| = a \quad \text{for } a \in [0, 1]", "no other set", "a"),
    "a letter behind a comma": (r"2 a = a + a, \quad b", "end here", ","),
    "half a condition": (r"|a| = a \quad \text{if } a >", "expected something to compare", ">"),
    "a definition on a condition": (r"y = a \quad \text{if } a > 0", "write it by cases", ""),
    "a condition on nothing": (r"\text{if } a > 0", "no equation", ""),
    "a bar behind a factor": (r"a \Big|_{a = 1} = 2", "what is taken at this point is not told", r"\Big|"),
    "a bar before a factor": (r"\frac{d}{da} \Big|_{a = 1} a^2 = 2", "taken at this point is not told", r"\Big|"),
    "a logarithm to a base": (r"\log_2 a = b", "a logarithm to another base is a quotient", "_"),
    "a formula in words": (r"a + a = \text{2a}", "stands in words", r"\text{2a}"),
    "a formula in a box of words": (r"a + a = \hbox{2a}", "stands in words", r"\hbox{2a}"),
    "a sum in words": (r"a + 1 = \text{a + 1}", "stands in words", r"\text{a + 1}"),
    "a call in words": (r"a + 1 = \mbox{exp(a)}", "stands in words", r"\mbox{exp(a)}"),
    "a bracket": ("(a + b = c", "never closed", "("),
    "no row before": (r"= a + b", "no expression stands before it", "="),
}


@pytest.mark.parametrize(("formula", "message", "place"), UNREAD.values(), ids=UNREAD)
def test_what_is_not_understood_is_said(formula: str, message: str, place: str) -> None:
    found = troubles(NUMBERS, formula)
    assert len(found) == 1
    assert message in found[0][0]
    assert place in found[0][1]
    assert "Equation" not in kinds(NUMBERS, formula)
    assert "Definition" not in kinds(NUMBERS, formula)


DEFINED = [
    r"\text{where } y = a + b",
    r"z = b, \quad \text{where } y = a + b",
    r"2a = 2y, \quad \text{where } y = q",
    r"2a = 2 y(b) \\ \text{with } y(x) = x^2",
]


@pytest.mark.parametrize("formula", DEFINED)
def test_a_definition_in_the_place_of_a_condition_is_said_to_be_one(formula: str) -> None:
    ((message, place),) = troubles(NUMBERS, formula)
    assert message.startswith("this defines `y`, but words such as “w")
    assert place.startswith((r"\text{where }", r"\text{with }"))


def test_a_row_does_not_go_on_from_before_an_unread_one() -> None:
    found = items(document(NUMBERS, "a + b = c + a", "a + (b", "= c"))
    assert [isinstance(item.statement, Unread) for item in found] == [False, True, True]


@pytest.mark.parametrize(
    ("formula", "advice"),
    [
        (r"\pdv[2]{c^2}{c}{b} = 2 c", r"; a derivative is written `\frac{\partial L}{\partial x}` or `\nabla_x L`"),
        (r"\dv{c^2}{c}{b} = 2 c", r"; a derivative is written `\frac{d f}{d x}`"),
        (r"\norm x = c", r"; a norm is written `\|x\|`"),
        (r"\T c = 1", r"; if it is a command of your own, define it in this file, as in `\newcommand{\T}{…}`"),
    ],
)
def test_a_command_of_a_package_or_of_another_file_is_told_with_what_to_do(formula: str, advice: str) -> None:
    ((message, _),) = troubles(r"c \in R, x \in R^n", formula)
    assert message.endswith(" is not in the language" + advice)


def test_a_bold_name_of_a_package_is_the_name() -> None:
    assert kinds(r"x \in R^n", r"\vb{x}^\top \vb*{x} = x^\top x") == ["Equation"]


DECLARED = r"a, b \in R, W \in R^{n \times n}, x \in R^n"


@pytest.mark.parametrize("formula", ["a(b) = a + b", "a(b) = a b", "W(x) = x", "W(x) = W x"])
def test_a_declared_name_before_brackets_is_not_taken_for_a_new_function(formula: str) -> None:
    ((message, place),) = troubles(DECLARED, formula)
    assert "can be a product or the value of a function" in message
    assert place == formula[0]


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("a(b) := b + 1", "Definition"),
        ("W(x) := x", "Definition"),
        ("a(b) = b + 1", "Definition"),
        ("g(x) = W x", "Definition"),
        ("a(1 + b) = a + a b", "Equation"),
        ("2 a(b) = 2 a b", "Equation"),
    ],
)
def test_a_function_is_defined_where_nothing_else_can_be_meant(formula: str, kind: str) -> None:
    assert kinds(DECLARED, formula) == [kind]
