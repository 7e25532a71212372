"""Calls of functions: of the table, of the document, and of those that take an array apart."""

from __future__ import annotations

from derive.meaning.capture import apart
from derive.meaning.context import Context
from derive.meaning.functions import FUNCTIONS
from derive.meaning.reductions import ARRAYS, fold_entries
from derive.meaning.rewriting import renamed
from derive.meaning.scope import Orientation
from derive.meaning.sizes import Misapplied, Misshapen
from derive.meaning.terms import (
    Apply,
    Folding,
    Index,
    Item,
    Map,
    Quantity,
    Size,
    Table,
    Term,
    Unknown,
)
from derive.meaning.undeclared import Undeclared
from derive.meaning.world import Function, Opaque, spelled
from derive.reading.grammar.advice import function
from derive.reading.grammar.trees import names_in
from derive.reading.statements import Form
from derive.reading.syntax import Call, Name, Unreadable

PARAMETER = "◦"
WHICH = r"`\{name}` does not say over which index; write `\{name}_i`"


def call(context: Context, node: Call) -> Term:
    """A call of any function."""
    spoiled = context.world.spoiled.get(node.function)
    if spoiled is not None:
        raise Unreadable(spoiled.told(node.function), node.span, spoiled.at)
    found = context.world.functions.get(node.function)
    if isinstance(found, Opaque):
        return _opaque(context, found, node)
    if isinstance(found, Function):
        return _declared(context, found, node)
    if node.primes and (node.function in ARRAYS or _is_of_many(node)):
        context.fail(f"{node.function}' has no meaning: {node.function} is not a function of one number", node.span)
    if node.function in ARRAYS:
        return ARRAYS[node.function](context, node)
    if node.function not in FUNCTIONS:
        known = function(node.function, node.arguments)
        context.fail(f"the function {node.function} is neither declared nor in the language; {known}", node.span)
    return _table(context, node)


def _is_of_many(node: Call) -> bool:
    """Whether a function of the table takes several numbers, as the maximum does."""
    return node.function in FUNCTIONS and FUNCTIONS[node.function].arguments is None


def _table(context: Context, node: Call) -> Term:
    row = FUNCTIONS[node.function]
    if row.arguments is not None and len(node.arguments) != row.arguments:
        context.fail(f"{row.name} takes {row.arguments} argument, found {len(node.arguments)}", node.span)
    arguments = [context.term(argument) for argument in node.arguments]
    if node.barred and context.is_square(arguments[0].shape):
        readings = "bars around a square matrix can be its determinant, or absolute values entry by entry"
        example = r"for these write `\operatorname{abs}(A)`, and for a determinant a name"
        context.fail(f"{readings}; {example}, as in `D := D(A)`", node.span)
    if row.arguments is None and len(arguments) == 1:
        return _over_entries(context, node, arguments[0])
    if node.primes:
        parameter = PARAMETER
        body = Map(row.name, (Quantity(parameter),), span=node.span)
        return Apply(parameter, body, node.primes, arguments[0], shape=arguments[0].shape, span=node.span)
    arguments, shape = context.same_shape(arguments, f"{row.name} takes")
    return Map(row.name, tuple(arguments), shape=shape, span=node.span)


def _over_entries(context: Context, node: Call, array: Term) -> Term:
    """The largest or smallest entry of an array; one number by itself stands for all that its index runs over."""
    if array.shape == ():
        context.fail(WHICH.format(name=node.function), node.span)
    folding = Folding.MAX if node.function == "max" else Folding.MIN
    return fold_entries(context, array, folding, lambda entry: entry, node.span)


def _opaque(context: Context, found: Opaque, node: Call) -> Term:
    if found.arguments and any(found.name in names_in(argument) for argument in node.arguments):
        name = spelled(found.name)
        message = f"`{name} (…)` can be a product or the value of {name} at another place"
        context.fail(f"{message}; for a product write {name} \\cdot (…)", node.span)
    arguments = tuple(context.term(argument) for argument in node.arguments)
    if not found.arguments:
        if len(arguments) != 1:
            context.fail(f"{found.name} is a function of one number", node.span)
        return Unknown(found.name, arguments, node.primes, shape=arguments[0].shape, span=node.span)
    if len(arguments) != len(found.arguments):
        context.fail(f"{found.name} takes {len(found.arguments)} arguments, found {len(arguments)}", node.span)
    scalar = len(arguments) == 1 and found.arguments[0].shape == ()
    if node.primes and not scalar:
        context.fail(f"{found.name}' has no meaning: {found.name} is not a function of one number", node.span)
    for own, given in zip(found.arguments, arguments, strict=True):
        if given.shape == () and own.shape != ():
            message = f"{found.name} takes an array of shape {context.words(own)}, not a number"
            context.fail(f"{message}; for a product write {found.name} \\cdot (…)", node.span)
        if not context.sizes.fit(own.shape, given.shape):
            raise Misapplied(_misapplied(context, found, own, given), node.span)
    return Unknown(found.name, arguments, node.primes, span=node.span)


def _misapplied(context: Context, found: Opaque, own: Term, given: Term) -> str:
    """What to write where an unknown function is called with an array of another shape than its own."""
    name, shapes = spelled(found.name), [context.words(own), context.words(given)]
    message = f"{name} takes an array of shape {shapes[0]}, here it is one of {shapes[1]}"
    return f"{message}; write `{name}` for its value, and give another function a letter of its own"


def _declared(context: Context, found: Function, node: Call) -> Term:
    """A call of a function of the document; what does not fit in its body does not fit where it is called."""
    head = found.head
    if len(node.arguments) != len(head.parameters):
        context.fail(f"{head.key} takes {len(head.parameters)} arguments, found {len(node.arguments)}", node.span)
    arguments = [context.term(argument) for argument in node.arguments]
    try:
        return _of(context, apart(context, found, arguments), arguments, node)
    except Misshapen as problem:
        raise type(problem)(problem.message, node.span) from None


def _of(context: Context, found: Function, arguments: list[Term], node: Call) -> Term:
    """A function of the document, of its arguments."""
    head = found.head
    if head.form is Form.ROW_FUNCTION:
        return _by_rows(context, found, arguments[0], node)
    shapes = [found.world.scope.shapes.get(parameter, ()) for parameter in head.parameters]
    if len(arguments) == 1 and (shapes[0] == () or not context.sizes.fit(shapes[0], arguments[0].shape)):
        _check_argument(context, found, arguments[0], node)
        return _scalar(context, found, arguments[0], node)
    if node.primes:
        context.fail(f"{head.key}' has no meaning: {head.key} is not a function of one number", node.span)
    with context.inside(found.world, dict(zip(head.parameters, arguments, strict=True))):
        return context.term(found.body)


def _check_argument(context: Context, found: Function, argument: Term, node: Call) -> None:
    """Refuse a number where a function makes one number of an array, as `J(w) := w^\\top w` does."""
    (parameter,) = found.head.parameters
    shape = found.world.scope.shapes.get(parameter, ())
    if argument.shape != () or shape == ():
        return
    with context.inside(found.world, {parameter: Quantity(parameter, shape=shape)}):
        body = context.term(found.body)
    if body.shape == ():
        own = context.words(Quantity(parameter, shape=shape))
        context.fail(f"{found.head.key} takes an array of shape {own}, not a number", node.span)


def _scalar(context: Context, found: Function, argument: Term, node: Call) -> Term:
    """A function of a number, applied to every entry."""
    parameter = found.head.parameters[0] + PARAMETER
    with context.inside(found.world, {found.head.parameters[0]: Quantity(parameter)}):
        body = context.unwrapped(context.term(found.body))
    if body.shape != ():
        context.fail(f"{found.head.key} of a number is an array here", node.span)
    return Apply(parameter, body, node.primes, argument, shape=argument.shape, span=node.span)


def _by_rows(context: Context, found: Function, argument: Term, node: Call) -> Term:
    """A function of a vector, applied to each row of a matrix (each column under `vectors: columns`)."""
    if argument.shape == ():
        _check_declared(context, node)
        context.misfit(f"{found.head.key} takes a vector, not a number", node.span)
    if node.primes:
        context.fail(f"{found.head.key} is a function of a vector and has no prime", node.span)
    rows, columns = context.sizes.shape(argument.shape)
    row, column = context.fresh("p"), context.fresh("q")
    down = columns == 1 or (rows != 1 and context.world.scope.orientation is Orientation.COLUMNS)
    if context.is_vector(argument.shape):
        vector = argument
    elif down:
        vector = Table(Item(argument, Index(row), Index(column)), row, context.fresh("q"), shape=(rows, 1))
    else:
        vector = Table(Item(argument, Index(row), Index(column)), context.fresh("p"), column, shape=(1, columns))
    place, length = (row, rows) if down else (column, columns)
    entry = _row_entry(context, found, vector, place, length)
    return Table(entry, row, column, shape=(rows, columns), span=node.span)


def _check_declared(context: Context, node: Call) -> None:
    """Raises `Undeclared` at a letter of which nothing tells that it is a number."""
    for name in node.arguments:
        if isinstance(name, Name) and name.key in context.numbers.keys() | context.free.keys():
            raise Undeclared(name.key, name.span)


def _row_entry(context: Context, found: Function, vector: Term, place: str, length: Size) -> Term:
    index = found.head.indices[0]
    if not isinstance(index, Name):
        context.fail("expected a letter as the index of this definition", index.span)
    with context.inside(found.world, {found.head.parameters[0]: vector}):
        context.indices = {index.key: length}
        body = context.unwrapped(context.term(found.body))
    entry: Term = renamed(body, index.key, place)
    return entry
