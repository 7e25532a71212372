r"""Conditions behind an equation: `(i \ne j)`, `\text{if } x > 0`, `i = 1, \dots, n`, `\forall i`."""

from __future__ import annotations

from collections.abc import Sequence

from derive.reading.grammar.brackets import ELLIPSIS
from derive.reading.grammar.conditions import AND, INTRODUCING, is_word, logical, opens
from derive.reading.grammar.cursor import matching, split, unclosed
from derive.reading.grammar.heads import head, is_defined
from derive.reading.grammar.limiting import names_only
from derive.reading.grammar.membership import NATURALS, restricting
from derive.reading.grammar.names import Names, Sort, is_letter
from derive.reading.grammar.parser import Parser
from derive.reading.grammar.rows import RELATIONS
from derive.reading.grammar.said import claims, unread
from derive.reading.grammar.trees import free_names, letters_below, names_in
from derive.reading.statements import Definition, Equation, Form, Statement
from derive.reading.syntax import Junction, Logical, Name, Number, Relation, Unreadable
from derive.reading.tokens import Kind, Token

COMPARING = frozenset({"if", "when", "whenever", "provided", "provided that", "assuming", "assuming that"})
"""Words behind which something is compared; behind others letters may stand alone, as in `for all i, j`."""
SIGNS = frozenset(r"+ - / ^ ( ) { } \cdot \times \frac \sqrt \pi \zeros \ones".split())
"""What stands in a number beside digits."""
EQUALITIES = frozenset({"=", r"\coloneqq", r"\triangleq", r"\equiv"})
SETS = NATURALS | {"R", r"\R"}


def is_range(tokens: Sequence[Token]) -> bool:
    r"""Whether a segment is `i = 1, \dots, n` or `i, j = 1, \dots, n`."""
    _, parts = _letters(split(tokens, ","))
    return len(parts) > 2 and len(parts[0]) == 3 and parts[0][1].text == "=" and _ellipsis(parts[-2])


def is_open_range(tokens: Sequence[Token]) -> bool:
    r"""Whether a segment is `t = 0, 1, 2, \dots`, which has no end."""
    parts = split(tokens, ",")
    begins = len(parts[0]) == 3 and parts[0][1].text == "=" and is_letter(parts[0][0])
    return len(parts) > 1 and begins and _ellipsis(parts[-1])


def restricted(tokens: Sequence[Token], names: Names) -> Logical | None:
    """The condition that a segment states, or nothing where it only tells over what a free index runs.

    Raises `Unreadable` where it is neither.
    """
    end, first = tokens[-1].span, tokens[0]
    tokens = bare(tokens)
    if tokens and is_word(first, COMPARING) and all(is_letter(token) or token.text == "," for token in tokens):
        raise Unreadable("expected a comparison here, such as x > 0", first.span.to(end))
    if not tokens or all(is_letter(token) or token.text == "," for token in tokens):
        return None
    if is_range(tokens):
        return _range(split(tokens, ","), names)
    said = restricting(tokens, names)
    if said is not None:
        return said
    if any(token.text == r"\in" for token in tokens):
        _check_member(tokens)
        return None
    if names_only(tokens) and not names.is_size(tokens[-1].text, tokens[-1].face):
        return None
    if is_worded(tokens, names):
        if claims(tokens[0]):
            raise Unreadable(unread(tokens[0]), tokens[0].span)
        raise Unreadable(f"the words “{tokens[0].text}” are no condition of the language", tokens[0].span)
    condition = logical(Parser(tokens, names, end))
    if condition is None:
        raise Unreadable("expected a condition here", tokens[0].span)
    return condition


def defines(tokens: Sequence[Token], names: Names, beside: Sequence[Statement]) -> str:
    r"""The new name that a segment such as `\text{where } y = 2x` defines, as it is written, or nothing.

    It is read as a condition, but what is neither known nor an index in the statements `beside` restricts nothing.
    """
    inner = bare(tokens)
    sign = next((place for place, token in enumerate(inner) if token.text in RELATIONS), 0)
    if not sign or inner[sign].text != "=" or not is_word(tokens[0], INTRODUCING) or is_range(inner):
        return ""
    try:
        found = head(Parser(inner[:sign], names, inner[sign].span))
    except Unreadable:
        return ""
    if found is None or found.form is Form.ENTRY or names.find(found.plain, found.face) is not None:
        return ""
    return "" if found.plain in indices_of(beside) else found.plain


def indices_of(statements: Sequence[Statement]) -> set[str]:
    """The letters that stand below names."""
    heads = [each.head.indices for each in statements if isinstance(each, Definition)]
    sides = [getattr(each, part, ()) for each in statements for part in ("left", "right", "body")]
    return letters_below(sides) | names_in(*heads)


def is_worded(tokens: Sequence[Token], names: Names) -> bool:
    """Whether a segment begins with words that are neither a name nor a function."""
    first = tokens[0]
    return first.kind is Kind.TEXT and not _calls(tokens) and names.find(first.text, "") is None


def _calls(tokens: Sequence[Token]) -> bool:
    """Whether a function or a name in roman type stands first: what follows is a bracket, a script or a relation."""
    return len(tokens) > 1 and tokens[1].text in {"(", "[", r"\{", "_", "^", "=", ":", "'"}


def bare(tokens: Sequence[Token]) -> Sequence[Token]:
    """Tokens without the words that open a condition and without brackets around the whole."""
    tokens = [token for token in tokens if token.text != r"\quad"]
    while tokens:
        if opens(tokens[0]):
            tokens = tokens[1:]
        elif tokens[0].text == "(" and unclosed(tokens) is None and matching(tokens, 0) == len(tokens) - 1:
            tokens = tokens[1:-1]
        else:
            break
    return tokens


def _ellipsis(part: Sequence[Token]) -> bool:
    return len(part) == 1 and part[0].text == ELLIPSIS


def _letters(parts: Sequence[Sequence[Token]]) -> tuple[list[Token], Sequence[Sequence[Token]]]:
    """The letters before a sign of equality, that one included, and the parts from there on."""
    letters: list[Token] = []
    while parts and len(parts[0]) == 1 and is_letter(parts[0][0]):
        letters, parts = [*letters, parts[0][0]], parts[1:]
    return [*letters, *(parts[0][:1] if parts else ())], parts


def _range(parts: Sequence[Sequence[Token]], names: Names) -> Logical | None:
    """`i = 1, 2, \\dots, n`; from 1 to a size it restricts nothing."""
    letters, parts = _letters(parts)
    low, high = (Parser(part, names).whole() for part in (parts[0][2:], parts[-1]))
    if isinstance(low, Number) and low.value == 1 and isinstance(high, Name):
        return None
    indices = [Name(letter.text, span=letter.span) for letter in letters]
    bounds = [Relation("≤", *pair) for index in indices for pair in ((low, index), (index, high))]
    return Junction(True, tuple(bounds), span=low.span.to(high.span))


def is_counted(tokens: Sequence[Token]) -> bool:
    r"""Whether a segment is `i, j \in \{1, \dots, n\}`."""
    place = next((number for number, token in enumerate(tokens) if token.text == r"\in"), len(tokens))
    letters = all(is_letter(token) or token.text == "," for token in tokens[:place])
    return letters and _is_counting([token.text for token in tokens[place + 1 :]])


def is_of_indices(tokens: Sequence[Token], beside: Sequence[Statement], names: Names) -> bool:
    r"""Whether a segment says of indices of the statements `beside` that they are whole numbers, or of one what it is.

    That is `i, j \in \mathbb{N}`, or `i = 1`; behind an equation it declares and defines nothing.
    """
    place = next((at for at, token in enumerate(tokens) if token.text in (r"\in", "=")), 0)
    letters = [token for token in tokens[:place] if token.text != ","]
    if not letters or not all(is_letter(each) and names.find(each.text, each.face) is None for each in letters):
        return False
    whole = len(tokens) == place + 2 and tokens[-1].text in NATURALS
    said = len(letters) == 1 if tokens[place].text == "=" else whole
    return said and {each.text for each in letters} <= indices_of(beside)


def is_of_value(tokens: Sequence[Token], beside: Sequence[Statement], names: Names) -> bool:
    """Whether a segment behind a claim says that a declared quantity or a size is a number, as `a = 0` does."""
    parts = split(tokens, "=")
    return any(isinstance(each, Equation) for each in beside) and _is_open(parts, names) and _is_number(parts[1])


def is_of_part(tokens: Sequence[Token], beside: Sequence[Statement], names: Names) -> bool:
    r"""Whether a segment behind a claim says that a known name is in a set that is not read, as `p \in [0, 1]` does."""
    sides = split(tokens, r"\in")
    claims = any(isinstance(each, Equation) for each in beside)
    if not claims or len(sides) != 2 or not all(sides) or sides[1][0].text in NATURALS | {r"\{"}:
        return False
    is_part = sides[1][0].text not in SETS or any(token.text == "_" for token in sides[1])
    return is_part and all(len(part) == 1 and names.find(part[0].text, "") for part in split(sides[0], ","))


def is_explaining(tokens: Sequence[Token], names: Names) -> bool:
    r"""Whether a segment explains a declared quantity as one that varies, as `\text{where } d = 3 a` does."""
    parts = split(tokens[1:], "=")
    return is_word(tokens[0], INTRODUCING) and _is_open(parts, names) and not _is_number(parts[1])


def defines_function(tokens: Sequence[Token], names: Names) -> bool:
    r"""Whether a segment defines a function that is only declared, as `f(x) = x^2` or `f(x) := x^2` does."""
    sign = next((place for place, token in enumerate(tokens) if token.text in RELATIONS), 0)
    try:
        left = tokens[: sign - (tokens[sign - 1].text == ":")] if sign else ()
        found = head(Parser(left, names)) if left and tokens[sign].text in EQUALITIES else None
    except Unreadable:
        return False
    if found is None or found.form is not Form.FUNCTION:
        return False
    known = names.find(found.plain, found.face)
    return known is not None and known.sort is Sort.FUNCTION and not known.defined


def explained_beside(tokens: Sequence[Token], names: Names) -> str:
    r"""The declared quantity that one of several parts explains, as in `\text{where } d = 3 a \text{ and } c = 1`."""
    parts: list[list[Token]] = [[]]
    for token in tokens[1:]:
        if is_word(token, AND) or token.text == r"\wedge":
            parts.append([])
        else:
            parts[-1].append(token)
    explained = (part[0].text for part in parts if part and is_explaining([tokens[0], *part], names))
    return next(explained, "") if len(parts) > 1 else ""


def strange_indices(tokens: Sequence[Token], beside: Sequence[Statement], names: Names) -> set[str]:
    """The indices of the entry on the left of a segment of which no claim beside it speaks."""
    (left, _) = split(tokens, "=")
    found = head(Parser(left, names))
    sides = [side for each in beside if isinstance(each, Equation) for side in (each.left, each.right)]
    letters = set(free_names(found.indices)) if found else set()
    return letters - names_in(*sides) - {known.key for known in names.all()}


def _is_open(parts: Sequence[Sequence[Token]], names: Names) -> bool:
    """Whether two sides stand there, of which the left one is a declared quantity without a definition."""
    if len(parts) != 2 or not all(parts):
        return False
    try:
        found = head(Parser(parts[0], names))
    except Unreadable:
        return False
    known = names.find(found.plain, found.face) if found is not None else None
    if found is None or known is None or found.form not in (Form.NAME, Form.ENTRY):
        return False
    return known.sort is Sort.SIZE or (known.sort is Sort.QUANTITY and not is_defined(names, found))


def _is_number(tokens: Sequence[Token]) -> bool:
    return all(token.text in SIGNS or token.kind is Kind.NUMBER for token in tokens)


def _is_counting(texts: Sequence[str]) -> bool:
    r"""Whether a set is `\{1, \dots, n\}`."""
    return list(texts[:5]) == [r"\{", "1", ",", ELLIPSIS, ","] and texts[-1] == r"\}"


def _check_member(tokens: Sequence[Token]) -> None:
    r"""`i \in \{1, \dots, n\}` and `x \in \mathbb{R}^n` restrict nothing; nothing else is known of sets."""
    place = next(number for number, token in enumerate(tokens) if token.text == r"\in")
    domain = tokens[place + 1 :]
    texts = [token.text for token in domain]
    counted = _is_counting(texts)
    listed = len(texts) == 3 and (texts[0], texts[2]) == ("[", "]")
    whole = bool(texts) and texts[0] in SETS and "_" not in texts and texts[1:2] in ([], ["^"])
    if not (counted or listed or whole):
        raise Unreadable(r"expected i \in \{1, \dots, n\} here; no other set restricts an equation", tokens[0].span)
