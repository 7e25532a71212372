"""What is made of values by cases where no case may hold: it has a value where they do, and no other one."""

from __future__ import annotations

from collections.abc import Callable

import sympy

from derive.judging.symbols.setting import Expression


def of_each(combine: Callable[..., Expression], *values: Expression) -> Expression:
    """Values combined, case by case where a comparison of them would choose a case though none of theirs may hold."""
    try:
        return combine(*values)
    except (ValueError, NotImplementedError):  # SymPy compares by cases only where these leave nothing open
        found = next(filter(None, map(_open, values)), None)
        if found is None:
            raise
    branches = ((of_each(combine, *(each.xreplace({found: value}) for each in values)), c) for value, c in found.args)
    return sympy.Piecewise(*branches)


def _open(value: Expression) -> Expression | None:
    """The outermost cases that may leave something open, or have such in them."""
    for part in sympy.preorder_traversal(value):
        if isinstance(part, sympy.Piecewise) and not all(map(_is_closed, part.atoms(sympy.Piecewise))):
            return part
    return None


def _is_closed(cases: Expression) -> bool:
    return bool(cases.args[-1].cond == sympy.true)
