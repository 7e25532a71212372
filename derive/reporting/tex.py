r"""The reports as LaTeX for xelatex: the author's own document with verdicts in the margin, proofs at its end."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined

from derive.judging.results import Judgement
from derive.judging.verdict import Kind, Line, Matrix, assigned
from derive.reporting import corrected, margin, rows, wording
from derive.reporting.alignment import LINE, alignment
from derive.reporting.data import KernelReport, Printed, tally, totals
from derive.reporting.escaping import FOREIGN, breakable, display, escape, formula, inline, listing, prose
from derive.reporting.keeping import unbroken
from derive.reporting.language import ENGLISH, Language
from derive.reporting.linking import linked
from derive.reporting.mathml import number
from derive.reporting.outline import Entry, gaps, outline
from derive.reporting.outline import Line as Row
from derive.reporting.paper import paper
from derive.reporting.pictures.claimed import claimed
from derive.reporting.pictures.drawings import NO_PICTURES, Pictured, graphs_by_claim
from derive.reporting.pictures.measures import PARTED, caption
from derive.reporting.pictures.printed import SIGNS
from derive.reporting.pictures.printed import printed as picture
from derive.reporting.statements import told
from derive.reporting.tex_words import Setter
from derive.reporting.text import excerpt

WIDEST_MATRICES = 110
LONGEST_NAME = 36
"""How many signs the id of a claim may have in a margin."""


def document_tex(
    judgement: Judgement,
    kernels: Sequence[KernelReport],
    printed: Printed | None = None,
    language: Language = ENGLISH,
    pictured: Pictured = NO_PICTURES,
) -> str:
    """The LaTeX source for one document, complete in one file; of what is `pictured` it has the graphs."""
    book = outline(judgement, kernels)
    places = claimed(book)
    foreign = FOREIGN.search(repr(judgement)) or FOREIGN.search(judgement.source.text if judgement.source else "")
    text = _environment(language).get_template("document.tex").render(
        judgement=judgement, book=book, tally=tally(judgement, printed, book.items), totals=totals([judgement]),
        paper=paper(judgement.source),
        foreign=foreign is not None or language is not ENGLISH, translated=language is not ENGLISH, setter=Setter(book),
        places=places, graphs=graphs_by_claim(pictured, places),
    )
    return re.sub(r"\n{3,}", "\n\n", text)


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


def brief(name: str) -> str:
    """An id that takes two lines of a margin at most; of a long one the beginning and the end."""
    half = LONGEST_NAME // 2
    short = name if len(name) <= LONGEST_NAME else f"{name[:half].rstrip('-._')}…{name[-half:].lstrip('-._')}"
    return breakable(short)


def steps(lines: Sequence[Line], language: Language = ENGLISH) -> str:
    """The lines of a derivation as an alignment; nothing where one of them must not be let in."""
    formulas = [formula(line.latex) for line in lines]
    if not formulas or not all(formulas):
        return ""
    return alignment(formulas, [prose(language.say(line.reason, "reasons")) for line in lines])


def row(line: Row) -> str:
    """One row of a displayed formula; what stands before its first `&` ends where it does in the other rows."""
    tag = rf"\tagged{{{prose(line.tag)}}}" if line.tag else ""
    anchors = "".join(rf"\target{{{anchor}}}" for anchor in line.anchors)
    cells = rows.broken(line.cells, line.entries, LINE)
    parts = [formula(cell) for cell in cells]
    if len(parts) == 1 or not all(part or not cell for part, cell in zip(parts, cells, strict=True)):
        return anchors + tag + display(" ".join(cells))
    apart = (rf"\qquad {part}" if part and at % 2 else part for at, part in enumerate(parts[1:]))
    return rf"{anchors}{tag}\formula{{\leftpart{{{parts[0]}}}{{}}{' '.join(apart)}}}"


def alone(entry: Entry) -> str:
    """The formula of one item by itself."""
    return display(*rows.broken((entry.item.shown or entry.item.source,), (entry,), LINE))


def abreast(lines: Sequence[Row]) -> list[tuple[Row, ...]]:
    """Rows in groups, of those that stand beside each other; what cannot be set stands alone."""
    groups = rows.abreast(lines)
    together_ = [line for group in groups if len(group) > 1 for line in group]
    return groups if all(formula(line.cells[0]) for line in together_) else [(line,) for line in lines]


def together(group: Sequence[Row]) -> str:
    """Rows beside each other; the verdict of the first stands in the margin, and the others show its sign."""
    anchors = "".join(rf"\target{{{anchor}}}" for line in group for anchor in line.anchors)
    tags = [prose(line.tag) for line in group if line.tag]
    tag = rf"\tagged{{{', '.join(tags)}}}" if tags else ""
    shown = [formula(group[0].cells[0])]
    for line in group[1:]:
        entry = line.entries[0]
        kind = entry.item.verdict.kind
        shown.append(rf"{formula(line.cells[0])} \verdictsign{{{kind.value}}}{{{entry.anchor}}}{{{SIGNS[kind]}}}")
    beside = r" \qquad ".join(shown)
    return rf"{anchors}{tag}\formula{{{beside}}}"


def settled(entries: Sequence[Entry]) -> list[Entry]:
    """The items of which nothing is said in their place: their proofs stand at the end.

    Of what claims nothing there is none, unless something was made of it.
    """
    idle = (Kind.DEFINITION, Kind.SKIPPED)
    return [
        each for each in entries
        if not wording.is_open(each.item.verdict)
        and (each.item.verdict.kind not in idle or each.kernels or wording.notes(each.item))
    ]


def leftmost(lines: Sequence[Row]) -> list[str]:
    """What stands before the first `&` of each row."""
    return [found for line in lines if len(line.cells) > 1 and (found := formula(line.cells[0]))]


def statement(line: str, language: Language = ENGLISH) -> str:
    """One line of declarations."""
    word, latex = told(line)
    if not (word and latex):
        return inline(latex) if latex else escape(word)
    return prose(language.say(f"{word} ${latex}$"))


def values(given: Mapping[str, Matrix]) -> str:
    """`X = (…)` for each value, in lines that may break between them."""
    return ",\\quad ".join(rf"\fitted{{{cell(name)} = {matrix(rows)}}}" for name, rows in given.items())


@cache
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("derive.reporting"), trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined,
        keep_trailing_newline=True, autoescape=False, block_start_string="<%", block_end_string="%>",
        variable_start_string="<<", variable_end_string=">>", comment_start_string="<#", comment_end_string="#>",
    )
    environment.filters.update(
        message=wording.particular, sides=wording.sides, notes=wording.notes, framed=wording.framed,
        absent=wording.absent, left_out=wording.left_out, unsaid=wording.unsaid,
        condition=wording.condition, checks=wording.checks,
        overview=wording.overview, framed_change=corrected.framed, change=corrected.change, linked=linked, gaps=gaps,
        escape=escape, brief=brief, prose=prose, inline=inline, display=display, listing=listing,
        excerpt=excerpt, sentence=wording.sentence, steps=partial(steps, language=language), say=language.say,
        reworded=lambda found: replace(found, message=language.say(found.message)),
        compared=wording.compared, expectation=wording.expectation,
        assignment=assigned, counts=wording.counts, row=row, leftmost=leftmost,
        statement=partial(statement, language=language), beside=margin.beside, abstract=wording.abstract,
        settled=settled, alone=alone, abreast=abreast, together=together, printed=picture, caption=caption,
        unbroken=unbroken,
    )
    environment.tests.update(open=wording.is_open, authored=wording.is_authored)
    environment.globals.update(
        pair=pair, values=values, meanings=wording.MEANINGS, Kind=Kind, every=wording.every,
        unjudged=wording.unjudged, parted=PARTED,
    )
    return environment
