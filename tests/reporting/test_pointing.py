"""What is not understood is marked in its line, which may be longer than a screen is wide."""

from __future__ import annotations

import pytest

from derive.reporting.pointing import BESIDE, pointed


@pytest.mark.parametrize(
    ("caret", "shown"),
    [
        ("  $$ a \\oint b $$\n       ^^^^^", "$$ a <mark>\\oint</mark> b $$"),
        ("$$ a\n    ^", "$$ a<mark>\u00a0</mark>"),
        ("<b> & c\n    ^", "&lt;b&gt; <mark>&amp;</mark> c"),
        ("式 = ψ\n    ^", "式 = <mark>ψ</mark>"),
        ("a\x1b[1m\n ^", "a<mark>\ufffd</mark>[1m"),
    ],
)
def test_the_place_is_marked(caret: str, shown: str) -> None:
    assert pointed(caret) == shown


def test_of_a_very_long_line_what_is_beside_the_place_is_shown() -> None:
    found = pointed(f"{'a' * 500}?{'b' * 500}\n{' ' * 500}^")
    assert found == f"…{'a' * BESIDE}<mark>?</mark>{'b' * BESIDE}…"
