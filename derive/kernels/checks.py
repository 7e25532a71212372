"""The lines of a kernel that look at the shapes of what it is given, and its arguments in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from derive.kernels.arguments import Argument, Leading
from derive.kernels.layout import axis
from derive.meaning.terms import Size

WIDTH = 116


def shape_checks(kernel: str, arguments: Sequence[Argument]) -> list[str]:
    """Source lines that raise `ValueError`, naming the argument and both shapes."""
    lines: list[str] = []
    batched = [it for it in arguments if it.leading is Leading.SHARED]
    batched += [it for it in arguments if it.leading is Leading.ALLOWED]
    alike = [other for other in batched[1:] if _wholly(batched[0], other)]
    for argument in arguments:
        lines += [] if argument in alike else _own_axes(kernel, argument)
    for first, other in combinations(batched, 2):
        lines += _same_leading(kernel, first, other) if first is batched[0] or other not in alike else []
    for one, place, other, further in _same_sizes([it for it in arguments if it not in alike]):
        lines += _raise(
            f"{_length(one, place)} != {_length(other, further)}",
            _shapes(kernel, one, other),
            f"{one.name}'s {_ordinal(one, place)} axis must equal {other.name}'s {_ordinal(other, further)}",
        )
    return lines


def shape_text(axes: Sequence[Size], leading: Leading) -> str:
    """A shape as the docstring gives it, such as `(..., n)`."""
    if not axes:
        return "a number" if leading is Leading.NONE else "(...)"
    before = [] if leading is Leading.NONE else ["..."]
    text = ", ".join([*before, *(str(size) for size in axes)])
    return f"({text},)" if len(axes) == 1 and not before else f"({text})"


def _own_axes(kernel: str, argument: Argument) -> list[str]:
    expected = len(argument.axes)
    text = f"expected {shape_text(argument.axes, argument.leading)}"
    lines: list[str] = []
    if argument.leading is Leading.NONE:
        sign = f"np.ndim({argument.name}) != {expected}"
        lines += _raise(sign, _shapes(kernel, argument), text)
    elif expected:
        lines += _raise(f"np.ndim({argument.name}) < {expected}", _shapes(kernel, argument), text)
    for place, size in enumerate(argument.axes):
        if isinstance(size, int):
            lines += _raise(f"{_length(argument, place)} != {size}", _shapes(kernel, argument), text)
    return lines


def _same_leading(kernel: str, first: Argument, other: Argument) -> list[str]:
    both = _shapes(kernel, first, other)
    if _wholly(first, other):
        return _raise(f"np.shape({first.name}) != np.shape({other.name})", both, "they must be equal")
    differ = f"{_leading(other)} != {_leading(first)}"
    if other.leading is Leading.SHARED:
        return _raise(differ, both, "their leading axes must be equal")
    given = [it for it in (first, other) if it.leading is Leading.ALLOWED]
    some = " and ".join(f"np.ndim({it.name}) > {len(it.axes)}" for it in given)
    return _raise(f"{some} and {differ}", both, "leading axes that both have must be equal")


def _wholly(first: Argument, other: Argument) -> bool:
    """Whether the two must have one whole shape."""
    return first.axes == other.axes and first.leading is other.leading


def _same_sizes(arguments: Sequence[Argument]) -> Iterator[tuple[Argument, int, Argument, int]]:
    """Each later axis of a named size, with the first axis of that size."""
    first: dict[str, tuple[Argument, int]] = {}
    for argument in arguments:
        for place, size in enumerate(argument.axes):
            if isinstance(size, str) and first.setdefault(size, (argument, place)) != (argument, place):
                yield *first[size], argument, place


def _raise(condition: str, shapes: str, expected: str) -> list[str]:
    line = f'    raise ValueError(f"{shapes}: {expected}")'
    if len(line) > WIDTH:
        return [f"if {condition}:", "    raise ValueError(", f'        f"{shapes}: "', f'        "{expected}"', "    )"]
    return [f"if {condition}:", line]


def _shapes(kernel: str, one: Argument, other: Argument | None = None) -> str:
    """The beginning of a message: the shapes of one or two arguments, to be filled in."""
    text = f"{kernel}: {one.name} has shape {{np.shape({one.name})}}"
    return text if other in (None, one) else f"{text}, {other.name} has {{np.shape({other.name})}}"


def _length(argument: Argument, place: int) -> str:
    return f"{argument.name}.shape[{axis(argument, place)}]"


def _leading(argument: Argument) -> str:
    return f"np.shape({argument.name})" + (f"[:-{len(argument.axes)}]" if argument.axes else "")


def _ordinal(argument: Argument, place: int) -> str:
    from_end = len(argument.axes) - place
    return "last" if from_end == 1 else "first" if argument.leading is Leading.NONE else "last but one"
