r"""What values a quantity has, said of a name that is declared: `a \in \{0, 1\}` in the text, and behind a claim."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import judged

GIVEN = "<!-- derive\na, b \\in R\nx \\in R^n\n-->\n\n"


def kinds(*lines: str) -> list[Kind]:
    return [item.verdict.kind for item in judged(GIVEN + "\n\n".join(lines) + "\n")]


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        (r"a^2 = a, \quad a \in \{0, 1\}", Kind.PROVED),
        (r"a^2 = a \qquad a \in \{0, 1\}", Kind.PROVED),
        (r"x_i^2 = x_i, \quad x_i \in \{0, 1\}", Kind.PROVED),
        (r"a^3 = a \quad \text{for } a \in \{-1, 0, 1\}", Kind.PROVED),
        (r"a^2 = 1, \quad a \in \{0, 1\}", Kind.REFUTED),
        (r"a^2 = a, \quad a \in \{-1, 1\}", Kind.REFUTED),
        (r"x_i^2 = 1, \quad x_i \in \{0, 1\}", Kind.REFUTED),
        (r"a^2 = a, \quad b \in \{0, 1\}", Kind.REFUTED),
        (r"a^2 = a, \quad a \in \{0, b\}", Kind.UNREAD),
        (r"a^2 = a, \quad a \in \{\}", Kind.UNREAD),
    ],
)
def test_behind_a_claim_it_restricts(formula: str, kind: Kind) -> None:
    assert kinds(f"$$ {formula} $$")[0] is kind


@pytest.mark.parametrize(
    "said", [r"a \in [0, 1]", r"a \in (0, \infty)", r"a \in \mathbb{R}_+", r"a \in \mathbb{R}_{>0}", r"a, b \in [0, 1)"]
)
def test_a_set_that_is_not_read_makes_its_claim_unread_and_no_other(said: str) -> None:
    claims = (rf"$$ |a| = a, \quad {said} $$", "$$ a + b = b + a $$", "$$ a = a + 1 $$")
    assert kinds(*claims) == [Kind.UNREAD, Kind.PROVED, Kind.REFUTED]


@pytest.mark.parametrize("said", [r"a \in \mathbb{R}", r"x \in \mathbb{R}^n", r"a, b \in R"])
def test_a_shape_restricts_nothing(said: str) -> None:
    assert kinds(rf"$$ a + b = b + a, \quad {said} $$", rf"$$ |a| = a, \quad {said} $$") == [
        Kind.PROVED, Kind.CONDITIONAL,
    ]


@pytest.mark.parametrize(("right", "kind"), [("a", Kind.PROVED), ("1", Kind.REFUTED)])
def test_in_an_inner_section_it_restricts_too(right: str, kind: Kind) -> None:
    assert kinds("# Inner", rf"$$ a^2 = {right}, \quad a \in \{{0, 1\}} $$") == [kind]


def test_said_in_the_text_it_is_assumed_and_the_name_stays_known() -> None:
    said = r"Suppose $a \in \{-1, 1\}$."
    claims = ("$$ a^2 = 1 $$", "$$ a + a = 2 a $$", "$$ a + a = 3 a $$", "$$ a^2 = a $$", "$$ b^2 = 1 $$")
    assert kinds(said, *claims) == [Kind.PROVED, Kind.PROVED, *[Kind.REFUTED] * 3]


def test_what_has_other_values_further_up_is_not_read() -> None:
    first = r"$$ a + a = 2 a, \quad a \in \{0, 1\} $$"
    for other in (r"a^2 = 1, \quad a \in \{-1, 1\}", r"a^3 = 1, \quad a \in \{1, 2\}"):
        assert kinds(first, f"$$ {other} $$")[:2] == [Kind.PROVED, Kind.UNREAD]
    assert kinds(first, r"$$ a^2 = a, \quad a \in \{1, 0\} $$") == [Kind.PROVED, Kind.PROVED]


@pytest.mark.parametrize("heading", [(), ("# Inner",)])
def test_other_values_in_the_text_are_told(heading: tuple[str, ...]) -> None:
    lines = (r"$a \in \{0, 1\}$", "$$ a^2 = a $$", *heading, r"$a \in \{0, 2\}$")
    assert kinds(*lines) == [Kind.PROVED, Kind.UNREAD]


def test_a_name_that_is_declared_anew_has_its_own_values() -> None:
    inner = ("# Inner", "<!-- derive\na \\in \\{0, 2\\}\n-->", "$$ a^2 = 2 a $$", "$$ a^2 = a $$")
    assert kinds(r"$a \in \{0, 1\}$", "$$ a^2 = a $$", *inner) == [Kind.PROVED, Kind.PROVED, Kind.REFUTED]
