"""Signs of products and of differences of exponentials: only where they are those of the simpler values."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.cli import main
from derive.judging.general.equal import equal
from tests.judging.claims import claim

HEAD = "<!-- derive\na, z \\in R\n-->\n\n$$ {} $$\n"
SWITCH = r"\begin{cases} 1 & \text{if } z \geq 0 \\ 0 & \text{otherwise} \end{cases}"
BY_SLOPE = r"\begin{cases} \ONE(z, a z) & \text{if } a \leq BOUND \\ \OTHER(z, a z) & \text{otherwise} \end{cases}"
RAMP = r"\begin{cases} z & \text{if } z > 0 \\ a z & \text{otherwise} \end{cases}"



def slopes(one: str, bound: int, other: str) -> str:
    """The ramp by a choice between two functions, up to a slope and beyond it."""
    return f"{RAMP} = {BY_SLOPE.replace('ONE', one).replace('BOUND', str(bound)).replace('OTHER', other)}"


FALSE = [
    rf"{RAMP} = \max(z, a z)",
    rf"{RAMP} = \min(z, a z)",
    slopes("max", 2, "min"),
    slopes("min", 1, "max"),
    r"\max(e^{2 z}, e^z) = e^{2 z}",
    r"\max(2 e^z, 1) = e^{\max(z, 0)}",
    r"\max(e^z, e^{-z}) = e^z",
    r"\max(-e^z, -1) = -e^{\max(z, 0)}",
    rf"\frac{{1}}{{1 + e^{{-z}}}} = \frac{{\max( e^{{|z|}}, {SWITCH} )}}{{1 + e^{{-|z|}}}}",
    rf"\frac{{1}}{{1 + e^{{-z}}}} = \frac{{\min( e^{{-|z|}}, {SWITCH} )}}{{1 + e^{{-|z|}}}}",
]
TRUE = [
    slopes("max", 1, "min"),
    r"\max(e^{2 z}, e^z) = e^{\max(2 z, z)}",
    r"\max(e^z, e^{-z}) = e^{|z|}",
    r"\max(-e^z, -1) = -e^{\min(z, 0)}",
    rf"\frac{{1}}{{1 + e^{{-z}}}} = \frac{{\max( e^{{-|z|}}, {SWITCH} )}}{{1 + e^{{-|z|}}}}",
]


def said(formula: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path = folder / "note.md"
    path.write_text(HEAD.replace("{}", formula), encoding="utf-8")
    main(["check", str(path), "--jobs", "1"])
    return capsys.readouterr().out


@pytest.mark.parametrize("formula", FALSE)
def test_a_false_twin_is_refuted(formula: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "1 refuted" in said(formula, tmp_path, capsys)


@pytest.mark.parametrize("formula", TRUE)
def test_what_is_true_is_proved(formula: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "1 proved" in said(formula, tmp_path, capsys)


STEP = r"\begin{cases} 1 & \text{if } %s \\ 0 & \text{otherwise} \end{cases}"
FOLLOWS = [
    ("greater than what is positive", "z > a", "z > 0", "z > a"),
    ("less than what is negative", "z < -a", "z < 0", "z < -a"),
    ("on both sides", "z > a", "z < 0", "z > a + z"),
]
FOLLOWS_NOT = [
    ("the other way round", "z > a", "z > 0", "z > 0"),
    ("less than what is positive", "z < a", "z < 0", "z < a"),
    ("greater than what is negative", "z > -a", "z > 0", "z > -a"),
]


def shown(declared: str, one: str, other: str, both: str) -> bool:
    """Whether the general reading shows that two steps together are a third one."""
    made = claim(declared, f"{STEP % one} {STEP % other} = {STEP % both}")
    return equal(made.statement, made.scope).shown


@pytest.mark.parametrize(("one", "other", "both"), [row[1:] for row in FOLLOWS], ids=[row[0] for row in FOLLOWS])
def test_a_step_settles_those_that_follow_from_it(one: str, other: str, both: str) -> None:
    assert shown(r"a, z \in R | assume a > 0", one, other, both)


@pytest.mark.parametrize(
    ("one", "other", "both"), [row[1:] for row in FOLLOWS_NOT], ids=[row[0] for row in FOLLOWS_NOT]
)
def test_a_step_settles_no_other(one: str, other: str, both: str) -> None:
    assert not shown(r"a, z \in R | assume a > 0", one, other, both)


@pytest.mark.parametrize(("one", "other", "both"), [row[1:] for row in FOLLOWS], ids=[row[0] for row in FOLLOWS])
def test_nothing_follows_from_what_may_have_any_sign(one: str, other: str, both: str) -> None:
    assert not shown(r"a, z \in R", one, other, both)
