"""What functions are called in source, and which terms are written by a shorter or a more exact one."""

from __future__ import annotations

import re
from typing import TypeGuard

from derive.kernels.arguments import leaves, slides
from derive.kernels.entries import ONE, ZERO
from derive.kernels.guard import INFINITY
from derive.kernels.products import product
from derive.meaning.rewriting import walk
from derive.meaning.terms import (
    Cases,
    Comparison,
    Derivative,
    Folding,
    Index,
    Item,
    Map,
    Plus,
    Power,
    Quantity,
    Quotient,
    Term,
    Times,
)

STANDARD = {name: name for name in "exp log log10 sqrt tanh sinh cosh sin cos tan abs sign".split()}
BOUNDS = ("xp.maximum", "xp.minimum")
STANDARD |= {"ln": "log", "arctan": "atan", "max": "maximum", "min": "minimum"}
OF_ARRAYS = {"erf": "erf"} | {name: f"xp.{standard}" for name, standard in STANDARD.items()}
OF_NUMBERS = {name: f"math.{name}" for name in "exp log log10 sqrt tanh sinh cosh sin cos tan erf".split()}
OF_NUMBERS |= {"ln": "math.log", "arctan": "math.atan", "max": "max", "min": "min", "abs": "abs"}
NUMBERS = {"pi": "math.pi", INFINITY: "math.inf"}
FOLDS = {Folding.SUM: "xp.sum", Folding.PRODUCT: "xp.prod", Folding.MAX: "xp.max", Folding.MIN: "xp.min"}
FUNCTION = re.compile(r"(xp\.\w+)\(([\w, .\[\]*()]*)\)$")
SIGNS = {
    Comparison.EQUAL: "==",
    Comparison.UNEQUAL: "!=",
    Comparison.LESS: "<",
    Comparison.AT_MOST: "<=",
    Comparison.GREATER: ">",
    Comparison.AT_LEAST: ">=",
}


def has_array(term: Term) -> bool:
    """Whether the value of `term` is an array, and not a number that is known before."""
    return any(isinstance(node, Item | Quantity | Derivative | Index) for node in walk(term))


def above_one(term: Term) -> Term | None:
    """u, where `term` is 1 + u."""
    if not isinstance(term, Plus) or ONE not in term.parts:
        return None
    place = term.parts.index(ONE)
    others = (*term.parts[:place], *term.parts[place + 1 :])
    return others[0] if len(others) == 1 else Plus(parts=others)


def is_switch(term: Term) -> TypeGuard[Cases]:
    """Whether `term` chooses between numbers, all but one of them 0."""
    if not isinstance(term, Cases) or any(has_array(value) for value, _ in term.branches):
        return False
    return sum(value != ZERO for value, _ in term.branches) == 1


def is_indicator(term: Cases) -> bool:
    """Whether `term` is 1 where a condition holds, and 0 elsewhere."""
    return [value for value, _ in term.branches] == [ONE, ZERO]


def is_masked(term: Cases) -> bool:
    """Whether `term` is 0 or a product of entries that the choice does not look at: times 0 or 1 costs less."""
    value, condition = term.branches[0]
    if len(term.branches) != 2 or term.branches[1] != (ZERO, None) or not has_array(value):
        return False
    if any(isinstance(node, Map | Quotient | Power | Cases) for node in walk(value)):
        return False
    if any(isinstance(leaf, Item) and slides(leaf) for leaf in leaves(value)):
        return False
    return not set(leaves(value)) & set(leaves(condition)) if condition is not None else False


def is_multiplied_by_0(term: Term) -> bool:
    """Whether something in `term` is left out by a product with 0."""
    nodes = walk(term)
    if any(isinstance(node, Cases) and is_masked(node) for node in nodes):
        return True
    return any(isinstance(node, Times) and (is_switch(node.left) or is_switch(node.right)) for node in nodes)


def switched(value: Term, other: Term) -> Term:
    """A number that is chosen, times something else."""
    return ZERO if value == ZERO else product(value, other)


def either_of(condition: str, one: str, other: str) -> str:
    """One of two expressions, of which only that is computed; if they are functions of the same, the function is."""
    functions = [FUNCTION.match(source) for source in (one, other)]
    if all(functions):
        (first, given), (second, also) = (found.groups() for found in functions if found)
        if given == also:
            return f"either({condition}, {first}, {second})({given})"
    return f"either({condition}, lambda: {one}, lambda: {other})()"
