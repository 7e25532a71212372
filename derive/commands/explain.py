"""`explain`: the whole story of one claim."""

from __future__ import annotations

import inspect
import sys
from argparse import Namespace
from pathlib import PurePath

from derive import pipeline
from derive.commands import files
from derive.commands.outcome import told
from derive.commands.target import NoSuchClaim, Target, apart, chosen
from derive.commands.workers import bar, workers
from derive.guessing import nearest_file
from derive.judging.document import Begun, alone, listed
from derive.judging.results import Judged
from derive.kernels import emitted
from derive.kernels.collect import collect
from derive.kernels.text import imports
from derive.meaning.meanings import Understood
from derive.meaning.vocabulary import vocabulary
from derive.reading.source import Source, UnreadableFile
from derive.reporting.language import language
from derive.reporting.story.reading import Story
from derive.reporting.story.story import tell
from derive.status import Status


def run(given: Namespace) -> int:
    """Print all there is to tell of the claims in a line, or of the one that is named."""
    target = Target.of(given.where)
    try:
        begun = pipeline.begin(_source(target.path), None, given.timeout)
        found = chosen(begun.document.source, listed(begun), target, given.name)
    except UnreadableFile as problem:
        return told(str(problem), Status.UNUSABLE)
    except NoSuchClaim as problem:
        return told(f"{target.path}: {problem}", Status.UNUSABLE)
    if target.line is not None and given.name is None:
        said = apart(begun.document.source, found, target.line)
        if said:
            told(f"{target.path}: {said}", Status.AS_EXPECTED)
    status, words = Status.AS_EXPECTED, language(given.lang)
    for each in found:
        judged, kernel = _judged(begun, each, given)
        tell(Story(begun.document.source, judged, each, vocabulary(begun.document, each), kernel, words), sys.stdout)
        status = max(status, Status.DEFECT if judged.verdict.defect else Status.AS_EXPECTED)
    return status


def _source(path: str) -> Source:
    """A document; those that come with the package are found by the names that the reports give them."""
    try:
        return files.source(path)
    except UnreadableFile as problem:
        shipped = {each.path: each for each in pipeline.shipped()}
        if path in shipped:
            return shipped[path]
        found = nearest_file(PurePath(path).name, [PurePath(each).name for each in shipped])
        asked = found is not None and path.startswith(f"{pipeline.FOLDER}/")
        meant = f"; did you mean '{pipeline.FOLDER}/{found}'?" if asked else ""
        raise UnreadableFile(f"{problem}{meant}") from None


def _judged(begun: Begun, found: Understood, given: Namespace) -> tuple[Judged, str]:
    """A claim with its verdict, and its kernel or why there is none."""
    source = begun.document.source
    asked = [each.item.kernel for each in begun.understood if each.item.display == found.item.display]
    if not any(asked):
        return alone(begun, found.item.id), ""
    if any((each.path, each.text) == (source.path, source.text) for each in pipeline.shipped()):
        return alone(begun, found.item.id), _emitted(found.item.kernel) if found.item.kernel else ""
    return _with_kernel(source, found.item.id, given)


def _with_kernel(source: Source, name: str, given: Namespace) -> tuple[Judged, str]:
    """A claim with its kernel. What this may do depends on what else is proved, so all of the document is judged."""
    with workers(given.jobs) as executor:
        begun = pipeline.begin(source, executor, given.timeout)
        with bar(source.path) as progress:
            studied = pipeline.finish(begun, progress)
    judged = next(item for item in studied.judgement.items if item.id == name)
    collected = collect([studied])
    kernels = [
        f"{imports(each.source)}\n\n{each.source}" for each in collected.kernels if each.origin.claim_id == name
    ]
    place = f"{source.path}:{judged.line}:{judged.column}: "
    refusals = [each.removeprefix(place) for each in collected.refusals if each.startswith(place)]
    return judged, "".join(kernels or refusals)


def _emitted(name: str) -> str:
    """The source of a kernel of the shipped documents, as users import it."""
    return inspect.getsource(inspect.unwrap(getattr(emitted, name)))
