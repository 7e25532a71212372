"""Where the claims of a picture stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claimed:
    """The anchor of a claim in its page, and its line in the document."""

    anchor: str
    line: int
