r"""What a relation between two sides states: a claim, a definition, or nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from derive.reading.grammar.alone import check_side
from derive.reading.grammar.defining import body_of, definition, own, refers
from derive.reading.grammar.found import Found
from derive.reading.grammar.functions import LANGUAGE
from derive.reading.grammar.heads import fresh, head, is_defined, numbered
from derive.reading.grammar.kronecker import is_kronecker
from derive.reading.grammar.links import Link, Side
from derive.reading.grammar.names import Names, Sort
from derive.reading.grammar.parser import Parser
from derive.reading.grammar.pinning import is_excluded
from derive.reading.grammar.said import check_formula
from derive.reading.grammar.sized import member
from derive.reading.grammar.trees import free_names
from derive.reading.grammar.updates import is_update
from derive.reading.source import Span
from derive.reading.statements import Definition, Equation, Form, Head, Notation, Plain, Statement
from derive.reading.syntax import Node, Number, Partial, Ratio, Sought, Unreadable
from derive.reading.tokens import Kind, Token

IDENTICAL = r"\equiv"
DEFINING = frozenset({":=", r"\coloneqq", r"\triangleq", IDENTICAL})
SILENT = {
    r"\leftarrow": "an assignment", r"\mapsto": "a map", r"\to": "an arrow", r"\approx": "an approximation",
    r"\propto": "a proportionality", r"\sim": "a distribution", r"\simeq": "an approximation",
    r"\Rightarrow": "an implication", r"\Leftrightarrow": "an equivalence", r"\cong": "an approximation",
    r"\longrightarrow": "an arrow", r"\xrightarrow": "an arrow", r"\leadsto": "an arrow",
    r"\Leftarrow": "an implication",
}
QUESTION = "?"
ASKING = "`?` asks for the right side of an equation: it stands alone behind the last `=` of a formula"
UNJUDGED = "claims no equation; only equations are judged, and `expect: unread` says that you know"
CONSTANT = {"e": 2.718, r"\pi": 3.142}
"""Numbers that need no declaration, about."""
AWAY = 0.5
IDENTITY = re.compile(r"I_\{\d,?\d\}")
"""A single entry of the identity, which no equation defines."""


class Stating:
    """Makes statements of relations, one after the other, with the names that those before introduced.

    `claimed` are the chains in which something was claimed; in these nothing more is defined by `=`. What was `defined`
    last has the side that it stands for, from which a chain may go on.
    """

    def __init__(self, names: Names, found: Found) -> None:
        self.names = names
        self.found = found
        self.claimed: set[int] = set()
        self.defined: tuple[Head, Side] | None = None

    def parse(self, side: Side, span: Span) -> Node:
        """A side as an expression; `span` is that of the relation, for a side that is empty."""
        if not side.tokens:
            raise Unreadable("expected something on this side of the relation", span)
        if self.defined is not None and side is self.defined[1]:
            return body_of(self.defined[0], side.tokens, self.names)[0]
        return Parser(side.tokens, self.names).whole()

    def statement(self, link: Link) -> Statement:
        """What a relation states. Raises `Unreadable`."""
        worded = [side for side in (link.left, link.right) if _is_worded(side)]
        if worded:
            check_formula([token for side in worded for token in side.tokens])
            return Plain("words")
        if link.sign in SILENT:
            for side in (link.left, link.right):
                check_side(side.tokens, self.names)
            return Plain(SILENT[link.sign])
        if any(map(marks, (link.left, link.right))):
            return self._question(link)
        if link.sign == "=:":
            swapped = self._definition(link.right, link.left, link, forced=True)
            return swapped or self._definition(link.left, link.right, link, forced=True) or self._undefinable(link)
        if link.sign in DEFINING:
            return self._definition(link.left, link.right, link, forced=True) or self._undefinable(link)
        if link.sign == "=":
            found = self._definition(link.left, link.right, link, forced=self.found.let)
            if found is not None:
                return found
            self.claimed.add(self.found.chain)
            left, right = self.parse(link.left, link.sign_span), self.parse(link.right, link.sign_span)
            return Equation(left, right)
        if link.sign == "∈":
            return member(link.left.tokens, link.sign_span, link.right.tokens, self.names)
        raise Unreadable(f"`{link.sign}` {UNJUDGED}", link.sign_span)

    def _question(self, link: Link) -> Statement:
        """An equation whose right side is asked for."""
        first = [*marks(link.left), *marks(link.right)][0]
        if link.sign != "=" or len(link.right.tokens) > 1 or marks(link.left):
            raise Unreadable(ASKING, first.span)
        self.claimed.add(self.found.chain)
        return Equation(self.parse(link.left, link.sign_span), Sought(span=first.span))

    def _undefinable(self, link: Link) -> Statement:
        """What a sign of definition says of something that has no name.

        `≡` claims that both sides are equal; `:=` may say how a derivative is written out, which claims nothing.
        """
        left, right = self.parse(link.left, link.sign_span), self.parse(link.right, link.sign_span)
        if link.sign != IDENTICAL and isinstance(right if link.sign == "=:" else left, Partial):
            return Notation()
        if link.sign != IDENTICAL:
            message = "only a name, an entry or a function such as f(x) can be defined; an equality is written `=`"
            raise Unreadable(message, link.sign_span)
        self.claimed.add(self.found.chain)
        return Equation(left, right)

    def _definition(self, left: Side, right: Side, link: Link, *, forced: bool) -> Statement | None:
        """A definition of the name on the left; without a sign of definition only where it has none yet."""
        found = self._head(left)
        if found is None and forced and link.sign != IDENTICAL and left.tokens:
            found = numbered(Parser(left.tokens, self.names))
        if found is not None and right.tokens:
            found, self.names = own(found, right.tokens, self.names)
        if not forced and (self.found.chain in self.claimed or self._is_identity(found, right)):
            return None
        if found is None or (not forced and (is_defined(self.names, found) or not self._may_define(found))):
            return None
        if not forced and (self._may_be_slope(found) or self._is_constant(found, right)):
            return None
        if not forced and is_excluded(found, right.tokens, self.names):
            return None
        if not right.tokens:
            raise Unreadable("expected what the name on the left stands for", link.sign_span)
        if not forced:
            self._check_product(found, right)
        stated = forced and link.sign != IDENTICAL
        if is_update(fresh(self.names, found), right.tokens, self.names, stated=stated):
            return Plain("an update")
        statement, after = definition(found, right.tokens, self.names)
        unknown = self.names.find(found.plain, found.face) is None
        if unknown and isinstance(statement, Definition) and is_kronecker(found, statement.body):
            return Notation()
        self.names = after
        if not isinstance(statement, Definition):
            return statement
        self.defined = (statement.head, right)
        return replace(statement, stated=stated)

    def _is_identity(self, found: Head | None, right: Side) -> bool:
        """Whether a function that is only declared is said to be equal to another value of itself."""
        known = self.names.find(found.plain, found.face) if found is not None else None
        if known is None or known.sort is not Sort.FUNCTION or known.defined or not right.tokens:
            return False
        return refers(right.tokens, self.names, known)

    def _check_product(self, found: Head, right: Side) -> None:
        """Refuse `a(b) = …` where a is declared as a matrix, or stands on the right: this can be a product."""
        known = self.names.find(found.plain, found.face)
        if known is None or known.sort is not Sort.QUANTITY or found.form not in (Form.FUNCTION, Form.ROW_FUNCTION):
            return
        if known.axes == 2 or refers(right.tokens, self.names, known):
            call = f"{found.plain}({', '.join(found.parameters)})"
            message = f"`{found.plain}` is declared, so `{call}` can be a product or the value of a function"
            raise Unreadable(f"{message}; write the product without brackets, or define a function by `:=`", found.span)

    def _may_be_slope(self, found: Head) -> bool:
        """Whether a new name with a prime may be meant as the derivative of a number, or of what is defined."""
        base = self.names.find(found.plain.replace("'", ""), found.face) if "'" in found.plain else None
        return base is not None and base.sort is Sort.QUANTITY and (base.is_number or base.defined)

    def _is_constant(self, found: Head, right: Side) -> bool:
        r"""Whether π or e is said to be a number, as in `\pi = 3.14`, where nothing declares another one.

        One that is far away is another one, as the weight `\pi = 0.3` of a mixture.
        """
        if found.form is not Form.NAME or found.plain not in CONSTANT or not right.tokens:
            return False
        if self.names.find(found.plain, found.face) is not None:
            return False
        said = self.parse(right, found.span)
        match said:
            case Number(value=value):
                return abs(value - CONSTANT[found.plain]) < AWAY
            case Ratio(top=Number(value=top), bottom=Number(value=bottom)) if bottom:
                return abs(top / bottom - CONSTANT[found.plain]) < AWAY
        return free_names(said).keys().isdisjoint({known.key for known in self.names.all()})

    def _may_define(self, found: Head) -> bool:
        known = self.names.find(found.plain, found.face)
        if known is not None and known.sort is Sort.FUNCTION:
            return found.form is not Form.NAME and all(self.names.find(each, "") is None for each in found.parameters)
        if known is not None:
            return known.sort is not Sort.SIZE
        derived = found.form is not Form.NAME and found.form is not Form.ENTRY and "'" in found.plain
        return found.plain not in LANGUAGE and not IDENTITY.fullmatch(found.plain) and not derived

    def _head(self, side: Side) -> Head | None:
        if not side.tokens:
            return None
        try:
            return head(Parser(side.tokens, self.names))
        except Unreadable:
            return None


def is_words(tokens: list[Token]) -> bool:
    """Whether a segment is nothing but words."""
    return bool(tokens) and all(token.kind is Kind.TEXT for token in tokens)


def _is_worded(side: Side) -> bool:
    """Whether a side is only words; a single word may be a name."""
    words = is_words(list(side.tokens))
    if not words or len(side.tokens) > 1:
        return words
    return not side.tokens[0].text.isidentifier()


def marks(side: Side) -> list[Token]:
    """The question marks in a side."""
    return [token for token in side.tokens if token.text == QUESTION and token.kind is Kind.SYMBOL]
