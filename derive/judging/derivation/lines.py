"""Steps as lines: repetitions left out, too many taken together, indices lettered, all of it as LaTeX."""

from __future__ import annotations

from collections.abc import Sequence

from derive.judging.derivation import letters
from derive.judging.derivation.alike import key
from derive.judging.derivation.entries import Stuck
from derive.judging.derivation.printing import Writer
from derive.judging.derivation.slopes import Reason
from derive.judging.derivation.stages import Step
from derive.judging.verdict import Line
from derive.meaning.scope import Scope, Statement

MOST_LINES = 10
MOST_REASONS = 4
LONGEST = 900
WRITTEN: Reason = ("by entries",)
READ_BACK: Reason = ("read back as matrices",)
LETTERS = Writer({})


def shortened(steps: Sequence[Step]) -> list[Step]:
    """The steps that can be printed, none like the one before, and no more than can be taken in.

    Definitions are put in and differentiated at once where there are too many lines, then the longest lines go. The
    author's own sides stay as they are.
    """
    kept = _without_repetitions([(step, text) for step in steps if (text := _text_of(step)) is not None])
    while len(kept) > MOST_LINES:
        inner = range(1, len(kept) - 1)
        plain = [k for k in inner if all(str(each[0]).startswith("definition") for each in kept[k][0].reasons)]
        gone = plain[0] if plain else max(inner, key=lambda k: len(kept[k][1]))
        after, text = kept[gone + 1]
        kept[gone + 1] = Step(after.term, tuple(dict.fromkeys((*kept[gone][0].reasons, *after.reasons)))), text
        del kept[gone]
    return [step for step, _ in kept]


def _text_of(step: Step) -> str | None:
    """A line without letters, or nothing where it cannot be written or is too long to be read."""
    try:
        text = LETTERS.write(step.term)
    except Stuck:
        return None
    return text if len(text) <= LONGEST else None


def _without_repetitions(steps: list[tuple[Step, str]]) -> list[tuple[Step, str]]:
    """The steps without those that only order or bracket the line before in another way; the last one stays."""
    kept: list[tuple[Step, str]] = []
    before: object = None
    for step, text in steps:
        own = key(step.term, expand=False)
        if kept and (text == kept[-1][1] or own == before is not None):
            if step is steps[-1][0] and len(kept) > 1:
                kept[-1] = Step(step.term, kept[-1][0].reasons), text
            continue
        kept.append((step, text))
        before = own
    return kept


def written(steps: Sequence[Step], statement: Statement, scope: Scope) -> tuple[Line, ...]:
    """The lines as LaTeX; each with the reasons of its step."""
    terms = [step.term for step in steps]
    used = letters.taken((terms[0], terms[-1]), scope) | statement.ranges.keys()
    lines: list[Line] = []
    for step, chosen in zip(steps, letters.lettered(terms, used), strict=True):
        writer = Writer(chosen)
        reasons = dict.fromkeys(_text(reason, writer) for reason in step.reasons) if lines else {}
        lines.append(Line(writer.write(step.term), "; ".join(list(reasons)[:MOST_REASONS])))
    return tuple(lines)


def _text(reason: Reason, writer: Writer) -> str:
    return "".join(part if isinstance(part, str) else writer.write(part) for part in reason)
