r"""The statements in a row of a displayed formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derive.reading.grammar.columns import connects
from derive.reading.grammar.conditions import COMPARISONS, INTRODUCING, is_word, opens
from derive.reading.grammar.cursor import nesting, split
from derive.reading.grammar.ending import ends_value
from derive.reading.grammar.rows import BRACKETS, CONTINUING, RELATIONS, is_number, relations
from derive.reading.grammar.sized import is_bracketed, is_listed, is_product
from derive.reading.syntax import Unreadable
from derive.reading.tokens import Kind, Token, covered


def segments(row: Sequence[Token]) -> list[list[Token]]:
    r"""The statements of a row: parted by `\quad` or a comma where what follows is a statement of its own.

    The first token of each tells whether a wide space parts it from the one before.
    """
    _refuse_grouped(row)
    row = _spaced([token for before, token in zip([None, *row], row, strict=False) if not _is_idle(token, before)])
    pieces: list[tuple[str, list[Token]]] = []
    separators = [t.text for t in _top(row) if t.text in (r"\quad", ",", ";")]
    for separator, part in zip(["", *separators], split(row, r"\quad", ",", ";"), strict=True):
        first, *rest = _at_words(part)
        pieces.extend([(separator, first), *((r"\quad", piece) for piece in rest)])
    found: list[list[Token]] = []
    waiting: list[Token] = []
    for place, (separator, part) in enumerate(pieces):
        comma = _comma(row, part, pieces, place)
        names = (_is_name(part) or _opens_names(part)) and _before_members(pieces, place)
        if (_is_statement(part) and not names) or (separator == r"\quad" and _is_told(part, found)):
            compared = bool(waiting) and opens(waiting[0]) and _is_compared(part)
            members = _is_membership(part) or _is_range(pieces, place) or compared
            if waiting and members and separator != r"\quad":
                found.append([*waiting, *comma, *part])
            else:
                if waiting:
                    _back(found, waiting)
                found.append([*part])
            waiting = []
        elif not part:
            continue
        elif _before_members(pieces, place) or (place == 0 and len(pieces) > 1):
            waiting = [*waiting, *(comma if waiting else []), *part]
        else:
            if separator == r"\quad" and place == len(pieces) - 1 and found and not comma:
                _refuse_lone(part)
            _back(found, [*waiting, *comma, *part])
            waiting = []
    if waiting:
        found.append(waiting)
    return found


def _spaced(row: Sequence[Token]) -> list[Token]:
    """The tokens of a row, of which those know it that stand behind a wide space, be it with a comma."""
    found: list[Token] = []
    wide = False
    for token in row:
        found.append(replace(token, wide=wide))
        wide = token.text == r"\quad" or (wide and token.text in (",", ";"))
    return found


def _is_idle(token: Token, before: Token | None) -> bool:
    r"""Whether a wide space parts nothing: behind a word that opens a condition, as in `\text{for all} \quad i`."""
    if token.text != r"\quad" or before is None or before.kind is not Kind.TEXT:
        return False
    return opens(before) and not is_word(before, INTRODUCING)


def _refuse_grouped(row: Sequence[Token]) -> None:
    """A comma in a number, as in `1,000` and `0,5`, would part two statements; `1,2,3` is a list."""
    for place, (whole, comma, rest) in enumerate(zip(row, row[1:], row[2:], strict=False)):
        around = [token.text for token in (*row[max(0, place - 1) : place], *row[place + 3 : place + 4])]
        digits = whole.kind is rest.kind is Kind.NUMBER and comma.text == ","
        touching = whole.span.end == comma.span.start and comma.span.end == rest.span.start
        if digits and touching and (len(rest.text) == 3 or "," not in around) and comma in _top(row):
            message = f"{whole.text},{rest.text} can be one number or two; write it without the comma, or with a point"
            raise Unreadable(message, whole.span.to(rest.span))


def _refuse_lone(part: Sequence[Token]) -> None:
    r"""A letter or a number alone behind a wide space, as in `y = A x \quad i` and `(p)`, is a remark or a factor.

    So `n \times m` is a shape or a factor.
    """
    texts = [token.text for token in part]
    inner = part[1:-1] if len(part) > 2 and (texts[0], texts[-1]) in BRACKETS else part
    if len(inner) == 1 and inner[0].kind in (Kind.LETTER, Kind.NUMBER):
        message = f"`{''.join(texts)}` behind a wide space can be a factor or a remark"
        message += "; write it without the space, or leave it out"
        raise Unreadable(message, covered(part))
    if is_product(part):
        message = f"`{' '.join(texts)}` behind a wide space can be a factor or a shape; a shape stands in brackets"
        raise Unreadable(message, covered(part))


def _at_words(part: Sequence[Token]) -> list[list[Token]]:
    """The pieces of a part that words begin, such as `if` and `by the chain rule`; a single word may be a name."""
    pieces: list[list[Token]] = [[]]
    depth = 0
    for token in part:
        depth = max(0, depth + nesting(token))
        conditional = bool(pieces[-1]) and opens(pieces[-1][0])
        is_name = token.text.isidentifier() and not (connects(token) and relations(pieces[-1]))
        words = token.kind is Kind.TEXT and (opens(token) or not (conditional or is_name))
        if depth == 0 and words and pieces[-1] and _may_end(pieces[-1][-1]):
            pieces.append([])
        pieces[-1].append(token)
    return pieces


def _may_end(token: Token) -> bool:
    """Whether an expression may end with a token: words behind a relation are its right side."""
    return token.kind is not Kind.TEXT and token.text not in RELATIONS | CONTINUING


def _top(row: Sequence[Token]) -> list[Token]:
    depth, found = 0, []
    for token in row:
        depth = max(0, depth + nesting(token))
        if depth == 0 and token.kind is not Kind.TEXT:
            found.append(token)
    return found


def _comma(
    row: Sequence[Token], part: Sequence[Token], pieces: Sequence[tuple[str, list[Token]]], place: int
) -> list[Token]:
    """The comma before a part, where no more than space stands behind it."""
    separator = pieces[place][0]
    if separator == r"\quad" and place and not pieces[place - 1][1]:
        separator = pieces[place - 1][0]
    if separator not in (",", ";") or not part:
        return []
    behind = next(p for p, token in enumerate(row) if token is part[0])
    return [next(token for token in reversed(row[:behind]) if token.text == separator)]


def _back(found: list[list[Token]], part: list[Token]) -> None:
    """A piece that is no statement belongs to the one before it."""
    if found:
        found[-1].extend(part)
    else:
        found.append(part)


def _is_statement(part: Sequence[Token]) -> bool:
    if part and part[0].kind is Kind.TEXT:
        return True
    if is_number(part) or is_bracketed(part):
        return True
    if part and part[0].text == "(":
        return any(t.text in RELATIONS or opens(t) for t in part)
    if part and opens(part[0]):
        return True
    places = relations(part)
    return bool(places) and places[0] != 0


def _is_told(part: Sequence[Token], found: Sequence[Sequence[Token]]) -> bool:
    """Whether a part can be the shape of what ends an equation before it."""
    return is_listed(part) and bool(found) and bool(relations(found[-1])) and ends_value(found[-1][-1])


def _is_name(part: Sequence[Token]) -> bool:
    """Whether a part is one word that may be a name, and joins no statements."""
    if len(part) != 1 or part[0].kind is not Kind.TEXT or connects(part[0]):
        return False
    return part[0].text.isidentifier() and not opens(part[0])


def _opens_names(part: Sequence[Token]) -> bool:
    r"""Whether words open a list of names, as `\text{where } A` in `\text{where } A, B \in R`."""
    worded = any(token.kind is Kind.TEXT for token in part[1:])
    return len(part) > 1 and opens(part[0]) and not (worded or relations(part))


def _is_membership(part: Sequence[Token]) -> bool:
    places = relations(part)
    return bool(places) and (part[places[0]].text == r"\in" or _is_mapping(part, places[0]))


def _is_compared(part: Sequence[Token]) -> bool:
    """Whether a part orders one letter and something, as `b > 0` does."""
    places = relations(part)
    return places == [1] and part[1].text in COMPARISONS and part[1].text != "="


def _is_mapping(part: Sequence[Token], arrow: int) -> bool:
    r"""`f : R \to R`."""
    return part[arrow].text == r"\to" and any(token.text == ":" for token in part[:arrow])


def _is_range(pieces: Sequence[tuple[str, list[Token]]], place: int) -> bool:
    r"""Whether `j = 1, \dots, n` begins at a place."""
    return _range_end(pieces, place) > 0


def _range_end(pieces: Sequence[tuple[str, list[Token]]], place: int) -> int:
    r"""The place of the n of `j = 1, \dots, n` that begins at a place; 0 where no range does."""
    part = pieces[place][1]
    if len(part) != 3 or part[1].text != "=" or part[0].kind is Kind.NUMBER:
        return 0
    for at in (place + 1, place + 2):
        if at + 1 >= len(pieces) or pieces[at][0] != ",":
            return 0
        if [token.text for token in pieces[at][1]] == [r"\dots"]:
            return at + 1
    return 0


def _ends_range(pieces: Sequence[tuple[str, list[Token]]], place: int) -> bool:
    r"""Whether a piece is of a range that began before it, as the dots and the n of `i = 1, \dots, n`."""
    return any(_range_end(pieces, start) >= place for start in range(max(0, place - 3), place))


def _before_members(pieces: Sequence[tuple[str, list[Token]]], place: int) -> bool:
    """Whether only names stand between this piece and a membership or a range: `x, t \\in R`."""
    if _ends_range(pieces, place):
        return False
    for after, (separator, part) in enumerate(pieces[place + 1 :], place + 1):
        if separator == r"\quad":
            return False
        if _is_statement(part) and not _is_name(part):
            letters = all(len(each) == 1 + opens(each[0]) for _, each in pieces[place:after] if each)
            compared = _opens_names(pieces[place][1]) and _is_compared(part)
            return _is_membership(part) or compared or (letters and _is_range(pieces, after))
    return False
