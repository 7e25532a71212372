r"""Corrections in the hand of an author who has commands of his own: what is not changed stays as he wrote it."""

from __future__ import annotations

from collections.abc import Sequence

from derive.judging.edits.shown import alike
from derive.judging.verdict import Correction
from derive.reading.files import macros
from derive.reading.items import Item
from derive.reading.source import Passage, Source, Span
from derive.reading.tokens import Kind, Token, tokenize


def expanded(source: Source, span: Span) -> list[Token]:
    """The symbols of a stretch of a file; those that a command of the author's own writes have the place of its use.

    Raises `macros.MacroError` where a command cannot be expanded.
    """
    return macros.expand(tokenize(source.passage(span)), macros.find(source))


def symbols(latex: str) -> list[Token]:
    """The symbols of a formula."""
    return tokenize(Passage(latex, tuple(range(len(latex)))))


def recommanded(source: Source, item: Item, correction: Correction) -> tuple[Span, str] | None:
    """The stretch of a claim to replace, no command cut in two, and by what; nothing where that is not the correction.

    What stands in an earlier row of a chain is left as it is.
    """
    try:
        return _replaced(source, item, correction)
    except macros.MacroError:
        return None


def _replaced(source: Source, item: Item, correction: Correction) -> tuple[Span, str] | None:
    old, whole, new = expanded(source, item.span), _texts(symbols(item.shown)), symbols(correction.source)
    before = len(whole) - len(old)
    if before < 0 or whole[before:] != _texts(old) or _texts(new[:before]) != whole[:before]:
        return None
    new = new[before:]
    first = alike(_texts(old), _texts(new))
    last = min(alike(_texts(old[::-1]), _texts(new[::-1])), min(len(old), len(new)) - first)
    while first and not _is_between(old, first):
        first -= 1
    while last and not _is_between(old, len(old) - last):
        last -= 1
    gone, put = old[first : len(old) - last], new[first : len(new) - last]
    start = min(token.span.start for token in gone) if gone else old[first - 1].span.end if first else item.span.start
    end = max(token.span.end for token in gone) if gone else start
    if not put:
        end = old[len(old) - last].span.start if last else end
    text = _apart(source.text[:start], _folded(source, item, put, correction.source), source.text[end:])
    made = f"{source.text[item.span.start : start]}{text}{source.text[end : item.span.end]}"
    after = macros.expand(tokenize(Passage(made, (item.span.start,) * len(made))), macros.find(source))
    return (Span(start, end), text) if _texts(after) == _texts(new) else None


def _is_between(tokens: Sequence[Token], place: int) -> bool:
    """Whether a place among symbols is in the middle of no command's use."""
    return place == len(tokens) or max(t.span.end for t in tokens[:place]) <= min(t.span.start for t in tokens[place:])


def _apart(before: str, text: str, after: str) -> str:
    """LaTeX to be put between, with a space where a letter would become part of a command."""
    joins = [(before[-1:], text[:1]), (text[-1:], after[:1])]
    first, last = (" " if one.isalpha() and other.isalpha() else "" for one, other in joins)
    return f"{first}{text}{last}"


def _folded(source: Source, item: Item, tokens: Sequence[Token], latex: str) -> str:
    """New symbols as LaTeX, with those of the author's commands in the claim that take nothing for what they write."""
    known = macros.find(source)
    written: dict[str, list[str]] = {}
    for token in tokenize(source.passage(item.span)):
        macro = known.at(token.text, token.span.start) if token.kind is Kind.COMMAND else None
        if macro is not None and not macro.parameters:
            written[token.text] = _texts(macros.expand([token], known))
    commands = sorted(written.items(), key=lambda each: len(each[1]), reverse=True)
    parts, place = list[str](), 0
    while place < len(tokens):
        here = _texts(tokens[place:])
        command = next((name for name, text in commands if text and here[: len(text)] == text), "")
        count = len(written[command]) if command else 1
        taken = tokens[place : place + count]
        text = f"{command} " if command else latex[taken[0].span.start : taken[-1].span.end]
        parts.append(f"{text} " if text[-1].isalpha() and text.startswith("\\") else text)
        place += count
    return "".join(parts).strip()


def _texts(tokens: Sequence[Token]) -> list[str]:
    return [token.text for token in tokens]
