"""The reports as HTML: a page for each document and one that lists them, each complete in one file."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from derive.judging.results import Judgement
from derive.judging.verdict import Counterexample, Kind, Matrix, assigned
from derive.reporting import boxes, corrected, margin, mathml, rows, searching, statements, steps, wording
from derive.reporting.data import Check, KernelReport, Printed, count, tally, totals
from derive.reporting.embedding import Pictures
from derive.reporting.html import Setter
from derive.reporting.keeping import unbroken
from derive.reporting.language import ENGLISH, Language
from derive.reporting.linking import linked
from derive.reporting.outline import Entry, gaps, outline
from derive.reporting.paper import paper
from derive.reporting.pictures import matrices
from derive.reporting.pictures.claimed import claimed
from derive.reporting.pictures.drawings import NO_PICTURES, Pictured, drawings
from derive.reporting.pictures.roundings import roundings
from derive.reporting.pointing import pointed
from derive.reporting.translating import Authored, translated
from derive.reporting.words import plain

FONTS = {"math": "derive-math", "text": "derive-text", "italic": "derive-text-italic", "bold": "derive-text-bold"}


def document_page(
    judgement: Judgement,
    kernels: Sequence[KernelReport],
    tex: str = "",
    printed: Printed | None = None,
    home: str = "index.html",
    pictured: Pictured = NO_PICTURES,
    language: Language = ENGLISH,
) -> str:
    """The page of one document.

    `tex` is the name of the LaTeX file beside it, `home` that of the index, if any; `pictured` is what is to be drawn.
    """
    book, authored = outline(judgement, kernels), Authored.by(judgement.source, language)
    places = claimed(book)
    page = _environment(language).get_template("document.html").render(
        judgement=judgement, book=book, tally=tally(judgement, printed, book.items),
        totals=totals([judgement]), tex=tex, home=home,
        setter=Setter(book, Pictures.beside(judgement.source), authored), drawings=drawings(pictured, places),
        authored=authored, titled=authored.attribute, paper=paper(judgement.source),
    )
    return translated(page, language)


def index_page(
    judgements: Sequence[Judgement],
    kernels: Sequence[KernelReport],
    names: Sequence[str],
    printed: Mapping[str, Printed] = MappingProxyType({}),
    language: Language = ENGLISH,
) -> str:
    """The page that lists all documents; `names` are the names of their pages, `printed` is what is known by path."""
    books = [outline(judgement, kernels) for judgement in judgements]
    tallies = [
        tally(judgement, printed.get(judgement.path), book.items)
        for judgement, book in zip(judgements, books, strict=True)
    ]
    authored = Authored.by(None, language)
    page = _environment(language).get_template("index.html").render(
        documents=list(zip(tallies, names, books, strict=True)),
        summary=count(item for book in books for item in book.items),
        restated=sum(each.restated for each in tallies),
        found={kind for each in tallies for kind in each.verdicts},
        totals=totals(judgements),
        kernels=kernels,
        printed=printed,
        lost=any(each.printed.lost for each in tallies if each.printed),
        methods=_methods(kernels),
        titles={
            name: Setter(book, Pictures(), authored).title(book.title) for name, book in zip(names, books, strict=True)
        },
        authored=authored, titled="", paper=paper(None),
    )
    return translated(page, language)


def _methods(kernels: Sequence[KernelReport]) -> list[Check]:
    """One check of each way of checking, in the order in which they come first."""
    found: dict[str, Check] = {}
    for check in (check for kernel in kernels for check in kernel.checks if check.reason):
        found.setdefault(check.against, check)
    return list(found.values())


def pair(left: Matrix, right: Matrix, sign: str, marked: tuple[int, ...] = ()) -> Markup:
    """Two sides, `left = right`, with the entry where they part framed in both; below each other on a narrow page.

    Where there is one, all other entries that differ are tinted.
    """
    sides = matrices.pair(left, right, marked)
    differing = sides.differing if marked else frozenset()
    first = mathml.matrix(sides.left, sides.marked, differing)
    relation = Markup("<mover><mo>=</mo><mo>?</mo></mover>") if sign == "?" else Markup("<mo>{}</mo>").format(sign)
    second = Markup('<mrow><mspace width="0.28em"/>{}<mspace width="0.28em"/></mrow>{}').format(
        relation, mathml.matrix(sides.right, sides.marked, differing)
    )
    return boxes.several("pair", (first, second), "both sides")


def differing(found: Counterexample) -> int:
    """In how many of the entries that are shown the sides differ."""
    return len(matrices.pair(found.left_matrix, found.right_matrix, wording.framed(found)).differing)


def pictures(entries: Iterable[Entry], drawn: Mapping[str, Markup]) -> Markup:
    """The pictures that belong to some claims."""
    return Markup("").join(drawn.get(entry.item.id, "") for entry in entries)


def values(given: Mapping[str, Matrix]) -> Markup:
    """`X = (…)` for each value, set apart from each other."""
    formulas = [
        Markup("<mrow>{}</mrow><mo>=</mo>{}").format(mathml.cell(name), mathml.matrix(rows))
        for name, rows in given.items()
    ]
    return boxes.several("values", formulas, "the values")


def breakable(name: str) -> Markup:
    """An id that may go on in a new line behind its dots, hyphens and underscores."""
    return Markup("<wbr>").join(re.split(r"(?<=[._-])(?=.)", name))


@cache
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("derive.reporting"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined, keep_trailing_newline=True,
    )
    environment.filters.update(
        message=wording.particular, sides=wording.sides, notes=wording.notes, framed=wording.framed,
        absent=wording.absent, left_out=wording.left_out, unsaid=wording.unsaid,
        condition=wording.condition, checks=wording.checks,
        overview=wording.overview, framed_change=corrected.framed, change=corrected.change, linked=linked, gaps=gaps,
        display=boxes.display, sentence=wording.sentence, inline=mathml.inline, prose=mathml.prose, pointed=pointed,
        compared=wording.compared, expectation=wording.expectation,
        assignment=assigned, counts=wording.counts, counted=wording.counted, plural=wording.plural,
        breakable=breakable, differing=differing, pictures=pictures, beside=margin.beside, plain=plain,
        abstract=wording.abstract, unbroken=unbroken,
        searched=partial(searching.searched, language=language), row=rows.row, alone=rows.alone, abreast=rows.abreast,
        cells=rows.cells, left=rows.left,
        gist=statements.gist,
        statement=statements.statement,
        steps=steps.steps, lead=steps.lead,
    )
    environment.filters["tagged"] = rows.is_tagged
    environment.tests.update(
        bare=lambda entry: entry.is_bare,
        authored=wording.is_authored, false_as_stated=wording.false_as_stated, open=wording.is_open, loose=rows.is_loose
    )
    environment.globals.update(
        pair=pair, values=values, signs=wording.SIGNS, meanings=wording.MEANINGS, Kind=Kind, fonts=_fonts(),
        every=wording.every, unjudged=wording.unjudged, roundings=roundings, **_script(),
    )
    return environment


def _script() -> dict[str, Markup]:
    """The script of the pages, and its digest: a page runs this one and nothing else."""
    text = (files("derive.reporting") / "templates" / "script.js").read_text(encoding="utf-8")
    return {"script": Markup(text), "digest": Markup(b64encode(sha256(text.encode()).digest()).decode())}


def _fonts() -> dict[str, Markup]:
    """The fonts as text, since every page must open alone."""
    folder = files("derive.reporting") / "fonts"
    return {name: Markup(b64encode((folder / f"{stem}.woff2").read_bytes()).decode()) for name, stem in FONTS.items()}
