"""Where a term is read, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from derive.judging.general.expressions import Expression, NotCovered
from derive.judging.general.indices import EXPANDED, ONE, Place, at, fresh, length
from derive.judging.general.slopes import Kink
from derive.judging.general.sums import put
from derive.meaning.reaching import quantities
from derive.meaning.scope import Scope
from derive.meaning.terms import Constant, Negative, Plus, Shape, Size, SizeValue, Term, Times
from derive.meaning.terms import Index as IndexTerm


@dataclass(frozen=True)
class Setting:
    """Where a term is read: indices in force, variables that are not what their definitions say, values of finite ones.

    Defined quantities stay as they are, and derivatives go through their definitions by the chain rule. `least` has the
    least values of sizes; `kinks` collects the values that change sign where a derivative is taken, `known` what was
    read at a general place, `asked` what has been read once.
    """

    scope: Scope
    positive: frozenset[str] = frozenset()
    least: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, Fraction] = field(default_factory=dict)
    indices: Mapping[str, Place] = field(default_factory=dict)
    frozen: frozenset[str] = frozenset()
    kinks: set[Kink] = field(default_factory=set)
    known: dict[object, Any] = field(default_factory=dict)
    asked: set[object] = field(default_factory=set)

    def inner(
        self,
        indices: Mapping[str, Place] | None = None,
        frozen: frozenset[str] | None = None,
        kinks: set[Kink] | None = None,
    ) -> Setting:
        """The same place with changes; what is known is shared."""
        return Setting(
            self.scope,
            self.positive,
            self.least,
            self.values,
            self.indices if indices is None else indices,
            self.frozen if frozen is None else frozen,
            self.kinks if kinks is None else kinks,
            self.known,
            self.asked,
        )

    def aside(self) -> Setting:
        """The same place where kinks are not excluded, since it is a matter of conditions if a derivative is taken."""
        return self.inner(kinks=set())

    def length(self, size: Size) -> Place:
        """The length of an axis."""
        key = ("length", size)
        if key not in self.known:
            self.known[key] = length(size, self.least)
        found: Place = self.known[key]
        return found

    def axes(self, name: str) -> tuple[Place, Place]:
        """The lengths of an array."""
        rows, columns = self.scope.shapes[name] or (1, 1)
        return self.length(rows), self.length(columns)

    def reach(self, name: str) -> set[str]:
        """The quantities on which a defined one depends."""
        key = ("reach", name)
        if key not in self.known:
            self.known[key] = quantities(self.scope.definitions[name], self.scope.definitions)
        found: set[str] = self.known[key]
        return found


def made_once(
    key: object,
    shape: Shape,
    places: tuple[Place, ...],
    setting: Setting,
    make: Callable[[Sequence[Place], Setting], Expression],
) -> Expression:
    """What is made at general places, with the places put in, where it is asked for again.

    Axes that are written out have no general place.
    """
    if any(isinstance(size, int) and 1 < size <= EXPANDED for size in shape):
        return make(places, setting)
    if key not in setting.asked:
        setting.asked.add(key)
        return make(places, setting)
    if key not in setting.known:
        kinks: set[Kink] = set()
        names = [fresh(setting.length(size), "@") for size in shape or (1, 1)]
        general = [ONE if name.range == ONE else at(name) for name in names]
        setting.known[key] = names, make(general, setting.inner(kinks=kinks)), kinks
    names, value, kinks = setting.known[key]
    binding = dict(zip(names, places, strict=True))
    setting.kinks.update(kink.changed(lambda part: put(part, binding)) for kink in kinks)
    return put(value, binding)


def place(term: Term, setting: Setting) -> Place:
    """An integer term, such as an index, as a place."""
    match term:
        case Constant(value=value) if value.denominator == 1:
            return Place({}, int(value))
        case SizeValue(size=size):
            return setting.length(size)
        case IndexTerm(name=name):
            return setting.indices[name]
        case Plus(parts=parts):
            total_ = Place({})
            for part in parts:
                total_ += place(part, setting)
            return total_
        case Negative(operand=operand):
            return place(operand, setting).times(-1)
        case Times(left=Constant(value=value), right=right) if value.denominator == 1:
            return place(right, setting).times(int(value))
    raise NotCovered("an index that is not linear in indices and sizes")
