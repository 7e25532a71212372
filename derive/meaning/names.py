"""Names and numerals: what each is where it stands."""

from __future__ import annotations

from derive.meaning.constants import CONSTANTS, check_hidden
from derive.meaning.context import Context
from derive.meaning.terms import Constant, Index, Quantity, SizeValue, Term, Unknown
from derive.meaning.undeclared import Undeclared
from derive.meaning.world import Function, Opaque
from derive.reading.source import Span
from derive.reading.syntax import Call, Name, Number, Unreadable


def number(context: Context, node: Number) -> Term:
    """A numeral."""
    return Constant(node.value, span=node.span)


def name(context: Context, node: Name) -> Term:
    """A name: an index in force, a parameter, a size, a quantity; an undeclared letter is a free index."""
    key = node.key
    if key in context.indices:
        return Index(key, span=node.span)
    if key in context.bindings:
        return context.bindings[key]
    scope = context.world.scope
    check_understood(context, key, node.span)
    if key in scope.shapes:
        return Quantity(key, shape=scope.shapes[key], span=node.span)
    if key in scope.sizes:
        check_hidden(context, node)
        return SizeValue(key, span=node.span)
    if key in context.world.functions:
        return _bare_function(context, key, node.span)
    if key in CONSTANTS:
        return CONSTANTS[key](context, node.span)
    if key in context.world.parameters:
        context.numbers[key] = node.span
        return Quantity(key, span=node.span)
    if is_index(key):
        context.indices[key] = context.sizes.open()
        context.free[key] = node.span
        return Index(key, span=node.span)
    raise Undeclared(key, node.span, guess(context, key))


def check_understood(context: Context, key: str, span: Span) -> None:
    """Raises `Unreadable` at a name whose definition has no meaning."""
    spoiled = context.world.spoiled.get(key)
    if spoiled is not None:
        raise Unreadable(spoiled.told(key), span, spoiled.at)


def guess(context: Context, key: str) -> str:
    """What a name that is not declared may be meant for."""
    for other in (key.upper(), key.lower()):
        if other != key and other in context.world.scope.shapes:
            return f"; did you mean {other}?"
    return ""


def is_index(key: str) -> bool:
    """Whether an undeclared name may be an index: one letter, with primes."""
    stem = key.rstrip("'")
    return len(stem) == 1 or (stem.startswith("\\") and stem[1:].isalpha())


def _bare_function(context: Context, key: str, span: Span) -> Term:
    """`E` for `E(y)`, as in ∂E/∂y: the function at its own parameters."""
    function = context.world.functions[key]
    if isinstance(function, Opaque) and function.arguments:
        return Unknown(function.name, function.arguments, span=span)
    if isinstance(function, Function) and all(p in context.world.scope.shapes for p in function.head.parameters):
        return context.term(Call(key, tuple(Name(p, span=span) for p in function.head.parameters), span=span))
    context.fail(f"`{key}` is a function; write its argument, as in {key}(x)", span)
