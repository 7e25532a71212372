"""The places that a proof excludes, in the words of the document: `x_{ij} = 0` for every entry of X alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

from derive.judging.divisors import Writings, divisors
from derive.judging.inventory import inventory
from derive.judging.symbols.assumptions import inequalities, positive, solved, unequal
from derive.judging.symbols.entrywise import NoValue, OutOfRange, Setting, TooLarge, evaluate
from derive.judging.symbols.expansion import NoLimit
from derive.judging.symbols.inequalities import is_solvable, sign_facts, signed
from derive.judging.symbols.printing import entry, printer
from derive.judging.symbols.ratios import Unsupported
from derive.judging.symbols.shared import expanded, is_long
from derive.judging.verdict import Sizes
from derive.meaning.reaching import quantities
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Quantity

LONGEST = 120
MOST = 3
SQUARE = 2


@dataclass(frozen=True)
class Places:
    """The kinks and poles of a statement at some sizes."""

    statement: Statement
    scope: Scope
    sizes: Sizes

    def possible(self, places: Iterable[Any]) -> frozenset[Any]:
        """Those that no assumption excludes already."""
        every = frozenset(places)
        if not every or not self.scope.assumptions:
            return every
        setting = Setting(self.scope, self.sizes, positive=positive(self.scope))
        known = solved(setting)
        given, apart = inequalities(setting, known), set(unequal(setting, known))

        def is_open(place: Any) -> bool:
            place = expanded(place.xreplace(known))
            if is_long(place):
                return True
            rows = signed(place, 0)
            return not {place, -place} & apart and is_solvable([*rows, *given, *sign_facts([*rows, *given])])

        return frozenset(filter(is_open, every))

    def excluded(self, places: Iterable[Any]) -> tuple[str, ...]:
        """Places as equations, each array's entries as one; of others like each other the first few."""
        named: set[str] = set()
        others: list[Any] = []
        for place in places:
            name = place.name.split("[")[0] if place.is_Symbol else self._known.get(place) or self._known.get(-place)
            length = _of_squares(place, self.scope, self.sizes) if name is None else None
            if name is not None:
                named.add(f"{_general(name, self.scope)} = 0")
            elif length is not None:
                named.add(rf"\|{self.scope.spelling(length)}\| = 0")
            else:
                others.append(place)
        texts, seen = set[str](), set[Any]()
        for place in sorted(others, key=lambda place: (place.could_extract_minus_sign(), str(place))):
            whole = expanded(place)
            texts |= set() if -whole in seen else {f"{text} = 0" for text in self._texts(place, whole)}
            seen.add(whole)
        ordered = sorted(texts, key=lambda text: (len(text), text))
        shown = [text for text in ordered if len(text) <= LONGEST][:MOST]
        return (*sorted(named), *shown, *([] if len(shown) == len(texts) else [r"\dots"]))

    def _texts(self, place: Any, whole: Any) -> Collection[str]:
        """The writings of a place for all sizes; without one, that at these."""
        found = self._divisors.get(whole) or self._divisors.get(-whole)
        return found or (printer(inventory(self.statement, self.scope), self.scope, self.sizes).doprint(place),)

    @cached_property
    def _known(self) -> Mapping[Any, str]:
        return _entries(self.statement, self.scope, self.sizes)

    @cached_property
    def _divisors(self) -> Writings:
        return divisors(self.statement, self.scope, self.sizes)


def _entries(statement: Statement, scope: Scope, sizes: Sizes) -> Mapping[Any, str]:
    """Every entry of every defined array, and every defined number that is spoken of, by its expression.

    Where a number is a root, what stands under it is zero where the number is.
    """
    known: dict[Any, str] = {}
    spoken = quantities(statement.left, scope.definitions) | quantities(statement.right, scope.definitions)
    for name in scope.definitions:
        shape = scope.shapes.get(name, ())
        if shape == () and name not in spoken:
            continue
        try:
            rows = evaluate(Quantity(name, shape=shape), Setting(scope, sizes, positive=positive(scope)))
        except (KeyError, NoLimit, NoValue, OutOfRange, TooLarge, Unsupported):
            continue
        for value in (value for row in rows for value in row):
            known.setdefault(value, name)
            if value.is_Pow and value.exp.is_positive:
                known.setdefault(value.base, name)
    return known


def _of_squares(place: Any, scope: Scope, sizes: Sizes) -> str | None:
    """The array of which a place is the sum of the squares of all entries."""
    squares = [term.base for term in place.args if term.is_Pow and term.exp == SQUARE and term.base.is_Symbol]
    names = {symbol.name.split("[")[0] for symbol in squares}
    if not place.is_Add or len(squares) < len(place.args) or len(names) != 1:
        return None
    (name,) = names
    lengths = (sizes[size] if isinstance(size, str) else size for size in scope.shapes.get(name, ()))
    return name if prod(lengths) == len(squares) else None


def _general(name: str, scope: Scope) -> str:
    """An entry of an array at any place; a number by its name."""
    shape = scope.shapes.get(name, ())
    if shape == ():
        return scope.spelling(name)
    return entry(name, scope, "i", "i" if shape[0] == 1 else "j")
