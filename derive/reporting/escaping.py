r"""Texts and formulas of others as LaTeX that can be put into ours.

A document's own LaTeX is let in only where it is complete and holds nothing but known mathematics; anything else is
printed as its source.
"""

from __future__ import annotations

import re

from derive.reading.tokens import UNICODE
from derive.reporting.latex import settable, spelled, tidy
from derive.reporting.mathml import inside, pieces
from derive.reporting.named import named
from derive.reporting.plain import unicode_line

ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "×": r"\ensuremath{\times}", "≠": r"\ensuremath{\neq}",
    "≤": r"\ensuremath{\leq}", "≥": r"\ensuremath{\geq}", "−": r"\ensuremath{-}", "`": r"\textasciigrave{}",
    "☐": r"\ensuremath{\square}", "☑": r"\rlap{\ensuremath{\square}}\,\ensuremath{\checkmark}",
    "\u00a0": "~", "\u2009": r"\,", "\u2003": r"\quad{}",
}
UNPRINTED = re.compile(r"[\\{}$&%#_^~`]|[^ -~]")
"""What may not be printed as it stands."""
SCRIPTS = r"\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
FOREIGN = re.compile(f"[{SCRIPTS}]+")
LONG = re.compile(rf"[^\s{SCRIPTS}]{{25,}}")
ENDING = re.compile(f"(?![（「［])[{SCRIPTS}]$")
WIDEST_FORMULA = 250


def escape(text: str) -> str:
    """`text` as LaTeX prints it letter for letter; words too long for a line may be broken at every eighth letter."""
    broken = LONG.sub(lambda found: re.sub(r"(.{8})(?=.)", "\\1\x00", found.group()), text)
    return r"\allowbreak{}".join(map(_letters, broken.split("\x00")))


def _letters(text: str) -> str:
    escaped = UNPRINTED.sub(lambda found: _sign(found.group()), text)
    return FOREIGN.sub(lambda found: rf"\foreign{{{found.group()}}}", escaped)


def _sign(sign: str) -> str:
    """A sign as LaTeX prints it; one of mathematics as a formula, since fonts for words may lack it."""
    command = ESCAPES.get(sign)
    if command is None and not sign.isprintable():
        return " " if sign in "\n\t" else "\ufffd"
    if command is None and sign > "\x7f" and UNICODE.get(sign, "").startswith("\\"):
        return rf"\ensuremath{{{UNICODE[sign]}}}"
    return sign if command is None else command


def breakable(text: str) -> str:
    """`text` letter for letter, with breaks allowed after marks of punctuation."""
    return r"\allowbreak{}".join(escape(part) for part in re.split(r"(?<=[-./:_ ])", text))


def prose(text: str) -> str:
    """A sentence or heading with `$…$` set as formulas and words in backquotes as code."""
    parts = re.split(r"(\$[^$]+\$|`[^`]+`)", named(text))
    return "".join(
        _words(part) if place % 2 == 0 else _parted(part[1:-1]) if part[0] == "$" else rf"\code{{{escape(part[1:-1])}}}"
        for place, part in enumerate(parts)
    )


def _parted(latex: str) -> str:
    """A formula in a sentence; of a wide one each term by itself, so that a line may end before a sign."""
    parts = pieces(latex)
    if len(parts) == 1 or not all(map(formula, parts)):
        return inline(latex)
    return r"\mayend{}".join(f"${{{formula(part)}}}$" for part in parts)


def _words(text: str) -> str:
    """Words before a formula or code; behind a foreign sign a line may end."""
    return escape(text) + (r"\allowbreak{}" if ENDING.search(text) else "")


def formula(latex: str) -> str:
    """`latex` inside mathematics, or nothing where it must not be let in."""
    tidied = tidy(latex)
    if not tidied:
        return ""
    safe = spelled(tidied)
    if inside(safe) is None or not settable(safe):
        return ""
    return FOREIGN.sub(lambda found: rf"\foreign{{{found.group()}}}", safe.replace("\n", " "))


def inline(latex: str) -> str:
    """A formula in running text; its source where it cannot be set."""
    found = formula(latex)
    return f"${found}$" if found else rf"\code{{{escape(latex)}}}"


def display(latex: str) -> str:
    """A formula on its own line, made smaller where it is too wide; its source where it cannot be set or read."""
    found = formula(latex)
    widest = max(len(unicode_line(row, 2 * WIDEST_FORMULA)) for row in latex.split(r"\\"))
    return rf"\formula{{{found}}}" if found and widest <= WIDEST_FORMULA else listing(latex)


def listing(text: str) -> str:
    """Lines of code as they stand; a line too long for the page goes on in the next."""
    lines = [line.replace("\t", "    ") for line in text.rstrip("\n").split("\n")]
    shown = [rf"\codeline{{{len(line) - len(line.lstrip(' '))}}}{{{_code(line.lstrip(' '))}}}" for line in lines]
    return "\n".join([r"\begin{listing}", *shown, r"\end{listing}"])


def _code(line: str) -> str:
    """A line in which every space stays."""
    return escape(line).replace(" ", r"\ ")
