r"""What running text says that defined names are: no verdict rests on one of the two meanings alone."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.results import Judged
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.language import codes, language
from tests.reporting.said import said, untranslated

LINES = (
    r"x, c_0 \in R",
    r"w, y, t \in R^n",
    r"A \in R^{n \times n}",
    r"f(u) := u^2",
    r"g(u) := f(u) + 1",
    r"S := A + A^\top",
    r"L := w^\top w",
    "c := 3",
    "K := L + c_0",
    "J := J(y)",
)
GIVEN = {
    "note.md": "<!-- derive\n" + "\n".join(LINES) + "\n-->\n\n",
    "note.tex": "".join(f"% derive: {line}\n" for line in LINES) + "\n",
}
OLD, NEW, NEITHER = "$$ S^\\top = S $$\n", "$$ S^\\top = -S $$\n", "$$ S^\\top = 3 S $$\n"
SLOPE, EXPONENTIAL, OTHER = "$$ f'(x) = 2 x $$\n", "$$ f'(x) = e^x $$\n", "$$ f'(x) = 5 x^7 $$\n"


def answers(text: str, path: str = "note.md") -> list[Judged]:
    judged = judge_document(read(Source(path, GIVEN[path] + text)), seconds=20.0)
    return [item for item in judged.items if item.display]


def kinds(text: str, path: str = "note.md") -> list[str]:
    """The verdicts on the displayed formulas."""
    return [item.verdict.kind.value for item in answers(text, path)]


ANEW = [
    r"Here ${}$.", r"Now ${}$.", r"From here on, ${}$.", r"Throughout, ${}$.", r"In what follows ${}$.",
    r"Redefine ${}$.", r"We now write ${}$ instead.", r"Henceforth we use ${}$.", r"Recall that ${}$.",
    r"Here $x > 0$ and ${}$.", r"The choice is ${}$ here.", r"Define ${}$.", r"${}$ from now on.",
    r"Here ${} = h$.", r"Here ${} \in R$.", r"For the choice ${}$,", r"With ${}$ we get", r"If ${}$, then",
    r"We take as before ${}$.", r"ここで ${}$ とおく。", "As was seen, from here on we use ${}$.",
]


@pytest.mark.parametrize("path", GIVEN)
@pytest.mark.parametrize("words", ANEW)
def test_what_depends_on_it_is_not_read_and_what_is_false_in_any_case_is_refuted(words: str, path: str) -> None:
    text = words.format("S = A - A^\\top")
    assert kinds(f"{text}\n\n{OLD}", path) == ["unread"]
    assert kinds(f"{text}\n\n{NEITHER}", path) == ["refuted"]
    assert kinds(f"{words.format('f(u) = e^u')}\n\n{EXPONENTIAL}", path) == ["unread"]


@pytest.mark.parametrize("sign", ["=", ":=", r"\coloneqq"])
def test_so_it_is_of_a_function_a_number_and_a_loss(sign: str) -> None:
    text = f"Here $f(u) {sign} e^u$.\n\n"
    assert kinds(text + SLOPE + EXPONENTIAL + OTHER) == ["unread", "unread", "refuted"]
    assert kinds(f"Here $c {sign} 2$.\n\n$$ c x = 3 x $$\n\n$$ c x = 2 x $$\n\n$$ c x = x $$\n") == [
        "unread", "unread", "refuted",
    ]
    for left in ("L", "L(w)"):
        loss = r"\frac{\partial L}{\partial w} = {} w"
        shown = "\n\n".join(f"$$ {loss.replace('{}', factor)} $$" for factor in ("2", "", "3"))
        assert kinds(rf"For the loss ${left} {sign} \frac12 w^\top w$," + f"\n\n{shown}\n") == [
            "unread", "unread", "refuted",
        ]


def test_both_places_are_named() -> None:
    (found,) = answers(f"Here $f(u) = e^u$.\n\n{SLOPE}")
    assert found.verdict.message.startswith("$f$ is defined at line 5, and explained otherwise at line 14: ")
    assert "with the definition this is true, with the explanation it is false" in found.verdict.message
    (found,) = answers(f"Here $S = A - A^\\top$.\n\n{NEW}")
    assert found.verdict.message.startswith("$S$ is defined at line 7, and explained otherwise at line 14: ")


BEHIND = ["where $S = A A$.", "with $S = A A$.", "for $S = A A$.", "Here $S = A A$.", "where $x > 0$ and $S = A A$."]


@pytest.mark.parametrize("words", BEHIND)
def test_words_behind_a_formula_explain_it(words: str) -> None:
    assert kinds(f"{OLD}\n{words}\n") == ["unread"]
    assert kinds(f"{NEITHER}\n{words}\n") == ["refuted"]


@pytest.mark.parametrize(
    "words", ["From here on, $S := A A$.", "Now $S = A A$.", "All is well.\n\nHere $S = A A$.", "# B\nHere $S = A A$."]
)
def test_what_begins_afresh_explains_nothing_above(words: str) -> None:
    assert kinds(f"{OLD}\n{words}\n\n{OLD}") == ["proved", "unread"]


IN_A_ROW = [
    (r"\quad \text{where } f(u) = e^u", "unread"),
    (r"\quad \text{for } f(u) = u^3", "unread"),
    (r"\quad \text{if } f(u) = e^u", "unread"),
    (r"\quad \text{where } f(u) = e^u \text{ and } x > 0", "unread"),
    (r"\quad \text{where } f(u) = u u", "proved"),
    (r"\quad \text{where } f(x) = 0", "proved"),
    (r"\quad \text{for } f(x) = w^\top w", "proved"),
    (r"\quad \text{for } x > 0", "proved"),
]


@pytest.mark.parametrize(("condition", "kind"), IN_A_ROW)
def test_a_condition_that_says_what_a_function_is(condition: str, kind: str) -> None:
    assert kinds(f"$$ f'(x) = 2 x {condition} $$\n") == [kind]
    assert kinds(f"$$ f'(x) = 5 x^7 {condition} $$\n")[0] in ("refuted", "undecided")


def test_a_condition_that_says_what_the_entries_of_an_array_are() -> None:
    assert kinds(r"$$ S^\top = S \quad \text{where } S_{ij} = A_{ij} - A_{ji} $$") == ["unread"]
    assert kinds(r"$$ S^\top = S \quad \text{where } S_{ij} = A_{ji} + A_{ij} $$") == ["proved"]
    assert kinds(r"$$ S_{ij} w_j = w_j \quad \text{if } S_{ij} = 1 $$") == ["proved"]


SAME = [
    r"Here $S = A^\top + A$.", r"From here on, $S_{ij} = A_{ij} + A_{ji}$.", r"Recall that $S = 2 A + A^\top - A$.",
    r"Throughout $f(u) = u \cdot u$.", r"Here $f(u) = |u|^2$.", r"In what follows, $f = (\cdot)^2$.",
    r"Here $L = \|w\|^2$.", r"where $L(w) = \sum_i w_i^2$", "Now $c = 2 + 1$.",
]


@pytest.mark.parametrize("words", SAME)
def test_what_says_the_same_changes_nothing(words: str) -> None:
    shown = f"{OLD}\n{SLOPE}\n$$ \\nabla_w L = 2 w $$\n\n$$ c x = 3 x $$\n"
    assert kinds(f"{words}\n\n{shown}") == ["proved"] * 4
    assert kinds(f"{words}\n\n{NEITHER}\n{OTHER}") == ["refuted", "refuted"]


MERELY = [
    "Here $f(1) = 1$, and $f(u) \\ge 0$.", "so $L = 3$ for this example.", "Here $L = 3$.", "Now $y = t$ holds.",
    "Here $f(x) = 0$.", "Here $f(x) = x$.", "Here $S = I$.", "where $S = 0$.", "Hence $S = A A$ is no such matrix.",
    "We see that $S = A A$ is another one.", "It is not $S = A A$.", "Is here $S = A A$?", "unless $S = A A$, perhaps.",
    "The equation $S = A A$ has a solution.", "The minimum is where $S = A A$.", "Here $Q = A A$.", "Here $S = S A$.",
    "<!-- Here $S = A A$. -->", "Here `$S = A A$`.", "# Another\nHere $S = A A$ and $f(u) = e^u$.\n\n# A section",
    "From here on we show that $S = A A$.", "If $S = A A$, something holds. Now all is well.", "Here $S = B A$.",
]


@pytest.mark.parametrize("words", MERELY)
def test_what_is_merely_said_of_a_name_defines_nothing(words: str) -> None:
    assert kinds(f"{words}\n\n{OLD}\n{SLOPE}\n{NEITHER}") == ["proved", "proved", "refuted"]


def test_with_and_if_are_about_the_next_formula() -> None:
    assert kinds(f"With $S = A A$ we get\n\n{OLD}\n{OLD}") == ["unread", "proved"]
    assert kinds(f"Here $S = A A$, and we get\n\n{OLD}\n{OLD}") == ["unread", "unread"]


def test_the_last_one_counts() -> None:
    assert kinds(f"Here $f(u) = e^u$.\n\n{SLOPE}\nNow $f(u) = u^2$ again.\n\n{SLOPE}") == ["unread", "proved"]
    assert kinds(f"Here $f(u) = e^u$.\n\n{SLOPE}\nNow $f(u) = u^3$.\n\n$$ f'(x) = 3 x^2 $$\n") == ["unread", "unread"]


def test_what_rests_on_the_name_is_not_read_either() -> None:
    text = "From here on, $f(u) = u^3$ and $L = \\sum_i w_i$.\n\n"
    assert kinds(f"{text}$$ g'(x) = 2 x $$\n\n$$ g'(x) = 3 x^2 $$\n\n$$ g'(x) = x^9 $$\n") == [
        "unread", "unread", "refuted",
    ]
    assert kinds(f"{text}$$ K = w^\\top w + c_0 $$\n\n$$ K - c_0 = L $$\n\n$$ c_0 x = x c_0 $$\n") == [
        "unread", "proved", "proved",
    ]


@pytest.mark.parametrize("words", ["From here on, $S := A w$.", "Redefine $S = A w$.", "Here $S = A w$."])
def test_what_does_not_fit_with_it_is_not_read(words: str) -> None:
    assert kinds(f"{words}\n\n{OLD}\n{SLOPE}\n{NEITHER}") == ["unread", "proved", "undecided"]


@pytest.mark.parametrize("words", ["From here on, $f(u, v) := u v$.", "Here $S(u) := u A$.", "Redefine $S = B A$."])
def test_what_has_no_meaning_with_it_is_not_read_either(words: str) -> None:
    name = words[words.index("$") + 1]
    (found,) = answers(f"{words}\n\n{OLD if name == 'S' else SLOPE}")
    assert found.verdict.kind.value == "unread"
    assert f"`{name}` is defined at line {7 if name == 'S' else 5}, and explained otherwise" in found.verdict.message


def test_nor_is_what_rests_on_one_that_has_none() -> None:
    assert kinds(f"From here on, $S := B A$.\n\n{OLD}\n{SLOPE}") == ["unread", "proved"]
    assert kinds(f"Here $S = B A$ and $f(u) = e^u$.\n\n{OLD}\n{SLOPE}") == ["proved", "unread"]


def test_sides_that_fit_with_it_only_are_not_refuted() -> None:
    assert kinds("From here on, $L := w$.\n\n$$ L = w $$\n\n$$ L = A $$\n") == ["unread", "refuted"]


def test_an_unknown_loss_may_be_another_one() -> None:
    shown = [r"\frac{\partial J}{\partial y} = y", r"\frac{\partial J}{\partial y} = 2 y", "J + x = x + J"]
    text = "\n\n".join(f"$$ {each} $$" for each in shown)
    assert kinds(f"Here $J = \\frac12 y^\\top y$.\n\n{text}\n") == ["unread", "refuted", "proved"]


def test_what_an_assumption_pins_down_may_be_another_one_too() -> None:
    given = "<!-- derive\nM \\in R^{n \\times n}\nassume M (I + A A) = I\n-->\n\nHere $M = I - A A$.\n\n"
    assert kinds(f"{given}$$ M + M A A = I $$\n\n$$ M + A A = I $$\n\n$$ M = 3 I $$\n") == [
        "unread", "unread", "refuted",
    ]


def test_no_answer_and_no_correction_rests_on_one_of_the_two() -> None:
    (asked,) = answers("Here $f(u) = e^u$.\n\n$$ f'(x) = ? $$\n")
    assert asked.verdict.kind.value == "unread"
    (asked,) = answers("Here $S = A - A^\\top$.\n\n$$ S^\\top = ? $$\n")
    assert asked.verdict.kind.value == "unread"
    (asked,) = answers("Here $f(u) = e^u$.\n\n$$ \\nabla_w L = ? $$\n")
    assert asked.verdict.answer is not None
    (false,) = answers("Here $f(u) = e^u$.\n\n$$ f'(x) = 3 x $$\n")
    assert false.verdict.kind.value == "refuted" and false.verdict.correction is None
    (false,) = answers("Here $L = \\|w\\|^2$.\n\n$$ \\nabla_w L = 3 w $$\n")
    assert false.verdict.correction is not None and false.verdict.correction.source.endswith("= 2 w")


@pytest.mark.parametrize("code", codes()[1:])
def test_nothing_of_it_is_left_in_english(code: str) -> None:
    text = f"Here $f(u) = e^u$ and $S := B w$.\n\n{OLD}\n{SLOPE}\n$$ f'(x) = ? $$\n\n$$ \\pi = 3 $$\n"
    judged = judge_document(read(Source("note.md", GIVEN["note.md"] + text)))
    assert untranslated(said(judged), language(code)) == []
