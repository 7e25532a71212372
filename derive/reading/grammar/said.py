"""Words among mathematics, and which of them may claim something that nobody reads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from derive.reading.grammar.arguments import SCRIPTS
from derive.reading.grammar.conditions import AND, OPENERS, OR, OTHERWISE, word_of
from derive.reading.grammar.cursor import CLOSING, OPENING, matching
from derive.reading.grammar.functions import LANGUAGE
from derive.reading.grammar.names import Names
from derive.reading.grammar.parser import BINARY
from derive.reading.grammar.rows import RELATIONS, STOPS
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token

VERBS = frozenset(
    "is are equal equals equalling equaling gives give yields yield becomes become means implies imply coincides "
    "coincide same identical".split()
)
"""Words by which a sentence claims something."""
ENDINGS = ("等しい", "等しく", "である", "となる", "になる", "一致", "表す")
"""The same in Japanese, where words are not parted."""
JOINING = AND | OR | OPENERS | OTHERWISE | set("as s.t. then by in of on at to per".split()) | {"such that"}
"""Words that may stand between two expressions and claim nothing."""
APPLIED = frozenset({"(", "[", r"\{", "^", "_", "'"})
"""What stands behind a name or a function; words have it not."""
WORD = re.compile(r"[^\W\d_]{2}")
FORMULA = re.compile(r"\d\s*[a-zA-Z]|[a-zA-Z]\d|[-+*/^_\\<>]\s*[a-zA-Z\d](?![a-zA-Z]{2})|\w\(\w\)")
"""What makes words a formula, and what makes them words."""
PARTING = RELATIONS | BINARY | STOPS | {"&", r"\\", r"\quad", ":", "|", r"\|"}


def check_said(tokens: Sequence[Token], names: Names) -> None:
    """Refuse words that may claim something: a verb, or words between two expressions."""
    for before, token, behind in _neighbours(tokens):
        if token.kind is not Kind.TEXT or _is_name(token, names):
            continue
        between = _ends(before) and _starts(behind) and word_of(token) not in JOINING
        if between or claims(token):
            raise Unreadable(unread(token), token.span)


def check_formula(words: Sequence[Token]) -> None:
    r"""Refuse words that are a formula, as in `x + x = \text{2x}`."""
    for token in words:
        if not WORD.search(token.text) or FORMULA.search(token.text):
            message = f"`{token.text}` stands in words, which are not read; a formula is written outside of them"
            raise Unreadable(message, token.span)


def claims(token: Token) -> bool:
    """Whether words have a verb by which something is claimed."""
    return not VERBS.isdisjoint(word_of(token).split()) or any(each in token.text for each in ENDINGS)


def unread(token: Token) -> str:
    """What is said of words that may claim something."""
    words = "words" if len(token.text.split()) > 1 else "word"
    return f"the {words} “{token.text}” may claim something, but words are not read; an equation is written with `=`"


def outside_scripts(tokens: Sequence[Token]) -> list[Token]:
    r"""Tokens without scripts, in which a sign may be a label, as in `x^{\dagger}`."""
    return [token for _, token, _ in _neighbours(tokens) if token.text not in SCRIPTS]


def _neighbours(tokens: Sequence[Token]) -> list[tuple[Token | None, Token, Token | None]]:
    """The tokens that stand in no script, each with the one before it and the one behind it."""
    found: list[tuple[Token | None, Token, Token | None]] = []
    place = 0
    while place < len(tokens):
        before = tokens[place - 1] if place else None
        behind = tokens[place + 1] if place + 1 < len(tokens) else None
        found.append((before, tokens[place], behind))
        if tokens[place].text in SCRIPTS and behind is not None:
            place = matching(tokens, place + 1) if behind.text == "{" else place + 1
        place += 1
    return found


def _is_name(token: Token, names: Names) -> bool:
    """Whether it is a single letter, a function of the language or a name that is declared."""
    is_letter = len(token.text) == 1 and token.text.isascii()
    return is_letter or token.text in LANGUAGE or names.find(token.text, "") is not None


def _ends(token: Token | None) -> bool:
    """Whether an expression may end with a token."""
    return token is not None and token.kind is not Kind.TEXT and token.text not in PARTING | OPENING.keys()


def _starts(token: Token | None) -> bool:
    """Whether an expression may start with a token that is behind words, and not their argument or script."""
    return token is not None and token.kind is not Kind.TEXT and token.text not in PARTING | CLOSING | APPLIED
