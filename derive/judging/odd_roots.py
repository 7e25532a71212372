r"""Odd roots with their signs: `x^{1/3}` has a value for a negative x too, the negative of that for its amount."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from derive.judging.exponents import written
from derive.meaning.rewriting import rebuilt
from derive.meaning.scope import Scope
from derive.meaning.terms import Map, Power, Times


@lru_cache(maxsize=4096)
def signed(node: Any) -> Any:
    """A term or a condition in which every odd root is that of an amount, times a sign."""
    if not isinstance(node, Power):
        return rebuilt(node, signed)
    value = written(node.exponent)
    if value is None or value.denominator == 1 or value.denominator % 2 == 0:
        return rebuilt(node, signed)
    base = signed(node.base)
    root = replace(node, base=Map("abs", (base,), shape=base.shape))
    if value.numerator % 2 == 0:
        return root
    return Times(Map("sign", (base,), shape=base.shape), root, shape=node.shape)


def with_signs(scope: Scope) -> Scope:
    """A scope in whose definitions they are so."""
    made = {name: signed(term) for name, term in scope.definitions.items()}
    same = all(made[name] is term for name, term in scope.definitions.items())
    return scope if same else replace(scope, definitions=made)
