"""Words that limit what stands beside them, as “at the optimum” does: all of that becomes unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derive.reading.grammar.found import Found
from derive.reading.grammar.limiting import constrains, limited
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Token, covered


@dataclass(frozen=True, slots=True)
class _Limit:
    """Words that limit what is found from `start` on, in their row or, where they are lasting, in all rows behind."""

    problem: Unreadable
    start: int
    lasting: bool


class Limits:
    """The words of a formula that limit what is found behind them."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.limits: list[_Limit] = []

    def spoils(self, words: Sequence[Token], *, alone: bool) -> bool:
        """Make unread what words limit in their row, or in the chain before it where they stand alone.

        Where nothing is before them they limit what is behind, and alone in their row all of it, as a constraint does.
        """
        span = covered(words)
        problem = limited(words, self.found.source.text[span.start : span.end])
        if problem is None:
            return False
        begins = alone and words[0].text.strip()[:1].isupper()
        start = len(self.found.placed) if begins else self.found.begun if alone else self.found.row
        claimed = self.found.claims(start)
        if claimed:
            self.found.spoil(problem, start, span)
        lasting = alone or constrains(words)
        if lasting or not claimed:
            self.limits.append(_Limit(problem, len(self.found.placed), lasting))
        return claimed

    def end_row(self) -> None:
        """Make unread what is read by now of what words limit that stand before it."""
        for limit in self.limits:
            if self.found.claims(limit.start):
                self.found.spoil(limit.problem, limit.start, limit.problem.span)
        self.limits = [limit for limit in self.limits if limit.lasting]
