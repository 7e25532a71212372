"""Declarations as a page shows them, folded: what the author tells derive in comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup

from derive.reporting.mathml import inline
from derive.reporting.plain import unicode_line

WIDEST = 72
OPTION = re.compile(r"(?:vectors|layout)\s*:(?!=)")
ASSUME = re.compile(r"assume\b:?\s*")
SET = re.compile(r"(?<=[∈→:] )R(?![a-zA-Z_])")
REALS = re.compile(r"(\\in|\\to|:)\s*R(?![a-zA-Z_])")


def statement(line: str) -> Markup:
    """One line of declarations."""
    word, latex = told(line)
    if not latex:
        return Markup("<code>{}</code>").format(word)
    return Markup("{} {}").format(word, inline(latex)) if word else inline(latex)


def told(line: str) -> tuple[str, str]:
    """A line of declarations as a word and a formula, of which one may be empty."""
    if OPTION.match(line):
        return line, ""
    assumed = ASSUME.match(line)
    return ("assume", _reals(line[assumed.end() :])) if assumed else ("", _reals(line))


def gist(lines: Sequence[str]) -> str:
    """All lines as one, cut where it is too long."""
    shown = (line if OPTION.match(line) else SET.sub("ℝ", unicode_line(line, 2 * WIDEST)) for line in lines)
    text = "; ".join(shown)
    return text if len(text) <= WIDEST else text[: WIDEST - 1].rstrip(" ;,") + "…"


def _reals(line: str) -> str:
    """`R` as the sign for the real numbers, where it stands as a set."""
    return REALS.sub(lambda found: rf"{found[1]} \mathbb{{R}}", line)
