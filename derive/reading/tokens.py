r"""LaTeX mathematics as tokens, each with its place in the file.

Unicode stands for the command everywhere (`∂` is `\partial`), so nothing after this file knows of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cache

from derive.reading.source import Passage, Span


class Kind(Enum):
    """What a token is."""

    LETTER = auto()
    NUMBER = auto()
    COMMAND = auto()
    SYMBOL = auto()
    TEXT = auto()
    NEWLINE = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    r"""One symbol. `text` is a letter, the digits, `\frac`, one character, or the words of a `\text{…}`.

    `face` is the typeface of a letter (`bold`, `script`, …), where one was set, and `column` that of the alignment in
    which it stands; two environments of a formula have no columns in common. `wide` tells that a wide space stands
    before it, as it may between two statements of a row.
    """

    kind: Kind
    text: str
    span: Span
    face: str = ""
    column: int = field(default=0, compare=False)
    wide: bool = field(default=False, compare=False)

    def at(self, span: Span) -> Token:
        """The same symbol at another place."""
        return replace(self, span=span)


def covered(tokens: Sequence[Token]) -> Span:
    """The stretch of the file that tokens cover."""
    return tokens[0].span.to(tokens[-1].span)


UPRIGHT = "upright"
"""The face of a d that is a sign of differentiation and nothing else."""
UNICODE = {
    "∂": r"\partial", "∈": r"\in", "×": r"\times", "∑": r"\sum", "Σ": r"\Sigma", "∏": r"\prod", "⊙": r"\odot",
    "∘": r"\circ", "⊗": r"\otimes", "·": r"\cdot", "⋅": r"\cdot", "•": r"\cdot", "≥": r"\ge", "≤": r"\le",
    "≧": r"\ge", "≦": r"\le", "≠": r"\ne", "≔": r"\coloneqq", "≡": r"\equiv", "≜": r"\triangleq", "→": r"\to",
    "←": r"\leftarrow", "↦": r"\mapsto", "≈": r"\approx", "∝": r"\propto", "∇": r"\nabla", "√": r"\sqrt",
    "∞": r"\infty", "…": r"\dots", "⋯": r"\cdots", "⋮": r"\vdots", "⋱": r"\ddots", "∧": r"\wedge", "∨": r"\vee",
    "∀": r"\forall", "‖": r"\|", "∥": r"\|", "⟨": r"\langle", "⟩": r"\rangle", "ε": r"\epsilon", "ϵ": r"\epsilon",
    "±": r"\pm", "⇒": r"\Rightarrow", "⇔": r"\Leftrightarrow", "⟶": r"\to", "⟵": r"\leftarrow", "⟼": r"\mapsto",
    "⟹": r"\Rightarrow", "⟺": r"\Leftrightarrow", "≃": r"\simeq", "≅": r"\cong", "∼": r"\sim", "≕": r"\eqqcolon",
    "∣": "|", "−": "-", "–": "-", "′": "'", "＝": "=", "ℓ": r"\ell", "⊘": r"\oslash",
}
TRANSPOSE = ("ᵀ", "⊤")
RAISED = {"ᵀ": r"\top", "⊤": r"\top", "⁻": "-"}
DOUBLE_STRUCK = {"ℝ": "R", "ℕ": "N", "𝕄": "M", "ℤ": "Z"}
FACES = {
    "SCRIPT": "script", "FRAKTUR": "fraktur", "BLACK-LETTER": "fraktur", "DOUBLE-STRUCK": "double",
    "SANS-SERIF": "sans", "MONOSPACE": "type", "BOLD": "bold",
}
"""Typefaces by the words of which Unicode makes the names of their letters."""
TEXTUAL = frozenset({
    r"\text", r"\textrm", r"\textnormal", r"\mbox", r"\textit", r"\textsf", r"\texttt", r"\hbox", r"\emph", r"\textsc",
    r"\textsl", r"\textmd", r"\intertext", r"\shortintertext",
})
BETWEEN = frozenset({r"\intertext", r"\shortintertext"})
"""Running text between two rows; formulas in it are not read."""
TYPE_SIZES = frozenset({
    r"\tiny", r"\scriptsize", r"\footnotesize", r"\small", r"\normalsize", r"\large", r"\Large", r"\LARGE", r"\huge",
    r"\Huge",
})
SPACING = TYPE_SIZES | frozenset({
    r"\quad", r"\qquad", r"\,", r"\;", r"\:", r"\!", r"\>", r"\ ", "~", r"\enspace", r"\thinspace", r"\hspace",
    r"\hfill", r"\displaystyle", r"\textstyle", r"\scriptstyle", r"\scriptscriptstyle", r"\limits", r"\nolimits",
    r"\strut", r"\mathstrut",
})
ONES = {"𝟏": r"\mathbf", "𝟭": r"\mathbf", "𝟙": r"\mathbb"}
"""The digits that stand for a vector of ones, and its typeface in LaTeX; in a longer number they are digits."""
DIGIT = r"(?:(?![𝟎-𝟿])\d)"
PATTERN = re.compile(
    r"(?P<space>\s+)|(?P<remark>(?<!\\)%[^\n]*)|(?P<newline>\\\\\*?(?:\s*\[\s*[-+]?[\d.]+\s*(?:ex|em|pt|px|mm|cm|in|pc|bp|sp|mu)\s*\])?|\\cr(?![a-zA-Z])|\\newline(?![a-zA-Z]))"
    r"|(?P<command>\\(?:[a-zA-Z]+\*?|.))|(?P<styled>[𝟎-𝟿]+(?:\.[𝟎-𝟿]+)?)"
    rf"|(?P<number>{DIGIT}+\.{DIGIT}+|{DIGIT}+|\.{DIGIT}+)|(?P<symbol>.)",
    re.DOTALL,
)


@cache
def _letter(character: str) -> str:
    """A letter as LaTeX writes it: `α` is the command for alpha, a mathematical italic x is x."""
    plain = unicodedata.normalize("NFKC", character)
    name = unicodedata.name(plain, "") if len(plain) == 1 else ""
    if name.startswith("GREEK SMALL LETTER ") and " WITH " not in name:
        return "\\" + {"lamda": "lambda", "final sigma": "varsigma"}.get(name[19:].lower(), name[19:].lower())
    if name.startswith("GREEK CAPITAL LETTER ") and " WITH " not in name:
        return "\\" + name[21:].lower().replace("lamda", "lambda").capitalize()
    return plain


@cache
def _face(character: str) -> str:
    """The typeface of a letter that has a place of its own in Unicode for it, as `ℒ` has."""
    words = unicodedata.name(character, "").split()
    own = unicodedata.normalize("NFKC", character) != character
    return next((face for word, face in FACES.items() if own and word in words), "")


def _words(text: str, start: int) -> tuple[str, int]:
    """The words inside the braces that open at `start`, and the offset after them."""
    depth = 0
    for place in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return text[start + 1 : place], place + 1
    return text[start + 1 :], len(text)


def _spoken(passage: Passage, start: int, inside: int, length: int, end: int) -> list[Token]:
    """The words of a `\\text{…}` that starts at `start`, and the formulas between dollars in them."""
    pieces = passage.text[inside : inside + length].split("$")
    if len(pieces) % 2 == 0:
        pieces = ["$".join(pieces)]
    tokens: list[Token] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            tokens.extend(tokenize(Passage(piece, passage.offsets[inside : inside + len(piece)])))
        elif piece.strip() or len(pieces) == 1:
            tokens.append(Token(Kind.TEXT, " ".join(piece.split()), passage.span(start, end)))
        inside += len(piece) + 1
    return tokens


def tokenize(passage: Passage) -> list[Token]:
    """All symbols of a passage; spaces and remarks are left out, spacing commands stay."""
    text, tokens, place = passage.text, [], 0

    def put(kind: Kind, word: str, start: int, end: int) -> None:
        tokens.append(Token(kind, word, passage.span(start, end)))

    while place < len(text):
        match = PATTERN.match(text, place)
        assert match is not None
        start, place, word = place, match.end(), match.group()
        group = match.lastgroup
        if group in ("space", "remark"):
            continue
        if group == "newline":
            put(Kind.NEWLINE, r"\\", start, place)
        elif group == "number":
            put(Kind.NUMBER, word, start, place)
        elif group == "styled":
            tokens.extend(_styled(passage, start, place))
        elif group == "command" and word.rstrip("*") in TEXTUAL:
            opening = re.compile(r"\s*\{").match(text, place)
            if opening is None:
                put(Kind.COMMAND, word, start, place)
                continue
            words, place = _words(text, opening.end() - 1)
            if word in BETWEEN:
                put(Kind.NEWLINE, r"\\", start, place)
                put(Kind.TEXT, " ".join(words.split()), start, place)
                put(Kind.NEWLINE, r"\\", start, place)
                continue
            tokens.extend(_spoken(passage, start, opening.end(), len(words), place))
        elif group == "command":
            put(Kind.COMMAND, word, start, place)
        elif word in UNICODE:
            mapped = UNICODE[word]
            put(Kind.COMMAND if mapped.startswith("\\") else Kind.SYMBOL, mapped, start, place)
        elif _mark(word):
            place = _script_end(text, start)
            script = _script(passage, start, place)
            marked = word in RAISED and _is_raised(tokens, text[place : place + 1])
            tokens.extend(script[1:] if marked else script)
        elif word in DOUBLE_STRUCK:
            put(Kind.LETTER, DOUBLE_STRUCK[word], start, place)
        elif word.isalpha():
            letter = _letter(word)
            kind = Kind.COMMAND if letter.startswith("\\") else Kind.LETTER
            tokens.append(Token(kind, letter, passage.span(start, place), _face(word)))
        else:
            put(Kind.SYMBOL, word, start, place)
    return tokens


def _styled(passage: Passage, start: int, end: int) -> list[Token]:
    """Digits in a typeface of their own in Unicode: a number, or ones as LaTeX writes them."""
    text = passage.text[start:end]
    if not ONES.keys() >= set(text):
        return [Token(Kind.NUMBER, unicodedata.normalize("NFKC", text), passage.span(start, end))]
    spans = [passage.span(place, place + 1) for place in range(start, end)]
    faces = [Token(Kind.COMMAND, ONES[digit], span) for digit, span in zip(text, spans, strict=True)]
    return [token for face in faces for token in (face, Token(Kind.NUMBER, "1", face.span))]


_COMMANDED = re.compile(r"\\[a-zA-Z]+$")


def spelled(tokens: Sequence[Token]) -> str:
    """Tokens as LaTeX again, without the author's spaces."""
    parts = []
    for token in tokens:
        text = rf"\text{{{token.text}}}" if token.kind is Kind.TEXT else token.text
        parts.append(f"{text} " if token.kind is Kind.COMMAND and text[-1:].isalpha() else text)
    return "".join(parts).strip()


def respelled(tokens: Sequence[Token], text: str) -> str:
    """Tokens as LaTeX again, with the spaces before those that stand in a text one behind the other."""
    written, end = "", 0
    for token in tokens:
        start = token.span.start
        while written and start > end and text[start - 1].isspace():
            start -= 1
        gap = text[start : token.span.start] if token.span.start >= end else ""
        meets = token.text[:1].isalpha() and _COMMANDED.search(written) is not None
        written += gap or (" " if meets else "")
        written += rf"\text{{{token.text}}}" if token.kind is Kind.TEXT else token.text
        end = token.span.end
    return written


@cache
def _mark(character: str) -> str:
    """`^` for a raised character and `_` for a lowered one."""
    kind = unicodedata.decomposition(character).partition(" ")[0]
    return "^" if character in RAISED else {"<super>": "^", "<sub>": "_"}.get(kind, "")


def _is_raised(tokens: Sequence[Token], behind: str) -> bool:
    """Whether a sign needs no mark of its own, as in `X^⊤`, `X^{⊤}` and, behind a label, `X^{(2)⊤}`."""
    if not tokens or tokens[-1].text == "^":
        return bool(tokens)
    opens = _opening(tokens)
    alone = opens == len(tokens) - 1 or (behind == "}" and tokens[-1].text in (")", "]"))
    return alone and opens > 0 and tokens[opens - 1].text == "^"


def _opening(tokens: Sequence[Token]) -> int:
    """Where the innermost brace stands that is still open, or -1."""
    depth = 0
    for place in range(len(tokens) - 1, -1, -1):
        depth += {"}": 1, "{": -1}.get(tokens[place].text, 0)
        if depth < 0:
            return place
    return -1


def _script_end(text: str, start: int) -> int:
    """Where the raised or lowered characters end that begin at `start`; a sign of transposition stands alone."""
    end = start + 1
    while text[start] not in TRANSPOSE and end < len(text) and text[end] not in TRANSPOSE:
        if _mark(text[end]) != _mark(text[start]):
            break
        end += 1
    return end


def _script(passage: Passage, start: int, end: int) -> list[Token]:
    """Raised or lowered characters as LaTeX writes them: the mark, and in braces what stands there."""
    span, characters = passage.span(start, end), passage.text[start:end]
    mark = Token(Kind.SYMBOL, _mark(characters[0]), span)
    if characters in TRANSPOSE:
        return [mark, Token(Kind.COMMAND, r"\top", span)]
    plain = "".join(RAISED.get(each) or unicodedata.normalize("NFKC", each) for each in characters)
    inner = tokenize(Passage(plain, passage.offsets[start:end]))
    if len(characters) == 1:
        return [mark, *inner]
    return [mark, Token(Kind.SYMBOL, "{", span), *inner, Token(Kind.SYMBOL, "}", span)]
