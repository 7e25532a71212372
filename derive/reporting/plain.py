r"""A formula as one line of Unicode, for terminals: `\frac{\partial L}{\partial W}` as `∂L/∂W`.

It is for recognising a formula, not for reading it back: sizes and alignment are dropped, what is unknown stays as it
is written, and nothing is ever refused. Formulas that mean different things are different lines.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from derive.reading.grammar.conditions import WORDS as CONDITIONAL
from derive.reading.grammar.empty import printed
from derive.reading.grammar.overs import fractions
from derive.reading.grammar.stacked import STACKED
from derive.reading.source import Passage
from derive.reading.tokens import Kind, Token, tokenize
from derive.reporting.latex import drawn
from derive.reporting.plain_pieces import (
    CELL,
    MOST_SIGNS,
    MOST_TOKENS,
    OPEN,
    ROW,
    SLOPE,
    SOFT,
    TIGHT,
    accented,
    branches,
    enclosed,
    ends_open,
    grouped,
    is_mixed,
    is_sum,
    matrix,
    rooted,
    script,
    spaced,
    takes_script,
)
from derive.reporting.plain_signs import (
    ACCENTS,
    COLOURED,
    DROPPED,
    FACES,
    FRAMED,
    GREEK,
    HIDDEN,
    NEGATED,
    SIGNS,
    SPACED,
    STRUCK,
    WIDE_SPACES,
    WORDS,
    faced,
)

DEEPEST = 40
BRACKETS = {"pmatrix": "()", "bmatrix": "[]", "Bmatrix": "{}", "vmatrix": "||", "Vmatrix": "‖‖", "psmallmatrix": "()",
            "bsmallmatrix": "[]", "cases": "{}", "dcases": "{}", "cases*": "{}", "dcases*": "{}"}
MATRICES = BRACKETS.keys() | {"matrix", "smallmatrix", "array"}
COLUMNED = frozenset({"array", "alignat", "alignat*", "alignedat"})
ROOTS = {"": "√", "³": "∛", "⁴": "∜"}
SCRIPTED = ("^", "_")


@lru_cache(maxsize=4096)
def unicode_line(latex: str, width: int = 60, *, bold: bool = False) -> str:
    """`latex` on one line of at most `width` characters, with `…` where it was cut.

    Bold letters are only bold where they are to be, or where one of them stands beside itself in another typeface.
    """
    tokens = fractions(printed(tokenize(Passage(drawn(latex[:MOST_SIGNS]), ()))[:MOST_TOKENS]))
    text = spaced(_Line(tokens, bold or is_mixed(latex)).until_end())
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


class _Line:
    """Walks over tokens, putting each construct on the line.

    `tail` is the last sign that was put there, `named` whether it belongs to the name of a function, `called` whether
    the one before it did, and `fences` are the brackets that `\\left` has opened.
    """

    def __init__(self, tokens: list[Token], bold: bool) -> None:
        self.tokens = tokens
        self.bold = bold
        self.place = 0
        self.depth = 0
        self.tail = ""
        self.named = self.called = False
        self.fences: list[str] = []

    def next(self) -> str:
        """The text of the next token, or nothing at the end."""
        return self.tokens[self.place].text if self.place < len(self.tokens) else ""

    def take(self) -> Token:
        """The next token, which must be there."""
        self.place += 1
        return self.tokens[self.place - 1]

    def until_end(self, *closing: str) -> str:
        """Everything up to one of `closing`, which is taken too."""
        parts: list[str] = []
        before, self.tail = self.tail, ""
        while self.place < len(self.tokens):
            if self.next() in closing:
                self.take()
                break
            parts.append(self.piece(bool(parts) and not ends_open("".join(parts[-2:]))))
            self.tail = (parts[-1].strip(f" {SOFT}{TIGHT}") or self.tail)[-1:]
        self.tail = before
        return "".join(parts)

    def argument(self) -> str:
        """The next group or single symbol."""
        if self.depth > DEEPEST or self.place >= len(self.tokens):
            self.place = len(self.tokens)
            return "…"
        self.depth += 1
        if self.next() == "{":
            self.take()
            text = self.until_end("}")
        else:
            while self.next() in DROPPED:
                self.take()
            text = self.argument() if self.next() == "{" else self.single() if self.next() else ""
        self.depth -= 1
        return text.strip(f" {SOFT}{TIGHT}")

    def single(self) -> str:
        """One construct as an argument without braces, where of a number only the first digit counts."""
        token = self.tokens[self.place]
        if token.kind is Kind.NUMBER and len(token.text) > 1:
            self.tokens[self.place] = replace(token, text=token.text[1:])
            return token.text[0]
        return self.piece(False)

    def piece(self, after_operand: bool) -> str:
        """One construct; a minus sign is spaced only where it stands after an operand."""
        token, self.called, self.named = self.take(), self.named, False
        text = token.text
        if token.kind is Kind.NEWLINE:
            return ROW
        if token.kind is Kind.TEXT:
            return self.word(text) if text.isidentifier() and text.lower() not in CONDITIONAL else f" {text} "
        if text == "{":
            self.place -= 1
            return self.group()
        if text in SCRIPTED and token.kind is Kind.SYMBOL:
            called = self.called
            raised = script(text, self.argument())
            self.named = called
            return raised + (TIGHT if called else "")
        if token.kind is Kind.COMMAND:
            return self.command(text)
        if text + self.next() in (":=", "=:"):
            return f" {text}{self.take().text} "
        if text in "+-" and after_operand:
            return f" {'−' if text == '-' else text} "
        return {"&": CELL, "}": "", "-": "−", ",": ", ", "'": "′"}.get(text, f" {text} " if text in SPACED else text)

    def word(self, text: str) -> str:
        """A name of several letters, apart from the letters around it."""
        self.named = len(text) > 1
        return f"{SOFT}{text}{TIGHT}" if self.named else text

    def group(self) -> str:
        """What stands in braces that only group; in brackets where the line would not show that."""
        before, text = self.tail, self.argument()
        alone = (not before or before in OPEN[:-4]) and self.next() in ("", "=", "}", "&", ",", r"\\", r"\end")
        split = self.is_scripted() and not takes_script(text, self.next())
        if split or (is_sum(text) and not alone and not enclosed(text)):
            return f"({text})"
        return text

    def is_scripted(self) -> bool:
        """Whether a script follows."""
        return self.next() in SCRIPTED and self.tokens[self.place].kind is Kind.SYMBOL

    def is_multiplied(self) -> bool:
        """Whether a letter, a number or a bracket follows, as a factor."""
        rest = (token for token in self.tokens[self.place :] if token.text not in DROPPED)
        found = next(rest, None)
        if found is None:
            return False
        is_letter = found.kind in (Kind.LETTER, Kind.NUMBER) or found.text in GREEK or found.text in ACCENTS
        return is_letter or found.text in FACES or found.text in ("(", "[")

    def degree(self) -> str:
        """The degree of a root, raised, where one is written."""
        if self.next() != "[":
            return ""
        self.take()
        inner = ""
        while self.next() not in ("]", ""):
            inner += self.single()
        if self.next():
            self.take()
        return script("^", inner)

    def command(self, name: str) -> str:
        """What a command shows."""
        if name in (r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"):
            called = self.called
            top, bottom = grouped(self.argument(), False), grouped(self.argument(), True)
            text, is_slope = f"{top}/{bottom}", SLOPE.match(f"{top}/{bottom}") is not None
            apart = called or self.is_scripted() or self.tail in ("/", "∂", "√") or (is_slope and self.is_multiplied())
            return f"({text}){SOFT}" if apart else f"{SOFT}{text}{SOFT}"
        if name == r"\sqrt":
            degree = self.degree()
            if self.next() == "(":
                return SOFT + ROOTS.get(degree, f"{degree}√")
            text = ROOTS.get(degree, f"{degree}√") + rooted(self.argument())
            return f"{SOFT}{f'({text})' if self.is_scripted() or degree not in ROOTS else text}{SOFT}"
        if name in ACCENTS:
            return accented(self.argument(), name)
        if name in FACES:
            return self.lettered(self.argument(), FACES[name])
        if name in WORDS:
            text = self.argument()
            return self.word(text) if text.isalnum() else text
        if name in (r"\begin", r"\end"):
            return self.environment(name, self.argument())
        if name in HIDDEN:
            self.argument()
            return ""
        if name in COLOURED:
            self.argument()
            return self.argument()
        if name in FRAMED:
            return self.framed(FRAMED[name])
        if name in STACKED:
            self.argument()
            return f" {self.argument()} "
        if name == r"\substack":
            return self.argument().replace(ROW, ", ")
        if name == r"\not":
            struck = self.argument()
            return f" {NEGATED.get(struck, struck + STRUCK)} "
        if name in DROPPED:
            return self.fence(name) if name in (r"\left", r"\right") else ""
        if name in WIDE_SPACES:
            return " "
        sign = SIGNS.get(name)
        if sign is None:
            return self.word(name[1:]) if name[1:].isalpha() else name[1:]
        return f" {sign} " if sign in SPACED else sign

    def framed(self, label: str) -> str:
        """What stands in a frame or at a brace, which is no bracket, without the brace's label."""
        text = self.argument()
        if label and self.next() == label:
            self.take()
            self.argument()
        return f"({text})" if self.is_scripted() and not takes_script(text, self.next()) else text

    def lettered(self, text: str, face: str) -> str:
        """Letters in a typeface; of bold ones only numbers look unlike others, unless all of them are to."""
        keeps = face == "BOLD" and not self.bold
        return "".join(sign if keeps and not sign.isdecimal() else faced(sign, face) for sign in text)

    def fence(self, name: str) -> str:
        r"""Nothing, but the brace that an invisible `\right.` closes."""
        opened = self.fences.pop() if name == r"\right" and self.fences else ""
        if name == r"\left":
            self.fences.append(self.next())
        if self.next() != ".":
            return ""
        self.take()
        return "}" if opened == r"\{" else ""

    def environment(self, command: str, name: str) -> str:
        """Brackets for matrices and cases, nothing for alignments."""
        if command == r"\end" or self.depth > DEEPEST:
            return ""
        if name in COLUMNED:
            self.argument()
        is_cases = "cases" in name or (self.tail == "{" and self.fences[-1:] == [r"\{"])
        self.depth += 1
        body = self.until_end(r"\end")
        self.depth -= 1
        self.argument() if self.next() else ""
        if name not in MATRICES:
            return f"  {body}  "
        pair = BRACKETS.get(name, "  ")
        return pair[0] + (branches(body) if is_cases else matrix(body)) + pair[1]
