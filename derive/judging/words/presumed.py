r"""What running text assumes of names in words, as in “Assume that $W$ is orthogonal and $t$ is one-hot.”"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from derive.judging.words.listed import NOUN, Listed, called, lists, names
from derive.judging.words.properties import ANY, ORTHOGONAL, PROPERTIES, Phrase, Property
from derive.reading.items import Document, Opening
from derive.reading.where import COMMENT, FORMULA

FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.DOTALL | re.MULTILINE)
DISPLAYED = "\0"
"""What stands in place of a displayed formula."""
ENDS = re.compile(r"[.!?。](?=\s|\Z)|\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)")
"""The end of a sentence, a paragraph, or an item of a list."""

BE = (
    r"(?:(?:is|are|being|be|(?:must|should|has\s+to|have\s+to|to)\s+be)"
    r"(?:\s+(?:assumed|supposed|taken|known|chosen|required|constrained|said|given|set)(?:\s+(?:to\s+be|as))?)?"
    r"|(?:assumed|supposed|taken|known|chosen)(?:\s+(?:to\s+be|as))?|as)"
)
FILLER = (
    rf"(?:\s|,|{FORMULA}|\b(?:an?|the|and|or|also|always|both|all|each|again|even|now|moreover|further|real|{NOUN})\b)*"
)
LINK = re.compile(rf"\s*,?\s*(?:(?:that|which|both|all|each|always)\s+)*{BE}(?:\s{FILLER})?")
"""What joins names to what is said of them."""
RIGHT = re.compile(
    rf"\s*,?\s*(?:(?:that|which|both|all|each|always|they)\s+)*(?:{BE}\s+(?:an?\s+)?(?:[a-z-]+\s+)?{NOUN}\s+)?"
    r"(?:(?:whose|with|has|have|having)\s+(?:the\s+)?(?P<part>row|column|entr|element)(?:s|ies)?\s*(?:that\s+)?)?"
)
"""What may stand between names and what tells of them."""
AHEAD = re.compile(
    r"(?:[\s,]*(?:and\s)?\s*"
    r"(?!(?:is|are|be|of|in|to|for|by|with|over|on|at|from|if|then|than|where|when|so|that)\b)[a-z-]+){0,2}"
    rf"[\s,]*(?<![\w-]){NOUN}\s+(?:{FORMULA}\s+)??|[\s,]*(?:and|or)?\s*",
    re.IGNORECASE,
)
"""What stands between a property and the names that have it."""
OF = re.compile(rf"\s+of\s+(?:both\s+)?(?:the\s+)?(?:{NOUN}\s+)?")
TO = re.compile(rf"\s+(?:to|with)\s+(?:the\s+)?(?:{NOUN}\s+)?")
APPOSED = re.compile(
    r"(?:\b(?:with|for|let|take|assum(?:e|ing)|suppose|consider|when|if|where|given|all|every|any)|[(,])\s*\Z",
    re.IGNORECASE,
)
"""What stands before names right behind which a property stands."""
PERPENDICULAR = re.compile(r"(?:\$|\\\()\s*(?P<one>[^$=]*?)\s*\\perp\s*(?P<other>[^$=]*?)\s*(?:\$|\\\))")

NEGATED = re.compile(
    r"\b(?:not|never|neither|nor|none|nothing|cannot|unless|whether|without|instead\s+of|rather\s+than|unlike|except"
    r"|hardly|fails?|were|would|had|even\s+(?:if|when|though)|only\s+if|if\s+and\s+only|iff)\b|n['’]t\b", re.IGNORECASE,
)
IDIOM = re.compile(
    r"(?:without|no)\s+(?:any\s+)?loss\s+of\s+generality|(?:if|unless)\s+(?:not\s+)?(?:otherwise\s+)?(?:stated|noted|said)"
    r"(?:\s+otherwise)?|unless\s+otherwise\s+\w+|not\s+only", re.IGNORECASE,
)
"""Words of denial that deny nothing."""
BOUND = re.compile(r"[;:]|,?\s(?:but|while|whereas|although|since|because|where)\s|,\s+and\s", re.IGNORECASE)
"""Where a part of a sentence begins that is not denied with what stands before it."""
CONCLUDES = re.compile(
    r"[\W_]*(?:then|so|hence|thus|therefore|consequently|it\s+follows|we\s+(?:see|find|get|obtain|conclude|show|prove)"
    r"|this\s+(?:shows|means|implies|gives))\b", re.IGNORECASE,
)
ASSUMES = re.compile(
    r"\b(?:assum\w+|suppos\w+|let|if|when|where|since|because|for|with|given|provided)\b", re.IGNORECASE
)
DEFINES = re.compile(r"\s+(?:if|iff|whenever|exactly|precisely|only)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Presumed:
    """What is said of a name in words, or of a `part` of it, or of it and of another; and where."""

    name: str
    what: Property
    at: int
    part: str = ""
    other: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names as they are written."""
        return (self.name, self.other) if self.other else (self.name,)

    @property
    def words(self) -> str:
        """What is said, behind “is”."""
        return self.what.paired.replace("{B}", self.other) if self.other else self.what.words


@dataclass(frozen=True, slots=True)
class _Said:
    """A phrase for a property found in a sentence."""

    what: Property
    phrase: Phrase
    start: int
    end: int


def presumed(document: Document) -> Iterator[Presumed]:
    """All that the running text of a document assumes of names by the words of some property."""
    text = _running(document)
    known = called(text)
    headings = [part.span.start for part in document.parts if isinstance(part, Opening)]
    for start, end in _sentences(text, headings):
        if text[end : end + 1] != "?" and ANY.search(text, start, end):
            yield from _presumed(text[start:end], start, known)


def _running(document: Document) -> str:
    """The text of a document, what is displayed and what does not run in it hidden."""
    text, end, kept = document.source.text, 0, list[str]()
    for span in sorted(document.formulas, key=lambda span: span.start):
        kept += [text[end : span.start], DISPLAYED * (span.end - max(end, span.start))]
        end = max(end, span.end)
    text = "".join([*kept, text[end:]])
    for hidden in (FENCED, COMMENT):
        text = hidden.sub(lambda found: " " * len(found.group()), text)
    return text


def _sentences(text: str, headings: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where sentences start and end."""
    cuts = [(found.start(), found.end()) for found in ENDS.finditer(text)]
    for heading in headings:
        line = text.find("\n", heading)
        cuts += [(heading, heading), *([(line, line)] if line >= 0 else [])]
    start = 0
    for stop, after in sorted(cuts):
        if stop > start:
            yield start, stop
        start = max(start, after)
    yield start, len(text)


def _presumed(sentence: str, offset: int, known: Mapping[str, tuple[str, ...]]) -> Iterator[Presumed]:
    for found in PERPENDICULAR.finditer(sentence):
        one, other = (names(found[which]) for which in ("one", "other"))
        if len(one) == len(other) == 1 and not _is_denied(sentence, found.start(), found.end()):
            yield Presumed(one[0], ORTHOGONAL, offset + found.start(), other=other[0])
    every = _said(sentence)
    listed = sorted(lists(sentence, known), key=lambda each: each.first) if every else []
    for said in every:
        others = [each for each in every if each is not said]
        for subject, end in _subjects(sentence, said, others, listed):
            start = min(subject.start, said.start)
            if not _is_denied(sentence, start, max(end, said.end)):
                yield from _each(said.what, subject, offset + start, _related(sentence, said, listed))
                break


def _said(sentence: str) -> list[_Said]:
    """The patterns found, the longest where they overlap."""
    found = [
        _Said(each, phrase, *match.span())
        for each in PROPERTIES
        for phrase, pattern in each.patterns.items()
        for match in pattern.finditer(sentence)
    ]
    longest = sorted(found, key=lambda said: said.start - said.end)
    kept: list[_Said] = []
    for said in longest:
        if all(said.end <= other.start or other.end <= said.start for other in kept):
            kept.append(said)
    return sorted(kept, key=lambda said: said.start)


def _subjects(
    sentence: str, said: _Said, others: Sequence[_Said], listed: Sequence[Listed]
) -> Iterator[tuple[Listed, int]]:
    """The names of which a property is said, and where that is said to an end."""
    before = next((each for each in reversed(listed) if each.end <= said.start), None)
    after = next((each for each in listed if each.first >= said.end), None)
    if before is not None and said.phrase is not Phrase.NOUN:
        between = _without(sentence, before.end, said.start, others)
        right = RIGHT.fullmatch(between) if said.phrase is Phrase.TELLS else None
        is_beside = said.phrase is Phrase.SAID and between.isspace()
        apposed = is_beside and APPOSED.search(sentence[: before.start]) is not None
        is_said = apposed or right is not None or LINK.fullmatch(between) is not None
        if is_said and not _is_concluded(sentence, before.start, said, apposed):
            part = (right["part"] if right is not None else None) or before.part
            yield replace(before, part=part), said.end
    if after is not None and said.phrase is not Phrase.TELLS:
        between = _without(sentence, said.end, after.first, others)
        if (OF if said.phrase is Phrase.NOUN else AHEAD).fullmatch(between):
            yield after, after.end


def _without(sentence: str, start: int, end: int, others: Sequence[_Said]) -> str:
    """A stretch of a sentence without the properties in it."""
    for other in reversed([each for each in others if start <= each.start and each.end <= end]):
        cut = sentence[start : other.start] + sentence[other.end : end]
        sentence, end = sentence[:start] + cut + sentence[end:], start + len(cut)
    return sentence[start:end]


def _related(sentence: str, said: _Said, listed: Sequence[Listed]) -> tuple[str, ...]:
    """The names to which those of a list are said to be so, as in “orthogonal to $y$”."""
    if not said.what.pair:
        return ()
    return next((each.names for each in listed if TO.fullmatch(sentence[said.end : each.first])), ())


def _each(what: Property, listed: Listed, at: int, related: Sequence[str]) -> Iterator[Presumed]:
    """What is said of each name of a list, of each and each of those `related`, or of every two."""
    if not related:
        yield from (Presumed(name, what, at, listed.part) for name in listed.names)
    pairs = product(listed.names, related) if related else combinations(listed.names, 2)
    yield from (Presumed(one, what, at, other=other) for one, other in pairs if what.pair)


def _is_denied(sentence: str, start: int, end: int) -> bool:
    """Whether words before, or right behind, say that it is not so."""
    first = max((found.end() for found in BOUND.finditer(sentence, 0, start)), default=0)
    return NEGATED.search(IDIOM.sub("", sentence[first:end])) is not None or "would" in sentence[end:].split()


def _is_concluded(sentence: str, start: int, said: _Said, apposed: bool) -> bool:
    """Whether it is concluded, or said when it is so, and not assumed."""
    if DEFINES.match(sentence, said.end) and not ASSUMES.search(sentence, 0, start):
        return True
    return not apposed and CONCLUDES.match(sentence) is not None and not ASSUMES.search(sentence, 0, start)
