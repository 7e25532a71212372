r"""What a definition by itself would define is unread below it: the name, or the entry that is spelled `m_1`."""

from __future__ import annotations

import pytest

from derive.reporting.language import codes, language
from tests.judging.claims import judged

DECLARED = r"m, g \in R^n, A, B \in R^{n \times n}, \beta \in R"
STEP = r"\beta m + (1 - \beta) g"


def verdicts(defined: str, *formulas: str) -> list[tuple[str, str]]:
    """The verdicts on formulas below a definition, with what is said."""
    text = f"<!-- derive\n{DECLARED}\n{defined}\n-->\n\n" + "\n\n".join(f"$$ {formula} $$" for formula in formulas)
    return [(item.verdict.kind.value, item.verdict.message) for item in judged(text) if item.display]


@pytest.mark.parametrize(
    ("defined", "name", "formulas"),
    [
        (f"m_1 := {STEP}", "m_1", [
            r"m_1 - \beta m = (1 - \beta) g", r"\frac{\partial}{\partial \beta} m_1 = m - g",
            r"\frac{\partial}{\partial \beta} m_1 = 0", r"\frac{\partial m_{1}}{\partial \beta} = 0", "[m]_1 = m_1",
        ]),
        (f"m_t := {STEP}", "m_t", [
            r"\frac{\partial}{\partial \beta} m_t = m - g", r"\frac{\partial}{\partial \beta} m_t = 0",
        ]),
        (r"A_{12} := \beta A + B", "A_{1,2}", [r"\frac{\partial}{\partial \beta} A_{12} = 0", "a_{1,2} = 0"]),
        (f"m := {STEP}", "m", [
            r"\frac{\partial}{\partial \beta} m = m - g", r"\frac{\partial}{\partial \beta} m = 0", "m_1 = g_1",
        ]),
    ],
)
def test_a_claim_of_it_is_unread(defined: str, name: str, formulas: list[str]) -> None:
    found = verdicts(defined, *formulas)
    assert {kind for kind, _ in found} == {"unread"}
    assert all(f"the definition of `{name}` was not understood (see line 3)" in message for _, message in found)


@pytest.mark.parametrize(
    ("defined", "true", "false"),
    [
        (f"m_1 := {STEP}", r"\sum_i m_i + m_2 = m_2 + \sum_j m_j", r"\sum_i m_i + m_2 = m_2"),
        (f"m_1 := {STEP}", "m + g = g + m", "m + g = g"),
        (f"m_t := {STEP}", "m_i + m_i = 2 m_i", "m_i + m_i = m_i"),
        (f"m_1 := {STEP}\nm_1 \\in R^n", "2 m_1 = m_1 + m_1", "2 m_1 = m_1"),
        (f"m_1 := {STEP}\nm \\in R^n", "2 m_1 = m_1 + m_1", "2 m_1 = m_1"),
        (f"m_1 \\in R^n\nm_1 := {STEP}", r"\frac{\partial}{\partial \beta} m_1 = m - g",
         r"\frac{\partial}{\partial \beta} m_1 = 0"),
    ],
)
def test_a_claim_of_others_and_of_what_is_declared_is_judged(defined: str, true: str, false: str) -> None:
    assert [kind for kind, _ in verdicts(defined, true, false)] == ["proved", "refuted"]


def test_a_displayed_step_is_no_claim_of_an_entry() -> None:
    found = verdicts("", f"m_1 = {STEP}", r"\frac{\partial}{\partial \beta} m_1 = 0", r"m_i = \beta m + g")
    assert [kind for kind, _ in found] == ["unread", "unread", "refuted"]
    assert "`m_1` is read as an entry of `m`; if `m_1` is a name of its own, declare it first" in found[0][1]
    assert all(language(code).knows(message) for _, message in found[:2] for code in codes())


def test_a_name_in_bold_beside_a_plain_one_is_told_without_the_mark_of_its_key() -> None:
    defined = r"\mathbf{A} \in R^{n \times n}" "\n" r"\mathbf{A} := \beta \mathbf{A} + ?"
    found = verdicts(defined, r"2 \mathbf{A} = B")
    assert found[-1][0] == "unread"
    assert "of `A` was not understood (see line 4)" in found[-1][1]
