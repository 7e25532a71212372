"""No verdict contradicts numbers: random claims, from their text on, against NumPy.

`EXAMPLES` in the environment says how many claims are drawn; some hundreds are drawn without it. A failing claim
names its seed, and is printed as it was written.
"""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from derive import Kind
from derive.judging.judge import judge
from derive.meaning.claims import Claim, Shapeless
from derive.meaning.document import understand
from derive.reading.document import read
from derive.reading.source import Source

from .changes import drawn, rewritten, slope, spoiled, tidy
from .formulas import ARRAYS, RANGES, Entry, Point, Slope, Tree, letters, value, walk
from .writing import Writer, declared

EXAMPLES = int(os.environ.get("EXAMPLES", "200"))
KNOWN = range(60)
SIZES = ({"n": 2, "m": 3}, {"n": 3, "m": 2}, {"n": 4, "m": 3})
CLOSE, APART = 1e-9, 1e-6
"""Relative differences of sides that are equal, and of sides that are not."""


@dataclass(frozen=True)
class Written:
    """A claim as text, and whether it is true; nothing where numbers do not tell."""

    text: str
    is_true: bool | None


def claim(seed: int) -> Written:
    """A claim: one formula in two forms, or a derivative and what the rules give; one in three has a mistake."""
    draw = random.Random(seed)
    left, right = _slope(draw) if draw.random() < 0.5 else _sides(draw)
    right = rewritten(right, draw, draw.choice([1, 2, 3]))
    if draw.random() < 0.35:
        right = spoiled(right, draw)
    writer = Writer(draw)
    return Written(f"{writer.text(left)} = {writer.text(right)}", truth(left, right))


def _sides(draw: random.Random) -> tuple[Tree, Tree]:
    left = tidy(drawn(draw, draw.sample(sorted(RANGES), draw.choice([0, 1, 2])), draw.choice([1, 2, 2, 3])))
    return left, left


def _slope(draw: random.Random) -> tuple[Tree, Tree]:
    body = tidy(drawn(draw, [], draw.choice([2, 3])))
    array = draw.choice([part.array for part in walk(body) if isinstance(part, Entry)] or sorted(ARRAYS))
    unused = [letter for letter in RANGES if letter not in letters(body)]
    by = ""
    for size in ARRAYS[array]:
        by += next((x for x in unused if RANGES[x] == size and x not in by), "")
    if len(by) < len(ARRAYS[array]):
        return body, body
    entry = Entry(array, by)
    return Slope(body, entry), tidy(slope(body, entry))


def truth(left: Tree, right: Tree) -> bool | None:
    """Whether both sides are equal at some chance points."""
    worst = 0.0
    for number, sizes in enumerate(SIZES):
        chance = np.random.default_rng(number)
        arrays = {name: chance.normal(size=[sizes[s] for s in shape]) + 0j for name, shape in ARRAYS.items()}
        at = Point(sizes, arrays)
        with np.errstate(all="ignore"):
            one, other = value(left, at).real, value(right, at).real
        if not (np.isfinite(one).all() and np.isfinite(other).all()):
            return None
        worst = max(worst, float((abs(one - other) / (1 + abs(one) + abs(other))).max()))
    return True if worst < CLOSE else False if worst > APART else None


@cache
def verdict(text: str) -> Kind:
    """What is judged of a claim, before corrections are searched for."""
    source = Source("note.md", f"<!-- derive\n{declared()}\n-->\n\n$$\n{text}\n$$\n")
    *_, last = understand(read(source))
    return judge(last.meaning).kind if isinstance(last.meaning, Claim | Shapeless) else Kind.UNREAD


@settings(max_examples=EXAMPLES)
@given(st.integers(0, 10**9))
def test_no_verdict_contradicts_numbers(seed: int) -> None:
    one = claim(seed)
    found = verdict(one.text)
    if one.is_true is False:
        assert found not in (Kind.PROVED, Kind.CONVENTION), one.text
    if one.is_true is True:
        assert found not in (Kind.REFUTED, Kind.CONDITIONAL), one.text


def test_almost_every_true_claim_is_proved() -> None:
    true = [one.text for one in map(claim, KNOWN) if one.is_true]
    open_ = [text for text in true if verdict(text) is not Kind.PROVED]
    assert len(true) > len(KNOWN) / 2
    assert len(open_) <= 0.05 * len(true), open_


def test_almost_every_false_claim_is_found() -> None:
    false = [one.text for one in map(claim, KNOWN) if one.is_true is False]
    missed = [text for text in false if verdict(text) not in (Kind.REFUTED, Kind.CONDITIONAL)]
    assert len(false) > len(KNOWN) / 10
    assert len(missed) <= 0.05 * len(false), missed
