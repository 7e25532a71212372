r"""How a bare `\mathbf 1` stands: a claim, with the definitions on which it rests, has it as a column or as a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from derive.meaning.context import Context
from derive.meaning.rewriting import walk
from derive.meaning.scope import Orientation
from derive.meaning.sizes import Misshapen
from derive.meaning.terms import MatMul, Negative, Plus, Quotient, Spread, Table, Term, Times, Transpose
from derive.meaning.world import World, spelled
from derive.reading.grammar.trees import names_in
from derive.reading.source import Span
from derive.reading.statements import Equation
from derive.reading.syntax import Unreadable

WORDS = {Orientation.ROWS: "row", Orientation.COLUMNS: "column"}


class Mixed(Misshapen):
    r"""A `\mathbf 1` that is a column in one place of a claim and a row in another."""


@dataclass(frozen=True, slots=True)
class Stand:
    r"""How a `\mathbf 1` stands, and where; `bare` is one without a size, which only its surroundings turn."""

    orientation: Orientation
    span: Span
    bare: bool

    def against(self, told: Orientation, where: str) -> str:
        """Says that it stands otherwise than it does elsewhere, or than a vector does."""
        here, there = WORDS[self.orientation], WORDS[told]
        if not where:
            return rf"`\mathbf{{1}}` is a {here} here, but vectors are {there}s; is a transpose missing?"
        return rf"`\mathbf{{1}}` is a {here} here, but a {there} {where}; is a transpose missing?"

    def either(self, told: Orientation, where: str = "elsewhere") -> str:
        """Says that it can be meant as it stands here, or as it does elsewhere."""
        message = rf"`\mathbf{{1}}` can be a {WORDS[self.orientation]} here, but it is a {WORDS[told]} {where}"
        return rf"{message}; write its size, as in `\mathbf{{1}}_m`"


def common(context: Context, term: Term) -> Orientation | None:
    r"""How every `\mathbf 1` in the products of a definition stands, and where it is turned, if all stand alike."""
    found = {stand.orientation for stand in _stands(context, _turned(term))}
    return found.pop() if len(found) == 1 else None


def steady(context: Context, equation: Equation, *sides: Term) -> Stand | None:
    r"""How a bare `\mathbf 1` stands in an equation, where one is a side, a factor of a product of matrices, or turned.

    Raises `Mixed` where another stands otherwise: than in the definitions, if these are of one mind, else than a vector
    does, which is a column; or, where the document's vectors are rows, than one with a size or the first one. A
    multiple of it in a sum may be meant as a number for every entry: raises `Unreadable` there.
    """
    found = sorted(_stands(context, [*sides, *_turned(*sides)]), key=lambda stand: stand.span.start)
    bare = [stand for stand in found if stand.bare]
    if not bare:
        return None
    known = defined(context.world, equation)
    told, where = next(iter(known.items())) if len(known) == 1 else (_told(context, found), "")
    for stand in bare:
        if stand.orientation is not told:
            place = f"in the definition of `{spelled(where)}`" if where else _elsewhere(found)
            raise Mixed(stand.against(told, place), stand.span)
    for stand in _stands(context, _multiples(sides)):
        if stand.bare and stand.orientation is not told:
            raise Unreadable(stand.either(told), stand.span)
    return bare[0]


def _told(context: Context, found: Sequence[Stand]) -> Orientation:
    stated = context.world.scope.orientation
    if stated is not Orientation.ROWS:
        return Orientation.COLUMNS
    return min(found, key=lambda stand: (stand.bare, stand.orientation is not stated)).orientation


def _elsewhere(found: Sequence[Stand]) -> str:
    """Where another one stands otherwise; nowhere where all of them stand otherwise than vectors do."""
    if len({stand.orientation for stand in found}) > 1:
        return "elsewhere in this claim"
    return ""


def defined(world: World, equation: Equation) -> dict[Orientation, str]:
    r"""How a `\mathbf 1` stands in the definitions on which an equation rests, each way with a name so defined."""
    names = names_in(equation.left, equation.right)
    return within(world, names.union(*(world.resting.get(name, ()) for name in names)))


def within(world: World, names: Set[str]) -> dict[Orientation, str]:
    r"""How a `\mathbf 1` stands in the definitions of names, each way with a name so defined."""
    return {world.ones[name]: name for name in sorted(names & world.ones.keys(), reverse=True)}


def _vector(term: Term) -> Term:
    """A term without its sign, what it is multiplied by as a number, and its transposes."""
    match term:
        case Transpose(array=inner) | Negative(operand=inner) | Spread(array=inner):
            return _vector(inner)
        case Times(left=Term(shape=()), right=inner) | Times(left=inner, right=Term(shape=())):
            return _vector(inner)
        case Quotient(top=inner, bottom=Term(shape=())):
            return _vector(inner)
    return term


def _turned(*terms: Term) -> list[Term]:
    """What stands as a column or as a row in terms: the factors of all products of matrices, and what is transposed."""
    products = (node for node in walk(terms) if isinstance(node, MatMul))
    factors = [factor for product in products for factor in (product.left, product.right)]
    return factors + [node for node in walk(terms) if isinstance(node, Transpose)]


def _multiples(sides: tuple[Term, ...]) -> Iterator[Term]:
    """The terms of sums that are no array alone."""
    for part in (part for node in walk(sides) if isinstance(node, Plus) for part in node.parts):
        if any(isinstance(node, (Times, Quotient)) for node in walk(part)):
            yield part


def _stands(context: Context, terms: Iterable[Term]) -> Iterator[Stand]:
    for term in map(_vector, terms):
        if not (isinstance(term, Table) and term.row in context.ones):
            continue
        rows, columns = context.sizes.shape(term.shape)
        if 1 in (rows, columns) and rows != columns:
            orientation = Orientation.COLUMNS if columns == 1 else Orientation.ROWS
            yield Stand(orientation, term.span, not context.widths.keys().isdisjoint(term.shape))
