r"""Displayed formulas, row by row: segments become statements, under the conditions that stand beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from derive.reading.grammar.abbreviated import abbreviated
from derive.reading.grammar.beneath import Told
from derive.reading.grammar.chains import Chains
from derive.reading.grammar.columns import connects
from derive.reading.grammar.conditional import LET, is_condition, is_valued, lists, opens_list
from derive.reading.grammar.conditions import INTRODUCING, is_word
from derive.reading.grammar.confining import check_factor, restrict
from derive.reading.grammar.formula import Formula, parted
from derive.reading.grammar.found import Found
from derive.reading.grammar.groups import DIFFERENTIALS
from derive.reading.grammar.links import Side
from derive.reading.grammar.names import Names
from derive.reading.grammar.restrictions import defines_function, is_explaining
from derive.reading.grammar.shapes import declared_behind
from derive.reading.grammar.sized import beside
from derive.reading.grammar.spoiling import Limits
from derive.reading.grammar.stating import is_words
from derive.reading.grammar.untold import chained
from derive.reading.source import Source, Span
from derive.reading.statements import Placed, Plain, Statement, Unread
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Token, covered

DIFFERENTIATING = DIFFERENTIALS | {r"\nabla"}
EITHER = r"this can be one more condition, or an equation of its own; write `\text{and}` before it, or a row of its own"


@dataclass(frozen=True, slots=True)
class Reading:
    """The statements of a displayed formula, the names after it, and the side from which the next one may go on."""

    found: list[Placed]
    names: Names
    last: Side | None


def read(
    formula: Formula,
    names: Names,
    source: Source,
    last: Side | None = None,
    explained: frozenset[int] = frozenset(),
    *,
    let: bool = False,
) -> Reading:
    """Read one displayed formula; one that begins with a relation goes on from `last`.

    `explained` tells where definitions begin that stand behind `where` and are known already. Behind the word `let` an
    equation defines, if its left side can be defined.
    """
    tokens, found = formula.tokens, Found(source, let=let)
    try:
        cleaned = abbreviated(formula.cleaned, names)
        lines = formula.lines if cleaned is formula.cleaned else parted(cleaned)
    except Unreadable as problem:
        span = covered(tokens) if tokens else problem.span
        found.put(Unread(problem.message, problem.span), span)
        return Reading(found.placed, names, None)
    chains = Chains(names, found, last and replace(last, row=-1))
    _Reader(found, chains, explained).run(lines)
    for told in formula.told:
        found.put(_sized(told, chains.names), told.span)
    if not found.placed:
        found.put(Plain("an empty formula"), covered(tokens))
    return Reading(chained(found.placed, chains.names), chains.names, chains.last)


def _sized(told: Told, names: Names) -> Statement:
    """What a shape says that stands below or above an expression."""
    try:
        return beside(told.shape, told.expression, names)
    except Unreadable as problem:
        return Unread(problem.message, problem.span)


class _Reader:
    """Reads row after row: which segments are conditions of others, and which words limit what stands beside them."""

    def __init__(self, found: Found, chains: Chains, explained: frozenset[int]) -> None:
        self.found = found
        self.chains = chains
        self.explained = explained
        self.declared: frozenset[Span] = frozenset()
        self.number = 0
        self.waiting: list[list[Token]] = []
        self.limits = Limits(found)

    def run(self, lines: list[list[list[Token]]]) -> None:
        shapes, self.chains.names = declared_behind(lines, self.chains.names)
        self.found.placed += [self.found.at(statement, covered(segment)) for statement, segment in shapes]
        self.declared = frozenset(segment[0].span for _, segment in shapes)
        for line in lines:
            self._row(line)
            self.limits.end_row()
        for tokens in self.waiting:
            self.found.put(Unread("this condition restricts no equation", covered(tokens)), covered(tokens))

    def _row(self, line: list[list[Token]]) -> None:
        start, before = len(self.found.placed), list[Token]()
        conditional = worded = listing = wide = False
        self.found.row = start
        for place, written in enumerate(line):
            unconnected = _without_connective(written)
            worded, wide = worded or unconnected is not written, wide or written[0].wide
            tokens = self._without_opening(unconnected, line)
            if not tokens or tokens[0].span in self.declared:
                continue
            self.number += 1
            listed = listing and not worded and lists(tokens, line[place + 1 :])
            if listed and wide:
                self.found.spoil(Unreadable(EITHER, covered(tokens)), start, covered(tokens))
                self.found.put(Unread(EITHER, covered(tokens)), covered(tokens))
                continue
            first, apart = place == 0, worded and not conditional
            conditional = is_condition(tokens, self.chains.names, self.found, first=first, apart=apart) or listed
            listing = conditional and not first and (listing or opens_list(tokens))
            worded = is_words(tokens)
            if worded and not conditional and self.limits.spoils(tokens, alone=len(line) == 1):
                continue
            if conditional:
                check_factor(before, tokens, self.found, start)
                self._condition(tokens, start, alone=len(line) == 1, first=first)
            else:
                start = start if worded else len(self.found.placed)
                self._statement(tokens, self.number)
            before, wide = tokens, False

    def _without_opening(self, tokens: list[Token], line: list[list[Token]]) -> list[Token]:
        """A segment without the words that open a definition, which it then is, if it can be one."""
        if self._explains(tokens, line):
            tokens = tokens[1:]
            self.found.let = self.found.let or defines_function(tokens, self.chains.names)
        if len(tokens) > 1 and is_word(tokens[0], LET):
            tokens, self.found.let = tokens[1:], True
        return tokens

    def _explains(self, tokens: list[Token], line: list[list[Token]]) -> bool:
        """Whether words open a definition: of a name that they explain, or of one that is differentiated through."""
        names = self.chains.names
        if len(tokens) < 2 or not is_word(tokens[0], INTRODUCING):
            return False
        differentiates = any(token.text in DIFFERENTIATING for segment in line for token in segment)
        if tokens[1].span.start in self.explained or defines_function(tokens[1:], names):
            return True
        return differentiates and is_explaining(tokens, names)

    def _statement(self, tokens: list[Token], number: int) -> None:
        start = len(self.found.placed)
        self.chains.read(tokens, number)
        waiting, self.waiting = self.waiting, []
        for condition in waiting:
            restrict(condition, self.chains.names, self.found, start)

    def _condition(self, tokens: list[Token], start: int, *, alone: bool, first: bool) -> None:
        """A condition restricts the equation before it in its row; one that begins its row, the one behind it.

        What values a quantity has holds from here on too, as everything that is declared.
        """
        declares = not first and is_valued(tokens, self.chains.names, self.found)
        if first and not alone:
            self.waiting.append(tokens)
        else:
            restrict(tokens, self.chains.names, self.found, self.found.begun if first else start)
        if declares:
            self._statement(tokens, 0)


def _without_connective(tokens: list[Token]) -> list[Token]:
    """A segment without the `and` or `hence` with which it begins."""
    while tokens and connects(tokens[0]):
        tokens = tokens[1:]
    return tokens

