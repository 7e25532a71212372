"""What a statement says of names, so that two of one section can be held against each other."""

from __future__ import annotations

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


def introductions(statement: Statement) -> list[tuple[tuple[str, str], str]]:
    """What a statement says of names, so that two of one section can be held against each other."""
    match statement:
        case Shaped(heads, axes, _):
            return [(("shape", head.key), repr(axes)) for head in heads]
        case Finite(heads, values):
            return [(("shape", head.key), repr(values)) for head in heads]
        case SizeNames(heads):
            return [(("shape", head.key), "size") for head in heads]
        case Definition(head, body) if not (adds(head, body) or recurs(head, body)):
            return [(("definition", _spelling(head)), repr((head.indices, head.parameters, body)))]
        case UnknownFunction(head, arguments):
            return [(("definition", head.key), repr(arguments))]
        case Option(name, value):
            return [(("shape", f"{name}:"), value)]
    return []


def contradicted(statement: Statement, name: str) -> str:
    """The name of which two things are said; what uses it below is not understood."""
    if isinstance(statement, Definition):
        return statement.head.key
    return "" if isinstance(statement, Option) else name


def _spelling(head: Head) -> str:
    entries = head.form is Form.ENTRY and all(not hasattr(index, "key") for index in head.indices)
    return f"{head.key}{head.indices}" if entries else head.key
