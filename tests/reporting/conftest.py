"""The documents of the examples as fixtures."""

from __future__ import annotations

import pytest

from derive.judging.results import Judgement
from derive.reporting.data import KernelReport

from .examples import affine, kernel


@pytest.fixture
def judgement() -> Judgement:
    return affine()


@pytest.fixture
def kernels() -> tuple[KernelReport, ...]:
    return (kernel(),)
