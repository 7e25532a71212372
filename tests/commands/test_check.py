"""`check` on folders, with verdicts selected, quietly, and what its messages guess."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from derive import cli
from derive.arguments.check import WORDS
from derive.judging.verdict import Kind
from derive.reading.directing import VERDICTS

GIVEN = "<!-- derive\nx, y \\in R\n-->\n\n"
TRUE = GIVEN + "$$\nx + y = y + x\n$$\n"
FALSE = GIVEN + "$$\nx + y = x\n$$\n"
UNREAD = GIVEN + "$$\nx = u\n$$\n"
WORDS_ONLY = "# A title\n\nOnly words.\n"


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(**files: str) -> None:
    """Files by their names, with `__` for a slash and `_` for the dot of the ending."""
    for name, text in files.items():
        stem, _, ending = name.replace("__", "/").rpartition("_")
        path = Path(f"{stem}.{ending}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def check(*arguments: str) -> int:
    return cli.main(["check", *arguments, "--jobs", "1"])


def paths(shown: str) -> list[str]:
    return [each["path"] for each in json.loads(shown)["documents"]]


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


FOLDER = {
    "b_md": TRUE,
    "a_markdown": TRUE,
    "deep__er__c_tex": "% derive: x, y \\in R\n\\[ x + y = y + x \\]\n",
    "README_md": WORDS_ONLY,
    "d_txt": "no document",
    "node_modules__e_md": FALSE,
    "_hidden__f_md": FALSE,
}


def test_a_folder_is_searched_and_a_file_there_may_claim_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    written(**FOLDER)
    Path("_hidden").rename(".hidden")
    assert check(".", "--format", "json") == 0
    captured = capsys.readouterr()
    assert paths(captured.out) == ["README.md", "a.markdown", "b.md", "deep/er/c.tex"]
    assert captured.err == ""


def test_what_git_ignores_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    written(**FOLDER, ignored__g_md=FALSE, drafts__h_md=TRUE)
    git("init")
    Path(".gitignore").write_text("ignored/\nnode_modules/\n_hidden/\n")
    git("add", "b.md", "deep")
    Path("b.md").unlink()
    assert check(".", "--format", "json") == 0
    assert paths(capsys.readouterr().out) == ["README.md", "a.markdown", "deep/er/c.tex", "drafts/h.md"]
    assert check("ignored/g.md") == 1
    assert "ignored/g.md:6:1: refuted" in capsys.readouterr().out


def test_a_folder_inside_a_work_tree_is_listed_from_there(capsys: pytest.CaptureFixture[str]) -> None:
    written(docs__a_md=TRUE, b_md=FALSE)
    git("init")
    assert check("docs", "--format", "json") == 0
    assert paths(capsys.readouterr().out) == ["docs/a.md"]


@pytest.mark.parametrize("arguments", [["a.md", "."], [".", "a.md"], ["a.md", "./a.md", "."], [".", "."]])
def test_no_document_is_judged_twice(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    written(a_md=TRUE)
    assert check(*arguments, "--format", "json") == 0
    assert paths(capsys.readouterr().out) == ["a.md"]


@pytest.mark.parametrize(("arguments", "status"), [(["a.md"], 1), ([".", "a.md"], 1), (["."], 0), (["b.md", "."], 0)])
def test_a_file_that_is_named_must_make_a_claim(
    arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    written(a_md=WORDS_ONLY, b_md=TRUE)
    assert check(*arguments) == status
    assert ("a.md: no claim was found" in capsys.readouterr().err) == (status == 1)


@pytest.mark.parametrize("text", ["", " \n\n"])
def test_an_empty_file_is_told_to_be_empty(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    written(a_md=text)
    assert check("a.md") == 1
    assert capsys.readouterr().err == "derive: a.md: no claim was found: the file is empty\n"


def test_a_link_to_nothing_is_told_to_be_one(capsys: pytest.CaptureFixture[str]) -> None:
    written(b_md=TRUE)
    Path("a.md").symlink_to("gone.md")
    assert check("a.md", "b.md") == 2
    captured = capsys.readouterr()
    assert captured.err == "derive: a.md: a link to 'gone.md', which is not there\n"
    assert captured.out.endswith("1 proved\n")


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_programs_are_told_of_a_file_that_cannot_be_read(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    written(b_md=FALSE)
    Path("a.md").write_bytes("é".encode("latin-1"))
    assert check("a.md", "b.md", "--format", form) == 2
    captured = capsys.readouterr()
    assert "a.md: not UTF-8 text" in captured.out and "a.md: not UTF-8 text" in captured.err
    assert "refuted" in captured.out


def test_a_folder_in_which_nothing_is_claimed_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    written(a_md=WORDS_ONLY, b_md=WORDS_ONLY)
    assert check(".") == 1
    assert capsys.readouterr().err == "derive: 2 documents: no claim was found; is its mathematics displayed?\n"


def test_a_folder_without_documents_is_told_and_the_others_are_judged(capsys: pytest.CaptureFixture[str]) -> None:
    written(a_md=TRUE, empty__b_txt="")
    assert check("empty", "a.md") == 2
    captured = capsys.readouterr()
    assert captured.err == (
        "derive: empty: no document is in this folder, or git ignores it; "
        "expected files that end in .md, .markdown or .tex\n"
    )
    assert captured.out.endswith("1 proved\n")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("noet.md", "noet.md: no such file; did you mean 'note.md'?"),
        ("NOTE.MD", "NOTE.MD: no such file; did you mean 'note.md'?"),
        ("note.md:6", "note.md:6: no such file; did you mean 'note.md'?"),
        ("dosc/a.md", "dosc/a.md: no such file; did you mean 'docs/a.md'?"),
        ("docs/b.md", "docs/b.md: no such file"),
        ("nofile.md", "nofile.md: no such file"),
        ("docs/a.tex", "docs/a.tex: no such file; did you mean 'docs/a.md'?"),
        ("doc", "doc: no such file; did you mean 'docs'?"),
        ("note.txt", "note.txt: expected a file that ends in .md, .markdown, .tex; did you mean 'note.md'?"),
        ("other.txt", "other.txt: expected a file that ends in .md, .markdown, .tex"),
        ("zebra", "zebra: no such file"),
        ("no/where/at.all", "no/where/at.all: no such file"),
    ],
)
def test_a_file_that_is_not_there_is_guessed(path: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    written(note_md=TRUE, note_txt="", other_txt="", docs__a_md=TRUE)
    assert check(path) == 2
    assert capsys.readouterr().err == f"derive: {said}\n"


SEVERAL = {"true_md": TRUE, "false_md": FALSE, "unread_md": UNREAD}


@pytest.mark.parametrize(
    ("arguments", "kinds", "status"),
    [
        ([], ["refuted", "proved", "unread"], 1),
        (["--select", "refuted"], ["refuted"], 1),
        (["--select", "refuted,unread"], ["refuted", "unread"], 1),
        (["--select", "refuted", "--select", "proved"], ["refuted", "proved"], 1),
        (["--select", "proved"], ["proved"], 0),
        (["--ignore", "refuted"], ["proved", "unread"], 1),
        (["--ignore", "refuted, unread"], ["proved"], 0),
        (["--select", "refuted,unread", "--ignore", "unread"], ["refuted"], 1),
        (["--select", "undecided"], [], 0),
    ],
)
def test_what_is_not_selected_is_neither_printed_nor_counted(
    arguments: list[str], kinds: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    written(**SEVERAL)
    assert check(".", *arguments) == status
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines if ".md:" in line] == kinds
    assert check(".", *arguments, "--format", "json") == status
    found = json.loads(capsys.readouterr().out)
    assert [claim["verdict"] for each in found["documents"] for claim in each["claims"]] == kinds
    assert sum(found["summary"].values()) == len(kinds)


def test_nothing_selected_is_said_to_be_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    written(a_md=FALSE)
    assert check("a.md", "--select", "undecided") == 0
    assert capsys.readouterr().out == "nothing that is selected was found\n"


def test_a_selection_excuses_no_file_without_a_claim(capsys: pytest.CaptureFixture[str]) -> None:
    written(a_md=WORDS_ONLY)
    assert check("a.md", "--ignore", "refuted,definition,skipped") == 1
    assert "no claim was found" in capsys.readouterr().err


FINDS = """\
## A

<!-- derive
X \\in R^{n \\times m}
-->

$$ X = X + 0 $$

## B

<!-- derive
X \\in R^{m \\times n}
-->

$$ X = 0 + X $$
"""


def test_findings_are_selected_by_their_word(capsys: pytest.CaptureFixture[str]) -> None:
    written(a_md=FINDS)
    assert check("a.md", "--select", "finding") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "a.md:4:1: finding  n counts the rows of X at 4:1 and its columns at 12:1.",
        "a.md:4:1: finding  m counts the rows of X at 12:1 and its columns at 4:1.",
        "2 findings",
    ]
    assert check("a.md", "--ignore", "finding") == 0
    assert "finding" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status", "shown"),
    [
        (["true.md"], 0, []),
        (["false.md"], 1, ["false.md:6:1: refuted"]),
        (["true.md", "false.md", "unread.md"], 1, ["false.md:6:1: refuted", "unread.md:6:1: unread"]),
        (["false.md", "--ignore", "refuted"], 0, []),
    ],
)
def test_quiet_prints_what_is_not_as_expected_and_no_counts(
    arguments: list[str], status: int, shown: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    written(**SEVERAL)
    assert check(*arguments, "-q") == status
    lines = capsys.readouterr().out.splitlines()
    assert [" ".join(line.split()[:2]) for line in lines if not line.startswith(" ")] == shown


@pytest.mark.parametrize("word", ["refuted", "proved"])
def test_quiet_goes_by_what_is_expected(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    written(a_md=FALSE.replace("\n-->", f"\nz := x\nexpect: {word}\n-->") + "\n$$ w := x $$\n")
    assert check("a.md", "--quiet") == (word != "refuted")
    assert ("expected proved" in capsys.readouterr().out) == (word == "proved")


def test_the_last_line_counts_documents_and_what_is_not_as_expected(capsys: pytest.CaptureFixture[str]) -> None:
    written(**SEVERAL)
    check(".")
    expected = "1 proved, 1 refuted, 1 unread in 3 documents; 2 are not as expected"
    assert capsys.readouterr().out.splitlines()[-1] == expected


def test_words_for_verdicts_are_those_of_the_contract() -> None:
    assert WORDS == (*VERDICTS, "finding") == (*(kind.value for kind in Kind), "finding")
