"""Matrices that are their own transpose, up to a sign: of all ways to write a term the one with the least key.

Every step leaves the key as it is or makes it less, so that this comes to an end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product as choices

from derive.judging.general.atoms import Entry
from derive.judging.general.binding import Sum
from derive.judging.general.expressions import ONE, Atom, Expression, Product, number, of
from derive.judging.general.rationals import Number
from derive.judging.general.sums import opened, rebuilt, summed

MOST_TURNED = 5
"""The most entries of one sum that are tried both ways."""
Signs = Mapping[str, Number]
"""The matrices that are their transpose times a sign."""


def ordered(value: Expression, signs: Signs) -> Expression:
    """An expression with the entries of symmetric matrices written one way."""

    def change(atom: Atom) -> Expression | Atom | None:
        if signs.keys().isdisjoint(atom.names):
            return atom
        if isinstance(atom, Entry):
            return _least_entry(atom, signs[atom.name])
        return _least(atom, signs) if isinstance(atom, Sum) else None

    return rebuilt(value, change) if signs else value


def _least_entry(atom: Entry, sign: Number) -> Expression:
    turned = _turned(atom)
    if turned == atom:
        return of(atom) if sign == ONE else Expression({})
    return of(turned).scaled(sign) if turned.key < atom.key else of(atom)


def _least(atom: Sum, signs: Signs) -> Expression:
    """The way to write a sum with the least key; nothing is left of a sum that is its own negative."""
    found: dict[Product, Number] = {}
    for value in variants(atom, signs):
        if value.single is None:
            return value if not value.terms else of(atom)
        written, factor = value.single
        if found.setdefault(written, factor) != factor:
            return Expression({})
    if not found:
        return of(atom)
    least = min(found, key=lambda written: written.key)
    return Expression({least: found[least]})


def variants(atom: Sum, signs: Signs) -> Iterator[Expression]:
    """A sum with some or all entries of symmetric matrices in it turned; nothing where there are too many of them."""
    names, body = opened(atom)
    if body.single is None:
        return
    factors, coefficient = body.single[0].factors, body.single[1]
    entries = [each for each, _ in factors if isinstance(each, Entry) and each.name in signs]
    inner = [ordered(of(each, e), signs) for each, e in factors if each not in entries]
    exponents = dict(factors)
    if len(entries) > MOST_TURNED:
        return
    for turns in choices((False, True), repeat=len(entries)):
        value = number(coefficient)
        for part in inner:
            value = value * part
        for entry, turn in zip(entries, turns, strict=True):
            exponent = exponents[entry]
            if turn and exponent.denominator != 1:
                break
            sign = signs[entry.name] ** int(exponent) if turn else ONE
            value = value * of(_turned(entry) if turn else entry, exponent).scaled(sign)
        else:
            for name in names:
                value = summed(value, name)
            yield value


def _turned(atom: Entry) -> Entry:
    return Entry(atom.name, atom.column, atom.row, atom.positive)
