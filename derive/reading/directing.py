"""Directives: what the author says of the next formula, its name, its kernel and the verdicts of its claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from derive.reading.items import Item, Opening
from derive.reading.ledger import Ledger
from derive.reading.source import Span
from derive.reading.statements import Directive, Equation, Unread

VERDICTS = ("proved", "refuted", "conditional", "convention", "undecided", "unread", "definition", "skipped")


class Directives:
    """Those that wait for the next formula, and the names that were given so far."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.pending: list[tuple[Directive, Span]] = []
        self.ids: set[str] = set()

    def wait(self, directive: Directive, span: Span) -> None:
        """Keep a directive for the next formula."""
        self.pending.append((directive, span))

    def take(self) -> dict[str, str]:
        """Those of the formula at hand, by their names."""
        directives = dict[str, str]()
        for directive, at in self.pending:
            if directive.name in directives:
                self.ledger.put(Unread(f"`{directive.name}:` is said twice of the next formula", at), at)
            directives.setdefault(directive.name, directive.text)
        self.pending = []
        return directives

    def end(self) -> None:
        """Say of those that still wait that no formula follows."""
        for directive, span in self.pending:
            message = f"`{directive.name}:` is about the next formula, but none follows"
            self.ledger.put(Unread(message, span), span)

    def apply(self, directives: Mapping[str, str], first: int) -> None:
        """Apply what the author says of a formula, whose parts are those from `first` on, to its claims."""
        claims = [place for place, part in enumerate(self.ledger.parts) if place >= first and _claims(part)]
        places = claims or [len(self.ledger.parts) - 1]
        words = directives.get("expect", "").split()
        strange = [word for word in words if word not in VERDICTS]
        if strange:
            message = f"`expect:` knows no verdict {strange[0]}; the verdicts are {', '.join(VERDICTS)}"
            self._complain(message, places[0], "expect", directives)
            words = []
        if words and len(words) not in (1, len(places)):
            message = f"`expect:` names {len(words)} verdicts, but the block has {len(places)} claims"
            self._complain(message, places[0], "expect", directives)
            words = []
        for number, place in enumerate(places):
            if words:
                self.ledger.parts[place] = replace(self._item(place), expected=words[number if len(words) > 1 else 0])
        last, name, kernel = places[-1], directives.get("id", ""), directives.get("kernel")
        if name in self.ids:
            self._complain(f"`id: {name}` is already the name of another claim", last, "id", directives)
            name = ""
        if kernel is not None and not (kernel.isidentifier() and kernel.isascii()):
            self._complain(f"`kernel: {kernel}` is no name for a function", last, "kernel", directives)
            kernel = None
        self.ids.update({name} - {""})
        self.ledger.parts[last] = replace(self._item(last), id=name, kernel=kernel)

    def _complain(self, message: str, place: int, word: str, directives: Mapping[str, str]) -> None:
        """Say what is wrong with a directive at the formula that it is about."""
        span = self._item(place).span
        self.ledger.put(Unread(message, span), span, rf"\text{{{word}: {directives[word]}}}")

    def _item(self, place: int) -> Item:
        part = self.ledger.parts[place]
        assert isinstance(part, Item)
        return part


def _claims(part: Item | Opening) -> bool:
    return isinstance(part, Item) and isinstance(part.statement, (Equation, Unread))
