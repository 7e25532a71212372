"""Names with an index for their label, such as `x_i`, `y^{(i)}` or `h_{t-1}`, each declared as one quantity."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from derive.meaning.hints import indices_of
from derive.meaning.terms import Shape
from derive.meaning.world import World
from derive.reading.grammar.names import capital
from derive.reading.grammar.trees import walk
from derive.reading.syntax import Binder, Call, Name, Node, Unreadable

LABELLED = re.compile(r"([^_^]*)([_^].*)")
"""A key, cut where its label begins."""
USUAL = frozenset("ijkl")
"""Letters of which several side by side are indices and no word."""
LETTERS = re.compile(r"\\[A-Za-z]+|[A-Za-z]+")
"""What stands in a label: letters side by side are one word, or indices without commas."""


class Untouched(Unreadable):
    """An index that does not touch what it stands at, for that is the label of a name."""


def check_labels(statement: object, world: World, indices: frozenset[str] = frozenset()) -> None:
    """Raises `Untouched` at a quantity or function such as `x_i`, `y^{(i)}` or `h_{t-1}` where i, or t, is an index.

    No sum over i would touch it, though its author means an entry. `indices` are those of what is defined.
    """
    scope, nodes = world.scope, walk(statement)
    own = scope.shapes.keys() | scope.sizes
    used = indices.union(*map(indices_of, nodes)) - own
    summed = {node.index for node in nodes if isinstance(node, Binder)} - own
    found: dict[str, tuple[Node, list[str]]] = {}
    for node in nodes:
        key = _key(node, world)
        letters = _indices(key, used, summed)
        if letters:
            found.setdefault(key, (node, letters))
    if found:
        first = next(iter(found))
        node, letters = found[first]
        ways = {key: _array(key, those, scope.shapes.get(key), nodes) for key, (_, those) in found.items()}
        others = [f"`{key}`{f' (`{way}`)' if way else ''}" for key, way in ways.items()][1:]
        way = f"declare the array of which it is a part, as in `{ways[first]}`, or " if ways[first] else ""
        raise Untouched(
            f"`{first}` was declared as one {'quantity' if way else 'function'}, so the index {', '.join(letters)} "
            f"does not touch it; {way}give the index another letter"
            + (f"; the same is to be done for {', '.join(others)} too" if others else ""),
            node.span,
        )


def _key(node: Node, world: World) -> str:
    """The name that a node writes, of a quantity or a function; none of what is no such name."""
    match node:
        case Name(key=key) if key in world.scope.shapes or key in world.functions:
            return key
        case Call(function=key):
            return key
    return ""


def _indices(key: str, used: Set[str], summed: Set[str]) -> list[str]:
    """What in the label of a name is an index: a letter alone, all of a word, or some of which one is summed over.

    Three letters and more may be a word, unless all of them are such as indices have.
    """
    label = LABELLED.fullmatch(key.partition("#")[0])
    for word in LETTERS.findall(label[2]) if label is not None else ():
        letters = [word] if word.startswith("\\") else list(word)
        if used >= {*letters} or (summed & {*letters} and (len(letters) == 2 or {*letters} <= USUAL)):
            return letters
    return []


def _array(key: str, letters: Sequence[str], shape: Shape | None, nodes: Sequence[Node]) -> str:
    """The declaration of the array of which a quantity with an index in its name is meant to be a part."""
    label = LABELLED.fullmatch(key.partition("#")[0])
    if shape is None or label is None:
        return ""
    name, size = str(label[1]), _bound(letters[0], nodes)
    sample = rf"^{{({letters[0]})}}"
    spelled = f"; {name}{sample} := {name}_{letters[0]}" if label[2] == sample else ""
    if shape != ():
        return rf"{capital(name)} \in R^{{{size} \times d}}{spelled}"
    return rf"{name} \in R^{size}{spelled}" if len(letters) == 1 else rf"{name} \in R^{{{size} \times m}}"


def _bound(letter: str, nodes: Sequence[Node]) -> str:
    """The size up to which a sum over a letter runs, or another letter for it."""
    highs = [node.high for node in nodes if isinstance(node, Binder) and node.index == letter]
    return next((high.key for high in highs if isinstance(high, Name) and len(high.key) == 1), "n")
