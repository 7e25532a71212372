r"""Names that stand for a gradient by habit, and what to say where an equation defines one without a derivative."""

from __future__ import annotations

import re

from derive.meaning.world import World, spelled
from derive.reading.grammar.trees import walk
from derive.reading.statements import Definition
from derive.reading.syntax import Branches, Name, Partial

GRADIENT = re.compile(r"(?:\\delta|delta|d[A-Za-z]|(?:\\bar\{)?[dg]rad(?:ient)?\w*)(?=$|[_^'#}])")
"""The errors `\\delta` of backpropagation, `dW` in one word, and `grad`."""


def undeclared_gradient(definition: Definition, world: World) -> str:
    """That nothing is proved of what may be claimed to be a derivative; empty where there is no sign of that."""
    name, nodes = spelled(definition.head.key), walk(definition.body)
    if definition.stated or not GRADIENT.match(name) or any(isinstance(node, (Partial, Branches)) for node in nodes):
        return ""
    scope = world.scope
    computed = {key for key, shape in scope.shapes.items() if shape != () or key in scope.definitions}
    if not any(isinstance(node, Name) and node.key in computed for node in nodes):
        return ""
    word, mark, label = name.partition("_")
    plain = (rf"\operatorname{{{word}}}" if len(word) > 1 and word.isidentifier() else word) + mark + label
    by = word[1] if re.fullmatch("d[A-Za-z]", word) else "Z"
    write = rf"`{plain} := \frac{{\partial L}}{{\partial {by}}}`"
    return f"Nothing is proved of `{plain}`; if it is meant as a derivative, write above which one, e.g. {write}."
