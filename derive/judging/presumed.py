r"""What running text assumes in words that are not read, as in “Assume that $W$ is orthogonal and $t$ is one-hot.”"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from derive.meaning.claims import Claim
from derive.meaning.meanings import Understood
from derive.meaning.rewriting import walk
from derive.meaning.terms import Quantity
from derive.reading.grammar.trees import names_in
from derive.reading.items import Document, Item, Opening
from derive.reading.source import Source
from derive.reading.statements import Equation
from derive.reading.where import COMMENT

SENTENCE = re.compile(r"\b(?:assum(?:e|ing)|suppos(?:e|ing)|let)\b[^.!?]*", re.IGNORECASE)
"""The rest of a sentence that assumes."""
PAIR = re.compile(
    r"(?:(?:\$|\\\()\s*(?P<name>\\[a-z]+|\\(?:mathbf|bm|boldsymbol)\s*\{?[A-Za-z]\}?|[A-Za-z])(?:\s*(?:\\in|∈)[^$]*?)?\s*"
    r"(?:\$|\\\))|\b(?P<bare>[A-Z])\b)"
    r"\s+(?:is|are|be|to\s+be)\s+(?:an?\s+|also\s+|always\s+)?"
    r"(?P<property>orthogonal|orthonormal|symmetric|invertible|non-?singular|one-hot|diagonal|idempotent|normali[sz]ed"
    r"|positive(?:[\s-]+(?:semi-?)?definite)?|of\s+full\s+(?:row\s+|column\s+)?rank)\b"
)
"""A name and what is said to hold of it."""
FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.DOTALL | re.MULTILINE)
WAYS = {
    "orthogonal": r"assume {}^\top {} = I",
    "orthonormal": r"assume {}^\top {} = I",
    "symmetric": r"assume {}^\top = {}",
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
        for found in PAIR.finditer(text, sentence.start(), sentence.end()):
            name = FACE.sub(r"\1", found["name"] or found["bare"])
            said = " ".join(found["property"].split())
            yield Presumed(name, said, found.start(), WAYS.get(said, "").replace("{}", name))


def concerned(said: Presumed, document: Document, understood: Sequence[Understood]) -> list[Item]:
    """The claims behind the words, in their section, that rest on the name, where nothing is assumed of it."""
    end = _section_end(document, said.at)
    return [each.item for each in understood if said.at < each.item.span.start < end and _rests(each, said.name)]


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
