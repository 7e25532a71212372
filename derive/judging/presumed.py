r"""What running text assumes in words that are not read, as in “Assume that $W$ is orthogonal and $t$ is one-hot.”"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from derive.judging.trial import Judge
from derive.judging.verdict import TRUE, Kind, Verdict
from derive.meaning.claims import Claim
from derive.meaning.meanings import Understood
from derive.meaning.rewriting import walk
from derive.meaning.scope import Assumption
from derive.meaning.terms import Compare, Comparison, Quantity, Transpose
from derive.reading.grammar.trees import names_in
from derive.reading.items import Document, Item, Opening
from derive.reading.source import Source
from derive.reading.statements import Equation
from derive.reading.where import COMMENT

SENTENCE = re.compile(
    r"\b(?:assum(?:e|ing)|suppos(?:e|ing)|let|if|when|where|since|because|for|with|given)\b[^.!?]*", re.IGNORECASE
)
"""The rest of a sentence that assumes."""
BEHIND = re.compile(
    r"[\s.,;]*(?:\$\$|\\\]|\\end\{\w+\*?\}|`{3,})?[\s.,;]*(?:if|when|where|since|because|for|with)\b", re.IGNORECASE
)
"""What begins words about the formula before them."""
ENDED = re.compile(r"[.!?]\s+\S")
_NAME = (
    r"(?:(?:\$|\\\()\s*(?P<name>\\[a-z]+|\\(?:mathbf|bm|boldsymbol)\s*\{?[A-Za-z]\}?|[A-Za-z])(?:\s*(?:\\in|∈)[^$]*?)?\s*"
    r"(?:\$|\\\))|\b(?P<bare>[A-Z])\b)"
)
_PROPERTY = (
    r"(?P<property>orthogonal|orthonormal|symmetric|invertible|nonsingular|non-singular|one-hot|diagonal|idempotent"
    r"|normalised|normalized"
    r"|positive(?:[\s-]+(?:semidefinite|semi-definite|definite))?|of\s+full\s+(?:row\s+|column\s+)?rank)\b"
)
PAIRS = (
    re.compile(rf"{_NAME}\s+(?:is|are|be|to\s+be)\s+(?:an?\s+|also\s+|always\s+)?{_PROPERTY}"),
    re.compile(rf"{_PROPERTY}\s+(?:(?:matri(?:x|ces)|vectors?|targets?)\s+)?{_NAME}"),
)
"""A name and what is said to hold of it, in both orders."""
FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.DOTALL | re.MULTILINE)
SYMMETRIC = "symmetric"
WAYS = {
    "orthogonal": r"assume {}^\top {} = I",
    "orthonormal": r"assume {}^\top {} = I",
    SYMMETRIC: r"assume {}^\top = {}",
    "positive": "assume {} > 0",
}
"""How a property is assumed in a comment, where that is one line."""
FACE = re.compile(r"\\(?:mathbf|bm|boldsymbol)\s*\{?([A-Za-z])\}?")


@dataclass(frozen=True, slots=True)
class Presumed:
    """What is said of a name in words, where, and what to write for it; nothing where there is more than one line."""

    name: str
    words: str
    at: int
    way: str


def presumed(source: Source) -> Iterator[Presumed]:
    """All that the running text of a document assumes of names by one of some words."""
    text = source.text
    for hidden in (FENCED, COMMENT):
        text = hidden.sub(lambda found: " " * len(found.group()), text)
    for sentence in SENTENCE.finditer(text):
        for found in (found for pair in PAIRS for found in pair.finditer(text, *sentence.span())):
            name = FACE.sub(r"\1", found["name"] or found["bare"])
            said = " ".join(found["property"].split())
            yield Presumed(name, said, found.start(), WAYS.get(said, "").replace("{}", name))


def concerned(said: Presumed, document: Document, understood: Sequence[Understood]) -> list[Item]:
    """The claims behind the words, in their section, that rest on the name, where nothing is assumed of it."""
    end = _section_end(document, said.at)
    behind = _behind(said, document, understood)
    return [
        each.item
        for each in understood
        if (said.at < each.item.span.start < end or each.item.display == behind) and _rests(each, said.name)
    ]


def in_words(
    document: Document, understood: Sequence[Understood], verdicts: Mapping[str, Verdict], judge: Judge, seconds: float
) -> dict[str, Verdict]:
    """The verdicts on claims that are false as stated, and may be true with what words assume, which are not read."""
    refuted = {each.item.id: each for each in understood if _is_refuted(verdicts.get(each.item.id))}
    found: dict[str, Verdict] = {}
    for said in presumed(document.source) if refuted else ():
        for item in (item for item in concerned(said, document, understood) if item.id in refuted):
            under = _symmetric(refuted[item.id], said.name) if said.words == SYMMETRIC else None
            held = judge(under, seconds) if under is not None else None
            if held is not None and held.defect:
                found[item.id] = held
            if held is not None and held.kind not in TRUE:
                continue
            line, _ = document.source.position(said.at)
            what = f"it is false without what line {line} says of ${said.name}$ in words, which is not read"
            found[item.id] = Verdict(Kind.UNDECIDED, f"Not decided: {what}.")
    return found


def _is_refuted(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.kind is Kind.REFUTED


def _symmetric(each: Understood, name: str) -> Claim | None:
    """A claim where an array is symmetric; nothing where it is no square one."""
    claim = each.meaning
    assert isinstance(claim, Claim)
    for known in each.item.names.known.get(name, ()):
        shape = claim.scope.shapes.get(known.key, ())
        if shape != () and shape[0] == shape[1]:
            array = Quantity(known.key, shape=shape)
            assumption = Assumption(Compare(Comparison.EQUAL, Transpose(array, shape=shape), array), {}, SYMMETRIC)
            return replace(claim, scope=claim.scope.under(assumption))
    return None


def _behind(said: Presumed, document: Document, understood: Sequence[Understood]) -> int:
    """The number of the display right before words that speak of it, as in “where $A$ is symmetric”; 0 without one."""
    above = [each.item for each in understood if each.item.span.end <= said.at and each.item.display]
    last = max(above, key=lambda item: item.span.end, default=None)
    if last is None or BEHIND.match(document.source.text, last.span.end) is None:
        return 0
    between = document.source.text[last.span.end : said.at]
    return 0 if ENDED.search(between.lstrip("$] .\n")) else last.display


def _section_end(document: Document, at: int) -> float:
    """Where the section ends in which a place stands."""
    openings = [part for part in document.parts if isinstance(part, Opening)]
    level = next((each.level for each in reversed(openings) if each.span.start < at), 0)
    return next((each.span.start for each in openings if each.span.start > at and each.level <= level), inf)


def _rests(each: Understood, name: str) -> bool:
    claim, equation = each.meaning, each.item.statement
    if not isinstance(claim, Claim) or not isinstance(equation, Equation):
        return False
    keys = {known.key for known in each.item.names.known.get(name, ())}
    assumed = walk(tuple(assumption.condition for assumption in claim.scope.assumptions))
    if any(isinstance(node, Quantity) and node.name in keys for node in assumed):
        return False
    named = names_in(equation.left, equation.right)
    return not keys.isdisjoint(named.union(*(each.world.resting.get(one, ()) for one in named)))
