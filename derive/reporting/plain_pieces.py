"""Pieces of a formula on one line: what stands in brackets so that the line has one meaning."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from derive.reading.grammar.conditions import WORDS
from derive.reading.source import Passage
from derive.reading.tokens import Kind, tokenize
from derive.reporting.plain_signs import ACCENTS, BOLD, GREEK, LOWERED, RAISED

MOST_TOKENS, MOST_SIGNS = 1500, 30_000
"""Symbols of one formula, and signs of its source, that are looked at."""

SOFT, TIGHT = "\x01", "\x02"
"""Becomes a space where signs would run together; the same, but only before a letter or a digit."""
CELL, ROW = "\t", "\x03"
LETTER = r"(?:\d+|[^\W\d_][\u0300-\u036f\u20d7′]*)"
RAISED_OR_LOWERED = re.escape("".join((*RAISED.values(), *LOWERED.values())))
LOW = f"[{re.escape(''.join(LOWERED.values()))}]"
HIGH = f"[{re.escape(''.join(RAISED.values()))}]"
BASE = re.compile(rf"{LETTER}{LOW}*|")
"""What takes a superscript without brackets."""
RADICAND = re.compile(rf"{LETTER}(?:{LOW}|_\w+)*")
SINGLE = re.compile(rf"[∂d]?{LETTER}(?:{LOW}|{HIGH}|_\w+)*")
SLOPE = re.compile(r"(?P<sign>[∂d])[²³⁰-⁹]*+[^/]+/\(?(?P=sign)")
"""A derivative of something, behind which a factor could be taken for one below the line."""
SUMS = re.compile(r"[+−=]|\S\s+\S")
SUM = re.compile(r"[^\s(\[{] [+−] ")
RELATIONS = re.compile(r"[=<>≤≥≠≈≡≔→←⇒]")
BESIDE = re.compile(
    rf"(?<=[^\s(\[{{−+·×/∂{SOFT}{TIGHT}])(?:{TIGHT}+(?=[^\W_{RAISED_OR_LOWERED}])|"
    rf"{TIGHT}*{SOFT}[{TIGHT}{SOFT}]*(?=[^\s)\],;.·^_/{SOFT}{TIGHT}{RAISED_OR_LOWERED}]))"
)
"""Marks that become a space."""
MARKS = re.compile(f"[{SOFT}{TIGHT}]")
APPLIED = re.compile(f"{TIGHT}[^(]")
"""A function whose argument has no brackets."""
OPEN = "=([{,;<>≤≥≠·×+−/"


@lru_cache(maxsize=4096)
def is_mixed(latex: str) -> bool:
    """Whether a letter stands in a formula in bold and also not in bold."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    bold, depths = 0, [0]
    for token in tokenize(Passage(latex[:MOST_SIGNS], ()))[:MOST_TOKENS]:
        if token.text in BOLD:
            bold = 1
        elif token.text == "{" and token.kind is Kind.SYMBOL:
            depths.append(max(bold, depths[-1]))
            bold = 0
        elif token.text == "}" and token.kind is Kind.SYMBOL:
            depths = depths[:-1] or [0]
        elif token.kind is Kind.LETTER or token.text in GREEK:
            found[bool(bold or depths[-1])].add(token.text)
            bold = 0
    return not found[True].isdisjoint(found[False])


def spaced(text: str) -> str:
    """A line with spaces for its marks and one for many, and none where it is cut off or closed."""
    text = re.sub(r"\s+", " ", MARKS.sub("", BESIDE.sub(" ", text.replace(ROW, "; ")))).strip().replace("{ ", "{")
    text = re.sub(r" ([,;.)\]}])", r"\1", text).strip("; ")
    return "".join(sign for sign in text if sign.isprintable())


def is_sum(text: str) -> bool:
    """Whether terms stand in a text that is no statement."""
    return SUM.search(text) is not None and RELATIONS.search(text) is None


def takes_script(text: str, mark: str) -> bool:
    """Whether a script with this mark belongs to all of a text without brackets around it."""
    base = BASE if mark == "^" else re.compile(f"{LETTER}|")
    return base.fullmatch(text) is not None or enclosed(text)


def matrix(body: str) -> str:
    """The rows of a matrix, with commas between entries that have spaces in them."""
    rows = [[cell.strip() for cell in row.split(CELL)] for row in body.strip(f" {ROW}").split(ROW)]
    comma = "," if any(" " in cell for row in rows for cell in row) else ""
    return "; ".join(f"{comma} ".join(row) for row in rows)


def branches(body: str) -> str:
    """The branches of cases, with a comma before a condition that no word opens."""
    rows = []
    for row in body.strip(f" {ROW}").split(ROW):
        value, *rest = (cell.strip(f" {SOFT}{TIGHT}") for cell in row.split(CELL))
        condition = " ".join(filter(None, rest))
        word = re.match(r"[^\W\d_]*", condition)
        opened = not condition or (word is not None and word.group() in WORDS) or value.endswith(",")
        rows.append(f"{value}{'' if opened else ','} {condition}")
    return "; ".join(rows)


def ends_open(text: str) -> bool:
    """Whether a sign that follows `text` is a prefix, not an operator."""
    return not text.strip() or text.endswith((CELL, ROW)) or text.strip()[-1] in OPEN


def enclosed(text: str) -> bool:
    """Whether one pair of brackets stands around all of a text."""
    return text[:1] in ("(", "[") and text.find(")" if text[0] == "(" else "]") == len(text) - 1


def grouped(text: str, below: bool) -> str:
    """`text` in brackets unless it binds tighter than the fraction bar around it."""
    loose = below or "/" in text or SUMS.search(text) or APPLIED.search(text)
    if enclosed(text) or SINGLE.fullmatch(text) or not loose:
        return text
    return f"({text})"


def rooted(text: str) -> str:
    """`text` in brackets unless it is one letter or number, with what stands below it."""
    return text if enclosed(text) or RADICAND.fullmatch(text) else f"({text})"


def accented(text: str, command: str) -> str:
    """A letter under its accent; of what is longer the name of the accent."""
    scripts = re.fullmatch(rf"(.[\u0300-\u036f]*)({LOW}*)", text)
    if scripts is None:
        return f"{SOFT}{command[1:]}({text})"
    return unicodedata.normalize("NFC", scripts[1] + ACCENTS[command]) + scripts[2]


def script(mark: str, inner: str) -> str:
    """A raised or lowered text, in real superscripts where Unicode has them all."""
    if set(inner) <= {"′"} and inner:
        return inner
    table = RAISED if mark == "^" else LOWERED
    tight = inner.replace(" ", "").replace("−", "-")
    if tight and all(sign in table for sign in tight):
        return "".join(table[sign] for sign in tight)
    return mark + (f"{inner}{TIGHT}" if inner.isalnum() else f"({inner}){SOFT}")
