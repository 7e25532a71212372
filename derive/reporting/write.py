"""Writes all reports into one folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from itertools import repeat
from pathlib import Path, PurePath
from types import MappingProxyType

from derive.judging.results import Judgement
from derive.reporting.data import KernelReport, Printed, as_json
from derive.reporting.language import ENGLISH, Language
from derive.reporting.outline import slug, unique
from derive.reporting.page import document_page, index_page
from derive.reporting.pictures.drawings import NO_PICTURES, Pictured
from derive.reporting.tex import document_tex


def write(
    judgements: Sequence[Judgement],
    kernels: Sequence[KernelReport],
    folder: str | Path,
    printed: Mapping[str, Printed] = MappingProxyType({}),
    executor: Executor | None = None,
    pictures: Mapping[str, Pictured] = MappingProxyType({}),
    language: Language = ENGLISH,
) -> tuple[Path, ...]:
    """Write `index.html`, a page and a `.tex` for each document, and `report.json`; returns their paths.

    `printed` says by a document's path what its source has, and `pictures` what there is to draw; `executor` sets
    pages side by side. The same results give the same bytes. The folder is made where it is missing; other files in
    it stay.
    """
    shown = [replace(each, path=shown_path(each.path)) for each in judgements]
    stems = _stems([each.path for each in shown])
    sources = [printed.get(judgement.path) for judgement in shown]
    drawn = [pictures.get(judgement.path, NO_PICTURES) for judgement in judgements]
    run = map if executor is None else executor.map
    pages = run(_page, shown, repeat(kernels), stems, sources, drawn, repeat(language))
    texs = run(document_tex, shown, repeat(kernels), sources, repeat(language), drawn)
    contents = {"index.html": index_page(shown, kernels, [f"{stem}.html" for stem in stems], printed, language)}
    for stem, page, tex in zip(stems, pages, texs, strict=True):
        contents[f"{stem}.html"], contents[f"{stem}.tex"] = page, tex
    contents["report.json"] = as_json(shown)
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, text in contents.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    return tuple(target / name for name in contents)


def names(paths: Sequence[str]) -> tuple[str, ...]:
    """The names of the files that are written for documents."""
    pages = (f"{stem}{suffix}" for stem in _stems(paths) for suffix in (".html", ".tex"))
    return ("index.html", *pages, "report.json")


def _stems(paths: Sequence[str]) -> list[str]:
    """A name for each document, no two alike."""
    taken = {"index"}
    return [unique(slug(PurePath(path).stem), taken) for path in paths]


def _page(
    judgement: Judgement,
    kernels: Sequence[KernelReport],
    stem: str,
    source: Printed | None,
    pictured: Pictured,
    language: Language,
) -> str:
    """The page of one document."""
    return document_page(judgement, kernels, f"{stem}.tex", source, pictured=pictured, language=language)


def shown_path(path: str) -> str:
    """A path as reports show it: with forward slashes, and of an absolute one the name only."""
    pure = PurePath(path)
    return pure.name if pure.is_absolute() else pure.as_posix()
