"""How the program ends."""

from __future__ import annotations

import sys
import traceback
from enum import IntEnum


class Status(IntEnum):
    """The exit statuses."""

    AS_EXPECTED = 0
    NOT_AS_EXPECTED = 1
    UNUSABLE = 2
    DEFECT = 3


def defect(where: str, problem: Exception) -> Status:
    """Say that derive itself is wrong: two of its readings disagree, or it stopped where it should not."""
    frames = traceback.extract_tb(problem.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    text = " ".join(str(problem).split()) or "no more is known"
    print(
        f"derive: {where}: {type(problem).__name__}: {text}\n"
        f"This is a defect of derive{place}; nothing is proved by it.",
        file=sys.stderr,
    )
    return Status.DEFECT
