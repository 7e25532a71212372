"""What an expression divides by and may be zero: a name that is put in must add nothing to it, if that can be had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from derive.judging.general.expressions import Atom, Expression, Product
from derive.judging.solving.names import Named
from derive.meaning.reaching import quantities
from derive.meaning.scope import Scope


@dataclass(frozen=True)
class Poles:
    """Tells the free quantities on which denominators depend. `called` are the names that are put in."""

    scope: Scope
    called: Iterable[Named]
    _roots: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.called:
            self._roots[each.key] = frozenset() if _never_zero(each.value) else self._free(each.leaf.name)

    def of(self, value: Expression) -> frozenset[str]:
        """The free quantities at some values of which a denominator may be zero."""
        names = {name for atom in _denominators(value.terms) for name in atom.names}
        return frozenset().union(*(self._of_name(name) for name in names))

    def _of_name(self, name: str) -> frozenset[str]:
        if name not in self._roots:
            self._roots[name] = self._free(name)
        return self._roots[name]

    def _free(self, name: str) -> frozenset[str]:
        definitions = self.scope.definitions
        if name not in definitions:
            return frozenset((name,))
        return frozenset(quantities(definitions[name], definitions)) - definitions.keys()


def _never_zero(value: Expression) -> bool:
    return value.positive or (-value).positive


def _denominators(products: Iterable[Product]) -> Iterator[Atom]:
    """What stands below a line, at any depth, but for what is positive."""
    for product in products:
        for atom, exponent in product.factors:
            if exponent < 0 and not atom.positive:
                yield atom
            for inner in atom.inside:
                yield from _denominators(inner.terms if isinstance(inner, Expression) else (inner,))
