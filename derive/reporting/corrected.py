r"""Corrections as they are shown: the whole claim with a frame around what is new, and a short piece for a line.

A frame is drawn only where it changes nothing else: not around half of a matrix, a lone sign or a script without what
it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derive.judging.verdict import Correction
from derive.reporting.latex import PIECE, settable, spelled, tidy
from derive.reporting.mathml import inside
from derive.reporting.plain import unicode_line

WIDEST = 250
LONG = 10_000
SIGN = re.compile(r"\\?(?:[^\w\s]|cdot|times|odot|leq?|geq?|ne|neq)")
SYMBOL = re.compile(r"[^\s,]*[\\_^∂′][^\s,]*")
SYMBOLS = re.compile(r"\\[a-zA-Z]+|\\.|.", re.DOTALL)
OPENS = re.compile(r"\\begin|\\left$|\{")
CLOSES = re.compile(r"\\end|\\right$|\}")


def framed(correction: Correction) -> str | None:
    """The corrected claim with its change in a frame, or else the fragment around it; nothing where neither can be."""
    source = correction.source
    if any(len(unicode_line(row, LONG)) > WIDEST for row in source.split(r"\\")):
        return None
    for start, end in _stretches(correction):
        if _is_whole(source[start:end]):
            marked = rf"{source[:start]}{{\boxed{{{source[start:end]}}}}}{source[end:]}"
            if _is_set(marked) and _signs(marked) == _signs(source):
                return marked
    return None


def quoted(correction: Correction, width: int) -> str:
    """The fragment on one line; of a long one the beginning and the end.

    Where its side has another piece like it, so that it does not tell what is changed, all of the side, twice as long.
    """
    side = _side(correction)
    is_one = len(_found(correction.fragment, side)) < 2
    text = unicode_line(correction.fragment if is_one else side, LONG)
    width = width if is_one else 2 * width
    if len(text) <= width:
        return text
    half = (width - 3) // 2
    first, last = text[:half], text[-half:]
    return f"{first.rpartition(' ')[0] or first} … {last.partition(' ')[2] or last}"


def change(correction: Correction) -> str:
    """In words what was changed, with `$…$` around what is mathematics."""
    return SYMBOL.sub(lambda found: f"${found.group()}$", correction.change)


def _stretches(correction: Correction) -> Iterator[tuple[int, int]]:
    """Where a frame may stand: around the change, and around the fragment that contains it."""
    start, end = correction.start, correction.end
    if start < end:
        yield start, end
    for first, last in _found(correction.fragment, correction.source):
        if first <= start and end <= last:
            yield first, last


def _found(fragment: str, latex: str) -> list[tuple[int, int]]:
    """Where a fragment stands in a formula, however it is spaced there."""
    words = [re.escape(word) for word in fragment.split()]
    return [found.span() for found in re.finditer(r"\s*".join(words), latex)] if words else []


def _side(correction: Correction) -> str:
    """The side of the corrected claim in which the change stands."""
    depth, cuts = 0, [0]
    for found in SYMBOLS.finditer(correction.source):
        depth += bool(OPENS.match(found.group())) - bool(CLOSES.match(found.group()))
        if found.group() == "=" and depth == 0:
            cuts += [found.start(), found.end()]
    ends = zip(cuts[::2], [*cuts[1::2], len(correction.source)], strict=True)
    sides = [correction.source[start:end] for start, end in ends if start <= correction.start]
    return sides[-1].strip(" &")


def _is_whole(piece: str) -> bool:
    """Whether a piece of LaTeX stands for itself: brackets in pairs, no end of a cell or a row, and no mere sign."""
    if not piece.strip() or piece.strip()[0] in "'^_" or SIGN.fullmatch(piece.strip()):
        return False
    depth = 0
    for part in PIECE.findall(piece):
        depth += bool(OPENS.match(part)) - bool(CLOSES.match(part))
        if depth < 0 or (depth == 0 and part in ("&", r"\\")):
            return False
    return depth == 0


def _is_set(latex: str) -> bool:
    """Whether both printers take a formula."""
    tidied = tidy(latex)
    return tidied is not None and settable(spelled(tidied)) and inside(latex) is not None


def _signs(latex: str) -> str:
    """A formula as it is read, without its spaces."""
    return unicode_line(latex, LONG).replace(" ", "")
