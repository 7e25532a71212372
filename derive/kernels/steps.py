"""The operands that can be there first, as arrays that then change, and what is done to them, step by step."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeGuard

OPERATORS: Mapping[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
}
SIGNS = {"add": "+=", "subtract": "-=", "multiply": "*=", "divide": "/="}
INTO = frozenset("exp expm1 log log1p sqrt tanh abs negative maximum minimum clip".split())
"""The functions that can write into an argument."""
KEPT = ("exp", "expm1", "tanh", "sqrt")
"""What PyTorch keeps the result of, where it differentiates through a kernel: that may not change."""
FORGOTTEN = ("exp", "expm1", "sum")
"""The functions that it keeps no argument of; of what is multiplied or divided it keeps both."""


@dataclass(frozen=True, slots=True)
class Step:
    """A function of the standard, and its operands but for the buffer, which is the one at `place`."""

    function: str
    operands: tuple[ast.AST, ...]
    place: int = 0


def parts(node: ast.AST) -> Iterator[tuple[ast.AST, list[Step]]]:
    """Each operand that may be there first, and how the others are brought in after it."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node.operand, [Step("negative", ())]
    if (function := function_of(node)) in INTO and isinstance(node, ast.Call):
        for place, argument in enumerate(node.args):
            yield argument, [Step(function, (*node.args[:place], *node.args[place + 1 :]), place)]
    if not isinstance(node, ast.BinOp) or type(node.op) not in OPERATORS:
        return
    function = OPERATORS[type(node.op)]
    if function == "multiply":
        factors = _factors(node)
        for place, factor in enumerate(factors):
            others = sorted(factors[:place] + factors[place + 1 :], key=lambda it: isinstance(it, ast.Name))
            yield factor, [Step(function, (other,)) for other in others]
    yield node.left, [Step(function, (node.right,))]
    yield node.right, [Step(function, (node.left,), int(function in ("subtract", "divide")))]


def is_choice(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether `node` calls one of two functions that can write into an argument."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Call)):
        return False
    _, *functions = node.func.args
    return all(isinstance(it, ast.Attribute) and it.attr in INTO for it in functions)


def _factors(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return _factors(node.left) + _factors(node.right)
    return [node]


def function_of(node: ast.AST) -> str:
    """The name of the function of a library that `node` calls, or none."""
    return node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""


def is_new(node: ast.AST) -> bool:
    """Whether `node` makes an array that nothing else knows of."""
    return bool(function_of(node)) or isinstance(node, ast.BinOp | ast.UnaryOp)


def is_kept(node: ast.AST) -> bool:
    """Whether PyTorch keeps what `node` makes."""
    return function_of(node) in KEPT


def source_of(node: ast.AST) -> str:
    """The text of an expression, a tuple without its brackets."""
    source = ast.unparse(node)
    return source.removeprefix("(").removesuffix(")") if isinstance(node, ast.Tuple) else source


def kept_names(node: ast.AST) -> set[str]:
    """The names of what is an operand or an argument of something that PyTorch differentiates by its value."""
    kept: set[str] = set()
    for each in ast.walk(node):
        if isinstance(each, ast.BinOp) and not isinstance(each.op, ast.Add | ast.Sub):
            kept |= _operands(each.left) | _operands(each.right)
        if isinstance(each, ast.Call) and function_of(each) not in FORGOTTEN:
            kept |= {name for argument in each.args for name in _operands(argument)}
    return kept


def _operands(node: ast.AST) -> set[str]:
    """The name of an array, or of one that looks at it from another side."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def operand_names(step: Step) -> set[str]:
    """The names in the operands."""
    return {name for operand in step.operands for name in names_in(operand)}


def names_in(tree: ast.AST) -> set[str]:
    """The names of variables."""
    return {inner.id for inner in ast.walk(tree) if isinstance(inner, ast.Name)}
