r"""What running text says that defined names are, as in “From here on, $S := A - A^\top$.” or “Here $f(u) = e^u$.”.

It is no definition by the language. A claim that is true with it and false by the definition, or the other way round,
may be meant either way. What is only said of such a name, a value or a consequence, gives it no other meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from derive.reading.grammar.clean import clean
from derive.reading.grammar.defining import definition
from derive.reading.grammar.names import Known, Names, Sort
from derive.reading.grammar.rows import relations
from derive.reading.grammar.trees import names_in
from derive.reading.statements import Definition, Form, Head
from derive.reading.supposing import said
from derive.reading.syntax import Entry, Name, Transposed, Unreadable
from derive.reading.telling import ENDS, FOR, NOT, RESTRICTING, SOLVED, Sentence, related
from derive.reading.tokens import Token

ANEW = re.compile(
    r"\b(?:from\s+(?:here|now|this\s+point|there)\s+on|from\s+now|henceforth|hereafter|throughout|redefin\w*|instead"
    r"|in\s+(?:what\s+follows|the\s+(?:following|sequel))|(?:rest|remainder)\s+of|no\s+longer)\b"
    r"|以下|以降|今後|改めて|再定義",
    re.IGNORECASE,
)
"""Words by which a name is given another meaning."""
DEFINING = re.compile(
    r"\b(?:here|now|next|where|with|for|if|when|whenever|using|given|recall|remember|this\s+time|alternatively|defin\w*"
    r"|denot\w*|call(?:ed|ing)?|writ\w*|introduc\w*|consider\w*|choos\w*|use|let|set|take|put|is|are|be|by|as|namely)\b"
    r"|ここで|ただし",
    re.IGNORECASE,
)
"""Words in a sentence that may say what a name is."""
NAMED = re.compile(r"\b(?:the|an?|our|this|its)\s+(?:[\w-]+\s+){0,2}(?P<noun>[\w-]+)\s+\Z", re.IGNORECASE)
"""What a formula is called right before it, as in “the loss $L = …$”."""
CLAIMED = re.compile(
    r"identity|equation|equality|formula|relation|claim|constraint|condition|case|approximation|assumption|hypothesis"
    r"|result|statement|fact|rule",
    re.IGNORECASE,
)
"""What is called so defines nothing."""
CONCLUDING = re.compile(
    r"\b(?:see|seen|saw|show\w*|not(?:e|es|ing|ice)|observ\w*|(?<!what\s)follows|gets?|got|ha(?:ve|s)|holds?|find|found"
    r"|obtain\w*|giv(?:es|ing)|yield\w*|impl(?:y|ies|ying)|hence|so|thus|therefore|conclu\w*|deriv(?:ed?|es|ing)"
    r"|prov(?:ed?|es|ing)|verif\w*|check\w*|comput\w*|evaluat\w*|equal\w*|becomes?|because|since|then|examples?"
    r"|instance|simplif\w*|rewrit\w*|recogni\w*|mean\w*|sa(?:y|ys|id)|claim\w*|know\w*|expect\w*|look\w*|satisf\w*"
    r"|only|unless|until|iff)\b",
    re.IGNORECASE,
)
"""Words of a sentence that states what follows, or is so in some case."""
LIMITED = re.compile(r"\b(?:with|using|given|if|when|whenever)\b", re.IGNORECASE)
"""Words of a sentence that is about its own displayed formula."""
EXPLAINING = re.compile(r"[\s*_(]*(?:here|where|with|in\s+which)\b|ここで|ただし", re.IGNORECASE)
"""How a sentence begins that explains the formula before it."""
HEADING = re.compile(r"^#.*$|\\(?:(?:sub)*section|(?:sub)?paragraph|chapter)\*?\{[^{}]*\}", re.MULTILINE)
STATED = frozenset({":", r"\coloneqq", r"\triangleq"})
"""What a sign of definition is or has."""


@dataclass(frozen=True, slots=True)
class Said:
    """Another definition of a known name, and the displayed formulas on which it bears."""

    known: Known
    definition: Definition
    first: int
    last: int | None


def redefinitions(tokens: Sequence[Token], names: Names, at: Sentence, after: str) -> Iterator[Said]:
    """What a formula of running text says that defined names are; `after` is the text behind it."""
    at = replace(at, words=HEADING.split(at.words)[-1].lstrip())
    if NOT.search(at.words):
        return
    for part in related(clean(list(tokens))):
        stated = _is_anew(at.words, after) or any(token.text in STATED for token in part)
        bearing = _bearing(at, stated=stated) if stated or _defines(at.words) else None
        found = _defined(part, names, stated=stated) if bearing is not None else None
        if bearing is not None and found is not None:
            yield Said(*found, *bearing)


def _is_anew(words: str, after: str) -> bool:
    """Whether a sentence says of what follows that it is meant otherwise than before."""
    last = max((found.end() for found in ANEW.finditer(words)), default=None)
    if last is not None:
        return CONCLUDING.search(words, last) is None
    rest = ENDS.split(after)[0]
    return ANEW.search(rest) is not None and _defines(words or "here")


def _defines(words: str) -> bool:
    """Whether the words before a formula may say that it defines."""
    if CONCLUDING.search(words) or SOLVED.search(words):
        return False
    called = NAMED.search(words)
    if called is not None and CLAIMED.search(called["noun"]):
        return False
    return called is not None or DEFINING.search(words) is not None


def _bearing(at: Sentence, *, stated: bool) -> tuple[int, int | None] | None:
    """The first and the last displayed formula on which a sentence bears."""
    behind = at.behind if at.ends else 0
    if not stated and any(words.search(at.words) for words in (FOR, RESTRICTING, LIMITED)):
        only = behind or (at.next if at.begins else 0)
        return (only, only) if only else None
    if EXPLAINING.match(at.words):
        behind = at.behind
    return (behind if behind and not ANEW.search(at.words) else at.next), None


def _defined(tokens: Sequence[Token], names: Names, *, stated: bool) -> tuple[Known, Definition] | None:
    """The known name of which a relation says what it is, and that."""
    found = said(tokens[: [*relations(tokens), len(tokens), len(tokens)][1]], names)
    if found is None or not found[2]:
        return None
    left, known, right = found
    left = _applied(left, known, names)
    try:
        made, _ = definition(left, right, names)
    except Unreadable:
        return None
    if not isinstance(made, Definition) or known.key in names_in(made.body):
        return None
    made = replace(made, head=replace(made.head, key=known.key), stated=stated)
    return (known, made) if stated or _is_whole(made, known, names) else None


def _applied(left: Head, known: Known, names: Names) -> Head:
    """The head of a quantity that is written with what it varies with, `L(x) = …`."""
    if known.sort is not Sort.QUANTITY or left.form is not Form.FUNCTION:
        return left
    is_own = all(names.find(each, "") is not None for each in left.parameters)
    return replace(left, form=Form.NAME, parameters=()) if is_own else left


def _is_whole(made: Definition, known: Known, names: Names) -> bool:
    """Whether what a mere equation says of a name is all of its meaning, and no condition as `f(x) = x` or `y = t`."""
    bare = isinstance(made.body, Name | Entry | Transposed)
    if not made.head.parameters:
        return not bare
    if known.sort is not Sort.FUNCTION or not set(made.head.parameters) <= names_in(made.body):
        return False
    return not (bare and any(names.find(each, "") for each in made.head.parameters))


