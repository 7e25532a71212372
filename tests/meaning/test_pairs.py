r"""Sums over pairs: which of the two letters are bound is told by what stands outside of the sum, or is unread."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from tests.judging.claims import judged, verdict

GIVEN = r"W \in R^{C \times D}, x \in R^D, A \in R^{n \times n}"
TOLD = [
    (r"\sum_{i \ne j} a_{ij} = \sum_{ij} a_{ij} - \operatorname{tr} A", r"\sum_{i \ne j} a_{ij} = \sum_{ij} a_{ij}"),
    (r"\sum_{j \ne q} a_{jq} = \sum_i a_{iq} - a_{qq}", r"\sum_{j \ne q} a_{jq} = \sum_i a_{iq}"),
    (r"\sum_{j \ne q} a_{jq} = \sum_{ij} a_{ij} - \operatorname{tr} A", r"\sum_{j \ne q} a_{jq} = \operatorname{tr} A"),
    (r"2 \sum_{j < q} (a_{jq} + a_{qj}) = 2 (\sum_{ij} a_{ij} - \operatorname{tr} A)",
     r"\sum_{j < q} (a_{jq} + a_{qj}) = \sum_{ij} a_{ij}"),
]  # fmt: skip


@pytest.mark.parametrize(("true", "false"), TOLD)
def test_what_is_told_by_the_other_side_is_judged(true: str, false: str) -> None:
    assert verdict(GIVEN, true).kind is Kind.PROVED
    assert verdict(GIVEN, false).kind is Kind.REFUTED


UNTOLD = [
    r"L := \sum_{j \ne q} \max(0, w_j x - w_q x)",
    r"L := \sum_{q \ne j} a_{jq} + \sum_{j \ne y} a_{jy}",
    r"L := \sum_{j \ne t} a_{jt}",
]


@pytest.mark.parametrize("line", UNTOLD)
def test_a_definition_does_not_tell_whether_an_unusual_letter_is_fixed(line: str) -> None:
    declared, claim = judged(f"<!-- derive\n{GIVEN}\n{line}\n-->\n\n$$ L = L $$\n")
    assert declared.verdict.kind is Kind.UNREAD
    assert "may be fixed here, or summed over too; write a sum of its own for it" in declared.verdict.message
    assert "if it is fixed, define a value for each, as in `L_" in declared.verdict.message
    assert claim.verdict.kind is Kind.UNREAD


READ = [r"S := \sum_{i \ne j} a_{ij}", r"S := \sum_{k \ne l} a_{kl}", r"S := \sum_q \sum_{j \ne q} a_{jq}"]


@pytest.mark.parametrize("line", READ)
def test_usual_letters_and_sums_of_their_own_are_read(line: str) -> None:
    claims = "$$ S = \\sum_{ij} a_{ij} - \\operatorname{tr} A $$\n\n$$ S = \\operatorname{tr} A $$"
    right, wrong = judged(f"<!-- derive\n{GIVEN}\n{line}\n-->\n\n{claims}\n")
    assert right.verdict.kind is Kind.PROVED
    assert wrong.verdict.kind is Kind.REFUTED


@pytest.mark.parametrize("line", [r"s_q := \sum_{j \ne q} a_{jq}", r"s_t := \sum_{j \ne t} a_{jt}"])
def test_a_letter_of_the_left_side_is_fixed(line: str) -> None:
    claims = "$$ s_i = \\sum_j a_{ji} - a_{ii} $$\n\n$$ s_i = \\sum_j a_{ji} $$"
    right, wrong = judged(f"<!-- derive\n{GIVEN}\ns \\in R^n\n{line}\n-->\n\n{claims}\n")
    assert right.verdict.kind is Kind.PROVED
    assert wrong.verdict.kind is Kind.REFUTED
