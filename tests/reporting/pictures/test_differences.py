"""Differences against the step: the orders come from what is proved, and the errors are what float64 gives."""

from __future__ import annotations

import math
import re

import pytest

from derive.reporting.pictures.differences import STEPS, Curve, Differences, differences
from derive.reporting.pictures.slopes import slopes

from .documents import judged, parsed, places

HEAD = "<!-- derive\nf : R \\to R\nx, \\delta \\in R\n-->\n\n"
FORWARD = r"\frac{f(x+\delta) - f(x)}{\delta}"
CENTRAL = r"\frac{f(x+\delta) - f(x-\delta)}{2 \delta}"
FIVE = r"\frac{f(x-2\delta) - 8 f(x-\delta) + 8 f(x+\delta) - f(x+2\delta)}{12 \delta}"


def claims(*pairs: tuple[str, int]) -> str:
    return HEAD + "\n\n".join(rf"$$ {left} = f'(x) + O(\delta^{{{order}}}) $$" for left, order in pairs)


def measured(text: str) -> tuple[Differences, ...]:
    return differences(*judged(text))


@pytest.fixture(scope="module")
def curves() -> tuple[Curve, ...]:
    (found,) = measured(claims((FORWARD, 1), (CENTRAL, 2), (FIVE, 4)))
    return found.curves


def test_a_formula_has_its_name_and_its_proved_order(curves: tuple[Curve, ...]) -> None:
    assert [(curve.name, curve.proof and curve.proof.order) for curve in curves] == [
        ("forward", 1), ("central", 2), ("5 points", 4),
    ]


def test_the_errors_fall_with_the_order_that_is_proved(curves: tuple[Curve, ...]) -> None:
    for curve in curves:
        assert curve.proof
        tenth = STEPS.index(0.1)
        falls = math.log10(curve.errors[tenth] / curve.errors[tenth + 5])
        assert falls == pytest.approx(curve.proof.order, abs=0.1)


def test_rounding_grows_as_the_step_shrinks(curves: tuple[Curve, ...]) -> None:
    for curve in curves:
        assert max(curve.errors[-10:]) > 1e4 * min(curve.errors)


def test_the_errors_are_those_of_plain_floating_point(curves: tuple[Curve, ...]) -> None:
    def loss(x: float) -> float:
        return math.log1p(math.exp(-x))

    for step, error in zip(STEPS, curves[1].errors, strict=True):
        plain = abs((loss(1 + step) - loss(1 - step)) / (2 * step) + 1 / (1 + math.e))
        assert error == pytest.approx(plain, rel=1e-6, abs=4 * 2**-53 / step)


def test_a_claim_that_is_false_gives_no_order() -> None:
    (found,) = measured(claims((FORWARD, 2), (CENTRAL, 3)))
    assert [curve.proof for curve in found.curves] == [None, None]
    assert 'class="proven"' not in slopes(found, places(judged(claims((FORWARD, 2), (CENTRAL, 3)))[1]), "d")


def test_of_two_orders_the_better_one_that_is_proved_counts() -> None:
    for pairs in [((CENTRAL, 1), (CENTRAL, 2), (CENTRAL, 3)), ((CENTRAL, 3), (CENTRAL, 2), (CENTRAL, 1))]:
        (found,) = measured(claims(*pairs))
        (curve,) = found.curves
        assert curve.proof and curve.proof.order == 2


@pytest.mark.parametrize("claim", [
    rf"{FORWARD} = f'(x) + \frac{{\delta}}{{2}} f''(x) + O(\delta^2)",
    r"f(x + \delta) = f(x) + O(\delta)",
    rf"{FORWARD} + \delta^2 f''(x) = f'(x) + O(\delta)",
    r"f'(x + \delta) = f'(x) + O(\delta)",
    rf"{FORWARD} + e^\delta - 1 = f'(x) + O(\delta)",
    r"f'(x) = f'(x)",
])
def test_what_is_no_formula_for_a_derivative_has_no_picture(claim: str) -> None:
    assert measured(f"{HEAD}$$ {claim} $$") == ()


def test_each_section_has_a_picture_of_its_own_after_its_last_claim() -> None:
    text = f"## One\n\n{claims((FORWARD, 1), (CENTRAL, 2))}\n\n## Two\n\n{claims((FORWARD, 1))}"
    assert [(each.last, len(each.curves)) for each in measured(text)] == [("one.2", 2), ("two.1", 1)]


def test_the_picture_has_a_line_for_each_proof_a_name_and_a_table() -> None:
    text = claims((FORWARD, 1), (CENTRAL, 2), (FIVE, 5))
    (found,) = measured(text)
    drawn = slopes(found, places(judged(text)[1]), "differences-1")
    figure = parsed(drawn)
    svg = figure.find(".//svg")
    assert svg is not None and svg.get("role") == "img"
    assert drawn.count('class="proven"') == 2
    labels = ["".join(text.itertext()) for text in svg.iter("text")]
    assert "forward, O(δ) ✓" in labels and "central, O(δ2) ✓" in labels
    assert not any(label.startswith("5 points") for label in labels)
    assert len(list(figure.iter("tr"))) == 4
    _, _, width, height = map(float, str(svg.get("viewBox")).split())
    for x, y in re.findall(r'c[xy]="([\d.]+)" c[xy]="([\d.]+)"', drawn):
        assert 0 < float(x) < width and 0 < float(y) < height


def test_a_line_has_the_slope_of_its_order() -> None:
    text = claims((FORWARD, 1), (CENTRAL, 2), (FIVE, 4))
    (found,) = measured(text)
    drawn = slopes(found, places(judged(text)[1]), "d")
    lines = re.findall(r'd="M ([\d.]+) ([\d.]+) L ([\d.]+) ([\d.]+)" class="proven"', drawn)
    rises = [(float(low) - float(high)) / (float(right) - float(left)) for right, high, left, low in lines]
    assert [rise / rises[0] for rise in rises] == pytest.approx([1, 2, 4], rel=0.02)
