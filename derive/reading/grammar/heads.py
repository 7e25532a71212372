r"""The left sides of definitions and declarations: which name they introduce or mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.reading.grammar.advice import several, word
from derive.reading.grammar.brackets import inside
from derive.reading.grammar.cursor import Cursor, split
from derive.reading.grammar.digits import Lengths
from derive.reading.grammar.names import GREEK, Known, Names, Sort, Written, capital, spell
from derive.reading.grammar.raised import is_mark, is_transpose, names_label
from derive.reading.grammar.written import (
    ARROW,
    ARROWED,
    check_power,
    indices,
    is_hidden_exponential,
    is_word,
    resolve,
    written,
)
from derive.reading.statements import Form, Head
from derive.reading.syntax import Entry, Name, Node, Unreadable
from derive.reading.tokens import Kind, Token


def head(at: Cursor) -> Head | None:
    """The head that all tokens of the cursor spell, or nothing; an unread index raises `Unreadable`."""
    if at.at("[", "(") and at.peek().text in "[(":
        return _bracketed(at)
    name = written(at)
    if name is None:
        return None
    found = _named(at, name)
    if found is None or at.finished:
        return found
    if found.form is Form.NAME and at.at("("):
        return _function(at, found)
    return None


def _bracketed(at: Cursor) -> Head | None:
    """`[Y]_{ij}`."""
    inner, _ = inside(at)
    name = written(inner)
    if name is None or not inner.finished or not at.accept("_"):
        return None
    below, _ = at.group()
    found = _named(at, name)
    if found is None or not at.finished or found.form is not Form.NAME:
        return None
    return replace(found, form=Form.ENTRY, indices=indices(at, below))


def _named(at: Cursor, name: Written) -> Head | None:
    """The declared name with its indices, or a new name: letters below are indices, the rest are labels.

    A power or a derivative of a declared name is no head.
    """
    resolved = resolve(at, name)
    if is_hidden_exponential(at, name):
        return None
    if resolved is not None and resolved[1].primes and resolved[0].sort is Sort.QUANTITY:
        resolved = None
    if resolved is not None and any(t.kind is Kind.TEXT for t in resolved[1].below):
        resolved = None
    if resolved is not None and resolved[0].sort is Sort.FUNCTION and _is_label(at, resolved[1].below):
        resolved = None
    if resolved is not None:
        known, rest = resolved
        check_power(at, name, known)
        if rest.primes or (rest.above and known.sort is not Sort.FUNCTION and not names_label(at, "", rest.above)):
            return None
        if known.sort is Sort.FUNCTION and rest.above and at.at("("):
            return None
    elif name.above and not (names_label(at, name.base, name.above) or _is_letter(name) or _is_square(name)):
        return None
    if resolved is not None and not resolved[1].above:
        known, rest = resolved
        found = Head(known.key, known.plain, known.face, Form.NAME, span=name.span)
        if rest.below:
            return replace(found, form=Form.ENTRY, indices=indices(at, rest.below, known))
        return found
    return _new(at, name)


def numbered(at: Cursor) -> Head | None:
    """A name with a number above it, of a letter without a meaning yet; only a sign of definition makes it no power."""
    name = written(at)
    if name is None or not at.finished or name.base == "e" or [t.kind for t in name.above] != [Kind.NUMBER]:
        return None
    return None if resolve(at, replace(name, above=())) is not None else _new(at, name)


def _new(at: Cursor, name: Written) -> Head:
    """A name that is not known, with its indices."""
    label = not name.below or _is_label(at, name.below)
    plain = name.plain(True, label, True)
    key = at.names.key_for(plain, name.face, apart=False)
    if any(t.text == ARROW for t in name.below) and not label:
        plain = key = plain + ARROWED
    found = Head(key, plain, name.face, Form.NAME, span=name.span)
    return found if label else replace(found, form=Form.ENTRY, indices=indices(at, name.below))


def _is_letter(name: Written) -> bool:
    """Whether a superscript is one letter, as in `a^l`, where this is no power of e and no transpose."""
    only = name.above[0] if len(name.above) == 1 else None
    return only is not None and only.kind is Kind.LETTER and name.base != "e" and not is_transpose(name.above)


def _is_square(name: Written) -> bool:
    """Whether this is the square of a Greek letter, which names a variance."""
    return name.base in GREEK and [t.text for t in name.above] == ["2"]


def _letters(at: Cursor, below: Sequence[Token]) -> bool:
    """Whether a subscript of a new name is indices: there is a letter that is no quantity, and no words."""
    if any(t.kind is Kind.TEXT for t in below):
        return False
    if is_word(below):
        return False
    known = at.names.find(below[0].text, below[0].face) if len(below) == 1 else None
    if known is not None and known.sort is Sort.QUANTITY:
        return False
    return any(t.kind is Kind.LETTER or (t.kind is Kind.COMMAND and t.text[1:].isalpha()) for t in below)


def _is_label(at: Cursor, below: Sequence[Token]) -> bool:
    """Whether a subscript, if there is one, is no index."""
    return bool(below) and not _letters(at, below)


def _function(at: Cursor, found: Head) -> Head | None:
    """`f(x)`, `f(x)_i`, `f(x_i)`, `L(y, t)`."""
    inner, end = inside(at)
    parameters: list[str] = []
    below: tuple[Node, ...] = ()
    for part in split(inner.tokens, ",", ";"):
        node = at.within(part, end).whole() if part else None
        if isinstance(node, Entry) and isinstance(node.array, Name) and len(node.indices) == 1:
            below, node = node.indices, node.array
        if not isinstance(node, Name):
            return None
        parameters.append(node.key)
    if at.accept("_"):
        tokens, _ = at.group()
        below = indices(at, tokens)
    if not at.finished or len(below) > 1 or (below and len(parameters) != 1):
        return None
    form = Form.ROW_FUNCTION if below else Form.FUNCTION
    return replace(found, form=form, indices=below, parameters=tuple(parameters))


def declared(at: Cursor) -> tuple[Head, ...]:
    """The names before an `\\in`, each with all its scripts as its label; typefaces tell them apart too."""
    heads, names = [], at.names
    for part in split(at.tokens, ","):
        inner = at.within(part, at.end)
        name = written(inner) if part else None
        if name is None or not inner.finished:
            letters = word(part)
            more = f"; {several(letters)}" if letters else ""
            raise Unreadable(f"expected a name before `\\in`{more}", part[0].span if part else at.end)
        _check_turned(name, names)
        plain = name.plain(True, True, True)
        key = names.key_for(plain, name.face, apart=True)
        heads.append(Head(key, plain, name.face, Form.NAME, span=name.span))
        names = names.adding(Known(key, plain, name.face, Sort.QUANTITY, False, name.span))
    return tuple(heads)


def _check_turned(name: Written, names: Names) -> None:
    r"""Refuse `W^\top` as a name of its own; `x^T` is one only where nothing is known of `x`."""
    bare = name.plain(True, True, False)
    known = names.find(bare, name.face) is not None
    if is_mark(name.above) or (known and is_transpose(name.above)):
        message = rf"`{bare}^\top` is the transpose of `{bare}`, and no name of its own; declare `{bare}`"
        raise Unreadable(message, name.span)


def fresh(names: Names, found: Head, shape: str = "") -> Head:
    """The head with a key of its own where it hides a name of an outer section, which others may still refer to."""
    if not names.hides(found.plain, found.face, shape):
        return found
    return replace(found, key=f"{{{found.key}}}")


def introduced(
    names: Names, found: Head, sort: Sort, *, defined: bool, lengths: Lengths | None = None, shape: str = ""
) -> Names:
    """The names with the one that a head introduces, and its capital where it is defined by entries."""
    literal = found.form is Form.ENTRY and not any(isinstance(node, Name) for node in found.indices)
    before = names.find(found.plain, found.face)
    entries = before.entries if before is not None else frozenset()
    if literal:
        entries |= {repr(found.indices)}
        defined = before.defined if before is not None else False
    defined = defined or names.keeps(found.plain, found.face, found.key)
    shape = shape or (before.shape if before is not None else "")
    known = Known(found.key, found.plain, found.face, sort, defined, found.span, lengths, entries, names.level, shape)
    if before is not None and before.key == found.key:
        known = replace(known, values=before.values)
    names = names.adding(known)
    array = capital(found.plain)
    if found.form is Form.ENTRY and array != found.plain and names.find(array, found.face) is None:
        names = names.adding(replace(known, plain=array))
    return names


def is_defined(names: Names, found: Head) -> bool:
    """Whether what a head names has a definition already."""
    known = names.find(found.plain, found.face)
    if known is None:
        return False
    return known.defined or (found.form is Form.ENTRY and repr(found.indices) in known.entries)


def spelled(tokens: Sequence[Token]) -> str:
    """Tokens in one spelling."""
    return spell(tokens)
