r"""Lists of conditions behind a word such as `if`: each restricts the claim before them, and none defines or claims."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged
from tests.reading.statements import troubles

NAMES = r"a, b, p, q, r, x \in R, f : R \to R"
TRUE, FALSE, OPEN, UNREAD = Kind.PROVED, Kind.REFUTED, Kind.CONDITIONAL, Kind.UNREAD


def verdicts(*formulas: str) -> list[Kind]:
    text = "\n\n".join(f"$$ {each} $$" for each in formulas)
    return [item.verdict.kind for item in judged(f"<!-- derive\n{NAMES}\n-->\n\n{text}\n")]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"p + q + r = 3 p \quad \text{if } p = q, q = r", TRUE),
        (r"p + q + r = 3 p \quad \text{if } p = q, q = x", FALSE),
        (r"f(a) = f(x) \text{ when } a = b, b = x", TRUE),
        (r"f(a) = f(x) \text{ when } a = b, b = p", FALSE),
        (r"f(a) = f(x) \quad \text{for } a = b, b > 0, b = x", TRUE),
        (r"|a b| = a b \quad \text{if } a, b > 0", TRUE),
        (r"|a b| = a b \quad \text{if } a, b \ge 0, x > 0", TRUE),
        (r"|a b| = a b \quad \text{if } a, x > 0", OPEN),
        (r"|a b| = - a b \quad \text{if } a, b < 0", FALSE),
        (r"a b = 0 \quad \text{if } a, b = 0", UNREAD),
        (r"a + x = b + x \quad \text{if } a, b \ne 0", FALSE),
        (r"\text{Suppose } a = b, \text{ then } a^2 = b^2", TRUE),
        (r"\text{Suppose } a = b, \text{ then } a^2 = 2 b^2", FALSE),
        (r"\text{Assume } a, b > 0. \text{ Then } |a b| = a b", TRUE),
        (r"\text{Assume that } a, b > 0. \text{ Then } |a b| = - a b", FALSE),
    ],
)
def test_every_member_restricts_the_claim(formula: str, expected: Kind) -> None:
    assert verdicts(formula) == [expected]


@pytest.mark.parametrize("behind", ["p = q, q = r", r"p = q \text{ and } q = r"])
def test_no_member_defines_what_stands_below(behind: str) -> None:
    below = r"\frac{\partial}{\partial r} (q r) = 2 r"
    assert verdicts(rf"p + q + r = 3 p \quad \text{{if }} {behind}", below) == [TRUE, FALSE]


def test_an_equation_with_a_condition_of_its_own_is_a_claim() -> None:
    first, second = r"|a| = a \text{ if } a > 0", r"b x = {} \text{{ if }} b = x"
    assert verdicts(f"{first}, {second.format('b^2')}") == [TRUE, TRUE]
    assert verdicts(f"{first}, {second.format('b^3')}") == [TRUE, FALSE]


@pytest.mark.parametrize("space", [r", \quad", r"\quad", r", \qquad"])
def test_behind_a_wide_space_it_can_be_either(space: str) -> None:
    formula = rf"f(a) = f(x) \quad \text{{when }} a = b{space} b = x"
    assert verdicts(formula) == [UNREAD, UNREAD]
    assert {said.partition(";")[0] for said, _ in troubles(NAMES, formula)} == {
        "this can be one more condition, or an equation of its own"
    }


def test_a_space_is_wide_where_it_is_printed() -> None:
    formula = r"\newcommand{{\apart}}{{\quad}} f(a) = f(x) \text{{ when }} a = b{} b = x"
    assert verdicts(formula.format(r"\apart")) == [UNREAD, UNREAD]
    assert verdicts(formula.format(", % of a quadratic form\n")) == [TRUE]


def test_a_letter_behind_if_compares_nothing() -> None:
    assert verdicts(r"|a| = a \quad \text{if } a") == [UNREAD]
    assert verdicts(r"|a| = a \quad \text{if } a, b") == [UNREAD]


def test_words_of_the_next_equation_end_a_list() -> None:
    assert verdicts(r"|a| = a \text{ if } a > 0, \text{ hence } a + a = 2 a") == [TRUE, TRUE]
    assert verdicts(r"|a| = a \text{ if } a > 0, \text{ hence } a + a = 3 a") == [TRUE, FALSE]


@pytest.mark.parametrize("words", [r"\text{for } i, j", r"\text{for all } i, j", r"\forall i, j", r"\text{for } i"])
@pytest.mark.parametrize(("right", "expected"), [("w_j v_i", TRUE), ("w_i v_j", FALSE)])
def test_letters_behind_a_word_have_one_range(words: str, right: str, expected: Kind) -> None:
    text = rf"$$ v_i w_j = {right} \quad {words} = 1, \dots, n $$"
    (item,) = judged(f"<!-- derive\nv, w \\in R^n\n-->\n\n{text}\n")
    assert item.verdict.kind is expected
