r"""Signs of formulas: relations, operators, brackets, and `x_{ij}` for an entry of X."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from derive.judging.symbols.printing import is_raised, shown
from derive.meaning.terms import Comparison, Folding
from derive.reading.grammar.names import STEM

RELATIONS = {
    Comparison.EQUAL: "=", Comparison.UNEQUAL: r"\ne", Comparison.LESS: "<", Comparison.AT_MOST: r"\le",
    Comparison.GREATER: ">", Comparison.AT_LEAST: r"\ge",
}
OPERATORS = {Folding.SUM: r"\sum", Folding.PRODUCT: r"\prod", Folding.MAX: r"\max", Folding.MIN: r"\min"}
NAMED = frozenset({"log", "sinh", "cosh", "tanh", "sin", "cos", "tan", "arctan", "max", "min"})
GREEK = tuple(rf"\{name}" for name in ("alpha", "beta", "kappa", "mu", "nu", "rho", "tau", "omega"))
"""Letters for indices where a document means something by all that are usual."""
MOST_PRIMES = 3


def bracketed(text: str, needed: bool) -> str:
    """Text in brackets that grow, where they are needed."""
    return rf"\left({text}\right)" if needed else text


def fraction(value: Fraction) -> str:
    """A number that is not negative."""
    return str(value) if value.denominator == 1 else rf"\frac{{{value.numerator}}}{{{value.denominator}}}"


def primes(order: int) -> str:
    """The marks of a derivative; beyond three its order in brackets."""
    return "'" * order if order <= MOST_PRIMES else rf"^{{({order})}}"


def subscripts(places: Sequence[str]) -> str:
    """The places of an entry below its letter; commas part what is no single sign."""
    single = all(re.fullmatch(r"[a-zA-Z0-9]|\\[a-zA-Z]+", place) for place in places)
    short = all(len(place) == 1 for place in places)
    return ("" if short else " " if single else ", ").join(places)


def small(spelling: str) -> str:
    """The letter of the entries of an array: for a capital the small one, its accents and labels stay."""
    stem = STEM.match(spelling)
    if stem is None or stem[2].startswith("\\") or is_raised(spelling):
        return spelling
    return f"{stem[1]}{stem[2].lower()}{spelling[stem.end() :]}"


def entry(name: str, places: Sequence[str]) -> str:
    """An entry at one or two places; a capital letter has small entries."""
    plain = shown(name)
    return placed(plain if "_" in plain else small(plain), places)


def placed(letter: str, places: Sequence[str]) -> str:
    """An entry by its letter."""
    subscript = subscripts(places)
    if "_" in letter or is_raised(letter):
        return rf"\left[{letter}\right]_{{{subscript}}}"
    base, _, label = letter.partition("^")
    return rf"{base}_{{{subscript}}}" + (f"^{label}" if label else "")
