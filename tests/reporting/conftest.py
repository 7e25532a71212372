"""The documents of the examples as fixtures."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

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


@pytest.fixture(scope="session")
def needs() -> Callable[[str], str]:
    """Finds a program; without it the test is skipped, and fails in CI."""

    def find(program: str) -> str:
        found = shutil.which(program)
        if found is None:
            message = f"{program} is not installed"
            if os.environ.get("CI"):
                pytest.fail(message)
            pytest.skip(message)
        return found

    return find
