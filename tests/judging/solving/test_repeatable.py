r"""An answer does not depend on how Python seeds its hashes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

GIVEN = r"""a \in R, X \in R^{N \times n}
y_{ij} := \begin{cases} x_{ij} & \text{if } x_{ij} > 0 \\ a (e^{x_{ij}} - 1) & \text{otherwise} \end{cases}
L := L(Y)"""
ASKED = r"\frac{\partial L}{\partial a} = ?"


@pytest.fixture(scope="module")
def first() -> str:
    return answer("100")


def answer(seed: str) -> str:
    command = [sys.executable, "-m", "derive", "solve", ASKED, "--given", GIVEN]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


@pytest.mark.parametrize("seed", ["101", "115", "116"])
def test_an_answer_is_the_same_under_every_seed(first: str, seed: str) -> None:
    assert answer(seed) == first
