"""Expressions and words on their own: they claim nothing, unless an unknown sign or a group hides a claim."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.cursor import CLOSING, OPENING, matching
from derive.reading.grammar.environments import ALIGNED, BARRED, CASES, ELLIPSES, MATRICES
from derive.reading.grammar.names import Names
from derive.reading.grammar.parser import BINARY, RULES, STARTERS, Parser
from derive.reading.grammar.rows import ORDERS, RELATIONS, STOPS, TRANSPARENT, relations
from derive.reading.grammar.said import check_said, outside_scripts
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token, covered

BESIDE = frozenset(r"\quad \top \infty \forall \neg \wedge \vee \langle \rangle \right. \star \dagger".split())
"""Commands with a meaning beside those that begin a factor."""
UNUSED = frozenset(
    r"\int \iint \iiint \oint \pm \mp \div \cap \cup \setminus \bigcap \bigcup \bigoplus \bigotimes \oplus \ominus "
    r"\coprod \lfloor \rfloor \lceil \rceil \binom \hbar \Re \Im \aleph \emptyset \varnothing \circledast \diamond "
    r"\exists \nexists \therefore \because \triangle \Box \bullet \ddagger \S \P".split()
)
"""Commands that mean nothing to a judgement, and hide no claim either: they relate nothing."""
PUNCTUATION = STOPS | frozenset("^_'|!:&?")
COMMANDS = (
    STARTERS | BINARY | RULES.keys() | OPENING.keys() | CLOSING | ELLIPSES | BESIDE | UNUSED | (RELATIONS - ORDERS)
)
BRACKETED = "brackets around a relation are a number, 1 where it holds; to have it judged, write it without them"
ENVIRONMENTS = MATRICES | BARRED.keys() | CASES | ALIGNED | TRANSPARENT


def check_expression(tokens: Sequence[Token], names: Names) -> None:
    """Refuse an expression that may hide a claim: behind an unknown sign, in words, or inside of a group."""
    if tokens[0].text == "[" and matching(tokens, 0) == len(tokens) - 1 and relations(tokens[1:-1]):
        raise Unreadable(BRACKETED, covered(tokens))
    strange = _foreign(outside_scripts(tokens))
    try:
        Parser(tokens, names).whole()
    except Unreadable:
        strange = strange or _foreign(tokens)
        if strange is None and any(token.text == "=" for token in tokens):
            raise
    if strange is not None:
        raise _strange(strange)
    check_said(tokens, names)


def check_side(tokens: Sequence[Token], names: Names) -> None:
    """Refuse a side of a relation that claims nothing where the side itself may claim something."""
    strange = _foreign(outside_scripts(tokens))
    if strange is not None:
        raise _strange(strange)
    check_said(tokens, names)


def check_words(words: Sequence[Token]) -> None:
    """Refuse words in which an equality stands."""
    for token in words:
        if "=" in token.text:
            raise Unreadable("this `=` stands inside of words; an equation is written outside of them", token.span)


def _strange(token: Token) -> Unreadable:
    message = f"`{token.text}` is not in the language; an equation is written with `=`, a definition with `:=`"
    return Unreadable(message, token.span)


def _foreign(tokens: Sequence[Token]) -> Token | None:
    """The first command or sign that is not in the language."""
    return next((token for token in tokens if not _is_known(token)), None)


def _is_known(token: Token) -> bool:
    if token.kind not in (Kind.COMMAND, Kind.SYMBOL):
        return True
    name = token.text.removeprefix(r"\begin{").removeprefix(r"\end{").removesuffix("}").rstrip("*")
    return token.text in COMMANDS | PUNCTUATION or name in ENVIRONMENTS
