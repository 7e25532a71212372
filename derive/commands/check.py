"""`check`: documents judged, and what was found printed."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from derive.commands.files import Found, documents, source
from derive.commands.judging import judgements
from derive.commands.outcome import NO_CLAIM, claimless, defects, is_silent, passing, told
from derive.commands.workers import workers
from derive.judging.decision import UNDERIVED
from derive.reading.source import UnreadableFile
from derive.reporting.data import as_json
from derive.reporting.formats.github import as_github
from derive.reporting.formats.sarif import as_sarif
from derive.reporting.formats.trouble import Checked, Lost
from derive.reporting.language import language
from derive.reporting.selection import Selection, unexpected
from derive.reporting.text import show
from derive.reporting.wording import plural
from derive.status import Status

Writer = Callable[[Sequence[Checked], Sequence[Lost]], str]
WRITERS: Mapping[str, Writer] = {
    "json": lambda found, _: as_json([each.judgement for each in found]),
    "github": as_github,
    "sarif": as_sarif,
}
"""What the documents are in each format but text."""


def run(given: Namespace) -> int:
    """Judge documents and print what was found; one that cannot be judged does not keep the others from it."""
    found, problems = documents(given.paths)
    statuses = [Status.AS_EXPECTED, *(told(text, Status.UNUSABLE) for text in problems)]
    with workers(given.jobs) as executor:
        judged = [
            Checked(begun.document.source, judgement)
            for begun, judgement in judgements(found, executor, given.timeout, statuses, UNDERIVED)
        ]
    selection = Selection.of(given.select, given.ignore)
    selected = [replace(each, judgement=selection.within(each.judgement)) for each in judged]
    _print(selected, given, selection, _lost(found, judged))
    named = {each.path for each in found if each.named}
    for whole, part in zip(judged, selected, strict=True):
        statuses.append(_status(whole, part, whole.judgement.path in named))
    if judged and not named and all(is_silent(each.judgement) for each in judged):
        statuses.append(told(f"{plural(len(judged), 'document')}: {NO_CLAIM}", Status.NOT_AS_EXPECTED))
    return max(statuses)


def _lost(found: Sequence[Found], judged: Sequence[Checked]) -> list[Lost]:
    """The documents that could not be judged, each with what is wrong with it."""
    done = {each.judgement.path for each in judged}
    lost = []
    for path in (each.path for each in found if each.path not in done):
        try:
            source(path)
        except UnreadableFile as problem:
            lost.append(Lost(path, str(problem)))
        else:
            lost.append(Lost(path, f"{path}: derive stopped here, which is a defect of derive"))
    return lost


def _print(selected: Sequence[Checked], given: Namespace, selection: Selection, lost: Sequence[Lost]) -> None:
    """Print what was found, as it is asked for."""
    judgements, words = [each.judgement for each in selected], language(given.lang)
    if given.format != "text":
        sys.stdout.write(WRITERS[given.format](selected, lost))
    elif given.quiet:
        show(list(map(unexpected, judgements)), sys.stdout, counted=False, language=words)
    elif selected and not selection.is_all and not any(each.items or each.findings for each in judgements):
        print(words.say("nothing that is selected was found", "fact"))
    elif selected:
        show(judgements, sys.stdout, language=words)


def _status(whole: Checked, part: Checked, named: bool) -> Status:
    """The status for one document, of which a part is selected."""
    if whole.judgement.defects:
        return defects(whole.judgement)
    if is_silent(whole.judgement):
        return claimless(whole.judgement) if named else Status.AS_EXPECTED
    return passing(part.judgement)
