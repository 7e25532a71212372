"""Names that are only declared above a claim and defined further below: no verdict rests on one of the two meanings."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.results import Judged
from derive.reading.document import read
from derive.reading.source import Source

LINES = (
    r"x, y, t, a, d \in R^n",
    r"W \in R^{n \times n}",
    r"b, c, s \in R",
    r"f : R \to R",
)
GIVEN = {
    "note.md": "<!-- derive\n" + "\n".join(LINES) + "\n-->\n\n",
    "note.tex": "".join(f"% derive: {line}\n" for line in LINES) + "\n",
}
COMMENT = {"note.md": "<!-- derive {} -->\n", "note.tex": "% derive: {}\n"}
PATHS = tuple(GIVEN)
SUM = r"\frac{\partial}{\partial x} \sum_i a_i"


def answers(text: str, path: str = "note.md") -> list[Judged]:
    judged = judge_document(read(Source(path, GIVEN[path] + text)), seconds=20.0)
    return [item for item in judged.items if item.display]


def kinds(text: str, path: str = "note.md") -> list[str]:
    """The verdicts on the displayed formulas."""
    return [item.verdict.kind.value for item in answers(text, path)]


def claims(text: str, path: str = "note.md") -> list[str]:
    """The verdicts on the displayed formulas that are no definitions."""
    return [kind for kind in kinds(text, path) if kind != "definition"]


BELOW = [
    (r"\frac{\partial}{\partial s} f(s) = f(s)", r"f(u) := e^u"),
    (r"f'(s) = f(s)", r"f(u) = e^u"),
    (r"f''(s) - f(s) = 0", r"f(u) := e^u"),
    (r"\frac{\partial}{\partial x} \sum_i f(x_i) = f(x)", r"f(u) := e^u"),
    (SUM + r" = W^\top \mathbf 1", "a := W x"),
    (SUM + r" = W^\top \mathbf 1", "a = W x"),
    (SUM + r" = W^\top \mathbf 1", r"a_i := \sum_j W_{ij} x_j"),
    (r"a^\top y = x^\top W^\top y", "a := W x"),
    ("c s = 2 s", "c := 2"),
    ("c s = 2 s", "c = 2"),
    (r"\frac{\partial}{\partial s} (c s^2) = 4 s", "c := 2"),
    (r"\frac{\partial}{\partial s} c^2 = 18 s", "c := 3 s"),
    (r"a_t = c a_{t-1} + (1 - c) x_t", r"a_t := (1 - c) \sum_{j=1}^t c^{t-j} x_j"),
]
"""What is true with the definition, and false of any other value."""


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("claim", "definition"), BELOW)
def test_what_is_true_with_a_definition_further_below_is_not_refuted(claim: str, definition: str, path: str) -> None:
    text = f"$$ {claim} $$\n\nLet us go on.\n\n$$ {definition} $$\n"
    assert kinds(text, path) == ["unread", "definition"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("claim", "definition"), [(one, other) for one, other in BELOW if ":=" in other])
def test_so_it_is_with_one_in_a_comment(claim: str, definition: str, path: str) -> None:
    text = f"$$ {claim} $$\n\nLet us go on.\n\n" + COMMENT[path].format(definition)
    assert kinds(text, path) == ["unread"]


FALSE = [
    (r"\frac{\partial}{\partial s} f(s) = 2 f(s)", r"f(u) := e^u"),
    (r"f'(s) = f(s)", r"f(u) = u^2"),
    (SUM + r" = 2 W^\top \mathbf 1", "a := W x"),
    (r"a^\top y = x^\top W y", "a := W x"),
    ("c s = 3 s", "c := 2"),
    (r"\frac{\partial}{\partial s} c^2 = 9 s", "c := 3 s"),
    (r"a_t = c a_{t-1} + (1 + c) x_t", r"a_t := (1 - c) \sum_{j=1}^t c^{t-j} x_j"),
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("claim", "definition"), FALSE)
def test_what_is_false_with_it_too_is_refuted(claim: str, definition: str, path: str) -> None:
    assert claims(f"$$ {claim} $$\n\nLet us go on.\n\n$$ {definition} $$\n", path) == ["refuted"]


@pytest.mark.parametrize(
    ("claim", "definition"),
    [
        (SUM + " = 0", "a := W x"),
        (r"\frac{\partial}{\partial b} f(s) = 0", r"f(u) := b u^2"),
        (r"\frac{\partial}{\partial s} c^2 = 0", "c := 3 s"),
    ],
)
def test_what_is_false_with_it_alone_is_not_proved(claim: str, definition: str) -> None:
    assert claims(f"$$ {claim} $$\n\nLet us go on.\n\n$$ {definition} $$\n") == ["unread"]


@pytest.mark.parametrize(
    ("claim", "definition"),
    [
        (r"\frac{\partial}{\partial s} f(s)^2 = 2 f(s) f'(s)", r"f(u) := e^u"),
        (r"\frac{\partial}{\partial y} (a^\top y) = a", "a := W x"),
        (r"\frac{\partial}{\partial s} (c s^2) = 2 c s", "c := 2"),
        (r"\frac{\partial}{\partial c} (c s^2) = s^2", "c := 2"),
        (r"\frac{\partial}{\partial x} \sum_i d_i a_i = 0", "d := 2 y"),
    ],
)
def test_what_is_true_in_any_case_is_proved(claim: str, definition: str) -> None:
    assert claims(f"$$ {claim} $$\n\nLet us go on.\n\n$$ {definition} $$\n") == ["proved"]


def test_the_line_of_the_definition_is_named() -> None:
    true, *_ = answers("$$ f'(s) = f(s) $$\n\nThen\n\n$$ f(u) := e^u $$\n")
    assert true.verdict.message == (
        "line 12, below, defines $f$: with that this is true, without it false; write that above, if it is meant."
    )
    held, *_ = answers(f"$$ {SUM} = 0 $$\n\nThen\n\n$$ a := 2 d $$\nand\n$$ d := W x $$\n")
    assert held.verdict.message.startswith("lines 12, 14, below, define $a$, $d$: with that this is false")


OTHERS = [
    "# One\n{claim}\n\n# Two\n{definition}\n",
    "# One\n{claim}\n\n## Two\n{definition}\n",
    "# One\n{definition}\n\n# Two\n{claim}\n",
    "{claim}\n\n# Two\n{definition}\n",
]


@pytest.mark.parametrize("text", OTHERS)
@pytest.mark.parametrize(("claim", "definition"), [*BELOW[:1], *BELOW[4:6], *BELOW[8:9]])
def test_a_definition_in_another_section_does_not_count(claim: str, definition: str, text: str) -> None:
    assert claims(text.format(claim=f"$$ {claim} $$", definition=f"$$ {definition} $$")) == ["refuted"]


def test_each_section_has_its_own() -> None:
    text = "# One\n$$ f'(s) = f(s) $$\nThen\n$$ f(u) := e^u $$\n# Two\n$$ f'(s) = f(s) $$\nThen\n$$ f(u) := u^2 $$\n"
    assert claims(text) == ["unread", "refuted"]


@pytest.mark.parametrize(
    ("first", "claim", "second"),
    [
        ("g(u) := u^2", "g'(s) = g(s)", "g(u) := e^u"),
        ("z := x", r"\frac{\partial}{\partial x} \sum_i z_i = 0", "z := y"),
        ("k := 3", "k s = 2 s", "k := 2"),
    ],
)
@pytest.mark.parametrize("between", ["", "# A section\n"])
def test_a_name_that_has_a_definition_keeps_it_above_another(first: str, claim: str, second: str, between: str) -> None:
    text = f"<!-- derive {first} -->\n\n{between}$$ {claim} $$\n\nThen\n\n<!-- derive {second} -->\n"
    assert claims(text) == ["refuted"]


def test_the_first_of_two_definitions_counts() -> None:
    text = "$$ f'(s) = f(s) $$\n\nThen\n\n$$ f(u) := {} $$\n\nand\n\n$$ f(u) := {} $$\n"
    assert kinds(text.format("e^u", "u^2")) == ["unread", "definition", "unread"]
    assert kinds(text.format("u^2", "e^u")) == ["refuted", "definition", "unread"]


def test_an_unknown_loss_is_one() -> None:
    text = "<!-- derive L := L(y) -->\n\n$$ \\frac{\\partial L}{\\partial y} = 2 y $$\n\nThen\n\n$$ L = y^\\top y $$\n"
    assert kinds(text)[0] == "refuted"


def test_an_upstream_gradient_is_free() -> None:
    given = "<!-- derive\nz := W x\nL := L(z)\n-->\n\n"
    text = given + "$$ {} $$\n\nThen\n\n$$ d := \\frac{{\\partial L}}{{\\partial z}} $$\n"
    assert claims(text.format(r"\frac{\partial L}{\partial x} = W^\top d")) == ["unread"]
    assert claims(text.format(r"\frac{\partial}{\partial x} (d^\top z) = W^\top d")) == ["proved"]
    assert claims(text.format(r"\frac{\partial L}{\partial x} = 2 W^\top d")) == ["refuted"]
    known = text.replace("L := L(z)", "L := z^\\top z")
    assert claims(known.format(r"\frac{\partial}{\partial x} \sum_i d_i = 0")) == ["unread"]


THROUGH = [
    "<!-- derive q := f(s) -->\n\n{}\n\nThen\n\n$$ f(u) := e^u $$\n",
    "$$ q = f(s) $$\n\n{}\n\nThen\n\n$$ f(u) = e^u $$\n",
    "<!-- derive\ng(v) := f(v)\nq := g(s)\n-->\n\n{}\n\nThen\n\n$$ f(u) = e^u $$\n",
    "<!-- derive q := f(s) -->\n\n{}\n\nThen\n\n<!-- derive f(u) := e^u -->\n",
]


@pytest.mark.parametrize("text", THROUGH)
def test_a_function_that_a_claim_reaches_through_a_definition(text: str) -> None:
    assert claims(text.format(r"$$ \frac{\partial q}{\partial s} = q $$")) == ["unread"]
    assert claims(text.format(r"$$ \frac{\partial q}{\partial s} = 2 q $$")) == ["refuted"]
    assert claims(text.format(r"$$ \frac{\partial q}{\partial s} = f'(s) $$")) == ["proved"]


@pytest.mark.parametrize("words", ["where $f(u) = e^u$.", "With $f(u) = e^u$ all is well.", "Here $f(u) = e^u$."])
def test_so_it_is_where_words_tell_the_function(words: str) -> None:
    text = "<!-- derive q := f(s) -->\n\n{}\n" + words + "\n"
    assert "refuted" not in claims(text.format(r"$$ \frac{\partial q}{\partial s} = q $$"))
    assert "proved" not in claims(text.format(r"$$ \frac{\partial q}{\partial s} = 2 q $$"))
    before = "<!-- derive q := f(s) -->\n\n" + words + "\n\n{}\n"
    assert "refuted" not in claims(before.format(r"$$ \frac{\partial q}{\partial s} = q $$"))
    assert claims(before.format(r"$$ \frac{\partial q}{\partial s} = 2 q $$")) == ["refuted"]


def test_what_is_declared_on_the_way_is_known_too() -> None:
    text = "$$ {} {} \\mathbf 1 $$\n\nwith $z \\in R^n$ and so\n\n<!-- derive\nk := 3\na := k x + z\n-->\n"
    assert claims(text.format(SUM, r"= 3 \cdot")) == ["unread"]
    assert claims(text.format(SUM, r"= 2 \cdot")) == ["refuted"]


def test_what_words_tell_of_it_holds_too() -> None:
    text = "Here $c = 2$.\n\n$$ {} {} \\mathbf 1 $$\n\nThen\n\n$$ a := c x $$\n"
    assert claims(text.format(SUM, r"= 2 \cdot")) == ["unread"]
    assert claims(text.format(SUM, r"= 3 \cdot")) == ["refuted"]


UNREAD = [r"a := \mathrm{foo}(x)", "a := x^^2", r"a := \begin{pmatrix} 1 \\ x \end{pmatrix}"]


@pytest.mark.parametrize("definition", UNREAD)
def test_one_that_is_not_understood_refutes_and_proves_nothing(definition: str) -> None:
    below = f"\n\nThen\n\n$$ {definition} $$\n"
    assert kinds(f"$$ {SUM} = 0 $$" + below)[0] == "unread"
    assert kinds(r"$$ a^\top a = 1 $$" + below)[0] == "undecided"
    assert kinds(r"$$ a^\top a = \sum_i a_i^2 $$" + below)[0] == "proved"


def test_a_value_that_does_not_fit_takes_no_proof_away() -> None:
    text = "$$ {} $$\n\nFor example\n\n$$ a := \\begin{{pmatrix}} 1 \\\\ 2 \\end{{pmatrix}} $$\n"
    assert kinds(text.format(r"\frac{\partial}{\partial x} (a^\top x) = a"))[0] == "proved"
    assert kinds(text.format(r"a^\top a = 1"))[0] == "undecided"


@pytest.mark.parametrize(
    ("claim", "definitions"),
    [
        (r"\frac{\partial}{\partial x} \sum_i d_i = 0", "$$ d := 2 a $$\n$$ a := d + x $$"),
        (r"\frac{\partial q}{\partial s} = q", "$$ f(u) := q + u $$"),
    ],
)
def test_definitions_that_go_in_a_circle_end(claim: str, definitions: str) -> None:
    (found, *_) = answers(f"<!-- derive q := f(s) -->\n\n$$ {claim} $$\n\nThen\n\n{definitions}\n")
    assert found.verdict.kind.value == "unread"
    assert not found.verdict.defect


def test_a_layout_is_found_with_it_too() -> None:
    text = "$$ \\frac{\\partial (W x + a)}{\\partial x} = W^\\top $$\n\nThen\n\n$$ a := {} $$\n"
    assert claims(text.replace("{}", "W t", 1)) == ["convention"]
    assert claims(text.replace("{}", "W x", 1)) == ["unread"]


def test_a_question_is_answered_where_the_answer_is_the_same() -> None:
    text = "$$ \\frac{\\partial}{\\partial {}} \\sum_i d_i^2 y_i = ? $$\n\nThen\n\n$$ d := 2 x $$\n"
    same, *_ = answers(text.replace("{}", "y", 1))
    assert same.verdict.answer is not None
    other, *_ = answers(text.replace("{}", "x", 1))
    assert other.verdict.kind.value == "unread"
    assert "line 12, below, defines $d$, so that the answer may be another one" in other.verdict.message


def test_a_correction_is_right_with_it_too() -> None:
    text = "$$ \\frac{\\partial}{\\partial {}} (d^\\top y) = 2 d $$\n\nThen\n\n$$ d := 3 x $$\n"
    same, *_ = answers(text.replace("{}", "y", 1))
    assert same.verdict.correction is not None and same.verdict.correction.source.endswith("= d")
    other, *_ = answers(text.replace("{}", "x", 1))
    assert other.verdict.correction is None
