"""The left side of what is asked in index terms: worked out in full, or up to the quantities that come next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from derive.judging.general.expressions import Expression, NotCovered, Singular, of, total
from derive.judging.general.indices import Place
from derive.judging.general.reading import defined, entry, places_of, variable_of
from derive.judging.general.setting import Setting, place
from derive.judging.general.slopes import slope
from derive.judging.general.sums import over
from derive.judging.general.unfolding import by_definition, outermost
from derive.judging.solving import inner
from derive.judging.solving.upstream import upstream
from derive.meaning.reaching import quantities
from derive.meaning.rewriting import walk
from derive.meaning.terms import Apply, Derivative, Item, Quantity, Term, Transpose, Unknown

UNFOLDED = 3
"""Definitions that are put in, one after the other."""


@dataclass(frozen=True, slots=True)
class Path:
    """The value of what is asked, in which derivatives by the quantities `through` are left as they are."""

    value: Expression
    through: tuple[str, ...] = ()


def is_derivative(left: Term) -> bool:
    """Whether a term differentiates something."""
    return any(isinstance(node, Derivative) or (isinstance(node, Apply) and node.primes) for node in walk(left))


def paths(left: Term, row: Place, column: Place, setting: Setting) -> Iterator[Path]:
    """The value at a general place: by the chain rule through the nearest quantities first, and in full last."""
    yield from _by_chain_rule(left, row, column, setting)
    with suppress(NotCovered, Singular):
        value = entry(left, row, column, setting)
        yield Path(value)
        for _ in range(UNFOLDED):
            name = outermost(value, set(), setting)
            if name is None:
                return
            value = by_definition(value, name, setting)
            yield Path(value)


def _by_chain_rule(left: Term, row: Place, column: Place, setting: Setting) -> Iterator[Path]:
    while isinstance(left, Item | Transpose):
        row, column = column, row
        if isinstance(left, Item):
            row, column = place(left.row, setting), place(left.column, setting)
        left = left.array
    if not isinstance(left, Derivative) or left.numerator.shape != ():
        return
    number = left.numerator
    by = left.by.array if isinstance(left.by, Item) else left.by
    if not isinstance(number, Quantity | Unknown) or not isinstance(by, Quantity):
        return
    for through in _cuts(number, by.name, setting):
        with suppress(NotCovered, Singular):
            yield Path(_through(left, number, through, row, column, setting), through)


def _cuts(number: Quantity | Unknown, name: str, setting: Setting) -> Iterator[tuple[str, ...]]:
    """The quantities through which a number depends on another, each alone; then those that come next, together."""
    definitions = setting.scope.definitions
    known = quantities(number, definitions)
    between = [
        each for each in definitions
        if each in known and each not in (name, number.name) and name in quantities(definitions[each], definitions)
        and not each.startswith(inner.MARK)
    ]
    for each in between:
        others = {key: term for key, term in definitions.items() if key != each}
        if name not in quantities(number, others):
            yield (each,)
    nearest = tuple(each for each in between if name in _spoken(definitions[each], definitions))
    own = definitions[number.name] if isinstance(number, Quantity) else number
    if len(nearest) > 1 and name not in _spoken(own, definitions):
        yield nearest


def _spoken(term: Term, definitions: Mapping[str, Term]) -> set[str]:
    """The author's quantities in a term; what was named for him stands for what is in it."""
    names = {node.name for node in walk(term) if isinstance(node, Quantity)}
    marked = {each for each in names if each.startswith(inner.MARK)}
    return names.difference(marked).union(*(_spoken(definitions[each], definitions) for each in marked))


def _through(
    left: Derivative, number: Quantity | Unknown, through: Sequence[str], row: Place, column: Place, setting: Setting
) -> Expression:
    """The chain rule: the derivative by each quantity, times the slope of its entries by what is asked for."""
    _, by, (r, c) = places_of(left, row, column, setting)
    quantity = by.array if isinstance(by, Item) else by
    assert isinstance(quantity, Quantity)
    within = setting.inner(frozen=setting.frozen | {quantity.name, *through})
    at_row, at_column = (r, c) if quantity.shape != () else (None, None)
    by_entry = variable_of(quantity.name, at_row, at_column, within)

    def part(name: str, p: Place, q: Place) -> Expression:
        return of(upstream(number, name, p, q, setting)) * slope(defined(name, p, q, within), by_entry)

    return total(over(lambda p, q, name=name: part(name, p, q), *setting.axes(name)) for name in through)
