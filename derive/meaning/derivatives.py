"""Derivatives: by numbers, by entries and by arrays, and the shape of the result."""

from __future__ import annotations

from dataclasses import replace

from derive.meaning.context import Context
from derive.meaning.reaching import differentiates, quantities
from derive.meaning.scope import Layout
from derive.meaning.terms import Derivative, Index, Item, Quantity, Shape, Table, Term, Transpose, Unknown
from derive.meaning.undeclared import Undeclared
from derive.meaning.world import Function, Opaque
from derive.reading.grammar.advice import SECOND
from derive.reading.source import Span
from derive.reading.syntax import Call, Name, Node, Partial, Transposed

BARE = r"the gradient by this, or that of the function at this place? Write by which variable, as in `\nabla_w J`"


def partial(context: Context, node: Partial) -> Term:
    """A derivative; one of higher order is differentiated by its last variable first."""
    if node.numerator is None:
        context.fail("this operator of differentiation has nothing to act on", node.span)
    result = context.unwrapped(context.term(_called(context, node)))
    argument = [by.key for by in node.by[:1] if isinstance(by, Name)]
    if node.bare and (result.shape or argument != _parameters(context, node)):
        context.fail(BARE, node.span)
    if _at_a_point(context, node, result):
        message = "this can be the derivative at a point or the derivative of a value; give the derivative a name"
        context.fail(message, node.span)
    if isinstance(node.by[-1], Transposed):
        return _mixed(context, result, node.by[0], node.by[-1].array, node.span)
    for by in reversed(node.by):
        if node.total:
            _refuse_curve(context, result, by, node)
        result = _once(context, result, by, node.span)
    return result


def _mixed(context: Context, numerator: Term, by: Node, other: Node, span: Span) -> Term:
    r"""`\partial^2 L / \partial x \partial y^\top`: entry (i, j) is by x_i and y_j, in any layout."""
    jacobians = context.jacobians
    gradient = _once(context, numerator, by, span)
    if numerator.shape != () or not context.is_vector(gradient.shape):
        context.fail(SECOND, span)
    found = _once(context, gradient, other, span)
    context.jacobians = jacobians
    if isinstance(found, Derivative) and found.flipped:
        return replace(found, flipped=False, shape=_turned(found.shape, True))
    return found


def _refuse_curve(context: Context, numerator: Term, by: Node, node: Partial) -> None:
    r"""Refuse `\frac{d y}{d x}` of numbers of which neither rests on the other, while both rest on a third.

    By the definition of y alone it is 0; its author may mean the slope of the curve on which both are. A ∂ holds the
    rest, and is read as it is written.
    """
    scope = context.world.scope
    if not isinstance(by, Name) or by.key not in scope.definitions or numerator.shape or scope.shapes.get(by.key):
        return
    below = quantities(numerator, scope.grounds)
    common = (below & quantities(scope.definitions[by.key], scope.grounds)) - scope.grounds.keys()
    if by.key in below or not common:
        return
    third = min(common, key=lambda name: (scope.shapes.get(name, ()) != (), name))
    x, t = scope.spelling(by.key), scope.spelling(third)
    if not isinstance(numerator, Quantity):
        message = f"what is differentiated does not rest on `{x}`, but both rest on `{t}`: "
        context.fail(rf"{message}write `\partial` where the rest is held", node.span)
    y = scope.spelling(numerator.name)
    way = rf"`\frac{{d {y}}}{{d {t}}} / \frac{{d {x}}}{{d {t}}}`"
    message = f"`{y}` does not rest on `{x}`, but both rest on `{t}`: for the derivative along a curve write {way}, "
    context.fail(rf"{message}and `\partial` where the rest is held", node.span)


def _at_a_point(context: Context, node: Partial, value: Term) -> bool:
    r"""Whether a function is differentiated by its parameter at a point that does not vary, as in `\nabla_w J(0)`."""
    own = _parameters(context, node) or ()
    names = {by.key for by in node.by if isinstance(by, Name) and by.key in own}
    return not names <= quantities(value, context.world.scope.grounds)


def _parameters(context: Context, node: Partial) -> list[str] | None:
    """The parameters of the function that is differentiated, nothing where it is none; an unknown one has names."""
    called = node.numerator.array if isinstance(node.numerator, Transposed) else node.numerator
    match context.world.functions.get(called.function) if isinstance(called, Call) else None:
        case Function(head=head):
            return list(head.parameters)
        case Opaque(arguments=arguments):
            return [each.name for each in arguments if isinstance(each, Quantity)]
    return None


def _called(context: Context, node: Partial) -> Node:
    """A function of one number by the number it is differentiated by, as in ∂L/∂p for L(p)."""
    numerator = node.numerator
    assert numerator is not None
    if isinstance(numerator, Name) and numerator.key in context.world.functions and isinstance(node.by[0], Name):
        function = context.world.functions[numerator.key]
        if isinstance(function, Opaque):
            one_number = not function.arguments
        else:
            parameters = function.head.parameters
            one_number = len(parameters) == 1 and parameters[0] not in context.world.scope.shapes
        by = node.by[0].key
        if one_number and (context.world.scope.shapes.get(by) == () or by in context.world.parameters):
            return Call(numerator.key, (node.by[0],), span=numerator.span)
    return numerator


def _once(context: Context, numerator: Term, by: Node, span: Span) -> Term:
    variable = context.term(by)
    match variable:
        case Quantity() | Item(array=Quantity()):
            return _by(context, numerator, variable, span)
        case Table(entry=Item(array=Quantity() as matrix, row=row, column=column)) if context.is_vector(variable.shape):
            whole = _by(context, numerator, matrix, span)
            if numerator.shape == ():
                return Table(Item(whole, row, column), variable.row, variable.column, shape=variable.shape, span=span)
    if isinstance(variable, Index) and isinstance(by, Name) and by.key in context.free:
        raise Undeclared(by.key, by.span)
    context.fail("a derivative is by a declared name or by one of its entries", by.span)


def _by(context: Context, numerator: Term, by: Term, span: Span) -> Term:
    name = by.array.name if isinstance(by, Item) and isinstance(by.array, Quantity) else ""
    name = by.name if isinstance(by, Quantity) else name
    if name in context.world.scope.finite:
        context.fail(f"`{name}` has finitely many values, so nothing can be differentiated by it", by.span)
    if name not in context.world.scope.shapes and name not in context.numbers:
        raise Undeclared(name, by.span)
    definitions = context.world.scope.grounds
    if name in definitions and differentiates(numerator, definitions) - {name}:
        message = f"a derivative by {name} of a derivative by another name has two readings; write one of them out"
        context.fail(message, span)
    remark = _remark(context, numerator, name)
    context.remarks += [remark] if remark and remark not in context.remarks else []
    flipped = context.world.scope.layout is Layout.DENOMINATOR
    if numerator.shape == ():
        gradient = Derivative(numerator, by, shape=by.shape, span=span)
        if context.turned and context.is_vector(by.shape):
            return Transpose(gradient, shape=(by.shape[1], by.shape[0]), span=span)
        return gradient
    context.jacobians = True
    if by.shape == ():
        return Derivative(numerator, by, flipped, shape=_turned(numerator.shape, flipped), span=span)
    if context.is_vector(numerator.shape) and context.is_vector(by.shape):
        shape: Shape = (_length(context, numerator), _length(context, by))
        return Derivative(numerator, by, flipped, shape=_turned(shape, flipped), span=span)
    context.fail(
        f"the derivative of an array of shape {context.words(numerator)} by one of shape {context.words(by)} has more "
        "than two axes; "
        "write it by entries",
        span,
    )


def _remark(context: Context, numerator: Term, name: str) -> str:
    """What to say where what is differentiated cannot depend on a name; nothing where it may."""
    scope, definitions = context.world.scope, context.world.scope.grounds
    match numerator:
        case Quantity(name=own) | Unknown(name=own) if name in context.world.resting.get(own, ()):
            return ""
        case Quantity(name=own) if own in definitions and name not in {own, *quantities(numerator, definitions)}:
            known = scope.spelling(own), scope.spelling(name)
            return f"the definition of ${known[0]}$ does not speak of ${known[1]}$, so this derivative is 0"
        case Unknown(name=own) if name not in quantities(numerator, definitions):
            return f"${own}$ is not declared to depend on ${scope.spelling(name)}$, so this derivative is 0"
    return ""


def _turned(shape: Shape, flipped: bool) -> Shape:
    return (shape[1], shape[0]) if flipped and shape != () else shape


def _length(context: Context, vector: Term) -> int | str:
    rows, columns = context.sizes.shape(vector.shape) or (1, 1)
    return columns if rows == 1 else rows

