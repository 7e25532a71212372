"""The places that a proof excludes, in the words of the document: `x_{ij} = 0` for every entry of X alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
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
from derive.judging.symbols.normal import NormalForm
from derive.judging.symbols.printing import entry, printer
from derive.judging.symbols.ratios import Unsupported, ZeroDivision
from derive.judging.symbols.regions import Regions
from derive.judging.symbols.setting import Entries, symbols
from derive.judging.symbols.shared import expanded, is_long, without_number
from derive.judging.symbols.vanishing import factors, is_never_zero
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
        """Those that are not excluded already, by an assumption or by what they are made of."""
        return frozenset(filter(self.is_possible, places))

    def is_possible(self, place: Any) -> bool:
        """Whether neither an assumption excludes a place nor what it is made of."""
        return self._is_open(place) and not is_never_zero(self._defined(place))

    def covers(self, places: Iterable[Any]) -> bool:
        """Whether one of these places is met whatever the values are, so that nothing is left of a proof."""
        return any(self._is_met(place) for place in places)

    def _is_met(self, place: Any) -> bool:
        place = expanded(place.xreplace(self._solved))
        try:
            return bool(place == 0 or (not is_long(place) and Regions((), NormalForm()).is_zero(place)))
        except (Unsupported, ZeroDivision):
            return False

    def excluded(self, places: Iterable[Any]) -> tuple[str, ...]:
        """Places as equations, each array's entries as one; of others like each other the first few.

        A product in all of its terms is named by its factors, if every one has a name.
        """
        named: set[str] = set()
        others: list[Any] = []
        for place in places:
            names = [self._name(place)]
            names = names if names[0] else [self._name(part) for part in filter(self._is_open, factors(place))]
            if "" in names:
                others.append(place)
            else:
                named |= {f"{name} = 0" for name in names}
        texts, seen = set[str](), set[Any]()
        for place in sorted(others, key=lambda place: (place.could_extract_minus_sign(), str(place))):
            whole = without_number(self._defined(place))
            texts |= set() if {whole, -whole} & seen else {f"{text} = 0" for text in self._texts(place, whole)}
            seen.add(whole)
        ordered = sorted(texts, key=lambda text: (len(text), text))
        shown = [text for text in ordered if len(text) <= LONGEST][:MOST]
        return (*sorted(named), *shown, *([] if len(shown) == len(texts) else [r"\dots"]))

    def _defined(self, place: Any) -> Any:
        """A place with what defined numbers and entries stand for."""
        return place.xreplace(self._values) if place.free_symbols & self._values.keys() else place

    def _name(self, place: Any) -> str:
        """The entry, or the length of an array, that is zero where a place is met; nothing where it is neither."""
        whole = without_number(place)
        texts = {text.replace(" ", "") for text in self._divisors.get(whole, ())}
        if whole.is_Symbol and texts == {self._printed(whole)}:
            return self._printed(whole)
        name = whole.name.split("[")[0] if whole.is_Symbol else self._known.get(whole) or self._known.get(-whole)
        if name is not None:
            return _general(name, self.scope)
        length = _of_squares(whole, self.scope, self.sizes)
        return "" if length is None else rf"\|{self.scope.spelling(length)}\|"

    def _texts(self, place: Any, whole: Any) -> Collection[str]:
        """The writings of a place for all sizes; without one, that at these."""
        found = self._divisors.get(whole) or self._divisors.get(-whole)
        return found or (self._printed(place),)

    def _printed(self, place: Any) -> str:
        return str(printer(inventory(self.statement, self.scope), self.scope, self.sizes).doprint(place))

    @cached_property
    def _is_open(self) -> Callable[[Any], bool]:
        """Whether no assumption excludes a place."""
        if not self.scope.assumptions:
            return lambda _: True
        setting, known = self._setting, self._solved
        given, apart = inequalities(setting, known), set(unequal(setting, known))

        def is_open(place: Any) -> bool:
            place = expanded(place.xreplace(known))
            if is_long(place):
                return True
            rows = signed(place, 0)
            return not {place, -place} & apart and is_solvable([*rows, *given, *sign_facts([*rows, *given])])

        return is_open

    @cached_property
    def _solved(self) -> Mapping[Any, Any]:
        """What the assumptions say of single symbols."""
        if not self.scope.assumptions:
            return {}
        return solved(self._setting)

    @cached_property
    def _known(self) -> Mapping[Any, str]:
        return _entries(self._evaluated)

    @cached_property
    def _values(self) -> Mapping[Any, Any]:
        """What the symbol of every entry of every defined array stands for."""
        return {
            symbol: value
            for name, rows in self._evaluated.items()
            for own, row in zip(symbols(name, self.scope.shapes.get(name, ()), self._setting), rows, strict=True)
            for symbol, value in zip(own, row, strict=True)
        }

    @cached_property
    def _evaluated(self) -> Mapping[str, Entries]:
        return _definitions(self.statement, self.scope, self._setting)

    @property
    def _setting(self) -> Setting:
        return Setting(self.scope, self.sizes, positive=positive(self.scope))

    @cached_property
    def _divisors(self) -> Writings:
        return divisors(self.statement, self.scope, self.sizes)


def _definitions(statement: Statement, scope: Scope, setting: Setting) -> Mapping[str, Entries]:
    """Every defined array, and every defined number that is spoken of, in its entries."""
    found: dict[str, Entries] = {}
    spoken = quantities(statement.left, scope.definitions) | quantities(statement.right, scope.definitions)
    for name in scope.definitions:
        shape = scope.shapes.get(name, ())
        if shape == () and name not in spoken:
            continue
        with suppress(KeyError, NoLimit, NoValue, OutOfRange, TooLarge, Unsupported):
            found[name] = evaluate(Quantity(name, shape=shape), setting)
    return found


def _entries(evaluated: Mapping[str, Entries]) -> Mapping[Any, str]:
    """The names of entries and numbers by their expressions.

    Where a number is a root, what stands under it is zero where the number is.
    """
    known: dict[Any, str] = {}
    for name, rows in evaluated.items():
        for value in (value for row in rows for value in row):
            known.setdefault(without_number(value), name)
            if value.is_Pow and value.exp.is_positive:
                known.setdefault(without_number(value.base), name)
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
