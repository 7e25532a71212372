r"""Formulas for a derivative, measured: how far each is off at small steps, and what order of its error is proved.

A formula is the left side of a claim like `(f(x+δ) − f(x))/δ = f'(x) + O(δ)` about an unknown function f. It is
measured on the loss log(1 + e^{-x}) of one output, at x = 1, in float64. The loss is rounded correctly and all else is
+, −, × and ÷, so that the figures are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import mpmath

from derive.judging.results import Judgement
from derive.judging.verdict import Kind
from derive.meaning.claims import Claim
from derive.meaning.meanings import Understood
from derive.meaning.rewriting import walk
from derive.meaning.scope import Statement
from derive.meaning.terms import Constant, Negative, Plus, Power, Quantity, Quotient, Term, Times, Unknown
from derive.reading.items import Item

PLACE = 1.0
DIGITS = 60
STEPS = tuple(float(mpmath.mpf(10) ** (mpmath.mpf(-place) / 5)) for place in range(66))
"""From 1 to 10⁻¹³, five a decade."""
ANCHOR = 1e-3
"""The step at which the error without rounding is taken for its leading term."""


class Unmeasurable(Exception):
    """A formula that is made of more than values of one function."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The claim that the error is O(δ^`order`), proved."""

    claim: str
    order: int


@dataclass(frozen=True, slots=True)
class Curve:
    """A formula: the multiples of the step at which it takes the function, and its errors at `STEPS` in float64.

    `exact` is its error without rounding at the step `ANCHOR`, from which the line of its proved order is drawn.
    """

    offsets: tuple[int, ...]
    errors: tuple[float, ...]
    exact: float
    proof: Proof | None = None

    @property
    def name(self) -> str:
        """What the formula is called; one on both sides by its points, the middle counted in."""
        known: dict[tuple[int, ...], str] = {(0, 1): "forward", (-1, 0): "backward", (-1, 1): "central"}
        return known.get(self.offsets, f"{self.offsets[-1] - self.offsets[0] + 1} points")


@dataclass(frozen=True, slots=True)
class Differences:
    """The formulas of one section of a document; `last` is the id of the last claim on one."""

    last: str
    curves: tuple[Curve, ...]


def differences(understood: Sequence[Understood], judgement: Judgement) -> tuple[Differences, ...]:
    """The formulas for derivatives in each section that claims the order of their errors."""
    kinds = {item.id: item.verdict.kind for item in judgement.items}
    found: dict[str, dict[Term, Curve]] = {}
    last: dict[str, str] = {}
    for item, statement in _claims(understood):
        curves = found.setdefault(item.section, {})
        try:
            curve = curves.get(statement.left) or _curve(statement)
        except Unmeasurable:
            continue
        last[item.section] = item.id
        curves[statement.left] = _proved(curve, item.id, statement) if kinds[item.id] is Kind.PROVED else curve
    return tuple(Differences(last[section], tuple(curves.values())) for section, curves in found.items() if curves)


def _claims(understood: Sequence[Understood]) -> Iterator[tuple[Item, Statement]]:
    """The claims that something is f'(x) but for an error of some order."""
    for each in understood:
        if isinstance(each.meaning, Claim) and each.item.display:
            statement = each.meaning.statement
            if statement.remainder is not None and _is_slope(statement.right):
                yield each.item, statement


def _proved(curve: Curve, claim: str, statement: Statement) -> Curve:
    """The formula with a claim that is proved, unless a better one is known."""
    assert statement.remainder is not None
    order = statement.remainder[1]
    return curve if curve.proof and curve.proof.order >= order else replace(curve, proof=Proof(claim, order))


def _is_slope(term: Term) -> bool:
    """Whether a term is f'(x)."""
    return isinstance(term, Unknown) and term.primes == 1 and all(isinstance(it, Quantity) for it in term.arguments)


def _curve(statement: Statement) -> Curve:
    """The left side measured."""
    left, right = statement.left, statement.right
    assert isinstance(right, Unknown) and statement.remainder is not None
    step = statement.remainder[0]
    (place,) = (it.name for it in right.arguments if isinstance(it, Quantity))
    values = [node for node in walk(left) if isinstance(node, Unknown)]
    if any(value.name != right.name or value.primes for value in values):
        raise Unmeasurable
    arguments = [value.arguments[0] for value in values]
    offsets = {_value(each, {step: 1, place: 0}, float, _nothing) for each in arguments}
    errors = [_error(_value(left, {step: size, place: PLACE}, float, _rounded)) for size in STEPS]
    with mpmath.workdps(DIGITS):
        exact = _value(left, {step: mpmath.mpf(ANCHOR), place: mpmath.mpf(PLACE)}, mpmath.mpf, _loss)
    return Curve(tuple(sorted(int(each) for each in offsets)), tuple(errors), _error(exact))


def _value(term: Term, named: Mapping[str, Any], number: Callable[[Any], Any], function: Callable[[Any], Any]) -> Any:
    """A term in one kind of numbers, with `function` for the unknown one, computed in the order of its writing."""

    def inner(part: Term) -> Any:
        return _value(part, named, number, function)

    match term:
        case Constant(value=value):
            return number(value.numerator) / number(value.denominator)
        case Quantity(name=name) if name in named:
            return named[name]
        case Unknown(arguments=(argument,), primes=0):
            return function(inner(argument))
        case Plus(parts=parts):
            total = inner(parts[0])
            for part in parts[1:]:
                total = total + inner(part)
            return total
        case Negative(operand=operand):
            return -inner(operand)
        case Times(left=left, right=right):
            return inner(left) * inner(right)
        case Quotient(top=top, bottom=bottom):
            return inner(top) / inner(bottom)
        case Power(base=base, exponent=Constant(value=value)) if value.denominator == 1:
            return inner(base) ** int(value)
    raise Unmeasurable


def _loss(x: Any) -> Any:
    return mpmath.log(1 + mpmath.exp(-x))


@cache
def _rounded(x: float) -> float:
    """The loss in float64, rounded once."""
    with mpmath.workdps(DIGITS):
        return float(_loss(mpmath.mpf(x)))


def _nothing(x: Any) -> Any:
    return x


def _error(value: Any) -> float:
    """How far a value is from the derivative of the loss."""
    with mpmath.workdps(DIGITS):
        return float(abs(mpmath.mpf(value) + 1 / (1 + mpmath.exp(mpmath.mpf(PLACE)))))
