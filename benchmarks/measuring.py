"""The processor time of single judgements, each in a process of its own, so that none finds what another has cached."""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import TypeVar

LIMIT = 120
"""Seconds of processor time for one judgement."""
ROUNDS = 5
ENOUGH = 5.0
"""Seconds after which a judgement is not measured again."""
LIBRARY = ctypes.CDLL(None)
POPULATE_WRITE = 23
"""What Linux calls MADV_POPULATE_WRITE."""
SHOWN, NOT_SHOWN, OVER = "proved", "not shown", "over"

Judgement = Callable[[], bool]
Key = TypeVar("Key", bound=Hashable)


@dataclass
class Cell:
    """What was answered, and the seconds that it took, one number a round."""

    answer: str = ""
    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The median of all rounds."""
        return median(self.seconds)


def in_turn(judgements: Mapping[Key, Judgement], rounds: int = ROUNDS) -> dict[Key, Cell]:
    """All judgements in turn, some rounds of them, so that a slow minute of the machine falls on all alike."""
    gc.collect()
    gc.freeze()  # or the garbage of this process would be looked through again in every other
    cells: dict[Key, Cell] = {key: Cell() for key in judgements}
    for _ in range(rounds):
        for key, judgement in judgements.items():
            cell = cells[key]
            if sum(cell.seconds) < ENOUGH:
                cell.answer, seconds = alone(judgement)
                cell.seconds.append(seconds)
    return cells


def alone(judgement: Judgement) -> tuple[str, float]:
    """The answer of one judgement and its processor time, in a process made for it."""
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_judge, args=(judgement, theirs))
    process.start()
    theirs.close()
    try:
        answer, seconds = ours.recv()
    except EOFError:  # the system ended it
        answer, seconds = OVER, float(LIMIT)
    process.join()
    return answer, seconds


def _judge(judgement: Judgement, pipe: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT + 1))
    _own_memory()
    started = time.thread_time()  # in steps of some ms, where a limit is set, is the time of the process
    try:
        answer = SHOWN if judgement() else NOT_SHOWN
    except Exception as problem:
        answer = f"error: {type(problem).__name__}"
    pipe.send((answer, time.thread_time() - started))


def _own_memory() -> None:
    """Copy the memory that a new process shares with its parent, which else is copied bit by bit as it is written.

    Only Linux knows how; elsewhere the copying is counted.
    """
    maps = Path("/proc/self/maps")
    if maps.exists():
        for line in maps.read_text().splitlines():
            span, access, *_ = line.split()
            start, end = (int(bound, 16) for bound in span.split("-"))
            if access == "rw-p":
                LIBRARY.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), POPULATE_WRITE)


def loop() -> bool:
    """A fixed piece of work, which tells how fast the machine is: a million additions."""
    value = 0
    for number in range(1_000_000):
        value += number
    return value > 0


def in_others(work: Callable[[], object]) -> tuple[float, float]:
    """The seconds, by the clock and of the processors, of a piece of work that other processes do.

    The processors' are those of processes that are waited for, which the workers of a pool need not be.
    """
    before, started = os.times(), time.perf_counter()
    work()
    seconds, after = time.perf_counter() - started, os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, spent
