"""What a document has said so far, as meaning sees it: a scope, and the functions that are still syntax."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import Enum

from derive.meaning.scope import Orientation, Scope
from derive.meaning.terms import Shape, Term
from derive.reading.grammar.names import braced
from derive.reading.grammar.trees import names_in
from derive.reading.source import Span
from derive.reading.statements import Form, Head, Line, Told
from derive.reading.syntax import Name, Node, Number


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the document: its head, its body, and the world in which the body is meant."""

    head: Head
    body: Node
    world: World


@dataclass(frozen=True, slots=True)
class Opaque:
    """An unknown function: of one scalar where `arguments` is empty, else of these arguments and no others."""

    name: str
    arguments: tuple[Term, ...] = ()


def spelled(key: str) -> str:
    """The spelling of a name, whose key may tell it from one that it hides."""
    while key.startswith("{") and key.endswith("}"):
        key = key[1:-1]
    return key


def _plain(key: str) -> str:
    """The spelling of a name without its typeface."""
    return spelled(key).partition("#")[0]


def entry_key(name: str, indices: Sequence[Node]) -> str:
    """What an entry at letters and numbers has in place of a key of its own; empty of another."""
    below = [each.key if isinstance(each, Name) else each.digits for each in indices if isinstance(each, Name | Number)]
    return f"{name}[{','.join(below)}]" if below and len(below) == len(indices) else ""


def entry_name(name: str, indices: Sequence[Node]) -> str:
    """The spelling of such an entry."""
    return f"{spelled(name)}_{braced(entry_key(name, indices)[len(name) + 1 : -1])}"


class Fault(Enum):
    """Why a definition gives its name no meaning."""

    UNREAD = "the definition of `{}` was not understood"
    UNDECLARED = "the declaration of `{}` was not understood"
    MISSHAPEN = "the shapes in the definition of `{}` do not fit"
    LATER = "`{}` is defined only behind what rests on it; write its definition above"
    TURNED = "`{}` stands above `vectors:`, which does not turn it; write that first"
    RUNNING = "running text defines `{}`; definitions are read in `derive` comments and in displayed formulas"


@dataclass(frozen=True, slots=True)
class Spoiled:
    """Where a definition stands that gives its name no meaning; `through` is another name on which it rests."""

    at: Span
    fault: Fault = Fault.UNREAD
    through: str = ""

    def told(self, name: str) -> str:
        """Why a name has no meaning."""
        said: str = self.fault.value
        if self.through and self.fault not in (Fault.LATER, Fault.TURNED):
            return f"`{_plain(name)}` rests on `{_plain(self.through)}`, whose definition was not understood"
        return said.replace("{}", _plain(self.through or name))


@dataclass(frozen=True, slots=True)
class World:
    """The scope, the functions, and the single entries that are defined of arrays that are not.

    The names and entries in `spoiled` have a definition without a meaning. The assumptions in `unread` were not
    understood, and of the names in `supposed` running text says more: what is false here may be true under that. What
    is `told` by running text may be meant or not. `resting` has for each defined name all names on which its definition
    rests, directly or through others. Those in `vectors` are declared or defined with one axis, as in `R^n`; above
    those that are `unturned` nothing says how vectors stand, or only an outer section. `ones` tells how a bare
    `\\mathbf 1` stands in the definition of a name, `parts` what one index of a matrix means that is shown as made of
    its parts; of the `lined` ones only running text says that. `inverses` has for each name that stands for an inverse
    what it is the inverse of.
    """

    scope: Scope = field(default_factory=Scope)
    functions: Mapping[str, Function | Opaque] = field(default_factory=dict)
    entries: Mapping[str, Mapping[tuple[int, int], Term]] = field(default_factory=dict)
    spoiled: Mapping[str, Spoiled] = field(default_factory=dict)
    unread: tuple[Span, ...] = ()
    supposed: tuple[tuple[str, Span], ...] = ()
    told: tuple[tuple[Told, Span], ...] = ()
    resting: Mapping[str, frozenset[str]] = field(default_factory=dict)
    vectors: frozenset[str] = frozenset()
    unturned: frozenset[str] = frozenset()
    ones: Mapping[str, Orientation] = field(default_factory=dict)
    parts: Mapping[str, Line] = field(default_factory=dict)
    lined: frozenset[str] = frozenset()
    inverses: Mapping[str, Node] = field(default_factory=dict)

    def resting_on(self, name: str, names: Set[str]) -> World:
        """The world in which the definition of a name rests on these names, and on what theirs rest on."""
        rest = frozenset(names).union(*(self.resting.get(each, ()) for each in names)) - {name}
        return replace(self, resting={**self.resting, name: rest})

    def without_resting(self, name: str, why: Spoiled) -> World:
        """The world in which neither a name has a meaning nor what is defined by it."""
        above = [key for key, names in self.resting.items() if name in names and key not in self.spoiled]
        resting = dict.fromkeys(above, replace(why, through=name))
        return replace(self, spoiled={**self.spoiled, **resting, name: why})

    def with_later(self, name: str, at: Span) -> World:
        """The world in which what is defined above by a function has no meaning: it was unknown there."""
        return replace(self, spoiled=self.without_resting(name, Spoiled(at, Fault.LATER))._spoiled_without(name))

    def supposing(self, name: str, at: Span) -> World:
        """The world in which running text says more of a name."""
        return replace(self, supposed=(*self.supposed, (name, at)))

    def doubts(self, names: frozenset[str]) -> tuple[Span, ...]:
        """Where something is said that was not understood, and may make true what speaks of these names."""
        named = names.union(*(self.resting.get(each, ()) for each in names))
        return (*self.unread, *(at for name, at in self.supposed if name in named))

    def with_axes(self, names: Set[str], number: int) -> World:
        """The world in which names are declared or defined with a number of axes."""
        if number == 1:
            return replace(self, vectors=self.vectors | names, unturned=self.unturned | names)
        return replace(self, vectors=self.vectors - names, unturned=self.unturned - names)

    def opened(self) -> World:
        """The world of a section inside this one: what is said outside of how vectors stand is said of its vectors."""
        return self if self.scope.orientation is None else replace(self, unturned=frozenset())

    def otherwise(self, orientation: Orientation) -> list[str]:
        """The vectors for which it comes too late to say how vectors stand, since they stand otherwise."""
        axis = 0 if orientation is Orientation.ROWS else 1
        shapes = {name: self.scope.shapes.get(name, ()) for name in self.unturned - self.spoiled.keys()}
        return sorted(name for name, shape in shapes.items() if len(shape) == 2 and shape[axis] != 1)

    def has_one_axis(self, array: Node) -> bool:
        """Whether an array is made of what is declared or defined with one axis."""
        names = frozenset(names_in(array))
        return not self.vectors.isdisjoint(names.union(*(self.resting.get(name, ()) for name in names)))

    def with_sizes(self, *sizes: str) -> World:
        """The world with more names of sizes."""
        return replace(self, scope=replace(self.scope, sizes=self.scope.sizes | set(sizes)))

    def with_quantity(self, name: str, shape: Shape, definition: Term | None = None) -> World:
        """The world with a quantity, free or defined; an older one of the name is hidden."""
        shapes = {**self.scope.shapes, name: shape}
        definitions = {k: v for k, v in self.scope.definitions.items() if k != name}
        if definition is not None:
            definitions[name] = definition
        finite = {k: v for k, v in self.scope.finite.items() if k != name}
        functions = {k: v for k, v in self.functions.items() if k != name}
        ones = {k: v for k, v in self.ones.items() if k != name}
        parts = {k: v for k, v in self.parts.items() if k != name}
        scope = replace(self.scope, shapes=shapes, definitions=definitions, finite=finite)
        spoiled = self._spoiled_without(name)
        return replace(self, scope=scope, functions=functions, spoiled=spoiled, ones=ones, parts=parts)

    def with_part(self, name: str, part: Line) -> World:
        """The world that knows what one index of a matrix means."""
        return replace(self, parts={**self.parts, name: part})

    def with_ones(self, name: str, orientation: Orientation | None) -> World:
        r"""The world that knows how a bare `\mathbf 1` stands in the definition of a name, if that is told."""
        return self if orientation is None else replace(self, ones={**self.ones, name: orientation})

    def _spoiled_without(self, name: str) -> Mapping[str, Spoiled]:
        """What is spoiled but a name, and the entries of the array that it was."""
        return {key: why for key, why in self.spoiled.items() if key != name and not key.startswith(f"{name}[")}

    def without(self, name: str, why: Spoiled) -> World:
        """The world in which a name has no meaning, for the sake of its definition."""
        return replace(self, spoiled={**self.spoiled, name: why})

    @property
    def parameters(self) -> frozenset[str]:
        """The letters that functions of one number have used for it."""
        heads = [f.head for f in self.functions.values() if isinstance(f, Function)]
        numbers = [head for head in heads if head.form is Form.FUNCTION and len(head.parameters) == 1]
        return frozenset(head.parameters[0] for head in numbers)

    def with_function(self, name: str, function: Function | Opaque) -> World:
        """The world with a function; a quantity of its name is hidden."""
        shapes = {k: v for k, v in self.scope.shapes.items() if k != name}
        definitions = {k: v for k, v in self.scope.definitions.items() if k != name}
        scope = replace(self.scope, shapes=shapes, definitions=definitions)
        functions = {**self.functions, name: function}
        return replace(self, scope=scope, functions=functions, spoiled=self._spoiled_without(name))
