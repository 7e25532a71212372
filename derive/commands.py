"""What the commands do once their arguments are read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from derive.cli import Status
from derive.judging.document import judge_document
from derive.judging.judge import Disagreement
from derive.judging.results import Judgement
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.source import Source, UnreadableFile
from derive.reporting.data import as_json
from derive.reporting.text import show

SILENT = frozenset({Kind.DEFINITION, Kind.SKIPPED})


def check(files: Sequence[str], form: str, jobs: int, seconds: float) -> int:
    """Judge files and print what was found."""
    judgements: list[Judgement] = []
    status = Status.AS_EXPECTED
    with workers(jobs) as executor:
        for path in files:
            try:
                source = Source.read(path)
                judgements.append(judged(source, executor, seconds))
            except UnreadableFile as problem:
                print(f"derive: {problem}", file=sys.stderr)
                status = Status.UNUSABLE
            except Disagreement as problem:
                print(f"derive: {path}: {problem}\nThis is a defect of derive; nothing is proved by it.", file=sys.stderr)
                return Status.DISAGREEMENT
    if form == "json":
        print(as_json(judgements))
    elif judgements:
        show(judgements, sys.stdout)
    return max(status, *(outcome(judgement) for judgement in judgements)) if judgements else status


def judged(source: Source, executor: Executor | None, seconds: float) -> Judgement:
    """One document, with a bar on a terminal while it is judged."""
    with bar(source.path) as progress:
        return judge_document(read(source), executor, progress, seconds)


def outcome(judgement: Judgement) -> Status:
    """The exit status for one document; one that claims nothing is not as expected, and is told."""
    if all(item.verdict.kind in SILENT for item in judgement.items):
        print(f"derive: {judgement.path}: no claim was found; is its mathematics displayed?", file=sys.stderr)
        return Status.NOT_AS_EXPECTED
    passes = all(item.passes for item in judgement.items)
    return Status.AS_EXPECTED if passes else Status.NOT_AS_EXPECTED


@contextmanager
def workers(jobs: int) -> Iterator[Executor | None]:
    """Processes that judge claims, or none where one is enough."""
    if jobs == 1:
        yield None
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("forkserver")) as executor:
        yield executor


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(title, total=None)

        def update(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield update
