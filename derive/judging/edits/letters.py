"""Edits of one letter or number, or of one letter throughout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations, permutations

from derive.judging.edits.drafts import MOST, Draft, Ground, named
from derive.judging.edits.marks import ONE
from derive.judging.edits.trees import Spot, is_dotted, plain
from derive.reading.grammar.trees import letters_below, walk
from derive.reading.syntax import (
    Addition,
    Big,
    Binder,
    Call,
    Entry,
    Matrix,
    Minus,
    Name,
    Node,
    Number,
    Partial,
    Product,
    Ratio,
    Relation,
    Superscript,
)

ZERO = Number(Fraction(0), "0")


def indices(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """One index for another."""
    node = spot.node
    if isinstance(node, Name) and ground.is_index(node.key) and not isinstance(spot.parent, Binder):
        for letter in ground.letters(spot):
            if letter != node.key:
                yield Draft(Name(letter), f"{letter} for {node.key}")


def exchanges(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """The two indices of an entry exchanged."""
    match spot.node:
        case Entry(array=array, indices=(Name(key=one) as first, Name(key=other) as second)) if one != other:
            letters = None if (named(array) or "").lower() in (one, other) else {one: other, other: one}
            yield Draft(Entry(array, (second, first)), f"{one} and {other} exchanged", letters)


def shifts(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """An index one place further or back, where entries with an offset are spoken of."""
    node, parent = spot.node, spot.parent
    if not ground.has_offsets or not isinstance(parent, Entry) or node not in parent.indices:
        return
    terms = node.terms if isinstance(node, Addition) else (node,)
    offset = sum((_value(term) for term in terms), Fraction(0))
    letters = tuple(term for term in terms if not _value(term))
    for other in (offset - 1, offset + 1) if letters else ():
        number = Number(abs(other), str(abs(other)))
        moved = (*letters, Minus(number) if other < 0 else number) if other else letters
        new = Addition(moved) if len(moved) > 1 else moved[0]
        yield Draft(new, f"the entry {'after' if other > offset else 'before'}")


def _value(term: Node) -> Fraction:
    """The number that a term of an index is; 0 for a letter."""
    match term:
        case Number(value=value):
            return value
        case Minus(operand=Number(value=value)):
            return -value
    return Fraction(0)


def operands(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """One name for another of its shape; what is differentiated may have any shape, but is not constant."""
    node = spot.node
    if not isinstance(node, Name):
        return
    others: Iterable[str] = ground.alike(node.key) if node.key in ground.world.scope.shapes else ()
    entry = isinstance(spot.parent, Entry)
    around = spot.above[-1 - entry] if len(spot.above) > entry else None
    if isinstance(around, Call) and around.function in ground.functions:
        others = dict.fromkeys((*ground.inputs, *others))
    partial = spot.above[-2 if entry else -1] if len(spot.above) > entry else None
    if isinstance(partial, Partial) and isinstance(partial.numerator, Name):
        if partial.numerator is node:
            names = (*ground.quantities, *(loss for loss, _ in ground.losses))
            others = [key for key in names if all(ground.depends(key, by) for by in partial.by)]
        else:
            others = [key for key in others if ground.depends(partial.numerator.key, Name(key))]
    for key in [key for key in others if key != node.key][:MOST]:
        yield Draft(Name(key), f"{key} for {node.key}")


def functions(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """One function of a number for another."""
    node = spot.node
    if isinstance(node, Call) and node.function in ground.functions:
        for key in ground.functions[:MOST]:
            if key != node.function:
                yield Draft(Call(key, node.arguments, node.primes), f"{key} for {node.function}")


def applied(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """An index of what a function of a vector takes for an index of its value."""
    node = spot.node
    if not isinstance(node, Call) or node.function not in ground.vector_functions or node.primes:
        return
    match node.arguments:
        case (Entry(array=Name(key=key), indices=indices),):
            yield Draft(Entry(Call(node.function, (Name(key),)), indices), "an index moved out of the function")


def sizes(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """One size for another, where it is a number."""
    node = spot.node
    if isinstance(node, Name) and node.key in ground.world.scope.sizes and not isinstance(spot.parent, (Binder, Entry)):
        for size in ground.sizes:
            if size != node.key:
                yield Draft(Name(size), f"{size} for {node.key}")


def numbers(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """A number for the next one, a letter for a number, the unit matrix or its entry for 1."""
    node = spot.node
    if not isinstance(node, Number) or isinstance(spot.parent, Binder):
        return
    least = 2 if isinstance(spot.parent, Superscript) else 1 if isinstance(spot.parent, (Product, Ratio)) else 0
    for other in (node.value - 1, node.value + 1):
        if other >= least:
            yield Draft(Number(other, str(other)), f"{other} for {node.digits}")
    if isinstance(spot.parent, Entry):
        return
    for key in [key for key in ground.keys if ground.world.scope.shapes.get(key) == () or key in ground.sizes]:
        yield Draft(Name(key), f"{key} for {node.digits}")
    if node == ONE:
        unit = [Call("diag", (Call("ones", (Name(size),)),)) for size in ground.sizes]
        for pair in combinations(ground.free, 2) if r"\delta" not in ground.world.scope.shapes else ():
            yield Draft(Entry(Name(r"\delta"), (Name(pair[0]), Name(pair[1]))), "Kronecker's delta for 1")
        for matrix in unit if "I" in ground.world.scope.sizes | ground.world.scope.shapes.keys() else [Name("I")]:
            yield Draft(matrix, "the unit matrix for 1")


def ends(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """A sum that ends at another size."""
    if isinstance(spot.parent, Binder) and spot.path[-1] == "high" and isinstance(spot.node, Name):
        for size in ground.sizes:
            if size != spot.node.key:
                yield Draft(Name(size), f"{size} for {spot.node.key}")


def bounds(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """A sum that begins or ends one place earlier or later."""
    if not isinstance(spot.parent, Binder):
        return
    match spot.path[-1], spot.node:
        case "low", Number(value=value):
            body = spot.above[-2]
            least = 1 if isinstance(body, Big) and spot.parent.index in letters_below(body) else 0
            for low in (each for each in (value + 1, value - 1) if each >= least):
                yield Draft(Number(low, str(low)), f"the sum begins at {low}")
        case "high", Name(key=size) as name:
            yield Draft(Addition((name, Minus(ONE))), f"the sum ends at {size} - 1")
        case "high", Addition(terms=(Name(key=size) as name, _)):
            yield Draft(name, f"the sum ends at {size}")


def throughout(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """One letter for another in a whole side, sum or matrix; two letters exchanged in a matrix with dots."""
    node = spot.node
    if spot.above and not isinstance(node, (Big, Matrix)) and not is_dotted(node):
        return
    inside = [inner.key for inner in walk(node) if isinstance(inner, Name)]
    known = list(dict.fromkeys((*ground.sizes, *ground.free, *ground.letters(spot))))
    bound = {inner.index for inner in walk(node) if isinstance(inner, Binder)}
    for old in [key for key in dict.fromkeys(inside) if inside.count(key) > 1 or is_dotted(node)]:
        if not _is_single(old) or old in bound - set(ground.free):
            continue
        for new in known if old in known or ground.is_index(old) or is_dotted(node) else ():
            if new != old and _is_single(new):
                yield Draft(plain(node, {old: new}), f"{new} for {old} throughout", {old: new})
    if is_dotted(node):
        for one, other in permutations([key for key in dict.fromkeys(inside) if key in ground.sizes], 2):
            if one < other:
                exchange = {one: other, other: one}
                yield Draft(plain(node, exchange), f"{one} and {other} exchanged", exchange)


def relations(spot: Spot, ground: Ground) -> Iterator[Draft]:
    """The opposite of a condition."""
    node = spot.node
    opposite = {"=": "≠", "≠": "=", "<": "≥", "≥": "<", ">": "≤", "≤": ">"}
    if isinstance(node, Relation) and not isinstance(spot.parent, Big):
        yield Draft(Relation(opposite[node.sign], node.left, node.right), f"{opposite[node.sign]} for {node.sign}")


def _is_single(key: str) -> bool:
    return len(key) == 1 or (key.startswith("\\") and key[1:].isalpha())
