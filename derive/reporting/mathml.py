"""Formulas as MathML Core, which needs no script and can be read aloud."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from markupsafe import Markup, escape
from math_core import LatexError, LatexToMathML

from derive.judging.verdict import Matrix
from derive.reporting.latex import tidy
from derive.reporting.named import named
from derive.reporting.plain import unicode_line
from derive.reporting.relations import at_relations
from derive.reporting.summands import summands

WIDE = 18
"""The signs beside each other from which on a formula may be wider than a phone."""
HANGING = re.compile(r"(?:<m(?:row|sup|sub|subsup)>)*<mi>[fj]</mi>")
"""A formula whose first letter reaches out to its left, in this font as much as a space is wide."""
APART_FROM_WORDS = Markup('<mspace width="0.11em"/>')
CLOSED = re.compile(r"(<math>(?:(?!</math>).)*</math>)([.,;:!?)\]]+)", re.DOTALL)
WIDEST_PIECE = 30
"""The signs of a formula in running text from which on it scrolls by itself on a phone."""
LONG = Markup('<span class="long" tabindex="0" role="group" aria-label="formula" style="--em: {}">{}</span>')
SIGN = 0.55
"""About the em of a sign in running text."""
FRAME = re.compile(r'<menclose notation="box">((?:(?!<menclose).)*?)</menclose>', re.DOTALL)
BIG = re.compile(r"\\[bB]igg?(?P<side>[lr])\s*(?:\\[a-zA-Z]+|\\?.)", re.DOTALL)
BEARS = re.compile(r"\s*[\^_]")
APART = re.compile(r"&|\\\\|\\(?:begin|end)(?![a-zA-Z])")
CONVERTER = LatexToMathML(fancy_error=False, allow_unreliable_rendering=True)


@lru_cache(maxsize=4096)
def inside(latex: str, display: bool = True) -> Markup | None:
    """What stands between `<math>` and `</math>`, or nothing where the formula cannot be set."""
    tidied = tidy(latex)
    if not tidied:
        return None
    try:
        markup = CONVERTER.convert_with_local_state(_paired(tidied), displaystyle=display)
    except LatexError:
        return None
    body = _boxes(re.sub(r"^<math[^>]*>|</math>$", "", markup).replace("\ufe00", ""))
    # Firefox draws these at the size of a sum's sign unless it is told not to.
    body = re.sub(r"<mo(?=[^>]*>[⊙⊗⊕]<)", '<mo largeop="false"', body)
    # The prime of this font is drawn raised already; its form for superscripts is not.
    return Markup(re.sub(r"<mo>(?=[′″‴⁗]+<)", '<mo class="prime">', body))


def _paired(latex: str) -> str:
    """Each pair of big brackets that bears a script as one group: a browser draws one that bears it alone small."""
    opened: list[int] = []
    groups: list[tuple[int, str]] = []
    for found in BIG.finditer(latex):
        if found["side"] == "l":
            opened.append(found.start())
        elif opened:
            start, end = opened.pop(), found.end()
            inner = latex[start:end]
            is_whole = inner.count("{") == inner.count("}") and not APART.search(inner)
            if is_whole and BEARS.match(latex, end):
                groups += [(start, "{"), (end, "}")]
    for place, brace in sorted(groups, reverse=True):
        latex = f"{latex[:place]}{brace}{latex[place:]}"
    return latex


def _boxes(body: str) -> str:
    """Frames as rows that the style draws, since MathML Core has none; the inner ones first."""
    while (framed := re.sub(FRAME, r'<mrow class="box">\1</mrow>', body)) != body:
        body = framed
    return body


def inline(latex: str) -> Markup:
    """A formula in a sentence; its source where it cannot be set."""
    body = inside(latex, False)
    return Markup("<code>{}</code>").format(latex) if body is None else _math(body)


def _math(body: Markup) -> Markup:
    """A formula in running text."""
    return Markup("<math>{}{}</math>").format(APART_FROM_WORDS if HANGING.match(body) else "", body)


def running(latex: str) -> Markup:
    """A formula in running text; a wide one in pieces, of which each but the last ends with a relation.

    What is too wide then is parted before the signs between its terms.
    """
    if inside(latex, False) is None or extent(latex) <= WIDE:
        return inline(latex)
    *before, last = at_relations(latex)
    parts = [piece for part in (*(f"{part}{{}}" for part in before), last) for piece in pieces(part)]
    bodies = [inside(part, False) for part in parts]
    if None in bodies:
        parts, bodies = [latex], [inside(latex, False)]
    return Markup("").join(_piece(extent(part), body) for part, body in zip(parts, bodies, strict=True) if body)


def _piece(signs: int, body: Markup) -> Markup:
    """A piece of so many signs; a wide one scrolls, and is made as small as it must be on paper, where nothing does."""
    piece = _math(body)
    if signs <= WIDEST_PIECE:
        return piece
    return LONG.format(round(SIGN * signs, 1), piece)


def pieces(latex: str) -> list[str]:
    """A formula in running text in pieces, if it is too wide; each but the first begins with a sign between terms."""
    first, *further = summands(latex) if extent(latex) > WIDEST_PIECE else [latex]
    return [first, *(f"{{}}{term}" for term in further)]


def closed(words: Markup) -> Markup:
    """Words in which no line begins with the stop behind a formula."""
    return Markup(CLOSED.sub(r'<span class="whole">\1\2</span>', str(words)))


def heading(words: str | Markup) -> Markup:
    """The heading of a row or column; a formula that is all of it gets a name, since not all see words in one."""
    markup = escape(words)
    rest = Markup(re.sub("<math.*?</math>", "", markup, flags=re.DOTALL)).striptags()
    return markup if rest else markup.replace("<math>", Markup('<math aria-label="{}">').format(markup.striptags()), 1)


def extent(latex: str) -> int:
    """About how many signs a formula has side by side; its source where it cannot be set."""
    return len(unicode_line(latex, 200)) if inside(latex) is not None else len(latex)


def matrix(rows: Matrix, marked: tuple[int, ...] = (), differing: Set[tuple[int, int]] = frozenset()) -> Markup:
    """A matrix of entries in LaTeX, in brackets.

    The entry (row, column) `marked`, from 1, is framed, and those `differing` are tinted.
    """
    if len(rows) == 1 and len(rows[0]) == 1 and not marked:
        return cell(rows[0][0], True)
    lines = Markup("").join(
        Markup("<mtr>{}</mtr>").format(
            Markup("").join(
                Markup("<mtd{}>{}</mtd>").format(
                    Markup(' class="parts"') if (row, column) == marked
                    else Markup(' class="differs"') if (row, column) in differing else "",
                    cell(entry),
                )
                for column, entry in enumerate(entries, 1)
            )
        )
        for row, entries in enumerate(rows, 1)
    )
    return Markup("<mrow><mo>(</mo><mtable>{}</mtable><mo>)</mo></mrow>").format(lines)


def cell(entry: str, display: bool = False) -> Markup:
    """One entry, small or as on a line of its own; what cannot be set as a formula stands as text."""
    body = inside(number(entry), display)
    if body is None:
        return Markup("<mtext>{}</mtext>").format(entry)
    style = Markup(' displaystyle="true"') if display else ""
    return Markup("<mrow{}>{}</mrow>").format(style, body)


def number(entry: str) -> str:
    """An exact number in text, such as `-3/4`, as LaTeX; anything else as it is."""
    found = re.fullmatch(r"(-?)(\d+)/(\d+)", entry.strip())
    return r"{}\tfrac{{{}}}{{{}}}".format(*found.groups()) if found else entry


def prose(text: str) -> Markup:
    """A sentence or heading with `$…$` set as formulas and words in backquotes as code."""
    parts = re.split(r"(\$[^$]+\$|`[^`]+`)", named(text))
    return Markup("").join(
        escape(part) if place % 2 == 0
        else running(part[1:-1]) if part[0] == "$"
        else Markup("<code>{}</code>").format(part[1:-1])
        for place, part in enumerate(parts)
    )
