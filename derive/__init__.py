"""A proofreader for gradients."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from derive.asking import Ruling, UnreadableDeclaration, prove, solve
    from derive.judging.verdict import Convention, Kind

__version__ = "0.1.0"

__all__ = ["Convention", "Kind", "Ruling", "UnreadableDeclaration", "prove", "solve"]

_HOMES = {"Convention": "derive.judging.verdict", "Kind": "derive.judging.verdict"}


def __getattr__(name: str) -> object:
    """A public name, loaded when it is first asked for: to judge takes SymPy, and `derive.kernels` does not."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_HOMES.get(name, "derive.asking")), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
