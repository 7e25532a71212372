"""Functions of the document at arguments that have no name, as the logistic function of one product in a sum."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from derive.judging.general.atoms import Base, Entry, Exponential, Function, atoms
from derive.judging.general.expressions import Atom, Expression, NotCovered, Singular, of
from derive.judging.general.indices import Index
from derive.judging.general.setting import Setting
from derive.judging.general.sums import rebuilt
from derive.judging.solving.fractional import polynomial
from derive.judging.solving.names import Named, values
from derive.meaning.world import World

ARGUMENT = "?t"
"""Stands for a number that a function is applied to."""


@dataclass(frozen=True, slots=True)
class Applied(Named):
    """A function at an `argument`: its value there."""

    argument: Expression

    @property
    def free(self) -> frozenset[Index]:
        """The indices of the argument."""
        return self.argument.free

    @property
    def entry(self) -> Expression:
        """The function, which is not put in."""
        return of(Function(self.leaf.function, (self.argument,)))


def applied(value: Expression, setting: Setting, world: World) -> Iterator[Applied]:
    """The functions of the document at what stands in the exponents below a line, where that is more than a name."""
    inside = list(_exponents(value))
    if not inside:
        return
    scope = replace(setting.scope, shapes={**setting.scope.shapes, ARGUMENT: ()})
    for named in values([ARGUMENT], replace(setting, scope=scope, known={}, asked=set()), world):
        if named.leaf.function in world.functions:
            for argument in inside:
                with suppress(NotCovered, Singular):
                    yield Applied(named.leaf, named.key, _at(argument, named.value), (), argument)


def _at(argument: Expression, value: Expression) -> Expression:
    """The value of a function at an argument."""

    def change(atom: Atom) -> Expression | None:
        return argument if isinstance(atom, Entry) and atom.name == ARGUMENT else None

    return rebuilt(value, change)


def _exponents(value: Expression) -> Iterator[Expression]:
    """The exponents of the powers of e that stand in a denominator beside a number and nothing else."""
    found = list(atoms(value))
    bases = [atom for atom in found if isinstance(atom, Base)]
    for atom in dict.fromkeys(each for each in found if isinstance(each, Exponential)):
        is_name = [(type(inner), e) for inner, e in atom.product.factors] == [(Entry, 1)]
        if not is_name and any(set(polynomial(base.value, atom) or ()) == {0, 1} for base in bases):
            yield Expression({atom.product: 1})
