r"""For tests written in Python: claims that must be proved, and expressions that must be equal as symbols.

`assert_proved(r"\frac{d}{dx} x^2 = 2 x", given=r"x \in R")`; what fails says why, with the values at which it does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import product

from derive.asking import Ruling, prove
from derive.judging.expressions.compare import Different, Open, Same, compare
from derive.judging.judge import SECONDS
from derive.judging.verdict import TRUE, Convention, Kind

__all__ = ["assert_proved", "assert_symbolically_equal"]

Shape = tuple[int, ...]


def assert_proved(
    claim: str,
    given: str | Sequence[str] = "",
    *,
    conventions: Collection[Convention] = (),
    timeout: float = SECONDS,
) -> None:
    """Fail unless a claim is proved, and all of it; the arguments are those of `derive.prove`.

    What claims nothing, such as an arrow in it, is not passed over. A claim that is true up to a convention passes only
    if `conventions` has it, as `derive.Convention.KINK`.
    """
    __tracebackhide__ = True
    _expect(prove(claim, given, timeout=timeout), conventions)


def assert_symbolically_equal(
    left: object, right: object, given: str | Sequence[str] = "", *, timeout: float = SECONDS
) -> None:
    """Fail unless both sides are shown to be equal; where that is not decided, the failure says so.

    Both are LaTeX, about which `given` says what a claim needs; or both are expressions of SymPy, whole numbers,
    matrices, arrays of objects or nested lists of these, whose shapes must be alike too. Symbols stand for real
    numbers, so that nothing is decided of one that is declared complex, nor of different ones that are printed alike.
    `timeout` bounds the processor time for each entry.
    """
    __tracebackhide__ = True
    if isinstance(left, str) and isinstance(right, str):
        ruling = prove(f"{left} = {right}", given, timeout=timeout)
        if ruling.verdict is Kind.DEFINITION:
            ruling = prove(f"({left}) = {right}", given, timeout=timeout)
        _expect(ruling, ())
        return
    if isinstance(left, str) or isinstance(right, str):
        raise TypeError(f"expected LaTeX on both sides or on neither, not {left!r} and {right!r}")
    if given:
        raise TypeError("`given` is about LaTeX; what is known of a symbol of SymPy stands in the symbol")
    (shape, entries), (other, others) = _entries(left), _entries(right)
    if shape != other:
        raise AssertionError(f"the shapes differ: {shape} and {other}{_advice(shape, other)}")
    if not entries:
        raise AssertionError(f"there are no entries to compare: the shape is {shape}")
    for place, one, two in zip(product(*map(range, shape)), entries, others, strict=True):
        found = compare(one, two, timeout)
        if not isinstance(found, Same):
            raise AssertionError(_told(found, place, one, two))


def _expect(ruling: Ruling, conventions: Collection[Convention]) -> None:
    """Fail unless a ruling is that a claim is proved."""
    __tracebackhide__ = True
    if ruling.verdict in TRUE and any(item.verdict.kind is Kind.SKIPPED for item in ruling.items):
        raise AssertionError(f"a part of it claims nothing\n{ruling}")
    if ruling.verdict is Kind.PROVED:
        return
    if ruling.verdict is Kind.CONVENTION:
        missing = [each for each in ruling.conventions if each not in conventions]
        if not missing:
            return
        names = ", ".join(f"Convention.{each.name}" for each in missing)
        raise AssertionError(f"{ruling}\n    to let it pass, give conventions=[{names}]")
    alone = len(ruling.steps) == 1
    raise AssertionError(str(ruling) if alone else f"{ruling.verdict.value}: {ruling.message}\n{ruling}")


def _entries(value: object) -> tuple[Shape, list[object]]:
    """The shape of an array, a matrix or nested lists, and all entries in their order."""
    listed = next((method for name in ("tolist", "as_explicit") if (method := getattr(value, name, None))), None)
    if listed is not None:
        return _entries(_listed(value, listed))
    if not isinstance(value, list | tuple):
        return (), [value]
    parts = [_entries(part) for part in value]
    shapes = list(dict.fromkeys(shape for shape, _ in parts))
    if len(shapes) > 1:
        raise ValueError(f"expected rows of one shape, not {shapes[0]} and {shapes[1]}: {value!r}")
    return (len(parts), *(shapes[0] if shapes else ())), [entry for _, entries in parts for entry in entries]


def _advice(left: Shape, right: Shape) -> str:
    """How to write a list so that it is the column or the row that it is compared with; nothing for other shapes."""
    for side, one, two in (("left", left, right), ("right", right, left)):
        if len(one) == 1 and two in ((*one, 1), (1, *one)):
            kind, written = ("column", "[[a], [b]]") if two[-1] == 1 else ("row", "[[a, b]]")
            return f"; a list is no {kind}: write the {side} side as {written} or sympy.Matrix({written})"
    return ""


def _listed(value: object, method: Callable[[], object]) -> object:
    """What a method that lists the entries gives; a failure where there is no such list."""
    __tracebackhide__ = True
    try:
        return method()
    except ValueError as problem:
        raise AssertionError(f"not decided: {value} has no list of entries: {problem}") from None


def _told(found: Different | Open, place: Shape, left: object, right: object) -> str:
    """What is said of two entries that are not shown to be equal."""
    where = f"entry {list(place)}: " if place else ""
    if isinstance(found, Open):
        return f"{where}not decided whether {left} = {right}: {found.reason}"
    values = ", ".join(f"{name} = {number}" for name, number in found.values.items())
    at = f" at {values}" if values else ""
    return f"{where}{left} is not {right}:{at} the left side is {found.left}, the right side {found.right}"
