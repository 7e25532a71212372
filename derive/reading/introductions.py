"""What a statement says of names, so that two of one section can be held against each other."""

from __future__ import annotations

from collections.abc import Hashable

from derive.reading.grammar.names import Names
from derive.reading.grammar.sense import sense
from derive.reading.grammar.trees import names_in
from derive.reading.grammar.updates import adds, recurs
from derive.reading.statements import (
    Definition,
    Finite,
    Form,
    Head,
    Option,
    Shaped,
    SizeNames,
    Statement,
    UnknownFunction,
)
from derive.reading.syntax import Name, Node

Introduction = tuple[tuple[str, str], Hashable]
"""Of what something is said, a shape or a definition and the name, and what is said."""


def introductions(statement: Statement, names: Names) -> list[Introduction]:
    """What a statement says of names, so that two of one section can be held against each other."""
    match statement:
        case Shaped(heads, axes, _):
            return [(("shape", head.key), axes) for head in heads]
        case Finite(heads, values):
            return [(("shape", head.key), values) for head in heads]
        case SizeNames(heads):
            return [(("shape", head.key), "size") for head in heads]
        case Definition(head, body) if not (adds(head, body) or recurs(head, body)):
            return [(("definition", _spelling(head)), _defined(head, body, names))]
        case UnknownFunction(head, ()):
            return [(("function", head.key), "declared")]
        case UnknownFunction(head, arguments):
            return [(("definition", head.key), arguments)]
        case Option(name, value):
            return [(("shape", f"{name}:"), value)]
    return []


def contradicted(statement: Statement, name: str) -> str:
    """The name of which two things are said; what uses it below is not understood."""
    if isinstance(statement, Definition):
        return statement.head.key
    return "" if isinstance(statement, Option) else name


def _defined(head: Head, body: Node, names: Names) -> Hashable:
    """What a definition says, whatever letters stand for its parameters, and for those indices of which it speaks."""
    spoken = names_in(body) - {each.key for each in names.all()}
    indices = [each.key for each in head.indices if isinstance(each, Name) and each.key in spoken]
    free = (*head.parameters, *indices)
    return len(head.parameters), sense((head.indices, body), names, free)


def _spelling(head: Head) -> str:
    entries = head.form is Form.ENTRY and all(not hasattr(index, "key") for index in head.indices)
    return f"{head.key}{head.indices}" if entries else head.key
