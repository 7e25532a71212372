r"""Entries as LaTeX: `x_{12}` for an entry of X, `\frac{\partial L}{\partial y_{12}}` for an upstream gradient."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sympy.printing.latex import LatexPrinter

from derive.judging.inventory import Inventory
from derive.judging.symbols.opaque import Opaque
from derive.judging.verdict import Matrix
from derive.meaning.inverses import RAISED
from derive.meaning.scope import Scope
from derive.meaning.terms import Quantity, Shape, Unknown
from derive.meaning.world import spelled

ENTRY = re.compile(r"^(?P<name>.*)\[(?P<row>\d+),(?P<column>\d+)\]$")
LONGEST = 400


class Printer(LatexPrinter):
    """SymPy's printer, with the names of a document."""

    def __init__(self, scope: Scope, unknown: Mapping[str, Unknown]) -> None:
        super().__init__({"ln_notation": False})
        self.scope = scope
        self.unknown = unknown

    def _print_Symbol(self, expr: Any, style: str = "plain") -> str:
        match = ENTRY.match(expr.name)
        if match is None:
            return self.scope.spelling(expr.name.rstrip("°◦"))
        return entry(match["name"], self.scope, match["row"], match["column"])

    def _print_Opaque(self, expr: Opaque, exp: str | None = None) -> str:
        text = self._opaque(expr)
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"

    def _opaque(self, expr: Opaque) -> str:
        unknown = self.unknown.get(expr.name)
        entries = self._arguments(unknown, len(expr.inner)) if unknown is not None else None
        if entries is None or len(expr.inner) == 1:
            primes, inner = "'" * sum(expr.orders), ", ".join(map(self.doprint, expr.inner))
            return rf"{self.scope.spelling(expr.name)}{primes}\left({inner}\right)"
        by = [e for e, order in zip(entries, expr.orders, strict=True) for _ in range(order)]
        if not by:
            return self.scope.spelling(expr.name)
        power = f"^{{{len(by)}}}" if len(by) > 1 else ""
        bottom = " ".join(rf"\partial {e}" for e in by)
        return rf"\frac{{\partial{power} {self.scope.spelling(expr.name)}}}{{{bottom}}}"

    def _arguments(self, unknown: Unknown, count: int) -> list[str] | None:
        """What each argument of an unknown function is an entry of, where the sizes tell."""
        found: list[str] = []
        for argument in unknown.arguments:
            if not isinstance(argument, Quantity):
                return None
            if argument.shape == ():
                found.append(self.scope.spelling(argument.name))
                continue
            if len(unknown.arguments) > 1:
                return None
            columns = self._columns(argument.shape, count)
            found.extend(
                entry(argument.name, self.scope, str(k // columns + 1), str(k % columns + 1)) for k in range(count)
            )
        return found if len(found) == count else None

    def _columns(self, shape: Shape, count: int) -> int:
        if shape == ():
            return 1
        if shape[0] == 1:
            return count
        if shape[1] == 1:
            return 1
        size = shape[1]
        return size if isinstance(size, int) else self.sizes.get(size, count)

    sizes: Mapping[str, int] = {}


def printer(found: Inventory, scope: Scope, sizes: Mapping[str, int]) -> Printer:
    """A printer for entries at given sizes."""
    made = Printer(scope, found.unknown)
    made.sizes = sizes
    return made


def shown(name: str) -> str:
    """A name as a document writes it."""
    return spelled(name).partition("#")[0]


def is_raised(letter: str) -> bool:
    r"""Whether a letter is an inverse, of which `S_{ij}^{-1}` is no entry."""
    return letter.endswith(RAISED)


def entry(name: str, scope: Scope, row: str, column: str) -> str:
    """An entry by its place; a vector has one index. A capital letter has small entries, in its typeface."""
    shape = scope.shapes.get(name, ())
    indices = row + column
    if shape != () and shape[0] == 1:
        indices = column
    elif shape != () and shape[1] == 1:
        indices = row
    elif len(row) > 1 or len(column) > 1:
        indices = f"{row},{column}"
    plain, spelling = shown(name), scope.spelling(name)
    if "_" in plain or is_raised(plain):
        return f"[{spelling}]_{{{indices}}}"
    base, label = (plain, "") if "^" not in plain else plain.split("^", 1)
    small = base.lower() if len(base) == 1 else base
    return f"{spelling.replace(plain, small, 1)}_{{{indices}}}" + (f"^{label}" if label else "")


def matrix(entries: list[list[Any]], made: Printer) -> Matrix | None:
    """All entries as LaTeX, or nothing where one is too long to be read."""
    texts = tuple(tuple(made.doprint(value) for value in row) for row in entries)
    return None if any(len(text) > LONGEST for row in texts for text in row) else texts
