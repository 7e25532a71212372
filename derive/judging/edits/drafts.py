"""What a rule of edits is given, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from derive.judging.edits.trees import Spot, plain
from derive.meaning.constants import CONSTANTS
from derive.meaning.reaching import quantities
from derive.meaning.rewriting import walk as walk_terms
from derive.meaning.terms import (
    LONG,
    Apply,
    Derivative,
    Item,
    Map,
    Plus,
    Quantity,
    SizeValue,
    Table,
    Unknown,
    is_number,
)
from derive.meaning.world import Function, Opaque, World
from derive.reading.grammar.kronecker import SYMBOLS
from derive.reading.grammar.trees import free_names, walk
from derive.reading.statements import Equation, Form
from derive.reading.syntax import (
    Addition,
    Big,
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
    def free(self) -> tuple[str, ...]:
        """The indices that stand somewhere in the equation where no sum and no matrix binds them."""
        names = free_names(self.equation.left) + free_names(self.equation.right)
        return tuple(key for key in self.keys if self.is_index(key) and key in names)

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
    def near(self) -> tuple[str, ...]:
        """The quantities in the equation, then those that define them."""
        shapes = self.world.scope.shapes
        found = [key for key in self.keys if key in shapes]
        for key in found:
            found.extend(t.name for t in self.defining(key) if isinstance(t, Quantity) and t.name not in found)
        return tuple(dict.fromkeys(key for key in found if key in shapes and key not in self.world.spoiled))

    @cached_property
    def quantities(self) -> tuple[str, ...]:
        """The same, then all others."""
        return tuple(dict.fromkeys((*self.near, *(k for k in self.world.scope.shapes if k not in self.world.spoiled))))

    def defining(self, key: str) -> Sequence[object]:
        """The terms in the definition of a quantity."""
        definition = self.world.scope.definitions.get(key)
        return [] if definition is None else walk_terms(definition)

    @cached_property
    def functions(self) -> tuple[str, ...]:
        """The functions of one number, those in the equation first."""
        functions = self.world.functions
        called = [n.function for s in (self.equation.left, self.equation.right) for n in walk(s) if isinstance(n, Call)]
        return tuple(dict.fromkeys(k for k in (*called, *functions) if k in functions and _is_number(functions[k])))

    @property
    def vector_functions(self) -> frozenset[str]:
        """The functions of the document that take a vector, and have one as their value."""
        known = self.world.functions.items()
        return frozenset(key for key, f in known if isinstance(f, Function) and f.head.form is Form.ROW_FUNCTION)

    @cached_property
    def has_offsets(self) -> bool:
        """Whether the equation, or what it rests on, has an entry one or more places from another."""
        sides = (self.equation.left, self.equation.right)
        entries = [node for side in sides for node in walk(side) if isinstance(node, Entry)]
        if any(isinstance(index, Addition) for entry in entries for index in entry.indices):
            return True
        terms = [node for key in self.quantities for node in self.defining(key)]
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

    @cached_property
    def upstream(self) -> tuple[tuple[str, str], ...]:
        """The same, and what is differentiated with each array that is computed from what it is differentiated by."""
        found = list(self.losses)
        for loss, by in self._gradients:
            is_number = loss in self.world.functions or self.world.scope.shapes.get(loss) == ()
            steps = [key for key in self.quantities if is_number and self._speaks(key, by)]
            found += [(loss, key) for key in steps if key != loss and self.depends(loss, Name(key))]
        return tuple(dict.fromkeys(found))[:MOST]

    @property
    def _gradients(self) -> Iterator[tuple[str, str]]:
        """What each side that is a derivative differentiates, and by what; also one that is only named."""
        for side in (self.equation.left, self.equation.right):
            match side:
                case Partial(numerator=Name(key=loss), by=(by,)):
                    yield loss, named(by) or ""
                case Name(key=key) | Entry(array=Name(key=key)):
                    match self.world.scope.definitions.get(key):
                        case Derivative(numerator=Quantity(name=loss) | Unknown(name=loss), by=Quantity(name=name)):
                            yield loss, name

    def _speaks(self, key: str, of: str | None) -> bool:
        return any(isinstance(term, Quantity) and term.name == of for term in self.defining(key))

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The quantities near the equation that a function of one number is applied to."""
        terms = [term for key in self.near for term in self.defining(key)]
        taken = [t.argument for t in terms if isinstance(t, Apply)]
        taken += [t.arguments[0] for t in terms if isinstance(t, Unknown) and len(t.arguments) == 1]
        arrays = [term.array if isinstance(term, Item) else term for term in taken]
        return tuple(dict.fromkeys(term.name for term in arrays if isinstance(term, Quantity)))[:MOST]

    @cached_property
    def outputs(self) -> Mapping[str, bool]:
        """The quantities near the equation that are such functions of others, and whether each is a tanh."""
        found = {}
        for key in self.near:
            term = self.world.scope.definitions.get(key)
            term = term.entry if isinstance(term, Table) else term
            is_tanh = isinstance(term, Map) and term.function == "tanh"
            if is_tanh or isinstance(term, Apply):
                found[key] = is_tanh
        return found

    @cached_property
    def scales(self) -> Mapping[str, Node]:
        """The numbers near the equation, and the roots of sizes, as they are told and as they are written."""
        taken = [n.numerator.key for n in self._nodes if isinstance(n, Partial) and isinstance(n.numerator, Name)]
        numbers = [key for key in self.near if self.world.scope.shapes[key] == () and key not in taken]
        maps = [t for key in self.near for t in self.defining(key) if isinstance(t, Map) and t.function == "sqrt"]
        sizes = [t.arguments[0].size for t in maps if isinstance(t.arguments[0], SizeValue)]
        roots = {f"√{size}": Call("sqrt", (Name(size),)) for size in sizes if not is_number(size)}
        return {**{key: Name(key) for key in numbers[:MOST]}, **roots}

    @cached_property
    def calls(self) -> tuple[Node, ...]:
        """Each tanh in the equation."""
        return tuple(dict.fromkeys(plain(n) for n in self._nodes if isinstance(n, Call) and n.function == "tanh"))

    @property
    def _nodes(self) -> list[Node]:
        return [*walk(self.equation.left), *walk(self.equation.right)]

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
            case Superscript(base=base):
                return self.is_array(base)
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
        """Other quantities of the shape of one; first those that are computed from it, and it from them."""
        shapes = self.world.scope.shapes
        found = [k for k in self.quantities if k != key and shapes[k] == shapes[key]]
        return tuple(sorted(found, key=lambda k: not (self._speaks(k, key) or self._speaks(key, k))))[:MOST]

    def depends(self, key: str, by: Node) -> bool:
        """Whether the derivative of a name by a quantity or an entry can be other than zero."""
        array = named(by)
        if array is None:
            return False
        scope, function = self.world.scope, self.world.functions.get(key)
        roots = list(function.arguments) if isinstance(function, Opaque) else []
        roots += [scope.definitions[key]] if key in scope.definitions else []
        return key == array or any(array in quantities(root, scope.definitions) for root in roots)

    def letters(self, spot: Spot) -> tuple[str, ...]:
        """The indices in force at a place."""
        return tuple(dict.fromkeys((*self.free, *spot.letters)))

    def axes(self, key: str) -> int:
        """How many indices an entry of a quantity has."""
        return sum(size != 1 for size in self.world.scope.shapes.get(key, ()))

    def entry(self, key: str, indices: tuple[str, ...]) -> Node:
        """An entry of a quantity."""
        return Entry(Name(key), tuple(Name(index) for index in indices))


Rule = Callable[[Spot, Ground], Iterator[Draft]]


def named(node: Node | None) -> str | None:
    """The name that a node is, or of which it is an entry."""
    array = node.array if isinstance(node, Entry) else node
    return array.key if isinstance(array, Name) else None


def _is_number(function: Function | Opaque) -> bool:
    if isinstance(function, Opaque):
        return not function.arguments
    return function.head.form is Form.FUNCTION and len(function.head.parameters) == 1
