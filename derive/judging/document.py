"""A whole document judged: every claim alone, chains also end to end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from pathlib import PurePath

from derive.judging.beside import beside
from derive.judging.bounded import unjudged
from derive.judging.chains import chains, end_to_end, ends, with_ends
from derive.judging.decision import DERIVING, Task, decide, informed, judged
from derive.judging.derivation.leaning import Earlier, is_slope
from derive.judging.derivation.spellings import spellings
from derive.judging.edits.excerpts import excerpt
from derive.judging.evidence import Disagreement
from derive.judging.explained import explanations
from derive.judging.failing import DISAGREE
from derive.judging.findings import findings
from derive.judging.judge import SECONDS, judge
from derive.judging.namesakes import around, headings, namesakes
from derive.judging.places import fix, mark
from derive.judging.remarks import remarks
from derive.judging.results import Finding, Judged, Judgement
from derive.judging.verdict import FALSE, Answer, Kind, Verdict
from derive.judging.words.excused import in_words
from derive.judging.words.lettered import lettered
from derive.judging.words.required import required
from derive.meaning.claims import Claim, Shapeless
from derive.meaning.document import understand
from derive.meaning.meanings import Declared, Informed, NotUnderstood, Question, Silent, Understood
from derive.meaning.restating import restates
from derive.reading.files import macros
from derive.reading.grammar.trees import names_in
from derive.reading.items import Document, Item
from derive.reading.source import Source
from derive.reading.statements import Equation, Plain

Progress = Callable[[int, int], None]
EXCUSES = (in_words, required, lettered)
"""Why a refuted claim may not be decided, by what its document says besides."""
FAILED = (*FALSE, Kind.UNREAD)
"""The steps of a chain of which its ends are told."""


def judge_document(
    document: Document,
    executor: Executor | None = None,
    progress: Progress | None = None,
    seconds: float = SECONDS,
) -> Judgement:
    """Every formula of a document with its verdict.

    `executor` judges claims side by side; `progress` is told how many are done and how many there are. A claim on which
    two readings contradict each other is undecided, and among the `defects`.
    """
    return finish(begin(document, understand(document), executor, seconds), progress)


@dataclass(frozen=True, slots=True)
class Begun:
    """A document whose claims are being judged: `tasks` by the ids of their claims, and what will become of them.

    Without `futures` nothing is done before the document is finished.
    """

    document: Document
    understood: tuple[Understood, ...]
    tasks: Mapping[str, Task]
    futures: Sequence[Future[Verdict]] | None
    seconds: float

    def verdicts(self, progress: Progress | None) -> dict[str, Verdict]:
        """The verdict on every claim, in their order."""
        found = {}
        for number, (name, task) in enumerate(self.tasks.items()):
            found[name] = decide(task) if self.futures is None else self.futures[number].result()
            found[name] = _standing(found[name], task, [found[other] for other in found[name].leans])
            if progress is not None:
                progress(number + 1, len(self.tasks))
        return found

    def informed(self, each: Understood, other: Informed) -> Verdict:
        """The verdict on a claim with more that is told."""
        return informed(self.tasks[each.item.id], other)


def _standing(verdict: Verdict, task: Task, others: Sequence[Verdict]) -> Verdict:
    """A verdict whose derivation rests on proved claims; if the `others` on which it does are not, one without them."""
    return verdict if all(each.kind is Kind.PROVED for each in others) else decide(replace(task, earlier=()))


def begin(
    document: Document,
    understood: Sequence[Understood],
    executor: Executor | None = None,
    seconds: float = SECONDS,
    deriving: float = DERIVING,
) -> Begun:
    """Hand the claims of a document to an executor, so that others can be begun before this one is finished.

    The document is understood already, so that its claims can be used beside their verdicts. `deriving` is the
    processor time for each derivation; without any there is none.
    """
    elsewhere, sections = namesakes(document, understood), headings(document)
    anew = remarks(document, understood, explanations(document, understood))
    spelled = spellings((u.item for u in understood), document.source.text)
    tasks: dict[str, Task] = {}
    earlier: tuple[Earlier, ...] = ()
    for u in understood:
        if isinstance(u.meaning, Claim | Shapeless | Question):
            source = excerpt(document, u.item)
            outer = around(sections[u.item.id], elsewhere)
            statement = u.item.statement
            named = names_in(statement.left, statement.right) if isinstance(statement, Equation) else set[str]()
            unread = tuple(document.source.position(span.start)[0] for span in u.world.doubts(frozenset(named)))
            place, text = u.item.span.start, document.source.text
            beside = tuple(each for each in anew.get(u.item.display, ()) if each.is_about(place, text))
            tasks[u.item.id] = Task(
                u.meaning, u.item, u.world, source, outer, seconds, unread, earlier, deriving, beside, spelled,
                u.retold,
            )
        if isinstance(u.meaning, Claim) and is_slope(u.meaning):
            line = document.source.position(u.item.span.start)[0]
            earlier = (*earlier, Earlier(u.item.id, line, u.meaning))
    futures = None if executor is None else [executor.submit(decide, task) for task in tasks.values()]
    return Begun(document, tuple(understood), tasks, futures, seconds)


def finish(begun: Begun, progress: Progress | None = None) -> Judgement:
    """The document that was begun, with its verdicts."""
    document, understood, verdicts = begun.document, begun.understood, begun.verdicts(progress)
    shown = listed(begun)
    claims = [u for u in shown if u.item.id in verdicts]
    verdicts |= beside(claims, document.source, lambda u: verdicts[u.item.id], judged, begun.seconds)
    for excuses in EXCUSES:
        verdicts |= excuses(document, understood, verdicts, begun.informed)
    items = sorted((_judged(document, u, verdicts.get(u.item.id)) for u in shown), key=lambda each: each.span.start)
    told = ends(shown, verdicts, begun.seconds)
    items = [replace(i, verdict=with_ends(i.verdict, *told[i.id])) if i.id in told else i for i in items]
    judgement = Judgement(
        path=document.source.path,
        title=document.title or PurePath(document.source.path).name,
        items=tuple(items),
        displays=document.displays,
        plain=sum(isinstance(u.item.statement, Plain) for u in understood),
        running=tuple(document.source.position(span.start) for span in document.running),
        defects=tuple(Finding(i.verdict.defect, ((i.line, i.column),)) for i in items if i.verdict.defect),
        source=document.source,
    )
    try:
        return replace(judgement, findings=findings(document, understood, judgement, judge))
    except Disagreement as problem:
        return replace(judgement, defects=(*judgement.defects, Finding(f"{DISAGREE}: {problem}", ())))


def listed(begun: Begun) -> list[Understood]:
    """What a judgement lists: displayed mathematics, other files, and whatever was not understood."""
    return [u for u in begun.understood if _is_listed(u)]


def alone(begun: Begun, name: str) -> Judged:
    """The item of an id with its verdict; no other is judged."""
    items, task, verdict = listed(begun), begun.tasks.get(name), None
    found = next(u for u in items if u.item.id == name)
    if task is not None:
        verdict = decide(task)
        others = [each.claim for each in task.earlier if each.id in verdict.leans]
        verdict = _standing(verdict, task, [judge(other, begun.seconds) for other in others])
        verdict = _beside(begun, found, verdict)
    judged = _judged(begun.document, found, verdict)
    chain = next((c for c in chains(items) if any(u is found for u in c)), [])
    if judged.verdict.kind not in FAILED or len(chain) < 2:
        return judged
    text, defect = end_to_end(chain, begun.seconds)
    return replace(judged, verdict=with_ends(judged.verdict, text, defect)) if text else judged


def _beside(begun: Begun, found: Understood, verdict: Verdict) -> Verdict:
    """The verdict on a claim, where the claims before and behind it have theirs too."""
    claims = [u for u in listed(begun) if u.item.id in begun.tasks]
    at = next(place for place, u in enumerate(claims) if u is found)

    def verdict_of(u: Understood) -> Verdict:
        return verdict if u is found else decide(begun.tasks[u.item.id])

    near = claims[max(0, at - 1) : at + 2] if verdict.kind in FALSE else []
    verdict = beside(near, begun.document.source, verdict_of, judged, begun.seconds).get(found.item.id, verdict)
    own = {found.item.id: verdict}
    for excuses in EXCUSES:
        own = {**own, **excuses(begun.document, begun.understood, own, begun.informed)}
    return own[found.item.id]


def _is_listed(understood: Understood) -> bool:
    shown = understood.item.display > 0 or isinstance(understood.item.statement, Plain)
    return shown or isinstance(understood.meaning, NotUnderstood)


def _shown(answer: Answer, item: Item, source: Source) -> str:
    """The claim with its answer in it, without commands that only the author's file explains."""
    return macros.written(answer.source, macros.find(source), item.span.start)


def _judged(document: Document, understood: Understood, verdict: Verdict | None) -> Judged:
    item, meaning = understood.item, understood.meaning
    line, column = document.source.position(item.span.start)
    readings_: tuple[str, ...] = ()
    match meaning:
        case NotUnderstood(message, span, see):
            place = document.source.position(span.start)
            cause = f" (see line {document.source.position(see.start)[0]})" if see is not None else ""
            verdict = Verdict(Kind.UNREAD, f"{message}{cause} (line {place[0]}, column {place[1]})")
        case Declared(what, note):
            verdict = Verdict(Kind.DEFINITION, f"This is {what}. {note}".rstrip())
        case Silent(why):
            verdict = Verdict(Kind.SKIPPED, why)
        case Claim(notes=notes):
            equation = item.statement if isinstance(item.statement, Equation) else None
            readings_ = notes if equation is None else (*notes, *unjudged(equation, understood.world))
    assert verdict is not None
    change = fix(document.source, understood, verdict)
    answer = verdict.answer
    return Judged(
        id=item.id,
        line=line,
        column=column,
        source=item.source,
        section=item.section,
        display=item.display,
        verdict=verdict,
        expected=Kind(item.expected) if item.expected else None,
        kernel=item.kernel,
        readings=readings_,
        shown=item.shown if answer is None else _shown(answer, item, document.source),
        plain=isinstance(item.statement, Plain),
        span=item.span,
        mark=mark(document.source, understood, verdict, change),
        fix=change,
        chain=item.chain,
        restates=verdict.kind is Kind.PROVED and restates(understood),
    )
