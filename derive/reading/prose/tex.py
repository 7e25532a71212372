r"""The words of a LaTeX file: paragraphs, headings, lists, tables, theorems, footnotes, references.

It is no TeX: the commands that set words are followed, those that set pages are dropped, the author's own are expanded,
and any other is shown as it is written. Formulas are those that derive reads, each one sign in the text by now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from derive.reading.files import macros, tex
from derive.reading.prose.counting import Counters, theorems
from derive.reading.prose.environments import Environments
from derive.reading.prose.nodes import Displayed, Prose, Text
from derive.reading.prose.places import marked
from derive.reading.prose.scanner import Scanner
from derive.reading.source import Source

_NAMED = re.compile(r"^[^%\n]*?\\(title|author|date)\s*(?:\[[^\]]*\])?(?=\{)", re.MULTILINE)
NAMED = ("title", "author", "date")
_END = re.compile(r"\\end[ \t]*\{document\}")


def _labelled(formula: Displayed) -> Iterator[tuple[str, str]]:
    """Each label with its number, which stands at the last piece of a row that is in several."""
    for at, row in enumerate(formula.rows):
        number = next((each.tag for each in formula.rows[at:] if each.tag), "")
        yield from ((label, number) for label in row.labels)


def read(source: Source, breaks: Sequence[int] = ()) -> Prose:
    """All words of a LaTeX file, and its formulas and declarations where they stand among them."""
    known = macros.find(source)
    found = marked(source, tex.blocks(source), known, numbered=True, breaks=breaks)
    begin = tex.DOCUMENT.search(found.text)
    end = _END.search(found.text, begin.end() if begin else 0)
    body = found.text[begin.end() if begin else 0 : end.start() if end else len(found.text)]
    kinds = theorems(source.text)
    counters = Counters(r"\chapter" in source.text)
    for place in found.places:
        if isinstance(place, Displayed):
            labelled = dict(_labelled(place))
            counters.numbers.update(labelled)
            counters.called.update(dict.fromkeys(labelled, "Equation"))
    reader = Environments(Scanner(body, known), found, kinds, counters)
    blocks = reader.blocks()
    names = {name[1]: name.end() for name in _NAMED.finditer(found.text)}
    said = {name: Scanner(found.text, known, place).argument() for name, place in names.items()}
    said = {name: re.sub(r"\s*\\and(?![a-zA-Z])", ",", text) for name, text in said.items()}
    said = {name: text for name, text in said.items() if text.strip() != r"\today"}
    title, authors, date = (
        Environments(Scanner(said.get(name, ""), known), found, kinds, counters).line() for name in NAMED
    )
    byline = (*authors, Text(", "), *date) if authors and date else authors + date
    return Prose((*blocks, *found.left(blocks)), title, byline, counters.numbers, counters.called)
