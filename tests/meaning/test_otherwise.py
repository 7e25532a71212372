"""Declarations that are written otherwise: the message says how."""

from __future__ import annotations

import pytest

from derive.meaning.document import understand
from derive.meaning.meanings import NotUnderstood
from derive.reading.document import read
from derive.reading.source import Source


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        (r"x \in R, assume x > 0", "`assume` begins a declaration of its own, on a new line or behind `;`"),
        (r"y \in \{-1, 1\}^N", r"what its entries may be by `t_i \in \{0, 1\}`"),
        (r"softmax := 3", "`softmax` is read as 7 letters; a name of several letters is written"),
    ],
)
def test_what_is_written_otherwise_is_told(declared: str, message: str) -> None:
    found = understand(read(Source("note.md", f"<!-- derive {declared} -->\n\n$$ 1 = 1 $$\n")))
    assert any(message in each.meaning.message for each in found if isinstance(each.meaning, NotUnderstood))


def test_what_is_written_so_is_understood() -> None:
    declared = r"y \in R^N; y_i \in \{-1, 1\}; \operatorname{softmax} := 3; x \in R; assume x > 0"
    found = understand(read(Source("note.md", f"<!-- derive {declared} -->\n\n$$ 1 = 1 $$\n")))
    assert not [each for each in found if isinstance(each.meaning, NotUnderstood)]
