"""Steps as lines: repetitions left out, too many taken together, indices lettered, all of it as LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from derive.judging.derivation import letters
from derive.judging.derivation.alike import key
from derive.judging.derivation.building import raised
from derive.judging.derivation.entries import Reason, Stuck
from derive.judging.derivation.printing import Writer
from derive.judging.derivation.spellings import Spellings
from derive.judging.derivation.stages import Step
from derive.judging.verdict import Line
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Constant, Quantity, Term

ENDS = ("left", "right")
MOST_LINES = 10
MOST_REASONS = 4
LONGEST = 900
DELTA = r"\delta_{"
INDICES = re.compile(r"_\{[^{}]*\}|(?<=over )\$[^$]*\$")
DEFINITION, DEFINITIONS = "definition of ", "definitions of "
WRITTEN: Reason = ("by entries",)
READ_BACK: Reason = ("read back as matrices",)
LETTERS = Writer({})


def shortened(steps: Sequence[Step]) -> list[Step]:
    """The steps that can be printed, none like the one before, and no more than can be taken in.

    Definitions are put in and differentiated at once where there are too many lines, then the longest lines go. The
    author's own sides stay as they are. Where all lines are alike, those that are written in another way are kept.
    """
    found = _readable(steps)
    kept = _without_repetitions(found)
    if len(kept) < len(ENDS):
        kept = [found[at] for at in range(len(found)) if at == 0 or found[at][1] != found[at - 1][1]]
    while len(kept) > MOST_LINES:
        inner = range(1, len(kept) - 1)
        plain = [k for k in inner if all(str(each[0]).startswith("definition") for each in kept[k][0].reasons)]
        gone = plain[0] if plain else max(inner, key=lambda k: len(kept[k][1]))
        after, text = kept[gone + 1]
        kept[gone + 1] = _after(kept[gone][0].reasons, after), text
        del kept[gone]
    return [step for step, _ in kept]


def _readable(steps: Sequence[Step]) -> list[tuple[Step, str]]:
    """The steps with their text; the reasons of one that has none go to the next."""
    found: list[tuple[Step, str]] = []
    waiting: tuple[Reason, ...] = ()
    for step in steps:
        text = step.written or text_of(step.term)
        if text is None:
            waiting += step.reasons
        else:
            found.append((_after(waiting, step), text))
            waiting = ()
    return found


def _after(reasons: tuple[Reason, ...], step: Step) -> Step:
    return replace(step, reasons=tuple(dict.fromkeys((*reasons, *step.reasons)))) if reasons else step


def text_of(term: Term) -> str | None:
    """A line without letters, or nothing where it cannot be written or is too long to be read."""
    try:
        text = LETTERS.write(term)
    except Stuck:
        return None
    return text if len(text) <= LONGEST else None


def _without_repetitions(steps: list[tuple[Step, str]]) -> list[tuple[Step, str]]:
    """The steps without those that only order or bracket the line before in another way.

    The last one stays, and so does what stands in its author's hand.
    """
    kept: list[tuple[Step, str]] = []
    for step, text in steps:
        if kept and (text == kept[-1][1] or _is_repeated(step, kept[-1][0])):
            if step is steps[-1][0] and len(kept) > 1:
                kept[-1] = replace(step, reasons=kept[-1][0].reasons), text
            continue
        kept.append((step, text))
    return kept


def _is_repeated(step: Step, before: Step) -> bool:
    """Whether a step only orders or brackets the one before; whether it also multiplies out is known from meeting."""
    if step.written or before.written or key(step.term) != key(before.term):
        return False
    own = key(step.term, expand=False)
    return own is not None and bool(own == key(before.term, expand=False))


def written(
    steps: Sequence[Step], statement: Statement, scope: Scope, names: Mapping[str, str], spellings: Spellings
) -> tuple[Line, ...]:
    """The lines as LaTeX; each with the reasons of its step, and from the second on with the claim's remainder.

    `names` has names as their author writes them in the claim, `spellings` how the letters of their entries are;
    others are in the typefaces of their declarations.
    """
    names = {name: scope.spelling(name) for name in scope.faces} | dict(names)
    terms = [step.term for step in steps]
    used = letters.taken((terms[0], terms[-1]), scope) | statement.ranges.keys()
    lines: list[Line] = []
    for step, chosen in zip(steps, letters.lettered(terms, used), strict=True):
        latex = step.written or Writer(chosen, names, spellings).write(step.term)
        if not lines:
            lines.append(Line(latex))
            continue
        parts = [part for reason in step.reasons for part in reason if isinstance(part, Term)]
        writer = Writer(letters.completed(chosen, parts, used), names, spellings)
        reasons = _gathered(dict.fromkeys(_text(reason, writer) for reason in step.reasons))
        lines.append(Line(latex + _remainder(statement), "; ".join(reasons)))
    return tuple(lines)


def _gathered(reasons: Iterable[str]) -> list[str]:
    """The reasons, with all definitions named in one; of many each rule for deltas once, whatever the indices."""
    found: dict[str, list[str]] = {}
    for reason in reasons:
        is_definition = reason.startswith(DEFINITION)
        found.setdefault(DEFINITION if is_definition else reason, []).append(reason.removeprefix(DEFINITION))
    defined = found.get(DEFINITION, [])
    phrase = f"{DEFINITION if len(defined) == 1 else DEFINITIONS}{', '.join(defined)}"
    told = [phrase if rule == DEFINITION else rule for rule in found]
    if len(told) <= MOST_REASONS:
        return told
    rules: dict[str, str] = {}
    for reason in told:
        rules.setdefault(INDICES.sub("", reason) if DELTA in reason else reason, reason)
    return list(rules.values())


def _remainder(statement: Statement) -> str:
    if statement.remainder is None:
        return ""
    name, order = statement.remainder
    power = raised(Quantity(name), Constant(Fraction(order)))
    return rf" + O\left({LETTERS.write(power)}\right)"


def _text(reason: Reason, writer: Writer) -> str:
    return "".join(part if isinstance(part, str) else writer.write(part) for part in reason)
