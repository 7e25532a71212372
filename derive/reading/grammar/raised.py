r"""Superscripts: transposes, powers, labels; and the letter T, a power where it was declared as a number or a size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from derive.reading.grammar.advice import RAISED
from derive.reading.grammar.cursor import Cursor
from derive.reading.grammar.names import GREEK, Known, Sort, Written, capital
from derive.reading.source import Span
from derive.reading.syntax import Axis, Entry, Minus, Name, Node, Number, Superscript, Transposed, Unreadable
from derive.reading.tokens import Kind, Token

DAGGER = r"\dagger"
"""Like a star, a label that authors give to a pseudoinverse or an adjoint, which mean nothing without a declaration."""
UPRIGHT = frozenset({"roman", "sans"})
"""The typefaces in which T is the mark of a transpose and no letter."""


def is_transpose(tokens: Sequence[Token]) -> bool:
    """Whether a superscript is a transpose mark."""
    inner = [t for t in tokens if t.text not in "{}" or t.kind is Kind.TEXT]
    if len(inner) != 1:
        return False
    sign = inner[0]
    return sign.text in (r"\top", r"\intercal", r"\mathsf") or (sign.text == "T" and sign.kind is not Kind.NUMBER)


def is_mark(tokens: Sequence[Token]) -> bool:
    """Whether a superscript is a transpose mark, and no letter."""
    return is_transpose(tokens) and not _is_letter(tokens)


def is_label(above: Sequence[Token]) -> bool:
    """Whether a superscript is a label, such as `(2)`, `[2]`, a word or a star, and no power."""
    tokens = [t for t in above if t.kind is Kind.TEXT or t.text not in "{}"]
    if not tokens:
        return False
    bracketed = (tokens[0].text, tokens[-1].text) in (("(", ")"), ("[", "]"))
    return tokens[0].kind is Kind.TEXT or bracketed or tokens[0].text in ("*", DAGGER)


def check_label(at: Cursor, name: Written, known: Known, rest: Written) -> None:
    """Raises `Unreadable` at a superscript that can be a label, and is in no declared name."""
    label = rest.above[:-1] if is_transpose(rest.above[-1:]) else rest.above
    if _may_label(at, label):
        written = replace(name, below=(), above=label).plain(True, True, True)
        message = f"`{written}` is not declared, and can be a name of its own or a power of `{known.plain}`"
        inner = [token.text for token in label if token.kind is Kind.LETTER]
        raise Unreadable(f"{message}; declare it, or write the power without brackets{_entry(rest, inner)}", name.span)


def _entry(name: Written, letters: Sequence[str]) -> str:
    r"""How an entry is written where a label is one letter in brackets, and how to say that `y^{(i)}` is one."""
    if len(letters) != 1 or [token.text for token in name.above] != ["(", letters[0], ")"]:
        return ""
    below = f"{name.base}_{letters[0]}"
    return f"; an entry is written `{below}`, or declared by `{name.base}^{{({letters[0]})}} := {below}`"


def _may_label(at: Cursor, above: Sequence[Token]) -> bool:
    """Whether a superscript that is in no declared name can be a label: no formula, and no declared name in it."""
    inner = [token for token in above if token.text not in "()[]{}"]
    letters = [token for token in inner if token.kind is Kind.LETTER or token.text in GREEK]
    signs = {*GREEK, "*", "+", "-", DAGGER}
    simple = all(token.kind in (Kind.LETTER, Kind.NUMBER, Kind.TEXT) or token.text in signs for token in inner)
    named = letters and all(at.names.find(token.text, token.face) is not None for token in letters)
    return is_label(above) and simple and not named


def names_label(at: Cursor, base: str, above: Sequence[Token]) -> bool:
    """Whether a superscript at the left of an equation is a label, and no power, as in `e^{(a+b)}`.

    `base` is the letter where it was not declared; then only that of the exponential can be raised. A declared one is
    raised to a formula of declared quantities; one letter alone is a label.
    """
    if base == "e":
        return _may_label(at, above)
    known = [at.names.find(token.text, token.face) for token in above if token.kind is Kind.LETTER]
    formula = len(known) > 1 and all(each is not None and each.sort is Sort.QUANTITY for each in known)
    return is_label(above) and (bool(base) or not formula)


def raised(at: Cursor, node: Node, above: Sequence[Token]) -> Node:
    """A node under a superscript."""
    span = node.span.to(above[-1].span)
    if above[0].text in (r"\odot", r"\circ"):
        raise Unreadable(f"`^{above[0].text}` is not in the language; {RAISED}", span)
    if [token.text for token in above] == ["+"]:
        what = "`^+` means nothing without a declaration; declare what it stands above with it"
        raise Unreadable(rf"{what}, as in `A^+ \in R^{{m \times n}}`", span)
    if is_transpose(above):
        return _turned(at, node, above, span)
    if len(above) > 1 and is_transpose(above[-1:]) and _declared(at, above[-1:]) is None:
        if [token.text for token in above[:-1]] in (["-"], ["-", "1"]):
            one = Minus(Number(Fraction(1), "1", span=span), span=span)
            return Transposed(Superscript(node, one, span=span), span=span)
        if _is_letter(above[-1:]) and not is_label(above[:-1]):
            what = r"T is not declared, and can be a transpose or part of the exponent; for a transpose write \top"
            raise Unreadable(what, above[-1].span)
        return Transposed(raised(at, node, above[:-1]), span=span)
    return Superscript(node, at.within(above, span).whole(), span=span)


def _turned(at: Cursor, node: Node, above: Sequence[Token], span: Span) -> Node:
    """A node under a mark of transposition, or to the power T; a 1 or a 0 to that power is meant for a vector."""
    if isinstance(node, Number) and (node.value in (0, 1) or not _is_letter(above)):
        array = rf"; for a vector of it write `\mathbf{{{node.digits}}}`" if node.value in (0, 1) else ""
        at.fail(f"a number has no transpose{array}", span)
    known = _declared(at, above)
    if known is not None:
        return Superscript(node, Name(known.key, span=above[0].span), span=span)
    if isinstance(node, Number) and _is_letter(above):
        return Superscript(node, Name("T", span=above[0].span), span=span)
    return Transposed(node, _is_letter(above), span=span)


def _is_letter(above: Sequence[Token]) -> bool:
    """Whether a mark of transposition is the letter T, which may be a number too."""
    sign = next((t for t in above if t.text not in "{}"), above[0])
    return sign.text == "T" and sign.kind is Kind.LETTER and sign.face not in UPRIGHT


def _declared(at: Cursor, above: Sequence[Token]) -> Known | None:
    """The size or number that was declared as T, where that stands above; what has axes is no exponent."""
    known = at.names.find("T", "") if _is_letter(above) else None
    return known if known is not None and known.sort is not Sort.FUNCTION and not known.axes else None


def check_entry(node: Node, above: Sequence[Token]) -> None:
    """Raises `Unreadable` at `(X W)_{ij}^\\top`, which is set as `(X W)^\\top_{ij}` is."""
    if not isinstance(node, Entry) or any(isinstance(index, Axis) for index in node.indices):
        return
    if len(node.indices) == 2 and is_transpose(above):
        what = "this can be an entry of the transpose, or stand for the entry"
        raise Unreadable(f"{what}; write the indices behind the transpose", node.span.to(above[-1].span))


def indexed(at: Cursor, node: Node, places: tuple[Node, ...], name: Written, *, vector: bool) -> Node:
    """A node with indices below it and something above it; `vector` is whether it has one axis.

    `A^\\top_{ij}` is an entry of the transpose. What is written for an entry but can be meant of the array is unread.
    """
    above = name.above
    first = above[0].span.start < name.below[0].span.start
    power = not is_transpose(above) or _declared(at, above) is not None
    sliced = any(isinstance(place, Axis) for place in places)
    if sliced and not power and not first:
        what = r"the transpose of a row or column, or one of the transpose; write (X_{i,:})^\top or (X^\top)_{i,:}"
        raise Unreadable(f"this can be {what}", name.span)
    if first and not power and len(places) == 2:
        return Entry(raised(at, node, above), places, span=name.span)
    readings = _readings(name, len(places), power=power, whole=first and not vector)
    if readings:
        raise Unreadable(f"this can be {readings}", name.span)
    return raised(at, Entry(node, places, span=name.span), above)


def _readings(name: Written, places: int, *, power: bool, whole: bool) -> str:
    """What an entry with a superscript can be, if not one thing only; `whole` is whether the array may be raised."""
    shown = name.base + ("'" * name.primes)
    array = capital(name.base) == name.base
    if is_transpose(name.above) and places == 2:
        return f"an entry of the transpose, or stand for the entry; write ({shown}^\\top)_{{ij}} or {shown}_{{ji}}"
    if not power and array and whole:
        return f"a row of the transpose, or the transpose of a row; write ({shown}^\\top)_i or ({shown}_i)^\\top"
    if power and array and places == 2 and name.above[0].text == "-":
        inverse = "an entry of the inverse, which is not in the language"
        return f"one over the entry, or {inverse}; write \\frac{{1}}{{{shown}_{{ij}}}}"
    if power and array and whole:
        return f"the power of an entry, or an entry of the power; write ({shown}_{{ij}})^2, or the product out"
    return ""
