"""The shipped documents, from their files to proved kernels that are checked in numbers."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from importlib.resources import files

from derive import numeric
from derive.judging import document as judging
from derive.judging.document import Begun, Progress
from derive.judging.symbols.reference import NotLambdified, reference
from derive.kernels.collect import Studied, collect
from derive.kernels.emit import Kernel, module
from derive.kernels.forward import NotCheckable
from derive.kernels.fuse import fused
from derive.meaning.document import understand
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.data import Check, KernelReport, Printed
from derive.rounding import Rounding, rounding

FOLDER = "derive/documents"


@dataclass(frozen=True, slots=True)
class Tested:
    """A kernel with its numerical checks, and what rounding does to it; `problem` says why there are none."""

    kernel: Kernel
    checks: tuple[numeric.Check, ...] = ()
    rounding: Rounding | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Emission:
    """The kernels of some documents, and whatever is wrong with one, in a sentence each."""

    tested: tuple[Tested, ...]
    problems: tuple[str, ...]

    @property
    def module(self) -> str:
        """The text of a Python module with all of the kernels, and with the layers that are made of them."""
        kernels = [each.kernel for each in self.tested]
        return module([*kernels, *fused(kernels)])


def shipped() -> Iterator[Source]:
    """The documents that come with the package, in the order of their names."""
    folder = files("derive") / "documents"
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.name.endswith(".md"):
            yield Source(f"{FOLDER}/{entry.name}", entry.read_text(encoding="utf-8"))


def printed() -> dict[str, Printed]:
    """What the source of each shipped document prints, by the path of the document."""
    table = tomllib.loads((files("derive") / "documents" / "sources.toml").read_text(encoding="utf-8"))
    return {
        f"{FOLDER}/{row['document']}": Printed(number, row["displayed"], row["inline"], row["lost"])
        for number, row in table.items()
    }


def begin(source: Source, executor: Executor | None, seconds: float) -> Begun:
    """A document, understood once, whose claims are handed to be judged."""
    document = read(source)
    return judging.begin(document, understand(document), executor, seconds)


def finish(begun: Begun, progress: Progress | None = None) -> Studied:
    """The document with its verdicts."""
    return Studied(begun.understood, judging.finish(begun, progress))


def emission(documents: Sequence[Studied], executor: Executor | None = None) -> Emission:
    """All kernels that documents ask for, checked; one that cannot be made, or fails a check, is a problem."""
    collected = collect(documents)
    found = tuple((executor.map if executor is not None else map)(tested, collected.kernels))
    problems = [*collected.refusals]
    for each in found:
        if each.problem:
            problems.append(f"kernel {each.kernel.name} cannot be checked in numbers: {each.problem}")
        problems += [
            f"kernel {each.kernel.name} fails against {check.against.value}: off by {check.error:.0e}"
            for check in each.checks
            if not check.passes
        ]
    return Emission(found, tuple(problems))


def tested(kernel: Kernel) -> Tested:
    """A kernel in float64, also against the entries that were proved."""
    try:
        checks = numeric.check(kernel, reference(kernel.statement, kernel.scope))
        return Tested(kernel, checks, rounding(kernel))
    except (NotCheckable, NotLambdified) as reason:
        return Tested(kernel, problem=str(reason))


def report(found: Tested) -> KernelReport:
    """A kernel as the reports show it."""
    kernel = found.kernel
    errors, worst = (found.rounding.errors, _shapes([found.rounding.worst])) if found.rounding else ((), "")
    return KernelReport(
        kernel.name, kernel.origin.claim_id, kernel.source, tuple(map(_row, found.checks)), errors, worst
    )


def _row(check: numeric.Check) -> Check:
    step = "" if check.step is None else f"{check.step:g}"
    reason = numeric.LIMITS[check.against].reason
    figures = (f"{check.error:.0e}", f"{check.tolerance:.0e}")
    return Check(check.against.value, _shapes(check.shapes), *figures, step, reason)


def _shapes(runs: Sequence[Mapping[str, tuple[int, ...]]]) -> str:
    """`x 4×3, dy 4×2; …`, with a number where there is no axis."""
    return "; ".join(
        ", ".join(f"{name} {'×'.join(map(str, shape)) or 'a number'}" for name, shape in run.items()) for run in runs
    )
