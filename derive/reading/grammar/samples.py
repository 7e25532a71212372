r"""An index in brackets above a name, `y^{(i)}`, where `y^{(i)} := y_i` says that it is an index below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derive.reading.grammar.names import Names, is_letter, spell
from derive.reading.grammar.written import ACCENTS
from derive.reading.tokens import Kind, Token


@dataclass(frozen=True, slots=True)
class _Scripts:
    """What stands below a name and above it, the braces left out, and where its scripts end."""

    below: Sequence[Token]
    above: Sequence[Token]
    end: int


def sample(left: Sequence[Token], right: Sequence[Token]) -> str:
    """The spelling of a name whose index in brackets above is said to be one below; nothing of another definition."""
    base, other = _base(left, 0), _base(right, 0)
    above, below = _scripts(left, base), _scripts(right, other)
    index = _bracketed(above.above)
    whole = (above.end, below.end) == (len(left), len(right)) and not (above.below or below.above)
    same = spell(left[:base]) == spell(right[:other]) and spell(index) == spell(below.below)
    is_index = len(index) == 1 and is_letter(index[0]) and len(above.above) == 3
    return spell(left[:base]) if base and whole and same and is_index else ""


def sampled(tokens: list[Token], names: Names) -> list[Token]:
    r"""The tokens of a formula with the indices in brackets above such names below them, `{x_i}_j` for `x^{(i)}_j`."""
    if not names.samples:
        return tokens
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        base = _base(tokens, place)
        scripts = _scripts(tokens, base)
        index = _bracketed(scripts.above) if spell(tokens[place:base]) in names.samples else ()
        if not index:
            found.append(tokens[place])
            place += 1
            continue
        span = tokens[place].span.to(tokens[scripts.end - 1].span)
        begin, end = Token(Kind.SYMBOL, "{", span), Token(Kind.SYMBOL, "}", span)
        entry = [*tokens[place:base], Token(Kind.SYMBOL, "_", span), begin, *index, end]
        if scripts.below:
            entry = [begin, *entry, end, Token(Kind.SYMBOL, "_", span), begin, *scripts.below, end]
        rest = scripts.above[len(index) + 2 :]
        found += [*entry, *([Token(Kind.SYMBOL, "^", span), begin, *rest, end] if rest else [])]
        place = scripts.end
    return found


def _base(tokens: Sequence[Token], place: int) -> int:
    """Where the name at a place ends, its scripts left out; the place itself where there is none."""
    if place >= len(tokens) or tokens[place].kind is Kind.TEXT:
        return place
    if is_letter(tokens[place]):
        return place + 1
    if tokens[place].text not in ACCENTS:
        return place
    return _group(tokens, place + 1)[1]


def _group(tokens: Sequence[Token], place: int) -> tuple[Sequence[Token], int]:
    """What stands in the braces at a place, or the one token there, and where it ends."""
    if place >= len(tokens) or tokens[place].text != "{":
        return tokens[place : place + 1], min(place + 1, len(tokens))
    depth = 0
    for end in range(place, len(tokens)):
        depth += (tokens[end].text == "{") - (tokens[end].text == "}")
        if depth == 0:
            return tokens[place + 1 : end], end + 1
    return (), place


def _scripts(tokens: Sequence[Token], place: int) -> _Scripts:
    found: dict[str, Sequence[Token]] = {}
    while place < len(tokens) and tokens[place].text in ("_", "^") and tokens[place].text not in found:
        sign = tokens[place].text
        found[sign], place = _group(tokens, place + 1)
    return _Scripts(found.get("_", ()), found.get("^", ()), place)


def _bracketed(above: Sequence[Token]) -> Sequence[Token]:
    """What stands in the round brackets with which a superscript begins."""
    if not above or above[0].text != "(":
        return ()
    end = next((place for place, token in enumerate(above) if token.text == ")"), 0)
    return above[1:end]
