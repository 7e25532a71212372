"""From a proved statement to source in the Python array API standard.

    entries → stable (with a licence) → contract → guard → numpy_source → repeated

A kernel computes the statement's right side. What it takes is decided in `arguments`, what it is called in `names`.
"""

from __future__ import annotations

import json
import keyword
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from derive.judging.verdict import Convention, Verdict
from derive.kernels.arguments import Argument, Leading, arguments, carried
from derive.kernels.contract import contracted
from derive.kernels.digest import assumed, digest
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

HEADER = '"""Kernels, each the right side of a proved claim. Written by derive; do not edit."""\n'
AT_A_KINK = "at a kink the value is the author's choice"
ZERO_LOG_ZERO = "0 · log 0 is 0; where only the probability is 0, the result is infinite"
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
    made, used, logarithm = _formula(name, statement, scope, origin.latex, licence)
    conventions = [AT_A_KINK] if Convention.KINK in verdict.conventions else []
    conventions += [ZERO_LOG_ZERO] if logarithm else []
    head = _head({
        "": (declared(made),),
        "claim": (origin.claim_id,),
        "source": (origin.label,),
        "digest": (digest(statement, scope),),
        "assumptions": tuple(each.source for each in assumed(statement, scope)),
        "excludes": verdict.excludes,
        "conventions": tuple(conventions),
        "rewritings": () if used is None else (used.claim_id,),
    })
    values = {field.name: getattr(made, field.name) for field in fields(made)} | {"source": head + made.source}
    return Kernel(**values, origin=origin, licence=used)


def definition(quantity: str, scope: Scope, licence: Licence | None = None) -> Formula:
    """The formula of a defined quantity, for numerical checks; raises `NotEmittable` where a term has no rule."""
    term = scope.definitions[quantity]
    statement = Statement(left=Quantity(name=quantity, shape=term.shape), right=term)
    return _formula(python_name(quantity), statement, scope, quantity, licence)[0]


def module(kernels: Sequence[Formula]) -> str:
    """The text of a module with these functions; raises `NotEmittable` if two have one name."""
    names = Counter(kernel.name for kernel in kernels)
    for name, times in names.items():
        if times > 1:
            raise NotEmittable(f"{times} kernels are called {name}")
    body = "".join(f"\n\n{kernel.source}" for kernel in kernels)
    return f"{HEADER}\n{_imports(body)}{body}"


def load(kernel: Formula, **others: Callable[..., Any]) -> Callable[..., Any]:
    """The kernel as a function, from its source; `others` take the place of what it calls besides the standard."""
    space: dict[str, Any] = {}
    exec(compile(module([kernel]), f"<kernel {kernel.name}>", "exec"), space)
    space.update(others)
    function: Callable[..., Any] = space[kernel.name]
    return function


def declared(formula: Formula) -> str:
    """What a formula takes and gives, as the head of a kernel says it."""
    taken = ", ".join(f"{it.name} {_extent(it.axes, it.leading)}" for it in formula.arguments)
    return f"{taken} -> {_extent(formula.result, Leading.SHARED if formula.batched else Leading.NONE)}"


def _formula(
    name: str, statement: Statement, scope: Scope, latex: str, licence: Licence | None
) -> tuple[Formula, Licence | None, bool]:
    """The formula, the licence if it made use of it, and whether it takes 0 · log 0 as 0."""
    if not name.isidentifier() or keyword.iskeyword(name):
        raise NotEmittable(f"{name} is no name of a function in Python")
    entries = Entries(scope, statement.ranges)
    plain, order = _general_entry(statement, entries)
    stable = plain if licence is None else shifted(plain)
    small = contracted(stable, entries.ranges)
    term = guarded(small)
    dropped = carried(term, order, entries.ranges)
    found = arguments(term, dropped)
    taken = tuple(found.values())
    axes = order[len(dropped) :]
    expression = Writer(found, entries.ranges, dropped).write(term, axes)
    result = tuple(entries.ranges[index] for index in axes)
    batched = any(argument.leading is not Leading.NONE for argument in taken)
    lines = statements(expression, [argument.name for argument in taken])
    source = _function(name, taken, [*_docstring(latex), *_with_namespace(lines, taken)])
    made = Formula(name, taken, result, batched, source, statement, scope)
    return made, licence if stable != plain else None, zero_log_zero(small)


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


def _with_namespace(lines: Sequence[str], taken: Sequence[Argument]) -> list[str]:
    """The lines, before them the one that finds the functions that they call."""
    if not any("xp." in line for line in lines):
        return list(lines)
    array = next(it.name for it in taken if it.axes or it.leading is not Leading.NONE)
    return [f"xp = namespace({array})", *lines]


def _docstring(latex: str) -> list[str]:
    first, *others = latex.strip().splitlines()
    return [f'r"""{first}', *(line.strip() for line in others), '"""'] if others else [f'r"""{first}"""']


def _extent(axes: Sequence[Size], leading: Leading) -> str:
    before = {Leading.NONE: [], Leading.SHARED: ["..."], Leading.ALLOWED: ["...?"]}[leading]
    return f"({', '.join([*before, *map(str, axes)])})"


def _head(said: Mapping[str, tuple[str, ...]]) -> str:
    """The decorator; a text by itself, or under its name, and several as a tuple."""
    lines = []
    for name, texts in said.items():
        value = ", ".join(map(_literal, texts))
        if name in ("assumptions", "excludes", "conventions", "rewritings"):
            value = f"({value},)" if len(texts) == 1 else f"({value})"
        lines += [f"    {name}={value},\n" if name else f"    {value},\n"] if texts else []
    return f"@kernel(\n{''.join(lines)})\n"


def _literal(text: str) -> str:
    if "\\" in text and '"' not in text and not text.endswith("\\") and "\n" not in text:
        return f'r"{text}"'
    return json.dumps(text, ensure_ascii=False)


def _imports(body: str) -> str:
    """The imports that the source of some functions needs."""
    library = [name for name in ("Array", "erf", "namespace") if re.search(rf"(?<![\w.]){name}\b", body)]
    lines = ["import math\n\n"] if re.search(r"\bmath\.", body) else []
    lines += ["from derive.kernels.head import kernel\n"] if "@kernel(" in body else []
    return "".join([*lines, f"from derive.kernels.libraries import {', '.join(library)}\n"])


def _function(name: str, taken: Sequence[Argument], lines: Sequence[str]) -> str:
    parameters = [f"{argument.name}: Array" for argument in taken]
    body = "".join(f"    {line}\n" if line else "\n" for line in lines)
    head = f"def {name}({', '.join(parameters)}) -> Array:"
    if len(head) > WIDTH:
        head = f"def {name}(\n" + "".join(f"    {each},\n" for each in parameters) + ") -> Array:"
    return f"{head}\n{body}"
