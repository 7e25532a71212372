"""The processes that judge side by side end when the program does."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

SOON = 60
"""Seconds within which all of them have ended, on a busy machine."""
SOURCE = """
import os, time
from derive.commands.workers import workers
with workers(2) as executor:
    executor.submit(os.getpid).result()
    executor.submit(time.sleep, 600)
    print("working", flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_the_program_that_is_ended(ending: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", SOURCE], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "working\n"
        running.send_signal(ending)
        left, _ = running.communicate(timeout=SOON)  # which ends once nobody can write there any more
    assert left == ""
    assert running.returncode == -ending
