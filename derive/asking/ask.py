"""`derive.prove` and `derive.solve`: one claim judged as it would be in a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from derive.asking.composing import Asked, check, compose
from derive.asking.guesses import guess
from derive.asking.ruling import Ruling
from derive.judging.document import begin, finish
from derive.judging.judge import SECONDS
from derive.judging.results import Judged
from derive.judging.verdict import Kind, Verdict
from derive.meaning.document import understand
from derive.reading.document import read

DEFINES = "It claims nothing; if it is to be judged, give a definition of its left side, such as `Y := X W`."
DELIMITER = re.compile(r"(?<!\\)(?:\\\\)*\\[\[\]]")
ASKS = " = ?"
ADDED = (
    "The `= ?` was put behind the equation that was given; write `?` where the answer is to stand, or have the "
    "equation judged by `prove`."
)
NO_CLAIM = "; expected `left side = right side`"


def prove(claim: str, given: str | Sequence[str] = "", *, timeout: float = SECONDS) -> Ruling:
    r"""Judge one claim, in LaTeX.

    Args:
        claim: an equation, a chain `a = b = c`, or several in an `aligned`; with or without `$$` around it.
        given: what is declared for it, as in a `derive` comment of a document: one statement a line or between
            semicolons, several declarations of shapes also between commas; or a list of such texts.
        timeout: seconds of processor time for each claim; one that needs more is undecided.

    Raises:
        UnreadableDeclaration: something in `given` is not understood. A claim that is not understood is `unread`.
    """
    return _ruling(claim, compose(claim, given), timeout)


def solve(claim: str, given: str | Sequence[str] = "", *, timeout: float = SECONDS) -> Ruling:
    r"""Find the right side of a claim, such as `\frac{\partial L}{\partial W} = ?`, and prove the claim with it.

    What the ruling says is said of the whole claim, with the `answer` in it; without one it is undecided. The arguments
    are those of `prove`; `= ?` may be left out.
    """
    if "?" in claim:
        return _ruling(claim, compose(claim, given), timeout)
    ruling = _ruling(claim, compose(claim, given, ASKS), timeout)
    return ruling if ruling.answer is not None or len(ruling.steps) == 1 else _with_question_told(ruling)


def _ruling(claim: str, asked: Asked, timeout: float) -> Ruling:
    """What is found of the claim of a little document."""
    check(asked)
    document = read(asked)
    obstacle = _obstacle(asked.claim.said, document.displays)
    if obstacle:
        return Ruling(claim, (_unread(asked, obstacle),))
    judgement = finish(begin(document, understand(document), None, timeout))
    items = tuple(replace(item, verdict=_explained(item.verdict, claim)) for item in judgement.items)
    return Ruling(claim, items, judgement.defects)


def _with_question_told(ruling: Ruling) -> Ruling:
    """The ruling on an equation behind which `= ?` was put, which is its last step, and is not answered."""
    *others, last = ruling.items
    verdict = replace(last.verdict, message=f"{last.verdict.message} {ADDED}")
    return replace(ruling, items=(*others, replace(last, verdict=verdict)))


def _explained(verdict: Verdict, claim: str) -> Verdict:
    """The verdict with a guess where nothing was judged."""
    match verdict.kind:
        case Kind.UNREAD:
            return replace(verdict, message=f"{verdict.message}{guess(claim)}")
        case Kind.DEFINITION:
            return replace(verdict, message=f"{verdict.message} {DEFINES}")
        case Kind.SKIPPED:
            return replace(verdict, message=f"{verdict.message}{NO_CLAIM}{guess(claim)}")
    return verdict


def _obstacle(said: str, displays: int) -> str:
    """Why a claim is not one formula."""
    if not said.strip():
        return "the claim is empty; expected `left side = right side`"
    is_one = displays == 1 and not DELIMITER.search(said)
    return "" if is_one else "expected one formula, without words or delimiters in it"


def _unread(asked: Asked, message: str) -> Judged:
    """A claim in which there is no one formula."""
    piece = asked.claim
    line, column = asked.position(piece.start)
    verdict = Verdict(Kind.UNREAD, f"{message} (line {line}, column {column}){guess(piece.given)}")
    return Judged("claim", line, column, piece.said.strip(), "", 1, verdict)
