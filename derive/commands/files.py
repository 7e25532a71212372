"""The documents under the files and folders that a user names."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from derive.guessing import nearest_file
from derive.reading.source import SUFFIXES, Source, UnreadableFile

FOREIGN = frozenset({"node_modules", "venv", "__pycache__", "site-packages"})
"""Folders that hold what others wrote; so do hidden ones."""
ENVIRONMENT = "pyvenv.cfg"
"""What stands in the folder of a Python environment."""
LISTED = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")
WAIT = 60
"""Seconds for git to list a folder."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document to be judged; one that is `named`, and not only in a folder that is, must make a claim."""

    path: str
    named: bool


def documents(paths: Iterable[str]) -> tuple[list[Found], list[str]]:
    """All documents, each once, in the order in which they are named; and a sentence about each empty folder."""
    found: dict[str, Found] = {}
    empty = []
    for path in paths:
        is_folder = Path(path).is_dir()
        inside = sorted(_inside(path)) if is_folder else [path]
        for each in inside:
            key = os.path.realpath(each)
            named = not is_folder or (key in found and found[key].named)
            found[key] = Found(found[key].path if key in found else each, named)
        if not inside:
            empty.append(f"{path}: no document is in this folder, or git ignores it; {expected()}")
    return list(found.values()), empty


def expected() -> str:
    """What a document is called."""
    return f"expected files that end in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"


def source(path: str) -> Source:
    """The text of a document; the message about one that cannot be read guesses what was meant."""
    try:
        return Source.read(path)
    except UnreadableFile as problem:
        raise UnreadableFile(f"{problem}{_meant(path)}") from None


def _meant(path: str) -> str:
    """A guess where there is no such file, or it is no document and another of its name is."""
    file = Path(path)
    if file.is_dir() or file.is_symlink():
        return ""
    if file.exists():
        others = [str(file.with_suffix(suffix)) for suffix in SUFFIXES if file.with_suffix(suffix).is_file()]
        return f"; did you mean {others[0]!r}?" if others and file.suffix.lower() not in SUFFIXES else ""
    missing, folder = file, file.parent
    while not folder.is_dir():
        missing, folder = folder, folder.parent
    found = nearest_file(missing.name, _names(folder))
    if found is None:
        return ""
    there = missing.with_name(found)
    whole = there / file.relative_to(missing)
    return f"; did you mean {str(whole if whole.exists() else there)!r}?"


def _names(folder: Path) -> list[str]:
    """The documents and folders in a folder."""
    try:
        return sorted(each.name for each in folder.iterdir() if each.suffix.lower() in SUFFIXES or each.is_dir())
    except OSError:
        return []


def _inside(folder: str) -> Iterator[str]:
    """The documents in a folder and the folders in it, but for those that git ignores."""
    names = _listed(folder)
    for name in _walked(folder) if names is None else names:
        path = os.path.normpath(os.path.join(folder, name))
        if Path(path).suffix.lower() in SUFFIXES and Path(path).is_file():
            yield path


def _listed(folder: str) -> list[str] | None:
    """What git has in a folder and does not ignore; nothing is known where it has none, or is not there."""
    command = ["git", "-C", folder, "-c", "core.fsmonitor=false", *LISTED]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=WAIT)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name] if done.returncode == 0 else None


def _walked(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if _is_own(here, name)]
        yield from (os.path.relpath(os.path.join(here, name), folder) for name in files)


def _is_own(here: str, name: str) -> bool:
    is_hidden = name.startswith(".")
    return not is_hidden and name not in FOREIGN and not Path(here, name, ENVIRONMENT).exists()
