r"""Nodes as LaTeX: what stands in the source as its author wrote it, what is new in the same letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from derive.judging.edits.brackets import Pair, whole
from derive.judging.edits.transposes import joined, parted
from derive.reading.grammar.enclosing import commanded
from derive.reading.grammar.functions import LOGARITHMS
from derive.reading.grammar.names import braced
from derive.reading.source import Passage, Span
from derive.reading.syntax import (
    Addition,
    Big,
    Branches,
    Call,
    Entry,
    Logical,
    Minus,
    Name,
    Node,
    Number,
    Partial,
    Product,
    Ratio,
    Relation,
    Sign,
    Superscript,
    Transposed,
)
from derive.reading.tokens import Kind, tokenize

SIGNS = {Sign.NONE: " ", Sign.DOT: r" \cdot ", Sign.TIMES: r" \times ", Sign.ENTRYWISE: r" \odot "}
COMMANDS = frozenset("exp log tanh sinh cosh sin cos tan arctan sqrt".split())
RELATIONS = {"=": "=", "≠": r"\ne", "<": "<", "≤": r"\le", ">": ">", "≥": r"\ge"}
ENVIRONMENT = re.compile(r"\\(begin|end)\{(array\}\{[^}]*|\w+\*?)\}")
TRANSPOSE, JOINED = "^", "^^"
"""Under these the writings of an author have the mark of a transpose, and that which he joins to labels, if he does."""


class Unwritable(Exception):
    """A new node for which there is no writing."""


@dataclass(frozen=True)
class Pen:
    """Writes nodes in the letters of one author.

    `names` has the writing of names and, under `key_`, of the letter of their entries. With `outer` the brackets right
    around a node go with it.
    """

    text: str
    brackets: Sequence[Pair]
    names: Mapping[str, str]
    outer: bool = True

    def __call__(self, node: Node) -> str:
        """A node as LaTeX.

        Raises `Unwritable` where it is new, and of a kind that no edit makes.
        """
        if node.span.end:
            span = self.place(node)
            written = self.text[span.start : span.end]
            return parted(written)[0] if self._mark(node) else written
        match node:
            case Name(key=key):
                return self.name(key)
            case Number(digits=digits):
                return digits
            case Entry(array=Name(key=key), indices=indices):
                return self._entry(key, indices)
            case Entry(array=Call() as call, indices=indices):
                return f"{self(call)}_{braced(spaced(map(self, indices)))}"
            case Transposed(array=array):
                return self._transposed(array)
            case Superscript(base=base, exponent=exponent):
                return self._raised(base, braced(self(exponent)))
            case Minus(operand=operand):
                return f"-{self._factor(operand)}"
            case Addition(terms=terms):
                return "".join(self._term(term, place) for place, term in enumerate(terms)).strip()
            case Product(left=left, right=right, sign=sign):
                return f"{self._factor(left)}{SIGNS[sign]}{self._factor(right)}"
            case Ratio(top=top, bottom=bottom):
                return rf"\frac{{{self(top)}}}{{{self(bottom)}}}"
            case Partial(numerator=Node() as numerator, by=(by,)):
                return rf"\frac{{\partial {self(numerator)}}}{{\partial {self(by)}}}"
            case Call(function="ones", arguments=(size,)):
                return rf"\mathbf{{1}}_{{{self(size)}}}"
            case Call(function="sqrt", arguments=(argument,)):
                return rf"\sqrt{{{self.inner(argument)}}}"
            case Call(function=function, arguments=(argument,), primes=primes):
                return f"{self._function(function)}{chr(39) * primes}({self.inner(argument)})"
            case Big(operator=operator, body=body):
                return rf"\{operator}_{{{self._below(node)}}} {self._factor(body)}"
            case Branches(branches=branches):
                rows = r" \\ ".join(self._branch(value, condition) for value, condition in branches)
                return rf"\begin{{cases}} {rows} \end{{cases}}"
            case Relation(sign=sign, left=left, right=right):
                return f"{self(left)} {RELATIONS[sign]} {self(right)}"
        raise Unwritable(type(node).__name__)

    def turned(self, node: Node, written: str) -> str:
        """What is written in the place of a node, transposed where the mark of that stands in the label of the node."""
        mark = self._mark(node)
        return joined(written, mark) or self._under(written, mark) if mark else written

    def _mark(self, node: Node) -> str:
        """The mark of a transpose that is joined to the label of a name."""
        if not isinstance(node, Name) or "^" not in node.key:
            return ""
        span = whole(node.span, self.brackets)
        _, mark, is_joined = parted(self.text[span.start : span.end])
        return mark if is_joined else ""

    def name(self, key: str) -> str:
        """The writing of a name."""
        return self.names.get(key, key)

    def letter(self, key: str) -> str:
        """The letter of the entries of an array, where the author has one for them; else its name."""
        return self.names.get(f"{key}_") or self.name(key)

    def inner(self, node: Node) -> str:
        """A node without the brackets around it."""
        return replace(self, outer=False)(node)

    def place(self, node: Node) -> Span:
        """The stretch of the source that is a node's own."""
        if isinstance(node, Name) or (isinstance(node, Entry) and isinstance(node.array, Name)):
            return self._named(node)
        span = whole(node.span, self.brackets)
        if span.start < node.span.start and self.text[span.start] == "{":
            span = Span(commanded(span.start, self.text), span.end)
        return self._enclosed(span) if self.outer else span

    def _enclosed(self, span: Span) -> Span:
        """The stretch with the brackets right around it, which are no braces."""
        for opening, closing in self.brackets:
            if opening.end <= span.start and span.end <= closing.start and self.text[opening.start] != "{":
                around = self.text[opening.end : span.start] + self.text[span.end : closing.start]
                if not around.strip():
                    return opening.to(closing)
        return span

    def _named(self, node: Node) -> Span:
        """The stretch of a name or an entry without the scripts behind it that are not its own."""
        array = node.array if isinstance(node, Entry) else node
        assert isinstance(array, Name)
        own = "_" if isinstance(node, Entry) or "_" in array.key else ""
        own += "^" if "^" in array.key else ""
        span = whole(node.span, self.brackets)
        depth = 0
        for match in re.finditer(r"\\.|[{}^_]", self.text[span.start : span.end]):
            depth += {"{": 1, "}": -1}.get(match.group(), 0)
            if depth == 0 and match.group() in ("^", "_") and match.group() not in own:
                return Span(span.start, span.start + match.start())
        return span

    def _function(self, key: str) -> str:
        """The writing of a function of the document, or of the language."""
        return self.names.get(key) or (rf"\{key}" if key in COMMANDS else rf"\operatorname{{{key}}}")

    def _entry(self, key: str, indices: tuple[Node, ...]) -> str:
        letter = self.names.get(f"{key}_", key.lower())
        letter = f"{{{letter}}}" if "_" in letter or "^" in letter else letter
        below = spaced(self(index) for index in indices)
        return f"{letter}_{braced(below)}"

    def _transposed(self, node: Node) -> str:
        text = joined(self(node), self.names[JOINED]) if isinstance(node, Name) and JOINED in self.names else None
        return text or self._raised(node, self.names.get(TRANSPOSE, r"\top"))

    def _raised(self, node: Node, mark: str) -> str:
        return self._under(self._factor(node, tight=True), mark)

    def _under(self, written: str, mark: str) -> str:
        bare = "^" not in written or written.startswith((r"\left", "("))
        return f"{written}^{mark}" if bare else f"{{{written}}}^{mark}"

    def _factor(self, node: Node, *, tight: bool = False) -> str:
        """A node where only a factor may stand, or (`tight`) only what takes a script."""
        loose = (Addition, Minus, Product, Ratio, Big, Partial) if tight else (Addition, Minus)
        is_loose = isinstance(node, loose) or (tight and isinstance(node, Call) and node.function in LOGARITHMS)
        enclosed = node.span.end and self.place(node) != whole(node.span, self.brackets)
        return rf"\left( {self(node)} \right)" if is_loose and not enclosed else self(node)

    def _term(self, term: Node, place: int) -> str:
        if isinstance(term, Minus):
            return f" - {self._factor(term.operand)}"
        return f" + {self(term)}" if place else self(term)

    def _below(self, node: Big) -> str:
        if isinstance(node.condition, Relation):
            return self(node.condition)
        return ",".join(self.name(binder.index) for binder in node.binders)

    def _branch(self, value: Node, condition: Logical | None) -> str:
        return self(value) + (r" & \text{otherwise}" if condition is None else rf" & \text{{if }} {self(condition)}")


def spaced(parts: Iterable[str]) -> str:
    """Pieces of LaTeX one behind the other, with a space where a command would swallow a letter."""
    return re.sub(r"(\\[a-zA-Z]+)\0(?=[a-zA-Z])", r"\1 ", "\0".join(parts)).replace("\0", "")


def renamed(text: str, names: Mapping[str, str]) -> str:
    """A piece of LaTeX with other letters for some of its letters; the names of environments stay."""
    kept = [Span(*match.span()) for match in ENVIRONMENT.finditer(text)]
    for token in reversed(tokenize(Passage(text, tuple(range(len(text)))))):
        start, end = token.span.start, token.span.end
        inside = any(one.start <= start and end <= one.end for one in kept)
        if token.text in names and token.kind in (Kind.LETTER, Kind.COMMAND) and not inside:
            text = spaced((text[:start], names[token.text], text[end:]))
    return text
