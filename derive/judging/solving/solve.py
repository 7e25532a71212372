"""The answer to what is asked: the shortest of some right sides with which the claim is true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice

from derive.judging.edits.numbers import differs
from derive.judging.edits.pages import Page
from derive.judging.general.assumed import positive
from derive.judging.general.expressions import Expression, NotCovered, Singular
from derive.judging.general.indices import EXPANDED, ONE, Index, Place, at, length
from derive.judging.general.setting import Setting
from derive.judging.inventory import inventory
from derive.judging.limits import TimeOver, limited
from derive.judging.solving.entries import Entries
from derive.judging.solving.factoring import Factoring, Factors
from derive.judging.solving.forms import Form, Leaf, Unwritable
from derive.judging.solving.hand import Hand
from derive.judging.solving.matrices import Matrices
from derive.judging.solving.paths import MARK, paths
from derive.judging.solving.pieces import Piece
from derive.judging.verdict import Answer, Kind, Verdict
from derive.meaning.claims import Claim, Shapeless
from derive.meaning.scope import Orientation
from derive.meaning.world import World
from derive.reading.document import read
from derive.reading.grammar.trees import walk
from derive.reading.source import Span
from derive.reading.statements import Equation
from derive.reading.syntax import Node

MOST = 12
"""Right sides of one claim that are tried."""
TRUE = (Kind.PROVED, Kind.CONVENTION)
Decide = Callable[[Page], Verdict]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A right side that may be the answer; it is worth no more than what a judge says of it."""

    text: str
    weight: int


def solved(asked: Claim, page: Page, decide: Decide, seconds: float) -> Verdict:
    """The verdict on a claim with the answer in it, or that none was found, with what was tried."""
    tried: list[str] = []
    try:
        with limited(seconds) as clock:
            for proposal in proposals(asked, page):
                clock()
                verdict = _tried(page, proposal, decide, clock, tried)
                if verdict is not None:
                    return verdict
    except TimeOver:
        return _nothing(tried, f"within {seconds:g} seconds")
    return _nothing(tried, "")


def _nothing(tried: list[str], limit: str) -> Verdict:
    what = f"{len(tried)} right sides were tried, none was proved" if tried else "no right side was found to be tried"
    return Verdict(Kind.UNDECIDED, f"No answer was found{' ' + limit if limit else ''}: {what}.")


def _tried(page: Page, proposal: Proposal, decide: Decide, clock: Callable[[], None], tried: list[str]) -> Verdict | None:
    after = completed(page, proposal.text)
    if after is None or not isinstance(after.claim.meaning, Claim):
        return None
    tried.append(proposal.text)
    if differs(after.claim.meaning, clock):
        return None
    verdict = decide(after)
    if verdict.kind not in TRUE:
        return None
    answer = Answer(after.claim.item.source, proposal.text)
    return replace(verdict, answer=answer, message=f"The answer was found: ${proposal.text}$. {verdict.message}")


def completed(page: Page, text: str) -> Page | None:
    """The page with a right side in place of the question mark, if it is read there."""
    equation = page.claim.item.statement
    assert isinstance(equation, Equation)
    span = equation.right.span
    source = page.document.source
    after = Page(read(replace(source, text=source.text[: span.start] + text + source.text[span.end :])), page.number)
    return after if len(after.items) == len(page.items) else None


def proposals(asked: Claim, page: Page) -> Iterator[Proposal]:
    """Right sides of different forms, the shortest first."""
    found: dict[str, int] = {}
    for piece in _pieces(asked, page):
        found.setdefault(piece.text, piece.weight)
    ordered = sorted(found, key=lambda text: (found[text], len(text)))
    return (Proposal(text, found[text]) for text in islice(ordered, MOST))


def _pieces(asked: Claim, page: Page) -> Iterator[Piece]:
    statement, scope = asked.statement, asked.scope
    hand = Hand(page.pen.names, scope.orientation is Orientation.ROWS)
    least = inventory(statement, scope).sizes
    indices = {name: at(Index(name, length(size, least))) for name, size in statement.ranges.items()}
    setting = Setting(scope, positive(scope), least, {}, indices)
    row, column = (_end(name, size, setting) for name, size in zip(("@row", "@column"), statement.left.shape or (1, 1), strict=True))

    def leaf(name: str) -> Leaf:
        if MARK in name:
            number, _, by = name.partition(MARK)
            return Leaf(by, scope.shapes[by], numerator=number)
        return Leaf(name, scope.shapes[name])

    with suppress(NotCovered, Singular):
        for path in paths(statement.left, row, column, setting):
            for factoring in Factoring:
                with suppress(Unwritable, NotCovered):
                    form = Factors(factoring, leaf).form(path.value)
                    if statement.left.shape == ():
                        letters = {place.index: name for name, place in indices.items() if place.index is not None}
                        yield Entries(hand, letters, _taken(page.claim.world)).write(form)
                    else:
                        yield Matrices(hand).read(form, row.index, column.index)


def _end(name: str, size: int | str, setting: Setting) -> Place:
    return ONE if size == 1 else at(Index(name, setting.length(size)))


def _taken(world: World) -> frozenset[str]:
    """The letters that mean something."""
    scope = world.scope
    return frozenset({*scope.shapes, *scope.sizes, *world.functions})


def weight(node: Node) -> int:
    """How long an expression is: the number of nodes in its tree."""
    return sum(1 for _ in walk(node))


Unused = Expression, Form, EXPANDED, Shapeless, Span
