"""What other programs are told: workflow commands for GitHub, and SARIF."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

import pytest

from derive.judging.document import judge_document
from derive.judging.results import Finding, Fix, Judged, Judgement
from derive.judging.verdict import Kind, Verdict
from derive.reading.document import read
from derive.reading.source import Source, Span
from derive.reporting.formats.github import as_github
from derive.reporting.formats.rules import HELP, RULES
from derive.reporting.formats.sarif import as_sarif
from derive.reporting.formats.trouble import Checked, Lost
from tests.reporting.sarif import violations

GIVEN = "<!-- derive\nx, y \\in R\n-->\n\n"
TEXT = (
    GIVEN
    + "$$ x + y = y + x $$\n\n"
    + "𝟙 $$ (x + y)^2 = x^2 + x y + y^2 $$\n\n"
    + "$$\nx = u\n$$\n\n"
    + "$$ y + y = y $$\n"
)


def checked(text: str = TEXT, path: str = "note.md") -> Checked:
    source = Source(path, text)
    return Checked(source, judge_document(read(source)))


def by_hand(path: str, verdict: Verdict, **more: Any) -> Checked:
    item = Judged("one", 1, 1, "a = b", "", 1, verdict, span=Span(0, 5), **more)
    return Checked(Source(path, "a = b"), Judgement(path, "", (item,), 1, 0))


def commands(document: Checked) -> list[tuple[str, dict[str, str], str]]:
    """Commands as GitHub reads them."""
    found = []
    for line in as_github([document]).splitlines():
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert match is not None, line
        pairs = dict(pair.split("=", 1) for pair in match[2].split(","))
        found.append((match[1], {name: unquote(value) for name, value in pairs.items()}, unquote(match[3])))
    return found


def test_github_is_told_of_what_is_not_as_expected() -> None:
    first, second, third = commands(checked())
    assert first[:2] == (
        "error",
        {"file": "note.md", "line": "7", "col": "24", "endColumn": "25", "title": "refuted: (x + y)² = x² + xy + y²"},
    )
    assert first[2].splitlines()[-1].startswith("did you mean ")
    assert (second[0], second[1]["title"], second[1]["line"], second[1]["col"]) == ("error", "unread: x = u", "10", "5")
    assert third[0] == "error"


@pytest.mark.parametrize("text", [GIVEN + "$$ x = x + 0 $$", "", GIVEN + "$$ z := x $$\n\n$$ x \\to y $$"])
def test_nothing_is_told_where_all_is_as_expected(text: str) -> None:
    assert as_github([checked(text)]) == ""
    assert log(checked(text))["results"] == []


@pytest.mark.parametrize(
    ("verdict", "more", "level"),
    [
        (Verdict(Kind.REFUTED, "m"), {}, "error"),
        (Verdict(Kind.CONDITIONAL, "m"), {}, "error"),
        (Verdict(Kind.UNREAD, "m"), {}, "error"),
        (Verdict(Kind.UNDECIDED, "m"), {}, "warning"),
        (Verdict(Kind.PROVED, "m"), {"expected": Kind.REFUTED}, "warning"),
        (Verdict(Kind.CONVENTION, "m"), {"expected": Kind.PROVED}, "warning"),
    ],
)
def test_how_bad_it_is(verdict: Verdict, more: dict[str, Any], level: str) -> None:
    document = by_hand("a.md", verdict, **more)
    assert [each[0] for each in commands(document)] == [level]
    assert [each["level"] for each in log(document)["results"]] == [level]


def test_what_would_end_a_command_is_escaped() -> None:
    (line,) = as_github([by_hand("a,b:c%d.md", Verdict(Kind.UNDECIDED, "100%, so: yes\n::error::no"))]).splitlines()
    assert line == (
        "::warning file=a%2Cb%3Ac%25d.md,line=1,col=1,endColumn=6,title=undecided%3A a = b"
        "::100%25, so: yes%0A::error::no."
    )


def test_a_finding_is_a_notice_at_its_first_place() -> None:
    found = Finding("$m$ counts rows at 2:1 and columns at 3:2.", ((2, 1), (3, 2)))
    document = Checked(Source("a.md", "one\ntwo\n three\n"), Judgement("a.md", "", (), 0, 0, (found,)))
    ((level, properties, message),) = commands(document)
    assert (level, properties["line"], message) == ("notice", "2", "m counts rows at 2:1 and columns at 3:2.")
    (result,) = log(document)["results"]
    assert (result["ruleId"], result["level"]) == ("finding", "note")
    assert [region(each) for each in result["relatedLocations"]] == [(3, 2, 3, 7)]


def log(*documents: Checked) -> Any:
    """The one run of a log, after what the schema asks of it was looked at."""
    whole = json.loads(as_sarif(documents))
    assert whole["version"] == "2.1.0" and whole["$schema"].endswith("sarif-schema-2.1.0.json")
    assert violations(whole) == []
    (run,) = whole["runs"]
    _conforms(run)
    return run


def _conforms(run: Any) -> None:
    """What the schema of SARIF 2.1.0 requires of the properties that are used, and what they may be."""
    assert set(run) == {"tool", "columnKind", "results"} and run["columnKind"] == "utf16CodeUnits"
    driver = run["tool"]["driver"]
    assert driver["name"] and all(isinstance(value, str) for name, value in driver.items() if name != "rules")
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    for rule in driver["rules"]:
        assert set(rule) <= {"id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"}
        assert rule["shortDescription"]["text"].endswith(".") and rule["help"]["text"] and rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        assert all(isinstance(value, str) and value for value in result["partialFingerprints"].values())
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            _is_artifact(location["physicalLocation"]["artifactLocation"])
            start, column, end, last = region(location)
            assert 1 <= start <= end and column >= 1 and (start, column) < (end, last)
        for fix in result.get("fixes", ()):
            assert fix["description"]["text"] and fix["artifactChanges"]
            for change in fix["artifactChanges"]:
                _is_artifact(change["artifactLocation"])
                assert all(set(each) == {"deletedRegion", "insertedContent"} for each in change["replacements"])


def _is_artifact(location: Any) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._~/%:-]+", location["uri"])
    assert ("uriBaseId" in location) == (not location["uri"].startswith("file:///"))


def region(location: Any) -> tuple[int, int, int, int]:
    found = location["physicalLocation"]["region"]
    return found["startLine"], found["startColumn"], found["endLine"], found["endColumn"]


def test_a_result_has_its_place_in_code_units_of_utf_16() -> None:
    refuted, unread, other = log(checked())["results"]
    assert [each["ruleId"] for each in (refuted, unread, other)] == ["refuted", "unread", "refuted"]
    assert region(refuted["locations"][0]) == (7, 25, 7, 26)
    assert region(unread["locations"][0]) == (10, 5, 10, 6)
    assert refuted["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "document.2"}]


def test_a_fix_put_in_by_its_region_is_proved() -> None:
    refuted = log(checked())["results"][0]
    (change,) = refuted["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    gone = replacement["deletedRegion"]
    assert gone["startLine"] == gone["endLine"] == 7
    units = TEXT.split("\n")[6].encode("utf-16-le")
    start, end = 2 * (gone["startColumn"] - 1), 2 * (gone["endColumn"] - 1)
    line = units[:start] + replacement["insertedContent"]["text"].encode("utf-16-le") + units[end:]
    after = checked(GIVEN + line.decode("utf-16-le"))
    assert [item.verdict.kind for item in after.judgement.items] == [Kind.PROVED]


def test_a_log_that_is_none_does_not_conform() -> None:
    whole = json.loads(as_sarif([checked()]))
    whole["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"] = []
    whole["runs"][0]["results"][1]["level"] = "bad"
    assert [each.partition(": ")[0] for each in violations(whole)] == [
        "$.runs[0].results[0].fixes[0].artifactChanges[0].replacements", "$.runs[0].results[1].level",
    ]


FIXES: dict[str, tuple[tuple[Span, int, int], tuple[Span, int, int], int]] = {
    "at one place": ((Span(4, 4), 1, 0), (Span(4, 4), 2, 0), 1),
    "one behind the other": ((Span(0, 2), 1, 0), (Span(2, 3), 2, 0), 1),
    "one in the other": ((Span(0, 5), 1, 0), (Span(2, 3), 2, 0), 1),
    "the later one first": ((Span(3, 5), 1, 0), (Span(0, 4), 2, 0), 1),
    "of one chain": ((Span(0, 1), 1, 1), (Span(4, 5), 1, 1), 1),
    "of two chains": ((Span(0, 1), 1, 1), (Span(4, 5), 1, 2), 2),
    "of two formulas": ((Span(0, 1), 1, 1), (Span(4, 5), 2, 1), 2),
}


@pytest.mark.parametrize(("one", "other", "number"), FIXES.values(), ids=FIXES)
def test_fixes_that_cannot_be_made_together_are_not_offered_together(
    one: tuple[Span, int, int], other: tuple[Span, int, int], number: int
) -> None:
    items = tuple(
        Judged(str(display), 1, 1, "a = b", "", display, Verdict(Kind.REFUTED, "m"), span=Span(0, 5),
               fix=Fix(span, "c"), chain=chain)
        for span, display, chain in (one, other)
    )
    results = log(Checked(Source("a.md", "a = b"), Judgement("a.md", "", items, 1, 0)))["results"]
    assert len(results) == 2 and "fixes" in results[0]
    assert sum("fixes" in each for each in results) == number


def test_results_without_a_correction_have_no_fix() -> None:
    (result,) = log(by_hand("a.md", Verdict(Kind.REFUTED, "m")))["results"]
    assert "fixes" not in result


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("note.md", "note.md"),
        ("a folder/nöte.md", "a%20folder/n%C3%B6te.md"),
        ("../b:c#d?e.md", "../b%3Ac%23d%3Fe.md"),
        ("/root of all/a.md", "file:///root%20of%20all/a.md"),
    ],
)
def test_files_are_named_by_addresses(path: str, uri: str) -> None:
    (result,) = log(by_hand(path, Verdict(Kind.REFUTED, "m")))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_a_fingerprint_stays_when_lines_move_and_tells_claims_apart() -> None:
    def marks(text: str) -> list[str]:
        return [each["partialFingerprints"]["claim/v1"] for each in log(checked(text))["results"]]

    twice = TEXT + "\n$$ y + y = y $$\n"
    assert marks(TEXT.replace("𝟙", "More words.\n\n")) == marks(TEXT)
    assert marks(twice)[:3] == marks(TEXT)
    assert len(set(marks(twice))) == 4
    assert marks(TEXT.replace("y + y = y $", "y - y = y $"))[2] != marks(TEXT)[2]


def test_a_file_that_cannot_be_judged_is_told_too() -> None:
    lost = [Lost("a, b.md", "a, b.md: not UTF-8 text\nat all")]
    assert as_github([], lost) == "::error file=a%2C b.md,title=cannot be judged::a, b.md: not UTF-8 text%0Aat all\n"
    whole = json.loads(as_sarif([], lost))
    assert violations(whole) == []
    (invocation,) = whole["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("a, b.md: not UTF-8") and note["level"] == "error"
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%2C%20b.md"


def test_every_verdict_has_a_rule_and_advice() -> None:
    assert list(RULES) == list(HELP) == [*(kind.value for kind in Kind), "finding"]
    assert [rule["id"] for rule in log()["tool"]["driver"]["rules"]] == list(RULES)


def test_no_control_character_is_told() -> None:
    document = by_hand("a.md", Verdict(Kind.UNREAD, "found \x1b[2J"))
    assert "\x1b" not in as_github([document])
    assert "\\u001b" not in as_sarif([document])
