"""The rows of a displayed formula as a page shows them: cell beside cell, aligned where the author aligned them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from markupsafe import Markup

from derive.reporting.boxes import display, formula_box
from derive.reporting.breaking import answered
from derive.reporting.margin import beside
from derive.reporting.mathml import inside
from derive.reporting.measuring import measured, width
from derive.reporting.outline import Entry, Line
from derive.reporting.wording import is_open

WIDEST_CELL = 20.0
"""The em of a cell beside which there is room for another; where one is wider, rows are not aligned."""


WIDEST_ROW, APART = 32.0, 5.0
"""The em of rows beside each other, and what each takes beside its formula."""
PAIR = 2.0
"""The em between two pairs of cells."""
BROAD, NARROW = 29.0, 17.0
"""The em of a row with an answer on a desk and on a phone."""


def row(line: Line) -> Markup:
    """One row in a box that scrolls by itself; its source where a cell of it cannot be set."""
    label = f"formula in line {line.entries[0].item.line}" if line.entries else "formula"
    anchors = Markup("").join(Markup('<span id="{}"></span>').format(anchor) for anchor in line.anchors)
    tag = Markup('<span class="tag">({})</span>').format(line.tag) if line.tag else Markup("")
    return anchors + _fitted(line.cells, line.entries, lambda cells, screen: _formula(cells, label, screen)) + tag


def _fitted(cells: Sequence[str], entries: Sequence[Entry], shown: Callable[[Sequence[str], str], Markup]) -> Markup:
    """A row as it is shown; where there is an answer in it that is too wide, for a desk and for a phone."""
    broad, narrow = (broken(cells, entries, limit) for limit in (BROAD, NARROW))
    return shown(cells, "") if broad == narrow == tuple(cells) else shown(broad, "broad") + shown(narrow, "narrow")


def broken(cells: Sequence[str], entries: Sequence[Entry], limit: float) -> tuple[str, ...]:
    """The cells of a row with the answers that are found in them broken, where the row is wider than so many em."""
    *before, last = cells
    room = limit - sum(map(width, filter(None, before)))
    for answer in (entry.item.verdict.answer for entry in entries):
        last = answered(last, answer.fragment, room) if answer else last
    return (*before, last)


def _formula(cells: Sequence[str], label: str, screen: str) -> Markup:
    if len(cells) == 1:
        return display(cells[0], label, screen)
    # A cell that begins with a sign between two terms has the space before it only if something stands there.
    bodies = [inside(cell if at == 0 else f"{{}}{cell}") if cell else Markup("") for at, cell in enumerate(cells)]
    if None in bodies:
        return display(" & ".join(cells), label, screen)
    wide = sum(measured(body) for body in bodies if body) + PAIR * max(0, (len(cells) - 1) // 2)
    maths = (
        Markup('<math display="block">{}</math>').format(body) if body else Markup("<span></span>") for body in bodies
    )
    return formula_box(Markup("").join(maths), label, wide, screen)


def abreast(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Rows in groups: of those that their author wrote beside each other, and that are short and judged alike."""
    groups: list[tuple[Line, ...]] = []
    for line in lines:
        if groups and line.goes_on and line.cells[0].strip() and _beside((*groups[-1], line)):
            groups[-1] = (*groups[-1], line)
        else:
            groups.append((line,))
    return [
        tuple(replace(line, cells=(" ".join(line.cells),)) for line in group) if len(group) > 1 else group
        for group in groups
    ]


def _beside(lines: Sequence[Line]) -> bool:
    """Whether rows may stand beside each other, under the verdict of the first."""
    if any(len(line.entries) != 1 or is_open(line.entries[0].item.verdict) for line in lines):
        return False
    told = {(line.entries[0].item.verdict.kind, beside(line.entries[0].item)) for line in lines}
    return len(told) == 1 and sum(width(" ".join(line.cells)) + APART for line in lines) <= WIDEST_ROW


def alone(entry: Entry) -> Markup:
    """The formula of one item by itself."""
    label = f"formula in line {entry.item.line}"
    formula = (entry.item.shown or entry.item.source,)
    return _fitted(formula, (entry,), lambda cells, screen: display(cells[0], label, screen))


def cells(lines: Sequence[Line]) -> int:
    """The cells in the longest row."""
    return max(len(line.cells) for line in lines)


def left(lines: Sequence[Line]) -> float:
    """About how many em stand before the sign at which the rows are aligned."""
    return round(max((width(line.cells[0]) for line in lines if len(line.cells) > 1), default=0.0), 1)


def is_tagged(lines: Sequence[Line]) -> bool:
    """Whether a row has a number beside it."""
    return any(line.tag for line in lines)


def is_loose(lines: Sequence[Line]) -> bool:
    """Whether rows are too wide to be aligned."""
    return any(width(cell) > WIDEST_CELL for line in lines for cell in line.cells[:-1] if cell)
