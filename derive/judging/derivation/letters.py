"""Letters for indices, as a person would choose them: the author's own, else i, j, k, …, none that is taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from derive.judging.derivation.entries import MARK
from derive.judging.formulas import GREEK
from derive.meaning.reaching import spoken
from derive.meaning.rewriting import walk
from derive.meaning.scope import Scope
from derive.meaning.terms import Fold, Index, Quantity, SizeValue, Term, Unknown

ORDER = (*"ijklrsuvhtpqmncdfgoxyzabw", *GREEK)
FIRST = re.compile(r"\\[a-zA-Z]+|.")
PAIRS = ("ij", "pq", "rs", "kl", "uv")
PAIRS_OF_SLOPES = ("ab", "pq", "rs", "uv", "ij")


def taken(terms: Iterable[Term], scope: Scope) -> frozenset[str]:
    """The letters that the names and sizes of some terms use up, also as the small letters of entries."""
    names: set[str] = set()
    for node in spoken(terms, scope.definitions):
        if isinstance(node, Quantity):
            names |= {node.name} if node.shape == () else {node.name, node.name.lower()}
        elif isinstance(node, SizeValue):
            names.add(node.size)
        elif isinstance(node, Unknown):
            names.add(node.name)
        if isinstance(node, Term):
            names |= {size for size in node.shape if isinstance(size, str)}
    return frozenset(found[0] for name in names if (found := FIRST.match(name.lstrip("{"))))


def pair(used: frozenset[str], slopes: bool) -> tuple[str, str]:
    """Two letters for the free indices of an array."""
    pairs = PAIRS_OF_SLOPES if slopes else PAIRS
    found = next((each for each in pairs if not used & set(each)), "ij")
    return found[0], found[1]


def lettered(lines: Iterable[Term], used: frozenset[str]) -> Iterator[Mapping[str, str]]:
    """For each line the letter of every bound index; an index keeps its letter from line to line where it can."""
    known: dict[str, str] = {}
    for line in lines:
        bound = [name for name in _bound(line) if MARK in name]
        own = {node.name for node in walk(line) if isinstance(node, Index) and MARK not in node.name}
        chosen: dict[str, str] = {}
        for name in bound:
            blocked = used | own | {chosen[other] for other in chosen if other != name}
            later = {known[other] for other in bound if other in known and other not in chosen}
            if known.get(name, "") in ("", *blocked):
                known[name] = _first(name, blocked | later)
            chosen[name] = known[name]
        yield dict(known)


def completed(chosen: Mapping[str, str], terms: Iterable[Term], used: frozenset[str]) -> Mapping[str, str]:
    """The letters, and further ones for indices in some terms that have none: those of a line that is left out."""
    found = dict(chosen)
    for node in (node for term in terms for node in walk(term)):
        if isinstance(node, Index) and MARK in node.name and node.name not in found:
            found[node.name] = _first(node.name, used | {*found.values()})
    return found


def _first(name: str, blocked: frozenset[str] | set[str]) -> str:
    stem = name.split(MARK)[0]
    wished = [stem] if stem else []
    return next((letter for letter in (*wished, *ORDER) if letter not in blocked), name)


def _bound(line: Term) -> Iterator[str]:
    yield from dict.fromkeys(node.index for node in walk(line) if isinstance(node, Fold))
