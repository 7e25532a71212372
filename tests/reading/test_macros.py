"""An author's own commands, as written, and what they stand for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derive.judging.verdict import Kind as Verdicts
from derive.reading.document import read
from derive.reading.files.macros import MacroError, expand, find
from derive.reading.grammar.clean import clean
from derive.reading.items import Item
from derive.reading.source import Passage, Source, Span
from derive.reading.tokens import Kind, Token, tokenize
from tests.judging.claims import judged


def expanded(definitions: str, use: str) -> list[Token]:
    """The tokens of `use`, which stands behind the definitions, with its macros expanded."""
    text = f"{definitions}\n\n{use}"
    start = len(text) - len(use)
    return expand(tokenize(Passage(use, tuple(range(start, len(text))))), find(Source("x", text)))


def written(definitions: str, use: str) -> str:
    """The same as text."""
    return " ".join(token.text for token in expanded(definitions, use))


EXPANDED = {
    "no argument": (r"\newcommand{\R}{\mathbb{R}}", r"x \in \R^n", r"x \in \mathbb { R } ^ n"),
    "no braces": (r"\newcommand\x\alpha", r"\x y", r"\alpha y"),
    "two arguments": (r"\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}", r"\pd{L}{W}",
                      r"\frac { \partial L } { \partial W }"),
    "single symbols": (r"\def\x#1#2{#2#1}", r"\x ab", "b a"),
    "single digits": (r"\def\x#1#2{#2#1}", r"\x 123", "2 1 3"),
    "digit behind an argument": (r"\newcommand{\x}[1]{#12}", r"\x{a}", "a 2"),
    "default": (r"\newcommand{\f}[2][a]{#1#2}", r"\f x \f[bc]{y}", "a x b c y"),
    "default with brackets": (r"\newcommand{\f}[1][a]{(#1)}", r"\f[{[b]}]", "( { [ b ] } )"),
    "over several lines": ("\\newcommand*{\\g}[1]% gradient\n  {\\nabla_{#1}}", r"\g{W} L", r"\nabla _ { W } L"),
    "macro in a macro": (r"\def\a{b\c}\newcommand{\c}{d}", r"\a\a", "b d b d"),
    "macro in an argument": (r"\newcommand{\b}[1]{[#1]}", r"\b{\b{x}}", "[ [ x ] ]"),
    "argument behind the body": (r"\newcommand{\v}{\bold}\newcommand{\bold}[1]{<#1>}", r"\v{x}", "< x >"),
    "operator": (r"\DeclareMathOperator{\softmax}{softmax}", r"\softmax x", r"\operatorname { s o f t m a x } x"),
    "operator with a star": (r"\DeclareMathOperator*\argmax{arg\,max}", r"\argmax",
                             r"\operatorname { a r g \, m a x }"),
    "argument in words": (r"\newcommand{\t}[1]{\text{if #1 holds}}", r"\t{n > 2}", "if n > 2 holds"),
    "star behind a macro": (r"\newcommand{\s}{\sigma}", r"\s*x", r"\sigma * x"),
    "redefined": (r"\newcommand{\x}{a}\renewcommand{\x}{b}", r"\x", "b"),
    "provided in vain": (r"\newcommand{\x}{a}\providecommand{\x}{b}", r"\x", "a"),
    "provided": (r"\providecommand{\x}{b}", r"\x", "b"),
    "in a formula": ("$$\n\\newcommand{\\x}{a}\n$$", r"\x", "a"),
    "in a math fence": ("```math\n\\newcommand{\\x}{a}\n```", r"\x", "a"),
    "in declarations": (r"<!-- derive \newcommand{\x}{a} -->", r"\x", "a"),
    "escaped brace": (r"\def\x{\{ a}", r"\x", r"\{ a"),
    "brace in a remark": ("\\def\\x{a % }\n b}", r"\x", "a b"),
    "standard command": (r"\renewcommand{\vec}[1]{\mathbf{#1}}", r"\vec x", r"\mathbf { x }"),
}

NOT_EXPANDED = {
    "in code": r"`\newcommand{\x}{a}`",
    "in a fence": "```tex\n\\newcommand{\\x}{a}\n```",
    "in verbatim text": r"\begin{verbatim}\newcommand{\x}{a}\end{verbatim}",
    "in a remark": r"% \newcommand{\x}{a}",
    "in a comment": r"<!-- \newcommand{\x}{a} -->",
    "in a definition": r"\newcommand{\y}{\newcommand{\x}{a}}",
    "never closed": r"\newcommand{\x}{a",
    "delimited argument": r"\def\x(#1){a}",
    "longer name": r"\newcommand{\xx}{a}",
    "longer command": r"\newcommands{\x}{a}",
    "escaped": r"\\newcommand{\x}{a}",
}

REFUSED = {
    "itself": (r"\def\x{a\x}", r"\x", "`\\x` uses itself"),
    "each other": (r"\def\a{\b}\def\b{\a}", r"\a", "`\\a` uses itself"),
    "argument without end": (r"\def\w#1{#1#1}", r"\w\w", "`\\w` writes more than"),
    "missing": (r"\def\x#1#2{#1}", r"\x a", "`\\x` takes 2 arguments, found 1"),
    "missing in a group": (r"\def\x#1{#1}", r"{\x}", "`\\x` takes 1 argument, found 0"),
    "never closed": (r"\def\x#1{#1}", r"\x{a", "an argument of `\\x` is never closed; expected `}`"),
    "bracket never closed": (r"\newcommand{\x}[1][a]{#1}", r"\x[b", "never closed; expected `]`"),
}


@pytest.mark.parametrize(("definitions", "use", "expected"), EXPANDED.values(), ids=EXPANDED)
def test_expanded(definitions: str, use: str, expected: str) -> None:
    assert written(definitions, use) == expected


@pytest.mark.parametrize("definitions", NOT_EXPANDED.values(), ids=NOT_EXPANDED)
def test_not_expanded(definitions: str) -> None:
    assert written(definitions, r"\x y") == r"\x y"


@pytest.mark.parametrize(("definitions", "use", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(definitions: str, use: str, message: str) -> None:
    with pytest.raises(MacroError) as caught:
        expanded(definitions, f"y + {use}")
    assert message in caught.value.message
    start = len(definitions) + 2 + len("y + ")
    assert start <= caught.value.span.start < start + len(use)


def test_doubling_is_bounded() -> None:
    names = "abcdefghijklmnopqrstuvwxyz"
    definitions = "".join(rf"\def\m{one}{{\m{two}\m{two}}}" for one, two in pairwise(names)) + r"\def\mz{x}"
    with pytest.raises(MacroError, match="writes more than"):
        expanded(definitions, r"\ma")


def test_depth_is_bounded() -> None:
    letters = [chr(ord("a") + number // 26) + chr(ord("a") + number % 26) for number in range(600)]
    definitions = "".join(rf"\def\{one}q{{\{two}q}}" for one, two in pairwise(letters) if (one + two).isalpha())
    with pytest.raises(MacroError, match="nested more than"):
        expanded(definitions, r"\aaq")


def test_definitions_leave_the_formula() -> None:
    text = r"\newcommand{\x}[1][b]{a#1} \x \def\y{c} \y"
    tokens = expand(tokenize(Passage(text, tuple(range(len(text))))), find(Source("x", text)))
    assert [token.text for token in tokens] == ["a", "b", "c"]


def test_definition_in_force_where_it_is_used() -> None:
    text = r"\x \newcommand{\x}{a} \x \renewcommand{\x}{b} \x"
    tokens = expand(tokenize(Passage(text, tuple(range(len(text))))), find(Source("x", text)))
    assert [token.text for token in tokens] == ["a", "a", "b"]


def test_places() -> None:
    tokens = expanded(r"\def\x#1{a#1}", r"\x{bc}")
    start = len(r"\def\x#1{a#1}") + 2
    assert tokens == [
        Token(Kind.LETTER, "a", Span(start, start + 6)),
        Token(Kind.LETTER, "b", Span(start + 3, start + 4)),
        Token(Kind.LETTER, "c", Span(start + 4, start + 5)),
    ]


PIECES = [r"\newcommand{\x}[1]{", r"\def\y#1{", r"\newcommand\z[2][a]{", r"\DeclareMathOperator{\y}{", r"\text{#1}",
          r"\x", r"\y", r"\z", "{", "}", "[", "]", "#1", "#2", "a", "12", " ", "%", "\n", "*", "`", "```"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_ends_in_tokens_or_an_error(text: str) -> None:
    tokens = tokenize(Passage(text, tuple(range(len(text)))))
    try:
        spans = [token.span for token in expand(tokens, find(Source("x", text)))]
    except MacroError as error:
        spans = [error.span]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(st.text(alphabet="abx+=12 {}", max_size=30))
def test_nothing_changes_without_definitions(text: str) -> None:
    tokens = tokenize(Passage(text, tuple(range(len(text)))))
    assert expand(tokens, find(Source("x", text))) == tokens


def test_a_use_ends_behind_an_argument_without_braces() -> None:
    text = "\\newcommand{\\vv}[1]{\\mathbf{#1}}\n<!-- derive\nw \\in R^n\n-->\n$$ \\vv w + w = 3 \\vv w $$\n"
    (item,) = (part for part in read(Source("note.md", text)).parts if isinstance(part, Item) and part.display)
    assert text[item.span.start : item.span.end] == r"\vv w + w = 3 \vv w"


PARTIAL = r"\newcommand{\pd}[3][]{\frac{\partial^{#1} #2}{\partial #3^{#1}}}"
PRINTED = [
    (r"\pd{a^3}{a}", r"\frac{\partial a^3}{\partial a}"),
    (r"\pd[2]{a^3}{a}", r"\frac{\partial^{2} a^3}{\partial a^{2}}"),
    (r"\frac{\partial^{} a^2}{\partial a^{ }}", r"\frac{\partial a^2}{\partial a}"),
    (r"a^{} + a_{}^{2}", "a + a^{2}"),
    (r"{}^{} a", "a"),
    (r"\sum_{k=1}^{} k", r"\sum_{k=1} k"),
]


@pytest.mark.parametrize(("written_so", "printed"), PRINTED)
def test_a_script_that_a_macro_leaves_empty_prints_nothing(written_so: str, printed: str) -> None:
    def cleaned(formula: str) -> list[str]:
        return [token.text for token in clean(expanded(PARTIAL, formula))]

    assert cleaned(written_so) == cleaned(printed)


@pytest.mark.parametrize("kept", ["a^2", "a_{1}", "a^{b}", "{}^{2} a", r"\frac{}{a}"])
def test_what_stands_in_a_script_is_kept(kept: str) -> None:
    assert [token.text for token in clean(expanded("", kept))] == written("", kept).split()


@pytest.mark.parametrize(("right", "expected"), [("3 a^2", Verdicts.PROVED), ("6 a", Verdicts.REFUTED)])
def test_a_derivative_whose_order_is_left_out_is_the_first(right: str, expected: Verdicts) -> None:
    (found,) = judged(f"<!-- derive\na \\in R\n{PARTIAL}\n-->\n\n$$ \\pd{{a^3}}{{a}} = {right} $$\n")
    assert found.verdict.kind is expected
