"""A bound on the processor time of one judgement, so that a busy machine changes no verdict."""

from __future__ import annotations

import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

MEMORY = 6 << 30
"""Bytes that one process may hold."""
SOON = 0.001
"""The least time that an alarm can be set to; 0 would set none."""
AGAIN = 1.0
"""Seconds until the alarm rings again, should it have been swallowed, by a library or in a destructor."""


class TimeOver(Exception):
    """The time of one judgement is over."""


@contextmanager
def limited(seconds: float) -> Iterator[Callable[[], None]]:
    """A clock that raises `TimeOver` when asked after `seconds` of work; in the main thread also while nobody asks.

    Inside another limit the time is over at the latest when that one's is, and the other goes on behind it.
    """
    started = time.process_time()
    alarmed = threading.current_thread() is threading.main_thread()
    outer = signal.getitimer(signal.ITIMER_PROF)[0] if alarmed else 0.0
    seconds = min(seconds, outer) if outer else seconds
    end = started + seconds

    def clock() -> None:
        if time.process_time() >= end:
            raise TimeOver

    def ring(number: int, frame: FrameType | None) -> None:
        raise TimeOver

    if not alarmed:
        yield clock
        return
    before, hook = signal.signal(signal.SIGPROF, ring), sys.unraisablehook
    sys.unraisablehook = lambda found: None if found.exc_type is TimeOver else hook(found)
    signal.setitimer(signal.ITIMER_PROF, max(seconds, SOON), AGAIN)
    try:
        yield clock
    finally:
        left = max(outer - (time.process_time() - started), SOON) if outer else 0
        signal.setitimer(signal.ITIMER_PROF, left, AGAIN if outer else 0)
        signal.signal(signal.SIGPROF, before)
        sys.unraisablehook = hook


def bounded_memory() -> None:
    """Let this process fail with a `MemoryError` instead of taking all there is."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
