r"""What to write instead, where a common way of writing is not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from derive.reading.grammar.names import is_letter
from derive.reading.syntax import Name, Node
from derive.reading.tokens import Kind, Token

SECOND = (
    r"second derivatives are read by entries, `\frac{\partial^2 E}{\partial w_i \partial w_j}`, and as "
    r"`\frac{\partial^2 E}{\partial w \partial w^\top}`"
)


KNOWN = {
    "relu": r"(x) := \max(0, x)",
    "sigmoid": r"(x) := \frac{1}{1 + e^{-x}}",
    "logistic": r"(x) := \frac{1}{1 + e^{-x}}",
    "softplus": r"(x) := \log(1 + e^x)",
    "silu": r"(x) := \frac{x}{1 + e^{-x}}",
    "swish": r"(x) := \frac{x}{1 + e^{-x}}",
    "gelu": r"(x) := \frac{x}{2} (1 + \operatorname{erf}(\frac{x}{\sqrt{2}}))",
    "softmax": r"(x)_i := \frac{e^{x_i}}{\sum_j e^{x_j}}",
    "logsoftmax": r"(x)_i := x_i - \log \sum_j e^{x_j}",
    "square": "(x) := x^2",
}
"""What authors call functions, and how these are declared."""
STRANGE = {
    "arg": "a place where something is least or largest is not in the language",
    "argmax": "a place where something is largest is not in the language",
    "argmin": "a place where something is least is not in the language",
    "det": "a determinant is not in the language; name it as an unknown function of its matrix, as in `D := D({})`",
}
"""What is not in the language, though a word for it is common; a matrix that it is taken of stands in the place."""
EXPECTATION = (
    r"an expectation is not in the language; write the mean that is meant, e.g. `\frac{1}{n} \sum_i x_i`"
)
INDICATOR = r"for 1 where a condition holds, else 0, write `\mathbb{1}\{x > 0\}`"
BEHIND = {
    "@": "a product is written without a sign, `X W`",
    ":": r"a condition stands behind its equation, and for the sum of all products write `\operatorname{tr}(A^\top B)`",
    ".": r"a transpose is written `X^\top`",
    r"\pm": "write two equations, one for each sign",
    r"\mp": "write two equations, one for each sign",
    r"\over": r"a fraction is written `\frac{a}{b}`",
    "!": r"a factorial is written out, as in `\prod_{k=1}^n k`",
} | dict.fromkeys(("<", ">", r"\le", r"\ge", r"\ne"), INDICATOR)
"""What to write instead of a sign that stands where an expression might end."""
UNKNOWN = {
    "_": r"; an index stands below a name, and a logarithm to another base is a quotient, `\frac{\log x}{\log 2}`",
    r"\binom": "; write out what it comes to",
    r"\infty": "; a limit is taken at a number",
    r"\int": "; write what the integral comes to, or declare a function for it, as in `F : R \\to R`",
    r"\pm": "; write two equations, one for each sign",
    r"\mp": "; write two equations, one for each sign",
    r"\pdv": r"; a derivative is written `\frac{\partial L}{\partial x}` or `\nabla_x L`",
    r"\dv": r"; a derivative is written `\frac{d f}{d x}`",
    r"\norm": r"; a norm is written `\|x\|`",
    r"\abs": "; an absolute value is written `|x|`",
    r"\qty": r"; brackets are written `\left( … \right)`",
}
"""What to write instead of a sign that stands where an expression might begin."""
OWN = re.compile(r"\\[A-Za-z]+")
POSITIVE = r"for the positive part write `\max(0, x)`"
RAISED = r"a power by entries is written out, `x \odot x`"
PARTIAL = r"a derivative is written `\frac{\partial L}{\partial x}` or `\nabla_x L`"
SLICE = r"a row of X is written `X_{i,:}`, a column `X_{:,j}`, and there are no parts of them"


def command(name: str) -> str:
    """For a command that is not in the language: what to write, or how one of the author's own becomes known."""
    if name in UNKNOWN:
        return UNKNOWN[name]
    own = rf"; if it is a command of your own, define it in this file, as in `\newcommand{{{name}}}{{…}}`"
    return own if OWN.fullmatch(name) else ""


def strange(word: str, arguments: Sequence[Node] = ()) -> str:
    """For a function that is not in the language and cannot be declared as one: what to write where there is a way."""
    matrices = [plain(each) for each in arguments if isinstance(each, Name)]
    return STRANGE[word].replace("{}", matrices[0] if matrices else "A")


def function(word: str, arguments: Sequence[Node] = ()) -> str:
    """For a function that is not declared: its declaration, where it is well known."""
    if word in STRANGE:
        return strange(word, arguments)
    known, name = common(word), named(word)
    return f"declare it, e.g. `{known}`" if known else f"for a function write `{name}(x) := …` or `{name} : R \\to R`"


def common(word: str) -> str:
    """The declaration of a function that is well known; nothing of another one."""
    known = KNOWN.get(word.lower().replace("_", ""))
    return named(word) + known if known else ""


def named(word: str) -> str:
    """A name as it is written, also where it has several letters."""
    return rf"\operatorname{{{word}}}" if len(word) > 1 and word.isidentifier() and "_" not in word else word


def own_name(name: str, shape: str = "R^n") -> str:
    """For `x_a`, which is read as an entry of x."""
    return rf"if `{name}` is a name of its own, declare it first, as in `{name} \in {shape}`"


def own_names(names: Iterable[str]) -> str:
    """For several names that are read as entries of one array."""
    first, *others = names
    if not others:
        return own_name(first)
    listed = ", ".join((first, *others))
    return rf"if `{listed}` are names of their own, declare them first, as in `{listed} \in R^n`"


def differential(letter: str) -> str:
    """For `dW`, a gradient with a name of its own."""
    gradient = rf"`\bar{{{letter}}} := \frac{{\partial L}}{{\partial {letter}}}`"
    return f"for a gradient with a name of its own write {gradient}"


def inverse(node: Node) -> str:
    """For a power below -1, and an inverse that rests on an index or on the argument of a function."""
    base = plain(node) if isinstance(node, Name) else "A"
    power = f"of powers below 0 a matrix has only `{base}^{{-1}}`"
    return f"{power}, where it rests on no index and no argument of a function; write others as products"


def plain(name: Name) -> str:
    """A name as its author writes it."""
    return name.key.strip("{}").partition("#")[0]


def parting(bar: str) -> str:
    """For a bar that nothing closes, which may part two arguments."""
    return f"if it parts two arguments, as in `p(y {bar} x)`, write a comma, or a name without arguments"


def several(word: str) -> str:
    """For `softmax`, which is seven letters."""
    return rf"a name of several letters is written `\operatorname{{{word}}}`"


def letters(found: str) -> str:
    """For letters that touch each other where one name is expected."""
    if found == "assume":
        return "`assume` begins a declaration of its own, on a new line or behind `;`"
    return f"`{found}` is read as {len(found)} letters; {several(found)}"


def word(tokens: Sequence[Token]) -> str:
    """The letters that touch each other at the beginning, where there are several."""
    found = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind is not Kind.LETTER or (before is not None and before.span.end != token.span.start):
            break
        found += token.text
    return found if len(found) > 1 else ""


def gradient(tokens: Sequence[Token]) -> str:
    r"""For `\nabla J(w)`: the variable is the letter in the brackets, if only one stands there."""
    texts = [token.text for token in tokens[:4]]
    function = texts[0] if texts and is_letter(tokens[0]) else "J"
    variable = texts[2] if len(texts) == 4 and (texts[1], texts[3]) == ("(", ")") else "w"
    return rf"by which variable? Write `\nabla_{variable} {function}`"
