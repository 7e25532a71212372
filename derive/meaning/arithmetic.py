"""Sums, products, quotients, powers and transposes: which of them a sign means, by the shapes on both sides."""

from __future__ import annotations

from derive.meaning.context import ONE, Context
from derive.meaning.ones import is_filled, is_outer, measured, unsized, untold
from derive.meaning.sizes import is_open
from derive.meaning.terms import (
    Constant,
    Fold,
    Folding,
    Index,
    Item,
    Map,
    MatMul,
    Negative,
    Plus,
    Power,
    Quantity,
    Quotient,
    Size,
    Term,
    Times,
    Transpose,
)
from derive.meaning.world import spelled
from derive.reading.grammar.advice import inverse
from derive.reading.grammar.trees import names_in, walk
from derive.reading.syntax import (
    Addition,
    Call,
    Entry,
    Minus,
    Name,
    Node,
    Number,
    Product,
    Ratio,
    Sign,
    Superscript,
    Transposed,
)

TWO = Constant(ONE.value * 2)
INVERTED = Minus(Number(ONE.value))
"""The exponent of an inverse."""
IDENTITY = "I"
BY_ENTRIES = r"; the product by entries is written `\odot`"
LETTER = r"write ^\top for a transpose, and declare T for a power of a number"


def addition(context: Context, node: Addition) -> Term:
    """A sum; a number is added to every entry, a row or a column to every row or column."""
    terms = [context.term(term) for term in node.terms]
    _check_told(context, terms)
    parts, shape = context.same_shape(terms, "cannot add")
    if shape != () and IDENTITY in context.world.scope.sizes:
        for term, summand in zip(terms, node.terms, strict=True):
            if term.shape == () and _has_identity(summand):
                message = f"`{IDENTITY}` is declared as a size, and can be meant as the unit matrix here"
                context.fail(f"{message}; give the size another letter", summand.span)
    return Plus(tuple(parts), shape=shape, span=node.span)


def _has_identity(node: Node) -> bool:
    """Whether the letter of the unit matrix is a factor."""
    match node:
        case Product(left=left, right=right):
            return _has_identity(left) or _has_identity(right)
        case Minus(operand=inner) | Ratio(top=inner):
            return _has_identity(inner)
    return isinstance(node, Name) and node.key == IDENTITY


def _check_told(context: Context, terms: list[Term]) -> None:
    """Raises `Unreadable` where an array in a sum would be 1×1 only since the others are, though its size is open."""
    shapes = {term: context.sizes.shape(term.shape) for term in terms if term.shape != ()}
    loose = [term for term, shape in shapes.items() if any(map(is_open, shape))]
    if loose and {shape for term, shape in shapes.items() if term not in loose} == {(1, 1)}:
        raise unsized(untold(loose, context.sizes) or loose[0], terms)


def minus(context: Context, node: Minus) -> Term:
    """A sign change."""
    operand = context.term(node.operand)
    return Negative(operand, shape=operand.shape, span=node.span)


def transposed(context: Context, node: Transposed) -> Term:
    """A transpose; a number is its own."""
    array = context.term(node.array)
    if array.shape != ():
        return _transpose(array, node)
    if node.letter and _is_plain(context, node.array):
        context.fail(f"this is a number, so ^T can be a power of it; {LETTER}", node.span)
    return array


def _transpose(array: Term, node: Node) -> Term:
    return Transpose(array, shape=(array.shape[1], array.shape[0]), span=node.span)


def _is_plain(context: Context, node: Node) -> bool:
    """Whether a number is written without an array, or as an entry of one, so that nobody would transpose it."""
    given = {name: term.shape for name, term in context.bindings.items()}
    shapes = {**dict.fromkeys(context.world.scope.sizes, ()), **context.world.scope.shapes, **given}
    names = (inner.key for inner in walk(node) if isinstance(inner, Name))
    return isinstance(node, Entry) or all(shapes.get(name) == () for name in names)


def multiplied(context: Context, left: Term, right: Term, node: Product) -> Term:
    """Two factors: with a number, entry by entry, of matrices, or the inner product of two vectors of one shape."""
    left, right = _beside_filled(context, left, right)
    if left.shape == () or right.shape == ():
        return Times(left, right, shape=left.shape or right.shape, span=node.span)
    if node.sign is Sign.ENTRYWISE:
        return _entrywise(context, left, right, node)
    if node.sign is Sign.DOT and _is_inner(context, left, right):
        return _inner(context, left, right, node)
    if context.sizes.unify(left.shape[1], right.shape[0]):
        measured(context, left.shape, right.shape)
        return MatMul(left, right, shape=(left.shape[0], right.shape[1]), span=node.span)
    numbers = context.unwrapped(left), context.unwrapped(right)
    if () in (numbers[0].shape, numbers[1].shape):
        return Times(*numbers, shape=numbers[0].shape or numbers[1].shape, span=node.span)
    alike = node.sign is not Sign.NONE and context.sizes.shape(left.shape) == context.sizes.shape(right.shape)
    context.misfit(
        f"an array of shape {context.words(left)} cannot be multiplied by one of shape {context.words(right)}: "
        f"{_counted(context, left.shape[1], 'column')} {'meets' if context.sizes.find(left.shape[1]) == 1 else 'meet'} "
        f"{_counted(context, right.shape[0], 'row')}"
        f"{BY_ENTRIES if alike else ''}",
        node.span,
    )


def _beside_filled(context: Context, left: Term, right: Term) -> tuple[Term, Term]:
    r"""Two factors; a 1×1 array beside a bare I or `\mathbf 1` is a number, which does not tell the size of that."""
    if _is_unsized(context, right):
        return (context.unwrapped(left) if context.sizes.shape(left.shape) == (1, 1) else left), right
    if _is_unsized(context, left):
        return left, (context.unwrapped(right) if context.sizes.shape(right.shape) == (1, 1) else right)
    return left, right


def _is_unsized(context: Context, term: Term) -> bool:
    """Whether a term is an identity, or ones, of which nothing is told so far."""
    shape = context.sizes.shape(term.shape)
    square = shape != () and shape[0] == shape[1]
    return shape != () and all(map(is_open, shape)) and (square or is_filled(term) or is_outer(context, term))


def _counted(context: Context, size: Size, noun: str) -> str:
    """`1 column`, `n rows`."""
    known = context.sizes.find(size)
    return f"{known} {noun}" if known == 1 else f"{known} {noun}s"


def _entrywise(context: Context, left: Term, right: Term, node: Product) -> Term:
    if not context.sizes.fit(left.shape, right.shape):
        numbers = context.unwrapped(left), context.unwrapped(right)
        if () not in (numbers[0].shape, numbers[1].shape):
            shown = f"{context.words(left)} and {context.words(right)}"
            context.misfit(f"cannot multiply arrays of shapes {shown} entry by entry", node.span)
        left, right = numbers
    return Times(left, right, shape=left.shape or right.shape, span=node.span)


def _is_inner(context: Context, left: Term, right: Term) -> bool:
    """Whether both are rows, or both are columns, and longer than one; a bare `1` is what a vector beside it is."""
    shapes = context.sizes.shape(left.shape), context.sizes.shape(right.shape)
    for vector, bare, term in ((*shapes, right), (*shapes[::-1], left)):
        known = 1 in vector and vector != (1, 1) and not any(map(is_open, vector))
        if known and is_filled(term) and all(map(is_open, bare)):
            return context.sizes.fit(left.shape, right.shape)
    if shapes == ((1, 1), (1, 1)) or not (context.is_vector(shapes[0]) and context.is_vector(shapes[1])):
        return False
    rows = shapes[0][0] == 1 and shapes[1][0] == 1 and shapes[0] != (1, 1)
    columns = shapes[0][1:] == (1,) and shapes[1][1:] == (1,) and shapes[0] != (1, 1)
    return (rows or columns) and context.sizes.fit(left.shape, right.shape)


def _inner(context: Context, left: Term, right: Term, node: Product) -> Term:
    index = context.fresh()
    flat = context.sizes.shape(left.shape)[0] == 1
    length = left.shape[1] if flat else left.shape[0]
    places = (ONE, Index(index)) if flat else (Index(index), ONE)
    body = Times(Item(left, *places), Item(right, *places))
    return Fold(Folding.SUM, index, ONE, context.size_value(length), body, span=node.span)


def quotient(context: Context, node: Ratio) -> Term:
    """A quotient by a number, or entry by entry."""
    top, bottom = context.term(node.top), context.term(node.bottom)
    if context.sizes.shape(bottom.shape) == (1, 1):
        bottom = context.unwrapped(bottom)
    terms, shape = context.same_shape([top, bottom], "cannot divide")
    return Quotient(terms[0], terms[1], shape=shape, span=node.span)


def power(context: Context, node: Superscript) -> Term:
    """A power of a number, or of every entry of a vector; of a square matrix it has two meanings."""
    base = context.unwrapped(context.term(node.base))
    turned = _by_letter(context, base, node)
    if turned is not None:
        return turned
    exponent = context.scalar(node.exponent, "an exponent")
    if base.shape == ():
        euclidean = isinstance(node.base, Call) and node.base.function in ("norm", "norm2")
        if euclidean and isinstance(base, Map) and exponent == TWO:
            return base.arguments[0]
        return Power(base, exponent, span=node.span)
    rows, columns = context.sizes.shape(base.shape)
    if isinstance(exponent, Negative) and not context.is_vector(base.shape):
        return _inverse(context, base, node)
    if rows == columns:
        context.fail("this can be a matrix power or a power of every entry; write the product out", node.span)
    return Power(base, exponent, shape=base.shape, span=node.span)


def _inverse(context: Context, base: Term, node: Superscript) -> Term:
    """The inverse of a matrix, where it is known by a name and rests on nothing that is bound here."""
    rows, columns = context.sizes.shape(base.shape)
    if rows != columns:
        context.fail(f"only a square matrix has an inverse, and this is {rows}×{columns}", node.span)
    loose = untold((base,), context.sizes)
    if loose is not None:
        raise unsized(loose)
    bound = context.indices.keys() | context.bindings.keys() | context.numbers.keys()
    known = (name for name, inverted in context.world.inverses.items() if inverted == node.base)
    name = next(known, "") if node.exponent == INVERTED and bound.isdisjoint(names_in(node.base)) else ""
    if not name:
        context.fail(inverse(node.base), node.span)
    return Quantity(name, shape=context.world.scope.shapes[name], span=node.span)


def _by_letter(context: Context, base: Term, node: Superscript) -> Term | None:
    """An array under a T that was declared: its transpose where T is an array too, else nobody can tell."""
    if base.shape == () or not isinstance(node.exponent, Name) or spelled(node.exponent.key).split("#")[0] != "T":
        return None
    if context.term(node.exponent).shape != ():
        return _transpose(base, node)
    context.fail(f"`T` is declared as a number or a size, so ^T can be a power; {LETTER}", node.span)
