"""Gradients from textbooks, each true one beside wrong twins: every verdict is the one its document expects.

Every counterexample is put into the entrywise reading, which had no part in finding it.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
import sympy

from derive.commands.workers import workers
from derive.judging.document import judge_document
from derive.judging.inventory import inventory
from derive.judging.results import Judgement
from derive.judging.symbols.entrywise import Setting, evaluate
from derive.judging.verdict import Counterexample, Kind
from derive.meaning.claims import Claim
from derive.meaning.document import understand
from derive.meaning.meanings import Understood
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.language import codes, language
from tests.reporting.said import said, untranslated

DOCUMENTS = sorted(Path(__file__).parent.joinpath("gradients").glob("*.md"))
TWINS = 3
SILENT = (Kind.DEFINITION, Kind.SKIPPED)


@cache
def judgement(path: Path) -> Judgement:
    with workers(2) as executor:
        return judge_document(read(Source.read(str(path))), executor)


@cache
def claims(path: Path) -> dict[str, Understood]:
    return {each.item.id: each for each in understand(read(Source.read(str(path))))}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_verdict_is_the_expected_one(path: Path) -> None:
    items = [item for item in judgement(path).items if item.verdict.kind not in SILENT]
    assert items, "a document without claims shows nothing"
    wrong = [
        f"{path.name}:{item.line}: {item.verdict.kind.value}, expected {item.expected}: {item.source}\n"
        f"    {item.verdict.message}"
        for item in items
        if item.expected is not item.verdict.kind
    ]
    assert not wrong, "\n".join(wrong)


def test_refusals_outnumber_proofs() -> None:
    kinds = [item.verdict.kind for path in DOCUMENTS for item in judgement(path).items]
    false = kinds.count(Kind.REFUTED) + kinds.count(Kind.CONDITIONAL)
    assert false >= 2 * (kinds.count(Kind.PROVED) + kinds.count(Kind.CONVENTION)) > 0


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_counterexample_holds_entry_by_entry(path: Path) -> None:
    checked = 0
    for item in judgement(path).items:
        counterexample, meaning = item.verdict.counterexample, claims(path)[item.id].meaning
        if counterexample is None or not counterexample.left or not isinstance(meaning, Claim):
            continue
        if meaning.statement.remainder is not None or not keys(meaning).keys() >= counterexample.values.keys():
            continue  # an upstream gradient or an unknown function is shown, which no symbol stands for
        shown_sides = counterexample.left, counterexample.right
        for side, shown in zip(sides(meaning, counterexample), shown_sides, strict=True):
            assert close(side, shown), f"{path.name}:{item.line}: {item.source}: {side}, {shown}"
        checked += 1
    assert checked or path.stem in ("affine", "differences", "networks"), "no counterexample was put in"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("code", codes()[1:])
def test_every_message_can_be_said_in_other_languages(path: Path, code: str) -> None:
    assert untranslated(said(judgement(path)), language(code)) == []


def keys(claim: Claim) -> dict[str, str]:
    """The quantities that a claim speaks of, by the names under which a counterexample shows them."""
    return {claim.scope.spelling(key): key for key in inventory(claim.statement, claim.scope).free}


def sides(claim: Claim, found: Counterexample) -> list[sympy.Expr]:
    """Both sides at the counterexample's place, with its values put in, in 30 digits."""
    finite = {name: Fraction(found.values[name][0][0]) for name in claim.scope.finite if name in found.values}
    setting = Setting(claim.scope, found.sizes, indices=found.indices, values=finite)
    row, column = (found.entry if claim.statement.left.shape else (1, 1)) or (1, 1)
    values = {
        sympy.Symbol(key if claim.scope.shapes[key] == () else f"{key}[{i},{j}]", real=True): sympy.Rational(text)
        for name, key in keys(claim).items()
        if name in found.values
        for i, line in enumerate(found.values[name], 1)
        for j, text in enumerate(line, 1)
    }
    both = []
    for term in (claim.statement.left, claim.statement.right):
        entry = evaluate(term, setting)[row - 1][column - 1]
        both.append(sympy.N(entry.xreplace(values), 30))
    return both


def close(value: sympy.Expr, shown: str) -> bool:
    """Whether a value is what is shown: exactly where that is rational, else to its six digits."""
    if "." in shown or "e" in shown:
        return bool(abs(value - sympy.Float(shown, 30)) <= sympy.Float("1e-5") * abs(value) + sympy.Float("1e-12"))
    return bool(abs(value - sympy.Rational(shown)) <= sympy.Float("1e-20"))
