"""Claims that stand in no file, as a notebook shows them: a piece of HTML with its own style, and a formula in LaTeX.

Nothing outside the piece is needed or changed: text keeps the notebook's colours, light or dark, and only the verdict
stands on a colour of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from derive.judging.results import Judged, Judgement
from derive.judging.verdict import Counterexample, Kind, Line, Verdict
from derive.reporting import corrected, mathml, wording
from derive.reporting.breaking import line
from derive.reporting.latex import settable, spelled, tidy
from derive.reporting.text import excerpt

WIDEST = 40.0
"""The em in a line of a derivation."""
COLOURS = {
    Kind.PROVED: "#1a7f37",
    Kind.REFUTED: "#b42318",
    Kind.CONDITIONAL: "#8a5a00",
    Kind.CONVENTION: "#0b6e8a",
    Kind.UNDECIDED: "#8a5a00",
    Kind.UNREAD: "#8e24aa",
    Kind.DEFINITION: "#5f6368",
    Kind.SKIPPED: "#5f6368",
}
"""Behind a verdict in white, each dark enough for it."""
CLASSES = {
    "box": "border: 1px solid; padding: 0 .15em",
    "parts": "border: 1px solid; padding: .15em .3em",
}
"""The classes that formulas bring, as style."""


def html(judgement: Judgement) -> str:
    """A piece of HTML for all claims of a judgement."""
    parts = [part for item in judgement.items for part in _item(item)]
    body = _styled(Markup("").join(parts))
    return str(Markup('<div class="derive" style="max-width: 60em; line-height: 1.6">{}</div>').format(body))


def latex(judgement: Judgement) -> str | None:
    r"""The claims and their verdicts as one formula between `$$`; nothing where one of them cannot be set."""
    rows = []
    for item in judgement.items:
        tidied = tidy(_claim(item))
        formula = spelled(tidied) if tidied else ""
        if not formula or not settable(formula):
            return None
        told = " ".join(filter(None, (item.verdict.kind.value, wording.scope(item.verdict))))
        rows.append(rf"{formula} \qquad \text{{{_words(told)}}}")
    body = rows[0] if len(rows) == 1 else r"\begin{gathered} " + r" \\ ".join(rows) + r" \end{gathered}"
    return f"$${body}$$"


def _words(text: str) -> str:
    r"""Text inside `\text{…}`, with the signs that it may have in words of LaTeX."""
    plain = re.sub(r"[\\{}$&#%_^~]", " ", text)
    return plain.replace("≥", r"$\ge$")


def _item(item: Judged) -> Iterator[Markup]:
    verdict = item.verdict
    yield _line(item)
    if wording.message(verdict):
        yield _paragraph(mathml.prose(wording.message(verdict)))
    if item.caret and verdict.kind is Kind.UNREAD:
        yield Markup('<pre style="margin: .3em 0 .3em 1em; background: none">{}</pre>').format(excerpt(item.caret))
    if verdict.counterexample is not None:
        yield from _counterexample(verdict, verdict.counterexample)
    if wording.condition(verdict):
        yield _paragraph(Markup("Under the assumption {}.").format(mathml.inline(wording.condition(verdict))))
    if wording.left_out(verdict):
        places = Markup(", ").join(map(mathml.inline, wording.left_out(verdict)))
        yield _paragraph(Markup("It leaves out {}.").format(places))
    if verdict.correction is not None:
        framed = corrected.framed(verdict.correction) or verdict.correction.source
        what = mathml.prose(corrected.change(verdict.correction))
        yield _paragraph(Markup("Did you mean {}? ({})").format(_formula(framed), what))
    if verdict.derivation:
        yield _derivation(verdict.derivation)


def _line(item: Judged) -> Markup:
    """The verdict and the formula."""
    kind = item.verdict.kind
    style = f"background: {COLOURS[kind]}; color: #fff; padding: .1em .5em; border-radius: .3em; font-weight: 600"
    badge = Markup('<span style="{}">{} {}</span>').format(style, wording.SIGNS[kind], kind.value)
    return _paragraph(Markup("{}&emsp;{}").format(badge, _formula(_claim(item))))


def _claim(item: Judged) -> str:
    """The claim as it is to be read: with the answer, where one was asked for."""
    return item.shown or item.source


def _counterexample(verdict: Verdict, found: Counterexample) -> Iterator[Markup]:
    if wording.unsaid(verdict):
        yield _paragraph(mathml.prose(wording.unsaid(verdict)))
    if found.values:
        values = Markup(", ").join(
            Markup("<math><mrow>{}</mrow><mo>=</mo>{}</math>").format(mathml.cell(name), mathml.matrix(rows))
            for name, rows in found.values.items()
        )
        yield _paragraph(Markup("With {}").format(values))
    if found.left_matrix:
        marked = wording.framed(found)
        left, right = mathml.matrix(found.left_matrix, marked), mathml.matrix(found.right_matrix, marked)
        sides = Markup("Left side <math>{}</math>, right side <math>{}</math>").format(left, right)
        yield _paragraph(Markup("{} {}").format(sides, wording.absent(found)))


def _derivation(lines: Sequence[Line]) -> Markup:
    """The lines of a proof, folded."""
    rows = [
        Markup('<li style="margin: .3em 0; list-style: none">{}&emsp;<small>{}</small></li>').format(
            _formula(line(each.latex, WIDEST, number > 0)), mathml.prose(each.reason)
        )
        for number, each in enumerate(lines)
    ]
    body = Markup('<ol style="margin: .3em 0; padding: 0">{}</ol>').format(Markup("").join(rows))
    summary = Markup('<summary style="cursor: pointer">Derivation in {} lines</summary>').format(len(lines))
    return Markup('<details style="margin-left: 1em; overflow: auto hidden">{}{}</details>').format(summary, body)


def _formula(latex: str) -> Markup:
    """A formula in a line, as large as on a line of its own; its source where it cannot be set."""
    body = mathml.inside(latex)
    if body is None:
        return Markup("<code>{}</code>").format(latex)
    return Markup('<math displaystyle="true">{}</math>').format(body)


def _paragraph(body: Markup) -> Markup:
    return Markup('<div style="margin: .3em 0; padding: .15em 0; overflow: auto hidden">{}</div>').format(body)


def _styled(body: Markup) -> Markup:
    """Formulas with style in place of the classes of the pages."""
    def style(found: re.Match[str]) -> str:
        return f' style="{CLASSES[found[1]]}"' if found[1] in CLASSES else ""

    return Markup(re.sub(r' class="(box|parts|prime)"', style, body))
