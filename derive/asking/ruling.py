"""What is returned of a claim: its verdict, which prints itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NoReturn

from derive.judging.results import Finding, Judged, Judgement
from derive.judging.verdict import AllSizes, Answer, Convention, Correction, Counterexample, Kind, Line, Sizes, Verdict
from derive.reporting import notebook
from derive.reporting.text import plain
from derive.reporting.wording import scope

NO_CLAIM = (Kind.SKIPPED, Kind.DEFINITION)
WORST = (
    Kind.REFUTED, Kind.UNREAD, Kind.UNDECIDED, Kind.CONDITIONAL, Kind.CONVENTION, Kind.PROVED, Kind.DEFINITION,
    Kind.SKIPPED,
)
"""The verdict on several claims is the first of these that one of them has."""


@dataclass(frozen=True, slots=True, repr=False)
class Ruling:
    """The verdict on a claim. It has no truth value: compare its `verdict`.

    `claim` is what was asked, `items` are the claims and definitions that were read in it. Where it is a chain, or
    several claims, the verdict is that of the one that is worst, and so is all that is said beside it; `steps` has each
    for itself. `defects` say where derive contradicted itself or stopped.
    """

    claim: str
    items: tuple[Judged, ...]
    defects: tuple[Finding, ...] = ()

    @property
    def steps(self) -> tuple[Ruling, ...]:
        """Each claim of a chain by itself."""
        return tuple(Ruling(item.source, (item,)) for item in self._claims)

    @property
    def verdict(self) -> Kind:
        """Proved, refuted, or what else was found."""
        return self._worst.kind

    @property
    def message(self) -> str:
        """One sentence or two about it, with formulas as `$…$`."""
        found, worst = [item.verdict for item in self._claims], self._worst
        if len(found) == 1:
            return worst.message
        if worst.kind is Kind.PROVED:
            return f"All {len(found)} claims are proved {scope(replace(worst, scope=self.scope))}".rstrip() + "."
        return f"Claim {found.index(worst) + 1} of {len(found)}: {worst.message}"

    @property
    def scope(self) -> AllSizes | tuple[Sizes, ...]:
        """For which sizes it is proved: all, each at least a number, or the assignments at which it was compared."""
        scopes = [item.verdict.scope for item in self._claims]
        everywhere = [each.least for each in scopes if isinstance(each, AllSizes)]
        if len(everywhere) < len(scopes):
            return self._worst.scope
        names = dict.fromkeys(name for least in everywhere for name in least)
        return AllSizes({name: max(least.get(name, 1) for least in everywhere) for name in names})

    @property
    def counterexample(self) -> Counterexample | None:
        """Sizes and values at which it is false."""
        return self._worst.counterexample

    @property
    def correction(self) -> Correction | None:
        """The smallest change that makes it true."""
        return self._worst.correction

    @property
    def answer(self) -> Answer | None:
        """What was asked for by `?`: the claim with the right side that was found, and that side alone."""
        return next((item.verdict.answer for item in self._claims if item.verdict.answer), None)

    @property
    def assumption(self) -> str | None:
        """The assumption under which it is true, where it lacks one, in LaTeX."""
        return self._worst.assumption

    @property
    def excludes(self) -> tuple[str, ...]:
        """The points that a proof leaves out, in LaTeX."""
        return tuple(dict.fromkeys(each for item in self._claims for each in item.verdict.excludes))

    @property
    def conventions(self) -> tuple[Convention, ...]:
        """By which conventions it is true."""
        return tuple(dict.fromkeys(each for item in self._claims for each in item.verdict.conventions))

    @property
    def derivation(self) -> tuple[Line, ...]:
        """The lines of the proof, each equal to the one before it."""
        return self._worst.derivation

    @property
    def judgement(self) -> Judgement:
        """The same as a document that was judged."""
        return Judgement("", "", self.items, 1, 0, defects=self.defects)

    def __bool__(self) -> NoReturn:
        raise TypeError(
            f"a ruling has no truth value; compare its verdict, which is {self.verdict}, or use "
            "derive.testing.assert_proved"
        )

    def __str__(self) -> str:
        return plain(self.judgement)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return notebook.html(self.judgement)

    def _repr_latex_(self) -> str | None:
        """What is shown where only LaTeX can be."""
        return notebook.latex(self.judgement)

    @property
    def _claims(self) -> tuple[Judged, ...]:
        """The items that claim something; where none does, the last."""
        claims = tuple(item for item in self.items if item.verdict.kind not in NO_CLAIM)
        return claims or self.items[-1:]

    @property
    def _worst(self) -> Verdict:
        """The verdict that decides; of several alike one that is not shown for all sizes, or else the first."""
        found = [item.verdict for item in self._claims]
        return min(found, key=lambda each: (WORST.index(each.kind), isinstance(each.scope, AllSizes)))
