r"""Chains of equations: a bare `\mathbf 1` stands alike in all links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from derive.meaning.claims import Claim, unsteady
from derive.meaning.meanings import Understood
from derive.meaning.scope import Orientation
from derive.reading.statements import Equation

Chain = tuple[int, int]


def steadied(understood: Sequence[Understood]) -> tuple[Understood, ...]:
    r"""All items; a link in which a bare `\mathbf 1` stands otherwise than where it comes first has no value."""
    told = _told(understood)
    return tuple(_steadied(each, told.get((each.item.display, each.item.chain))) for each in understood)


def _told(understood: Sequence[Understood]) -> Mapping[Chain, Orientation]:
    found: dict[Chain, Orientation] = {}
    for each in understood:
        if isinstance(each.meaning, Claim) and each.meaning.ones is not None and each.item.display:
            found.setdefault((each.item.display, each.item.chain), each.meaning.ones.orientation)
    return found


def _steadied(each: Understood, told: Orientation | None) -> Understood:
    claim, equation = each.meaning, each.item.statement
    if not (told and isinstance(claim, Claim) and claim.ones and isinstance(equation, Equation)):
        return each
    if claim.ones.orientation is told:
        return each
    message = claim.ones.against(told, "elsewhere in this chain")
    return replace(each, meaning=unsteady(message, claim.ones.span, equation, each.world))
