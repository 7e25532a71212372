"""The places that a proof excludes, in the words of the document: `x_{ij} = 0` for every entry of X alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from math import prod
from typing import Any

import sympy

from derive.judging.inventory import Inventory
from derive.judging.symbols.assumptions import inequalities, positive, solved, unequal
from derive.judging.symbols.entrywise import NoValue, OutOfRange, Setting, TooLarge, evaluate
from derive.judging.symbols.inequalities import is_solvable, sign_facts, signed
from derive.judging.symbols.printing import entry, printer
from derive.judging.symbols.ratios import Unsupported
from derive.judging.verdict import Sizes
from derive.meaning.scope import Scope
from derive.meaning.terms import Quantity

LONGEST = 120
MOST = 3
SQUARE = 2


def possible(places: Iterable[Any], scope: Scope, sizes: Sizes) -> frozenset[Any]:
    """The kinks and poles that no assumption excludes already."""
    every = frozenset(places)
    if not every or not scope.assumptions:
        return every
    setting = Setting(scope, sizes, positive=positive(scope))
    known = solved(setting)
    given, apart = inequalities(setting, known), set(unequal(setting, known))

    def is_open(place: Any) -> bool:
        place = sympy.expand(place.xreplace(known))
        rows = signed(place, 0)
        return not {place, -place} & apart and is_solvable([*rows, *given, *sign_facts([*rows, *given])])

    return frozenset(filter(is_open, every))


def excluded(
    places: Iterable[Any],
    found: Inventory,
    scope: Scope,
    sizes: Sizes,
    divisors: Callable[[], Mapping[Any, Collection[str]]] = dict,
) -> tuple[str, ...]:
    """Kinks and poles as equations, each array's entries as one; of others like each other the first few.

    `divisors` has the writings of some expressions for all sizes.
    """
    every = list(places)
    if not every:
        return ()
    known = _entries(scope, sizes)
    named: set[str] = set()
    others: list[Any] = []
    for place in every:
        name = place.name.split("[")[0] if place.is_Symbol else known.get(place) or known.get(-place)
        length = _of_squares(place, scope, sizes) if name is None else None
        if name is not None:
            named.add(f"{_general(name, scope)} = 0")
        elif length is not None:
            named.add(rf"\|{scope.spelling(length)}\| = 0")
        else:
            others.append(place)
    made = printer(found, scope, sizes)
    written = divisors() if others else {}
    texts, seen = set[str](), set[Any]()
    for place in sorted(others, key=lambda place: (place.could_extract_minus_sign(), str(place))):
        whole = sympy.expand(place)
        if -whole not in seen:
            own = written.get(whole) or written.get(-whole) or (made.doprint(place),)
            texts |= {f"{text} = 0" for text in own}
        seen.add(whole)
    ordered = sorted(texts, key=lambda text: (len(text), text))
    shown = [text for text in ordered if len(text) <= LONGEST][:MOST]
    if len(shown) < len(texts):
        shown.append(r"\dots")
    return (*sorted(named), *shown)


def _entries(scope: Scope, sizes: Sizes) -> Mapping[Any, str]:
    """Every entry of every defined array, by its expression."""
    known: dict[Any, str] = {}
    for name in scope.definitions:
        shape = scope.shapes.get(name, ())
        try:
            rows = evaluate(Quantity(name, shape=shape), Setting(scope, sizes)) if shape != () else []
        except (KeyError, OutOfRange, NoValue, TooLarge, Unsupported):
            continue
        for value in (value for row in rows for value in row):
            known.setdefault(value, name)
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
