"""The reports in another language: nothing is left in English, and no pattern swallows another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import derive
from derive.judging.edits.table import TABLE
from derive.judging.verdict import Convention, Kind
from derive.kernels.collect import Studied
from derive.numeric import LIMITS, Against
from derive.reporting.language import (
    ANYTHING,
    BUILT_IN,
    ENGLISH,
    FIRST,
    BadTable,
    Language,
    Pattern,
    Slot,
    codes,
    language,
    table,
)
from tests.reporting.messages import phrases, pieces
from tests.reporting.said import said, untranslated

ROOT = Path(derive.__file__).parent
SPEAKING = ("reading", "meaning", "judging", "reporting/pictures", "reporting/wording.py")
"""Where messages for people are made."""
SILENT = (
    "judging/exact", "judging/expressions", "judging/modular", "judging/solving/matrices.py",
    "judging/symbols/floats.py", "judging/symbols/reference.py", "judging/words/properties.py",
    "reading/grammar/limiting.py", "reading/source.py", "reading/tokens.py",
)
"""What is said there no report shows: it stays inside, is an error of the command line, or is what is looked for.

What the properties say themselves, `judging/test_words` looks up.
"""
NOT_SAID = {
    "in case", "for any", "in other cases", "such that", "length of", "diagram", "diagram piece", "slim", "proved sign",
    "suppose that", "assume that", "we have", "we get", "we obtain", "it follows that", "which gives", "and thus",
    "and hence", "and therefore", "or equivalently", "respect", "given that", "provided that", "assuming that",
}
"""Words that are read, not said, and names of classes."""
OTHERS = codes()[1:]


def modules() -> Iterator[Path]:
    for name in SPEAKING:
        place = ROOT / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            if not path.relative_to(ROOT).as_posix().startswith(SILENT):
                yield path


def literals(kinds: Language) -> Iterator[str]:
    """The English of every pattern, with a mark for each placeholder."""
    for patterns in kinds.patterns.values():
        for pattern in patterns:
            yield "".join(part if isinstance(part, str) else "\0" for part in pattern.english)


@pytest.fixture(params=OTHERS)
def other(request: pytest.FixtureRequest) -> Language:
    return language(str(request.param))


def test_there_is_japanese_beside_english() -> None:
    assert codes()[0] == "en" and "ja" in codes()
    assert language("en") is ENGLISH


def test_english_says_what_it_is_told() -> None:
    assert ENGLISH.say("Anything at all.") == "Anything at all." and ENGLISH.knows("Anything at all.")


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: path.relative_to(ROOT).as_posix())
@pytest.mark.parametrize("code", OTHERS)
def test_every_phrase_of_the_code_stands_in_the_table(path: Path, code: str) -> None:
    known = " | ".join(" ".join(pieces(each)) + " | " + " | ".join(pieces(each)) for each in literals(language(code)))
    known = known.lower()
    missing = [f"{path.name}:{line}: {piece}" for line, piece in phrases(path) if piece.lower() not in known]
    assert [each for each in missing if each.partition(": ")[2] not in NOT_SAID] == []


def test_the_table_has_no_word_that_the_code_does_not_say(other: Language) -> None:
    sources = (path for path in ROOT.rglob("*") if path.suffix in (".py", ".html", ".tex"))
    said_ = {word for path in sources for word in re.findall("[a-z]+", path.read_text(encoding="utf-8").lower())}
    words = {word for each in literals(other) for word in re.findall("[a-z]+", each.lower())}
    assert words - said_ == set()


def test_words_alone_are_known(other: Language) -> None:
    verdicts = {kind.value for kind in Kind}
    assert {word for word in verdicts if not other.knows(word)} == set()
    kinds = {row.kind for row in TABLE}
    assert {kind for kind in kinds if not other.knows(kind, "kind")} == set()
    assert {each.value for each in Convention if not other.knows(f"By a convention: 1 {each.value}.")} == set()


def test_what_kernels_are_compared_with_can_be_said(other: Language) -> None:
    assert {each.value for each in Against if not other.knows(each.value)} == set()
    assert {LIMITS[each].reason for each in Against if not other.knows(LIMITS[each].reason, "why")} == set()


SAMPLES = {ANYTHING: "The Title", "element": chr(FIRST), "number": "2×3"}


def filled(pattern: Pattern, patterns: dict[str, tuple[Pattern, ...]], depth: int = 0) -> tuple[str, str]:
    """A pattern with something in its placeholders, in both languages."""
    values: dict[str, tuple[str, str]] = {}
    for number, slot in enumerate(part for part in pattern.english if isinstance(part, Slot)):
        if slot.kind in BUILT_IN:
            values[slot.name] = (SAMPLES[slot.kind],) * 2
        elif slot.kind is None:
            values[slot.name] = (f"x{number}", f"x{number}")
        else:
            simple = min(patterns[slot.kind], key=lambda each: (_kinds(each), not each.literal, each.literal))
            values[slot.name] = filled(simple, patterns, depth + 1)
    return (
        "".join(part if isinstance(part, str) else values[part.name][0] for part in pattern.english),
        "".join(part if isinstance(part, str) else values[part.name][1] for part in pattern.other),
    )


def _kinds(pattern: Pattern) -> int:
    return sum(isinstance(part, Slot) and part.kind not in (None, *BUILT_IN) for part in pattern.english)


def test_every_pattern_is_read_as_itself(other: Language) -> None:
    wrong = []
    for kind, patterns in other.patterns.items():
        for pattern in patterns:
            english, expected = filled(pattern, dict(other.patterns))
            found = other.phrase(english, kind)
            if found != expected:
                wrong.append(f"[{kind}] {english}: {found}, expected {expected}")
    assert wrong == []


def test_no_english_phrase_is_left_in_what_it_becomes(other: Language) -> None:
    patterns = [pattern for kind in other.patterns.values() for pattern in kind]
    texts = ["".join(part for part in pattern.other if isinstance(part, str)) for pattern in patterns]
    assert [text for text in texts if re.search(r"(?<![\\\w`])[a-z]{3,} [a-z]{2,}", re.sub("`[^`]*`", "", text))] == []


def test_the_shipped_documents_are_said_whole(studied: tuple[Studied, ...], other: Language) -> None:
    texts = [text for each in studied for text in said(each.judgement)]
    assert len(texts) > 1000
    assert untranslated(texts, other) == []


def test_code_and_formulas_stay_as_they_are() -> None:
    japanese = language("ja")
    assert japanese.say("`the end` is not declared (line 3, column 4)") == "`the end`は宣言されていない（3行目4文字目）"
    assert japanese.say("definition of $proved$", "reasons") == "$proved$の定義"
    two = japanese.say("product rule; definitions of $n$, $s$", "reasons")
    assert "の定義" in two and "$n$" in two and "$s$" in two and "definition" not in two


def test_phrases_within_a_sentence_are_said_too() -> None:
    text = "False at n=1 for i=2: the left side is 0, the right side 1. True if $x > 0$."
    assert language("ja").say(text) == "偽（n=1、i=2）：左辺は0、右辺は1。$x > 0$ならば真。"


def test_counts_are_said() -> None:
    assert language("ja").say("1 proved, 12 refuted") == "証明済1、反証12"
    assert language("ja").say("4 definitions, 1 convention, 2 kinks") == "定義4、慣習1、折れ点2"
    assert language("ja").say("1 entry compared at sizes n=2.") == "サイズn=2で1成分を比較。"
    text = "6 entries compared at sizes n=2, m=3; n=3, m=2."
    assert language("ja").say(text) == "サイズn=2, m=3; n=3, m=2で6成分を比較。"


@pytest.mark.parametrize(
    "text",
    ["Nobody wrote this.", "nowhere 3", "Both sides are equal. Nobody wrote this.",
     "Both sides are equal whenever it rains.",
     "the words are not declared", "12 nowhere", "Both sides are equal for all n and good."],
)
def test_what_no_pattern_covers_stays_english(text: str) -> None:
    assert not language("ja").knows(text) and language("ja").say(text) == text


def test_a_placeholder_that_the_english_does_not_have_is_an_error() -> None:
    with pytest.raises(BadTable, match=r"has the placeholder nme, but those of `the name \{name\}` are: name"):
        table({"text": {"the name {name}": "名前{nme}"}})


def test_a_kind_that_the_table_does_not_have_is_an_error() -> None:
    with pytest.raises(BadTable, match="has a placeholder of the kind clouse, which the table does not have"):
        table({"text": {"note that {notes:clouse}": "注意：{notes}"}})


def test_the_more_specific_of_two_patterns_counts() -> None:
    made = Language("xx", table({"text": {"{a} for {b}": "1 {a} {b}", "{a} for 1": "2 {a}"}}))
    assert made.say("x for 1") == "2 x"
    assert made.say("x for 2") == "1 x 2"


def test_a_phrase_that_holds_itself_ends() -> None:
    made = Language("xx", table({"text": {"{a:text}; {b:text}": "{a}/{b}", "{a}": "[{a}]"}}))
    assert made.say("x") == "[x]"
    assert made.say("x or y") == "x or y"


TEMPLATES = ROOT / "reporting" / "templates"
SAID = re.compile(r'"([^"]+)"\|say')


def test_what_the_latex_template_says_itself_can_be_said(other: Language) -> None:
    texts = SAID.findall((TEMPLATES / "document.tex").read_text(encoding="utf-8"))
    assert len(texts) > 20
    assert {text for text in texts if not other.knows(text)} == set()


def test_the_latex_template_has_no_words_that_are_not_said() -> None:
    _, _, body = (TEMPLATES / "document.tex").read_text(encoding="utf-8").partition(r"\begin{document}")
    assert bare_words(body) == set()


def test_a_bare_word_in_a_template_is_seen() -> None:
    assert bare_words(r'\note{<<"Proofs"|say>> Bare} & <% if word %>\begin{tabular}{@{}lr@{}}') == {"Bare"}


def bare_words(template: str) -> set[str]:
    """Words of a template that are neither expressions, nor commands, environments and their options."""
    expressions = r"<<.*?>>|<%.*?%>|<#.*?#>"
    commands = r"\\(?:begin|end|color|word|thispagestyle)\{[^}]*\}|\\[a-zA-Z]+|[pm]\{[^}]*\}|\{@.*@\{\}\}"
    left = re.sub(commands, " ", re.sub(expressions, " ", template, flags=re.DOTALL))
    return set(re.findall("[A-Za-z]{3,}", left))
