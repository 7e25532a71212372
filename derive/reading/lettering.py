r"""Names that running text declares in another typeface than a comment does: $\mathbf X \in …$ beside `X \in …`.

Two typefaces that are declared are two names. Where the shape is the same, and formulas show the typeface that is known
already for single entries only or not at all, the document means one name, written plainly in its comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property

from derive.reading.files.blocks import Block, Display
from derive.reading.grammar.arguments import is_group
from derive.reading.grammar.cursor import matching
from derive.reading.grammar.formula import Formulas
from derive.reading.grammar.names import Names, is_letter
from derive.reading.statements import Head
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Token


class Lettering:
    """The typefaces in which the displayed formulas of a document show letters."""

    def __init__(self, blocks: Iterable[Block], formula: Formulas) -> None:
        self.bodies = [block.body for block in blocks if isinstance(block, Display)]
        self.formula = formula

    @cached_property
    def shown(self) -> frozenset[tuple[str, str]]:
        """Each letter with its typeface, as displayed formulas have it without an index."""
        found = set[tuple[str, str]]()
        for body in self.bodies:
            with suppress(Unreadable):
                tokens = self.formula(body).cleaned
                pairs = zip(tokens, [*tokens[1:], None], strict=True)
                found.update((one.text, one.face) for one, behind in pairs if behind is None or behind.text != "_")
        return frozenset(found)

    @cached_property
    def indexing(self) -> frozenset[str]:
        """Each letter that stands below another one in displayed formulas."""
        found = set[str]()
        for body in self.bodies:
            with suppress(Unreadable):
                tokens = self.formula(body).cleaned
                for place in (place for place, token in enumerate(tokens[:-1]) if token.text == "_"):
                    end = matching(tokens, place + 1) if is_group(tokens, place + 1) else place + 1
                    found.update(token.text for token in tokens[place + 1 : end + 1] if is_letter(token))
        return frozenset(found)

    def known(self, left: Sequence[Token], heads: Sequence[Head], before: Names, after: Names) -> list[Token]:
        r"""The tokens before an `\in`, with the names in the typefaces of those that they mean.

        `before` has the names that are known without what stands there, `after` those as it would declare them.
        """
        tokens = list(left)
        for head in heads:
            one, other = before.find(head.plain, head.face), after.find(head.plain, head.face)
            if one is None or other is None or one.face == head.face or one.shape != other.shape:
                continue
            inside = (n for n, token in enumerate(left) if head.span.start <= token.span.start < head.span.end)
            place = next(n for n in inside if is_letter(left[n]) and left[n].face == head.face)
            if (left[place].text, one.face) not in self.shown:
                tokens[place] = replace(left[place], face=one.face)
        return tokens
