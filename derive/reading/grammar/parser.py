r"""Expressions: a Pratt parser over declared names.

Addition binds loosest, then products and quotients, then scripts. A big operator takes the product that follows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from derive.reading.grammar import bigs, brackets, conditions, dots, environments, indicators, letters, partials, taken
from derive.reading.grammar.advice import command
from derive.reading.grammar.counts import is_number
from derive.reading.grammar.cursor import CLOSING, Cursor
from derive.reading.grammar.differentials import differentiated
from derive.reading.grammar.functions import CALLED, call, named_call
from derive.reading.grammar.names import GREEK, Written
from derive.reading.grammar.numerals import numeral, refuse_one
from derive.reading.grammar.points import BEGIN, POINT, UNTOLD
from derive.reading.grammar.shaped import refuse_shape
from derive.reading.grammar.spaces import NARROW
from derive.reading.grammar.written import (
    ACCENTS,
    EXPONENTIAL,
    is_hidden_exponential,
    name_node,
    resolve,
    written,
)
from derive.reading.source import Span
from derive.reading.syntax import (
    Addition,
    Big,
    BigO,
    Call,
    Dots,
    Logical,
    Minus,
    Name,
    Node,
    Number,
    Partial,
    Product,
    Ratio,
    Sign,
)
from derive.reading.tokens import Kind, Token

SIGNS = {
    r"\cdot": Sign.DOT, r"\times": Sign.TIMES, "*": Sign.TIMES, r"\odot": Sign.ENTRYWISE, r"\circ": Sign.ENTRYWISE,
    r"\bullet": Sign.DOT,
}
TENSOR = r"\otimes"
DIVIDED = r"\oslash"
"""A quotient by entries, as every quotient of arrays is."""
OPERATORS = frozenset(
    "\\" + name
    for name in (
        "exp log ln tanh sinh cosh sin cos tan cot sec csc arctan arcsin arccos det ker dim deg arg lg tr Tr diag erf "
        "sgn sign rank relu"
    ).split()
)
OPENING = r"\frac \sqrt \sum \prod \max \min \lim \partial \nabla \| \{ \ones \zeros \langle \left.".split()
STARTERS = frozenset(OPENING) | GREEK | ACCENTS | OPERATORS
BINARY = frozenset({"+", "-", "/", TENSOR, DIVIDED}) | SIGNS.keys()

FACTORS = 100
"""Factors of one product."""

QUOTIENT = r"`\oslash` can divide all of this product or its last factor; write brackets"
SCRIPTS = 20
"""Scripts behind one factor."""
SPACED = (
    r"behind a space these brackets can be a factor, or the number or shape of the equation; write `\tag{3}` for a "
    r"number, `\quad` before a shape, and a factor without the space"
)


class Parser(Cursor):
    """The cursor with the grammar of expressions."""

    def within(self, tokens: Sequence[Token], end: Span | None = None, *, numerator: bool = False) -> Parser:
        """A parser over some of the tokens, one level deeper."""
        return Parser(tokens, self.names, end, self.depth + 1, numerator)

    def whole(self) -> Node:
        """All tokens as one expression, in which it is told what is taken at a point, or in a limit."""
        node = super().whole()
        if any(token.text in (POINT, "=") for token in self.tokens):
            taken.check_points(node)
        if any(token.text == r"\lim" for token in self.tokens):
            bigs.check_limits(node)
        return node

    def logical(self) -> Logical | None:
        """All tokens as a condition; nothing for `otherwise`."""
        return conditions.logical(self)

    def expression(self) -> Node:
        """Terms joined by plus and minus; an ellipsis may stand for terms."""
        terms = [self._signed()]
        ends = list[Sequence[Big]]()
        while self.at("+", "-"):
            ends.append(bigs.unended(self, terms[-1]))
            minus = self.at("-")
            sign = self.take()
            term = self._term()
            terms.append(Minus(term, span=sign.span.to(term.span)) if minus else term)
        if len(terms) == 1:
            return terms[0]
        bigs.check_ended(self, terms, [*ends, bigs.unended(self, terms[-1])])
        if any(dots.is_ellipsis(term) for term in terms):
            return dots.added(terms, self.names)
        return Addition(tuple(terms), span=terms[0].span.to(terms[-1].span))

    def _signed(self) -> Node:
        sign = self.accept("-", "+")
        term = self._term()
        return Minus(term, span=sign.span.to(term.span)) if sign and sign.text == "-" else term

    def _term(self) -> Node:
        if self.at(r"\dots"):
            return Dots(span=self.take().span)
        return self.product()

    def product(self) -> Node:
        """Factors joined by juxtaposition, a sign of multiplication, or a slash."""
        left = self._factor_or_minus()
        slashed, opened = False, Sign.NONE
        joined: list[tuple[Node, Node]] = []
        for _ in range(FACTORS):
            if self.at(TENSOR):
                what = "this can be the outer, the Kronecker or the entrywise product"
                self.fail(rf"{what}; declare it, as in \newcommand{{{TENSOR}}}{{\odot}}, or write \odot")
            if self.at(*SIGNS):
                sign = SIGNS[self.take().text]
                right = self._factor_or_minus()
                loose = opened is Sign.DOT or (opened is Sign.ENTRYWISE and sign is not Sign.ENTRYWISE)
                joined += [] if sign is Sign.ENTRYWISE else [(left, right)]
                left, slashed = Product(left, right, sign, loose, span=left.span.to(right.span)), False
                opened = sign if opened is Sign.NONE and sign is not Sign.TIMES else opened
            elif self.at(NARROW):
                if left != Number(Fraction(0)):
                    self.fail(SPACED, self.peek(1).span)
                self.take()
            elif self.accept("/", DIVIDED):
                if self.tokens[self.place - 1].text == DIVIDED and any(map(self._are_arrays, joined)):
                    self.fail(QUOTIENT, left.span)
                opened = Sign.NONE
                right = self._factor_or_minus()
                left, slashed = Ratio(left, right, span=left.span.to(right.span)), True
            elif self.starts_factor():
                if slashed and not self._multiplies(left):
                    self.fail("a/bc can be read in two ways; write \\frac{a}{bc} or (a/b) c")
                partials.refuse_point(self, left.right if isinstance(left, Product) else left)
                right, loose = self.factor(), opened is not Sign.NONE
                refuse_one(self, right)
                refuse_shape(self, right)
                joined.append((left, right))
                left, slashed = Product(left, right, Sign.NONE, loose, span=left.span.to(right.span)), False
            else:
                return left
        self.fail(f"a product of more than {FACTORS} factors")

    def _are_arrays(self, factors: tuple[Node, Node]) -> bool:
        """Whether none of the factors is certainly a number."""
        return not any(is_number(factor, self.names) for factor in factors)

    def _multiplies(self, quotient: Node) -> bool:
        r"""Whether what stands behind a quotient cannot be meant as part of its denominator.

        A quotient of numbers is a coefficient, `1/2 x`, as is `1/n x` with a size; not so before a size: by `1/2n` many
        mean 1/(2n). So is `n/2 \log x`.
        """
        if self.at(*bigs.SUMS):
            return True
        if not isinstance(quotient, Ratio) or self.names.is_size(self.peek().text, self.peek().face):
            return False
        parts = quotient.top, quotient.bottom
        others = [part for part in parts if not _numeric(part)]
        counted = all(isinstance(part, Name) and self.names.is_size(part.key, "") for part in others)
        return counted and (_numeric(quotient.top) or self.peek().text in CALLED)

    def _factor_or_minus(self) -> Node:
        sign = self.accept("-")
        if sign is None:
            return self.factor()
        right = self.factor()
        return Minus(right, span=sign.span.to(right.span))

    def starts_factor(self) -> bool:
        """Whether a factor may begin at the next token, so that it multiplies what stands before it."""
        token = self.peek()
        if token.kind in (Kind.LETTER, Kind.NUMBER):
            return True
        if token.kind is Kind.TEXT:
            return token.text.isidentifier() and token.text not in conditions.WORDS
        if token.kind is Kind.COMMAND:
            return token.text in STARTERS or token.text.startswith(r"\begin{")
        return token.kind is Kind.SYMBOL and token.text in ("(", "[", "{", "|")

    def factor(self) -> Node:
        """One factor with the scripts behind it."""
        self.deepen(1)
        node = self._primary()
        self.deepen(-1)
        for _ in range(SCRIPTS):
            if isinstance(node, Partial) and taken.is_told(self):
                node = taken.behind(self, node)
                continue
            if not (self.at("^", "_", "'") or (self.at("{") and self.peek(1).text == "}")):
                return node
            node = brackets.script(self, node)
        self.fail(f"more than {SCRIPTS} scripts on one factor")

    def _primary(self) -> Node:
        token = self.peek()
        if token.kind is Kind.NUMBER:
            return numeral(self)
        if token.text in RULES and token.kind is not Kind.TEXT:
            found = RULES[token.text](self)
            if found is not None:
                return found
        if token.text.startswith(r"\begin{"):
            return environments.environment(self)
        if token.kind is Kind.COMMAND and token.text in OPERATORS:
            return call(self)
        name = written(self)
        if name is not None:
            return self._named(name)
        if token.kind is Kind.SYMBOL and token.text in brackets.PAIRS:
            return brackets.bracketed(self)
        return self._nothing(token)

    def _named(self, name: Written) -> Node:
        if is_hidden_exponential(self, name):
            self.fail(f"{EXPONENTIAL}, as in \\exp(x) or (e(x))^2", name.span)
        found = named_call(self, name)
        if found is not None:
            return found
        if name.base == "O" and self.at("(") and resolve(self, name) is None and not name.below:
            inside, end = brackets.inside(self)
            return BigO(inside.whole(), span=name.span.to(end))
        if name.base == "e" and name.above and resolve(self, name) is None and not name.below:
            exponent = self.within(name.above, name.span).whole()
            return Call("exp", (exponent,), span=name.span)
        return differentiated(self, name) or name_node(self, name)

    def _nothing(self, token: Token) -> Node:
        if token.kind is Kind.END:
            self.fail("expected a number, a name or a bracket here, found the end")
        if token.text in CLOSING:
            self.fail(f"expected a number, a name or a bracket, found `{token.text}`, which closes nothing")
        if token.text == POINT:
            self.fail(UNTOLD)
        if token.text in BINARY:
            self.fail(f"expected a number, a name or a bracket before `{token.text}`")
        if token.kind is Kind.TEXT:
            self.fail(f"the words “{token.text}” are not part of the language here")
        self.fail(f"`{token.text}` is not in the language{command(token.text)}")


def _numeric(*nodes: Node) -> bool:
    return all(isinstance(node, Number) for node in nodes)


RULES = {
    r"\frac": partials.fraction,
    r"\partial": partials.inline,
    r"\nabla": partials.nabla,
    r"\sqrt": brackets.root,
    r"\sum": bigs.big,
    r"\prod": bigs.big,
    r"\max": bigs.big,
    r"\min": bigs.big,
    r"\lim": bigs.limit,
    "E": letters.expectation,
    "I": letters.truth,
    r"\ones": indicators.constant,
    r"\zeros": indicators.constant,
    "|": brackets.bars,
    r"\|": brackets.bars,
    r"\langle": brackets.angled,
    BEGIN: taken.enclosed,
    r"\{": environments.brace,
}
