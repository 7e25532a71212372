"""Pictures that bloggers write as words, such as `:rocket:`: shown on pages, but not in LaTeX: its fonts lack them."""

from __future__ import annotations

import re
import unicodedata

SHORTCODE = re.compile(r"(?<![\w:/]):([a-z][a-z_]+):(?![\w:/])")
NAMED = {
    "tada": "party popper", "bulb": "electric light bulb", "warning": "warning sign", "thinking": "thinking face",
    "smile": "smiling face with open mouth and smiling eyes", "star": "white medium star", "heart": "heavy black heart",
    "zap": "high voltage sign", "boom": "collision symbol", "memo": "memo", "pencil": "memo", "book": "open book",
    "books": "books", "thumbsup": "thumbs up sign", "wink": "winking face", "joy": "face with tears of joy",
    "raised_hands": "person raising both hands in celebration", "clap": "clapping hands sign", "eyes": "eyes",
    "muscle": "flexed biceps", "construction": "construction sign", "checkered_flag": "chequered flag",
    "point_right": "white right pointing backhand index", "heavy_check_mark": "heavy check mark",
    "white_check_mark": "white heavy check mark", "exclamation": "heavy exclamation mark symbol",
    "mag": "left-pointing magnifying glass", "chart_with_upwards_trend": "chart with upwards trend",
}
"""What Unicode calls those that have another name there."""


def shown(text: str) -> str:
    """A text with its pictures; a word between colons that is none stays."""
    return SHORTCODE.sub(lambda found: _picture(found[1]) or found[0], text)


def printed(text: str) -> str:
    """A text without its pictures and the spaces before them."""
    return re.sub(rf"[ ]?{SHORTCODE.pattern}", lambda found: "" if _picture(found[1]) else found[0], text)


def _picture(name: str) -> str:
    try:
        found = unicodedata.lookup(NAMED.get(name, name.replace("_", " ")))
    except KeyError:
        return ""
    return found if unicodedata.category(found) == "So" else ""
