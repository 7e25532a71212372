"""The stages of a derivation: each rewrites a whole line and says why the new line equals it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from derive.judging.derivation.building import changed_parts
from derive.judging.derivation.closed import closed
from derive.judging.derivation.collapsing import Collapse
from derive.judging.derivation.entries import Ground, Reason, Stuck, entry, is_name, number
from derive.judging.derivation.slopes import Slope, chained, is_held, primed, through
from derive.meaning.reaching import quantities
from derive.meaning.rewriting import rebuilt
from derive.meaning.terms import Apply, Derivative, Item, Quantity, Term, Unknown

Made = tuple[Term, list[Reason]]


@dataclass(frozen=True, slots=True)
class Step:
    """One line and the reasons why it equals the line before; `written` is the line in its author's hand."""

    term: Term
    reasons: tuple[Reason, ...] = ()
    written: str = ""


def lean(term: Term, ground: Ground) -> Made:
    """Derivatives that are known from earlier claims, as these say that they are."""
    reasons: dict[Reason, None] = {}

    def step(node: Any) -> Any:
        by = node.by.array if isinstance(node, Derivative) and isinstance(node.by, Item) else None
        for slope, (value, why) in ground.values.items() if by is not None else ():
            if slope.numerator == node.numerator and slope.by == by:
                reasons.setdefault(why)
                return entry(ground.renewed(value), node.by.row, node.by.column, ground)
        return node

    return _outermost(term, step), list(reasons)


def chain(term: Term, ground: Ground, goals: frozenset[str]) -> Made:
    """The chain rule for unknown functions, and through the arrays by which the other side differentiates."""
    reasons: dict[Reason, None] = {}

    def step(node: Any) -> Any:
        if not isinstance(node, Derivative) or node.shape != ():
            return node
        slope = Slope(node.by, ground, reasons)
        match node.numerator:
            case Unknown() as top if is_name(top) and top.name not in ground.rules:
                return node if is_held(top, node.by, ground) else chained(top, slope)
            case Quantity(shape=()) as top:
                array = _between(top, slope, goals)
                if array is not None:
                    reasons.setdefault(("chain rule through $", array, "$"))
                    return through(top, array, slope)
        return node

    return _outermost(term, step), list(reasons)


def _between(top: Quantity, slope: Slope, goals: frozenset[str]) -> Quantity | None:
    """An array among the goals through which alone a defined number depends on the variable."""
    scope = slope.ground.scope
    if top.name not in scope.definitions:
        return None
    for name in sorted(goals - {slope.name, top.name}):
        if name not in scope.definitions or name not in quantities(top, scope.definitions):
            continue
        others = {other: term for other, term in scope.definitions.items() if other != name}
        through = slope.name in quantities(scope.definitions[name], scope.definitions)
        if through and slope.name not in quantities(top, others):
            return Quantity(name, shape=scope.shapes[name])
    return None


def definitions(term: Term, ground: Ground, goals: frozenset[str]) -> Made:
    """Defined entries under a derivative, as they are defined."""
    reasons: dict[Reason, None] = {}

    def step(node: Any) -> Any:
        if not isinstance(node, Derivative) or node.shape != ():
            return node
        top = node.numerator
        if not isinstance(top, Unknown) and is_held(top, node.by, ground):
            reasons.setdefault(ground.why(top))
            return Derivative(unfolded(top, ground), node.by)
        return node

    return _outermost(term, step), list(reasons)


def unfolded(term: Term, ground: Ground) -> Term:
    """A defined number or entry as it is defined."""
    match term:
        case Quantity():
            found: Term = number(ground.definition(term), ground)
            return found
        case Item(array=Quantity() as array, row=row, column=column):
            return entry(ground.definition(array), row, column, ground)
    raise Stuck


def differentiate(term: Term, ground: Ground, goals: frozenset[str]) -> Made:
    """Derivatives of expressions by the rules; one that is differentiated again, in closed form."""
    reasons: dict[Reason, None] = {}

    def step(node: Any) -> Any:
        if isinstance(node, Apply) and node.primes:
            found, slope = primed(node, ground)
            reasons.update(slope.rules)
            return number(found, ground)
        if not isinstance(node, Derivative) or node.shape != () or is_held(node.numerator, node.by, ground):
            return node
        if isinstance(node.numerator, Derivative):
            reasons.setdefault(("the derivative by $", node.numerator.by, "$"))
            return replace(node, numerator=closed(node.numerator, ground))
        return Slope(node.by, ground, reasons).of(node.numerator)

    return _outermost(term, step), list(reasons) or [("term by term",)]


def collapse(term: Term, ground: Ground, goals: frozenset[str]) -> Made:
    """Sums over an index that a delta fixes."""
    found = Collapse()
    made = found.of(term)
    return made, [("$", fixed, "$ collapses the sum over $", index, "$") for fixed, index in found.used]


STAGES: tuple[Callable[[Term, Ground, frozenset[str]], Made], ...] = (
    collapse, chain, definitions, differentiate,
)


def unfold(term: Term, names: frozenset[str], ground: Ground) -> Made:
    """Entries of defined arrays as they are defined, but for those by which a derivative is taken."""
    reasons: dict[Reason, None] = {}

    def step(node: Any) -> Any:
        match node:
            case Derivative():
                return node
            case Quantity(name=name) | Item(array=Quantity(name=name)) if name in names:
                reasons.setdefault(ground.why(node))
                return unfolded(node, ground)
        return None

    def down(node: Any) -> Any:
        found = step(node)
        return changed_parts(node, down) if found is None else found

    return down(term), list(reasons)


def applied(value: Any) -> Any:
    """A term with the functions of the document put in as they stand, nothing made simple."""
    if isinstance(value, Apply) and value.primes == 0:
        return applied(_put_in(value.body, value.parameter, value.argument))
    return rebuilt(value, applied)


def _put_in(value: Any, name: str, argument: Term) -> Any:
    if isinstance(value, Quantity):
        return argument if value.name == name else value
    return rebuilt(value, lambda part: _put_in(part, name, argument))


def held(term: Term, ground: Ground) -> frozenset[str]:
    """The defined names that stand in a line outside derivatives."""
    found: set[str] = set()

    def down(node: Any) -> Any:
        if isinstance(node, Derivative):
            return node
        if isinstance(node, Quantity) and node.name in ground.scope.definitions:
            found.add(node.name)
        return rebuilt(node, down)

    down(term)
    return frozenset(found)


def _outermost(term: Any, step: Callable[[Any], Any]) -> Any:
    """A term with a step taken at every derivative that stands in no other one."""
    made = step(term)
    if made is not term:
        return made
    return changed_parts(term, lambda part: _outermost(part, step)) if not isinstance(term, Derivative) else term
