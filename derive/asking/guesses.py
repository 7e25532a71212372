r"""Why a formula may not be what its author wrote: Python and shells take signs out of it.

In Python `"\frac"` without an `r` before it begins with a form feed, and in a shell a backslash without quotes is lost.
"""

from __future__ import annotations

import re

ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
COMMANDS = (
    "frac partial nabla top sum prod cdot times odot circ left right begin end mathbf mathrm mathsf operatorname sqrt "
    "text bm bar hat tilde alpha beta gamma delta epsilon theta lambda mu sigma eta rho tau phi"
).split()
LONG = 4
"""The letters from which on a command is known without its backslash."""
BARE = re.compile(rf"(?<![\\a-zA-Z])(?:{'|'.join(name for name in COMMANDS if len(name) >= LONG)})(?![a-zA-Z])")


def guess(text: str) -> str:
    """What may have happened to a formula, as the end of a sentence, or nothing."""
    for name in COMMANDS:
        if name[0] in ESCAPES and ESCAPES[name[0]] + name[1:] in text:
            return rf"; did Python read the `\{name[0]}` of `\{name}` as one sign? Write it as a raw string, r'…'"
    bare = BARE.search(text)
    if bare is not None:
        return rf"; is the backslash of `\{bare.group()}` lost? In a shell put the formula between single quotes, '…'"
    if text.count("$") % 2:
        return "; a `$` lacks its partner: did a shell put in a variable? Put the formula between single quotes, '…'"
    return ""
