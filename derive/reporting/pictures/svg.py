"""SVG, piece by piece: numbers are rounded, so that the same picture has the same bytes on every machine."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

Number = int | float
Value = str | Number
NOTHING = Markup("")


def number(value: Number) -> str:
    """A coordinate with one decimal, without a zero behind the point."""
    return f"{value + 0:.1f}".removesuffix(".0").replace("-0", "0", value == 0)


def element(tag: str, content: Markup = NOTHING, **attributes: Value) -> Markup:
    """One element; in names of attributes `_` stands for `-`, and `class_` is `class`."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_text(value))}"'
        for name, value in attributes.items()
        if value != ""
    )
    return Markup(f"<{tag}{written}>{escape(content)}</{tag}>" if content else f"<{tag}{written}/>")


def path(*steps: str | Number) -> str:
    """The data of a path: letters and numbers, such as `"M", 0, 0, "L", 10, 10`."""
    return " ".join(step if isinstance(step, str) else number(step) for step in steps)


def text(x: Number, y: Number, content: str | Markup, **attributes: Value) -> Markup:
    """A text that begins, or with `text_anchor` ends or has its middle, at a point."""
    return element("text", escape(content), x=x, y=y, **attributes)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: what it is called, what it shows in words, its size, and what is drawn in it.

    `name` is unique in its page. A picture with links in it is `live`: a group, so that they can be reached.
    """

    name: str
    title: str
    words: str
    width: Number
    height: Number
    body: Markup
    live: bool = False

    def markup(self, kind: str, place: str = "") -> Markup:
        """The picture as an element of HTML, of the class `kind`; `place` says where it is shown, if not everywhere."""
        head = element("title", escape(self.title), id=f"{self.name}-title")
        head += element("desc", escape(self.words), id=f"{self.name}-words")
        return element(
            "svg",
            head + self.body,
            class_=" ".join(filter(None, ("diagram", kind, place))),
            viewBox=path(0, 0, self.width, self.height),
            width=self.width,
            height=self.height,
            style=f"--high: {number(self.height)}",
            role="graphics-document" if self.live else "img",
            aria_labelledby=f"{self.name}-title",
            aria_describedby=f"{self.name}-words",
        )


def _text(value: Value) -> str:
    return value if isinstance(value, str) else number(value)
