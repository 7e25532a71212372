"""Declarations as a page shows them, folded: what the author tells derive in comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup

from derive.reporting.mathml import closed, extent, running

WIDEST = 72
OPTION = re.compile(r"(?:vectors|layout)\s*:(?!=)")
ASSUME = re.compile(r"assume\b:?\s*")
REALS = re.compile(r"(\\in|\\to|:)\s*R(?![a-zA-Z_])")


def statement(line: str) -> Markup:
    """One line of declarations."""
    word, latex = told(line)
    if not latex:
        return Markup("<code>{}</code>").format(word)
    shown = Markup("; ").join(map(_one, _parted(latex, ";")))
    return Markup("{} {}").format(word, shown) if word else shown


def _one(declaration: str) -> Markup:
    """What stands between two semicolons; an assumption there begins with its word, too."""
    assumed = ASSUME.match(declaration)
    shown = Markup(", ").join(map(running, _parted(declaration[assumed.end() if assumed else 0 :], ",")))
    return Markup("assume {}").format(shown) if assumed else shown


def told(line: str) -> tuple[str, str]:
    """A line of declarations as a word and a formula, of which one may be empty."""
    if OPTION.match(line):
        return line, ""
    assumed = ASSUME.match(line)
    return ("assume", _reals(line[assumed.end() :])) if assumed else ("", _reals(line))


def gist(lines: Sequence[str]) -> Markup:
    """As many lines as one has room for, as one."""
    found: list[Markup] = []
    room = WIDEST
    for line in lines:
        room -= extent(told(line)[1] or line) + 2
        if found and room < 0:
            return closed(Markup("; ").join(found) + "; …")
        found.append(statement(line))
    return closed(Markup("; ").join(found))


def _parted(latex: str, stop: str) -> list[str]:
    """What a line declares, one by one, so that it may end behind each."""
    depth, cuts = 0, [-1]
    for at, sign in enumerate(latex):
        depth += (sign in "({[") - (sign in ")}]")
        if depth == 0 and sign == stop and not latex.endswith("\\", 0, at):
            cuts.append(at)
    return [latex[start + 1 : end].strip() for start, end in pairwise([*cuts, len(latex)])]


def _reals(line: str) -> str:
    """`R` as the sign for the real numbers, where it stands as a set."""
    return REALS.sub(lambda found: rf"{found[1]} \mathbb{{R}}", line)
