r"""Numbers that need no declaration: `\pi = 3.14` claims what it says, and another π or e is one of its author."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.reading.document import read
from derive.reading.source import Source
from tests.judging.claims import judged

GIVEN = "<!-- derive\nx \\in R, y, t, z \\in R^n\n{}\n-->\n\n"


def kinds(*formulas: str, declared: str = "") -> list[str]:
    """The verdicts on displayed formulas, one after the other."""
    text = GIVEN.replace("{}", declared) + "\n\n".join(f"$$ {formula} $$" for formula in formulas)
    return [item.verdict.kind.value for item in judge_document(read(Source("note.md", text))).items]


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"\pi = 4 \arctan 1", r"\pi = 3.1416"),
        (r"\pi = 2 \arctan(1) + 2 \arctan(1)", r"\pi = 3"),
        (r"\pi = \sqrt{\pi^2}", r"\pi = \frac{22}{7}"),
        ("e = e^1", "e = 2.718"),
        (r"e = \exp(1)", r"e = \sqrt{7}"),
    ],
)
def test_what_is_said_of_a_known_number_is_a_claim(true: str, false: str) -> None:
    assert kinds(true) == ["proved"]
    assert kinds(false) == ["refuted"]


@pytest.mark.parametrize("said", [r"\pi = 3.1416", r"\pi = 3", r"\pi \approx 3"])
def test_it_is_the_same_number_behind_what_is_said_of_it(said: str) -> None:
    assert kinds(said, r"\sin(\pi) = 0")[1:] == ["proved"]
    assert kinds(said, r"x \pi = 3 x")[1:] == ["refuted"]


def test_how_another_one_is_meant_is_told() -> None:
    (false,) = judged(f"{GIVEN.replace('{}', '')}$$ \\pi = 3.1 $$\n")
    assert false.verdict.message.endswith("$\\pi$ is a known number here; another one is declared, or defined by `:=`.")


@pytest.mark.parametrize("weight", ["0.3", r"\frac12", r"\frac{1}{4}"])
def test_a_number_far_from_it_is_another_one(weight: str) -> None:
    assert kinds(rf"\pi = {weight}", rf"\pi x = {weight} x", r"\pi x = 3.1 x") == ["definition", "proved", "refuted"]


@pytest.mark.parametrize("sign", [":=", r"\coloneqq"])
def test_a_sign_of_definition_defines_another_one(sign: str) -> None:
    assert kinds(rf"\pi {sign} 0.3", r"\pi x = 0.3 x") == ["definition", "proved"]
    assert kinds(f"e {sign} 2", "e x = 2 x") == ["definition", "proved"]


OWN = [
    (r"\pi_i = \frac{e^{z_i}}{\sum_j e^{z_j}}", r"\sum_i \pi_i = 1", r"\sum_i \pi_i = 2"),
    (r"\pi_1 = 0.3", r"\pi_1 x = 0.3 x", r"\pi_1 x = 0.2 x"),
    (r"\pi = \frac{1}{n}", r"n \pi x = x", r"\pi x = x"),
    (r"\pi = y^\top y", r"\frac{\partial \pi}{\partial y} = 2 y", r"\frac{\partial \pi}{\partial y} = y"),
    (r"\pi(a) = 0.5 a", r"\pi'(x) = 0.5", r"\pi'(x) = 1"),
    ("e = y - t", "e_i + t_i = y_i", "e_i = y_i"),
]


@pytest.mark.parametrize(("defined", "true", "false"), OWN)
def test_what_names_others_defines_another_one(defined: str, true: str, false: str) -> None:
    assert kinds(defined, true, false) == ["definition", "proved", "refuted"]


@pytest.mark.parametrize("declared", [r"\pi \in R", r"\pi \in \{0, 1\}"])
def test_one_that_is_declared_is_defined_by_its_first_equation(declared: str) -> None:
    assert kinds(r"\pi = 1", r"\pi x = x", r"\pi x = 3 x", declared=declared) == ["definition", "proved", "refuted"]


def test_entries_of_a_declared_policy() -> None:
    assert kinds(r"\pi_i = \frac{1}{n}", r"\sum_i \pi_i = 1", r"\pi = 3", declared=r"\pi \in R^n") == [
        "definition", "proved", "refuted",
    ]
