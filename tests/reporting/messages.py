"""The phrases of the messages that a module makes, as they stand in its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

HOLE = "\0"
"""What stands in a phrase for a value that is put in."""
WORDS = re.compile(r"(?<![\\\w])[a-z]{2,} (?:`|\0|[a-z]{2,})|\0 [a-z]{2,}")
INTERNAL = ("TypeError", "ValueError", "AssertionError", "Unwritable")
"""Errors that no reader of a report sees."""


def phrases(path: Path) -> Iterator[tuple[int, str]]:
    """The line and the text of every piece of English between the values in a module's strings."""
    for line, text in _strings(path):
        if WORDS.search(text):
            for piece in pieces(text):
                yield line, piece


def pieces(text: str) -> list[str]:
    """What stands between values, code, formulas, tags and signs, as words."""
    text = re.sub(r"`[^`]*`|\$[^$]*\$|<[^>]*>", HOLE, text)
    found = (" ".join(piece.split()) for piece in re.split(r"[^a-zA-Z', -]", text.replace(",", "")))
    return [piece for piece in found if re.search("[a-z]{2}", piece)]


def _strings(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module that are no docstrings, no lists of names, and in no error of the program itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr | ast.JoinedStr):
            left_out.update(each for each in ast.iter_child_nodes(node) if isinstance(each, ast.Constant))
        raised = node.exc if isinstance(node, ast.Raise) else None
        if isinstance(raised, ast.Call) and isinstance(raised.func, ast.Name) and raised.func.id in INTERNAL:
            left_out.update(ast.walk(raised))
        if isinstance(node, ast.Attribute) and node.attr == "split":
            left_out.add(node.value)
    for node in ast.walk(tree):
        if node in left_out:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else HOLE for part in node.values)
            yield node.lineno, "".join(map(str, parts))
