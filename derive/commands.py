"""What the commands do once their arguments are read."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from derive import pipeline
from derive.judging.document import judge_document
from derive.judging.limits import bounded_memory
from derive.judging.results import Judgement
from derive.judging.verdict import Kind
from derive.kernels.collect import Studied
from derive.reading.document import read
from derive.reading.source import Source, UnreadableFile
from derive.reporting.data import as_json, count, summary, totals
from derive.reporting.text import show
from derive.reporting.wording import counts, plural, tries
from derive.reporting.write import write
from derive.status import Status, defect, disagreement

GARBAGE = 100_000
"""New objects after which a worker looks for those out of use; terms and expressions are many and die by themselves."""
NO_CLAIM = "no claim was found; is its mathematics displayed?"
ONLY_DEFINITIONS = "only definitions were found: nothing to judge"
SILENT = frozenset({Kind.DEFINITION, Kind.SKIPPED})


def check(files: Sequence[str], form: str, jobs: int, seconds: float) -> int:
    """Judge files and print what was found; one that cannot be judged does not keep the others from it."""
    judgements: list[Judgement] = []
    statuses = [Status.AS_EXPECTED]
    with workers(jobs) as executor:
        for path in files:
            try:
                judgements.append(judged(Source.read(path), executor, seconds))
            except UnreadableFile as problem:
                print(f"derive: {problem}", file=sys.stderr)
                statuses.append(Status.UNUSABLE)
            except Exception as problem:
                statuses.append(defect(path, problem))
    if form == "json":
        print(as_json(judgements))
    elif judgements:
        show(judgements, sys.stdout)
    return max(*statuses, *map(outcome, judgements), Status.AS_EXPECTED)


def judged(source: Source, executor: Executor | None, seconds: float) -> Judgement:
    """One document, with a bar on a terminal while it is judged."""
    with bar(source.path) as progress:
        return judge_document(read(source), executor, progress, seconds)


def everything(output: str, jobs: int, seconds: float) -> int:
    """Judge the shipped documents, check their kernels in numbers, and write the reports."""
    try:
        with workers(jobs) as executor:
            studied = study(executor, seconds)
            emission = pipeline.emission(studied, executor)
            judgements = [each.judgement for each in studied]
            reports = [pipeline.report(each) for each in emission.tested]
            paths = write(judgements, reports, output, pipeline.printed(), executor)
    except OSError as problem:
        print(f"derive: {output}: cannot be written: {problem.strerror}", file=sys.stderr)
        return Status.UNUSABLE
    for text in emission.problems:
        print(f"derive: {text}", file=sys.stderr)
    checks = [check.passes for each in emission.tested for check in each.checks]
    print(
        f"{counts(summary(judgements))}; {plural(len(emission.tested), 'kernel')}; "
        f"{sum(checks)} of {plural(len(checks), 'numerical check')} passed; "
        f"wrong variants: {tries(totals(judgements).variants)}; reports: {paths[0]}"
    )
    status = max(outcome(judgement) for judgement in judgements)
    return max(status, Status.NOT_AS_EXPECTED) if emission.problems else status


def kernels(check_only: bool, jobs: int, seconds: float) -> int:
    """Write the module of the kernels that the shipped documents prove, or tell whether it is as it should be."""
    with workers(jobs) as executor:
        studied = study(executor, seconds)
        emission = pipeline.emission(studied, executor)
    for text in emission.problems:
        print(f"derive: {text}", file=sys.stderr)
    status = max(map(disagreements, (each.judgement for each in studied)), default=Status.AS_EXPECTED)
    if emission.problems or status is Status.DEFECT:
        return max(status, Status.NOT_AS_EXPECTED)
    target = Path(__file__).parent / "kernels" / "emitted.py"
    if check_only:
        same = target.is_file() and target.read_text(encoding="utf-8") == emission.module
        print(f"{target.name} is {'' if same else 'not '}what the documents prove")
        return Status.AS_EXPECTED if same else Status.NOT_AS_EXPECTED
    try:
        target.write_text(emission.module, encoding="utf-8", newline="\n")
    except OSError as problem:
        print(f"derive: {target}: cannot be written: {problem.strerror}", file=sys.stderr)
        return Status.UNUSABLE
    print(f"{plural(len(emission.tested), 'kernel')} written to {target}")
    return Status.AS_EXPECTED


def study(executor: Executor | None, seconds: float) -> list[Studied]:
    """The shipped documents judged, each told in one line; all are begun before the first is finished."""
    found = []
    for begun in [pipeline.begin(source, executor, seconds) for source in pipeline.shipped()]:
        with bar(begun.document.source.path) as progress:
            found.append(pipeline.finish(begun, progress))
        judgement = found[-1].judgement
        print(f"{judgement.path}: {counts(count(judgement.items))}", flush=True)
        for item in (item for item in judgement.items if not item.passes):
            wanted = item.expected.value if item.expected else "proved or convention"
            place = f"{judgement.path}:{item.line}:{item.column}"
            print(f"derive: {place}: {item.verdict.kind.value}, expected {wanted}", file=sys.stderr)
    return found


def outcome(judgement: Judgement) -> Status:
    """The exit status for one document; one that claims nothing is not as expected, and is told, as is a defect."""
    if judgement.defects:
        return disagreements(judgement)
    if all(item.verdict.kind in SILENT for item in judgement.items):
        defines = {item.verdict.kind for item in judgement.items} == {Kind.DEFINITION}
        what = ONLY_DEFINITIONS if defines else NO_CLAIM
        print(f"derive: {judgement.path}: {what}", file=sys.stderr)
        return Status.NOT_AS_EXPECTED
    passes = all(item.passes for item in judgement.items)
    return Status.AS_EXPECTED if passes else Status.NOT_AS_EXPECTED


def disagreements(judgement: Judgement) -> Status:
    """Tell where the readings disagreed on a document, if they did."""
    for each in judgement.defects:
        place = "".join(f":{line}:{column}" for line, column in each.places)
        disagreement(f"{judgement.path}{place}", each.message)
    return Status.DEFECT if judgement.defects else Status.AS_EXPECTED


def _prepare() -> None:
    """Let a worker end at once when the program is interrupted, and bound what one claim may take of the memory."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    bounded_memory()
    gc.set_threshold(GARBAGE)


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
