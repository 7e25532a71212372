"""Words beside a formula that say for what it holds, as “at the optimum” does, or that it does not hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from derive.reading.grammar.names import is_letter
from derive.reading.syntax import Unreadable
from derive.reading.tokens import BETWEEN, Kind, Token, covered

PLACES = (
    r"layers?|times?|steps?|iterations?|epoch|units?|nodes?|neurons?|level|stage|position|index|inputs?|outputs?|"
    r"samples?|rows?|columns?|entry|line|place|coordinate"
)
"""What has an index: “at layer l” only tells which one a formula is about."""
SORTS = (
    r"large|small|big|tiny|positive|negative|non-?zero|non-?negative|non-?positive|some|most|many|few|certain|suitable|"
    r"sufficiently|generic|one|a\s+single|single|just|the\s+first|the\s+last|even|odd|unit|square|constant|bounded|"
    r"independent|linear|normali[sz]ed|regular"
)
KINDS = (
    "symmetric|orthogonal|orthonormal|invertible|nonsingular|non-singular|one-hot|diagonal|idempotent|definite|"
    "semidefinite|full rank|linearly independent|uncorrelated|centred|centered|normalised|normalized"
)
OCCASIONS = (
    r"case|cases|regime|limit|expectation|mean|probability|distribution|law|dimensions?|practice|neighbou?rhood|"
    r"absence|presence|approximation|special\s+case|steady\s+state|equilibrium"
)
PHRASES = (
    rf"at(?!\s+(?:once|last|(?:[\w-]+\s+){{0,2}}(?:{PLACES}))\b)",
    r"at\s+(?:test|train|training|inference|evaluation)\s+time",
    r"at\s+(?:the\s+)?(?:first|last|initial|final|zeroth)\s+\w+",
    rf"for\s+(?:{SORTS})",
    rf"in\s+(?!all|any|both|either|each|every)(?:[\w-]+\s+){{0,3}}(?:{OCCASIONS})",
    KINDS,
    r"up\s+to(?!\s+(?!a\b)\w(?![\w(]))",
    r"to\s+(?:\w+\s+){0,2}order",
    r"(?:first|second|third|leading|lowest|zeroth|linear)[\s-]+order",
    r"optim(?:um|al|a|ality)",
    r"(?:mini|maxi)mi[sz]er",
    "stationar(?:y|ity)",
    r"(?:critical|saddle|fixed)[\s-]+points?",
    r"to\s+(?:\w+\s+){0,3}(?:precision|accuracy|digits?|decimals?|decimal\s+places|significant\s+figures)",
    r"on\s+(?:the\s+)?average",
    r"on\s+the\s+(?:diagonal|boundary|sphere|support|simplex|data|training|manifold)",
    r"off[\s-]+(?:the\s+)?diagonal",
    r"with\s+(?:\w+\s+){0,2}probability",
    r"approx\w*",
    "roughly",
    "nearly",
    "almost",
    r"a\.\s*[es]\.?",
    "essentially",
    "virtually",
    "practically",
    r"more\s+or\s+less",
    "proportional",
    "rounded",
    r"within\s+(?:rounding|tolerance)",
    r"ignor\w+",
    r"neglect\w+",
    "dropping",
    "omitting",
    "disregarding",
    "discarding",
    r"leaving\s+out",
    r"without(?!\s+(?:proof|further|comment))",
    "excluding",
    r"except\w*",
    "unless",
    "only",
    "iff",
    "if",
    "when",
    "whenever",
    r"(?:so|as)\s+long\s+as",
    "until",
    "under",
    r"during\s+(?:training|inference|testing)",
    r"(?:before|after)\s+(?:training|convergence|initiali[sz]ation)",
    "initially",
    "eventually",
    r"apart\s+from",
    r"aside\s+from",
    r"other\s+than",
    r"away\s+from",
    "outside",
    r"close\s+to",
    "near",
    "around",
    "locally",
    r"asymptotic\w*",
    r"assum(?:e|es|ed|ing)",
    r"suppos(?:e|ed|ing)",
    "provided",
    r"(?<!as\s)given(?!\s+(?:above|below|by|in|earlier))",
    r"subject\s+to",
    r"s\.\s*t\.?",
    r"such\s+that",
    r"w\.?\s*l\.?\s*o\.?\s*g\.?",
    "otherwise",
    "else",
    "elsewhere",
    "wrong",
    "false",
    "incorrect",
    "invalid",
    "untrue",
    "mistaken",
    r"an?\s+(?:\w+\s+)?(?:mistake|error|bug|contradiction|guess|conjecture|heuristic|fallacy)",
    "absurd",
    "impossible",
    r"fails?",
    r"breaks?\s+down",
    "not",
    r"\w+n[’']t",
    "never",
    "cannot",
    r"no\s+(?!sum|summation)\w+",
    "nowhere",
    "sometimes",
    "usually",
    "typically",
    "mostly",
    "often",
    "perhaps",
    "maybe",
    "possibly",
    "probably",
    "presumably",
    r"naive(?:ly)?",
    r"heuristic(?:ally)?",
    r"empirical(?:ly)?",
    r"numerically",
)
"""A phrase a row, as a pattern; it stands anywhere in the words, between the ends of words."""
JAPANESE = (
    "近似", "およそ", "おおよそ", "ほぼ", "最適", "原点", "初期", "極限", "期待値", "平均的", "定数倍", "を除",
    "除いて", "無視", "のとき", "の場合", "ただし", "局所", "漸近", "十分大き", "十分小さ", "ない", "誤り", "間違",
    "仮定",
)
"""The same in Japanese, where words are not parted."""
CONSTRAINING = re.compile(
    r"\W*(?:subject\s+to|s\.\s*t\.?|such\s+that|unless|except|iff|if\s+and|as\s+long\s+as|"
    r"(?:only|except|exactly|precisely)\s+(?:if|when|for|at|where))\W*",
    re.IGNORECASE,
)
"""Words behind which equations say for what those before them hold."""
LIMITING = re.compile(
    rf"(?<![\w-])(?:{'|'.join(PHRASES)})(?![\w-])|{'|'.join(JAPANESE)}", re.IGNORECASE
)
NAMING = re.compile(rf"\W*(?:at\s+(?:the\s+)?(?:{PLACES})|with\s+respect\s+to|w\.?\s*r\.?\s*t\.?)\W*", re.IGNORECASE)
"""Words behind which a letter only tells which one a formula is about."""
REASON = re.compile(
    r"\W*(?:(?:by|from|using|via|see)\s+)?(?:the\s+)?(?:definitions?|def\.|(?:chain|product|quotient|power|sum)\s+rule)"
    r"\s+(?:of|for|in|on|applied\s+to)\W*",
    re.IGNORECASE,
)
"""Words behind which names only tell of what the reason for a claim speaks."""
COMMANDS = re.compile(r"\\[A-Za-z]+|[{}]")
SPACES = re.compile(r"\\[ ,;:!]|~|\s+")
EMPTY = re.compile(r"if\s+(?:you|we)\s+(?:like|will|wish|want|prefer)|not\s+surprising\w*", re.IGNORECASE)
"""Words that say nothing, though such a phrase is in them."""


def limited(words: Sequence[Token], written: str) -> Unreadable | None:
    r"""Why a formula is not read beside words; nothing where the words leave it as it is.

    They are searched as `written` too, since of `\mathrm{at\ the\ optimum}` the token has no spaces.

    It is for the claims that the words limit, and raised nowhere here.
    """
    if written.startswith(tuple(BETWEEN)):
        return None
    for text in (" ".join(token.text for token in words), COMMANDS.sub("", written)):
        said = SPACES.sub(" ", text).strip(" ,;:")
        if LIMITING.search(EMPTY.sub("", said)):
            return Unreadable(f"the words “{said}” are no condition of the language", covered(words))
    return None


def constrains(words: Sequence[Token]) -> bool:
    """Whether words say that what stands behind them is no claim but a constraint, as “subject to” does."""
    return any(CONSTRAINING.fullmatch(token.text) for token in words)


def names_only(tokens: Sequence[Token]) -> bool:
    r"""Whether words and a letter only tell which one a formula is about, as `\text{at layer } l` does."""
    first, *rest = tokens
    if first.kind is not Kind.TEXT:
        return False
    if len(rest) == 1 and is_letter(rest[0]) and NAMING.fullmatch(first.text):
        return True
    return REASON.fullmatch(first.text) is not None and all(map(_is_of_name, rest))


def _is_of_name(token: Token) -> bool:
    """Whether a token is of a name with its scripts, between names, or the end of words in brackets."""
    ends = token.kind is Kind.TEXT and re.fullmatch(r"[\W_]*|\W*and\W*", token.text) is not None
    return ends or is_letter(token) or token.kind is Kind.NUMBER or token.text in ("_", "^", "{", "}", ",", "'")
