"""Numbers and lengths that are clipped, by quotients that have no value where what is clipped is 0."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind

from .claims import verdict

GIVEN = r"c, r, s \in R | g \in R^n | assume c > 0 | h := g \min(1, c / \|g\|)"


def otherwise(value: str, condition: str, rest: str) -> str:
    """Two cases."""
    return rf"\begin{{cases}} {value} & {condition} \\ {rest} & \text{{otherwise}} \end{{cases}}"


TRUE = [
    (r"\min(1, c / r) = c / r, \quad r > c", ()),
    (r"|s| \min(1, c / |s|) = \min(|s|, c)", ("s = 0",)),
    (r"h = g, \quad \|g\| < c", (r"\|g\| = 0",)),
    (r"h = c \frac{g}{\|g\|}, \quad \|g\| > c", (r"\|g\| = 0",)),
    ("h = " + otherwise("g", r"\|g\| \le c", r"c g / \|g\|"), (r"\|g\| = 0",)),
    (otherwise("1", "r = s", r"\min(1, c / |r - s|)") + r" = \frac{c}{\max(c, |r - s|)}", ("r - s = 0",)),
]
FALSE = [
    r"\min(1, c / r) = c / r, \quad r < c",
    r"|s| \min(1, c / |s|) = \min(s, c)",
    r"h = g, \quad \|g\| < 2 c",
    r"h = c \frac{g}{\|g\|}, \quad \|g\| > c / 2",
    "h = " + otherwise("g", r"\|g\| \le 2 c", r"c g / \|g\|"),
    otherwise("2", "r = s", r"\min(1, c / |r - s|)") + r" = \frac{c}{\max(c, |r - s|)}",
    otherwise("5", "r = 0", r"\min(1, c / r)") + " = " + otherwise("7", "r = 0", r"\min(1, c / r)"),
    otherwise("5", r"|r| \le 0", r"\max(0, 1 - c / r)") + " = " + otherwise("7", r"|r| \le 0", r"\max(0, 1 - c / r)"),
]


@pytest.mark.parametrize(("formula", "excluded"), TRUE)
def test_what_is_clipped_is_proved_where_it_has_a_value(formula: str, excluded: tuple[str, ...]) -> None:
    found = verdict(GIVEN, formula)
    assert (found.kind, found.excludes) == (Kind.PROVED, excluded), found.message


@pytest.mark.parametrize("formula", FALSE)
def test_what_is_clipped_otherwise_is_refuted(formula: str) -> None:
    found = verdict(GIVEN, formula)
    assert found.kind in (Kind.REFUTED, Kind.CONDITIONAL) and not found.defect
