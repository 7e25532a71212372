"""The assumptions of a claim as source that computes both their sides from a kernel's arguments."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping

from derive.kernels.arguments import Argument, arguments
from derive.kernels.entries import Entries
from derive.kernels.following import Following
from derive.kernels.numpy_source import Writer
from derive.kernels.refusal import NotEmittable
from derive.meaning.rewriting import free_indices, walk
from derive.meaning.scope import Assumption, Scope
from derive.meaning.terms import Compare, Index, Plus, Term


def checks(
    assumed: Iterable[Assumption], scope: Scope, taken: Mapping[Term, Argument]
) -> Iterator[tuple[str, str, str]]:
    """LaTeX, sign and source of each assumption that is about arguments alone; the others cannot be looked at."""
    following = Following(scope)
    for assumption in map(following.assumption, assumed):
        condition = assumption.condition
        if not isinstance(condition, Compare):
            continue
        try:
            source = _sides(condition, assumption, following.scope(scope), taken)
        except NotEmittable:
            continue
        yield assumption.source, condition.comparison.value, source


def _sides(condition: Compare, assumption: Assumption, scope: Scope, taken: Mapping[Term, Argument]) -> str:
    entries = Entries(scope, assumption.ranges)
    left, right = entries.scalar(condition.left), entries.scalar(condition.right)
    both = Plus(parts=(left, right))
    order = tuple(dict.fromkeys(node.name for node in walk(both) if isinstance(node, Index)))
    free = tuple(name for name in order if name in free_indices(both))
    for count in range(len(free) + 1):
        found = arguments(both, free[:count])
        if all(term in taken and taken[term].axes == argument.axes for term, argument in found.items()):
            writer = Writer({term: taken[term] for term in found}, entries.ranges, free[:count])
            sides = [ast.unparse(ast.parse(writer.write(side, free[count:]))) for side in (left, right)]
            names = [taken[term].name for term in found]
            calls = [side.replace("xp.", f"namespace({names[0]}).") for side in sides]
            return f"lambda {', '.join(names)}: ({', '.join(calls)})"
    raise NotEmittable("an assumption about what is no argument")
