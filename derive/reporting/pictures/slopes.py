"""Differences against the step size, as a picture: the errors measured, and the orders proved as straight lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from derive.judging.verdict import Kind
from derive.reporting import mathml
from derive.reporting.pictures.axes import LETTERS, Axis, power, raised, rule
from derive.reporting.pictures.claimed import Claimed
from derive.reporting.pictures.differences import ANCHOR, STEPS, Curve, Differences
from derive.reporting.pictures.figure import figure, table
from derive.reporting.pictures.svg import Picture, element, text
from derive.reporting.plain import unicode_line
from derive.reporting.wording import SIGNS

WIDTH, HEIGHT = 360, 384
ACROSS = Axis(-13, 0, 40, 350)
UP = Axis(-18, 0, 340, 16)
ROUNDING = 2.0**-53
DOT = 1.3
LINE = 15
TOLD = (5, 10, 25, 40)
BELOW = 22
"""So far below the end of a line that its label is clear of the errors by rounding."""


def slopes(found: Differences, claims: Mapping[str, Claimed], name: str) -> Markup:
    """The picture; `claims` has where each claim stands, `name` is that of the picture in its page."""
    lines = {id(curve): _end(curve) for curve in found.curves if curve.proof}
    body = [*_frame(), *(dot for curve in found.curves for dot in _dots(curve))]
    body += [_line(curve, end) for curve in found.curves if (end := lines.get(id(curve)))]
    body += _labels(found)
    words = "; ".join(f"{curve.name}: {_told(curve)}" for curve in found.curves)
    title = "How far differences are from the derivative, by the size of the step"
    drawn = Picture(name, title, words, WIDTH, HEIGHT, Markup("").join(body))
    caption = Markup(
        "The error of each formula for the derivative of {} at {}, in float64. The slopes of the lines are proved: a "
        "smaller step makes the error smaller by the power that a claim states, until rounding takes over, which grows "
        "as the step shrinks (dotted: {})."
    ).format(*map(mathml.inline, (r"\log(1 + e^{-x})", "x = 1", r"2^{-53} / \delta")))
    return figure(drawn, "slopes", caption, _table(found, claims))


def _frame() -> Iterator[Markup]:
    for exponent, x in ACROSS.ticks(3):
        yield power(x, UP.start + 17, exponent, text_anchor="middle")
        yield rule(x, UP.start, x, UP.start + 4, "axis")
    for exponent, y in UP.ticks(4):
        yield power(ACROSS.start - 6, y + 4, exponent, text_anchor="end")
        yield rule(ACROSS.start - 4, y, ACROSS.start, y, "axis")
    yield rule(ACROSS.start, UP.start, ACROSS.end, UP.start, "axis")
    yield rule(ACROSS.start, UP.start, ACROSS.start, UP.end, "axis")
    yield text(ACROSS.end, UP.start + 36, "step δ", class_="name", text_anchor="end")
    yield text(ACROSS.start + 6, UP.end + 4, "error", class_="name")
    low, high = STEPS[-1], 1.0
    yield rule(ACROSS.at(low), UP.at(ROUNDING / low), ACROSS.at(high), UP.at(ROUNDING / high), "rounding")


def _dots(curve: Curve) -> Iterator[Markup]:
    for step, error in zip(STEPS, curve.errors, strict=True):
        if 10.0**UP.low < error < 1:
            yield element("circle", cx=ACROSS.at(step), cy=UP.at(error), r=DOT)


def _end(curve: Curve) -> tuple[float, float]:
    """The step and the error where the line of the proved order goes down into rounding."""
    assert curve.proof
    order = curve.proof.order
    step = (ROUNDING * ANCHOR**order / curve.exact) ** (1 / (order + 1)) / 2
    return step, curve.exact * (step / ANCHOR) ** order


def _line(curve: Curve, end: tuple[float, float]) -> Markup:
    """The leading term of the error, from the step 1 down."""
    assert curve.proof
    top = curve.exact / ANCHOR**curve.proof.order
    return rule(ACROSS.at(1), UP.at(top), ACROSS.at(end[0]), UP.at(end[1]), "proven")


def _labels(found: Differences) -> Iterator[Markup]:
    """The name and the order of each formula, at the lower end of its line; those of one order together."""
    orders: dict[int, list[Curve]] = {}
    for curve in found.curves:
        if curve.proof:
            orders.setdefault(curve.proof.order, []).append(curve)
    for order, curves in orders.items():
        step, error = _end(curves[0])
        names = [curve.name for curve in curves]
        power = raised(order) if order > 1 else Markup("")
        back = element("tspan", Markup(")"), dy=0.38 * LETTERS) if order > 1 else Markup(")")
        sign = element("tspan", Markup(f" {SIGNS[Kind.PROVED]}"), class_="proved sign")
        label = Markup("{}, O(δ").format(names[-1]) + power + back + sign
        x, y = ACROSS.at(step) - 8, UP.at(error) + BELOW
        for place, line in enumerate([*map("{},".format, names[:-1]), label]):
            yield text(x, y + LINE * place, line, text_anchor="end")


def _order(order: int) -> str:
    return r"O(\delta)" if order == 1 else rf"O(\delta^{{{order}}})"


def _told(curve: Curve) -> str:
    least, step = min(zip(curve.errors, STEPS, strict=True))
    proved = f"{unicode_line(_order(curve.proof.order))} is proved" if curve.proof else "no order is proved"
    return f"{proved}, and the least error is {least:.0e} at the step {step:.0e}"


def _table(found: Differences, claims: Mapping[str, Claimed]) -> Markup:
    errors = [f"error at δ = {STEPS[place]:.0e}" for place in TOLD]
    heads = ["formula", "proved", "in", *errors, "least error", "at δ ="]
    rows = []
    for curve in found.curves:
        where: str | Markup = "–"
        if curve.proof:
            claimed = claims[curve.proof.claim]
            where = Markup('<a href="#{}">line {}</a>').format(claimed.anchor, claimed.line)
        least, step = min(zip(curve.errors, STEPS, strict=True))
        figures = [f"{curve.errors[place]:.1e}" for place in TOLD]
        order = mathml.inline(_order(curve.proof.order)) if curve.proof else "–"
        rows.append([curve.name, order, where, *figures, f"{least:.1e}", f"{step:.0e}"])
    return table(heads, rows)
