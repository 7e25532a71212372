"""SARIF 2.1.0, which editors and code scanning services read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

import derive
from derive.judging.results import Fix
from derive.reading.source import Source, Span
from derive.reporting.formats.rules import HELP, RULES
from derive.reporting.formats.trouble import LEVELS, Checked, Level, Lost, Trouble, troubles

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
VERSION = "2.1.0"
ROOT = "%SRCROOT%"
FINGERPRINT = "claim/v1"


def as_sarif(documents: Sequence[Checked], lost: Sequence[Lost] = ()) -> str:
    """The log of one run: a result for each verdict that is not as expected, and for each finding.

    A file that is lost is a notification of the run, which was no success then.
    """
    driver = {"name": "derive", "version": derive.__version__, "rules": [_rule(word) for word in RULES]}
    results = [result for document in documents for result in _results(document)]
    run: dict[str, Any] = {"tool": {"driver": driver}, "columnKind": "utf16CodeUnits", "results": results}
    if lost:
        notes = [_notification(each) for each in lost]
        run["invocations"] = [{"executionSuccessful": False, "toolExecutionNotifications": notes}]
    return json.dumps({"$schema": SCHEMA, "version": VERSION, "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _notification(lost: Lost) -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": _artifact(lost.path)}}
    return {"level": Level.ERROR.value, "message": {"text": lost.message}, "locations": [place]}


def _rule(word: str) -> dict[str, Any]:
    return {
        "id": word,
        "name": word.capitalize(),
        "shortDescription": {"text": RULES[word]},
        "help": {"text": f"{RULES[word]} {HELP[word]}", "markdown": f"**{word}**: {RULES[word]}\n\n{HELP[word]}"},
        "defaultConfiguration": {"level": LEVELS.get(word, Level.WARNING).value},
    }


def _results(document: Checked) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    for each in troubles(document):
        mark = f"{each.word}\n{' '.join((each.source or each.message).split())}"
        seen[mark] += 1
        yield _result(document, each, f"{mark}\n{seen[mark]}")


def _result(document: Checked, trouble: Trouble, mark: str) -> dict[str, Any]:
    here = _location(document, trouble.span)
    if trouble.name:
        here["logicalLocations"] = [{"fullyQualifiedName": trouble.name}]
    result = {
        "ruleId": trouble.word,
        "ruleIndex": list(RULES).index(trouble.word),
        "level": trouble.level.value,
        "message": {"text": trouble.message},
        "locations": [here],
        "partialFingerprints": {FINGERPRINT: sha256(mark.encode()).hexdigest()},
    }
    if trouble.others:
        result["relatedLocations"] = [_location(document, span) for span in trouble.others]
    if trouble.fix is not None:
        result["fixes"] = [_fix(document, trouble.fix)]
    return result


def _location(document: Checked, span: Span) -> dict[str, Any]:
    place = {"artifactLocation": _artifact(document.judgement.path), "region": _region(document.source, span)}
    return {"physicalLocation": place}


def _fix(document: Checked, fix: Fix) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(document.source, fix.span), "insertedContent": {"text": fix.text}}
    change = {"artifactLocation": _artifact(document.judgement.path), "replacements": [replacement]}
    return {"description": {"text": "The smallest change that was then proved."}, "artifactChanges": [change]}


def _artifact(name: str) -> dict[str, str]:
    """A file: relative to the folder in which the program runs, unless it was named from the root."""
    path = Path(name)
    return {"uri": path.as_uri()} if path.is_absolute() else {"uri": quote(path.as_posix()), "uriBaseId": ROOT}


def _region(source: Source, span: Span) -> dict[str, int]:
    """A stretch of the file; its end is the first place behind it."""
    (line, column), (last, end) = _place(source, span.start), _place(source, span.end)
    return {"startLine": line, "startColumn": column, "endLine": last, "endColumn": end}


def _place(source: Source, offset: int) -> tuple[int, int]:
    """Line and column from 1, where a sign beyond the first 65536 counts twice."""
    line, _ = source.position(offset)
    before = source.text[source.line_starts[line - 1] : offset]
    return line, len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1
