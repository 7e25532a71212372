"""The names that are written in tokens, before it is known what holds there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from derive.reading.grammar.names import COMMON, Known, Names, Written
from derive.reading.grammar.parser import Parser
from derive.reading.grammar.raised import is_label, is_transpose
from derive.reading.grammar.written import resolve, written
from derive.reading.source import Span
from derive.reading.tokens import Token

NABLA = r"\nabla"
BINDERS = frozenset({r"\sum", r"\prod", r"\max", r"\min", r"\lim"})


def table(known: Iterable[Known]) -> Names:
    """The names as they can be found; of two with one spelling and typeface the later one."""
    faces: dict[str, dict[str, Known]] = {}
    for each in known:
        faces.setdefault(each.plain, {})[each.face] = each
    return Names({plain: tuple(each.values()) for plain, each in faces.items()})


def resolved(name: Written, names: Names) -> Known | None:
    """The known name that a written one means; none where a label is left over."""
    found = resolve(Parser((), names, name.span), name)
    return found[0] if found is not None and not is_label(found[1].above) else None


def holds(name: Written, names: Names) -> bool:
    """Whether a written name is known; one with a label is not, where only the letter without the label is."""
    found = resolve(Parser((), names, name.span), name)
    return found is not None and not is_label(found[1].above)


def covers(name: Span, failure: Span) -> bool:
    """Whether a failure is at a name: it begins there, or stands inside of it."""
    return name.start == failure.start or (name.start <= failure.start and failure.end <= name.end)


def is_told(name: Written, failure: Span) -> bool:
    """Whether a failure at a name is of the name: of Kronecker's delta it may be of an index."""
    return name.base not in COMMON or name.span.start == failure.start


def written_in(tokens: Sequence[Token]) -> Iterator[Written]:
    """The names in tokens with their scripts, and those in exponents; no indices."""
    if not tokens:
        return
    at = Parser(tokens, Names())
    while not at.finished:
        name = written(at)
        if name is None:
            at.take()
            continue
        yield name
        if not is_transpose(name.above) and not (name.above and is_label(name.above)):
            yield from written_in(name.above)


def used_in(tokens: Sequence[Token]) -> Iterator[Written]:
    r"""The names in tokens, and those below a `\nabla`."""
    for name in written_in(tokens):
        yield name
        if name.base == NABLA:
            yield from written_in(name.below)


def bound(tokens: Sequence[Token]) -> set[str]:
    """The letters below sums and their like."""
    found: set[str] = set()
    for place, token in enumerate(tokens):
        if token.text in BINDERS and [t.text for t in tokens[place + 1 : place + 2]] == ["_"]:
            at = Parser(tokens, Names())
            at.place = place + 2
            found |= {inner.text for inner in at.group()[0]}
    return found
