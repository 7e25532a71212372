"""What a rule of edits is given, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from derive.judging.edits.trees import Spot
from derive.meaning.constants import CONSTANTS
from derive.meaning.reaching import quantities
from derive.meaning.rewriting import walk as walk_terms
from derive.meaning.terms import LONG, Item, Plus, Quantity
from derive.meaning.world import Function, Opaque, World
from derive.reading.grammar.kronecker import SYMBOLS
from derive.reading.grammar.trees import walk
from derive.reading.statements import Equation, Form
from derive.reading.syntax import (
    Addition,
    Big,
    Binder,
    Call,
    Entry,
    General,
    Matrix,
    Minus,
    Name,
    Node,
    Number,
    Partial,
    Product,
    Ratio,
    Spike,
    Superscript,
    Transposed,
)

MOST = 8
"""Names that are tried in the place of one name."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A node to stand in the place of another, and in words what was changed.

    With `renaming` it is the old one with other letters for some of its letters, wherever these are written.
    """

    new: Node
    change: str
    renaming: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Ground:
    """An equation, the world in which it stands, and what of both the rules ask for."""

    equation: Equation
    world: World

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every name in the equation, in its order."""
        sides = (self.equation.left, self.equation.right)
        return tuple(dict.fromkeys(n.key for side in sides for n in walk(side) if isinstance(n, Name)))

    @cached_property
    def bound(self) -> frozenset[str]:
        """The indices that a sum or a matrix binds somewhere in the equation."""
        nodes = [n for side in (self.equation.left, self.equation.right) for n in walk(side)]
        general = {key for n in nodes if isinstance(n, General) for key in (n.row, n.column)}
        return frozenset(general | {n.index for n in nodes if isinstance(n, Binder)})

    @cached_property
    def free(self) -> tuple[str, ...]:
        """The free indices."""
        return tuple(key for key in self.keys if self.is_index(key) and key not in self.bound)

    @cached_property
    def sizes(self) -> tuple[str, ...]:
        """The sizes of the names in the equation, and those written there."""
        shapes = [self.world.scope.shapes.get(key, ()) for key in self.keys]
        inside = [size for shape in shapes for size in shape if isinstance(size, str)]
        return tuple(dict.fromkeys([*inside, *(key for key in self.keys if key in self.world.scope.sizes)]))

    @cached_property
    def lengths(self) -> tuple[Name | Number, ...]:
        """The sizes, and the long lengths that are numbers, as they are written."""
        shapes = [self.world.scope.shapes.get(key, ()) for key in self.keys]
        numbers = [size for shape in shapes for size in shape if isinstance(size, int) and size > LONG]
        return (*map(Name, self.sizes), *(Number(Fraction(each), str(each)) for each in dict.fromkeys(numbers)))

    @cached_property
    def quantities(self) -> tuple[str, ...]:
        """The quantities in the equation, then those that define them, then all others."""
        shapes, definitions = self.world.scope.shapes, self.world.scope.definitions
        found = [key for key in self.keys if key in shapes]
        for key in found:
            inner = walk_terms(definitions[key]) if key in definitions else ()
            found.extend(t.name for t in inner if isinstance(t, Quantity) and t.name not in found)
        return tuple(dict.fromkeys(key for key in (*found, *shapes) if key in shapes and key not in self.world.spoiled))

    @cached_property
    def functions(self) -> tuple[str, ...]:
        """The functions of one number, those in the equation first."""
        functions = self.world.functions
        called = [n.function for s in (self.equation.left, self.equation.right) for n in walk(s) if isinstance(n, Call)]
        return tuple(dict.fromkeys(k for k in (*called, *functions) if k in functions and _is_number(functions[k])))

    @cached_property
    def has_offsets(self) -> bool:
        """Whether the equation, or what it rests on, has an entry one or more places from another."""
        sides, definitions = (self.equation.left, self.equation.right), self.world.scope.definitions
        entries = [node for side in sides for node in walk(side) if isinstance(node, Entry)]
        if any(isinstance(index, Addition) for entry in entries for index in entry.indices):
            return True
        terms = [node for key in self.quantities if key in definitions for node in walk_terms(definitions[key])]
        places = (place for term in terms if isinstance(term, Item) for place in (term.row, term.column))
        return any(isinstance(place, Plus) for place in places)

    @cached_property
    def losses(self) -> tuple[tuple[str, str], ...]:
        """Each unknown function that the equation names, with an array that it depends on."""
        found = [
            (key, argument.name)
            for key, function in self.world.functions.items()
            if isinstance(function, Opaque) and key in self.keys
            for argument in function.arguments
            if isinstance(argument, Quantity)
        ]
        return tuple(found)

    def is_index(self, key: str) -> bool:
        """Whether a name is an index: a letter that means nothing else."""
        known = (self.world.scope.shapes, self.world.scope.sizes, self.world.functions, CONSTANTS, SYMBOLS)
        return not any(key in names for names in known) and (len(key) == 1 or key.startswith("\\"))

    def is_array(self, node: Node) -> bool:
        """Whether a node looks like an array; shapes are worked out later."""
        match node:
            case Name(key=key):
                return bool(self.world.scope.shapes.get(key))
            case Matrix() | General() | Spike() | Transposed() | Call(function="ones"):
                return True
            case Product(left=left, right=right):
                return self.is_array(left) or self.is_array(right)
            case Minus(operand=below) | Superscript(base=below):
                return self.is_array(below)
            case Ratio(top=top):
                return self.is_array(top)
            case Addition(terms=terms):
                return any(self.is_array(term) for term in terms)
            case Partial(numerator=numerator, by=by):
                return any(self.is_array(part) for part in (*by, *([numerator] if numerator else [])))
            case Call(function=function, arguments=(argument,)):
                return function not in ("norm", "tr", "norm1", "norm2", "norm_inf") and self.is_array(argument)
            case Big(body=body):
                return self.is_array(body)
        return False

    def is_number(self, node: Node) -> bool:
        """Whether a node is a single factor that looks like a number, and neither an index nor a size."""
        if isinstance(node, Name):
            return self.world.scope.shapes.get(node.key) == ()
        return isinstance(node, Entry) or (isinstance(node, Call) and not self.is_array(node))

    def alike(self, key: str) -> tuple[str, ...]:
        """Other quantities of the shape of one."""
        shapes = self.world.scope.shapes
        return tuple(k for k in self.quantities if k != key and shapes[k] == shapes[key])[:MOST]

    def depends(self, key: str, by: Node) -> bool:
        """Whether the derivative of a name by a quantity or an entry can be other than zero."""
        array = by.array if isinstance(by, Entry) else by
        if not isinstance(array, Name):
            return False
        scope, function = self.world.scope, self.world.functions.get(key)
        roots = list(function.arguments) if isinstance(function, Opaque) else []
        roots += [scope.definitions[key]] if key in scope.definitions else []
        return key == array.key or any(array.key in quantities(root, scope.definitions) for root in roots)

    def axes(self, key: str) -> int:
        """How many indices an entry of a quantity has."""
        return sum(size != 1 for size in self.world.scope.shapes.get(key, ()))

    def entry(self, key: str, indices: tuple[str, ...]) -> Node:
        """An entry of a quantity."""
        return Entry(Name(key), tuple(Name(index) for index in indices))


Rule = Callable[[Spot, Ground], Iterator[Draft]]


def _is_number(function: Function | Opaque) -> bool:
    if isinstance(function, Opaque):
        return not function.arguments
    return function.head.form is Form.FUNCTION and len(function.head.parameters) == 1
