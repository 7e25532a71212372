"""Logarithmic axes: from figures to coordinates, and the powers of ten beside them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from derive.reporting.pictures.svg import Value, element, path, text

LETTERS = 13


@dataclass(frozen=True, slots=True)
class Axis:
    """Powers of ten from `low` to `high`, drawn from the coordinate `start` to `end`."""

    low: int
    high: int
    start: float
    end: float

    def at(self, figure: float) -> float:
        """The coordinate of a figure above 0."""
        part = (math.log10(figure) - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)

    def ticks(self, every: int) -> Iterator[tuple[int, float]]:
        """Exponents with their coordinates."""
        for exponent in range(-(-self.low // every) * every, self.high + 1, every):
            yield exponent, self.start + (exponent - self.low) / (self.high - self.low) * (self.end - self.start)


def power(x: float, y: float, exponent: int, **attributes: Value) -> Markup:
    """10 to a power, as a text; 1 and 10 without an exponent."""
    if exponent in (0, 1):
        return text(x, y, str(10**exponent), class_="tick", **attributes)
    return text(x, y, Markup("10") + raised(exponent), class_="tick", **attributes)


def raised(exponent: int) -> Markup:
    """An exponent behind what it stands at."""
    return element("tspan", Markup(str(exponent).replace("-", "−")), dy=-0.38 * LETTERS, class_="raised")


def rule(x: float, y: float, to_x: float, to_y: float, kind: str) -> Markup:
    """A straight line of the class `kind`."""
    return element("path", d=path("M", x, y, "L", to_x, to_y), class_=kind)
