"""Functions that work entry by entry, with their result in `out` where a caller gives that."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from derive.kernels.steps import INTO, OPERATORS, function_of, source_of


def into_out(lines: Sequence[str]) -> list[str]:
    """The lines of a function that works entry by entry, with its result in `out` where a caller gives that."""
    *before, last = lines
    returned = last.removeprefix("return ")
    found = re.search(r"\bout=(\w+)", returned)
    name = found[1] if found else returned
    if not name.isidentifier():
        made = _written_to_out(returned)
        return [*before, f"return {made}"] if made else [*lines]
    place = next(place for place, line in enumerate(lines) if line.startswith(f"{name} = "))
    made = _written_to_out(lines[place].removeprefix(f"{name} = "))
    return [*lines[:place], f"{name} = {made}", *lines[place + 1 :]] if made else [*lines]


def _written_to_out(source: str) -> str | None:
    """An expression as the function that writes its value to `out`; None where there is none."""
    if "out=" in source:
        return None
    node = ast.parse(source, mode="eval").body
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        function = f"xp.{OPERATORS[type(node.op)]}({source_of(node.left)}, {source_of(node.right)}, out=out)"
        return f"{source} if out is None else {function}"  # an operator is faster
    return f"{source.removesuffix(')')}, out=out)" if function_of(node) in (*INTO, "astype") else None
