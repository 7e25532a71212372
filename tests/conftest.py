"""The shipped documents, judged once for all tests."""

from __future__ import annotations

import pytest

from derive import commands, pipeline
from derive.kernels.collect import Studied


@pytest.fixture(scope="session")
def studied() -> tuple[Studied, ...]:
    with commands.workers(2) as executor:
        return tuple(pipeline.study(source, executor, None, 60.0) for source in pipeline.shipped())


@pytest.fixture(scope="session")
def emission(studied: tuple[Studied, ...]) -> pipeline.Emission:
    return pipeline.emission(studied)
