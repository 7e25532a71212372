"""The project itself: what README shows is what happens, and what is installed is complete and light."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
import sympy

from derive import cli, kernels

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BEGINNING = README[: README.index("## Install")]
TIMEOUT = 300


def block(language: str) -> str:
    """The one code block of a language in README's beginning."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", BEGINNING, re.MULTILINE | re.DOTALL)
    return str(found)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(text: str, folder: Path) -> int:
    (folder / "note.md").write_text(text, encoding="utf-8")
    return cli.main(["check", "note.md", "--jobs", "1"])


def test_readme_begins_in_forty_lines() -> None:
    assert BEGINNING.count("\n") <= 40


def test_readme_prints_what_the_program_prints(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "`python -m derive check note.md` prints" in BEGINNING
    assert check(block("markdown"), folder) == 1
    assert capsys.readouterr().out == block("text")


def test_the_line_that_readme_corrects_is_proved(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corrected,) = re.findall(r"The corrected line `(\$\$ .*? \$\$)`", BEGINNING)
    *before, last = block("markdown").splitlines()
    assert last != corrected
    assert check("\n".join([*before, corrected, ""]), folder) == 0
    assert capsys.readouterr().out.endswith("\n2 proved\n")


def test_the_python_of_readme_runs() -> None:
    source = block("python")
    promised = re.findall(r"# (\[\[.*)$", source, re.MULTILINE)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", source], capture_output=True, text=True, timeout=TIMEOUT, check=True
    )
    assert done.stdout.splitlines() == promised


def test_the_kernels_that_readme_names_are_there() -> None:
    section = README[README.index("## Kernels") : README.index("## Writing a document")]
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \| ([^|]+) \|$", section, re.MULTILINE)[2:]
    assert len(rows) > 10
    for forward, backward in rows:
        named, others = (re.findall(r"`(\w+)`", cell) for cell in (forward, backward))
        if backward.startswith("the same with `_backward`"):
            others = [*(f"{name}_backward" for name in named), *others[1:]]
        assert named and others
        assert not {*named, *others} - {*kernels.__all__}


def test_the_kernels_of_readme_say_what_they_assume() -> None:
    section = README[README.index("## Kernels") : README.index("## Writing a document")]
    (source,) = re.findall(r"^```python\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    printed, raised = re.findall(r"  # (\(.*\)|ValueError: .*) ?…?$", source, re.MULTILINE)
    command = [sys.executable, "-W", "error", "-c", source]
    done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT)
    assert done.stdout.splitlines() == [printed]
    kind, _, message = raised.rstrip(" …").partition(": ")
    assert kind in done.stderr and message in done.stderr and done.returncode == 1


def test_the_rulings_of_readme_are_what_is_printed() -> None:
    section = README[README.index("## From Python") : README.index("## In your tests")]
    (source,) = re.findall(r"^```python\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    promised = re.findall(r"^print\(.*\)  # (.*)$", source, re.MULTILINE)
    assert len(promised) == 3
    command = [sys.executable, "-W", "error", "-X", "utf8", "-c", source]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=TIMEOUT, check=True)
    assert done.stdout.splitlines() == promised


def test_the_assertions_of_readme_hold() -> None:
    section = README[README.index("## In your tests") : README.index("## In PyTorch and JAX")]
    (source,) = re.findall(r"^```python\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    x, y, t, u = sympy.symbols("x y t u")
    mine = sympy.Matrix([[sympy.diff((x - t) ** 2 / 2 + (y - u) ** 2 / 2, by) for by in (x, y)]])
    names = {"sympy": sympy, "x": x, "y": y, "t": t, "u": u, "mine": mine}
    exec(source, names)
    tests = [names[name] for name in names if name.startswith("test_")]
    assert len(tests) == 2
    for test in tests:
        test()


def test_readme_has_the_two_commands() -> None:
    section = README[README.index("## Install") : README.index("## Commands")]
    assert re.findall(r"^    (\S.*)$", section, re.MULTILINE) == [
        "pip install -e . && python -m derive all",
        "pip install -e '.[test]' && python -m pytest",
    ]


def test_readme_names_every_command_and_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    shown = capsys.readouterr().out
    (names,) = re.findall(r"^  COMMAND\n((?:    .*\n)+)", shown, re.MULTILINE)
    commands = re.findall(r"^    (\w+)", names, re.MULTILINE)
    assert commands
    for command in commands:
        assert f"`python -m derive {command}" in README
    statuses = re.findall(r"^  (\d)  ", shown, re.MULTILINE)
    assert re.findall(r"^\| (\d) \|", README, re.MULTILINE) == statuses == ["0", "1", "2", "3"]


@pytest.mark.parametrize("option", ["--format json", "--timeout SECONDS", "--jobs N", "--lang ja"])
def test_readme_says_which_commands_have_an_option(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    commands, having = {command.name for command in cli.COMMANDS}, set()
    for name in commands:
        with pytest.raises(SystemExit):
            cli.main([name, "--help"])
        having |= {name} if f"  {option.split()[0]} " in capsys.readouterr().out else set()
    (said,) = re.findall(rf"`{option}`, of ([^.]*?), (?:is|says)", README)
    named = set(re.findall(r"`(\w+)`", said))
    assert having == (commands - named if said.startswith("all") else named)


def test_the_kernels_need_numpy_only() -> None:
    source = (
        "import sys\n"
        "import derive.kernels\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "assert not loaded & {'sympy', 'mpmath', 'markdown_it', 'jinja2', 'rich'}, loaded\n"
        "assert not [name for name in sys.modules if name.startswith(('derive.reading', 'derive.judging'))]\n"
    )
    subprocess.run([sys.executable, "-c", source], timeout=TIMEOUT, check=True)


@pytest.mark.parametrize(
    "name",
    [
        "py.typed",
        "documents/sources.toml",
        "documents/000-matrix-product.md",
        "kernels/emitted.py",
        "reporting/templates/document.html",
        "reporting/templates/document.tex",
        "reporting/templates/claim.html",
        "reporting/templates/script.js",
        "reporting/fonts/derive-math.woff2",
        "reporting/fonts/GUST-FONT-LICENSE.txt",
    ],
)
def test_what_is_no_code_comes_with_the_package(name: str) -> None:
    assert files("derive").joinpath(name).is_file()


def test_every_dependency_is_imported_and_every_import_is_a_dependency() -> None:
    modules = {"jinja2": "jinja2", "markdown_it": "markdown-it-py", "mdit_py_plugins": "mdit-py-plugins"}
    modules |= {name: name for name in ("sympy", "mpmath", "numpy", "markupsafe", "rich")} | {"math_core": "math-core"}
    asked = {re.split(r"[ <>=~]", each)[0] for each in PROJECT["project"]["dependencies"]}
    assert asked == set(modules.values())
    imported = set()
    names = ("torch", "jax", "pytest_plugin", "pytest_items")  # each for who has the framework
    frameworks = {ROOT / "derive" / f"{name}.py" for name in names}
    for path in set((ROOT / "derive").rglob("*.py")) - frameworks:
        if path.parent.name != "fonts":
            imported |= set(re.findall(r"^(?:from|import) (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert imported - set(sys.stdlib_module_names) - {"derive"} == set(modules)


def test_a_skip_fails_in_ci(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_it.py").write_text("import pytest\ndef test_it():\n    pytest.skip('no browser')\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    for setting, status in (("", 0), ("true", 1)):
        done = subprocess.run(
            command, env=os.environ | {"CI": setting}, capture_output=True, text=True, timeout=TIMEOUT, check=False
        )
        assert done.returncode == status, done.stdout
        assert "no browser" in done.stdout or not setting
