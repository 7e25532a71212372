r"""What to write instead, where a common way of writing is not read."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.tokens import Kind, Token

SECOND = r"second derivatives are read by entries only: `\frac{\partial^2 E}{\partial w_i \partial w_j}`"


def differential(letter: str) -> str:
    """For `dW`, a gradient with a name of its own."""
    gradient = rf"`\bar{{{letter}}} := \frac{{\partial L}}{{\partial {letter}}}`"
    return f"for a gradient with a name of its own write {gradient}"


def several(word: str) -> str:
    """For `softmax`, which is seven letters."""
    return rf"a name of several letters is written `\operatorname{{{word}}}`"


def word(tokens: Sequence[Token]) -> str:
    """The letters that touch each other at the beginning, where there are several."""
    found = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind is not Kind.LETTER or (before is not None and before.span.end != token.span.start):
            break
        found += token.text
    return found if len(found) > 1 else ""


def gradient(tokens: Sequence[Token]) -> str:
    r"""For `\nabla J(w)`: the variable is the letter in the brackets, if only one stands there."""
    texts = [token.text for token in tokens[:4]]
    function = texts[0] if texts and tokens[0].kind is Kind.LETTER else "J"
    variable = texts[2] if len(texts) == 4 and (texts[1], texts[3]) == ("(", ")") else "w"
    return rf"by which variable? Write `\nabla_{variable} {function}`"
