r"""A formula as one line of Unicode, for terminals: `\frac{\partial L}{\partial W}` as `∂L/∂W`.

It is for recognising a formula, not for reading it back: sizes and alignment are dropped, what is unknown stays as it
is written, and nothing is ever refused.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from derive.reading.source import Passage
from derive.reading.tokens import UNICODE, Kind, Token, tokenize

DEEPEST = 40
MOST_TOKENS = 1500

SMALL = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
         "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega")
LARGE = ("gamma", "delta", "theta", "lambda", "xi", "pi", "sigma", "upsilon", "phi", "psi", "omega")


def _greek(size: str, name: str) -> str:
    return unicodedata.lookup(f"GREEK {size} LETTER {name.replace('lambda', 'lamda').upper()}")


GREEK = {"\\" + name: _greek("SMALL", name) for name in SMALL} | {
    "\\" + name.capitalize(): _greek("CAPITAL", name) for name in LARGE
}
SIGNS = {command: sign for sign, command in reversed(UNICODE.items()) if command.startswith("\\")} | GREEK | {
    r"\varepsilon": "ε", r"\varphi": "φ", r"\leq": "≤", r"\le": "≤", r"\leqq": "≤", r"\leqslant": "≤", r"\geq": "≥",
    r"\ge": "≥", r"\geqq": "≥", r"\geqslant": "≥", r"\neq": "≠", r"\ne": "≠", r"\cdot": "·", r"\times": "×",
    r"\dots": "…", r"\ldots": "…", r"\cdots": "⋯", r"\dotsc": "…", r"\dotsb": "⋯", r"\rightarrow": "→", r"\gets": "←",
    r"\land": "∧", r"\lor": "∨", r"\{": "{", r"\}": "}", r"\|": "‖", r"\ell": "ℓ", r"\prime": "′", r"\infty": "∞",
    r"\top": "⊤", r"\intercal": "⊤",
    r"\sum": "∑", r"\prod": "∏", r"\int": "∫", r"\mid": "|", r"\vert": "|", r"\Vert": "‖", r"\lbrace": "{",
    r"\lVert": "‖", r"\rVert": "‖", r"\lvert": "|", r"\rvert": "|",
    r"\rbrace": "}", r"\lbrack": "[", r"\rbrack": "]", r"\implies": "⇒", r"\iff": "⇔", r"\colon": ":", r"\ast": "∗",
    r"\equiv": "≡", r"\coloneqq": "≔", r"\%": "%", r"\#": "#", r"\&": "&", r"\_": "_", r"\$": "$",
    r"\xrightarrow": "→", r"\longrightarrow": "→", r"\hookrightarrow": "↪", r"\star": "⋆",
}
SPACED = frozenset("=<>≤≥≠≈≡≔≜∈→←↦∝⇒⇔∧∨")
DROPPED = frozenset({
    r"\left", r"\right", r"\middle", r"\big", r"\Big", r"\bigg", r"\Bigg", r"\bigl", r"\bigr", r"\Bigl", r"\Bigr",
    r"\bm", r"\boldsymbol", r"\mathbf", r"\mathrm", r"\mathit", r"\mathsf", r"\mathcal", r"\mathbb", r"\mathfrak",
    r"\textbf", r"\pmb", r"\boxed", r"\rm", r"\bf", r"\it", r"\sf", r"\tt", r"\limits", r"\nolimits", r"\displaystyle",
    r"\textstyle", r"\nonumber", r"\notag", r"\operatorname", r"\operatorname*", r"\,", r"\!", r"\;", r"\:", r"\>",
    r"\qedhere", r"\qed",
    r"\scriptstyle", r"\mathstrut", r"\strut", r"\underbrace", r"\overbrace", r"\bold", r"\mathtt", r"\mathscr",
})
ACCENTS = {r"\hat": "\u0302", r"\tilde": "\u0303", r"\bar": "\u0304", r"\dot": "\u0307", r"\ddot": "\u0308",
           r"\vec": "\u20d7", r"\widehat": "\u0302", r"\overline": "\u0304", r"\widetilde": "\u0303"}
WIDE_SPACES = frozenset({r"\quad", r"\qquad", r"\ ", "~", r"\enspace", r"\hfill"})
STACKED = frozenset({r"\overset", r"\stackrel", r"\underset"})
HIDDEN = frozenset({r"\label", r"\tag", r"\tag*", r"\hspace", r"\hspace*", r"\vspace", r"\phantom"})
RAISED = dict(
    zip("0123456789+-=()ijnkmprstuvwxyzabcdeflghoT⊤", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱʲⁿᵏᵐᵖʳˢᵗᵘᵛʷˣʸᶻᵃᵇᶜᵈᵉᶠˡᵍʰᵒᵀᵀ", strict=True)
)
LOWERED = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))

SCRIPTS = "".join((*RAISED.values(), *LOWERED.values()))
SOFT = "\x01"  # becomes a space where letters would otherwise run together


@lru_cache(maxsize=4096)
def unicode_line(latex: str, width: int = 60) -> str:
    """`latex` on one line of at most `width` characters, with `…` where it was cut."""
    tokens = tokenize(Passage(latex, ()))
    text = _Line(tokens[:MOST_TOKENS]).until_end()
    text = re.sub(rf"(?<=[^\s(\[{{−+·×/]){SOFT}+(?=[^\s)\],;.·^_{SOFT}])", " ", text).replace(SOFT, "")
    text = re.sub(r"\s+", " ", text).strip().replace("{ ", "{")
    text = re.sub(r" ([,;.)\]])", r"\1", text).strip("; ")
    text = "".join(sign for sign in text if sign.isprintable())
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


class _Line:
    """Walks over tokens, putting each construct on the line."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.place = 0
        self.depth = 0

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
        while self.place < len(self.tokens):
            if self.next() in closing:
                self.take()
                break
            parts.append(self.piece(bool(parts) and not _ends_open("".join(parts[-2:]))))
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
        return text.strip(" " + SOFT)

    def single(self) -> str:
        """One construct as an argument without braces, where of a number only the first digit counts."""
        token = self.tokens[self.place]
        if token.kind is Kind.NUMBER and len(token.text) > 1:
            self.tokens[self.place] = replace(token, text=token.text[1:])
            return token.text[0]
        return self.piece(False)

    def piece(self, after_operand: bool) -> str:
        """One construct; a minus sign is spaced only where it stands after an operand."""
        token = self.take()
        text = token.text
        if token.kind is Kind.NEWLINE:
            return "; "
        if token.kind is Kind.TEXT:
            return f" {text} " if len(text) > 1 else text
        if text == "{":
            self.place -= 1
            return self.argument()
        if text in "^_" and token.kind is Kind.SYMBOL:
            return _script(text, self.argument())
        if token.kind is Kind.COMMAND:
            return self.command(text)
        if text + self.next() in (":=", "=:"):
            return f" {text}{self.take().text} "
        if text in "+-" and after_operand:
            return f" {'−' if text == '-' else text} "
        return {"&": "\t", "}": "", "-": "−", ",": ", ", "'": "′"}.get(text, f" {text} " if text in SPACED else text)

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
            top, bottom = self.argument(), self.argument()
            return f"{SOFT}{_grouped(top, False)}/{_grouped(bottom, True)}{SOFT}"
        if name == r"\sqrt":
            return self.degree() + "√" + _grouped(self.argument(), True)
        if name in ACCENTS:
            return unicodedata.normalize("NFC", self.argument() + ACCENTS[name])
        if name in (r"\begin", r"\end"):
            return self.environment(name, self.argument())
        if name in HIDDEN:
            self.argument()
            return ""
        if name in STACKED:
            self.argument()
            return f" {self.argument()} "
        if name in DROPPED:
            if name in (r"\left", r"\right") and self.next() == ".":
                self.take()
            return ""
        if name in WIDE_SPACES:
            return " "
        sign = SIGNS.get(name)
        if sign is None:
            return f" {name[1:]} " if name[1:].isalpha() else name[1:]
        return f" {sign} " if sign in SPACED else sign

    def environment(self, command: str, name: str) -> str:
        """Brackets for matrices, nothing for alignments."""
        if command == r"\begin" and name == "array":
            self.argument()
        pair = {"pmatrix": "()", "bmatrix": "[]", "vmatrix": "||", "cases": "{ "}.get(name, "  ")
        return pair[0] if command == r"\begin" else pair[1]


def _ends_open(text: str) -> bool:
    """Whether a sign that follows `text` is a prefix, not an operator."""
    return not text.strip() or text.endswith("\t") or text.strip()[-1] in "=([{,;<>≤≥≠·×+−/"


def _grouped(text: str, below: bool) -> str:
    """`text` in brackets unless it binds tighter than the fraction bar around it."""
    single = rf"[∂d]?(?:\d+|[^\W\d_][\u0300-\u036f′]*)(?:[{re.escape(SCRIPTS)}]|_\w+)*"
    bracketed = text[:1] == "(" and text.find(")") == len(text) - 1
    sums = re.search(r"[+−=]|\S\s+\S", text)
    if bracketed or re.fullmatch(single, text) or (not below and not sums):
        return text
    return f"({text.replace(SOFT, ' ')})"


def _script(mark: str, inner: str) -> str:
    """A raised or lowered text, in real superscripts where Unicode has them all."""
    if set(inner) <= {"′"} and inner:
        return inner
    table = RAISED if mark == "^" else LOWERED
    tight = inner.replace(" ", "").replace("−", "-")
    if tight and all(sign in table for sign in tight):
        return "".join(table[sign] for sign in tight)
    return mark + (inner if inner.isalnum() else f"({inner}){SOFT}")
