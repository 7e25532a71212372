"""LaTeX files, and the blocks that an author expects to be found in them."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.reading.files.blocks import Block, Declarations, Display, Elsewhere, Heading, Inline, Trouble
from derive.reading.files.tex import ENVIRONMENTS, blocks
from derive.reading.source import Passage, Source

Found = tuple[type, str, int, int]


def said(block: Block) -> str:
    """The text of a block; of a trouble its first word."""
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
    """Type, text, line and column of each block."""
    source = Source("note.tex", text)
    return [(type(block), said(block), *source.position(block.span.start)) for block in blocks(source)]


CASES: dict[str, tuple[str, list[Found]]] = {
    "brackets": ("\\[ a \\\\[2ex] b \\]", [(Display, " a \\\\[2ex] b ", 1, 1)]),
    "dollars": ("so $$a$$ and $b$ and \\(c\\)", [(Display, "a", 1, 4), (Inline, "b", 1, 14), (Inline, "c", 1, 22)]),
    "side by side": ("$a$$b$ $$c$$$$d$$", [
        (Inline, "a", 1, 1), (Inline, "b", 1, 4), (Display, "c", 1, 8), (Display, "d", 1, 13),
    ]),
    "displaymath": ("\\begin{displaymath}a\\end{displaymath}", [(Display, "a", 1, 1)]),
    "line break before the opening": ("a \\\\\\[b\\]", [(Display, "b", 1, 5)]),
    "escapes": ("\\$5 \\% $$a \\% \\$$$ \\\\[1em]", [(Display, "a \\% \\$", 1, 8)]),
    "words with a formula inside": ("\\[a \\text{ if $x$}\\]", [(Display, "a \\text{ if $x$}", 1, 1)]),
    "split inside": ("\\begin{equation}\\begin{split}a\\end{split}\\end{equation}", [
        (Display, "\\begin{equation}\\begin{split}a\\end{split}\\end{equation}", 1, 1),
    ]),
    "align inside dollars": ("$$\\begin{align}a\\end{align}$$", [(Display, "\\begin{align}a\\end{align}", 1, 1)]),
    "comments inside": ("\\[ a % $$ \\]\n + 5\\% %% b\n\\]", [(Display, " a \n + 5\\% \n", 1, 1)]),
    "empty line inside": ("\\[ a\n\nb \\]", [(Display, " a\n\nb ", 1, 1)]),
    "comments": ("% $$a$$\n$$b$$ % \\[c\\]", [(Display, "b", 2, 1)]),
    "verbatim": ("\\begin{verbatim}\n% \\end{verbatim} $$a$$\n\\begin{lstlisting}$$b$$\\end{lstlisting}", [
        (Display, "a", 2, 18),
    ]),
    "never": ("\\iffalse $$a$$ \\ifx y $$b$$ \\else $$c$$ \\fi \\iff \\fi $$d$$", [(Display, "d", 1, 54)]),
    "never, or else": ("\\iffalse $$a$$ \\else $$b$$ \\fi", [(Display, "b", 1, 22)]),
    "always": ("\\iftrue $$a$$ \\fi", [(Display, "a", 1, 9)]),
    "verbatim in a line": ("\\verb|$$a$$| \\verb*+%+ \\lstinline!$! $$b$$", [(Display, "b", 1, 38)]),
    "commented out": ("\\begin{comment}\n\\section{A}\n% derive: X\n\\end{comment}", []),
    "definitions": ("\\newcommand{\\be}[1]{\\[ #1 \\]}\n\\def\\x{$$b$$}$$a$$", [(Display, "a", 2, 14)]),
    "sections": ("\\section*{One}\n\\subsection[s]{Two {b} $x$}", [
        (Heading, "One", 1, 1), (Heading, "Two {b} $x$", 2, 1), (Inline, "x", 2, 24),
    ]),
    "title over two lines": ("\\section{One\n  two}", [(Heading, "One two", 1, 1)]),
    "no section": ("\\sectionmark{a} \\section \\ref{section}", []),
    "declarations": ("% derive: X \\in R % note\n  %derive:Y := X\n%% derive: Z", [
        (Declarations, "X \\in R % note\nY := X\nZ", 1, 1),
    ]),
    "declarations apart": ("% derive: X\n\n% derive: Y\n% other\n% derive: Z", [
        (Declarations, "X", 1, 1), (Declarations, "Y", 3, 1), (Declarations, "Z", 5, 1),
    ]),
    "declarations behind text": ("$a$ % derive: X", [(Inline, "a", 1, 1), (Declarations, "X", 1, 5)]),
    "delimiters in declarations": ("% derive: X := \\[ $$\n$$a$$", [
        (Declarations, "X := \\[ $$", 1, 1), (Display, "a", 2, 1),
    ]),
    "no declarations": ("% derive X\n% to derive: X\n\\% derive: X\n% derive:\n", []),
    "document": (
        "\\newcommand{\\x}{$$a$$} $$b$$\n% \\begin{document}\n% derive: X\n"
        "\\begin{document}\n$$c$$\n\\end{document}\n$$d$$",
        [(Declarations, "X", 3, 1), (Display, "c", 5, 1)],
    ),
    "Japanese": ("次の式\\[y = x\\]を考える。", [(Display, "y = x", 1, 4)]),
}

TROUBLED: dict[str, tuple[str, list[Found]]] = {
    "dollars": ("$$ a\n\n$$b$$", [(Trouble, "$$", 1, 1), (Display, "b", 3, 1)]),
    "inline": ("$a\n\n$b$ \\(c", [(Trouble, "$", 1, 1), (Inline, "b", 3, 1), (Trouble, "\\(", 3, 5)]),
    "brackets": ("\\[ a \\[b\\]", [(Trouble, "\\[", 1, 1), (Display, "b", 1, 6)]),
    "brackets before a section": ("\\[ a\n\\section{T}\n\\]", [
        (Trouble, "\\[", 1, 1), (Heading, "T", 2, 1), (Trouble, "\\]", 3, 1),
    ]),
    "environment": ("\\begin{align}a\\end{align*}", [(Trouble, "\\begin{align}", 1, 1)]),
    "environment at the end": ("\\begin{align}a\n\\end{document}\n\\end{align}", [(Trouble, "\\begin{align}", 1, 1)]),
    "closing only": ("\\) \\]", [(Trouble, "\\)", 1, 1), (Trouble, "\\]", 1, 4)]),
    "never": ("\\iffalse\n$$a$$", [(Trouble, "\\iffalse", 1, 1), (Display, "a", 2, 1)]),
    "verbatim": ("\\begin{verbatim}\n$$a$$", [(Trouble, "\\begin{verbatim}", 1, 1), (Display, "a", 2, 1)]),
    "title": ("\\section{A $$b$$", [(Trouble, "\\section{", 1, 1), (Display, "b", 1, 12)]),
    "title over an empty line": ("\\section{A\n\n}", [(Trouble, "\\section{", 1, 1)]),
    "nothing inside": ("\\[ % a\n\\]", [(Trouble, "this", 1, 1)]),
    "declarations inside": ("\\[ a\n% derive: id: x\n\\]", [(Display, " a\n\n", 1, 1), (Trouble, "%", 2, 1)]),
    "abbreviation": ("\\def\\be{\\begin{equation}}\n\\begin{document}\n$$a$$", [
        (Trouble, "\\be", 1, 1), (Display, "a", 3, 1),
    ]),
    "abbreviation in the text": ("$$a$$ \\newcommand{\\be}{\\[}", [(Display, "a", 1, 1), (Trouble, "\\be", 1, 7)]),
    "a box": ("\\begin{tcolorbox}[colback=red, ams align*]a\\end{tcolorbox}", [(Trouble, "tcolorbox", 1, 1)]),
    "another environment": ("\\begin{IEEEeqnarray}{c}a\\end{IEEEeqnarray}", [(Trouble, "IEEEeqnarray", 1, 1)]),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*case, id=title) for title, case in CASES.items()]
    + [pytest.param(*case, id=f"trouble: {title}") for title, case in TROUBLED.items()],
)
def test_blocks(text: str, expected: list[Found]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("star", ["", "*"])
@pytest.mark.parametrize("name", ENVIRONMENTS[:-1])
def test_environments(name: str, star: str) -> None:
    text = f"\\begin{{{name}{star}}}\na &= b\n\\end{{{name}{star}}}"
    assert found(f"so\n{text}\nand") == [(Display, text, 2, 1)]


def test_levels_of_sections() -> None:
    names = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph")
    found = blocks(Source("x", "\n".join(f"\\{name}{{a}}" for name in names)))
    assert [block.level for block in found if isinstance(block, Heading)] == [1, 2, 3, 4, 5, 6, 7]


def passages(block: Block) -> tuple[Passage, ...]:
    """All passages of a block."""
    match block:
        case Display() | Inline():
            return (block.body,)
        case Declarations():
            return block.lines
        case _:
            return ()


PIECES = ["$$", "$", "\\[", "\\]", "\\(", "\\)", "\\", "a", " ", "\n", "\n\n", "%", "% derive: ", "|", "}", "{", "。",
          "\\begin{align}", "\\end{align}", "\\begin{verbatim}", "\\end{verbatim}", "\\verb|", "\\section{",
          "\\newcommand{\\x}{", "\\begin{document}", "\\end{document}"]


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


NASTY = {
    "braces": "\\[" + "{" * 10_000 + "}" * 10_000 + "\\]",
    "sections": "\\section{" * 5_000,
    "brackets": "\\[ " * 10_000,
    "environments": "\\begin{align}\n" * 5_000,
    "verbatim": "\\begin{verbatim}" * 5_000,
    "declarations": "% derive: X\n" * 5_000,
    "definitions": "\\def\\x{" * 5_000,
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_time_grows_with_length(text: str) -> None:
    start = process_time()
    assert blocks(Source("x", text)) or "def" in text
    assert process_time() - start < 5
