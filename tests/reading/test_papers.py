"""What LaTeX and Markdown say beside their words: numbers and names of what is referred to, sides, titles, tasks."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read as read_document
from derive.reading.prose.front import fields
from derive.reading.prose.nodes import Boxed, Displayed, Heading, Listed, Paragraph, Picture, Prose, Side, Table
from derive.reading.prose.read import read
from derive.reading.source import Source
from derive.reporting.embedding import Pictures
from derive.reporting.html import Setter
from derive.reporting.outline import outline
from derive.reporting.words import plain


def prose(text: str, name: str = "a.tex") -> Prose:
    return read(Source(name, text))


def titles(text: str) -> list[str]:
    return [plain(block.title) for block in prose(text).blocks if isinstance(block, Boxed)]


KINDS = r"""\newtheorem{theorem}{Theorem}[section]
\newtheorem{lemma}[theorem]{Lemma}
\newtheorem{remark}{Remark}
\newtheorem*{note}{Note}
"""


def test_theorems_that_share_a_counter_share_where_it_begins_anew() -> None:
    body = r"""\section{A}
\begin{lemma}x\end{lemma}
\begin{theorem}x\end{theorem}
\begin{remark}x\end{remark}
\begin{note}x\end{note}
\section{B}
\begin{theorem}x\end{theorem}
\begin{lemma}x\end{lemma}
\begin{remark}x\end{remark}
"""
    expected = ["Lemma 1.1", "Theorem 1.2", "Remark 1", "Note", "Theorem 2.1", "Lemma 2.2", "Remark 2"]
    assert titles(f"{KINDS}{body}") == expected


def test_a_theorem_of_a_subsection_has_both_its_numbers() -> None:
    kinds = KINDS.replace("[section]", "[subsection]")
    assert titles(rf"{kinds}\section{{A}}\subsection{{B}}\begin{{lemma}}x\end{{lemma}}") == ["Lemma 1.1.1"]


@pytest.mark.parametrize(
    ("command", "printed"),
    [
        (r"\ref{thm}", "1.1"),
        (r"\autoref{thm}", "Theorem\u00a01.1"),
        (r"\cref{thm}", "theorem\u00a01.1"),
        (r"\Cref{sec}", "Section\u00a01"),
        (r"\autoref{eq}", "Equation\u00a0(1)"),
        (r"\eqref{eq}", "(1)"),
        (r"\autoref{tab}", "Table\u00a01"),
        (r"\autoref{none}", "<code>none</code>"),
    ],
)
def test_a_reference_says_what_it_leads_to_where_its_author_does(command: str, printed: str) -> None:
    text = rf"""{KINDS}\section{{A}}\label{{sec}}
\begin{{theorem}}\label{{thm}}x\end{{theorem}}
\begin{{equation}}\label{{eq}} x \end{{equation}}
\begin{{table}}\caption{{Sizes}}\label{{tab}}\begin{{tabular}}{{l}}x\end{{tabular}}\end{{table}}

{command}
"""
    book = outline(judge_document(read_document(Source("a.tex", text))), ())
    last = book.sections[-1].blocks[-1]
    assert isinstance(last, Paragraph)
    assert f">{printed}</a>" in (words := str(Setter(book, Pictures()).words(last.words))) or words == printed


def test_a_caption_is_of_what_it_stands_in() -> None:
    text = r"""\begin{table}\caption{A}\begin{tabular}{l}x\end{tabular}\end{table}
\begin{figure}\begin{tabular}{l}x\end{tabular}\caption{B}\end{figure}"""
    boxes = [block for block in prose(text).blocks if isinstance(block, Boxed)]
    captions = [plain(inner.words) for box in boxes for inner in box.blocks if isinstance(inner, Paragraph)]
    assert captions == ["Table 1. A", "Figure 1. B"]


@pytest.mark.parametrize(
    ("columns", "sides"),
    [
        ("lcr", (Side.LEFT, Side.CENTRE, Side.RIGHT)),
        (r"@{}l|c||r@{\hspace{2cm}}", (Side.LEFT, Side.CENTRE, Side.RIGHT)),
        ("*{2}{r}p{3cm}", (Side.RIGHT, Side.RIGHT, Side.LEFT)),
        (r">{\raggedright}p{2cr}c", (Side.LEFT, Side.CENTRE)),
    ],
)
def test_columns_stand_where_latex_puts_them(columns: str, sides: tuple[Side, ...]) -> None:
    (table,) = prose(rf"\begin{{tabular}}{{{columns}}}a\\b\end{{tabular}}").blocks
    assert isinstance(table, Table) and table.sides == sides


def test_columns_stand_where_markdown_puts_them() -> None:
    (table,) = prose("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n", "a.md").blocks
    assert isinstance(table, Table) and table.sides == (Side.LEFT, Side.CENTRE, Side.RIGHT)


@pytest.mark.parametrize(
    ("date", "byline"), [(r"\date{May 2024}", "A. B., May 2024"), (r"\date{\today}", "A. B."), ("", "A. B.")]
)
def test_the_date_stands_behind_the_authors(date: str, byline: str) -> None:
    text = "\n".join([r"\title{T}", r"\author{A. B.}", date, r"\begin{document}\maketitle x\end{document}"])
    assert plain(prose(text).byline) == byline


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("title: On rows\nauthor: A. B.\ndate: 2024\n", {"title": "On rows", "author": "A. B.", "date": "2024"}),
        ("title: \"Rows: all\"\nauthors: [A, 'B']\n", {"title": "Rows: all", "author": "A, B"}),
        ("authors:\n  - name: A\n  - B\ntags:\n  - title: no\n", {"author": "A, B"}),
        ("title: >\n  folded\ndate: |\n  lines\n", {}),
        ("subtitle: no\nmytitle: no\n", {}),
    ],
)
def test_what_a_file_says_of_itself(written: str, expected: dict[str, str]) -> None:
    assert fields(written) == expected


@pytest.mark.parametrize(("text", "title"), [("words", "On X"), ("# Other\n\nwords", ""), ("## Part\n\nwords", "On X")])
def test_a_title_before_the_text_counts_where_the_text_has_none(text: str, title: str) -> None:
    found = prose(f"---\ntitle: On $X$\nauthor: A\ndate: 2024\n---\n\n{text}\n", "a.md")
    assert plain(found.title) == title
    assert plain(found.byline) == "A, 2024"


def test_tasks_have_boxes() -> None:
    (found,) = prose("- [x] done\n- [ ] open\n- [y] none\n- plain\n", "a.md").blocks
    assert isinstance(found, Listed)
    assert [plain(item.mark) for item in found.items] == ["☑", "☐", "", ""]
    assert [plain(block.words) for item in found.items for block in item.blocks if isinstance(block, Paragraph)] == [
        "done", "open", "[y] none", "plain",
    ]


def test_html_that_parts_words_keeps_them_apart() -> None:
    (found,) = prose("<details><summary>More</summary>words <b>here</b></details>\n", "a.md").blocks
    assert isinstance(found, Paragraph) and plain(found.words) == "More words here"


def test_the_sign_of_an_eqnarray_goes_with_its_right_side() -> None:
    (found,) = prose("\\begin{eqnarray*}\na &=& b \\\\\n&=& c\n\\end{eqnarray*}\n").blocks
    assert isinstance(found, Displayed)
    assert [row.cells for row in found.rows] == [("a", "= b"), ("", "= c")]


@pytest.mark.parametrize("sign", [r"\qedhere", r". \qedhere", r"\qed"])
def test_the_end_of_a_proof_is_no_mathematics(sign: str) -> None:
    text = f"% derive: x \\in R\n\\[ x + x = 2 x {sign} \\]\n"
    (item,) = judge_document(read_document(Source("a.tex", text))).items
    assert item.verdict.kind is Kind.PROVED


def test_a_picture_is_found_without_the_end_of_its_name_and_only_in_the_folder(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    for place in (inside / "net.png", tmp_path / "out.png", inside / "fig.v2.png"):
        place.write_bytes(b"\x89PNG")
    pictures = Pictures(inside)
    assert pictures.find("net") == inside / "net.png" == pictures.find("net.png")
    assert pictures.find("fig.v2") == inside / "fig.v2.png"
    assert pictures.find("../out") is None and pictures.find("none") is None
    (block,) = prose(r"\includegraphics[width=2cm]{net}").blocks
    assert isinstance(block, Paragraph) and block.words == (Picture("net", ""),)


EQUATION = "\\begin{equation} x \\end{equation}\n"


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("", ["1", "2", "3", "4"]),
        ("\\numberwithin{equation}{section}\n", ["1.1", "1.2", "2.1", "2.2"]),
        ("% \\numberwithin{equation}{section}\n", ["1", "2", "3", "4"]),
        ("\\chapter{C}\n", ["1.1", "1.2", "1.3", "1.4"]),
        ("\\numberwithin{equation}{chapter}\n\\chapter{C}\n", ["1.1", "1.2", "1.3", "1.4"]),
    ],
)
def test_equations_are_counted_in_what_the_document_says(said: str, numbers: list[str]) -> None:
    text = f"{said}\\section{{A}}\n{EQUATION * 2}\\section{{B}}\n{EQUATION}\\section*{{C}}\n{EQUATION}"
    assert [block.rows[0].tag for block in prose(text).blocks if isinstance(block, Displayed)] == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (r"\section{A} \appendix \section{B} \subsection{C} \section*{D} \section{E}", ["1", "A", "A.1", "", "B"]),
        (r"\appendix \section{A} \section{B} \subsubsection{C}", ["A", "B", "B.0.1"]),
        (r"\chapter{A} \section{B} \appendix \chapter{C} \section{D}", ["1", "1.1", "A", "A.1"]),
        (r"\section{A} \begin{appendices} \section{B} \end{appendices}", ["1", "A"]),
        ("\\section{A}\n% \\appendix\n\\section{B}", ["1", "2"]),
        (r"\section{A} \appendixname \section{B}", ["1", "2"]),
    ],
)
def test_in_an_appendix_the_outermost_headings_have_letters(text: str, numbers: list[str]) -> None:
    assert [block.number for block in prose(text).blocks if isinstance(block, Heading)] == numbers


def test_formulas_and_theorems_of_an_appendix_have_its_letter() -> None:
    kinds, section = f"{KINDS}\\numberwithin{{equation}}{{section}}\n", f"\\section{{A}}\n{EQUATION}"
    found = prose(f"{kinds}{section}{section}\\appendix\n{section}{section}").blocks
    assert [block.rows[0].tag for block in found if isinstance(block, Displayed)] == ["1.1", "2.1", "A.1", "B.1"]
    assert titles(rf"{kinds}\appendix\section{{A}}\begin{{lemma}}x\end{{lemma}}") == ["Lemma A.1"]


def test_a_reference_to_an_appendix_calls_it_so() -> None:
    found = prose(r"\section{A}\label{first} \appendix \section{B}\label{last}")
    assert dict(found.numbers) == {"first": "1", "last": "A"}
    assert dict(found.called) == {"first": "Section", "last": "Appendix"}


PIECES = r"""\begin{document}
% derive: X \in R^{n \times m}
\begin{equation}\label{eq:chain} X + X = 2 X = X + X \end{equation}
\begin{equation} X = X \label{eq:one} \end{equation}
\begin{align} X &= X \label{eq:first} \\ X + X &= 2 X = X + X \label{eq:last} \end{align}
\begin{equation*}\label{eq:none} X = X \end{equation*}
\end{document}
"""


def test_a_formula_in_pieces_has_one_number_for_its_label() -> None:
    breaks = [at for at in range(len(PIECES)) if PIECES.startswith(("= 2 X", "= X + X"), at)]
    numbers = read(Source("a.tex", PIECES), breaks).numbers
    expected = {"eq:chain": "1", "eq:one": "2", "eq:first": "3", "eq:last": "4", "eq:none": ""}
    assert {label: numbers[label] for label in expected} == expected
