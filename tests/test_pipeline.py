"""`derive all` and `derive kernels`: what they refuse to emit, what they answer, and that they repeat themselves."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from derive import cli, pipeline
from derive.commands.kernels import TARGET
from derive.counterparts import PERCEPTRON
from derive.judging import decision
from derive.judging.evidence import Disagreement
from derive.judging.verdict import Verdict
from derive.kernels.collect import Collected, Studied, collect, licence
from derive.kernels.emit import load
from derive.meaning.terms import Derivative, Item
from derive.numeric import Against
from derive.reading.source import Source

SHAPES = """<!-- derive
vectors: rows
X \\in R^{n \\times m}
-->
"""
SHIFT = r"""
<!-- derive
x \in R^m,  c \in R
-->
$$
\frac{e^{x_i - c}}{\sum_j e^{x_j - c}} = RIGHT
$$
"""
TRUE_SHIFT = SHIFT.replace("RIGHT", r"\frac{e^{x_i}}{\sum_j e^{x_j}}")
STEPS = SHIFT.replace("RIGHT", r"\frac{e^{-c} e^{x_i}}{e^{-c} \sum_j e^{x_j}} = \frac{e^{x_i}}{\sum_j e^{x_j}}")
BROKEN_STEPS = SHIFT.replace("RIGHT", r"\frac{e^{c} e^{x_i}}{e^{-c} \sum_j e^{x_j}} = \frac{e^{x_i}}{\sum_j e^{x_j}}")
SOFTMAX = r"""
<!-- derive
Y := \frac{e^{X}}{1}
y_{ij} := \frac{e^{x_{ij}}}{\sum_k e^{x_{ik}}}
kernel: softmax
-->
$$
y_{ij} = \frac{e^{x_{ij}}}{\sum_k e^{x_{ik}}}
$$
""".replace("Y := \\frac{e^{X}}{1}\n", "")


def kernel(name: str, formula: str, *declarations: str) -> str:
    """A displayed formula of which a kernel is to be made."""
    lines = "\n".join((*declarations, f"kernel: {name}"))
    return f"\n<!-- derive\n{lines}\n-->\n$$\n{formula}\n$$\n"


RELU = (r"Y := \max(0, X)",)
DOUBLE = kernel("double", "Y = X + X", "Y := 2 X")


def studied(*parts: str, path: str = "note.md") -> Studied:
    return pipeline.finish(pipeline.begin(Source(path, "# Note\n\n" + SHAPES + "".join(parts)), None, 60.0))


def collected(*parts: str) -> Collected:
    return collect([studied(*parts)])


REFUSED = {
    "a false claim": (kernel("triple", "Y = X + X + X", "Y := 2 X"), "is refuted: only a proved claim"),
    "a claim of another shape": (kernel("flat", r"Y = X^\top", "Y := 2 X"), "is refuted: only a proved claim"),
    "a definition": (kernel("twice", "Z := 2 X"), "is definition: only a proved claim"),
    "what is left out": (kernel("twice", "Y = 2 X", "Y := 2 X", "skip: a picture"), "is skipped: only a proved claim"),
    "what cannot be read": (kernel("twice", "Y = 2 X )", "Y := 2 X"), "is unread: only a proved claim"),
    "a true claim by a convention": (
        kernel("add", "X + b = Y", r"b \in R^m", "y_{ij} := x_{ij} + b_j"),
        "is convention: only a proved claim",
    ),
    "a keyword": (kernel("lambda", "Y = X + X", "Y := 2 X"), "lambda is no name of a function"),
    "a name that is taken": (
        DOUBLE + "\n## Again\n" + kernel("double", "V = X + X + X", "V := 3 X"),
        "note.1 is already one of that name",
    ),
    "a formula none of whose claims is proved": (
        kernel("quadruple", r"\begin{aligned} Y &= 3 X \\ 2 X &= 4 X \end{aligned}", "Y := 2 X"),
        "note.2 is refuted: only a proved claim",
    ),
    "a claim under a condition": (
        kernel("part", r"x_{ij} x_{ij} = x_{ij}^2 \quad \text{if } i = j"),
        "under a condition",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_no_kernel_is_made_of(name: str) -> None:
    text, reason = REFUSED[name]
    found = collected(text)
    assert len(found.kernels) == text.count("kernel:") - 1
    (refusal,) = found.refusals
    assert refusal.startswith("note.md:") and reason in refusal


@pytest.mark.parametrize(
    "formula",
    [
        "Y = X + X = 4 X",
        r"\begin{aligned} Y &= X + X \\ 2 X &= 3 X \end{aligned}",
        r"\begin{aligned} X + 0 X &= X \\ Y &= X + X \\ Y &= X + X ) \end{aligned}",
    ],
)
def test_the_last_proved_claim_of_a_formula_becomes_the_kernel(formula: str) -> None:
    found = collected(DOUBLE.replace("Y = X + X", formula))
    (made,) = found.kernels
    assert found.refusals == ()
    np.testing.assert_array_equal(load(made)(np.ones((2, 3))), 2 * np.ones((2, 3)))


def test_a_chain_computes_its_last_side_as_its_first() -> None:
    found = collected(kernel("double", "Y = X + X = 2 X = 3 X - X", "Y := 2 X"))
    (made,) = found.kernels
    assert found.refusals == ()
    assert made.statement.left.name == "Y"  # type: ignore[attr-defined]
    assert "result = 3 * x if out is None else xp.multiply(3, x, out=out)\n    result -= x\n" in made.source


def test_what_one_step_of_a_chain_leaves_out_its_kernel_leaves_out() -> None:
    quotient = r"y_{ij} := \frac{x_{ij} x_{ij}}{x_{ij}}"
    (made,) = collected(kernel("same", "y_{ij} = x_{ij} = 2 x_{ij} - x_{ij}", quotient)).kernels
    assert "excludes=(" in made.source
    assert "result = 2 * x if out is None else xp.multiply(2, x, out=out)\n    result -= x\n" in made.source


def test_after_a_false_step_the_chain_starts_anew() -> None:
    (made,) = collected(kernel("double", "Y = 3 X = 4 X - X", "Y := 2 X")).kernels
    x = np.ones((2, 3))
    np.testing.assert_array_equal(load(made)(x), 3 * x)
    assert made.statement.left == studied(kernel("k", "3 X = 4 X - X")).understood[-1].meaning.statement.left  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("identity", "licensed"),
    [
        ("", False),
        (TRUE_SHIFT, True),
        (STEPS, True),
        (BROKEN_STEPS, False),
        (TRUE_SHIFT.replace("x_j}", "x_i}"), False),
        (TRUE_SHIFT.replace("e^{x_i - c}", "e^{x_i + c}"), False),
        (SHIFT.replace("RIGHT", r"\frac{e^{x_i - c}}{\sum_j e^{x_j - c}}"), False),
    ],
)
def test_the_shift_needs_the_identity_to_be_proved_in_the_documents(identity: str, licensed: bool) -> None:
    document = studied("\n## Softmax\n" + SOFTMAX, "\n## The identity\n" + identity)
    assert (licence([document]) is not None) == licensed
    (made,) = collect([document]).kernels
    assert ("xp.max" in made.source) == licensed
    if licensed:
        assert made.licence is not None and made.licence.claim_id in made.source


def test_the_identity_may_stand_in_another_document() -> None:
    first, second = studied(SOFTMAX), studied(TRUE_SHIFT, path="other.md")
    (made,) = collect([first, second]).kernels
    assert "xp.max" in made.source


def test_a_kernel_that_fails_in_numbers_is_a_problem() -> None:
    found = pipeline.emission([studied(kernel("relu", "Y = X + X", "Y := 2 X"))])
    assert any("kernel relu fails against the perceptron: off by" in problem for problem in found.problems)
    assert not any("against the proved entries" in problem for problem in found.problems)


def test_a_kernel_that_cannot_be_checked_is_a_problem() -> None:
    found = pipeline.emission([studied(kernel("affine", "Y = X + X", "Y := 2 X"))])
    assert found.problems == (
        "kernel affine cannot be checked in numbers: affine: the perceptron needs 'w', which the statement does not "
        "depend on",
    )


def test_every_shipped_kernel_passes_every_check_that_applies(emission: pipeline.Emission) -> None:
    assert emission.problems == ()
    for each in emission.tested:
        against = {check.against for check in each.checks}
        assert Against.REFERENCE in against
        assert ({Against.PERCEPTRON, Against.WITNESSES} <= against) == (each.kernel.name in PERCEPTRON)
        left = each.kernel.statement.left
        gradient = isinstance(left.array if isinstance(left, Item) else left, Derivative)
        assert ({Against.CENTRAL, Against.COMPLEX} <= against) == gradient
        assert all(check.passes for check in each.checks)


def test_figures_in_the_report_are_powers_of_ten(emission: pipeline.Emission) -> None:
    for each in emission.tested:
        for row in pipeline.report(each).checks:
            assert row.error.startswith("1e-") and row.tolerance.startswith("1e-") and row.reason
            assert float(row.error) <= float(row.tolerance)


@pytest.fixture
def documents(monkeypatch: pytest.MonkeyPatch) -> list[Source]:
    """What the commands take for the shipped documents."""
    found: list[Source] = []

    def shipped() -> Iterator[Source]:
        return iter(found)

    monkeypatch.setattr(pipeline, "shipped", shipped)
    monkeypatch.setattr(pipeline, "printed", dict)
    return found


def note(text: str) -> Source:
    return Source("derive/documents/note.md", "# Note\n\n" + SHAPES + text)


def run(*arguments: str) -> int:
    return cli.main([*arguments, "--jobs", "1"])


def test_running_again_changes_no_byte(documents: list[Source], tmp_path: Path) -> None:
    documents.append(note(DOUBLE))
    contents = []
    for _ in range(2):
        assert run("all", "--output", str(tmp_path)) == 0
        contents.append({path.name: path.read_bytes() for path in tmp_path.iterdir()})
    assert contents[0] == contents[1]
    assert set(contents[0]) == {"index.html", "note.html", "note.tex", "report.json"}


def test_the_last_line_sums_up(documents: list[Source], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents.append(note(DOUBLE))
    run("all", "--output", str(tmp_path))
    first, last = capsys.readouterr().out.splitlines()
    assert first == "derive/documents/note.md: 1 proved"
    done = "1 proved; 1 kernel; 1 of 1 numerical check passed; wrong variants: 6 tried, 6 refused"
    assert last == f"{done}; reports: {tmp_path / 'index.html'}"


ANSWERS = {
    "a verdict that is not expected": (
        "\n$$\nX = 2 X\n$$\n",
        1,
        "refuted, expected proved or convention",
    ),
    "an expectation that is not met": (
        "\n<!-- derive expect: refuted -->\n$$\nX = X\n$$\n",
        1,
        "proved, expected refuted",
    ),
    "a kernel of a false claim, though it is expected to be false": (
        kernel("triple", "Y = X + X + X", "Y := 2 X", "expect: refuted"),
        1,
        "no kernel triple: note.1 is refuted: only a proved claim can become a kernel",
    ),
    "a kernel that fails": (
        kernel("relu", "Y = X + X", "Y := 2 X"),
        1,
        "kernel relu fails against the perceptron",
    ),
    "no claim at all": ("\nNothing.\n", 1, "no claim was found"),
    "a true claim": ("\n$$\nX + X = 2 X\n$$\n", 0, ""),
    "a false one that its author knows": (
        "\n<!-- derive expect: refuted -->\n$$\nX = 2 X\n$$\n",
        0,
        "",
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_what_all_answers_to(
    name: str, documents: list[Source], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, status, message = ANSWERS[name]
    documents.append(note(text))
    assert run("all", "--output", str(tmp_path)) == status
    errors = capsys.readouterr().err
    assert message in errors and bool(errors) == bool(message)
    assert (tmp_path / "index.html").exists()


@pytest.mark.parametrize("command", [("all", "--output", "unused"), ("kernels", "--check")])
def test_a_stop_is_a_defect_and_writes_nothing(
    command: tuple[str, ...],
    documents: list[Source],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fails(*_: object) -> Studied:
        raise RuntimeError("proved entry by entry, but in numbers the sides are 1 and 2")

    documents.append(note(DOUBLE))
    monkeypatch.setattr(pipeline, "finish", fails)
    monkeypatch.chdir(tmp_path)
    assert run(*command) == 3
    message = capsys.readouterr().err
    assert "in numbers the sides are 1 and 2" in message and "This is a defect of derive" in message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("kernels",), ("all", "--output", "made")])
def test_a_disagreement_makes_no_kernel(
    command: tuple[str, ...],
    documents: list[Source],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def disagrees(*_: object) -> Verdict:
        raise Disagreement("two readings part")

    documents.append(note(DOUBLE))
    monkeypatch.setattr(decision, "judge", disagrees)
    monkeypatch.chdir(tmp_path)
    before = TARGET.read_bytes()
    assert run(*command) == 3
    message = capsys.readouterr().err
    assert "two readings part" in message and "This is a defect of derive" in message
    assert "is undecided: only a proved claim" in message
    assert TARGET.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_named(
    documents: list[Source], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    documents.append(note(DOUBLE))
    (tmp_path / "taken").write_text("a file")
    assert run("all", "--output", str(tmp_path / "taken")) == 2
    assert f"derive: {tmp_path / 'taken'}: cannot be written" in capsys.readouterr().err


def test_kernels_that_differ_are_told_and_left_alone(
    documents: list[Source], capsys: pytest.CaptureFixture[str]
) -> None:
    before = TARGET.read_bytes()
    documents.append(note(DOUBLE))
    assert run("kernels", "--check") == 1
    assert "emitted.py is not what the documents prove" in capsys.readouterr().out
    assert TARGET.read_bytes() == before


def test_with_a_problem_no_kernels_are_written(documents: list[Source], capsys: pytest.CaptureFixture[str]) -> None:
    before = TARGET.read_bytes()
    documents.append(note(kernel("relu", "Y = X + X", "Y := 2 X")))
    assert run("kernels") == 1
    assert "fails against the perceptron" in capsys.readouterr().err
    assert TARGET.read_bytes() == before


def test_an_infinite_error_is_printed_as_such() -> None:
    (good,) = pipeline.emission([studied(DOUBLE)]).tested
    (check,) = good.checks
    (row,) = pipeline.report(replace(good, checks=(replace(check, error=math.inf),))).checks
    assert row.error == "inf"
