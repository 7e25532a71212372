"""The report for a terminal: one line for each claim, and what there is to see under it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from derive.judging.results import Finding, Judged, Judgement
from derive.judging.verdict import Counterexample, Kind, Matrix, Verdict
from derive.reporting.corrected import change, quoted
from derive.reporting.data import CLAIMS_NOTHING, summary
from derive.reporting.folding import folded
from derive.reporting.language import ENGLISH, Language
from derive.reporting.plain import unicode_line
from derive.reporting.selection import unexpected
from derive.reporting.wording import (
    absent,
    condition,
    counts,
    is_authored,
    left_out,
    plural,
    reason,
    spoken,
    unjudged,
    unsaid,
)

STYLES = {
    Kind.PROVED: "green",
    Kind.REFUTED: "bold red",
    Kind.CONDITIONAL: "yellow",
    Kind.CONVENTION: "cyan",
    Kind.UNDECIDED: "yellow",
    Kind.UNREAD: "bold magenta",
    Kind.DEFINITION: "dim",
    Kind.SKIPPED: "dim",
}
FOUND = "bold yellow"
FAILING = "bold red"
PLACE = "bold"
QUIET = "dim"
INDENT = "    "
FORMULA_WIDTH = 60
ANSWER_WIDTH = 160
"""An answer is there to be read to its end."""
QUOTED = 76
EXCERPT_WIDTH = 100
HANGING = 2 * INDENT
NARROWEST = 40


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the report: what it is about, the formula, and the rest, of which any may be empty.

    On a terminal what has no room in it goes to a line of its own, and long ones fold.
    """

    text: Text
    formula: Text = field(default_factory=Text)
    rest: Text = field(default_factory=Text)
    folds: bool = True

    @property
    def whole(self) -> Text:
        """The line undivided."""
        return _beside(self.text, self.formula, self.rest)

    def folded(self, width: int) -> Iterator[Text]:
        """The line in pieces of at most `width` cells."""
        if not self.folds or self.whole.cell_len <= width:
            yield self.whole
            return
        first = _beside(self.text, self.formula)
        below = first.cell_len > width and bool(self.formula)
        yield from folded(self.text if below else first, width, len(HANGING))
        room = width - len(INDENT)
        under = [*(folded(self.formula, room, len(INDENT)) if below else ()), *folded(self.rest, room)]
        yield from (Text(INDENT).append_text(line) for line in under)


def _beside(*parts: Text) -> Text:
    """Those of some texts that are not empty, apart from each other."""
    return Text("  ").join(filter(None, parts))


def render(judgements: Sequence[Judgement], width: int = EXCERPT_WIDTH, language: Language = ENGLISH) -> Text:
    """The whole report; its last line has the counts of all verdicts. Lines of source are cut to `width`."""
    rows = [row.whole for row in _rows(judgements, width, language)]
    return Text("\n").join([*rows, closing(judgements, language), Text()])


def show(
    judgements: Sequence[Judgement], stream: TextIO, *, counted: bool = True, language: Language = ENGLISH
) -> None:
    """Print the report to `stream`: in colour and folded where it is a terminal, the same text plain elsewhere.

    The counts at its end are left out where they are not to be `counted`.
    """
    console = Console(file=stream, highlight=False, soft_wrap=True, emoji=False, markup=False)
    width = max(NARROWEST, console.width)
    cut = min(EXCERPT_WIDTH, width - len(HANGING)) if console.is_terminal else EXCERPT_WIDTH
    rows = _rows(judgements, cut, language)
    if counted:
        rows = chain(rows, [Row(closing(judgements, language))])
    for row in rows:
        for line in row.folded(width) if console.is_terminal else [row.whole]:
            console.print(line)


def show_written(
    written: str, judgements: Sequence[Judgement], stream: TextIO, *, language: Language = ENGLISH
) -> None:
    """Print what is left to look at, and at the end what was written with the counts of all verdicts."""
    left = [replace(unexpected(each), findings=each.findings) for each in judgements]
    show(left, stream, counted=False, language=language)
    console = Console(file=stream, highlight=False, soft_wrap=True, emoji=False, markup=False)
    console.print(_place(written).append_text(closing(judgements, language)))


def plain(judgement: Judgement) -> str:
    """What is said of one document without the counts at its end, as plain text; of one without a path no places."""
    return "\n".join(row.whole.plain for row in _rows([judgement], EXCERPT_WIDTH, ENGLISH))


def closing(judgements: Sequence[Judgement], language: Language = ENGLISH) -> Text:
    """The counts of all verdicts, and how many of them are not as expected."""
    number = sum(len(judgement.findings) for judgement in judgements)
    kinds = summary(judgements)
    said = [counts(kinds)] if kinds or not number else []
    found = ", ".join([*said, *([plural(number, "finding")] if number else [])])
    text = Text(language.say(f"{found} in {len(judgements)} documents" if len(judgements) > 1 else found, "fact"))
    failing = sum(not item.passes for judgement in judgements for item in judgement.items)
    if failing:
        unexpected = f"{failing} {'is' if failing == 1 else 'are'} not as expected"
        text.append("; ").append(language.say(unexpected, "fact"), FAILING)
    return text


def _rows(judgements: Sequence[Judgement], width: int, language: Language) -> Iterator[Row]:
    for judgement in judgements:
        for item in judgement.items:
            yield from _item(judgement.path, item, width, language)
        for found in judgement.findings:
            yield _finding(judgement.path, found, language)
        if judgement.running:
            note = _place(judgement.path, judgement.running[0]).append(language.say("note", "fact"), QUIET)
            yield Row(note, rest=Text(language.say(unjudged(judgement.running))))


def excerpt(caret: str, width: int = EXCERPT_WIDTH) -> str:
    """A source line with its carets, cut to `width` around them, aligned also under wide characters and tabs."""
    line, _, marks = caret.partition("\n")
    start = len(marks) - len(marks.lstrip())
    first = max(0, min(start - width // 2, len(line) - width))
    shown = visible(line[first : first + width].replace("\t", " "))
    before = "…" if first else ""
    after = "…" if first + width < len(line) else ""
    marked = marks[start : first + width] or "^"
    return f"{before}{shown}{after}\n{' ' * (len(before) + cell_len(shown[: start - first]))}{marked}"


def visible(text: str) -> str:
    """`text` with control characters shown as `�`, so that none reaches the terminal."""
    return "".join("�" if unicodedata.category(sign) in ("Cc", "Cf", "Cs") and sign != "\n" else sign for sign in text)


def _item(path: str, item: Judged, width: int, language: Language) -> Iterator[Row]:
    kind = item.verdict.kind
    text = _place(path, (item.line, item.column)).append(language.say(kind.value), STYLES[kind])
    cut = FORMULA_WIDTH if item.verdict.answer is None else ANSWER_WIDTH
    formula = unicode_line(item.shown or item.source, cut, bold=_tells_bold_apart(item))
    why = reason(item) if is_authored(item) else language.say(reason(item))
    yield Row(text, Text(formula), Text().append(visible(spoken(why)), QUIET if kind in CLAIMS_NOTHING else ""))
    if item.mark is not None:
        line, carets = excerpt(item.mark.caret, width).split("\n")
        yield Row(Text(f"{INDENT}{visible(line)}", QUIET), folds=False)
        yield Row(Text(INDENT).append(carets, STYLES[kind]), folds=False)
    for line in facts(item):
        yield Row(Text(INDENT + visible(language.say(line, "fact"))))


def _tells_bold_apart(item: Judged) -> bool:
    """Whether a bold letter is another name than the same letter, so that values are given for it."""
    found = item.verdict.counterexample
    return found is not None and any(name.startswith(r"\mathbf") for name in found.values)


def _place(path: str, *places: tuple[int, int]) -> Text:
    """`note.md:6:4: `, or nothing for what stands in no file."""
    if not path:
        return Text()
    return Text().append("".join([visible(path), *(f":{line}:{column}" for line, column in places), ": "]), PLACE)


def _finding(path: str, found: Finding, language: Language) -> Row:
    """A finding at the first of its places; its message names them all."""
    text = _place(path, *found.places[:1])
    said = Text(visible(spoken(language.say(found.message))))
    return Row(text.append(language.say("finding", "fact"), FOUND), rest=said)


def facts(item: Judged) -> list[str]:
    """What belongs under the line of a claim: values at which it is false, its assumption, its correction."""
    verdict = item.verdict
    lines: list[str] = []
    if verdict.counterexample is not None:
        lines += _counterexample(verdict, verdict.counterexample)
    if condition(verdict):
        lines.append(f"under the assumption {unicode_line(condition(verdict), EXCERPT_WIDTH)}")
    if left_out(verdict):
        lines.append("leaves out " + "; ".join(map(unicode_line, left_out(verdict))))
    if verdict.correction is not None:
        what = spoken(change(verdict.correction))
        lines.append(f"did you mean {quoted(verdict.correction, QUOTED)}?  ({what})")
    if item.expected is not None and not item.passes:
        lines.append(f"expected {item.expected.value}")
    return lines


def _counterexample(verdict: Verdict, found: Counterexample) -> list[str]:
    lines = [unsaid(verdict)] if unsaid(verdict) else []
    if found.values:
        given = (f"{unicode_line(name, bold=True)} = {_matrix(rows)}" for name, rows in found.values.items())
        lines.append("with " + ", ".join(given))
    if len(found.left_matrix) > 1 or any(len(row) > 1 for row in found.left_matrix):
        lines.append(f"left {_matrix(found.left_matrix)}, right {_matrix(found.right_matrix)}")
        lines += [absent(found)] if absent(found) else []
    return lines


def _matrix(rows: Matrix) -> str:
    """`[1 2; 3 4]`, and a 1×1 matrix as its entry."""
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    return "[" + "; ".join(" ".join(row) for row in rows) + "]"
