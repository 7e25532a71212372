"""`prove`: one claim judged."""

from __future__ import annotations

from argparse import Namespace

from derive.asking import prove
from derive.commands.asked import asked


def run(given: Namespace) -> int:
    """Judge a claim and print what was found."""
    return asked(given, lambda claim, declared, seconds: prove(claim, declared, timeout=seconds))
