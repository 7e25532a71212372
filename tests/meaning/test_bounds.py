r"""Letters in the bounds of sums: which are fixed, which are summed over, and which nothing tells."""

from __future__ import annotations

import pytest

from derive import prove
from derive.judging.verdict import Kind
from tests.judging.claims import judged, verdict

GIVEN = r"a \in R^n, A \in R^{n \times n}, X \in R^{n \times d}, w \in R^d, t \in R^n"

UNTOLD = [
    (r"\sum_{i=1}^N a_i = \sum_{i=1}^M a_i", "N"),
    (r"\sum_{j=1}^{k} a_j = \sum_j (n-j+1) a_j", "k"),
    (r"\sum_{j=1}^k a_j = a_1 + \sum_{j=2}^k a_j", "k"),
    (r"\sum_{j=1}^k a_j = a_1 + \dots + a_k", "k"),
    (r"\max_{i \le N} a_i = \max_i a_i", "N"),
    (r"\frac1N \sum_{i=1}^N a_i = \frac1n \sum_i a_i", "N"),
    (r"\sum_{j \le i} a_j = \sum_j a_j - \sum_{j > i} a_j", "i"),
    (r"\max_{j \ne i} a_j = \max_j a_j", "i"),
    (r"\prod_{i \ne k} a_i = \left(\prod_i a_i\right)^{n-1}", "k"),
    (r"\frac{\partial}{\partial a_1} \sum_{i \ne k} a_i = n - 1", "k"),
    (r"\sum_{j \ne k} a_j = \sum_{j \ne l} a_j", "k"),
    (r"\sum_{i \ne j} a_j = (n - 1) \sum_j a_j", "j"),
]


@pytest.mark.parametrize(("formula", "letter"), UNTOLD)
def test_a_letter_that_is_only_a_bound_is_not_summed_over(formula: str, letter: str) -> None:
    found = verdict(GIVEN, formula)
    assert found.kind is Kind.UNREAD
    assert found.message.startswith(f"`{letter}` is not declared")


@pytest.mark.parametrize(("formula", "axis"), [
    (r"\sum_{i=1}^N a_i = 0", "the axis of a over which i runs has the size n"),
    (r"\sum_{k \le N} x_{ik} = 0", "the axis of X over which k runs has the size d"),
])
def test_the_axis_is_named_whose_size_may_be_meant(formula: str, axis: str) -> None:
    assert axis in verdict(GIVEN, formula).message


def test_a_definition_with_an_undeclared_bound_makes_no_gradient_false() -> None:
    definition = r"E := \frac12 \sum_{i=1}^N (x_i w - t_i)^2"
    gradient = r"\frac{\partial E}{\partial w} = X^\top (X w - t)"
    assert verdict(f"{GIVEN} | {definition.replace('N', 'n')}", gradient).kind is Kind.PROVED
    first, second = judged(f"<!-- derive\n{GIVEN}\n{definition}\n-->\n\n$$\n{gradient}\n$$\n")
    assert first.verdict.kind is second.verdict.kind is Kind.UNREAD


def test_an_assumption_with_an_undeclared_bound_is_unread() -> None:
    kinds = [item.verdict.kind for item in judged(
        f"<!-- derive\n{GIVEN}\nassume \\sum_{{i=1}}^N a_i = 1\n-->\n\n$$\n\\sum_i a_i = 1\n$$\n"
    )]
    assert kinds == [Kind.UNREAD, Kind.UNDECIDED]


TOLD = [
    (r"\sum_{j \ne k} a_j = \sum_j a_j - a_k", r"\sum_{j \ne k} a_j = \sum_j a_j - 2 a_k"),
    (r"a_k = \sum_{j=1}^k a_j - \sum_{j=1}^{k-1} a_j", r"a_k = \sum_{j=1}^k a_j - \sum_{j=1}^{k-2} a_j"),
    (r"\sum_{j=1}^i A_{ij} = \sum_j A_{ij} - \sum_{j>i} A_{ij}", r"\sum_{j=1}^i A_{ij} = \sum_j A_{ij}"),
    (r"\sum_{i \ne j} a_i a_j = (\sum_i a_i)^2 - \sum_i a_i^2", r"\sum_{i \ne j} a_i a_j = (\sum_i a_i)^2"),
    (r"\sum_{i \ne j} a_i a_j = 2 \sum_{i<j} a_i a_j", r"\sum_{i \ne j} a_i a_j = \sum_{i<j} a_i a_j"),
    (r"\sum_{1 \le i<j \le n} a_i a_j = \sum_{i<j} a_i a_j", r"\sum_{1 \le i<j \le n} a_i a_j = \sum_{ij} a_i a_j"),
    (r"\sum_{i=j} A_{ij} = \operatorname{tr} A", r"\sum_{i=j} A_{ij} = n \operatorname{tr} A"),
    (r"\sum_i \sum_{j \ne i} A_{ij} = \sum_i \sum_{j \ne i} A_{ji}", r"\sum_i \sum_{j \ne i} A_{ij} = 0"),
]


@pytest.mark.parametrize(("true", "false"), TOLD)
def test_a_letter_that_is_told_is_fixed_or_one_of_a_pair(true: str, false: str) -> None:
    assert verdict(GIVEN, true).kind is Kind.PROVED
    assert verdict(GIVEN, false).kind is Kind.REFUTED


@pytest.mark.parametrize("formula", [
    r"\sum_{j \ne i} A_{ij} = \sum_{j \ne i} A_{ji}",
    r"\sum_{j \ne i} (A_{ij} - A_{ji}) = 0",
    r"\sum_{i=j} A_{ij} = A_{jj}",
    r"\sum_{i=j} a_i = a_j",
    r"\sum_{1 \le i < n \le j} a_i = 0",
])
def test_what_can_be_fixed_or_summed_over_is_not_judged(formula: str) -> None:
    assert verdict(GIVEN, formula).kind is Kind.UNREAD


SIZED = r"X \in R^{n \times m}, k \in R^p, u \in R^m; L := L(X)"


@pytest.mark.parametrize(
    "claim",
    [
        r"\frac{\partial x_{ij}}{\partial x_{pq}} = \delta_{ip} \delta_{jq}",
        r"\frac{\partial L}{\partial x_{pj}} = 0",
        r"u_p = 2 u_p",
    ],
)
def test_a_size_of_nothing_here_may_be_meant_as_an_index(claim: str) -> None:
    found = prove(claim, given=SIZED)
    assert found.verdict is Kind.UNREAD
    assert found.message.startswith("`p` is declared as a size, of nothing that is named here, and stands as an index")


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"2 x_{mn} = 0", Kind.REFUTED),
        (r"x_{nm} = x_{nm}", Kind.PROVED),
        (r"x_{pj} k_p = 0", Kind.REFUTED),
        (r"x_{nj} u_n = 0", Kind.REFUTED),
        (r"\frac{\partial L}{\partial x_{mj}} = 0", Kind.REFUTED),
    ],
)
def test_a_size_of_what_is_named_is_the_last_index(claim: str, expected: Kind) -> None:
    assert prove(claim, given=SIZED).verdict is expected
