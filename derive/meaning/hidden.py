"""Claims that rest on a name which an inner section has given to something else."""

from __future__ import annotations

from derive.meaning.reaching import quantities
from derive.meaning.rewriting import walk as terms_in
from derive.meaning.scope import Scope, Statement, hiding
from derive.meaning.terms import SizeValue
from derive.meaning.world import Opaque, World, spelled
from derive.reading.grammar.trees import walk
from derive.reading.syntax import Name, Partial, Unreadable


def check_hidden(nodes: object, world: World) -> None:
    """Refuse a derivative of L that rests on an outer Y, where the same equation speaks of a Y that is defined anew.

    Every derivative of this L by the inner Y is 0, so that a wrong equation between such derivatives would be true.
    """
    mentioned = {node.key for node in walk(nodes) if isinstance(node, Name)}
    for node in walk(nodes):
        if isinstance(node, Partial):
            for name in (inner for inner in walk(node.numerator) if isinstance(inner, Name)):
                _check(name, mentioned, world)


def sizes_hidden(statement: Statement, scope: Scope) -> tuple[str, ...]:
    """What a reader should know of a claim in which one letter is a number, and a size where it is defined."""
    if not any(map(scope.is_hidden, scope.sizes)):
        return ()
    named = quantities((statement.left, statement.right, statement.condition), scope.definitions)
    return tuple(
        f"`{node.size}` is a number here, and the size in the definition of `{spelled(name)}`"
        for name in sorted(named & scope.definitions.keys())
        for node in dict.fromkeys(n for n in terms_in(scope.definitions[name]) if isinstance(n, SizeValue))
        if hiding(node.size) in named
    )


def _check(name: Name, mentioned: set[str], world: World) -> None:
    reached = {name.key} | _reached(name.key, world)
    for other in sorted((mentioned & world.scope.definitions.keys()) - reached):
        if any(spelled(each) == spelled(other) for each in reached):
            rests = f"`{spelled(name.key)}` rests on another `{spelled(other)}`, which is hidden in this section"
            raise Unreadable(f"{rests}; define it anew in this section", name.span)


def _reached(name: str, world: World) -> set[str]:
    """The quantities that a quantity or an unknown function rests on."""
    function = world.functions.get(name)
    roots = function.arguments if isinstance(function, Opaque) else (world.scope.definitions.get(name),)
    return set[str]().union(*(quantities(root, world.scope.grounds) for root in roots))
