"""What becomes of a claim where this program fails: its readings contradict each other, or it stops too early."""

from __future__ import annotations

from collections.abc import Callable

from derive.judging.evidence import Disagreement
from derive.judging.verdict import Kind, Verdict, closed

DISAGREE = "the readings disagree"


def guarded(work: Callable[[], Verdict]) -> Verdict:
    """A verdict, or that this program failed on the way to it."""
    try:
        return work()
    except Disagreement as problem:
        return disagreeing(problem)
    except MemoryError:
        return Verdict(Kind.UNDECIDED, "Not decided: one judgement may not take more memory.")
    except Exception as problem:
        reason = f"{type(problem).__name__}: {problem}".rstrip(": ")
        message = f"Not decided: derive failed here ({reason}). This is a defect of derive."
        return Verdict(Kind.UNDECIDED, message, defect=reason)


def disagreeing(problem: Disagreement) -> Verdict:
    """The verdict where this program contradicts itself: nothing follows."""
    text = f"{DISAGREE}: a defect of derive, not of the document; it proves nothing ({problem})"
    return Verdict(Kind.UNDECIDED, closed(f"Not decided: {text}"), defect=f"{DISAGREE}: {problem}")
