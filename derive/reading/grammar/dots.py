"""Sums and lists with an ellipsis: a sum, or a maximum, over an index of the general term."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from derive.reading.grammar.names import Names
from derive.reading.grammar.runs import SUMMED, fresh, run, sequence
from derive.reading.grammar.spelled import spelled
from derive.reading.source import Span
from derive.reading.syntax import Addition, Big, Binder, Dots, Minus, Name, Node, Number, Unreadable


def added(terms: Sequence[Node], names: Names) -> Node:
    """A sum with an ellipsis as a sum over an index, beside the terms that are not part of it."""
    places = [place for place, term in enumerate(terms) if is_ellipsis(term)]
    last = places[-1] + 1
    if places[0] == 0 or last >= len(terms):
        raise Unreadable("these dots need a term before and after them", terms[places[0]].span)
    terms = [*spelled(terms[: places[0]], terms[last]), *terms[places[0] :]]
    runs = [(start, run(terms[start], terms[last])) for start in range(places[0])]
    fitting = [(start, found.falls) for start, found in runs if found is not None and found.high is not None]
    if not fitting:
        raise Unreadable("the terms around these dots have no common general term", terms[places[0]].span)
    start, _ = min(fitting, key=lambda each: each[1])
    whole = [_unsigned(term, terms[last]) for term in terms[start : last + 1]]
    total = folded("sum", whole, names, terms[start].span.to(terms[last].span), terms)
    parts = (*terms[:start], total, *terms[last + 1 :])
    return total if len(parts) == 1 else Addition(parts, span=terms[0].span.to(terms[-1].span))


def folded(operator: str, entries: Sequence[Node], names: Names, span: Span, beside: Sequence[Node] = ()) -> Node:
    """The sum, or the maximum, of a list with an ellipsis, over an index that nothing in it and `beside` it uses."""
    found = sequence(entries)
    if found.high is None:
        raise Unreadable("the entries around these dots are the same, so that nothing tells how many they are", span)
    found = found.turned() if found.falls else found
    index = fresh(names, (*entries, *beside), SUMMED)[0]
    binder = Binder(index, Number(Fraction(found.low)), found.high, dotted=True, span=span)
    return Big(operator, (binder,), found.general(Name(index)), span=span)


def is_ellipsis(term: Node) -> bool:
    """Whether a term is an ellipsis, with a minus or without."""
    return isinstance(term, Dots) or (isinstance(term, Minus) and isinstance(term.operand, Dots))


def _unsigned(term: Node, last: Node) -> Node:
    """An ellipsis without the minus that the last term has too."""
    if not is_ellipsis(term):
        return term
    if isinstance(term, Minus) != isinstance(last, Minus):
        raise Unreadable("these dots have another sign than the term behind them", term.span)
    return Dots(span=term.span)
