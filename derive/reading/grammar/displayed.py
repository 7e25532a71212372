r"""Displayed formulas: chains of relations become claims and definitions."""

from __future__ import annotations

from dataclasses import dataclass, replace

from derive.reading.grammar.abbreviated import abbreviated
from derive.reading.grammar.alone import check_expression, check_words
from derive.reading.grammar.below import under
from derive.reading.grammar.columns import connects
from derive.reading.grammar.conditions import is_word, opens
from derive.reading.grammar.cursor import unclosed
from derive.reading.grammar.enclosing import enclosed
from derive.reading.grammar.formula import Formula, parted
from derive.reading.grammar.groups import DIFFERENTIALS
from derive.reading.grammar.heads import place
from derive.reading.grammar.limiting import constrains, limited
from derive.reading.grammar.links import Link, Side, hiding_bar, links
from derive.reading.grammar.membership import membership, restricting
from derive.reading.grammar.names import Names
from derive.reading.grammar.restrictions import (
    INTRODUCING,
    bare,
    defines,
    defines_function,
    explained_beside,
    indices_of,
    is_counted,
    is_explaining,
    is_of_indices,
    is_of_part,
    is_of_value,
    is_open_range,
    is_range,
    is_worded,
    restricted,
    strange_indices,
)
from derive.reading.grammar.rows import is_number, relations
from derive.reading.grammar.said import check_said
from derive.reading.grammar.shapes import declared_behind, reshaped
from derive.reading.grammar.stating import ASKING, Stating, is_words, marks
from derive.reading.source import Source, Span
from derive.reading.statements import (
    Definition,
    Equation,
    Finite,
    Placed,
    Plain,
    Shaped,
    SizeNames,
    Statement,
    Unread,
)
from derive.reading.syntax import Junction, Logical, Unreadable
from derive.reading.tokens import Kind, Token

DIFFERENTIATING = DIFFERENTIALS | {r"\nabla"}
LET = frozenset({"let"})
EITHER = r"this can be one more condition, or an equation of its own; write `\text{and}` before it, or a row of its own"
INEQUALITIES = frozenset({"<", ">", r"\le", r"\ge", r"\ne"})


@dataclass(frozen=True, slots=True)
class Reading:
    """The statements of a displayed formula, the names after it, and the side from which the next one may go on."""

    found: list[Placed]
    names: Names
    last: Side | None


def read(
    formula: Formula,
    names: Names,
    source: Source,
    last: Side | None = None,
    explained: frozenset[int] = frozenset(),
    *,
    let: bool = False,
) -> Reading:
    """Read one displayed formula; one that begins with a relation goes on from `last`.

    `explained` tells where definitions begin that stand behind `where` and are known already. Behind the word `let` an
    equation defines, if its left side can be defined.
    """
    tokens = formula.tokens
    try:
        cleaned = abbreviated(formula.cleaned, names)
        lines = formula.lines if cleaned is formula.cleaned else parted(cleaned)
    except Unreadable as problem:
        span = place(tokens) if tokens else problem.span
        return Reading([_placed(Unread(problem.message, problem.span), span, source)], names, None)
    reader = _Reader(names, source, last and replace(last, row=-1), explained, let)
    reader.run(lines)
    if not reader.found:
        reader.put(Plain("an empty formula"), place(tokens))
    return Reading(reader.found, reader.names, reader.last)


@dataclass(frozen=True, slots=True)
class _Limit:
    """Words that limit what is found from `start` on, in their row or, where they are lasting, in all rows behind."""

    problem: Unreadable
    start: int
    lasting: bool


class _Reader(Stating):
    """Reads segment after segment; a chain may go on from one to the next."""

    def __init__(self, names: Names, source: Source, last: Side | None, explained: frozenset[int], let: bool) -> None:
        super().__init__(names, let=let)
        self.explained = explained
        self.source = source
        self.found: list[Placed] = []
        self.last = last
        self.above: dict[int, tuple[Side | None, int]] = {}
        self.row = 0
        self.waiting: list[list[Token]] = []
        self.limits: list[_Limit] = []

    def run(self, lines: list[list[list[Token]]]) -> None:
        shapes, self.names = declared_behind(lines, self.names)
        self.found += [_placed(statement, place(segment), self.source) for statement, segment in shapes]
        declared, number = {segment[0].span for _, segment in shapes}, 0
        for line in lines:
            start, before = len(self.found), list[Token]()
            conditional = worded = listing = False
            self.row = start
            for place_in_row, written in enumerate(line):
                tokens = _without_connective(written)
                worded = worded or tokens is not written
                if self._explains(tokens, line):
                    tokens = tokens[1:]
                    self.let = self.let or defines_function(tokens, self.names)
                if len(tokens) > 1 and is_word(tokens[0], LET):
                    tokens, self.let = tokens[1:], True
                if not tokens or tokens[0].span in declared:
                    continue
                number += 1
                listed = listing and not worded and _lists(tokens, line[place_in_row + 1 :])
                if listed and self._is_wide(before, tokens):
                    self._spoil(Unreadable(EITHER, place(tokens)), start, place(tokens))
                    self.put(Unread(EITHER, place(tokens)), place(tokens))
                    continue
                conditional = self._is_condition(tokens, first=place_in_row == 0, apart=worded and not conditional)
                conditional = conditional or listed
                listing = conditional and place_in_row > 0 and (listing or _opens_list(tokens))
                worded = is_words(tokens)
                if worded and not conditional and self._limits(tokens, alone=len(line) == 1):
                    continue
                if conditional:
                    self._check_factor(before, tokens, start)
                    self._condition(tokens, start, alone=len(line) == 1, first=place_in_row == 0)
                else:
                    start = start if worded else len(self.found)
                    self._statement(tokens, number)
                before = tokens
            self._limit_behind()
        for tokens in self.waiting:
            self.put(Unread("this condition restricts no equation", place(tokens)), place(tokens))

    def _is_wide(self, before: list[Token], tokens: list[Token]) -> bool:
        r"""Whether a `\quad` stands between two segments."""
        return "quad" in self.source.text[place(before).end : place(tokens).start]

    def _explains(self, tokens: list[Token], line: list[list[Token]]) -> bool:
        """Whether words open a definition: of a name that they explain, or of one that is differentiated through."""
        if len(tokens) < 2 or not is_word(tokens[0], INTRODUCING):
            return False
        differentiates = any(token.text in DIFFERENTIATING for segment in line for token in segment)
        if tokens[1].span.start in self.explained or defines_function(tokens[1:], self.names):
            return True
        return differentiates and is_explaining(tokens, self.names)

    def _check_factor(self, before: list[Token], tokens: list[Token], start: int) -> None:
        r"""Spoil an equation whose last factor can be a letter of the range behind it: `A_{ij} i, j = 1, \dots, n`."""
        alone = len(before) > 1 and before[-2].text not in ("_", "^") and is_range(tokens)
        if alone and before[-1].text in indices_of([placed.statement for placed in self.found[start:]]):
            message = f"`{before[-1].text}` can be a factor here, or an index of the range behind it"
            problem = Unreadable(rf"{message}; write a comma or `\quad` before the indices of a range", before[-1].span)
            self._spoil(problem, start, before[-1].span)

    def _limits(self, words: list[Token], *, alone: bool) -> bool:
        """Make unread what words limit in their row, or in the chain before it where they stand alone.

        Where nothing is before them they limit what is behind, and alone in their row all of it, as a constraint does.
        """
        span = place(words)
        problem = limited(words, self.source.text[span.start : span.end])
        if problem is None:
            return False
        chain = [number for number, placed in enumerate(self.found) if placed.chain == self.chain]
        begins = alone and words[0].text.strip()[:1].isupper()
        start = len(self.found) if begins else (chain[0] if alone and chain else self.row)
        claimed = self._claim(start)
        if claimed:
            self._spoil(problem, start, span)
        lasting = alone or constrains(words)
        if lasting or not claimed:
            self.limits.append(_Limit(problem, len(self.found), lasting))
        return claimed

    def _limit_behind(self) -> None:
        """Make unread what is read by now of what words limit that stand before it."""
        for limit in self.limits:
            if self._claim(limit.start):
                self._spoil(limit.problem, limit.start, limit.problem.span)
        self.limits = [limit for limit in self.limits if limit.lasting]

    def _claim(self, start: int) -> bool:
        """Whether anything is claimed or defined from `start` on."""
        return any(isinstance(placed.statement, (Equation, Definition)) for placed in self.found[start:])

    def _statement(self, tokens: list[Token], number: int) -> None:
        start = len(self.found)
        try:
            self.segment(tokens, number)
        except Unreadable as problem:
            self._keep(tokens, None)
            self.put(Unread(problem.message, problem.span), place(tokens))
        waiting, self.waiting = self.waiting, []
        for condition in waiting:
            self._restrict(condition, start)

    def put(self, statement: Statement, span: Span) -> None:
        self.found.append(replace(_placed(statement, span, self.source), chain=self.chain))
        self.let = False

    def put_link(self, statement: Statement, link: Link) -> None:
        """A link whose left side stands in an earlier row is shown with that side."""
        span = self.span(link)
        self.put(statement, span)
        if link.left.row != link.right.row and link.left.tokens:
            left = _placed(statement, place(link.left.tokens), self.source).source
            self.found[-1] = replace(self.found[-1], source=f"{left} {self.found[-1].source}")

    def segment(self, tokens: list[Token], number: int) -> None:
        if is_words(tokens):
            self._words(tokens)
            return
        if is_number(tokens):
            self.put(Plain("the number of an equation"), place(tokens))
            return
        chain, lone = links(tokens, number, self._above(tokens))
        if chain and chain[-1].sign == "∈":
            self._begin()
            chain = self._member(chain, place(tokens))
            if not chain:
                return
        if lone is not None and not chain:
            self._begin()
            bracket = unclosed(tokens) or hiding_bar(tokens)
            if bracket is not None:
                raise Unreadable(f"this `{bracket.text}` is never closed", bracket.span)
            self._alone(lone)
            return
        if chain[0].left.row == number:
            self._begin()
        for early in chain[:-1]:
            if marks(early.right):
                raise Unreadable(ASKING, marks(early.right)[0].span)
        for link in chain:
            self.link(link)
            self._keep(tokens, link.right)

    def _begin(self) -> None:
        """A chain of its own."""
        self.chain = max((self.chain, *(chain for _, chain in self.above.values()))) + 1

    def _above(self, tokens: list[Token]) -> Side | None:
        """The side from which a segment goes on that begins with a relation: the last that was read in its column."""
        start = under(tokens[0], self.above)
        if relations(tokens)[:1] != [0] or start is None:
            return self.last
        side, self.chain = self.above[start]
        return side

    def _keep(self, tokens: list[Token], side: Side | None) -> None:
        """Keep the side that was read last, and for what goes on from it in its column."""
        goes_on = relations(tokens)[:1] == [0]
        start = under(tokens[0], self.above) if goes_on else None
        self.above[tokens[0].column if start is None else start] = (side, self.chain)
        self.last = side

    def _member(self, chain: list[Link], span: Span) -> list[Link]:
        r"""Declare the name with which a chain begins that ends in `\in`; what is left of the chain may claim.

        Where an expression begins it, all of it is left.
        """
        left, last = chain[0].left.tokens, chain[-1]
        try:
            self.names, statement = membership(left, last.sign_span, last.right.tokens, self.names)
        except Unreadable:
            if len(chain) > 1 and self._head(chain[0].left) is None:
                return chain
            raise
        self.put(statement, span)
        return chain[:-1]

    def _words(self, words: list[Token]) -> None:
        """Words, which claim nothing but beside an expression that is no side of a relation."""
        check_words(words)
        beside = [placed.statement for placed in self.found[self.row :]]
        if beside and all(isinstance(each, Plain) for each in beside):
            check_said(words, self.names)
        self.put(Plain("words"), place(words))

    def _alone(self, lone: Side) -> None:
        """An expression without a relation; the next row may go on from it."""
        try:
            check_expression(lone.tokens, self.names)
            statement: Statement = Plain("an expression on its own")
        except Unreadable as problem:
            statement = Unread(problem.message, problem.span)
        self.put(statement, place(lone.tokens))
        self._keep(list(lone.tokens), lone)

    def _is_condition(self, tokens: list[Token], *, first: bool, apart: bool) -> bool:
        """Whether a segment says when the equations beside it hold.

        `first` is whether it begins its row, `apart` whether words such as `hence` stand before it, which may conclude.
        """
        if opens(tokens[0]):
            return True
        signs = {tokens[p].text for p in relations(tokens)}
        if tokens[0].text == "(" and tokens[-1].text == ")" and self.found:
            return (bool(relations(tokens[1:-1])) or opens(tokens[1])) and not signs
        compares = bool(signs) and signs <= INEQUALITIES and not apart
        if not first and self.found and (compares or _is_clause(tokens, self.names)):
            return True
        beside = [placed.statement for placed in self.found[self.row :]]
        said = is_of_value(tokens, beside, self.names) or is_of_part(tokens, beside, self.names)
        if not first and (said or self._is_valued(tokens)):
            return True
        beside = [placed.statement for placed in self.found]
        if beside and is_open_range(tokens) and all(isinstance(each, Plain) for each in beside):
            return True
        return bool(beside) and (is_range(tokens) or is_counted(tokens) or is_of_indices(tokens, beside, self.names))

    def _is_valued(self, tokens: list[Token]) -> bool:
        r"""Whether a segment behind a claim says what values a declared quantity has, as `a \in \{0, 1\}` does."""
        claims = any(isinstance(placed.statement, Equation) for placed in self.found[self.row :])
        try:
            return claims and restricting(tokens, self.names) is not None
        except Unreadable:
            return True

    def _condition(self, tokens: list[Token], start: int, *, alone: bool, first: bool) -> None:
        """A condition restricts the equation before it in its row; one that begins its row, the one behind it.

        What values a quantity has holds from here on too, as everything that is declared.
        """
        declares = not first and self._is_valued(tokens)
        if first and not alone:
            self.waiting.append(tokens)
        elif first:
            chain = [number for number, placed in enumerate(self.found) if placed.chain == self.chain]
            self._restrict(tokens, chain[0] if chain else len(self.found))
        else:
            self._restrict(tokens, start)
        if declares:
            self._statement(tokens, 0)

    def _restrict(self, tokens: list[Token], start: int) -> None:
        """Restrict the equations from `start` on; a condition that is not understood makes them unread."""
        if is_open_range(tokens):
            return
        other = reshaped(bare(tokens), self.names)
        if other is not None:
            self._spoil(other, 0, place(tokens))
            return
        behind = [placed.statement for placed in self.found[start:]]
        letters = strange_indices(tokens, behind, self.names) if is_of_value(tokens, behind, self.names) else set[str]()
        if letters:
            message = f"this can be said of one {min(letters)} or of every one; write the whole array, as in `x = 0`"
            self._spoil(Unreadable(message, place(tokens)), start, place(tokens))
            return
        name = defines(tokens, self.names, [placed.statement for placed in self.found[start:]])
        name = name or explained_beside(tokens, self.names)
        if name:
            message = f"this defines `{name}`, but words such as “{tokens[0].text}” open a condition; write the "
            problem = Unreadable(message + "definition above, in a formula of its own without them", place(tokens))
            self._spoil(problem, start, place(tokens))
            return
        try:
            restriction = restricted(tokens, self.names)
        except Unreadable as problem:
            self._spoil(problem, start, place(tokens))
            return
        if restriction is None:
            return
        if all(isinstance(placed.statement, (Shaped, SizeNames, Finite)) for placed in self.found[start:]):
            self.put(Unread("this condition restricts no equation", place(tokens)), place(tokens))
        for number, placed in enumerate(self.found[start:], start):
            if isinstance(placed.statement, Equation):
                self.found[number] = _under(placed, restriction, _placed(placed.statement, place(tokens), self.source))
        defined = any(isinstance(placed.statement, Definition) for placed in self.found[start:])
        if defined:
            message = "a definition under a condition is not in the language; write it by cases"
            self._spoil(Unreadable(message, place(tokens)), start, place(tokens))

    def _spoil(self, problem: Unreadable, start: int, span: Span) -> None:
        """Make what is found from `start` on unread; where there is nothing, say so of the condition at `span`."""
        if not any(isinstance(each.statement, (Equation, Definition, Unread)) for each in self.found[start:]):
            self.put(Unread(problem.message, problem.span), span)
        for number, placed in enumerate(self.found[start:], start):
            if isinstance(placed.statement, (Equation, Definition)):
                name = placed.statement.head.key if isinstance(placed.statement, Definition) else ""
                self.found[number] = replace(placed, statement=Unread(problem.message, problem.span, name))

    def link(self, link: Link) -> None:
        try:
            statement = self.statement(link)
        except Unreadable as problem:
            statement = Unread(problem.message, problem.span)
        self.put_link(statement, link)

    def span(self, link: Link) -> Span:
        """From the left side, or from the relation where the left side stands in an earlier row."""
        if not link.left.tokens or not link.right.tokens:
            return link.sign_span
        start = place(link.left.tokens) if link.left.row == link.right.row else link.sign_span
        return start.to(place(link.right.tokens))


def _opens_list(tokens: list[Token]) -> bool:
    """Whether a segment opens a list of conditions, as `if` does; what stands behind `where` may define."""
    return opens(tokens[0]) and not is_word(tokens[0], INTRODUCING)


def _lists(tokens: list[Token], behind: list[list[Token]]) -> bool:
    """Whether a segment behind a condition is an equation that no condition of its own follows."""
    is_equation = {tokens[at].text for at in relations(tokens)} == {"="} and not is_word(tokens[0], LET)
    own = bool(behind) and opens(behind[0][0])
    return not own and (opens(tokens[0]) or (is_equation and tokens[relations(tokens)[0] - 1].text != ":"))


def _without_connective(tokens: list[Token]) -> list[Token]:
    """A segment without the `and` or `hence` with which it begins."""
    while tokens and connects(tokens[0]):
        tokens = tokens[1:]
    return tokens


def _is_clause(tokens: list[Token], names: Names) -> bool:
    """Whether words begin a segment that has mathematics in it too, such as `unless i = j`."""
    return is_worded(tokens, names) and any(token.kind is not Kind.TEXT for token in tokens)


def _under(placed: Placed, condition: Logical, written: Placed) -> Placed:
    """An equation under one more condition, which is shown behind it as its author wrote it."""
    equation, text = placed.statement, written.source
    assert isinstance(equation, Equation)
    joined = condition if equation.condition is None else Junction(True, (equation.condition, condition))
    stated = ", ".join(part for part in (equation.stated, text) if part)
    statement = replace(equation, condition=joined, stated=stated)
    mark = r" \quad " if text.startswith(("(", "\\text", r"\forall", ":")) else r", \quad "
    return replace(placed, statement=statement, source=f"{placed.source}{mark}{text}")


def _placed(statement: Statement, span: Span, source: Source) -> Placed:
    span = enclosed(span, source.text)
    return Placed(statement, span, " ".join(source.text[span.start : span.end].split()))

