r"""A letter that a comment and running text declare in two typefaces, both in formulas: not refuted where it is one."""

from __future__ import annotations

import pytest

from derive.judging.document import alone, begin, judge_document
from derive.judging.results import Judgement
from derive.judging.verdict import Kind
from derive.meaning.document import understand
from derive.reading.document import read
from derive.reading.items import Document
from derive.reading.source import Source
from derive.reporting.language import codes, language
from tests.reporting.said import said, untranslated

GIVEN = r"""<!-- derive
X \in R^{n \times d}, w, v \in R^d, \mathbf{v} \in R^d, y \in R^n
J := \|X w - y\|^2
-->

Let $\mathbf{X} \in R^{n \times d}$ be the data, and $\mathbf{w} \in R^m$.

$$ (X w)_i = \sum_j x_{ij} w_j $$

"""
EITHER = [
    r"\frac{\partial J}{\partial w} = 2 \mathbf{X}^\top (\mathbf{X} w - y)",
    r"J = \|\mathbf{X} w\|^2 - 2 y^\top X w + \|y\|^2",
]
FALSE = [
    r"\frac{\partial J}{\partial w} = \mathbf{X}^\top (\mathbf{X} w - y)",
    r"J = \|\mathbf{X} w\|^2 - 2 y^\top X w",
    r"X v = X \mathbf{v}",
    r"\sum_j w_j = \sum_k \mathbf{w}_k",
]


def document(formula: str) -> Document:
    return read(Source("note.md", f"{GIVEN}$$ {formula} $$\n"))


def judgement(formula: str) -> Judgement:
    return judge_document(document(formula))


@pytest.mark.parametrize("formula", EITHER)
def test_what_is_true_of_one_name_is_not_decided(formula: str) -> None:
    verdict = judgement(formula).items[-1].verdict
    assert verdict.kind is Kind.UNDECIDED
    assert r"declared in two typefaces, at lines 2 and 6, $\mathbf{X}$ is two names" in verdict.message


@pytest.mark.parametrize("formula", FALSE)
def test_what_is_false_of_one_name_too_is_refuted(formula: str) -> None:
    assert judgement(formula).items[-1].verdict.kind is Kind.REFUTED


def test_one_claim_alone_has_the_same_verdict() -> None:
    text = document(EITHER[0])
    begun = begin(text, understand(text))
    assert [alone(begun, name).verdict.kind for name in begun.tasks] == [Kind.PROVED, Kind.UNDECIDED]


@pytest.mark.parametrize("code", [code for code in codes() if code != "en"])
def test_every_language_says_it(code: str) -> None:
    assert untranslated(said(judgement(EITHER[0])), language(code)) == []
