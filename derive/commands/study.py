"""The shipped documents judged, for the commands that are about them."""

from __future__ import annotations

import sys
from concurrent.futures import Executor

from derive import pipeline
from derive.commands.workers import bar
from derive.kernels.collect import Studied
from derive.reporting.data import count
from derive.reporting.wording import counts


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
