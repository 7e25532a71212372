"""The body of a function in which a temporary array takes the next result, where it is as large as that.

    return dy * (s + y * (1 - s))        result = 1 - s
                                         result *= y
                                         result += s
                                         result *= dy
                                         return result

    return xp.exp(x - a) / c             result = x - a
                                         result = xp.exp(result, out=result)
                                         result = xp.divide(result, c, out=result)
                                         return result

Which arrays are as large as which is seen in trials: the lines are run on small arrays that have no two sizes alike.
Where a library cannot change an array, as JAX, `*=` makes another one and gives it the name, and only NumPy makes use of
`out`: PyTorch keeps some results, to differentiate by them, and these it may not change.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from derive.kernels.arguments import Argument
from derive.kernels.repeated import Line, fresh_name
from derive.kernels.text import with_namespace
from derive.kernels.trials import Trial, are_alike, trials, value

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
RESULT = "result"


@dataclass(frozen=True, slots=True)
class Step:
    """A function of the standard, and its operands but for the buffer, which is the one at `place`."""

    function: str
    operands: tuple[ast.AST, ...]
    place: int = 0


@dataclass(frozen=True, slots=True)
class Free:
    """The arrays that nothing looks at any more, and those of them that PyTorch does not keep either."""

    names: frozenset[str]
    forgotten: frozenset[str]

    def less(self, names: set[str]) -> Free:
        """Without these."""
        return Free(self.names - names, self.forgotten - names)


def plain(lines: Sequence[Line], taken: Sequence[Argument]) -> list[str]:
    """The lines as text, each result an array of its own, so that those of real and complex numbers may mix."""
    return with_namespace([_plain(line) for line in lines], taken)


def buffered(lines: Sequence[Line], taken: Sequence[Argument]) -> list[str]:
    """The lines as text, with their results in buffers."""
    tried = list(trials(taken))
    names = {*(argument.name for argument in taken), *(line.name for line in lines)}
    body: list[str] = []
    for place, line in enumerate(lines):
        later = {name for other in lines[place + 1 :] for name in _names(other.value)}
        kept = {name for other in lines[:place] for name in _kept(other.value)}
        new = {other.name for other in lines[:place] if _is_new(other.value)} - later
        kept |= {other.name for other in lines[:place] if _is_kept(other.value)}
        body += _Writing(tried, names).line(line, Free(frozenset(new), frozenset(new - kept)))
        for trial in tried:
            trial[line.name] = value(line.value, trial)
    return into_out(body) if all(not it.axes for it in taken) else body


class _Writing:
    """One line as several that change one buffer, or more; `names` are in use."""

    def __init__(self, tried: Sequence[Trial], names: set[str]) -> None:
        self.tried = tried
        self.names = names

    def line(self, line: Line, free: Free) -> list[str]:
        """The lines that make the value of one."""
        if _is_choice(line.value):
            return self._chosen(line.name, line.value, free)
        base, steps = self._chain(line.value, free)
        if not steps:
            return [_plain(line)]
        own = isinstance(base, ast.Name) and not line.name
        name = base.id if own and isinstance(base, ast.Name) else line.name or RESULT
        return [*self._written(name, line.value, base, steps, free), *([] if line.name else [f"return {name}"])]

    def _chosen(self, name: str, node: ast.Call, free: Free) -> list[str]:
        """A function that is chosen, of arrays one of which it may write into."""
        for place, argument in enumerate(node.args):
            may_change = argument.id in free.names if isinstance(argument, ast.Name) else _is_new(argument)
            if may_change and are_alike(argument, node, self.tried):
                own = argument.id if isinstance(argument, ast.Name) else fresh_name(argument, self.names)
                base, steps = self._chain(argument, free)
                buffer = ast.Name(own, ast.Load())
                given = [*node.args[:place], buffer, *node.args[place + 1 :]]
                call = ast.Call(node.func, given, [ast.keyword("out", buffer)])
                return [*self._written(own, argument, base, steps, free), _plain(Line(name, call))]
        return [_plain(Line(name, node))]

    def _written(
        self, name: str, whole: ast.AST, base: ast.AST, steps: Sequence[Step], free: Free
    ) -> list[str]:
        """A buffer, made from its base, step by step; an operand that makes arrays has a buffer too."""
        known = isinstance(base, ast.Name)
        buffer, lines = (_source(base), []) if known else (name, [f"{name} = {_source(base)}"])
        changes = _source(base) in free.forgotten if known else not _is_kept(base)
        seen = _names(base)
        for place, step in enumerate(steps):
            later = {each for other in steps[place + 1 :] for operand in other.operands for each in _names(operand)}
            operands = []
            for operand in step.operands:
                others = free.less({name, _source(base), *later})
                others = Free(others.names, others.forgotten - seen)
                inner, inside = self._chain(operand, others)
                if inside and are_alike(operand, whole, self.tried):
                    own = _source(inner) if isinstance(inner, ast.Name) else fresh_name(inner, self.names)
                    lines += self._written(own, operand, inner, inside, others)
                    operand = ast.Name(own, ast.Load())
                operands.append(operand)
            changes = changes and not any(buffer in _kept(operand) for operand in operands)
            if changes and step.function in SIGNS and step.place == 0:
                lines += [f"{name} = {buffer}"] if name != buffer else []
                lines.append(f"{name} {SIGNS[step.function]} {_source(operands[0])}")
            else:
                sources = [_source(operand) for operand in operands]
                sources.insert(step.place, buffer)
                lines.append(f"{name} = xp.{step.function}({', '.join(sources)}, out={buffer})")
            buffer = name
            changes = step.function not in KEPT
            seen |= _operand_names(step)
        return lines

    def _chain(self, node: ast.AST, free: Free) -> tuple[ast.AST, list[Step]]:
        """What a buffer holds at first, and what is then done to it to make `node`, in as many steps as there can be."""
        found: tuple[ast.AST, list[Step]] = (node, [])
        for part, (first, *others) in _parts(node):
            left = free.less({name for other in others for name in _operand_names(other)})
            may_change = part.id in left.names if isinstance(part, ast.Name) else _is_new(part)
            if may_change and are_alike(part, node, self.tried):
                base, steps = self._chain(part, left.less(_operand_names(first)))
                if len(steps) + 1 + len(others) > len(found[1]):
                    found = base, [*steps, first, *others]
        return found


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
    node = ast.parse(source, mode="eval").body
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        function = f"xp.{OPERATORS[type(node.op)]}({_source(node.left)}, {_source(node.right)}, out=out)"
        return f"{source} if out is None else {function}"  # an operator is faster
    return f"{source.removesuffix(')')}, out=out)" if _function(node) in (*INTO, "astype") else None


def _parts(node: ast.AST) -> Iterator[tuple[ast.AST, list[Step]]]:
    """Each operand that may be there first, and how the others are brought in after it."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node.operand, [Step("negative", ())]
    if (function := _function(node)) in INTO and isinstance(node, ast.Call):
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


def _is_choice(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether `node` calls one of two functions that can write into an argument."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Call)):
        return False
    _, *functions = node.func.args
    return all(isinstance(it, ast.Attribute) and it.attr in INTO for it in functions)


def _factors(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return _factors(node.left) + _factors(node.right)
    return [node]


def _function(node: ast.AST) -> str:
    """The name of the function of a library that `node` calls, or none."""
    return node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""


def _is_new(node: ast.AST) -> bool:
    """Whether `node` makes an array that nothing else knows of."""
    return bool(_function(node)) or isinstance(node, ast.BinOp | ast.UnaryOp)


def _is_kept(node: ast.AST) -> bool:
    return _function(node) in KEPT


def _plain(line: Line) -> str:
    return f"{line.name} = {_source(line.value)}" if line.name else f"return {_source(line.value)}"


def _source(node: ast.AST) -> str:
    source = ast.unparse(node)
    return source.removeprefix("(").removesuffix(")") if isinstance(node, ast.Tuple) else source


def _kept(node: ast.AST) -> set[str]:
    """The names of what is an operand or an argument of something that PyTorch differentiates by its value."""
    kept: set[str] = set()
    for each in ast.walk(node):
        if isinstance(each, ast.BinOp) and not isinstance(each.op, ast.Add | ast.Sub):
            kept |= _operands(each.left) | _operands(each.right)
        if isinstance(each, ast.Call) and _function(each) not in FORGOTTEN:
            kept |= {name for argument in each.args for name in _operands(argument)}
    return kept


def _operands(node: ast.AST) -> set[str]:
    """The name of an array, or of one that looks at it from another side."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _operand_names(step: Step) -> set[str]:
    return {name for operand in step.operands for name in _names(operand)}


def _names(tree: ast.AST) -> set[str]:
    return {inner.id for inner in ast.walk(tree) if isinstance(inner, ast.Name)}
