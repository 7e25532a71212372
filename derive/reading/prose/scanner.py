"""A LaTeX text read sign by sign: groups, arguments, comments, the author's own commands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from derive.reading.files.macros import Macros

MOST = 200_000
"""The signs that the author's commands may write in a document's running text."""

COMMAND = re.compile(r"\\(?:[a-zA-Z]+\*?|[\s\S]|$)")
CLOSING = {"{": "}", "[": "]"}
_BRACKET = re.compile(r"[{}\[\]]|\\[\s\S]")
_SPACE = re.compile(r"[ \t]*\n?[ \t]*")
_VERBATIM = re.compile(r"\\(?:verb|lstinline)\*?([^\w\s*\[{])(.*?)\1")
_COMMENT = re.compile(r"%[^\n]*(?:\n[ \t]*(?![ \t\n]))?")


@dataclass
class Scanner:
    """A place in a text; what a command of the author stands for is put in its place."""

    text: str
    macros: Macros
    place: int = 0
    written: int = field(default=0)

    @property
    def ended(self) -> bool:
        """Whether nothing is left."""
        return self.place >= len(self.text)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What matches here, if it does; it is passed."""
        found = pattern.match(self.text, self.place)
        if found is not None:
            self.place = found.end()
        return found

    def comment(self) -> bool:
        """Pass a comment."""
        return self.take(_COMMENT) is not None

    def verbatim(self) -> str | None:
        r"""What stands in `\verb|…|`."""
        found = self.take(_VERBATIM)
        return found[2] if found else None

    def command(self) -> str:
        """The command here, without the space behind it."""
        found = self.take(COMMAND)
        name = found.group() if found else ""
        if name[-1:].isalpha() or name[-1:] == "*":
            self.take(_SPACE)
        return name

    def option(self) -> str | None:
        """What stands in brackets here."""
        end = self._close() if self.text[self.place : self.place + 1] == "[" else None
        if end is None:
            return None
        inside, self.place = self.text[self.place + 1 : end], end + 1
        return inside

    def argument(self) -> str:
        """The group here without its braces, or the one sign."""
        self.take(_SPACE)
        end = self._close() if self.text[self.place : self.place + 1] == "{" else None
        if end is not None:
            inside, self.place = self.text[self.place + 1 : end], end + 1
            return inside
        found = self.take(COMMAND)
        if found:
            return found.group()
        self.place += 1
        return self.text[self.place - 1 : self.place]

    def _close(self) -> int | None:
        """Where the bracket here is closed."""
        opened = ""
        for found in _BRACKET.finditer(self.text, self.place):
            sign = found.group()
            if sign in CLOSING:
                opened += CLOSING[sign]
            elif len(sign) == 1 and opened.endswith(sign):
                opened = opened[:-1]
            if not opened and len(sign) == 1:
                return found.start()
        return None

    def until(self, closing: str) -> str:
        """What stands before the next `closing`, or all that is left; both are passed."""
        end = self.text.find(closing, self.place)
        end = len(self.text) if end < 0 else end
        inside, self.place = self.text[self.place : end], min(len(self.text), end + len(closing))
        return inside

    def expanded(self, name: str) -> bool:
        """Put what an author's command stands for in the place behind it; whether there is one of that name."""
        known = self.macros.named.get(name)
        if not known or self.written > MOST:
            return False
        macro, arguments = known[-1], []
        if macro.default is not None:
            given = self.option()
            arguments.append("".join(token.text for token in macro.default) if given is None else given)
        while len(arguments) < macro.parameters:
            arguments.append(self.argument())
        body = re.sub(r"#([1-9])", lambda hole: (*arguments, *[""] * 9)[int(hole[1]) - 1], macro.written)
        if macro.name.startswith("\\") and r"\operatorname" in (token.text for token in macro.body[:1]):
            body = rf"${name}$"
        self.written += len(body) + 1
        self.text = self.text[: self.place] + body + self.text[self.place :]
        return True
