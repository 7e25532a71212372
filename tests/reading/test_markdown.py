"""Markdown documents, and the blocks that an author expects to be found in them."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.reading.files.blocks import Block, Declarations, Display, Elsewhere, Heading, Inline, Trouble
from derive.reading.files.markdown import blocks
from derive.reading.source import Passage, Source

Found = tuple[type, str, int, int]


def said(block: Block) -> str:
    """The text of a block, in one line for each statement."""
    match block:
        case Heading():
            return block.title
        case Display() | Inline():
            return block.body.text
        case Declarations():
            return "\n".join(line.text for line in block.lines)
        case Elsewhere():
            return "file"
        case Trouble():
            return block.message.split()[0].strip("`")


def found(text: str) -> list[Found]:
    """Type, text, line and column of each block; of a trouble the first word of its message."""
    source = Source("note.md", text)
    return [(type(block), said(block), *source.position(block.span.start)) for block in blocks(source)]


DISPLAYED: dict[str, tuple[str, list[Found]]] = {
    "alone": ("$$\na\n$$\n", [(Display, "\na\n", 1, 1)]),
    "on one line": ("$$a = b$$", [(Display, "a = b", 1, 1)]),
    "several on a line": ("so $$a$$ and $$b$$, \\[c\\]", [
        (Display, "a", 1, 4), (Display, "b", 1, 14), (Display, "c", 1, 21),
    ]),
    "side by side": ("$$a$$$$b$$", [(Display, "a", 1, 1), (Display, "b", 1, 6)]),
    "begun within a line": ("This gives $$\na\n=\nb\n$$ at last $x$", [
        (Display, "\na\n=\nb\n", 1, 12), (Inline, "x", 5, 12),
    ]),
    "text behind the closing": ("$$\na\n$$ for all $x$\n", [(Display, "\na\n", 1, 1), (Inline, "x", 3, 12)]),
    "empty lines inside": ("$$\na\n\n    b\n\n- c\n$$\n", [(Display, "\na\n\n    b\n\n- c\n", 1, 1)]),
    "brackets with an empty line": ("\\[\na\n\nb\n\\]", [(Display, "\na\n\nb\n", 1, 1)]),
    "no empty line around": ("text\n$$\na\n$$\ntext\n", [(Display, "\na\n", 2, 1)]),
    "math fence": ("```math\na\n\nb\n```\n", [(Display, "a\n\nb", 1, 1)]),
    "math fence of tildes": ("~~~ math x\na\n~~~", [(Display, "a", 1, 1)]),
    "math directive": ("```{math}\n:label: eq\n\na\n```\n", [(Display, "\na", 1, 1)]),
    "math directive with its first line": ("~~~{math} a\n:label: eq\nb\n~~~", [(Display, "a\nb", 1, 1)]),
    "math directive with lines of options": ("```{math}\n---\nlabel: eq\n---\na\n```", [(Display, "a", 1, 1)]),
    "math directive in a list": ("- one\n\n  ```{math}\n  a\n  ```", [(Display, "a", 3, 3)]),
    "math directive between colons": ("text\n:::{math}\na\n:::\n$$b$$", [(Display, "a", 2, 1), (Display, "b", 5, 1)]),
    "math attribute": ("``` {.math #eq}\na\n```", [(Display, "a", 1, 1)]),
    "directive of text": ("````{note}\nso $$a$$\n```{math}\nb\n```\n````\n$$c$$", [
        (Display, "a", 2, 4), (Display, "b", 3, 1), (Display, "c", 7, 1),
    ]),
    "script of MathJax": ("<script type=\"math/tex; mode=display\">\n% <![CDATA[\na %]]></script> $$b$$", [
        (Display, "\n% <![CDATA[\na %]]>", 1, 1), (Display, "b", 3, 17),
    ]),
    "script in running text": ("so <script type='math/tex'>a</script>", [(Inline, "a", 1, 4)]),
    "bare environment": ("\\begin{align*}\na\n\nb\n\\end{align*}", [
        (Display, "\\begin{align*}\na\n\nb\n\\end{align*}", 1, 1),
    ]),
    "environment within a line": ("so \\begin{equation}a\\end{equation}.", [
        (Display, "\\begin{equation}a\\end{equation}", 1, 4),
    ]),
    "environment in dollars": ("$$\n\\begin{align}\na\n\\end{align}\n$$", [
        (Display, "\n\\begin{align}\na\n\\end{align}\n", 1, 1),
    ]),
    "line break before the closing": ("$$a\\\\$$ \\\\$$b$$", [(Display, "a\\\\", 1, 1), (Display, "b", 1, 11)]),
    "line break with a length": ("\\[a \\\\[2ex] b\\]", [(Display, "a \\\\[2ex] b", 1, 1)]),
    "brackets for MathJax": ("text\n\\\\[\na\n\\\\]\n> \\\\[ b\n> c\\\\]", [
        (Display, "\na\n", 2, 1), (Display, " b\nc", 5, 3),
    ]),
    "brackets for MathJax in running text": ("式\\\\[a\\\\] and \\\\(b\\_i\\\\).", [
        (Display, "a", 1, 2), (Inline, "b_i", 1, 14),
    ]),
    "line breaks for MathJax": ("\\\\[a\\\\\\\\[2ex]b\\\\c\\]d\\_{e}\\,\\\\]", [
        (Display, "a\\\\[2ex]b\\\\c\\]d_{e}\\,", 1, 1),
    ]),
    "escaped dollar inside": ("$$a \\$$$", [(Display, "a \\$", 1, 1)]),
    "words with a formula inside": ("$$a \\text{ if $x$}$$", [(Display, "a \\text{ if $x$}", 1, 1)]),
    "Japanese around": ("次の式$$y = x$$を考える。\n出力$x$", [(Display, "y = x", 1, 4), (Inline, "x", 2, 3)]),
    "table": ("| a | b |\n|---|---|\n| $$x$$ | $y$ |", [(Display, "x", 3, 3), (Inline, "y", 3, 11)]),
    "html around": ("<div>\n$$x$$\n</div>\n", [(Display, "x", 2, 1)]),
    "rule behind": ("$$\na\n$$\n---\nb", [(Display, "\na\n", 1, 1)]),
    "comma and rule behind": ("$$a$$,\n---\nb", [(Display, "a", 1, 1)]),
    "in a list": ("- one\n\n  $$\n  a\n\n    b\n  $$\n- $$c$$", [
        (Display, "\na\n\n  b\n", 3, 3), (Display, "c", 8, 3),
    ]),
    "in a list, not indented": ("1. $$\na\n$$\n2. $$b$$", [(Display, "\na\n", 1, 4), (Display, "b", 4, 4)]),
    "list ends before": ("- one\n\n$$a$$", [(Display, "a", 3, 1)]),
    "in a list by a tab": ("* one\n\n\t$$a$$", [(Display, "a", 3, 2)]),
    "in a quotation": ("> $$\n> a\n>\n> b\n> $$", [(Display, "\na\n\nb\n", 1, 3)]),
    "quotation without spaces": (">$$\n>a\n>$$", [(Display, "\na\n", 1, 2)]),
    "quotation in a quotation": ("> > \\[\n> > a\n> > \\]\n> $$b$$", [(Display, "\na\n", 1, 5), (Display, "b", 4, 3)]),
    "list in a quotation": ("> - x\n>   $$\n>   a\n>   $$\n>   ```math\n>   b\n>   ```", [
        (Display, "\na\n", 2, 5), (Display, "b", 5, 5),
    ]),
    "less is not a quotation": ("$$\na\n> b\n$$", [(Display, "\na\n> b\n", 1, 1)]),
    "behind a quotation": ("> text\n$$\na\n$$", [(Display, "\na\n", 2, 1)]),
}

NOT_MATHEMATICS: dict[str, tuple[str, list[Found]]] = {
    "code": ("`$$a$$` `` \\[b\\] ` $c$ ``", []),
    "code over two lines": ("`$$a$$\nb` $c$", [(Inline, "c", 2, 4)]),
    "fence": ("```tex\n$$a$$\n<!-- derive X -->\n```\n$$b$$", [(Display, "b", 5, 1)]),
    "fence in a list": ("- ```\n  $$a$$\n  ```\n- $$b$$", [(Display, "b", 4, 3)]),
    "fence whose second word is math": ("```not math\na\n```", []),
    "fence with a longer word": ("```mathematica\na\n```", []),
    "indented code": ("text\n\n    a = '$$a$$'\n", []),
    "directive of a program": ("```{code-block} tex\n$$a$$\n```\n```{python}\n'$$'\n```", []),
    "fence of LaTeX": ("```latex\n\\begin{align} a \\end{align}\n```", []),
    "colons within a line": ("see :::{math} there", []),
    "script of a program": ("<script type=\"text/javascript\">'$$a$$'</script>", []),
    "a load of KaTeX": ("{{< katex />}} {% mathjax %} <mathjax>", []),
    "html code": ("<pre>\n$$a$$\n\n$$b$$</pre> $$c$$ <code>$$d$$</code>", [(Display, "c", 4, 13)]),
    "script": ("<script>\nmath = [['$$', '$$']]\n</script>\n$$a$$", [(Display, "a", 4, 1)]),
    "comment": ("<!-- note $$a$$\n\n$$b$$ -->$$c$$", [(Display, "c", 3, 10)]),
    "front matter": ("---\ntitle: $$a$$\n---\n$$b$$", [(Display, "b", 4, 1)]),
    "escaped": ("\\$\\$a\\$\\$ \\$b\\$", []),
    "prices": ("costs $5 and $6, or $7-$8", []),
    "an environment in code": ("`\\begin{dmath}`", []),
    "dollars in code close nothing": ("$$ x `$$`", [(Trouble, "$$", 1, 1)]),
    "one dollar": ("a $ b\n\nc $ d", []),
    "space on one side": ("$ a$ and $b $", []),
    "space on both, within words": ("5$ and 6$\n\na$ b $c", []),
    "inline over an empty line": ("$a\n\nb$", []),
    "inline into a list": ("$a\n- b$", []),
}

INLINE: dict[str, tuple[str, list[Found]]] = {
    "plain": ("let $x \\in R$, $y$", [(Inline, "x \\in R", 1, 5), (Inline, "y", 1, 16)]),
    "side by side": ("$a$$b$", [(Inline, "a", 1, 1), (Inline, "b", 1, 4)]),
    "with spaces": ("第 $ l $ 層、 $ j $ 番", [(Inline, " l ", 1, 3), (Inline, " j ", 1, 12)]),
    "on lines of its own": ("1. x<br>\n$\na\n=\nb\n$<br>\n$ L $", [
        (Inline, "\na\n=\nb\n", 2, 1), (Inline, " L ", 7, 1),
    ]),
    "no heading inside": ("p\n$\na\n=\nb\n$", [(Inline, "\na\n=\nb\n", 2, 1)]),
    "in a quotation": ("> let $a\n> b$", [(Inline, "a\nb", 1, 7)]),
}

HEADINGS: dict[str, tuple[str, list[Found]]] = {
    "levels": ("# A\n### B ###\n", [(Heading, "A", 1, 1), (Heading, "B", 2, 1)]),
    "underlined": ("A\n===\nB\nb\n---\n", [(Heading, "A", 1, 1), (Heading, "B b", 3, 1)]),
    "with a formula": ("## $x$ は\n\n$y$\n===", [
        (Heading, "$x$ は", 1, 1), (Inline, "x", 1, 4), (Heading, "$y$", 3, 1), (Inline, "y", 3, 1),
    ]),
    "in a list": ("- # A\n", [(Heading, "A", 1, 3)]),
    "in code": ("```\n# A\n```", []),
    "html is none": ("<div>\n---\n", []),
    "no space": ("#A", []),
}

DECLARED: dict[str, tuple[str, list[Found]]] = {
    "lines": ("<!-- derive\nX \\in R\n\n  Y := X % note \n% remark\n-->", [
        (Declarations, "X \\in R\nY := X % note", 1, 1),
    ]),
    "first line": ("<!--derive X \\in R\nY-->", [(Declarations, "X \\in R\nY", 1, 1)]),
    "first word on the second line": ("<!--\nderive\nX -->", [(Declarations, "X", 1, 1)]),
    "colon": ("<!-- derive: skip: it -->", [(Declarations, "skip: it", 1, 1)]),
    "in a paragraph": ("text <!-- derive X --> more $$a$$", [(Declarations, "X", 1, 6), (Display, "a", 1, 29)]),
    "over empty lines in a paragraph": ("text\n<!-- derive\nX\n\nY\n--> $x$", [
        (Declarations, "X\nY", 2, 1), (Inline, "x", 6, 5),
    ]),
    "delimiters inside": ("<!-- derive X := \\[ $$ $ ` -->\n$$a$$", [
        (Declarations, "X := \\[ $$ $ `", 1, 1), (Display, "a", 2, 1),
    ]),
    "in a list": ("- a\n  <!-- derive\n  X\n\n  # Y\n  -->\n- b", [(Declarations, "X\n# Y", 2, 3)]),
    "in a quotation": ("> <!-- derive X\n> - Y\n> -->\n> $$a$$", [
        (Declarations, "X\n- Y", 1, 3), (Display, "a", 4, 3),
    ]),
    "several": ("<!-- derive X --><!-- derive Y -->", [(Declarations, "X", 1, 1), (Declarations, "Y", 1, 18)]),
    "another word": ("<!-- derived X --> <!-- derive-x --> <!-- to derive X --> <!---->", []),
}

TROUBLED: dict[str, tuple[str, list[Found]]] = {
    "dollars": ("$$\na\n\n# H\n\n$$b$$", [(Trouble, "$$", 1, 1), (Heading, "H", 4, 1), (Display, "b", 6, 1)]),
    "an environment that is not read": (
        "a \\begin{dmath}\nx\n\\end{dmath} $$b$$",
        [(Trouble, "dmath", 1, 3), (Display, "b", 3, 13)],
    ),
    "another one": ("\\begin{IEEEeqnarray*}{rCl}\nx\n", [(Trouble, "IEEEeqnarray*", 1, 1)]),
    "dollars, the last": ("$$a$$\n\n$$\nb", [(Display, "a", 1, 1), (Trouble, "$$", 3, 1)]),
    "dollars, an odd number": ("$$\na\n\ntext\n\n$$\nb\n$$", [(Trouble, "$$", 1, 1), (Display, "\nb\n", 6, 1)]),
    "dollars before code": ("$$\na\n```\n$$\n```\n$$b$$", [(Trouble, "$$", 1, 1), (Display, "b", 6, 1)]),
    "dollars before declarations": ("$$a\n\n<!-- derive X -->\n$$b$$", [
        (Trouble, "$$", 1, 1), (Declarations, "X", 3, 1), (Display, "b", 4, 1),
    ]),
    "brackets": ("\\[ a\n\n\\[b\\]", [(Trouble, "\\[", 1, 1), (Display, "b", 3, 1)]),
    "environment": ("\\begin{align} a\n\n\\begin{align}b\\end{align}", [
        (Trouble, "\\begin{align}", 1, 1), (Display, "\\begin{align}b\\end{align}", 3, 1),
    ]),
    "environment closed by another": ("\\begin{align}a\\end{align*}", [(Trouble, "\\begin{align}", 1, 1)]),
    "declarations": ("<!-- derive X\n\n$$a$$\n\n<!-- derive Y -->", [
        (Trouble, "<!--", 1, 1), (Display, "a", 3, 1), (Declarations, "Y", 5, 1),
    ]),
    "comment": ("a <!-- b\n\n$$c$$", [(Trouble, "<!--", 1, 3), (Display, "c", 3, 1)]),
    "closed outside the quotation": ("> $$\n> a\n\n$$b$$", [(Trouble, "$$", 1, 3), (Display, "b", 4, 1)]),
    "closed outside the list": ("- \\[ a\n\ntext \\]", [(Trouble, "\\[", 1, 3)]),
    "closed in the next item": ("- \\[ a\n- b \\]", [(Trouble, "\\[", 1, 3)]),
    "math fence": ("```math\na\n", [(Trouble, "this", 1, 1)]),
    "indented code": ("text\n\n    $$a$$\n", [(Trouble, "this", 3, 5)]),
    "code by its indent in a list": ("- one\n\n      $$\n      a\n      $$\n", [(Trouble, "this", 3, 7)]),
    "an environment by its indent": ("    so\n    \\begin{align}a\\end{align}", [(Trouble, "this", 2, 5)]),
    "a math fence by its indent": ("- one\n\n      ```math\n      a\n      ```\n", [(Trouble, "this", 3, 7)]),
    "colons": (":::{math}\na\n\n$$b$$", [(Trouble, "this", 1, 1), (Display, "b", 4, 1)]),
    "two formulas in a directive": ("```{math}\na\n\nb\n```", [(Trouble, "an", 1, 1)]),
    "script": ("<script type=\"math/tex\">a\n\n$$b$$", [(Trouble, "<script", 1, 1), (Display, "b", 3, 1)]),
    "MathML": ("<math display=\"block\"><mi>x</mi></math>", [(Trouble, "what", 1, 1)]),
    "KaTeX of a site": ("{% katex display %} a {% endkatex %} {{< katex >}}b{{< /katex >}}", [
        (Trouble, "what", 1, 1), (Trouble, "what", 1, 38),
    ]),
    "code": ("$$a$$\n~~~\n$$b$$", [(Display, "a", 1, 1), (Trouble, "this", 2, 1)]),
    "nothing inside": ("$$ $$ a", [(Trouble, "this", 1, 1)]),
}

EVERYTHING = DISPLAYED | NOT_MATHEMATICS | INLINE | HEADINGS | DECLARED | TROUBLED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(*case, id=f"{name}: {title}")
        for name, table in (
            ("display", DISPLAYED), ("none", NOT_MATHEMATICS), ("inline", INLINE), ("heading", HEADINGS),
            ("declared", DECLARED), ("trouble", TROUBLED),
        )
        for title, case in table.items()
    ],
)
def test_blocks(text: str, expected: list[Found]) -> None:
    assert found(text) == expected


def test_levels_of_headings() -> None:
    found = blocks(Source("x", "# a\n\n###### b\n\nc\n=\nd\n-\n"))
    levels = [block.level for block in found if isinstance(block, Heading)]
    assert levels == [1, 6, 1, 2]


def test_span_covers_the_delimiters() -> None:
    text = "> so $$\n> a\n> $$ and $b$"
    assert [text[block.span.start : block.span.end] for block in blocks(Source("x", text))] == ["$$\n> a\n> $$", "$b$"]


def test_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_bytes(b"# H\r\n\r\n> $$\r\n> a\r\n> $$\r\n")
    source = Source.read(path)
    display = blocks(source)[1]
    assert isinstance(display, Display)
    assert display.body.text == "\na\n"
    assert source.position(display.body.offsets[1]) == (4, 3)


def passages(block: Block) -> tuple[Passage, ...]:
    """All passages of a block."""
    match block:
        case Display() | Inline():
            return (block.body,)
        case Declarations():
            return block.lines
        case _:
            return ()


PIECES = ["$$", "$", "\\[", "\\]", "\\", "a", " ", "\n", "\n\n", "> ", "- ", "1. ", "  ", "    ", "\t", "`", "```",
          "```math\n", "<!-- derive ", "-->", "\\begin{align}", "\\end{align}", "# ", "---", "===", "\r", "。", "<pre>",
          "</pre>", "%"]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_character_has_its_place(text: str) -> None:
    starts = []
    for block in blocks(Source("x", text)):
        starts.append(block.span.start)
        assert 0 <= block.span.start < block.span.end <= len(text)
        for passage in passages(block):
            assert [text[offset] for offset in passage.offsets] == list(passage.text)
            assert list(passage.offsets) == sorted(set(passage.offsets))
            assert all(block.span.start <= offset < block.span.end for offset in passage.offsets)
    assert starts == sorted(starts)


@given(
    st.lists(st.sampled_from(["> ", "- ", "1. "]), max_size=8),
    st.lists(st.sampled_from(["a", "b = c", ""]), max_size=5),
)
def test_margins_are_left_out(marks: list[str], lines: list[str]) -> None:
    rest = "".join(mark if mark == "> " else " " * len(mark) for mark in marks)
    text = "\n".join([f"{''.join(marks)}$$x", *(rest + line for line in lines), f"{rest}y$$"])
    (display,) = blocks(Source("x", text))
    assert isinstance(display, Display)
    assert display.body.text.replace(" ", "") == "\n".join(["x", *lines, "y"]).replace(" ", "")


NASTY = {
    "quotations": "> " * 10_000 + "$$a$$",
    "lists": "- " * 10_000 + "$$a$$",
    "dollars": "$$\n\n" * 5_000,
    "brackets": "\\[ " * 10_000 + "$$a$$",
    "braces": "$$" + "{" * 10_000 + "a" + "}" * 10_000 + "$$",
    "comments": "<!-- " * 10_000,
    "begins": "\\begin{align}\n" * 5_000,
    "backticks": "".join("`" * size + " " for size in range(200)),
    "prices": "costs $5\n" * 5_000,
    "underlines": "a $5\n===\n" * 5_000,
    "items": "- $$ a\n" * 5_000,
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_time_grows_with_length(text: str) -> None:
    start = process_time()
    assert blocks(Source("x", text)) or "`" in text or "5" in text
    assert process_time() - start < 5


def test_too_deep_is_said_and_still_read() -> None:
    first, last = blocks(Source("x", "> " * 100 + "$$a$$"))
    assert isinstance(first, Trouble)
    assert "too deep" in first.message
    assert isinstance(last, Display)
    assert last.body.text == "a"
