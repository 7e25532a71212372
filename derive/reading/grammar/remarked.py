r"""Remarks behind an equation in brackets, and the signs ∴ and ∵ there: as the words for which they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.reading.grammar.cursor import OPENING, matching, unclosed
from derive.reading.grammar.rows import STOPS, is_number
from derive.reading.grammar.spaces import NARROW, WIDE
from derive.reading.tokens import Kind, Token

QUAD = r"\quad"
SPACES = frozenset({QUAD, WIDE, NARROW, "&"})
BECAUSE = r"\because"
SPOKEN = {BECAUSE: "since", r"\therefore": "hence"}


def remarked(tokens: Sequence[Token]) -> list[Token]:
    r"""Tokens in which `(\because x > 0)` that ends a row is `\text{since } x > 0`, and `(\text{so})` only words."""
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        token, spaced = tokens[place], bool(found) and found[-1].text in SPACES
        end = _closing(tokens, place)
        inner = _remark(tokens[place + 1 : end], spaced) if end else []
        if inner:
            found += [Token(Kind.COMMAND, QUAD, token.span), *inner]
            place = end
        elif token.text in SPOKEN and spaced and not _begins(found):
            found.append(replace(token, kind=Kind.TEXT, text=SPOKEN[token.text]))
        else:
            found.append(token)
        place += 1
    return found


def _closing(tokens: Sequence[Token], place: int) -> int:
    """The place of the bracket that closes one with words at a place and ends its row; 0 where there is none."""
    opens = tokens[place].text == "(" and tokens[place].kind is not Kind.TEXT
    worded = any(each.kind is Kind.TEXT or each.text == BECAUSE for each in tokens[place + 1 : place + 2])
    if not (opens and worded) or unclosed(tokens[place:]) is tokens[place]:
        return 0
    end = matching(tokens, place)
    behind = next((each for each in tokens[end + 1 :] if each.text not in STOPS), None)
    ends = behind is None or behind.kind is Kind.NEWLINE or behind.text.startswith(r"\end{")
    return end if ends else 0


def _remark(inner: Sequence[Token], spaced: bool) -> list[Token]:
    """What stands in brackets as a remark; nothing where it may be a factor or an argument."""
    because = bool(inner) and inner[0].text == BECAUSE
    rest = inner[1:] if because else inner
    words = [token for token in rest if token.kind is Kind.TEXT]
    if because and rest and (len(words) == len(rest) or is_number(rest)):
        said = " ".join(token.text for token in rest) if words else "".join(token.text for token in rest)
        return [Token(Kind.TEXT, f"{SPOKEN[BECAUSE]} {said}", inner[0].span.to(inner[-1].span))]
    if because and rest:
        return [replace(inner[0], kind=Kind.TEXT, text=SPOKEN[BECAUSE]), *rest]
    return [*inner] if inner and len(words) == len(inner) and spaced else []


def _begins(found: Sequence[Token]) -> bool:
    """Whether nothing but spaces and marks stands in a row so far."""
    for token in reversed(found):
        if token.text not in SPACES:
            return token.kind is Kind.NEWLINE or token.text.startswith(r"\begin{") or token.text in OPENING
    return True
