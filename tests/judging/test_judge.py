"""The judge: nothing false is proved, nothing true refuted, nothing follows from nothing, and time is bounded."""

from __future__ import annotations

import time

import pytest

from derive.judging.document import judge_document
from derive.judging.judge import judge
from derive.judging.limits import TimeOver, limited
from derive.judging.verdict import AllSizes, Kind
from derive.meaning.claims import Shapeless
from derive.reading.source import Span

from .claims import claim, document, verdict

PROVED, REFUTED, UNDECIDED, CONDITIONAL = Kind.PROVED, Kind.REFUTED, Kind.UNDECIDED, Kind.CONDITIONAL

TRAPS = [
    ("a root of a square", r"x \in R", r"\sqrt{x^2} = x", CONDITIONAL),
    (
        "an open step",
        r"x \in R | h(x) := \begin{cases} 1 & x \ge 0 \\ 0 & \text{otherwise} \end{cases}",
        r"h(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}",
        REFUTED,
    ),
    (
        "a kink where nothing varies",
        r"w, t \in R | y := \begin{cases} w & t \ge 0 \\ 2 w & \text{otherwise} \end{cases}",
        r"\frac{\partial y}{\partial w} = \begin{cases} 1 & t > 0 \\ 2 & \text{otherwise} \end{cases}",
        REFUTED,
    ),
    ("one entry is positive", r"x \in R^n | assume x_1 > 0", "|x_2| = x_2", CONDITIONAL),
    ("the diagonal is positive", r"A \in R^{n \times n} | assume a_{ii} > 0", "|a_{ij}| = a_{ij}", CONDITIONAL),
    ("true up to size 3", r"x \in R^n", "(n - 1) (n - 2) (n - 3) x_i = 0", REFUTED),
    ("true up to size 3 without entries", r"x \in R^n", "n^3 + 11 n = 6 n^2 + 6", REFUTED),
    ("true at a middle size", r"A \in R^{n \times m}, B \in R^{m \times k}", "m (A B)_{ij} = 3 (A B)_{ij}", REFUTED),
    ("true at one and three", r"A \in R^{n \times m}, B \in R^{m \times k}", "(m - 1) (m - 3) (A B)_{ij} = 0", REFUTED),
    ("true at size one", r"x \in R^n", r"\sum_i x_i = x_1", REFUTED),
    (
        "true at equal sizes",
        r"A \in R^{n \times m}",
        r"\sum_{i,j} \frac{a_{ij}}{n} = \sum_{i,j} \frac{a_{ij}}{m}",
        CONDITIONAL,
    ),
    ("a negative base", r"x, a, b \in R", "(x^a)^b = x^{a b}", CONDITIONAL),
    ("two assumptions against each other", r"x \in R | assume x > 0 | assume x < 0", "|x| = x", UNDECIDED),
    ("two equations against each other", r"x, y \in R | assume x = 1 | assume x = 2", "x y = y", UNDECIDED),
    ("no value anywhere", r"x \in R", r"\frac{1}{x - x} = \frac{1}{x - x}", UNDECIDED),
    ("nothing over nothing", r"x \in R", r"\frac{x - x}{x - x} = 1", UNDECIDED),
    ("no derivative anywhere", r"x, y \in R | assume x = y", r"\frac{\partial}{\partial x} \max(x, y) = 1", UNDECIDED),
    ("a logarithm of negatives", r"x \in R", r"\log(-e^x) = \log(-e^x)", UNDECIDED),
    ("a limit that is none", r"x, d \in R", r"\frac{1}{\lim_{d \to 0} \log d} = 0", UNDECIDED),
    ("half of it has no value", r"x \in R", r"|x| = \begin{cases} x & x > 0 \end{cases}", UNDECIDED),
    ("logarithms without positivity", r"x, y \in R", r"\log(x y) = \log x + \log y", CONDITIONAL),
    ("an unknown function is not linear", r"x, y \in R | f : R \to R", "f(x + y) = f(x) + f(y)", REFUTED),
    ("an unknown function is not constant", r"x \in R | f : R \to R", "f'(x) = 0", REFUTED),
    ("nor is its derivative", r"x \in R | f : R \to R", "f''(x) = 0", REFUTED),
    ("a number beyond the sizes", r"x \in R^n", r"\min(n, 50) x_i = n x_i", UNDECIDED),
    (
        "a case beyond the sizes",
        r"x \in R^n",
        r"x_i = \begin{cases} x_i & i \le 20 \\ 0 & \text{otherwise} \end{cases}",
        UNDECIDED,
    ),
    (
        "a value of its own where there is no kink",
        r"x \in R",
        r"\frac{d}{dx} (x |x|) = \begin{cases} 2 |x| & x \ne 0 \\ 5 & x = 0 \end{cases}",
        REFUTED,
    ),
    ("the square of a bracket behind an operator", r"x \in R", r"\frac{\partial}{\partial x} (3 x)^2 = 9", REFUTED),
    ("two unknown functions", r"x \in R | f : R \to R | g : R \to R", "f(x) = g(x)", REFUTED),
    ("a parameter of the name of a quantity", r"x \in R | y := 2 x | f(x) := x + y", "f(3) = 9", REFUTED),
    ("a derivative through the wrong path", r"x \in R | y := x^2 | z := x y", r"\frac{d z}{d x} = y", REFUTED),
]


@pytest.mark.parametrize(("declared", "formula", "kind"), [row[1:] for row in TRAPS], ids=[row[0] for row in TRAPS])
def test_traps(declared: str, formula: str, kind: Kind) -> None:
    found = verdict(declared, formula)
    assert found.kind is kind, found.message
    assert (found.counterexample is not None) is (kind in (REFUTED, CONDITIONAL) and found.message.startswith("False"))


TRUE = [
    ("through every path", r"x \in R | y := x^2 | z := x y", r"\frac{d z}{d x} = 3 x^2", ()),
    ("a definition keeps its own x", r"x \in R | y := 2 x | f(x) := x + y", "f(3) = 3 + 2 x", ()),
    ("a kink is named", r"x \in R", r"\frac{d}{dx} |x| = \operatorname{sign}(x)", ("x = 0",)),
    (
        "a kink of every entry",
        r"x \in R^n",
        r"\frac{\partial}{\partial x_i} \sum_j |x_j| = \operatorname{sign}(x_i)",
        ("x_{i} = 0",),
    ),
    ("a pole is named", r"x \in R", r"\frac{|x|}{x} = \operatorname{sign}(x)", ("x = 0",)),
    ("an assumption closes a region", r"x \in R | assume x > 1", r"\max(x, 1) = x", ()),
    ("an assumption on what is defined", r"x \in R | y := x - 1 | assume y > 0", "|y| = y", ()),
    ("an assumption on a size", r"x \in R^n | assume n > 1", r"\frac{n - 1}{n - 1} x_i = x_i", ()),
    ("an assumption beside the claim", r"x, y \in R | assume y > 0", "(x + 1) (x - 1) = x^2 - 1", ()),
    ("finitely many values", r"x \in \{0, 1\}", "x^2 = x", ()),
    ("finitely many values, restricted", r"x \in \{0, 1\} | y \in R | assume x = 1", "x y = y", ()),
    ("a bracket with its exponent", r"x \in R", r"\frac{\partial}{\partial x} (3 x)^2 = 18 x", ()),
    (
        "no value chosen at the kinks",
        r"x \in R^n | y_i := \max(0, x_i)",
        r"\frac{\partial y_i}{\partial x_i} = \frac{y_i}{x_i}",
        ("x_{i} = 0",),
    ),
    ("a power rule", r"x, a \in R", r"\frac{d}{dx} x^a = a x^{a - 1}", (r"x \le 0",)),
]


@pytest.mark.parametrize(("declared", "formula", "excludes"), [r[1:] for r in TRUE], ids=[r[0] for r in TRUE])
def test_true_and_what_is_excluded(declared: str, formula: str, excludes: tuple[str, ...]) -> None:
    found = verdict(declared, formula)
    assert found.settles_values, found.message
    assert found.excludes == excludes


def test_a_contradiction_is_reported_as_one() -> None:
    found = verdict(r"x \in R | assume x > 0 | assume x < 0", "|x| = x")
    assert "assumptions" in found.message
    assert "contradict" in found.message


def test_a_proof_for_all_sizes_names_them_and_the_entries_that_were_compared() -> None:
    found = verdict(r"A \in R^{n \times m}", r"(A A^\top)^\top = A A^\top")
    assert found.scope == AllSizes({"n": 1, "m": 1})
    (sizes,) = found.compared
    assert found.entries == sizes["n"] ** 2
    assert min(sizes.values()) >= 2 and len(set(sizes.values())) == 2


def test_a_proof_for_all_sizes_names_the_least_size_that_has_a_meaning() -> None:
    found = verdict(r"x \in R^{1 \times n}", r"x_1 + x_2 = x_2 + x_1")
    assert found.scope == AllSizes({"n": 2})
    assert "for all n ≥ 2;" in found.message


def test_a_claim_without_sizes_is_proved_for_all_of_them() -> None:
    assert verdict(r"a \in R", "a + a = 2 a").scope == AllSizes({})


def test_a_proof_at_sizes_says_at_which_and_why_not_at_all() -> None:
    found = verdict(
        r"x \in R^{1 \times n} | d \in R | f : R \to R", r"\lim_{d \to 0} \frac{f(x_i + d) - f(x_i)}{d} = f'(x_i)"
    )
    assert found.kind is Kind.PROVED
    assert isinstance(found.scope, tuple)
    assert found.scope == found.compared
    assert len(found.scope) == 2
    assert "not shown for all sizes: a limit" in found.message


def test_sides_without_a_common_shape_are_false() -> None:
    found = judge(Shapeless("a row against a column", Span(0, 1)))
    assert found.kind is REFUTED
    assert "a row against a column" in found.message


HEAVY = [
    ("a power", r"x, y \in R", "(x + y)^{1000000} = x + y^2"),
    ("a tower", r"x \in R", r"10^{10^{10}} = x + x^2"),
    ("a sum", r"x, y \in R", r"\sum_{i=1}^{100000} x^i = y + x^2"),
    (
        "many cases",
        r"v \in R^n",
        r"\max(v_1, v_2, v_3, v_4, v_5, v_6, v_7, v_8, v_9) + |v_1 v_2| = \sqrt{v_3^2 + v_4^2}",
    ),
    ("a product", r"A \in R^{n \times n}", "A A A A A A A A A A A A = A A A A A A A A A A A A + A A - A A"),
]


@pytest.mark.parametrize(("declared", "formula"), [row[1:] for row in HEAVY], ids=[row[0] for row in HEAVY])
def test_the_time_is_bounded(declared: str, formula: str) -> None:
    one = claim(declared, formula)
    started = time.process_time()
    found = judge(one, seconds=1.5)
    assert time.process_time() - started < 6
    assert found.kind is not PROVED or formula.startswith("A A")


def test_the_search_of_values_has_its_share_of_the_time() -> None:
    found = judge(claim(r"x, y \in R", r"\sum_{i=1}^{400} \frac{1}{x^2 + i} = y"), seconds=6)
    assert found.kind is REFUTED, found.message


def test_the_alarm_rings_again_where_a_library_swallows_it() -> None:
    rings = 0
    with pytest.raises(TimeOver), limited(0.2):  # noqa: PT012
        while True:
            try:
                while True:
                    pass
            except TimeOver:
                rings += 1
                if rings == 2:
                    raise


def test_a_clock_that_is_asked_in_time_is_silent() -> None:
    with limited(60) as clock:
        clock()
    with pytest.raises(TimeOver), limited(0) as clock:
        clock()


def test_no_verdict_has_a_truth_value() -> None:
    with pytest.raises(TypeError, match="no truth value"):
        bool(verdict(r"x \in R", "x + x = 2 x"))


def test_the_same_claim_has_the_same_verdict_twice() -> None:
    one = document(r"x, y \in R", "x^2 + y = x + y^2")
    first, second = (judge_document(one).items[-1].verdict for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("declared", "formula", "places"),
    [
        (r"c \in R", r"\frac{c}{c} = 1", ("c = 0",)),
        (r"x \in R", r"\frac{x^2 - 1}{x - 1} = x + 1", ("x - 1 = 0",)),
        (r"v \in R^n", r"\frac{\partial}{\partial v_i} \log v_i = \frac{1}{v_i}", (r"v_{i} \le 0",)),
        (r"x \in R", r"\frac{x}{x^2 + 1} = \frac{2 x}{2 x^2 + 2}", ()),
    ],
)
def test_a_proof_names_the_poles_it_leaves_out(declared: str, formula: str, places: tuple[str, ...]) -> None:
    found = judge(claim(declared, formula))
    assert found.kind is PROVED
    assert found.excludes == places
