"""Whole layers from their kernels: each is written anew without a batch, what two of them compute is computed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TypeVar

from derive.kernels.arguments import Argument, Leading, arguments
from derive.kernels.buffers import buffered
from derive.kernels.checks import checks
from derive.kernels.digest import LENGTH, assumed
from derive.kernels.emit import Kernel
from derive.kernels.layers import LAYERS, Layer, Step
from derive.kernels.names import rank
from derive.kernels.numpy_source import Writer
from derive.kernels.plan import plan
from derive.kernels.refusal import NotEmittable
from derive.kernels.repeated import statements
from derive.kernels.text import Head, declared, extent, function
from derive.meaning.terms import Size, Term

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fused:
    """A function of a whole layer: the kernels that it was made of, and its text."""

    name: str
    parts: tuple[Kernel, ...]
    source: str


@dataclass(frozen=True, slots=True)
class _Written:
    """A step as one expression, with the sizes of its result."""

    step: Step
    kernel: Kernel
    taken: Mapping[Term, Argument]
    expression: str
    result: tuple[Size, ...]


def fused(kernels: Iterable[Kernel], layers: Mapping[str, Layer] = LAYERS) -> tuple[Fused, ...]:
    """Every layer all of whose kernels there are."""
    named = {kernel.name: kernel for kernel in kernels}
    whole = [name for name, layer in layers.items() if all(step.kernel in named for step in layer.steps)]
    return tuple(_fused(name, layers[name], named) for name in whole)


def _fused(name: str, layer: Layer, named: Mapping[str, Kernel]) -> Fused:
    written = [_written(step, named[step.kernel]) for step in layer.steps]
    sizes = {each.step.result: each.result for each in written}
    taken = _arguments(name, written, sizes)
    lines = statements(
        ", ".join(layer.results),
        [argument.name for argument in taken],
        [(each.step.result, each.expression) for each in written],
    )
    parts = tuple(each.kernel for each in written)
    results = [f"{result} {extent(sizes[result])}" for result in layer.results]
    head = _head(f"{declared(taken)} -> {', '.join(results)}", written)
    latex = "\n".join(_claims(written, layer))
    return Fused(name, parts, f"{head}{function(name, taken, latex, buffered(lines, taken), 'tuple[Array, ...]')}")


def _written(step: Step, kernel: Kernel) -> _Written:
    planned = plan(kernel.statement, kernel.scope, kernel.licence, kernel.rules)
    found = {
        term: replace(argument, name=step.given.get(argument.name, argument.name), leading=Leading.NONE)
        for term, argument in arguments(planned.term, ()).items()
    }
    expression = Writer(found, planned.ranges, ()).write(planned.term, planned.order)
    result = tuple(planned.ranges[index] for index in planned.order)
    return _Written(step, kernel, found, expression, result)


def _arguments(name: str, written: Iterable[_Written], sizes: Mapping[str, tuple[Size, ...]]) -> tuple[Argument, ...]:
    """What no step gives, in the order of the kernels' own arguments; one name has one shape throughout."""
    found: dict[str, Argument] = {}
    for each in written:
        for argument in each.taken.values():
            axes = sizes.get(argument.name) or found.setdefault(argument.name, argument).axes
            if axes != argument.axes:
                raise NotEmittable(f"{name}: {argument.name} is {extent(axes)} and {extent(argument.axes)}")
    return tuple(sorted(found.values(), key=lambda it: rank(it.name, it.declared == (), it.gradient)))


def _head(shapes: str, written: Sequence[_Written]) -> Head:
    heads = [each.kernel.head for each in written]
    scopes = [(each.kernel.statement, each.kernel.scope, each.taken) for each in written]

    def together(texts: Iterable[T]) -> tuple[T, ...]:
        return tuple(dict.fromkeys(texts))

    return Head(
        shapes,
        ", ".join(together(head.claim for head in heads)),
        "; ".join(together(head.source for head in heads)),
        sha256(" ".join(head.digest for head in heads).encode()).hexdigest()[:LENGTH],
        together(each for head in heads for each in head.assumptions),
        together(each for head in heads for each in head.excludes),
        together(each for head in heads for each in head.conventions),
        together(each for head in heads for each in head.rewritings),
        together(each for said, scope, taken in scopes for each in checks(assumed(said, scope), scope, taken)),
    )


def _claims(written: Iterable[_Written], layer: Layer) -> list[str]:
    """The statements of the results, in their order; that of four gates stands once."""
    by_result = {each.step.result: each.kernel.origin.latex.strip() for each in written}
    return list(dict.fromkeys(line for result in layer.results for line in by_result[result].splitlines()))
