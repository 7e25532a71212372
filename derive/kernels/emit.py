"""From a proved statement to NumPy source.

    entries → stable (with a licence) → contract → guard → numpy_source → repeated

A kernel computes the statement's right side. What it takes is decided in `arguments`, what it is called in `names`.
"""

from __future__ import annotations

import keyword
import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from derive.judging.verdict import Verdict
from derive.kernels.arguments import Argument, Leading, arguments, carried
from derive.kernels.checks import shape_checks, shape_text
from derive.kernels.contract import contracted
from derive.kernels.entries import ONE, Entries
from derive.kernels.guard import guarded, zero_log_zero
from derive.kernels.names import python_name
from derive.kernels.numpy_source import Writer
from derive.kernels.refusal import NotEmittable
from derive.kernels.repeated import statements
from derive.kernels.stable import Licence, shifted
from derive.kernels.walk import free_indices
from derive.meaning.rewriting import walk
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Derivative, Index, Item, Quantity, Size, Term

HEADER = '''"""NumPy kernels, each the right side of a proved claim. Written by derive; do not edit."""

import numpy as np
'''
HEADER_WITH_ERF = (
    HEADER.replace("import numpy", "import math\n\nimport numpy")
    + '''

def _erf(x: np.ndarray) -> np.ndarray:
    """The error function of each entry, from the standard library, because NumPy has none: one call an entry."""
    return np.vectorize(math.erf, otypes=[float])(x)
'''
)
WIDTH = 120


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a kernel comes from: the claim's LaTeX, the label of its source and its id."""

    latex: str
    label: str
    claim_id: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A function in NumPy source that computes the right side of `statement`.

    `result` are the sizes of the last axes of what it returns; where `batched`, leading axes may stand before them.
    """

    name: str
    arguments: tuple[Argument, ...]
    result: tuple[Size, ...]
    batched: bool
    source: str
    statement: Statement
    scope: Scope


@dataclass(frozen=True, slots=True)
class Kernel(Formula):
    """A formula whose statement is proved, and the licence that its source makes use of, if any."""

    origin: Origin
    licence: Licence | None = None


def emit(
    verdict: Verdict, statement: Statement, scope: Scope, name: str, origin: Origin, licence: Licence | None = None
) -> Kernel:
    """The kernel `name` for the right side of a proved statement.

    Of a chain give the first side as `statement.left`: the order of its indices is that of the result's axes. With a
    licence, quotients over sums of exponentials are shifted by the maximum. Raises `NotEmittable` for every verdict
    but a proof (a value chosen at a kink is let in), and where a term has no rule.
    """
    if not verdict.settles_values:
        raise NotEmittable(f"{origin.claim_id} is {verdict.kind.value}: only a proved claim can become a kernel")
    excluded = [f"Not claimed where {', '.join(verdict.excludes)}."] if verdict.excludes else []
    notes = [f"Source: {origin.label}. Claim: {origin.claim_id}.", *excluded]
    made, used = _formula(name, statement, scope, origin.latex, notes, licence)
    values = {field.name: getattr(made, field.name) for field in fields(made)}
    return Kernel(**values, origin=origin, licence=used)


def definition(quantity: str, scope: Scope, licence: Licence | None = None) -> Formula:
    """The formula of a defined quantity, for numerical checks; raises `NotEmittable` where a term has no rule."""
    term = scope.definitions[quantity]
    statement = Statement(left=Quantity(name=quantity, shape=term.shape), right=term)
    return _formula(python_name(quantity), statement, scope, quantity, ["A definition."], licence)[0]


def module(kernels: Sequence[Formula]) -> str:
    """The text of a module with these functions; raises `NotEmittable` if two have one name."""
    names = Counter(kernel.name for kernel in kernels)
    for name, times in names.items():
        if times > 1:
            raise NotEmittable(f"{times} kernels are called {name}")
    header = HEADER_WITH_ERF if any("_erf(" in kernel.source for kernel in kernels) else HEADER
    return header + "".join(f"\n\n{kernel.source}" for kernel in kernels)


def load(kernel: Formula, **others: Callable[..., Any]) -> Callable[..., Any]:
    """The kernel as a function, from its source; `others` take the place of what it calls besides NumPy."""
    space: dict[str, Any] = {}
    exec(compile(module([kernel]), f"<kernel {kernel.name}>", "exec"), space)
    space.update(others)
    function: Callable[..., Any] = space[kernel.name]
    return function


def _formula(
    name: str, statement: Statement, scope: Scope, latex: str, notes: Sequence[str], licence: Licence | None
) -> tuple[Formula, Licence | None]:
    if not name.isidentifier() or keyword.iskeyword(name):
        raise NotEmittable(f"{name} is no name of a function in Python")
    entries = Entries(scope, statement.ranges)
    plain, order = _general_entry(statement, entries)
    stable = plain if licence is None else shifted(plain)
    term = guarded(contracted(stable, entries.ranges))
    dropped = carried(term, order, entries.ranges)
    found = arguments(term, dropped)
    taken = tuple(found.values())
    axes = order[len(dropped) :]
    expression = Writer(found, entries.ranges, dropped).write(term, axes)
    with_logarithm = zero_log_zero(contracted(stable, entries.ranges))
    lines = statements(expression, [argument.name for argument in taken])
    result = tuple(entries.ranges[index] for index in axes)
    batched = any(argument.leading is not Leading.NONE for argument in taken)
    used = licence if stable != plain else None
    heading = _docstring(latex, taken, result, batched, notes, used, with_logarithm)
    source = _function(name, taken, [*heading, *shape_checks(name, taken), *_quiet(lines, with_logarithm)])
    return Formula(name, taken, result, batched, source, statement, scope), used


def _general_entry(statement: Statement, entries: Entries) -> tuple[Term, tuple[str, ...]]:
    """The right side at free indices, and these in the order in which the result has them as axes."""
    if statement.condition is not None or statement.remainder is not None:
        raise NotEmittable("a claim under a condition, or up to a remainder, does not give every value")
    if statement.right.shape == () != statement.left.shape:
        raise NotEmittable("the left side is an array and the right side a number, so the result's size is unknown")
    order = _left_order(statement)
    axes = [ONE if size == 1 else Index(name=entries.fresh(size)) for size in statement.right.shape]
    term = entries.entry(statement.right, *(axes or [ONE, ONE]))
    order += tuple(it.name for it in axes if isinstance(it, Index))
    missing = set(order) - free_indices(term)
    if missing:
        raise NotEmittable(f"the right side does not have the index {min(missing)}, so the result's size is unknown")
    return term, order


def _left_order(statement: Statement) -> tuple[str, ...]:
    """The free indices in the order in which they stand in the entry on the left."""
    free = free_indices(statement.left) | free_indices(statement.right)
    if isinstance(statement.left, Item | Derivative):
        found = dict.fromkeys(node.name for node in walk(statement.left) if isinstance(node, Index))
        if set(found) == free:
            return tuple(found)
    if len(free) > 1:
        raise NotEmittable("the left side is no entry at all the free indices, so the order of the axes is unknown")
    return tuple(free)


def _docstring(
    latex: str,
    taken: Sequence[Argument],
    result: Sequence[Size],
    batched: bool,
    notes: Sequence[str],
    licence: Licence | None,
    logarithm: bool,
) -> list[str]:
    shapes = ", ".join(f"{argument.name} {shape_text(argument.axes, argument.leading)}" for argument in taken)
    returned = shape_text(result, Leading.SHARED if batched else Leading.NONE)
    lines = ['r"""Right side of', "", *(f"    {line}" for line in latex.strip().splitlines()), ""]
    lines += [*textwrap.wrap(f"Shapes: {shapes}; returns {returned}.", WIDTH - 4, subsequent_indent="    "), *notes]
    if licence is not None:
        lines.append(f"Every exponent is shifted by the largest, which changes no value by claim {licence.claim_id}.")
    if logarithm:
        lines.append("0 · log 0 counts as 0; where only the probability is 0, the result is infinite.")
    return [*lines, '"""']


def _quiet(lines: list[str], logarithm: bool) -> list[str]:
    """With a logarithm of what may be 0, its infinite value comes without a warning."""
    return ['with np.errstate(divide="ignore"):', *(f"    {line}" for line in lines)] if logarithm else lines


def _function(name: str, taken: Sequence[Argument], lines: Sequence[str]) -> str:
    parameters = [f"{argument.name}: np.ndarray" for argument in taken]
    body = "".join(f"    {line}\n" if line else "\n" for line in lines)
    head = f"def {name}({', '.join(parameters)}) -> np.ndarray:"
    if len(head) > WIDTH:
        head = f"def {name}(\n" + "".join(f"    {each},\n" for each in parameters) + ") -> np.ndarray:"
    return f"{head}\n{body}"
