r"""A formula as one line of Unicode, for terminals: `\frac{\partial L}{\partial W}` as `∂L/∂W`.

It is for recognising a formula, not for reading it back: sizes and alignment are dropped, what is unknown stays as it
is written, and nothing is ever refused. Formulas that mean different things are different lines.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from derive.reading.grammar.conditions import WORDS as CONDITIONAL
from derive.reading.source import Passage
from derive.reading.tokens import Kind, Token, tokenize
from derive.reporting.plain_signs import (
    ACCENTS,
    BOLD,
    DROPPED,
    FACES,
    GREEK,
    HIDDEN,
    LOWERED,
    RAISED,
    SIGNS,
    SPACED,
    STACKED,
    WIDE_SPACES,
    WORDS,
    faced,
)

DEEPEST = 40
MOST_TOKENS = 1500
SOFT, TIGHT = "\x01", "\x02"
"""Becomes a space where signs would run together; the same, but only before a letter or a digit."""
CELL, ROW = "\t", "\x03"
BRACKETS = {"pmatrix": "()", "bmatrix": "[]", "Bmatrix": "{}", "vmatrix": "||", "Vmatrix": "‖‖", "psmallmatrix": "()",
            "bsmallmatrix": "[]", "cases": "{}", "dcases": "{}", "cases*": "{}", "dcases*": "{}"}
MATRICES = BRACKETS.keys() | {"matrix", "smallmatrix", "array"}
COLUMNED = frozenset({"array", "alignat", "alignat*", "alignedat"})
LETTER = r"(?:\d+|[^\W\d_][\u0300-\u036f\u20d7′]*)"
RAISED_OR_LOWERED = re.escape("".join((*RAISED.values(), *LOWERED.values())))
LOW = f"[{re.escape(''.join(LOWERED.values()))}]"
HIGH = f"[{re.escape(''.join(RAISED.values()))}]"
BASE = re.compile(rf"{LETTER}{LOW}*|")
"""What takes a superscript without brackets."""
RADICAND = re.compile(rf"{LETTER}(?:{LOW}|_\w+)*")
SINGLE = re.compile(rf"[∂d]?{LETTER}(?:{LOW}|{HIGH}|_\w+)*")
SUMS = re.compile(r"[+−=]|\S\s+\S")
SUM = re.compile(r"[^\s(\[{] [+−] ")
RELATIONS = re.compile(r"[=<>≤≥≠≈≡≔→←⇒]")
BESIDE = re.compile(
    rf"(?<=[^\s(\[{{−+·×/∂{SOFT}{TIGHT}])(?:{TIGHT}+(?=[^\W_{RAISED_OR_LOWERED}])|"
    rf"{TIGHT}*{SOFT}[{TIGHT}{SOFT}]*(?=[^\s)\],;.·^_/{SOFT}{TIGHT}{RAISED_OR_LOWERED}]))"
)
"""Marks that become a space."""
MARKS = re.compile(f"[{SOFT}{TIGHT}]")
APPLIED = re.compile(f"{TIGHT}[^(]")
"""A function whose argument has no brackets."""
ROOTS = {"": "√", "³": "∛", "⁴": "∜"}
OPEN = "=([{,;<>≤≥≠·×+−/"
SCRIPTED = ("^", "_")


@lru_cache(maxsize=4096)
def unicode_line(latex: str, width: int = 60, *, bold: bool = False) -> str:
    """`latex` on one line of at most `width` characters, with `…` where it was cut.

    Bold letters are only bold where they are to be, or where one of them stands beside itself in another typeface.
    """
    tokens = tokenize(Passage(latex, ()))[:MOST_TOKENS]
    text = _Line(tokens, bold or is_mixed(latex)).until_end().replace(ROW, "; ")
    text = re.sub(r"\s+", " ", MARKS.sub("", BESIDE.sub(" ", text))).strip().replace("{ ", "{")
    text = re.sub(r" ([,;.)\]}])", r"\1", text).strip("; ")
    text = "".join(sign for sign in text if sign.isprintable())
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


@lru_cache(maxsize=4096)
def is_mixed(latex: str) -> bool:
    """Whether a letter stands in a formula in bold and also not in bold."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    bold, depths = 0, [0]
    for token in tokenize(Passage(latex, ()))[:MOST_TOKENS]:
        if token.text in BOLD:
            bold = 1
        elif token.text == "{" and token.kind is Kind.SYMBOL:
            depths.append(max(bold, depths[-1]))
            bold = 0
        elif token.text == "}" and token.kind is Kind.SYMBOL:
            depths = depths[:-1] or [0]
        elif token.kind is Kind.LETTER or token.text in GREEK:
            found[bool(bold or depths[-1])].add(token.text)
            bold = 0
    return not found[True].isdisjoint(found[False])


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
            parts.append(self.piece(bool(parts) and not _ends_open("".join(parts[-2:]))))
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
            script = _script(text, self.argument())
            self.named = called
            return script + (TIGHT if called else "")
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
        is_sum = SUM.search(text) is not None and RELATIONS.search(text) is None
        if (self.is_scripted() and not self.takes_script(text)) or (is_sum and not alone and not _enclosed(text)):
            return f"({text})"
        return text

    def is_scripted(self) -> bool:
        """Whether a script follows."""
        return self.next() in SCRIPTED and self.tokens[self.place].kind is Kind.SYMBOL

    def takes_script(self, text: str) -> bool:
        """Whether the script that follows belongs to all of a text without brackets around it."""
        base = BASE if self.next() == "^" else re.compile(f"{LETTER}|")
        return base.fullmatch(text) is not None or _enclosed(text)

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
        return _script("^", inner)

    def command(self, name: str) -> str:
        """What a command shows."""
        if name in (r"\frac", r"\dfrac", r"\tfrac", r"\cfrac"):
            called = self.called
            text = f"{_grouped(self.argument(), False)}/{_grouped(self.argument(), True)}"
            apart = called or self.is_scripted() or self.tail in ("/", "∂", "√")
            return f"({text}){SOFT}" if apart else f"{SOFT}{text}{SOFT}"
        if name == r"\sqrt":
            degree = self.degree()
            text = ROOTS.get(degree, f"{degree}√") + _rooted(self.argument())
            return f"{SOFT}{f'({text})' if self.is_scripted() or degree not in ROOTS else text}{SOFT}"
        if name in ACCENTS:
            return _accented(self.argument(), name)
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
        if name in STACKED:
            self.argument()
            return f" {self.argument()} "
        if name in DROPPED:
            return self.fence(name) if name in (r"\left", r"\right") else ""
        if name in WIDE_SPACES:
            return " "
        sign = SIGNS.get(name)
        if sign is None:
            return self.word(name[1:]) if name[1:].isalpha() else name[1:]
        return f" {sign} " if sign in SPACED else sign

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
        branches = "cases" in name or (self.tail == "{" and self.fences[-1:] == [r"\{"])
        self.depth += 1
        body = self.until_end(r"\end")
        self.depth -= 1
        self.argument() if self.next() else ""
        if name not in MATRICES:
            return f"  {body}  "
        pair = BRACKETS.get(name, "  ")
        return pair[0] + (_branches(body) if branches else _matrix(body)) + pair[1]


def _matrix(body: str) -> str:
    """The rows of a matrix, with commas between entries that have spaces in them."""
    rows = [[cell.strip() for cell in row.split(CELL)] for row in body.strip(f" {ROW}").split(ROW)]
    comma = "," if any(" " in cell for row in rows for cell in row) else ""
    return "; ".join(f"{comma} ".join(row) for row in rows)


def _branches(body: str) -> str:
    """The branches of cases, with a comma before a condition that no word opens."""
    rows = []
    for row in body.strip(f" {ROW}").split(ROW):
        value, *rest = (cell.strip(f" {SOFT}{TIGHT}") for cell in row.split(CELL))
        condition = " ".join(filter(None, rest))
        word = re.match(r"[^\W\d_]*", condition)
        opened = not condition or (word is not None and word.group() in CONDITIONAL) or value.endswith(",")
        rows.append(f"{value}{'' if opened else ','} {condition}")
    return "; ".join(rows)


def _ends_open(text: str) -> bool:
    """Whether a sign that follows `text` is a prefix, not an operator."""
    return not text.strip() or text.endswith((CELL, ROW)) or text.strip()[-1] in OPEN


def _enclosed(text: str) -> bool:
    """Whether one pair of brackets stands around all of a text."""
    return text[:1] in ("(", "[") and text.find(")" if text[0] == "(" else "]") == len(text) - 1


def _grouped(text: str, below: bool) -> str:
    """`text` in brackets unless it binds tighter than the fraction bar around it."""
    loose = below or "/" in text or SUMS.search(text) or APPLIED.search(text)
    if _enclosed(text) or SINGLE.fullmatch(text) or not loose:
        return text
    return f"({text})"


def _rooted(text: str) -> str:
    """`text` in brackets unless it is one letter or number, with what stands below it."""
    return text if _enclosed(text) or RADICAND.fullmatch(text) else f"({text})"


def _accented(text: str, command: str) -> str:
    """A letter under its accent; of what is longer the name of the accent."""
    scripts = re.fullmatch(rf"(.[\u0300-\u036f]*)({LOW}*)", text)
    if scripts is None:
        return f"{SOFT}{command[1:]}({text})"
    return unicodedata.normalize("NFC", scripts[1] + ACCENTS[command]) + scripts[2]


def _script(mark: str, inner: str) -> str:
    """A raised or lowered text, in real superscripts where Unicode has them all."""
    if set(inner) <= {"′"} and inner:
        return inner
    table = RAISED if mark == "^" else LOWERED
    tight = inner.replace(" ", "").replace("−", "-")
    if tight and all(sign in table for sign in tight):
        return "".join(table[sign] for sign in tight)
    return mark + (f"{inner}{TIGHT}" if inner.isalnum() else f"({inner}){SOFT}")
