"""`check`: documents judged, and what was found printed."""

from __future__ import annotations

import sys
from argparse import Namespace
from concurrent.futures import Executor

from derive.commands.outcome import outcome
from derive.commands.workers import bar, workers
from derive.judging.document import judge_document
from derive.judging.results import Judgement
from derive.reading.document import read
from derive.reading.source import Source, UnreadableFile
from derive.reporting.data import as_json
from derive.reporting.text import show
from derive.status import Status, defect


def run(given: Namespace) -> int:
    """Judge files and print what was found; one that cannot be judged does not keep the others from it."""
    judgements: list[Judgement] = []
    statuses = [Status.AS_EXPECTED]
    with workers(given.jobs) as executor:
        for path in given.files:
            try:
                judgements.append(judged(Source.read(path), executor, given.timeout))
            except UnreadableFile as problem:
                print(f"derive: {problem}", file=sys.stderr)
                statuses.append(Status.UNUSABLE)
            except Exception as problem:
                statuses.append(defect(path, problem))
    if given.format == "json":
        print(as_json(judgements))
    elif judgements:
        show(judgements, sys.stdout)
    return max(*statuses, *map(outcome, judgements), Status.AS_EXPECTED)


def judged(source: Source, executor: Executor | None, seconds: float) -> Judgement:
    """One document, with a bar on a terminal while it is judged."""
    with bar(source.path) as progress:
        return judge_document(read(source), executor, progress, seconds)
