r"""What could be passed over in silence: footnotes, files put in, and formulas that an author's own signs open."""

from __future__ import annotations

import pytest

from derive.judging.document import judge_document
from derive.judging.verdict import Kind
from derive.reading.document import read
from derive.reading.files import markdown, tex
from derive.reading.files.blocks import Display, Elsewhere, Trouble
from derive.reading.source import Source
from derive.reporting.language import language
from tests.judging.claims import judged

NOTES = """<!-- derive
x \\in R
-->

text[^1] and[^long]

[^1]: Note $$ x = x $$
[^long]: Long

    $$ x = 2 x $$

    - inside

      $$ 2 x = x + x $$

    behind

        $$ x = 3 x $$

> [^4]: $$ x + 0 = x $$
"""


def test_a_footnote_is_read_with_all_its_paragraphs_and_the_code_in_it_is_told() -> None:
    found = [(item.source, item.verdict.kind) for item in judged(NOTES)]
    assert found == [
        ("x = x", Kind.PROVED), ("x = 2 x", Kind.REFUTED), ("2 x = x + x", Kind.PROVED), ("$$", Kind.UNREAD),
        ("x + 0 = x", Kind.PROVED),
    ]


MARKED = """<!-- derive
x \\in R
-->

```{math}
:label: eq
x = 2 x
```

:::{math}
x + x = 2 x
:::

<script type="math/tex; mode=display">% <![CDATA[
x = 3 x %]]></script>

````{prf:proof}
```{math}
x + x = 3 x
```
````

```{python}
"""


def test_what_is_marked_as_mathematics_is_judged() -> None:
    found = [(item.source, item.verdict.kind) for item in judged(MARKED + "$$ x = 4 x $$\n```\n")]
    assert found == [
        ("x = 2 x", Kind.REFUTED), ("x + x = 2 x", Kind.PROVED), ("x = 3 x", Kind.REFUTED),
        ("x + x = 3 x", Kind.REFUTED),
    ]


@pytest.mark.parametrize("text", ["\\\\[ x = x", "\\\\[ x = x\n\n# Next\n\n\\\\]"])
def test_what_two_backslashes_open_and_nothing_closes_is_told(text: str) -> None:
    trouble, *_ = markdown.blocks(Source("note.md", text))
    assert isinstance(trouble, Trouble)
    assert "is never closed" in trouble.message


@pytest.mark.parametrize("text", [
    "\\\\begin{align}\nx &= x\n\\\\end{align}", "text\n\\\\begin{equation*} x = x \\\\end{equation*}",
])
def test_what_opens_behind_two_backslashes_is_told(text: str) -> None:
    (trouble,) = markdown.blocks(Source("note.md", text))
    assert isinstance(trouble, Trouble)
    assert "is not read" in trouble.message


@pytest.mark.parametrize("environment", ["aligned", "split", "gathered", "array", "cases", "multlined"])
def test_an_inner_environment_that_stands_alone_is_told(environment: str) -> None:
    body = rf"\begin{{{environment}}} x &= 2 x \end{{{environment}}}"
    (trouble,) = markdown.blocks(Source("note.md", f"text\n{body}\n"))
    assert isinstance(trouble, Trouble)
    assert "between `$$` and `$$`" in trouble.message
    (shown,) = markdown.blocks(Source("note.md", f"$$\n{body}\n$$\n"))
    assert not isinstance(shown, Trouble)


@pytest.mark.parametrize("text", ["a \\\\[2ex] b", "`\\\\[`", "a\\\\[b]", "`\\\\begin{align}`", "a \\\\begin b"])
def test_a_length_behind_two_backslashes_is_no_formula(text: str) -> None:
    assert markdown.blocks(Source("note.md", text)) == ()


OPENING = [
    (r"\newenvironment{eq}{\begin{equation}}{\end{equation}}", r"\begin{eq}x\end{eq}"),
    (r"\newenvironment{eq}[1]{\begin{equation}\label{#1}}{\end{equation}}", r"\begin{eq}{a}x\end{eq}"),
    (r"\renewenvironment{eq*}{ \begin{gather}}{\end{gather}}", r"\begin{eq*}x\end{eq*}"),
    (r"\NewDocumentEnvironment{eq}{m}{\begin{align*}}{\end{align*}}", r"\begin{eq}{a}x\end{eq}"),
    (r"\newcommand{\eq}[1]{\begin{equation}#1\end{equation}}", r"\eq{x}"),
    (r"\newcommand\eq[1]{\[ #1 \]}", r"\eq{x}"),
    (r"\providecommand*{\eq}[2][]{\begin{equation}\label{#1} #2 \end{equation}}", r"\eq{x}"),
    (r"\def\eq#1\qe{$$ #1 $$}", r"\eq x\qe"),
]


@pytest.mark.parametrize(("definition", "use"), OPENING)
@pytest.mark.parametrize("page", ["{}\n{}", "{}\n\\begin{{document}}\n{}\n\\end{{document}}\n"])
def test_what_opens_a_formula_by_a_name_of_its_own_is_told_once(definition: str, use: str, page: str) -> None:
    (trouble,) = tex.blocks(Source("note.tex", page.format(definition, use)))
    assert isinstance(trouble, Trouble)
    assert "formulas that it opens are not found" in trouble.message


HARMLESS = [
    r"\newcommand{\x}{a \\[2pt] b} \x",
    r"\newenvironment{note}{\begin{quote}}{\end{quote}} \begin{note}\end{note}",
    r"\newcommand{\eq}[1]{\[ #1 \]} \eqx \begin{eq}",
    r"\newenvironment{eq}{\begin{equation}}{\end{equation}} \eq \begin{eqs}",
]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_opens_no_formula_or_is_not_used_is_no_trouble(text: str) -> None:
    (found,) = tex.blocks(Source("note.tex", text + "\n\\[ x \\]\n"))
    assert isinstance(found, Display)


@pytest.mark.parametrize("environment", ["numcases", "subnumcases", "darray"])
def test_an_environment_of_a_package_that_displays_is_told(environment: str) -> None:
    (trouble,) = tex.blocks(Source("note.tex", rf"\begin{{{environment}}}{{x =}} 1 \end{{{environment}}}"))
    assert isinstance(trouble, Trouble)


@pytest.mark.parametrize("command", [r"\input{other}", r"\include{other}", r"\subfile{other.tex}", r"\import{a/}{b}"])
def test_a_file_that_is_put_in_is_listed_as_not_read(command: str) -> None:
    source = Source("note.tex", command + "\n")
    assert [type(block) for block in tex.blocks(source)] == [Elsewhere]
    (item,) = judge_document(read(source)).items
    assert item.verdict.kind is Kind.SKIPPED
    assert item.source == command


def test_a_picture_is_no_file_of_text() -> None:
    assert tex.blocks(Source("note.tex", r"\includegraphics{a.png} % \input{b}")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "% derive\n% x \\in R^n, w \\in R^n\n",
        "% derive : x \\in R\n",
        "%Derive: x, w \\in R\n",
        "% derive x := 2\n",
    ],
)
def test_a_comment_that_seems_to_declare_is_no_silent_remark_in_tex(text: str) -> None:
    (found,) = tex.blocks(Source("note.tex", text))
    assert isinstance(found, Trouble) and "begins with `% derive:`" in found.message
    assert language("ja").knows(found.message)


@pytest.mark.parametrize(
    "text", ["% derive the gradient for x \\in R\n", "% derive\n\\[ x \\in R \\]\n", "% derived: x \\in R\n"]
)
def test_a_remark_in_tex_stays_one(text: str) -> None:
    assert not [each for each in tex.blocks(Source("note.tex", text)) if isinstance(each, Trouble)]


@pytest.mark.parametrize("text", ["<!-- Derive\nx \\in R\n-->", "<!-- DERIVE: x := 2 -->", "<!-- derive; x \\in R -->"])
def test_a_comment_that_seems_to_declare_is_no_silent_remark_in_markdown(text: str) -> None:
    (found,) = markdown.blocks(Source("note.md", text))
    assert isinstance(found, Trouble) and "the first word of one with declarations is `derive`" in found.message
    assert language("ja").knows(found.message)


@pytest.mark.parametrize("text", ["<!-- Derive the case x \\in R -->", "<!-- derived x := 2 -->", "<!-- x \\in R -->"])
def test_a_remark_in_markdown_stays_one(text: str) -> None:
    assert markdown.blocks(Source("note.md", text)) == ()


def test_an_equation_among_declarations_is_told_how_to_be_a_condition() -> None:
    (found,) = judged("<!-- derive\nC \\in R^{n \\times n}\nC^\\top = C\n-->")
    assert found.verdict.kind is Kind.UNREAD
    assert found.verdict.message.startswith("expected a name") and "begins with `assume`" in found.verdict.message
    assert language("ja").knows(found.verdict.message)
