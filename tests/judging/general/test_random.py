"""Random statements: what is shown equal for all sizes is never told apart by numbers, and rewriting is seen through.

`EXAMPLES` in the environment says how many statements each property draws; some hundreds are drawn without it.
"""

from __future__ import annotations

import os

from hypothesis import given, settings
from hypothesis import strategies as st

from derive.judging.general.equal import equal
from derive.judging.limits import TimeOver, limited
from derive.judging.refute import spot_check
from derive.meaning.scope import Scope, Statement

from .drawing import statement

EXAMPLES = int(os.environ.get("EXAMPLES", "150"))
SIZES = ({"n": 2, "m": 2}, {"n": 1, "m": 2}, {"n": 3, "m": 1})
KNOWN = range(120)
PATIENCE = 6.0
"""Seconds after which a statement counts as not shown, as it does where a claim is judged."""
seeds = st.integers(0, 10**9)


def still() -> None:
    """A clock that never rings."""


def is_shown(one: Statement, scope: Scope) -> bool:
    """Whether the sides are shown equal for all sizes, in the time there is."""
    try:
        with limited(PATIENCE):
            return equal(one, scope).shown
    except TimeOver:
        return False


def differs(one: Statement, scope: Scope) -> bool:
    """Whether exact numbers tell the sides apart."""
    return any(spot_check(one, scope, sizes, still, (4,)) is not None for sizes in SIZES)


@settings(max_examples=EXAMPLES)
@given(seeds)
def test_what_is_rewritten_differs_nowhere(seed: int) -> None:
    one, scope = statement(seed, spoil=False)
    assert not (is_shown(one, scope) and differs(one, scope))


@settings(max_examples=EXAMPLES)
@given(seeds)
def test_what_is_spoiled_is_not_shown_where_it_differs(seed: int) -> None:
    one, scope = statement(seed, spoil=True)
    assert not (is_shown(one, scope) and differs(one, scope))


def test_almost_everything_that_is_rewritten_is_shown() -> None:
    drawn = [statement(seed, spoil=False) for seed in KNOWN]
    rewritten = [(one, scope) for one, scope in drawn if one.left != one.right]
    unshown = [one for one, scope in rewritten if not is_shown(one, scope)]
    assert len(rewritten) > 0.7 * len(KNOWN)
    assert len(unshown) <= 0.03 * len(rewritten), f"{len(unshown)} of {len(rewritten)}: {unshown[0]}"


def test_spoiling_makes_false_statements() -> None:
    drawn = [statement(seed, spoil=True) for seed in KNOWN[:40]]
    refused = [one for one, scope in drawn if not is_shown(one, scope)]
    false = [one for one, scope in drawn if differs(one, scope)]
    assert len(false) > len(KNOWN[:40]) / 3
    assert all(one in refused for one in false)
