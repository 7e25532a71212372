"""Bounds on processor time, one inside another."""

import time

import pytest

from derive.judging.limits import TimeOver, limited


def work(seconds: float) -> None:
    """Keep the processor busy without asking any clock."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_work_that_asks_no_clock_is_stopped() -> None:
    with pytest.raises(TimeOver), limited(0.02):
        work(1.0)


def test_an_inner_limit_ends_alone() -> None:
    with limited(1.0):
        with pytest.raises(TimeOver), limited(0.02):
            work(0.5)
        work(0.02)


def test_the_outer_limit_goes_on_behind_an_inner_one() -> None:
    def twice() -> None:
        with limited(0.1):
            with limited(1.0):
                work(0.02)
            work(1.0)

    with pytest.raises(TimeOver):
        twice()


def test_an_inner_limit_is_over_when_the_outer_one_is() -> None:
    started = time.process_time()
    with pytest.raises(TimeOver), limited(0.05), limited(10.0):
        work(1.0)
    assert time.process_time() - started < 0.9


def test_no_alarm_rings_behind_the_last_limit() -> None:
    with limited(0.02):
        pass
    work(0.05)
