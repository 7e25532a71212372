"""Processes that judge side by side, and what is shown while they do."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.forkserver import ensure_running, set_forkserver_preload
from pathlib import PurePath
from threading import Thread

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from derive.judging.limits import bounded_memory

GARBAGE = 100_000
"""New objects after which a worker looks for those out of use; terms and expressions are many and die by themselves."""


def ahead(command: str, jobs: int) -> None:
    """Start what workers are made from, where there will be some: it loads a command while this process does too."""
    if jobs > 1:
        set_forkserver_preload([f"derive.commands.{command}"])
        ensure_running()


@contextmanager
def workers(jobs: int) -> Iterator[Executor | None]:
    """Processes that judge claims, or none where one is enough."""
    if jobs == 1:
        yield None
        return
    context = get_context("forkserver")
    context.set_forkserver_preload(["derive.judging.document"])
    executor = ProcessPoolExecutor(jobs, context, _prepare)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def _prepare() -> None:
    """Let a worker end when the program does, however that ends, and bound what one claim may take of the memory."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()
    bounded_memory()
    gc.set_threshold(GARBAGE)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on a terminal, nothing elsewhere. Of a path it has the name, so that the bar has room."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[count]}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(PurePath(title).name, total=None, count="")

        def update(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total, count=f"{done}/{total}")

        yield update
