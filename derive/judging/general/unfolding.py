"""Definitions put into index terms, the outermost first."""

from __future__ import annotations

from collections.abc import Collection

from derive.judging.general.atoms import Entry, atoms
from derive.judging.general.expressions import Atom, Expression
from derive.judging.general.indices import ONE
from derive.judging.general.reading import defined
from derive.judging.general.setting import Setting
from derive.judging.general.slopes import Kink
from derive.judging.general.sums import rebuilt


def outermost(value: Expression, kinks: Collection[Kink], setting: Setting) -> str | None:
    """A defined quantity on which no other in an expression depends."""
    definitions = setting.scope.definitions
    values = (value, *(kink.value for kink in kinks))
    found = {a.name for each in values for a in atoms(each) if isinstance(a, Entry) and a.name in definitions}
    free = [name for name in sorted(found) if not any(name in setting.reach(other) for other in found if other != name)]
    return free[0] if free else None


def by_definition(value: Expression, name: str, setting: Setting) -> Expression:
    """An expression with the definition of a quantity put in."""

    def change(atom: Atom) -> Expression | Atom | None:
        if isinstance(atom, Entry) and atom.name == name:
            return defined(name, atom.row or ONE, atom.column or ONE, setting)
        return None if name in atom.names else atom

    return rebuilt(value, change)


def unfolded(value: Expression, setting: Setting) -> Expression:
    """An expression with all definitions put in."""
    while (name := outermost(value, (), setting)) is not None:
        value = by_definition(value, name, setting)
    return value
