r"""Names and the marks of their transposes, also where one superscript holds a label and the mark: `W^{(2)T}`."""

from __future__ import annotations

import re

from derive.reading.grammar.names import braced

SIGN = r"\\(?:top|intercal)|(?:\\[a-zA-Z]+\s*)?(?:\{(?:\\[a-zA-Z]+)?\s*T\s*\}|(?<![a-zA-Z])T)"
LABEL = r"(?P<label>(?:[^{}]|\{[^{}]*\})*?)"
MARKED = re.compile(rf"\^\s*(?:\{{{LABEL}(?P<inner>{SIGN})\s*\}}|(?P<outer>{SIGN}))|[ᵀ⊤]")
"""A superscript that ends with the mark of a transpose."""
LABELLED = re.compile(r"\^(?:\{(?P<group>(?:[^{}]|\{[^{}]*\})*)\}|(?P<sign>[^{}\\\s]))")
"""A superscript."""
SPACE = re.compile(r"(?:\\[,;:! ]|\s)+$")
EMPTY = "{}"
"""What may stand below a mark, so that it keeps off a label."""


def parted(written: str) -> tuple[str, str, bool]:
    """A name that stands under a transpose, the mark, and whether the mark is joined to a label of the name.

    The mark is empty where none stands in the superscripts of the name.
    """
    found = MARKED.search(written)
    if found is None:
        return _alone(written), "", False
    label = SPACE.sub("", found["label"] or "")
    raised = f"^{braced(label)}" if label else ""
    name = f"{written[: found.start()]}{raised}{written[found.end() :]}"
    if label:
        return _alone(name), _bare(found["inner"]), True
    return _alone(name), found.group().removeprefix("^").strip("ᵀ⊤ "), False


def joined(name: str, mark: str) -> str | None:
    """The transpose of a name with the mark behind its label; nothing where it has no label above."""
    found = list(LABELLED.finditer(name)) if r"\begin" not in name else []
    if len(found) != 1:
        return None
    (label,) = found
    inside = mark[1:-1] if mark.startswith("{") else mark
    return f"{name[: label.start()]}^{{{label['group'] or label['sign']}{inside}}}{name[label.end() :]}"


def _alone(name: str) -> str:
    """A name without what only kept the mark off it, such as the brace that closes around both."""
    name = name.strip()
    while name.endswith("}") and name.count("}") > name.count("{"):
        name = name[:-1].rstrip()
    return name.removesuffix(EMPTY)


def _bare(mark: str) -> str:
    """A mark as it stands in a superscript of its own."""
    return mark if re.fullmatch(r"T|\\[a-zA-Z]+|\{.*\}", mark) else f"{{{mark}}}"
