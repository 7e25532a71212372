r"""Macros in tokens: each use of an author's own command is replaced by what its definition says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from derive.reading.files import physics
from derive.reading.files.definitions import Macro, Macros, find
from derive.reading.source import Passage, Span
from derive.reading.tokens import Kind, Token, spelled, tokenize

__all__ = ["Macro", "MacroError", "Macros", "expand", "find", "written"]

MOST = 100_000
"""The macros of one formula may write this many symbols in all."""
DEEPEST = 200
"""Macros may stand in the bodies of macros this deep."""

_HOLE = re.compile(r"#([1-9])")


class MacroError(Exception):
    """A macro that cannot be expanded; `span` is the place of its use."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.message = message
        self.span = span


@dataclass(frozen=True, slots=True)
class _Inside:
    """The macros in whose bodies a token was written, innermost first."""

    name: str
    outer: _Inside | None
    depth: int


_Waiting = tuple[Token, _Inside | None]


def expand(tokens: Iterable[Token], macros: Macros) -> list[Token]:
    r"""The tokens with every macro replaced by its body, and definitions left out.

    A body's tokens have the span of the whole use, name and arguments; an argument's tokens keep their own.
    Raises `MacroError` where an argument is missing, a macro uses itself, or the result has no reasonable length.
    """
    expansion = _Expansion(macros, [(token, None) for token in tokens if not macros.inside(token.span.start)])
    expansion.run()
    return expansion.done


def written(latex: str, macros: Macros, place: int) -> str:
    """LaTeX without the author's own commands, which only his file explains, as they are read at a place of that."""
    tokens = tokenize(Passage(latex, (place,) * len(latex)))
    after = expand(tokens, macros)
    return spelled(after) if [token.text for token in tokens] != [token.text for token in after] else latex


class _Expansion:
    """The tokens still to be read, the next one last, and those that are done."""

    def __init__(self, macros: Macros, tokens: list[_Waiting]) -> None:
        self.macros = macros
        self.waiting = tokens[::-1]
        self.done: list[Token] = []
        self.written = 0
        self.end = Span(0, 0)

    def run(self) -> None:
        """Expand until nothing waits."""
        while self.waiting:
            token, inside = self.waiting.pop()
            macro = self.macros.at(token.text, token.span.start) if token.kind is Kind.COMMAND else None
            if macro is None and token.kind is Kind.COMMAND and token.text.endswith("*") and len(token.text) > 2:
                macro = self.macros.at(token.text[:-1], token.span.start)
                if macro is not None:
                    self.waiting.append((Token(Kind.SYMBOL, "*", token.span), inside))
            if macro is None and token.kind is Kind.COMMAND and token.text in physics.NAMES:
                macro = physics.used(token.text, [each for each, _ in self.waiting])
            if macro is None:
                self.done.append(token)
            else:
                self._check_group(token)
                self._use(macro, token, inside)

    def _check_group(self, token: Token) -> None:
        """Raises `MacroError` at a command whose definition stands in a group that is closed, and had another one."""
        name = token.text
        doubted = self.macros.doubt(name, token.span.start) or self.macros.doubt(name.rstrip("*"), token.span.start)
        if doubted is not None:
            message = f"the definition of `{doubted.name}` stands in a group, outside of which it means something else"
            raise MacroError(f"{message}; define it outside of the group, or give it another name", token.span)

    def _use(self, macro: Macro, token: Token, inside: _Inside | None) -> None:
        """Put the macro's body, its arguments filled in, in front of what waits."""
        outer = inside
        while outer is not None:
            if outer.name == macro.name:
                raise MacroError(f"the macro `{macro.name}` uses itself; expected a definition that ends", token.span)
            outer = outer.outer
        inner = _Inside(macro.name, inside, inside.depth + 1 if inside else 1)
        body = self._filled(macro, token, inner)
        self.written += len(body) + 1
        if inner.depth > DEEPEST:
            raise MacroError(f"macros are nested more than {DEEPEST} deep in one another here", token.span)
        if self.written > MOST:
            message = f"`{macro.name}` writes more than {MOST} symbols here; does it double itself?"
            raise MacroError(message, token.span)
        self.waiting.extend(reversed(body))

    def _filled(self, macro: Macro, token: Token, inner: _Inside) -> list[_Waiting]:
        """The body with the arguments that follow the macro's name, or its beginning if it is far too long."""
        self.end = token.span
        arguments = self._arguments(macro, token, inner)
        token = token.at(token.span.to(self.end))
        body: list[_Waiting] = []
        for part in macro.body:
            hole = _HOLE.fullmatch(part.text) if part.kind is Kind.SYMBOL else None
            if hole and int(hole[1]) <= macro.parameters:
                body.extend(arguments[int(hole[1]) - 1])
            elif part.kind is Kind.TEXT:
                body.append((Token(Kind.TEXT, _worded(part.text, arguments), token.span), inner))
            else:
                body.append((part.at(token.span), inner))
            if len(body) > MOST:
                break
        return body

    def _arguments(self, macro: Macro, token: Token, inner: _Inside) -> list[list[_Waiting]]:
        """The arguments that follow a macro's name."""
        arguments = []
        if macro.default is not None:
            if self.waiting and self.waiting[-1][0].text == "[":
                self.waiting.pop()
                arguments.append(self._until("]", macro, token))
            else:
                arguments.append([(part.at(token.span), inner) for part in macro.default])
        while len(arguments) < macro.parameters:
            arguments.append(self._argument(macro, token, len(arguments)))
        return arguments

    def _argument(self, macro: Macro, token: Token, found: int) -> list[_Waiting]:
        """One argument: a group without its braces, or one symbol (of a number, one digit)."""
        if not self.waiting or self.waiting[-1][0].kind is Kind.END or _is(self.waiting[-1][0], "}"):
            wanted = f"{macro.parameters} argument{'s' if macro.parameters > 1 else ''}"
            raise MacroError(f"`{macro.name}` takes {wanted}, found {found}", token.span)
        first, inside = self.waiting.pop()
        if _is(first, "{"):
            return self._until("}", macro, token)
        if first.kind is Kind.NUMBER and len(first.text) > 1:
            start, end = first.span.start, first.span.end
            middle = min(start + 1, end)
            self.waiting.append((replace(first, text=first.text[1:], span=Span(middle, end)), inside))
            first = replace(first, text=first.text[0], span=Span(start, middle))
        self.end = first.span
        return [(first, inside)]

    def _until(self, closing: str, macro: Macro, token: Token) -> list[_Waiting]:
        """What stands before `closing`, which is taken too; whole groups in it are passed over."""
        depth, taken = 0, list[_Waiting]()
        while self.waiting:
            waiting = self.waiting.pop()
            if depth == 0 and _is(waiting[0], closing):
                self.end = waiting[0].span
                return taken
            depth += _is(waiting[0], "{") - _is(waiting[0], "}")
            taken.append(waiting)
        raise MacroError(f"an argument of `{macro.name}` is never closed; expected `{closing}`", token.span)


def _is(token: Token, symbol: str) -> bool:
    return token.kind is Kind.SYMBOL and token.text == symbol


def _worded(text: str, arguments: list[list[_Waiting]]) -> str:
    """The words of a body's text with the arguments in them, parted where the argument was."""

    def words(hole: re.Match[str]) -> str:
        if int(hole[1]) > len(arguments):
            return hole.group()
        written, end = "", None
        for token, _ in arguments[int(hole[1]) - 1]:
            written += (" " if end is not None and token.span.start > end else "") + token.text
            end = token.span.end
        return written

    return _HOLE.sub(words, text)
