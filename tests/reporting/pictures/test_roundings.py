"""The picture of what rounding does to kernels."""

from __future__ import annotations

import re

from derive.reporting.data import KernelReport
from derive.reporting.pictures.roundings import roundings

from .documents import parsed


def report(name: str, *errors: float) -> KernelReport:
    return KernelReport(name, f"c.{name}", "", (), errors, "x 3×4")


MEASURED = [report("small", 0.2, 0.4), report("large", 3.0, 30.0), report("exact", 0.0, 0.0)]
KERNELS = [*MEASURED, KernelReport("bare", "c", "")]


def test_a_row_a_kernel_the_worst_first_and_none_for_what_was_not_measured() -> None:
    figure = parsed(roundings(KERNELS))
    svg = figure.find(".//svg")
    assert svg is not None and svg.get("role") == "img"
    names = [text.text for text in svg.iter("text") if text.get("class") == "kernel"]
    assert names == ["large", "small", "exact"]
    assert [row.findtext("th/code") for row in figure.iter("tr")][1:] == names


def test_dots_stand_by_their_errors_and_the_worst_stands_out() -> None:
    found = roundings(KERNELS)
    worst = [float(x) for x in re.findall(r'cx="([\d.]+)" cy="[\d.]+" r="2.8" class="worst"', found)]
    assert len(worst) == 2 and worst[0] > worst[1]
    assert found.count('class="none"') == 1
    assert found.count("<circle") == 5


def test_an_error_beyond_the_axis_stands_at_its_end() -> None:
    svg = parsed(roundings([report("wild", 1e9, float("inf"))])).find(".//svg")
    assert svg is not None
    width = float(str(svg.get("width")))
    assert all(float(str(dot.get("cx"))) < width for dot in svg.iter("circle"))


def test_the_last_digits_of_an_error_do_not_show() -> None:
    assert roundings([report("a", 0.7123456789, 1.5)]) == roundings([report("a", 0.7123456789 * (1 + 1e-7), 1.5)])


def test_the_line_of_the_tolerance_is_right_of_what_passes() -> None:
    found = roundings(KERNELS)
    (limit,) = re.findall(r'd="M ([\d.]+) [^"]*" class="limit"', found)
    assert all(float(x) < float(limit) for x in re.findall(r'cx="([\d.]+)"', found))


def test_without_figures_there_is_no_picture() -> None:
    assert roundings([]) == roundings([KernelReport("bare", "c", "")]) == ""
