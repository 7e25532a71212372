"""The reading in numbers: what a term is worth at given sizes and values.

Results are exact rationals, and intervals as soon as a function such as exp enters. Nothing here is algebra, and
nothing is shared with the other readings but the terms; where this one finds that two sides differ, they do.
"""

from __future__ import annotations

from derive.judging.exact.frames import Frame, Point, Setting, UseFinder
from derive.judging.exact.intervals import ZERO, Number, Undefined, apart, differ, equal, least, show
from derive.judging.exact.jets import Jet, Value
from derive.judging.exact.laurent import coefficient
from derive.judging.exact.matrices import Matrix
from derive.judging.exact.valuation import OutOfRange, truth, value_of
from derive.judging.exact.variation import expanded
from derive.meaning.scope import Scope
from derive.meaning.terms import Condition, Term

__all__ = [
    "Number",
    "OutOfRange",
    "Point",
    "Undefined",
    "apart",
    "differ",
    "equal",
    "evaluate",
    "holds",
    "least",
    "pair",
    "series",
    "show",
]

Numbers = tuple[tuple[Number, ...], ...]
SPARE_POWERS = 8


def evaluate(term: Term, scope: Scope, point: Point) -> Numbers:
    """The value of a term at a point, 1×1 for a scalar.

    Raises:
        Undefined: it has no value there, or none that can be found.
        OutOfRange: it names an entry that its array does not have.
    """
    return _numbers(value_of(term, _frame(scope, point)))


def has_value(term: Term, scope: Scope, point: Point) -> bool:
    """Whether a term has a value at a point, where that can be found."""
    try:
        evaluate(term, scope, point)
    except (Undefined, OutOfRange, KeyError):
        return False
    return True


def pair(left: Term, right: Term, scope: Scope, point: Point) -> tuple[Numbers, Numbers]:
    """The values of two terms at a point; what both rest on is worked out once.

    Raises:
        Undefined, OutOfRange: as for `evaluate`.
    """
    frame = _frame(scope, point)
    return _numbers(value_of(left, frame)), _numbers(value_of(right, frame))


def holds(condition: Condition, scope: Scope, point: Point) -> bool | None:
    """Whether a condition holds at every entry; `None` where intervals leave that open.

    Raises:
        Undefined, OutOfRange: as for `evaluate`.
    """
    return truth(condition, _frame(scope, point))


def series(term: Term, scope: Scope, point: Point, variable: str, order: int) -> list[Numbers]:
    """The Taylor coefficients of a term at `variable` = 0, from power 0 to `order`, each of the term's shape.

    A removable pole, as in (L(p + δ) - L(p))/δ, is removed.

    Raises:
        Undefined, OutOfRange: as for `evaluate`.
    """
    frame = _frame(scope, point)
    matrix = expanded(term, variable, ZERO, frame, order + SPARE_POWERS)
    depth = frame.setting.depth + 1
    powers = range(order + 1)
    return [_numbers(tuple(tuple(coefficient(value, depth, k) for value in row) for row in matrix)) for k in powers]


def _frame(scope: Scope, point: Point) -> Frame:
    return Frame(Setting(scope, point, UseFinder(scope.definitions)), point.indices)


def _numbers(matrix: Matrix) -> Numbers:
    return tuple(tuple(_number(value) for value in row) for row in matrix)


def _number(value: Value) -> Number:
    if isinstance(value, Jet):
        raise TypeError("a variable has escaped from its derivative or limit")
    return value
