r"""Groups of TeX: how far a definition reaches that stands in braces, in an environment, or in a formula of LaTeX."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

_SIGN = re.compile(
    r"\\(?P<edge>begin|end)\s*\{(?P<name>[^{}\n]*)\}|\\(?P<group>begingroup|endgroup|bgroup|egroup)(?![a-zA-Z])"
    r"|(?P<hook>\\At[A-Z][a-zA-Z]+\s*\{)|\\(?P<formula>[\[\]()])|\\[\s\S]|%[^\n]*|(?P<brace>[{}])|(?P<dollar>\$\$?)"
)
_OPENING = {"}": "{", "endgroup": "begingroup", "egroup": "bgroup", "]": "[", ")": "("}


@dataclass(frozen=True, slots=True)
class _Group:
    """What is open: what opened it, whether definitions in it reach beyond its end, and the places right inside."""

    kind: str
    passes: bool = False
    places: list[int] = field(default_factory=list)


def ends(text: str, places: Iterable[int], *, formulas: bool) -> dict[int, int]:
    """For each place that stands in a group the offset at which the innermost one is closed.

    What is never closed is no group. With `formulas` those are groups too, as in LaTeX.
    """
    waiting, found, opened = sorted(places, reverse=True), dict[int, int](), list[_Group]()
    counts = Counter[str]()
    for sign in _SIGN.finditer(text):
        while waiting and waiting[-1] <= sign.start():
            place = waiting.pop()
            if opened:
                opened[-1].places.append(place)
        kind = _kind(sign, opened, formulas)
        if kind.startswith("/") and counts[kind[1:]]:
            _close(opened, counts, sign.start(), kind[1:], found)
        elif kind and not kind.startswith("/"):
            counts[kind] += 1
            opened.append(_Group(kind, sign["hook"] is not None or kind == "document"))
    return found


def _close(opened: list[_Group], counts: Counter[str], end: int, kind: str, found: dict[int, int]) -> None:
    """Close the innermost group of a kind; what was opened in it and not closed was no group."""
    inside = list[int]()
    while True:
        group = opened.pop()
        counts[group.kind] -= 1
        inside += group.places
        if group.kind == kind:
            break
    if not group.passes:
        found.update(dict.fromkeys(inside, end))
    elif opened:
        opened[-1].places.extend(inside)


def _kind(sign: re.Match[str], opened: list[_Group], formulas: bool) -> str:
    """What a sign opens, or behind a stroke what it closes; nothing for another sign."""
    if sign["edge"]:
        return ("/" if sign["edge"] == "end" else "") + sign["name"]
    if sign["hook"]:
        return "{"
    if sign["dollar"] and formulas:
        inside = opened[-1].kind if opened else ""
        return f"/{inside}" if inside in ("$", "$$") else sign["dollar"]
    written = sign["brace"] or sign["group"] or (sign["formula"] if formulas else None) or ""
    return f"/{_OPENING[written]}" if written in _OPENING else written
