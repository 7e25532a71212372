"""What is found in a displayed formula: its statements so far, which what stands behind them may still change."""

from __future__ import annotations

from dataclasses import replace

from derive.reading.grammar.enclosing import enclosed
from derive.reading.grammar.links import Link
from derive.reading.source import Source, Span
from derive.reading.statements import Definition, Equation, Placed, Statement, Unread
from derive.reading.syntax import Junction, Logical, Unreadable
from derive.reading.tokens import covered


class Found:
    """The statements of a displayed formula in their order.

    `row` is the place among them of the first one in the row at hand, and `chain` the number of the chain of relations
    at hand. Where it is `let`, the next equation defines.
    """

    def __init__(self, source: Source, *, let: bool) -> None:
        self.source = source
        self.placed: list[Placed] = []
        self.row = 0
        self.chain = 0
        self.let = let

    @property
    def beside(self) -> list[Statement]:
        """The statements of the row at hand."""
        return self.since(self.row)

    @property
    def begun(self) -> int:
        """Where the chain at hand begins; the end where nothing of it is found."""
        chain = (number for number, placed in enumerate(self.placed) if placed.chain == self.chain)
        return next(chain, len(self.placed))

    def since(self, start: int) -> list[Statement]:
        """The statements from `start` on."""
        return [placed.statement for placed in self.placed[start:]]

    def claims(self, start: int) -> bool:
        """Whether anything is claimed or defined from `start` on."""
        return any(isinstance(each, (Equation, Definition)) for each in self.since(start))

    def at(self, statement: Statement, span: Span) -> Placed:
        """A statement with the stretch of the source in which it stands."""
        span = enclosed(span, self.source.text)
        return Placed(statement, span, self.source.line(span))

    def put(self, statement: Statement, span: Span) -> None:
        """Add a statement of the chain at hand."""
        self.placed.append(replace(self.at(statement, span), chain=self.chain))
        self.let = False

    def put_link(self, statement: Statement, link: Link) -> None:
        """Add what a link states; one whose left side stands in an earlier row is shown with that side."""
        self.put(statement, _span(link))
        if link.left.row != link.right.row and link.left.tokens:
            left, last = self.at(statement, covered(link.left.tokens)).source, self.placed[-1]
            self.placed[-1] = replace(last, source=f"{left} {last.source}")

    def spoil(self, problem: Unreadable, start: int, span: Span) -> None:
        """Make what is found from `start` on unread; where there is nothing, say so of the condition at `span`."""
        if not any(isinstance(each, (Equation, Definition, Unread)) for each in self.since(start)):
            self.put(Unread(problem.message, problem.span), span)
        for number, placed in enumerate(self.placed[start:], start):
            if isinstance(placed.statement, (Equation, Definition)):
                name = placed.statement.head.key if isinstance(placed.statement, Definition) else ""
                self.placed[number] = replace(placed, statement=Unread(problem.message, problem.span, name))

    def restrict(self, condition: Logical, start: int, span: Span) -> None:
        """Put the equations from `start` on under one more condition, which its author wrote at `span`."""
        for number, placed in enumerate(self.placed[start:], start):
            if isinstance(placed.statement, Equation):
                self.placed[number] = _under(placed, condition, self.at(placed.statement, span).source)


def _span(link: Link) -> Span:
    """From the left side, or from the relation where the left side stands in an earlier row."""
    if not link.left.tokens or not link.right.tokens:
        return link.sign_span
    start = covered(link.left.tokens) if link.left.row == link.right.row else link.sign_span
    return start.to(covered(link.right.tokens))


def _under(placed: Placed, condition: Logical, text: str) -> Placed:
    """An equation under one more condition, which is shown behind it as its author wrote it."""
    equation = placed.statement
    assert isinstance(equation, Equation)
    joined = condition if equation.condition is None else Junction(True, (equation.condition, condition))
    stated = ", ".join(part for part in (equation.stated, text) if part)
    statement = replace(equation, condition=joined, stated=stated)
    mark = r" \quad " if text.startswith(("(", "\\text", r"\forall", ":")) else r", \quad "
    return replace(placed, statement=statement, source=f"{placed.source}{mark}{text}")
