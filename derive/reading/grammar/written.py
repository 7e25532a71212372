r"""Names with their scripts: which of them are labels of the name, which are indices, powers or transposes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from derive.reading.grammar.advice import POSITIVE, SLICE
from derive.reading.grammar.counts import are_sizes
from derive.reading.grammar.cursor import Cursor, split
from derive.reading.grammar.digits import ambiguous, are_apart, is_one
from derive.reading.grammar.names import GREEK, Known, Sort, Written, capital, spell
from derive.reading.grammar.raised import check_label, indexed, is_label, is_mark, is_transpose, raised
from derive.reading.grammar.slices import is_whole, sliced
from derive.reading.grammar.trees import walk
from derive.reading.syntax import Axis, Entry, Name, Node, Number, Product, Sign, Unreadable
from derive.reading.tokens import Kind, Token

ACCENTS = frozenset({
    r"\hat", r"\widehat", r"\tilde", r"\widetilde", r"\bar", r"\overline", r"\vec", r"\dot", r"\ddot", r"\check",
    r"\breve", r"\mathring", r"\underline",
})
EMPTY = "expected an index between the commas"
EXPONENTIAL = "`e` was declared, so this can be its power or the exponential; write which"
SHAPED = r"these brackets can be an entry or a shape; write `\quad (N, D)` for a shape, and `_{N, D}` for an entry"
STAR = r"\star"
"""Above a name the same label as `*`."""
ARROW = r"\leftarrow"
ARROWED = r"_{\leftarrow}"


def written(at: Cursor) -> Written | None:
    """The name at the cursor with all its scripts, consumed; nothing consumed where no name stands."""
    start = at.place
    found = _based(at)
    if found is None:
        at.place = start
        return None
    return _scripts(at, found)


def _based(at: Cursor) -> Written | None:
    token = at.peek()
    if token.kind is Kind.SYMBOL and token.text == "{":
        return _grouped(at)
    if token.kind is Kind.SYMBOL and token.text == "|" and at.names.find(_barred(at), ""):
        spelling = _barred(at)
        at.place += 3
        return Written(spelling, "", 0, (), (), token.span)
    if token.kind is Kind.LETTER or (token.kind is Kind.COMMAND and token.text in GREEK):
        at.take()
        return Written(token.text, token.face, 0, (), (), token.span)
    if token.kind is Kind.TEXT and token.text.isidentifier():
        at.take()
        return Written(token.text, "", 0, (), (), token.span)
    if token.kind is Kind.COMMAND and token.text in ACCENTS:
        at.take()
        inner, end = at.group()
        for sign in inner:
            if sign.text == "=" and sign.kind is not Kind.TEXT:
                at.fail(f"expected a name below `{token.text}`, found `=`", sign.span)
        return Written(f"{token.text}{{{spell(inner)}}}", "", 0, (), (), token.span.to(end))
    return None


def _barred(at: Cursor) -> str:
    """`|b|`, if a letter between bars stands here."""
    return f"|{at.peek(1).text}|" if at.peek(2).text == "|" else ""


def _grouped(at: Cursor) -> Written | None:
    """A name in braces of its own, such as `{w_{ji}}^{(2)}`; a larger group is no name."""
    start = at.place
    end = at.matching(start)
    following = at.tokens[end + 1].text if end + 1 < len(at.tokens) else ""
    if end == start + 1 or following not in ("^", "_", "'"):
        return None
    inside = at.within(at.tokens[start + 1 : end], at.tokens[end].span)
    found = written(inside)
    if found is None or not inside.finished:
        return None
    at.place = end + 1
    return found


def _scripts(at: Cursor, name: Written) -> Written:
    """The primes and scripts that follow, each at most once."""
    while True:
        span = name.span.to(at.tokens[at.place - 1].span)
        if at.accept("'"):
            name = replace(name, primes=name.primes + 1, span=span)
        elif at.at("_") and not name.below:
            at.take()
            below, end = at.group()
            name = replace(name, below=tuple(below), span=span.to(end))
        elif at.at("^") and not name.above:
            at.take()
            above, end = at.group()
            above = _plain(above)
            primes = [t for t in above if t.text == "'"]
            if primes and len(primes) == len(above):
                name = replace(name, primes=name.primes + len(primes), span=span.to(end))
            else:
                name = replace(name, above=tuple(above), span=span.to(end))
        elif at.at("{") and at.peek(1).text == "}" and at.peek(2).text in ("^", "_"):
            at.place += 2
        else:
            return replace(name, span=name.span.to(at.tokens[at.place - 1].span))


def _plain(above: Sequence[Token]) -> list[Token]:
    r"""What stands above a name with `*` for `\\star`, and with `-1\\top` for `-\\top`."""
    above = [replace(t, text="*", kind=Kind.SYMBOL) if t.text == STAR else t for t in above]
    signs = [t for t in above if t.text not in "{}"]
    if [t.text for t in signs[:1]] == ["-"] and signs[1:] and is_mark(signs[1:]):
        return [signs[0], replace(signs[1], kind=Kind.NUMBER, text="1"), *signs[1:]]
    return list(above)


def resolve(at: Cursor, name: Written) -> tuple[Known, Written] | None:
    """The declared name that matches the most of what is written, and what is left over as indices and powers."""
    if any(t.text == ARROW for t in name.below):
        exact = at.names.find(name.plain(True, True, True), name.face)
        known = exact or at.names.find(name.base + ARROWED, name.face)
        return (known, name if exact is None else replace(name, below=(), above=())) if known else None
    labels = [name, *([replace(name, above=name.above[:-1])] if is_transpose(name.above[-1:]) else [])]
    bases = [name.base] if not name.below else [name.base, capital(name.base)]
    for base in bases:
        based = [replace(label, base=base) for label in labels]
        for primes in ((True, False) if name.primes else (True,)):
            for below, above in ((True, True), (True, False), (False, True), (False, False)):
                if not below and is_word(name.below):
                    continue
                for label in based:
                    known = at.names.find(label.plain(primes, below, above), name.face)
                    if known is None:
                        continue
                    left = name.above[len(label.above) :] if above else name.above
                    rest = replace(
                        name, primes=0 if primes else name.primes, below=() if below else name.below, above=left
                    )
                    if (base != name.base and not rest.below) or (rest.below and known.sort is Sort.SIZE):
                        continue
                    if known.is_number and base != name.base:
                        continue
                    if known.is_number and _are_digits(rest.below):
                        return None
                    return known, rest
    return _labelled(at, name)


def _are_digits(below: Sequence[Token]) -> bool:
    """Whether what stands below a number is its label: it has no entries."""
    return bool(below) and all(token.kind is Kind.NUMBER for token in below)


def _labelled(at: Cursor, name: Written) -> tuple[Known, Written] | None:
    """The declared `z_2` with what is left of `z_{2,k}`."""
    label, *rest = split(name.below, ",")
    known = at.names.find(replace(name, below=tuple(label), above=()).plain(True, True, True), name.face)
    if not rest or known is None or known.sort is not Sort.QUANTITY:
        return None
    return known, replace(name, primes=0, below=name.below[len(label) + 1 :])


def _check_either(at: Cursor, name: Written, known: Known, rest: Written) -> None:
    """Raises `Unreadable` where all that stands below is indices, and the first of them may be a label."""
    labelled = _labelled(at, name) if rest.below and rest.below == name.below else None
    if labelled is not None:
        other = labelled[0].plain
        what = f"`{known.plain}` and `{other}` are declared, so this can be an entry of either"
        raise Unreadable(f"{what}; write ({other})_k or ({known.plain})_{{ij}}", name.span)


def check_power(at: Cursor, name: Written, known: Known) -> None:
    """Raises `Unreadable` where a name with a number above it may be the power of one of a section further inside."""
    if [token.kind for token in name.above] != [Kind.NUMBER] or not known.plain.endswith(f"^{name.above[0].text}"):
        return
    found = resolve(at, replace(name, above=()))
    if found is not None and found[0].level > known.level:
        what = f"`{known.plain}` is declared outside of this section and `{found[0].plain}` in it"
        inner = f"{name.base}_{{{spell(name.below)}}}" if name.below else found[0].plain
        how = f"a power is written `({inner})^{name.above[0].text}`"
        raise Unreadable(f"{what}, so this can be that name or a power; {how}", name.span)


def is_hidden_exponential(at: Cursor, name: Written) -> bool:
    """Whether `e` stands below a superscript where it is a function, or below letters where it is a quantity."""
    found = resolve(at, name) if name.base == "e" and name.above else None
    if found is None or found[0].plain != "e" or not found[1].above or found[1].below:
        return False
    known, above = found[0], found[1].above
    letters = any(t.kind in (Kind.LETTER, Kind.COMMAND, Kind.TEXT) for t in above)
    return known.sort is Sort.FUNCTION or (letters and not is_transpose(above) and not is_label(above))


def name_node(at: Cursor, name: Written) -> Node:
    """A written name as a node: the declared name, its entry, its transpose or its power."""
    found = resolve(at, name)
    if found is None:
        return _undeclared(at, name)
    known, rest = found
    if rest.primes:
        raise Unreadable(f"`{name.base}'` is neither declared nor a function of one variable", name.span)
    _check_either(at, name, known, rest)
    check_power(at, name, known)
    check_label(at, name, known, rest)
    node: Node = Name(known.key, name.base, span=name.span)
    return scripted(at, node, rest, known)


def _undeclared(at: Cursor, name: Written) -> Node:
    """An index, or a name that nobody declared; meaning tells which."""
    base = name.base + "'" * name.primes
    if any(t.text == ARROW for t in name.below):
        raise Unreadable(f"`{base}_{{{spell(name.below)}}}` is not declared", name.span)
    turned = is_transpose(name.above[-1:])
    label = name.above[:-1] if turned else name.above
    known = at.names.find(name.base, name.face)
    numbered = known is not None and known.is_number and _are_digits(name.below)
    if numbered or is_word(name.below) or [token.kind for token in name.below] == [Kind.TEXT]:
        key = replace(name, above=()).plain(True, True, True)
        return scripted(at, Name(key, span=name.span), replace(name, below=()))
    if label and is_label(label):
        key = replace(name, below=(), above=label).plain(True, True, True)
        return scripted(at, Name(key, span=name.span), replace(name, above=name.above[len(label) :]))
    return scripted(at, Name(base, span=name.span), name)


def is_word(below: Sequence[Token]) -> bool:
    r"""Whether what stands below a name is a word and no indices, as in `L_{reg}`: an array has no three axes.

    A script letter is one too, as in `\mu_{\mathcal B}`: no index is written so.
    """
    if [token.face for token in below] == ["script"]:
        return True
    letters = all(token.kind is Kind.LETTER for token in below)
    return letters and len(below) > 2 and not all(token.text in "ijklmnpqrst" for token in below)


def scripted(at: Cursor, node: Node, rest: Written, known: Known | None = None) -> Node:
    """What remains below is indices; what remains above is a transpose or a power."""
    if not rest.below:
        return raised(at, node, rest.above) if rest.above else node
    places = indices(at, rest.below, known)
    if rest.above:
        return indexed(at, node, places, rest, vector=known is not None and known.axes == 1)
    return Entry(node, places, span=rest.span)


def indices(at: Cursor, tokens: Sequence[Token], known: Known | None = None) -> tuple[Node, ...]:
    """Indices as they stand below a name: `ij`, `i,j`, `[i,j]`, `i+1,j`, `i,:`, `j \\leftarrow i`; `12` is 1, 2."""
    inner = list(tokens)
    while inner and (inner[0].text, inner[-1].text) in (("[", "]"), ("(", ")"), ("{", "}")):
        inner = inner[1:-1]
    if not inner:
        raise Unreadable("expected an index below this name", tokens[0].span if tokens else at.end)
    if [token.text for token in inner] == ["+"]:
        raise Unreadable(f"`_+` is not in the language; {POSITIVE}", inner[0].span)
    places = sliced(inner)
    if places is not None:
        if not all(places):
            raise Unreadable(EMPTY, inner[0].span)
        return tuple(_place(at, part, known) for part in places)
    slice_ = next((token for token in inner if token.text == ":"), None)
    if slice_ is not None:
        raise Unreadable(f"`:` is not in the language; {SLICE}", slice_.span)
    parts = split(inner, ",", ";", ARROW)
    found: list[Node] = []
    for part in parts:
        if not part:
            raise Unreadable(EMPTY, inner[0].span)
        found.extend(_index(at, part, known, alone=len(parts) > 1))
    if tokens[0].text in ("(", "[") and len(parts) > 1 and are_sizes(found, at.names):
        raise Unreadable(SHAPED, tokens[0].span.to(tokens[-1].span))
    return tuple(found)


def _place(at: Cursor, part: Sequence[Token], known: Known | None) -> Node:
    """An index, or all places of an axis."""
    if is_whole(part):
        return Axis(span=part[0].span)
    (index,) = _index(at, part, known, alone=True)
    return index


def _index(at: Cursor, part: Sequence[Token], array: Known | None, *, alone: bool) -> list[Node]:
    end = part[-1].span
    if alone or any(t.text in "+-*/" or t.text in (r"\cdot", r"\frac") for t in part):
        if len(part) > 1 and all(t.kind in (Kind.LETTER, Kind.NUMBER) for t in part):
            raise Unreadable("expected one index between the commas", part[0].span)
        index = at.within(part, end).whole()
        if not alone and any(isinstance(node, Product) and node.sign is Sign.NONE for node in walk(index)):
            raise Unreadable("one index or two? Write a comma between them, or a dot for a product", part[0].span)
        return [index]
    inside = at.within(part, end)
    found: list[Node] = []
    while not inside.finished:
        token = inside.peek()
        if token.kind is Kind.NUMBER:
            inside.take()
            digits = _digits(token, array if len(part) == 1 else None)
            found.extend(Number(Fraction(digit), digit, span=token.span) for digit in digits)
            continue
        name = written(inside)
        if name is None:
            raise Unreadable(f"expected an index here, found {inside.describe()}", token.span)
        known = inside.names.find(name.plain(True, True, True), name.face)
        base = name.base + "'" * name.primes
        if name.below and known is None:
            raise Unreadable("an index with an index of its own is not in the language", name.span)
        found.append(Name(known.key if known and known.sort is Sort.SIZE else base, span=name.span))
    return found


def _digits(token: Token, array: Known | None) -> list[str]:
    """The indices that a number is below an array of which this is known."""
    text = _whole_number(token)
    if array is None or array.lengths is None or array.axes != 1:
        return list(text)
    if not are_apart(text, array.lengths):
        return [text]
    if is_one(text, array.lengths):
        raise Unreadable(ambiguous(array.plain, text), token.span)
    return list(text)


def _whole_number(token: Token) -> str:
    if "." in token.text:
        raise Unreadable(f"an index is a whole number, not {token.text}", token.span)
    return token.text
