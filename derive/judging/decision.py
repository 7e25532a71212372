"""One claim decided: its verdict, and what more can be said of a true and of a false one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from derive.judging.conventions import at_kinks, named, readings, rescaled
from derive.judging.derivation.authored import authored
from derive.judging.derivation.derivation import derivation
from derive.judging.derivation.leaning import Earlier, leanings
from derive.judging.derivation.spellings import Spellings
from derive.judging.doubted import doubted, of_every_one, of_totals
from derive.judging.edits.pages import Lost, Page, page
from derive.judging.explained import Explained, meanings, read_both_ways, with_assumptions, with_definition
from derive.judging.failing import guarded
from derive.judging.holding import of_paths
from derive.judging.judge import SECONDS, judge
from derive.judging.kroneckers import of_kronecker
from derive.judging.lengths import at_any
from derive.judging.limits import TimeOver, limited
from derive.judging.missing.search import missing
from derive.judging.mutants import Reading, variants
from derive.judging.namesakes import Namesake
from derive.judging.repair import Repair, offered
from derive.judging.samples import sample
from derive.judging.solving.anew import anew
from derive.judging.solving.solve import solved
from derive.judging.symbols.ratios import Unsupported
from derive.judging.told import Prover, agreeing, answered_as_told, as_told
from derive.judging.verdict import TRUE, Convention, Correction, Kind, Line, Verdict, closed
from derive.meaning.claims import Claim, Shapeless, claim
from derive.meaning.meanings import Informed, Question, Retold
from derive.meaning.world import World
from derive.reading.grammar.trees import walk
from derive.reading.items import Item
from derive.reading.source import Source
from derive.reading.statements import Equation
from derive.reading.syntax import Number, Partial

LEFT = ", on the left side"
DERIVING = 10.0
"""Processor time for the derivation of one claim."""
UNDERIVED = 0.0
"""The same where nobody is shown one, so that there is none."""


@dataclass(frozen=True, slots=True)
class Task:
    """A claim to be judged: the item it was read from, its world, what of the document bears on it, as `source`.

    `elsewhere` are the definitions that hold for its section, also those that nearer ones hide. `unread` are the lines
    of the assumptions for it that were not understood. A derivation may rest on the claims that stand `earlier`, and
    has the processor time `deriving`. What its display says of names that are defined otherwise stands `beside` it.
    `spellings` are how the document spells arrays and their entries. It is `retold` with what is told of its names
    elsewhere.
    """

    meaning: Claim | Shapeless | Question
    item: Item
    world: World
    source: Source
    elsewhere: tuple[Namesake, ...] = ()
    seconds: float = SECONDS
    unread: tuple[int, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    deriving: float = DERIVING
    beside: tuple[Explained, ...] = ()
    spellings: Spellings = field(default_factory=Spellings)
    retold: tuple[Retold, ...] = ()

    @property
    def equation(self) -> Equation | None:
        """The equation, where the claim is one."""
        return self.item.statement if isinstance(self.item.statement, Equation) else None


def decide(task: Task) -> Verdict:
    """The verdict on one claim; a failure of this program costs the reader one claim, not the document."""
    return guarded(lambda: _weighed(task))


def judged(claim: Claim, seconds: float) -> Verdict:
    """The verdict of the judge alone, where a failure costs no more than that."""
    return guarded(lambda: judge(claim, seconds))


def informed(task: Task, other: Informed) -> Verdict:
    """The verdict on the claim of a task with more that is told, where a failure costs no more than that."""
    return guarded(lambda: _informed(task, other))


def _weighed(task: Task) -> Verdict:
    """The verdict on one claim, held against all that its document says besides."""
    verdict = _decided(task)
    if isinstance(task.meaning, Claim | Shapeless):
        known = task.meaning, task.item, task.world, task.source
        verdict = of_kronecker(verdict, *known, judge, task.seconds)
    if isinstance(task.meaning, Claim):
        line, _ = task.source.position(task.item.span.start)
        others = meanings(task.meaning, task.beside, task.world.scope, line)
        lines = {each.name: each.place[0] for each in task.elsewhere}
        verdict = read_both_ways(verdict, others, lines, judge, task.seconds)
        verdict = with_assumptions(task.meaning, with_definition(task.meaning, verdict, lines))
        if task.equation is not None:
            verdict = of_totals(of_every_one(verdict, task.meaning, task.equation), task.equation)
        verdict = of_paths(verdict, task.meaning, judge, task.seconds)
    for retold in task.retold:
        verdict = _retold(task, verdict, retold)
    return doubted(verdict, task.unread) if task.unread and isinstance(task.meaning, Claim) else verdict


def _decided(task: Task) -> Verdict:
    if isinstance(task.meaning, Question):
        return _answered(task, task.meaning)
    verdict = judge(task.meaning, task.seconds)
    if verdict.kind in TRUE and isinstance(task.meaning, Claim):
        verdict = at_kinks(task.meaning, verdict)
        is_true = verdict.kind in TRUE
        return _told(task, task.meaning, verdict, claim) if is_true else _corrected(task, verdict, _of_kinks)
    for way in WAYS:
        verdict = way(task, verdict)
    is_shown = verdict.counterexample is not None and verdict.counterexample.left and task.deriving
    if is_shown and isinstance(task.meaning, Claim):
        return replace(verdict, sample=sample(at_any(task.meaning)))
    return verdict


def _answered(task: Task, question: Question) -> Verdict:
    """What is asked, with an answer that is then judged like any other claim."""

    def decided(after: Page) -> Verdict:
        there, source = after.claim, after.document.source
        assert isinstance(there.meaning, Claim)
        return _decided(replace(task, meaning=there.meaning, item=there.item, world=there.world, source=source))

    try:
        return solved(question.asked, page(task.source, task.item), decided, task.seconds)
    except Lost:
        return Verdict(Kind.UNDECIDED, "Not decided: what is asked could not be read again apart from its document.")


def _by_layout(task: Task, verdict: Verdict) -> Verdict:
    """True under another layout of derivatives."""
    if verdict.kind is not Kind.REFUTED or task.equation is None or isinstance(task.meaning, Question):
        return verdict
    if not task.meaning.jacobians:
        return verdict
    for other in readings(task.equation, task.world):
        found = judge(other.claim, task.seconds)
        if found.kind in TRUE:
            there = replace(task, world=other.world)
            found = at_kinks(other.claim, named(found, Convention.LAYOUT, [other.name]))
            return _told(there, other.claim, found, other.reading)
    return verdict


def _told(task: Task, meaning: Claim, verdict: Verdict, reading: Reading) -> Verdict:
    """A true claim with its derivation and what became of its wrong variants.

    Variants of which none is refused, and one is not shown equal either, take the proof away.
    """
    if verdict.kind not in TRUE or task.equation is None:
        return verdict
    found = variants(task.item, task.world, task.source.text, judge, reading=reading)
    if found.refused or not found.survivors:
        meaning = at_any(meaning)
        lines, ids = _derivation(meaning, task) if task.deriving else ((), ())
        value = sample(meaning) if task.deriving and not lines else None
        return replace(verdict, variants=found, derivation=lines, leans=ids, sample=value)
    message = f"Not decided: a wrong variant of it was not refused: ${found.survivors[0]}$. {verdict.message}"
    return Verdict(Kind.UNDECIDED, message, entries=verdict.entries, variants=found)


def _derivation(meaning: Claim, task: Task) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The lines of a derivation, and the ids of the claims on which it rests; a proof stands without them."""
    author = authored(task.item, task.world, task.source, task.spellings)
    with suppress(TimeOver, MemoryError, Unsupported), limited(task.deriving) as clock:
        for leaning in leanings(meaning, task.earlier, clock):
            lines = derivation(meaning, clock, author, leaning=leaning)
            if lines:
                return lines, leaning.ids
    return (), ()


def _retold(task: Task, verdict: Verdict, retold: Retold) -> Verdict:
    """A verdict that stands with what is told of the claim's names, in any layout."""

    if verdict.answer is not None:
        return answered_as_told(verdict, verdict.answer, retold, judge, task.seconds)
    return as_told(verdict, retold, lambda other: _informed(task, other))


def _informed(task: Task, other: Informed) -> Verdict:
    """The verdict on the claim of a task, with more that is told, in any layout."""
    there = replace(task, meaning=other.claim, item=other.item, world=other.world, retold=())
    return _by_layout(there, judge(other.claim, task.seconds))


def _by_factor(task: Task, verdict: Verdict) -> Verdict:
    """True under another definition of a name in it."""
    if verdict.kind is not Kind.REFUTED or not isinstance(task.meaning, Claim):
        return verdict
    found = rescaled(task.meaning, task.elsewhere, judge, task.seconds)
    return verdict if found is None else found


def _by_change(task: Task, verdict: Verdict) -> Verdict:
    """False, with the smallest change that makes it true; or true under an assumption that is missing.

    A single change comes first: a transpose forgotten on a square matrix is a mistake, though it is true of symmetric
    ones. Where neither is found, a derivative is worked out anew. What an assumption that was not understood may
    excuse is not searched for.
    """
    if task.unread and verdict.kind is Kind.REFUTED and isinstance(task.meaning, Claim):
        return verdict
    repair = _repair(task, verdict, _with_kinks)
    if repair is not None and repair.correction is not None and _is_evaded(task, repair.correction):
        repair = Repair(None, _reason(task))
    if repair is not None and repair.changes == 1:
        return replace(verdict, correction=repair.correction)
    found = missing(at_any(task.meaning), verdict, judge) if isinstance(task.meaning, Claim) else None
    if found is not None or repair is None:
        return verdict if found is None else found
    if repair.correction is not None:
        return replace(verdict, correction=repair.correction)
    other = anew(task.source, task.item, agreeing(_with_kinks, task.retold, judge))
    return _uncorrected(verdict, repair) if other is None else replace(verdict, correction=other)


def _reason(task: Task) -> str:
    """Why no correction is offered where the only one changes the left side."""
    if task.equation is not None and any(isinstance(node, Partial) for node in walk(task.equation.left)):
        return "none was found that leaves open what is differentiated"
    return "none was found that leaves the left side as it is"


def _is_evaded(task: Task, correction: Correction) -> bool:
    """Whether a correction changes what is differentiated so that it becomes the number on the right side."""
    equation = task.equation
    return equation is not None and isinstance(equation.right, Number) and correction.change.endswith(LEFT)


def _corrected(task: Task, verdict: Verdict, proves: Prover) -> Verdict:
    """A false claim with the smallest change that makes it true, or why there is none."""
    repair = _repair(task, verdict, proves)
    if repair is None or repair.correction is None:
        return verdict if repair is None else _uncorrected(verdict, repair)
    return replace(verdict, correction=repair.correction)


def _repair(task: Task, verdict: Verdict, proves: Prover) -> Repair | None:
    """What became of the search for a correction, where there is something to correct."""
    is_false = verdict.kind is Kind.REFUTED and task.equation is not None
    both = agreeing(proves, task.retold, judge)
    return offered(task.source, task.item, both, task.seconds) if is_false else None


def _uncorrected(verdict: Verdict, repair: Repair) -> Verdict:
    return replace(verdict, message=closed(f"{verdict.message} No correction is offered: {repair.reason}"))


def _with_kinks(meaning: Claim | Shapeless, seconds: float) -> Verdict:
    """The verdict of the judge, unless the claim is false at a kink."""
    verdict = judge(meaning, seconds)
    there = at_kinks(meaning, verdict) if isinstance(meaning, Claim) else verdict
    return verdict if there.kind in TRUE else there


def _of_kinks(meaning: Claim | Shapeless, seconds: float) -> Verdict:
    """The same for a claim that is to say what a derivative is at a kink."""
    verdict = judge(meaning, seconds)
    there = at_kinks(meaning, verdict) if isinstance(meaning, Claim) else verdict
    if there.kind in TRUE and Convention.KINK not in there.conventions:
        return Verdict(Kind.UNDECIDED, "Nothing is said of the kink.")
    return verdict if there.kind in TRUE else there


WAYS: tuple[Callable[[Task, Verdict], Verdict], ...] = (_by_layout, _by_factor, _by_change)
