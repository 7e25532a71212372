"""The answer to what is asked: the shortest of some right sides with which the claim is true."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice

from derive.judging.edits.numbers import differs
from derive.judging.edits.pages import Page
from derive.judging.exponents import varies
from derive.judging.general.assumed import positive
from derive.judging.general.binding import Sum
from derive.judging.general.expressions import Expression, NotCovered, Singular
from derive.judging.general.indices import ONE, Index, at, length
from derive.judging.general.setting import Setting
from derive.judging.inventory import inventory
from derive.judging.lengths import at_any
from derive.judging.limits import TimeOver, limited
from derive.judging.solving import inner
from derive.judging.solving.cells import cells
from derive.judging.solving.paths import is_derivative, paths
from derive.judging.solving.search import named
from derive.judging.solving.upstream import MARK
from derive.judging.solving.writer import Writer
from derive.judging.verdict import TRUE, Answer, Kind, Verdict, closed
from derive.meaning.claims import Claim
from derive.meaning.reaching import quantities, spoken
from derive.meaning.terms import Power
from derive.reading.document import read
from derive.reading.files import macros
from derive.reading.grammar.trees import children
from derive.reading.statements import Equation
from derive.reading.syntax import Name, Node, Number, Partial, Ratio

MOST = 12
"""Right sides of one claim that are tried."""
LONGEST = 40
"""The weight from which on a value is not looked at before it is shortened."""
FEW = 3
"""Up to so many terms are always looked at."""
LEAST = 1
"""How much each term of a value weighs at least, as a rule."""
OPEN, OPEN_ENTRY = 4, 2
"""By how much an answer, or one by entries, may be longer for each derivative less that it leaves open."""
DIAGONAL, MOST_DIAGONALS = 4, 1
"""By how much an answer may be longer for each diagonal matrix less, and how many stand in one that is easily read."""
FREE = "nothing is known of the left side beyond what it says itself, or nothing that can be written"
UNFINISHED = "no right side was written in this time"
Decide = Callable[[Page], Verdict]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A right side that may be the answer; it is worth no more than what a judge says of it.

    With letters `below` it is the entry of the left side there. It `divides` where it has a denominator that may be
    zero, and that the left side does not have. It is `longer` to a reader by what has to be looked up elsewhere.
    """

    text: str
    weight: int
    below: str = ""
    divides: bool = False
    longer: int = 0

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """What is tried first: arrays before entries, unless they take too many diagonal matrices, and the shortest."""
        diagonals = self.text.count(r"\operatorname{diag}")
        is_last = bool(self.below) or diagonals > MOST_DIAGONALS
        return self.divides, is_last, self.weight + self.longer + DIAGONAL * diagonals


def solved(asked: Claim, page: Page, decide: Decide, seconds: float) -> Verdict:
    """The verdict on a claim with the answer in it, or that none was found, with what was tried.

    Where a note says why every answer would be 0, the question is more likely about something else.
    """
    if asked.notes:
        return Verdict(Kind.UNDECIDED, closed(f"No answer is given: {'; '.join(asked.notes)}"))
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
    """No answer, with what was tried."""
    shown = f", ${tried[0]}$ first" if tried else ""
    none = UNFINISHED if limit else FREE
    what = f"{len(tried)} right sides were tried{shown}, and none was proved" if tried else none
    return Verdict(Kind.UNDECIDED, f"No answer was found{' ' + limit if limit else ''}: {what}.")


def _tried(
    page: Page, proposal: Proposal, decide: Decide, clock: Callable[[], None], tried: list[str]
) -> Verdict | None:
    """The verdict on a claim with a proposal in it, where that is true."""
    after = completed(page, proposal)
    if after is None or not isinstance(after.claim.meaning, Claim) or _says_nothing(after):
        return None
    tried.append(proposal.text)
    if differs(after.claim.meaning, clock):
        return None
    verdict = decide(after)
    if verdict.kind not in TRUE:
        return None
    source = page.document.source
    shown = macros.written(proposal.text, macros.find(source), page.claim.item.span.start)
    answer = Answer(after.claim.item.source, proposal.text, after.claim.meaning, shown)
    return replace(verdict, answer=answer, message=f"The answer was found: ${shown}$. {verdict.message}")


def _says_nothing(page: Page) -> bool:
    """Whether a right side is the left side once more."""
    equation = page.claim.item.statement
    return not isinstance(equation, Equation) or equation.left == equation.right


def completed(page: Page, proposal: Proposal) -> Page | None:
    """The page with a right side in place of the question mark, if it is read there."""
    equation = page.claim.item.statement
    assert isinstance(equation, Equation)
    source, mark = page.document.source, equation.right.span
    text = source.text[: mark.start] + proposal.text + source.text[mark.end :]
    if proposal.below:
        left = page.pen.place(equation.left)
        if page.chain or left.end > mark.start:
            return None
        inner = source.text[left.start : left.end]
        text = rf"{text[: left.start]}\left( {inner} \right)_{{{proposal.below}}}{text[left.end :]}"
    after = Page(read(replace(source, text=text)), page.number)
    return after if len(after.items) == len(page.items) else None


def proposals(asked: Claim, page: Page) -> Iterator[Proposal]:
    """Right sides of different forms, the shortest first, and last those that divide by more than the left side."""
    found = {(each.text, each.below): each for each in _proposals(asked, page)}
    ordered = sorted(found.values(), key=lambda each: each.rank)
    return islice(ordered, MOST)


def _proposals(asked: Claim, page: Page) -> Iterator[Proposal]:
    """What is asked for, for all sizes if it can be, and at those that are numbers."""
    general = at_any(asked, 1, everywhere=False)
    for claim in (asked,) if general == asked else (general, asked):
        within = inner.named(claim, page.text)
        found = False
        for each in (within,) if within.claim is claim else (within, inner.Inner(claim)):
            for known in (frozenset[str](), _raised(each.claim)):
                with suppress(NotCovered, Singular, KeyError):
                    for proposal in _found(each, page, known):
                        found = True
                        yield proposal
                if found:
                    break
            if found:
                break


def _raised(asked: Claim) -> frozenset[str]:
    """What stands under exponents that vary; it has to be positive for most values of these."""
    scope = asked.scope
    nodes = spoken([asked.statement.left], scope.definitions)
    powers = (node for node in nodes if isinstance(node, Power) and varies(node.exponent, scope))
    return frozenset().union(*(quantities(power.base, {}) for power in powers))


def _found(asked: inner.Inner, page: Page, known: frozenset[str]) -> Iterator[Proposal]:
    """What is asked for, by different paths, under different names, in different forms.

    What is in `known` is taken to be positive.
    """
    statement, scope = asked.claim.statement, asked.claim.scope
    least = inventory(statement, scope).sizes
    indices = {name: at(Index(name, length(size, least))) for name, size in statement.ranges.items()}
    setting = Setting(scope, positive(scope) | known, least, {}, indices)
    axes = zip(("@row", "@column"), statement.left.shape or (1, 1), strict=True)
    row, column = (ONE if size == 1 else at(Index(name, setting.length(size))) for name, size in axes)
    writer = Writer(asked.claim, page, row, column, setting, asked.writings)
    for piece in cells(statement.left, setting, writer.entry):
        yield Proposal(piece.text, piece.weight)
    best = LONGEST
    for path in paths(statement.left, row, column, setting):
        terms = len(path.value.terms)
        if terms > FEW and terms * LEAST > (best if is_derivative(statement.left) else LONGEST):
            continue
        longer = _open(path.value, setting) * (OPEN_ENTRY if statement.ranges else OPEN)
        for renamed in named(path.value, setting, page.claim.world, writer):
            value, divides = renamed.value, renamed.divides
            for piece in writer.pieces(value):
                best = best if divides else min(best, piece.weight)
                yield Proposal(piece.text, piece.weight, "", divides, longer)
            for piece in writer.by_entries(value) if statement.left.shape and not _is_atom(value) else ():
                yield Proposal(piece.text, piece.weight, writer.below, divides, longer)


def _open(value: Expression, setting: Setting) -> int:
    """How many derivatives a value leaves open that could be known; that of an unknown number by one array cannot."""
    numbers = [name.split(MARK)[0] for name in value.names if MARK in name]
    return len(numbers) - any(number not in setting.scope.definitions for number in numbers)


def _is_atom(value: Expression) -> bool:
    """Whether a value is one thing that is no sum, with or without a number in front."""
    factors = value.single[0].factors if value.single is not None else None
    return factors is not None and len(factors) < 2 and not any(isinstance(atom, Sum) for atom, _ in factors)


def weight(node: Node, losses: Collection[str] = ()) -> int:
    """How long an expression is: the number of nodes in its tree.

    A number written as a fraction is one of them, and so is a name with the sign of a derivative of an unknown loss.
    """
    match node:
        case Ratio(top=Number(), bottom=Number()):
            return 1
        case Partial(numerator=Name(key=key), by=(by,)) if key in losses:
            return weight(by, losses)
    return 1 + sum(weight(part, losses) for part in children(node))
