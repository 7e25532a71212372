r"""Declarations of shape: `X \in R^{n \times m}`, `x \in \{0, 1\}`, `n \in \mathbb{N}`, `f : R \to R`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from derive.reading.grammar.brackets import ELLIPSIS, inside
from derive.reading.grammar.cursor import split
from derive.reading.grammar.digits import Lengths
from derive.reading.grammar.heads import declared, fresh, introduced
from derive.reading.grammar.names import Known, Names, Sort
from derive.reading.grammar.parser import Parser
from derive.reading.grammar.stepping import numbers
from derive.reading.grammar.valued import valued
from derive.reading.grammar.written import written
from derive.reading.source import Span
from derive.reading.statements import Assumed, Finite, Form, Head, Shaped, SizeNames, UnknownFunction
from derive.reading.syntax import Entry, Logical, Name, Node, Number, Unreadable
from derive.reading.tokens import Kind, Token

REALS = frozenset({"R", "M", r"\R", r"\Reals", r"\reals"})
NATURALS = frozenset({"N", "Z"})
ENTRIES = r"an array is declared by its shape, `t \in R^n`, and what its entries may be by `t_i \in \{0, 1\}`"
COMPUTED = (
    r"a size is a name or a number; give this one a name, `x \in R^p`, and say of sizes that are known "
    r"what it is, `assume p = n + 2`"
)
INDEX = "`{name}` stands in an index, which needs no declaration: it runs over the axis at which it stands"


class OtherValues(Unreadable):
    """A place that says of a quantity that it has other values than was said before."""


Membership = Shaped | Finite | SizeNames | Assumed


def membership(left: Sequence[Token], sign: Span, right: Sequence[Token], names: Names) -> tuple[Names, Membership]:
    """The names on the left of a sign with the shape on its right, and the names with them."""
    if not left or not right:
        raise Unreadable("expected names, `\\in` and a shape", left[0].span if left else sign)
    heads = declared(Parser(left, names))
    domain = Parser(right, names)
    entries = _entries(left, names)
    if domain.at(r"\{"):
        said = entries or _numbers(heads, names)
        if not said:
            return _finite(heads, domain, names)
        return _said(said, domain, _text(left, right), names)
    token = domain.take()
    if token.text in NATURALS and token.kind is Kind.LETTER:
        return _all(names, heads, Sort.SIZE, None), SizeNames(heads)
    if token.text not in REALS:
        wanted = "a shape such as R^{n \\times m} or values such as \\{0, 1\\}"
        raise Unreadable(f"expected {wanted}, found `{token.text}`", token.span)
    names, axes = told(domain, names)
    if entries is not None and all(_says_nothing(entry, axes, names) for entry in entries):
        return names, Shaped((), axes, frozenset())
    lengths = tuple(int(axis.value) if isinstance(axis, Number) else None for axis in axes)
    written = spelled(axes)
    heads = tuple(fresh(names, found, written) for found in heads)
    kept = frozenset(found.key for found in heads if names.keeps(found.plain, found.face, found.key))
    return _all(names, heads, Sort.QUANTITY, lengths, written), Shaped(heads, axes, kept)


def spelled(axes: tuple[Node, ...]) -> str:
    """The spelling of a shape by which two are told apart."""
    return repr(axes) if axes else "R"


def _entries(left: Sequence[Token], names: Names) -> list[Entry] | None:
    """What stands on the left, where each is a general entry of a declared array, as in `t_i`."""
    found = []
    for part in split(left, ","):
        try:
            node = Parser(part, names, left[-1].span).whole() if part else None
        except Unreadable:
            return None
        if not isinstance(node, Entry) or not isinstance(node.array, Name) or _known(node.array, names) is None:
            return None
        if not all(isinstance(index, Name) and names.find(index.key, "") is None for index in node.indices):
            return None
        found.append(node)
    return found


def restricting(tokens: Sequence[Token], names: Names) -> Logical | None:
    r"""What `a \in \{0, 1\}` says of declared numbers and of entries behind a claim; nothing where it is not that.

    Raises `Unreadable` where it says something else than was said before.
    """
    sides = split(tokens, r"\in")
    if len(sides) != 2 or not all(sides) or sides[1][0].text != r"\{":
        return None
    left, domain = sides[0], Parser(sides[1], names, tokens[-1].span)
    try:
        heads = declared(Parser(left, names))
    except Unreadable:
        return None
    said = _entries(left, names) or _reals(heads, names)
    return _said(said, domain, _text(*sides), names)[1].condition if said else None


def _said(said: Sequence[Entry | Name], domain: Parser, source: str, names: Names) -> tuple[Names, Assumed]:
    """What values something has, as an assumption; what is said once holds."""
    values = frozenset(_values(domain))
    for each in said:
        array = each.array if isinstance(each, Entry) else each
        assert isinstance(array, Name)
        known = _known(array, names)
        assert known is not None
        if known.values and known.values != values:
            raise OtherValues(f"`{known.plain}` has other values further up", each.span)
        names = names.adding(replace(known, values=values))
    return names, valued(said, sorted(values), source, domain.end)


def _numbers(heads: Sequence[Head], names: Names) -> list[Name]:
    """Names on the left, where each was declared as a real number in this section, or is that of an outer one."""
    known = [names.find(found.plain, found.face) for found in heads]
    here = all(each is not None and (each.level == names.level or names.restating) for each in known)
    return _reals(heads, names) if here else []


def _reals(heads: Sequence[Head], names: Names) -> list[Name]:
    """Names on the left, where each was declared as a real number."""
    known = [names.find(found.plain, found.face) for found in heads]
    real = [each for each in known if each is not None and each.shape == "R"]
    return [Name(each.key, span=found.span) for each, found in zip(real, heads, strict=True)] if real == known else []


def _known(array: Name, names: Names) -> Known | None:
    return next((each for each in names.all() if each.key == array.key and each.sort is Sort.QUANTITY), None)


def _says_nothing(entry: Entry, axes: tuple[Node, ...], names: Names) -> bool:
    """Whether a shape is that which an entry, or a row, of its array has anyway."""
    assert isinstance(entry.array, Name)
    known = _known(entry.array, names)
    return known is not None and known.axes == len(entry.indices) + len(axes) and len(axes) < 2


def _text(left: Sequence[Token], right: Sequence[Token]) -> str:
    before, behind = (" ".join(token.text for token in side) for side in (left, right))
    return rf"{before} \in {behind}"


def _all(names: Names, heads: tuple[Head, ...], sort: Sort, lengths: Lengths | None, shape: str = "") -> Names:
    for found in heads:
        known = names.find(found.plain, found.face)
        here = known is not None and (known.level == names.level or names.restating)
        if known is not None and here and known.sort is Sort.SIZE and sort is not Sort.SIZE:
            raise Unreadable(f"`{found.plain}` is already a size and cannot be a quantity", found.span)
        names = introduced(names, found, sort, defined=sort is Sort.SIZE, lengths=lengths, shape=shape)
    return names


def _finite(heads: tuple[Head, ...], domain: Parser, names: Names) -> tuple[Names, Finite]:
    indices = [found for found in heads if found.plain in names.indexing]
    if indices and any(token.text == ELLIPSIS for token in domain.tokens):
        raise Unreadable(INDEX.format(name=indices[0].plain), indices[0].span)
    values = _values(domain)
    spelled = repr(values)
    heads = tuple(fresh(names, found, spelled) for found in heads)
    names = _all(names, heads, Sort.QUANTITY, (), spelled)
    for known in (names.find(found.plain, found.face) for found in heads):
        names = names.adding(replace(known, values=frozenset(values))) if known is not None else names
    return names, Finite(heads, values)


def _values(domain: Parser) -> tuple[Fraction, ...]:
    inner, end = inside(domain)
    listed = numbers([part for part in split(inner.tokens, ",") if part], inner, end)
    if domain.at("^"):
        raise Unreadable(ENTRIES, end)
    if not listed or not domain.finished:
        raise Unreadable("expected a list of numbers in braces", end)
    return listed


def told(domain: Parser, names: Names) -> tuple[Names, tuple[Node, ...]]:
    """The sizes above the R that was just read, behind which nothing stands."""
    names, axes = shape(domain, names)
    if not domain.finished:
        raise Unreadable(f"expected the end of the shape here, found {domain.describe()}", domain.peek().span)
    return names, axes


def shape(domain: Parser, names: Names) -> tuple[Names, tuple[Node, ...]]:
    """The sizes above the R that was just read; names among them are sizes from here on."""
    if not domain.accept("^"):
        return names, ()
    above, end = domain.group()
    parts = split(above, r"\times", ",")
    if len(parts) > 2:
        raise Unreadable(f"a shape has at most two sizes, found {len(parts)}", end)
    return sizes(parts, names, domain.end)


def sizes(parts: Sequence[Sequence[Token]], names: Names, end: Span) -> tuple[Names, tuple[Node, ...]]:
    """Sizes; names among them are sizes from here on. What is missing is missing at `end`."""
    found: list[Node] = []
    for part in parts:
        names, size = _size(part, names, end)
        found.append(size)
    return names, tuple(found)


def _size(part: Sequence[Token], names: Names, end: Span) -> tuple[Names, Node]:
    tokens = [t for t in part if t.text not in "{}" or t.kind is Kind.TEXT] if len(part) == 3 else list(part)
    if not tokens:
        raise Unreadable("expected a size here", end)
    if len(tokens) == 1 and tokens[0].kind is Kind.NUMBER:
        value = Fraction(tokens[0].text)
        if value.denominator != 1 or value < 1:
            raise Unreadable(f"a size is a positive whole number, not {tokens[0].text}", tokens[0].span)
        return names, Number(value, tokens[0].text, span=tokens[0].span)
    inner = Parser(tokens, names)
    name = written(inner)
    if name is None and len(tokens) == 3 and tokens[0].text == tokens[2].text == "|":
        plain = f"|{tokens[1].text}|"
        span = tokens[0].span.to(tokens[2].span)
        head = Head(plain, plain, "", Form.NAME, span=span)
        return introduced(names, head, Sort.SIZE, defined=True), Name(plain, span=span)
    if name is None or not inner.finished:
        raise Unreadable(COMPUTED, tokens[0].span)
    plain = name.plain(True, True, True)
    known = names.find(plain, name.face)
    if known is not None and known.sort is not Sort.SIZE:
        raise Unreadable(f"`{plain}` is already declared as a quantity and cannot be a size", name.span)
    head = Head(known.key if known else plain, plain, name.face, Form.NAME, span=name.span)
    return introduced(names, head, Sort.SIZE, defined=True), Name(head.key, span=name.span)


def mapping(tokens: Sequence[Token], colon: int, names: Names) -> tuple[Names, UnknownFunction]:
    """`f : R \\to R`, an unknown function of a scalar; `colon` is the place of the colon."""
    left, right = tokens[:colon], tokens[colon + 1 :]
    heads = declared(Parser(left, names, tokens[colon].span))
    sides = split(right, r"\to")
    written = [[token.text for token in side] for side in sides]
    if len(heads) != 1 or written not in ([["R"], ["R"]], [[r"\R"], [r"\R"]]):
        raise Unreadable("expected `f : R \\to R`", tokens[colon].span)
    found = fresh(names, heads[0])
    return introduced(names, found, Sort.FUNCTION, defined=False, lengths=()), UnknownFunction(found)
