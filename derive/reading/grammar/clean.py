r"""Tokens without typography: typefaces become an attribute, sizes, labels and tags go, environments become one token.

After this, `\begin{pmatrix}` is one token, `\left(` is `(`, a word in roman type is a TEXT token, and spaces are gone
but for `\quad`, which may part two statements.
"""

from __future__ import annotations

from dataclasses import replace

from derive.reading.grammar.arguments import braced
from derive.reading.grammar.columns import parted
from derive.reading.grammar.empty import without_empty
from derive.reading.grammar.ending import ends_row
from derive.reading.grammar.groups import VISIBLE, spliced
from derive.reading.grammar.limits import bounded
from derive.reading.grammar.names import GREEK
from derive.reading.grammar.overs import fractions
from derive.reading.grammar.points import paired, pointed
from derive.reading.grammar.remarked import remarked
from derive.reading.grammar.rows import is_number
from derive.reading.grammar.spaces import HALF, NARROW, THICK, WIDE, space
from derive.reading.grammar.stacked import STACKED, equals
from derive.reading.source import Span
from derive.reading.syntax import Unreadable
from derive.reading.tokens import SPACING, Kind, Token

FACES = {
    r"\bm": "bold", r"\boldsymbol": "bold", r"\mathbf": "bold", r"\textbf": "bold", r"\pmb": "bold", r"\bf": "bold",
    r"\vb": "bold", r"\vb*": "bold", r"\bfseries": "bold", r"\mathbfit": "bold", r"\symbf": "bold",
    r"\mathrm": "roman", r"\rm": "roman", r"\mathit": "", r"\mathnormal": "", r"\it": "", r"\textup": "roman",
    r"\mathcal": "script", r"\mathscr": "script", r"\cal": "script", r"\mathsf": "sans", r"\sf": "sans",
    r"\mathtt": "type", r"\tt": "type", r"\mathfrak": "fraktur", r"\mathbb": "double", r"\mathbbm": "double",
    r"\mathds": "double", r"\mathbb*": "double", r"\operatorname": "operator", r"\operatorname*": "operator",
}
SWITCHES = frozenset({r"\bf", r"\bfseries", r"\rm", r"\it", r"\cal", r"\sf", r"\tt"})
WORDY = frozenset({"roman", "sans", "type"})
SPOKEN = frozenset({r"\textbf", r"\mathit"})
"""Bold or italic text, which is a word where it is longer than two letters that are multiplied."""
SIZES = frozenset(
    {r"\left", r"\right", r"\middle"}
    | {rf"\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")}
)
DROPPED = frozenset({r"\nonumber", r"\notag", r"\hline", r"\centering", r"\allowbreak", r"\relax", r"\noindent"})
DROPPED_WITH_ARGUMENT = frozenset({
    r"\label", r"\tag", r"\tag*", r"\vspace", r"\color", r"\phantom", r"\hphantom", r"\vphantom", r"\ref", r"\eqref",
})
PHANTOMS = frozenset({r"\phantom", r"\hphantom"})
TRANSPARENT = frozenset({
    r"\mathop", r"\mathrel", r"\mathbin", r"\mathord", r"\ensuremath", r"\smash", r"\shoveleft", r"\shoveright",
    r"\MoveEqLeft",
})
LABELLED = frozenset({r"\underbrace", r"\overbrace"})
BOXES = {r"\fbox": 0, r"\framebox": 0, r"\fcolorbox": 2, r"\colorbox": 1, r"\bbox": 0}
"""Commands that draw a box, and how many colours they take."""
MATHEMATICAL = r"\bbox"
TEXTUAL = frozenset({r"\fbox", r"\framebox", r"\fcolorbox"})
"""Boxes that hold text, in which mathematics stands between dollars."""
NUMBERS = frozenset({r"\eqno", r"\leqno"})
CONSTANTS = {"1": r"\ones", "0": r"\zeros", "11": r"\ones"}
COLUMNED = frozenset({
    "array", "alignat", "alignat*", "alignedat", "tabular", "subarray", "IEEEeqnarray", "IEEEeqnarray*",
})
POSITIONED = frozenset({"array", "aligned", "alignedat", "gathered"})
POSITIONS = (["[", "t", "]"], ["[", "b", "]"], ["[", "c", "]"])
SAME = {
    r"\lbrace": r"\{", r"\rbrace": r"\}", r"\lbrack": "[", r"\rbrack": "]", r"\lparen": "(", r"\rparen": ")",
    r"\vert": "|", r"\lvert": "|", r"\rvert": "|", r"\Vert": r"\|", r"\lVert": r"\|", r"\rVert": r"\|",
    r"\leq": r"\le", r"\leqq": r"\le", r"\leqslant": r"\le", r"\geq": r"\ge", r"\geqq": r"\ge", r"\geqslant": r"\ge",
    r"\neq": r"\ne", r"\lt": "<", r"\gt": ">", r"\colon": ":", r"\dfrac": r"\frac", r"\tfrac": r"\frac",
    r"\cfrac": r"\frac", r"\land": r"\wedge", r"\lor": r"\vee", r"\gets": r"\leftarrow", r"\rightarrow": r"\to",
    r"\longrightarrow": r"\to", r"\longleftarrow": r"\leftarrow", r"\longmapsto": r"\mapsto",
    r"\ldots": r"\dots", r"\cdots": r"\dots", r"\dotsc": r"\dots", r"\dotsb": r"\dots", r"\dotsm": r"\dots",
    r"\dotso": r"\dots", r"\dotsi": r"\dots", r"\hdots": r"\dots", r"\lim*": r"\lim", r"\mid": "|", r"\ast": "*",
    r"\intercal": r"\top", r"\coloneq": r"\coloneqq", r"\defeq": r"\coloneqq", r"\eqdef": r"\triangleq",
    r"\varepsilon": r"\varepsilon", r"\iff": r"\Leftrightarrow", r"\implies": r"\Rightarrow", r"\R": r"\R",
    r"\Longrightarrow": r"\Rightarrow", r"\Longleftarrow": r"\Leftarrow", r"\impliedby": r"\Leftarrow",
    r"\Longleftrightarrow": r"\Leftrightarrow", r"\leftrightarrow": r"\Leftrightarrow",
    r"\approxeq": r"\approx", r"\thickapprox": r"\approx", r"\thicksim": r"\sim", r"\varpropto": r"\propto",
    r"\vcentcolon": ":", r"\colonequals": r"\coloneqq", r"\equalscolon": r"\eqqcolon",
    r"\rightsquigarrow": r"\leadsto", r"\lnot": r"\neg", r"\prime": "'", r"\hadamard": r"\odot",
}


def clean(tokens: list[Token]) -> list[Token]:
    """The same mathematics in fewer kinds of token.

    Raises `Unreadable` where an argument is missing, or there is too much to read.
    """
    bounded(tokens)
    return parted(remarked(spliced(pointed(braced(fractions(_Cleaner(paired(tokens)).run()))))))


class _Cleaner:
    """One pass over the tokens, from left to right."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = list(tokens)
        self.place = 0
        self.out: list[Token] = []
        self.faces: list[str] = [""]

    def run(self) -> list[Token]:
        while self.place < len(self.tokens):
            if not self.space():
                self.step(self.take())
        return without_empty(self.out)

    def space(self) -> bool:
        """Leave out the spaces that begin here, but for the sign that they are wide."""
        start = self.place
        width, self.place = space(self.tokens, start)
        if width >= HALF or (width >= THICK and ends_row(self.tokens[self.place :])):
            span = self.tokens[start].span.to(self.tokens[self.place - 1].span)
            self.out.append(Token(Kind.COMMAND, WIDE if width >= HALF else NARROW, span))
        return self.place > start

    def take(self) -> Token:
        token = self.tokens[self.place]
        self.place += 1
        return token

    def step(self, token: Token) -> None:
        text = token.text
        if token.kind is Kind.SYMBOL and text == "{":
            self.faces.append(self.faces[-1])
            self.out.append(token)
        elif token.kind is Kind.SYMBOL and text == "}":
            if len(self.faces) > 1:
                self.faces.pop()
            self.out.append(token)
        elif token.kind is Kind.COMMAND:
            self.command(token)
        elif token.kind is Kind.SYMBOL and text == "." and self.dots(token):
            pass
        elif token.text in CONSTANTS and self.faces[-1] in ("bold", "double"):
            self.out.append(Token(Kind.COMMAND, CONSTANTS[token.text], token.span))
        else:
            self.out.append(replace(token, face=self.faces[-1] or token.face) if token.kind is Kind.LETTER else token)

    def dots(self, token: Token) -> bool:
        """Three full stops in a row are an ellipsis."""
        following = self.tokens[self.place : self.place + 2]
        if [t.text for t in following] != [".", "."]:
            return False
        self.place += 2
        self.out.append(Token(Kind.COMMAND, r"\dots", token.span.to(following[1].span)))
        return True

    def command(self, token: Token) -> None:
        text = SAME.get(token.text, token.text)
        if text in FACES:
            self.face(token)
        elif text in SIZES:
            self.size(token)
        elif text in (r"\quad", r"\qquad"):
            self.out.append(Token(Kind.COMMAND, r"\quad", token.span))
        elif text in DROPPED_WITH_ARGUMENT:
            if self.at("{") is not None:
                self.group()
            if text in PHANTOMS:
                self.out.append(Token(Kind.COMMAND, WIDE, token.span))
        elif text in VISIBLE:
            self.marked(token)
        elif text in BOXES:
            self.boxed(token)
        elif text in NUMBERS and self.numbered():
            self.place = len(self.tokens)
        elif text == r"\not" and self.at("=") is not None:
            self.out.append(Token(Kind.COMMAND, r"\ne", token.span.to(self.take().span)))
        elif text == r"\textcolor":
            self.group()
            self.nested(token, self.group())
        elif text in (r"\begin", r"\end"):
            self.environment(token)
        elif text in STACKED:
            self.stacked(token)
        elif text not in SPACING and text not in DROPPED and text not in TRANSPARENT:
            symbol, face = not text.startswith("\\"), self.faces[-1] or token.face
            kind = Kind.SYMBOL if symbol else Kind.COMMAND
            self.out.append(Token(kind, text, token.span, face if text in GREEK else ""))

    def marked(self, token: Token) -> None:
        """A stretch with a brace or a box, without the label or the colour of it."""
        body = self.group()
        if token.text in LABELLED and self.at("_", "^") is not None:
            self.take()
            self.group()
        self.out.append(token)
        self.nested(token, body)

    def boxed(self, token: Token) -> None:
        """A box without its colours and lengths; where it holds text, that is mathematics only between dollars."""
        if token.text == MATHEMATICAL and self.at("[") is not None:
            closing = [place for place, each in enumerate(self.tokens) if each.text == "]" and place > self.place]
            self.place = closing[0] + 1 if closing else self.place
        for _ in range(BOXES[token.text]):
            self.group()
        body = self.group()
        dollars = [place for place, each in enumerate(body) if each.text == "$"]
        if dollars == [1, len(body) - 2]:
            body = [body[0], *body[2:-2], body[-1]]
        self.out.append(replace(token, text=r"\boxed" if dollars or token.text not in TEXTUAL else token.text))
        self.nested(token, body)

    def numbered(self) -> bool:
        r"""Whether all that stands behind an `\eqno` is a number."""
        behind = [each for each in self.tokens[self.place :] if each.text not in FACES.keys() | {"{", "}"} | SPACING]
        return is_number(behind) or (bool(behind) and all(each.kind is Kind.NUMBER for each in behind))

    def stacked(self, token: Token) -> None:
        """An equals sign with something over it is one token; all else is left as it is."""
        start = self.place
        sign = equals(token, self.group(), self.group())
        if sign is None:
            self.place = start
        self.out.append(sign or token)

    def size(self, token: Token) -> None:
        r"""`\left` and its kin go; an invisible delimiter stays, since it may close a brace of cases."""
        following = self.at(".")
        if following is not None:
            self.take()
            if token.text == r"\right":
                self.out.append(Token(Kind.COMMAND, r"\right.", token.span.to(following.span)))
                return
        if self.place < len(self.tokens):
            sized = self.tokens[self.place]
            self.tokens[self.place] = replace(sized, span=token.span.to(sized.span))

    def at(self, *texts: str) -> Token | None:
        if self.place < len(self.tokens) and self.tokens[self.place].text in texts:
            return self.tokens[self.place]
        return None

    def group(self) -> list[Token]:
        """The tokens of the next argument, braces included where they are written."""
        if self.place >= len(self.tokens):
            last = self.tokens[-1].span
            raise Unreadable("expected an argument here, found the end of the formula", last)
        start = self.place
        if self.take().text != "{":
            return self.tokens[start : self.place]
        depth = 1
        while depth:
            if self.place >= len(self.tokens):
                raise Unreadable("this brace is never closed", self.tokens[start].span)
            depth += {"{": 1, "}": -1}.get(self.take().text, 0)
        return self.tokens[start : self.place]

    def nested(self, command: Token, tokens: list[Token], face: str | None = None) -> None:
        """What a command governs; its first symbol starts where the command does."""
        inner = _Cleaner(tokens)
        inner.faces = [self.faces[-1] if face is None else face]
        cleaned = inner.run()
        if cleaned:
            cleaned[0] = replace(cleaned[0], span=command.span.to(cleaned[0].span))
        self.out.extend(cleaned)

    def face(self, token: Token) -> None:
        face = FACES[token.text]
        if token.text in SWITCHES:
            self.faces[-1] = face
            self.word(self.tokens[self.place :], face)
            return
        if self.place >= len(self.tokens):
            raise Unreadable(f"`{token.text}` needs a letter after it", token.span)
        body = self.group()
        inner = body[1:-1] if body[0].text == "{" else body
        letters = [t for t in inner if t.kind is not Kind.COMMAND or t.text not in SPACING]
        wordy = face in WORDY or (token.text in SPOKEN and len(letters) > 2)
        if len(letters) > 1 and wordy and all(t.kind is Kind.LETTER for t in letters):
            self.text(letters, token)
        elif face == "operator" and letters:
            self.text(letters, token)
        elif len(letters) == 1 and letters[0].kind in (Kind.LETTER, Kind.COMMAND, Kind.NUMBER):
            letter = replace(letters[0], span=token.span.to(body[-1].span))
            self.nested(token, [letter], face)
        else:
            self.nested(token, body, face)

    def text(self, letters: list[Token], command: Token) -> None:
        word = "".join(t.text for t in letters)
        self.out.append(Token(Kind.TEXT, word, command.span.to(letters[-1].span)))

    def word(self, following: list[Token], face: str) -> None:
        r"""After a switch such as `\rm`, the letters to the end of the group are one word."""
        letters: list[Token] = []
        for token in following:
            if token.kind is not Kind.LETTER:
                break
            letters.append(token)
        if len(letters) >= 2 and face in WORDY:
            self.place += len(letters)
            self.text(letters, letters[0])

    def environment(self, token: Token) -> None:
        body = self.group()
        name = "".join(t.text for t in body if t.text not in "{}")
        span = Span(token.span.start, body[-1].span.end)
        if token.text == r"\begin":
            if name in POSITIONED and self.at("[") is not None:
                self.position(token)
            if name in COLUMNED:
                self.group()
        self.out.append(Token(Kind.COMMAND, rf"{token.text}{{{name}}}", span))

    def position(self, opening: Token) -> None:
        r"""The `[t]` of an environment goes; LaTeX leaves out whatever stands in such a bracket, a factor too."""
        written = [token.text for token in self.tokens[self.place : self.place + 3]]
        if written not in POSITIONS:
            span = opening.span.to(self.tokens[self.place].span)
            raise Unreadable("LaTeX leaves out a bracket at this place; write `{}` before it", span)
        self.place += len(written)
