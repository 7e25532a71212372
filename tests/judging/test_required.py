r"""What is set to zero is a condition on what solves it, and no identity; what is false in another way is refuted."""

from __future__ import annotations

import pytest

from derive.judging.document import alone, begin, judge_document
from derive.judging.results import Judgement
from derive.judging.verdict import Kind
from derive.meaning.document import understand
from derive.reading.document import read
from derive.reading.source import Source
from derive.reporting.language import codes, language
from tests.reporting.said import said, untranslated

GIVEN = """<!-- derive
X \\in R^{n \\times d}, w \\in R^d, y \\in R^n, a \\in R
L := \\frac{1}{2} \\|X w - y\\|^2
-->

"""
GRADIENT = r"X^\top (X w - y)"
NORMAL = r"$$ X^\top X w = X^\top y $$"


def judgement(text: str) -> Judgement:
    return judge_document(read(Source("note.md", f"{GIVEN}{text}\n")))


def kinds(text: str) -> list[str]:
    return [item.verdict.kind.value for item in judgement(text).items]


WORDS = [
    "Setting the gradient to zero gives\n\n$$ {} $$", "We set the derivative equal to $0$:\n$$ {} $$",
    "Equating this to zero,\n$$ {} $$", "At the minimum we have\n$$ {} $$", "The first-order condition is\n$$ {} $$",
    "$$ {} $$\nat the stationary point.", "To find $w$ we solve\n$$ {} $$", "令导数为 0：\n$$ {} $$",
    "$$ {} \\implies w = w $$", "\\begin{{align}} {} \\\\ &\\Rightarrow w = w \\end{{align}}",
]


@pytest.mark.parametrize("words", WORDS)
def test_a_condition_is_not_decided(words: str) -> None:
    text = words.format(f"{GRADIENT} = 0")
    assert kinds(text)[0] == "undecided"
    assert "set to zero here as a condition" in judgement(text).items[0].verdict.message
    assert kinds(words.format(f"{GRADIENT} = y"))[0] == "refuted"
    assert kinds(words.format("w - w = 0"))[0] == "proved"


@pytest.mark.parametrize("sign", ["overset", "stackrel"])
def test_a_sign_that_demands_makes_a_condition(sign: str) -> None:
    demanded = rf"$$ \frac{{\partial L}}{{\partial w}} = {GRADIENT} \{sign}{{!}}{{=}} 0 $$"
    assert kinds(demanded) == ["proved", "undecided"]


@pytest.mark.parametrize("words", ["Hence", "The sum is", "Here $a = 0$, and", "Setting out, we see"])
def test_without_such_words_it_is_false(words: str) -> None:
    assert kinds(f"{words}\n\n$$ {GRADIENT} = 0 $$") == ["refuted"]


SET = "Setting the gradient to zero,\n\n$$ \\frac{\\partial L}{\\partial w} = {} = 0 $$\n\n"
BEHIND = [
    (NORMAL, "undecided"),
    (r"$$ X^\top X w = 2 X^\top y $$", "refuted"),
    (r"$$ X^\top X w - X^\top y = 0 $$", "undecided"),
    (rf"$$ \frac{{\partial L}}{{\partial w}} = 2 {GRADIENT} $$", "refuted"),
    (rf"$$ \frac{{\partial L}}{{\partial w}} = {GRADIENT} $$", "proved"),
    (f"# Another section\n\n{NORMAL}", "refuted"),
]


@pytest.mark.parametrize(("behind", "kind"), BEHIND)
def test_what_follows_from_a_condition_is_no_identity(behind: str, kind: str) -> None:
    text = "# Section\n\n" + SET.replace("{}", GRADIENT)
    assert kinds(text + behind) == ["proved", "undecided", kind]


def test_a_gradient_that_is_set_to_zero_has_to_be_right() -> None:
    assert kinds(SET.replace("{}", f"2 {GRADIENT}")) == ["refuted", "undecided"]
    assert kinds(f"{NORMAL}\n\n" + SET.replace("{}", GRADIENT)) == ["refuted", "proved", "undecided"]


def test_what_is_advised_is_read_and_proves_what_follows() -> None:
    message = judgement(SET.replace("{}", GRADIENT)).items[1].verdict.message
    written = message.split("`")[1]
    text = SET.replace("{}", GRADIENT) + f"<!-- derive\n{written}\n-->\n\n"
    assert kinds(text + NORMAL)[-1] == "proved"
    assert kinds(text + NORMAL.replace("w =", "w = 2"))[-1] == "refuted"


def test_one_claim_alone_has_the_same_verdict() -> None:
    document = read(Source("note.md", GIVEN + SET.replace("{}", GRADIENT) + NORMAL))
    begun = begin(document, understand(document))
    found = [alone(begun, name).verdict.kind for name in begun.tasks]
    assert found == [Kind.PROVED, Kind.UNDECIDED, Kind.UNDECIDED]


@pytest.mark.parametrize("code", [code for code in codes() if code != "en"])
def test_every_language_says_it(code: str) -> None:
    shown = judgement(SET.replace("{}", GRADIENT) + NORMAL)
    assert untranslated(said(shown), language(code)) == []
