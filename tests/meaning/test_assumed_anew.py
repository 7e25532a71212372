"""An assumption is about the name it was made of: one of an inner section hides that name and what is assumed of it."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged

OUTER = r"""<!-- derive
a, b, c, x \in R, u \in R^n, S, T \in R^{n \times n}
assume a > 0
assume \sum_j T_{ij} = 1
assume S^\top = S
assume b = 2 c
-->

# Here

"""
CLAIMS = {
    "a": r"|a| = a",
    "T": r"T \mathbf 1 = \mathbf 1",
    "S": r"\nabla_u (u^\top S u) = 2 S u",
    "b": "b - c = c",
}
SHAPES = {"a": "R", "b": "R", "S": r"R^{n \times n}", "T": r"R^{n \times n}"}


def kinds(text: str) -> list[Kind]:
    return [item.verdict.kind for item in judged(OUTER + text)]


@pytest.mark.parametrize("name", CLAIMS)
def test_what_is_declared_anew_has_no_assumption(name: str) -> None:
    (found,) = judged(f"{OUTER}<!-- derive\n{name} \\in {SHAPES[name]}\n-->\n\n$$ {CLAIMS[name]} $$\n")
    assert found.verdict.kind in (Kind.REFUTED, Kind.CONDITIONAL)


@pytest.mark.parametrize("name", CLAIMS)
def test_what_is_not_or_only_repeated_in_running_text_keeps_it(name: str) -> None:
    assert kinds(f"$$ {CLAIMS[name]} $$\n") == [Kind.PROVED]
    assert kinds(f"Again ${name} \\in {SHAPES[name]}$.\n\n$$ {CLAIMS[name]} $$\n") == [Kind.PROVED]
    assert kinds(f"<!-- derive\nx \\in R\n-->\n\n$$ {CLAIMS[name]} $$\n") == [Kind.PROVED]


def test_what_is_defined_in_an_inner_section_has_none() -> None:
    (found,) = judged(f"{OUTER}<!-- derive\na := x - 5\n-->\n\n$$ |x - 5| = x - 5 $$\n")
    assert found.verdict.kind is Kind.REFUTED


def test_the_assumption_of_another_is_told() -> None:
    (found,) = judged(f"{OUTER}<!-- derive\nb \\in R\n-->\n\n$$ b - c = c $$\n")
    assert "`b = 2 c` is assumed of another $b$, which this one hides" in found.verdict.message


def test_the_same_section_declares_no_other() -> None:
    text = "<!-- derive\na \\in R\nassume a > 0\n-->\n\n<!-- derive\na \\in R\n-->\n\n$$ |a| = a $$\n"
    assert [item.verdict.kind for item in judged(text)] == [Kind.PROVED]
