"""The documents that a user names, judged; one that cannot be judged does not keep the others from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import TypeVar

from derive.commands.files import Found, source
from derive.commands.outcome import told
from derive.commands.workers import bar
from derive.judging.decision import DERIVING
from derive.judging.document import Begun, Progress, begin, finish
from derive.judging.results import Judgement
from derive.meaning.document import understand
from derive.reading.document import read
from derive.reading.source import UnreadableFile
from derive.reporting.wording import plural
from derive.status import Status, defect

T = TypeVar("T")


def judgements(
    found: Sequence[Found],
    executor: Executor | None,
    seconds: float,
    statuses: list[Status],
    deriving: float = DERIVING,
) -> Iterator[tuple[Begun, Judgement]]:
    """The documents with their verdicts, in order; all are begun before the first is finished, so that none waits.

    One that cannot be read or judged is told, and its status is added. `deriving` is the time for each derivation.
    """
    tried = [_tried(each.path, partial(_begun, each.path, executor, seconds, deriving), statuses) for each in found]
    begun = [each for each in tried if each is not None]
    total, done = sum(len(each.tasks) for each in begun), 0
    with bar(found[0].path if len(found) == 1 else plural(len(found), "document")) as progress:
        for each in begun:
            path, after = each.document.source.path, _after(progress, done, total)
            judgement = _tried(path, partial(finish, each, after), statuses)
            done += len(each.tasks)
            if judgement is not None:
                yield each, judgement


def _begun(path: str, executor: Executor | None, seconds: float, deriving: float) -> Begun:
    document = read(source(path))
    return begin(document, understand(document), executor, seconds, deriving)


def _after(progress: Progress | None, before: int, total: int) -> Progress | None:
    """What is told of the progress of one document, as that of all."""
    return None if progress is None else lambda done, _: progress(before + done, total)


def _tried(path: str, make: Callable[[], T], statuses: list[Status]) -> T | None:
    """What is made of a file, or nothing where that fails; then it is told, and the status is added."""
    try:
        return make()
    except UnreadableFile as problem:
        statuses.append(told(str(problem), Status.UNUSABLE))
    except Exception as problem:
        statuses.append(defect(path, problem))
    return None
