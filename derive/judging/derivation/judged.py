"""Lines judged: each equals the next, entry by entry at small sizes, or nothing of the derivation is shown.

Where arithmetic modulo primes models all lines, these are held to be equal at distinct sizes too, and entries are
compared where every size is 2; else where sizes are 2 and 3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, product

from derive.judging.derivation.building import placed
from derive.judging.inventory import Inventory, inventory
from derive.judging.modular.opinion import Agree, Differ, Opinion, Unmodelled, opinion
from derive.judging.prove import compare, settings
from derive.judging.symbols.entrywise import Entries, Held, NoValue, OutOfRange, Setting, TooLarge, evaluate
from derive.judging.symbols.expansion import NoLimit
from derive.judging.symbols.floats import parted
from derive.judging.symbols.normal import NormalForm
from derive.judging.symbols.ratios import Unsupported, ZeroDivision
from derive.meaning.reaching import differentiates, reached
from derive.meaning.rewriting import walk
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import (
    Compare,
    Comparison,
    Constant,
    Derivative,
    Fold,
    Grid,
    Index,
    Item,
    Limit,
    SizeValue,
    Term,
)

FAILURES = (NoValue, OutOfRange, TooLarge, NoLimit, Unsupported, ZeroDivision, RecursionError)
OPEN = ("Piecewise", "Abs")


def confirmed(
    terms: Sequence[Term], statement: Statement, scope: Scope, clock: Callable[[], None]
) -> frozenset[int] | None:
    """Whether every line equals the one before at small sizes, at all free indices and finite values.

    The lines (from 0) that do so only away from the kinks of the first one, whose derivative they have to equal there;
    nothing where a line is not shown equal.
    """
    whole = replace(statement, left=terms[0], right=terms[-1])
    opinions = list(_opinions(terms, statement, scope))
    if any(isinstance(each, Differ) for each in opinions):
        return None
    modelled = all(isinstance(each, Agree) for each in opinions)
    sizes = small(inventory(whole, scope), most=2 if modelled else 3)
    roots = reached([*terms, statement.condition], scope.definitions)
    nested = _is_nested(roots, scope)
    kinked: set[int] = set()
    found = list(places(roots, statement, sizes))
    for place in found:
        here = [placed(term, place) for term in terms]
        condition = placed(statement.condition, place) if statement.condition is not None else None
        at_place = replace(statement, left=here[0], right=here[-1], ranges={}, condition=condition)
        every = range(1, len(terms))
        doubtful = every if nested else _doubtful(here, at_place, scope, sizes, clock)
        if not _at(here, doubtful, at_place, scope, sizes, clock, kinked):
            return None
    return frozenset(kinked) if found else None


def _at(
    terms: list[Term],
    doubtful: Sequence[int],
    statement: Statement,
    scope: Scope,
    sizes: dict[str, int],
    clock: Callable[[], None],
    kinked: set[int],
) -> bool:
    """The same at one place for doubtful lines; those that hold only away from kinks are added to `kinked`."""
    for at in doubtful:
        if compared(replace(statement, left=terms[at - 1], right=terms[at]), scope, sizes, clock):
            continue
        found = compare(replace(statement, left=terms[0], right=terms[at]), scope, sizes, clock)
        if not (found.equal and found.entries and found.kinks):
            return False
        kinked.add(at)
    return True


def places(roots: list[object], statement: Statement, sizes: dict[str, int]) -> Iterator[dict[str, Constant]]:
    """The places at which lines are compared: all of them, or one of those that only differ by names of entries.

    Where no place is written as a number, exchanging two rows (or columns) of every array along an axis changes lines
    about one place into lines about another. So it is enough to tell apart which free indices of one axis are equal.
    """
    alike = all(map(_is_even, roots))
    ends: list[list[int]] = []
    before: dict[object, int] = {}
    for size in statement.ranges.values():
        end = size if isinstance(size, int) else sizes[size]
        before[size] = before.get(size, 0) + 1
        ends.append(list(range(1, (min(end, before[size]) if alike else end) + 1)))
    for place in product(*ends):
        yield {name: Constant(Fraction(at)) for name, at in zip(statement.ranges, place, strict=True)}


def _is_even(root: object) -> bool:
    """Whether a term treats all entries along an axis alike."""
    indices = 0
    for node in walk(root):
        match node:
            case Grid():
                return False
            case Item(array=array, row=row, column=column):
                ends = zip((row, column), array.shape, strict=True)
                if any(not isinstance(at, Index) and end != 1 for at, end in ends):
                    return False
                indices += isinstance(row, Index) + isinstance(column, Index)
            case Compare(comparison=comparison, left=Index(), right=Index()):
                if comparison not in (Comparison.EQUAL, Comparison.UNEQUAL):
                    return False
                indices += 2
            case Fold(low=Constant(value=low), high=SizeValue() | Constant()):
                if low != 1:
                    return False
            case Fold():
                return False
            case Index():
                indices -= 1
    return indices == 0


def compared(statement: Statement, scope: Scope, sizes: dict[str, int], clock: Callable[[], None]) -> bool:
    """Whether both sides are shown equal, and there was something to compare."""
    found = compare(statement, scope, sizes, clock)
    return found.equal and found.entries > 0


def _opinions(terms: Sequence[Term], statement: Statement, scope: Scope) -> Iterator[Opinion]:
    """What residues at distinct sizes say of the lines: of all in one row, so that each is evaluated once.

    Where that has no answer, every line is held against the one before.
    """
    if statement.remainder is None and all(term.shape == () for term in terms):
        before, after = (Grid((tuple(each),), shape=(1, len(terms) - 1)) for each in (terms[:-1], terms[1:]))
        found = _opinion(before, after, statement, scope)
        if not isinstance(found, Unmodelled):
            yield found
            return
    for left, right in pairwise(terms):
        yield _opinion(left, right, statement, scope)


def _opinion(left: Term, right: Term, statement: Statement, scope: Scope) -> Opinion:
    line = replace(statement, left=left, right=right)
    found = inventory(line, scope)
    return opinion(line, scope, _obeying(found, {name: 2 + at for at, name in enumerate(found.sizes)}), 0)


def small(found: Inventory, most: int = 3) -> dict[str, int]:
    """Sizes of 2 and `most` in turn, as far as what is assumed of sizes admits these."""
    return _obeying(found, {name: (2, most)[place % 2] for place, name in enumerate(found.sizes)})


def _obeying(found: Inventory, wished: dict[str, int]) -> dict[str, int]:
    """Sizes near those that are wished for, none below its least value, that obey what is assumed of them."""
    sizes = found.room.filled({name: max(least, wished[name]) for name, least in found.sizes.items()}, found.sizes)
    return sizes if found.room.admits(sizes) else next(found.room.smallest(found.sizes), sizes)


def _doubtful(
    terms: Sequence[Term], statement: Statement, scope: Scope, sizes: dict[str, int], clock: Callable[[], None]
) -> Sequence[int]:
    """The lines not equal to the one before already while defined arrays stay symbols. Each is evaluated once."""
    held, doubtful, places = Held(), set[int](), 0
    for setting in settings(statement, scope, sizes):
        clock()
        places += 1
        inside = replace(setting, held=held, kinks=set(), poles=set())
        values = [_entries(term, inside) for term in terms]
        doubtful |= {at for at in range(1, len(terms)) if at not in doubtful and not _same(values[at - 1], values[at])}
    return sorted(doubtful) if places else range(1, len(terms))


def _entries(term: Term, setting: Setting) -> Entries | None:
    try:
        return evaluate(term, setting)
    except FAILURES:
        return None


def _same(left: Entries | None, right: Entries | None) -> bool:
    """Whether two arrays are shown equal without any case being told apart."""
    if left is None or right is None:
        return False
    form = NormalForm()
    for a, b in ((a, b) for rows in zip(left, right, strict=True) for a, b in zip(*rows, strict=True)):
        difference = a - b
        if difference == 0:
            continue
        if parted(difference):
            return False
        try:
            if any(type(node).__name__ in OPEN for node in difference.args) or not form.is_zero(difference):
                return False
        except FAILURES:
            return False
    return True


def _is_nested(roots: list[object], scope: Scope) -> bool:
    """Whether a derivative is differentiated again, itself or through definitions, or there is a limit."""
    nodes = [node for root in roots for node in walk(root)]
    if any(isinstance(node, Limit) for node in nodes):
        return True
    slopes = dict.fromkeys(node for node in nodes if isinstance(node, Derivative))
    return any(differentiates(node.numerator, scope.definitions) for node in slopes)
