"""A plugin for pytest: with `--derive`, every claim of the documents that `derive_files` names is a test.

Nothing of derive is loaded before a document is collected. PYTEST_DONT_REWRITE: there is no assertion here, and a
filter for `DocumentFinding` may import this module before pytest does.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

FILES, SECONDS = ("*.md", "*.tex"), "20"


class DocumentFinding(pytest.PytestWarning):
    """What a document says in two ways, or what else a reader of several claims should know."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option and the settings."""
    group = parser.getgroup("derive", "claims of documents as tests")
    group.addoption("--derive", action="store_true", help="test every claim of the documents that derive_files names")
    parser.addini("derive_files", f"patterns of documents (default: {' '.join(FILES)})", "args", list(FILES))
    parser.addini("derive_timeout", f"seconds of processor time for each claim (default: {SECONDS})", default=SECONDS)


def pytest_configure(config: pytest.Config) -> None:
    """The marker of claims, and a look at the settings before anything is collected."""
    config.addinivalue_line("markers", "derive: a claim of a document, collected because of --derive")
    if config.getoption("--derive"):
        seconds(config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A document whose claims are tests."""
    config = parent.config
    if not config.getoption("--derive") or not any(map(file_path.match, config.getini("derive_files"))):
        return None
    document = import_module("derive.pytest_items").Document
    made: pytest.Collector = document.from_parent(
        parent, path=file_path, seconds=seconds(config), finding=DocumentFinding
    )
    return made


def seconds(config: pytest.Config) -> float:
    """The time for each claim; raises `pytest.UsageError` where the setting is none."""
    text = config.getini("derive_timeout")
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise pytest.UsageError(f"derive_timeout: expected a positive number of seconds, not {text!r}")
    return value
