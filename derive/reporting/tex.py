r"""The reports as LaTeX for xelatex. They say the same as the pages.

A document's own LaTeX is put into ours, so it is let in only where it is complete and holds nothing but known
mathematics; anything else is printed as its source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from derive.judging.results import Judgement
from derive.judging.verdict import Kind, Line, Matrix
from derive.reporting import corrected, wording
from derive.reporting.alignment import alignment
from derive.reporting.data import KernelReport, Printed, tally, totals
from derive.reporting.latex import settable, spelled, tidy
from derive.reporting.mathml import inside, number
from derive.reporting.outline import gaps, linked, outline
from derive.reporting.plain import unicode_line
from derive.reporting.text import excerpt
from derive.reporting.words import plain

ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "×": r"\ensuremath{\times}", "≠": r"\ensuremath{\neq}",
    "≤": r"\ensuremath{\leq}", "≥": r"\ensuremath{\geq}", "−": r"\ensuremath{-}", "`": r"\textasciigrave{}",
}
FOREIGN = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+")
WIDEST_MATRICES = 110
WIDEST_FORMULA = 250


def document_tex(judgement: Judgement, kernels: Sequence[KernelReport], printed: Printed | None = None) -> str:
    """The LaTeX source for one document, complete in one file."""
    text = _environment().get_template("document.tex").render(
        judgement=judgement, book=outline(judgement, kernels), tally=tally(judgement, printed),
        totals=totals([judgement]), foreign=bool(FOREIGN.search(repr(judgement))),
    )
    return re.sub(r"\n{3,}", "\n\n", text)


def escape(text: str) -> str:
    """`text` as LaTeX prints it letter for letter; words too long for a line may be broken at every eighth letter."""
    broken = re.sub(r"\S{25,}", lambda found: re.sub(r"(.{8})(?=.)", "\\1\x00", found.group()), text)
    return r"\allowbreak{}".join(map(_letters, broken.split("\x00")))


def _letters(text: str) -> str:
    clean = "".join(sign if sign.isprintable() else " " if sign in "\n\t" else "\ufffd" for sign in text)
    escaped = "".join(ESCAPES.get(sign, sign) for sign in clean)
    return FOREIGN.sub(lambda found: rf"\foreign{{{found.group()}}}", escaped)


def breakable(text: str) -> str:
    """`text` letter for letter, with breaks allowed after marks of punctuation."""
    return r"\allowbreak{}".join(escape(part) for part in re.split(r"(?<=[-./:_ ])", text))


def prose(text: str) -> str:
    """A sentence or heading with `$…$` set as formulas and words in backquotes as code."""
    parts = re.split(r"(\$[^$]+\$|`[^`]+`)", text)
    return "".join(
        escape(part) if place % 2 == 0 else inline(part[1:-1]) if part[0] == "$" else rf"\code{{{escape(part[1:-1])}}}"
        for place, part in enumerate(parts)
    )


def formula(latex: str) -> str:
    """`latex` inside mathematics, or nothing where it must not be let in."""
    tidied = tidy(latex)
    if not tidied:
        return ""
    safe = spelled(tidied)
    if inside(safe) is None or not settable(safe):
        return ""
    return FOREIGN.sub(lambda found: rf"\foreign{{{found.group()}}}", safe.replace("\n", " "))


def inline(latex: str) -> str:
    """A formula in running text; its source where it cannot be set."""
    found = formula(latex)
    return f"${found}$" if found else rf"\code{{{escape(latex)}}}"


def display(latex: str) -> str:
    """A formula on its own line, made smaller where it is too wide; its source where it cannot be set or read."""
    found = formula(latex)
    widest = max(len(unicode_line(row, 2 * WIDEST_FORMULA)) for row in latex.split(r"\\"))
    return rf"\formula{{{found}}}" if found and widest <= WIDEST_FORMULA else listing(latex)


def listing(text: str) -> str:
    """Lines of code as they stand; a line too long for the page goes on in the next."""
    lines = [line.replace("\t", "    ") for line in text.rstrip("\n").split("\n")]
    shown = [rf"\codeline{{{len(line) - len(line.lstrip(' '))}}}{{{_code(line.lstrip(' '))}}}" for line in lines]
    return "\n".join([r"\begin{listing}", *shown, r"\end{listing}"])


def _code(line: str) -> str:
    """A line in which every space stays."""
    return escape(line).replace(" ", r"\ ")


def matrix(rows: Matrix, marked: tuple[int, ...] = ()) -> str:
    """A matrix in brackets; the entry (row, column) `marked`, from 1, is framed."""
    if len(rows) == 1 and len(rows[0]) == 1 and not marked:
        return cell(rows[0][0])
    lines = (
        " & ".join(
            rf"\boxed{{{cell(entry)}}}" if (row, column) == marked else cell(entry)
            for column, entry in enumerate(entries, 1)
        )
        for row, entries in enumerate(rows, 1)
    )
    return r"\begin{pmatrix}" + r" \\ ".join(lines) + r"\end{pmatrix}"


def cell(entry: str) -> str:
    """One entry; what cannot be set as a formula stands as text."""
    return formula(number(entry)) or rf"\text{{{escape(entry)}}}"


def pair(left: Matrix, right: Matrix, sign: str, marked: tuple[int, ...] = ()) -> str:
    """Two sides as one formula; below each other where they would be too wide beside each other."""
    first, second = matrix(left, marked), matrix(right, marked)
    if wording.width(left) + wording.width(right) <= WIDEST_MATRICES:
        return rf"\formula{{{first} {sign} {second}}}"
    return rf"\formula{{{first}}}" + "\n" + rf"\formula{{{sign} {second}}}"


def steps(lines: Sequence[Line]) -> str:
    """The lines of a derivation as an alignment; nothing where one of them must not be let in."""
    formulas = [formula(line.latex) for line in lines]
    if not formulas or not all(formulas):
        return ""
    return alignment(formulas, [prose(line.reason) for line in lines])


def values(given: Mapping[str, Matrix]) -> str:
    """`X = (…)` for each value, in lines that may break between them."""
    return ",\\quad ".join(rf"\fitted{{{cell(name)} = {matrix(rows)}}}" for name, rows in given.items())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("derive.reporting"), trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined,
        keep_trailing_newline=True, autoescape=False, block_start_string="<%", block_end_string="%>",
        variable_start_string="<<", variable_end_string=">>", comment_start_string="<#", comment_end_string="#>",
    )
    environment.filters.update(
        message=wording.message, sides=wording.sides, notes=wording.notes, framed=wording.framed, absent=wording.absent,
        left_out=wording.left_out, unsaid=wording.unsaid, condition=wording.condition, checks=wording.checks,
        overview=wording.overview, framed_change=corrected.framed, change=corrected.change, linked=linked, gaps=gaps,
        escape=escape, breakable=breakable, prose=prose, inline=inline, display=display, listing=listing,
        excerpt=excerpt, sentence=wording.sentence, steps=steps,
        compared=wording.compared, expectation=wording.expectation,
        assignment=wording.assignment, counts=wording.counts, plain=plain,
    )
    environment.globals.update(
        pair=pair, values=values, meanings=wording.MEANINGS, Kind=Kind, confirmed=wording.CONFIRMED
    )
    return environment
