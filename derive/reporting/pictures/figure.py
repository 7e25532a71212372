"""What stands around a picture: a box of its own that scrolls, a caption, and the same figures as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from derive.reporting.mathml import heading
from derive.reporting.pictures.svg import Picture

Cell = str | Markup


def figure(
    picture: Picture,
    kind: str,
    caption: Markup,
    table: Markup,
    narrow: Picture | None = None,
    parts: Sequence[Picture] = (),
) -> Markup:
    """A picture of the class `kind` with its caption, and a table of what it shows, folded.

    Where it is too wide for a phone, another that is `narrow` stands in its place there. On paper its `parts` do, if
    there are any, and a page may end between them.
    """
    whole = "whole" if parts else ""
    drawn = picture.markup(kind, f"wide {whole}".rstrip() if narrow else whole)
    drawn += narrow.markup(kind, "slim") if narrow else Markup("")
    drawn += Markup("").join(part.markup(kind, "part") for part in parts)
    return Markup(
        '<figure class="drawing">\n<div class="scroll" tabindex="0" role="group" aria-label="{}">{}</div>\n'
        "<figcaption>{}</figcaption>\n<details>\n<summary>The same as a table</summary>\n"
        '<div class="scroll" tabindex="0" role="group" aria-label="table: {}">{}</div>\n</details>\n</figure>\n'
    ).format(picture.title, drawn, caption, picture.title, table)


def table(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Markup:
    """A table whose first column names the rows."""
    head = _joined(Markup('<th scope="col">{}</th>').format(each) for each in heads)
    body = _joined(
        Markup('<tr><th scope="row">{}</th>{}</tr>\n').format(
            heading(first), _joined(Markup("<td>{}</td>").format(each) for each in rest)
        )
        for first, *rest in rows
    )
    return Markup("<table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>").format(head, body)


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(map(escape, parts))
