r"""Conditions: comparisons joined by and and or, in the words and signs that authors use."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.cursor import Cursor, matching, split
from derive.reading.syntax import Junction, Logical, Relation
from derive.reading.tokens import Kind, Token

COMPARISONS = {"=": "=", "<": "<", ">": ">", r"\le": "≤", r"\ge": "≥", r"\ne": "≠", r"\neq": "≠", r"\equiv": "="}
OPENERS = frozenset({
    "if", "when", "for", "where", "with", "whenever", "in case", "for all", "for any", "for every", "since", "because",
    "given", "given that", "provided", "provided that", "assuming", "assuming that", "suppose", "suppose that",
    "assume", "assume that",
})
INTRODUCING = frozenset({"where", "with"})
"""Words behind which authors state a condition, or define."""
OTHERWISE = frozenset(
    {"otherwise", "else", "elsewhere", "other", "others", "in other cases", "o.w", "その他", "それ以外"}
)
AND, OR = frozenset({"and", "かつ"}), frozenset({"or", "または"})
WORDS = OPENERS | OTHERWISE | AND | OR | {"and", "or", "as", "s.t.", "such that", "is", "then", "const"}


def logical(at: Cursor) -> Logical | None:
    """All tokens of the cursor as a condition; nothing for `otherwise`."""
    tokens = _trimmed(at.tokens)
    if not tokens:
        at.fail("expected a condition here")
    if len(tokens) == 1 and tokens[0].kind is Kind.TEXT and word_of(tokens[0]) in OTHERWISE:
        return None
    return _some(at, tokens)


def word_of(token: Token) -> str:
    """The words of a token in small letters, without what stands around them."""
    return token.text.strip(" ,.:;()").lower()


def _trimmed(tokens: Sequence[Token]) -> Sequence[Token]:
    """Tokens without the leading `if`, without trailing punctuation and without brackets around the whole."""
    tokens = [t for t in tokens if t.text != r"\quad" and not (t.kind is Kind.TEXT and not word_of(t))]
    while tokens and opens(tokens[0]):
        tokens = tokens[1:]
    while tokens and tokens[-1].text in (",", ".", ";") and tokens[-1].kind is Kind.SYMBOL:
        tokens = tokens[:-1]
    if len(tokens) > 2 and tokens[0].text == "(" and tokens[-1].text == ")":
        from_first = 0
        for place, token in enumerate(tokens):
            from_first += {"(": 1, ")": -1}.get(token.text, 0)
            if from_first == 0:
                return _trimmed(tokens[1:-1]) if place == len(tokens) - 1 and _compares(tokens) else tokens
    return tokens


def opens(token: Token) -> bool:
    """Whether a token opens a condition, as `if` does."""
    return token.text in (":", r"\forall") or (token.kind is Kind.TEXT and word_of(token) in OPENERS)


def _compares(tokens: Sequence[Token]) -> bool:
    return any((t.text in COMPARISONS and t.kind is not Kind.TEXT) or is_word(t, OPENERS | OTHERWISE) for t in tokens)


def is_word(token: Token, words: frozenset[str]) -> bool:
    """Whether a token is one of some words."""
    return token.kind is Kind.TEXT and word_of(token) in words


def _cut(tokens: Sequence[Token], signs: tuple[str, ...], words: frozenset[str]) -> list[Sequence[Token]]:
    marked = [Token(Kind.SYMBOL, signs[0], t.span) if is_word(t, words) else t for t in tokens]
    return split(marked, *signs)


def _some(at: Cursor, tokens: Sequence[Token]) -> Logical:
    parts = [_every(at, part) for part in _cut(tokens, (r"\vee",), OR)]
    return parts[0] if len(parts) == 1 else Junction(False, tuple(parts), span=parts[0].span.to(parts[-1].span))


def _every(at: Cursor, tokens: Sequence[Token]) -> Logical:
    parts: list[Logical] = []
    for part in _completed([_trimmed(part) for part in _cut(tokens, (r"\wedge", ","), AND)]):
        if not part:
            at.fail("expected a condition here", tokens[0].span if tokens else at.end)
        parts.extend(_chain(at, part))
    return parts[0] if len(parts) == 1 else Junction(True, tuple(parts), span=parts[0].span.to(parts[-1].span))


def _completed(parts: Sequence[Sequence[Token]]) -> list[Sequence[Token]]:
    """Parts of which letters have the sign and the right side of the comparison behind them, as a in `a, b > 0`."""
    found: list[Sequence[Token]] = []
    rest: Sequence[Token] = ()
    for part in reversed(parts):
        sides = split(part, *COMPARISONS)
        whole = [*part, *rest] if len(part) == 1 else part
        rest = part[len(sides[0]) :] if len(sides) == 2 else rest if len(part) == 1 else ()
        found.append(whole)
    return found[::-1]


def _chain(at: Cursor, tokens: Sequence[Token]) -> list[Logical]:
    """`1 \\le j \\le m` is two comparisons."""
    signs: list[str] = []
    sides = _sides(tokens, signs)
    if not all(sides):
        at.fail("expected something to compare here", tokens[-1].span)
    if not signs:
        at.within(tokens).whole()
        at.fail("expected a comparison here, such as x > 0", tokens[0].span)
    return [_compared(at, *each) for each in zip(signs, sides, sides[1:], strict=False)]


def _compared(at: Cursor, sign: str, left: Sequence[Token], right: Sequence[Token]) -> Logical:
    """A comparison; lists of equal length, as in `(i, j) = (k, l)`, are compared place by place."""
    ones, others = _listed(left), _listed(right)
    if len(ones) < 2 or len(ones) != len(others) or sign not in ("=", "≠"):
        one, other = (at.within(part).whole() for part in (left, right))
        return Relation(sign, one, other, span=one.span.to(other.span))
    span = left[0].span.to(right[-1].span)
    parts = tuple(_compared(at, sign, *each) for each in zip(ones, others, strict=True))
    return Junction(sign == "=", parts, span=span)


def _listed(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """The parts of `(i, j)`; nothing where another thing is written, or a part is empty."""
    if tokens[0].text != "(" or matching(tokens, 0) != len(tokens) - 1:
        return []
    parts = split(tokens[1:-1], ",")
    return parts if all(parts) else []


def _sides(tokens: Sequence[Token], signs: list[str]) -> list[Sequence[Token]]:
    parts = split(tokens, *COMPARISONS)
    place = 0
    for part in parts[:-1]:
        place += len(part)
        signs.append(COMPARISONS[tokens[place].text])
        place += 1
    return parts
