"""One claim asked about from a shell: where it comes from, and what is printed of it."""

from __future__ import annotations

import os
import re
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace

from derive.asking import Ruling, UnreadableDeclaration
from derive.commands.outcome import defects, is_silent, passing
from derive.reporting.data import as_json
from derive.reporting.language import language
from derive.reporting.text import show
from derive.status import Status

EMPTY = (
    "the claim is empty; expected one in LaTeX, such as 'x + x = 2 x'; did the shell take it for a variable? Put it "
    "between single quotes"
)
PROCESS = (
    "the claim begins and ends with {0}, the number of the shell's process; the shell wrote that for `$$`: put the "
    "claim between single quotes"
)


def asked(given: Namespace, ask: Callable[[str, list[str], float], Ruling]) -> int:
    """Put the claim of the arguments to `ask`, print the answer, and return the exit status."""
    claim = sys.stdin.read() if given.claim == "-" else given.claim
    mistake = _mistake(claim)
    if mistake:
        return _unusable(mistake)
    try:
        ruling = ask(claim, given.given, given.timeout)
    except UnreadableDeclaration as problem:
        return _unusable(f"--given: {problem}")
    judgement = ruling.judgement
    if given.format == "json":
        sys.stdout.write(as_json([replace(judgement, path="claim")]))
    else:
        show([judgement], sys.stdout, counted=False, language=language(given.lang))
    if judgement.defects:
        return defects(replace(judgement, path="claim"))
    return Status.NOT_AS_EXPECTED if is_silent(judgement) else passing(judgement)


def _mistake(claim: str) -> str:
    """What a shell has done to a claim so that it is none."""
    if not re.sub(r"\$\$|\s", "", claim):
        return EMPTY
    shell = str(os.getppid())
    return PROCESS.format(shell) if re.fullmatch(rf"\s*{shell}\D.*\D{shell}\s*", claim, re.DOTALL) else ""


def _unusable(text: str) -> Status:
    print(f"derive: {text}", file=sys.stderr)
    return Status.UNUSABLE
