"""Random formulas, their derivatives, and changes: those that keep the value, and those that as a rule do not."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from .formulas import (
    ARRAYS,
    RANGES,
    Delta,
    Entry,
    Map,
    Minus,
    Number,
    Over,
    Plus,
    Size,
    Square,
    Times,
    Total,
    Tree,
    children,
    letters,
    rebuilt,
    renamed,
    walk,
)

ZERO, ONE, TWO = Number(0), Number(1), Number(2)
Change = Callable[[Tree, random.Random, set[str]], Tree | None]
"""Another formula instead of one; nothing where it does not apply. The letters are those used around it."""


def drawn(draw: random.Random, scope: Sequence[str], depth: int) -> Tree:
    """A formula with these free indices at most."""

    def below(more: Sequence[str] = ()) -> Tree:
        return drawn(draw, [*scope, *more], depth - 1)

    fresh = [letter for letter in RANGES if letter not in scope]
    entries = [
        Entry(array, "".join(draw.choice([x for x in scope if RANGES[x] == size]) for size in sizes))
        for array, sizes in ARRAYS.items()
        if all(any(RANGES[x] == size for x in scope) for size in sizes)
    ]
    if entries and (depth <= 0 or draw.random() < 0.2):
        return draw.choice(entries)
    if depth <= -3:
        return draw.choice([ONE, TWO, Number(3), Size("n"), Size("m")])
    totals = ["total"] * 4 if fresh else []
    deeper = ["plus", "times", "times", "square", "map", "over"]
    match draw.choice([*totals, *deeper] if depth > 0 else totals or ["number"]):
        case "total":
            index = draw.choice(fresh)
            return Total(index, below([index]))
        case "plus":
            return Plus((below(), below() if draw.random() < 0.6 else Minus(_unsigned(below()))))
        case "times":
            return Times((below(), below()))
        case "square":
            return Square(below())
        case "map":
            return Map(draw.choice(["exp", "tanh"]), below())
        case "over":
            return Over(below(), Plus((ONE, Square(below()))))
    return draw.choice([ONE, TWO, Size("n")])


def _unsigned(tree: Tree) -> Tree:
    return tree.part if isinstance(tree, Minus) else tree


def slope(tree: Tree, by: Entry) -> Tree:
    """The derivative, by its rules; the letters of `by` stand nowhere else."""
    match tree:
        case Entry(array, indices):
            if array != by.array:
                return ZERO
            return Times(tuple(Delta(*pair) for pair in zip(indices, by.indices, strict=True)))
        case Plus(parts):
            return Plus(tuple(slope(part, by) for part in parts))
        case Minus(part):
            return Minus(slope(part, by))
        case Times(parts):
            turns = range(len(parts))
            return Plus(tuple(Times((*parts[:k], slope(parts[k], by), *parts[k + 1 :])) for k in turns))
        case Over(top, bottom):
            turned = Minus(Times((top, slope(bottom, by))))
            return Over(Plus((Times((slope(top, by), bottom)), turned)), Square(bottom))
        case Square(base):
            return Times((TWO, base, slope(base, by)))
        case Map("exp", argument):
            return Times((tree, slope(argument, by)))
        case Map("tanh", argument):
            return Times((Plus((ONE, Minus(Square(tree)))), slope(argument, by)))
        case Total(index, body):
            return Total(index, slope(body, by))
    return ZERO


def tidy(tree: Tree) -> Tree:
    """The formula without zeros and ones, products in products, and sums over a delta."""
    tree = rebuilt(tree, tidy)
    match tree:
        case Plus(parts):
            kept = [p for part in parts for p in (part.parts if isinstance(part, Plus) else (part,)) if p != ZERO]
            return Plus(tuple(kept)) if len(kept) > 1 else kept[0] if kept else ZERO
        case Minus(part):
            return ZERO if part == ZERO else part.part if isinstance(part, Minus) else tree
        case Times(parts):
            kept = [p for part in parts for p in (part.parts if isinstance(part, Times) else (part,)) if p != ONE]
            if ZERO in kept:
                return ZERO
            return Times(tuple(kept)) if len(kept) > 1 else kept[0] if kept else ONE
        case Over(top, _) if top == ZERO:
            return ZERO
        case Total(_, body) if body == ZERO:
            return ZERO
        case Total(index, Plus(parts)) if any(isinstance(part, Delta) for part in walk(tree)):
            return tidy(Plus(tuple(Total(index, part) for part in parts)))
        case Total(index, body):
            return _picked(index, body) or tree
    return tree


def _picked(index: str, body: Tree) -> Tree | None:
    """A sum of a product with a delta: the term that this picks."""
    parts = body.parts if isinstance(body, Times) else (body,)
    for k, part in enumerate(parts):
        if isinstance(part, Delta) and index in (part.one, part.other):
            other = part.other if part.one == index else part.one
            rest = Times((*parts[:k], *parts[k + 1 :]))
            captured = any(isinstance(p, Total) and p.index == other for p in walk(rest))
            return None if captured else tidy(renamed(rest, index, other))
    return None


def _turned(tree: Tree, draw: random.Random, used: set[str]) -> Tree | None:
    """Parts in another order."""
    match tree:
        case Plus(parts) | Times(parts):
            return type(tree)(tuple(draw.sample(parts, len(parts))))
        case Total(index, Total(inner, body)):
            return Total(inner, Total(index, body))
    return None


def _spread(tree: Tree, draw: random.Random, used: set[str]) -> Tree | None:
    """Products, quotients and sums of a sum, term by term; exponentials of a sum, factor by factor."""
    match tree:
        case Times((first, Plus(parts))):
            return Plus(tuple(Times((first, part)) for part in parts))
        case Over(Plus(parts), bottom):
            return Plus(tuple(Over(part, bottom) for part in parts))
        case Total(index, Plus(parts)):
            return Plus(tuple(Total(index, part) for part in parts))
        case Map("exp", Plus(parts)):
            return Times(tuple(Map("exp", part) for part in parts))
        case Square(base) if not isinstance(base, Total):
            return Times((base, base))
    return None


def _moved(tree: Tree, draw: random.Random, used: set[str]) -> Tree | None:
    """A factor into a sum, or out of it."""
    match tree:
        case Times((first, Total(index, body))) if index not in letters(first):
            return Total(index, Times((first, body)))
        case Total(index, Times((first, *others))) if others and index not in letters(first):
            return Times((first, Total(index, Times(tuple(others)) if len(others) > 1 else others[0])))
        case Total(index, body) if index not in letters(body):
            return Times((Size(RANGES[index]), body))
    return None


def _lettered(tree: Tree, draw: random.Random, used: set[str]) -> Tree | None:
    """Another letter for the index of a sum; a square of a sum as a double sum."""
    match tree:
        case Total(index, body) | Square(Total(index, body)):
            free = [x for x in RANGES if RANGES[x] == RANGES[index] and x not in used]
            if not free:
                return None
            other = renamed(body, index, free[0])
            if isinstance(tree, Total):
                return Total(free[0], other)
            return Total(index, Total(free[0], Times((body, other))))
    return None


KEEPING: Sequence[Change] = (_turned, _spread, _moved, _lettered)


def _spoiled(tree: Tree, draw: random.Random, used: set[str]) -> Tree | None:
    """Something forgotten, or put in."""
    match tree:
        case Plus((first, *others)):
            return draw.choice([first, Plus((first, *map(Minus, map(_unsigned, others))))])
        case Times((first, *others)):
            return Times((first, first, *others))
        case Entry(array, indices) if len(indices) == 2:
            return Entry(array, indices[::-1]) if len({RANGES[x] for x in indices}) == 1 else Times((tree, tree))
        case Minus(part):
            return part
        case Square(base):
            return base
        case Total(index, _):
            return Over(tree, Size(RANGES[index]))
        case Map(name, argument):
            return Map("tanh" if name == "exp" else "exp", argument)
    return None


def rewritten(tree: Tree, draw: random.Random, times: int) -> Tree:
    """The formula in another form, of the same value."""
    for _ in range(times):
        tree = _changed(tree, draw, KEEPING)
    return tree


def spoiled(tree: Tree, draw: random.Random) -> Tree:
    """The formula with one mistake in it, of the kind that authors make."""
    return _changed(tree, draw, [_spoiled])


def _changed(tree: Tree, draw: random.Random, changes: Sequence[Change]) -> Tree:
    """One change somewhere, if there is any."""
    used = letters(tree)
    found = [
        (place, new)
        for place, part in enumerate(walk(tree))
        for change in changes
        if (new := change(part, draw, used)) is not None
    ]
    return _put(tree, *draw.choice(found)) if found else tree


def _put(tree: Tree, place: int, new: Tree) -> Tree:
    """The formula with another part at a place of its walk."""
    if place == 0:
        return new
    counts = [sum(1 for _ in walk(child)) for child in children(tree)]
    starts = iter([1 + sum(counts[:k]) for k in range(len(counts))])
    sizes = iter(counts)

    def one(child: Tree) -> Tree:
        start, size = next(starts), next(sizes)
        return _put(child, place - start, new) if start <= place < start + size else child

    return rebuilt(tree, one)
