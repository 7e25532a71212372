"""`report`: documents judged and typeset, each as its author wrote it."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from derive import pipeline
from derive.commands.files import documents
from derive.commands.judging import judgements
from derive.commands.outcome import is_silent, outcome, told
from derive.commands.printing import NotPrinted, print_to
from derive.commands.workers import workers
from derive.kernels.collect import Studied
from derive.reporting.data import KernelReport, as_json
from derive.reporting.language import Language, language
from derive.reporting.page import document_page
from derive.reporting.pictures.drawings import pictured
from derive.reporting.tex import document_tex
from derive.reporting.text import show_written
from derive.reporting.write import names, shown_path, write
from derive.status import Status

FOLDER = "report"
SUFFIXES = (".html", ".tex", ".pdf", ".json")


class NoOutput(Exception):
    """A report that has no place; its text is one sentence for the user."""


def run(given: Namespace) -> int:
    """Judge documents and write their reports; one that cannot be judged does not keep the others from it."""
    found, problems = documents(given.paths)
    statuses = [Status.AS_EXPECTED, *(told(text, Status.UNUSABLE) for text in problems)]
    try:
        target = _target(given.output, [each.path for each in found])
        with workers(given.jobs) as executor:
            judged = judgements(found, executor, given.timeout, statuses)
            studied = [Studied(begun.understood, judgement) for begun, judgement in judged]
            emission = pipeline.emission(studied, executor)
            statuses += [told(text, Status.NOT_AS_EXPECTED) for text in emission.problems]
            reports = [pipeline.report(each) for each in emission.tested]
            if studied:
                _write(studied, reports, target, executor, language(given.lang))
    except NoOutput as problem:
        return told(str(problem), Status.UNUSABLE)
    except OSError as problem:
        return told(f"{problem.filename or given.output}: cannot be written: {problem.strerror}", Status.UNUSABLE)
    named = {each.path for each in found if each.named}
    shown = [each.judgement for each in studied if each.judgement.path in named or not is_silent(each.judgement)]
    return max(*statuses, *map(outcome, shown), Status.AS_EXPECTED)


def _target(output: str, paths: Sequence[str]) -> Path:
    """Where the reports go: a file for one document, a folder for several."""
    several = len(paths) != 1
    if not output:
        return Path(FOLDER) if several else Path(f"{Path(paths[0]).stem}.html")
    target = Path(output)
    is_folder = target.is_dir() or output.endswith(("/", os.sep)) or not target.suffix
    if several and not is_folder:
        raise NoOutput(f"{output}: {len(paths)} documents do not go into one file; expected the name of a folder")
    if not is_folder and target.suffix.lower() not in SUFFIXES:
        raise NoOutput(f"{output}: expected a file that ends in {', '.join(SUFFIXES)}, or a folder")
    _kept(target if not is_folder else None, target, paths)
    return target


def _kept(file: Path | None, folder: Path, paths: Sequence[str]) -> None:
    """See to it that no document is written over."""
    written = [file] if file else [folder / name for name in names(paths)]
    documents_ = {os.path.realpath(path): path for path in paths}
    for each in written:
        if (path := documents_.get(os.path.realpath(each))) is not None:
            raise NoOutput(f"{path}: the report would be written over the document itself; name another output")


def _write(
    studied: Sequence[Studied], kernels: Sequence[KernelReport], target: Path, executor: Executor | None, said: Language
) -> None:
    """Write the reports, and tell where they are."""
    several = [each.judgement for each in studied]
    if target.suffix.lower() in SUFFIXES and not target.is_dir():
        _write_one(studied[0], kernels, target, said)
        show_written(str(target), several, sys.stdout, language=said)
        return
    pictures = {each.judgement.path: pictured(each.understood, each.judgement) for each in studied}
    write(several, kernels, target, executor=executor, pictures=pictures, language=said)
    show_written(str(target / "index.html"), several, sys.stdout, language=said)


def _write_one(studied: Studied, kernels: Sequence[KernelReport], target: Path, said: Language) -> None:
    """Write the report of one document in the format that its name asks for."""
    judgement = replace(studied.judgement, path=shown_path(studied.judgement.path))

    drawn = pictured(studied.understood, studied.judgement)

    def page() -> str:
        return document_page(judgement, kernels, home="", pictured=drawn, language=said)

    def tex() -> str:
        return document_tex(judgement, kernels, language=said, pictured=drawn)

    target.parent.mkdir(parents=True, exist_ok=True)
    match target.suffix.lower():
        case ".pdf":
            try:
                print_to(target, page(), tex())
            except NotPrinted as problem:
                raise NoOutput(f"{target}: {problem}") from None
            return
        case ".html":
            text = page()
        case ".tex":
            text = tex()
        case _:
            text = as_json([judgement])
    target.write_text(text, encoding="utf-8", newline="\n")
