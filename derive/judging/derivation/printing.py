r"""Lines as LaTeX: the author's names, `x_{ij}` for an entry of X, sums without bounds where they run over an axis."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from derive.judging.derivation.building import ONE, is_delta
from derive.judging.derivation.entries import MARK, Stuck, places
from derive.judging.derivation.spellings import Spellings
from derive.judging.formulas import NAMED, OPERATORS, RELATIONS, bracketed, fraction, placed, primes, subscripts
from derive.judging.symbols.printing import shown
from derive.meaning.rewriting import walk
from derive.meaning.terms import (
    Apply,
    Cases,
    Compare,
    Constant,
    Derivative,
    Every,
    Fold,
    Grid,
    Index,
    Item,
    Limit,
    Map,
    MatMul,
    Negative,
    Not,
    Plus,
    Power,
    Quantity,
    Quotient,
    SizeValue,
    Some,
    Times,
    Transpose,
    Unknown,
    spelled,
)

SHAPED = re.compile(r"\\math(?:cal|bb|frak|scr)\{")
"""A letter that has no small one in its place where an entry is meant."""
SUM, PRODUCT, FACTOR, BASE = range(4)
"""How tight a place binds: a summand, the last factor, any other factor, what carries an exponent."""


DEEPEST = 2
"""How many fractions stand in each other."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes terms with these letters for indices, and names as their author writes them where that is known.

    `depth` is in how many fractions it writes.
    """

    letters: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    spellings: Spellings = field(default_factory=Spellings)
    depth: int = 0

    def write(self, term: Any, place: int = SUM) -> str:
        """A term as LaTeX, in brackets where its place asks for them. Raises `Stuck` where there is no sign for it."""
        rule = RULES.get(type(term))
        if rule is None:
            raise Stuck
        return rule(self, term, place)

    def name(self, name: str) -> str:
        """A name."""
        key = name.rstrip("°◦")
        return self.names.get(key) or self.names.get(shown(key), shown(key))

    @property
    def is_deep(self) -> bool:
        """Whether a further fraction would be too small to read, and is written on the line."""
        return self.depth >= DEEPEST

    @property
    def deeper(self) -> Writer:
        """The same inside of a fraction."""
        return replace(self, depth=self.depth + 1)

    def condition(self, condition: Any) -> str:
        """A condition."""
        match condition:
            case Compare(comparison, left, right):
                return f"{self.write(left)} {RELATIONS[comparison]} {self.write(right)}"
            case Every(parts):
                return r" \wedge ".join(map(self.condition, parts))
            case Some(parts):
                return r" \vee ".join(map(self.condition, parts))
            case Not(part):
                return rf"\neg \left({self.condition(part)}\right)"
        raise Stuck


def _constant(writer: Writer, term: Constant, place: int) -> str:
    if term.value < 0:
        return bracketed(f"-{fraction(-term.value)}", place > SUM)
    if writer.is_deep and term.value.denominator != 1:
        return bracketed(f"{term.value.numerator} / {term.value.denominator}", place > SUM)
    return bracketed(fraction(term.value), place == BASE and term.value.denominator != 1)


def _index(writer: Writer, term: Index, place: int) -> str:
    return writer.letters.get(term.name, term.name.split(MARK)[0] or term.name)


def _quantity(writer: Writer, term: Quantity, place: int) -> str:
    text = writer.name(term.name)
    return bracketed(text, place == BASE and "^" in text)


def _item(writer: Writer, term: Item, place: int) -> str:
    match term.array:
        case Quantity(name=name):
            spelling, at = writer.name(name), [writer.write(each) for each in places(term)]
            letter = spelling if SHAPED.match(spelling) else writer.spellings.entry(shown(name), len(at))
            text = placed(letter, at)
            return bracketed(text, place == BASE and "^" in text)
        case Derivative(numerator=numerator, by=Quantity() as by) if numerator.shape == ():
            return writer.write(Derivative(numerator, Item(by, term.row, term.column)), place)
    return rf"\left({writer.write(term.array)}\right)_{{{subscripts([*map(writer.write, places(term))])}}}"


def _grid(writer: Writer, term: Grid, place: int) -> str:
    rows = (" & ".join(map(writer.write, row)) for row in term.rows)
    return r"\begin{pmatrix} " + r" \\ ".join(rows) + r" \end{pmatrix}"


def _transpose(writer: Writer, term: Transpose, place: int) -> str:
    return writer.write(term.array, BASE) + r"^\top"


def _plus(writer: Writer, term: Plus, place: int) -> str:
    text = writer.write(term.parts[0], PRODUCT if isinstance(term.parts[0], Plus) else SUM)
    for part in term.parts[1:]:
        minus = isinstance(part, Negative)
        inner = part.operand if isinstance(part, Negative) else part
        text += f" {'-' if minus else '+'} {writer.write(inner, PRODUCT if minus or isinstance(inner, Plus) else SUM)}"
    return bracketed(text, place > SUM)


def _negative(writer: Writer, term: Negative, place: int) -> str:
    return bracketed(f"-{writer.write(term.operand, PRODUCT)}", place > SUM)


def _times(writer: Writer, term: Times, place: int) -> str:
    left, right = writer.write(term.left, FACTOR), writer.write(term.right, PRODUCT if place < FACTOR else FACTOR)
    sign = " "
    if term.left.shape != () and term.right.shape != ():
        sign = r" \odot "
        left = bracketed(left, isinstance(term.left, MatMul))
        right = bracketed(right, isinstance(term.right, MatMul))
    elif right[:1].isdigit() or (right.startswith(r"\frac") and left[-1:].isdigit()):
        sign = r" \cdot "
    return bracketed(left + sign + right, place == BASE)


def _matmul(writer: Writer, term: MatMul, place: int) -> str:
    left, right = (
        bracketed(writer.write(part, FACTOR), isinstance(part, Times) and () not in (part.left.shape, part.right.shape))
        for part in (term.left, term.right)
    )
    return bracketed(f"{left} {right}", place == BASE)


def _quotient(writer: Writer, term: Quotient, place: int) -> str:
    if writer.is_deep:
        return bracketed(f"{writer.write(term.top, FACTOR)} / {writer.write(term.bottom, BASE)}", place > SUM)
    inner = writer.deeper
    return bracketed(rf"\frac{{{inner.write(term.top)}}}{{{inner.write(term.bottom)}}}", place == BASE)


def _power(writer: Writer, term: Power, place: int) -> str:
    text = f"{writer.write(term.base, BASE)}^{{{writer.write(term.exponent)}}}"
    return bracketed(text, place == BASE)


def _map(writer: Writer, term: Map, place: int) -> str:
    arguments = [writer.write(each) for each in term.arguments]
    match term.function:
        case "pi":
            return r"\pi"
        case "exp":
            return bracketed(f"e^{{{arguments[0]}}}", place == BASE)
        case "sqrt":
            return rf"\sqrt{{{arguments[0]}}}"
        case "abs":
            return rf"\left|{arguments[0]}\right|"
    name = rf"\{term.function}" if term.function in NAMED else rf"\operatorname{{{term.function}}}"
    if len(arguments) == 1 and isinstance(term.arguments[0], Item | Quantity):
        return bracketed(f"{name} {arguments[0]}", place == BASE)
    return bracketed(rf"{name} \left({', '.join(arguments)}\right)", place == BASE)


def _apply(writer: Writer, term: Apply, place: int) -> str:
    if term.primes == 0:
        raise Stuck
    letter = term.parameter.rstrip("°◦")
    order = f"^{{{term.primes}}}" if term.primes > 1 else ""
    slope = rf"\frac{{d{order}}}{{d {letter}{order}}} {writer.write(term.body, FACTOR)}"
    at = writer.write(term.argument)
    return bracketed(slope, place >= FACTOR) if at == letter else rf"\left. {slope} \right|_{{{letter} = {at}}}"


def _unknown(writer: Writer, term: Unknown, place: int) -> str:
    arguments = ", ".join(map(writer.write, term.arguments))
    name = writer.name(term.name)
    name = f"{{{name}}}" if "^" in name and term.primes else name
    return rf"{name}{primes(term.primes)}\left({arguments}\right)"


def _fold(writer: Writer, term: Fold, place: int) -> str:
    letter = writer.write(Index(term.index))
    operator, bound = OPERATORS[term.folding], letter
    if term.condition is not None:
        bound = rf"{letter} : {writer.condition(term.condition)}"
    top = ""
    if not _is_whole(term):
        bound, top = f"{letter} = {writer.write(term.low)}", f"^{{{writer.write(term.high)}}}"
    text = f"{operator}_{{{bound}}}{top} {writer.write(term.body, PRODUCT)}"
    return bracketed(text, place > PRODUCT)


def _is_whole(term: Fold) -> bool:
    """Whether a sum runs over the axis at which its index stands."""
    ends = {
        length
        for node in walk(term.body)
        if isinstance(node, Item)
        for length, at in zip(node.array.shape, (node.row, node.column), strict=True)
        if at == Index(term.index)
    }
    high = term.high.size if isinstance(term.high, SizeValue) else getattr(term.high, "value", None)
    return term.low == ONE and ends == {high}


def _cases(writer: Writer, term: Cases, place: int) -> str:
    if is_delta(term):
        condition = term.branches[0][1]
        assert isinstance(condition, Compare)
        pair = [writer.write(condition.left), writer.write(condition.right)]
        return rf"\delta_{{{(', ' if any(len(p) > 1 for p in pair) else '').join(pair)}}}"
    rows = (
        f"{writer.write(value)} & " + (r"\text{otherwise}" if c is None else rf"\text{{if }} {writer.condition(c)}")
        for value, c in term.branches
    )
    return bracketed(r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}", place == BASE)


def _derivative(writer: Writer, term: Derivative, place: int) -> str:
    by = writer.write(term.by)
    match term.numerator:
        case Quantity() | Item(array=Quantity()) if writer.is_deep and not term.flipped:
            return bracketed(rf"\partial {writer.write(term.numerator)} / \partial {by}", place > SUM)
        case Quantity() | Item(array=Quantity()):
            text = rf"\frac{{\partial {writer.write(term.numerator)}}}{{\partial {by}}}"
        case Unknown(name=name, arguments=arguments) if all(isinstance(each, Quantity) for each in arguments):
            text = rf"\frac{{\partial {writer.name(name)}}}{{\partial {by}}}"
        case _:
            inner = writer.write(term.numerator)
            simple = place < FACTOR and isinstance(term.numerator, Quotient | Map | Cases | Unknown)
            return bracketed(rf"\frac{{\partial}}{{\partial {by}}} {bracketed(inner, not simple)}", place == BASE)
    text += r"^{\top}" if term.flipped and term.shape != () else ""
    return bracketed(text, place == BASE)


def _limit(writer: Writer, term: Limit, place: int) -> str:
    text = rf"\lim_{{{shown(term.variable)} \to {writer.write(term.to)}}} {writer.write(term.body, PRODUCT)}"
    return bracketed(text, place > PRODUCT)


RULES: Mapping[type, Callable[[Writer, Any, int], str]] = {
    Constant: _constant, SizeValue: lambda writer, term, place: spelled(term.size), Index: _index, Quantity: _quantity,
    Item: _item, Grid: _grid, Transpose: _transpose, Plus: _plus, Negative: _negative, Times: _times, MatMul: _matmul,
    Quotient: _quotient, Power: _power, Map: _map, Apply: _apply, Unknown: _unknown, Fold: _fold, Cases: _cases,
    Derivative: _derivative, Limit: _limit,
}
