"""The most memory that a call holds at one time beyond what was there before it."""

from __future__ import annotations

import tracemalloc
from itertools import accumulate
from typing import Any

from torch.profiler import ProfilerActivity, profile

from benchmarks.paired import Call


def traced(call: Call) -> int:
    """Bytes that Python and NumPy allocate, which tell tracemalloc.

    It watches a call before, for only of what it saw allocated does it see that it is given back.
    """
    tracemalloc.start()
    call()
    before, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    call()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak - before


def by_torch(call: Call) -> int:
    """Bytes that PyTorch's own allocator gives out, which its profiler sees."""
    call()
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as profiled:
        call()
    results: Any = profiled.profiler
    events = sorted(
        (event for event in results.kineto_results.events() if event.name() == "[memory]"), key=lambda it: it.start_ns()
    )
    return max(accumulate((int(event.nbytes()) for event in events), initial=0))


def by_jax(compiled: Any) -> int:
    """Bytes of a compiled function's buffers but for its arguments, which it may write over."""
    analysis = compiled.memory_analysis()
    return int(analysis.temp_size_in_bytes + analysis.output_size_in_bytes - analysis.alias_size_in_bytes)


def size(count: int) -> str:
    """Bytes with three figures."""
    unit, value = next(
        (unit, count / scale) for scale, unit in ((2**20, "MiB"), (2**10, "KiB"), (1, "B")) if count >= scale
    )
    return f"{value:.{max(0, 2 - len(str(int(value))) + 1)}f} {unit}"
