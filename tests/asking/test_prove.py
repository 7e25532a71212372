"""One claim asked about for itself: verdicts, places, and what is refused."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from dataclasses import FrozenInstanceError
from typing import Any, cast

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

import derive
from derive import Convention, Kind, UnreadableDeclaration, prove, solve
from derive.judging.verdict import AllSizes

LAYER = r"X \in R^{N \times n}, W \in R^{n \times n}; Y := X W, L := L(Y)"
DW = r"\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}"
DX = r"\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W"
NUMBERS = r"x, y \in R; f : R \to R"
TIMEOUT = 60


@pytest.mark.parametrize(
    ("claim", "given", "kind"),
    [
        (DW, LAYER, Kind.PROVED),
        (DX, LAYER, Kind.REFUTED),
        (r"x^2 + 1 = 1 + x^2", NUMBERS, Kind.PROVED),
        (r"\frac{d}{dx} x^2 = 3 x", NUMBERS, Kind.REFUTED),
        (r"\sqrt{x^2} = x", NUMBERS, Kind.CONDITIONAL),
        (r"f'(0) = 0", r"f(x) := \max(x, 0)", Kind.UNDECIDED),
        (r"x = u", NUMBERS, Kind.UNREAD),
        (r"x = x +", NUMBERS, Kind.UNREAD),
        ("z := x", NUMBERS, Kind.DEFINITION),
        ("z = x", NUMBERS, Kind.DEFINITION),
        ("x + y", NUMBERS, Kind.SKIPPED),
        ("", NUMBERS, Kind.UNREAD),
        ("$$ $$", NUMBERS, Kind.UNREAD),
        (r"x = x \] and \[ y = y", NUMBERS, Kind.UNREAD),
        (r"x = x \] \end{document}", NUMBERS, Kind.UNREAD),
        (r"x = x \section{one} y = y", NUMBERS, Kind.UNREAD),
        (r"x = x \begin{verbatim} = y", NUMBERS, Kind.UNREAD),
        ("x = x $$ and $$ x = y", NUMBERS, Kind.UNREAD),
    ],
)
def test_the_verdict_is_that_of_a_document(claim: str, given: str, kind: Kind) -> None:
    assert prove(claim, given).verdict is kind


@pytest.mark.parametrize("given", [r"$z, x \in \mathbb{R}$", "\\( z \\in R \\); $$x \\in R$$\n\\[ y \\in R \\]"])
def test_a_declaration_may_stand_between_the_signs_of_mathematics(given: str) -> None:
    assert prove("z + x = x + z", given).verdict is Kind.PROVED


@pytest.mark.parametrize(
    "given", [r"$z \in R$ and $x \in R$", r"$z$, $x \in R$", r"$z \in R", r"$z \in R$$", "$z$ : real"]
)
def test_what_is_not_all_between_them_is_refused(given: str) -> None:
    with pytest.raises(UnreadableDeclaration):
        prove("z + x = x + z", given)


@pytest.mark.parametrize(
    "form", ["{}", "$${}$$", "$${}$$ ", r"\[ {} \]", "${}$", r"\({}\)", "\n$$\n{}\n$$\n", "{} % true"]
)
def test_delimiters_are_left_out(form: str) -> None:
    assert prove(form.replace("{}", "2 x = x + x"), NUMBERS).verdict is Kind.PROVED
    assert prove(form.replace("{}", "2 x = x + y"), NUMBERS).verdict is Kind.REFUTED


@pytest.mark.parametrize(
    "given",
    [
        "X \\in R^{N \\times n}, W \\in R^{n \\times n}\nY := X W\nL := L(Y)",
        r"X \in R^{N \times n}; W \in R^{n \times n}; Y := X\;W; L := L(Y);",
        [r"X \in R^{N \times n}", r"W \in R^{n \times n}; Y := X W", "L := L(Y)"],
        "<!-- derive\nX \\in R^{N \\times n}, W \\in R^{n \\times n}  % one; square\nY := X W; L := L(Y)\n-->",
        "% derive: X \\in R^{N \\times n}, W \\in R^{n \\times n}\n% a remark; alone\n% derive: Y := X W, L := L(Y)",
        "\\newcommand{\\R}[2]{R^{#1 \\times #2}}\nX \\in \\R{N}{n}; W \\in \\R{n}{n}\r\nY := X W, L := L(Y)",
    ],
)
def test_declarations_stand_in_lines_and_between_semicolons(given: str | list[str]) -> None:
    assert prove(DW, given).verdict is Kind.PROVED
    assert prove(DX, given).verdict is Kind.REFUTED


@pytest.mark.parametrize(
    ("given", "message", "place", "caret"),
    [
        (r"X \in R^{n \times", "never closed", "line 1, column 9", r"X \in R^{n \times"),
        ("x \\in R\nY \\in blub", "expected a shape", "line 2, column 7", r"Y \in blub"),
        (r"x \in R; x \in R^n", "already declared otherwise", "line 1, column 10", r"x \in R; x \in R^n"),
        ("x in R", "expected a declaration here", "line 1, column 1", "x in R"),
        (["x \\in R", " y := x W"], "`W` is not declared", "line 1, column 9", " y := x W"),
        ("skip: seen before", "`skip:` is about a formula", "line 1, column 1", "skip: seen before"),
        ("x \\in R; expect: refuted", "`expect:` is about a formula", "line 1, column 10", "x \\in R; expect: refuted"),
        (r"X \in R^{2 \times n}, W \in R^{3 \times n}; Y := X W", "n columns meet 3", "line 1, column 50", "Y := X W"),
        ("x \\in R --> y \\in R", "", "line 1, column", "-->"),
    ],
)
def test_an_unreadable_declaration_is_an_exception(
    given: str | list[str], message: str, place: str, caret: str
) -> None:
    with pytest.raises(UnreadableDeclaration) as raised:
        prove("x = x", given)
    text = str(raised.value)
    assert message in text and place in text and caret in text and "^" in text
    assert isinstance(raised.value, ValueError)


@pytest.mark.parametrize(
    ("claim", "place", "caret"),
    [
        ("x = x + u", "(line 1, column 9)", "x = x + u\n            ^"),
        ("  $$ x = x + u $$", "(line 1, column 14)", "  $$ x = x + u\n"),
        ("x = y \\\\\n  x = u", "(line 2, column 7)", "  x = u\n          ^"),
    ],
)
def test_places_are_those_of_the_claim_as_given(claim: str, place: str, caret: str) -> None:
    ruling = prove(claim, "x, y \\in R\n% a line more\nf : R \\to R")
    unread = next(step for step in ruling.steps if step.verdict is Kind.UNREAD)
    assert place in unread.message


def test_the_caret_stands_under_what_is_not_read() -> None:
    assert str(prove("x = x + u", NUMBERS)).endswith("\n    x = x + u\n            ^")


@pytest.mark.parametrize(
    ("claim", "guess"),
    [
        ("\frac{d}{dx} x = 1", r"did Python read the `\f` of `\frac`"),
        ("x^\top = x", r"did Python read the `\t` of `\top`"),
        ("\nabla_x y = 0", r"did Python read the `\n` of `\nabla`"),
        ("frac{d}{dx} x = 1", r"is the backslash of `\frac` lost?"),
        (" = x$", "a `$` lacks its partner"),
    ],
)
def test_what_python_and_shells_take_out_is_guessed(claim: str, guess: str) -> None:
    ruling = prove(claim, NUMBERS)
    assert ruling.verdict is not Kind.PROVED and guess in ruling.message


@pytest.mark.parametrize("claim", ["x = u", r"\frac{d}{dx} u = 1", "x = fraction"])
def test_nothing_is_guessed_where_nothing_was_taken_out(claim: str) -> None:
    ruling = prove(claim, NUMBERS)
    assert ruling.verdict is Kind.UNREAD
    assert not any(word in ruling.message for word in ("Python", "shell"))


def test_a_ruling_has_what_was_found() -> None:
    ruling = prove(DX, LAYER)
    assert ruling.counterexample is not None and ruling.counterexample.sizes == {"N": 1, "n": 2}
    assert ruling.correction is not None and ruling.correction.source.endswith(r"W^\top")
    assert (ruling.scope, ruling.derivation, ruling.answer, ruling.assumption) == ((), (), None, None)
    proof = prove(DW, LAYER)
    assert proof.scope == AllSizes({"N": 1, "n": 1})
    assert len(proof.derivation) > 2 and proof.counterexample is None and proof.correction is None
    assert prove(r"\sqrt{x^2} = x", NUMBERS).assumption == r"x \ge 0"
    kink = prove(r"\frac{d}{dx} |x| = \frac{x}{|x|}", NUMBERS)
    assert kink.excludes == ("x = 0",)


def test_a_ruling_prints_itself_like_the_terminal() -> None:
    assert repr(prove(DW, LAYER)) == str(prove(DW, LAYER)) == "proved  ∂L/∂W = Xᵀ ∂L/∂Y  for all N, n"
    first, *rest = str(prove(DX, LAYER)).split("\n")
    assert first.startswith("refuted  ∂L/∂X = (∂L/∂Y) W  False at N=1, n=2 in entry (1, 1)")
    assert "    with X = [0 0], W = [0 0; 1 0], ∂L/∂Y = [0 1]" in rest
    assert "    did you mean (∂L/∂Y) Wᵀ?  (a transpose put in, on the right side)" in rest


@pytest.mark.parametrize("claim", ["x = x", "x = y", "x = u"])
def test_a_ruling_has_no_truth_value(claim: str) -> None:
    with pytest.raises(TypeError, match=r"its verdict, which is Kind\.\w+, or use derive.testing.assert_proved"):
        bool(prove(claim, NUMBERS))


def test_a_ruling_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        prove("x = x", NUMBERS).items = ()  # type: ignore[misc]


@pytest.mark.parametrize(
    ("chain", "kind", "steps", "message"),
    [
        ("x + x = 2 x = x 2", Kind.PROVED, (Kind.PROVED, Kind.PROVED), "All 2 claims are proved."),
        ("2 x = 2 y = y + y", Kind.REFUTED, (Kind.REFUTED, Kind.PROVED), "Claim 1 of 2: False"),
        ("x + x = 2 x = 3 x", Kind.REFUTED, (Kind.PROVED, Kind.REFUTED), "Claim 2 of 2: False"),
        ("x + x = 2 x = u", Kind.UNREAD, (Kind.PROVED, Kind.UNREAD), "Claim 2 of 2: `u`"),
        ("x + x = f(x) = u", Kind.REFUTED, (Kind.REFUTED, Kind.UNREAD), "Claim 1 of 2: False"),
        (r"\sqrt{x^2} = x = x + 0", Kind.CONDITIONAL, (Kind.CONDITIONAL, Kind.PROVED), "Claim 1 of 2: False as stated"),
        (r"x = x \\ y = 2 y \\ y = y", Kind.REFUTED, (Kind.PROVED, Kind.REFUTED, Kind.PROVED), "Claim 2 of 3: False"),
    ],
)
def test_of_several_claims_the_worst_decides(chain: str, kind: Kind, steps: tuple[Kind, ...], message: str) -> None:
    ruling = prove(chain, NUMBERS)
    assert ruling.verdict is kind
    assert tuple(step.verdict for step in ruling.steps) == steps
    assert ruling.message.startswith(message)
    assert (ruling.counterexample is None) == (kind is not Kind.REFUTED and kind is not Kind.CONDITIONAL)


def test_several_claims_are_proved_for_the_sizes_of_all() -> None:
    ruling = prove(r"X = X + 0 \\ y_3 = 1 y_3", r"X \in R^{n \times m}; y \in R^k")
    assert ruling.scope == AllSizes({"n": 1, "m": 1, "k": 3})
    assert ruling.message == "All 2 claims are proved for all n, m, k ≥ 3."


def test_a_definition_beside_a_claim_decides_nothing() -> None:
    ruling = prove(r"z := x + x \\ z = 2 x", NUMBERS)
    assert ruling.verdict is Kind.PROVED and len(ruling.steps) == 1
    assert prove(r"z := x + x \\ z = 3 x", NUMBERS).verdict is Kind.REFUTED


def test_the_conventions_of_a_ruling_are_named() -> None:
    ruling = prove(r"f'(0) = 0", r"f(x) := \max(x, 0)")
    assert ruling.verdict is not Kind.PROVED
    layout = prove(r"\frac{\partial y}{\partial x} = A^\top", r"A \in R^{m \times n}, x \in R^n; y := A x")
    assert (layout.verdict, layout.conventions) == (Kind.CONVENTION, (Convention.LAYOUT,))


def test_what_a_document_would_tell_of_several_places_is_not_told() -> None:
    assert str(prove(r"\sum_n x_n = \sum_n 1 x_n", r"x \in R^n")) == "proved  ∑ₙxₙ = ∑ₙ1xₙ  for all n"


CLASSES = (
    r"Z, T \in R^{n \times m}; assume \sum_j t_{ij} = 1; y_{ij} := e^{z_{ij}} / \sum_k e^{z_{ik}};"
    r" L := -\frac{1}{n} \sum_i \sum_j t_{ij} \log y_{ij}"
)


def test_a_claim_that_takes_too_long_is_undecided() -> None:
    formula = r"\frac{\partial L}{\partial Z} = \frac{1}{n} (Y - T)"
    assert prove(formula, CLASSES, timeout=0.001).verdict is Kind.UNDECIDED
    assert prove(formula, CLASSES).verdict is Kind.PROVED


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (r"\frac{\partial L}{\partial W}", r"X^\top \frac{\partial L}{\partial Y}"),
        (r"$$ \frac{\partial L}{\partial W} = ? $$", r"X^\top \frac{\partial L}{\partial Y}"),
        (r"\frac{\partial L}{\partial X} =?", r"\frac{\partial L}{\partial Y} W^\top"),
    ],
)
def test_solve_finds_and_proves_the_right_side(asked: str, found: str) -> None:
    ruling = solve(asked, LAYER)
    assert ruling.verdict is Kind.PROVED and ruling.answer is not None
    assert ruling.answer.fragment == found
    assert prove(ruling.answer.source, LAYER).verdict is Kind.PROVED
    assert str(ruling).startswith("proved  ∂L/∂")


@pytest.mark.parametrize("asked", [r"\frac{\partial L}{\partial Q}", "", "x +", r"\frac{\partial L}{\partial"])
def test_solve_answers_nothing_that_is_not_read(asked: str) -> None:
    ruling = solve(asked, LAYER)
    assert (ruling.verdict, ruling.answer) == (Kind.UNREAD, None)


@pytest.mark.parametrize("asked", ["x = x", "$$ x = x $$", "x + x = 2 x"])
def test_solve_of_an_equation_tells_what_was_asked(asked: str) -> None:
    ruling = solve(asked, NUMBERS)
    assert ruling.verdict is Kind.UNDECIDED and [step.verdict for step in ruling.steps] == [Kind.PROVED, Kind.UNDECIDED]
    assert ruling.message.endswith("The `= ?` was put behind the equation that was given; write `?` where the answer "
                                   "is to stand, or have the equation judged by `prove`.")


@pytest.mark.parametrize(
    "asked",
    [
        "x", "x = ?", "x = x = ?", "x = x + 0", r"\sum_{i=1}^n a_i",
        r"\begin{cases} x & x = 0 \\ 0 & x \ne 0 \end{cases}",
    ],
)
def test_solve_of_a_question_tells_of_none_that_was_added(asked: str) -> None:
    ruling = solve(asked, [NUMBERS, r"a \in R^n"])
    assert ruling.verdict in (Kind.UNDECIDED, Kind.PROVED) and "was put behind" not in str(ruling)


def test_solve_of_a_false_claim_is_no_proof() -> None:
    assert solve(r"\frac{d}{dx} x^3 = x", NUMBERS).verdict is Kind.REFUTED


def test_importing_derive_loads_nothing_heavy_but_all_names_are_there() -> None:
    source = (
        "import sys, derive, derive.kernels\n"
        "assert {'prove', 'solve', 'Kind', 'Ruling', 'Convention', 'UnreadableDeclaration'} <= set(dir(derive))\n"
        "heavy = {'sympy', 'mpmath', 'rich', 'jinja2', 'pytest', 'derive.asking', 'derive.judging', 'derive.reading'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "assert derive.prove is derive.prove and 'sympy' in sys.modules\n"
        "from derive import *\n"
        "assert prove is derive.prove and Kind.PROVED.value == 'proved'\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", source], timeout=TIMEOUT, check=True)


@pytest.mark.parametrize("name", ["proof", "asking_", "judge", "_prove"])
def test_other_names_are_no_attributes(name: str) -> None:
    with pytest.raises(AttributeError, match=f"module 'derive' has no attribute '{name}'"):
        getattr(derive, name)


@pytest.mark.parametrize(("claim", "given"), [(3, ""), (None, ""), (sympy.Symbol("x"), ""), ("1 = 1", [3])])
def test_what_is_no_text_is_an_error(claim: Any, given: Any) -> None:
    with pytest.raises(TypeError, match=r"expected LaTeX, not (3|None|x); expressions are for"):
        prove(claim, given)


def test_what_is_given_is_a_text_or_several() -> None:
    with pytest.raises(TypeError, match="given: expected declarations as a text or a list of texts, not 3"):
        prove("1 = 1", cast(Any, 3))


PIECES = [
    *r"x y X = + 2 ^ _ ( ) { } & \\ ; , ? % $ $$ \[ \] \( `` ``` <!-- --> % derive: :=".split(),
    *(r"\frac", r"\in", r"\in R", "R^n", r"\begin{aligned}", r"\end{aligned}", r"\section{", r"\end{document}"),
    *(r"\text{", r"\newcommand{\a}{x}", r"\a", "\n", "\r\n", "\t", "\f", "\0", " ", "skip: a", "assume", r"\verb|"),
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join), st.lists(st.sampled_from(PIECES), max_size=6))
def test_no_text_breaks_it(claim: str, pieces: list[str]) -> None:
    ruling = prove(f"x = y{claim}", NUMBERS, timeout=0.5)
    assert str(ruling) and ruling.message and ruling.steps and ruling._repr_html_()
    with suppress(UnreadableDeclaration):
        assert prove("1 = 1", "".join(pieces), timeout=0.5).verdict in (Kind.PROVED, Kind.UNREAD)


def test_what_is_asked_is_told() -> None:
    assert prove("$$x = x$$", NUMBERS).claim == "$$x = x$$"
