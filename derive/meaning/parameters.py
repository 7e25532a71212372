"""What the parameters of a function stand for, whatever their letters are outside of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from derive.meaning.context import Context
from derive.meaning.reductions import ARRAYS
from derive.meaning.scope import Orientation
from derive.meaning.sizes import Misshapen
from derive.meaning.terms import Quantity, Shape, Size, Term
from derive.meaning.undeclared import Undeclared
from derive.meaning.understand import understand
from derive.meaning.world import Function, World
from derive.reading.grammar.trees import holds, walk
from derive.reading.statements import Definition, Equation, Form
from derive.reading.syntax import (
    Addition,
    BigO,
    Call,
    Entry,
    LimitOf,
    Minus,
    Name,
    Node,
    Number,
    Product,
    Ratio,
    Sign,
    Superscript,
    Unreadable,
)

SIZES = ("n", "m", "d", "p", "q", "N", "M", "D")
"""Names for the length of a vector that nobody declared."""
ENTRYWISE = (Addition, Call, Minus, Name, Number, Product, Ratio, Superscript)


def function_of(statement: Definition, world: World) -> Function:
    """The function that a definition defines; its body is understood here, so that what is wrong with it is said.

    A letter that was declared as an array is a number where the function acts entry by entry on the array, or the
    array is a vector on which it cannot act at all.
    """
    head = statement.head
    inner = world
    if head.form is Form.FUNCTION and len(head.parameters) == 1 and world.scope.shapes.get(head.parameters[0]):
        inner = _inside(statement, world)
    _body(statement, inner)
    return Function(head, statement.body, inner)


def _inside(statement: Definition, world: World) -> World:
    """The world of the body, where the parameter has the shape that it is used with."""
    parameter = statement.head.parameters[0]
    shapes = {name: shape for name, shape in world.scope.shapes.items() if name != parameter}
    of_number = replace(world, scope=replace(world.scope, shapes=shapes))
    if _shape(statement, of_number) != ():
        return world
    declared, found = world.scope.shapes[parameter], _shape(statement, world)
    if found is None:
        return of_number if 1 in declared else world
    return of_number if found == declared and _by_entries(statement.body, parameter, world) else world


def _shape(statement: Definition, world: World) -> Shape | None:
    """The shape of the body, or nothing where it has no meaning."""
    try:
        return _body(statement, world)
    except (Misshapen, Unreadable):
        return None


def _body(statement: Definition, world: World) -> Shape:
    """The shape of a body. Raises `Unreadable` or `Misshapen`."""
    head = statement.head
    parameters: dict[str, Term] = {}
    for parameter in head.parameters:
        shape = world.scope.shapes.get(parameter, ())
        if head.form is Form.ROW_FUNCTION:
            shape = _vector(f"length of {parameter}", world)
        parameters[parameter] = Quantity(parameter, shape=shape)
    axes = [size for size in parameters[head.parameters[0]].shape if size != 1] if head.indices else []
    indices: Mapping[str, Size] = {i.key: size for i in head.indices if isinstance(i, Name) for size in axes}
    context = Context(world, understand)
    with context.inside(world, parameters):
        context.indices = dict(indices)
        body = context.unwrapped(context.term(statement.body))
        loose = [(name, span) for name, span in context.free.items() if name not in indices]
    if loose:
        raise Undeclared(*loose[0])
    return context.sizes.shape(body.shape)


def _vector(length: Size, world: World) -> Shape:
    return (1, length) if world.scope.orientation is Orientation.ROWS else (length, 1)


def _by_entries(body: Node, parameter: str, world: World) -> bool:
    """Whether a body computes every entry of an array from that entry alone."""
    for node in walk(body):
        if not isinstance(node, ENTRYWISE):
            return False
        if isinstance(node, Product) and node.sign is not Sign.ENTRYWISE:
            if holds(node.left, parameter) and holds(node.right, parameter):
                return False
        elif isinstance(node, Superscript) and holds(node.base, parameter):
            return False
        elif isinstance(node, Call) and not _is_of_number(node, world):
            return False
    return True


def _is_of_number(node: Call, world: World) -> bool:
    """Whether a function acts on numbers, and so on the entries of an array."""
    found = world.functions.get(node.function)
    if isinstance(found, Function):
        head = found.head
        return head.form is Form.FUNCTION and not any(found.world.scope.shapes.get(each) for each in head.parameters)
    if found is not None:
        return not found.arguments
    return node.function not in ARRAYS and not (node.function in ("max", "min") and len(node.arguments) == 1)


def argued(equation: Equation, world: World) -> World:
    """The world in which the argument of a function of a vector on the left side, `f(z)_k`, is any vector.

    That is so where nothing was said of the letter, as in the definition of the function.
    """
    left = equation.left.array if isinstance(equation.left, Entry) else equation.left
    if not isinstance(left, Call) or len(left.arguments) != 1 or left.primes:
        return world
    function, argument = world.functions.get(left.function), left.arguments[0]
    if not isinstance(function, Function) or function.head.form is not Form.ROW_FUNCTION:
        return world
    if not isinstance(argument, Name) or _is_known(argument.key, world):
        return world
    written = {node.key for side in (equation.left, equation.right) for node in walk(side) if isinstance(node, Name)}
    length = next((size for size in SIZES if size not in written and not _is_known(size, world)), None)
    if length is None:
        return world
    return world.with_sizes(length).with_quantity(argument.key, _vector(length, world))


def approaching(equation: Equation, world: World) -> World:
    """The world in which what goes to a limit, or has a remainder in it, is a number where nothing was said of it.

    It stands elsewhere in the equation too.
    """
    nodes = [part for side in (equation.left, equation.right) for part in walk(side)]
    orders = {id(part) for node in nodes if isinstance(node, BigO) for part in walk(node)}
    named = {node.key for node in nodes if isinstance(node, Name) and id(node) not in orders}
    for name in filter(None, map(_approaching, nodes)):
        if name in named and not _is_known(name, world):
            world = world.with_quantity(name, ())
    return world


def _approaching(node: Node) -> str:
    """The variable of a limit or of a remainder."""
    if isinstance(node, LimitOf):
        return node.variable
    base = order(node)[0] if isinstance(node, BigO) else None
    return base.key if isinstance(base, Name) else ""


def order(node: BigO) -> tuple[Node, int]:
    """What stands in the order of a remainder, and the whole power to which it does."""
    match node.order:
        case Superscript(base=base, exponent=Number(value=power)) if power.denominator == 1:
            return base, int(power)
    return node.order, 1


def own_argument(equation: Equation, world: World) -> str:
    """The array whose letter is that of the parameter of the function on the left side, if nothing else is named."""
    left = equation.left
    names = {node.key for side in (left, equation.right) for node in walk(side) if isinstance(node, Name)}
    function = world.functions.get(left.function) if isinstance(left, Call) else None
    if len(names) != 1 or not isinstance(function, Function) or function.head.form is not Form.FUNCTION:
        return ""
    (name,) = names
    own = function.head.parameters == (name,) and name not in function.world.scope.shapes
    return name if own and world.scope.shapes.get(name) else ""


def _is_known(name: str, world: World) -> bool:
    scope = world.scope
    return name in scope.shapes or name in scope.sizes or name in world.functions or name in world.spoiled
