"""What every rule of meaning needs while one statement is understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from typing import NoReturn

from derive.meaning.sizes import Misshapen, Sizes, is_open, words
from derive.meaning.terms import Constant, Index, Item, Shape, Size, SizeValue, Spread, Term
from derive.meaning.world import World
from derive.reading.source import Span
from derive.reading.syntax import Binder, Node, Unreadable

ONE = Constant(Fraction(1))
ZERO = Constant(Fraction(0))
FREE = "°"


class Context:
    """Open sizes, the indices in force with the sizes they run to, and what was noticed on the way.

    `widths` has the other axis for the axis along which a `\\mathbf 1` without a size is long; `ones` are the row
    indices of all vectors that the sign stands for.
    """

    def __init__(self, world: World, understand: Callable[[Context, Node], Term]) -> None:
        self.world = world
        self.sizes = Sizes(world.scope.united)
        self.indices: dict[str, Size] = {}
        self.free: dict[str, Span] = {}
        self.bindings: dict[str, Term] = {}
        self.conventions: list[str] = []
        self.remarks: list[str] = []
        self.widths: dict[Size, Size] = {}
        self.ones: set[str] = set()
        self.compared: list[tuple[Size, Size]] = []
        self.expected: dict[Size, tuple[Size, Binder]] = {}
        self.offsets: list[tuple[Term, Size, tuple[str, ...]]] = []
        self.guarded: list[tuple[Term, Size, tuple[str, ...]]] = []
        self.spike: str | None = None
        self.numbers: dict[str, Span] = {}
        self.turned = False
        self.jacobians = False
        self._understand = understand
        self._fresh = 0

    def term(self, node: Node) -> Term:
        """What a node means."""
        return self._understand(self, node)

    def scalar(self, node: Node, what: str) -> Term:
        """What a node means, which must be a number."""
        term = self.unwrapped(self.term(node))
        if term.shape != ():
            self.fail(f"expected a number as {what}, found an array of shape {self.words(term)}", node.span)
        return term

    def fail(self, message: str, span: Span) -> NoReturn:
        """The place is not understood."""
        raise Unreadable(message, span)

    def misfit(self, message: str, span: Span) -> NoReturn:
        """The place is understood, but its shapes do not fit."""
        raise Misshapen(message, span)

    def words(self, term: Term) -> str:
        """A term's shape for a reader."""
        return words(self.sizes.shape(term.shape))

    def fresh(self, stem: str = "k") -> str:
        """The name of an index that no document can write."""
        self._fresh += 1
        return f"{stem}{FREE}{self._fresh}"

    def index(self, name: str, size: Size, span: Span) -> Index:
        """An index that runs over an axis of this size, which must be the same wherever it stands."""
        if name in self.numbers:
            self.fail(f"`{name}` is a number in one place and an index in another", span)
        if name not in self.indices:
            self.indices[name] = self.sizes.open()
            self.free[name] = span
        known = self.sizes.find(self.indices[name])
        if not self.sizes.unify(known, size):
            self.misfit(f"the index {name} runs to {known} in one place and to {self.sizes.find(size)} here", span)
        return Index(name, span=span)

    def settle_compared(self) -> None:
        """Let indices that are compared run over one axis, as far as nothing else is known of either."""
        for one, other in self.compared:
            if is_open(self.sizes.find(one)) or is_open(self.sizes.find(other)):
                self.sizes.unify(one, other)

    @contextmanager
    def bound(self, names: Mapping[str, Size]) -> Iterator[None]:
        """Bind indices inside; outside they are what they were before."""
        hidden = {name: self.indices.get(name) for name in names}
        free = {name: self.free.pop(name) for name in names if name in self.free}
        self.indices.update(names)
        try:
            yield
        finally:
            for name, size in hidden.items():
                if size is None:
                    del self.indices[name]
                else:
                    self.indices[name] = size
            self.free.update(free)

    @contextmanager
    def inside(self, world: World, bindings: Mapping[str, Term]) -> Iterator[None]:
        """Understand the body of a function: in its own world, with its parameters bound."""
        outer = self.world, self.bindings, self.indices, self.free
        self.world, self.bindings, self.indices, self.free = world, dict(bindings), {}, {}
        try:
            yield
        finally:
            self.world, self.bindings, self.indices, self.free = outer

    def unwrapped(self, term: Term) -> Term:
        """A 1×1 array as the number it holds; beside a 1, a size that nothing is known of is 1."""
        shape = self.sizes.shape(term.shape)
        if 1 in shape and any(is_open(size) for size in shape):
            self.sizes.fit(term.shape, (1, 1))
        if self.sizes.shape(term.shape) == (1, 1):
            return Item(term, ONE, ONE, span=term.span)
        return term

    def same_shape(self, terms: list[Term], what: str) -> tuple[list[Term], Shape]:
        """Terms brought to one shape: numbers act on every entry, a row or a column is repeated in a matrix."""
        arrays = [term for term in terms if term.shape != ()]
        if not arrays:
            return terms, ()
        if all(self.sizes.fit(arrays[0].shape, term.shape) for term in arrays[1:]):
            return terms, arrays[0].shape
        arrays = [term for term in map(self.unwrapped, terms) if term.shape != ()]
        if arrays and all(self.sizes.fit(arrays[0].shape, term.shape) for term in arrays[1:]):
            return [self.unwrapped(term) for term in terms], arrays[0].shape
        return self._broadcast([self.unwrapped(term) for term in terms], what)

    def _broadcast(self, terms: list[Term], what: str) -> tuple[list[Term], Shape]:
        matrices = [t for t in terms if t.shape != () and 1 not in self.sizes.shape(t.shape)]
        if not matrices:
            shown = " and ".join(self.words(term) for term in terms if term.shape != ())
            self.misfit(f"{what} arrays of shapes {shown}", terms[-1].span)
        shape = matrices[0].shape
        return [self._spread(term, shape, what) for term in terms], shape

    def _spread(self, term: Term, shape: Shape, what: str) -> Term:
        if term.shape == () or shape == () or self.sizes.fit(term.shape, shape):
            return term
        rows, columns = self.sizes.shape(term.shape)
        if rows == 1 and self.sizes.unify(columns, shape[1]):
            self.conventions.append("a row is added to every row of a matrix")
        elif columns == 1 and self.sizes.unify(rows, shape[0]):
            self.conventions.append("a column is added to every column of a matrix")
        else:
            self.misfit(f"{what} arrays of shapes {words(self.sizes.shape(shape))} and {self.words(term)}", term.span)
        return Spread(term, shape=shape, span=term.span)

    def size_value(self, size: Size) -> Term:
        """A size as a number; an open one is put in when the statement is settled."""
        size = self.sizes.find(size)
        return Constant(Fraction(size)) if isinstance(size, int) else SizeValue(size)

    def is_square(self, shape: Shape) -> bool:
        """Whether an array has as many rows as columns, and more than one."""
        rows, columns = self.sizes.shape(shape) or (1, 1)
        return rows == columns != 1

    def is_vector(self, shape: Shape) -> bool:
        """Whether an array has one row or one column."""
        return shape != () and 1 in self.sizes.shape(shape)
