r"""Equations beside each other: a bare `\mathbf 1` stands alike in all links of a chain, and in all of a section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from derive.meaning.claims import Claim, unsteady
from derive.meaning.meanings import NotUnderstood, Understood
from derive.meaning.orientation import Stand, defined, within
from derive.meaning.scope import Orientation
from derive.meaning.world import spelled
from derive.reading.source import Span
from derive.reading.statements import Equation

Chain = tuple[int, int]


def steadied(understood: Sequence[Understood]) -> tuple[Understood, ...]:
    r"""All items; a link in which a bare `\mathbf 1` stands otherwise than where it comes first has no value.

    Where vectors are rows, it may stand either way: claims that have it otherwise than the definitions around them, or
    than claims of their section, are not understood.
    """
    told = _told(understood)
    linked = [_steadied(each, told.get((each.item.display, each.item.chain))) for each in understood]
    stands = _in_sections(linked)
    return tuple(_alike(each, stands.get(each.item.names.level, {})) for each in linked)


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


def _in_sections(understood: Sequence[Understood]) -> Mapping[int, Mapping[Orientation, Span]]:
    """For each section the ways in which claims have it that rest on no definition of it, and where each is first."""
    found: dict[int, dict[Orientation, Span]] = {}
    for each in understood:
        stand = _free(each)
        if stand is not None:
            found.setdefault(each.item.names.level, {}).setdefault(stand.orientation, each.item.span)
    return found


def _free(each: Understood) -> Stand | None:
    r"""The bare `\mathbf 1` of a claim that may stand either way."""
    claim, equation, world = each.meaning, each.item.statement, each.world
    if not (isinstance(claim, Claim) and isinstance(equation, Equation) and claim.ones):
        return None
    told = world.scope.orientation is not Orientation.ROWS or len(defined(world, equation)) == 1
    return None if told else claim.ones


def _alike(each: Understood, beside: Mapping[Orientation, Span]) -> Understood:
    """A claim that has it as all definitions around do, or where these do not tell, all claims beside it."""
    stand = _free(each)
    if stand is None:
        return each
    around = within(each.world, {known.key for known in each.item.names.all()})
    told = next(iter(around)) if len(around) == 1 else None
    message, see = "", None
    if told is None and len(beside) > 1:
        (other,) = beside.keys() - {stand.orientation}
        message, see = stand.either(other), beside[other]
    elif told not in (None, stand.orientation):
        message = stand.either(told, f"in the definition of `{spelled(around[told])}`")
    return replace(each, meaning=NotUnderstood(message, stand.span, see)) if message else each
