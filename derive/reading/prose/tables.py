"""What a table in LaTeX says: its cells, and where the words of its columns stand."""

from __future__ import annotations

import re

from derive.reading.prose.nodes import Side


def rows(text: str) -> list[list[str]]:
    """The sources of the cells."""
    found: list[list[str]] = [[""]]
    depth = place = 0
    for piece in re.finditer(r"\\\\\*?(?:[ \t]*\[[^\]\n]*\])?|\\[a-zA-Z]+|\\[\s\S]|%[^\n]*\n?|[{}&]", text):
        sign = piece.group()
        found[-1][-1] += text[place : piece.start()]
        place = piece.end()
        depth += (sign == "{") - (sign == "}")
        if depth == 0 and sign.startswith("\\\\"):
            found.append([""])
        elif depth == 0 and sign == "&":
            found[-1].append("")
        elif not sign.startswith("%"):
            found[-1][-1] += sign
    found[-1][-1] += text[place:]
    return found


def sides(columns: str) -> tuple[Side, ...]:
    """Where the words of each column stand, by what a table says of them."""
    said = re.sub(r"[@!<>]\s*\{(?:[^{}]|\{[^{}]*\})*\}", "", columns)
    said = re.sub(r"\*\s*\{(\d{1,2})\}\s*\{([^{}]*)\}", lambda found: int(found[1]) * found[2], said)
    kinds = re.findall(r"[lcrpmbXLCRS]", re.sub(r"\{[^{}]*\}", "", said))
    known = {"c": Side.CENTRE, "r": Side.RIGHT}
    return tuple(known.get(kind.lower(), Side.LEFT) for kind in kinds)
