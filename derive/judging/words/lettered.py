"""Refuted claims that are true if a letter in two typefaces, declared in a comment and in running text, is one name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from derive.judging.verdict import TRUE, Kind, Verdict
from derive.judging.words.conditions import told
from derive.judging.words.excused import JudgeOf
from derive.meaning.claims import Claim
from derive.meaning.meanings import Understood
from derive.meaning.reaching import spoken
from derive.meaning.rewriting import rebuilt
from derive.meaning.terms import Quantity
from derive.reading.files.blocks import Declarations
from derive.reading.grammar.names import Known, Sort
from derive.reading.items import Document, Item
from derive.reading.source import Span
from derive.reading.statements import Shaped


@dataclass(frozen=True, slots=True)
class _Pair:
    """A name that a comment declares, and one that running text does, which differ by their typeface only."""

    comment: Known
    text: Known


def lettered(
    document: Document, understood: Sequence[Understood], verdicts: Mapping[str, Verdict], judge: JudgeOf
) -> dict[str, Verdict]:
    """The verdicts on refuted claims that are true of one name each: not decided, for it may be meant."""
    found: dict[str, Verdict] = {}
    comments = _Comments(document)
    for each in understood:
        verdict, base = verdicts.get(each.item.id), told(each)
        if verdict is None or verdict.kind is not Kind.REFUTED or base is None or not isinstance(base.claim, Claim):
            continue
        pairs = list(_pairs(each, base.claim, comments))
        if pairs and judge(each, replace(base, claim=_united(base.claim, pairs))).kind in TRUE:
            found[each.item.id] = _either(pairs[0], base.claim, document)
    return found


class _Comments:
    """What the comments of a document declare."""

    def __init__(self, document: Document) -> None:
        self.spans = [block.span for block in document.blocks if isinstance(block, Declarations)]
        items = (part for part in document.parts if isinstance(part, Item) and self._holds(part.span))
        shaped = (item.statement for item in items if isinstance(item.statement, Shaped))
        self.heads = {(head.plain, head.face) for statement in shaped for head in statement.heads}

    def declare(self, known: Known) -> bool:
        """Whether a comment declares a name, also where running text repeats it."""
        return self._holds(known.span) or (known.plain, known.face) in self.heads

    def _holds(self, place: Span) -> bool:
        return any(span.start <= place.start < span.end for span in self.spans)


def _pairs(each: Understood, claim: Claim, comments: _Comments) -> Iterator[_Pair]:
    """The pairs of which a claim speaks, alike in shape."""
    statement, scope = claim.statement, claim.scope
    nodes = spoken((statement.left, statement.right, statement.condition), scope.definitions)
    names = {node.name for node in nodes if isinstance(node, Quantity)}
    for group in each.item.names.known.values():
        alike = [known for known in group if known.sort is Sort.QUANTITY and known.key in names]
        inside = [comments.declare(known) for known in alike]
        if sorted(inside) == [False, True]:
            comment, text = alike[inside.index(True)], alike[inside.index(False)]
            is_one = scope.shapes[comment.key] == scope.shapes[text.key] and text.key not in scope.definitions
            yield from (_Pair(comment, text),) if is_one else ()


def _united(claim: Claim, pairs: Sequence[_Pair]) -> Claim:
    """A claim that speaks of the names of comments alone."""
    names = {pair.text.key: pair.comment.key for pair in pairs}

    def change(node: Any) -> Any:
        if isinstance(node, Quantity):
            return replace(node, name=names.get(node.name, node.name))
        return rebuilt(node, change)

    scope = claim.scope
    definitions = {name: change(term) for name, term in scope.definitions.items()}
    assumptions = tuple(replace(each, condition=change(each.condition)) for each in scope.assumptions)
    left, right = change(claim.statement.left), change(claim.statement.right)
    condition = claim.statement.condition and change(claim.statement.condition)
    statement = replace(claim.statement, left=left, right=right, condition=condition)
    return replace(claim, statement=statement, scope=replace(scope, definitions=definitions, assumptions=assumptions))


def _either(pair: _Pair, claim: Claim, document: Document) -> Verdict:
    one, other = (document.source.position(known.span.start)[0] for known in (pair.comment, pair.text))
    name = claim.scope.spelling(pair.text.key)
    what = f"declared in two typefaces, at lines {one} and {other}, ${name}$ is two names; if it is one, this is true"
    return Verdict(Kind.UNDECIDED, f"Not decided: {what}; declare it only once.")
