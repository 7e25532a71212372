"""Scalar terms with indices as expressions on arrays with axes, in the Python array API standard.

`Writer.write(term, axes)` gives source whose value has, last, one axis for each name in `axes`: of that index's size
where the term has it, of size 1 where it has not. Axes before these are the batch; an array without one may leave out
first axes that it does not have. `xp` is the library's namespace. What has no array in it stays a Python number, which
takes the dtype of the array that it meets. Every expression is in brackets; `ast.unparse` takes out those that are not
needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import singledispatchmethod
from typing import TypeGuard

from derive.kernels.arguments import Argument, Leading, leaves
from derive.kernels.entries import ONE
from derive.kernels.layout import Axes, axis, number, placed
from derive.kernels.places import is_padded, summed
from derive.kernels.products import Product, factors, product
from derive.kernels.read import read
from derive.kernels.reductions import Reductions
from derive.kernels.refusal import NotEmittable
from derive.kernels.sizes import follows
from derive.kernels.spelling import (
    BOUNDS,
    NUMBERS,
    OF_ARRAYS,
    OF_NUMBERS,
    SIGNS,
    above_one,
    either_of,
    has_array,
    is_indicator,
    is_masked,
    is_switch,
    switched,
)
from derive.kernels.stable import LOGARITHMS
from derive.meaning.rewriting import free_indices
from derive.meaning.terms import (
    Cases,
    Compare,
    Condition,
    Constant,
    Derivative,
    Every,
    Fold,
    Index,
    Item,
    Map,
    Negative,
    Not,
    Plus,
    Power,
    Quantity,
    Quotient,
    Size,
    SizeValue,
    Term,
    Times,
)


class Writer:
    """Writes the terms of one kernel, whose leaves are `arguments`."""

    def __init__(self, arguments: Mapping[Term, Argument], ranges: Mapping[str, Size], dropped: Sequence[str]) -> None:
        self.arguments = arguments
        self.ranges = ranges
        self.dropped = frozenset(dropped)

    @singledispatchmethod
    def write(self, term: Term, axes: Axes) -> str:
        """The source of `term` on `axes`; raises `NotEmittable` for a term without a rule."""
        raise NotEmittable(f"there is no rule for a {type(term).__name__.lower()}")

    @write.register
    def _constant(self, term: Constant, axes: Axes) -> str:
        return number(term.value)

    @write.register
    def _size(self, term: SizeValue, axes: Axes) -> str:
        for argument in self.arguments.values():
            if term.size in argument.axes:
                place = argument.axes.index(term.size)
                return f"{argument.name}.shape[{axis(argument, place)}]"
        if follows(term.size):
            return self.write(summed(term.size), axes)
        raise NotEmittable(f"the size {term.size} is not that of an axis of an argument")

    @write.register
    def _index(self, term: Index, axes: Axes) -> str:
        size = self.ranges[term.name]
        last = self.write(SizeValue(size=size), ()) if isinstance(size, str) else str(size)
        like = next(argument.name for argument in self.arguments.values() if argument.axes)
        numbers = f"xp.arange(1, {last} + 1, dtype={like}.dtype, device={like}.device)"
        return placed(numbers, (term.name,), axes, batched=False)

    @write.register(Quantity | Derivative)
    def _scalar(self, term: Term, axes: Axes) -> str:
        argument = self.arguments[term]
        return placed(argument.name, (), axes, argument.leading is not Leading.NONE)

    @write.register
    def _item(self, term: Item, axes: Axes) -> str:
        return self._entry(term, axes)

    def _entry(self, term: Item, axes: Axes, inside: Condition | None = None) -> str:
        """An entry, which is 0 where `inside` does not hold."""
        argument = self.arguments[term.array]
        source, names = read(term, inside, argument, self.ranges, axes, lambda size: self.write(size, ()))
        own = tuple(name for name in names if name not in self.dropped)
        if len(set(own)) < len(own) or len(own) < len(argument.axes):
            raise NotEmittable(f"an entry of {argument.quantity} that is not at free indices of its own")
        return placed(source, own, axes, argument.leading is not Leading.NONE)

    @write.register
    def _plus(self, term: Plus, axes: Axes) -> str:
        exact = self._exactly(term, axes)
        if exact is not None:
            return exact
        first, *others = term.parts
        return f"({self.write(first, axes)}{''.join(self._added(part, axes) for part in others)})"

    def _exactly(self, term: Plus, axes: Axes) -> str | None:
        """exp(u) − 1 and 1 + erf(u) by the functions that are these, which lose no digit where u is near 0, or low."""
        if len(term.parts) != 2 or not has_array(term):
            return None
        for one, other in (term.parts, term.parts[::-1]):
            if isinstance(one, Map) and (one.function, other) == ("exp", Negative(operand=ONE)):
                return f"xp.expm1({self.write(one.arguments[0], axes)})"
            if isinstance(one, Map) and (one.function, other) == ("erf", ONE):
                return f"erfc({self.write(Negative(operand=one.arguments[0]), axes)})"
        return None

    def _added(self, part: Term, axes: Axes) -> str:
        bag, here = factors(part), free_indices(part)
        small = [it for it in bag.tops if isinstance(it, Fold | Quantity | Derivative) and free_indices(it) < here]
        if bag.negative and len(small) == 1 and len(bag.tops) > 1 and not bag.bottoms:
            others = tuple(top for top in bag.tops if top not in small)  # of a smaller array the sign costs less
            return f" + {self.write(product(*others), axes)} * {self.write(Negative(operand=small[0]), axes)}"
        return f" {'-' if bag.negative else '+'} {self.write(replace(bag, negative=False).term(), axes)}"

    @write.register
    def _negative(self, term: Negative, axes: Axes) -> str:
        if isinstance(term.operand, Quotient):
            return self.write(replace(term.operand, top=Negative(operand=term.operand.top)), axes)
        if isinstance(term.operand, Times):
            return self.write(replace(term.operand, left=Negative(operand=term.operand.left)), axes)
        return f"(-{self.write(term.operand, axes)})"

    @write.register
    def _times(self, term: Times, axes: Axes) -> str:
        if term.left == term.right:
            return f"({self.write(term.left, axes)} ** 2)"
        smaller = self._smaller_first(term, axes)
        if smaller is not None:
            return smaller
        for switch, other in ((term.right, term.left), (term.left, term.right)):
            if is_switch(switch):
                branches = tuple((switched(value, other), case) for value, case in switch.branches)
                return self.write(Cases(branches=branches), axes)
        return f"({self.write(term.left, axes)} * {self.write(term.right, axes)})"

    def _smaller_first(self, term: Term, axes: Axes) -> str | None:
        """A product whose numbers, and arrays with fewer axes than it, are multiplied before they meet the others."""
        bag, here = factors(term), free_indices(term)
        small, large = (
            [tuple(it for it in side if (free_indices(it) < here) == smaller) for side in (bag.tops, bag.bottoms)]
            for smaller in (True, False)
        )
        if not small[0] or not large[0] or len(small[0]) + len(small[1]) < 2:
            return None
        others = Product(bag.negative, *large).term()
        return f"({self.write(others, axes)} * {self.write(Product(False, *small).term(), axes)})"

    @write.register
    def _quotient(self, term: Quotient, axes: Axes) -> str:
        smaller = self._smaller_first(term, axes)
        if smaller is not None:
            return smaller
        return f"({self.write(term.top, axes)} / {self.write(term.bottom, axes)})"

    @write.register
    def _power(self, term: Power, axes: Axes) -> str:
        base = self.write(term.base, axes)
        if isinstance(term.exponent, Constant):
            exponent = term.exponent.value
            if exponent == Fraction(1, 2):
                return f"{'xp' if has_array(term.base) else 'math'}.sqrt({base})"
            if exponent < 0:
                inverse = Power(base=term.base, exponent=Constant(value=-exponent))
                return f"(1 / {base if exponent == -1 else self.write(inverse, axes)})"
        return f"({base} ** {self.write(term.exponent, axes)})"

    @write.register
    def _map(self, term: Map, axes: Axes) -> str:
        if term.function in NUMBERS:
            return NUMBERS[term.function]
        names = OF_ARRAYS if has_array(term) else OF_NUMBERS
        if term.function not in names:
            raise NotEmittable(f"the function {term.function} is not in the array API standard")
        name = names[term.function]
        if term.function in LOGARITHMS and has_array(term) and (rest := above_one(term.arguments[0])) is not None:
            return f"xp.log1p({self.write(rest, axes)})"
        if name in BOUNDS and any(not has_array(argument) for argument in term.arguments):
            return self._bounded(term, axes)
        first, *others = (self.write(argument, axes) for argument in term.arguments)
        for other in others:
            first = f"{name}({first}, {other})"
        return first if others else f"{name}({first})"

    def _bounded(self, term: Map, axes: Axes) -> str:
        """The larger, or the smaller, of arrays and of numbers that are known before."""
        (*_, last) = arrays = [it for it in term.arguments if has_array(it)]
        source = self.write(replace(term, arguments=tuple(arrays)) if len(arrays) > 1 else last, axes)
        largest = term.function == "max"
        for bound in (self.write(it, axes) for it in term.arguments if not has_array(it)):
            source = f"xp.clip({source}, {f'{bound}, math.inf' if largest else f'-math.inf, {bound}'})"
        return source

    @write.register
    def _cases(self, term: Cases, axes: Axes) -> str:
        if is_padded(term):
            (entry, inside), _ = term.branches
            assert isinstance(entry, Item)
            with suppress(NotEmittable):
                return self._entry(entry, axes, inside)
        _, condition = term.branches[-1]
        if condition is not None:
            raise NotEmittable("cases that leave some values out: the last one needs an otherwise")
        if is_masked(term):
            (chosen, case), _ = term.branches
            assert case is not None
            mask = f"xp.astype({self.condition(case, axes)}, {self._like(chosen)}.dtype)"
            return f"({self.write(chosen, axes)} * {mask})"
        if is_indicator(term):
            (_, case), _ = term.branches
            assert case is not None
            return f"xp.astype({self.condition(case, axes)}, {self._like(case)}.dtype)"
        values = [self.write(value, axes) for value, _ in term.branches]
        if len(values) == 2 and self._is_of_numbers(term.branches[0][1]):
            return either_of(self.condition(term.branches[0][1], ()), *values)
        source = values.pop()
        if not any(has_array(value) for value, _ in term.branches):
            source = f"xp.full_like({self._some_array(term, axes)}, {source})"
        for value, (_, case) in zip(reversed(values), reversed(term.branches[:-1]), strict=True):
            assert case is not None
            source = f"xp.where({self.condition(case, axes)}, {value}, {source})"
        return source

    def _is_of_numbers(self, condition: Condition | None) -> TypeGuard[Condition]:
        """Whether a condition is about arguments that are numbers."""
        known = [] if condition is None else list(leaves(condition))
        if any(isinstance(it, Item) for it in known):
            return False
        return bool(known) and all(self.arguments[it].leading is Leading.NONE for it in known)

    def _some_array(self, term: Cases, axes: Axes) -> str:
        """An array that has the dtype of a choice between numbers."""
        return self.write(_some_leaf(term), axes)

    def _like(self, part: Term | Condition) -> str:
        """The name of an argument that has the dtype of a choice."""
        known = _some_leaf(part)
        return self.arguments[known.array if isinstance(known, Item) else known].name

    def condition(self, condition: Condition, axes: Axes) -> str:
        """The source of a condition, with a truth value for each entry."""
        if isinstance(condition, Compare):
            left, right = self.write(condition.left, axes), self.write(condition.right, axes)
            return f"({left} {SIGNS[condition.comparison]} {right})"
        if isinstance(condition, Not):
            return f"(~{self.condition(condition.part, axes)})"
        sign = " & " if isinstance(condition, Every) else " | "
        return f"({sign.join(self.condition(part, axes) for part in condition.parts)})"

    @write.register
    def _fold(self, term: Fold, axes: Axes) -> str:
        return Reductions(self.write, self._batched).write(term, axes)

    def _batched(self, term: Term) -> bool:
        """Whether an array in `term` has leading axes."""
        arrays = (leaf.array if isinstance(leaf, Item) else leaf for leaf in leaves(term))
        return any(self.arguments[array].leading is not Leading.NONE for array in arrays)


def _some_leaf(part: Term | Condition) -> Term:
    """An argument in a part; raises `NotEmittable` where there is none, so that nothing tells a dtype."""
    known = next(iter(leaves(part)), None)
    if known is None:
        raise NotEmittable("numbers chosen by their places only")
    return known
