"""Expressions and words on their own: they claim nothing, unless an unknown sign or a group hides a claim."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.cursor import CLOSING, OPENING, matching
from derive.reading.grammar.environments import ALIGNED, BARRED, CASES, ELLIPSES, MATRICES
from derive.reading.grammar.names import Names
from derive.reading.grammar.parser import BINARY, RULES, STARTERS, Parser
from derive.reading.grammar.rows import RELATIONS, STOPS, TRANSPARENT
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token

BESIDE = frozenset(r"\quad \top \infty \forall \neg \wedge \vee \langle \rangle \right. \star \dagger".split())
"""Commands with a meaning beside those that begin a factor."""
PUNCTUATION = STOPS | frozenset("^_'|!:&?")
COMMANDS = STARTERS | BINARY | RULES.keys() | RELATIONS | OPENING.keys() | CLOSING | ELLIPSES | BESIDE
ENVIRONMENTS = MATRICES | BARRED.keys() | CASES | ALIGNED | TRANSPARENT
SCRIPTS = frozenset({"^", "_"})


def check_expression(tokens: Sequence[Token], names: Names) -> None:
    """Refuse an expression that may hide a claim: behind an unknown sign, or inside of a group."""
    strange = _foreign(_unscripted(tokens))
    try:
        Parser(tokens, names, tokens[-1].span).whole()
    except Unreadable:
        strange = strange or _foreign(tokens)
        if strange is None and any(token.text == "=" for token in tokens):
            raise
    if strange is not None:
        message = f"`{strange.text}` is not in the language; an equation is written with `=`, a definition with `:=`"
        raise Unreadable(message, strange.span)


def check_words(words: Sequence[Token]) -> None:
    """Refuse words in which an equality stands."""
    for token in words:
        if "=" in token.text:
            raise Unreadable("this `=` stands inside of words; an equation is written outside of them", token.span)


def _foreign(tokens: Sequence[Token]) -> Token | None:
    """The first command or sign that is not in the language."""
    return next((token for token in tokens if not _is_known(token)), None)


def _unscripted(tokens: Sequence[Token]) -> list[Token]:
    r"""Tokens without scripts, in which a sign may be a label, as in `x^{\dagger}`."""
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        if tokens[place].text in SCRIPTS and place + 1 < len(tokens):
            place = matching(tokens, place + 1) if tokens[place + 1].text == "{" else place + 1
        else:
            found.append(tokens[place])
        place += 1
    return found


def _is_known(token: Token) -> bool:
    if token.kind not in (Kind.COMMAND, Kind.SYMBOL):
        return True
    name = token.text.removeprefix(r"\begin{").removeprefix(r"\end{").removesuffix("}").rstrip("*")
    return token.text in COMMANDS | PUNCTUATION or name in ENVIRONMENTS
