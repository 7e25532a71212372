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
Where a library cannot change an array, as JAX, `*=` makes another one and gives it the name. Only NumPy makes use of
`out`: PyTorch keeps some results, to differentiate by them, and these it may not change.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from derive.kernels.arguments import Argument
from derive.kernels.repeated import Line, fresh_name
from derive.kernels.results import into_out
from derive.kernels.steps import (
    KEPT,
    SIGNS,
    Step,
    is_choice,
    is_kept,
    is_new,
    kept_names,
    names_in,
    operand_names,
    parts,
    source_of,
)
from derive.kernels.trials import Trial, are_alike, trials, value

RESULT = "result"


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
    return [_plain(line) for line in lines]


def buffered(lines: Sequence[Line], taken: Sequence[Argument]) -> list[str]:
    """The lines as text, with their results in buffers."""
    tried = list(trials(taken))
    names = {*(argument.name for argument in taken), *(line.name for line in lines)}
    body: list[str] = []
    for place, line in enumerate(lines):
        later = {name for other in lines[place + 1 :] for name in names_in(other.value)}
        kept = {name for other in lines[:place] for name in kept_names(other.value)}
        new = {other.name for other in lines[:place] if is_new(other.value)} - later
        kept |= {other.name for other in lines[:place] if is_kept(other.value)}
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
        if is_choice(line.value):
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
            may_change = argument.id in free.names if isinstance(argument, ast.Name) else is_new(argument)
            if may_change and are_alike(argument, node, self.tried):
                own = argument.id if isinstance(argument, ast.Name) else fresh_name(argument, self.names)
                others = free.less({each for other in node.args if other is not argument for each in names_in(other)})
                base, steps = self._chain(argument, others)
                buffer = ast.Name(own, ast.Load())
                given = [*node.args[:place], buffer, *node.args[place + 1 :]]
                call = ast.Call(node.func, given, [ast.keyword("out", buffer)])
                return [*self._written(own, argument, base, steps, others), _plain(Line(name, call))]
        return [_plain(Line(name, node))]

    def _written(
        self, name: str, whole: ast.AST, base: ast.AST, steps: Sequence[Step], free: Free
    ) -> list[str]:
        """A buffer, made from its base, step by step; an operand that makes arrays has a buffer too."""
        known = isinstance(base, ast.Name)
        buffer, lines = (source_of(base), []) if known else (name, [f"{name} = {source_of(base)}"])
        changes = source_of(base) in free.forgotten if known else not is_kept(base)
        seen = names_in(base)
        for place, step in enumerate(steps):
            later = {each for other in steps[place + 1 :] for operand in other.operands for each in names_in(operand)}
            operands = []
            for operand in step.operands:
                others = free.less({name, source_of(base), *later})
                others = Free(others.names, others.forgotten - seen)
                inner, inside = self._chain(operand, others)
                if inside and are_alike(operand, whole, self.tried):
                    own = source_of(inner) if isinstance(inner, ast.Name) else fresh_name(operand, self.names)
                    lines += self._written(own, operand, inner, inside, others)
                    operand = ast.Name(own, ast.Load())
                operands.append(operand)
            changes = changes and not any(buffer in kept_names(operand) for operand in operands)
            if changes and step.function in SIGNS and step.place == 0:
                lines += [f"{name} = {buffer}"] if name != buffer else []
                lines.append(f"{name} {SIGNS[step.function]} {source_of(operands[0])}")
            else:
                sources = [source_of(operand) for operand in operands]
                sources.insert(step.place, buffer)
                lines.append(f"{name} = xp.{step.function}({', '.join(sources)}, out={buffer})")
            buffer = name
            changes = step.function not in KEPT
            seen |= operand_names(step)
        return lines

    def _chain(self, node: ast.AST, free: Free) -> tuple[ast.AST, list[Step]]:
        """What a buffer holds at first, and what then makes `node` of it, in as many steps as there can be."""
        found: tuple[ast.AST, list[Step]] = (node, [])
        for part, (first, *others) in parts(node):
            left = free.less({name for other in others for name in operand_names(other)})
            may_change = part.id in left.names if isinstance(part, ast.Name) else is_new(part)
            if may_change and are_alike(part, node, self.tried):
                base, steps = self._chain(part, left.less(operand_names(first)))
                if len(steps) + 1 + len(others) > len(found[1]):
                    found = base, [*steps, first, *others]
        return found


def _plain(line: Line) -> str:
    return f"{line.name} = {source_of(line.value)}" if line.name else f"return {source_of(line.value)}"
