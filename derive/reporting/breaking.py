"""Formulas that are too wide for a line, and where they may be broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from derive.reporting.mathml import inside
from derive.reporting.measuring import width
from derive.reporting.summands import CLOSES, OPENS, TOKEN, summands

SHORT = 3
"""What is shorter than this part of a line shares the row of the brackets before it."""
LEAST, WORTH = 5.0, 8.0
"""The em of a row of factors at least, and of what is in brackets so that it is worth while to break it."""
ACTS = re.compile(
    r"[-+]?\\(?:sum|prod|lim|max|min|log|ln|exp|sin|cos|tan|sinh|cosh|tanh|operatorname|quad|cdot|odot)(?![a-zA-Z])"
    r"|[-+=]$|[-+]?\\frac\{(?:\\partial|d)(?:\^\S*)?\}"
)
"""A sign, a function or an operator, which belongs to what stands behind it."""
SIGN = re.compile(r"\\(?:cdot|odot)(?![a-zA-Z])")
"""A sign of a product."""

Joined = Callable[[Iterable[str]], str]


def rows(latex: str, limit: float) -> list[str]:
    """A formula in as few rows as fit, broken before the signs between its terms.

    Where one term is too wide, the product is broken, or else first the sum in its widest brackets or fraction. What
    cannot be broken stays too wide.
    """
    if width(latex) <= limit or inside(latex) is None:
        return [latex]
    found: list[str] = []
    parts = summands(latex)
    for at, part in enumerate(parts):
        if found and width(f"{found[-1]} {part}") <= limit:
            found[-1] += f" {part}"
        else:
            rest = width(" ".join(["", *parts[at + 1 :]]))
            room = limit - rest if rest < limit / SHORT else limit
            found += _broken(part, room)
    return [found[0], *(f"{{}} {row}" for row in found[1:])]


def stacked(lines: Iterable[str]) -> str:
    """Rows as one formula."""
    return r"\begin{aligned} & " + r" \\ & ".join(lines) + r" \end{aligned}"


def gathered(lines: Iterable[str]) -> str:
    """Rows over or under the line of a fraction, as small as one is there."""
    return r"\begin{array}{l} " + r" \\ ".join(lines) + r" \end{array}"


def line(latex: str, limit: float, follows: bool) -> str:
    """A line of a derivation with breaks where it is too wide; one that `follows` another equals it."""
    first, *further = rows(latex, limit)
    start = f"{{}} = {first}" if follows else first
    return stacked([start, *(rf"\qquad {row}" for row in further)]) if further else start


def answered(latex: str, answer: str, limit: float) -> str:
    """A formula with the answer in it in rows, where both are too wide for one."""
    before, found, behind = latex.rpartition(answer)
    if not found or width(latex) <= limit:
        return latex
    lines = rows(answer, limit - max(0.0, width(latex) - width(answer)))
    return f"{before}{stacked(lines)}{behind}" if len(lines) > 1 else latex


def _broken(part: str, limit: float) -> list[str]:
    """A term in rows, in the first way in which all fit, or else in that in which the widest is the least wide."""
    factored = _factored(part, limit)
    if all(width(row) <= limit for row in factored):
        return factored
    ways = (_factored(_opened(part, limit), limit), [_opened(row, limit) for row in factored])
    return min(ways, key=lambda rows: max(limit, *map(width, rows)))


def _opened(part: str, limit: float) -> str:
    """A term with the sum in its widest brackets, or over or under the line of a fraction, broken.

    Where no brackets have a sum, the product in the widest is broken.
    """
    if width(part) <= limit:
        return part
    groups = _groups(part) or [(start, end, stacked) for start, end in _brackets(part)]
    start, end, joined = max(groups, key=lambda group: width(part[group[0] : group[1]]), default=(0, 0, stacked))
    if width(part[start:end]) < WORTH:
        return part
    inner = part[start:end].strip()
    found = rows(inner, limit - (width(part) - width(inner)))
    return part if len(found) == 1 else f"{part[:start]}{joined(found)}{part[end:]}"


def _groups(part: str) -> list[tuple[int, int, Joined]]:
    """The outermost sums in brackets and fractions that are worth while to be broken, each with how its rows stand."""
    found: list[tuple[int, int, Joined]] = []
    kinds: tuple[tuple[list[tuple[int, int]], Joined], ...] = ((_brackets(part), stacked), (_fractions(part), gathered))
    for places, joined in kinds:
        for start, end in places:
            inner = part[start:end]
            if len(summands(inner)) > 1:
                found.append((start, end, joined))
            else:
                found += [(start + first, start + last, each) for first, last, each in _groups(inner)]
    return [each for each in found if width(part[each[0] : each[1]]) >= WORTH]


def _factored(part: str, limit: float) -> list[str]:
    """A term that is too wide in rows of some of its factors: of as many as fit, or else of as few as there can be."""
    if width(part) <= limit:
        return [part]
    factors, found = _factors(part), ("", "")
    for at in range(len(factors) - 1, 0, -1):
        first, rest = " ".join(factors[:at]), " ".join(factors[at:])
        if ACTS.match(factors[at - 1]) or width(rest) < LEAST:
            continue
        if width(first) < LEAST:
            break
        found = first, rest
        if width(first) <= limit:
            break
    sign = "" if SIGN.match(found[1]) else r"\cdot "
    return [found[0], *_factored(rf"\quad {sign}{found[1]}", limit)] if found[0] else [part]


def _factors(part: str) -> list[str]:
    """What stands beside each other in a product, outside all brackets."""
    depth, cuts = 0, [0]
    for token in re.finditer(rf"{TOKEN.pattern}| ", part, re.DOTALL):
        depth += bool(OPENS.match(token.group())) - bool(CLOSES.match(token.group()))
        if depth == 0 and token.group() == " ":
            cuts.append(token.end())
    return [part[start:end].strip() for start, end in zip(cuts, [*cuts[1:], len(part)], strict=True)]


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


def _fractions(part: str) -> list[tuple[int, int]]:
    """What stands over and under the lines of fractions that are in no brackets."""
    depth, found, starts, wanted = 0, [], list[int](), 0
    for token in TOKEN.finditer(part):
        if depth == 0 and token.group() == r"\frac":
            wanted = 2
        if token.group() == "{" and depth == 0 and wanted:
            starts.append(token.end())
        depth += bool(OPENS.match(token.group())) - bool(CLOSES.match(token.group()))
        if token.group() == "}" and depth == 0 and wanted and starts:
            found.append((starts.pop(), token.start()))
            wanted -= 1
    return found
