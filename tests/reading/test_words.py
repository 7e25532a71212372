"""The words around the formulas: all there, each formula once, nothing of a comment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.reading.document import read as read_document
from derive.reading.files import blocks as files
from derive.reading.files import markdown, tex
from derive.reading.prose.nodes import (
    Block,
    Blocks,
    Boxed,
    Break,
    Code,
    Declared,
    Displayed,
    Formula,
    Heading,
    Link,
    Listed,
    Note,
    Paragraph,
    Picture,
    Program,
    Prose,
    Quote,
    Reference,
    Style,
    Styled,
    Table,
    Text,
    Words,
    leaves,
)
from derive.reading.prose.read import read
from derive.reading.source import Source
from tests.reporting.writings import NOTE, PAPER


def markdown_of(text: str) -> Blocks:
    return read(Source("a.md", text)).blocks


def latex(text: str) -> Blocks:
    return read(Source("a.tex", text)).blocks


def said(words: Words) -> str:
    """Words with marks of what they are."""
    found = []
    for word in words:
        match word:
            case Text(text):
                found.append(text)
            case Code(text):
                found.append(f"`{text}`")
            case Formula(text):
                found.append(f"${text.replace(' ', '')}$")
            case Styled(style, inner):
                found.append(f"<{style.name[0]}:{said(inner)}>")
            case Link(target, inner):
                found.append(f"[{said(inner)}]({target})")
            case Picture(target, description):
                found.append(f"!{target}:{description}!")
            case Reference(label, bracketed):
                found.append(f"@{label}{'()' if bracketed else ''}@")
            case Break():
                found.append("/")
            case Note(blocks):
                found.append(f"^{'|'.join(told(blocks))}^")
    return " ".join("".join(found).split())


def told(blocks: Blocks) -> Iterator[str]:
    """Blocks, one text each."""
    for block in blocks:
        yield one(block)


def one(block: Block) -> str:
    match block:
        case Paragraph(words):
            return said(words)
        case Heading(level, words, _, number):
            return f"{'#' * level} {number} {said(words)}".replace("  ", " ")
        case Listed(items, start):
            inner = "; ".join(f"{said(item.mark)}{' | '.join(told(item.blocks))}" for item in items)
            return f"{'-' if start is None else start}({inner})"
        case Quote(inner):
            return f"> {' | '.join(told(inner))}"
        case Program(text):
            return f"```{text}"
        case Table(rows, heads):
            return f"table{heads}[{' / '.join(', '.join(map(said, row)) for row in rows)}]"
        case Boxed(title, inner):
            return f"box {said(title)}: {' | '.join(told(inner))}"
        case Displayed(number, rows):
            return f"display {number} of {len(rows)}"
        case Declared(lines):
            return f"declared {len(lines)}"
    return "rule"


def test_a_note_in_markdown() -> None:
    assert list(told(markdown_of(NOTE))) == [
        r"# A note on $\bmY=XW$",
        "Some <E:words> with $x^2$, <S:bold $W$> and a [link](https://example.org/a?b=1), `code $y$`, 5$ and 6$."
        "^A footnote with $z$.^",
        "declared 2",
        "## Backward",
        "-(an item | display 1 of 1; another)",
        "declared 0",
        "display 2 of 1",
        "declared 0",
        "display 3 of 2",
        "table1[name, size / $X|$, N by n]",
        "> Quoted, with !graph.png:the graph! and !https://example.org/x.png:far!.",
        "raw <S:html> `<script>`alert(2)`</script>`",
        "```<script>alert(3)</script>",
        "[bad](javascript:alert(4)) and [here](#backward)",
        "## Rest",
        '```print("code")',
        "display 4 of 1",
        "$$ never closed",
    ]


def test_a_paper_in_latex() -> None:
    prose = read(Source("paper.tex", PAPER))
    assert said(prose.title) == "On <E:affine> layers^To all.^"
    assert said(prose.byline) == "A. Writer, B. Reader"
    assert list(told(prose.blocks)) == [
        r"box Abstract: What $\frac{\partialL}{\partialW}$ is.",
        "declared 3",
        "### 1 The layer",
        "A <E:layer> — “simply” — naïve, 5 %: see @sec:layer@, @eq:dw()@, [@cite:bp@].^No <S:bias>.^",
        r"`\unknown`shown `a_b$`",
        "box Theorem 1.1 (Backward): Both hold: | display 1 of 3",
        "box Proof: By @eq:dx()@ and Theorem @thm@.",
        "#### Lists",
        "-(one; c)<S:two> | 1($y$))",
        r"```\section{no section}",
        "table1[a, b / $x$, 2]",
        "display 2 of 1",
        "box References: -([1]R. et al. 1986.)",
    ]
    assert prose.numbers == {"eq:dx": "1", "eq:dw": "2", "sec:layer": "1", "thm": "1.1", "cite:bp": "1"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<br>b H<sub>2</sub>O", "a/b H<L:2>O"),
        ("<b>never closed", "never closed"),
        ("x</b> y", "x y"),
        ("<i>a <b>b</i> c</b>", "<E:a b> c"),
        ('<img src="a.png" alt="A">', "!a.png:A!"),
        ('<a href="https://e.org">b</a>', "[b](https://e.org)"),
        ("a <iframe src=x>", "a `<iframe src=x>`"),
        ("a <!-- hidden --> b", "a b"),
        ("[a]($x$.md) ![$y$](b.png)", "[a]($x$.md) !b.png:$y$!"),
        ("`a` \\$5 and \\*no\\*", "`a` $5 and *no*"),
        ("5$ and 6$", "5$ and 6$"),
        ("\ue000 0\ue000 and $x$", "\ue000 0\ue000 and $x$"),
    ],
)
def test_running_text_in_markdown(text: str, expected: str) -> None:
    assert [one(block) for block in markdown_of(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\emph{a \textbf{b}} {\it c}", "<E:a <S:b>> <E:c>"),
        (r"a % remark" "\n" "b", "a b"),
        (r"100\% of \$5 \& \#1 a\_b \{c\}", "100% of $5 & #1 a_b {c}"),
        (r"\'e \^{o} \c{c} \~n \o", "é ô ç ñ ø"),
        (r"\href{https://e.org/a\%20b}{there} \url{https://e.org/a_b}", "[there](https://e.org/a%20b)"
         " [`https://e.org/a_b`](https://e.org/a_b)"),
        (r"a \\ b \newline c", "a /b /c"),
        (r"\vspace{1em}\noindent a \label{x}b \index{y}", "a b"),
        (r"\color{red}a \textcolor{blue}{b}", "a b"),
        (r"\cite[p.~3]{a, b}", "[@cite:a@, @cite:b@, p. 3]"),
        (r"\verb|\emph{x}| \texttt{a\_b}", r"`\emph{x}` `a_b`"),
        (r"\iffalse hidden \fi shown", "shown"),
        (r"\strange[o]{a}", r"`\strange`[o]a"),
        (r"\includegraphics[width=1cm]{a.png}", "!a.png:!"),
        (r"\newcommand{\x}[2][d]{#1-#2!}\x{a} \x[b]{c}", "d-a! b-c!"),
        (r"\newcommand{\x}{$z^2$ }\x", "$z^2$"),
        (r"\newcommand{\x}{\x\x}\x", None),
        (r"{unclosed \textbf{a", None),
        (r"} \end{x} \begin{", None),
    ],
)
def test_running_text_in_latex(text: str, expected: str | None) -> None:
    found = " ".join(one(block) for block in latex(text))
    assert expected is None or found == expected


def test_nothing_before_or_behind_the_document_is_text() -> None:
    assert list(told(latex("\\usepackage{a}\n\\begin{document}\nin\n\\end{document}\nout"))) == ["in"]


def test_a_comment_hides_its_line_and_an_empty_line_ends_a_paragraph() -> None:
    assert list(told(latex("a\n% hidden\n\nb%\nc\n\nd"))) == ["a", "bc", "d"]


def test_mathematics_that_is_not_read_is_shown_as_it_is_written() -> None:
    text = "\\begin{dmath}\na = $b$\n\\end{dmath}"
    assert list(told(latex(text))) == [f"```{text}"]
    assert one(latex(r"a \begin{equation} x = 1")[0]).startswith(r"a `\begin{equation}`")


def test_the_text_of_a_directive_stands_apart_and_its_formulas_in_it() -> None:
    text = "````{note}\nso *much*\n```{math}\nx\n```\n````\n```{code} tex\n*y*\n```"
    assert list(told(markdown_of(text))) == ["> so <E:much> | display 1 of 1", "```*y*"]


PIECES = st.sampled_from([
    "$x$", "$$ a = b $$", "\\[ c \\]", "# H\n", "\n\n", "- ", "> ", "*", "**", "`", "```\n", "<b>", "</b>", "<!-- ",
    "<!-- derive\nX \\in R\n-->", " -->", "<script>", "| a | b |\n|---|---|\n", "text ", "\n", "[a](", ")", "![", "\\",
    "\\section{", "}", "{", "\\begin{align} a &= b \\end{align}", "\\begin{itemize}", "\\item ", "\\end{itemize}", "%",
    "\\emph{", "\\begin{tabular}{l}", "&", "\\\\", "\\end{tabular}", "\\footnote{", "\\verb|", "|", "[^1]", "[^1]: n\n",
    "% derive: X \\in R\n", "===\n", "\\begin{theorem}", "\\end{theorem}", "\\newcommand{\\q}[1]{#1 #1}", "\\q", "    ",
    "```{note}\n", "```{math}\n", ":::{math}\n", ":::\n", "<script type=\"math/tex; mode=display\">", "</script>",
])


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from([".md", ".tex"]))
def test_no_formula_heading_or_declaration_is_lost_whatever_the_text(text: str, suffix: str) -> None:
    source = Source(f"a{suffix}", text)
    found = tex.blocks(source) if suffix == ".tex" else markdown.blocks(source)
    shown = list(leaves(read(source).blocks))
    numbers = sorted(leaf.number for leaf in shown if isinstance(leaf, Displayed))
    assert numbers == list(range(1, read_document(source).displays + 1))
    declared = sorted(leaf.span.start for leaf in shown if isinstance(leaf, Declared))
    assert declared == sorted(block.span.start for block in found if isinstance(block, files.Declarations))


def test_a_footnote_that_refers_to_itself_ends() -> None:
    blocks = markdown_of("Text[^1] and[^2].\n\n[^1]: One[^1] [^2].\n\n[^2]: Two[^1].\n")
    assert "".join(told(blocks)).count("Two") == 2


def test_a_document_that_is_too_large_to_read_has_no_words() -> None:
    assert read(Source("a.md", "$$ x $$\n" * 400_000)) == Prose(())


def test_styles_are_what_they_are_called() -> None:
    (block,) = markdown_of("*a* **b** ~~c~~")
    assert isinstance(block, Paragraph)
    assert [word.style for word in block.words if isinstance(word, Styled)] == [
        Style.EMPHASIS, Style.STRONG, Style.STRUCK,
    ]
