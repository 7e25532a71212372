"""A kernel in float64, against witnesses that know nothing of how it was emitted.

Shapes and values are random, with a fixed seed. Named sizes are distinct and at least 2, so that no transpose goes
unseen. An error is the largest difference of two arrays, divided by the largest entry of the witness.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from derive.counterparts import PERCEPTRON
from derive.judging.symbols.reference import NotLambdified, Reference
from derive.kernels.emit import Formula, load
from derive.kernels.forward import Forward, NotCheckable, extent
from derive.kernels.names import python_name
from derive.kernels.sizes import names as size_names
from derive.meaning.terms import Derivative, Item, Quantity, Term, Unknown

Array = NDArray[Any]
Named = Mapping[str, Array]

SEED = 20
RUNS = 3
POWERS = tuple(float(f"1e{exponent}") for exponent in range(-16, 11))

COMPLEX_STEP = 1e-30
"""Far below rounding: the error of a complex step is of its order squared, and nothing is subtracted."""

CENTRAL_STEP = 6e-6
"""The cube root of the rounding unit: there the truncation, h² f‴/6, and the rounding, ε f/h, are about equal."""


class Against(Enum):
    """What a kernel is compared with; `WITNESSES` compares two of them with each other."""

    PERCEPTRON = "the perceptron"
    CENTRAL = "central differences"
    COMPLEX = "complex steps"
    REFERENCE = "the proved entries"
    WITNESSES = "the perceptron, with the proved entries"


@dataclass(frozen=True, slots=True)
class Limit:
    """How large an error may be, and why; below `floor` it is the rounding of this machine and says nothing."""

    floor: float
    tolerance: float
    reason: str


LIMITS = {
    Against.PERCEPTRON: Limit(1e-14, 1e-12, "a few dozen roundings on either side; a wrong formula is off by about 1"),
    Against.CENTRAL: Limit(1e-9, 1e-7, "rounding ε/h is 4e-11 of the loss, and the loss can be 100 times its gradient"),
    Against.COMPLEX: Limit(1e-14, 1e-12, "nothing is subtracted, so only rounding is left"),
    Against.REFERENCE: Limit(1e-14, 1e-12, "the other side in another order, so only rounding is left"),
    Against.WITNESSES: Limit(1e-14, 1e-12, "the same values in another order, so only rounding is left"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison of a kernel: over `shapes` (of its arguments, one mapping a run) it was off by less than `error`.

    `error` is the smallest power of ten above the largest relative error, at least the limit's floor, so that it is
    the same on every machine; it is infinite where the kernel refused its arguments or returned another shape.
    """

    against: Against
    shapes: tuple[Mapping[str, tuple[int, ...]], ...]
    error: float
    tolerance: float
    step: float | None = None

    @property
    def passes(self) -> bool:
        """Whether the error is within the tolerance."""
        return self.error <= self.tolerance


@dataclass(frozen=True, slots=True)
class Values:
    """A value for each quantity, and for the gradient by some of them, under the names of the document."""

    quantities: Named
    gradients: Named

    def named(self) -> dict[str, Array]:
        """The same under the names of arguments."""
        gradients = {"d" + python_name(name): value for name, value in self.gradients.items()}
        return {python_name(name): value for name, value in self.quantities.items()} | gradients


def check(kernel: Formula, reference: Reference | None = None) -> tuple[Check, ...]:
    """Every comparison that applies: the perceptron where it has the kernel, steps where the left side is a gradient.

    Raises `NotCheckable` where a value is missing, such as the input of the perceptron's layer.
    """
    trial = _Trial(kernel)
    samples = [trial.values(sizes) for sizes in trial.sizes()]
    found: list[Check] = []
    if kernel.name in PERCEPTRON:
        found.append(trial.compared(Against.PERCEPTRON, samples, lambda it: _layer(kernel.name, it)))
    if trial.gradient is not None:
        for against, step in ((Against.CENTRAL, CENTRAL_STEP), (Against.COMPLEX, COMPLEX_STEP * 1j)):
            found.append(trial.compared(against, samples, partial(trial.derivative, step), abs(step)))
    if reference is not None:
        found += trial.referred(reference)
    return tuple(found)


class _Trial:
    """A kernel with what its statement depends on."""

    def __init__(self, kernel: Formula) -> None:
        self.kernel = kernel
        self.function = load(kernel)
        self.gradient = _gradient(kernel.statement.left)
        left = [kernel.statement.left] if self.gradient else []
        self.forward = Forward(kernel.scope, *left, kernel.statement.right)
        self.generator = np.random.default_rng(SEED)

    def sizes(self) -> Iterator[Mapping[str, int]]:
        """Distinct random sizes, at least 2, for each run."""
        shapes = [size for shape in self.forward.shapes.values() for size in shape]
        sizes = [*shapes, *self.kernel.statement.ranges.values()]
        names = sorted({name for size in sizes for name in size_names(size)})
        for _ in range(RUNS):
            drawn = self.generator.permutation(np.arange(2, 6 + len(names)))
            yield {name: int(size) for name, size in zip(names, drawn, strict=False)}

    def values(self, sizes: Mapping[str, int]) -> Values:
        """Random values: the upstream gradients are free, those by other quantities follow from them."""
        found = self.forward.sample(sizes, self.generator)
        gradients = {name: self.generator.normal(size=np.shape(found[name])) for name in self.forward.upstream}
        values = Values(found, gradients)
        for argument in self.kernel.arguments:
            if argument.gradient and argument.quantity not in gradients:
                gradients[argument.quantity] = self.stepped("", argument.quantity, values, COMPLEX_STEP * 1j)
        return values

    def derivative(self, step: complex, values: Values) -> Array:
        """The left side of the statement."""
        assert self.gradient is not None
        return self.stepped(*self.gradient, values, step)

    def stepped(self, above: str, by: str, values: Values, step: complex) -> Array:
        """The derivative of the scalar `above`: a defined one, or an unknown one with the upstream gradients."""

        def total(quantities: Named) -> Any:
            if above in self.forward.functions:
                return quantities[above]
            return sum(np.sum(values.gradients[name] * quantities[name]) for name in self.forward.upstream)

        return self.forward.gradient(by, total, values.quantities, step)

    def referred(self, reference: Reference) -> list[Check]:
        """The kernel, and the perceptron where it has it, with the entries that were proved."""
        samples = [self.values(reference.sizes)]
        witness = partial(self.proved, reference)
        found = [self.compared(Against.REFERENCE, samples, witness)]
        if self.kernel.name in PERCEPTRON:
            layer = partial(_layer, self.kernel.name)
            found.append(self.compared(Against.WITNESSES, samples, witness, computed=layer))
        return found

    def proved(self, reference: Reference, values: Values) -> Array:
        """The reference, at every quantity and gradient in its declared shape."""

        def declared(named: Named) -> Named:
            shapes = self.forward.shapes
            return {name: np.reshape(value, extent(shapes[name], reference.sizes)) for name, value in named.items()}

        try:
            return reference.function(declared(values.quantities), declared(values.gradients))
        except NotLambdified as reason:
            raise NotCheckable(f"{self.kernel.name}: {reason}") from None

    def arguments(self, values: Values) -> list[Array]:
        """What the kernel takes."""
        return [(values.gradients if it.gradient else values.quantities)[it.quantity] for it in self.kernel.arguments]

    def compared(
        self,
        against: Against,
        samples: list[Values],
        witness: Callable[[Values], Array],
        step: float | None = None,
        computed: Callable[[Values], Array] | None = None,
    ) -> Check:
        """One comparison over all samples, of the kernel where nothing else is `computed`."""
        errors, shapes = [0.0], []
        for values in samples:
            taken = self.arguments(values)
            shapes.append({it.name: np.shape(value) for it, value in zip(self.kernel.arguments, taken, strict=True)})
            found = computed(values) if computed is not None else self.result(taken)
            errors.append(relative_error(found, np.squeeze(witness(values))))
        limit = LIMITS[against]
        return Check(against, tuple(shapes), power_of_ten(max(errors), limit.floor), limit.tolerance, step)

    def result(self, taken: list[Array]) -> Array | None:
        """What the kernel computes; nothing where it refuses its arguments."""
        try:
            return np.asarray(self.function(*taken))
        except ValueError:
            return None


def relative_error(found: Array | None, expected: Array) -> float:
    """The largest difference, by the largest entry expected; infinite where the shape is another."""
    if found is None or np.squeeze(found).shape != expected.shape or not np.isfinite(found).all():
        return math.inf
    size = float(np.max(np.abs(expected)))
    return float(np.max(np.abs(np.squeeze(found) - expected))) / (size or 1.0)


def power_of_ten(error: float, floor: float) -> float:
    """The smallest power of ten that is not below `error` or `floor`; infinite from 1e10 on."""
    return next((power for power in POWERS if power >= max(error, floor)), math.inf)


def _gradient(left: Term) -> tuple[str, str] | None:
    """The scalar that is differentiated on a left side, and the quantity by which."""
    term = left.array if isinstance(left, Item) else left
    if not isinstance(term, Derivative) or term.numerator.shape != ():
        return None
    by = term.by.array if isinstance(term.by, Item) else term.by
    if not isinstance(by, Quantity) or not isinstance(term.numerator, Quantity | Unknown):
        return None
    return term.numerator.name, by.name


def _layer(name: str, values: Values) -> Array:
    """What the perceptron has for a kernel."""
    named = values.named()
    try:
        return PERCEPTRON[name](named)
    except KeyError as missing:
        raise NotCheckable(f"{name}: the perceptron needs {missing}, which the statement does not depend on") from None
    except ValueError as refused:
        raise NotCheckable(f"{name}: the perceptron refuses its values: {refused}") from None
