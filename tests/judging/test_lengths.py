"""Arrays of real data: what holds for axes of any length holds for long ones, and what is false there is refuted."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from derive.judging import judge as judging
from derive.judging.document import judge_document
from derive.judging.evidence import Disagreement
from derive.judging.lengths import are_parted, at_any
from derive.judging.limits import TimeOver, limited
from derive.judging.verdict import AllSizes, Counterexample, Kind, Verdict
from derive.meaning.claims import Claim
from derive.meaning.terms import is_number
from derive.reporting.language import WHOLE, language
from derive.reporting.wording import reason
from tests.reporting.said import untranslated

from .claims import claim, document, judged, verdict

IMAGES = r"X \in R^{64 \times 784} | W \in R^{784 \times 10} | Y \in R^{64 \times 10} | L := \frac12 \|X W - Y\|_F^2"
MEAN = r"X \in R^{64 \times 784} | w \in R^{784} | L := \frac{1}{64} \sum_{i=1}^{64} (X w)_i"
CLASSES = (
    r"Z, T \in R^{256 \times 10} | assume \sum_{k=1}^{10} t_{ik} = 1"
    r" | p_{ik} := \frac{\exp(z_{ik})}{\sum_{c=1}^{10} \exp(z_{ic})}"
    r" | L := -\frac{1}{256} \sum_{i=1}^{256} \sum_{k=1}^{10} t_{ik} \log p_{ik}"
)
TEN = r"x \in R^{10} | a \in R"
TRUE = [
    ("a gradient", IMAGES, r"\frac{\partial L}{\partial W} = X^\top (X W - Y)"),
    ("an entry of it", IMAGES, r"\frac{\partial L}{\partial w_{jk}} = \sum_{i=1}^{64} x_{ij} ((X W)_{ik} - y_{ik})"),
    ("of a mean", MEAN, r"\frac{\partial L}{\partial w_j} = \frac{1}{64} \sum_{i=1}^{64} x_{ij}"),
    ("of a softmax", CLASSES, r"\frac{\partial L}{\partial Z} = \frac{1}{256} (P - T)"),
    ("a mean of ones", TEN, r"\frac{1}{10} \sum_{i=1}^{10} 1 = 1"),
    ("a number that is also a length", TEN, r"\frac{\partial}{\partial x_i} 10 x_i = 10"),
    ("a number of these lengths only", TEN, r"\sum_{i=1}^{10} i = 55"),
    ("a product of these lengths only", TEN, r"\sum_{i=1}^{10} a i = 55 a"),
    ("what is written out", TEN, r"\sum_{i=1}^{10} x_i = x_1 + x_2 + x_3 + x_4 + x_5 + x_6 + x_7 + x_8 + x_9 + x_{10}"),
    ("a last entry", TEN, r"\sum_{i=1}^{9} x_i + x_{10} = \sum_{i=1}^{10} x_i"),
]
FALSE = [
    ("a gradient", IMAGES, r"\frac{\partial L}{\partial W} = 2 X^\top (X W - Y)"),
    ("a transpose", IMAGES, r"\frac{\partial L}{\partial W} = X (X W - Y)"),
    ("an entry", IMAGES, r"\frac{\partial L}{\partial w_{jk}} = \sum_{i=1}^{64} x_{ij} (X W)_{ik}"),
    ("a mean", MEAN, r"\frac{\partial L}{\partial w_j} = \sum_{i=1}^{64} x_{ij}"),
    ("the mean over another axis", MEAN, r"\frac{\partial L}{\partial w_j} = \frac{1}{784} \sum_{i=1}^{64} x_{ij}"),
    ("a softmax", CLASSES, r"\frac{\partial L}{\partial Z} = P - T"),
    ("the sign of a softmax", CLASSES, r"\frac{\partial L}{\partial Z} = \frac{1}{256} (T - P)"),
    ("a sum of ones", TEN, r"\sum_{i=1}^{10} 1 = 9"),
    ("a number of another length", TEN, r"\sum_{i=1}^{10} i = 54"),
    ("a product of another length", TEN, r"\sum_{i=1}^{10} a i = 45 a"),
    ("one entry too few", TEN, r"\sum_{i=1}^{10} x_i = x_1 + x_2 + x_3 + x_4 + x_5 + x_6 + x_7 + x_8 + x_9"),
    ("the last entry twice", TEN, r"\sum_{i=1}^{10} x_i + x_{10} = \sum_{i=1}^{10} x_i"),
]


@pytest.mark.parametrize(("declared", "formula"), [row[1:] for row in TRUE], ids=[row[0] for row in TRUE])
def test_what_holds_for_long_axes_is_proved(declared: str, formula: str) -> None:
    found = verdict(declared, formula)
    assert found.kind is Kind.PROVED, found.message
    assert found.scope == AllSizes()


@pytest.mark.parametrize(("declared", "formula"), [row[1:] for row in FALSE], ids=[row[0] for row in FALSE])
def test_what_is_false_of_long_axes_is_refuted(declared: str, formula: str) -> None:
    found = verdict(declared, formula)
    assert found.kind is Kind.REFUTED, found.message


def test_a_proof_says_that_the_lengths_do_not_matter() -> None:
    found = verdict(IMAGES, r"\frac{\partial L}{\partial W} = X^\top (X W - Y)")
    assert found.message.startswith("Both sides are equal, whatever the lengths 64, 784, 10;")
    assert "784→2" in found.message
    assert found.derivation
    assert found.variants is not None
    assert found.variants.refused == found.variants.tried


def test_a_line_of_the_terminal_names_the_lengths_in_few_words() -> None:
    formula = r"\frac{\partial L}{\partial w_j} = \frac{1}{64} \sum_{i=1}^{64} x_{ij}"
    items = judge_document(document(MEAN, formula)).items
    assert [reason(item) for item in items if item.verdict.kind is Kind.PROVED] == ["whatever the lengths 784, 64"]


def test_a_counterexample_is_as_small_as_of_a_size_with_a_name() -> None:
    found = verdict(MEAN, r"\frac{\partial L}{\partial w_j} = \sum_{i=1}^{64} x_{ij}")
    assert found.message.startswith("False, already at 784→1, 64→2 for j=1: ")
    assert found.counterexample is not None
    assert len(found.counterexample.values["X"]) == 2


def test_a_correction_has_the_length_as_the_author_writes_it() -> None:
    found = verdict(CLASSES, r"\frac{\partial L}{\partial Z} = P - T")
    assert found.correction is not None
    assert r"\frac{1}{256}" in found.correction.source


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{x_1}{\sum_{i=1}^{10} i - 55} = \frac{x_1}{\sum_{k=1}^{10} k - 55}",
        r"\frac{x_1}{10 - 10} = \frac{x_1}{10 - 10}",
        r"\sum_{j=1}^{10} \frac{x_j}{j - 10} = \sum_{k=1}^{10} \frac{x_k}{k - 10}",
        r"2 x_{12} = 2 x_{12}",
        r"\sum_{i=1}^{8} x_{i+3} = \sum_{k=4}^{11} x_k",
    ],
)
def test_nothing_is_proved_of_lengths_at_which_a_side_has_no_value(formula: str) -> None:
    assert verdict(TEN, formula).kind in (Kind.REFUTED, Kind.UNDECIDED)


def test_a_comparison_at_other_lengths_is_no_proof() -> None:
    long = r"x, v \in R^{10} | \delta \in R | f(x) := x^2"
    formula = r"\frac{f(x_1 + \delta) - f(x_1)}{\delta} = 2 x_1 + O(\delta) + \sum_{i=1}^{10} (i - 1)(i - 2)(i - 3)"
    assert verdict(long, formula).kind is not Kind.PROVED


def test_a_size_that_is_excluded_is_written_as_a_number() -> None:
    found = verdict(r"X \in R^{n \times 10}", r"\frac{1}{n - 10} (n - 10) x_{11} = x_{11}")
    assert "$- 10 + n = 0$" in found.message


def test_short_axes_stay_as_they_are() -> None:
    small = claim(r"A \in R^{7 \times 3}, x \in R^3", r"A x = A x")
    assert at_any(small) is small
    found = at_any(claim(r"A \in R^{8 \times 3}, x \in R^3", r"A x = A x"))
    assert {size for shape in found.scope.shapes.values() for size in shape if isinstance(size, str)} == {"8°"}
    assert all(map(is_number, found.scope.sizes))


def test_an_axis_that_is_written_out_keeps_its_length() -> None:
    row = " & ".join(str(number) for number in range(8))
    made = claim(r"x \in R^{1 \times 8}", rf"x + \begin{{pmatrix}} {row} \end{{pmatrix}} = x")
    assert at_any(made) is made


def test_a_long_axis_is_told_from_a_size_of_which_it_is_a_value() -> None:
    given = r"X \in R^{n \times 64}, w \in R^{64} | L := \frac{1}{n} \sum_i (X w)_i"
    assert verdict(given, r"\frac{\partial L}{\partial w_j} = \frac{1}{n} \sum_i x_{ij}").scope == AllSizes({"n": 1})
    found = verdict(given, r"\frac{\partial L}{\partial w_j} = \frac{1}{64} \sum_i x_{ij}")
    assert found.kind is Kind.REFUTED, found.message


def test_what_rounding_could_do_is_no_difference() -> None:
    assert not are_parted(claim(TEN, r"\frac{1}{3} \sum_{i=1}^{10} 3 x_i = \sum_{i=1}^{10} x_i"))
    assert are_parted(claim(TEN, r"\frac{1}{3} \sum_{i=1}^{10} 3 x_i = \sum_{i=1}^{9} x_i"))


def test_sizes_with_names_stand_beside_long_axes() -> None:
    given = r"X \in R^{n \times 64}, w \in R^{64} | L := \frac{1}{n} \sum_i (X w)_i"
    assert are_parted(claim(given, r"\frac{\partial L}{\partial w_j} = \frac{1}{64} \sum_i x_{ij}"))
    assert not are_parted(claim(given, r"\frac{\partial L}{\partial w_j} = \frac{1}{n} \sum_i x_{ij}"))


def test_an_assumption_is_obeyed_where_sides_are_held_against_each_other() -> None:
    assert not are_parted(claim(CLASSES, r"\sum_{k=1}^{10} t_{ik} = 1"))
    assert not are_parted(claim(CLASSES, r"\frac{\partial L}{\partial Z} = \frac{1}{256} (P - T)"))
    assert are_parted(claim(CLASSES, r"\sum_{i=1}^{256} t_{ik} = 1"))


def test_nothing_is_asked_of_two_lengths_that_differ() -> None:
    found = verdict(r"A \in R^{8 \times 9}, B \in R^{9 \times 8}", r"\sum_i (A B)_{ii} = \sum_i (A B)_{ii} + 1")
    assert found.kind is Kind.REFUTED, found.message
    assert judged("<!-- derive\nA \\in R^{8 \\times 9}\n-->\n\n$$A A = A$$\n")[0].verdict.kind is Kind.REFUTED


REACHING = [
    ("a sum up to the last but one", 64, r"\sum_{i=1}^{63} x_i = 0", r"\sum_{i=1}^{64} x_i = x_{64}", Kind.PROVED),
    ("another entry", 64, r"\sum_{i=1}^{63} x_i = 0", r"\sum_{i=1}^{64} x_i = x_{63}", Kind.REFUTED),
    ("the least long axis", 9, r"\sum_{i=1}^{8} x_i = 0", r"\sum_{i=1}^{9} x_i = x_9", Kind.PROVED),
    ("from the second on", 9, r"\sum_{i=1}^{8} x_{i+1} = 0", r"\sum_{i=1}^{9} x_i = x_1", Kind.PROVED),
    ("backwards", 9, r"\sum_{i=1}^{8} x_{9-i} = 0", r"\sum_{i=1}^{9} x_i = x_9", Kind.PROVED),
    ("beyond the axis", 9, r"\sum_{i=1}^{12} x_i = 0", r"\sum_{i=1}^{9} x_i = x_9", Kind.UNDECIDED),
    ("of any length", "n", r"\sum_{i=1}^3 x_i = 0", r"\sum_i x_i + x_1 = x_1 + \sum_i x_i", Kind.PROVED),
    ("of any length, false", "n", r"\sum_{i=1}^3 x_i = 0", r"\sum_i x_i = 0", Kind.REFUTED),
    ("backwards, used", "n", r"\sum_{i=1}^3 x_{4-i} = 0", r"x_1 + x_2 + x_3 = 0", Kind.PROVED),
    ("backwards, false", "n", r"\sum_{i=1}^3 x_{4-i} = 0", r"x_1 + x_2 = 0", Kind.REFUTED),
    ("backwards, too", "n", r"\sum_{i=1}^3 x_{4-i} = 0", r"x_1 + \sum_i x_i = \sum_i x_i + x_1", Kind.PROVED),
]


@pytest.mark.parametrize(
    ("length", "assumed", "formula", "kind"), [row[1:] for row in REACHING], ids=[row[0] for row in REACHING]
)
def test_sizes_have_room_for_the_sums_of_an_assumption(length: object, assumed: str, formula: str, kind: Kind) -> None:
    found = verdict(rf"x \in R^{{{length}}} | assume {assumed}", formula)
    assert (found.kind, found.defect) == (kind, ""), found.message
    assert "has no value" not in found.message


OWN = r"x \in R^{64} | c \in R | assume x_1 > 0"
VALUED = [
    ("a last entry", OWN, r"\sum_{i=1}^{63} x_i = x_{64}", "False: the left side is "),
    ("an entry in the middle", OWN, r"x_{40} = x_{41}", "False, already at 64→41: "),
    ("beside a name", r"X \in R^{n \times 16}", r"\sum_{i=1}^{15} x_{ji} = x_{j,16}", "False at n=1 for j=1: "),
    ("of two", r"X \in R^{9 \times 16}", r"\sum_{i=1}^{15} x_{ji} = x_{j,16}", "False, already at 9→1 for j=1: "),
    ("a sum that runs too far", OWN, r"\sum_{i=1}^{70} c = 64 c", "False"),
]


@pytest.mark.parametrize(("declared", "formula", "begins"), [row[1:] for row in VALUED], ids=[row[0] for row in VALUED])
def test_what_is_false_of_given_lengths_is_shown_at_values(declared: str, formula: str, begins: str) -> None:
    found = verdict(declared, formula)
    assert found.kind is Kind.REFUTED, found.message
    assert found.message.startswith(begins)
    assert found.counterexample is not None
    assert found.counterexample.left


NUMBERED = r"vectors: rows | X \in R^{64 \times 784}, W \in R^{784 \times 10}, b \in R^{10} | Y := X W + b"
WRONG = [
    r"y_{64,10} = \sum_k x_{64,k} w_{k,10} + b_9",
    r"y_{64,10} = \sum_k x_{64,k} w_{k,9} + b_{10}",
    r"y_{64,10} = \sum_k x_{63,k} w_{k,10} + b_{10}",
    r"y_{64,10} + 783 = \sum_k (x_{64,k} w_{k,10} + 1) + b_{10}",
]


@pytest.mark.parametrize("formula", WRONG)
def test_a_wrong_entry_of_large_arrays_is_shown_with_fewer_terms(formula: str) -> None:
    found = verdict(NUMBERED, formula)
    assert found.kind is Kind.REFUTED, found.message
    assert "784→" in found.message


@pytest.mark.parametrize("added", ["", " + 784"])
def test_what_is_true_of_its_own_lengths_alone_is_not_called_false(added: str) -> None:
    one = "1" if added else "0"
    found = verdict(NUMBERED, rf"y_{{64,10}}{added} = \sum_k (x_{{64,k}} w_{{k,10}} + {one}) + b_{{10}}")
    assert found.kind is not Kind.REFUTED, found.message


def test_what_has_no_value_at_its_own_lengths_does_not_tell_of_others() -> None:
    found = verdict(OWN, r"x_{65} = x_{65}")
    assert "→" not in found.message


def test_a_proof_at_its_own_lengths_names_no_other() -> None:
    found = verdict(OWN, r"\sum_{i=1}^{63} x_i + x_{64} = \sum_{i=1}^{64} x_i")
    assert found.kind is Kind.PROVED
    assert "64→64" not in found.message


def test_all_questions_about_a_claim_share_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []

    def exhausting(claim: Claim, seconds: float) -> Verdict:
        asked.append(seconds)
        with suppress(TimeOver), limited(seconds) as clock:
            while True:
                clock()
        return Verdict(Kind.UNDECIDED, "Not decided.")

    monkeypatch.setattr(judging, "_judged", exhausting)
    started = time.process_time()
    judging.judge(claim(TEN, r"\sum_{i=1}^{10} x_i = 10"), seconds=0.5)
    assert time.process_time() - started < 0.6
    assert len(asked) == 3


def test_what_differs_at_chance_values_is_false_without_plain_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    made = claim(TEN, r"\sum_{i=1}^{9} x_i = x_{10}")
    empty = Verdict(Kind.REFUTED, "The equation has no value.", counterexample=Counterexample(sizes={"10°": 2}))
    answers = iter([empty, Verdict(Kind.UNDECIDED, "Not decided."), Verdict(Kind.UNDECIDED, "Not decided.")])
    monkeypatch.setattr(judging, "_judged", lambda claim, seconds: next(answers))
    found = judging.judge(made)
    assert found.kind is Kind.REFUTED
    assert found.message.startswith("False: at chance values the sides differ by more than what rounding can do. Note ")
    assert not untranslated([(found.message, WHOLE)], language("ja"))


def test_no_proof_stands_against_a_difference_at_chance_values(monkeypatch: pytest.MonkeyPatch) -> None:
    made = claim(TEN, r"\sum_{i=1}^{9} x_i = x_{10}")
    empty = Verdict(Kind.REFUTED, "The equation has no value.", counterexample=Counterexample(sizes={"10°": 2}))
    answers = iter([empty, Verdict(Kind.PROVED, "Both sides are equal.", AllSizes())])
    monkeypatch.setattr(judging, "_judged", lambda claim, seconds: next(answers))
    with pytest.raises(Disagreement):
        judging.judge(made)
