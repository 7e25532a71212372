"""Processor times of calls that take turns within one process, compared round by round.

All threads of the process count, other processes do not. With one thread for each library that is the time by the clock
of a machine that does nothing else.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median

from benchmarks.measuring import Cell

Call = Callable[[], object]
ROUNDS = 31
SAMPLE = 0.002
"""Seconds that a sample takes at least: a call is repeated within it until it does."""


def interleaved(calls: Mapping[str, Call], rounds: int = ROUNDS) -> dict[str, Cell]:
    """The seconds of one call, a sample a round; in every round another of the calls is the first.

    Each call follows each other one about as often: what one leaves in the caches is of use to the next.
    """
    names = [*calls]
    repeats = {name: _repeats(calls[name]) for name in names}
    cells = {name: Cell() for name in names}
    gc.collect()
    gc.disable()
    for turn in range(rounds):
        for place in order(turn, len(names)):
            name = names[place]
            cells[name].seconds.append(_sample(calls[name], repeats[name]))
    gc.enable()
    return cells


def order(turn: int, count: int) -> list[int]:
    """Who comes after whom in a round: 0, 1, -1, 2, -2, … from the first on, a balanced Latin square of Williams."""
    steps = [(place + 1) // 2 * (1 if place % 2 else -1) for place in range(count)]
    return [(turn + step) % count for step in steps]


def ratio(other: Cell, own: Cell) -> float:
    """How many times as long another takes: the median over the rounds."""
    return median(a / b for a, b in zip(other.seconds, own.seconds, strict=True))


def _sample(call: Call, repeats: int) -> float:
    started = time.process_time()
    for _ in range(repeats):
        call()
    return (time.process_time() - started) / repeats


def _repeats(call: Call) -> int:
    call()  # whatever is done only once
    once = min(_sample(call, 1) for _ in range(3))
    return max(1, round(SAMPLE / once))
