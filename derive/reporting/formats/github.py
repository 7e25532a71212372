"""Workflow commands: GitHub shows each at its line in the changes of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reporting.formats.trouble import Checked, Level, Lost, Trouble, troubles

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def as_github(documents: Sequence[Checked], lost: Sequence[Lost] = ()) -> str:
    """A command a line for each verdict that is not as expected, for each finding, and for each file that is lost."""
    lines = [_command(document, each) for document in documents for each in troubles(document)]
    lines += [f"::error file={_property(each.path)},title=cannot be judged::{_data(each.message)}" for each in lost]
    return "".join(f"{line}\n" for line in lines)


def _command(document: Checked, trouble: Trouble) -> str:
    (line, column), (last, end) = map(document.source.position, (trouble.span.start, trouble.span.end))
    ends = {"endLine": last} if last > line else {"endColumn": end}
    properties = {"file": document.judgement.path, "line": line, "col": column, **ends, "title": trouble.title}
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{COMMANDS[trouble.level]} {given}::{_data(trouble.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
