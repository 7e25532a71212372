"""From judged documents to their kernels: which claim each is made from, and what licenses each rewriting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from derive.judging.results import Judged, Judgement
from derive.kernels.emit import Kernel, Origin, emit
from derive.kernels.refusal import NotEmittable
from derive.kernels.rules import Licensed, Rule
from derive.kernels.stable import Licence
from derive.meaning.claims import Claim, claim
from derive.meaning.meanings import Understood
from derive.reading.statements import Equation
from derive.reading.syntax import Unreadable

Granted = tuple[Licence | None, tuple[Licensed, ...]]


@dataclass(frozen=True, slots=True)
class Studied:
    """A document, understood and judged."""

    understood: tuple[Understood, ...]
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Collected:
    """The kernels of some documents, and, with their places, the reasons why there are no more."""

    kernels: tuple[Kernel, ...]
    refusals: tuple[str, ...]


def collect(documents: Sequence[Studied]) -> Collected:
    """Every kernel that the documents ask for, in their order, each of the last proved claim of its formula."""
    granted = licence(documents), rules(documents)
    kernels: dict[str, Kernel] = {}
    refusals: list[str] = []
    for document in documents:
        proofs = {item.id: (item, proof) for item, proof in _proofs(document)}
        for item in document.judgement.items:
            if item.kernel is None:
                continue
            try:
                if item.kernel in kernels:
                    raise NotEmittable(f"{kernels[item.kernel].origin.claim_id} is already one of that name")
                beside = [each.id for each in document.judgement.items if each.display == item.display]
                judged, proof = next((proofs[name] for name in reversed(beside) if name in proofs), (item, None))
                kernels[item.kernel] = _kernel(item.kernel, judged, proof, granted, document.judgement.title)
            except NotEmittable as reason:
                place = f"{document.judgement.path}:{item.line}:{item.column}"
                refusals.append(f"{place}: no kernel {item.kernel}: {reason}")
    return Collected(tuple(kernels.values()), tuple(refusals))


def licence(documents: Sequence[Studied]) -> Licence | None:
    """The first proved claim, or chain of them, that says that a shift of every exponent changes no softmax."""
    for document in documents:
        for item, proof in _proofs(document):
            try:
                return Licence.of(item.verdict, proof.statement, proof.scope, item.id)
            except NotEmittable:
                continue
    return None


def rules(documents: Sequence[Studied]) -> tuple[Licensed, ...]:
    """The rewritings that proved claims license, each by the first of them."""
    found: dict[Rule, Licensed] = {}
    for document in documents:
        for item, proof in _proofs(document):
            try:
                each = Licensed.of(item.verdict, proof.statement, proof.scope, item.id)
            except NotEmittable:
                continue
            found.setdefault(each.rule, each)
    return tuple(found.values())


def _kernel(name: str, item: Judged, proof: Claim | None, granted: Granted, title: str) -> Kernel:
    """The kernel of a claim; what stands in no section is from the document."""
    if proof is None:
        raise NotEmittable(f"{item.id} is {item.verdict.kind.value}: only a proved claim can become a kernel")
    answer = item.verdict.answer
    written = answer.source if answer is not None else item.source
    origin = Origin(written, item.section or title, item.id)
    return emit(item.verdict, proof.statement, proof.scope, name, origin, *granted)


def _proofs(document: Studied) -> Iterator[tuple[Judged, Claim]]:
    """Every proved item with its claim; of a chain, with what its proved steps up to this one come to together.

    What one of these steps leaves out, they leave out together.
    """
    by_id = {each.item.id: each for each in document.understood}
    first: Understood | None = None
    excludes: tuple[str, ...] = ()
    for item in document.judgement.items:
        here = by_id[item.id]
        if item.verdict.answer is not None:
            yield item, item.verdict.answer.claim
            first = None
            continue
        if not isinstance(here.meaning, Claim) or not item.verdict.settles_values:
            first = None
            continue
        if first is None or (first.item.display, first.item.chain) != (here.item.display, here.item.chain):
            first, excludes = here, ()
        excludes = tuple(dict.fromkeys((*excludes, *item.verdict.excludes)))
        together = replace(item, verdict=replace(item.verdict, excludes=excludes))
        yield together, here.meaning if first is here else _joined(first, here)


def _joined(first: Understood, last: Understood) -> Claim:
    """The claim that the left side of the first step is the right side of the last."""
    assert isinstance(last.meaning, Claim)
    start, end = first.item.statement, last.item.statement
    if isinstance(start, Equation) and isinstance(end, Equation):
        try:
            made = claim(Equation(start.left, end.right, end.condition), first.world)
        except Unreadable:
            return last.meaning
        if isinstance(made, Claim):
            return made
    return last.meaning
