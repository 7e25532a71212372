"""`all`: the shipped documents judged, their kernels checked in numbers, and the reports written."""

from __future__ import annotations

from argparse import Namespace

from derive import pipeline
from derive.commands.outcome import outcome, told
from derive.commands.study import study
from derive.commands.workers import workers
from derive.reporting.data import summary, totals
from derive.reporting.language import language
from derive.reporting.pictures.drawings import pictured
from derive.reporting.wording import counts, plural, tries
from derive.reporting.write import write
from derive.status import Status


def run(given: Namespace) -> int:
    """Judge the shipped documents, check their kernels in numbers, and write the reports to `given.output`."""
    try:
        with workers(given.jobs) as executor:
            studied = study(executor, given.timeout)
            emission = pipeline.emission(studied, executor)
            judgements = [each.judgement for each in studied]
            reports = [pipeline.report(each) for each in emission.tested]
            pictures = {each.judgement.path: pictured(each.understood, each.judgement) for each in studied}
            said = language(given.lang)
            paths = write(judgements, reports, given.output, pipeline.printed(), executor, pictures, said)
    except OSError as problem:
        return told(f"{given.output}: cannot be written: {problem.strerror}", Status.UNUSABLE)
    statuses = [told(text, Status.NOT_AS_EXPECTED) for text in emission.problems]
    checks = [check.passes for each in emission.tested for check in each.checks]
    print(
        f"{counts(summary(judgements))}; {plural(len(emission.tested), 'kernel')}; "
        f"{sum(checks)} of {plural(len(checks), 'numerical check')} passed; "
        f"wrong variants: {tries(totals(judgements).variants)}; reports: {paths[0]}"
    )
    return max(*statuses, *map(outcome, judgements), Status.AS_EXPECTED)
