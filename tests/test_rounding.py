"""What rounding does to kernels."""

from __future__ import annotations

from statistics import median

import numpy as np
import pytest

from derive.pipeline import Emission
from derive.rounding import RUNS, TOLERANCE, rounding
from derive.single import EPSILON


def test_every_kernel_was_measured_and_stays_far_below_what_the_checks_allow(emission: Emission) -> None:
    """A sum of both signs may come to nearly nothing in one draw, and keeps the error of what was added: `elu_da` does.

    So the middle one of the draws is to be far below, and the worst one below.
    """
    for each in emission.tested:
        assert each.rounding is not None and len(each.rounding.errors) == RUNS
        assert median(each.rounding.errors) < TOLERANCE / 500, each.kernel.name
        assert max(each.rounding.errors) < TOLERANCE / 10, each.kernel.name


def test_what_only_chooses_is_exact_and_what_adds_is_not(emission: Emission) -> None:
    worst = {each.kernel.name: max(each.rounding.errors) for each in emission.tested if each.rounding}
    assert worst["relu"] == worst["relu_backward"] == 0
    assert 0.1 < worst["tanh"] < 1 < worst["attention"]


def test_the_same_kernel_has_the_same_errors(emission: Emission) -> None:
    each = next(each for each in emission.tested if each.kernel.name == "softmax_backward")
    assert rounding(each.kernel) == each.rounding


@pytest.mark.parametrize("name", ["softmax_backward", "affine_dw", "batchnorm_dx", "attention_ds"])
def test_plain_float32_rounds_about_as_much(emission: Emission, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    each = next(each for each in emission.tested if each.kernel.name == name)
    assert each.rounding is not None
    monkeypatch.setattr("derive.rounding.single", lambda value: np.asarray(value, np.float32))
    plain = rounding(each.kernel)
    assert max(plain.errors) < 8 * max(each.rounding.errors)
    assert max(each.rounding.errors) < 8 * max(plain.errors)


def test_a_kernel_that_computes_something_else_in_float32_is_seen(
    emission: Emission, monkeypatch: pytest.MonkeyPatch
) -> None:
    each = next(each for each in emission.tested if each.kernel.name == "affine")
    monkeypatch.setattr("derive.rounding.single", lambda value: np.asarray(value, np.float32) * np.float32(1.001))
    assert max(rounding(each.kernel).errors) > 1e-3 / EPSILON / 2
