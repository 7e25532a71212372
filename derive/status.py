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
    """Say that derive itself is wrong: it stopped where it should not."""
    frames = traceback.extract_tb(problem.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return _told(f"{where}: {type(problem).__name__}: {problem}", place)


def missing(library: str) -> Status:
    """Say that a library on which derive stands is not there."""
    text = f"derive: it needs `{library}`, which this Python ({sys.executable}) does not have"
    print(f"{text}; `pip install -e .` beside pyproject.toml installs what derive needs", file=sys.stderr)
    return Status.UNUSABLE


def defective(where: str, text: str) -> Status:
    """Say that derive itself is wrong about one claim: two of its readings disagree, or one stopped."""
    return _told(f"{where}: {text}")


def _told(text: str, place: str = "") -> Status:
    text = " ".join(text.split()).rstrip(": ")
    print(f"derive: {text}\nThis is a defect of derive{place}; nothing is proved by it.", file=sys.stderr)
    return Status.DEFECT
