"""What verdicts mean for the exit status, and what is said of it on the way."""

from __future__ import annotations

import sys

from derive.judging.results import Judgement
from derive.judging.verdict import Kind
from derive.reporting.text import visible
from derive.status import Status, defective

NO_CLAIM = "no claim was found; is its mathematics displayed?"
EMPTY = "no claim was found: the file is empty"
ONLY_DEFINITIONS = "only definitions were found: nothing to judge"
SILENT = frozenset({Kind.DEFINITION, Kind.SKIPPED})


def told(text: str, status: Status) -> Status:
    """Say what is wrong, on one line, and return the exit status that goes with it."""
    print(f"derive: {' '.join(visible(text).split())}", file=sys.stderr)
    return status


def outcome(judgement: Judgement) -> Status:
    """The exit status for one document; one that claims nothing is not as expected, and is told, as is a defect."""
    if judgement.defects:
        return defects(judgement)
    if is_silent(judgement):
        return claimless(judgement)
    return passing(judgement)


def passing(judgement: Judgement) -> Status:
    """The exit status for the verdicts on a document."""
    passes = all(item.passes for item in judgement.items)
    return Status.AS_EXPECTED if passes else Status.NOT_AS_EXPECTED


def is_silent(judgement: Judgement) -> bool:
    """Whether a document claims nothing."""
    return all(item.verdict.kind in SILENT for item in judgement.items)


def claimless(judgement: Judgement) -> Status:
    """Tell that a document claims nothing."""
    defines = {item.verdict.kind for item in judgement.items} == {Kind.DEFINITION}
    is_empty = judgement.source is not None and not judgement.source.text.strip()
    why = EMPTY if is_empty else ONLY_DEFINITIONS if defines else NO_CLAIM
    print(f"derive: {judgement.path}: {why}", file=sys.stderr)
    return Status.NOT_AS_EXPECTED


def defects(judgement: Judgement) -> Status:
    """Tell where derive itself was wrong on a document, if it was."""
    for each in judgement.defects:
        place = "".join(f":{line}:{column}" for line, column in each.places)
        defective(f"{judgement.path}{place}", each.message)
    return Status.DEFECT if judgement.defects else Status.AS_EXPECTED
