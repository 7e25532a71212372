"""The report for a terminal."""

from __future__ import annotations

import io
import re

import pytest

from derive.judging.document import judge_document
from derive.judging.results import Finding, Judged, Judgement, Mark
from derive.judging.verdict import AllSizes, Correction, Counterexample, Kind, Verdict
from derive.reading.document import read
from derive.reading.source import Source, Span
from derive.reporting.selection import Selection, unexpected
from derive.reporting.text import excerpt, render, show


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def lines(*items: Judged) -> list[str]:
    return render([Judgement("note.md", "", items, 1, 0)]).plain.splitlines()


def one(verdict: Verdict, source: str = "a = b") -> Judged:
    return Judged("one", 8, 3, source, "", 1, verdict)


@pytest.mark.parametrize(
    ("verdict", "line"),
    [
        (
            Verdict(Kind.PROVED, "equal", ({"n": 2, "m": 3}, {"n": 3, "m": 2})),
            "note.md:8:3: proved  a = b  at sizes n=2, m=3; n=3, m=2",
        ),
        (Verdict(Kind.PROVED, "equal", AllSizes({"n": 1, "m": 2})), "note.md:8:3: proved  a = b  for all n, m ≥ 2"),
        (Verdict(Kind.PROVED, "equal at every value", ({},)), "note.md:8:3: proved  a = b  equal at every value"),
        (Verdict(Kind.REFUTED, "differs"), "note.md:8:3: refuted  a = b  differs"),
        (Verdict(Kind.SKIPPED, "a picture"), "note.md:8:3: skipped  a = b  a picture"),
        (Verdict(Kind.UNDECIDED, ""), "note.md:8:3: undecided  a = b"),
    ],
)
def test_each_claim_is_one_line_with_its_place(verdict: Verdict, line: str) -> None:
    assert lines(one(verdict))[0] == line


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (((3, 7),), "note.md:3:7: note  1 equation in running text is not judged: line 3."),
        (((3, 7), (3, 9)), "note.md:3:7: note  2 equations in running text are not judged: line 3."),
        (((3, 7), (5, 1), (5, 9)), "note.md:3:7: note  3 equations in running text are not judged: lines 3, 5."),
    ],
)
def test_equations_in_running_text_are_told_with_their_lines(places: tuple[tuple[int, int], ...], said: str) -> None:
    judgement = Judgement("note.md", "", (one(Verdict(Kind.PROVED, "equal")),), 1, 0, running=places)
    assert render([judgement]).plain.splitlines()[1:] == [said, "1 proved"]
    assert "note " not in render([unexpected(judgement)]).plain
    assert "note " not in render([Selection.of(["proved"], []).within(judgement)]).plain
    assert Selection().within(judgement) == judgement


def test_a_proof_at_sizes_never_says_all(judgement: Judgement) -> None:
    assert "all sizes" not in render([judgement]).plain
    assert "for all" not in render([judgement]).plain


def test_a_refuted_claim_shows_sizes_values_entry_and_both_sides(judgement: Judgement) -> None:
    refuted = next(item for item in judgement.items if item.id == "softmax.dx")
    assert lines(refuted)[1:5] == [
        "    At C=2 the sides part in row 1, column 1: the left side is 1/4, the right side 1/2.",
        "    with x = [0 0], ∂L/∂y = [1 0]",
        "    left [1/4 -1/4], right [1/2 -1/4]",
        "    did you mean ∑_(1 ≤ j ≤ C) (∂L/∂yⱼ) (−yⱼy_q) + (∂L/∂y_q) y_q?  (a power was left out)",
    ]


FALSE = Counterexample({"n": 1}, {"x": (("0",),)}, {}, (1, 1), "0", "1", (("0", "2"),), (("1", "2"),))
AT = "False at n=1 in entry (1, 1): the left side is 0, the right side"


@pytest.mark.parametrize(("message", "times"), [(f"{AT} 1.", 0), (f"{AT} 10.", 1), ("They differ.", 1)])
def test_both_sides_are_said_once(message: str, times: int) -> None:
    shown = lines(one(Verdict(Kind.REFUTED, message, counterexample=FALSE)))
    assert "\n".join(shown).count("the sides part") == times
    assert shown[1 + times :] == ["    with x = 0", "    left [0 2], right [1 2]", "1 refuted; 1 is not as expected"]


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (r"False as stated; true if $\sum_j t_j = 1$.", "False as stated; true if ∑ⱼtⱼ = 1."),
        ("Not decided: it costs 5$.", "Not decided: it costs 5$."),
        (r"$x$ or $\frac{a}{b}$", "x or a/b"),
    ],
)
def test_formulas_in_a_message_are_shown_as_formulas(message: str, shown: str) -> None:
    assert lines(one(Verdict(Kind.CONDITIONAL, message)))[0] == f"note.md:8:3: conditional  a = b  {shown}"


def test_an_assumption_is_named_once() -> None:
    told = Verdict(Kind.CONDITIONAL, "False as stated; true if $a > 0$.", assumption="a > 0")
    assert len(lines(one(told))) == 2
    untold = Verdict(Kind.CONDITIONAL, "False as stated; true if $a > 0$.", assumption="b > 0")
    assert lines(one(untold))[1] == "    under the assumption b > 0"


def test_a_correction_says_what_was_changed() -> None:
    correction = Correction("a = Z_1^T", 4, 9, "Z_1^T", "Z_1 for U_1, on the right side")
    shown = lines(one(Verdict(Kind.REFUTED, "m", correction=correction)))
    assert shown[1] == "    did you mean Z₁ᵀ?  (Z₁ for U₁, on the right side)"


def test_findings_come_after_the_claims_of_their_document() -> None:
    found = Finding("$L$ at 9:1 is $2$ times $L$ at 3:1.", ((3, 1), (9, 1)))
    first = Judgement("a.md", "", (one(Verdict(Kind.PROVED, "m")),), 1, 0, (found,))
    shown = render([first, Judgement("b.md", "", (), 0, 0)]).plain.splitlines()
    assert shown[1:] == ["a.md:3:1: finding  L at 9:1 is 2 times L at 3:1.", "1 proved, 1 finding in 2 documents"]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_terminal_folds_lines_and_loses_nothing(
    width: int, judgement: Judgement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", str(width))
    stream = Terminal()
    show([judgement], stream)
    folded = re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue())
    assert max(map(len, folded.splitlines())) <= width
    assert "".join(folded.split()) == "".join(render([judgement], width).plain.split())


def test_an_unread_formula_has_its_source_line_and_carets(judgement: Judgement) -> None:
    unread = next(item for item in judgement.items if item.id == "bad.1")
    assert lines(unread)[1:3] == ["    a = b \\heartsuit c", "          ^^^^^^^^^^"]


def test_a_verdict_that_was_not_expected_says_what_was() -> None:
    item = Judged("one", 1, 1, "a", "", 1, Verdict(Kind.REFUTED, "differs"), Kind.PROVED)
    assert "    expected proved" in lines(item)


def test_the_last_line_counts(judgement: Judgement) -> None:
    last = render([judgement]).plain.splitlines()[-1]
    assert last.startswith("4 proved, 2 refuted, ")
    assert lines()[-1] == "nothing was claimed"


def test_a_pipe_gets_the_same_text_without_colour(judgement: Judgement) -> None:
    stream = io.StringIO()
    show([judgement], stream)
    assert stream.getvalue() == render([judgement]).plain


def test_a_terminal_gets_colour(judgement: Judgement, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()
    show([judgement], stream)
    assert "\x1b[" in stream.getvalue()


@pytest.mark.parametrize("evil", ["\x1b[2J", "\x07", "\u202e", "\r"])
def test_no_control_character_reaches_the_terminal(evil: str) -> None:
    mark = Mark(Span(0, 1), f"a{evil}b\n ^")
    item = Judged("one", 1, 1, f"a{evil}b", "", 1, Verdict(Kind.UNREAD, f"found {evil}"), mark=mark)
    text = render([Judgement(f"no{evil}te.md", "", (item,), 1, 0)]).plain
    assert evil not in text


@pytest.mark.parametrize(
    ("caret", "shown"),
    [
        ("ab\n ^", "ab\n ^"),
        ("\tb\n ^", " b\n ^"),
        ("行列b\n  ^", "行列b\n    ^"),
        ("a\n  ^^", "a\n ^^"),
        ("a", "a\n^"),
    ],
)
def test_carets_stand_under_what_they_mark(caret: str, shown: str) -> None:
    assert excerpt(caret) == shown


def test_a_long_source_line_is_cut_around_its_carets() -> None:
    shown, marks = excerpt("a" * 5000 + "X" + "b" * 5000 + "\n" + " " * 5000 + "^").split("\n")
    assert len(shown) <= 102
    assert shown[marks.index("^")] == "X"


def test_a_formula_without_room_beside_its_verdict_stands_below_it_in_one_piece(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    shown = []
    for source in ("a = b + c + d + e + f + g + h + i + j", "a = b"):
        stream = Terminal()
        proved = Verdict(Kind.PROVED, "equal", AllSizes({"n": 1, "m": 2}))
        show([Judgement("lectures/note.md", "", (one(proved, source),), 1, 0)], stream)
        shown.append(re.sub(r"\x1b\[[0-9;]*m", "", stream.getvalue()).splitlines()[:-1])
    assert shown == [
        [
            "lectures/note.md:8:3: proved",
            "    a = b + c + d + e + f + g + h + i + j",
            "    for all n, m ≥ 2",
        ],
        ["lectures/note.md:8:3: proved  a = b  for all n, m ≥ 2"],
    ]


@pytest.mark.parametrize("assumed", ["assume D > 0", "assume: D > 0", "assume D"])
def test_an_assumption_that_is_not_understood_is_told_as_one(assumed: str) -> None:
    judgement = judge_document(read(Source("note.md", f"<!-- derive\n{assumed}\n-->\n$$ 1 = 1 $$\n")))
    assert "unread  assume D" in render([judgement]).plain
