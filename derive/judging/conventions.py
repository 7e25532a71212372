"""Conventions under which a claim is true though it is not as it stands: the layout of derivatives.

A derivative of a number by a vector has the vector's shape, but many authors write it as a row so that the chain rule
reads from left to right; and a Jacobian may be written transposed. Both are tried only where a claim differentiates
a vector, so that a forgotten transpose is not excused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derive.meaning.claims import Claim, Shapeless, claim
from derive.meaning.scope import Layout
from derive.meaning.world import World
from derive.reading.statements import Equation
from derive.reading.syntax import Unreadable

GRADIENT = "the derivative of a number by a vector is read as its transpose"
JACOBIAN = "the derivative of a vector by a vector is read in denominator layout"


def readings(equation: Equation, world: World) -> Iterator[tuple[str, Claim]]:
    """The claim with gradients turned, and under the other layout where the document declares none."""
    layouts = [(GRADIENT, world, True)]
    if world.scope.layout is None:
        flipped = replace(world, scope=replace(world.scope, layout=Layout.DENOMINATOR))
        layouts += [(JACOBIAN, flipped, False), (f"{GRADIENT}, and {JACOBIAN}", flipped, True)]
    for name, place, turned in layouts:
        try:
            found: Claim | Shapeless = claim(equation, place, turned=turned)
        except Unreadable:
            continue
        if isinstance(found, Claim) and found.jacobians:
            yield name, found
