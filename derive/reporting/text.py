"""The report for a terminal: one line for each claim, and what there is to see under it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from derive.judging.results import Finding, Judged, Judgement
from derive.judging.verdict import Counterexample, Kind, Matrix, Verdict
from derive.reporting.corrected import change, quoted
from derive.reporting.data import summary
from derive.reporting.plain import unicode_line
from derive.reporting.wording import absent, condition, counts, left_out, reason, spoken, unsaid

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
INDENT = "    "
FORMULA_WIDTH = 60
ANSWER_WIDTH = 160
"""An answer is there to be read to its end."""
QUOTED = 76
EXCERPT_WIDTH = 100
HANGING = 2 * INDENT
NARROWEST = 40


def render(judgements: Sequence[Judgement], width: int = EXCERPT_WIDTH) -> Text:
    """The whole report; its last line has the counts of all verdicts. Lines of source are cut to `width`."""
    text = Text()
    for judgement in judgements:
        for item in judgement.items:
            text.append_text(_item(judgement.path, item, width))
        for found in judgement.findings:
            text.append_text(_finding(judgement.path, found))
    text.append(counts(summary(judgements)) + "\n")
    return text


def show(judgements: Sequence[Judgement], stream: TextIO) -> None:
    """Print the report to `stream`: in colour and folded where it is a terminal, the same text plain elsewhere."""
    console = Console(file=stream, highlight=False, soft_wrap=True, emoji=False, markup=False)
    if not console.is_terminal:
        console.print(render(judgements), end="")
        return
    width = max(NARROWEST, console.width)
    for line in render(judgements, min(EXCERPT_WIDTH, width - len(INDENT) - 2)).split("\n"):
        first, *rest = line.wrap(console, width - len(HANGING)) or [line]
        console.print(first)
        for more in rest:
            console.print(Text(HANGING).append_text(more))


def excerpt(caret: str, width: int = EXCERPT_WIDTH) -> str:
    """A source line with its carets, cut to `width` around them, aligned also under wide characters and tabs."""
    line, _, marks = caret.partition("\n")
    start = len(marks) - len(marks.lstrip())
    first = max(0, start - width // 2)
    shown = visible(line[first : first + width].replace("\t", " "))
    before = "…" if first else ""
    after = "…" if first + width < len(line) else ""
    marked = marks[start : first + width] or "^"
    return f"{before}{shown}{after}\n{' ' * (len(before) + cell_len(shown[: start - first]))}{marked}"


def visible(text: str) -> str:
    """`text` with control characters shown as `�`, so that none reaches the terminal."""
    return "".join("�" if unicodedata.category(sign) in ("Cc", "Cf", "Cs") and sign != "\n" else sign for sign in text)


def _item(path: str, item: Judged, width: int) -> Text:
    kind = item.verdict.kind
    text = Text(f"{visible(path)}:{item.line}:{item.column}: ")
    text.append(kind.value, STYLES[kind])
    width_ = FORMULA_WIDTH if item.verdict.answer is None else ANSWER_WIDTH
    formula = unicode_line(item.shown or item.source, width_)
    text.append("  ".join(("", formula, visible(spoken(reason(item))))).rstrip() + "\n")
    for line in _below(item, width):
        text.append(f"{INDENT}{visible(line)}\n")
    return text


def _finding(path: str, found: Finding) -> Text:
    """A finding at the first of its places; its message names them all."""
    place = "".join(f":{line}:{column}" for line, column in found.places[:1])
    text = Text(f"{visible(path)}{place}: ")
    return text.append("finding", FOUND).append(f"  {visible(spoken(found.message))}\n")


def _below(item: Judged, width: int) -> list[str]:
    """The lines that belong under the line of a claim."""
    verdict = item.verdict
    lines: list[str] = []
    if item.caret and verdict.kind is Kind.UNREAD:
        lines += excerpt(item.caret, width).split("\n")
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
        given = (f"{unicode_line(name)} = {_matrix(rows)}" for name, rows in found.values.items())
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
