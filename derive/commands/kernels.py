"""`kernels`: the module of the proved kernels."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import derive.kernels
from derive import pipeline
from derive.commands.outcome import defects, told
from derive.commands.study import study
from derive.commands.workers import workers
from derive.reporting.wording import plural
from derive.status import Status

TARGET = Path(derive.kernels.__file__).parent / "emitted.py"
"""The module that is written."""


def run(given: Namespace) -> int:
    """Write the module of the kernels that the shipped documents prove; with `given.check`, tell whether it is so."""
    with workers(given.jobs) as executor:
        studied = study(executor, given.timeout)
        emission = pipeline.emission(studied, executor)
    statuses = [told(text, Status.NOT_AS_EXPECTED) for text in emission.problems]
    status = max(*statuses, *(defects(each.judgement) for each in studied), Status.AS_EXPECTED)
    if status is not Status.AS_EXPECTED:
        return status
    if given.check:
        same = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == emission.module
        print(f"{TARGET.name} is {'' if same else 'not '}what the documents prove")
        return Status.AS_EXPECTED if same else Status.NOT_AS_EXPECTED
    try:
        TARGET.write_text(emission.module, encoding="utf-8", newline="\n")
    except OSError as problem:
        return told(f"{TARGET}: cannot be written: {problem.strerror}", Status.UNUSABLE)
    print(f"{plural(len(emission.tested), 'kernel')} written to {TARGET}")
    return Status.AS_EXPECTED
