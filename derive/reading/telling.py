r"""What running text tells of names that are only declared, as in “the error $d = y - t$” or “since $\sum_i t_i = 1$”.

It is no declaration by the language. A claim that is true with it and false without, or the other way round, may be
meant either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from derive.reading.grammar.clean import clean
from derive.reading.grammar.conditions import COMPARISONS, logical
from derive.reading.grammar.cursor import split
from derive.reading.grammar.defining import definition
from derive.reading.grammar.names import Names, Sort
from derive.reading.grammar.parser import Parser
from derive.reading.grammar.trees import free_names, letters_below, names_in, walk
from derive.reading.source import Span
from derive.reading.statements import Assumed, Definition, Form, Told
from derive.reading.supposing import EQUAL, said
from derive.reading.syntax import Call, Partial, Unreadable
from derive.reading.tokens import Token, spelled
from derive.reading.where import ABBREVIATED, BESIDE, COMMENT, FORMULA, WIDEST

ENDS = re.compile(r"[.!?。](?=\s|\Z)|\n\s*\n")
"""The end of a sentence, or of a paragraph."""
JOINED = r"(?:\$[\s,]*(?:and|or)?[\s,]*)*\Z"
"""Formulas that are named together with the next one, each as a sign."""
NOT = re.compile(rf"\b(?:not|never|n't)[\s*_]*{JOINED}", re.IGNORECASE)
RESTRICTING = re.compile(
    r"\b(?:at|if|iff|when|whenever|unless|until|case|only|that\s+is)(?:\s+(?:the\s+points?|all|every|any|each|some))?"
    rf"[\s*_,]*{JOINED}", re.IGNORECASE,
)
"""Words right before what holds at some values only, and defines nothing."""
FOR = re.compile(rf"\bfor(?:\s+(?:all|every|any|each|some|example))?[\s*_,]*{JOINED}", re.IGNORECASE)
SOLVED = re.compile(r"\b(?:minim|maxim|optim|stationary|critical|solv|solution|vanish|to\s+zero|root)", re.IGNORECASE)
"""Words of a sentence that finds at what value something happens."""
ASSUMING = re.compile(
    r"\b(?:assum|suppos|since|because|given|provid|not(?:e|ing|ice)\b|recall|remember|let\b|fix\b|take\b|satisf"
    r"|constrain|sums?\s+to|throughout|always|normali[sz])", re.IGNORECASE,
)
"""Words of a sentence whose relations hold from there on."""
ASSUMED = re.compile(
    r"[\s*_,]*(?:(?:is|are)\s+(?:always\s+|also\s+|here\s+)?(?:assumed|supposed|given|required|imposed)"
    r"|holds?\s+(?:throughout|always|by\s+assumption)|throughout|by\s+assumption)\b", re.IGNORECASE,
)
"""Words right behind a relation that say the same."""
AFRESH = re.compile(
    r"[\s*_]*(?:then|so|hence|thus|therefore|now|next|let|set|put|take|fix|choose|suppose|assume|consider|if|for|when"
    r"|at|it\s+follows|in\s+(?:the|another|this)\s+case|on\s+the\s+other)\b", re.IGNORECASE,
)
"""How a sentence begins that explains nothing of the formula before it."""
SIGNS = EQUAL.union(COMPARISONS)
ASKED = re.compile(r"[^.!?。]{0,200}\?")
CAPITAL = re.compile(r"[\s*_(]*[A-Z]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words before a formula in its sentence, other formulas in them as `$`, and what the sentence belongs to.

    `behind` is the number of the first displayed formula right before it in its paragraph, 0 where it begins afresh;
    `ends` tells that it goes on from there, `begins` that it goes on to the `next` displayed formula, `assumes` that
    words before or behind the formula assume it.
    """

    words: str
    behind: int
    ends: bool
    begins: bool
    next: int
    assumes: bool


def sentence(
    text: str, span: Span, formulas: Sequence[Span], coming: Span | None, headings: Sequence[int]
) -> Sentence | None:
    """What stands before a formula of running text, behind the displayed `formulas` and before the one that is coming.

    Nothing where the sentence asks. It does not go beyond `headings`, which begin there.
    """
    if ASKED.match(text, span.end):
        return None
    low = max(formulas[-1].end if formulas else 0, span.start - WIDEST)
    before = _words(text[low : span.start]).lstrip()
    pieces = ENDS.split(before)
    near = bool(formulas) and low == formulas[-1].end and not any(low <= place < span.start for place in headings)
    explains = near and not re.search(r"\n\s*\n", before) and not AFRESH.match(pieces[-1])
    ends = near and len(pieces) == 1 and not _is_closed(text, formulas[-1]) and not CAPITAL.match(before)
    after = _words(text[span.end : coming.start]) if coming and coming.start - span.end <= WIDEST else None
    begins = after is not None and not ENDS.search(after.rstrip())
    begins = begins and not any(span.end <= place < coming.start for place in headings if coming)
    first = len(formulas)
    while first > 1 and BESIDE.fullmatch(COMMENT.sub("", text[formulas[first - 2].end : formulas[first - 1].start])):
        first -= 1
    assumes = ASSUMING.search(pieces[-1]) or ASSUMED.match(text, span.end)
    return Sentence(pieces[-1], first if explains or ends else 0, ends, begins, len(formulas) + 1, assumes is not None)


def tellings(tokens: Sequence[Token], names: Names, at: Sentence) -> Iterator[Told]:
    """What a formula of running text tells of declared names, and of which displayed formulas."""
    if NOT.search(at.words):
        return
    last = None if at.assumes else at.next if at.begins else at.next - 1
    first = at.behind if at.ends and at.behind else at.next
    for part in related(clean(list(tokens))):
        is_restricted = RESTRICTING.search(at.words) or SOLVED.search(at.words)
        new = None if is_restricted else _definition(part, names)
        varies = new is not None and _varies(new, names)
        statement = new if varies else _assumed(part, names)
        holds = varies or (new is not None and _is_value(new, names))
        if statement is not None and holds and not FOR.search(at.words):
            yield Told(statement, at.behind or at.next, None)
            continue
        if statement is not None and (last is None or first <= last):
            yield Told(statement, first, last)


def _words(text: str) -> str:
    """Words without comments, abbreviations and what stands in formulas."""
    return re.sub(FORMULA, "$", re.sub(ABBREVIATED, "", COMMENT.sub("", text)), flags=re.DOTALL)


def _is_closed(text: str, formula: Span) -> bool:
    """Whether a full stop ends a displayed formula."""
    inside = re.sub(r"(?:\\end\{[^{}]*\}|\\\]|\$\$|\s)+\Z", "", text[formula.start : formula.end])
    return inside.endswith((".", "!", "?"))


def related(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """The relations that commas part; `a, b > 0` is two."""
    found: list[Sequence[Token]] = []
    rest: Sequence[Token] = ()
    for part in reversed(split(tokens, ",")):
        sign = next((place for place, token in enumerate(part) if token.text in SIGNS), None)
        if sign is not None:
            rest = part[sign:]
        if part and rest:
            found.insert(0, part if sign is not None else [*part, *rest])
    return found


def _definition(tokens: Sequence[Token], names: Names) -> Definition | None:
    """What a relation says of a name that is only declared."""
    found = said(tokens, names)
    if found is None:
        return None
    left, known, right = found
    if not right or known.defined or left.form is Form.ROW_FUNCTION:
        return None
    try:
        statement, _ = definition(left, right, names)
    except Unreadable:
        return None
    if not isinstance(statement, Definition) or left.key in names_in(statement.body):
        return None
    return statement


def _varies(statement: Definition, names: Names) -> bool:
    """Whether a definition is that of a function, or speaks of other quantities; a number for a name is none."""
    used, sorts = names_in(statement.body), {every.key: every.sort for every in names.all()}
    own = sorts.get(statement.head.key)
    return own is Sort.FUNCTION or any(sorts.get(key) is Sort.QUANTITY for key in used)


def _is_value(statement: Definition, names: Names) -> bool:
    """Whether a definition says what number a name stands for."""
    return not names_in(statement.body) & {every.key for every in names.all()}


def _assumed(tokens: Sequence[Token], names: Names) -> Assumed | None:
    """A relation, or a definition, as an assumption.

    Nothing where it speaks of a derivative, or of what a defined name is equal to.
    """
    found = said(tokens, names)
    if found is not None and found[2] and (found[1].defined or found[1].sort is Sort.FUNCTION):
        return None
    tokens = [replace(token, text="=") if token.text in EQUAL else token for token in tokens if token.text != ":"]
    try:
        condition = logical(Parser(tokens, names))
    except Unreadable:
        return None
    nodes, known = walk(condition), {every.key for every in names.all()}
    if any(isinstance(node, Partial) or (isinstance(node, Call) and node.primes) for node in nodes):
        return None
    strange = free_names(condition).keys() - known - letters_below(condition)
    return None if condition is None or strange else Assumed(condition, spelled(tokens))
