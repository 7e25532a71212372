r"""What running text tells of names that are only declared: no verdict rests on one of the two meanings alone."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.results import Judged
from derive.reading.document import read
from derive.reading.source import Source

LINES = (
    r"t, y, d, x \in R^n",
    r"a, b \in R",
    r"\phi : R \to R",
    r"L := \frac12 \sum_i (y_i - t_i)^2",
)
GIVEN = {
    "note.md": "<!-- derive\n" + "\n".join(LINES) + "\n-->\n\n",
    "note.tex": "".join(f"% derive: {line}\n" for line in LINES) + "\n",
}
PATHS = tuple(GIVEN)
HELD = r"$$ \frac{\partial}{\partial y} \sum_i d_i^2 = 0 $$"
VARYING = r"$$ \frac{\partial}{\partial y} \sum_i d_i^2 = 2 d $$"
NEITHER = r"$$ \frac{\partial}{\partial y} \sum_i d_i^2 = 3 d $$"
EITHER = r"$$ \frac{\partial L}{\partial y} = y - t $$"


def answers(text: str, path: str = "note.md") -> list[Judged]:
    judged = judge_document(read(Source(path, GIVEN[path] + text)), seconds=20.0)
    return [item for item in judged.items if item.display]


def kinds(text: str, path: str = "note.md") -> list[str]:
    """The verdicts on the displayed formulas."""
    return [item.verdict.kind.value for item in answers(text, path)]


DEFINING = [
    "Here d denotes the difference $d = y - t$.",
    "We write $d = y - t$ for the residual. Then",
    "Call $d = y - t$ the error. Then",
    "With $d = y - t$ we get",
    "Recall that $d = y - t$. Then",
    "Define $d = y - t$.",
    "The error is $d_i = y_i - t_i$.",
    "where $y - t = d$",
    "Denoting $d = y - t$, we get",
    "Now $d := y - t$.",
    r"Denote the error by \(d = y - t\).",
    "For the error $d = y - t$ we find",
    "For $d = y - t$ we find",
    "Since $d = y - t$,",
    "ここで $d = y - t$ とおく。",
    "The error $a = 2$, $d = y - t$ is small.",
    "The error $d = y + b x$ with $b x = -t$ is small.",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("words", DEFINING)
def test_a_claim_that_depends_on_what_words_before_it_tell_is_unread(words: str, path: str) -> None:
    assert kinds(f"{words}\n\n{HELD}\n", path) == ["unread"]
    assert kinds(f"{words}\n\n{VARYING}\n", path) == ["unread"]


@pytest.mark.parametrize("words", DEFINING)
def test_one_that_does_not_is_judged(words: str) -> None:
    assert kinds(f"{words}\n\n{NEITHER}\n") == ["refuted"]
    assert kinds(f"{words}\n\n{EITHER}\n") == ["proved"]


BEHIND = [
    "Here d denotes the difference $d = y - t$.",
    "where $y - t = d$.",
    r"where \(d = y - t\).",
    "We write $d = y - t$ for the residual.",
    "The error $d = y - t$ is small.",
    "for $d = y - t$",
    "because $d = y - t$",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("words", BEHIND)
def test_so_it_is_with_words_behind_it(words: str, path: str) -> None:
    assert kinds(f"{HELD}\n{words}\n", path) == ["unread"]
    assert kinds(f"{VARYING}\n{words}\n", path) == ["unread"]


def test_the_place_is_named() -> None:
    (found,) = answers(f"The error is $d = y - t$.\n\n{VARYING}\n")
    assert found.verdict.message.startswith("line 8 tells in words what $d$ is: with that this is true")
    (found,) = answers(f"The error is $d = 2 x$.\n\nIts half is $x = y - t$.\n\n{VARYING.replace('2 d', '4 d')}\n")
    assert found.verdict.message.startswith("lines 8, 10 tell in words what $")
    (found,) = answers("Since $\\sum_i t_i = 2$ we have\n\n$$ a \\sum_i t_i = 2 a $$\n")
    assert "true with what line 8 tells in words" in found.verdict.message


SOFTMAX = r"$$ p_i := \frac{e^{x_i}}{\sum_j e^{x_j}}, \quad E := -\sum_i t_i \log p_i $$"
SLOPE = r"$$ \frac{\partial E}{\partial x_j} = p_j - t_j $$"


@pytest.mark.parametrize("words", [r"Suppose $\sum_i t_i = 1$.", r"Let $t$ be a target with $\sum_i t_i = 1$."])
def test_an_assumption_that_was_found_is_told_with_the_line_that_has_it_in_words(words: str) -> None:
    *_, found = answers(f"{words} Define\n\n{SOFTMAX}\n\nSo\n\n{SLOPE}\n")
    assert found.verdict.kind.value == "conditional"
    assert found.verdict.assumption == r"\sum_j t_j = 1"
    assert found.verdict.message.endswith(
        " It is true with what line 8 tells in words; write it in a `derive` comment, if it is meant."
    )


@pytest.mark.parametrize("words", [
    "Some words.", r"a target with $\sum_i t_i = 2$.", r"a target with $t_i \ge 0$.", r"weights with $\sum_i d_i = 1$.",
])
def test_other_words_are_not_told(words: str) -> None:
    *_, found = answers(f"{words} Define\n\n{SOFTMAX}\n\nSo\n\n{SLOPE}\n")
    assert found.verdict.kind.value in ("conditional", "refuted")
    assert "in words" not in found.verdict.message


PASSED = [
    "where $n = 3$",
    "At the optimum $d = y$ all is well. Then",
    "If $d = y - t$, something else holds. Now",
    "When $d = 2 y$, something else holds. Now",
    "unless $d = y$, perhaps. Now",
    "It is not $d = y - t$.",
    "Is $d = y - t$ an error? No.",
    "Setting the derivative to zero gives $d = y$. Then",
    "The loss is minimal where $d = y$. Then",
    "for $i = 1, \\dots, n$",
    "We know $a = 3$.",
    "As $d \\ne y$,",
    "Note that $x > 0$.",
    "Let $a = 2$. Then",
    "The value $d = d$ is what it is.",
    "The error is $x = y - t$. Then",
    "The error is `$d = y - t$`. Then",
    "<!-- The error is $d = y - t$. -->",
    "In the loss $L = d$ is another one.",
    "# Another\nThe error is $d = y - t$.\n\n# A section",
]


@pytest.mark.parametrize("words", PASSED)
def test_what_words_state_otherwise_defines_nothing(words: str) -> None:
    assert kinds(f"{words}\n\n{HELD}\n") == ["proved"]
    assert kinds(f"{words}\n\n{VARYING}\n") == ["refuted"]


PASSED_BEHIND = [
    "Then $d = y - t$ is the error.",
    "Now let $d = y - t$.",
    "All is well.\n\nThe error is $d = y - t$.",
    "# Another\nThe error is $d = y - t$.",
    "If $d = y - t$, something else holds.",
    "for $n = 2$",
]


@pytest.mark.parametrize("words", PASSED_BEHIND)
def test_what_begins_afresh_explains_nothing_above(words: str) -> None:
    assert kinds(f"{HELD}\n{words}\n") == ["proved"]
    assert kinds(f"{VARYING}\n{words}\n") == ["refuted"]


def test_round_brackets_of_markdown_that_hold_no_formula() -> None:
    assert kinds(f"\\(see $x$, $a = 1$\\)\n\n{HELD}\n") == ["proved"]
    assert kinds(f"\\(d = y - t, which is never closed\n\n{HELD}\n") == ["proved"]
    assert kinds(f"\\\\\\(d = y - t\\\\\\)\n\n{HELD}\n") == ["proved"]
    assert kinds(f"\\\\(d = y - t\\\\)\n\n{HELD}\n") == kinds(f"\\(d = y - t\\)\n\n{HELD}\n") == ["unread"]
    assert kinds("Let \\(Q \\in R^{n \\times n}\\).\n\n$$ (Q^\\top)^\\top = Q $$\n") == ["proved"]


def test_a_definition_of_the_language_is_what_is_meant() -> None:
    assert kinds(f"The error is $d = y - t$.\n\n$$ d = y - t $$\n\n{VARYING}\n") == ["definition", "proved"]
    assert kinds(f"The error is $d = y - t$.\n\n$$ d = y - t $$\n\n{HELD}\n") == ["definition", "refuted"]


def test_what_is_told_of_a_name_on_which_another_rests() -> None:
    text = "The error is $d = y - t$.\n\n$$ S = \\sum_i d_i^2 $$\n\n$$ \\frac{\\partial S}{\\partial y} = 2 d $$\n"
    assert kinds(text) == ["definition", "unread"]
    assert kinds(text.replace("2 d", "3 d")) == ["definition", "refuted"]


def test_two_that_are_told_hold_together() -> None:
    text = "The error is $d = 2 x$, and $x = y - t$ is its half.\n\n{}\n"
    assert kinds(text.format(VARYING.replace("2 d", "4 d"))) == ["unread"]
    assert kinds(text.format(HELD)) == ["unread"]
    assert kinds(text.format(VARYING)) == ["refuted"]


def test_an_upstream_gradient_is_free() -> None:
    text = "<!-- derive\nw \\in R^n\nK := K(w)\n-->\nHere $d = \\frac{\\partial K}{\\partial w}$ is given.\n\n{}\n"
    assert kinds(text.replace("{}", "$$ \\frac{\\partial K}{\\partial w} = d $$")) == ["undecided"]
    assert kinds(text.replace("{}", "$$ \\frac{\\partial}{\\partial w} \\sum_i d_i w_i = d $$")) == ["proved"]
    assert kinds(text.replace("{}", "$$ \\frac{\\partial K}{\\partial w} = 2 d $$")) == ["refuted"]


def test_no_correction_and_no_answer_rests_on_one_of_the_two() -> None:
    (false,) = answers(f"The error is $d = y - t$.\n\n{NEITHER}\n")
    assert false.verdict.correction is None
    (false,) = answers("The error is $d = y - t$.\n\n$$ \\frac{\\partial}{\\partial y} \\sum_i d_i y_i = 2 d $$\n")
    assert false.verdict.kind.value == "refuted" and false.verdict.correction is None
    (asked,) = answers("The error is $d = y - t$.\n\n$$ \\frac{\\partial}{\\partial y} \\sum_i d_i^2 = ? $$\n")
    assert asked.verdict.kind.value == "unread"
    (asked,) = answers("The error is $x = y - t$.\n\n$$ \\frac{\\partial}{\\partial y} \\sum_i d_i y_i = ? $$\n")
    assert asked.verdict.answer is not None


CORRECTED = [
    (r"\frac{\partial L}{\partial y} = y + t", "= y - t"),
    (r"\frac{\partial}{\partial x} (d^\top x) = 2 d", "= d"),
    (r"\frac{\partial L}{\partial y} + d = y + t + d", "= y - t + d"),
]


@pytest.mark.parametrize(("claim", "end"), CORRECTED)
def test_a_correction_that_is_right_with_both_is_offered(claim: str, end: str) -> None:
    (false,) = answers(f"The error is $d = y - t$.\n\n$$ {claim} $$\n")
    assert false.verdict.kind.value == "refuted"
    assert false.verdict.correction is not None and false.verdict.correction.source.endswith(end)


TWICE = r"$$ a \sum_i t_i = 2 a $$"
ASSUMING = [
    r"Assume that ${}$.", r"Assume ${}$. Then", r"Suppose ${}$.", r"Since ${}$ we have", r"Because ${}$,",
    r"Note that ${}$.", r"Given that ${}$,", r"Provided ${}$,", r"If ${}$ then", r"For ${}$ we have",
    r"Recall that ${}$.", r"The targets satisfy ${}$.", r"When ${}$ holds we have",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("words", ASSUMING)
def test_what_is_true_under_what_words_assume_is_not_refuted(words: str, path: str) -> None:
    assert kinds(words.format(r"\sum_i t_i = 2") + f"\n\n{TWICE}\n", path) == ["undecided"]
    assert kinds(words.format(r"\sum_i t_i = 3") + f"\n\n{TWICE}\n", path) == ["refuted"]


@pytest.mark.parametrize("words", ASSUMING)
def test_what_is_true_in_any_case_is_proved_and_what_is_false_with_it_too_refuted(words: str) -> None:
    text = words.format(r"\sum_i t_i = 2")
    assert kinds(f"{text}\n\n{EITHER}\n") == ["proved"]
    assert kinds(f"{text}\n\n{TWICE.replace('2 a', '3 a')}\n") == ["refuted"]


@pytest.mark.parametrize("words", ["provided", "if", "whenever", "for", "since", "where", "as long as"])
def test_so_it_is_in_the_sentence_of_a_formula(words: str) -> None:
    assert kinds(f"{TWICE}\n{words} $\\sum_i t_i = 2$.\n") == ["undecided"]
    assert kinds(f"{TWICE}\n{words} $\\sum_i x_i = 2$.\n") == ["refuted"]


NOT_ASSUMED = [
    f"If $\\sum_i t_i = 2$, something holds. Now\n\n{TWICE}\n",
    f"{TWICE}\nIf $\\sum_i t_i = 2$, something else holds.\n",
    f"{TWICE}\nThe next section assumes $\\sum_i t_i = 2$.\n",
    f"We do not assume that not $\\sum_i t_i = 2$.\n\n{TWICE}\n",
    f"# One\nAssume $\\sum_i t_i = 2$.\n\n# Two\n{TWICE}\n",
    f"Assume $\\sum_j x_j = 2$.\n\n{TWICE}\n",
    f"Note that $L = 0$.\n\n{TWICE}\n",
    f"{TWICE[:-2]} . $$\nif $\\sum_i t_i = 2$.\n",
]


@pytest.mark.parametrize("text", NOT_ASSUMED)
def test_what_is_said_of_something_else_assumes_nothing(text: str) -> None:
    assert kinds(text) == ["refuted"]


def test_an_assumption_that_is_found_is_named_still() -> None:
    assert kinds("Since $a > 0$ we have\n\n$$ |a| = a $$\n") == ["conditional"]
    assert kinds("Suppose $a, b > 0$. Then\n\n$$ |a b| = a b $$\n") == ["conditional"]
    assert kinds("Suppose $a, b > 0$. Then\n\n$$ |a b| = 2 a b $$\n") == ["refuted"]


def test_what_a_sentence_asserts_of_a_defined_name_excuses_nothing() -> None:
    false = r"$$ \frac{\partial L}{\partial y} = 2 (y - t) $$"
    assert kinds(f"Note that $L = \\sum_i (y_i - t_i)^2$.\n\n{false}\n") in (["refuted"], ["unread"])
    assert kinds(f"Since $\\frac{{\\partial L}}{{\\partial y}} = 2 (y - t)$, we have\n\n{false}\n") == ["refuted"]


ROW = r"$$ \frac{{\partial}}{{\partial y}} \sum_i d_i^2 = {} \quad {} $$"


@pytest.mark.parametrize(
    "words",
    [
        r"\text{for } d = y - t", r"\text{where } y - t = d", r"\text{for } d_i = y_i - t_i", "(d = y - t)",
        r"\text{for } d = y - t \text{ and } a > 0",
    ],
)
def test_what_may_define_in_a_row_is_no_mere_condition(words: str) -> None:
    assert kinds(ROW.format("0", words)) == ["unread"]
    assert kinds(ROW.format("2 d", words)) == ["unread"]
    assert kinds(ROW.format("3 d", words)) == ["refuted"]


@pytest.mark.parametrize(
    "words",
    [
        r"\text{if } d = y - t", r"\text{when } d = y", r"\text{for } i = 1, \dots, n", r"\text{for } a = 0",
        r"\text{for } y = t", r"\text{for } d = 0", r"\text{for } x = y",
    ],
)
def test_other_conditions_are_conditions(words: str) -> None:
    assert kinds(ROW.format("0", words)) == ["proved"]


FUNCTION = "$$ \\phi'(a) = 2 a{} $$\n"


@pytest.mark.parametrize(
    "behind",
    [
        " $$\nwhere\n$$ \\phi(s) = s^2", " $$\nwith\n$$ \\phi(b) = b^2", r" \quad \text{where } \phi(s) = s^2",
        r", \quad \phi(s) = s^2", r" \quad \text{where } \phi(b) := b^2", " $$\nwhere\n$$ \\phi(s) := s^2",
    ],
)
def test_a_function_that_is_only_declared_is_defined_behind_a_claim(behind: str) -> None:
    assert kinds(FUNCTION.format(behind)) == ["proved", "definition"]
    assert kinds(FUNCTION.format(behind).replace("2 a", "3 a")) == ["refuted", "definition"]


@pytest.mark.parametrize("behind", [" $$\nThen\n$$ \\phi(s) = s^2", " $$\nIt is\n$$ \\phi(s) = s^2"])
def test_one_that_is_not_joined_may_be_meant(behind: str) -> None:
    assert kinds(FUNCTION.format(behind)) == ["unread", "definition"]
    assert kinds(FUNCTION.format(behind).replace("2 a", "3 a")) == ["refuted", "definition"]


def test_one_of_another_section_does_not_reach_back() -> None:
    assert kinds(FUNCTION.format(" $$\n# Two\nwhere\n$$ \\phi(s) = s^2")) == ["refuted", "definition"]


def test_what_is_said_of_known_numbers_claims() -> None:
    assert kinds("$$ \\phi(a) = \\phi(b) $$\n") == ["refuted"]
    assert kinds("$$ \\phi(a) = a $$\n") == ["refuted"]
    assert kinds(r"$$ \phi'(a) = \phi'(b), \quad \phi(a) = a $$") == ["refuted", "refuted"]


@pytest.mark.parametrize("sign", ["=", ":="])
@pytest.mark.parametrize("words", ["", "Let", "$$ \\phi(a) = 0 $$\nwhere"])
def test_an_identity_of_an_unknown_function_defines_nothing(words: str, sign: str) -> None:
    found = kinds(f"{words}\n$$ \\phi(s) {sign} \\phi(-s) $$\n\n$$ \\phi'(a) = -\\phi'(-a) $$\n")
    assert "proved" not in found and "definition" not in found


def test_what_is_defined_by_a_function_before_it_is_known_is_not_used() -> None:
    text = "$$ p = \\phi(a) $$\n\n$$ \\frac{\\partial p}{\\partial a} = {} $$\n\nwhere\n\n$$ \\phi(s) = s^2 $$\n"
    assert kinds(text.replace("{}", "2 a", 1)) == ["definition", "unread", "definition"]
    assert kinds(text.replace("{}", "3 a", 1)) == ["definition", "unread", "definition"]
    joined = "$$ p = \\phi(a) $$\n\nwhere\n\n$$ \\phi(s) = s^2 $$\n\n$$ \\frac{\\partial p}{\\partial a} = {} $$\n"
    assert kinds(joined.replace("{}", "2 a", 1)) == ["definition", "definition", "proved"]
    assert kinds(joined.replace("{}", "3 a", 1)) == ["definition", "definition", "refuted"]


def test_a_function_that_running_text_tells_refutes_nothing() -> None:
    text = "With $\\phi(s) = s^2$ we have\n\n{}\n"
    assert kinds(text.format(FUNCTION.format(""))) == ["undecided"]
    assert kinds(text.format(FUNCTION.format("").replace("2 a", "3 a"))) == ["refuted"]
    assert kinds(text.format("$$ 2 \\phi'(a) = \\phi'(a) + \\phi'(a) $$")) == ["proved"]


def test_a_function_that_varies_with_others_is_not_held() -> None:
    text = "With $\\phi(s) = b s^2$ we have\n\n$$ \\frac{\\partial}{\\partial b} \\phi(a) = {} $$\n"
    assert kinds(text.replace("{} $$", "0 $$")) == ["unread"]
    assert kinds(text.replace("{} $$", "a^2 $$")) == ["unread"]
    assert kinds(text.replace("{} $$", "a^3 $$")) == ["refuted"]


THREE = "$$ a b = 3 b $$\n"
NUMBER = ["Here $a = 3$.", "We know $a = 3$.", "The rate is $a = 3$, and $b$ is another.", "The rate is $a := 3$."]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("words", NUMBER)
def test_what_is_true_of_the_number_that_words_tell_is_not_refuted(words: str, path: str) -> None:
    assert kinds(f"{words}\n\n{THREE}", path) == ["undecided"]
    assert kinds(f"{words}\n\n{THREE.replace('3', '2')}", path) == ["refuted"]
    assert kinds(f"{THREE}\n{words}\n", path) == ["undecided"]


@pytest.mark.parametrize("words", NUMBER)
def test_a_number_proves_nothing_more(words: str) -> None:
    slope = "$$ \\frac{\\partial}{\\partial a} (a^2 b) = {} b $$\n"
    assert kinds(f"{words}\n\n{slope.replace('{} b', '2 a b')}") == ["proved"]
    assert kinds(f"{words}\n\n{slope.replace('{} b', '6 b')}") == ["undecided"]
    assert kinds(f"{words}\n\n{slope.replace('{} b', '0')}") == ["refuted"]


OTHER_NUMBERS = [
    "At $a = 3$ all is well.", "If $a = 3$, all is well.", "For $a = 3$ all is well.", "It is not $a = 3$.",
    "Is $a = 3$ a number?", "The minimum is $a = 3$.", "Here $x = 3$ holds.", "# One\nHere $a = 3$.\n\n# Two",
]


@pytest.mark.parametrize("words", OTHER_NUMBERS)
def test_a_number_of_some_case_is_none(words: str) -> None:
    assert kinds(f"{words}\n\n{THREE}") == ["refuted"]
