"""Unknown functions in SymPy: an application that only knows its own derivatives."""

from __future__ import annotations

from typing import Any

import sympy
from sympy.core.symbol import Str


class Opaque(sympy.Function):
    """`Opaque(name, orders, *arguments)`: an unknown function, differentiated `orders[k]` times by argument k."""

    is_real = True
    is_commutative = True

    @classmethod
    def of(cls, name: str, arguments: tuple[Any, ...], orders: tuple[int, ...] | None = None) -> Any:
        """The application of an unknown function to expressions."""
        return cls(Str(name), sympy.Tuple(*(orders or (0,) * len(arguments))), *arguments)

    @classmethod
    def eval(cls, *arguments: Any) -> None:
        """Never evaluated."""

    @property
    def name(self) -> str:
        """The function's name."""
        return str(self.args[0])

    @property
    def orders(self) -> tuple[int, ...]:
        """How often it is differentiated by each argument."""
        return tuple(int(order) for order in self.args[1])

    @property
    def inner(self) -> tuple[Any, ...]:
        """The arguments."""
        return tuple(self.args[2:])

    def _eval_derivative(self, symbol: Any) -> Any:
        total = sympy.Integer(0)
        for place, argument in enumerate(self.inner):
            slope = argument.diff(symbol)
            if slope != 0:
                total += self.differentiated(place) * slope
        return total

    def differentiated(self, place: int) -> Any:
        """Its derivative by one of its arguments, counted from 0."""
        orders = list(self.args[1])
        orders[place] += 1
        return Opaque(self.args[0], sympy.Tuple(*orders), *self.inner)
