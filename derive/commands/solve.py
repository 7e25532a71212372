"""`solve`: a right side found and proved."""

from __future__ import annotations

from argparse import Namespace

from derive.asking import solve
from derive.commands.asked import asked


def run(given: Namespace) -> int:
    """Find the right side of a claim and print it with its verdict."""
    return asked(given, lambda claim, declared, seconds: solve(claim, declared, timeout=seconds))
