"""The words of the reports, said once, so that terminal, page and LaTeX say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from derive.judging.results import Judged
from derive.judging.verdict import (
    NO_ENTRY,
    TRUE,
    AllSizes,
    Convention,
    Counterexample,
    Kind,
    Matrix,
    Sizes,
    Variants,
    Verdict,
    assigned,
    names,
)
from derive.meaning.terms import is_number, spelled
from derive.reporting.data import Totals
from derive.reporting.named import named
from derive.reporting.plain import unicode_line

WIDEST_SIDE = 160
SIGNS = {
    Kind.PROVED: "✓",
    Kind.REFUTED: "×",
    Kind.CONDITIONAL: "∴",
    Kind.CONVENTION: "≈",
    Kind.UNDECIDED: "?",
    Kind.UNREAD: "¶",
    Kind.DEFINITION: "≔",
    Kind.SKIPPED: "–",
}
MEANINGS = {
    Kind.PROVED: "true: both sides were shown to be equal, within the scope that is given",
    Kind.REFUTED: "false: there are sizes and values at which the two sides differ",
    Kind.CONDITIONAL: "false as stated, true under the assumption that is named",
    Kind.CONVENTION: "true up to the convention that is named",
    Kind.UNDECIDED: "neither was shown within the limits",
    Kind.UNREAD: "not understood; the place and the reason are given",
    Kind.DEFINITION: "gives a name its meaning and claims nothing",
    Kind.SKIPPED: "left out by its author, who says why; or mathematics that claims nothing, such as an arrow",
}

NOUNS = frozenset((Kind.DEFINITION.value, Kind.CONVENTION.value, *(each.value for each in Convention)))
PLAIN = re.compile(r"Both sides are equal for all [^;.]*(?:; compared entry by entry[^.]*)?\.\s*")
"""What is said of a proof that has nothing particular."""
CONFIRMED = "Each line was compared with the one before it, entry by entry at small sizes."
EVERY = (
    "Both sides of every proved claim were compared entry by entry at small sizes and, where they can be, modulo "
    "primes; wrong variants of it were tried."
)
LINES = "In every derivation each line was compared with the one before it, entry by entry at small sizes."


def plural(number: int, noun: str) -> str:
    """`1 entry`, `2 entries`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1] + 'ies' if noun.endswith('y') else noun + 's'}"


def unjudged(running: Sequence[tuple[int, int]]) -> str:
    """How many equations of running text are not judged, and in which lines they stand."""
    lines = [str(line) for line in dict.fromkeys(line for line, _ in running)]
    verb, where = "is" if len(running) == 1 else "are", "line" if len(lines) == 1 else "lines"
    return f"{plural(len(running), 'equation')} in running text {verb} not judged: {where} {', '.join(lines)}."


def counted(word: str, number: int) -> str:
    """The word of a verdict or a convention behind a number: most say how something is, some what it is."""
    return plural(number, word).partition(" ")[2] if word in NOUNS else word


def scope(verdict: Verdict) -> str:
    """Where a verdict holds; a proof at sizes is never said to hold for all of them."""
    if isinstance(verdict.scope, AllSizes):
        return f"for all {names(verdict.scope.least)}" if verdict.scope.least else ""
    return at_sizes(verdict.scope)


def lengths(verdict: Verdict) -> str:
    """`whatever the lengths 64, 784`, for a proof that does not rest on what lengths are given."""
    numbers = dict.fromkeys(spelled(name) for sizes in verdict.compared for name in sizes if is_number(name))
    return f"whatever the lengths {', '.join(numbers)}" if numbers else ""


def at_sizes(assignments: Sequence[Sizes]) -> str:
    """`at sizes n=2, m=3; n=3, m=2`, or nothing where no size occurs."""
    texts = list(filter(None, map(assigned, assignments)))
    return "at sizes " + "; ".join(texts) if texts else ""


def reason(item: Judged) -> str:
    """What follows the formula on a line of the terminal."""
    verdict = item.verdict
    where = scope(verdict) or lengths(verdict)
    where = f"the answer, {where}" if where and verdict.answer is not None else where
    if verdict.kind is not Kind.PROVED:
        return verdict.message
    said, told = "; ".join(filter(None, (where, excluded(verdict)))) if where else verdict.message, notes(item)
    return " ".join(map(sentence, (said, *told))) if told else said


def excluded(verdict: Verdict) -> str:
    """The points that a proof leaves out, as a few words."""
    return "not at " + ", ".join(f"${each}$" for each in verdict.excludes) if verdict.excludes else ""


def is_authored(item: Judged) -> bool:
    """Whether its message is what its author says: why it is left out."""
    return item.verdict.kind is Kind.SKIPPED and not item.plain


def message(verdict: Verdict) -> str:
    """The verdict's message, but for one that only says the verdict again."""
    return "" if verdict.message == f"This is a {verdict.kind.value}." else sentence(verdict.message)


def particular(verdict: Verdict) -> str:
    """The verdict's message without what a document says once of all proofs, and beside each for which sizes it is."""
    is_proof = verdict.kind is Kind.PROVED and isinstance(verdict.scope, AllSizes)
    return sentence(PLAIN.sub("", verdict.message, count=1)) if is_proof else message(verdict)


def every(verdicts: Iterable[Verdict]) -> list[str]:
    """What was checked of every proof of a document, said once; nothing where there are none."""
    found = [each for each in verdicts if each.kind is Kind.PROVED]
    compared = bool(found) and all(each.entries and each.variants for each in found)
    told = ((EVERY, compared), (LINES, any(each.derivation for each in found)))
    return [text for text, holds in told if holds]


def is_open(verdict: Verdict) -> bool:
    """Whether what is found of a claim is shown without being asked for: where something is to be done."""
    return verdict.kind in (Kind.REFUTED, Kind.CONDITIONAL, Kind.UNDECIDED, Kind.UNREAD)


def is_bare(item: Judged) -> bool:
    """Whether there is no more to tell of an item than that it is a definition."""
    return item.verdict.kind is Kind.DEFINITION and not (message(item.verdict) or notes(item) or expectation(item))


def compared(verdict: Verdict) -> str:
    """Scope and number of entries as one sentence, or nothing where nothing was compared or the message has it."""
    where = scope(verdict)
    if verdict.kind is Kind.CONDITIONAL:
        return f"With that it is proved {where}." if where else ""
    told = f"all {plural(verdict.entries, 'entry')}" in verdict.message or verdict.message.startswith("Both sides are")
    entries = f"{plural(verdict.entries, 'entry')} compared" if verdict.entries and not told else ""
    text = " ".join(filter(None, (entries, "" if told and where in verdict.message else where)))
    if verdict.scope and not where and not any(verdict.compared):
        text = "; ".join(filter(None, (text, "no size occurs in it")))
    return text[:1].upper() + text[1:] + "." if text else ""


def checks(verdict: Verdict) -> str:
    """What was done for a true claim, but for what its message tells: the quiet line under it."""
    return " ".join(checked(replace(verdict, message=particular(verdict))))


def checked(verdict: Verdict) -> list[str]:
    """The same, a sentence for each thing that was done."""
    if verdict.kind not in TRUE or (verdict.variants is None and not verdict.points):
        return []
    where = at_sizes(verdict.compared)
    entries = f"{plural(verdict.entries, 'entry')} compared {where}" if where and where not in verdict.message else ""
    points = f"both sides agree at {plural(verdict.points, 'chance point')} modulo primes" if verdict.points else ""
    kinds = f" ({', '.join(verdict.variants.kinds)})" if verdict.variants and verdict.variants.kinds else ""
    variants = f"wrong variants{kinds}: {tries(verdict.variants)}" if verdict.variants else ""
    said = (entries, points or "not modelled modulo primes", variants)
    return [f"{each[0].upper()}{each[1:]}." for each in said if each]


def tries(found: Variants) -> str:
    """`6 tried, 5 refused, 1 equal after all`."""
    equal = f", {found.equal} equal after all" if found.equal else ""
    return f"{found.tried} tried, {found.refused} refused{equal}"


def overview(found: Totals) -> list[str]:
    """What was done for the true claims of a document or of all, in short sentences."""
    kinds = counts({kind.value: number for kind, number in found.conventions.items()})
    said = (
        (found.everywhere, f"Shown for all sizes: {found.everywhere} of {plural(found.true, 'true claim')}."),
        (found.gaps, f"Only at some: {found.gaps}."),
        (found.variants.tried, f"Wrong variants: {tries(found.variants)}."),
        (found.modelled, f"Confirmed modulo primes: {found.modelled} of {found.true}."),
        (len(found.conventions), f"By a convention: {kinds}."),
    )
    return [text for number, text in said if number]


def notes(item: Judged) -> list[str]:
    """How the item was read, but for what its message tells."""
    told = item.verdict.message.lower()
    return [each for each in item.readings if each.lower().rstrip(".") not in told]


def left_out(verdict: Verdict) -> list[str]:
    """The points that a proof excludes, but for those that the message names."""
    return [each for each in verdict.excludes if each not in verdict.message]


@dataclass(frozen=True, slots=True)
class Shown:
    """Both sides at a small size as they are shown, and where that is."""

    heading: str
    left: Matrix
    right: Matrix


def sides(verdict: Verdict) -> Shown | None:
    """Both sides written out; of matrices that are too wide the first entry, of `0 = 0` nothing.

    Nothing either where the sides of a claim that is not true happen to be the same at the place that is shown.
    """
    if verdict.sample is None or (verdict.kind not in TRUE and verdict.sample.left == verdict.sample.right):
        return None
    sample = verdict.sample
    entries = [entry for side in (sample.left, sample.right) for row in side for entry in row]
    if not sample.sizes and all(re.fullmatch(r"-?[\d.]+", entry) for entry in entries):
        return None
    places = [assigned(sample.sizes), assigned(sample.indices)]
    left, right = sample.left, sample.right
    if max(width(left), width(right)) > WIDEST_SIDE and len(left) * len(left[0]) > 1:
        places.append("row 1, column 1")
        left, right = ((left[0][0],),), ((right[0][0],),)
    at = ", ".join(filter(None, places))
    return Shown(f"Both sides at {at}" if at else "Both sides written out", left, right)


def width(rows: Matrix) -> int:
    """About how many signs stand side by side in a matrix."""
    return max((sum(len(unicode_line(entry, 200)) + 2 for entry in row) for row in rows), default=0)


def parting(found: Counterexample) -> str:
    """Where the sides part, as a sentence."""
    at = ", ".join(filter(None, (assigned(found.sizes), assigned(found.indices))))
    place = f"row {found.entry[0]}, column {found.entry[1]}" if len(found.entry) == 2 else ""
    if not place and found.entry:
        place = "entry " + ", ".join(map(str, found.entry))
    start = f"At {at}" if at else "At the values below"
    where = f" the sides part in {place}" if place else " the sides part"
    return f"{start}{where}: the left side is {found.left}, the right side {found.right}."


def absent(found: Counterexample) -> str:
    """What a dash in the sides means, where there is one."""
    entries = (entry for side in (found.left_matrix, found.right_matrix) for row in side for entry in row)
    return f"Where {NO_ENTRY} stands there is no such entry." if NO_ENTRY in entries else ""


def unsaid(verdict: Verdict) -> str:
    """Where the sides part, unless the message says it, or a side has no value."""
    found = verdict.counterexample
    if found is None or not (found.left or found.right):
        return ""
    told = (f"the left side is {found.left}, the right side {found.right}.", f"is {found.left} on the left side")
    return "" if found.left and any(each in verdict.message for each in told) else parting(found)


def false_as_stated(verdict: Verdict) -> bool:
    """Whether a claim is false, though it may be true under a further assumption."""
    is_conditional = verdict.kind is Kind.CONDITIONAL and verdict.counterexample is not None
    return verdict.kind is Kind.REFUTED or is_conditional


def condition(verdict: Verdict) -> str:
    """The assumption that a claim lacks, unless the message names it."""
    named = verdict.assumption and f"${verdict.assumption}$" in verdict.message
    return "" if named else verdict.assumption or ""


def framed(found: Counterexample) -> tuple[int, ...]:
    """Row and column of the entry where the sides part; of a row or a column its place alone may be given."""
    if len(found.entry) != 1:
        return found.entry
    return (1, found.entry[0]) if len(found.left_matrix) == 1 else (found.entry[0], 1)


def expectation(item: Judged) -> str:
    """What the author said of the verdict, where it was said; not that what is proved was expected to be."""
    if item.expected is None or item.expected is item.verdict.kind is Kind.PROVED:
        return ""
    if item.expected is item.verdict.kind:
        return "As its author expects."
    return f"Its author expects it to be {item.expected.value}, but it is {item.verdict.kind.value}."


def spoken(text: str) -> str:
    """A sentence for a terminal, with its formulas in Unicode."""
    parts = re.split(r"(`[^`]*`)", named(text))
    plain = (re.sub(r"\$([^$]+)\$", lambda found: unicode_line(found[1], 200), part) for part in parts[::2])
    return "".join(part for pair in zip_longest(plain, parts[1::2], fillvalue="") for part in pair)


def sentence(text: str) -> str:
    """`text` with a capital and a full stop, where it starts and ends with a word."""
    text = text.strip()
    if len(text) > 1 and text[:2].isalpha() and text[0].islower():
        text = text[0].upper() + text[1:]
    return text + "." if text and text[-1] not in ".!?:…" else text


def abstract(verdicts: Mapping[Kind, int], restated: int) -> str:
    """`12 proved, 3 of them as defined, 2 refuted`."""
    found = {Kind.PROVED: f"{verdicts.get(Kind.PROVED, 0)} proved, {restated} of them as defined"} if restated else {}
    return ", ".join(found.get(kind) or counts({kind: number}) for kind, number in verdicts.items()) or counts({})


def counts(verdicts: Mapping[Kind, int] | Mapping[str, int]) -> str:
    """`12 proved, 2 refuted`."""
    words = {kind.value if isinstance(kind, Kind) else kind: number for kind, number in verdicts.items()}
    return ", ".join(f"{number} {counted(word, number)}" for word, number in words.items()) or "nothing was claimed"
