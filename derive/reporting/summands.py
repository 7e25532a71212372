"""Where a formula in LaTeX may be parted: between the terms of its sum, outside all brackets."""

from __future__ import annotations

import re

TOKEN = re.compile(r"\\(?:left|right)(?![a-zA-Z])|\\(?:begin|end)\{\w+\}|\\[a-zA-Z]+|\\.|[{}]| [+-] ", re.DOTALL)
OPENS = re.compile(r"\\left$|\\begin\{|\{$")
CLOSES = re.compile(r"\\right$|\\end\{|\}$")


def summands(latex: str) -> list[str]:
    """The terms of a sum, each with its sign."""
    depth, starts = 0, [0]
    for token in TOKEN.finditer(latex):
        depth += bool(OPENS.match(token.group())) - bool(CLOSES.match(token.group()))
        if depth == 0 and token.group() in (" + ", " - "):
            starts.append(token.start() + 1)
    return [latex[start:end].strip() for start, end in zip(starts, [*starts[1:], len(latex)], strict=True)]
