"""Both sides of a claim at one small size, as formulas, for a reader who wants to see entries."""

from __future__ import annotations

from derive.judging import chosen, prove
from derive.judging.inventory import inventory
from derive.judging.limits import TimeOver, limited
from derive.judging.symbols.entrywise import NoValue, OutOfRange, TooLarge
from derive.judging.symbols.expansion import NoLimit
from derive.judging.symbols.printing import Printer, matrix, printer
from derive.judging.symbols.ratios import Unsupported
from derive.judging.verdict import Sample
from derive.meaning.claims import Claim

SECONDS = 5.0


def sample(claim: Claim) -> Sample | None:
    """Both sides at the first sizes at which they are compared, if they can be read."""
    found = inventory(claim.statement, claim.scope)
    sizes = chosen.assignments(found)[0]
    try:
        with limited(SECONDS):
            setting, left, right = prove.sides(claim.statement, claim.scope, sizes)
            made: Printer = printer(found, claim.scope, sizes)
            texts = matrix(left, made), matrix(right, made)
    except (OutOfRange, NoValue, TooLarge, NoLimit, Unsupported, StopIteration, TimeOver, RecursionError):
        return None
    if texts[0] is None or texts[1] is None:
        return None
    return Sample(dict(sizes), dict(setting.indices), texts[0], texts[1])
