"""The definitions of a document, and by which constant factor two of one name differ."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

from derive.judging import chosen
from derive.judging.candidates import candidate
from derive.judging.exact.frames import Point
from derive.judging.exact.numbers import Number, OutOfRange, Undefined, differ, evaluate
from derive.judging.inventory import inventory
from derive.judging.limits import TimeOver, limited
from derive.judging.trial import Clock, Judge, proof
from derive.meaning.claims import Claim
from derive.meaning.context import Context
from derive.meaning.definitions import defined
from derive.meaning.meanings import Declared, Understood
from derive.meaning.rewriting import rebuilt, speaks, walk
from derive.meaning.scope import Scope, Statement
from derive.meaning.sizes import Misshapen
from derive.meaning.terms import (
    Apply,
    Constant,
    Derivative,
    Limit,
    Map,
    MatMul,
    Power,
    Quantity,
    Quotient,
    Shape,
    Size,
    SizeValue,
    Term,
    Times,
)
from derive.meaning.understand import understand, whole
from derive.meaning.world import World
from derive.reading.items import Document, Opening
from derive.reading.statements import Definition, Form
from derive.reading.syntax import Unreadable

SECONDS = 3.0
MOST_SIZES = 3
NUMBERS = (2, 3, 5)


@dataclass(frozen=True, slots=True)
class Namesake:
    """What a name stands for at one place of a document; `place` is the line and the column of its definition.

    `sections` are the headings it stands under, by their numbers in the document. Of a function of a number or an array
    `term` is the body, in which the parameters are quantities.
    """

    name: str
    term: Term
    place: tuple[int, int]
    sections: tuple[int, ...] = ()

    @property
    def arguments(self) -> Mapping[str, Shape]:
        """The quantities in the definition as it is written, in their order: free, whatever they stand for."""
        bound = {node.parameter for node in walk(self.term) if isinstance(node, Apply)}
        nodes = [node for node in walk(self.term) if isinstance(node, Quantity) and node.name not in bound]
        return {node.name: node.shape for node in nodes}

    @property
    def sizes(self) -> tuple[str, ...]:
        """The sizes in the definition, in their order."""
        found = [size for shape in (*self.arguments.values(), self.term.shape) for size in shape]
        found += [node.size for node in walk(self.term) if isinstance(node, SizeValue)]
        return tuple(dict.fromkeys(size for size in found if isinstance(size, str)))


@dataclass(frozen=True, slots=True)
class Factor:
    """A positive or negative constant: a number times powers of sizes."""

    number: Fraction = Fraction(1)
    powers: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_one(self) -> bool:
        """Whether it changes nothing."""
        return self.number == 1 and not any(self.powers.values())

    def at(self, sizes: Mapping[str, int]) -> Fraction:
        """Its value."""
        return self.number * prod(Fraction(sizes[size]) ** power for size, power in self.powers.items())

    @property
    def term(self) -> Term:
        """The factor as a number that a term can have."""
        found: Term = Constant(self.number)
        for size, power in self.powers.items():
            if power:
                found = (Times if power > 0 else Quotient)(found, SizeValue(size))
        return found

    @property
    def latex(self) -> str:
        r"""The factor as an author writes it, `-\frac{1}{2 n}`."""
        sign = "-" if self.number < 0 else ""
        above = [str(abs(self.number.numerator))] + [size for size, power in self.powers.items() if power > 0]
        below = [str(self.number.denominator)] + [size for size, power in self.powers.items() if power < 0]
        top, bottom = (" ".join(parts[1:] if parts[0] == "1" else parts) for parts in (above, below))
        return sign + (rf"\frac{{{top or 1}}}{{{bottom}}}" if bottom else top or "1")


def namesakes(document: Document, understood: Sequence[Understood]) -> tuple[Namesake, ...]:
    """Every definition of a quantity or a function of quantities, in the order of the document."""
    found: list[Namesake] = []
    sections = headings(document)
    for each in understood:
        if isinstance(each.item.statement, Definition) and each.meaning == Declared("a definition"):
            with suppress(Unreadable, Misshapen, RecursionError):
                term = _body(each.item.statement, each.world)
                if term is not None:
                    place = document.source.position(each.item.span.start)
                    found.append(Namesake(each.item.statement.head.key, term, place, sections[each.item.id]))
    return tuple(found)


def headings(document: Document) -> Mapping[str, tuple[int, ...]]:
    """The headings that each item stands under, by their numbers, the outermost first."""
    found: dict[str, tuple[int, ...]] = {}
    open_: list[tuple[int, int]] = []
    for number, part in enumerate(document.parts):
        if isinstance(part, Opening):
            open_ = [(level, known) for level, known in open_ if level < part.level] + [(part.level, number)]
        else:
            found[part.id] = tuple(known for _, known in open_)
    return found


def around(sections: tuple[int, ...], found: Sequence[Namesake]) -> tuple[Namesake, ...]:
    """Those that hold for what stands under these headings too, unless a nearer definition hides them."""
    return tuple(each for each in found if each.sections == sections[: len(each.sections)])


def _body(statement: Definition, world: World) -> Term | None:
    """What a definition says its head is; nothing of single entries and of functions of rows."""
    head = statement.head
    if head.form is not Form.FUNCTION:
        return None if head.form is Form.ROW_FUNCTION else defined(statement, world).scope.definitions.get(head.key)
    context = Context(world, understand)
    shapes = {name: world.scope.shapes.get(name, ()) for name in head.parameters}
    with context.inside(world, {name: Quantity(name, shape=shape) for name, shape in shapes.items()}):
        body = context.term(statement.body)
    return whole(context, (body,)).terms[0]


def factor(one: Namesake, other: Namesake, judge: Judge, *, signed: bool = False) -> Factor | None:
    """The constant c for which `one` is c times `other` as functions of their arguments; nothing where there is none.

    Arguments are matched by name, or in their order where the names differ; so are sizes. `signed` allows c to be
    negative. Every c is proved but 1, for which no difference was seen. A definition that is no more than a sum or a
    number is a multiple of too many others, and has no factor.
    """
    matched = _matched(one, other)
    if matched is None or not _is_substantial(one.term):
        return None
    end = time.process_time() + SECONDS
    scope = Scope(sizes=frozenset(one.sizes), shapes=one.arguments)
    with suppress(TimeOver), limited(SECONDS) as clock:
        values = list(_values(one.term, matched, scope, clock))
        for constant in _factors(one.sizes[:MOST_SIZES], signed):
            if all(not differ(left, constant.at(sizes) * right) for sizes, left, right in values):
                claim = Claim(Statement(one.term, Times(constant.term, matched, shape=matched.shape)), scope)
                break
        else:
            return None
    return constant if constant.is_one or proof(claim, judge, end) is not None else None


def _values(left: Term, right: Term, scope: Scope, clock: Clock) -> Iterator[tuple[Mapping[str, int], Number, Number]]:
    """Entries of two terms at a few sizes and values."""
    found = inventory(Statement(left, right), scope)
    for sizes in chosen.assignments(found):
        for number in NUMBERS:
            clock()
            point = candidate(scope, found, Point(sizes), {}, number)
            if point is None:
                continue
            with suppress(Undefined, OutOfRange):
                for rows in zip(*(evaluate(side, scope, point) for side in (left, right)), strict=True):
                    yield from ((sizes, *pair) for pair in zip(*rows, strict=True))


def _factors(sizes: Sequence[str], signed: bool) -> Iterator[Factor]:
    """1 first, then numbers, then sizes and their inverses."""
    numbers = [Fraction(1), Fraction(2), Fraction(1, 2)]
    for powers in sorted(product((0, -1, 1), repeat=len(sizes)), key=lambda powers: sum(map(abs, powers))):
        for number in numbers:
            for sign in (1, -1) if signed else (1,):
                yield Factor(sign * number, dict(zip(sizes, powers, strict=True)))


def _matched(one: Namesake, other: Namesake) -> Term | None:
    """The other definition in the names and sizes of the first; nothing where these do not correspond."""
    mine, theirs = one.arguments, other.arguments
    order = list(mine) if mine.keys() != theirs.keys() else list(theirs)
    names = dict(zip(theirs, order, strict=False))
    sizes: dict[Size, Size] = {}
    pairs = [(mine[name], theirs[old]) for old, name in names.items()]
    for new, old in [*pairs, (one.term.shape, other.term.shape)]:
        if len(new) != len(old) or any(sizes.setdefault(a, b) != b for a, b in zip(old, new, strict=True)):
            return None
    injective = len(set(sizes.values())) == len(sizes) and all(a == b for a, b in sizes.items() if isinstance(a, int))
    return _translated(other.term, names, sizes) if injective and len(mine) == len(theirs) else None


def _translated(term: Any, names: Mapping[str, str], sizes: Mapping[Size, Size]) -> Any:
    """A term with other names for quantities and sizes."""
    made = rebuilt(term, lambda part: _translated(part, names, sizes))
    if isinstance(made, Quantity):
        made = replace(made, name=names.get(made.name, made.name))
    if isinstance(made, SizeValue):
        made = replace(made, size=str(sizes.get(made.size, made.size)))
    if isinstance(made, Term) and made.shape != ():
        made = replace(made, shape=tuple(sizes.get(size, size) for size in made.shape))
    return made


def _is_substantial(term: Term) -> bool:
    """Whether a term multiplies arguments, or puts them into a function, and differentiates nothing."""
    nodes = walk(term)
    if any(isinstance(node, Derivative | Limit) for node in nodes):
        return False
    for node in nodes:
        match node:
            case Map(arguments=arguments) if any(speaks(argument) for argument in arguments):
                return True
            case Power(base=base) if speaks(base):
                return True
            case Times(left, right) | MatMul(left, right) if speaks(left) and speaks(right):
                return True
            case Quotient(bottom=bottom) if speaks(bottom):
                return True
    return False
