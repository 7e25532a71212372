"""Letters for the indices of answers: none that is a name or the letter of its entries, or that stands in a label."""

from __future__ import annotations

import re

from derive.judging.formulas import GREEK
from derive.meaning.scope import Scope
from derive.meaning.world import World

ORDER = (*"ijklpqrsmuvabcdghnwtxyzfo", *GREEK)
"""The letters, those first that are tried first."""
SINGLE = re.compile(r"(?<![a-zA-Z\\])[a-zA-Z](?![a-zA-Z])|\\[a-zA-Z]+")


def meant(scope: Scope, world: World) -> frozenset[str]:
    """What is a name, a size or a function."""
    return frozenset({*scope.shapes, *scope.sizes, *world.functions})


def taken(scope: Scope, world: World) -> frozenset[str]:
    """The letters that stand in names, with those of the entries of arrays."""
    names = {*meant(scope, world), *(name.lower() for name, shape in scope.shapes.items() if shape != ())}
    return frozenset(letter for name in names for letter in SINGLE.findall(name))
