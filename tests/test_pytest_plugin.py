"""The plugin for pytest: claims as tests, what fails, and how it is told."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from derive import pytest_items
from derive.cli import main
from derive.judging import decision
from derive.judging.evidence import Disagreement
from derive.meaning.document import understand
from derive.meaning.meanings import Understood
from derive.reading.items import Document

pytest_plugins = ("pytester",)

ROOT = Path(__file__).parents[1]
NOTE = r"""<!-- derive
X \in R^{N \times n},  W \in R^{n \times n}
Y := X W,  L := L(Y)
id: dw
-->

$$ \frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y} $$

<!-- derive
id: dx
-->

$$ \frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} W $$

$$ Z := X + X $$

# A section

<!-- derive
skip: shown in the course
-->

$$ Z = 3 X $$

$$ Z = U $$

$$ Z \to X $$

<!-- derive
expect: refuted
-->

$$ Z = X $$

$$ Z = X + X = X $$
"""
NAMES = ["dw", "dx", "a-section.1", "a-section.2", "a-section.4", "a-section.5", "a-section.6", "findings"]
ALWAYS = ("-p", "derive.pytest_plugin", "-p", "no:cacheprovider", "-W", "error")
OUTCOMES = {"passed": 4, "failed": 3, "skipped": 1}


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Runner:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return Runner(pytester)


class Runner:
    """Runs pytest with the plugin as a user has it."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester

    def write(self, text: str, name: str = "note.md") -> None:
        self.pytester.path.joinpath(name).write_text(text, encoding="utf-8")

    def __call__(self, *arguments: str) -> pytest.RunResult:
        return self.pytester.runpytest_inprocess(*ALWAYS, *arguments)

    def apart(self, *arguments: str) -> pytest.RunResult:
        """The same in a process of its own."""
        return self.pytester.runpytest_subprocess(*ALWAYS, *arguments)


def test_every_claim_is_a_test_at_its_place(run: Runner) -> None:
    run.write(NOTE)
    done = run("--derive", "-v", "-rA")
    done.assert_outcomes(**OUTCOMES)
    found = re.findall(r"^note\.md::(\S+) (\w+)", done.stdout.str(), re.MULTILINE)
    assert [name for name, _ in found] == NAMES
    assert dict(found)["dw"] == "PASSED" and dict(found)["dx"] == "FAILED"
    assert dict(found)["a-section.1"] == "SKIPPED" and "shown in the course" in done.stdout.str()
    assert "Traceback" not in done.stdout.str() and "pytest_items" not in done.stdout.str()


def test_a_failure_is_the_text_of_the_terminal(run: Runner) -> None:
    run.write(NOTE)
    done = run("--derive", "-k", "dx")
    done.assert_outcomes(failed=1, deselected=len(NAMES) - 1)
    text = done.stdout.str()
    assert "note.md:13:4: refuted  ∂L/∂X = (∂L/∂Y) W  False at N=1, n=2 in entry (1, 1)" in text
    assert "    with X = [0 0], W = [0 0; 1 0], ∂L/∂Y = [0 1]\n" in text
    assert "    did you mean (∂L/∂Y) Wᵀ?  (a transpose put in, on the right side)\n" in text
    assert re.search(r"^FAILED note\.md::dx - refuted  ∂L/∂X", text, re.MULTILINE)


def test_a_step_of_a_chain_says_what_becomes_of_the_chain(run: Runner) -> None:
    run.write(NOTE)
    text = run("--derive", "note.md::a-section.6").stdout.str()
    assert "From its first to its last side the chain is false too." in text


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        ("<!-- derive\nx \\in R\n-->\n\n$$ x = x + u $$\n", {"failed": 1}),
        ("<!-- derive\nx \\in R\nexpect: unread\n-->\n\n$$ x = x + u $$\n", {"passed": 1}),
        ("<!-- derive\nx \\in R\nexpect: refuted\n-->\n\n$$ x = x + 0 $$\n", {"failed": 1, "passed": 1}),
        ("<!-- derive\nx \\in blub\n-->\n\n$$ 1 = 1 $$\n", {"failed": 1, "passed": 2}),
        ("<!-- derive\nx \\in R\n-->\n\n$$ x = x\n", {"failed": 1}),
    ],
)
def test_what_is_not_read_fails(run: Runner, text: str, outcomes: dict[str, int]) -> None:
    run.write(text)
    run("--derive").assert_outcomes(**outcomes)


@pytest.mark.parametrize(
    "text", ["", "Only words.\n", "$$ z := 1 $$\n", "$$ x \\to y $$\n", "<!-- derive\nx \\in R\n-->"]
)
def test_a_document_that_claims_nothing_has_no_tests(run: Runner, text: str) -> None:
    run.write(text)
    done = run("--derive")
    assert done.ret == pytest.ExitCode.NO_TESTS_COLLECTED
    done.stdout.fnmatch_lines(["*no tests ran*"])


def test_without_the_option_nothing_is_collected_and_nothing_heavy_loaded(run: Runner) -> None:
    run.write(NOTE)
    run.write(
        "import sys\n"
        "def test_it():\n"
        "    heavy = {'sympy', 'markdown_it', 'rich', 'derive.judging', 'derive.reading', 'derive.pytest_items'}\n"
        "    assert 'derive.pytest_plugin' in sys.modules and not heavy & set(sys.modules)\n",
        "test_it.py",
    )
    run.apart().assert_outcomes(passed=1)
    assert run("note.md").ret == pytest.ExitCode.USAGE_ERROR


def test_the_marker_selects_claims(run: Runner) -> None:
    run.write(NOTE)
    run.write("def test_it():\n    pass\n", "test_it.py")
    run("--derive", "--strict-markers", "-m", "not derive").assert_outcomes(passed=1, deselected=len(NAMES))
    run("--derive", "-m", "derive", "note.md::dw", "test_it.py").assert_outcomes(passed=1, deselected=1)
    run("--markers").stdout.fnmatch_lines(["@pytest.mark.derive: a claim of a document*"])


def test_the_settings_say_which_files(run: Runner) -> None:
    run.write("$$ 1 = 1 $$\n", "one.md")
    run.write("$$ 1 = 2 $$\n", "two.markdown")
    run.write("\\[ 1 = 3 \\]\n", "three.tex")
    assert run("--derive").parseoutcomes() == {"passed": 3, "failed": 1}
    assert run("--derive", "-o", "derive_files=*.markdown o*.md").parseoutcomes() == {"passed": 3, "failed": 1}
    assert run("--derive", "-o", "derive_files=two.*").parseoutcomes() == {"passed": 1, "failed": 1}


@pytest.mark.parametrize("seconds", ["soon", "0", "-1", "inf", "nan", ""])
def test_a_time_that_is_none_is_refused(run: Runner, seconds: str) -> None:
    done = run("--derive", "-o", f"derive_timeout={seconds}")
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines([f"*derive_timeout: expected a positive number of seconds, not '{seconds}'"])


CLASSES = r"""<!-- derive
Z, T \in R^{n \times m}
assume \sum_j t_{ij} = 1
y_{ij} := e^{z_{ij}} / \sum_k e^{z_{ik}}
L := -\frac{1}{n} \sum_i \sum_j t_{ij} \log y_{ij}
-->

$$ \frac{\partial L}{\partial Z} = \frac{1}{n} (Y - T) $$
"""


def test_a_claim_that_takes_too_long_fails(run: Runner) -> None:
    run.write(CLASSES)
    done = run("--derive", "-o", "derive_timeout=0.001")
    done.assert_outcomes(failed=1, passed=1)
    assert "undecided  ∂L/∂Z = 1/n (Y − T)  Not decided" in done.stdout.str()


UNUSABLE: dict[str, tuple[bytes, str]] = {
    "UTF-16": ("$$ 1 = 1 $$".encode("utf-16"), "not UTF-8 text (byte 0 is 0xff); it looks like UTF-16"),
    "Latin-1": ("é $$ 1 = 1 $$".encode("latin-1"), "not UTF-8 text (byte 0 is 0xe9); is it in another encoding?"),
    "binary": (b"a\0b", "contains NUL bytes; is it a binary file?"),
}


@pytest.mark.parametrize(("content", "said"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_file_that_is_no_text_is_one_failing_test_and_others_go_on(
    run: Runner, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    run.pytester.path.joinpath("bad.md").write_bytes(content)
    run.write("$$ 1 = 1 $$\n", "good.md")
    run.write("def test_it():\n    pass\n", "test_it.py")
    done = run("--derive", "--junitxml=out.xml")
    done.assert_outcomes(passed=3, failed=1)
    capsys.readouterr()
    assert main(["check", "bad.md"]) == 2
    told = capsys.readouterr().err.removeprefix("derive: ").strip()
    assert told.startswith(f"bad.md: {said}")
    text = done.stdout.str()
    assert told in text.splitlines() and "Traceback" not in text
    assert f"FAILED bad.md::readable - {told.removeprefix('bad.md: ')}"[:70] in text
    case = next(each for each in ElementTree.parse("out.xml").iter("testcase") if each.get("name") == "readable")
    assert case.find("failure") is not None


def test_a_document_on_which_derive_fails_is_one_failing_test(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(document: Document) -> tuple[Understood, ...]:
        if document.source.path == "bad.md":
            raise RuntimeError("nobody thought of this")
        return understand(document)

    run.write("$$ 1 = 1 $$\n", "bad.md")
    run.write("$$ 1 = 1 $$\n", "good.md")
    monkeypatch.setattr(pytest_items, "understand", failing)
    done = run("--derive")
    done.assert_outcomes(passed=2, failed=1)
    assert "bad.md: RuntimeError: nobody thought of this" in done.stdout.str()
    assert "This is a defect of derive." in done.stdout.str()


@pytest.mark.parametrize("front", ["title: [unclosed\n: : :\n---\n", "title: x\n"])
def test_front_matter_that_is_wrong_hides_no_claim(run: Runner, front: str) -> None:
    run.write(f"---\n{front}\n$$ 1 = 2 $$\n")
    run("--derive").assert_outcomes(passed=1, failed=1)


def test_a_folder_with_the_name_of_a_document_is_a_folder(run: Runner) -> None:
    run.pytester.path.joinpath("folder.md").mkdir()
    run.write("$$ 1 = 1 $$\n", "folder.md/note.md")
    run("--derive").assert_outcomes(passed=2)


def test_a_finding_is_a_warning(run: Runner) -> None:
    section = "# One\n\n<!-- derive\nX \\in R^{n \\times m}\n-->\n\n$$ X = 1 X $$\n"
    run.write(section + section.replace("One", "Two").replace(r"n \times m", r"m \times n"))
    plain = run("--derive", "-W", "default::derive.pytest_plugin.DocumentFinding")
    plain.assert_outcomes(passed=3, warnings=2)
    assert "note.md:4: DocumentFinding: n counts the rows of X at 4:1" in plain.stdout.str()
    run("--derive").assert_outcomes(passed=2, failed=1)


def test_a_disagreement_of_the_readings_fails_whatever_is_expected(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def contradicting(*_: object) -> None:
        raise Disagreement("one says yes, the other no")

    run.write("<!-- derive\nx \\in R\nexpect: undecided\n-->\n\n$$ x = x + 0 $$\n")
    monkeypatch.setattr(decision, "judge", contradicting)
    monkeypatch.setattr(pytest_items, "findings", contradicting)
    done = run("--derive")
    done.assert_outcomes(failed=2)
    text = done.stdout.str()
    assert "undecided  x = x + 0  Not decided: the readings disagree" in text
    assert "note.md: the readings disagree, a defect of derive: one says yes" in text and "Traceback" not in text


def test_processes_collect_the_same_tests_and_judge_each_once(run: Runner) -> None:
    run.write(NOTE)
    run.write("<!-- derive\nx \\in R\n-->\n\n$$ 2 x = x + x $$\n\n$$ 2 x = x $$\n", "other.md")
    done = run.apart("--derive", "-n", "2", "-v")
    done.assert_outcomes(passed=OUTCOMES["passed"] + 2, failed=OUTCOMES["failed"] + 1, skipped=1)
    text = done.stdout.str()
    assert "did you mean (∂L/∂Y) Wᵀ?" in text
    told = text.partition("= FAILURES =")[0]
    assert sorted(re.findall(r"(?:PASSED|FAILED|SKIPPED) note\.md::(\S+)", told)) == sorted(NAMES)


def test_the_report_for_other_programs_has_places_and_verdicts(run: Runner) -> None:
    run.write(NOTE)
    run("--derive", "--junitxml=out.xml", "-o", "junit_family=xunit1")
    cases = {case.get("name"): case for case in ElementTree.parse(run.pytester.path / "out.xml").iter("testcase")}
    assert list(cases) == NAMES
    assert (cases["dx"].get("file"), cases["dx"].get("line")) == ("note.md", "12")
    failure = cases["dx"].find("failure")
    assert failure is not None and failure.get("message", "").startswith("refuted  ∂L/∂X = (∂L/∂Y) W")
    assert failure.text is not None and "did you mean" in failure.text
    assert cases["dw"].find("failure") is None


@pytest.mark.parametrize("name", ["000-matrix-product.md", "002-inner-product.md"])
def test_our_own_documents_pass(run: Runner, name: str) -> None:
    text = (ROOT / "derive" / "documents" / name).read_text(encoding="utf-8")
    run.write(text)
    done = run("--derive", "-W", "default::derive.pytest_plugin.DocumentFinding")
    assert done.ret == pytest.ExitCode.OK and done.parseoutcomes()["passed"] > 2


def test_the_plugin_itself_is_light() -> None:
    source = (
        "import sys, derive.pytest_plugin\n"
        "ours = {name for name in sys.modules if name.startswith('derive')}\n"
        "assert ours == {'derive', 'derive.pytest_plugin'}, ours\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", source], timeout=60, check=True)
