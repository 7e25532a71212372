"""Text in lines that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from derive.reporting.folding import folded


@given(st.text(st.sampled_from("ab ∂行½"), max_size=60), st.integers(2, 20), st.integers(0, 8))
def test_every_line_fits_and_nothing_but_spaces_is_lost(text: str, width: int, hang: int) -> None:
    lines = list(folded(text, width + hang, hang))
    assert all(line.cell_len <= width + hang for line in lines)
    assert "".join("".join(line.plain.split()) for line in lines) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("one", ["one"]),
        ("one two three", ["one two", "  three"]),
        ("one   two three", ["one", "  two", "  three"]),
        ("abcdefghij kl", ["abcdefgh", "  ij kl"]),
        ("one-two-three-four", ["one-two-", "  three-", "  four"]),
        ("a b-cdefghij", ["a", "  b-", "  cdefgh", "  ij"]),
        ("行列行列行 x", ["行列行列", "  行 x"]),
    ],
)
def test_lines_are_broken_at_spaces(text: str, lines: list[str]) -> None:
    assert [line.plain for line in folded(text, 8, 2)] == lines


def test_styles_stay_with_their_words() -> None:
    text = Text.assemble("one ", ("two", "red"), " three ", ("four", "bold"))
    shown = [(line.plain[span.start : span.end], str(span.style)) for line in folded(text, 9, 1) for span in line.spans]
    assert shown == [("two", "red"), ("four", "bold")]
    assert all(cell_len(line.plain) <= 9 for line in folded(text, 9, 1))
