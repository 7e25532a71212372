"""Claims that say of a name, or of a function at letters, no more than its definition does."""

from __future__ import annotations

from typing import Any

from derive.meaning.claims import Claim
from derive.meaning.meanings import Understood
from derive.meaning.rewriting import rebuilt, renamed
from derive.meaning.terms import Apply, Index, Item, Quantity, Table, Term
from derive.meaning.world import Function
from derive.reading.statements import Equation
from derive.reading.syntax import Call, Entry, Name


def restates(each: Understood) -> bool:
    """Whether a claim says of a name or a function, or by the same letters of entries, no more than its definition."""
    claim = each.meaning
    if not isinstance(claim, Claim) or claim.statement.condition is not None or claim.statement.remainder is not None:
        return False
    left, right, definitions = claim.statement.left, claim.statement.right, claim.scope.definitions
    if _is_called(each):
        return _value(left) == right
    match left:
        case Quantity(name=name):
            return definitions.get(name) == right
        case Item(array=Quantity(name=name)):
            definition = definitions.get(name)
            return isinstance(definition, Table) and definition.entry == right and _is_general(left, definition)
    return False


def _is_general(item: Item, table: Table) -> bool:
    """Whether an entry is any entry of a table, by the letters of the table where there is more than one."""
    places = zip((item.row, item.column), (table.row, table.column), table.shape, strict=True)
    return all(size == 1 or place == Index(letter) for place, letter, size in places)


def _is_called(each: Understood) -> bool:
    """Whether the left side of a claim is a function of the document at letters of which nothing is known."""
    if not isinstance(each.item.statement, Equation):
        return False
    whole, scope = each.item.statement.left, each.world.scope
    left, indices = (whole.array, whole.indices) if isinstance(whole, Entry) else (whole, ())
    if not isinstance(left, Call) or left.primes or not isinstance(each.world.functions.get(left.function), Function):
        return False
    keys = [letter.key for letter in (*left.arguments, *indices) if isinstance(letter, Name)]
    free = len(set(keys)) == len(keys) == len(left.arguments) + len(indices)
    return free and not any(key in scope.definitions or key in scope.sizes for key in keys)


def _value(left: Term) -> Term:
    """What a function at letters is, by its definition."""
    match left:
        case Apply(parameter=parameter, body=body, primes=0, argument=argument):
            left = _put(body, parameter, argument)
        case Item(array=Table(entry=entry, row=row, column=column), row=down, column=along):
            for old, new in ((row, down), (column, along)):
                entry = renamed(entry, old, new.name) if isinstance(new, Index) else entry
            left = entry
    return left


def _put(node: Any, parameter: str, argument: Term) -> Any:
    """A body with the argument for its parameter."""
    if node == Quantity(parameter):
        return argument
    return rebuilt(node, lambda part: _put(part, parameter, argument))
