r"""A bare `\mathbf 1` is a column or a row, in all of a claim, its chain and the definitions on which it rests."""

from __future__ import annotations

import re

import pytest

import derive
from derive.judging.verdict import Kind
from derive.reporting.language import codes, language
from tests.judging.claims import judged, verdict

PLAIN = r"A \in R^{m \times n}, x \in R^{n \times 1}, y \in R^{m \times 1}, r \in R^{1 \times n}, q \in R^{1 \times m}"
SOFTMAX = rf"{PLAIN} | f(z)_i := e^{{z_i}} / \sum_j e^{{z_j}}"
CENTRED = rf"{PLAIN} | h := x - \frac{{1}}{{n}} \sum_i x_i"
OTHER = rf"{PLAIN} | p \in R | p := \mathbf 1 x | s := \mathbf 1^\top A x"
SHAPES = r"X \in R^{N \times d}, W \in R^{d \times K}, b \in R^{1 \times K}"
CONVENTIONS = ["", "vectors: columns | ", "vectors: rows | "]
BY_A = r"\frac{\partial}{\partial A} "
G = r"\frac{\partial L}{\partial Y}"


def layer(product: str, vectors: str = "") -> str:
    return rf"{vectors}{SHAPES} | Y := {product} | L := L(Y)"


MIXED = [
    (BY_A + r"\mathbf 1^\top A x = \mathbf 1 x^\top", BY_A + r"\mathbf 1^\top A x = \mathbf 1^\top x^\top"),
    (BY_A + r"q A \mathbf 1 = q^\top \mathbf 1^\top", BY_A + r"q A \mathbf 1 = q^\top \mathbf 1"),
    (r"r \mathbf 1 = \mathbf 1^\top r^\top", r"r \mathbf 1 = \mathbf 1 r^\top"),
    (r"A + y \mathbf 1^\top = A + (\mathbf 1 y^\top)^\top", r"A + y \mathbf 1^\top = A + (\mathbf 1^\top y^\top)^\top"),
    (r"\mathbf 1^\top A^\top y = y^\top A \mathbf 1", r"\mathbf 1 A^\top y = y^\top A \mathbf 1"),
    (r"\operatorname{tr}(\mathbf 1 r) = r \mathbf 1", r"\operatorname{tr}(\mathbf 1 r) = r \mathbf 1^\top"),
    (r"\frac1n \mathbf 1^\top x = \frac{x^\top \mathbf 1}{n}", r"\frac1n \mathbf 1^\top x = \frac{\mathbf 1 x}{n}"),
    (r"(-\mathbf 1)^\top x = -x^\top \mathbf 1", r"(-\mathbf 1) x = -x^\top \mathbf 1"),
]

AS_ROWS = [
    (BY_A + r"\mathbf 1 A x = \mathbf 1^\top x^\top", BY_A + r"\mathbf 1 A x = \mathbf 1 x^\top"),
    (BY_A + r"q A \mathbf 1^\top = q^\top \mathbf 1", BY_A + r"q A \mathbf 1^\top = q^\top \mathbf 1^\top"),
    (r"\mathbf 1 x = x^\top \mathbf 1^\top", r"\mathbf 1 x = x^\top \mathbf 1"),
    (r"\operatorname{tr}(\mathbf 1^\top r) = r \mathbf 1^\top", r"\operatorname{tr}(\mathbf 1^\top r) = r \mathbf 1"),
    (r"r \cdot \mathbf 1 = r \mathbf 1^\top", r"r \cdot \mathbf 1 + r \mathbf 1^\top = 2 r \mathbf 1"),
]


@pytest.mark.parametrize("vectors", CONVENTIONS)
@pytest.mark.parametrize(("true", "false"), MIXED)
def test_two_ways_in_one_claim_hide_a_missing_transpose(true: str, false: str, vectors: str) -> None:
    assert verdict(vectors + PLAIN, true).kind is Kind.PROVED
    found = verdict(vectors + PLAIN, false)
    assert found.kind is Kind.REFUTED
    assert r"`\mathbf{1}` is a" in found.message
    assert "elsewhere in this claim; is a transpose missing?" in found.message


@pytest.mark.parametrize(("true", "false"), AS_ROWS)
def test_a_row_of_ones_is_one_where_vectors_are_rows(true: str, false: str) -> None:
    assert verdict(CONVENTIONS[2] + PLAIN, true).kind is Kind.PROVED
    assert verdict(CONVENTIONS[2] + PLAIN, false).kind is Kind.REFUTED


@pytest.mark.parametrize("vectors", CONVENTIONS[:2])
@pytest.mark.parametrize("formula", [true for true, _ in AS_ROWS])
def test_a_row_of_ones_is_none_where_vectors_are_columns(formula: str, vectors: str) -> None:
    found = verdict(vectors + PLAIN, formula)
    assert found.kind is Kind.REFUTED
    assert "is a row here, but vectors are columns; is a transpose missing?" in found.message


@pytest.mark.parametrize(
    ("declared", "true", "false"),
    [
        (SOFTMAX, r"\mathbf 1^\top f(x) = f(x)^\top \mathbf 1", r"\mathbf 1 f(x) = f(x)^\top \mathbf 1"),
        (SOFTMAX, r"f(A) \mathbf 1 = \mathbf 1", r"f(A) \mathbf 1 = \mathbf 1^\top"),
        (SOFTMAX, r"f(A) = e^A / (e^A \mathbf 1 \mathbf 1^\top)", r"f(A) = e^A / (e^A \mathbf 1 \mathbf 1)"),
        (PLAIN, BY_A + r"(\mathbf 1^\top A \mathbf 1) = \mathbf 1 \mathbf 1^\top",
         BY_A + r"(\mathbf 1 A \mathbf 1) = \mathbf 1 \mathbf 1^\top"),
        (PLAIN, r"\mathbf 1^\top ((\mathbf 1 - A) \odot A) = \mathbf 1^\top (A - A \odot A)",
         r"\mathbf 1^\top ((\mathbf 1 - A) \odot A) = \mathbf 1 (A - A \odot A)"),
        (PLAIN, r"\frac{\partial}{\partial x} \mathbf 1^\top x = \mathbf 1",
         r"\frac{\partial}{\partial x} \mathbf 1^\top x = \mathbf 1^\top"),
        (PLAIN, r"r - (r \mathbf 1) \mathbf 1^\top / n = r - \frac{1}{n} \sum_i r_i",
         r"r - (r \mathbf 1) \frac{\mathbf 1}{n} = r - \frac{1}{n} \sum_i r_i"),
        (PLAIN, r"\mathbf 1^\top x = \mathbf 1_n^\top x", r"\mathbf 1 x = \mathbf 1_n^\top x"),
        (PLAIN, r"x \mathbf 1^\top = x \mathbf 1_n^\top", r"x \mathbf 1 = x \mathbf 1_n^\top"),
        (CENTRED, r"h = x - \frac{1}{n} \mathbf 1_n \mathbf 1^\top x", r"h = x - \frac{1}{n} \mathbf 1_n \mathbf 1 x"),
        (f"vectors: rows | {PLAIN}", r"\mathbf 1 x = \mathbf 1_n x", r"\mathbf 1^\top x = \mathbf 1_n x"),
    ],
)  # fmt: skip
def test_so_they_do_in_sums_traces_and_gradients(declared: str, true: str, false: str) -> None:
    assert verdict(declared, true).kind is Kind.PROVED
    found = verdict(declared, false)
    assert found.kind is Kind.REFUTED
    assert "elsewhere in this claim" in found.message
    assert found.correction is not None


BIASES = [
    ("", r"X W + \mathbf 1 b", r"\mathbf 1^\top", r"\mathbf 1"),
    ("vectors: columns | ", r"X W + \mathbf 1 b", r"\mathbf 1^\top", r"\mathbf 1"),
    ("vectors: rows | ", r"X W + \mathbf 1 b", r"\mathbf 1^\top", r"\mathbf 1"),
    ("", r"X W + \mathbf 1^\top b", r"\mathbf 1", r"\mathbf 1^\top"),
    ("vectors: rows | ", r"X W + \mathbf 1^\top b", r"\mathbf 1", r"\mathbf 1^\top"),
    ("", r"X W + \mathbf 1_N b", r"\mathbf 1^\top", r"\mathbf 1"),
    ("vectors: rows | ", r"X W + \mathbf 1_N^\top b", r"\mathbf 1", r"\mathbf 1^\top"),
]


@pytest.mark.parametrize(("vectors", "product", "true", "false"), BIASES)
def test_it_stands_as_in_the_definition_of_what_is_differentiated(
    vectors: str, product: str, true: str, false: str
) -> None:
    gradient = r"\frac{\partial L}{\partial b} = "
    assert verdict(layer(product, vectors), f"{gradient}{true} {G}").kind is Kind.PROVED
    found = verdict(layer(product, vectors), f"{gradient}{false} {G}")
    assert found.kind is Kind.REFUTED
    assert "in the definition of `Y`; is a transpose missing?" in found.message
    assert found.correction is not None
    assert found.correction.fragment == rf"{true} {G}"


@pytest.mark.parametrize(
    ("declared", "formula", "kind"),
    [
        (layer("X W + b"), rf"\frac{{\partial L}}{{\partial b}} = \mathbf 1^\top {G}", Kind.PROVED),
        (layer("X W + b"), rf"\frac{{\partial L}}{{\partial b}} = \mathbf 1 {G}", Kind.REFUTED),
        (layer("X W + b", CONVENTIONS[2]), rf"\frac{{\partial L}}{{\partial b}} = \mathbf 1 {G}", Kind.PROVED),
        (layer("X W + b"), rf"\frac{{\partial L}}{{\partial b}} = 2 \cdot \mathbf 1 {G}", Kind.REFUTED),
        (OTHER, r"s = \mathbf 1^\top A x", Kind.PROVED),
        (OTHER, r"s = \mathbf 1 A x", Kind.REFUTED),
        (OTHER, r"p = \mathbf 1 x", Kind.PROVED),
        (OTHER, r"p = \mathbf 1^\top x", Kind.REFUTED),
        (OTHER, r"s + p = \mathbf 1^\top (A x) + \mathbf 1^\top x", Kind.PROVED),
        (OTHER, r"s + p = \mathbf 1^\top (A x) - \mathbf 1^\top x", Kind.REFUTED),
    ],
)
def test_a_definition_on_which_a_claim_does_not_rest_tells_nothing(declared: str, formula: str, kind: Kind) -> None:
    assert verdict(declared, formula).kind is kind


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"(r \mathbf 1)(r - \mathbf 1) = (r \mathbf 1)(r - 1)",
         r"(r \mathbf 1)(r - \mathbf 1) = (r \mathbf 1)(r + 1)"),
        (r"r \cdot \mathbf 1 = r \mathbf 1", r"r \cdot \mathbf 1 = 2 r \mathbf 1"),
        (r"\|r - \mathbf 1\|^2 = r r^\top - 2 r \mathbf 1 + n", r"\|r - \mathbf 1\|^2 = r r^\top + 2 r \mathbf 1 + n"),
        (r"\mathbf 1^\top A = \begin{pmatrix} 1 & \dots & 1 \end{pmatrix} A",
         r"\mathbf 1^\top A = \begin{pmatrix} 2 & \dots & 2 \end{pmatrix} A"),
        (r"(r \mathbf 1) \operatorname{diag}(\mathbf 1_n) x = (r \mathbf 1) x",
         r"(r \mathbf 1) \operatorname{diag}(\mathbf 1_n) x = 2 (r \mathbf 1) x"),
    ],
)  # fmt: skip
def test_as_a_number_for_every_entry_it_stands_in_no_way(true: str, false: str) -> None:
    assert verdict(PLAIN, true).kind is Kind.PROVED
    assert verdict(PLAIN, false).kind is Kind.REFUTED


@pytest.mark.parametrize("multiple", [r"\frac{1}{n} (r \mathbf 1) \mathbf 1", r"2 (r \mathbf 1) \mathbf 1"])
def test_a_multiple_in_a_sum_may_be_a_vector_or_a_number(multiple: str) -> None:
    found = verdict(PLAIN, rf"r - {multiple} = r - {multiple}^\top")
    assert found.kind is Kind.UNREAD
    assert r"`\mathbf{1}` can be a row here, but it is a column elsewhere" in found.message
    assert verdict(PLAIN, rf"r - {multiple}^\top = r - {multiple}_n^\top").kind is Kind.PROVED


CHAINS = [
    (r"\mathbf 1^\top x = \sum_i x_i = x^\top \mathbf 1", [Kind.PROVED, Kind.PROVED]),
    (r"\mathbf 1 x = \sum_i x_i = x^\top \mathbf 1^\top", [Kind.PROVED, Kind.PROVED]),
    (r"\mathbf 1^\top x = \sum_i x_i = \mathbf 1 x", [Kind.PROVED, Kind.REFUTED]),
    (r"\mathbf 1 x = \sum_i x_i = \mathbf 1^\top x", [Kind.PROVED, Kind.REFUTED]),
    (r"\mathbf 1^\top x = \sum_i x_i = x_1 + \sum_{i=2}^n x_i = x^\top \mathbf 1^\top",
     [Kind.PROVED, Kind.PROVED, Kind.REFUTED]),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "kinds"), CHAINS)
def test_a_chain_has_it_in_one_way(formula: str, kinds: list[Kind]) -> None:
    found = judged(f"<!-- derive\nvectors: rows\n{PLAIN}\n-->\n\n$$ {formula} $$\n")
    assert [item.verdict.kind for item in found] == kinds
    for verdict_ in (item.verdict for item in found if item.verdict.kind is Kind.REFUTED):
        assert "elsewhere in this chain; is a transpose missing? From its first" in verdict_.message
        assert verdict_.correction is not None


COLUMN, ROW, SIZED = (rf"{ones} x = \sum_i x_i" for ones in (r"\mathbf 1^\top", r"\mathbf 1", r"\mathbf 1_n"))
AROUND = r"Y := y r + \mathbf 1 r"
BESIDE = [
    ([COLUMN, ROW], "uu"),
    ([ROW, COLUMN], "uu"),
    ([COLUMN, r"\mathbf 1 x = 2 \sum_i x_i"], "uu"),
    ([COLUMN, r"x \odot \mathbf 1^\top = x"], "uu"),
    ([ROW, SIZED, r"r \odot \mathbf 1 = r", COLUMN], "uppu"),
    ([AROUND, ROW], "u"),
    ([AROUND, COLUMN, ROW], "pu"),
    ([COLUMN, COLUMN, r"r \odot \mathbf 1 = r"], "ppp"),
    ([ROW, r"x \odot \mathbf 1^\top = x", SIZED], "ppp"),
    ([ROW, r"# B", COLUMN], "pp"),
]


@pytest.mark.parametrize(("formulas", "kinds"), BESIDE)
def test_claims_beside_each_other_have_it_in_one_way_where_vectors_are_rows(formulas: list[str], kinds: str) -> None:
    shown = "\n\n".join(each if each.startswith("#") else f"$$ {each} $$" for each in formulas)
    found = judged(f"<!-- derive\nvectors: rows\n{PLAIN}\n-->\n\n{shown}\n")
    assert "".join(item.verdict.kind.value[0] for item in found) == kinds
    for message in (item.verdict.message for item in found if item.verdict.kind is Kind.UNREAD):
        assert re.search(r"can be a (row|column) here, but it is a (row|column) (elsewhere|in the definition)", message)
        assert all(language(code).knows(message) for code in codes()[1:])


@pytest.mark.parametrize("vectors", CONVENTIONS)
@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"x \odot \mathbf 1 = x", r"\mathbf 1^\top x = \sum_i (x \odot \mathbf 1^\top)_i"),
        (r"r \odot \mathbf 1^\top = r", r"r \mathbf 1 = \sum_i (r \odot (2 \mathbf 1^\top)^\top)_i"),
        (r"A \odot \mathbf 1^\top = A", r"\mathbf 1^\top x = \sum_i (\mathbf 1^\top + x)_i - n"),
    ],
)
def test_a_transposed_one_stands_where_it_is_taken_entry_by_entry(true: str, false: str, vectors: str) -> None:
    assert verdict(vectors + PLAIN, true).kind is Kind.PROVED
    found = verdict(vectors + PLAIN, false)
    assert found.kind is Kind.REFUTED
    assert "elsewhere in this claim; is a transpose missing?" in found.message


@pytest.mark.parametrize("vectors", CONVENTIONS[:2])
@pytest.mark.parametrize(
    "formula", [r"x \odot \mathbf 1^\top = x", r"x / \mathbf 1^\top = x", r"x - \mathbf 1^\top = x - 1"]
)
def test_a_transposed_one_is_no_column_where_vectors_are_columns(formula: str, vectors: str) -> None:
    found = verdict(vectors + PLAIN, formula)
    assert found.kind is Kind.REFUTED
    assert "is a row here, but vectors are columns; is a transpose missing?" in found.message


@pytest.mark.parametrize("vectors", CONVENTIONS)
@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"\operatorname{diag}(\mathbf 1) x = x", r"\operatorname{diag}(\mathbf 1) x = 2 x"),
        (r"\operatorname{diag}(2 \mathbf 1) x = 2 x", r"\operatorname{diag}(2 \mathbf 1) x = x"),
        (r"\operatorname{diag}(\mathbf 1) A = A", r"\operatorname{diag}(\mathbf 1) A = \mathbf 1_m \mathbf 1_m^\top A"),
    ],
)
def test_a_diagonal_of_ones_is_as_long_as_what_it_meets(true: str, false: str, vectors: str) -> None:
    assert verdict(vectors + PLAIN, true).kind is Kind.PROVED
    assert verdict(vectors + PLAIN, false).kind is Kind.REFUTED


def test_where_nothing_tells_how_long_a_diagonal_is_it_is_unread() -> None:
    found = verdict(PLAIN, r"\operatorname{diag}(\mathbf 1) = I")
    assert found.kind is Kind.UNREAD
    assert "nothing tells the size of this array" in found.message


@pytest.mark.parametrize(("bias", "kind"), [("b", Kind.PROVED), (r"\mathbf 1 b", Kind.REFUTED)])
def test_a_definition_that_is_hidden_tells_nothing(bias: str, kind: Kind) -> None:
    outer, inner = (layer(f"X W + {each}", CONVENTIONS[2]).replace(" | ", "\n") for each in (r"\mathbf 1 b", bias))
    claim = rf"$$ \frac{{\partial L}}{{\partial b}} = \mathbf 1 {G} $$"
    (found,) = judged(f"<!-- derive\n{outer}\n-->\n\n# One\n\n<!-- derive\n{inner}\n-->\n\n{claim}\n")
    assert found.verdict.kind is kind


@pytest.mark.parametrize(
    ("given", "asked", "answer"),
    [
        (layer(r"X W + \mathbf 1 b"), r"\frac{\partial L}{\partial b}", rf"\mathbf{{1}}^\top {G}"),
        (layer(r"X W + \mathbf 1^\top b"), r"\frac{\partial L}{\partial b}", rf"\mathbf{{1}} {G}"),
        (layer(r"X W + \mathbf 1_N^\top b", CONVENTIONS[2]), r"\frac{\partial L}{\partial b}", rf"\mathbf{{1}} {G}"),
        (CONVENTIONS[2] + PLAIN, BY_A + r"\mathbf 1 A x", r"\mathbf{1}^\top x^\top"),
        (PLAIN, BY_A + r"\mathbf 1^\top A x", r"\mathbf{1} x^\top"),
    ],
)
def test_an_answer_has_it_as_the_author_has_it(given: str, asked: str, answer: str) -> None:
    found = derive.solve(f"{asked} = ?", given=given.split(" | "))
    assert found.answer is not None
    assert found.answer.fragment == answer
