r"""The rows of a displayed formula.

Environments that only align are transparent: their rows are the rows of the formula.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from derive.reading.grammar.conditions import opens
from derive.reading.grammar.cursor import matching, nesting, unclosed
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token

TRANSPARENT = frozenset({
    "equation", "align", "gather", "multline", "flalign", "eqnarray", "alignat", "aligned", "alignedat", "split",
    "gathered", "displaymath", "math", "subequations", "multlined", "dmath", "IEEEeqnarray",
})
GRIDS = frozenset({"array", "matrix"})
"""Environments that align rows, as older documents do, where equations stand in them."""
BROKEN = frozenset({"multline", "multlined"})
"""Environments that break one formula into lines."""
APART = frozenset({r"\dots", r"\vdots", r"\cdots"})
ORDERS = frozenset({
    r"\lesssim", r"\gtrsim", r"\prec", r"\preceq", r"\succ", r"\succeq", r"\asymp", r"\subseteq", r"\supset",
    r"\supseteq", r"\notin",
})
"""Relations of which nothing is known but that they claim no equation."""
RELATIONS = ORDERS | frozenset({
    "=", r"\coloneqq", r"\triangleq", r"\equiv", r"\in", r"\leftarrow", r"\mapsto", r"\to", r"\approx", r"\propto",
    "<", ">", r"\le", r"\ge", r"\ne", r"\Rightarrow", r"\Leftrightarrow", r"\sim", r"\simeq", r"\cong", r"\ll", r"\gg",
    r"\longrightarrow", r"\xrightarrow", r"\subset", r"\leadsto", r"\hookrightarrow", r"\stackrel", r"\overset",
    r"\eqqcolon", r"\Leftarrow",
})
CONTINUING = frozenset({"+", "-", r"\cdot", r"\times", r"\odot", r"\circ", "*", r"\otimes", r"\oslash"})
STOPS = frozenset({",", ".", ";", "。", "、", "，", "．"})
OPENERS = frozenset({r"\therefore", r"\because"})
BRACKETS = frozenset({("(", ")"), ("[", "]")})
_NUMBERED = re.compile(r"\*|\\star|\\dagger|(?:[A-Z]\.)?\d+(?:\.\d+)*[a-z]?")
"""What stands in the brackets of the number of an equation."""
ENDS = frozenset({r"\qedhere", r"\qed", r"\qedsymbol", r"\blacksquare"})
"""Signs that stand behind a proof."""


@dataclass(slots=True)
class _Row:
    """The tokens of a row, the places among them of its alignment marks, and whether it is a piece of a broken line."""

    tokens: list[Token] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    broken: bool = False

    @property
    def anchored(self) -> bool:
        """Whether an alignment mark stands right before a relation."""
        return any(token.text in RELATIONS for mark in self.marks for token in self.tokens[mark : mark + 1])


@dataclass(slots=True)
class _Grid:
    """The first column of an environment, and the one at hand."""

    first: int
    column: int


def rows(tokens: Sequence[Token]) -> list[list[Token]]:
    """The rows of a formula without alignment marks and final punctuation; a row that goes on is joined to the last.

    Every token knows its column.

    Raises `Unreadable` where an environment is closed by another one.
    """
    found: list[_Row] = [_Row()]
    open_environments: list[Token] = []
    grids, widest = [_Grid(0, 0)], 0
    depth = 0
    for place, token in enumerate(tokens):
        name = environment(token)
        if depth == 0 and (name in TRANSPARENT or (name in GRIDS and _aligns(tokens, place, found, open_environments))):
            _open_or_close(token, open_environments)
            widest += 1
            grids = [*grids, _Grid(widest, widest)] if len(open_environments) == len(grids) else grids[:-1]
            found.append(_Row())
            continue
        depth = max(0, depth + nesting(token))
        if depth == 0 and token.kind is Kind.NEWLINE:
            grids[-1].column = grids[-1].first
            found.append(_Row(broken=bool(open_environments) and environment(open_environments[-1]) in BROKEN))
        elif depth != 0 or token.text != "&" or token.kind is Kind.TEXT:
            found[-1].tokens.append(replace(token, column=grids[-1].column))
        else:
            grids[-1].column += 1
            widest = max(widest, grids[-1].column)
            found[-1].marks.append(len(found[-1].tokens))
    if open_environments:
        raise Unreadable(f"`{open_environments[-1].text}` is never closed", open_environments[-1].span)
    return _joined(found)


def _aligns(tokens: Sequence[Token], place: int, found: Sequence[_Row], stack: Sequence[Token]) -> bool:
    """Whether a grid that begins its row holds equations, or the one that ends here does."""
    if tokens[place].text.startswith(r"\end"):
        return bool(stack) and environment(stack[-1]) in GRIDS
    inner = tokens[place + 1 : matching(tokens, place)]
    signs = [at for at in relations(inner) if inner[at].text in ("=", r"\coloneqq")]
    return bool(signs) and not found[-1].tokens and all(_is_aligned(inner[:at]) for at in signs)


def _is_aligned(before: Sequence[Token]) -> bool:
    """Whether a sign behind what stands before it is aligned, or in the first column of its row."""
    starts = [place + 1 for place, token in enumerate(before) if token.kind is Kind.NEWLINE]
    texts = [token.text for token in before[starts[-1] if starts else 0 :]]
    return "&" not in texts or texts[-1] == "&"


def environment(token: Token) -> str:
    """The environment, without its star, that a token opens or closes; empty where it does neither."""
    if token.kind is Kind.COMMAND and token.text.startswith((r"\begin{", r"\end{")):
        return token.text[token.text.index("{") + 1 : -1].rstrip("*")
    return ""


def _open_or_close(token: Token, stack: list[Token]) -> None:
    if token.text.startswith(r"\begin"):
        stack.append(token)
    elif not stack or stack[-1].text[len(r"\begin") :] != token.text[len(r"\end") :]:
        opened = f"`{stack[-1].text}`" if stack else "nothing"
        raise Unreadable(f"`{token.text}` closes {opened}", token.span)
    else:
        stack.pop()


def _trimmed(row: list[Token]) -> list[Token]:
    while row and row[-1].kind is not Kind.TEXT and row[-1].text in STOPS | ENDS | {r"\quad"}:
        row = row[:-1]
    while row and row[0].kind is not Kind.TEXT and row[0].text in OPENERS | {r"\quad"}:
        row = row[1:]
    if row and row[0].text == "{" and not unclosed(row) and matching(row, 0) == len(row) - 1:
        return _trimmed(row[1:-1])
    return row


def _joined(parts: list[_Row]) -> list[list[Token]]:
    """Rows that begin with a sign or hang and hold no relation, and rows after one that ends in a relation, go on."""
    found: list[list[Token]] = []
    anchored = False
    for part in parts:
        row = _trimmed(part.tokens)
        if not row:
            continue
        goes_on = (row[0].text in CONTINUING and row[0].kind is not Kind.TEXT) or _hangs(part, row, anchored)
        if found and ((goes_on and not relations(row)) or found[-1][-1].text in CONTINUING | RELATIONS):
            found[-1].extend(row)
        else:
            found.append(list(row))
            anchored = part.anchored
    return found


def _hangs(part: _Row, row: list[Token], anchored: bool) -> bool:
    """Whether a row stands where only the right side before it can go on, so that a factor may begin it."""
    if row[0].kind is Kind.TEXT or row[0].text in APART or opens(row[0]) or is_number(row):
        return False
    bracketed = row[0].text == "(" and matching(row, 0) == len(row) - 1
    if bracketed and (relations(row[1:-1]) or opens(row[1])):
        return False
    return part.broken or (anchored and part.marks[:1] == [0])


def relations(row: Sequence[Token]) -> list[int]:
    """The places of the relations of a row that stand outside all brackets."""
    depth, places, bars = 0, [], 0
    for place, token in enumerate(row):
        depth = max(0, depth + nesting(token))
        bars += token.text in ("|", r"\|") and depth == 0
        if depth == 0 and bars % 2 == 0 and token.text in RELATIONS and token.kind is not Kind.TEXT:
            places.append(place)
    return places


def is_number(part: Sequence[Token]) -> bool:
    """Whether a piece is the number of an equation, `(1)`, `[3]`, `(2.1a)`, `(A.1)` or `(*)`."""
    first, *inside, last = [token.text for token in part] if len(part) > 1 else ["", ""]
    return (first, last) in BRACKETS and _NUMBERED.fullmatch("".join(inside)) is not None
