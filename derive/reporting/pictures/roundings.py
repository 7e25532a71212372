"""What rounding does to each kernel over random shapes, as a picture: a row a kernel, a dot a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from derive.reporting import mathml
from derive.reporting.data import KernelReport
from derive.reporting.pictures.axes import Axis, power, rule
from derive.reporting.pictures.figure import figure, table
from derive.reporting.pictures.svg import Picture, element, text
from derive.rounding import TOLERANCE

WIDTH = 360
ROW = 15
TOP = 40
LEAST, MOST = -1, 4
ACROSS = Axis(LEAST, MOST, 210, 350)


def roundings(kernels: Sequence[KernelReport]) -> Markup:
    """The picture of all kernels that were measured, the worst first; nothing where none was."""
    rows = sorted((each for each in kernels if each.errors), key=lambda each: (-_digits(max(each.errors)), each.name))
    if not rows:
        return Markup("")
    dots = (part for place, each in enumerate(rows) for part in _row(each, place))
    body = Markup("").join([*_frame(len(rows)), *dots])
    runs = len(rows[0].errors)
    title = f"What rounding does to each kernel, over {runs} random shapes"
    within = sum(max(each.errors) <= TOLERANCE for each in rows)
    worst = f"{rows[0].name}, {_digits(max(rows[0].errors)):g} times epsilon"
    words = f"{within} of {len(rows)} kernels stay within the tolerance; the largest error is that of {worst}."
    caption = Markup(
        "Each kernel at {} random shapes: the largest error over the largest entry, in units of the machine’s {}, the "
        "worst of all as the large dot. Measured in float32 by the letter of IEEE 754, so that the figures are the "
        "same on every machine; in units of {} they are much the same in float64. What is below 0.1 stands at the left "
        "edge, where a ring is no error at all."
    ).format(runs, *map(mathml.inline, (r"\varepsilon", r"\varepsilon")))
    drawn = Picture("roundings", title, words, WIDTH, TOP + ROW * len(rows) + 8, body)
    return figure(drawn, "roundings", caption, _table(rows))


def _digits(error: float) -> float:
    """An error to the two digits that are shown."""
    return float(f"{error:.1e}")


def _frame(rows: int) -> Iterator[Markup]:
    bottom = TOP + ROW * rows
    for exponent, x in ACROSS.ticks(1):
        if exponent < MOST:
            yield power(x, TOP - 10, exponent, text_anchor="middle") if exponent >= 0 else text(
                x, TOP - 10, "0.1", class_="tick", text_anchor="middle"
            )
        if exponent in (0, 1, 2, 3):
            yield rule(x, TOP - 4, x, bottom, "grid")
    limit = ACROSS.at(TOLERANCE)
    yield rule(limit, TOP - 20, limit, bottom, "limit")
    yield text(limit, TOP - 26, "tolerance", class_="name", text_anchor="end")
    yield text(ACROSS.start, TOP - 26, "error / ε", class_="name")


def _row(kernel: KernelReport, place: int) -> Iterator[Markup]:
    y = TOP + ROW * (place + 0.5)
    yield text(ACROSS.start - 10, y + 4, kernel.name, class_="kernel", text_anchor="end")
    worst = max(kernel.errors)
    for error in sorted({_place(error) for error in kernel.errors} - {_place(worst)}):
        yield element("circle", cx=error, cy=y, r=1.4)
    yield element("circle", cx=_place(worst), cy=y, r=2.8, class_="worst" if worst else "none")


def _place(error: float) -> int:
    """Where an error stands, on whole numbers, so that its last digits, in which machines differ, do not show."""
    low, high = 10.0**LEAST, 10.0**MOST
    return round(ACROSS.at(min(max(error, low), high)))


def _table(rows: Sequence[KernelReport]) -> Markup:
    lines = []
    for each in rows:
        middle = sorted(each.errors)[len(each.errors) // 2]
        name = Markup("<code>{}</code>").format(each.name)
        shapes = Markup('<span data-say="runs">{}</span>').format(each.worst)
        lines.append([name, f"{_digits(middle):g}", f"{_digits(max(each.errors)):g}", shapes])
    return table(("kernel", "error / ε, in the middle", "the worst", "at the shapes"), lines)
