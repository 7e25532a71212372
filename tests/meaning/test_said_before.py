r"""What running text says that a name is before a display defines it otherwise: no verdict rests on one of the two."""

from __future__ import annotations

import pytest

from tests.judging.claims import judged

GIVEN = "<!-- derive\nx, z \\in R^n, W \\in R^{n \\times n}\n-->\n\n"


def kinds(words: str, *displays: str) -> list[str]:
    return [item.verdict.kind.value for item in judged(GIVEN + words + "\n\n" + "\n\n".join(displays) + "\n")]


PARTED = [
    (r"We write $s = \sum_i x_i$ for the sum.", r"$$ s = \sum_i x_i^2 $$",
     r"$$ \frac{\partial s}{\partial x_i} = 2 x_i $$"),
    (r"Let $f = x^\top W x$. Then", r"$$ f = x^\top W^\top W x $$", r"$$ \nabla_x f = 2 W^\top W x $$"),
    ("We use $f(u) = u^3$ here.", "$$ f(u) = u^2 $$", "$$ f'(2) = 4 $$"),
    (r"The loss $\ell = \frac12 \|x - z\|^2$ is convex.", r"$$ \ell = \|x - z\|^2 $$",
     r"$$ \nabla_x \ell = 2 (x - z) $$"),
]
ALIKE = [
    (r"We write $s = \sum_i x_i$ for the sum.", r"$$ s = x_1 + \dots + x_n $$",
     r"$$ \frac{\partial s}{\partial x_i} = 1 $$"),
    (r"We denote the mean by $\mu = \frac1n \sum_i x_i$.", r"$$ \mu = \frac{1}{n} \sum_i x_i $$",
     r"$$ \sum_i (x_i - \mu) = 0 $$"),
    ("The sum $s = 3$ for the example.", r"$$ s = \sum_i x_i $$", r"$$ \frac{\partial s}{\partial x_i} = 1 $$"),
    ("We have seen that $s = 2 z_1$.", r"$$ s = \sum_i x_i $$", r"$$ \frac{\partial s}{\partial x_i} = 1 $$"),
    (r"# Before" "\n\n" r"We write $s = \sum_i x_i^2$." "\n\n# After", r"$$ s = \sum_i x_i $$",
     r"$$ \frac{\partial s}{\partial x_i} = 1 $$"),
]


@pytest.mark.parametrize(("words", "definition", "claim"), PARTED, ids=[words for words, *_ in PARTED])
def test_a_claim_that_the_two_part_is_not_read(words: str, definition: str, claim: str) -> None:
    assert kinds(words, definition, claim) == ["unread"]
    assert kinds("Some words.", definition, claim) == ["proved"]


@pytest.mark.parametrize(("words", "definition", "claim"), PARTED, ids=[words for words, *_ in PARTED])
def test_what_is_false_by_both_stays_refuted(words: str, definition: str, claim: str) -> None:
    left, _ = claim.strip("$").split(" = ")
    wrong = "17" if left.strip() == "f'(2)" or "partial" in left else "17 z"
    assert kinds(words, definition, f"$$ {left} = {wrong} $$") == ["refuted"]


@pytest.mark.parametrize(("words", "definition", "claim"), ALIKE, ids=[words for words, *_ in ALIKE])
def test_the_same_a_value_a_consequence_or_another_section_take_no_verdict_away(
    words: str, definition: str, claim: str
) -> None:
    assert kinds(words, definition, claim) == ["proved"]


def test_both_places_are_named() -> None:
    text = f"{GIVEN}We write $s = \\sum_i x_i$.\n\n$$ s = \\sum_i x_i^2 $$\n\n$$ \\frac{{d s}}{{d x_i}} = 2 x_i $$\n"
    (found,) = judged(text)
    assert "is defined at line 7, and explained otherwise at line 5" in found.verdict.message
