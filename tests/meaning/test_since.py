r"""A condition behind `\text{since }` and its like restricts its equation, as one behind `\text{for }` does."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged

GIVEN = "<!-- derive\nx, t \\in R^n, a \\in R\nf(z)_i := e^{z_i} / \\sum_j e^{z_j}\ny := f(x)\n-->\n"
WORDS = ["since", "because", "given", "given that", "provided that", "assuming", "Since"]


def kinds(formula: str, word: str) -> str:
    """The first letters of the verdicts, where `@` stands for the word."""
    written = formula.replace("@", rf"\text{{{word} }}")
    found = judged(f"{GIVEN}$$ {written} $$\n")
    return "".join(each.verdict.kind.value[0] for each in found)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize(
    ("formula", "verdicts"),
    [
        (r"\sum_j t_j y_i = y_i \quad @ \sum_j t_j = 1", "p"),
        (r"\sum_j t_j y_i = 2 y_i \quad @ \sum_j t_j = 1", "r"),
        (r"\begin{aligned} \sum_j t_j y_i &= y_i && @ \sum_j t_j = 1 \\ &= t_i \end{aligned}", "pr"),
        (r"a^2 = 5 \quad @ a = 2", "r"),
        (r"\sum_j y_j = 2 \quad @ \sum_j y_j = 2", "u"),
        (r"a x = 3 x \quad @ q = 3", "u"),
        (r"a x = 2 x \quad @ \text{the factor is two}", "u"),
        (r"a x = 2 x, \quad @ a ^^ 2", "u"),
    ],
)
def test_it_restricts_its_equation(formula: str, verdicts: str, word: str) -> None:
    assert kinds(formula, word) == verdicts


@pytest.mark.parametrize("word", ["sincerely", "notwithstanding", "not given", "unless"])
def test_another_word_is_none(word: str) -> None:
    (found,) = judged(rf"{GIVEN}$$ a x = 2 x \quad \text{{{word} }} a = 2 $$")
    assert found.verdict.kind is Kind.UNREAD
    assert "are no condition of the language" in found.verdict.message


@pytest.mark.parametrize("sign", [r"\quad (\because {})", r"\; (\because {})", r"(\because {}).", r"\quad \because {}"])
@pytest.mark.parametrize(
    ("formula", "reason", "verdicts"),
    [
        (r"\sum_j t_j y_i = y_i", r"\sum_j t_j = 1", "p"),
        (r"\sum_j t_j y_i = 2 y_i", r"\sum_j t_j = 1", "r"),
        (r"\sum_j t_j y_i = y_i", r"\sum_j t_j^2 = 1", "r"),
        ("|a| = a", "a > 0", "p"),
        ("|a| = -a", "a > 0", "r"),
        (r"a x = 2 x", r"a \text{ is two}", "u"),
    ],
)
def test_its_sign_says_the_same(formula: str, reason: str, verdicts: str, sign: str) -> None:
    assert kinds(f"{formula} {sign.replace('{}', reason)}", "") == verdicts


REMARKS = [
    r"\quad (\because \text{the chain rule})", r"\; (\because \text{eq. (3)})", r"(\because (3))",
    r"\quad (\text{by the chain rule})", r"\; (\text{by the chain rule}).", r"\hfill (\text{trivially})",
]


@pytest.mark.parametrize("remark", REMARKS)
def test_words_in_brackets_are_a_remark(remark: str) -> None:
    assert kinds(f"a x + x = x + a x {remark}", "") == "p"
    assert kinds(f"a x + x = 3 x + a x {remark}", "") == "r"


@pytest.mark.parametrize(
    "formula",
    [
        r"a x = a x (\text{by the chain rule})", r"a x = a x (\text{input})", r"a x = (\because a) x",
        r"a x = a x \quad (\text{only if } a = 0)", r"a x = a x \quad (\text{approximately})",
        r"a x = a x \quad (\text{unless all are zero})",
    ],
)
def test_other_words_in_brackets_are_not_passed_over(formula: str) -> None:
    assert kinds(formula, "") == "u"


@pytest.mark.parametrize(
    "formula", [r"\because a x = x a", r"a = a \quad \therefore a x = 2 x", r"\quad \because a x = 3 x"]
)
def test_at_the_beginning_of_an_equation_it_says_nothing(formula: str) -> None:
    assert kinds(formula, "")[-1] == ("p" if formula.endswith("x a") else "r")
