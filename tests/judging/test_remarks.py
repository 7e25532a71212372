"""What running text says of a name right before a display never lets a claim be false, or true, by another meaning."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import judged
from .test_explained import GIVEN, MINUS, PLUS, TWO

OTHERWISE = "$z = W x - b$"


def kinds(text: str) -> list[Kind]:
    """The verdicts on the claims of a text."""
    return [item.verdict.kind for item in judged(f"{GIVEN}{text}\n")]


@pytest.mark.parametrize("claimed", [MINUS, PLUS])
@pytest.mark.parametrize(
    "said",
    [
        f"Now with {OTHERWISE} we have\n\n",
        f"Set {OTHERWISE}, so that\n",
        "As $z_i = \\sum_j W_{ij} x_j - b_i$,\n\n",
    ],
)
def test_a_claim_that_depends_on_running_text_is_not_read(said: str, claimed: str) -> None:
    assert kinds(f"{said}$$ {claimed} $$") == [Kind.UNREAD]


def test_both_places_are_named() -> None:
    (found,) = judged(f"{GIVEN}With {OTHERWISE} it is\n\n$$ {MINUS} $$\n")
    assert "is defined at line 4, and explained otherwise at line 9" in found.verdict.message


@pytest.mark.parametrize(
    "said",
    [
        f"There it was {OTHERWISE}. Here it is\n\n",
        f"There it was {OTHERWISE}\n\nHere it is\n\n",
        f"There it was {OTHERWISE}\n\n## Here\n\n",
        "With $z = b + W x$ it is\n\n",
        "With $z = 0$ it is\n\n",
        "With $y = t$ it is\n\n",
        "With $q = W x - b$ it is\n\n",
    ],
)
def test_what_is_said_elsewhere_or_says_the_same_changes_nothing(said: str) -> None:
    assert kinds(f"{said}$$ {MINUS} $$") == [Kind.REFUTED]
    assert kinds(f"{said}$$ {PLUS} $$") == [Kind.PROVED]


def test_it_is_said_of_the_next_display_only() -> None:
    assert kinds(f"With {OTHERWISE} it is\n\n$$ {TWO} $$\n\n$$ {PLUS} $$") == [Kind.REFUTED, Kind.PROVED]


@pytest.mark.parametrize("word", ["where", "with"])
def test_a_display_is_joined_to_the_one_that_explains_it(word: str) -> None:
    explaining = f"$$ {OTHERWISE.strip('$')} $$"
    assert kinds(f"$$ {PLUS} $$\n\n{word}\n\n{explaining}") == [Kind.UNREAD, Kind.REFUTED]
    assert kinds(f"$$ {PLUS} $$\n\nNot so {word}\n\n{explaining}") == [Kind.PROVED, Kind.REFUTED]
    assert kinds(f"$$ {PLUS} $$\n\n{explaining}") == [Kind.PROVED, Kind.REFUTED]


def test_a_second_definition_names_the_line_of_the_first() -> None:
    (found,) = judged(f"{GIVEN}$$ {OTHERWISE.strip('$')} $$\n")
    assert "$z$ is defined at line 4." in found.verdict.message
    (found,) = judged(f"{GIVEN}$$ {MINUS} $$\n")
    assert "is defined at line" not in found.verdict.message


LOSS = r"""<!-- derive
x \in R^{1 \times n}, W \in R^{n \times m}, b \in R^{1 \times m}
y := x W + b
L := L(y)
-->

"""
HALF = r"L = \frac12 \|y\|^2"


@pytest.mark.parametrize(
    ("claimed", "kind"),
    [
        (r"\frac{\partial L}{\partial b} = y", Kind.UNREAD),
        (r"\frac{\partial L}{\partial b} = \frac{\partial L}{\partial y}", Kind.PROVED),
        (r"\frac{\partial L}{\partial b} = 2 y", Kind.REFUTED),
        (r"\frac{\partial y_i}{\partial b_i} = 1", Kind.PROVED),
    ],
)
def test_an_unknown_loss_may_be_told_in_running_text(claimed: str, kind: Kind) -> None:
    (found,) = judged(f"{LOSS}With ${HALF}$ it is\n\n$$ {claimed} $$\n")
    assert found.verdict.kind is kind
    beside = judged(f"{LOSS}$$ {HALF}, \\quad {claimed} $$\n")
    assert [item.verdict.kind for item in beside] == [Kind.REFUTED, kind]
