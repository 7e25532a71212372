"""Lengths of axes that others add up to, as they are spelled: `m + k - 1`."""

from __future__ import annotations

from collections.abc import Mapping

Size = str | int


def parts(size: Size) -> dict[str, int]:
    """How often each named length is in one, and under no name what is added to them."""
    if isinstance(size, int):
        return {"": size}
    found: dict[str, int] = {}
    sign = 1
    for word in size.split(" "):
        if word in ("+", "-"):
            sign = 1 if word == "+" else -1
        else:
            name, number = ("", int(word)) if word.isdecimal() else (word, 1)
            found[name] = found.get(name, 0) + sign * number
    return found


def names(size: Size) -> tuple[str, ...]:
    """The lengths that one follows from; its own name where it has one."""
    return tuple(name for name in parts(size) if name)


def in_numbers(size: Size, lengths: Mapping[str, int]) -> int:
    """A length in numbers; raises `KeyError` for one that is not known."""
    return sum(count * lengths[name] if name else count for name, count in parts(size).items())


def follows(size: Size) -> bool:
    """Whether a length is spelled by others."""
    return isinstance(size, str) and " " in size


def spelled(found: Mapping[str, int]) -> str:
    """A length by others, each once, with what is added first: the inverse of `parts`."""
    ordered = sorted(found.items(), key=lambda it: it[1] < 0)
    text = "".join(f" {'-' if count < 0 else '+'} {name or abs(count)}" for name, count in ordered if count)
    return text.removeprefix(" + ")
