r"""Groups that are only for the eye: braces, colours and `\underbrace` print no brackets, so they are none.

What stands in such a group is put where it is printed. An argument, as of `\frac` or of a script, stays one thing.
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.arguments import arguments, is_group
from derive.reading.grammar.cursor import CLOSING, DEEPEST, OPENING, matching, nesting
from derive.reading.grammar.names import GREEK
from derive.reading.grammar.parser import BINARY, OPERATORS
from derive.reading.grammar.rows import RELATIONS, STOPS
from derive.reading.grammar.spaces import WIDE
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token

VISIBLE = frozenset({r"\underbrace", r"\overbrace", r"\boxed", r"\cancel"})
"""Commands that mark a stretch without brackets."""
BIG = frozenset({r"\sum", r"\prod", r"\max", r"\min", r"\lim", r"\nabla"})
VALUES = GREEK - {r"\nabla"} | {r"\infty", r"\top", r"\ones", r"\zeros", r"\dots", r"\right.", r"\|"}
SEPARATING = RELATIONS | STOPS | {"&", r"\quad", WIDE, ":"}
STANDING = VALUES | BIG | OPERATORS | SEPARATING | BINARY | CLOSING | OPENING.keys()
"""Commands that take no group."""
SIGNS = frozenset({"+", "-"})
SCRIPTS = frozenset({"^", "_", "'"})
BARS = frozenset({"|", r"\|"})
DIFFERENTIALS = frozenset({r"\partial", "d"})
BRACKETS = "write brackets"
SCRIPTED = f"braces print no brackets: the script behind them can belong to all of it or to its last factor; {BRACKETS}"
MARKED = "`{}` is no bracket: what stands beside it can act on all of it or on the nearest term; " + BRACKETS
OPERATED = f"braces print no brackets: what stands before them can act on all of it or on the first term; {BRACKETS}"
DIVIDED = f"braces print no brackets: the `/` beside them can divide all of it or a part; {BRACKETS}, or \\frac"


def spliced(tokens: Sequence[Token], depth: int = 0) -> list[Token]:
    """Tokens without the braces that only group for the eye.

    Raises `Unreadable` where brackets may have been meant that would say something else.
    """
    found: list[Token] = []
    place, operator = 0, False
    while place < len(tokens):
        token = tokens[place]
        marked = token.text in VISIBLE and token.kind is Kind.COMMAND
        start = place + 1 if marked else place
        if is_group(tokens, start):
            end = matching(tokens, start)
            inner = _inside(tokens[start + 1 : end], depth)
            group = _Group(found, tokens[start], inner, tokens[end], tokens[end + 1 : end + 2], operator)
            found.extend(group.marked(token.text) if marked else group.plain())
            place, operator = end + 1, False
            continue
        if marked:
            place += 1
            continue
        end = _item(tokens, place)
        found.extend(_kept(tokens[place:end], depth))
        operator = _operates(tokens[place:end]) or (operator and token.text in SCRIPTS)
        place = end
    return found


def _inside(tokens: Sequence[Token], depth: int) -> list[Token]:
    return spliced(tokens, depth + 1) if depth < DEEPEST else list(tokens)


def _kept(item: Sequence[Token], depth: int) -> list[Token]:
    """An item, in whose arguments no braces are left that only group."""
    found: list[Token] = []
    place = 0
    while place < len(item):
        found.append(item[place])
        if place and is_group(item, place):
            end = matching(item, place)
            found.extend([*_inside(item[place + 1 : end], depth), item[end]])
            place = end
        place += 1
    return found


def _item(tokens: Sequence[Token], place: int) -> int:
    """The place behind a token and its arguments; of a command that is not known every group is one."""
    token, end = tokens[place], place + 1
    if token.text in ("^", "_"):
        return _argument(tokens, end)
    count = arguments(token)
    if token.kind is not Kind.COMMAND or (token.text in STANDING and not count):
        return end
    if token.text.startswith((r"\begin{", r"\end{")):
        return end
    end = _options(tokens, end)
    for _ in range(count):
        end = _argument(tokens, end)
    while not count and is_group(tokens, end):
        end = matching(tokens, end) + 1
    return end


def _options(tokens: Sequence[Token], place: int) -> int:
    """The place behind arguments in square brackets, if a group follows them."""
    end = place
    while end < len(tokens) and tokens[end].text == "[":
        end = matching(tokens, end) + 1
    return end if is_group(tokens, end) else place


def _argument(tokens: Sequence[Token], place: int) -> int:
    if place >= len(tokens):
        return place
    return matching(tokens, place) + 1 if is_group(tokens, place) else place + 1


def _operates(item: Sequence[Token]) -> bool:
    r"""Whether an item acts on what stands behind it: `\exp`, `\sum`, a word, `\frac{\partial}{\partial x}`."""
    first = item[0]
    if first.kind is Kind.TEXT or first.text in OPERATORS | BIG:
        return True
    return first.text == r"\frac" and [t.text for t in item[1:4:2]] == ["{", "}"] and item[2].text in DIFFERENTIALS


class _Group:
    """A group between what is printed before it and the token behind it."""

    def __init__(
        self,
        before: Sequence[Token],
        opening: Token,
        inner: list[Token],
        closing: Token,
        behind: Sequence[Token],
        operator: bool,
    ) -> None:
        self.before = before
        self.opening, self.inner, self.closing = opening, inner, closing
        self.behind = behind[0].text if behind else ""
        self.operator = operator
        signs = [place for place in _top(inner) if inner[place].text in SIGNS | RELATIONS]
        self.leading = bool(inner) and inner[0].text in SIGNS
        self.later = any(place > 0 and inner[place - 1].text not in ("^", "_") for place in signs)

    @property
    def whole(self) -> list[Token]:
        """The group with its braces."""
        return [self.opening, *self.inner, self.closing]

    def plain(self) -> list[Token]:
        """What invisible braces print."""
        separated = any(self.inner[place].text in (",", ";", "&", r"\\", r"\quad") for place in _top(self.inner))
        if not self.inner or separated:
            return self.whole
        if self.behind in SCRIPTS:
            return self._scripted()
        if self.operator:
            self._refuse(self.later, OPERATED)
            return self.whole
        self._refuse(self._is_divided(), DIVIDED)
        return self.inner

    def marked(self, command: str) -> list[Token]:
        """What a brace below or a box around it prints, which some take for brackets."""
        beside = self.later and (self._acts_before() or self._acts_behind())
        self._refuse(beside or (self.later and self.operator) or self._is_divided(), MARKED.format(command))
        if self.behind in SCRIPTS or not (self.later or self.leading):
            return self.whole
        return self.inner

    def _refuse(self, ambiguous: bool, message: str) -> None:
        if ambiguous:
            raise Unreadable(message, self.opening.span.to(self.closing.span))

    def _scripted(self) -> list[Token]:
        """A group below a script: a name or a bracket is one thing, a call is printed with its own brackets."""
        if len(self.inner) == 1 and self.inner[0].kind in (Kind.LETTER, Kind.COMMAND):
            return self.inner
        end = _item(self.inner, 0)
        if _is_bracket(self.inner, 0):
            end = matching(self.inner, 0) + 1
        elif _is_bracket(self.inner, end) and matching(self.inner, end) == len(self.inner) - 1:
            return self.inner
        while end < len(self.inner) and self.inner[end].text in SCRIPTS:
            end = _item(self.inner, end) if self.inner[end].text != "'" else end + 1
        self._refuse(end < len(self.inner), SCRIPTED)
        return self.whole

    def _is_divided(self) -> bool:
        """Whether a slash stands beside several terms, or before several factors."""
        if not self.inner:
            return False
        slashed = bool(self.before) and self.before[-1].text == "/"
        several = _item(self.inner, 0) < len(self.inner) and not _is_bracket(self.inner, 0)
        differential = self.inner[0].text in DIFFERENTIALS
        return (self.later and (slashed or self.behind == "/")) or (slashed and several and not differential)

    def _acts_before(self) -> bool:
        """Whether what is printed before the group would act on all of it, were it in brackets."""
        if not self.before or self.before[-1].kind is Kind.NEWLINE:
            return False
        last = self.before[-1]
        if last.text == "-":
            return True
        opens = last.text in SEPARATING | OPENING.keys() | {"+"} or last.text.startswith(r"\begin{")
        opening_bar = last.text in BARS and sum(t.text == last.text for t in self.before) % 2 == 1
        return not (opens or opening_bar or self.leading)

    def _acts_behind(self) -> bool:
        """Whether what stands behind the group would act on all of it, were it in brackets."""
        ends = self.behind in SEPARATING | CLOSING | SIGNS | {"", r"\\"} or self.behind.startswith(r"\end{")
        odd = self.behind in BARS and sum(t.text == self.behind for t in self.before) % 2 == 1
        return not (ends or odd)


def _is_bracket(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].text in OPENING and tokens[place].kind is not Kind.TEXT


def _top(tokens: Sequence[Token]) -> list[int]:
    """The places outside of all brackets."""
    depth, places = 0, []
    for place, token in enumerate(tokens):
        depth += nesting(token)
        if depth == 0 and token.kind is not Kind.TEXT:
            places.append(place)
    return places
