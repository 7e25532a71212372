"""Equations into statements that can be judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from derive.meaning.beginnings import check_beginnings
from derive.meaning.context import Context
from derive.meaning.given import assuming
from derive.meaning.hidden import check_hidden, sizes_hidden
from derive.meaning.hints import (
    check_bars,
    check_declared,
    check_numbers,
    check_sizes,
    check_transposes,
    columns_by_entries,
    single_indices,
)
from derive.meaning.inverses import check_inverses
from derive.meaning.lines import turning
from derive.meaning.moving import inverting, moving
from derive.meaning.numbered import check_labels
from derive.meaning.orientation import Mixed, Stand, steady
from derive.meaning.pairs import bound
from derive.meaning.parameters import approaching, argued, order
from derive.meaning.scope import Scope, Statement
from derive.meaning.seconds import check_traces
from derive.meaning.sizes import Misapplied, Misshapen, words
from derive.meaning.terms import Constant, Spread, Term
from derive.meaning.understand import Misfit, Whole, condition_of, understand, whole
from derive.meaning.world import World
from derive.reading.grammar.trees import letters_below, letters_bound, walk
from derive.reading.source import Span
from derive.reading.statements import Equation
from derive.reading.syntax import (
    Addition,
    BigO,
    Minus,
    Name,
    Node,
    Number,
    Partial,
    Spike,
    Unreadable,
)

ORDER = r"a remainder O(…) stands on the right side of a claim, as in `f(x + h) = f(x) + O(h)`"


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement with its scope; `conventions` are those that its writing uses, `notes` what a reader should know.

    `jacobians` tells whether it differentiates a vector, so that the layout of derivatives matters. The `misfits` are
    bounds that are not the sizes of their axes, by which it is not true whatever its values are. `ones` tells how a
    bare `\\mathbf 1` stands in it, and where.
    """

    statement: Statement
    scope: Scope
    conventions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    jacobians: bool = False
    misfits: tuple[Misfit, ...] = ()
    ones: Stand | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Shapeless:
    """An equation whose sides have no common shape, or one has none, where the `sizes` are different numbers.

    Its `scope` tells what is assumed of them.
    """

    message: str
    span: Span
    jacobians: bool = False
    sizes: tuple[str, ...] = ()
    scope: Scope = field(default_factory=Scope)


@dataclass(frozen=True, slots=True)
class Unsteady(Shapeless):
    r"""An equation in which a bare `\mathbf 1` would have to be a column in one place and a row in another."""


def claim(equation: Equation, world: World, *, turned: bool = False) -> Claim | Shapeless:
    """The claim that an equation makes; `turned` reads the derivative of a number by a vector as its transpose.

    Raises `Unreadable` where it is not understood.
    """
    check_labels((equation.left, equation.right, equation.condition), world)
    check_transposes((equation.left, equation.right, equation.condition))
    check_beginnings((equation.left, equation.right), world)
    check_hidden((equation.left, equation.right, equation.condition), world)
    check_inverses((equation.left, equation.right, equation.condition), world)
    world = argued(equation, approaching(equation, world))
    left, right = bound((equation.left, equation.right), world, _restricted(equation))
    equation = replace(equation, left=left, right=right)
    _check_orders(equation.left)
    right, remainder = _remainder(equation.right, world)
    spikes = any(isinstance(node, Spike) for side in (equation.left, right) for node in walk(side))
    failure: Misshapen | None = None
    found: list[Claim] = []
    for place in list(_letters(equation, world)) if spikes else [None]:
        try:
            found.append(_claim(equation, right, remainder, world, place, turned))
        except Misshapen as problem:
            failure = failure or problem.with_traceback(None)  # which would keep alive all that stood on the stack
    if len(found) == 1:
        return found[0]
    if failure is not None and not found:
        check_declared(equation, world)
        if isinstance(failure, Misapplied):
            raise Unreadable(failure.message, failure.span)
        if isinstance(failure, Mixed):
            return unsteady(failure.message, failure.span, equation, world)
        check_bars(equation, world)
        check_sizes(equation, world)
        read = replace(equation, right=right)

        def judged(other: Equation) -> Claim:
            return _claim(other, other.right, remainder, world, None, turned)

        check_traces(read, world, judged)
        sides = (equation.left, equation.right)
        message = failure.message + single_indices(sides, world) + columns_by_entries(sides, world)
        message += turning(read, world, judged)
        return Shapeless(message, failure.span, _differentiates(equation), _sizes(equation, world), world.scope)
    raise Unreadable(
        "the place of the one entry between the dots is not told: "
        + ("several free indices stand over its axis" if found else "no free index stands over its axis"),
        equation.left.span.to(equation.right.span),
    )


def unsteady(message: str, span: Span, equation: Equation, world: World) -> Unsteady:
    """What an equation is whose ones stand in two ways."""
    return Unsteady(message, span, _differentiates(equation), _sizes(equation, world), world.scope)


def _restricted(equation: Equation) -> frozenset[str]:
    """The letters in the condition of an equation, which are fixed in it."""
    return frozenset(node.key for node in walk(equation.condition) if isinstance(node, Name))


def _letters(equation: Equation, world: World) -> Iterator[str]:
    """The letters that stand below a name of an equation and may be free indices."""
    sides = (equation.left, equation.right)
    bound = {letter for side in sides for node in walk(side) for letter in letters_bound(node)}
    indices = letters_below(sides)
    scope = world.scope
    for name in dict.fromkeys(node.key for side in sides for node in walk(side) if isinstance(node, Name)):
        if name in indices - bound and name not in scope.shapes and name not in scope.sizes and len(name) < 3:
            yield name


def _claim(
    equation: Equation,
    right_node: Node,
    remainder: tuple[str, int] | None,
    world: World,
    spike: str | None,
    turned: bool,
) -> Claim:
    context = Context(world, understand)
    context.spike, context.turned = spike, turned
    left, right = context.term(equation.left), context.term(right_node)
    left, right = _sides(context, left, right, equation)
    condition = condition_of(context, equation.condition) if equation.condition is not None else None
    made: Whole = whole(context, (left, right), condition, numbers=True)
    ones = steady(context, equation, left, right)
    statement = Statement(made.terms[0], made.terms[1], made.ranges, made.condition, remainder)
    check_numbers(equation, context.numbers, world)
    shapes = {**world.scope.shapes, **dict.fromkeys(context.numbers, ())}
    scope = inverting(statement, replace(world.scope, shapes=shapes))
    statement, scope = assuming(statement, scope, equation.stated)
    statement, scope = moving(statement, scope, equation.left.span.to(equation.right.span))
    notes = (*(each.message for each in made.misfits), *made.notes, *sizes_hidden(statement, scope))
    return Claim(statement, scope, made.conventions, notes, context.jacobians, made.misfits, ones)


def _sides(context: Context, left: Term, right: Term, equation: Equation) -> tuple[Term, Term]:
    """Both sides in one shape; 1×1 is a number, and zero is every zero array."""
    if context.sizes.fit(left.shape, right.shape):
        return left, right
    for side, other in ((left, right), (right, left)):
        if other.shape == () and side.shape != ():
            context.sizes.fit(side.shape, (1, 1))
    left, right = context.unwrapped(left), context.unwrapped(right)
    if context.sizes.fit(left.shape, right.shape):
        return left, right
    if _is_zero(right) and left.shape != ():
        return left, Spread(right, shape=left.shape, span=right.span)
    if _is_zero(left) and right.shape != ():
        return Spread(left, shape=right.shape, span=left.span), right
    shapes = [words(context.sizes.shape(side.shape)) for side in (left, right)]
    turned = left.shape != () and context.sizes.shape(left.shape) == context.sizes.shape(right.shape)[::-1]
    hint = "; is a transpose missing?" if turned else ""
    message = f"the left side is {_article(shapes[0])}, the right side {_article(shapes[1])}{hint}"
    context.misfit(message, equation.left.span)


def _article(shape: str) -> str:
    return shape if shape.startswith("a ") else f"an array of shape {shape}"


def _sizes(equation: Equation, world: World) -> tuple[str, ...]:
    """The sizes of the quantities that an equation names, in their order."""
    names = [n.key for side in (equation.left, equation.right) for n in walk(side) if isinstance(n, Name)]
    shapes = [world.scope.shapes.get(name, ()) for name in names]
    written = [name for name in names if name in world.scope.sizes]
    found = [size for shape in shapes for size in shape if isinstance(size, str)]
    return tuple(dict.fromkeys([*found, *written]))


def _differentiates(equation: Equation) -> bool:
    return any(isinstance(node, Partial) for side in (equation.left, equation.right) for node in walk(side))


def _is_zero(term: Term) -> bool:
    return isinstance(term, Constant) and term.value == 0


def _remainder(node: Node, world: World) -> tuple[Node, tuple[str, int] | None]:
    """The right side without its `O(δ^k)`, and the variable and the power; what has an order has no sign."""
    terms = [_unsigned(term) for term in (node.terms if isinstance(node, Addition) else (node,))]
    orders = [term for term in terms if isinstance(term, BigO)]
    if not orders:
        return node, None
    if len(orders) > 1:
        raise Unreadable("a claim has one remainder", orders[1].span)
    rest = tuple(term for term in terms if not isinstance(term, BigO))
    main: Node = Number(Fraction(0), "0", span=node.span)
    if rest:
        main = rest[0] if len(rest) == 1 else Addition(rest, span=node.span)
    return main, _order(orders[0], world)


def _check_orders(left: Node) -> None:
    """Refuse a remainder on the left side, where nothing is told that it is left out of."""
    orders = [node for node in walk(left) if isinstance(node, BigO)]
    if orders:
        raise Unreadable(ORDER, orders[0].span)


def _unsigned(term: Node) -> Node:
    return term.operand if isinstance(term, Minus) and isinstance(term.operand, BigO) else term


def _order(node: BigO, world: World) -> tuple[str, int]:
    base, power = order(node)
    if not isinstance(base, Name) or world.scope.shapes.get(base.key) != () or power < 1:
        raise Unreadable("expected O(δ^k), where δ is a declared number and k a positive whole number", node.span)
    return base.key, power
