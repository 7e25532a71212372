"""Random statements: well-shaped terms over a few arrays, and pairs of which one is the other rewritten.

Everything is drawn from one seed, so that a failing test names it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeVar

from derive.meaning import terms as t
from derive.meaning.rewriting import rebuilt, renamed, walk
from derive.meaning.scope import Assumption, Scope, Statement
from derive.meaning.terms import Comparison, Folding, Shape, Size, Term

T = TypeVar("T")
Indices = Mapping[str, Size]


def number(value: int | Fraction) -> Term:
    return t.Constant(Fraction(value))


ZERO, ONE, TWO = number(0), number(1), number(2)
ARRAYS: dict[str, Shape] = {
    "X": ("n", "m"), "W": ("m", "n"), "S": ("n", "n"),
    "v": (1, "m"), "c": ("n", 1), "p": (1, "m"),
}
X, W, S, V, C, P = (t.Quantity(name, shape=shape) for name, shape in ARRAYS.items())
A, B = t.Quantity("a"), t.Quantity("b")


def entry(array: Term, row: Term, column: Term) -> Term:
    return t.Item(array, row, column)


def index(name: str) -> Term:
    return t.Index(name)


def times(*factors: Term) -> Term:
    result = factors[0]
    for factor in factors[1:]:
        result = t.Times(result, factor, shape=result.shape or factor.shape)
    return result


def plus(*parts: Term) -> Term:
    return t.Plus(parts, shape=next((part.shape for part in parts if part.shape), ()))


def minus(term: Term) -> Term:
    return t.Negative(term, shape=term.shape)


def over(name: str, size: Size, body: Term) -> Term:
    assert isinstance(size, str)
    return t.Fold(Folding.SUM, name, ONE, t.SizeValue(size), body)


def function(name: str, *arguments: Term) -> Term:
    return t.Map(name, arguments, shape=arguments[0].shape)


def power(base: Term, exponent: int | Fraction) -> Term:
    return t.Power(base, number(exponent), shape=base.shape)


def part_of(name: str, low: Term, high: Term, body: Term) -> Term:
    return t.Fold(Folding.SUM, name, low, high, body)


def where(condition: t.Condition, on: Term, off: Term = ZERO) -> Term:
    return t.Cases(((on, condition), (off, None)))


def before(left: Term, right: Term, comparison: Comparison = Comparison.LESS) -> t.Compare:
    return t.Compare(comparison, left, right)


def where_equal(left: str, right: str, on: Term, off: Term) -> Term:
    return t.Cases(((on, t.Compare(Comparison.EQUAL, index(left), index(right))), (off, None)))


def relu(value: Term) -> Term:
    return function("max", ZERO, value)


def sigmoid(value: Term, primes: int = 0) -> Term:
    body = t.Quotient(ONE, plus(ONE, function("exp", minus(t.Quantity("x°°")))))
    return t.Apply("x°°", body, primes, value)


DEFINITIONS: dict[str, Term] = {
    "H": t.Map("max", (ZERO, t.MatMul(X, W, shape=("n", "n"))), shape=("n", "n")),
    "Z": t.MatMul(V, W, shape=(1, "n")),
    "q": over("k", "m", power(entry(V, ONE, index("k")), 2)),
    "L": t.Unknown("L", (t.Quantity("H", shape=("n", "n")), t.Quantity("Z", shape=(1, "n")))),
}
SHAPES: dict[str, Shape] = {**ARRAYS, "a": (), "b": (), **{name: term.shape for name, term in DEFINITIONS.items()}}
POSITIVE = Assumption(t.Compare(Comparison.GREATER, entry(P, ONE, index("j")), ZERO), {"j": "m"}, "p_j > 0")
SYMMETRIC = Assumption(
    t.Compare(Comparison.EQUAL, entry(S, index("i"), index("j")), entry(S, index("j"), index("i"))),
    {"i": "n", "j": "n"},
    "s_{ij} = s_{ji}",
)
ROWS_OF_ONE = Assumption(
    t.Compare(Comparison.EQUAL, over("k", "n", entry(S, index("i"), index("k"))), ONE), {"i": "n"}, "rows sum to 1"
)
SCOPES = [
    Scope(frozenset({"n", "m"}), SHAPES, DEFINITIONS, {}, (POSITIVE, *more))
    for more in ((), (SYMMETRIC,), (ROWS_OF_ONE,))
]
FREE: Indices = {"i": "n", "j": "m", "h": "n"}


@dataclass
class Drawing:
    """Draws terms; `count` numbers the bound indices, of which none is used twice."""

    source: random.Random
    count: int = 0
    derivatives: int = 1
    names: list[str] = field(default_factory=lambda: [*ARRAYS, "H", "Z"])

    def bound(self) -> str:
        self.count += 1
        return f"k{self.count}"

    def chance(self, part: float) -> bool:
        return self.source.random() < part

    def place(self, size: Size, indices: Indices) -> Term:
        """An index that runs to a size, or 1."""
        fitting = [name for name, range in indices.items() if range == size]
        return index(self.source.choice(fitting)) if fitting and size != 1 and not self.chance(0.06) else ONE

    def item(self, indices: Indices, names: Sequence[str] = ()) -> Term:
        name = self.source.choice(names or self.names)
        row, column = (self.place(size, indices) for size in SHAPES[name])
        return entry(t.Quantity(name, shape=SHAPES[name]), row, column)

    def leaf(self, indices: Indices) -> Term:
        roll = self.source.random()
        if roll < 0.75:
            return self.item(indices)
        if roll < 0.85:
            return self.source.choice([A, B, t.Quantity("q")])
        if roll < 0.9:
            return self.source.choice([t.SizeValue("n"), t.SizeValue("m")])
        return self.source.choice([ONE, TWO, number(-1), number(-3), number(Fraction(1, 2))])

    def scalar(self, depth: int, indices: Indices) -> Term:
        """A number that may depend on the indices."""
        if depth <= 0:
            return self.leaf(indices)
        make = self.source.choice(SHAPES_OF_TERMS)
        return make(self, depth - 1, indices)

    def positive(self, depth: int, indices: Indices) -> Term:
        """A number that is certainly positive."""
        roll = self.source.random()
        if roll < 0.4:
            return self.item(indices, ["p"])
        if roll < 0.7:
            return function("exp", self.scalar(min(depth, 1), indices))
        if roll < 0.85:
            return plus(ONE, power(self.scalar(min(depth, 1), indices), 2))
        name = self.bound()
        return over(name, "m", function("exp", self.item({**indices, name: "m"}, ["v", "X"])))


def _sum(d: Drawing, depth: int, indices: Indices) -> Term:
    name, size = d.bound(), d.source.choice(["n", "m"])
    return over(name, size, d.scalar(depth, {**indices, name: size}))


def _product(d: Drawing, depth: int, indices: Indices) -> Term:
    return times(d.scalar(depth, indices), d.scalar(depth - 1, indices))


def _plus(d: Drawing, depth: int, indices: Indices) -> Term:
    return plus(d.scalar(depth, indices), d.scalar(depth, indices))


def _negative(d: Drawing, depth: int, indices: Indices) -> Term:
    return minus(d.scalar(depth, indices))


def _quotient(d: Drawing, depth: int, indices: Indices) -> Term:
    return t.Quotient(d.scalar(depth, indices), d.positive(depth, indices))


def _exp(d: Drawing, depth: int, indices: Indices) -> Term:
    return function("exp", d.scalar(min(depth, 1), indices))


def _log(d: Drawing, depth: int, indices: Indices) -> Term:
    return function("log", d.positive(depth, indices))


def _root(d: Drawing, depth: int, indices: Indices) -> Term:
    return power(d.positive(depth, indices), d.source.choice([Fraction(1, 2), Fraction(-1, 2)]))


def _steps(d: Drawing, depth: int, indices: Indices) -> Term:
    value = d.scalar(min(depth, 1), indices)
    return relu(value) if d.chance(0.4) else function(d.source.choice(["abs", "sign"]), value)


def _sigmoid(d: Drawing, depth: int, indices: Indices) -> Term:
    return sigmoid(d.scalar(min(depth, 1), indices), d.source.choice([0, 0, 1]))


def _square(d: Drawing, depth: int, indices: Indices) -> Term:
    return power(d.scalar(depth, indices), 2)


def _where(d: Drawing, depth: int, indices: Indices) -> Term:
    pairs = [(a, b) for a in indices for b in indices if a < b and indices[a] == indices[b]]
    if not pairs:
        return d.scalar(depth, indices)
    left, right = d.source.choice(pairs)
    return where_equal(left, right, d.scalar(depth, indices), d.scalar(depth - 1, indices))


def _ordered(d: Drawing, depth: int, indices: Indices) -> Term:
    pairs = [(a, b) for a in indices for b in indices if a != b and indices[a] == indices[b]]
    if not pairs:
        return d.scalar(depth, indices)
    left, right = map(index, d.source.choice(pairs))
    moved = plus(left, number(d.source.choice([-2, -1, 1, 2]))) if d.chance(0.4) else left
    comparison = d.source.choice([c for c in Comparison if c not in (Comparison.EQUAL, Comparison.UNEQUAL)])
    condition: t.Condition = before(moved, right, comparison)
    if d.chance(0.3):
        place, end = plus(left, minus(right), number(d.source.choice([0, 1]))), t.SizeValue(d.source.choice("nm"))
        condition = t.Every((before(ONE, place, Comparison.AT_MOST), before(place, end, Comparison.AT_MOST)))
    return where(condition, d.scalar(depth, indices), d.scalar(depth - 1, indices))


def _partial(d: Drawing, depth: int, indices: Indices) -> Term:
    end = d.source.choice([*indices])
    name, size = d.bound(), indices[end]
    at, whole = index(end), t.SizeValue(str(size))
    bounds = [(ONE, at), (at, whole), (plus(at, ONE), whole), (ONE, plus(at, number(-1)))]
    return part_of(name, *d.source.choice(bounds), d.scalar(depth, {**indices, name: size}))


def _matrix(d: Drawing, depth: int, indices: Indices) -> Term:
    made = d.source.choice([
        t.MatMul(X, W, shape=("n", "n")),
        t.MatMul(t.Transpose(X, shape=("m", "n")), S, shape=("m", "n")),
        t.MatMul(W, t.Transpose(S, shape=("n", "n")), shape=("m", "n")),
        t.Plus((X, t.Transpose(W, shape=("n", "m"))), shape=("n", "m")),
        t.Plus((X, t.Spread(V, shape=("n", "m"))), shape=("n", "m")),
    ])
    rows, columns = made.shape
    return entry(made, d.place(rows, indices), d.place(columns, indices))


def _derivative(d: Drawing, depth: int, indices: Indices) -> Term:
    if not d.derivatives:
        return d.scalar(depth, indices)
    d.derivatives -= 1
    by = d.source.choice([d.item(indices, ["X", "W", "v", "c", "p"]), d.item(indices, ["H", "Z"]), A])
    numerator = t.Quantity("L") if d.chance(0.15) else d.scalar(depth, indices)
    return t.Derivative(numerator, by)


SHAPES_OF_TERMS: list[Callable[[Drawing, int, Indices], Term]] = [
    *[_sum] * 4,
    *[_product] * 3,
    *[_derivative] * 3,
    *[_plus] * 2,
    _negative,
    _quotient,
    _exp,
    _log,
    _root,
    *[_steps] * 2,
    _sigmoid,
    _square,
    *[_where] * 2,
    _ordered,
    _partial,
    *[_matrix] * 2,
]


# Rewriting. A rule gives an equal term, or nothing where it does not apply.


def commuted(term: Term, d: Drawing) -> Term | None:
    match term:
        case t.Plus(parts=parts):
            return t.Plus(parts[::-1], shape=term.shape)
        case t.Times(left=left, right=right):
            return t.Times(right, left, shape=term.shape)
    return None


def _distributed(term: Term, d: Drawing) -> Term | None:
    match term:
        case t.Times(left=t.Plus(parts=parts), right=right) if term.shape == ():
            return plus(*(times(part, right) for part in parts))
        case t.Fold(folding=Folding.SUM, index=name, body=t.Plus(parts=parts), condition=None) if term.shape == ():
            return plus(*(t.Fold(Folding.SUM, name, term.low, term.high, part) for part in parts))
    return None


def swapped(term: Term, d: Drawing) -> Term | None:
    match term:
        case t.Fold(index=outer, body=t.Fold(index=inner, low=low, high=high, body=body)) if term.shape == ():
            if index(outer) in (*walk(low), *walk(high)):
                return None
            first = t.Fold(Folding.SUM, outer, term.low, term.high, body)
            return t.Fold(Folding.SUM, inner, term.body.low, term.body.high, first)  # type: ignore[attr-defined]
    return None


def renamed_apart(term: Term, d: Drawing) -> Term | None:
    match term:
        case t.Fold(index=name, body=body, condition=None):
            new = d.bound()
            changed: Term = renamed(body, name, new)
            return t.Fold(term.folding, new, term.low, term.high, changed, shape=term.shape)
    return None


def _written_out(term: Term, d: Drawing) -> Term | None:
    match term:
        case t.Item(array=t.MatMul(left=left, right=right), row=row, column=column):
            name = d.bound()
            return over(name, left.shape[1], times(entry(left, row, index(name)), entry(right, index(name), column)))
        case t.Item(array=t.Transpose(array=array), row=row, column=column):
            return entry(array, column, row)
        case t.Power(base=base, exponent=t.Constant(value=value)) if value == 2:
            return times(base, base)
        case t.Map(function="max", arguments=(zero, value)) if zero == ZERO and value.shape == ():
            half = t.Quotient(plus(value, function("abs", value)), TWO)
            return half
    return None


def _contracted(term: Term, d: Drawing) -> Term | None:
    match term:
        case t.Item(array=t.Quantity(shape=shape) as array, row=t.Index(name=row), column=column) if shape[0] != 1:
            name = d.bound()
            return over(name, shape[0], where_equal(name, row, entry(array, index(name), column), ZERO))
    return None


def _by_rule(term: Term, d: Drawing) -> Term | None:
    match term:
        case t.Derivative(numerator=t.Plus(parts=parts), by=by) if term.shape == ():
            return plus(*(t.Derivative(part, by) for part in parts))
        case t.Derivative(numerator=t.Times(left=left, right=right), by=by) if term.shape == ():
            return plus(times(t.Derivative(left, by), right), times(left, t.Derivative(right, by)))
        case t.Derivative(numerator=t.Map(function="exp", arguments=(value,)), by=by) if term.shape == ():
            return times(t.Derivative(value, by), function("exp", value))
        case t.Map(function="exp", arguments=(t.Plus(parts=parts),)) if term.shape == ():
            return times(*(function("exp", part) for part in parts))
    return None


def _otherwise(term: Term, d: Drawing) -> Term | None:
    match term:
        case t.Cases(branches=((on, t.Compare(comparison=sign) as condition), (off, None))) if term.shape == ():
            return where(replace(condition, comparison=NEGATED[sign]), off, on)
    return None


def _split(term: Term, d: Drawing) -> Term | None:
    """A sum that begins, or ends, at another index: with this place apart, or with a step over the whole axis."""
    match term:
        case t.Fold(folding=Folding.SUM, index=name, low=low, high=t.Index() as high, body=body) if term.shape == ():
            return plus(part_of(name, low, plus(high, number(-1)), body), put(body, name, high))
        case t.Fold(folding=Folding.SUM, index=name, low=t.Index() as low, high=high, body=body) if term.shape == ():
            if d.chance(0.5):
                return plus(part_of(name, plus(low, ONE), high, body), put(body, name, low))
            return part_of(name, ONE, high, where(before(low, index(name), Comparison.AT_MOST), body))
    return None


def put(body: Term, name: str, place: Term) -> Term:
    """A term with a place put for an index."""
    assert isinstance(place, t.Index)
    changed: Term = renamed(body, name, place.name)
    return changed


NEGATED = {
    Comparison.EQUAL: Comparison.UNEQUAL,
    Comparison.UNEQUAL: Comparison.EQUAL,
    Comparison.LESS: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.LESS,
    Comparison.GREATER: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.GREATER,
}


def _added(term: Term, d: Drawing) -> Term | None:
    if term.shape != () or not isinstance(term, t.Fold | t.Times | t.Map):
        return None
    return t.Quotient(plus(term, term), TWO)


TRUE = (
    commuted, commuted, _distributed, swapped, renamed_apart, _written_out, _contracted, _by_rule, _added, _otherwise,
    _split,
)


# Spoiling. What comes out is well-shaped and mostly not equal.


def _other_index(term: Term, d: Drawing) -> Term | None:
    match term:
        case t.Item(array=t.Quantity(name="S" | "H") as array, row=row, column=column):
            return entry(array, column, row)
        case t.Item(array=array, row=t.Index(name=name), column=column) if name in ("i", "h"):
            return entry(array, index("h" if name == "i" else "i"), column)
    return None


def _other_number(term: Term, d: Drawing) -> Term | None:
    match term:
        case t.Constant(value=value) if value != 0:
            return number(d.source.choice([-value, value + 1]))
        case t.Negative(operand=operand):
            return operand
        case t.SizeValue(size=size):
            return t.SizeValue("m" if size == "n" else "n")
    return None


def _lost(term: Term, d: Drawing) -> Term | None:
    match term:
        case t.Plus(parts=parts) if term.shape == ():
            return parts[0]
        case t.Times(left=left) if term.shape == ():
            return left
        case t.Cases(branches=((on, _), (_, None))) if term.shape == ():
            return on
    return None


def _moved_bound(term: Term, d: Drawing) -> Term | None:
    match term:
        case t.Fold(low=t.Index() as low) if term.shape == ():
            return replace(term, low=plus(low, ONE))
        case t.Fold(high=t.Index() as high) if term.shape == ():
            return replace(term, high=plus(high, number(-1)))
        case t.Cases(branches=((on, t.Compare(comparison=sign) as condition), (off, None))) if term.shape == ():
            other = d.source.choice([Comparison.LESS, Comparison.AT_LEAST, Comparison.GREATER])
            return where(replace(condition, comparison=other if other != sign else Comparison.EQUAL), on, off)
    return None


def _swapped_function(term: Term, d: Drawing) -> Term | None:
    match term:
        case t.Map(function="max", arguments=(_, value)) if value.shape == ():
            return value
        case t.Map(function="abs", arguments=(value,)):
            return function("max", ZERO, value)
        case t.Map(function="sign", arguments=(value,)):
            return t.Cases(((ONE, t.Compare(Comparison.AT_LEAST, value, ZERO)), (minus(ONE), None)))
    return None


def _other_derivative(term: Term, d: Drawing) -> Term | None:
    match term:
        case t.Derivative(numerator=t.Times(left=left, right=right), by=by):
            return times(t.Derivative(left, by), right)
        case t.Derivative(numerator=numerator, by=t.Item(array=array, row=row, column=column)) if column == ONE:
            return t.Derivative(numerator, entry(array, ONE, column)) if row != ONE else None
        case t.Derivative():
            return ZERO
    return None


FALSE = (_other_index, _other_index, _other_number, _lost, _moved_bound, _swapped_function, _other_derivative)
Rule = Callable[[Term, Drawing], Term | None]


def somewhere(term: Term, rule: Rule, d: Drawing) -> Term | None:
    """A term with a rule applied at a random place, or nothing where it applies nowhere."""
    places = [node for node in _nodes(term) if rule(node, d) is not None]
    if not places:
        return None
    chosen = d.source.choice(places)

    def change(node: T) -> T:
        return rule(chosen, d) if node is chosen else _with_parts(node, change)  # type: ignore[return-value]

    return change(term)


def _nodes(term: object) -> list[Term]:
    """A term and the terms in it that may be rewritten."""
    found: list[Term] = []

    def visit(node: T) -> T:
        if isinstance(node, Term):
            found.append(node)
        return _with_parts(node, visit)

    visit(term)
    return found


def _with_parts(node: T, change: Callable[[T], T]) -> T:
    """A term with its parts changed, but for places, bounds and the variable of a derivative."""
    match node:
        case t.Derivative(numerator=part):
            return replace(node, numerator=change(part))  # type: ignore[arg-type]
        case t.Item(array=part):
            return replace(node, array=change(part))  # type: ignore[arg-type]
        case t.Fold(body=part):
            return replace(node, body=change(part))  # type: ignore[arg-type]
    return rebuilt(node, change)


def _changed(term: Term, rules: Sequence[Rule], d: Drawing) -> Term:
    """A term with the first of the rules, in a random order, that applies somewhere."""
    tried = (somewhere(term, rule, d) for rule in d.source.sample(rules, len(rules)))
    return next((made for made in tried if made is not None), term)


def statement(seed: int, *, spoil: bool) -> tuple[Statement, Scope]:
    """A random term beside itself, rewritten, and with `spoil` also changed into something else."""
    d = Drawing(random.Random(seed))
    scope = d.source.choice(SCOPES)
    d.derivatives = d.source.choice([0, 1, 1, 2])
    left = d.scalar(d.source.choice([2, 3, 4]), FREE)
    right = left
    for _ in range(d.source.choice([1, 2, 4])):
        right = _changed(right, TRUE, d)
    if spoil:
        right = _changed(right, FALSE, d)
    return Statement(left, right, FREE), scope
