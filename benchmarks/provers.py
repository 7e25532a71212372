"""Print, as tables in Markdown, the time that derive takes for a claim, and two other programs for the same claims."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles

from benchmarks import symbolic_matrices, tensor_diagrams
from benchmarks.measuring import SHOWN, Cell, Judgement, in_others, in_turn, loop
from benchmarks.tables import answer, duration, heading, power, row, times
from derive.judging import prove
from derive.judging.general.equal import equal
from derive.judging.inventory import inventory
from derive.meaning.claims import Claim
from derive.meaning.document import understand
from derive.pipeline import shipped
from derive.reading.document import read
from derive.reading.source import Source

SIZES = (2, 3, 4, 6)
MEDIAN, LONGEST, RATIO, EVERYTHING = 0.010, 0.500, 100, 15
"""The aims: seconds for the median and the longest claim, times as fast as `simplify`, seconds for `derive all`."""


def main() -> None:
    """Print all tables, as they are measured."""
    text = (Path(__file__).parent / "identities.md").read_text(encoding="utf-8")
    claims = read_claims([Source("identities.md", text)])
    print("# The provers, measured\n\nWritten by `python -m benchmarks.provers`; `README.md` says what is compared.\n")
    machine()
    side_by_side(claims)
    shipped_claims()
    growth(claims)
    everything()


def read_claims(sources: Iterable[Source]) -> dict[str, Claim]:
    """The claims of some documents, by their names."""
    items = (item for source in sources for item in understand(read(source)))
    return {item.item.id: item.meaning for item in items if isinstance(item.meaning, Claim)}


def machine() -> None:
    """The versions, the machine, and how fast it is just now."""
    names = ("derive-proofreader", "sympy", "tensorgrad", "torch")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    speed = in_turn({"": loop})[""].median
    print(f"{platform.python_implementation()} {platform.python_version()}, {versions}; {os.cpu_count()} cores.")
    print(f"A loop that adds a million numbers takes {duration(speed)} here.\n")


def for_all_sizes(claim: Claim) -> Judgement:
    """The claim by the prover for all sizes."""
    return lambda: equal(claim.statement, claim.scope).shown


def at_size(claim: Claim, size: int) -> Judgement:
    """The claim entry by entry, where every size is the same."""
    sizes = dict.fromkeys(inventory(claim.statement, claim.scope).sizes, size)
    return lambda: prove.compare(claim.statement, claim.scope, sizes, lambda: None).equal


def side_by_side(claims: dict[str, Claim]) -> None:
    """Every identity by derive, by tensorgrad and by SymPy's `simplify`."""
    tools: dict[str, Callable[[str], Judgement]] = {
        "derive, all sizes": lambda name: for_all_sizes(claims[name]),
        "tensorgrad, all sizes": lambda name: lambda: tensor_diagrams.shown(name),
        "`simplify`, 2×3": lambda name: lambda: symbolic_matrices.shown(name),
    }
    cells = in_turn({(name, tool): make(name) for name in claims for tool, make in tools.items()})
    print("## Side by side\n")
    heading("identity", *tools, "tensorgrad / derive", "`simplify` / derive")
    for name in claims:
        own, *others = (cells[name, tool] for tool in tools)
        row(name, *map(answer, (own, *others)), *(times(other, own) for other in others))
    columns = [[cells[name, tool] for name in claims] for tool in tools]
    ratios = [[b.median / a.median for a, b in zip(columns[0], column, strict=True)] for column in columns[1:]]
    middles = [duration(median(cell.median for cell in column)) for column in columns]
    row("**median**", *middles, *(f"{median(each):.0f}" for each in ratios))
    whole = [sum(cell.median for cell in column) for column in columns]
    row("**all together**", *map(duration, whole), *(f"{each / whole[0]:.0f}" for each in whole[1:]))
    row("**proved**", *(f"{sum(c.answer == SHOWN for c in column)} of {len(column)}" for column in columns), "", "")
    fast = sum(ratio >= RATIO for ratio in ratios[-1])
    print(f"\nAimed at: {RATIO} times as fast as `simplify`; so it is for {fast} of {len(claims)} identities,")
    print(f"and {'' if whole[-1] >= RATIO * whole[0] else 'not '}for all of them together.\n")


def shipped_claims() -> None:
    """The prover for all sizes over the shipped documents."""
    cells = in_turn({name: for_all_sizes(claim) for name, claim in read_claims(shipped()).items()}, 3)
    proved = {name: cell for name, cell in cells.items() if cell.answer == SHOWN}
    print("## The claims of the shipped documents, for all sizes\n")
    heading("claims", "number", "median", "90 %", "longest")
    spread("proved", proved)
    spread("not shown equal, the false ones among them", {n: c for n, c in cells.items() if n not in proved})
    spread("all", cells)
    slow = sum(cell.median > LONGEST for cell in cells.values())
    print(f"\nAimed at: a median under {duration(MEDIAN)}, and none over {duration(LONGEST)}; {slow} are over it.\n")


def spread(title: str, cells: dict[str, Cell]) -> None:
    """Print how the times of some claims are spread, and which is the longest."""
    if len(cells) > 1:
        seconds = [cell.median for cell in cells.values()]
        longest = max(cells, key=lambda name: cells[name].median)
        figures = (median(seconds), quantiles(seconds, n=10)[-1], cells[longest].median)
        row(title, str(len(cells)), *map(duration, figures[:2]), f"{duration(figures[2])}, `{longest}`")


def everything() -> None:
    """The command that judges all shipped documents, as a user runs it, and in one process."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "derive", "all", "--output", folder]
        clock, _ = in_others(lambda: subprocess.run(command, capture_output=True, check=False))
        _, processor = in_others(lambda: subprocess.run([*command, "--jobs", "1"], capture_output=True, check=False))
    print("\n## `python -m derive all`\n")
    print(f"{duration(clock)} by the clock on {os.cpu_count()} cores;")
    print(f"{duration(processor)} of processor time in one process.")
    print(f"Aimed at: {EVERYTHING} s by the clock on two cores.")


def growth(claims: dict[str, Claim]) -> None:
    """Both provers of derive: for all sizes, and by entries while all sizes grow."""
    judgements = {(name, size): at_size(claim, size) for name, claim in claims.items() for size in SIZES}
    judgements |= {(name, 0): for_all_sizes(claim) for name, claim in claims.items()}
    cells = in_turn(judgements, 1)
    print("## Growth with size\n")
    heading("identity", "all sizes", *(f"by entries, {size}" for size in SIZES), "grows as the size to the")
    for name in claims:
        low, high = ((size, cells[name, size]) for size in SIZES[-2:])
        row(name, *(answer(cells[name, size]) for size in (0, *SIZES)), power(low, high))


if __name__ == "__main__":
    main()
