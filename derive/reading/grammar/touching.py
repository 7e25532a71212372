r"""Letters that touch each other and spell a function before a bracket: `softmax(z)` is `\operatorname{softmax}(z)`.

What a document declares so is that name, for the longest name wins. A word that authors know as a function is one where
some letter of it means nothing, so that it can be no product.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derive.reading.grammar.advice import KNOWN, word
from derive.reading.grammar.functions import LANGUAGE
from derive.reading.grammar.names import Names, Sort
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token, covered

OPENING = ("(", "[")
WORDS = LANGUAGE | KNOWN.keys()
LISTING = ("max", "min")
"""The words that are operators too, and take lists with dots."""


def spelled(tokens: list[Token], names: Names) -> list[Token]:
    """The tokens with the letters of such functions as one word each.

    Raises `Unreadable` where they can be a product.
    """
    found = [(start, end) for start, end in _runs(tokens) if _is_function(tokens[start:end], names)]
    return _joined(tokens, found) if found else tokens


def defined(left: Sequence[Token]) -> list[Token] | None:
    """The left side of a definition with the letters before its bracket as one word, if a word stands so."""
    end = len(word(left))
    following = left[end].text if 0 < end < len(left) else ""
    return _joined(left, [(0, end)]) if following == "(" else None


def _runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where letters touch each other from one without a letter before it to one before a bracket."""
    start = 0
    while start < len(tokens):
        text = word(tokens[start:])
        end = start + max(1, len(text))
        after = end
        while after < len(tokens) and tokens[after].text == "'":
            after += 1
        if text and after < len(tokens) and tokens[after].text in OPENING:
            yield start, end
        start = end


def _is_function(letters: Sequence[Token], names: Names) -> bool:
    """Whether letters spell a function. Raises `Unreadable` where they can be a product too."""
    text = _text(letters)
    known = names.find(text, "")
    if known is not None or text not in WORDS:
        return known is not None and known.sort is Sort.FUNCTION
    if all(letter in names.known or letter == "e" for letter in text):
        what = f"`{text}` can be a function or a product of its letters"
        raise Unreadable(rf"{what}; write `\operatorname{{{text}}}`, or spaces between the letters", covered(letters))
    return True


def _joined(tokens: Sequence[Token], runs: Sequence[tuple[int, int]]) -> list[Token]:
    made = list(tokens)
    for start, end in reversed(runs):
        span, text = tokens[start].span.to(tokens[end - 1].span), _text(tokens[start:end])
        kind, text = (Kind.COMMAND, f"\\{text}") if text in LISTING else (Kind.TEXT, text)
        made[start:end] = [Token(kind, text, span, wide=tokens[start].wide)]
    return made


def _text(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)
