"""What statements mean: shapes, ranges, conventions, and what has no meaning."""

from __future__ import annotations

import pytest

from derive.judging.verdict import Kind
from derive.meaning.claims import Claim, Shapeless
from derive.meaning.document import understand
from derive.meaning.functions import FUNCTIONS
from derive.meaning.meanings import Declared, Meaning, NotUnderstood
from derive.meaning.reductions import ARRAYS
from derive.reading.document import read
from derive.reading.grammar.functions import LANGUAGE, SYNONYMS
from derive.reading.source import Source
from tests.judging.claims import judged
from tests.reading.statements import document

SCOPE = r"""X \in R^{n \times m}, W \in R^{m \times p}, N \in R^{n \times n}, A \in R^{2 \times 2}
u, v \in R^{m \times 1}, r \in R^{1 \times m}, a, b \in R, k \in \{0, 1\}
Y := X W
L := L(Y)
f(s) := s^2
q(s)_i := e^{s_i} / \sum_j e^{s_j}"""


def meanings(*formulas: str, scope: str = SCOPE) -> list[Meaning]:
    return [u.meaning for u in understand(read(document(scope, *formulas))) if u.item.display]


def meaning(formula: str, scope: str = SCOPE) -> Meaning:
    (found,) = meanings(formula, scope=scope)
    return found


RANGES = [
    ("2 Y_{ij} = 0", {"i": "n", "j": "p"}),
    (r"2 X_{ij} = \sum_k X_{ik} N_{kj}", None),
    (r"\sum_j X_{ij} = 2", {"i": "n"}),
    (r"\delta_{ij} u_i = 0", {"i": "m", "j": "m"}),
    ("2 u_{i+1} = 0", {"i": "m"}),
    ("2 X_{1j} = 0", {"j": "m"}),
    ("2 X_{nm} = 0", {}),
    (r"\frac{\partial L}{\partial X_{ij}} = 0", {"i": "n", "j": "m"}),
    (r"q(u)_i = 0", {"i": "m"}),
    (r"\frac{\partial L}{\partial W_{ij}} = (0, \dots, u_i, \dots, 0) v", {"i": "m", "j": "p"}),
]


@pytest.mark.parametrize(("formula", "ranges"), RANGES)
def test_a_free_index_runs_over_the_axis_at_which_it_stands(formula: str, ranges: dict[str, str] | None) -> None:
    found = meaning(formula)
    if ranges is None:
        assert isinstance(found, Shapeless)
        return
    assert isinstance(found, Claim)
    assert found.statement.ranges == ranges


SHAPES = [
    (r"2 Y = 0", ("n", "p")),
    (r"X^T N = 0", ("m", "n")),
    (r"2 \bm{X}_i = 0", (1, "m")),
    (r"u r = 0", ("m", "m")),
    (r"r u = 0", ()),
    (r"u \cdot v = 0", ()),
    (r"u \odot v = 0", ("m", 1)),
    (r"a X = 0", ("n", "m")),
    (r"X + 1 = 0", ("n", "m")),
    (r"f(X) = 0", ("n", "m")),
    (r"q(X) = 0", ("n", "m")),
    (r"\operatorname{diag}(u) = 0", ("m", "m")),
    (r"\frac{\partial L}{\partial W} = 0", ("m", "p")),
    (r"\frac{\partial (X u)}{\partial u} = 0", ("n", "m")),
    (r"X \mathbf{1} = 2", None),
    (r"\mathbf{1}^T u = 2", ()),
    (r"(2 u_1, \dots, 2 u_m) = 0", (1, "m")),
]


@pytest.mark.parametrize(("formula", "shape"), SHAPES)
def test_both_sides_have_the_shape(formula: str, shape: tuple[str | int, ...] | None) -> None:
    found = meaning(formula)
    if shape is None:
        assert isinstance(found, Shapeless)
        return
    assert isinstance(found, Claim)
    assert found.statement.left.shape == shape


SHAPELESS = [
    ("X + W = 0", "cannot add arrays of shapes n×m and m×p"),
    ("u + X = 0", "cannot add"),
    ("W X = 0", "p columns meet n rows"),
    ("u v = 0", "1 column meets m rows"),
    (r"X \odot W = 0", "entry by entry"),
    ("2X = X^T", "the left side is an array of shape n×m, the right side an array of shape m×n"),
    ("2X = a", "the right side a scalar"),
    ("2 X_{ij} = X_{ji}", "the index j runs to m in one place and to n here"),
    ("2 X_{nn} = 0", "the index n stands at an axis of size m"),
    ("2 A_{13} = 0", "outside an axis of size 2"),
    (r"\operatorname{tr}(X) = 0", "square"),
    ("2 q(a) = 0", "takes a vector, not a number"),
    (r"X / W = 0", "cannot divide"),
    ("z = X + W", "cannot add"),
]


@pytest.mark.parametrize(("formula", "message"), SHAPELESS)
def test_what_does_not_fit_is_no_claim_that_could_hold(formula: str, message: str) -> None:
    found = meaning(formula)
    assert isinstance(found, Shapeless)
    assert message in found.message


UNREAD = [
    ("Q + 1 = 2", "`Q` is not declared"),
    (r"\operatorname{tr}(I_k) = 3", "`k` is no size; the sizes here are"),
    (r"X^\top I_k = X^\top", "`k` is no size; the sizes here are"),
    ("2 Q_{ij} = 0", "`Q` is not declared"),
    ("2 a_1 = 0", "`a_1` is not declared"),
    ("2 X_{ijk} = 0", "here stand 3 indices"),
    (r"\eta X = N", r"`\eta` is not declared"),
    ("2 i = 0", r"`i` is not declared; for a number write `i \in R`"),
    (r"\sum_j 1 = m", "how far the index j runs"),
    (r"\mathbf{1}^T \mathbf{1} = 1", "nothing tells the size"),
    (r"\operatorname{tr}(I) = 1", "nothing tells the size"),
    (r"X^{-1} = X", "only a square matrix has an inverse"),
    ("N^2 = N", "a matrix power or a power of every entry"),
    ("f(a, b) = 0", "takes 1 arguments, found 2"),
    ("2 f = 0", "write its argument"),
    ("q'(u) = 0", "no prime"),
    ("L' + 1 = 0", "neither declared nor a function"),
    (r"2 \operatorname{gelu}(a) = 0", "neither declared nor in the language"),
    (r"\frac{\partial a}{\partial k} = 0", "finitely many values"),
    (r"\frac{\partial Y}{\partial X} = 0", "write it by entries"),
    (r"\frac{\partial a}{\partial (a + b)} = 0", "by a declared name"),
    (r"\frac{\partial}{\partial a} = 0", "nothing to act on"),
    (r"\lim_{u \to 0} a = a", "must be declared as a number"),
    (r"a + O(u) = a + O(a)", "stands on the right side of a claim"),
    (r"a + O(a^2) = a", "stands on the right side of a claim"),
    (r"2 a = a + O(a) + O(a^2)", "one remainder"),
    (r"2 a = a + O(a) - O(a^2)", "one remainder"),
    (r"2 a = a + 2 O(a)", "expected it alone"),
    (r"2 a - O(a) = a", "stands on the right side of a claim"),
    (r"\operatorname{diag}(X) = 0", "diag takes a vector"),
    (r"\begin{pmatrix} X & X \end{pmatrix} = 0", "a matrix of blocks"),
    (r"(0, \dots, u_i, \dots, 0) u = u_j", "several free indices"),
    ("u_m = 2", "is a size"),
    ("u_1 = 2", "only where the sizes are numbers"),
    ("z_{i1} = X_{i1}", "different letters"),
    ("z_{ii} = N_{ii}", "different letters"),
    ("z = X_{ij}", "which the left side does not have"),
    ("a^2 = r_i r_j + c", "not declared"),
    (r"|u|^2 = u^\top u", "bars around an array act entry by entry"),
    (r"2 |u| = a", "bars around an array act entry by entry"),
    ("1,000 a = b", "can be one number or two"),
    ("0,5 a = b", "can be one number or two"),
    ("L (1 - L) = L - L^2", r"for a product write L \cdot"),
]


@pytest.mark.parametrize(("formula", "message"), UNREAD)
def test_what_has_no_meaning_is_said(formula: str, message: str) -> None:
    found = meaning(formula)
    assert isinstance(found, NotUnderstood)
    assert message in found.message
    assert found.span.end > found.span.start > 0


ONE_READING = [r"|u| = |-u|", "2 |a| u = 0", r"2 u + v = 0, \quad 2 a = b", "2 a = 1, 2 b = 20, 2 c = 20"]


@pytest.mark.parametrize("formula", ONE_READING)
def test_bars_and_commas_that_can_be_meant_one_way_only_are_read(formula: str) -> None:
    assert all(isinstance(found, Claim) for found in meanings(formula, scope=SCOPE + "\nc \\in R"))


DERIVATIVES = [
    r"\frac{d f(a)}{d a} = 2 a",
    r"\frac{d}{d a} f(a) = 2 a",
    r"\frac{d^2 f(a)}{d a^2} = 2",
    r"\frac{d (f(a))}{d a} = 2 a",
]
QUOTIENTS = [
    r"\frac{d a}{d} = a",
    r"\frac{d^2 - 1}{d + 1} = d - 1",
    r"\frac{d - 1}{d a} = b",
    r"\frac{d \cdot a}{d \cdot b} = b",
    r"\frac{d_1 a}{d_2 b} = b",
    r"\frac{\mathrm{d} f(a)}{\mathrm{d} a} = 2 a",
    r"\frac{\partial f(a)}{\partial a} = 2 a",
]


@pytest.mark.parametrize("formula", DERIVATIVES)
def test_where_d_is_a_number_a_derivative_by_d_can_be_a_quotient(formula: str) -> None:
    assert isinstance(meaning(formula, scope=SCOPE + "\nd \\in R"), NotUnderstood)
    assert isinstance(meaning(formula), Claim)


@pytest.mark.parametrize("formula", DERIVATIVES)
def test_where_d_is_a_size_it_is_that_of_a_function(formula: str) -> None:
    assert isinstance(meaning(formula, scope=SCOPE + "\nz \\in R^d"), Claim)


@pytest.mark.parametrize("formula", [r"\frac{d a^2}{d a} = 2 a", r"\frac{d}{d a} a^2 = 2 a", r"\frac{d f(b)}{d a} = 0"])
def test_and_nothing_else_is(formula: str) -> None:
    assert isinstance(meaning(formula, scope=SCOPE + "\nz \\in R^d"), NotUnderstood)
    assert isinstance(meaning(formula), Claim)


@pytest.mark.parametrize("formula", QUOTIENTS)
def test_no_other_quotient_is_taken_for_a_derivative(formula: str) -> None:
    assert isinstance(meaning(formula, scope=SCOPE + "\nd, d_1, d_2 \\in R"), Claim)


def test_a_labelled_d_is_no_sign_of_differentiation() -> None:
    assert isinstance(meaning(r"\frac{d_1 a}{d_2 b} = b", scope=SCOPE + "\nd_1, d_2 \\in R"), Claim)


def test_a_row_added_to_a_matrix_is_a_convention_of_the_claim() -> None:
    found = meaning("X + r = r + X")
    assert isinstance(found, Claim)
    assert found.conventions == ("a row is added to every row of a matrix",)


def test_a_row_added_in_a_definition_is_none() -> None:
    found = meanings("Z = X + r", "2 Z = Z + Z")
    assert isinstance(found[0], Declared)
    assert isinstance(found[1], Claim)
    assert found[1].conventions == ()


FAILING = ["y = X + W", r"y = \foo", r"y = 2 \quad \text{if } a > 0", "y = Q", "y = X_{ij}"]


@pytest.mark.parametrize("definition", FAILING)
def test_a_name_whose_definition_fails_has_no_meaning(definition: str) -> None:
    found = meanings(definition, "2 y = y + y", scope=SCOPE + "\ny \\in R")
    assert isinstance(found[0], (NotUnderstood, Shapeless))
    assert isinstance(found[1], NotUnderstood)
    shapes = isinstance(found[0], Shapeless)
    why = "the shapes in the definition of `y` do not fit" if shapes else "the definition of `y` was not understood"
    assert found[1].message == why


ENTRIES = [
    (r"X = (\bm{X}_1, \dots, \bm{X}_n)^\top", Declared),
    (r"u = (u_1, \dots, u_m)^\top", Declared),
    (r"A = \begin{pmatrix} A_{11} & A_{12} \\ A_{21} & A_{22} \end{pmatrix}", Declared),
    (r"X = \begin{pmatrix} X_{11} & ... & X_{1m} \\ ... & & ... \\ X_{n1} & ... & X_{nm} \end{pmatrix}", Declared),
    (r"A = \begin{pmatrix} A_{11} & A_{21} \\ A_{12} & A_{22} \end{pmatrix}", Claim),
    (r"u = (2 u_1, \dots, 2 u_m)^\top", Claim),
    (r"N = N^\top", Claim),
    (r"N = N", Claim),
    (r"u = (u_1, \dots, u_m)", Shapeless),
    (r"X = (\bm{X}_1, \dots, \bm{X}_n)", Shapeless),
]


@pytest.mark.parametrize(("formula", "kind"), ENTRIES)
def test_an_equation_that_names_entries_is_a_definition_only_where_it_is_no_more(formula: str, kind: type) -> None:
    assert isinstance(meaning(formula), kind)


def test_the_words_of_the_language_are_those_that_meaning_knows() -> None:
    hidden = {"ones", "zeros", "norm1", "norm2", "norm_inf", r"\langle"}
    assert (set(FUNCTIONS) | set(ARRAYS) | set(SYNONYMS)) - hidden == LANGUAGE


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        (r"\nabla_w J(\mathbf{0}) = w", "the derivative at a point or the derivative of a value"),
        (r"\nabla J = w", r"by which variable? Write `\nabla_w J`"),
        ("dw = w", "can be a differential or a product"),
    ],
)
def test_what_has_two_readings_is_not_judged(formula: str, message: str) -> None:
    found = meaning(formula, scope="w \\in R^n,  d \\in R\nJ(w) := \\|w\\|^2")
    assert isinstance(found, NotUnderstood)
    assert message in found.message


SIZE_HIDDEN = r"""# Top
<!-- derive
X \in R^{n \times h}
-->
## Inner
<!-- derive
h \in R
-->
$$ h X = X h $$
## Beside
$$ \sum_{k=1}^{h} X_{ik} = \sum_k X_{ik} $$
"""


def test_an_inner_section_may_use_the_letter_of_a_size_for_a_number() -> None:
    found = [u.meaning for u in understand(read(Source("note.md", SIZE_HIDDEN))) if u.item.display]
    assert all(isinstance(each, Claim) for each in found)
    same = SIZE_HIDDEN.replace("## Inner\n", "").replace("h X = X h", "h + 1 = 1 + h")
    refused = [u.meaning for u in understand(read(Source("note.md", same))) if isinstance(u.meaning, NotUnderstood)]
    assert "already a size" in refused[0].message


DEFINED_INSIDE = r"""# Top
<!-- derive
V \in R^{m \times h}, x \in R^m, y \in R^h
-->
## Inner
<!-- derive
DEFINITION
-->
$$ CLAIM $$
## Beside
$$ \sum_{k=1}^h V_{ik} = \sum_k V_{ik} $$
"""


@pytest.mark.parametrize(("definition", "true", "false"), [
    (r"h := 2 x", r"V^\top h = 2 V^\top x", r"V^\top h = V^\top x"),
    (r"h_i := e^{x_i}", r"\frac{\partial h_i}{\partial x_i} = h_i", r"\frac{\partial h_i}{\partial x_i} = x_i"),
    (r"h(s) := s^2", r"h(y)_i = y_i^2", r"h(y)_i = y_i"),
    (r"h := \sum_i x_i", r"h V = V h", "h V = V h + V"),
])
def test_an_inner_section_may_define_the_letter_of_a_size(definition: str, true: str, false: str) -> None:
    text = DEFINED_INSIDE.replace("DEFINITION", definition)
    for claim, kind in ((true, Kind.PROVED), (false, Kind.REFUTED)):
        items = judged(text.replace("CLAIM", claim))
        assert [item.verdict.kind for item in items] == [kind, Kind.PROVED]
    same = judged(text.replace("## Inner\n", "").replace("CLAIM", true))
    assert "`h` is a size" in same[0].verdict.message


@pytest.mark.parametrize("claim", ["m = 2 x", "m = x + x", r"m = V y", r"m = V V^\top"])
def test_an_equation_of_a_size_and_an_array_means_another_name(claim: str) -> None:
    (found, _) = judged(DEFINED_INSIDE.replace("DEFINITION", r"a \in R").replace("CLAIM", claim))
    assert found.verdict.kind is Kind.UNREAD and "`m` is a size" in found.verdict.message


@pytest.mark.parametrize(("claim", "kind"), [
    (r"m = \sum_{i=1}^m 1", Kind.PROVED), ("m = 2", Kind.REFUTED), (r"m = \sum_i x_i", Kind.REFUTED),
])
def test_an_equation_of_a_size_and_a_number_claims(claim: str, kind: Kind) -> None:
    (found, _) = judged(DEFINED_INSIDE.replace("DEFINITION", r"a \in R").replace("CLAIM", claim))
    assert found.verdict.kind is kind


def test_a_vector_defined_by_entries_is_said_to_be_a_column() -> None:
    declared = "x \\in R^{1 \\times n}, W \\in R^{n \\times m}\n"
    defined = meaning("u = x W", declared + r"u_j := \sum_i x_i w_{ij}")
    assert isinstance(defined, Shapeless) and "(u, defined by entries, is a column;" in defined.message
    plain = meaning("u = x W", declared + r"u \in R^m")
    assert isinstance(plain, Shapeless | Declared) and "defined by entries" not in str(plain)


LAYER = "<!-- derive\nx, b \\in R^n, W \\in R^{n \\times n}\ny := W x + b\n-->\n\n"


@pytest.mark.parametrize("set_", ["b = 0", "b := 0", r"b = \mathbf{0}"])
def test_zero_sets_a_whole_array(set_: str) -> None:
    true, false = (judged(f"{LAYER}$$ {set_} $$\n\n$$ {claim} $$\n") for claim in ("y = W x", "y = W x + x"))
    assert [item.verdict.kind for item in true] == [Kind.PROVED]
    assert [item.verdict.kind for item in false] == [Kind.REFUTED]


@pytest.mark.parametrize("set_", ["b = 1", "W = 1", "y = 0", r"b = W", r"b = \mathbf{0}^\top W x"])
def test_no_other_number_does_and_nothing_is_set_twice(set_: str) -> None:
    first, *_ = judged(f"{LAYER}$$ {set_} $$\n")
    assert first.verdict.kind is Kind.REFUTED
