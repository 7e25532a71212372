"""The text of functions and of their module: heads, docstrings, imports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from derive.kernels.arguments import Argument, Leading
from derive.meaning.terms import Size

HEADER = '"""Kernels, each the right side of a proved claim. Written by derive; do not edit."""\n'
WIDTH = 120
LIBRARIES = {
    "libraries": ("Array", "Namespace", "either", "erf", "erfc", "namespace"),
    "windows": ("flipped", "padded", "windows"),
}
"""What source may use of modules of `derive.kernels`."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is said of a kernel before it, as `derive.kernels.head` takes it.

    Each of `checks` is an assumption in LaTeX, its sign, and the source of its sides.
    """

    shapes: str
    claim: str
    source: str
    digest: str
    assumptions: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    conventions: tuple[str, ...] = ()
    rewritings: tuple[str, ...] = ()
    checks: tuple[tuple[str, str, str], ...] = ()

    def __str__(self) -> str:
        lines = [f"    {_literal(self.shapes)},\n"]
        for field in fields(self)[1:-1]:
            value = getattr(self, field.name)
            if value:
                lines.append(f"    {field.name}={_literal(value) if isinstance(value, str) else _tuple(value)},\n")
        if self.checks:
            made = [f"Assumed({_literal(latex)}, {_literal(sign)}, {sides})" for latex, sign, sides in self.checks]
            lines.append(f"    checks=({', '.join(made)}{',' if len(made) == 1 else ''}),\n")
        return f"@kernel(\n{''.join(lines)})\n"


def function(name: str, taken: Sequence[Argument], latex: str, lines: Sequence[str], returned: str = "Array") -> str:
    """A function of arrays whose docstring is a statement.

    A kernel's head finds the library of the arrays, `xp`, and gives `out` where a caller does.
    """
    parameters = [f"{argument.name}: Array" for argument in taken]
    if any("xp." in line for line in lines) and not any("xp =" in line for line in lines):
        parameters.insert(0, "xp: Namespace")
    if any("out=out" in line for line in lines):
        parameters.append("out: Array | None = None")
    head = f"def {name}({', '.join(parameters)}) -> {returned}:"
    if len(head) > WIDTH:
        head = f"def {name}(\n" + "".join(f"    {each},\n" for each in parameters) + f") -> {returned}:"
    body = [*_docstring(latex), *lines]
    return f"{head}\n" + "".join(f"    {line}\n" for line in body)


def with_namespace(lines: Sequence[str], taken: Sequence[Argument]) -> list[str]:
    """The lines, before them the one that finds the functions that they call, for what has no head."""
    if not any("xp." in line for line in lines):
        return list(lines)
    array = next(it.name for it in taken if it.axes or it.leading is not Leading.NONE)
    return [f"xp = namespace({array})", *lines]


def extent(axes: Sequence[Size], leading: Leading = Leading.NONE) -> str:
    """A shape as a head declares it, such as `(..., n)`."""
    before = {Leading.NONE: [], Leading.SHARED: ["..."], Leading.ALLOWED: ["...?"]}[leading]
    return f"({', '.join([*before, *map(str, axes)])})"


def declared(taken: Iterable[Argument]) -> str:
    """What a function takes, as a head declares it."""
    return ", ".join(f"{it.name} {extent(it.axes, it.leading)}" for it in taken)


def imports(body: str) -> str:
    """The imports that the source of some functions needs."""
    lines = ["import math\n\n"] if re.search(r"\bmath\.", body) else []
    lines += ["from derive.kernels.assumptions import Assumed\n"] if "Assumed(" in body else []
    lines += ["from derive.kernels.head import kernel\n"] if "@kernel(" in body else []
    for module, names in LIBRARIES.items():
        used = [name for name in names if re.search(rf"(?<![\w.]){name}\b", body)]
        lines += [f"from derive.kernels.{module} import {', '.join(used)}\n"] if used else []
    return "".join(lines)


def _docstring(latex: str) -> list[str]:
    first, *others = latex.strip().replace("&=", "=").splitlines()
    return [f'r"""{first}', *(line.strip() for line in others), '"""'] if others else [f'r"""{first}"""']


def _tuple(texts: Sequence[str]) -> str:
    return f"({', '.join(map(_literal, texts))}{',' if len(texts) == 1 else ''})"


def _literal(text: str) -> str:
    if "\\" in text and '"' not in text and not text.endswith("\\") and "\n" not in text:
        return f'r"{text}"'
    return json.dumps(text, ensure_ascii=False)
