r"""Signs with something over them: `\overset{(a)}{=}` claims an equation, `\overset{\text{def}}{=}` defines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token

STACKED = frozenset({r"\overset", r"\underset", r"\stackrel"})
DEFINING = frozenset({"def", "def.", "Def", "Def.", "DEF", ":", r"\triangle", r"\Delta"})
REASONS = re.compile(r"(?:[a-z-]+\s+)?(?:rule|rules|linearity|symmetry|eq\.?)", re.IGNORECASE)
"""Words that tell why two sides are equal."""
DEMANDS = frozenset({"", "!", "?", "*", r"\star", r"\dagger"})
FACES = frozenset({r"\mathrm", r"\rm", r"\scriptscriptstyle", r"\scriptsize", r"\tiny", "{", "}"})


def equals(command: Token, over: Sequence[Token], sign: Sequence[Token]) -> Token | None:
    """The one sign that an equals sign with something over it means; nothing where the sign is another one.

    Raises `Unreadable` where what stands over it may change its meaning: with a d it is equality in distribution.
    """
    if "".join(token.text for token in sign if token.text not in ("{", "}")) != "=":
        return None
    span = command.span.to(sign[-1].span)
    text = "".join(token.text for token in over if token.text not in FACES)
    if text in DEFINING:
        return Token(Kind.COMMAND, r"\coloneqq", span)
    labelled = text.isdecimal() or (text.startswith("(") and text.endswith(")"))
    if labelled or text in DEMANDS or REASONS.fullmatch(text.strip()) or text.startswith((r"\eqref", r"\ref")):
        return Token(Kind.SYMBOL, "=", span)
    message = rf"`{text}` over `=` can mean more than an equation; write `=`, or a number such as \overset{{(1)}}{{=}}"
    raise Unreadable(message, span)
