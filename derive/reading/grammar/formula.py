"""A formula in the stages of its reading, each worked out once, since several readers ask for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from derive.reading.grammar.below import continued
from derive.reading.grammar.beneath import Told, lifted
from derive.reading.grammar.clean import clean
from derive.reading.grammar.rows import rows
from derive.reading.grammar.segments import segments
from derive.reading.source import Passage
from derive.reading.tokens import Token


class Formula:
    """The tokens of a formula, its macros expanded. What is worked out of them raises `Unreadable`."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    @cached_property
    def cleaned(self) -> list[Token]:
        """The tokens without typography, and without the shapes below and above them."""
        return self._lifted[0]

    @property
    def told(self) -> list[Told]:
        """The shapes that stand below and above what has them."""
        return self._lifted[1]

    @cached_property
    def _lifted(self) -> tuple[list[Token], list[Told]]:
        return lifted(clean(list(self.tokens)))

    @cached_property
    def lines(self) -> list[list[list[Token]]]:
        """The statements of each row."""
        return parted(self.cleaned)


Formulas = Callable[[Passage], Formula]
"""What makes a formula of a piece of mathematics, once."""


def parted(tokens: list[Token]) -> list[list[list[Token]]]:
    """The statements of each row of tokens without typography. Raises `Unreadable`."""
    return continued([[segment for segment in segments(row) if segment] for row in rows(tokens)])
