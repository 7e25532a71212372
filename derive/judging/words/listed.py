r"""The names that are listed in a sentence, as in “the matrices $A$ and $B$”, and what they are called elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from derive.reading.where import FORMULA

NAME = re.compile(
    r"(?:\\[a-zA-Z]+\s*\{\s*)*(?:\\[a-zA-Z]+\s+)?(?:\\[a-zA-Z]+|[A-Za-z])\s*\}*'*"
    r"(?:\s*[_^]\s*(?:\{[^{}]*(?:\{[^{}]*\})?\}|\\?\w))*"
)
"""A name, maybe with a typeface, accents and scripts."""
APART = re.compile(r",(?![^{}]*\})")
DOTS = re.compile(r"\\[lc]?dots|\.\.\.")
ITEM = rf"(?:{FORMULA}|(?<![\w\\$-])[A-Z](?![\w'’-]))"
NOUN = (
    r"(?:matri(?:x|ces)|vectors?|numbers?|scalars?|arrays?|targets?|labels?|weights?|quantit(?:y|ies)|constants?"
    r"|parameters?|inputs?|outputs?|rows?|columns?|entries|values?|variables?|operators?|masks?|directions?|encodings?"
    r"|distributions?|probabilit(?:y|ies)|features?|data|points?|factors?)"
)
PART = r"(?:(?P<part>row|column|entr|element|component)(?:s|y|ies)?\s+of\s+)?(?:the\s+)?"
LIST = re.compile(
    rf"{PART}(?:(?:[a-z-]+\s+){{0,2}}?{NOUN}\s+)?"
    rf"(?P<items>{ITEM}(?:\s*(?:,\s*and|,|and|or|&)\s+(?:the\s+)?(?:{NOUN}\s+)?{ITEM})*)"
)
"""Names one behind another, and of which part of them something is said."""
CALLED = re.compile(rf"\b(?P<noun>{NOUN})\s+(?P<items>{ITEM}(?:\s*(?:,\s*and|,|and)\s+{ITEM})*)")
"""What names are called."""
UNNAMED = re.compile(rf"\b[Tt]he(?:se)?\s+(?P<noun>{NOUN})\b(?!\s+{ITEM})")
"""What is spoken of without its name."""
GENERAL = re.compile(r"(?:matri|vector|number|scalar|array|row|column|entr|value|variable|factor|point)", re.IGNORECASE)
"""Nouns that may be said of anything."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Names in a sentence, and the stretch where they stand."""

    names: tuple[str, ...]
    start: int
    first: int
    end: int
    part: str


def called(text: str) -> dict[str, tuple[str, ...]]:
    """What is called by a noun, by its first letters; nothing where two things are."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for match in CALLED.finditer(text):
        every = tuple(name for item in re.findall(ITEM, match["items"]) for name in names(item))
        if every and not GENERAL.match(match["noun"]):
            found.setdefault(_stem(match["noun"]), set()).add(every)
    return {noun: next(iter(every)) for noun, every in found.items() if len(every) == 1}


def _stem(noun: str) -> str:
    return re.sub(r"(?:s|y|ies)\Z", "", noun.lower())


def lists(sentence: str, known: Mapping[str, tuple[str, ...]]) -> Iterator[Listed]:
    """The names that are listed, and those that are meant by a noun alone."""
    for found in LIST.finditer(sentence):
        every = [names(item) for item in re.findall(ITEM, found["items"])]
        if every and all(every):
            flat = tuple(dict.fromkeys(name for group in every for name in group))
            yield Listed(flat, found.start(), found.start("items"), found.end(), found["part"] or "")
    for found in UNNAMED.finditer(sentence):
        own = known.get(_stem(found["noun"]), ())
        if own:
            yield Listed(own, found.start(), found.start(), found.end(), "")


def names(formula: str) -> list[str]:
    r"""The names in a formula that has nothing else but what they are elements of, `A, B \in R^n`."""
    inner = re.split(r"\\in(?![a-z])|∈", formula.strip("$ ").removeprefix(r"\(").removesuffix(r"\)"))[0]
    parts = [part.strip() for part in APART.split(inner) if part.strip()]
    kept = [part for part in parts if not DOTS.fullmatch(part)]
    return kept if all(NAME.fullmatch(part) for part in kept) else []
