"""Answers: what has none is not answered, a wrong proposal is refused, and the textbook's forms are found."""

from __future__ import annotations

import pytest

import derive
from derive.judging.document import judge_document
from derive.judging.judge import judge
from derive.judging.solving import solve
from derive.judging.solving.solve import Proposal, completed, proposals, solved
from derive.judging.verdict import AllSizes, Kind, Verdict
from derive.meaning.claims import Claim
from derive.reading.document import read
from derive.reading.source import Source
from tests.judging.claims import document, judged, verdict

from .asking import answered, asked

AFFINE = r"X \in R^{N \times n}, W \in R^{n \times m}, b \in R^{1 \times m} | Y := X W + \mathbf{1} b | L := L(Y)"
ROW = r"x \in R^{1 \times n}, W \in R^{n \times m} | y := x W | L := L(y)"
SIGMOID = r"A \in R^{N \times n} | \sigma(z) := \frac{1}{1 + e^{-z}} | H := \sigma(A) | L := L(H)"
RELU = (
    r"A \in R^{N \times n} | r(z) := \begin{cases} z & \text{if } z > 0 \\ 0 & \text{otherwise} \end{cases}"
    r" | H := r(A)"
)
STEP = r"\theta(z) := \begin{cases} 1 & \text{if } z > 0 \\ 0 & \text{otherwise} \end{cases}"
SOFTMAX = r"vectors: rows | x \in R^{1 \times C} | y_i := \frac{e^{x_i}}{\sum_k e^{x_k}} | L := L(y)"
ENTROPY = (
    r"X, T \in R^{N \times C} | assume \sum_j t_{ij} = 1 | y_{ij} := \frac{e^{x_{ij}}}{\sum_k e^{x_{ik}}}"
    r" | L := -\frac{1}{C} \sum_i \sum_j t_{ij} \log y_{ij}"
)
COLUMNS = r"W \in R^{m \times n}, x, z \in R^n, b \in R^m | f : R \to R | u := W x + b | y := f(u)"
FUNCTION = r"x \in R | f(x) := \frac{1}{1 + e^{-x}}"
TANH = r"x \in R | f(x) := \frac{e^{2x} - 1}{e^{2x} + 1}"
W = r"\frac{\partial L}{\partial W}"
UPSTREAM = r"\frac{\partial L}{\partial Y}"

ANSWERS = [
    ("the weights of a layer", AFFINE, W, r"X^\top \frac{\partial L}{\partial Y}"),
    ("its input", AFFINE, r"\frac{\partial L}{\partial X}", r"\frac{\partial L}{\partial Y} W^\top"),
    ("its bias", AFFINE, r"\frac{\partial L}{\partial b}", r"\mathbf{1}^\top \frac{\partial L}{\partial Y}"),
    ("the sign of a gradient", AFFINE, r"\nabla_W L", r"X^\top \frac{\partial L}{\partial Y}"),
    ("one weight", AFFINE, r"\frac{\partial L}{\partial w_{ij}}", r"\sum_k \frac{\partial L}{\partial y_{kj}} x_{ki}"),
    ("one row", ROW, W, r"x^\top \frac{\partial L}{\partial y}"),
    ("sigmoid", SIGMOID, r"\frac{\partial L}{\partial A}",
     r"\frac{\partial L}{\partial H} \odot H \odot \left( 1 - H \right)"),
    ("a step that has a name", f"{RELU} | L := L(H) | {STEP}", r"\frac{\partial L}{\partial A}",
     r"\frac{\partial L}{\partial H} \odot \theta(A)"),
    ("softmax of a row", SOFTMAX, r"\frac{\partial L}{\partial x}",
     r"y \odot \left( \frac{\partial L}{\partial y} - \frac{\partial L}{\partial y} y^\top \right)"),
    ("an entry of its Jacobian", SOFTMAX, r"\frac{\partial y_i}{\partial x_j}",
     r"y_{i} \left( \delta_{ij} - y_{j} \right)"),
    ("softmax with cross entropy", ENTROPY, r"\frac{\partial L}{\partial X}", r"\frac{Y - T}{C}"),
    ("the derivative of a function", FUNCTION, r"f'(x)", r"f(x) \left( 1 - f(x) \right)"),
    ("the same as a quotient", f"{FUNCTION} | y := f(x)", r"\frac{d y}{d x}", r"y \left( 1 - y \right)"),
    ("hyperbolic tangent", TANH, r"f'(x)", r"1 - f(x)^2"),
    ("a quadratic form", r"A \in R^{n \times n}, x \in R^n | q := x^\top A x", r"\frac{\partial q}{\partial x}",
     r"\left( A + A^\top \right) x"),
    ("least squares", r"X \in R^{N \times n}, w \in R^n, t \in R^N | J := \frac{1}{2} \|X w - t\|^2",
     r"\frac{\partial J}{\partial w}", r"X^\top \left( X w - t \right)"),
    ("a vector by a vector", f"{COLUMNS} | layout: numerator", r"\frac{\partial u}{\partial x}", "W"),
    ("the same, turned", f"{COLUMNS} | layout: denominator", r"\frac{\partial u}{\partial x}", r"W^\top"),
    ("an activation", f"{COLUMNS} | layout: numerator", r"\frac{\partial y}{\partial u}",
     r"\operatorname{diag}(f'(u))"),
    ("a name for the answer", r"Y, D \in R^{N \times n} | E := \frac{1}{2} \|Y - D\|_F^2 | \Delta := Y - D",
     r"\frac{\partial E}{\partial Y}", r"\Delta"),
    ("sizes that are numbers", r"X \in R^{1 \times 2}, W \in R^{2 \times 3} | Y := X W | L := L(Y)", W,
     r"X^\top \frac{\partial L}{\partial Y}"),
    ("numbers", r"y \in R^{1 \times 3} | L := y_1 - y_2 + 2 y_3", r"\frac{\partial L}{\partial y}",
     r"\begin{pmatrix} 1 & -1 & 2 \end{pmatrix}"),
    ("no derivative", AFFINE, "Y", r"X W + \mathbf{1} b"),
    ("a trace", r"A \in R^{n \times n}", r"\frac{\partial}{\partial A} \operatorname{tr}(A)", "I"),
]


@pytest.mark.parametrize(("declared", "left", "answer"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
def test_the_textbooks_form_is_found_and_proved_for_all_sizes(declared: str, left: str, answer: str) -> None:
    found = answered(declared, left)
    assert found.answer is not None, found.message
    assert " ".join(found.answer.fragment.split()) == answer
    assert found.kind in (Kind.PROVED, Kind.CONVENTION)
    assert isinstance(found.scope, AllSizes)


@pytest.mark.parametrize(("declared", "left"), [row[1:3] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
def test_an_answer_written_into_the_document_is_proved_there(declared: str, left: str) -> None:
    found = answered(declared, left)
    assert found.answer is not None
    again = verdict(declared, found.answer.source)
    assert (again.kind, again.scope) == (found.kind, found.scope)
    assert again.answer is None


def test_an_answer_has_all_that_a_proof_has() -> None:
    found = answered(AFFINE, W)
    again = verdict(AFFINE, rf"{W} = X^\top {UPSTREAM}")
    assert found.derivation == again.derivation != ()
    assert found.variants == again.variants
    assert found.variants is not None
    assert found.variants.refused > 0


WRONG = [
    ("a transpose", r"X \frac{\partial L}{\partial Y}"),
    ("the order", r"\frac{\partial L}{\partial Y} X^\top"),
    ("a sign", r"-X^\top \frac{\partial L}{\partial Y}"),
    ("a factor", r"2 X^\top \frac{\partial L}{\partial Y}"),
    ("a mean", r"\frac{1}{N} X^\top \frac{\partial L}{\partial Y}"),
    ("zero", r"0 W"),
    ("an operand", r"W"),
    ("nothing that can be read", r"\frac{1}{"),
    ("another definition", r"X^\top Y"),
]


@pytest.mark.parametrize("wrong", [row[1] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_proposal_is_never_the_answer(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve, "proposals", lambda asked, page: iter([Proposal(wrong, 1)]))
    found = answered(AFFINE, W)
    assert (found.kind, found.answer) == (Kind.UNDECIDED, None)


def test_a_wrong_proposal_gives_way_to_a_right_one(monkeypatch: pytest.MonkeyPatch) -> None:
    right = rf"X^\top {UPSTREAM}"
    monkeypatch.setattr(solve, "proposals", lambda asked, page: (Proposal(t, 1) for t in (f"2 {right}", right)))
    found = answered(AFFINE, W)
    assert found.answer is not None
    assert found.answer.fragment == right


def test_what_the_sieve_lets_through_is_still_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve, "differs", lambda claim, clock: False)
    monkeypatch.setattr(solve, "proposals", lambda asked, page: iter([Proposal(rf"2 X^\top {UPSTREAM}", 1)]))
    found = answered(AFFINE, W)
    assert (found.kind, found.answer) == (Kind.UNDECIDED, None)
    assert "1 right sides were tried" in found.message


def test_without_a_verdict_there_is_no_answer() -> None:
    question, page = asked(AFFINE, W)
    found = solved(question.asked, page, lambda after: Verdict(Kind.UNDECIDED, "who knows"), 5.0)
    assert (found.kind, found.answer) == (Kind.UNDECIDED, None)


@pytest.mark.parametrize(
    ("declared", "left"),
    [(AFFINE, UPSTREAM), (AFFINE, "W"), (r"f : R \to R | x \in R", "f(x)"), (r"f : R \to R | x \in R", "f'(x)")],
)
def test_what_says_nothing_is_no_answer(declared: str, left: str) -> None:
    found = answered(declared, left)
    assert (found.kind, found.answer) == (Kind.UNDECIDED, None)
    assert found.message.startswith("No answer was found: nothing is known of the left side")


def test_where_the_time_is_over_before_anything_is_written_nothing_else_is_said() -> None:
    question, page = asked(AFFINE, W)
    found = solved(question.asked, page, lambda after: Verdict(Kind.UNDECIDED, "who knows"), 0.0)
    assert found.message == "No answer was found within 0 seconds: no right side was written in this time."


def test_the_left_side_once_more_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve, "proposals", lambda asked, page: iter([Proposal(W, 1)]))
    assert answered(AFFINE, W).answer is None


def test_time_that_is_over_is_told() -> None:
    found = answered(AFFINE, W, seconds=0.001)
    assert (found.kind, found.answer) == (Kind.UNDECIDED, None)


def test_by_entries_where_there_is_no_matrix_form() -> None:
    leaky = RELU.replace("0 & \\text{otherwise}", r"\frac{z}{9} & \text{otherwise}")
    found = answered(f"{leaky} | L := L(H)", r"\frac{\partial L}{\partial A}")
    assert found.kind is Kind.CONVENTION
    assert found.answer is not None
    assert found.answer.source.startswith(r"\left( \frac{\partial L}{\partial A} \right)_{ij} = \begin{cases}")


def test_the_last_of_a_chain_is_asked_for() -> None:
    declared = AFFINE.replace(" | ", "\n")
    first, second = judged(f"<!-- derive\n{declared}\n-->\n\n$$ {W} = X^\\top {UPSTREAM} = ? $$\n")
    assert first.verdict.kind is Kind.PROVED
    assert second.source == rf"X^\top {UPSTREAM} = ?"
    assert second.verdict.answer is None or second.verdict.kind is Kind.PROVED


@pytest.mark.parametrize(
    ("formula", "where"),
    [
        ("? = W", 2), ("X + ? = W", 2), (f"{W} = ? X", 2), (f"{W} = ? = X", 2), (f"{W} = ?^\\top", 2),
        (f"{W} := ?", 2), (f"{W} \\equiv ?", 2), ("? = ?", 2),
    ],
)
def test_a_mark_that_is_not_all_of_the_right_side_is_unread(formula: str, where: int) -> None:
    judgement = judge_document(document(AFFINE, formula))
    unread = [item for item in judgement.items if item.verdict.kind is Kind.UNREAD]
    assert unread
    assert all("stands alone behind the last `=`" in item.verdict.message for item in unread)
    assert all(item.verdict.answer is None for item in judgement.items)


@pytest.mark.parametrize("sign", [r"\stackrel{?}{=}", r"\overset{?}{=}"])
def test_a_mark_over_a_sign_asks_for_nothing(sign: str) -> None:
    true = verdict(AFFINE, rf"{W} {sign} X^\top {UPSTREAM}")
    false = verdict(AFFINE, rf"{W} {sign} {UPSTREAM}^\top X")
    assert (true.kind, true.answer) == (Kind.PROVED, None)
    assert (false.kind, false.answer) == (Kind.REFUTED, None)


def test_a_name_without_a_declaration_is_unread() -> None:
    (item,) = judge_document(document(AFFINE, r"\frac{\partial L}{\partial V} = ?")).items
    assert item.verdict.kind is Kind.UNREAD


def test_sides_without_a_shape_are_refuted() -> None:
    found = verdict(r"X \in R^{N \times n}, W \in R^{m \times n}", "X W = ?")
    assert (found.kind, found.answer) == (Kind.REFUTED, None)


def test_a_full_stop_behind_the_mark_is_one() -> None:
    found = verdict(AFFINE, f"{W} = ?.")
    assert found.answer is not None


def test_an_answer_is_read_as_it_was_judged() -> None:
    question, page = asked(AFFINE, W)
    after = completed(page, Proposal(rf"X^\top {UPSTREAM}", 1))
    assert after is not None
    assert isinstance(after.claim.meaning, Claim)
    assert after.claim.meaning.statement.left == question.asked.statement.left
    assert judge(after.claim.meaning).kind is Kind.PROVED


def test_the_authors_letters_are_kept() -> None:
    text = (
        "<!-- derive\nX \\in R^{N \\times n}, W \\in R^{n \\times m}\nY := X W\nL := L(Y)\n-->\n\n"
        "$$ \\bm{X} \\bm{W} = \\bm{Y}, \\quad \\frac{\\partial L}{\\partial \\bm{W}} = ? $$\n"
    )
    found = [item.verdict.answer for item in judge_document(read(Source("note.md", text))).items][-1]
    assert found is not None
    assert found.fragment == r"\bm{X}^\top \frac{\partial L}{\partial \bm{Y}}"


RIDGE = (
    r"vectors: columns | X \in R^{n \times d}, y \in R^n, w \in R^d, \lambda \in R | f := \frac{1}{2 n} \|X w - y\|^2"
    r" | J := f + \frac{\lambda}{2} \|w\|^2"
)
POLES = [
    ("the weight of a penalty", RIDGE, r"\frac{\partial J}{\partial \lambda}", r"\frac{w^\top w}{2}"),
    ("a defined weight", RIDGE.replace(r"| J := f + \frac{\lambda}{2}", r"| g := \lambda^3 | J := f + g"),
     r"\frac{\partial J}{\partial g}", r"w^\top w"),
    ("a product that has a name", r"x, s \in R^n | u := s \odot e^x | t := \sum_i e^{x_i}",
     r"\frac{\partial t}{\partial x}", "e^{x}"),
]
BY_A_NAME = [
    ("a norm", r"vectors: columns | x \in R^n | r := \sqrt{\sum_i x_i^2}", r"\frac{\partial r}{\partial x}",
     r"\frac{x}{r}"),
    ("a logarithm", r"x \in R | assume x > 0 | L := \log x", r"\frac{d L}{d x}", r"\frac{1}{x}"),
    ("what is never zero", r"X \in R^{N \times n} | Y := \log(1 + e^X) | L := L(Y)",
     r"\frac{\partial L}{\partial x_{ij}}", r"\frac{\partial L}{\partial y_{ij}} \left( 1 - e^{-y_{ij}} \right)"),
    ("a quotient", r"a, b \in R | q := \frac{a}{b}", r"\frac{\partial q}{\partial b}", r"-\frac{q}{b}"),
]


@pytest.mark.parametrize(("declared", "left", "answer"), [row[1:] for row in POLES], ids=[row[0] for row in POLES])
def test_no_name_is_bought_with_a_pole(declared: str, left: str, answer: str) -> None:
    found = answered(declared, left)
    assert (found.kind, found.excludes) == (Kind.PROVED, ())
    assert found.answer is not None
    assert " ".join(found.answer.fragment.split()) == answer


@pytest.mark.parametrize(
    ("declared", "left", "answer"), [row[1:] for row in BY_A_NAME], ids=[row[0] for row in BY_A_NAME]
)
def test_what_the_left_side_divides_by_may_have_a_name(declared: str, left: str, answer: str) -> None:
    found = answered(declared, left)
    assert found.answer is not None
    assert " ".join(found.answer.fragment.split()) == answer


def test_what_divides_by_more_stands_last() -> None:
    question, page = asked(RIDGE, r"\frac{\partial J}{\partial \lambda}")
    every = list(proposals(question.asked, page))
    assert [each.text for each in every if each.divides][:1] == [r"\frac{J - f}{\lambda}"]
    assert [each.divides for each in every] == sorted(each.divides for each in every)
    assert not every[0].divides


BEHIND = r"\tau, q \in R; assume \tau > 0; \theta := -\log \tau; s := \frac{q}{\tau}; L := s^2"


@pytest.mark.parametrize("left", [r"\frac{\partial L}{\partial \theta}", r"\frac{\partial s}{\partial \theta}"])
def test_what_a_definition_does_not_speak_of_has_no_answer(left: str) -> None:
    found = derive.solve(f"{left} = ?", given=BEHIND)
    assert found.verdict is Kind.UNDECIDED
    assert "does not speak of" in found.message


def test_what_it_speaks_of_has_one() -> None:
    found = derive.solve(r"\frac{\partial L}{\partial \tau} = ?", given=BEHIND)
    assert found.verdict is Kind.PROVED
