"""What is said of names that are not declared, or not where they are used."""

from __future__ import annotations

import re

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.meaning.document import understand
from derive.meaning.meanings import NotUnderstood
from derive.reading.document import read
from derive.reading.grammar.advice import KNOWN
from derive.reading.source import Source
from tests.judging.claims import judged

FORWARD = r"""# Network
<!-- derive
X \in R^{N \times n}, W^{(2)} \in R^{n \times n}
-->
## A
$$ Z^{(2)} = X W^{(2)} $$
$$ \mathcal L := \mathcal L(Z^{(2)}) $$
## B
"""
BELOW = r"""
## C
<!-- derive
\sigma(x) := \tanh x
-->
"""


def words(text: str) -> list[str]:
    """The messages of what was not understood."""
    found = understand(read(Source("note.md", text)))
    return [each.meaning.message for each in found if isinstance(each.meaning, NotUnderstood)]


def word(formula: str, declared: str = r"X \in R^{n \times d}, b \in R^d") -> str:
    (found,) = words(f"<!-- derive\n{declared}\n-->\n\n$$ {formula} $$\n")
    return found


def test_a_name_of_a_section_that_ended_is_said_to_be_so() -> None:
    (found,) = words(FORWARD + "$$ \\frac{\\partial X}{\\partial Z^{(2)}} = 0 $$\n")
    assert found == (
        "`Z^{(2)}` was defined at line 6, in the section 'A', and that ended at line 8; "
        "if another one is meant, declare it here; "
        r"to carry on all that is used here, write `<!-- derive Z^{(2)} := X W^{(2)} -->` above line 5"
    )


def test_all_names_of_the_section_are_named() -> None:
    (found,) = words(FORWARD + "$$ \\frac{\\partial \\mathcal L}{\\partial Z^{(2)}} = 0 $$\n")
    assert found.startswith("`Z^{(2)}` was defined at line 6, in the section 'A'")
    assert "; the same holds of `L` (line 7); " in found


ENDED = "## A\n<!-- derive\nx, a \\in R^n; E := x^\\top x; c_1 \\in R^n\n-->\n## B\n"


@pytest.mark.parametrize(
    "formula", [r"\nabla_a E = a", r"\nabla_{a} E = a", r"\nabla_{\bm a}^2 E = I", r"\nabla_{c_1} E = 0"]
)
def test_what_a_gradient_is_by_is_no_index(formula: str) -> None:
    (found,) = words(ENDED + f"$$ {formula} $$\n")
    name = "c_1" if "c_1" in formula else "a"
    assert found.startswith(f"`{name}` was declared at line 3, in the section 'A', and that ended at line 5; ")
    assert "the same holds of `E` (line 3)" in found
    assert "for a number write" not in found


@pytest.mark.parametrize("formula", [r"\nabla_v E = a", r"\nabla_a E_a = 2"])
def test_but_what_no_section_declares_is_not_declared(formula: str) -> None:
    (found,) = words(ENDED + f"$$ {formula} $$\n")
    assert not found.startswith("`a` was")


SIGMOID = "<!-- derive\n\\sigma(u) := \\frac{1}{1+e^{-u}}\nv, q \\in R\n-->\n"


@pytest.mark.parametrize("below", [r"u \in R", r"u := 2 v"])
def test_the_letter_of_a_function_needs_no_declaration_as_a_number(below: str) -> None:
    (found,) = words(f"{SIGMOID}$$ \\sigma(-u) = q\\bigl(1 - \\strange(u) $$\n\n<!-- derive\n{below}\n-->\n")
    assert "`u`" not in found


@pytest.mark.parametrize("below", [r"u \in R^n", r"u \in R^{n \times n}", r"z \in R^n; u := 2 z"])
def test_but_as_an_array(below: str) -> None:
    (found,) = words(f"{SIGMOID}$$ \\sigma(-u) = q\\bigl(1 - \\strange(u) $$\n\n<!-- derive\n{below}\n-->\n")
    assert "; besides, `u` is " in found


def test_nor_is_that_of_another_letter_kept_back() -> None:
    (found,) = words(f"{SIGMOID}$$ \\sigma(-s) = q\\bigl(1 - \\strange(s) $$\n\n<!-- derive\ns \\in R\n-->\n")
    assert "; besides, `s` is declared only at line " in found


def test_a_declared_name_of_another_section_is_repeated_by_its_declaration() -> None:
    found = words("## A\n<!-- derive\nX \\in R^{n \\times m}\n-->\n## B\n$$ 2 X = 0 $$\n")
    assert found == [
        "`X` was declared at line 3, in the section 'A', and that ended at line 5; "
        "if another one is meant, declare it here; "
        r"to carry on all that is used here, write `<!-- derive X \in R^{n \times m} -->` above line 1"
    ]


@pytest.mark.parametrize("formula", [r"2 \sigma(X) = 0", r"2 \sigma'(X) = 0", r"2 X = X \sigma(X)"])
def test_a_name_that_is_defined_below_is_said_to_be_so(formula: str) -> None:
    (found,) = words(f"{FORWARD}$$ {formula} $$\n{BELOW}")
    where = r"`\sigma` is defined only at line 13, below, in the section 'C'"
    assert found == f"{where}; move it up, or write it in a `derive` comment above"


def test_a_failure_that_is_not_at_the_name_stays_said() -> None:
    (found,) = words(FORWARD + "$$ 2 Z^{(2)} = \\foo $$\n")
    assert "`\\foo` is not in the language" in found
    assert "besides, `Z^{(2)}` was defined at line 6" in found


SILENT = [
    FORWARD + "$$ \\foo X = 0 $$\n",
    FORWARD + "$$ X Q = 0 $$\n",
    "# T\n## A\n<!-- derive\ni \\in R\n-->\n## B\n<!-- derive\nx \\in R^n\n-->\n$$ \\sum_i x_i = \\foo $$\n",
    "# T\n## A\n<!-- derive\nX \\in R^n\n-->\n## B\n<!-- derive\nX \\in R^n\n-->\n$$ X = \\foo $$\n",
    "# T\n## A\n<!-- derive\nT \\in R^n\n-->\n## B\n<!-- derive\nX \\in R^n\n-->\n$$ 2 X^T = \\foo $$\n",
]


@pytest.mark.parametrize("text", SILENT)
def test_no_other_section_is_named_where_all_names_hold_or_are_nowhere(text: str) -> None:
    (found,) = words(text)
    assert "section" not in found
    assert "below" not in found


def test_a_label_without_a_declaration_is_no_order_of_differentiation() -> None:
    found = word(r"\frac{\partial L}{\partial Z^{(2)}} = X", r"X \in R^{n \times d}, L \in R")
    assert found == r"`Z^{(2)}` is not declared; declare it, e.g. `Z^{(2)} \in R^{n \times m}`"


def test_a_power_without_a_declaration_may_be_part_of_a_name() -> None:
    found = word(r"\frac{\partial L}{\partial Z^2} = X", r"X \in R^{n \times d}, L \in R")
    assert found.endswith("is this power part of a name? Then declare it")


HINTS = [
    ("X Q = 0", r"declare it, e.g. `Q \in R^{n \times m}`"),
    (r"q_{ij} X_{ij} = 0", r"declare its array, e.g. `Q \in R^{n \times m}`"),
    ("q_i b_i = 0", r"declare it, e.g. `q \in R^n`"),
    (r"q^\top b = 0", r"declare it, e.g. `q \in R^n`"),
    ("X q = X b", r"declare it, e.g. `q \in R^n`; for a number write `q \in R`"),
    (r"2 \rho(X) = X", r"for a function write `\rho(x) := …` or `\rho : R \to R`"),
    ("2 q'(X) = X", r"for a function write `q(x) := …` or `q : R \to R`"),
    (r"X \tilde{Q} = 0", r"declare it, e.g. `\tilde{Q} \in R^{n \times m}`"),
    (r"2 X = \tilde{q}", r"for a number write `\tilde{q} \in R`"),
    (r"2 X = \operatorname{loss}", r"for a number write `\operatorname{loss} \in R`"),
    ("2 X = q", r"for a number write `q \in R`"),
    (r"\frac{1}{M} X = 0", r"a size stands in a shape, as in `X \in R^{M \times m}`; for a number write `M \in R`"),
    (r"\frac{\partial L}{\partial X} = 0", "for an unknown loss write `L := L(Y)`"),
    ("K(b) X = 0", r"declare it, e.g. `K \in R^{n \times m}`; for a function write `K(x) := …` or `K : R \to R`"),
]


@pytest.mark.parametrize(("formula", "hint"), HINTS)
def test_a_name_is_declared_as_what_it_seems_to_be(formula: str, hint: str) -> None:
    _, _, found = word(formula).partition(" is not declared; ")
    assert found == hint


def test_a_word_is_no_product_of_its_letters() -> None:
    found = word(r"\frac{\partial loss}{\partial X} = 0")
    assert found.startswith(r"`loss` is read as 4 letters; a name of several letters is written `\operatorname{loss}`")


@pytest.mark.parametrize("formula", ["2 X = softmax(X)", "2 X = relu(X)"])
def test_letters_before_a_bracket_that_spell_a_function_are_its_name(formula: str) -> None:
    name = next(each for each in ("softmax", "relu") if each in formula)
    assert word(formula).startswith(f"the function {name} is neither declared nor in the language; declare it, e.g.")


@pytest.mark.parametrize("formula", ["QX = 0", "XQRS = 0", r"X\lambda X = 0"])
def test_a_product_is_no_word(formula: str) -> None:
    assert "letters" not in word(formula)


def test_a_word_is_not_declared_as_letters() -> None:
    (found,) = words("<!-- derive\nsoftmax \\in R\n-->\n")
    assert r"a name of several letters is written `\operatorname{softmax}`" in found


@pytest.mark.parametrize("formula", ["dW = X", r"2 X = X^\top dW", r"2 dQ = X"])
def test_a_differential_is_told_how_to_name_a_gradient(formula: str) -> None:
    letter = "Q" if "Q" in formula else "W"
    found = word(formula, r"X \in R^{n \times d}, W \in R^{n \times d}")
    gradient = rf"`\bar{{{letter}}} := \frac{{\partial L}}{{\partial {letter}}}`"
    assert f"for a gradient with a name of its own write {gradient}" in found


HESSIANS = [
    r"\nabla^2 E = X",
    r"\nabla_w^3 E = X",
    r"\frac{\partial^2 E}{\partial w^\top \partial w} = X",
    "∂^2 E/∂w^2 = X",
]


@pytest.mark.parametrize("formula", HESSIANS)
def test_second_derivatives_are_told_how_they_are_read(formula: str) -> None:
    found = word(formula, r"X \in R^{d \times d}, w \in R^d, E \in R")
    assert r"second derivatives are read by entries, `\frac{\partial^2 E}{\partial w_i \partial w_j}`, and as" in found


@pytest.mark.parametrize(("formula", "wanted"), [(r"\nabla J(v) = w", r"\nabla_v J"), (r"\nabla J = w", r"\nabla_w J")])
def test_a_gradient_without_a_variable_asks_for_it(formula: str, wanted: str) -> None:
    assert word(formula, r"v, w \in R^d") == f"by which variable? Write `{wanted}`"


def test_the_shape_of_a_row_is_repeated_where_shapes_do_not_fit() -> None:
    text = "<!-- derive\nX \\in R^{n \\times d}, w \\in R^d\n-->\n\n$$ x_i^\\top w = 1 $$\n"
    (item,) = judge_document(read(Source("note.md", text))).items
    assert item.verdict.kind is Kind.REFUTED
    assert "one index of X means a row of it, of shape 1×d" in item.verdict.message


def test_what_follows_from_a_definition_names_its_line() -> None:
    text = "<!-- derive\nX \\in R^{n \\times d}\n-->\n\n$$ A = X Q $$\n\n$$ B = 2 A $$\n\n$$ B = A $$\n"
    messages = [item.verdict.message for item in judge_document(read(Source("note.md", text))).items]
    assert "see line" not in messages[0]
    assert "the definition of `A` was not understood (see line 5)" in messages[1]
    assert "the definition of `B` was not understood (see line 5)" in messages[2]


LOSS = r"""<!-- derive
N \in R^{k \times d}, u, v \in R^d
-->

$$ \ell = u^\top v - \sum_k N_k^\top v $$

$$ 2 \ell = 1 $$

$$ B = 2 \ell $$

$$ C = B $$
"""


def test_what_follows_from_a_definition_whose_shapes_do_not_fit_says_so() -> None:
    first, second, third, last = [item.verdict for item in judge_document(read(Source("note.md", LOSS))).items]
    assert first.kind is Kind.REFUTED
    assert first.message.endswith("(one index of N means a row of it, of shape 1×d); write `N_k` for `N_k^\\top`.")
    assert r"the shapes in the definition of `\ell` do not fit (see line 5)" in second.message
    assert r"the shapes in the definition of `\ell` do not fit (see line 5)" in third.message
    assert "the definition of `B` was not understood (see line 5)" in last.message
    assert {verdict.kind for verdict in (second, third, last)} == {Kind.UNREAD}


def test_a_definition_anew_has_the_shapes_that_it_has() -> None:
    text = LOSS + "\n# Anew\n$$ \\ell := u^\\top v - \\sum_k N_k v $$\n$$ \\ell + \\sum_k N_k v = u^\\top v $$\n"
    *_, found = judge_document(read(Source("note.md", text))).items
    assert found.verdict.kind is Kind.PROVED


@pytest.mark.parametrize("body", [r"N_{kj} (N + N^\top)", r"x_i \, (N N)"])
def test_a_definition_without_a_row_is_not_told_what_a_row_is(body: str) -> None:
    text = f"<!-- derive\nN \\in R^{{k \\times d}}, x \\in R^d\n-->\n\n$$ \\ell = {body} $$\n"
    (found,) = judge_document(read(Source("note.md", text))).items
    assert found.verdict.kind is Kind.REFUTED
    assert "means a row" not in found.verdict.message


@pytest.mark.parametrize("formula", ["A = X Q + X^T", "a_i = X Q + X^T"])
def test_a_definition_with_an_undeclared_name_is_not_false(formula: str) -> None:
    assert "`Q` is not declared" in word(formula)


def test_a_definition_whose_shapes_do_not_fit_is_false_where_all_is_declared() -> None:
    text = "<!-- derive\nX \\in R^{n \\times d}\n-->\n\n$$ A = X + X^T $$\n"
    (item,) = judge_document(read(Source("note.md", text))).items
    assert item.verdict.kind is Kind.REFUTED


def test_a_derivative_of_too_low_an_order_is_no_matter_of_names() -> None:
    found = word(r"\frac{\partial^3 L}{\partial a^2} = 0", "L, a \\in R")
    assert found == "the numerator is of order 3, the denominator of order 2"


HIDDEN = "# T\n<!-- derive\nX \\in R^{n \\times m}\nY := X\n-->\n## A\n$$ Y := X Q $$\n$$ 2 Y = X $$\n"


def test_a_name_that_hides_another_is_spelled_as_written() -> None:
    assert "the definition of `Y` was not understood" in words(HIDDEN)[1]


def test_the_failing_one_of_many_places_of_a_name_is_the_one_explained() -> None:
    (found,) = words("## A\n<!-- derive\nx \\in R^n\n-->\n## B\n$$ \\exp(3 - \\exp x_i) = x_i $$\n")
    assert found.startswith("`x` was declared at line 3, in the section 'A'")


UNTOLD = [
    "## A\n<!-- derive\nX \\in R^n\n-->\n## B\n<!-- derive\nX \\in R^{n\n-->\n",
    "## A\n<!-- derive\ne(x) := x\n-->\n## B\n<!-- derive\ny \\in R\n-->\n$$ e^y = \\foo $$\n",
]


@pytest.mark.parametrize("text", UNTOLD)
def test_what_is_declared_here_or_needs_no_declaration_is_not_missed(text: str) -> None:
    (found,) = words(text)
    assert "besides" not in found


GUESSED: dict[str, tuple[str, str]] = {
    "a function in letters": ("2 ReLU(X) = X", r"declare it, e.g. `\operatorname{ReLU}(x) := \max(0, x)`"),
    "a function in roman type": (r"2 \mathrm{ReLU}(X) = X", r"declare it, e.g. `\operatorname{ReLU}(x) := \max(0, x)`"),
    "a function nobody knows": (r"2 \text{foo}(X) = X", r"(x) := …` or `\operatorname{foo} : R \to R`"),
    "a condition in brackets": ("2 \\cdot 1[X > 0] = X", r"else 0, write `\mathbb{1}\{x > 0\}`"),
    "an inverse of what is not square": ("X^{-1} = 2 X", "only a square matrix has an inverse, and this is n×d"),
    "an inverse that is squared": ("(X X^T)^{-2} = 3 X X^T", "only `A^{-1}`, where it rests on no index"),
    "a transposed inverse": (r"X^{-\top} = 2 X", "only a square matrix has an inverse"),
    "a slice": ("2 X_{i,1:2} = X_i", "`:` is not in the language; a row of X is written `X_{i,:}`"),
    "a subscript of a program": ("2 X[i, j] = 1", "an entry is written `X_{ij}`"),
    "a double dot": ("X : X = 1", r"write `\operatorname{tr}(A^\top B)`"),
    "a product of a program": ("2 X @ X = 1", "a product is written without a sign"),
    "an attribute of a program": ("X.T = 2 X", r"a transpose is written `X^\top`"),
    "both signs": (r"b \pm b = 0", "write two equations"),
    "an expectation": (r"2 \mathbb{E}[X] = X", "an expectation is not in the language; write the mean"),
    "an expectation over draws": (r"2 \mathbb E_{b \sim p}[X] = X", "an expectation is not in the language"),
    "an expectation in roman type": (r"2 \operatorname{E}[X] = X", "an expectation is not in the language"),
    "a derivative by D": (r"2 D_b X = X", r"or `\nabla_x L`"),
    "an expectation over a distribution": (r"2 \mathbb{E}_{p}[X] = X", "an expectation is not in the language"),
    "a place of a minimum": (r"2 a = \arg\min_b b", "is least or largest is not in the language"),
    "a place of a maximum": (r"2 \operatorname*{argmax}_i X_{i1} = 1", "is largest is not in the language"),
    "a determinant": (r"2 \det(X) = 1", "unknown function of its matrix, as in `D := D(X)`"),
    "a determinant of a product": (r"2 \det(X X) = 1", "unknown function of its matrix, as in `D := D(A)`"),
    "a positive part": ("2 [X]_+ = X", r"write `\max(0, x)`"),
    "a power by entries": (r"2 X^{\odot 2} = X", r"a power by entries is written out, `x \odot x`"),
    "an operator of differentiation": (r"2 \partial_b X = X", "has more than two axes"),
    "a label that is a plus": ("2 X^+ = X", r"as in `A^+ \in R^{m \times n}`"),
    "a condition on the right of a bar": (r"2 f(X | X) = X", "write a comma, or a name without arguments"),
    "an index alone": (r"\delta_{ij} \delta_{jk} = \delta_{ik}", "nothing tells how far the index i runs"),
    "a Greek factor": (r"\lambda X = X", r"`\lambda` is not declared; for a number write `\lambda \in R`"),
    "a label": ("X^{(1)} + X = 2 X", "`X^{(1)}` is not declared, and can be a name of its own or a power of `X`"),
    "a label in square brackets": ("X^{[l]} + X = 2 X", "`X^{[l]}` is not declared, and can be a name of its own"),
    "a label under a transpose": (r"(X^{(1)\top})^\top = X", "`X^{(1)}` is not declared"),
    "a label below": (r"X_{\text{out}} + X = 2 X", "`out` is no index; if it is the label of a name, declare"),
    "a label of words": (r"X^{\text{out}} + X = 2 X", "`X^{out}` is not declared, and can be a name of its own"),
}


@pytest.mark.parametrize(("formula", "said"), GUESSED.values(), ids=GUESSED)
def test_what_authors_write_without_declaring_it_is_guessed(formula: str, said: str) -> None:
    assert said in word(formula)


@pytest.mark.parametrize("name", KNOWN)
def test_the_declaration_that_is_advised_for_a_function_is_one(name: str) -> None:
    claim = rf"2 \operatorname{{{name}}}(X) = X \cdot 2"
    (advice,) = re.findall(r"declare it, e\.g\. `([^`]*)`", word(claim))
    assert words(f"<!-- derive\nX \\in R^{{n \\times d}}\n{advice}\n-->\n\n$$ {claim} $$\n") == []


def test_the_advice_for_an_inverse_is_understood() -> None:
    assert words("<!-- derive\nA, B \\in R^{n \\times n}\nassume A B = I\n-->\n\n$$ A B A = A $$\n") == []


@pytest.mark.parametrize("power", [r"a^{(n)} + 0 = a^n", r"a^{(n + 1)} + 0 = a^n a", r"2 a^{2} = 2 a a"])
def test_a_power_in_brackets_of_declared_names_is_a_power(power: str) -> None:
    declared = "<!-- derive\na \\in R, X \\in R^{n \\times d}\n-->\n\n"
    assert words(f"{declared}$$ {power} $$\n") == []


INLINE = r"""<!-- derive
x \in R
-->
where $h = 2 x$, and $f(x) = x$.

$$ 2 h = 4 x $$
"""


def test_a_name_that_only_running_text_defines_is_said_to_be_so() -> None:
    (found,) = words(INLINE)
    assert found == (
        "`h` is defined only in running text, at line 4, where nothing but `\\in` is read; "
        "add `h := 2 x` to the declarations"
    )
    (other,) = words(INLINE.replace("2 h =", "2 g ="))
    assert "running text" not in other


@pytest.mark.parametrize("value", ["0", "- 1", "0.5"])
def test_a_special_case_in_running_text_is_not_offered_as_a_definition(value: str) -> None:
    (found,) = words(INLINE.replace("where $h = 2 x$", f"for $h = {value}$"))
    assert "running text" not in found and found.startswith("`h` is not declared")


ENTRY = r"""# A
$x \in \R^m$, $a \in \R^m$
<!-- derive
\delta := 2 x
\delta_a := 3 a
-->
Let $\delta_a = 3 a$.

$$ \delta_a = a + a + a $$
"""
READ = (
    r"`\delta_a` is read as an entry of `\delta`, which is defined at line 4; "
    r"if `\delta_a` is a name of its own, declare it first, as in `\delta_a \in R^n`"
)


def test_what_is_read_as_an_entry_of_a_name_is_not_said_to_be_undefined() -> None:
    assert words(ENTRY) == [rf"{READ}, and then `\delta_a := 3 a`"] * 2
    assert words(ENTRY.replace("\\delta_a := 3 a\n", "")) == [rf"{READ}, and then `\delta_a := 3 a`"]
    declared = ENTRY.replace("\\delta := 2 x", "\\delta \\in \\R^m")
    assert r"an entry of `\delta`, which is declared at line 4" in words(declared)[-1]


def test_a_recurrence_and_what_running_text_says_of_it_are_told() -> None:
    (found,) = words("$$ h_t = a h_{t-1} $$\n\nThus $h_t = a^t$.\n")
    assert found == (
        "`h_t` is read as an entry of `h`; if `h_t` is a name of its own, declare it first, as in `h_t \\in R^n`, "
        "and then `h_t := a^t`"
    )


def test_an_entry_of_what_is_defined_is_said_to_be_one_without_running_text_too() -> None:
    first, *_ = words(re.sub("Let.*", "", ENTRY))
    assert first == (
        r"`\delta` is already defined otherwise in this section, at line 4; "
        r"if `\delta_a` is a name of its own, declare it first, as in `\delta_a \in R^n`"
    )
    whole, *_ = words(re.sub("Let.*", "", ENTRY).replace("delta_a", "delta"))
    assert whole == r"`\delta` is already defined otherwise in this section, at line 4"


@pytest.mark.parametrize(
    "declarations",
    ["\\delta_a \\in R^m\n\\delta := 2 x\n\\delta_a := 3 a", "\\delta := 2 x\n\\delta_a \\in R^m\n\\delta_a := 3 a"],
)
def test_the_advice_for_what_is_read_as_an_entry_is_understood(declarations: str) -> None:
    text = ENTRY.replace("\\delta := 2 x\n\\delta_a := 3 a", declarations)
    (found,) = [item.verdict for item in judge_document(read(Source("note.md", text))).items if item.display]
    assert found.kind is Kind.PROVED
    (false,) = [
        item.verdict
        for item in judge_document(read(Source("note.md", text.replace("a + a + a", "a + a")))).items
        if item.display
    ]
    assert false.kind is Kind.REFUTED


DIFFERENTIATED_BY = [
    (r"\frac{dL}{dW^{(2)}} = X", r"`W^{(2)} \in R^{n \times m}`"),
    (r"\frac{dL}{dW} = X", r"`W \in R^{n \times m}`"),
    (r"\frac{dL}{db_j} = 0", r"`b \in R^n`"),
]


@pytest.mark.parametrize(("formula", "declaration"), DIFFERENTIATED_BY)
def test_what_is_differentiated_by_is_to_be_declared(formula: str, declaration: str) -> None:
    found = word(formula, r"X \in R^{n \times m}; L := L(X)")
    assert f"declare it, e.g. {declaration}" in found
    assert "a gradient with a name of its own" not in found


def test_what_is_computed_from_no_size_is_told_where_sizes_stand() -> None:
    (found,) = words("<!-- derive\nx \\in R^p\nassume p = n + 2\n-->\n")
    assert r"a size stands in a shape, as in `X \in R^{n \times m}`" in found


def test_beside_a_number_a_name_is_a_number() -> None:
    (found,) = words("<!-- derive\np \\in R\nassume p = n + 2\n-->\n")
    assert r"for a number write `n \in R`" in found


def test_a_label_that_is_read_as_an_index_is_told_to_be_declared() -> None:
    declared = r"V \in R^{n \times d}, w \in R^n"
    message = word(r"E_D = 2 + \|V\|^2", declared)
    assert "nothing tells how far the index D runs; if `E_D` is a name of its own" in message
    (found,) = judged(f"<!-- derive\n{declared}\nE_D := w_D\n-->\n\n$$ E_i = w_i $$\n")
    assert found.verdict.kind is Kind.PROVED
