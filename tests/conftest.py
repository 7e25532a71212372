"""The shipped documents, judged once for all tests; and in CI a skipped test is a failed one."""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
from collections.abc import Callable, Generator
from typing import TypeVar

import pytest
from hypothesis import settings

from derive import pipeline
from derive.commands.workers import workers
from derive.kernels.collect import Studied

T = TypeVar("T")
CI = bool(os.environ.get("CI"))
settings.register_profile("derive", derandomize=CI, print_blob=True, deadline=None)
settings.load_profile("derive")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"skipped, which CI counts as failed: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if CI and report.skipped:
        report.outcome, report.longrepr = "failed", f"skipped, which CI counts as failed: {report.longrepr}"
    return report


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[], T]) -> T:
    """What the first of the processes of pytest-xdist makes that asks for it; the others wait and read it."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return make()
    path = factory.getbasetemp().parent / name
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            path.write_bytes(pickle.dumps(make()))
    found: T = pickle.loads(path.read_bytes())
    return found


@pytest.fixture(scope="session")
def studied(tmp_path_factory: pytest.TempPathFactory) -> tuple[Studied, ...]:
    def judged() -> tuple[Studied, ...]:
        with workers(2) as executor:
            begun = [pipeline.begin(source, executor, 60.0) for source in pipeline.shipped()]
            return tuple(map(pipeline.finish, begun))

    return shared(tmp_path_factory, "studied", judged)


@pytest.fixture(scope="session")
def emission(studied: tuple[Studied, ...], tmp_path_factory: pytest.TempPathFactory) -> pipeline.Emission:
    def emitted() -> pipeline.Emission:
        with workers(2) as executor:
            return pipeline.emission(studied, executor)

    return shared(tmp_path_factory, "emission", emitted)


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
