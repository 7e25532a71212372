r"""Chains with a link that is not judged, an inequality or a shape: the equations beside it are judged all the same."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from derive.reading.statements import Equation, Shaped, Sized, Unread
from tests.judging.claims import judged
from tests.reading.statements import document, items, kinds, troubles

GIVEN = "a, b \\in R, x \\in R^n, W \\in R^{m \\times n}\nz := W x, L := L(z)"
SHAPE = r"\in R^{m \times n}"
INNER = r"\frac{\partial L}{\partial W} = \frac{\partial L}{\partial z} x^\top"
OUTER = r"\frac{\partial L}{\partial W} = x^\top \frac{\partial L}{\partial z}"


def verdicts(formula: str, expected: str = "") -> list[Kind]:
    told = f"<!-- derive\nexpect: {expected}\n-->\n" if expected else ""
    found = judged(f"<!-- derive\n{GIVEN}\n-->\n{told}\n$$ {formula} $$\n")
    assert all(item.passes for item in found) or not expected
    return [item.verdict.kind for item in found]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (rf"{INNER} \in \{{0, 1\}}", Kind.PROVED),
        (rf"{OUTER.replace('x^', '2 + x^')} \in \{{0, 1\}}", Kind.REFUTED),
        (r"(a - b)^2 = a^2 - 2ab + b^2 \le 2 (a^2 + b^2)", Kind.PROVED),
        (r"(a - b)^2 = a^2 + 2ab + b^2 \le 2 (a^2 + b^2)", Kind.REFUTED),
        (r"(a - b)^2 = a^2 - 2ab + b^2 \ge 0", Kind.PROVED),
        (r"\frac{\partial}{\partial a} a^2 = 2 a \in \{0, 2\}", Kind.PROVED),
    ],
)
def test_the_equation_is_judged_and_the_other_link_is_unread(formula: str, expected: Kind) -> None:
    assert verdicts(formula) == [expected, Kind.UNREAD]
    assert verdicts(formula, f"{expected.value} unread") == [expected, Kind.UNREAD]


def test_an_equation_behind_an_inequality_is_judged() -> None:
    assert verdicts(r"0 \le (a - b)^2 = a^2 - 2ab + b^2") == [Kind.UNREAD, Kind.PROVED]
    assert verdicts(r"0 \le (a - b)^2 = a^2 - b^2") == [Kind.UNREAD, Kind.REFUTED]


def test_no_chain_is_judged_across_an_inequality() -> None:
    """From `a + 1 = 1 + a ≤ a + 2 = 2 + a` nobody concludes `a + 1 = 2 + a`."""
    assert verdicts(r"a + 1 = 1 + a \le a + 2 = 2 + a") == [Kind.PROVED, Kind.UNREAD, Kind.PROVED]


def test_what_is_not_judged_is_told_with_its_place() -> None:
    ((message, place),) = troubles(GIVEN, r"a + b = b + a \le 3")
    assert place == r"\le"
    assert message == r"`\le` claims no equation; only equations are judged, and `expect: unread` says that you know"
    ((message, place),) = troubles(GIVEN, rf"{INNER} \in \{{0, 1\}}")
    assert place == r"\in"
    assert message.startswith(r"`\in` declares the name with which a formula begins")


@pytest.mark.parametrize("formula", [rf"W x {SHAPE}", r"2 a \in R", rf"{INNER} {SHAPE} \in R"])
def test_a_shape_of_an_expression_declares_nothing(formula: str) -> None:
    read = items(document(GIVEN, formula))
    assert not [each for each in read if isinstance(each.statement, Shaped)]
    assert isinstance(read[-1].statement, Sized | Unread)


def test_a_name_with_which_a_chain_begins_is_declared_and_defined() -> None:
    assert kinds(GIVEN, r"u = W x \in R^m") == ["Shaped", "Definition"]
    assert kinds(GIVEN, r"u \in R^m = W x") != ["Shaped", "Definition"]


def test_a_name_of_another_shape_is_not_taken_for_an_expression() -> None:
    found = [item.statement for item in items(document(GIVEN, r"a = b \in R^n"))]
    assert [type(each) for each in found] != [Equation, Shaped]
    assert isinstance(found[0], Unread)


RELATIONS = [r"\lesssim", r"\gtrsim", r"\preceq", r"\succeq", r"\ll", r"\asymp", r"\not=", r"\subseteq"]


@pytest.mark.parametrize("sign", RELATIONS)
def test_other_relations_are_told_too(sign: str) -> None:
    assert verdicts(rf"(a - b)^2 = a^2 - 2ab + b^2 {sign} 2 a") == [Kind.PROVED, Kind.UNREAD]
    assert verdicts(rf"(a - b)^2 = a^2 + 2ab + b^2 {sign} 2 a") == [Kind.REFUTED, Kind.UNREAD]


@pytest.mark.parametrize("formula", [r"(a \succeq b)", r"\sqrt{a \lesssim b}", r"\frac{a \notin b}{2}"])
def test_they_are_not_passed_over_inside_of_brackets(formula: str) -> None:
    assert verdicts(formula) == [Kind.UNREAD]


CONCLUSIONS = ["hence", "and", "so that", "and thus", "that is", "i.e.,"]


@pytest.mark.parametrize("words", CONCLUSIONS)
@pytest.mark.parametrize("space", ["", r"\quad"])
def test_what_is_concluded_is_no_condition(words: str, space: str) -> None:
    """`|a| = a, hence a > 0` does not say that a is positive: it is false."""
    assert verdicts(rf"|a| = a {space} \text{{ {words} }} {space} a > 0") == [Kind.CONDITIONAL, Kind.UNREAD]
    assert verdicts(rf"|a| = a {space} \text{{ {words} }} {space} |b| = |b|") == [Kind.CONDITIONAL, Kind.PROVED]


def test_nor_what_stands_behind_a_remark() -> None:
    assert verdicts(r"|a| = a \quad \text{(by definition)} \quad a > 0") == [Kind.CONDITIONAL, Kind.UNREAD]
    assert verdicts(r"|a| = a \text{ (by definition)} a > 0") == [Kind.UNREAD]


CONDITIONS = [
    r"\quad a > 0 \quad \text{and} \quad b > 0",
    r", \quad a > 0 \text{ and } b > 0",
    r"\quad \text{if } a > 0 \text{ and } b > 0",
    r"\quad \text{if} \quad a > 0 \quad \text{and} \quad b > 0",
]


@pytest.mark.parametrize("words", CONDITIONS)
def test_a_condition_goes_on_behind_and(words: str) -> None:
    assert verdicts(rf"|a b| = a b {words}") == [Kind.PROVED]
    assert verdicts(rf"|a b| = - a b {words}") == [Kind.REFUTED]


@pytest.mark.parametrize("words", ["We have", "Note that", "It follows that"])
def test_words_with_which_a_claim_begins_do_not_keep_it_from_being_judged(words: str) -> None:
    assert verdicts(rf"\text{{{words} }} a + b = b + a") == [Kind.PROVED]
    assert verdicts(rf"\text{{{words} }} a + b = b - a") == [Kind.REFUTED]


def test_a_colon_of_another_package_defines() -> None:
    assert kinds(GIVEN, r"u \vcentcolon= a + b") == ["Definition"]
    assert kinds(GIVEN, r"a + b \vcentcolon= b + a") == ["Unread"]


def test_a_condition_reaches_over_a_remark() -> None:
    assert verdicts(r"|a| = a \quad \text{(by definition)} \quad \text{if } a > 0") == [Kind.PROVED]
    assert verdicts(r"|a| = -a \quad \text{(by definition)} \quad \text{if } a > 0") == [Kind.REFUTED]
