"""From a proved statement to source in the Python array API standard.

    entries → rules, stable (with licences) → contract → guard → numpy_source → repeated → buffers → text

A kernel computes the statement's right side. What it takes is decided in `arguments`, what it is called in `names`.
"""

from __future__ import annotations

import keyword
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Protocol

from derive.judging.verdict import Convention, Verdict
from derive.kernels.arguments import Argument, Leading, arguments, carried
from derive.kernels.buffers import buffered, plain
from derive.kernels.checks import checks
from derive.kernels.digest import assumed, digest
from derive.kernels.names import python_name
from derive.kernels.numpy_source import Writer
from derive.kernels.plan import Plan, plan
from derive.kernels.refusal import NotEmittable
from derive.kernels.repeated import Line, statements
from derive.kernels.rules import Licensed
from derive.kernels.stable import Licence
from derive.kernels.text import HEADER, Head, declared, extent, function, imports, with_namespace
from derive.meaning.scope import Scope, Statement
from derive.meaning.terms import Quantity, Size, Term

AT_A_KINK = "at a kink the value is the author's choice"


class Sourced(Protocol):
    """What a module is made of."""

    @property
    def name(self) -> str:
        """What the function is called."""

    @property
    def source(self) -> str:
        """Its text, with its head."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a kernel comes from: the claim's LaTeX, the label of its source and its id."""

    latex: str
    label: str
    claim_id: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A function that computes the right side of `statement`.

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
    """A formula whose statement is proved, and the licence and the rules that its source makes use of."""

    origin: Origin
    head: Head
    licence: Licence | None = None
    rules: tuple[Licensed, ...] = ()


def emit(
    verdict: Verdict,
    statement: Statement,
    scope: Scope,
    name: str,
    origin: Origin,
    licence: Licence | None = None,
    rules: Sequence[Licensed] = (),
) -> Kernel:
    """The kernel `name` for the right side of a proved statement.

    Of a chain give the first side as `statement.left`: the order of its indices is that of the result's axes. With a
    licence, quotients over sums of exponentials are shifted by the maximum; `rules` are applied wherever they can be.
    Raises `NotEmittable` for every verdict but a proof (a value chosen at a kink is let in), and where a term has no
    rule.
    """
    if not verdict.settles_values:
        raise NotEmittable(f"{origin.claim_id} is {verdict.kind.value}: only a proved claim can become a kernel")
    planned = plan(statement, scope, licence, rules)
    made, found = _formula(name, statement, scope, origin.latex, planned, buffered)
    head = _head(verdict, made, found, origin, planned)
    values = {field.name: getattr(made, field.name) for field in fields(made)} | {"source": f"{head}{made.source}"}
    return Kernel(**values, origin=origin, head=head, licence=planned.licence, rules=planned.rules)


def definition(quantity: str, scope: Scope, licence: Licence | None = None) -> Formula:
    """The formula of a defined quantity, for numerical checks; raises `NotEmittable` where a term has no rule."""
    term = scope.definitions[quantity]
    statement = Statement(left=Quantity(name=quantity, shape=term.shape), right=term)
    return _formula(python_name(quantity), statement, scope, quantity, plan(statement, scope, licence), _alone)[0]


def module(kernels: Sequence[Sourced]) -> str:
    """The text of a module with these functions; raises `NotEmittable` if two have one name."""
    names = Counter(kernel.name for kernel in kernels)
    for name, times in names.items():
        if times > 1:
            raise NotEmittable(f"{times} kernels are called {name}")
    body = "".join(f"\n\n{kernel.source}" for kernel in kernels)
    return f"{HEADER}\n{imports(body)}{body}"


def load(kernel: Sourced, **others: Callable[..., Any]) -> Callable[..., Any]:
    """The kernel as a function, from its source; `others` take the place of what it calls besides the standard."""
    space: dict[str, Any] = {}
    exec(compile(module([kernel]), f"<kernel {kernel.name}>", "exec"), space)
    space.update(others)
    function: Callable[..., Any] = space[kernel.name]
    return function


def _alone(lines: Sequence[Line], taken: Sequence[Argument]) -> list[str]:
    """The lines of a function without a head, which finds the library of its arguments itself."""
    return with_namespace(plain(lines, taken), taken)


def _formula(
    name: str,
    statement: Statement,
    scope: Scope,
    latex: str,
    planned: Plan,
    body: Callable[[Sequence[Line], Sequence[Argument]], list[str]],
) -> tuple[Formula, Mapping[Term, Argument]]:
    """The formula, and the argument for each of its leaves."""
    if not name.isidentifier() or keyword.iskeyword(name):
        raise NotEmittable(f"{name} is no name of a function in Python")
    dropped = _batch(statement, scope, planned)
    found = arguments(planned.term, dropped)
    taken = tuple(found.values())
    axes = planned.order[len(dropped) :]
    expression = Writer(found, planned.ranges, dropped).write(planned.term, axes)
    result = tuple(planned.ranges[index] for index in axes)
    batched = any(argument.leading is not Leading.NONE for argument in taken)
    lines = statements(expression, [argument.name for argument in taken])
    source = function(name, taken, latex, body(lines, taken))
    return Formula(name, taken, result, batched, source, statement, scope), found


def _batch(statement: Statement, scope: Scope, planned: Plan) -> tuple[str, ...]:
    """The indices that may be any leading axes; none along which an assumption on arguments is to be looked at."""
    dropped, known = carried(planned.term, planned.order, planned.ranges), assumed(statement, scope)
    if not dropped or not known:
        return dropped

    def looked_at(batch: Sequence[str]) -> int:
        return len(list(checks(known, scope, arguments(planned.term, batch))))

    every, longest_first = looked_at(()), (dropped[:count] for count in range(len(dropped), 0, -1))
    return next((batch for batch in longest_first if looked_at(batch) >= every), ())


def _head(
    verdict: Verdict, made: Formula, found: Mapping[Term, Argument], origin: Origin, planned: Plan
) -> Head:
    known = assumed(made.statement, made.scope)
    conventions = [AT_A_KINK] if Convention.KINK in verdict.conventions else []
    returned = extent(made.result, Leading.SHARED if made.batched else Leading.NONE)
    return Head(
        f"{declared(made.arguments)} -> {returned}",
        origin.claim_id,
        origin.label,
        digest(made.statement, made.scope),
        tuple(dict.fromkeys(each.source for each in known)),
        verdict.excludes,
        (*conventions, *planned.conventions),
        tuple(each.claim_id for each in (planned.licence, *planned.rules) if each is not None),
        tuple(checks(known, made.scope, found)),
    )
