"""Writes all reports into one folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from types import MappingProxyType

from derive.judging.results import Judgement
from derive.reporting.data import KernelReport, Printed, as_json
from derive.reporting.outline import slug, unique
from derive.reporting.page import document_page, index_page
from derive.reporting.tex import document_tex


def write(
    judgements: Sequence[Judgement],
    kernels: Sequence[KernelReport],
    folder: str | Path,
    printed: Mapping[str, Printed] = MappingProxyType({}),
) -> tuple[Path, ...]:
    """Write `index.html`, a page and a `.tex` for each document, and `report.json`; returns their paths.

    `printed` says by a document's path what its source has. The same results give the same bytes. The folder is made
    where it is missing; other files in it stay.
    """
    shown = [replace(each, path=shown_path(each.path)) for each in judgements]
    taken = {"index"}
    stems = [unique(slug(PurePath(each.path).stem), taken) for each in shown]
    contents = {"index.html": index_page(shown, kernels, [f"{stem}.html" for stem in stems], printed)}
    for judgement, stem in zip(shown, stems, strict=True):
        source = printed.get(judgement.path)
        contents[f"{stem}.html"] = document_page(judgement, kernels, f"{stem}.tex", source)
        contents[f"{stem}.tex"] = document_tex(judgement, kernels, source)
    contents["report.json"] = as_json(shown)
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, text in contents.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    return tuple(target / name for name in contents)


def shown_path(path: str) -> str:
    """A path as reports show it: with forward slashes, and of an absolute one the name only."""
    pure = PurePath(path)
    return pure.name if pure.is_absolute() else pure.as_posix()
