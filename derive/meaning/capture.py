r"""Indices of a function that stand in its argument too: in `f(x_i)` the sum over i inside of `f` is another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from derive.meaning.context import Context
from derive.meaning.rewriting import free_indices
from derive.meaning.terms import Term
from derive.meaning.world import Function
from derive.reading.grammar.trees import letters_bound, rebuilt, walk
from derive.reading.syntax import Binder, General, Name


def apart(context: Context, found: Function, arguments: Sequence[Term]) -> Function:
    """The function with new letters for those of its indices that are free in its arguments."""
    head, body = found.head, found.body
    own = {index.key for index in head.indices if isinstance(index, Name)}
    own = own.union(*map(letters_bound, walk(body)))
    for letter in sorted(own & set[str]().union(*map(free_indices, arguments))):
        new = context.fresh(letter)
        head, body = replace(head, indices=_lettered(head.indices, letter, new)), _lettered(body, letter, new)
    return replace(found, head=head, body=body)


def _lettered(node: Any, old: str, new: str) -> Any:
    """A tree in which an index has another letter, where it is bound too."""
    letters = {"key"} if isinstance(node, Name) else {"index"} if isinstance(node, Binder) else set[str]()
    letters |= {"row", "column"} if isinstance(node, General) else set()
    made = rebuilt(node, lambda part: _lettered(part, old, new))
    changes = {name: new for name in letters if getattr(node, name) == old}
    return replace(made, **changes) if changes else made
