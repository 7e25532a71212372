"""About how wide formulas are, in em, told from their MathML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from html import unescape
from xml.etree import ElementTree

from derive.reporting.mathml import inside

SCRIPT = 0.72
SIGN, CAPITAL, LETTER, NARROW, LARGE, OPERATOR = 0.52, 0.75, 0.52, 0.48, 1.6, 1.2
"""Widths: of a small sign, a capital, a letter of a word, a bracket, a sum's sign, a sign between two terms."""
SCRIPTS, SCRIPTED = "ℒℋℬℰℱℐℛ", 1.0
SUMS = ("∑", "∏")
GAP = 1.0
NAMED = re.compile(r"&(?!lt;|gt;|amp;|quot;)\w+;")
Element = ElementTree.Element


@lru_cache(maxsize=4096)
def width(latex: str) -> float:
    """About how many em a displayed formula takes; of one that cannot be set, its source."""
    body = inside(latex)
    return LETTER * len(latex) if body is None else measured(body)


@lru_cache(maxsize=4096)
def measured(body: str) -> float:
    """About how many em a formula takes of which this is the MathML; of what is none, its text."""
    plain = NAMED.sub(lambda found: unescape(found.group()), body)
    try:
        root = ElementTree.fromstring(f"<math>{plain}</math>")
    except ElementTree.ParseError:
        return LETTER * len(body)
    return _measured(root, False)


def _measured(node: Element, small: bool) -> float:
    """The width of a node; in a fraction or a script those inside are `small`."""
    rule = RULES.get(node.tag)
    if rule is not None:
        return rule(node, small)
    return _word(node) if len(node) == 0 else _sum(node, small)


def _sum(nodes: Iterable[Element], small: bool) -> float:
    return sum(_measured(node, small) for node in nodes)


def _widest(nodes: Iterable[Element], small: bool) -> float:
    return max((_measured(node, small) for node in nodes), default=0.0)


def _word(node: Element) -> float:
    text = node.text or ""
    if len(text) != 1:
        return LETTER * len(text)
    return SCRIPTED if text in SCRIPTS else CAPITAL if text.isupper() else SIGN


def _operator(node: Element, small: bool) -> float:
    text = (node.text or "").strip("\u2061\u2062\u2063\u2064")
    if text in ("", "′"):
        return 0.3 if text else 0.0
    if text in SUMS:
        return SCRIPT * LARGE if small else LARGE
    return NARROW if text in "()[]{}|,.;⌊⌋" else LETTER * len(text) if text.isalpha() else OPERATOR


def _scripts(node: Element, small: bool) -> float:
    return _measured(node[0], small) + SCRIPT * _widest(node[1:], True)


def _stacked(node: Element, small: bool) -> float:
    """What stands over and under something; beside a small sign of a sum."""
    if small and (node[0].text or "") in SUMS:
        return _scripts(node, small)
    return max(_measured(node[0], small), SCRIPT * _widest(node[1:], True))


def _fraction(node: Element, small: bool) -> float:
    return (SCRIPT if small else 1.0) * _widest(node, True) + 0.4


def _table(node: Element, small: bool) -> float:
    inner = small or node.get("displaystyle") != "true"
    rows = [[_measured(cell, inner) for cell in row] for row in node]
    columns = max(map(len, rows), default=0)
    widest = (max(row[at] for row in rows if at < len(row)) for at in range(columns))
    return sum(widest) + GAP * columns


def _space(node: Element, small: bool) -> float:
    found = re.match(r"-?[\d.]+(?=em)", node.get("width", ""))
    return float(found.group()) if found else 0.0


RULES: Mapping[str, Callable[[Element, bool], float]] = {
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
