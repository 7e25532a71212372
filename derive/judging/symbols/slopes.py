"""Entries of derivatives: each is taken entry by entry, through every definition."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import sympy
from sympy.core.relational import Relational

from derive.judging.symbols.arrays import defined, hold
from derive.judging.symbols.gradients import Gradient, Gradients
from derive.judging.symbols.holes import of_each
from derive.judging.symbols.opaque import Opaque
from derive.judging.symbols.rules import evaluate, rule, scalar, whole
from derive.judging.symbols.seams import is_seam
from derive.judging.symbols.setting import By, Entries, Expression, OutOfRange, Setting, Slope, Totals, symbols
from derive.judging.symbols.shared import has, parts, symbols_in
from derive.judging.symbols.vanishing import of_divisor, steep
from derive.meaning.rewriting import free_indices
from derive.meaning.terms import Apply, Derivative, Item, Quantity, Term, Unknown

Switches = dict[Any, frozenset[Any]]
"""Places where cases meet, and the symbols there."""


@rule(Derivative)
def _derivative(term: Derivative, setting: Setting) -> Entries:
    match term.by:
        case Quantity(name=name) as quantity:
            place = None
        case Item(array=Quantity(name=name) as quantity, row=row, column=column):
            place = (whole(row, setting), whole(column, setting))
        case _:
            raise TypeError(f"a derivative by {term.by!r}")
    variables = setting.frozen.get(name) or symbols(name, quantity.shape, setting)
    indices = tuple((index, setting.indices.get(index)) for index in _indices(term.numerator))
    key = ("slopes", term.numerator, name, frozenset(setting.frozen), indices)
    if key not in setting.cache:
        setting.cache[key] = _differentiated(term.numerator, name, variables, setting)
    totals, kinks = setting.cache[key]
    asked = _asked(term, variables, place)
    found = [t[v] for row in totals for t in row for line in asked for v in line if v in t]
    corners, steep_ = kinks.union(*(slope.kinks for slope in found)), {p for slope in found for p in slope.steep}
    slopes = _arranged(term, totals, asked)
    if setting.held is not None:
        setting.kinks.update(corners)
        setting.poles.update(steep_)
        if name in setting.scope.definitions:
            hold(quantity, setting.held, setting)
        return [list(column) for column in zip(*slopes, strict=True)] if term.flipped else slopes
    back = _back(quantity, setting)
    setting.kinks.update(kink.xreplace(back) for kink in corners)
    setting.poles.update(place.xreplace(back) for place in steep_)
    result = [[slope.xreplace(back) for slope in row] for row in slopes] if back else slopes
    return [list(column) for column in zip(*result, strict=True)] if term.flipped else result


@lru_cache(maxsize=1024)
def _indices(numerator: Term) -> tuple[str, ...]:
    """The indices on which a numerator depends; all others may have any value."""
    return tuple(sorted(free_indices(numerator)))


def _differentiated(
    numerator: Term, name: str, variables: Entries, setting: Setting
) -> tuple[list[list[Totals]], set[Any]]:
    """The derivatives of a term by all entries of a quantity, with the kinks on its way."""
    inner = replace(setting, frozen={**setting.frozen, name: variables}, kinks=set())
    tops = evaluate(numerator, inner)
    by = By(frozenset(v for row in variables for v in row), frozenset({*setting.frozen, name}))
    return [[_totals(top, by, setting) for top in row] for row in tops], inner.kinks


def _asked(term: Derivative, variables: Entries, place: tuple[int, int] | None) -> Entries:
    """The symbols by which a derivative is taken."""
    if place is None:
        return variables
    row, column = place
    if not (1 <= row <= len(variables) and 1 <= column <= len(variables[0])):
        shape = f"{len(variables)}×{len(variables[0])}"
        raise OutOfRange(f"entry {place} of {term.by.array.name}, whose shape is {shape}")  # type: ignore[attr-defined]
    return [[variables[row - 1][column - 1]]]


def _arranged(term: Derivative, totals: list[list[Totals]], asked: Entries) -> Entries:
    """Derivatives in the shape of what is differentiated or of what it is differentiated by, else as a Jacobian."""

    def value(total: Totals, variable: Expression) -> Expression:
        return total[variable].value if variable in total else sympy.S.Zero

    if term.numerator.shape == ():  # at a size of 1 a vector stays one
        return [[value(totals[0][0], v) for v in row] for row in asked]
    if len(asked) == len(asked[0]) == 1 and term.by.shape == ():
        return [[value(total, asked[0][0]) for total in row] for row in totals]
    flat = [v for row in asked for v in row]
    return [[value(total, v) for v in flat] for row in totals for total in row]


def _totals(top: Expression, by: By, setting: Setting) -> Totals:
    """The derivatives of an expression, also through the held entries in it; those of fixed names are variables."""
    slopes = _gradients(by, setting).of(top)
    parts = {v: [slope] for v, slope in slopes.items() if v in by.variables}
    switches = _switches(top)
    corners = _corners(top, slopes, switches, by, setting) if switches else {}
    under = steep(top)
    roots = {v: {place for place, inside in under.items() if v in inside} for v in slopes} if under else {}
    if setting.held is not None:
        places = setting.held.places
        for symbol in sorted(symbols_in(top) & places.keys(), key=lambda s: s.name):
            if places[symbol][0].name in by.fixed:
                continue
            across = {switch for switch, inside in switches.items() if symbol in inside}
            for v, slope in _entry_totals(symbol, by, setting).items():
                corners.setdefault(v, set()).update(slope.kinks)
                roots.setdefault(v, set()).update(slope.steep)
                if slope.value != 0:
                    corners[v].update(across)
                    roots[v].update(place for place, inside in under.items() if symbol in inside)
                    parts.setdefault(v, []).append(slopes.get(symbol, sympy.S.Zero) * slope.value)
    return {
        v: Slope(sympy.Add(*parts.get(v, ())), frozenset(corners.get(v, ())), frozenset(roots.get(v, ())))
        for v in dict.fromkeys([*parts, *corners])
    }


def _corners(top: Expression, slopes: Gradient, switches: Switches, by: By, setting: Setting) -> dict[Any, set[Any]]:
    """Where the derivative by each variable may have a kink; what is found to have none is noted in the setting."""
    corners = {v: {s for s, inside in switches.items() if v in inside} for v in by.variables}
    if setting.held is not None and not symbols_in(top).isdisjoint(setting.held.places):
        return corners
    for v, places in corners.items():

        def slopes_of(value: Expression, v: Any = v) -> tuple[Expression, ...]:
            return value, (slopes if value is top else _gradients(by, setting).of(value)).get(v, sympy.S.Zero)

        seams = _seams(top, places, v, slopes_of)
        setting.seams.update(seams)
        corners[v] = places - seams
    return corners


def _seams(
    value: Expression, places: Iterable[Any], variable: Any, slopes_of: Callable[[Expression], tuple[Expression, ...]]
) -> set[Any]:
    """The places at which cases meet without a kink: all of a sum, or the terms whose cases meet there.

    Where the cases of other terms meet is a place of theirs. `slopes_of` gives a value with all its slopes.
    """
    found: set[Any] = set()
    for place in places:
        part = sympy.Add(*(term for term in sympy.Add.make_args(value) if place in _switches(term)))
        wholes = [value] if part == value else [value, part]
        if any(is_seam(slopes_of(each), place, variable) for each in wholes):
            found.add(place)
    return found


def _entry_totals(symbol: Expression, by: By, setting: Setting) -> Totals:
    """The derivatives of a held entry, from its definition."""
    assert setting.held is not None
    key = (symbol, by)
    if key not in setting.held.slopes:
        quantity, row, column = setting.held.places[symbol]
        entry = defined(quantity, replace(setting, frozen={}))[row][column]
        setting.held.slopes[key] = _totals(entry, by, setting)
    return setting.held.slopes[key]


def _gradients(by: By, setting: Setting) -> Gradients:
    """The gradients that are known here: by all symbols where arrays are held, else by the variables."""
    if setting.held is not None:
        return setting.held.gradients
    found: Gradients = setting.cache.setdefault(("gradients", by.variables), Gradients(by.variables))
    return found


def _switches(expression: Expression) -> Switches:
    """Where values go across cases, and the symbols there: differences of comparisons, and absolute values."""
    if not has(expression, sympy.Piecewise, sympy.Abs):
        return {}
    places = {relation.lhs - relation.rhs for relation in parts(expression, Relational)}
    places |= {absolute.args[0] for absolute in parts(expression, sympy.Abs)}
    return {place: symbols_in(place) for place in places}


def _back(quantity: Quantity, setting: Setting) -> dict[Any, Any]:
    """What the variables stand for, where the quantity is defined and is not a variable of an outer derivative."""
    if quantity.name in setting.frozen or quantity.name not in setting.scope.definitions:
        return {}
    own = symbols(quantity.name, quantity.shape, setting)
    values = evaluate(quantity, setting)
    return {v: value for row, known in zip(own, values, strict=True) for v, value in zip(row, known, strict=True)}


@rule(Apply)
def _apply(term: Apply, setting: Setting) -> Entries:
    variable = sympy.Symbol(f"{term.parameter}°", real=True)
    inner = replace(setting, frozen={**setting.frozen, term.parameter: [[variable]]}, kinks=set(), poles=set())
    body = scalar(term.body, inner)
    corners, seams = set(inner.kinks), set[Any]()
    if term.primes:
        def slopes_of(value: Expression) -> tuple[Expression, ...]:
            return value, *(sympy.diff(value, variable, count) for count in range(1, term.primes + 1))

        places = {switch for switch, inside in _switches(body).items() if variable in inside}
        seams = _seams(body, places, variable, slopes_of)
        inner.poles.update(place for place, inside in steep(body).items() if variable in inside)
        corners, body = corners | (places - seams), slopes_of(body)[-1]
    arguments = evaluate(term.argument, setting)
    for value in (value for row in arguments for value in row):
        setting.seams.update(seam.xreplace({variable: value}) for seam in seams)
        setting.kinks.update(corner.xreplace({variable: value}) for corner in corners)
        setting.poles.update(place for pole in inner.poles for place in _met(pole.xreplace({variable: value})))
    return [[of_each(lambda each: body.xreplace({variable: each}), value) for value in row] for row in arguments]


def _met(pole: Expression) -> Iterable[Expression]:
    """Where a pole is met; one that always is, is zero."""
    return (sympy.S.Zero,) if sympy.expand(pole) == 0 else of_divisor(pole)


@rule(Unknown)
def _unknown(term: Unknown, setting: Setting) -> Entries:
    if len(term.arguments) == 1 and term.shape == term.arguments[0].shape:
        values = evaluate(term.arguments[0], setting)
        return [[Opaque.of(term.name, (value,), (term.primes,)) for value in row] for row in values]
    entries = tuple(v for argument in term.arguments for row in evaluate(argument, setting) for v in row)
    return [[Opaque.of(term.name, entries)]]
