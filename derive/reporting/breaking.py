"""Formulas that are too wide for a line: about how wide they are, and where they may be broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from html import unescape
from xml.etree import ElementTree

from derive.reporting.mathml import inside

SCRIPT = 0.72
SIGN, CAPITAL, LETTER, NARROW, LARGE, OPERATOR = 0.52, 0.75, 0.52, 0.48, 1.6, 1.2
"""Widths in em: of a small sign, a capital, a letter of a word, a bracket, a sum's sign, a sign between two terms."""
GAP = 1.0
SHORT = 3
"""What is shorter than this part of a line shares the row of the brackets before it."""
TOKEN = re.compile(r"\\(?:left|right)(?![a-zA-Z])|\\(?:begin|end)\{\w+\}|\\[a-zA-Z]+|\\.|[{}]| [+-] ", re.DOTALL)
NAMED = re.compile(r"&(?!lt;|gt;|amp;|quot;)\w+;")
OPENS = re.compile(r"\\left$|\\begin\{|\{$")
CLOSES = re.compile(r"\\right$|\\end\{|\}$")
Element = ElementTree.Element


@lru_cache(maxsize=4096)
def width(latex: str) -> float:
    """About how many em a displayed formula takes; of one that cannot be set, its source."""
    body = inside(latex)
    if body is None:
        return LETTER * len(latex)
    plain = NAMED.sub(lambda found: unescape(found.group()), body)
    return _measured(ElementTree.fromstring(f"<math>{plain}</math>"))


def _measured(node: Element) -> float:
    rule = RULES.get(node.tag)
    if rule is not None:
        return rule(node)
    return _word(node) if len(node) == 0 else sum(map(_measured, node))


def _word(node: Element) -> float:
    text = "".join(node.itertext())
    if len(text) > 1:
        return LETTER * len(text)
    return CAPITAL if text.isupper() else SIGN


def _operator(node: Element) -> float:
    text = "".join(node.itertext()).strip("\u2061\u2062\u2063\u2064")
    if text in ("", "′"):
        return 0.3 if text else 0.0
    if text in "∑∏":
        return LARGE
    return NARROW if text in "()[]{}|,.;⌊⌋" else LETTER * len(text) if text.isalpha() else OPERATOR


def _scripts(node: Element) -> float:
    return _measured(node[0]) + SCRIPT * max(map(_measured, node[1:]), default=0.0)


def _stacked(node: Element) -> float:
    return max(_measured(node[0]), SCRIPT * max(map(_measured, node[1:]), default=0.0))


def _fraction(node: Element) -> float:
    return max(map(_measured, node), default=0.0) + 0.5


def _table(node: Element) -> float:
    rows = [[_measured(cell) for cell in row] for row in node]
    columns = max(map(len, rows), default=0)
    widest = (max(row[at] for row in rows if at < len(row)) for at in range(columns))
    return sum(widest) + GAP * max(0, columns - 1)


def _space(node: Element) -> float:
    found = re.match(r"-?[\d.]+(?=em)", node.get("width", ""))
    return float(found.group()) if found else 0.0


RULES: Mapping[str, Callable[[Element], float]] = {
    "mo": _operator,
    "msub": _scripts,
    "msup": _scripts,
    "msubsup": _scripts,
    "munder": _stacked,
    "mover": _stacked,
    "munderover": _stacked,
    "mfrac": _fraction,
    "mtable": _table,
    "mspace": _space,
}


def rows(latex: str, limit: float) -> list[str]:
    """A formula in as few rows as fit, broken before the signs between its terms.

    Where one term is too wide, the sum in its widest brackets is broken. What cannot be broken stays too wide.
    """
    if width(latex) <= limit or inside(latex) is None:
        return [latex]
    found: list[str] = []
    parts = _terms(latex)
    for at, part in enumerate(parts):
        if found and width(f"{found[-1]} {part}") <= limit:
            found[-1] += f" {part}"
        else:
            rest = width(" ".join(["", *parts[at + 1 :]]))
            found.append(_opened(part, limit - rest if rest < limit / SHORT else limit))
    return [found[0], *(f"{{}} {row}" for row in found[1:])]


def stacked(lines: Iterable[str]) -> str:
    """Rows as one formula."""
    return r"\begin{aligned} & " + r" \\ & ".join(lines) + r" \end{aligned}"


def line(latex: str, limit: float, follows: bool) -> str:
    """A line of a derivation with breaks where it is too wide; one that `follows` another equals it."""
    first, *further = rows(latex, limit)
    start = f"{{}} = {first}" if follows else first
    return stacked([start, *(rf"\qquad {row}" for row in further)]) if further else start


def _terms(latex: str) -> list[str]:
    """The terms of a sum, each with its sign."""
    depth, starts = 0, [0]
    for token in TOKEN.finditer(latex):
        depth += bool(OPENS.match(token.group())) - bool(CLOSES.match(token.group()))
        if depth == 0 and token.group() in (" + ", " - "):
            starts.append(token.start() + 1)
    return [latex[start:end].strip() for start, end in zip(starts, [*starts[1:], len(latex)], strict=True)]


def _opened(part: str, limit: float) -> str:
    """A term with the sum in its widest brackets broken."""
    groups = [(start, end) for start, end in _brackets(part) if len(_terms(part[start:end])) > 1]
    if width(part) <= limit or not groups:
        return part
    start, end = max(groups, key=lambda group: width(part[group[0] : group[1]]))
    inner = part[start:end].strip()
    found = rows(inner, limit - (width(part) - width(inner)))
    return part if len(found) == 1 else f"{part[:start]}{stacked(found)}{part[end:]}"


def _brackets(part: str) -> list[tuple[int, int]]:
    r"""What stands between `\left(` and `\right)` in no other brackets."""
    depth, found, start = 0, [], 0
    for token in TOKEN.finditer(part):
        opens, closes = bool(OPENS.match(token.group())), bool(CLOSES.match(token.group()))
        if token.group() == r"\left" and depth == 0:
            start = token.end() + 1
        depth += opens - closes
        if token.group() == r"\right" and depth == 0:
            found.append((start, token.start()))
    return found
