r"""A proofreader for gradients.

`derive.prove(r"\frac{d}{dx} x^2 = 2 x", given=r"x \in R")` judges a claim, and `derive.solve` finds a right side.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

__all__ = ["Convention", "Kind", "Ruling", "UnreadableDeclaration", "prove", "solve"]

if TYPE_CHECKING:
    from derive.asking import Ruling, UnreadableDeclaration, prove, solve
    from derive.judging.verdict import Convention, Kind
else:

    def __getattr__(name: str) -> object:
        """A public name, loaded when it is first asked for: to judge takes SymPy, and `derive.kernels` does not."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        home = "derive.judging.verdict" if name in ("Convention", "Kind") else "derive.asking"
        globals()[name] = found = getattr(import_module(home), name)
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
