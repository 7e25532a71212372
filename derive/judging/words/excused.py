r"""Claims that are false as stated, and may be true with what words assume, which are not read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, islice, product
from math import inf

from derive.judging.verdict import FALSE, TRUE, Kind, Verdict
from derive.judging.words.conditions import cases, keys, known, line, told, under, ways
from derive.judging.words.presumed import Presumed, presumed
from derive.judging.words.properties import Way
from derive.meaning.claims import Claim
from derive.meaning.meanings import Informed, Understood
from derive.meaning.rewriting import walk
from derive.meaning.terms import Quantity
from derive.reading.grammar.names import Names
from derive.reading.grammar.trees import names_in
from derive.reading.items import Document, Item, Opening
from derive.reading.statements import Definition, Equation
from derive.reading.where import BESIDE

BEHIND = re.compile(
    r"[\s.,;]*(?:\$\$|\\\]|\\end\{\w+\*?\}|`{3,})?[\s.,;(]*(?:if|when|where|since|because|for|with|by|provided)\b"
)
"""What begins words about the formula before them."""
ENDED = re.compile(r"[.!?]\s+\S")
MOST = 4
"""Meanings of words that are tried of one claim."""
JudgeOf = Callable[[Understood, Informed], Verdict]
"""The verdict on a claim, with what is assumed besides."""


def in_words(
    document: Document, understood: Sequence[Understood], verdicts: Mapping[str, Verdict], judge: JudgeOf
) -> dict[str, Verdict]:
    """The verdicts on refuted claims that words excuse: true with what these assume, or not decided with it."""
    refuted = [each for each in understood if _is_refuted(verdicts.get(each.item.id))]
    every = list(presumed(document)) if refuted else []
    found: dict[str, Verdict] = {}
    for each in refuted if every else ():
        excuses = [said for said in every if concerns(said, each, document, understood)]
        verdict = _Trial(each, excuses, document, judge).verdict() if excuses else None
        if verdict is not None:
            found[each.item.id] = verdict
    return found


def concerns(said: Presumed, each: Understood, document: Document, understood: Sequence[Understood]) -> bool:
    """Whether words are about a claim behind them in their section, or right before them, that rests on all names."""
    start = each.item.span.start
    if not _rests(each, keys(said, each)) or ways(said, each) is None or _is_another(said, each, document):
        return False
    return said.at < start < section_end(document, said.at) or each.item.display in _behind(said, document, understood)


def is_settled(said: Presumed, each: Understood) -> bool:
    """Whether something is assumed already of a name of which words say something."""
    claim = each.meaning
    assert isinstance(claim, Claim)
    assumed = walk(tuple(assumption.condition for assumption in claim.scope.assumptions))
    return any(isinstance(node, Quantity) and node.name in keys(said, each) for node in assumed)


def advice(said: Presumed, each: Understood, document: Document) -> str:
    """What to write for the words; nothing where it takes more than conditions."""
    base = told(each)
    found = (way for way in ways(said, each) or () if base is not None and under(base, way, document) is not None)
    return line(next(found, ()))


class _Trial:
    """A refuted claim, tried with what words say."""

    def __init__(self, each: Understood, said: Sequence[Presumed], document: Document, judge: JudgeOf) -> None:
        self.each, self.document, self.judge = each, document, judge
        self.base = told(each)
        readable = {one: self._readable(ways(one, each) or ()) for one in said}
        self.meant = {one: found for one, found in readable.items() if found}
        self.unread = [one for one in said if not readable[one] and not is_settled(one, each)]

    def verdict(self) -> Verdict | None:
        """The verdict on the claim, where it is another one; a defect of this program is told."""
        tried = list(islice(product(*self.meant.values()), MOST)) if self.meant else []
        kinds = []
        for meanings in tried:
            found = self._under(_joined(meanings))
            if found.defect:
                return found
            if found.kind in TRUE:
                return self._true(dict(zip(self.meant, meanings, strict=True)))
            kinds.append(found.kind)
        first = _joined(tried[0]) if tried else ()
        if self.unread:
            return None if self._is_false_in_a_case(first) else self._without(self.unread)
        return None if all(kind in FALSE for kind in kinds) else self._without(list(self.meant), line(first))

    def _readable(self, found: Sequence[Way]) -> list[Way]:
        return [way for way in found if self.base is not None and under(self.base, way, self.document) is not None]

    def _under(self, way: Way) -> Verdict:
        claim = under(self.base, way, self.document) if self.base is not None else None
        return self.judge(self.each, claim) if claim is not None else Verdict(Kind.UNDECIDED, "")

    def _is_false_in_a_case(self, way: Way) -> bool:
        """Whether the claim is false for some of the arrays of which words say what is not read."""
        special = chain.from_iterable(cases(said, self.each) for said in self.unread)
        return any(self._under((*way, *case)).kind in FALSE for case in special)

    def _true(self, meanings: Mapping[Presumed, Way]) -> Verdict:
        """The verdict on a claim that is true with what all words say; one of them may be enough."""
        if len(meanings) > 1:
            single = next((each for each, way in meanings.items() if self._under(way).kind in TRUE), None)
            meanings = {single: meanings[single]} if single is not None else meanings
        return self._without(list(meanings), line(_joined(meanings.values())))

    def _without(self, said: Sequence[Presumed], written: str = "") -> Verdict:
        numbers = sorted({self.document.source.position(each.at)[0] for each in said})
        where = f"line {numbers[0]} says" if len(numbers) == 1 else f"lines {', '.join(map(str, numbers))} say"
        names = dict.fromkeys(self.each.world.scope.spelling(key) for each in said for key in keys(each, self.each))
        of = f" of ${next(iter(names))}$" if len(names) == 1 else ""
        what = f"it is false without what {where}{of} in words, which is not read"
        advised = f"; write `{written}` in a `derive` comment above, if it is meant" if written else ""
        return Verdict(Kind.UNDECIDED, f"Not decided: {what}{advised}.")


def _joined(meanings: Iterable[Way]) -> Way:
    return tuple(dict.fromkeys(chain.from_iterable(meanings)))


def _is_refuted(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.kind is Kind.REFUTED


def _rests(each: Understood, names: Sequence[str]) -> bool:
    """Whether a claim rests on all of some names."""
    if not names or not isinstance(each.meaning, Claim):
        return False
    named = set[str]()
    match each.item.statement:
        case Equation(left=left, right=right):
            named = names_in(left, right)
        case Definition(head=head, body=body):
            named = {head.key} | names_in(body)
    return set(names) <= named.union(*(each.world.resting.get(one, ()) for one in named))


def _behind(said: Presumed, document: Document, understood: Sequence[Understood]) -> set[int]:
    """The numbers of the displays right before words that speak of them, as in “where $A$ is symmetric”."""
    text = document.source.text
    above = [each.item for each in understood if each.item.span.end <= said.at and each.item.display]
    last = max(above, key=lambda item: item.span.end, default=None)
    if last is None or BEHIND.match(text, last.span.end) is None:
        return set()
    if ENDED.search(text[last.span.end : said.at].lstrip("$] .\n")):
        return set()
    first = last.display
    while first > 1 and BESIDE.fullmatch(text[document.formulas[first - 2].end : document.formulas[first - 1].start]):
        first -= 1
    return {*range(first, last.display + 1)}


def section_end(document: Document, at: int) -> float:
    """Where the section ends in which a place stands."""
    openings = [part for part in document.parts if isinstance(part, Opening)]
    level = next((each.level for each in reversed(openings) if each.span.start < at), 0)
    return next((each.span.start for each in openings if each.span.start > at and each.level <= level), inf)


def _is_another(said: Presumed, each: Understood, document: Document) -> bool:
    """Whether a name means something else where the claim stands than where the words do."""
    names = _names_at(said.at, document)
    pairs = [(known(name, names), known(name, each.item.names)) for name in said.names]
    return any(
        one is not None and other is not None and one.key != other.key
        for one, other in pairs
    )


def _names_at(at: int, document: Document) -> Names:
    """The names that are known at a place."""
    items = [part for part in document.parts if isinstance(part, Item) and part.span.start <= at]
    return next((each.names for each in reversed(items) if section_end(document, each.span.start) > at), Names())
